"""One turn of the clock: what is due is derived from tables, so a second turn or node is harmless (DESIGN rule 9)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.engine import Connection

from mailcop.community.deliveries import is_on_hold
from mailcop.community.events import derive_again
from mailcop.config import DigestSettings
from mailcop.db import Database
from mailcop.editions import drafts
from mailcop.editions.digests import Cut, cut_due, resume_due
from mailcop.editions.reminders import remind_due

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that a turn did: `what` is digests, reminder, resumed, moved or expired; `said` is for people."""

    what: str
    count: int
    said: str


def tick(database: Database, now: datetime, hours: DigestSettings) -> list[Done]:
    """Owe everything that has come due by `now`, in transactions of the bulk lane; what it did, in order.

    An instance on hold owes nothing.
    """
    if database.read(is_on_hold):
        return []
    steps = (partial(_resumed, hours=hours), _moved, _reminded, _expired)
    done = [one for step in steps for one in _written(database, partial(step, now=now))]
    done += _digests(database, now, hours)
    for one in done:
        log.info("tick what=%s count=%d said=%r", one.what, one.count, one.said)
    return done


def turn(conn: Connection, now: datetime, hours: DigestSettings) -> None:
    """The same in one transaction of the caller's: for a look at what would be owed, rolled back afterwards."""
    for step in (partial(_resumed, hours=hours), _moved, _reminded, _expired):
        step(conn, now=now)
    while cut_due(conn, now, hours).is_full:
        pass


def _written(database: Database, work: Callable[[Connection], T]) -> T:
    return database.write(work, "bulk")


def _digests(database: Database, now: datetime, hours: DigestSettings) -> list[Done]:
    letters = empty = 0
    cut = Cut(0, 0, True)
    while cut.is_full:
        cut = _written(database, partial(cut_due, now=now, hours=hours))
        letters, empty = letters + cut.letters, empty + cut.empty
    if not letters:
        return []
    return [Done("digests", letters, f"{letters} digest letters owed, {empty} readers had nothing new")]


def _resumed(conn: Connection, now: datetime, hours: DigestSettings) -> list[Done]:
    count = resume_due(conn, now, hours)
    return [Done("resumed", count, f"{count} subscriptions resumed")] if count else []


def _moved(conn: Connection, now: datetime) -> list[Done]:
    """New zone data: wall times stand, instants follow, and reminders follow those."""
    count = len(derive_again(conn, now))
    return [Done("moved", count, f"{count} occurrences moved with new time zone data")] if count else []


def _reminded(conn: Connection, now: datetime) -> list[Done]:
    return [
        Done("reminder", 1, f"reminder {one.said}: {one.title}, {one.offset} before") for one in remind_due(conn, now)
    ]


def _expired(conn: Connection, now: datetime) -> list[Done]:
    count = drafts.expire_due(conn, now)
    return [Done("expired", count, f"{count} previews were not answered and sent nothing")] if count else []
