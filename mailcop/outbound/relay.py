"""One connection to a relay: hands over one letter at a time and says what became of it.

The relay is any MTA that takes mail over SMTP (RFC 5321), with PIPELINING where offered (RFC 2920), so a letter costs
two round trips. What a relay says is bounded (see `smtp_replies`); what an address holds cannot become a command.
"""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailcop.config import RelaySettings
from mailcop.outbound.outcomes import Outcome, OutcomeKind, refused_letter, refused_mail, refused_rcpt
from mailcop.outbound.smtp_line import Line
from mailcop.outbound.smtp_replies import MAX_TEXT, BadReply, RelayReply


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds we wait for a relay (RFC 5321 section 4.5.3.2; Postfix's defaults agree)."""

    connect: float = 30
    command: float = 300
    block: float = 180  # for any progress while the letter is written
    final: float = 600


class RelayUnavailable(Exception):
    """No usable connection; `outcome` is LATER (the relay is away) or OURS (it will not have us)."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.code} {outcome.text}" if outcome.code else outcome.text)
        self.outcome = outcome


_UNFIT = re.compile(r"[\x00-\x20\x7f<>]")
_SIZE = re.compile(r"[0-9]{1,12}")
_BARE = re.compile(rb"\r\n|\r|\n")
_LOOPBACK = re.compile(r"localhost|127\.[0-9.]+|::1", re.I)


class RelayConnection:
    """An open, greeted, and where configured encrypted and logged-in connection; for one task at a time."""

    def __init__(self, line: Line, patience: Patience) -> None:
        self._line = line
        self._patience = patience
        self._offers: Mapping[str, list[str]] = {}
        self._has_pipelining = False
        self._max_bytes = 0
        self._needs_reset = False
        self._is_spent = False
        self.letters = 0  # whose outcome came over this connection

    @classmethod
    async def open(
        cls, settings: RelaySettings, *, patience: Patience | None = None, context: ssl.SSLContext | None = None
    ) -> RelayConnection:
        """Connects, encrypts as configured (certificate verified, never in clear when required) and logs in.

        Raises RelayUnavailable.
        """
        patience = patience or Patience()
        if settings.tls != "off":
            context = context or ssl.create_default_context()
        line = await _connect(settings, patience, context if settings.tls == "tls" else None)
        connection = cls(line, patience)
        try:
            await connection._greet(settings, context)
        except BaseException:
            line.abort()
            raise
        return connection

    @property
    def is_usable(self) -> bool:
        """False after a 421, a lost connection, a broken reply, or replies that nobody asked for."""
        return not self._is_spent and not self._line.is_lost and self._line.is_silent

    async def deliver(self, sender: str, recipient: str, message: bytes) -> Outcome:
        """Hands over one letter; never raises for what the relay or the network does.

        `sender` is the envelope's (empty for the null sender). Lost before the final dot was written: LATER; after it
        and before its reply: DOUBT. A cancelled call leaves the connection unusable.
        """
        parameters = self._parameters(sender, recipient, message)
        if isinstance(parameters, Outcome):
            return parameters
        if not self.is_usable:
            return self._spent(OutcomeKind.LATER, self._line.why or "connection no longer usable")
        try:
            refused = await self._offer(f"MAIL FROM:<{sender}>{parameters}", f"RCPT TO:<{recipient}>")
            return refused or await self._hand_over(message)
        except (OSError, BadReply, TimeoutError) as error:
            return self._spent(OutcomeKind.LATER, _why(error))
        except asyncio.CancelledError:
            self._is_spent = True
            self._line.abort()
            raise

    async def close(self) -> None:
        """Says QUIT when the connection still answers, waits a moment for the farewell, and closes; never raises."""
        try:
            if self.is_usable:
                await self._line.ask([b"QUIT"], 2.0)
        except (OSError, BadReply, TimeoutError):
            pass
        finally:
            self._is_spent = True
            self._line.abort()

    async def _greet(self, settings: RelaySettings, context: ssl.SSLContext | None) -> None:
        try:
            (greeting,) = await self._line.expect(1, self._patience.command)
            _require(greeting, 220, "the relay does not greet us")
            await self._hello()
            if settings.tls == "starttls":
                await self._encrypt(settings, context)
            if settings.user:
                await self._log_in(settings)
        except (OSError, BadReply, TimeoutError) as error:
            raise RelayUnavailable(Outcome(OutcomeKind.LATER, 0, "", _why(error))) from error

    async def _hello(self) -> None:
        name = self._line.our_name
        (reply,) = await self._line.ask([b"EHLO " + name], self._patience.command)
        if 500 <= reply.code < 600:  # RFC 5321 section 4.1.4: a server without EHLO still knows HELO
            (reply,) = await self._line.ask([b"HELO " + name], self._patience.command)
        _require(reply, 250, "the relay refuses our name")
        self._offers = {words[0].upper(): words[1:] for words in map(str.split, reply.text.split("\n")[1:]) if words}
        self._has_pipelining = "PIPELINING" in self._offers
        size = "".join(self._offers.get("SIZE", [])[:1])
        self._max_bytes = int(size) if _SIZE.fullmatch(size) else 0

    async def _encrypt(self, settings: RelaySettings, context: ssl.SSLContext | None) -> None:
        if "STARTTLS" not in self._offers or context is None:
            raise _ours("the relay offers no STARTTLS, and nothing is sent in clear")
        (reply,) = await self._line.ask([b"STARTTLS"], self._patience.command)
        _require(reply, 220, "the relay refuses STARTTLS")
        if not self._line.is_silent:  # words in clear that would be read as if they had been encrypted
            raise _ours("the relay talks on after STARTTLS, in clear")
        try:
            await self._line.encrypt(context, settings.host, self._patience.connect)
        except ssl.SSLError as error:
            raise _ours(f"TLS failed: {_why(error)}") from error
        await self._hello()

    async def _log_in(self, settings: RelaySettings) -> None:
        if not self._line.is_encrypted and not _LOOPBACK.fullmatch(settings.host):
            raise _ours("the password is not sent in clear: set tls")
        plain = base64.b64encode(f"\0{settings.user}\0{settings.password}".encode())
        logins = set(map(str.upper, self._offers.get("AUTH", ["PLAIN"])))
        if "PLAIN" in logins:
            (reply,) = await self._line.ask([b"AUTH PLAIN " + plain], self._patience.command)
        elif "LOGIN" in logins:
            (reply,) = await self._line.ask([b"AUTH LOGIN"], self._patience.command)
            for word in (settings.user, settings.password):
                _require(reply, 334, "the relay refuses the login")
                (reply,) = await self._line.ask([base64.b64encode(word.encode())], self._patience.command)
        else:
            raise _ours(f"the relay offers no login we know: {' '.join(sorted(logins))}")
        _require(reply, 235, "the relay refuses the login")

    def _parameters(self, sender: str, recipient: str, message: bytes) -> str | Outcome:
        """What follows MAIL FROM; or why this letter cannot be handed over at all, found before a byte is sent."""
        if _UNFIT.search(sender) or _UNFIT.search(recipient) or not recipient:
            return Outcome(OutcomeKind.NEVER, 0, "5.1.3", "an address that cannot stand in a command; not sent")
        words = ""
        if not (sender.isascii() and recipient.isascii()):
            if "SMTPUTF8" not in self._offers:
                return Outcome(
                    OutcomeKind.NEVER, 0, "5.6.7", "the relay takes no internationalised addresses; not sent"
                )
            words = " SMTPUTF8"
        if self._max_bytes and len(message) > self._max_bytes:
            return Outcome(OutcomeKind.NEVER, 0, "5.3.4", f"the relay takes at most {self._max_bytes} bytes; not sent")
        if "SIZE" in self._offers:
            words += f" SIZE={len(message)}"
        if not message.isascii():
            if "8BITMIME" not in self._offers:
                return Outcome(OutcomeKind.NEVER, 0, "5.6.3", "the relay takes 7-bit letters only; not sent")
            words += " BODY=8BITMIME"
        return words

    async def _offer(self, mail: str, rcpt: str) -> Outcome | None:
        """MAIL, RCPT and DATA; None when the relay waits for the letter, else why it does not."""
        commands = [mail.encode(), rcpt.encode(), b"DATA"]
        if self._needs_reset:
            commands.insert(0, b"RSET")
        self._needs_reset = True  # until the transaction has ended by itself
        replies = await self._replies(commands)
        if replies[0].code == 421 or (commands[0] == b"RSET" and replies[0].code != 250):
            return self._spent(OutcomeKind.LATER, replies[0].text, replies[0])
        replies = replies[len(commands) - 3 :]
        for refused, reply in zip((refused_mail, refused_rcpt), replies, strict=False):
            if reply.code // 100 != 2:
                await self._withdraw(replies)
                return self._outcome(reply, refused(reply))
        if replies[2].code < 400 and replies[2].code != 354:
            return self._spent(OutcomeKind.LATER, f"an odd answer to DATA: {replies[2].text}", replies[2])
        if replies[2].code != 354:
            return self._outcome(replies[2], refused_letter(replies[2]))
        return None

    async def _replies(self, commands: Sequence[bytes]) -> list[RelayReply]:
        if self._has_pipelining:
            return await self._line.ask(commands, self._patience.command)
        replies: list[RelayReply] = []
        for command in commands:
            replies += await self._line.ask([command], self._patience.command)
            if replies[-1].code >= 400:
                break
        return replies

    async def _withdraw(self, replies: Sequence[RelayReply]) -> None:
        """A relay that says 354 although it refused MAIL or RCPT waits for a letter; it gets none (RFC 2920 3.1)."""
        if len(replies) == 3 and replies[2].code == 354:
            await self._line.ask([b"."], self._patience.command)

    async def _hand_over(self, message: bytes) -> Outcome:
        line = self._line
        if line.is_lost:
            return self._spent(OutcomeKind.LATER, line.why)
        try:
            await line.write_letter(stuffed(message), self._patience.block)
            (reply,) = await line.expect(1, self._patience.final)
        except (OSError, BadReply, TimeoutError) as error:
            kind = OutcomeKind.DOUBT if line.is_written else OutcomeKind.LATER
            return self._spent(kind, _why(error))
        self._needs_reset = False
        self.letters += 1
        if reply.code // 100 == 2:
            return self._outcome(reply, OutcomeKind.ACCEPTED)
        if reply.code // 100 == 3:
            return self._spent(OutcomeKind.DOUBT, reply.text, reply)
        return self._outcome(reply, refused_letter(reply))

    def _outcome(self, reply: RelayReply, kind: OutcomeKind) -> Outcome:
        if reply.code == 421:
            return self._spent(OutcomeKind.LATER, reply.text, reply)
        return Outcome(kind, reply.code, reply.status, reply.text.replace("\n", " ")[:MAX_TEXT])

    def _spent(self, kind: OutcomeKind, text: str, reply: RelayReply | None = None) -> Outcome:
        self._is_spent = True
        self._line.abort()
        code, status = (reply.code, reply.status) if reply else (0, "")
        return Outcome(kind, code, status, text.replace("\n", " ")[:MAX_TEXT])


def stuffed(message: bytes) -> bytes:
    """The letter as DATA wants it: CRLF line ends only, leading dots doubled, the final dot added (RFC 5321 4.5.2)."""
    ends = message.count(b"\r\n")
    if message.count(b"\n") != ends or message.count(b"\r") != ends:
        message = _BARE.sub(b"\r\n", message)
    if message.startswith(b"."):
        message = b"." + message
    message = message.replace(b"\r\n.", b"\r\n..")
    return message + (b".\r\n" if message.endswith(b"\r\n") or not message else b"\r\n.\r\n")


def _require(reply: RelayReply, code: int, why: str) -> None:
    """A temporary refusal is the relay's trouble, any other one ours."""
    if reply.code != code:
        kind = OutcomeKind.LATER if reply.code // 100 == 4 else OutcomeKind.OURS
        said = reply.text.replace("\n", " ")
        raise RelayUnavailable(Outcome(kind, reply.code, reply.status, f"{why}: {said}"[:MAX_TEXT]))


def _ours(why: str) -> RelayUnavailable:
    return RelayUnavailable(Outcome(OutcomeKind.OURS, 0, "", why[:MAX_TEXT]))


def _why(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "the relay did not answer in time"
    return str(error) or type(error).__name__


async def _connect(settings: RelaySettings, patience: Patience, context: ssl.SSLContext | None) -> Line:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(patience.connect):
            _, line = await loop.create_connection(Line, settings.host, settings.port, ssl=context)
            return line
    except ssl.SSLError as error:
        raise _ours(f"TLS failed: {_why(error)}") from error
    except (OSError, TimeoutError) as error:
        text = f"no connection to {settings.host}:{settings.port}: {_why(error)}"
        raise RelayUnavailable(Outcome(OutcomeKind.LATER, 0, "", text)) from error
