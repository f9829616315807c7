"""The SMTP and LMTP doors: aiosmtpd with our limits, our answers, and a 250 only after intake has committed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Sequence

from aiosmtpd.smtp import SMTP

from mailcop.inbound import answers
from mailcop.inbound.answers import filled, merged, octets
from mailcop.inbound.doors import LINGER, CannotListen, Door, DoorLimits, PortInUse, network_of
from mailcop.inbound.maildata import MailData
from mailcop.inbound.transaction import Transaction
from mailcop.inbound.wire import COMMAND_BYTES, READ_BYTES, Wire
from mailcop.words import Envelope, Reply

__all__ = ["CannotListen", "DoorLimits", "LmtpDoor", "PortInUse", "SmtpDoor"]

log = logging.getLogger(__name__)

FIRST_BYTES_OF_TLS = b"\x16\x03"
WRONG = 5  # what a wrong command costs of a session's idle commands


class SmtpDoor(Door):
    """Takes mail by SMTP: one answer for all recipients of a mail."""

    name = "smtp"

    def new_session(self) -> asyncio.Protocol:
        return _Session(self)


class LmtpDoor(Door):
    """Takes mail by LMTP from our own front MTA: each recipient has an answer (RFC 2033 section 4.2)."""

    name = "lmtp"

    def new_session(self) -> asyncio.Protocol:
        return _LmtpSession(self)


class _Session(SMTP):
    """One connection. aiosmtpd holds the streams and their life; the command loop and its answers are ours."""

    protocol = "ESMTP"
    greeting = "EHLO"

    def __init__(self, door: Door) -> None:
        self.door = door
        self.mail = Transaction(door.intake, door.limits, self.greeting)
        self.line_length_limit = READ_BYTES  # twice this is what the stream reader holds before it pauses the client
        super().__init__(object(), hostname=door.hostname, enable_SMTPUTF8=True, loop=asyncio.get_running_loop())
        self.peer = ""
        self.network = ""
        self._wire: Wire | None = None  # from the greeting on
        self._idle_commands = door.limits.idle_commands
        self._is_receiving = False  # between 354 and the final dot
        self._is_taking = False  # intake has the mail; nothing may cancel that
        self._is_leaving = False
        self._is_over = False
        self._is_fresh = True
        self._heard_at = 0.0  # loop time
        self._ends_at = 0.0
        self._session_ends_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it in or turn it away before anything is read."""
        self.peer = str((transport.get_extra_info("peername") or ("unknown",))[0])
        self.network = network_of(self.peer)
        refusal = self.door.admit(self)
        if refusal is None:
            super().connection_made(transport)
        else:
            log.debug("door=%s peer=%s refused=%s", self.door.name, self.peer, refusal.status)
            self.transport, self._is_over = transport, True
            if isinstance(transport, asyncio.Transport):
                transport.write(octets(refusal))
            transport.close()

    def data_received(self, data: bytes) -> None:
        """Feed the reader; a TLS hello on this plain port ends the connection at once."""
        self._heard_at = self.loop.time()
        if self._is_fresh:
            self._is_fresh = False
            if data.startswith(FIRST_BYTES_OF_TLS):
                self.abort()
        if not self._is_over:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        """A client that only stopped sending still gets its answers; aiosmtpd would cancel the mail."""
        return False if self._is_over else asyncio.StreamReaderProtocol.eof_received(self)

    def connection_lost(self, error: Exception | None) -> None:
        """End the dialogue, except for a mail that intake is committing: that goes on to its end."""
        if self.session is None or self._is_taking:
            if self._timeout_handle is not None:
                self._timeout_handle.cancel()
            asyncio.StreamReaderProtocol.connection_lost(self, error)
            self.transport, self._is_over = None, True
        else:
            super().connection_lost(error)
            self.door.dismiss(self)

    def abort(self) -> None:
        """Drop the connection without a word."""
        self._is_over = True
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    def cut(self, reply: Reply) -> None:
        """Say why, stop listening, close. A mail that intake is committing keeps its answer and is cut after it."""
        if self._is_taking:
            self._is_leaving = True
        elif not self._is_over and isinstance(self.transport, asyncio.Transport):
            log.info("door=%s peer=%s cut=%s %s", self.door.name, self.peer, reply.code, reply.status)
            self._is_over = True
            self.transport.write((self._wire.unsent() if self._wire else b"") + octets(reply))
            with contextlib.suppress(OSError):  # the client may have reset the connection
                self.transport.write_eof()
            if self._handler_coroutine is not None and self._handler_coroutine is not asyncio.current_task():
                self._handler_coroutine.cancel()
            if self._timeout_handle is not None:
                self._timeout_handle.cancel()
            # Closing on unread input would destroy the answer on its way: leave the client a moment to read it.
            self._timeout_handle = self.loop.call_later(LINGER.total_seconds(), self.abort)

    def leave(self) -> None:
        """The door is closing: end now, or once the mail that is under way has its answer."""
        self._is_leaving = True
        if not self._is_receiving:
            self.cut(answers.CLOSING)

    def _reset_timeout(self, duration: float | None = None) -> None:
        """Start both clocks; aiosmtpd calls this once, when the connection is made."""
        self._heard_at = self.loop.time()
        self._ends_at = self._session_ends_at = self._heard_at + self.door.limits.session.total_seconds()
        self._wake_for_clocks()

    def _wake_for_clocks(self) -> None:
        idle_at = self._heard_at + self.door.limits.idle.total_seconds()
        self._timeout_handle = self.loop.call_at(max(min(idle_at, self._ends_at), self.loop.time()), self._timeout_cb)

    def _timeout_cb(self) -> None:
        now = self.loop.time()
        if self._is_taking:  # the silence is ours
            self._timeout_handle = self.loop.call_later(1, self._timeout_cb)
        elif now >= self._ends_at:
            self.cut(answers.TOO_LONG_A_SESSION)
        elif now - self._heard_at >= self.door.limits.idle.total_seconds():
            self.cut(answers.IDLE)
        else:
            self._wake_for_clocks()

    async def _handle_client(self) -> None:
        wire = self._wire = Wire(self._reader, self._writer)
        try:
            await self._say(Reply(220, "", f"{self.hostname} {self.protocol} mailcop"))
            while not self._is_over:
                await self._obey(await wire.line())
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client left
        finally:
            if self.transport is None:
                self.door.dismiss(self)
            elif not self._is_over:
                self._is_over = True
                self.transport.close()

    async def _obey(self, line: bytes) -> None:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = ""
        command, _, argument = text[:-2].partition(" ")
        if len(line) > COMMAND_BYTES:
            await self._complain(answers.LINE_TOO_LONG)
        elif not line.endswith(b"\r\n") or not text[:-2].isprintable() or not command:
            await self._complain(answers.BAD_LINE)  # strict on bare LF too: what is no line here is none to anyone
        elif (method := self._smtp_methods.get(command.upper())) is None:
            await self._complain(answers.UNKNOWN_COMMAND)
        else:
            try:
                await method(argument.strip(" "))
            except (asyncio.IncompleteReadError, ConnectionError):
                raise
            except Exception as error:
                await self._write((await self.handle_exception(error)).encode())

    async def handle_exception(self, error: Exception) -> str:
        """What a fault of ours looks like from outside: never its text, never a 5xx."""
        return octets(self._trouble(error)).decode()

    def _trouble(self, error: Exception) -> Reply:
        name = secrets.token_hex(6)
        log.error("door=%s peer=%s trouble=%s", self.door.name, self.peer, name, exc_info=error)
        return filled(answers.TROUBLE, id=name)

    async def _write(self, data: bytes) -> None:
        if self.transport is None or self._wire is None:
            raise ConnectionResetError
        await self._wire.say(data)

    async def _say(self, reply: Reply) -> None:
        await self._write(octets(reply, self.mail.is_utf8))

    async def _spend(self, reply: Reply, cost: int = 1) -> None:
        """Answer a command that leads to no mail; too many of them end the session."""
        self._idle_commands -= cost
        if self._idle_commands < 0:
            self.cut(answers.TOO_MANY_COMMANDS)
        else:
            await self._say(reply)

    async def _complain(self, reply: Reply) -> None:
        await self._spend(reply, WRONG)

    async def _answer(self, reply: Reply) -> None:
        if reply.code < 500:
            await self._say(reply)
        else:
            await self._spend(reply, WRONG if reply.code in (500, 501, 502, 555) else 1)

    async def _greet(self, argument: str | None, is_extended: bool) -> None:
        """Answer HELO, EHLO or LHLO."""
        if not argument:
            await self._complain(filled(answers.BAD_ARGUMENT, syntax=f"{self.greeting} hostname"))
            return
        self._idle_commands -= bool(self.mail.helo)
        self.mail.reset()
        self.mail.helo = argument
        size = f"SIZE {self.door.limits.message_bytes}"
        extensions = ["PIPELINING", size, "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"] if is_extended else []
        *most, last = [self.hostname, *extensions]
        await self._write("".join([*(f"250-{text}\r\n" for text in most), f"250 {last}\r\n"]).encode())

    async def smtp_HELO(self, hostname: str) -> None:
        """HELO: no extensions are told."""
        await self._greet(hostname, is_extended=False)

    async def smtp_EHLO(self, hostname: str) -> None:
        """EHLO."""
        await self._greet(hostname, is_extended=True)

    async def smtp_MAIL(self, arg: str | None) -> None:
        """MAIL begins a mail, unless the session has had its time."""
        if self.loop.time() >= self._session_ends_at:
            self.cut(answers.TOO_LONG_A_SESSION)
        else:
            await self._answer(self.mail.begin(arg or ""))

    async def smtp_RCPT(self, arg: str | None) -> None:
        """RCPT adds a recipient."""
        await self._answer(self.mail.add(arg or ""))

    async def smtp_DATA(self, arg: str | None) -> None:
        """DATA (RFC 5321 section 4.1.1.4); the answers follow intake's commit."""
        if arg:
            await self._complain(filled(answers.BAD_ARGUMENT, syntax="DATA"))
        elif not self.mail.recipients:
            await self._answer(answers.RECIPIENT_FIRST)
        else:
            outcome = await self._receive()
            replies = [outcome] * len(self.mail.recipients) if isinstance(outcome, Reply) else await self._take(outcome)
            lines = [octets(reply, self.mail.is_utf8) for reply in self._final(replies)]
            self.mail.reset()
            await self._write(b"".join(lines))
            if self._is_leaving:
                self.cut(answers.CLOSING)

    def _final(self, replies: Sequence[Reply]) -> Sequence[Reply]:
        """What is said after the dot of what intake said of each recipient."""
        return [merged(replies)]

    async def _receive(self) -> bytes | Reply:
        """Say 354 and read to the final dot: the mail, or why it is refused."""
        data = MailData(self.door.limits.message_bytes, self.door.limits.line_bytes)
        self._is_receiving = True
        self._ends_at = self.loop.time() + self.door.limits.session.total_seconds()
        try:
            await self._say(answers.SEND_IT)
            assert self._wire is not None  # it has just been spoken on
            await self._wire.to_the_dot(data)
            return data.finish()
        finally:
            self._is_receiving = False
            self._ends_at = self._session_ends_at

    async def _take(self, raw: bytes) -> list[Reply]:
        """Hand the mail to intake; a client that hangs up meanwhile changes nothing (see connection_lost)."""
        envelope = Envelope(
            sender=self.mail.sender or "",
            peer=self.peer,
            door=self.door.name,
            helo=self.mail.helo,
            is_trusted=self.door.is_trusted(self.peer),
        )
        wanted = list(dict.fromkeys(self.mail.recipients))
        self._is_taking = True
        try:
            replies = dict(zip(wanted, await self.door.intake.take(raw, envelope, wanted), strict=True))
        except Exception as error:
            replies = dict.fromkeys(wanted, self._trouble(error))
        finally:
            self._is_taking = False
        if self.transport is None:
            codes = [reply.code for reply in replies.values()]
            log.info("door=%s peer=%s unheard=%s", self.door.name, self.peer, codes)
        elif any(reply.code < 300 for reply in replies.values()):
            self._idle_commands = self.door.limits.idle_commands
        return [replies[recipient] for recipient in self.mail.recipients]

    async def smtp_RSET(self, arg: str | None) -> None:
        """RSET: forget the mail that was begun."""
        self.mail.reset()
        await self._spend(answers.OK)

    async def smtp_NOOP(self, arg: str | None) -> None:
        """NOOP does nothing, a hundred times."""
        await self._spend(answers.OK)

    async def smtp_HELP(self, arg: str | None) -> None:
        """HELP."""
        await self._spend(answers.HELP)

    async def smtp_VRFY(self, arg: str | None) -> None:
        """VRFY reveals nothing (RFC 5321 section 7.3)."""
        await self._spend(answers.CANNOT_VERIFY if arg else filled(answers.BAD_ARGUMENT, syntax="VRFY address"))

    async def smtp_QUIT(self, arg: str | None) -> None:
        """QUIT."""
        await self._say(answers.BYE)
        if self._wire is not None:
            await self._wire.flush()
        self._is_over = True
        self._writer.close()

    async def _not_offered(self, arg: str | None) -> None:
        await self._complain(answers.NOT_OFFERED)

    smtp_EXPN = smtp_AUTH = smtp_STARTTLS = smtp_BDAT = smtp_ETRN = smtp_TURN = _not_offered

    async def _is_a_browser(self, arg: str | None) -> None:
        self.cut(answers.NOT_HTTP)

    smtp_GET = smtp_POST = smtp_PUT = smtp_HEAD = smtp_OPTIONS = smtp_CONNECT = smtp_DELETE = smtp_PATCH = _is_a_browser


class _LmtpSession(_Session):
    """Says LHLO, answers for each recipient."""

    protocol = "LMTP"
    greeting = "LHLO"

    async def smtp_LHLO(self, hostname: str) -> None:
        """LHLO, where SMTP says EHLO (RFC 2033 section 4.1)."""
        await self._greet(hostname, is_extended=True)

    async def smtp_HELO(self, hostname: str) -> None:
        """HELO is no command of LMTP."""
        await self._complain(answers.UNKNOWN_COMMAND)

    smtp_EHLO = smtp_HELO

    def _final(self, replies: Sequence[Reply]) -> Sequence[Reply]:
        return replies
