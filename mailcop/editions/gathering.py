"""From a mailing's row to what its letter is written from, as the tables stand now: what was hidden is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from mailcop import model
from mailcop.community.events import occurrence_of
from mailcop.community.registrations import questions, registered
from mailcop.editions.letterhead import Letterhead, cities
from mailcop.editions.notices import kept_about, kept_values
from mailcop.timetable import local
from mailcop.writing.facts import (
    AnnouncementFacts,
    DigestFacts,
    NewsletterFacts,
    NoticeFacts,
    PostFacts,
    Quoted,
    ReminderFacts,
)
from mailcop.writing.notice_kinds import NoticeKind

MailingRow = Row[*tuple[Any, ...]]
LONGEST_CHAIN = 50  # ancestors named in References


def post_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> PostFacts | None:
    """A post for the readers of `each`; None once it is hidden or gone."""
    p, t = model.posts, model.threads
    row = conn.execute(
        select(*p.c, t.c.posts.label("in_thread"))
        .join(t, t.c.id == p.c.thread_id)
        .where(p.c.id == mailing.post_id, p.c.hidden_at.is_(None))
    ).one_or_none()
    forum = head.forum(conn, mailing.forum_id)
    if row is None or forum is None:
        return None
    ancestors = _ancestors(conn, row.parent_id)
    return PostFacts(
        forum=forum,
        subject=row.subject,
        author_name=row.author_name,
        at=row.posted_at,
        language=row.language,
        text=row.visible_text,
        message_id=row.own_message_id,
        references=tuple(dict.fromkeys(one for post in ancestors for one in (post.message_id, post.own_message_id))),
        html=row.html,
        quote=_quote(row.folds, ancestors),
        attachments=head.attachments(conn, row.id),
        thread_url=head.url(f"/t/{row.thread_id}"),
        permalink=head.permalink(row.id),
        posts_in_thread=row.in_thread,
        is_reply=row.parent_id is not None,
    )


def announcement_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> AnnouncementFacts:
    """What a facilitator announced; with an occurrence it invites to it."""
    told = mailing.facts
    one = occurrence_of(conn, mailing.occurrence_id) if mailing.occurrence_id else None
    return AnnouncementFacts(
        title=told["title"],
        text=told["text"],
        author_name=told["author"],
        language=told.get("language", ""),
        forum=head.forum(conn, mailing.forum_id),
        occurrence=head.occurrence(one, cities(conn)) if one else None,
        variants=dict(told.get("variants", [])),
    )


def newsletter_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> NewsletterFacts:
    """One issue in all its variants, in the order in which they were written."""
    told = mailing.facts
    return NewsletterFacts(
        forum=head.newsletter(conn, mailing.newsletter_id),
        number=told["number"],
        title=told["title"],
        variants=dict(told["variants"]),
        author_name=told["author"],
        at=mailing.due_at,
        titles=dict(told.get("titles", [])),
    )


def reminder_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> ReminderFacts | None:
    """A reminder of an occurrence; None once that is cancelled or gone."""
    one = occurrence_of(conn, mailing.occurrence_id)
    if one is None or one.is_cancelled:
        return None
    return ReminderFacts(
        occurrence=head.occurrence(one, cities(conn), has_place=True),
        lead="hour" if mailing.facts["offset"] == "1h" else "day",
        people_registered=registered(conn, one.id),
        questions=questions(conn, one.id),
    )


def notice_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> NoticeFacts:
    """A notice with the values that it was owed with."""
    told = mailing.facts
    kind = NoticeKind(told["notice"])
    one = occurrence_of(conn, mailing.occurrence_id) if mailing.occurrence_id else None
    return NoticeFacts(
        kind=kind,
        forum=head.forum(conn, mailing.forum_id),
        about=kept_about(told),
        occurrence=head.occurrence(one, cities(conn), has_place=kind is NoticeKind.REGISTERED) if one else None,
        values=kept_values(told, head.book),
        in_reply_to=told.get("in_reply_to", ""),
        is_reply=bool(told.get("in_reply_to")),
    )


def tuned(facts: Any, zone: str, places: frozenset[str], now: datetime) -> Any:
    """Facts for readers of one zone who have the same places.

    None where a late reminder would say "tomorrow" on the day itself: the one an hour before is still to come.
    """
    if isinstance(facts, ReminderFacts) and facts.lead == "day":
        days = (local(facts.occurrence.starts_at, zone).date() - local(now, zone).date()) // timedelta(days=1)
        return facts if days == 1 else None
    if isinstance(facts, DigestFacts) and places:
        marked = tuple(replace(one, is_registered=one.uid in places) for one in facts.occurrences)
        return replace(facts, occurrences=marked)
    return facts


def _ancestors(conn: Connection, parent_id: int | None) -> list[MailingRow]:
    """The posts above, oldest first."""
    p = model.posts
    found: list[MailingRow] = []
    while parent_id is not None and len(found) < LONGEST_CHAIN:
        row = conn.execute(
            select(
                p.c.parent_id, p.c.message_id, p.c.own_message_id, p.c.author_name, p.c.posted_at, p.c.language,
                p.c.visible_text, p.c.hidden_at,
            ).where(p.c.id == parent_id)
        ).one()  # fmt: skip
        found.append(row)
        parent_id = row.parent_id
    return found[::-1]


def _quote(folds: list[Mapping[str, Any]], ancestors: list[MailingRow]) -> Quoted | None:
    """What the post answers, where its writer quoted it: whole, from the archive, under its author's name."""
    if not ancestors or not any(fold["kind"] == "quote" for fold in folds):
        return None
    parent = ancestors[-1]
    if parent.hidden_at is not None:
        return None
    return Quoted(parent.author_name, parent.posted_at, parent.visible_text, parent.language)
