"""Threads on tables: the look-ups that placing weighs, orphans brought home, threads counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from mailcop.community.placing import NEW_SUBJECT, RECENT, Known, Recent, Sign, is_new_subject, named_from, subject_key
from mailcop.model import Instant, awaited_ids, deliveries, digest_items, known_ids, mailings, posts, threads
from mailcop.prepared import Prepared, listed, values_of
from mailcop.reading.letter import Fold
from mailcop.reading.quoted import Words, words_of
from mailcop.reading.subjects import former_key

_LONGEST_CHAIN = 1_000
_LATEST = 30  # posts in which quoted words are looked for, besides those of the same subject
_MOST_RECENT = 60
_BESIDE = (
    select(awaited_ids.c.message_id, posts.c.id, posts.c.thread_id, posts.c.subject)
    .join(posts, posts.c.id == awaited_ids.c.post_id)
    .where(awaited_ids.c.forum_id == bindparam("in_forum"), posts.c.parent_id.is_(None))
    .where(awaited_ids.c.message_id.in_(bindparam("named", expanding=True)))
    .order_by(posts.c.posted_at.desc(), posts.c.id.desc())
)
_VISIBLE = (posts.c.forum_id == bindparam("in_forum"), posts.c.seq.is_not(None), posts.c.hidden_at.is_(None))
_NEWEST = select(posts.c.id).where(*_VISIBLE).order_by(posts.c.id.desc()).limit(_LATEST)
_RECENT = (
    select(
        posts.c.id, posts.c.thread_id, posts.c.subject, posts.c.author_address, posts.c.author_name,
        posts.c.visible_text, posts.c.posted_at, threads.c.subject_key,
    )
    .join(threads, threads.c.id == posts.c.thread_id)
    .where(*_VISIBLE)
    .where(posts.c.posted_at.between(bindparam("since", type_=Instant()), bindparam("at", type_=Instant())))
    .where(or_(threads.c.subject_key.in_(bindparam("keys", expanding=True)), posts.c.id.in_(_NEWEST)))
    .order_by(posts.c.posted_at.desc(), posts.c.id.desc())
    .limit(_MOST_RECENT)
)  # fmt: skip


@cache
def _known(count: int) -> Prepared:
    """One statement for each number of ids that a mail may name."""
    return Prepared(
        select(known_ids.c.message_id, posts.c.id, posts.c.thread_id, posts.c.subject)
        .join(posts, posts.c.id == known_ids.c.post_id)
        .where(known_ids.c.forum_id == bindparam("in_forum"), known_ids.c.message_id.in_(listed(count)))
    )


def known_by(conn: Connection, forum_id: int, named: Sequence[str]) -> dict[str, Known]:
    """Which of these ids are posts of this forum; an id of another forum is no evidence (rule 5)."""
    if not named:
        return {}
    rows = _known(len(named)).rows(conn, {"in_forum": forum_id, **values_of(named)})
    return {name: Known(post_id, thread_id, subject_key(subject)) for name, post_id, thread_id, subject in rows}


def beside_by(conn: Connection, forum_id: int, named: Sequence[str]) -> dict[str, Known]:
    """The first post that waits for each of these ids and begins a thread: who names the same mail answers with it."""
    if not named:
        return {}
    rows = conn.execute(_BESIDE, {"in_forum": forum_id, "named": list(named)})
    found = {row.message_id: Known(row.id, row.thread_id, subject_key(row.subject)) for row in rows}
    return {name: found[name] for name in named if name in found}


def recent_for(conn: Connection, forum_id: int, sign: Sign) -> list[Recent]:
    """Visible posts of the last 30 days, latest first: those of the mail's subject, and the forum's newest ones."""
    keys = {subject_key(sign.subject), former_key(sign.subject)} - {""}
    values = {"in_forum": forum_id, "keys": sorted(keys), "since": sign.at - RECENT, "at": sign.at}
    return [
        Recent(
            Known(row.id, row.thread_id, subject_key(row.subject)), author_key(row.author_address, row.author_name),
            row.author_name, words_of(row.visible_text, ()).own, row.subject_key in keys, row.posted_at,
        )
        for row in conn.execute(_RECENT, values)
    ]  # fmt: skip


def author_key(address: str, name: str) -> str:
    """Who wrote: by the address, by the name where there is none."""
    return (address or name).casefold()


def post_of_mailing(conn: Connection, mailing_id: int, forum_id: int, number: int = 0) -> Known | None:
    """The post of this forum that a letter was about; of a digest, the one that its item `number` stands for."""
    if number:
        query = (
            select(posts.c.id, posts.c.thread_id)
            .join(digest_items, digest_items.c.post_id == posts.c.id)
            .where(digest_items.c.mailing_id == mailing_id, digest_items.c.number == number)
        )
    else:
        query = (
            select(posts.c.id, posts.c.thread_id)
            .join(mailings, mailings.c.post_id == posts.c.id)
            .where(mailings.c.id == mailing_id)
        )
    row = conn.execute(query.where(posts.c.forum_id == forum_id)).first()
    return Known(row.id, row.thread_id) if row else None


def mailing_of(conn: Connection, delivery_id: int) -> int | None:
    """The mailing that a delivery belongs to."""
    found: int | None = conn.scalar(select(deliveries.c.mailing_id).where(deliveries.c.id == delivery_id))
    return found


def title_of(conn: Connection, thread_id: int) -> str:
    """A thread's subject."""
    return conn.scalar(select(threads.c.subject).where(threads.c.id == thread_id)) or ""


