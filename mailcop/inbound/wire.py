"""One client's connection as bytes: what it said and nobody has obeyed yet, what we answered and have not sent yet."""

from __future__ import annotations

import asyncio

from mailcop.inbound.maildata import MailData

COMMAND_BYTES = 2048
READ_BYTES = 65_536
_END_OF_DATA = b"\r\n.\r\n"
_MOST_UNSENT = 16_384


class Wire:
    """Answers to commands that came in one piece leave in one piece (RFC 2920 section 3.2)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._heard = bytearray()
        self._unsent = bytearray()

    async def line(self) -> bytes:
        """The next command with its line end; of one that is far too long only the end, which is too long as well."""
        start = 0
        while (end := self._heard.find(b"\n", start)) < 0:
            if len(self._heard) > 2 * COMMAND_BYTES:
                del self._heard[:-COMMAND_BYTES]
            start = len(self._heard)
            await self._hear()
        line = bytes(self._heard[: end + 1])
        del self._heard[: end + 1]
        return line

    async def to_the_dot(self, data: MailData) -> None:
        """Gather a mail up to its final dot (RFC 5321 section 4.1.1.4)."""
        # The line end before the first line is that of DATA itself: so a dot on the first line is seen as well.
        self._heard[:0] = b"\r\n"
        first, start = 2, 0
        while (end := self._heard.find(_END_OF_DATA, start)) < 0:
            if len(self._heard) > READ_BYTES:
                data.add(bytes(self._heard[first:-4]))
                del self._heard[:-4]
                first = 0
            start = max(0, len(self._heard) - 4)
            await self._hear()
        data.add(bytes(self._heard[first : end + 2]))
        del self._heard[: end + 5]

    async def say(self, answer: bytes) -> None:
        """Answer; at once, unless the next command is here already."""
        self._unsent += answer
        if len(self._unsent) > _MOST_UNSENT or b"\n" not in self._heard:
            await self.flush()

    async def flush(self) -> None:
        """Send what was answered, and wait while the client is slow to take it."""
        if self._unsent:
            self._writer.write(self.unsent())
            await self._writer.drain()

    def unsent(self) -> bytes:
        """What was answered and is not sent; the caller sends it."""
        answers = bytes(self._unsent)
        self._unsent.clear()
        return answers

    async def _hear(self) -> None:
        await self.flush()
        chunk = await self._reader.read(READ_BYTES)
        if not chunk:
            raise asyncio.IncompleteReadError(b"", None)
        self._heard += chunk
