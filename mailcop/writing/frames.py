"""What frames a letter: subject, preheader, masthead, sender and the headers that all its readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from mailcop.words import Delivery
from mailcop.writing import headers
from mailcop.writing.bodies import first_line, shortened
from mailcop.writing.facts import (
    AnnouncementFacts,
    Community,
    DigestFacts,
    Facts,
    ForumFacts,
    NewsletterFacts,
    NoticeFacts,
    OccurrenceFacts,
    PostFacts,
    PreviewFacts,
    ReminderFacts,
)
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind
from mailcop.writing.notices import NoticeWords

_REPLY_PREFIX = re.compile(r"^\s*(?:re|aw|sv|fwd?|tr|rv|réf)\s*:\s*", re.IGNORECASE)
_WITH_CALENDAR = frozenset({NoticeKind.REGISTERED, NoticeKind.EVENT_CHANGED, NoticeKind.EVENT_CANCELLED})


@dataclass(frozen=True, slots=True)
class Frame:
    """A letter without its body."""

    subject: str
    preheader: str
    label: str  # right of the masthead
    aria: str  # what a screen reader calls the letter
    sender_name: str
    sender: str  # bare address
    forum: ForumFacts | None  # whose List-* headers it carries
    shared: bytes  # header lines that are alike for all readers
    message_id: str = ""  # a post's; others have one a reader
    calendar: OccurrenceFacts | None = None


def frame(f: Facts, v: Moments, c: Community, notice: NoticeWords | None) -> Frame:
    """The frame of any facts; `notice` is given for a NoticeFacts."""
    if isinstance(f, PostFacts):
        return _post(f, v)
    if isinstance(f, DigestFacts):
        return _digest(f, v, c)
    if isinstance(f, AnnouncementFacts):
        return _announcement(f, v, c)
    if isinstance(f, NewsletterFacts):
        return _newsletter(f, v, c)
    if isinstance(f, ReminderFacts):
        return _reminder(f, v, c)
    if isinstance(f, PreviewFacts):
        return _preview(f, v, c)
    return _notice(f, v, c, notice or NoticeWords("", (), ""))


def bare_subject(subject: str) -> str:
    """A subject without the `Re:` and `Fwd:` before it."""
    while (cut := _REPLY_PREFIX.sub("", subject, count=1)) != subject:
        subject = cut
    return subject


def _via(name: str, forum: str, v: Moments) -> str:
    return v.words.gettext("{name} via {forum}").format(name=name, forum=forum)


def _post(f: PostFacts, v: Moments) -> Frame:
    _ = v.words.gettext
    subject = f.subject or _("(no subject)")
    if f.is_reply and not _REPLY_PREFIX.match(subject):
        subject = f"Re: {subject}"
    references = headers.message_ids(f.references)
    parent = headers.message_ids((f.in_reply_to,)) or references[-1:]
    shared = (
        headers.structured("In-Reply-To", parent)
        + headers.structured("References", references)
        + (headers.structured("Archived-At", (f"<{f.permalink}>",)) if f.permalink else b"")
        + headers.structured("Precedence", ("list",))
    )
    return Frame(
        subject=subject,
        preheader=shortened(f.text, 140) or bare_subject(subject),
        label=f.forum.title,
        aria=_("{name} in {forum}").format(name=f.author_name, forum=f.forum.title),
        sender_name=_via(f.author_name, f.forum.title, v),
        sender=f.forum.address,
        forum=f.forum,
        shared=shared,
        message_id=f.message_id,
    )


def period(f: DigestFacts, v: Moments) -> str:
    """`weekly` or `daily`, in the reader's language."""
    _ = v.words.gettext
    return _("daily") if f.period == Delivery.DAILY else _("weekly")


def digest_title(f: DigestFacts, v: Moments) -> str:
    """`Your week, 1 to 7 March`; a late one names what it covers."""
    _, ngettext = v.words.gettext, v.words.ngettext
    last = max(f.since, f.until - timedelta(hours=12))
    span = v.span(f.since, last)
    if f.period == Delivery.DAILY:
        days = ngettext("Your day", "Your {n} days", f.covers_weeks).format(n=f.covers_weeks)
        return f"{days}, {span}"
    return ngettext("Your week", "Your {n} weeks", f.covers_weeks).format(n=f.covers_weeks) + f", {span}"


def counts(f: DigestFacts, v: Moments) -> str:
    """`13 threads, 37 new posts`."""
    ngettext = v.words.ngettext
    threads = ngettext("{n} thread", "{n} threads", f.threads_total).format(n=v.number(f.threads_total))
    posts = ngettext("{n} new post", "{n} new posts", f.posts_total).format(n=v.number(f.posts_total))
    return f"{threads}, {posts}"