def first_post(conn: Connection, thread_id: int, forum_id: int) -> Known | None:
    """The post that began a thread of this forum."""
    found = conn.scalar(
        select(posts.c.id)
        .where(posts.c.thread_id == thread_id, posts.c.forum_id == forum_id)
        .order_by(posts.c.posted_at, posts.c.id)
        .limit(1)
    )
    return Known(found, thread_id) if found is not None else None


def quoted_item(conn: Connection, mailing_id: int, quoted: str, subject: str) -> int:
    """The one item of a digest that an answer quotes or names in its subject; the only one there is; else 0."""
    rows = conn.execute(
        select(digest_items.c.number, threads.c.subject, posts.c.visible_text)
        .join(threads, threads.c.id == digest_items.c.thread_id)
        .join(posts, posts.c.id == digest_items.c.post_id)
        .where(digest_items.c.mailing_id == mailing_id)
        .order_by(digest_items.c.number)
    ).all()
    if len(rows) == 1:
        return int(rows[0].number)
    flat, named = _flat(quoted), _flat(subject)
    hits = [
        row.number
        for row in rows
        if ((begin := _flat(row.visible_text)[:60]) and len(begin) >= 20 and begin in flat)
        or ((title := _flat(row.subject)) and len(title) >= 8 and title in named)
    ]
    return int(hits[0]) if len(set(hits)) == 1 else 0


def _flat(text: str) -> str:
    """Letters and digits only, case folded: quote signs and wrapping make no difference."""
    return "".join(c for c in text.casefold() if c.isalnum())


_BEGIN = Prepared(
    insert(threads).returning(threads.c.id),
    *("forum_id", "subject", "subject_key", "language", "started_at", "last_at", "posts"),
)
_COUNT = Prepared(
    update(threads)
    .where(threads.c.id == bindparam("of"))
    .values(
        posts=threads.c.posts + 1,
        last_at=case((threads.c.last_at < bindparam("at", type_=Instant()), bindparam("at")), else_=threads.c.last_at),
    )
)


def begin_thread(conn: Connection, forum_id: int, subject: str, subject_key: str, language: str, at: datetime) -> int:
    """A thread of its own, with the one visible post that begins it."""
    values = {
        "forum_id": forum_id, "subject": subject, "subject_key": subject_key, "language": language,
        "started_at": at, "last_at": at, "posts": 1,
    }  # fmt: skip
    return _BEGIN.made(conn, values)


def count_post(conn: Connection, thread_id: int, at: datetime) -> None:
    """One more visible post in the thread."""
    _COUNT.run(conn, {"of": thread_id, "at": at})


def await_parents(conn: Connection, forum_id: int, post_id: int, ids: Sequence[str]) -> None:
    """Remember which nearer parents this post names that nobody has seen yet."""
    if ids:
        conn.execute(
            insert(awaited_ids), [{"forum_id": forum_id, "message_id": name, "post_id": post_id} for name in ids]
        )


@cache
def _waiting(count: int) -> Prepared:
    return Prepared(
        select(
            awaited_ids.c.post_id, awaited_ids.c.message_id, posts.c.reference_ids, posts.c.subject,
            posts.c.visible_text, posts.c.folds,
        )
        .join(posts, posts.c.id == awaited_ids.c.post_id)
        .where(awaited_ids.c.forum_id == bindparam("in_forum"), awaited_ids.c.message_id.in_(listed(count)))
        .order_by(awaited_ids.c.post_id)
    )  # fmt: skip


class _Child(NamedTuple):
    post_id: int
    message_id: str
    reference_ids: Any
    subject: str
    visible_text: str
    folds: Any


