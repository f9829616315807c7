"""The wire under a relay connection: commands out, whole replies in, and whether a letter's last byte was written."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Sequence
from typing import cast

from mailcop.outbound.smtp_replies import BadReply, RelayReply, ReplyReader


class Line(asyncio.Protocol):
    """For one task at a time; every wait raises OSError (lost), BadReply (nonsense) or TimeoutError (silence)."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._reader = ReplyReader()
        self._wanted = 0
        self._waiter: asyncio.Future[None] | None = None
        self._deadline = 0.0
        self._alarm: asyncio.TimerHandle | None = None
        self._error: Exception | None = None
        self._is_backed_up = False
        self._has_unwritten = False

    @property
    def is_lost(self) -> bool:
        """True once nothing more can be asked."""
        return self._error is not None or self._transport is None or self._transport.is_closing()

    @property
    def is_silent(self) -> bool:
        """True when the relay has said nothing that was not asked for."""
        return self._reader.is_empty

    @property
    def is_written(self) -> bool:
        """True when all that was written has left for the kernel, so that the relay may have it."""
        return not self._has_unwritten

    @property
    def is_encrypted(self) -> bool:
        """True when the transport is TLS."""
        return self._transport is not None and self._transport.get_extra_info("ssl_object") is not None

    @property
    def why(self) -> str:
        """Why the line is lost, in words; empty while it is not."""
        return str(self._error) if self._error else "connection lost" if self.is_lost else ""

    @property
    def our_name(self) -> bytes:
        """What EHLO says: a host name with a dot, else our address as a literal (RFC 5321 section 4.1.3)."""
        name = socket.gethostname()
        if "." in name and name.isascii() and name.replace(".", "").replace("-", "").isalnum():
            return name.encode()
        address = str(self._open_transport().get_extra_info("sockname")[0])
        return (f"[IPv6:{address}]" if ":" in address else f"[{address}]").encode()

    async def ask(self, commands: Sequence[bytes], seconds: float) -> list[RelayReply]:
        """Writes all commands at once and returns their replies, one each; a lone 421 may stand for all of them."""
        self._open_transport().write(b"\r\n".join(commands) + b"\r\n")
        return await self.expect(len(commands), seconds)

    async def expect(self, count: int, seconds: float) -> list[RelayReply]:
        """The next `count` replies, or fewer when one of them is a 421 (RFC 5321 section 3.8)."""
        if not self._has_enough(count):
            self._wanted = count
            await self._wait(seconds)
        replies = self._reader.replies
        taken = replies[:count]
        del replies[:count]
        while len(taken) < count:
            taken.append(taken[-1])
        return taken

    async def write_letter(self, stuffed: bytes, seconds: float) -> None:
        """Writes a letter with its final dot; returns when the kernel has it all, `seconds` bounds a stand-still."""
        self._has_unwritten = True
        transport = self._open_transport()
        transport.write(stuffed)
        if transport.is_closing():  # the kernel refused it: none of it left
            raise ConnectionResetError("connection lost")
        left = transport.get_write_buffer_size()
        while self._is_backed_up:
            try:
                await self._wait(seconds)
            except TimeoutError:
                if transport.get_write_buffer_size() >= left:
                    transport.abort()
                    raise
                left = transport.get_write_buffer_size()
        if self._error is not None:
            raise self._error
        self._has_unwritten = False

    async def encrypt(self, context: ssl.SSLContext, host: str, seconds: float) -> None:
        """STARTTLS: the certificate is verified as `context` says; raises ssl.SSLError, OSError."""
        loop = asyncio.get_running_loop()
        transport = await loop.start_tls(
            self._open_transport(), self, context, server_hostname=host, ssl_handshake_timeout=seconds
        )
        if transport is None:
            raise ConnectionResetError("connection lost while TLS began")
        self.connection_made(transport)

    def abort(self) -> None:
        """Closes at once."""
        if self._transport is not None:
            self._transport.abort()

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=0)  # so that `resume_writing` means: the kernel has it all

    def data_received(self, data: bytes) -> None:
        try:
            self._reader.feed(data)
        except BadReply as error:
            self._fail(error)
            self.abort()
            return
        if self._wanted and self._has_enough(self._wanted):
            self._wake()

    def eof_received(self) -> None:
        self._fail(ConnectionResetError("the relay closed the connection"))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._fail(exc if isinstance(exc, OSError) else ConnectionResetError("connection lost"))

    def pause_writing(self) -> None:
        self._is_backed_up = True

    def resume_writing(self) -> None:
        self._is_backed_up = False
        if not self._wanted:
            self._wake()

    # waiting

    def _has_enough(self, count: int) -> bool:
        replies = self._reader.replies
        return len(replies) >= count or (bool(replies) and replies[-1].code == 421)

    async def _wait(self, seconds: float) -> None:
        if self._error is not None:
            raise self._error
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        self._deadline = loop.time() + seconds
        if self._alarm is None or self._alarm.when() > self._deadline:
            self._set_alarm(loop)
        try:
            await self._waiter
        finally:
            self._waiter, self._wanted = None, 0

    def _set_alarm(self, loop: asyncio.AbstractEventLoop) -> None:
        """One alarm outlives many waits, each of which only moves the deadline: a timer a wait costs a tenth of it."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_at(self._deadline, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        loop = asyncio.get_running_loop()
        if self._waiter is None or self._waiter.done():
            return
        if loop.time() < self._deadline:
            self._set_alarm(loop)
        else:
            self._waiter.set_exception(TimeoutError())

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _fail(self, error: Exception) -> None:
        if self._error is not None:
            return
        self._error = error
        if self._waiter is not None and not self._waiter.done():
            if self._wanted and self._has_enough(self._wanted):
                self._waiter.set_result(None)
            else:
                self._waiter.set_exception(error)

    def _open_transport(self) -> asyncio.Transport:
        if self._error is not None:
            raise self._error
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError("connection lost")
        return self._transport
