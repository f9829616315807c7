"""Announcements: what a facilitator tells everyone, and the webinar that one of them may invite to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from mailcop.community.events import add_occurrence, create_event
from mailcop.editions.orders import Order, snapshot
from mailcop.editions.owing import owe
from mailcop.words import MailingKind


def announce(
    conn: Connection, order: Order, now: datetime, *, draft_id: int, author: str, occurrence_id: int | None = None
) -> int:
    """Owe the announcement of a draft, once; its mailing id."""
    facts = {
        "title": order.title,
        "text": order.text,
        "author": author,
        "language": order.language,
        "variants": [list(pair) for pair in order.variants],
    }
    mailing_id, _ = owe(
        conn,
        MailingKind.ANNOUNCEMENT,
        f"draft:{draft_id}",
        now,
        due_at=order.due_at,
        audience=snapshot(conn, order),
        subject=order.title,
        draft_id=draft_id,
        forum_id=order.to.get("forum_id"),
        occurrence_id=occurrence_id,
        facts=facts,
    )
    return mailing_id


def announce_webinar(
    conn: Connection,
    order: Order,
    now: datetime,
    *,
    draft_id: int,
    member_id: int,
    author: str,
    thread_id: int | None = None,
) -> int:
    """Make the event and its occurrence and owe the announcement that invites to it; its mailing id."""
    if order.start is None:
        raise ValueError("a webinar needs a date and an hour")
    event = create_event(
        conn,
        now,
        "webinar",
        order.title,
        text=order.text,
        language=order.language,
        forum_id=order.to.get("forum_id"),
        member_id=member_id,
        thread_id=thread_id,
    )
    occurrence_id = add_occurrence(
        conn,
        event.id,
        order.start,
        order.duration,
        speaker=order.speaker,
        language=order.spoken,
        join_url=order.link,
    )
    return announce(conn, order, now, draft_id=draft_id, author=author, occurrence_id=occurrence_id)
