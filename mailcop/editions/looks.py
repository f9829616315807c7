"""A look at what would be sent: the clock is turned and the letter written in a transaction that is rolled back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.addresses import address_key
from mailcop.community.audiences import expand_next
from mailcop.config import DigestSettings
from mailcop.db import Database
from mailcop.editions.clock import turn
from mailcop.editions.letters import Letters
from mailcop.timetable import next_due
from mailcop.words import Delivery, MailingKind

_AHEAD = timedelta(days=400)  # a reminder or a letter ordered for later than this is not looked for


@dataclass(frozen=True, slots=True)
class Look:
    """One letter as it would leave at `at`."""

    kind: str
    to: str
    at: datetime
    subject: str
    text: str
    html: str
    raw: bytes


def look(
    database: Database, letters: Letters, hours: DigestSettings, kind: MailingKind, address: str, now: datetime
) -> Look | None:
    """The next letter of a kind to one address, exactly as it would be sent; else the newest that was owed.

    None where there is neither. Nothing of it stays in the database.
    """
    with database.engine.connect() as conn:
        if database.is_sqlite:
            conn.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            for at in (now, *_later(conn, kind, address, hours, now)):
                turn(conn, at, hours)
                while expand_next(conn, at) is not None:
                    pass
                found = _newest(conn, kind, address)
                shown = letters.shown(conn, found.id, at) if found is not None else None
                if shown is not None and found is not None:
                    composed, raw = shown
                    return Look(kind, found.address, at, composed.subject, composed.text, composed.html, raw)
            return None
        finally:
            conn.rollback()


def _later(conn: Connection, kind: MailingKind, address: str, hours: DigestSettings, now: datetime) -> list[datetime]:
    """The instants at which a letter of this kind may next fall due for this address."""
    m, o, s, a, p = model.mailings, model.occurrences, model.subscriptions, model.addresses, model.members
    if kind is MailingKind.DIGEST:
        rows = conn.execute(
            select(p.c.zone, s.c.delivery)
            .join(s, s.c.member_id == p.c.id)
            .join(a, a.c.member_id == p.c.id)
            .where(a.c.key == address_key(address), s.c.delivery.in_([Delivery.DAILY, Delivery.WEEKLY]))
        )
        weekday = {Delivery.DAILY.value: None, Delivery.WEEKLY.value: hours.weekday}
        return sorted({next_due(now, weekday[row.delivery], hours.at, row.zone)[1] for row in rows})
    if kind is MailingKind.REMINDER:
        starts = conn.scalars(select(o.c.starts_at).where(o.c.starts_at > now, o.c.starts_at < now + _AHEAD)).all()
        before = (timedelta(hours=23), timedelta(hours=1))
        return sorted({at for start in starts for span in before if (at := start - span) > now})
    waiting = select(m.c.due_at).where(m.c.kind == kind, m.c.due_at > now, m.c.due_at < now + _AHEAD)
    return sorted(set(conn.scalars(waiting)))


def _newest(conn: Connection, kind: MailingKind, address: str) -> Row[int, str] | None:
    d, m = model.deliveries, model.mailings
    return conn.execute(
        select(d.c.id, d.c.address)
        .join(m, m.c.id == d.c.mailing_id)
        .where(m.c.kind == kind, d.c.key == address_key(address))
        .order_by(d.c.id.desc())
        .limit(1)
    ).one_or_none()
