"""A node: doors, clock, outbox and web over one database, put together here and nowhere else. Read this first."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import random
import signal
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from mailcop.cli.place import Place, opened
from mailcop.cli.wiring import door_limits, imap_poll, intake_of, letters_of, outbox_of, tick
from mailcop.inbound.doors import Door
from mailcop.inbound.intake import Intake
from mailcop.inbound.smtp import LmtpDoor, SmtpDoor
from mailcop.outbound.outbox import Outbox
from mailcop.outbound.troubles import Troubles

log = logging.getLogger(__name__)

PARTS = ("inbound", "clock", "outbound", "web")
TICK_EVERY = timedelta(seconds=15)
_GRACE = timedelta(seconds=8)  # systemd and people wait ten


def serve(arguments: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT; what has begun is finished within ten seconds, and nothing acknowledged is lost."""
    parts = [part.strip() for part in arguments.only.split(",") if part.strip()]
    unknown = set(parts) - set(PARTS)
    if unknown or not parts:
        raise ValueError(f"--only {arguments.only}: expected some of {', '.join(PARTS)}")
    log_to_stderr()
    if not arguments.all_cores:
        _stay_on_one_core()
    with opened(arguments) as place:
        asyncio.run(_serve(place, parts))
    return 0


def _stay_on_one_core() -> None:
    """Choose one of the cores that the node may use: there its threads hand on the interpreter's lock cheaply.

    Decision 0009; nothing where the system has no such call.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})


async def _serve(place: Place, parts: list[str]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with Node(place, parts) as node:
        log.info("node ready parts=%s %s", ",".join(parts), " ".join(f"{k}={v}" for k, v in node.listening.items()))
        await stop.wait()
        log.info("node stops")


class Node:
    """The parts of a node; leaving stops them in the reverse order of their start."""

    def __init__(
        self,
        place: Place,
        parts: list[str],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        postbox: object = None,
    ) -> None:
        self.place, self._parts, self._clock, self._postbox = place, parts, clock, postbox
        self.listening: dict[str, str] = {}
        self.intake: Intake | None = None
        self.outbox: Outbox | None = None
        self._running = contextlib.AsyncExitStack()
        self._stop = asyncio.Event()
        self._ticking = asyncio.Lock()
        self._clock_trouble = Troubles(log, "the clock waits", place.database.url)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> Node:
        self._loop = asyncio.get_running_loop()
        try:
            if "outbound" in self._parts:
                self._start_outbox()
            if "clock" in self._parts:
                self._start_clock()
            if "web" in self._parts and self.place.config.web.listen is not None:
                await self._start_web()
            if "inbound" in self._parts:
                await self._start_doors()
        except BaseException:
            await self._running.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stop.set()  # the outbox comes to its end while the doors have their grace, not after it
        await self._running.aclose()

    async def _start_doors(self) -> None:
        config = self.place.config
        self.intake = intake_of(self.place, self._clock, kept=self._owed)
        self._running.callback(self.intake.close)
        doors: list[Door] = []

        async def shut() -> None:  # all at once: each may take its grace
            await asyncio.gather(*(door.stop(_GRACE) for door in doors))

        self._running.push_async_callback(shut)
        for kind, settings in ((SmtpDoor, config.inbound.smtp), (LmtpDoor, config.inbound.lmtp)):
            if settings.listen is None:
                continue
            door = kind(
                (settings.listen.host, settings.listen.port),
                self.intake,
                hostname=socket.gethostname(),
                limits=door_limits(config),
                is_trusted=partial(is_listed, config.mail.trusted_peers),
            )
            await door.start()
            doors.append(door)
            self.listening[door.name] = "{}:{}".format(*door.address[:2])
        if config.inbound.imap is not None:
            poll = imap_poll(self.place, self.intake, self._clock)
            poll.start()
            self._running.push_async_callback(asyncio.to_thread, poll.stop)
            self.listening["imap"] = f"{config.inbound.imap.host}:{config.inbound.imap.port}"

    def _start_outbox(self) -> None:
        self.outbox = outbox_of(self.place, letters_of(self.place), self._clock)
        running = asyncio.create_task(self.outbox.run(self._stop), name="outbox")

        async def finish() -> None:
            self._stop.set()
            await running

        self._running.push_async_callback(finish)

    def _start_clock(self) -> None:
        """APScheduler only ticks: what is due stands in the tables (DESIGN rule 9)."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(
            self._tick, "interval", seconds=TICK_EVERY.total_seconds(), coalesce=True, max_instances=1,
            misfire_grace_time=None, next_run_time=datetime.now(UTC),
        )  # fmt: skip
        scheduler.start()

        async def stop() -> None:
            """No further tick; a running one is awaited, for its thread works on the database."""
            scheduler.pause()
            await asyncio.sleep(0)  # one that was just handed over begins, and is seen
            async with self._ticking:
                scheduler.shutdown(wait=False)

        self._running.push_async_callback(stop)

    async def _tick(self) -> None:
        async with self._ticking:
            await self._turn()

    async def _turn(self) -> None:
        try:
            done = await asyncio.to_thread(tick, self.place, self._clock())
        except Exception as error:
            self._clock_trouble.say(error)
            return
        self._clock_trouble.over()
        for line in done:
            log.info("clock %s", line)
        if done:
            self._owed()

    async def _start_web(self) -> None:
        from mailcop.web.app import create_app
        from mailcop.web.listening import listen

        config = self.place.config
        if config.web.listen is None:
            return
        app = create_app(
            self.place.database,
            config,
            clock=self._clock,
            blobs=self.place.blobs,
            postbox=self._postbox,  # type: ignore[arg-type]  # the demo's
        )
        face = await listen(app, config.web.listen.host, config.web.listen.port)
        self._running.push_async_callback(face.stop)
        self.listening["web"] = f"{face.host}:{face.port}"

    def _owed(self) -> None:
        """Something may be owed: the outbox looks at once. Called from any thread."""
        if self.outbox is not None and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.outbox.wake)


def is_listed(networks: tuple[object, ...], peer: str) -> bool:
    """True for a host in the list of trusted peers."""
    import ipaddress

    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in networks)  # type: ignore[operator]  # ip networks


def log_to_stderr(level: int = logging.INFO) -> None:
    """One line a decision, without colours, for journald and people."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("apscheduler", "uvicorn", "mail.log", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