def _digest(f: DigestFacts, v: Moments, c: Community) -> Frame:
    _ = v.words.gettext
    coming = [o for o in f.occurrences if not o.is_cancelled][:1]
    parts = [
        _("{title} on {date}").format(title=shortened(o.title, 40), date=v.date(o.starts_at, False)) for o in coming
    ]
    facts = ", ".join([*parts, counts(f, v)] if f.posts_total else parts)
    label = _("{period} no. {number}").format(period=period(f, v).capitalize(), number=f.number)
    titles = "; ".join(shortened(bare_subject(t.subject), 60) for t in (*f.threads, *f.also_new)[:3])
    return Frame(
        subject=_("{forum}, {period}: {facts}").format(forum=f.forum.title, period=period(f, v), facts=facts),
        preheader=first_line(f.note, 120)[0] or _("New: {titles}.").format(titles=titles),
        label=label,
        aria=f"{f.forum.title}, {label}",
        sender_name=f.forum.title,
        sender=f.forum.address,
        forum=f.forum,
        shared=headers.structured("Auto-Submitted", ("auto-generated",)),
    )


def _announcement(f: AnnouncementFacts, v: Moments, c: Community) -> Frame:
    _ = v.words.gettext
    text = text_for(f.variants, f.text, v.language)[1]
    when = v.moment(f.occurrence.starts_at) if f.occurrence else ""
    return Frame(
        subject=f.title,
        preheader=". ".join(part for part in (when, shortened(text, 120)) if part),
        label=_("Webinar") if f.occurrence else _("Announcement"),
        aria=f.title,
        sender_name=_via(f.author_name, f.forum.title if f.forum else c.name, v),
        sender=f.forum.address if f.forum else c.address,
        forum=f.forum,
        shared=headers.structured("Precedence", ("list",)),
    )


def _newsletter(f: NewsletterFacts, v: Moments, c: Community) -> Frame:
    _ = v.words.gettext
    title = f.titles.get(v.language, f.title)
    named = f.forum.title if f.forum.title != c.name else _("Letter")
    label = _("{letter} no. {number}").format(letter=named, number=f.number)
    if f.at:
        label += ", " + v.day_month(f.at)
    return Frame(
        subject=title,
        preheader=shortened(text_for(f.variants, "", v.language)[1], 140),
        label=label,
        aria=f"{c.name}, {label}",
        sender_name=c.name,
        sender=f.forum.address,
        forum=f.forum,
        shared=headers.structured("Precedence", ("list",)),
    )


def text_for(variants: object, text: str, language: str) -> tuple[str, str]:
    """(language, text) that a reader of a language gets; the first variant where theirs is missing."""
    if isinstance(variants, dict) and variants:
        own = language if language in variants else next(iter(variants))
        return own, variants[own]
    return "", text


def _reminder(f: ReminderFacts, v: Moments, c: Community) -> Frame:
    _ = v.words.gettext
    o = f.occurrence
    hour = {"clock": v.clock(o.starts_at), "city": v.city, "title": o.title}
    subject = (
        _("{clock} in {city}, in an hour: {title}") if f.lead == "hour" else _("Tomorrow {clock} in {city}: {title}")
    )
    return Frame(
        subject=subject.format(**hour),
        preheader=_("{date}, {duration}. The link to join is inside.").format(
            date=v.date(o.starts_at, False), duration=v.duration(o.duration)
        )
        if o.join_url
        else f"{v.moment(o.starts_at)}. {v.duration(o.duration)}",
        label=_("Reminder"),
        aria=_("Reminder: {title}").format(title=o.title),
        sender_name=c.name,
        sender=f.forum.address if f.forum else c.address,
        forum=f.forum,
        shared=headers.structured("Auto-Submitted", ("auto-generated",)),
        calendar=o,
    )


def _preview(f: PreviewFacts, v: Moments, c: Community) -> Frame:
    _, ngettext = v.words.gettext, v.words.ngettext
    doubts = len(f.doubts)
    subject = _("Before anything is sent: {title}").format(title=f.title)
    if f.unable:
        subject = _("This can't be sent yet: {title}").format(title=f.title)
    if doubts:
        subject += ", " + ngettext("{n} question", "{n} questions", doubts).format(n=doubts)
    letters = ngettext("{n} letter", "{n} letters", len(f.sends)).format(n=len(f.sends))
    people = ngettext("{n} person", "{n} people", f.audience.people).format(n=v.number(f.audience.people))
    return Frame(
        subject=subject,
        preheader=f.unable
        or _("{letters} to {people}. Nothing leaves until you reply OK.").format(letters=letters, people=people),
        label=_("Preview"),
        aria=_("Preview: {title}").format(title=f.title),
        sender_name=c.name,
        sender=c.address,
        forum=None,
        shared=_answer(f.in_reply_to) + headers.structured("Auto-Submitted", ("auto-replied",)),
    )


def _notice(f: NoticeFacts, v: Moments, c: Community, notice: NoticeWords) -> Frame:
    kind = "auto-replied" if f.is_reply or f.in_reply_to else "auto-generated"
    return Frame(
        subject=notice.subject or notice.title,
        preheader=notice.preheader or " ".join(notice.lead[:1]),
        label=v.words.gettext("Notice"),
        aria=notice.title,
        sender_name=c.name,
        sender=(f.forum.owner_address or f.forum.address) if f.forum else c.address,
        forum=None,  # no letter of the list: a filter must not file it there
        shared=_answer(f.in_reply_to) + headers.structured("Auto-Submitted", (kind,)),
        calendar=f.occurrence if f.kind in _WITH_CALENDAR else None,
    )


def _answer(message_id: str) -> bytes:
    known = headers.message_ids((message_id,))
    return headers.structured("In-Reply-To", known) + headers.structured("References", known)
