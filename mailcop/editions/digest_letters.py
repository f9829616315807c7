"""What a digest's letter is written from: its numbered threads as they stand now, and what is coming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.community.events import occurrence_of
from mailcop.editions.gathering import MailingRow
from mailcop.editions.letterhead import Letterhead, cities
from mailcop.timetable import Period
from mailcop.words import Delivery
from mailcop.writing.facts import DigestFacts, DigestLine, DigestThread

WHOLE = 12  # threads that are shown with their words; the others by title
PARAGRAPH = 420  # characters of a thread's first new post
LINE = 90
OTHERS = 6


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    thread: MailingRow
    posts: Sequence[MailingRow]


def digest_facts(conn: Connection, head: Letterhead, mailing: MailingRow) -> DigestFacts | None:
    """The digest of a mailing; None once nothing of it is left to see. Numbers stay what they were at the cut."""
    told = mailing.facts
    forum = head.forum(conn, mailing.forum_id)
    items = _items(conn, mailing)
    if not items or forum is None:
        return None
    issue = conn.execute(select(model.issues.c.number).where(model.issues.c.id == mailing.issue_id)).scalar_one()
    span = timedelta(days=(1 if told["period"] == Period.DAILY else 7) * told["covers"])
    found = (occurrence_of(conn, each) for each in told.get("occurrences", []))
    coming = [one for one in found if one is not None and one.starts_at > mailing.created_at and not one.is_cancelled]
    where = cities(conn) if coming else ()
    beyond = told.get("beyond", {})
    return DigestFacts(
        forum=forum,
        number=issue,
        period=Delivery(told["period"]),
        since=mailing.created_at - span,
        until=mailing.created_at,
        threads=_numbered(_thread(conn, head, item) for item in items[:WHOLE]),
        covers_weeks=told["covers"],
        occurrences=tuple(head.occurrence(one, where) for one in coming),
        also_new=tuple(_title(head, item) for item in items[WHOLE:]),
        more_threads=beyond.get("threads", 0),
        more_posts=beyond.get("posts", 0),
        url=head.url(f"/f/{forum.name}"),
    )


def _items(conn: Connection, mailing: MailingRow) -> list[_Item]:
    """The numbered threads that still have something new and visible; joined ones stand at their first number."""
    i, t, p = model.digest_items, model.threads, model.posts
    rows = conn.execute(
        select(i.c.number, t.c.id, t.c.subject, t.c.posts, t.c.language)
        .join(t, t.c.id == i.c.thread_id)
        .where(i.c.mailing_id == mailing.id)
        .order_by(i.c.number)
    ).all()
    told = mailing.facts
    new = conn.execute(
        select(
            p.c.id, p.c.thread_id, p.c.parent_id, p.c.author_name, p.c.posted_at, p.c.language, p.c.visible_text,
        )
        .where(p.c.thread_id.in_([row.id for row in rows]), p.c.hidden_at.is_(None), p.c.is_archived.is_(False))
        .where(p.c.forum_id == mailing.forum_id, p.c.seq > told["after"], p.c.seq <= told["through"])
        .order_by(p.c.seq)
    ).all()  # fmt: skip
    by_thread: dict[int, list[MailingRow]] = {}
    for post in new:
        by_thread.setdefault(post.thread_id, []).append(post)
    items: dict[int, _Item] = {}
    for row in rows:
        if row.id in by_thread and row.id not in items:
            items[row.id] = _Item(row.number, row, by_thread[row.id])
    return list(items.values())


def _thread(conn: Connection, head: Letterhead, item: _Item) -> DigestThread:
    first, *rest = item.posts
    others = {post.author_name: post for post in reversed(rest)}  # one line an author: the first of each
    lines = [post for post in rest if others[post.author_name] is post][:OTHERS]
    text, is_cut = _excerpt(first.visible_text, PARAGRAPH)
    return DigestThread(
        number=item.number,
        subject=item.thread.subject,
        url=head.url(f"/t/{item.thread.id}"),
        author=first.author_name,
        at=first.posted_at,
        language=first.language,
        text=text,
        is_cut=is_cut,
        new_posts=len(item.posts),
        people=len({post.author_name for post in item.posts}),
        others=tuple(DigestLine(post.author_name, _line(post.visible_text), post.language) for post in lines),
        attachments=head.attachments(conn, first.id),
        is_new=first.parent_id is None,
    )


def _numbered(threads: Iterable[DigestThread]) -> tuple[DigestThread, ...]:
    """Attachments numbered through the letter: `send 2` means one of them."""
    number = count(1)
    return tuple(
        replace(one, attachments=tuple(replace(each, number=next(number)) for each in one.attachments))
        for one in threads
    )


def _title(head: Letterhead, item: _Item) -> DigestThread:
    first = item.posts[0]
    return DigestThread(
        number=item.number,
        subject=item.thread.subject,
        url=head.url(f"/t/{item.thread.id}"),
        author=first.author_name,
        at=first.posted_at,
        language=item.thread.language,
        new_posts=len(item.posts),
        people=len({post.author_name for post in item.posts}),
        is_new=first.parent_id is None,
    )


def _line(text: str) -> str:
    words, is_cut = _excerpt(" ".join(text.split()), LINE)
    return f"{words}…" if is_cut else words


def _excerpt(text: str, most: int) -> tuple[str, bool]:
    """The first words of a post, cut between words, and whether there is more."""
    flat = text.strip()
    if len(flat) <= most:
        return flat, False
    cut = flat[:most]
    return (cut.rsplit(None, 1)[0] if len(cut.split()) > 1 else cut).rstrip(" ,;:"), True
