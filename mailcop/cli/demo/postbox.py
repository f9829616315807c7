"""The demo's receiving server: a small SMTP relay on loopback that keeps every letter that passed its socket."""

from __future__ import annotations

import asyncio
import binascii
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from mailcop.reading import Letter, read

_PART = re.compile(rb"\r\nContent-Type: (text/(?:plain|html))[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--=_", re.S)
_LONGEST_LINE = 2**20


class PostboxLetter:
    """A letter as it passed the socket: the envelope, the bytes, and what its reader sees of them."""

    def __init__(self, sender: str, recipient: str, raw: bytes, at: datetime, kind_of: Callable[[str], str]) -> None:
        self.sender, self.recipient, self.raw, self.at = sender, recipient, raw, at
        self._kind_of = kind_of

    @cached_property
    def kind(self) -> str:
        """What it is, as the ledger calls the delivery that its envelope sender names."""
        return self._kind_of(self.sender)

    @cached_property
    def understood(self) -> Letter:
        """The letter as the reader's mail program understands it."""
        return read(self.raw)

    @property
    def to(self) -> str:
        """Whose letter it is."""
        return self.recipient

    @property
    def subject(self) -> str:
        """Its subject, decoded."""
        return self.understood.subject

    @property
    def answer_to(self) -> str:
        """Where an answer goes: its Reply-To."""
        return self.understood.reply_to[0].address if self.understood.reply_to else ""

    @cached_property
    def _bodies(self) -> dict[str, str]:
        found = {
            kind.decode(): binascii.a2b_qp(body).decode("utf-8", "replace").replace("\r\n", "\n")
            for kind, body in _PART.findall(self.raw)
        }
        return found or {"text/plain": self.understood.visible_text}

    @property
    def text(self) -> str:
        """Its text part."""
        return self._bodies.get("text/plain", "")

    @property
    def html(self) -> str:
        """Its HTML part, as sent."""
        return self._bodies.get("text/html", "")


class Postbox:
    """Takes letters by SMTP; number N is the Nth that came. `replies`: what a recipient's server says first."""

    def __init__(self, clock: Callable[[], datetime], kind_of: Callable[[str], str] = lambda sender: "") -> None:
        self.letters: list[PostboxLetter] = []
        self.kind_of = kind_of
        self.replies: dict[str, list[str]] = {}
        self.turned_away: Counter[str] = Counter()  # by code: recipients that were told no, as `replies` said
        self._clock = clock
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """Where it listens on loopback."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def __aenter__(self) -> Postbox:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_LONGEST_LINE)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        await self._server.wait_closed()

    def by_kind(self, since: int = 0) -> Counter[str]:
        """How many letters of each kind passed the socket, after the first `since`."""
        return Counter(one.kind for one in self.letters[since:])

    def last(self, recipient: str, kind: str) -> PostboxLetter:
        """The latest letter of a kind to this address; LookupError where there is none."""
        for one in reversed(self.letters):
            if one.recipient == recipient and one.kind == kind:
                return one
        raise LookupError(f"no {kind} came to {recipient}")

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the node hung up, or the demo ends
        finally:
            self._talks.discard(task)
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One session of RFC 5321, as much as a relay's client speaks; pipelined commands are answered in order."""
        sender, recipients = "", list[str]()
        writer.write(b"220 postbox.example ready\r\n")
        while line := await reader.readline():
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO":
                    answer = "250-postbox.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"
                case "MAIL":
                    sender, recipients, answer = _path(rest), [], "250 2.1.0 ok"
                case "RCPT":
                    answer = self._answer(_path(rest), recipients)
                case "DATA" if recipients:
                    writer.write(b"354 go on\r\n")
                    raw = await _message(reader)
                    now = self._clock()
                    self.letters += [PostboxLetter(sender, one, raw, now, self._kind) for one in recipients]
                    answer = f"250 2.0.0 letter {len(self.letters)}"
                case "DATA":
                    answer = "554 5.5.1 no recipient"
                case "RSET" | "NOOP":
                    answer = "250 2.0.0 ok"
                case "QUIT":
                    writer.write(b"221 2.0.0 bye\r\n")
                    await writer.drain()
                    return
                case _:
                    answer = "500 5.5.2 unknown"
            writer.write(answer.encode() + b"\r\n")
            await writer.drain()

    def _answer(self, recipient: str, recipients: list[str]) -> str:
        scripted = self.replies.get(recipient)
        if scripted:
            self.turned_away[scripted[0][:3]] += 1
            return scripted.pop(0)
        recipients.append(recipient)
        return "250 2.1.5 ok"

    def _kind(self, sender: str) -> str:
        return self.kind_of(sender)


def _path(rest: str) -> str:
    """The address between the brackets of MAIL FROM:<…> or RCPT TO:<…>."""
    return rest.partition("<")[2].partition(">")[0]


async def _message(reader: asyncio.StreamReader) -> bytes:
    """The mail up to the lone dot, without dot-stuffing (RFC 5321 section 4.5.2)."""
    lines = []
    while (line := await reader.readline()) != b".\r\n":
        if not line:
            raise ConnectionResetError
        lines.append(line[1:] if line.startswith(b".") else line)
    return b"".join(lines)
