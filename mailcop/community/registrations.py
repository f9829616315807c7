"""Places at an occurrence, and what is asked of its speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.community.events import Occurrence, coming, occurrence_of

ANSWERS = ("yes", "no", "recording")


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a member; `was` is what they had said before, empty for nothing."""

    occurrence: Occurrence
    answer: str
    was: str

    @property
    def is_change(self) -> bool:
        """False for who says again what stands already."""
        return self.answer != self.was


def answer(
    conn: Connection, member_id: int, occurrences: Iterable[Occurrence], said: str, now: datetime
) -> list[Answered]:
    """Keep `yes`, `no` or `recording` of a member for each of these; the newest word counts."""
    if said not in ANSWERS:
        raise ValueError(f"expected one of {', '.join(ANSWERS)}, not {said!r}")
    return [Answered(one, said, _keep(conn, member_id, one.id, said, now)) for one in occurrences]


def ask(conn: Connection, member_id: int, occurrence_id: int, text: str, now: datetime) -> int:
    """Keep a question to the speaker; its id."""
    q = model.questions
    values = {"occurrence_id": occurrence_id, "member_id": member_id, "text": text, "asked_at": now}
    made: int = conn.execute(q.insert().values(values).returning(q.c.id)).scalar_one()
    return made


def asked_about(conn: Connection, delivery_id: int, now: datetime) -> list[Occurrence]:
    """The coming occurrences that a `yes` to this letter means: all of a series, none where it names two events.

    A word that could mean either means neither; the digest gives each event its own address.
    """
    d, m = model.deliveries, model.mailings
    row = conn.execute(
        select(m.c.occurrence_id, m.c.facts).join(d, d.c.mailing_id == m.c.id).where(d.c.id == delivery_id)
    ).one_or_none()
    if row is None:
        return []
    ids = [row.occurrence_id] if row.occurrence_id else list(row.facts.get("occurrences", []))
    if not ids and "event_id" in row.facts:
        return coming(conn, now, event_id=row.facts["event_id"])
    found = (occurrence_of(conn, each) for each in ids)
    open_ones = [one for one in found if one is not None and one.starts_at > now and not one.is_cancelled]
    return open_ones if len({one.event.id for one in open_ones}) == 1 else []


def registered(conn: Connection, occurrence_id: int) -> int:
    """How many have a place."""
    r = model.registrations
    chosen = select(func.count()).where(r.c.occurrence_id == occurrence_id, r.c.answer == "yes")
    return conn.execute(chosen).scalar_one()


def has_reader(conn: Connection, occurrence_id: int, before: datetime) -> bool:
    """True where somebody had a place before this instant: a reminder has a reader."""
    r = model.registrations
    chosen = select(r.c.id).where(r.c.occurrence_id == occurrence_id, r.c.answer == "yes", r.c.answered_at < before)
    return conn.execute(chosen.limit(1)).first() is not None


def questions(conn: Connection, occurrence_id: int) -> int:
    """How many questions are in."""
    q = model.questions
    return conn.execute(select(func.count()).where(q.c.occurrence_id == occurrence_id)).scalar_one()


def _keep(conn: Connection, member_id: int, occurrence_id: int, said: str, now: datetime) -> str:
    r = model.registrations
    mine = select(r.c.answer).where(r.c.occurrence_id == occurrence_id, r.c.member_id == member_id)
    was: str = conn.execute(mine).scalar() or ""
    if said == was:
        return was  # the hour of the first yes stands: it decides which reminders are due
    insert = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    row = {"occurrence_id": occurrence_id, "member_id": member_id, "answer": said, "answered_at": now}
    change = {"answer": said, "answered_at": now}
    statement = insert(r).values(row)
    conn.execute(statement.on_conflict_do_update(index_elements=[r.c.occurrence_id, r.c.member_id], set_=change))
    return was
