"""The outbox of a node: expands mailings, claims what is due, has it written, and lets the carriers carry it.

Everything it knows is in the ledger: a node that dies leaves claims that run out and, of the letters it was sending,
no more in doubt than it had connections (DESIGN rule 15).
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy.engine import Connection

from mailcop.community import deliveries
from mailcop.community.deliveries import Result
from mailcop.config import OutboundSettings
from mailcop.db import Database
from mailcop.outbound.carriers import Carrier, Load, RelayState, Tray
from mailcop.outbound.feeding import Compose, Feeder
from mailcop.outbound.relay import Patience
from mailcop.outbound.rounds import Rounds
from mailcop.outbound.troubles import Troubles
from mailcop.words import DeliveryState

log = logging.getLogger(__name__)

BATCH = 256  # letters claimed at once
_POLL_SECONDS = 1.0  # for what other nodes owed; in this one `wake` is quicker
_FINISH_SECONDS = 8.0  # a node ends within 10 s
_RELEASES_PER_CLAIM = 4
_AHEAD = 8  # letters that somebody waits for, claimed although others wait in the tray
_PACED_SECONDS = 10  # no more is claimed than a limited relay takes in this time


def node_name() -> str:
    """A name that no other run of any node has: claims are held under it."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


class Outbox:
    """Sends what the ledger owes; `run` until told to stop, or `drain` until nothing is due."""

    def __init__(
        self,
        database: Database,
        compose: Compose,
        settings: OutboundSettings,
        *,
        node: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
    ) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._node, self._patience = node or node_name(), patience
        self._woken = asyncio.Event()
        self._tray = Tray(BATCH // 2, self._woken.set)
        self._relays = [RelayState(one, settings.retry_after) for one in settings.relays]
        self._carriers: list[Carrier] = []
        self._feeder = Feeder(database, compose, settings, self._node, clock)
        self._trouble = Troubles(log, "the outbox waits", database.url)
        self._outcomes: Counter[str] = Counter()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Something was owed in this process: looked at without waiting for the next poll; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop`; then letters on their way are finished and other claims given back, within 10 s."""
        async with self._carrying(stop):
            while not stop.is_set():
                self._woken.clear()
                try:
                    is_more = await self._feed()
                    self._trouble.over()
                except Exception as error:
                    self._trouble.say(error)
                    is_more = False
                if not is_more and not stop.is_set():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._woken.wait(), _POLL_SECONDS)

    async def drain(self) -> Counter[str]:
        """Sends all that is due now and returns `state: count` of what became of it.

        Ends early where no relay can be reached; what is left stays planned.
        """
        self._outcomes, self._feeder.settled = Counter(), Counter()
        async with self._carrying(asyncio.Event()):
            await self._release()
            while True:
                self._woken.clear()
                is_more = await self._feed()
                if not self._has_relay or (not is_more and self._is_idle):
                    break
                if not is_more:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._woken.wait(), _POLL_SECONDS)
        return self._outcomes + self._feeder.settled

    @property
    def troubles(self) -> list[str]:
        """Which relays are left alone at present, and why."""
        return [f"{one.name}: {one.why}" for one in self._relays if one.pause_left]

    async def _feed(self) -> bool:
        """One turn; True when there may be more to do at once."""
        if not self._has_relay:
            await self._give_back(self._tray.clear())
            return False
        room, last_rank = self._room, None
        if room <= 0:
            if not self._is_paced:
                return False  # the tray is empty again in no time
            room, last_rank = _AHEAD, deliveries.AT_ONCE
        loads, is_more = await self._feeder.take(room, last_rank)
        for claim, letter in loads:
            self._tray.put(Load(claim, letter))
        return is_more and last_rank is None

    @property
    def _has_relay(self) -> bool:
        return any(not one.pause_left for one in self._relays)

    @property
    def _is_idle(self) -> bool:
        return not len(self._tray) and all(one.is_idle for one in self._carriers)

    @property
    def _is_paced(self) -> bool:
        return all(one.settings.per_minute for one in self._relays if not one.pause_left)

    @property
    def _room(self) -> int:
        """How many letters to claim: a batch when half of one is left, less where every relay is limited."""
        most = BATCH
        if self._is_paced:
            limits = [one.settings for one in self._relays if not one.pause_left]
            most = min(BATCH, sum(one.connections + one.per_minute * _PACED_SECONDS // 60 for one in limits))
        return most - len(self._tray) if len(self._tray) <= most // 2 else 0

    # carriers and claims

    @asynccontextmanager
    async def _carrying(self, stop: asyncio.Event) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        rounds = Rounds(self._database, self._node, self._clock)
        self._carriers = [
            self._carrier(relay, rounds) for relay in self._relays for _ in range(relay.settings.connections)
        ]
        background = [asyncio.create_task(one) for one in (rounds.run(), self._tend(), self._watch(stop))]
        tasks = {asyncio.create_task(one.run()): one for one in self._carriers}
        try:
            yield
            await self._finish(tasks)
        finally:
            for task in (*tasks, *background):
                task.cancel()
            ended = await asyncio.gather(*tasks, *background, return_exceptions=True)
            for failed in ended:
                if isinstance(failed, Exception):
                    log.error("outbox: a task failed", exc_info=failed)
            await self._settle()

    def _carrier(self, relay: RelayState, rounds: Rounds) -> Carrier:
        return Carrier(
            relay, self._tray, rounds, self._clock, self._told,
            retry_after=self._settings.retry_after, patience=self._patience,
        )  # fmt: skip

    def _told(self, result: Result) -> None:
        self._outcomes[result.state.value] += 1

    async def _finish(self, tasks: dict[asyncio.Task[None], Carrier]) -> None:
        """Lets the letters on their way come to their outcome."""
        for task, carrier in tasks.items():
            carrier.end()
            if carrier.may_be_cut:
                task.cancel()
        await asyncio.wait(tasks, timeout=_FINISH_SECONDS)

    async def _settle(self) -> None:
        """What was cut is in doubt, and is listed so at once; the other claims go back."""
        now = self._clock()
        retry_at = now + self._settings.retry_after
        cut = [
            Result(one.load.claim.id, DeliveryState.IN_DOUBT, 0, "cut while it was being sent", retry_at)
            for one in self._carriers
            if one.load is not None and one.is_sending
        ]

        def work(conn: Connection) -> int:
            deliveries.record(conn, self._node, cut, now)
            return deliveries.give_back(conn, self._node)

        self._tray.clear()
        self._carriers = []
        try:
            given_back = await self._database.awrite(work)
        except Exception as error:  # the claims run out by themselves, and what was cut is then in doubt
            self._trouble.say(error)
            return
        if cut or given_back:
            log.info("outbox ends: claims given back=%d, letters cut=%d", given_back, len(cut))

    async def _give_back(self, ids: list[int]) -> None:
        if ids:
            await self._database.awrite(lambda conn: deliveries.give_back(conn, self._node, ids), "bulk")

    async def _tend(self) -> None:
        """Prolongs our claims and takes back those of nodes that stopped."""
        trouble = Troubles(log, "claims can't be prolonged", self._database.url)
        every = max(self._settings.claim_for / _RELEASES_PER_CLAIM, timedelta(milliseconds=200)).total_seconds()
        while True:
            try:
                await self._release()
                trouble.over()
            except Exception as error:
                trouble.say(error)
            await asyncio.sleep(every)

    async def _release(self) -> None:
        now = self._clock()
        held = [*self._tray.ids, *(one.load.claim.id for one in self._carriers if one.load)]

        def work(conn: Connection) -> deliveries.Released:
            deliveries.renew(conn, self._node, held, now + self._settings.claim_for)
            return deliveries.release_expired_claims(conn, now)

        released = await self._database.awrite(work, "bulk")
        if released.planned:
            log.warning("claims=%d had run out and are planned again", len(released.planned))
        for of in released.in_doubt:
            log.warning("delivery=%d state=in_doubt reason='its node stopped while it was being sent'", of)

    async def _watch(self, stop: asyncio.Event) -> None:
        await stop.wait()
        for carrier in self._carriers:
            carrier.end()
        self._woken.set()
