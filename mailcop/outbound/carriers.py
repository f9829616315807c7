"""Those who carry: for each relay its connections, its pace, and a pause when it is away or will not have us."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from mailcop.community.deliveries import Claim, Result, Written, wait_after
from mailcop.config import RelaySettings
from mailcop.outbound.outcomes import Outcome, OutcomeKind
from mailcop.outbound.relay import Patience, RelayConnection, RelayUnavailable
from mailcop.outbound.rounds import Rounds
from mailcop.words import DeliveryState

log = logging.getLogger(__name__)

_AWAY = timedelta(seconds=5)  # the first pause when a relay does not answer; doubled up to `retry_after`
_IDLE_SECONDS = 30.0  # an unused connection is closed before the relay does it
_STATES = {
    OutcomeKind.ACCEPTED: DeliveryState.HANDED,
    OutcomeKind.LATER: DeliveryState.DEFERRED,
    OutcomeKind.NEVER: DeliveryState.FAILED,
    OutcomeKind.DOUBT: DeliveryState.IN_DOUBT,
    OutcomeKind.OURS: DeliveryState.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Load:
    """A letter on its way from the claim to a connection."""

    claim: Claim
    letter: Written


class Tray:
    """The letters that wait for a connection, by rank and then in order; `low` is called when few are left."""

    def __init__(self, low: int, when_low: Callable[[], None]) -> None:
        self._queue: asyncio.PriorityQueue[tuple[int, int, Load]] = asyncio.PriorityQueue()
        self._put = count()
        self._low, self._when_low = low, when_low
        self.ids: set[int] = set()

    def __len__(self) -> int:
        return len(self.ids)

    def put(self, load: Load) -> None:
        """Adds a letter behind those of its rank."""
        self.ids.add(load.claim.id)
        self._queue.put_nowait((load.claim.rank, next(self._put), load))

    def take_now(self) -> Load | None:
        """The next letter, or None where none waits."""
        return None if self._queue.empty() else self._taken(self._queue.get_nowait()[2])

    async def take(self) -> Load:
        """The next letter, awaited."""
        if self._queue.empty():
            self._when_low()
        return self._taken((await self._queue.get())[2])

    def clear(self) -> list[int]:
        """Takes out everything; the ids."""
        while not self._queue.empty():
            self._queue.get_nowait()
        ids, self.ids = sorted(self.ids), set()
        return ids

    def _taken(self, load: Load) -> Load:
        self.ids.discard(load.claim.id)
        if len(self.ids) in (0, self._low):
            self._when_low()
        return load


class RelayState:
    """What all connections to one relay share: pace and pause."""

    def __init__(self, settings: RelaySettings, retry_after: timedelta) -> None:
        self.settings = settings
        self.name = f"{settings.host}:{settings.port}"
        self.why = ""  # of the present or last pause
        self._retry_after = retry_after
        self._failures = 0
        self._paused_until = self._next_turn = 0.0

    @property
    def pause_left(self) -> float:
        """Seconds until this relay may be tried again; 0 when it may now."""
        return max(0.0, self._paused_until - asyncio.get_running_loop().time())

    def pause(self, outcome: Outcome) -> None:
        """Leaves the relay alone for a while, longer each time; one log line."""
        if self.pause_left:
            return
        self._failures += 1
        is_ours = outcome.kind is OutcomeKind.OURS
        first = self._retry_after if is_ours else min(_AWAY, self._retry_after)
        wait = wait_after(self._failures, first, random.random())
        wait = wait if is_ours else min(wait, self._retry_after)
        self._paused_until = asyncio.get_running_loop().time() + wait.total_seconds()
        self.why = f"{outcome.code or ''} {outcome.status} {outcome.text}".strip()
        say = log.error if is_ours else log.warning
        reason = "it refuses us, see its words" if is_ours else "it is away"
        say("relay=%s paused=%.0fs reason=%r said=%r", self.name, wait.total_seconds(), reason, self.why)

    def works(self) -> None:
        """A letter was accepted: the next failure starts with the first wait."""
        self._failures = 0

    async def turn(self) -> None:
        """Waits until `per_minute` allows one more letter."""
        if not self.settings.per_minute:
            return
        now = asyncio.get_running_loop().time()
        at = max(now, self._next_turn)
        self._next_turn = at + 60 / self.settings.per_minute
        if at > now:
            await asyncio.sleep(at - now)

    @property
    def has_to_wait(self) -> bool:
        """True when `turn` or a pause would keep a connection waiting."""
        return bool(self.pause_left) or self._next_turn > asyncio.get_running_loop().time()


class Carrier:
    """One connection: takes a letter, is granted its round, hands it over, and takes the next."""

    def __init__(
        self,
        relay: RelayState,
        tray: Tray,
        rounds: Rounds,
        clock: Callable[[], datetime],
        told: Callable[[Result], None],
        *,
        retry_after: timedelta,
        patience: Patience | None = None,
    ) -> None:
        self._relay, self._tray, self._rounds, self._clock, self._told = relay, tray, rounds, clock, told
        self._retry_after, self._patience = retry_after, patience
        self._connection: RelayConnection | None = None
        self._is_ending = False
        self._result: Result | None = None  # not yet written down
        self.load: Load | None = None  # in hand
        self.is_sending = False  # marked so, or about to be, and its outcome not yet known

    @property
    def is_idle(self) -> bool:
        """True with nothing in hand and nothing to write down."""
        return self.load is None and self._result is None

    @property
    def may_be_cut(self) -> bool:
        """True when it can be cancelled without leaving a doubt."""
        return not self.is_sending and self._result is None

    async def run(self) -> None:
        """Carries until `end`, or until cancelled where it may be cut."""
        try:
            while not self._is_ending:
                self.load = self._tray.take_now()
                if self.load is None or self._relay.has_to_wait:
                    await self._write_down()
                self.load = self.load or await self._wait_for_letter()
                if self.load is None:
                    continue
                connection = await self._ready()
                if connection is None:
                    self._tray.put(self.load)
                    self.load = None
                    await asyncio.sleep(self._relay.pause_left)
                    continue
                await self._carry(connection, self.load)
                self.load = None
            await self._write_down()
        finally:
            if self._connection is not None:
                await self._connection.close()

    def end(self) -> None:
        """No further letter after the present one."""
        self._is_ending = True

    async def _write_down(self) -> None:
        if self._result is not None:
            await self._rounds.turn(self._result, None)
            self._result = None

    async def _wait_for_letter(self) -> Load | None:
        """The next letter; None after a while, when the connection was closed for being idle."""
        if self._connection is None:
            return await self._tray.take()
        try:
            async with asyncio.timeout(_IDLE_SECONDS):
                return await self._tray.take()
        except TimeoutError:
            await self._connection.close()
            self._connection = None
            return None

    async def _ready(self) -> RelayConnection | None:
        """A usable connection, when the pace allows; None while the relay is left alone."""
        if self._relay.pause_left:
            return None
        await self._relay.turn()
        if self._connection is None or not self._connection.is_usable:
            await self._write_down()  # opening may take long
            self._connection = await self._open()
        return self._connection

    async def _open(self) -> RelayConnection | None:
        try:
            return await RelayConnection.open(self._relay.settings, patience=self._patience)
        except RelayUnavailable as error:
            self._relay.pause(error.outcome)
            return None

    async def _carry(self, connection: RelayConnection, load: Load) -> None:
        self.is_sending = True
        last, claim = self._result, load.claim
        is_ours = await self._rounds.turn(last, claim.id)
        self._result = None
        if not is_ours:
            self.is_sending = False
            log.info("delivery=%d mailing=%d no longer ours", claim.id, claim.mailing_id)
            return
        started = asyncio.get_running_loop().time()
        outcome = await self._hand_over(connection, load.letter)
        self._result = self._read(claim, outcome)
        self.is_sending = False
        _say(claim, outcome, self._relay.name, asyncio.get_running_loop().time() - started)
        self._told(self._result)

    async def _hand_over(self, connection: RelayConnection, letter: Written) -> Outcome:
        """Delivers; where a kept connection had gone stale and the relay has nothing, once more over a new one."""
        is_kept = connection.letters > 0
        outcome = await connection.deliver(letter.sender, letter.recipient, letter.message)
        if is_kept and outcome.kind is OutcomeKind.LATER and outcome.code == 0:
            self._connection = await self._open()
            if self._connection is not None:
                outcome = await self._connection.deliver(letter.sender, letter.recipient, letter.message)
        if outcome.kind is OutcomeKind.OURS:
            self._relay.pause(outcome)
        elif outcome.kind is OutcomeKind.ACCEPTED:
            self._relay.works()
        return outcome

    def _read(self, claim: Claim, outcome: Outcome) -> Result:
        text = f"{outcome.status} {outcome.text}".strip()
        state, due_at = _STATES[outcome.kind], claim.due_at
        if state in (DeliveryState.DEFERRED, DeliveryState.IN_DOUBT):
            due_at = self._clock() + wait_after(claim.attempts + 1, self._retry_after, random.random())
        return Result(claim.id, state, outcome.code, text, due_at)


def _say(claim: Claim, outcome: Outcome, relay: str, seconds: float) -> None:
    level = logging.INFO if outcome.kind is OutcomeKind.ACCEPTED else logging.WARNING
    if log.isEnabledFor(level):
        log.log(
            level, "delivery=%d mailing=%d relay=%s outcome=%s code=%d status=%s ms=%.0f said=%r",
            claim.id, claim.mailing_id, relay, outcome.kind, outcome.code, outcome.status, seconds * 1000, outcome.text,
        )  # fmt: skip
