"""Posts of an archive, kept a page at a time: they owe nothing to anyone, and nobody sees them before they are placed.

They wait in a thread of no posts until `settling` gives each its place and its seq; until then a fact names that
thread, so that an import that was cut is known and goes on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.community import members
from mailcop.community.archive import keep_attachments
from mailcop.community.forums import Forum
from mailcop.community.held import author_of
from mailcop.community.placing import Named, subject_key
from mailcop.community.publishing import Author
from mailcop.community.threads import author_key
from mailcop.model import facts, forums, known_ids, posts, threads
from mailcop.reading.letter import Letter

_ONE_DAY = timedelta(days=1)
_HOLDERS = (
    select(known_ids.c.message_id, posts.c.claimed_at, posts.c.author_address, posts.c.author_name, posts.c.subject)
    .join(posts, posts.c.id == known_ids.c.post_id)
    .where(known_ids.c.forum_id == bindparam("in_forum"))
    .where(known_ids.c.message_id.in_(bindparam("names", expanding=True)))
)
_FORUM = select(forums.c.id).where(forums.c.id == bindparam("of")).with_for_update()
_POST = insert(posts).returning(posts.c.id, sort_by_parameter_order=True)
_REMEMBER = {
    "sqlite": sqlite.insert(known_ids).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(known_ids).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Archived:
    """One mail of an archive as it was read; `at` is when it was posted, as far as it can be known."""

    letter: Letter
    at: datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells one mail from another under the same Message-ID, read cheaply."""

    message_id: str
    claimed_at: datetime | None
    author: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page."""

    posts: int = 0
    known: int = 0  # there already
    renamed: int = 0  # posts whose Message-ID another one bears


def are_known(conn: Connection, forum_id: int, marks: Sequence[Marks]) -> list[bool]:
    """Which of these mails the forum has: the same Message-ID, and the same day or the same author and subject.

    How a mail is read may change from one version to the next, so its words are not compared.
    """
    holders = _holders(conn, forum_id, [one.message_id for one in marks if one.message_id])
    return [one.message_id in holders and _is_same(one, holders[one.message_id]) for one in marks]


def keep_page(conn: Connection, forum: Forum, page: Sequence[Archived], domain: str, now: datetime) -> Kept:
    """Keep the mails that are not there yet; a Message-ID that another mail bears already is no reason to drop one.

    Pages of one forum are kept one after the other: a mail of this page may stand in the one that is written beside it.
    """
    conn.execute(_FORUM, {"of": forum.id})
    holders = _holders(conn, forum.id, [name for one in page for name in _names(one.letter)])
    fresh: list[tuple[Archived, str]] = []
    renamed = 0
    for one in page:
        own, other = _names(one.letter)
        marks = marks_of(one.letter)
        if own not in holders:
            holders[own] = marks
            fresh.append((one, own))
        elif not _is_same(marks, holders[own]) and other not in holders:
            holders[other] = marks
            fresh.append((one, other))
            renamed += 1
    if fresh:
        _keep(conn, forum, fresh, domain, now)
    return Kept(len(fresh), len(page) - len(fresh), renamed)


def marks_of(letter: Letter) -> Marks:
    """The marks of a mail that was read."""
    author = author_key(letter.from_.address if letter.from_ else "", letter.sender_name)
    return Marks(letter.message_id[:998], letter.date, author, subject_key(letter.subject))


def waiting_thread(conn: Connection, forum_id: int, *, now: datetime | None = None) -> int | None:
    """The thread in which posts of an unfinished import wait; made where there is none and `now` is given."""
    name = f"import:{forum_id}"
    found = conn.scalar(select(facts.c.value).where(facts.c.name == name))
    if found is not None or now is None:
        return int(found) if found is not None else None
    values = {"forum_id": forum_id, "subject": "", "started_at": now, "last_at": now, "posts": 0}
    made: int = conn.execute(insert(threads).values(values).returning(threads.c.id)).scalar_one()
    conn.execute(insert(facts).values(name=name, value=str(made)))
    return made


def end_waiting(conn: Connection, forum_id: int) -> None:
    """Every post of the import has its place: the thread in which they waited goes."""
    thread_id = waiting_thread(conn, forum_id)
    if thread_id is None or conn.execute(select(posts.c.id).where(posts.c.thread_id == thread_id).limit(1)).first():
        return
    conn.execute(update(threads).where(threads.c.merged_into == thread_id).values(merged_into=None))
    conn.execute(delete(threads).where(threads.c.id == thread_id))
    conn.execute(delete(facts).where(facts.c.name == f"import:{forum_id}"))


def _names(letter: Letter) -> tuple[str, str]:
    """The mail's own id, and one of our making for a mail that bears the id of another."""
    told = "\n".join((letter.message_id, str(letter.date), letter.sender_name, letter.subject))
    return letter.message_id[
        :998
    ], f"<{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:40]}@again.invalid>"


def _holders(conn: Connection, forum_id: int, names: Iterable[str]) -> dict[str, Marks]:
    rows = conn.execute(_HOLDERS, {"in_forum": forum_id, "names": list(dict.fromkeys(names))})
    return {
        row.message_id: Marks(
            row.message_id, row.claimed_at, author_key(row.author_address, row.author_name), subject_key(row.subject)
        )
        for row in rows
    }


def _is_same(one: Marks, other: Marks) -> bool:
    if one.claimed_at is not None and other.claimed_at is not None:
        return abs(one.claimed_at - other.claimed_at) < _ONE_DAY
    return one.author == other.author and one.key == other.key


def _keep(conn: Connection, forum: Forum, fresh: Sequence[tuple[Archived, str]], domain: str, now: datetime) -> None:
    thread_id = waiting_thread(conn, forum.id, now=now)
    writers: dict[str, members.Writer | None] = {}
    rows = []
    for one, _ in fresh:
        address = one.letter.from_.address if one.letter.from_ else ""
        if address and address not in writers:
            writers[address] = members.writer_at(conn, address, forum.id)
        author = author_of(one.letter, writers.get(address))
        rows.append(_row(forum.id, thread_id, one, author, f"<{secrets.token_hex(16)}@{domain}>"))
    ids = list(conn.scalars(_POST, rows))
    names: list[Mapping[str, object]] = []
    for post_id, row, (one, name) in zip(ids, rows, fresh, strict=True):
        keep_attachments(conn, post_id, one.letter.attachments)
        for each in dict.fromkeys((str(row["own_message_id"]), name, *one.letter.thread_index[:1])):
            names.append({"forum_id": forum.id, "message_id": each, "post_id": post_id})
    conn.execute(_REMEMBER[conn.dialect.name], names)


def _row(forum_id: int, thread_id: int | None, one: Archived, author: Author, own: str) -> dict[str, object]:
    letter = one.letter
    return {
        "forum_id": forum_id,
        "thread_id": thread_id,
        "seq": None,
        "parent_id": None,
        "member_id": author.member_id,
        "author_name": author.name or "unknown",
        "author_address": author.address,
        "message_id": letter.message_id,
        "own_message_id": own,
        "reference_ids": Named(letter.in_reply_to, letter.references, letter.thread_index).as_json(),
        "subject": letter.subject,
        "visible_text": letter.visible_text,
        "folds": [fold._asdict() for fold in letter.folds],
        "html": letter.html,
        "language": letter.language,
        "claimed_at": letter.date,
        "posted_at": one.at,
        "is_archived": True,
        "evidence": [],
    }
