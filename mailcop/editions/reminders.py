"""Reminders: (occurrence, offset, start) owed once to who had a place in time, the missed ones visibly (rule 11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.community.audiences import expand
from mailcop.community.events import Occurrence, coming, recent
from mailcop.community.registrations import has_reader
from mailcop.editions import audiences
from mailcop.editions.owing import owe
from mailcop.timetable import REMINDERS, Due, Offset, reminder_stands, useful_until
from mailcop.words import DeliveryState, MailingKind, MailingState

AHEAD = timedelta(days=3)  # no reminder is due earlier than this before its start


@dataclass(frozen=True, slots=True)
class Reminded:
    """What one turn did about one reminder: `said` is owed, missed or withdrawn."""

    said: str
    offset: str
    title: str
    mailing_id: int


def remind_due(conn: Connection, now: datetime) -> list[Reminded]:
    """Owe the reminders that are due and still true, note the missed ones, withdraw those of an older start."""
    occurrences = [*recent(conn, now), *coming(conn, now, until=now + AHEAD)]
    done = withdraw_stale(conn, now)
    known = _known(conn, [one.id for one in occurrences])
    for one in occurrences:
        for offset in REMINDERS:
            key = reminder_key(one, offset)
            stands = reminder_stands(now, offset, one.start)
            if key in known or stands is Due.WAITING:
                continue
            reminded = _owe(conn, one, offset, key, now) if stands is Due.NOW else _miss(conn, one, offset, key, now)
            done += [reminded] if reminded else []
    return done


def reminder_key(occurrence: Occurrence, offset: Offset) -> str:
    """What makes it this one: move the start and it is another."""
    return f"reminder:{occurrence.id}:{offset.key}:{occurrence.starts_at:%Y%m%dT%H%MZ}"


def withdraw_stale(conn: Connection, now: datetime) -> list[Reminded]:
    """Cancel the unsent reminders whose occurrence was moved or cancelled; what has left stays sent."""
    m, o, e = model.mailings, model.occurrences, model.events
    rows = conn.execute(
        select(m.c.id, m.c.facts, e.c.title, o.c.starts_at, o.c.cancelled_at, e.c.cancelled_at.label("event_cancelled"))
        .join(o, o.c.id == m.c.occurrence_id)
        .join(e, e.c.id == o.c.event_id)
        .where(m.c.kind == MailingKind.REMINDER, m.c.state != MailingState.CANCELLED, m.c.expires_at > now)
    ).all()
    done = []
    for row in rows:
        is_off = row.cancelled_at is not None or row.event_cancelled is not None
        if is_off or datetime.fromisoformat(row.facts["starts_at"]) != row.starts_at:
            _withdraw(conn, row.id, "the event was cancelled" if is_off else "the event was moved", now)
            done.append(Reminded("withdrawn", row.facts["offset"], row.title, row.id))
    return done


def _known(conn: Connection, occurrence_ids: Iterable[int]) -> set[str]:
    m = model.mailings
    chosen = select(m.c.key).where(m.c.kind == MailingKind.REMINDER, m.c.occurrence_id.in_(list(occurrence_ids)))
    return set(conn.scalars(chosen))


def _owe(conn: Connection, one: Occurrence, offset: Offset, key: str, now: datetime) -> Reminded | None:
    audience = audiences.registered(conn, one.id, offset.due(one.start))
    if not has_reader(conn, one.id, offset.due(one.start)):
        return None
    mailing_id, is_new = owe(
        conn,
        MailingKind.REMINDER,
        key,
        now,
        expires_at=useful_until(offset, one.start),
        audience=audience,
        **_columns(one, offset),
    )
    return Reminded("owed", offset.key, one.event.title, mailing_id) if is_new else None


def _miss(conn: Connection, one: Occurrence, offset: Offset, key: str, now: datetime) -> Reminded | None:
    """A reminder that comes too late to be true: a row for each who should have had it, expired, with the reason."""
    due = offset.due(one.start)
    if not has_reader(conn, one.id, due):
        return None
    audience = audiences.registered(conn, one.id, due)
    mailing_id, is_new = owe(
        conn, MailingKind.REMINDER, key, now, due_at=due, expires_at=now, audience=audience, **_columns(one, offset)
    )
    if not is_new:
        return None
    m, d = model.mailings, model.deliveries
    while not expand(conn, conn.execute(select(m).where(m.c.id == mailing_id)).one()).is_whole:
        pass
    missed = {"state": DeliveryState.EXPIRED, "text": f"missed: was due {due:%Y-%m-%d %H:%M} UTC", "settled_at": now}
    conn.execute(update(d).where(d.c.mailing_id == mailing_id).values(missed))
    return Reminded("missed", offset.key, one.event.title, mailing_id)


def _columns(one: Occurrence, offset: Offset) -> dict[str, Any]:
    facts = {"offset": offset.key, "starts_at": one.starts_at.isoformat()}
    return {"occurrence_id": one.id, "forum_id": one.event.forum_id, "subject": one.event.title, "facts": facts}


def _withdraw(conn: Connection, mailing_id: int, why: str, now: datetime) -> None:
    m, d = model.mailings, model.deliveries
    conn.execute(update(m).where(m.c.id == mailing_id).values(state=MailingState.CANCELLED))
    waiting = d.c.state.in_([DeliveryState.PLANNED, DeliveryState.DEFERRED])
    conn.execute(
        update(d)
        .where(d.c.mailing_id == mailing_id, waiting)
        .values(state=DeliveryState.SKIPPED, text=why, settled_at=now)
    )
