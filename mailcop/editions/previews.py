"""Previews: what was understood beside its words, who would get it and when, and the letter's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.community.events import free_name
from mailcop.community.members import facilitators, member_of
from mailcop.editions import audiences, drafts
from mailcop.editions.gathering import MailingRow
from mailcop.editions.letterhead import Letterhead, cities
from mailcop.editions.orders import SENDABLE, Order, cannot_send, snapshot
from mailcop.reading.plan_keys import PlanKind
from mailcop.timetable import DAY_BEFORE, HOUR_BEFORE, REMINDERS
from mailcop.writing import doubts
from mailcop.writing.compose import Writer
from mailcop.writing.facts import (
    AnnouncementFacts,
    Audience,
    NewsletterFacts,
    OccurrenceFacts,
    PreviewFacts,
    Send,
    UnderstoodField,
    Variant,
)
from mailcop.writing.moments import Moments
from mailcop.writing.previews import understood_words

_AMENDMENTS = {
    "en": ("When: tomorrow 09:00", "To: everyone"),
    "es": ("Cuándo: mañana 09:00", "Para: todos"),
    "fr": ("Quand : demain 09:00", "À : tous"),
}
"""Lines that change a draft, as an author would write them."""


def preview_facts(
    conn: Connection, head: Letterhead, writer: Writer, mailing: MailingRow, now: datetime
) -> PreviewFacts | None:
    """The preview of a draft for its author; None once the draft is decided: what it shows no longer waits."""
    row = conn.execute(select(model.drafts).where(model.drafts.c.id == mailing.draft_id)).one_or_none()
    if row is None or row.state != "open":
        return None
    order = drafts.order_in(row)
    author = member_of(conn, row.member_id)
    variant = Variant(author.language if author else "en", author.zone if author else "UTC")
    source = row.plan["source"]
    words = _moments(writer, variant.language, variant.zone)
    if order.kind not in SENDABLE:
        return _unable(order, source, words)
    sample = writer.compose(sample_facts(conn, head, order, author.name if author else "", now), variant)
    audience = audiences.count(conn, snapshot(conn, order), order.to.get("title", ""))
    return PreviewFacts(
        kind=order.kind,
        title=order.title,
        fields=_fields(order, words),
        audience=audience,
        sends=_sends(order, audience.people),
        sample_subject=sample.subject,
        sample_text=sample.text,
        sample_flowing=sample.flowing,
        doubts=(
            *(doubts.asked(one.code, one.values, words) for one in order.doubts),
            *(doubts.missing(one.code, one.values, words) for one in order.missing),
        ),
        wrote_at=datetime.fromisoformat(source["mailed_at"]),
        in_reply_to=source["message_id"],
        colleagues=tuple(one.name for one in facilitators(conn) if one.id != row.member_id),
        waits_days=max(1, (row.expires_at - row.created_at) // timedelta(days=1)),
        answers=_answers(order, variant.language),
    )


def _unable(order: Order, source: Mapping[str, Any], words: Moments) -> PreviewFacts:
    """The preview of what cannot be sent: why, and nothing that an OK would do."""
    why = cannot_send(order)
    return PreviewFacts(
        kind=order.kind,
        title=order.title,
        fields=(),
        audience=Audience(0, 0),
        sends=(),
        sample_subject="",
        sample_text="",
        wrote_at=datetime.fromisoformat(source["mailed_at"]),
        in_reply_to=source["message_id"],
        unable=doubts.gap(why.code, why.values, words),
    )


def sample_facts(
    conn: Connection, head: Letterhead, order: Order, author: str, now: datetime
) -> AnnouncementFacts | NewsletterFacts:
    """The first letter of an order, written from the same facts as it will be once it is owed."""
    if order.kind is PlanKind.NEWSLETTER:
        newsletter_id = order.to.get("newsletter_id")
        n = model.newsletters
        last = conn.execute(select(n.c.last_issue).where(n.c.id == newsletter_id)).scalar() or 0
        return NewsletterFacts(
            forum=head.newsletter(conn, newsletter_id),
            number=last + 1,
            title=order.title,
            variants=dict(order.variants) or {order.language or "en": order.text},
            author_name=author,
            at=order.due_at or now,
        )
    return AnnouncementFacts(
        title=order.title,
        text=order.text,
        author_name=author,
        language=order.language,
        forum=head.forum(conn, order.to.get("forum_id")),
        occurrence=_occurrence(conn, head, order),
        variants=dict(order.variants),
    )


def _occurrence(conn: Connection, head: Letterhead, order: Order) -> OccurrenceFacts | None:
    if order.start is None:
        return None
    name = free_name(conn, order.title, order.kind)
    return OccurrenceFacts(
        title=order.title,
        starts_at=order.start.instant(),
        zone=order.start.zone,
        duration=order.duration,
        text=order.text,
        speaker=order.speaker,
        languages=tuple(order.spoken.split()),
        language=order.language,
        cities=cities(conn),
        register_address=head.book.address(f"{name}.register"),
        cancel_address=head.book.address(f"{name}.cancel"),
        ask_address=head.book.address(f"{name}.ask"),
        join_url=order.link,
    )


def _fields(order: Order, v: Moments) -> tuple[UnderstoodField, ...]:
    """Each line of the block; a start is said in the city of the event, and a letter's hour in its author's."""
    told = []
    starts = ""
    if order.start is not None:
        starts = Moments(v.words, order.start.zone).moment(order.start.instant())
        if all(label != "Duration" for label, _, _ in order.fields):
            starts += f", {v.duration(order.duration)}"
    for label, understood, words in order.fields:
        said = understood if isinstance(understood, str) else understood_words(understood, v)
        told.append(UnderstoodField(label, starts if starts and label == "Date" else said, words))
    if starts and all(one.label != "Date" for one in told):
        told.append(UnderstoodField("Date", starts))
    if order.variants:
        marks = " ".join(f"[{language.upper()}]" for language, _ in order.variants)
        told.append(UnderstoodField("Languages", v.tongues(tuple(language for language, _ in order.variants)), marks))
    elif order.kind is PlanKind.NEWSLETTER and (tongue := v.tongue(order.language)):
        told.append(UnderstoodField("Languages", tongue))
    return tuple(told)


def _answers(order: Order, language: str) -> tuple[str, ...]:
    """Example lines; a newsletter has its readers, `To:` would change nothing."""
    lines = _AMENDMENTS.get(language, _AMENDMENTS["en"])
    return lines[:1] if order.kind is PlanKind.NEWSLETTER else lines


def _moments(writer: Writer, language: str, zone: str) -> Moments:
    return Moments(writer.catalogues.get(language) or next(iter(writer.catalogues.values())), zone)


def _sends(order: Order, people: int) -> tuple[Send, ...]:
    """Every letter that an OK would send; the reminders go to who has a place by then."""
    what = "newsletter" if order.kind is PlanKind.NEWSLETTER else "announcement"
    first = Send(order.due_at, what, people)
    if order.start is None:
        return (first,)
    names = {DAY_BEFORE: "reminder-day", HOUR_BEFORE: "reminder-hour"}
    return (first, *(Send(offset.due(order.start), names[offset]) for offset in REMINDERS))
