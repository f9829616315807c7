"""Feeds mails over kept LMTP connections, as fast as they are answered, and says how long that took.

As a process: `python -m tests.bench.feeding PORT COUNT CONNECTIONS MEMBERS RUN` prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator

from tests.bench.mails import DOMAIN, mails


class _Connection(asyncio.Protocol):
    """MAIL, RCPT and DATA in one write, the mail in the next (RFC 2920)."""

    def __init__(self, feed: Iterator[tuple[str, bytes]], over: asyncio.Future[None], refused: list[bytes]) -> None:
        self._feed, self._over, self._refused = feed, over, refused
        self._buffer = b""
        self._raw = b""
        self._awaited = 1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *lines, self._buffer = (self._buffer + data).split(b"\r\n")
        for line in lines:
            if line[3:4] != b"-":
                self._reply(line)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._over.done():
            self._over.set_exception(exc or ConnectionError("the server hung up"))

    def _reply(self, line: bytes) -> None:
        if line.startswith(b"220"):
            self._transport.write(b"LHLO bench.example.net\r\n")
            return
        if line.startswith(b"354"):
            self._transport.write(self._raw + b".\r\n")
            self._awaited = 1
            return
        if not line.startswith(b"250"):
            self._refused.append(line)
        self._awaited -= 1
        if self._awaited <= 0:
            self._next()

    def _next(self) -> None:
        sender, self._raw = next(self._feed, ("", b""))
        if not self._raw:
            if not self._over.done():
                self._over.set_result(None)
            self._transport.close()
            return
        self._awaited = 9  # until 354
        self._transport.write(f"MAIL FROM:<{sender}>\r\nRCPT TO:<general@{DOMAIN}>\r\nDATA\r\n".encode())


async def feed(port: int, count: int, connections: int, members: int, run: str) -> dict[str, float]:
    """Mails a second from the first connection to the last answer."""
    feed, loop, refused = iter(list(mails(count, members, run))), asyncio.get_running_loop(), list[bytes]()
    overs = [loop.create_future() for _ in range(connections)]
    begun = time.perf_counter()
    for over in overs:
        await loop.create_connection(lambda over=over: _Connection(feed, over, refused), "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*overs)
    seconds = time.perf_counter() - begun
    if refused:
        raise SystemExit(f"{len(refused)} refused, the first: {refused[0].decode()}")
    return {"count": count, "seconds": seconds, "per_second": count / seconds}


if __name__ == "__main__":
    port, count, connections, members = map(int, sys.argv[1:5])
    print(json.dumps(asyncio.run(feed(port, count, connections, members, sys.argv[5]))))
