"""What the outbox takes from the ledger in one turn: a page expanded, a batch claimed, its letters written."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from sqlalchemy.engine import Connection

from mailcop.community import audiences, deliveries
from mailcop.community.audiences import Expanded, UnknownAudience
from mailcop.community.deliveries import Claim, Claimed, Unwritten, Written
from mailcop.config import OutboundSettings
from mailcop.db import Database
from mailcop.words import DeliveryState

log = logging.getLogger(__name__)

_MAILINGS = 64  # begun in one page at most


class Compose(Protocol):
    """Writes the claimed letters of one mailing from the tables as they stand; rendered once a variant."""

    def __call__(
        self, conn: Connection, mailing_id: int, claims: Sequence[Claim], now: datetime
    ) -> Iterable[Written | Unwritten]:
        """One Written or Unwritten for each claim, in any order; raises where it can't."""


@dataclass(frozen=True, slots=True)
class _Page:
    expanded: tuple[Expanded, ...]
    claimed: Claimed
    trouble: str = ""
    is_on_hold: bool = False


class Feeder:
    """Expands, claims and has written; counts in `settled` what it settled itself."""

    def __init__(
        self, database: Database, compose: Compose, settings: OutboundSettings, node: str, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._compose, self._settings = database, compose, settings
        self._node, self._clock = node, clock
        self.settled: Counter[str] = Counter()
        self._is_on_hold = False

    async def take(self, room: int, last_rank: int | None = None) -> tuple[list[tuple[Claim, Written]], bool]:
        """At most `room` letters, those of `last_rank` or before, claimed and written; whether there may be more."""
        page = await self._database.awrite(lambda conn: self._page(conn, room, last_rank), "bulk")
        self._say(page)
        loads = await self._write(page.claimed.claims) if page.claimed.claims else []
        return loads, bool(page.expanded) or page.claimed.is_full

    def _page(self, conn: Connection, room: int, last_rank: int | None) -> _Page:
        now = self._clock()
        if deliveries.is_on_hold(conn):
            return _Page((), Claimed((), {}, False), is_on_hold=True)
        expanded, trouble = _expanded(conn, now)
        until = now + self._settings.claim_for
        up_to = {} if last_rank is None else {"last_rank": last_rank}
        return _Page(expanded, deliveries.claim(conn, self._node, now, until, room, **up_to), trouble)

    async def _write(self, claims: Sequence[Claim]) -> list[tuple[Claim, Written]]:
        now = self._clock()
        by_id = {one.id: one for one in claims}
        letters = await self._database.aread(lambda conn: self._composed(conn, claims, now))
        reasons = {one.id: one.reason for one in letters if isinstance(one, Unwritten)}
        failed = by_id.keys() - {one.id for one in letters}
        if reasons or failed:
            await self._settle(reasons, failed, max((by_id[of].attempts for of in failed), default=0))
        return [(by_id[one.id], one) for one in letters if isinstance(one, Written)]

    async def _settle(self, reasons: Mapping[int, str], failed: Set[int], attempts: int) -> None:
        now = self._clock()
        until = now + deliveries.wait_after(attempts + 1, self._settings.retry_after, random.random())

        def work(conn: Connection) -> None:
            deliveries.skip(conn, self._node, reasons, now)
            deliveries.put_off(conn, self._node, sorted(failed), "could not be written", until)

        await self._database.awrite(work, "bulk")
        for of, reason in reasons.items():
            log.info("delivery=%d state=skipped reason=%r", of, reason)
        self.settled[DeliveryState.SKIPPED.value] += len(reasons)
        self.settled[DeliveryState.DEFERRED.value] += len(failed)

    def _composed(self, conn: Connection, claims: Sequence[Claim], now: datetime) -> list[Written | Unwritten]:
        letters: list[Written | Unwritten] = []
        for mailing_id, group in groupby(sorted(claims, key=_by_mailing), key=_mailing):
            letters += self._letters(conn, mailing_id, list(group), now)
        place = {one.id: n for n, one in enumerate(claims)}
        return sorted(letters, key=lambda one: place[one.id])

    def _letters(
        self, conn: Connection, mailing_id: int, claims: Sequence[Claim], now: datetime
    ) -> list[Written | Unwritten]:
        """The letters of a mailing; where one breaks the writing of all, each is tried alone, the bad one left out."""
        try:
            return list(self._compose(conn, mailing_id, claims, now))
        except Exception as error:
            if len(claims) > 1:
                log.exception("mailing=%d: %d letters are tried one by one", mailing_id, len(claims))
                return [one for claim in claims for one in self._letters(conn, mailing_id, [claim], now)]
            log.error("delivery=%d mailing=%d could not be written: %r", claims[0].id, mailing_id, error)
            return []

    def _say(self, page: _Page) -> None:
        if page.is_on_hold and not self._is_on_hold:
            log.warning("outbox on hold: this instance sends nothing until an operator confirms (mailcop resume)")
        self._is_on_hold = page.is_on_hold
        if page.trouble:
            log.error("%s; it is paused", page.trouble)
        for one in page.expanded:
            log.info("mailing=%d planned=%d whole=%s", one.mailing_id, one.planned, one.is_whole)
        for what, count in page.claimed.settled.items():
            state, _, reason = what.partition(" ")
            self.settled[state] += count
            log.info("deliveries=%d state=%s reason=%r", count, state, reason)
        if page.claimed.claims:
            log.debug("claimed=%d", len(page.claimed.claims))


def _expanded(conn: Connection, now: datetime) -> tuple[tuple[Expanded, ...], str]:
    """One page of letters planned, of one large mailing or of many small ones, and what stopped it early."""
    done: list[Expanded] = []
    left = audiences.PAGE
    try:
        while left > 0 and len(done) < _MAILINGS:
            one = audiences.expand_next(conn, now, left)
            if one is None:
                break
            done.append(one)
            left -= one.planned
    except UnknownAudience as error:
        return tuple(done), str(error)
    return tuple(done), ""


def _mailing(claim: Claim) -> int:
    return claim.mailing_id


def _by_mailing(claim: Claim) -> tuple[int, int]:
    return claim.mailing_id, claim.id
