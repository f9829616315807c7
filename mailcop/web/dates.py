"""The next dates, as the home page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import Connection

from mailcop.model import events, occurrences, registrations, subscriptions

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Date:
    """An occurrence to come; `zone` is its author's, `answer` the visitor's registration."""

    title: str
    language: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    is_cancelled: bool
    registered: int
    answer: str


def next_dates(conn: Connection, member_id: int, now: datetime) -> list[Date]:
    """The occurrences that are not over, of events of everyone and of the visitor's forums."""
    seen = select(subscriptions.c.forum_id).where(
        subscriptions.c.member_id == member_id, subscriptions.c.forum_id.is_not(None)
    )
    yes = (
        select(func.count())
        .select_from(registrations)
        .where(registrations.c.occurrence_id == occurrences.c.id, registrations.c.answer == "yes")
        .correlate(occurrences)
        .scalar_subquery()
    )
    own = and_(registrations.c.occurrence_id == occurrences.c.id, registrations.c.member_id == member_id)
    rows = conn.execute(
        select(
            events.c.title, events.c.language, events.c.cancelled_at.label("event_cancelled"), occurrences,
            yes.label("registered"), registrations.c.answer,
        )
        .join(events, events.c.id == occurrences.c.event_id)
        .outerjoin(registrations, own)
        .where(occurrences.c.starts_at > now - timedelta(hours=12))
        .where(or_(events.c.forum_id.is_(None), events.c.forum_id.in_(seen)))
        .order_by(occurrences.c.starts_at, occurrences.c.id)
        .limit(SHOWN * 2)
    )  # fmt: skip
    found = [
        Date(
            f"{row.title}: {row.speaker}" if row.speaker else row.title,
            row.language,
            row.starts_at,
            row.starts_at + timedelta(minutes=row.minutes),
            row.zone,
            row.cancelled_at is not None or row.event_cancelled is not None,
            row.registered,
            row.answer or "",
        )
        for row in rows
    ]
    return [date for date in found if date.ends_at > now][:SHOWN]
