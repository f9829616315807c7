"""What the archive's pages ask of the tables: only forums that the visitor is subscribed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from mailcop.model import (
    addresses,
    attachments,
    contents,
    deliveries,
    forums,
    mailings,
    members,
    newsletters,
    posts,
    subscriptions,
    threads,
)
from mailcop.words import MailingKind

THREADS_A_PAGE = 25
POSTS_A_PAGE = 200
_VISIBLE = and_(posts.c.seq.is_not(None), posts.c.hidden_at.is_(None))
_STANDING = and_(threads.c.merged_into.is_(None), threads.c.posts > 0)


@dataclass(frozen=True, slots=True)
class ForumLine:
    """A forum as a list shows it."""

    id: int
    name: str
    title: str
    threads: int


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread as a list shows it; `languages` are those of its posts."""

    id: int
    forum_name: str
    forum_title: str
    subject: str
    language: str
    posts: int
    started_at: datetime
    last_at: datetime
    first_author: str = ""
    last_author: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands: its thread, and its number there, from 1."""

    thread_id: int
    number: int


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `content` is None where it lies in the blob store under its hash."""

    name: str
    type: str
    sha256: str
    content: bytes | None


def _seen_by(member_id: int) -> Select[Any]:
    return select(subscriptions.c.forum_id).where(
        subscriptions.c.member_id == member_id, subscriptions.c.forum_id.is_not(None)
    )


def forums_of(conn: Connection, member_id: int) -> list[ForumLine]:
    """The visitor's forums in the order of their making."""
    count = (
        select(func.count())
        .select_from(threads)
        .where(threads.c.forum_id == forums.c.id, _STANDING)
        .correlate(forums)
        .scalar_subquery()
    )
    rows = conn.execute(
        select(forums.c.id, forums.c.name, forums.c.title, count.label("threads"))
        .where(forums.c.id.in_(_seen_by(member_id)))
        .order_by(forums.c.id)
    )
    return [ForumLine(row.id, row.name, row.title, row.threads) for row in rows]


def people(conn: Connection) -> int:
    """How many members the community has."""
    return int(conn.scalar(select(func.count()).select_from(members).where(members.c.erased_at.is_(None))) or 0)


def threads_of(
    conn: Connection, member_id: int, *, forum_id: int | None = None, unanswered: bool = False, skip: int = 0,
    limit: int = THREADS_A_PAGE,
) -> list[ThreadLine]:  # fmt: skip
    """Threads of the visitor's forums, or of one of them, newest activity first."""
    query = (
        select(*_LINE)
        .join(forums, forums.c.id == threads.c.forum_id)
        .where(_STANDING, threads.c.forum_id.in_(_seen_by(member_id)))
        .order_by(threads.c.last_at.desc(), threads.c.id.desc())
        .limit(limit)
        .offset(skip)
    )
    if forum_id is not None:
        query = query.where(threads.c.forum_id == forum_id)
    if unanswered:
        query = query.where(threads.c.posts == 1)
    rows = conn.execute(query).all()
    spoken = _languages(conn, [row.id for row in rows])
    return [_line(row, spoken.get(row.id, ())) for row in rows]


def unanswered_in(conn: Connection, forum_id: int) -> int:
    """How many threads of a forum have one post only."""
    query = select(func.count()).select_from(threads).where(threads.c.forum_id == forum_id, threads.c.posts == 1)
    return int(conn.scalar(query.where(threads.c.merged_into.is_(None))) or 0)


def thread_of(conn: Connection, member_id: int, thread_id: int) -> ThreadLine | int | None:
    """A thread; the id of the one it was merged into; None for gone, never was, and private."""
    row = conn.execute(
        select(threads.c.merged_into, threads.c.posts).where(
            threads.c.id == thread_id, threads.c.forum_id.in_(_seen_by(member_id))
        )
    ).first()
    if row is None or (row.merged_into is None and row.posts == 0):
        return None
    if row.merged_into is not None:
        merged: int = row.merged_into
        return merged
    line = conn.execute(
        select(*_LINE).join(forums, forums.c.id == threads.c.forum_id).where(threads.c.id == thread_id)
    ).one()
    return _line(line, _languages(conn, [thread_id]).get(thread_id, ()))


def people_in(conn: Connection, thread_id: int) -> int:
    """How many people wrote in a thread; who is no member counts by name."""
    who = func.coalesce(posts.c.member_id, 0), posts.c.author_name
    each = select(*who).where(posts.c.thread_id == thread_id, _VISIBLE, posts.c.member_id.is_(None)).distinct()
    strangers = conn.scalar(select(func.count()).select_from(each.subquery())) or 0
    known = conn.scalar(
        select(func.count(func.distinct(posts.c.member_id))).where(posts.c.thread_id == thread_id, _VISIBLE)
    )
    return int(strangers) + int(known or 0)


def order_of(conn: Connection, thread_id: int) -> list[Any]:
    """Every post that ever was visible, in order: id, parent_id, author_name, is hidden or not. Its index + 1 is #N."""
    return list(
        conn.execute(
            select(posts.c.id, posts.c.parent_id, posts.c.author_name, posts.c.hidden_at)
            .where(posts.c.thread_id == thread_id, posts.c.seq.is_not(None))
            .order_by(posts.c.posted_at, posts.c.id)
        )
    )


