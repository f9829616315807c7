"""An intake that keeps what it is handed in a list; the doors' tests need no database."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy.engine import Connection

from mailcop.inbound.doors import Door
from mailcop.words import Envelope, Reply

KEPT = Reply(250, "2.0.0", "kept")


class RecordingIntake:
    """Answers as it is told and remembers each mail as (raw, envelope, recipients)."""

    def __init__(self) -> None:
        self.mails: list[tuple[bytes, Envelope, tuple[str, ...]]] = []
        self.refused: dict[str, Reply] = {}  # at RCPT
        self.answers: dict[str, Reply] = {}  # after the dot
        self.no_room: Reply | None = None
        self.fault: Exception | None = None
        self.may_commit: asyncio.Event | None = None
        self.taking = asyncio.Event()
        self.changed = threading.Condition()

    def recipient(self, address: str) -> Reply | None:
        return self.refused.get(address)

    def room(self, size_bytes: int) -> Reply | None:
        return self.no_room

    async def take(self, raw: bytes, envelope: Envelope, recipients: Sequence[str]) -> list[Reply]:
        self.taking.set()
        if self.may_commit is not None:
            await self.may_commit.wait()
        return self.take_now(raw, envelope, recipients)

    def take_now(
        self,
        raw: bytes,
        envelope: Envelope,
        recipients: Sequence[str],
        beside: Callable[[Connection], None] | None = None,
    ) -> list[Reply]:
        if self.fault is not None:
            raise self.fault
        with self.changed:
            self.mails.append((raw, envelope, tuple(recipients)))
            self.changed.notify_all()
        return [self.answers.get(recipient, KEPT) for recipient in recipients]

    def wait_for(self, count: int, seconds: float = 20) -> None:
        """Return once that many mails were taken, from any thread; fails when time runs out."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.mails) >= count, seconds), f"{len(self.mails)} of {count}"


@contextlib.contextmanager
def in_a_thread(door: Door) -> Iterator[tuple[str, int]]:
    """The door open in an event loop of its own thread, for tests whose clients block; yields its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(door.start(), loop).result(10)
        yield door.address
        asyncio.run_coroutine_threadsafe(door.stop(timedelta(seconds=1)), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
