"""Threads on tables: the look-ups that placing weighs, orphans brought home, threads joined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from mailcop.community.placing import Known, Recent
from mailcop.model import Instant, awaited_ids, deliveries, digest_items, known_ids, mailings, posts, threads

_LONGEST_CHAIN = 1_000
_KNOWN = (
    select(known_ids.c.message_id, posts.c.id, posts.c.thread_id)
    .join(posts, posts.c.id == known_ids.c.post_id)
    .where(known_ids.c.forum_id == bindparam("in_forum"))
    .where(known_ids.c.message_id.in_(bindparam("named", expanding=True)))
)


def known_by(conn: Connection, forum_id: int, named: Sequence[str]) -> dict[str, Known]:
    """Which of these ids are posts of this forum; an id of another forum is no evidence (rule 5)."""
    if not named:
        return {}
    rows = conn.execute(_KNOWN, {"in_forum": forum_id, "named": list(named)})
    return {row.message_id: Known(row.id, row.thread_id) for row in rows}


def recent_with(conn: Connection, forum_id: int, subject_key: str, member_id: int | None, name: str) -> list[Recent]:
    """The threads of a forum with this subject key, the latest first, at most five."""
    if not subject_key:
        return []
    rows = conn.execute(
        select(threads.c.id, threads.c.last_at)
        .where(threads.c.forum_id == forum_id, threads.c.subject_key == subject_key, threads.c.merged_into.is_(None))
        .order_by(threads.c.last_at.desc())
        .limit(5)
    ).all()
    found = []
    for row in rows:
        own = (posts.c.member_id == member_id) if member_id is not None else (posts.c.author_name == name)
        part = conn.execute(select(posts.c.id).where(posts.c.thread_id == row.id, own).limit(1)).first()
        last = conn.scalar(select(func.max(posts.c.id)).where(posts.c.thread_id == row.id))
        if last is not None:
            found.append(Recent(row.id, last, row.last_at, part is not None))
    return found


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


_BEGIN = insert(threads).returning(threads.c.id)
_COUNT = (
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
    made: int = conn.execute(_BEGIN, values).scalar_one()
    return made


def count_post(conn: Connection, thread_id: int, at: datetime) -> None:
    """One more visible post in the thread."""
    conn.execute(_COUNT, {"of": thread_id, "at": at})


def await_parents(conn: Connection, forum_id: int, post_id: int, ids: Sequence[str]) -> None:
    """Remember which nearer parents this post names that nobody has seen yet."""
    if ids:
        conn.execute(
            insert(awaited_ids), [{"forum_id": forum_id, "message_id": name, "post_id": post_id} for name in ids]
        )


_WAITING = (
    select(awaited_ids.c.post_id, awaited_ids.c.message_id, posts.c.reference_ids)
    .join(posts, posts.c.id == awaited_ids.c.post_id)
    .where(
        awaited_ids.c.forum_id == bindparam("forum_id"),
        or_(awaited_ids.c.message_id == bindparam("one"), awaited_ids.c.message_id == bindparam("other")),
    )
    .order_by(awaited_ids.c.post_id)
)


def bring_home(conn: Connection, forum_id: int, parent: Known, ids: Sequence[str]) -> int:
    """A post came that others had named as their parent: they move under it, their threads with them."""
    one, other = (ids[0], ids[-1])
    waiting = conn.execute(_WAITING, {"forum_id": forum_id, "one": one, "other": other}).all()
    moved = 0
    for child in waiting:
        _forget_farther(conn, forum_id, child.post_id, child.message_id, child.reference_ids)
        if child.post_id == parent.post_id or _is_above(conn, child.post_id, parent.post_id):
            continue
        evidence = [{"kind": "came-later", "score": 85, "words": child.message_id, "post": parent.post_id}]
        conn.execute(
            update(posts).where(posts.c.id == child.post_id).values(parent_id=parent.post_id, evidence=evidence)
        )
        here = conn.scalar(select(posts.c.thread_id).where(posts.c.id == parent.post_id))
        child_thread = conn.scalar(select(posts.c.thread_id).where(posts.c.id == child.post_id))
        if here is not None and child_thread is not None and here != child_thread:
            _follow(conn, child.post_id, child_thread, here)
        moved += 1
    return moved


def _forget_farther(conn: Connection, forum_id: int, post_id: int, found: str, named: Sequence[str]) -> None:
    """`named` is nearest first: what is farther than the one found need not be awaited any more."""
    farther = list(named[named.index(found) :]) if found in named else [found]
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


def _follow(conn: Connection, root: int, from_thread: int, to_thread: int) -> None:
    """Move a post and its descendants to another thread; a thread that is left empty is merged into it."""
    family = select(posts.c.id).where(posts.c.id == root).cte("family", recursive=True)
    family = family.union(select(posts.c.id).join(family, posts.c.parent_id == family.c.id))
    moving = list(conn.scalars(select(family.c.id)))
    conn.execute(update(posts).where(posts.c.id.in_(moving)).values(thread_id=to_thread))
    conn.execute(update(mailings).where(mailings.c.post_id.in_(moving)).values(thread_id=to_thread))
    conn.execute(update(digest_items).where(digest_items.c.post_id.in_(moving)).values(thread_id=to_thread))
    for thread_id in (from_thread, to_thread):
        recount(conn, thread_id)
    if not conn.scalar(select(func.count()).select_from(posts).where(posts.c.thread_id == from_thread)):
        conn.execute(update(threads).where(threads.c.id == from_thread).values(merged_into=to_thread))


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