def posts_in(conn: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """The rows of these posts."""
    rows = conn.execute(
        select(
            posts.c.id, posts.c.member_id, posts.c.author_name, posts.c.subject, posts.c.own_message_id,
            posts.c.visible_text, posts.c.folds, posts.c.html, posts.c.language, posts.c.posted_at, posts.c.hidden_at,
        ).where(posts.c.id.in_(ids))
    )  # fmt: skip
    return {row.id: row for row in rows}


def attachments_of(conn: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    """The attachments of these posts, by post, in their order."""
    found: dict[int, list[Any]] = {}
    for row in conn.execute(
        select(attachments)
        .where(attachments.c.post_id.in_(ids))
        .order_by(attachments.c.post_id, attachments.c.position)
    ):
        found.setdefault(row.post_id, []).append(row)
    return found


def letters_of(conn: Connection, member_id: int, ids: Sequence[int]) -> dict[int, int]:
    """The visitor's own letter (a delivery) of each of these posts: an answer to its address finds the thread."""
    keys = list(conn.scalars(select(addresses.c.key).where(addresses.c.member_id == member_id)))
    rows = conn.execute(
        select(mailings.c.post_id, deliveries.c.id)
        .join(deliveries, deliveries.c.mailing_id == mailings.c.id)
        .where(mailings.c.post_id.in_(ids), mailings.c.kind == MailingKind.POST, deliveries.c.key.in_(keys))
    )
    return {row.post_id: row.id for row in rows}


def hits_of(conn: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """Who wrote these posts, where and in what language."""
    rows = conn.execute(
        select(posts.c.id, posts.c.forum_id, posts.c.author_name, posts.c.language, threads.c.subject)
        .join(threads, threads.c.id == posts.c.thread_id)
        .where(posts.c.id.in_(ids))
    )
    return {row.id: row for row in rows}


def place_of(conn: Connection, member_id: int, post_id: int) -> Place | None:
    """Where a visible post stands; None for gone, never was, and private."""
    here = conn.execute(
        select(posts.c.thread_id, posts.c.posted_at).where(
            posts.c.id == post_id, _VISIBLE, posts.c.forum_id.in_(_seen_by(member_id))
        )
    ).first()
    if here is None:
        return None
    before = and_(posts.c.posted_at == here.posted_at, posts.c.id <= post_id)
    number = conn.scalar(
        select(func.count()).select_from(posts).where(
            posts.c.thread_id == here.thread_id, posts.c.seq.is_not(None), (posts.c.posted_at < here.posted_at) | before
        )
    )  # fmt: skip
    return Place(here.thread_id, int(number or 1))


def file_of(conn: Connection, member_id: int, attachment_id: int) -> File | None:
    """An attachment of a post that the visitor may see."""
    row = conn.execute(
        select(attachments.c.name, attachments.c.type, attachments.c.sha256, contents.c.content)
        .join(posts, posts.c.id == attachments.c.post_id)
        .join(contents, contents.c.sha256 == attachments.c.sha256)
        .where(attachments.c.id == attachment_id, _VISIBLE, posts.c.forum_id.in_(_seen_by(member_id)))
    ).first()
    return File(row.name, row.type, row.sha256, row.content) if row else None


def subscriptions_of(conn: Connection, member_id: int) -> list[Any]:
    """What comes to a member: title, forum_name (None for a newsletter), delivery, role."""
    title = func.coalesce(forums.c.title, newsletters.c.title)
    return list(
        conn.execute(
            select(
                title.label("title"), forums.c.name.label("forum_name"), subscriptions.c.delivery, subscriptions.c.role
            )
            .outerjoin(forums, forums.c.id == subscriptions.c.forum_id)
            .outerjoin(newsletters, newsletters.c.id == subscriptions.c.newsletter_id)
            .where(subscriptions.c.member_id == member_id)
            .order_by(subscriptions.c.newsletter_id, subscriptions.c.id)
        )
    )  # fmt: skip


def addresses_of(conn: Connection, member_id: int) -> list[str]:
    """A member's own verified addresses."""
    return list(
        conn.scalars(
            select(addresses.c.address)
            .where(addresses.c.member_id == member_id, addresses.c.verified_at.is_not(None))
            .order_by(addresses.c.id)
        )
    )


def _line(row: Any, languages: tuple[str, ...]) -> ThreadLine:
    return ThreadLine(**row._mapping, languages=languages)


def _languages(conn: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = conn.execute(
        select(posts.c.thread_id, posts.c.language, func.min(posts.c.posted_at))
        .where(posts.c.thread_id.in_(ids), _VISIBLE, posts.c.language != "")
        .group_by(posts.c.thread_id, posts.c.language)
        .order_by(func.min(posts.c.posted_at))
    )
    for row in rows:
        found[row.thread_id] = (*found.get(row.thread_id, ()), row.language)
    return found


def _author(*order: ColumnElement[Any]) -> ColumnElement[str]:
    return (
        select(posts.c.author_name)
        .where(posts.c.thread_id == threads.c.id, _VISIBLE)
        .order_by(*order)
        .limit(1)
        .correlate(threads)
        .scalar_subquery()
    )


_LINE = (
    threads.c.id,
    forums.c.name.label("forum_name"),
    forums.c.title.label("forum_title"),
    threads.c.subject,
    threads.c.language,
    threads.c.posts,
    threads.c.started_at,
    threads.c.last_at,
    _author(posts.c.posted_at.asc(), posts.c.id.asc()).label("first_author"),
    _author(posts.c.posted_at.desc(), posts.c.id.desc()).label("last_author"),
)