def bring_home(conn: Connection, forum_id: int, parent: Known, ids: Sequence[str]) -> int:
    """A post came that others had named as their parent: they move under it, their threads with them.

    Not where a child begins something new under old References.
    """
    moved = 0
    waiting = _waiting(len(ids)).rows(conn, {"in_forum": forum_id, **values_of(ids)})
    for child in map(_Child._make, waiting):
        if child.post_id == parent.post_id:
            continue
        if _begins_anew(child, parent):
            conn.execute(delete(awaited_ids).where(awaited_ids.c.post_id == child.post_id))
            _give_reason(conn, child.post_id, "new-subject", NEW_SUBJECT, parent.post_id, child.subject[:120])
            continue
        _forget_farther(conn, forum_id, child.post_id, child.message_id, child.reference_ids)
        if _is_above(conn, child.post_id, parent.post_id):
            continue
        conn.execute(update(posts).where(posts.c.id == child.post_id).values(parent_id=parent.post_id))
        _give_reason(conn, child.post_id, "came-later", 85, parent.post_id, child.message_id)
        here = conn.scalar(select(posts.c.thread_id).where(posts.c.id == parent.post_id))
        child_thread = conn.scalar(select(posts.c.thread_id).where(posts.c.id == child.post_id))
        if here is not None and child_thread is not None and here != child_thread:
            follow(conn, [child.post_id], child_thread, here)
        moved += 1
    return moved


def _begins_anew(child: _Child, parent: Known) -> bool:
    if not is_new_subject(child.subject, subject_key(child.subject), parent.key):
        return False
    return not kept_words(child.visible_text, child.folds).has_quotation


def kept_words(visible_text: str, folds: Sequence[Mapping[str, Any]]) -> Words:
    """The words of a post as the table keeps it."""
    return words_of(visible_text, [Fold(one["kind"], one["text"], one["position"]) for one in folds])


def _give_reason(conn: Connection, post_id: int, kind: str, score: int, other: int, words: str) -> None:
    evidence = [{"kind": kind, "score": score, "post": other, "words": words}]
    conn.execute(update(posts).where(posts.c.id == post_id).values(evidence=evidence))


def _forget_farther(conn: Connection, forum_id: int, post_id: int, found: str, kept: Any) -> None:
    """What is farther than the id that was found need not be awaited any more."""
    named = list(named_from(kept).nearest_first())
    farther = named[named.index(found) :] if found in named else [found]
    conn.execute(
        delete(awaited_ids).where(
            awaited_ids.c.forum_id == forum_id, awaited_ids.c.post_id == post_id, awaited_ids.c.message_id.in_(farther)
        )
    )


def _is_above(conn: Connection, post_id: int, below: int) -> bool:
    """True where `post_id` is an ancestor of `below`: hanging it there would close a circle."""
    at: int | None = below
    for _ in range(_LONGEST_CHAIN):
        at = conn.scalar(select(posts.c.parent_id).where(posts.c.id == at))
        if at is None:
            return False
        if at == post_id:
            return True
    return True


def follow(conn: Connection, roots: Sequence[int], from_thread: int, to_thread: int) -> list[int]:
    """Move posts and their descendants to another thread, with what was sent of them; returns those moved.

    A thread that is left empty is merged into it.
    """
    family = select(posts.c.id).where(posts.c.id.in_(roots)).cte("family", recursive=True)
    family = family.union(select(posts.c.id).join(family, posts.c.parent_id == family.c.id))
    moving = list(conn.scalars(select(family.c.id)))
    carry(conn, moving, to_thread)
    for thread_id in (from_thread, to_thread):
        recount(conn, thread_id)
    if not conn.scalar(select(func.count()).select_from(posts).where(posts.c.thread_id == from_thread)):
        conn.execute(update(threads).where(threads.c.id == from_thread).values(merged_into=to_thread))
    return moving


def carry(conn: Connection, moving: Sequence[int], to_thread: int) -> None:
    """These posts, their mailings and the digest items that stand for them are of that thread from now on."""
    conn.execute(update(posts).where(posts.c.id.in_(moving)).values(thread_id=to_thread))
    conn.execute(update(mailings).where(mailings.c.post_id.in_(moving)).values(thread_id=to_thread))
    conn.execute(update(digest_items).where(digest_items.c.post_id.in_(moving)).values(thread_id=to_thread))


def recount(conn: Connection, thread_id: int) -> None:
    """Count a thread's visible posts and its dates again."""
    row = conn.execute(
        select(func.count(), func.min(posts.c.posted_at), func.max(posts.c.posted_at))
        .where(posts.c.thread_id == thread_id, posts.c.seq.is_not(None), posts.c.hidden_at.is_(None))
    ).one()  # fmt: skip
    values: dict[str, object] = {"posts": row[0]}
    if row[1] is not None:
        values |= {"started_at": row[1], "last_at": row[2]}
    conn.execute(update(threads).where(threads.c.id == thread_id).values(values))
