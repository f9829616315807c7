"""What a facilitator corrects: a post and its answers split off, two threads made one, a thread moved to another forum.

The evidence says so, and neither a parent that comes later nor an import undoes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, update
from sqlalchemy.engine import Connection

from mailcop.community.placing import plain_subject, subject_key
from mailcop.community.threads import begin_thread, carry, follow, known_by, recount
from mailcop.model import awaited_ids, digest_items, events, forums, known_ids, mailings, posts, threads
from mailcop.prepared import Prepared

_ITEM = and_(digest_items.c.mailing_id == mailings.c.id, digest_items.c.number == bindparam("number"))
_LEADS_TO = Prepared(
    select(func.coalesce(posts.c.forum_id, threads.c.forum_id))
    .select_from(mailings)
    .outerjoin(digest_items, _ITEM)
    .outerjoin(posts, posts.c.id == func.coalesce(digest_items.c.post_id, mailings.c.post_id))
    .outerjoin(threads, threads.c.id == func.coalesce(digest_items.c.thread_id, mailings.c.thread_id))
    .where(mailings.c.id == bindparam("of"))
)


class NotMoved(ValueError):
    """What was asked can't be done, with the reason."""


def split(conn: Connection, post_id: int, *, subject: str = "") -> int:
    """Let a post begin a thread of its own, its descendants and what was sent of them with it; returns that thread.

    `subject` is the new thread's title, by default the post's own subject. Raises `NotMoved` where it begins its
    thread already.
    """
    post = _post(conn, post_id)
    others = select(func.count()).select_from(posts).where(posts.c.thread_id == post.thread_id)
    first = _first(conn, post.thread_id)
    if first == post_id or conn.scalar(others) == 1:
        raise NotMoved(f"post {post_id} begins its thread already")
    title = subject.strip() or plain_subject(post.subject)
    made = begin_thread(conn, post.forum_id, title, subject_key(title), post.language, post.posted_at)
    _fix(conn, post_id, None, "split")
    follow(conn, [post_id], post.thread_id, made)
    return made


def merge(conn: Connection, thread_id: int, into: int) -> int:
    """Make one thread of two of a forum; the first keeps its address, which leads to the other. Returns posts moved.

    What began the thread stands beside the posts of the other, without a parent. Raises `NotMoved`.
    """
    one, other = _thread(conn, thread_id), _thread(conn, into)
    if one.id == other.id:
        raise NotMoved(f"thread {thread_id} is that thread already")
    if one.forum_id != other.forum_id:
        raise NotMoved(f"thread {thread_id} is of another forum: move it first")
    first = _first(conn, other.id)
    rows = conn.execute(select(posts.c.id, posts.c.parent_id).where(posts.c.thread_id == one.id)).all()
    for row in rows:
        if row.parent_id is None:
            _fix(conn, row.id, first, "merged")
    carry(conn, [row.id for row in rows], other.id)
    _lead_to(conn, one.id, other.id)
    recount(conn, one.id)
    recount(conn, other.id)
    return len(rows)


def move(conn: Connection, thread_id: int, forum_id: int, *, is_news: bool = False) -> int:
    """Move a thread to another forum; returns posts moved. Raises `NotMoved`.

    Every post takes a new seq there, in the order of dates; it is in no digest of that forum unless `is_news`. Ids by
    which its posts are known lead to them from there on; an id that a post of that forum bears already leads to that.
    """
    thread = _thread(conn, thread_id)
    if thread.forum_id == forum_id:
        raise NotMoved(f"thread {thread_id} is in that forum already")
    if conn.scalar(select(forums.c.id).where(forums.c.id == forum_id)) is None:
        raise NotMoved(f"there is no forum {forum_id}")
    rows = conn.execute(
        select(posts.c.id, posts.c.seq, posts.c.parent_id)
        .where(posts.c.thread_id == thread.id)
        .order_by(posts.c.posted_at, posts.c.id)
    ).all()
    conn.execute(update(threads).where(threads.c.id == thread.id).values(forum_id=forum_id))
    _number(conn, [row.id for row in rows if row.seq is not None], forum_id, is_news)
    moved = [row.id for row in rows]
    conn.execute(update(posts).where(posts.c.id.in_(moved)).values(forum_id=forum_id))
    _carry_names(conn, moved, thread.forum_id, forum_id)
    for row in rows:
        if row.parent_id is None:
            _fix(conn, row.id, _first(conn, thread.id) if row.id != moved[0] else None, "moved")
    return len(rows)


def leads_to(conn: Connection, mailing_id: int, number: int = 0) -> int | None:
    """The forum in which what a letter was about stands now: the post of a digest's item, else the post or the thread.

    None for a letter about none of these: a digest without the number of an item, a letter to everyone.
    """
    row = _LEADS_TO.row(conn, {"of": mailing_id, "number": number})
    return row[0] if row else None


def thread_now(conn: Connection, thread_id: int) -> int:
    """The thread, or the one that it was merged into. Raises `NotMoved` where there is none."""
    return int(_present(conn, thread_id).id)


def post_named(conn: Connection, forum_id: int, message_id: str) -> int:
    """The post of a forum that an id leads to, with or without its brackets. Raises `NotMoved`."""
    name = f"<{message_id.strip().strip('<>')}>"
    found = known_by(conn, forum_id, [name]).get(name)
    if found is None:
        raise NotMoved(f"no post of that forum is known as {name}")
    return found.post_id


def _number(conn: Connection, ids: Sequence[int], forum_id: int, is_news: bool) -> None:
    """Seqs of the other forum; the old ones are let go first, so that no two posts ever share one."""
    if not ids:
        return
    last = conn.execute(
        update(forums)
        .where(forums.c.id == forum_id)
        .values(last_seq=forums.c.last_seq + len(ids))
        .returning(forums.c.last_seq)
    ).scalar_one()
    conn.execute(update(posts).where(posts.c.id.in_(ids)).values(seq=None))
    number = update(posts).where(posts.c.id == bindparam("of")).values(seq=bindparam("number"), forum_id=forum_id)
    if not is_news:
        number = number.values(is_archived=True)
    begin = last - len(ids) + 1
    conn.execute(number, [{"of": one, "number": begin + n} for n, one in enumerate(ids)])


def _carry_names(conn: Connection, ids: Sequence[int], was: int, forum_id: int) -> None:
    taken = select(known_ids.c.message_id).where(known_ids.c.forum_id == forum_id)
    mine = (known_ids.c.forum_id == was, known_ids.c.post_id.in_(ids))
    conn.execute(delete(known_ids).where(*mine, known_ids.c.message_id.in_(taken)))
    conn.execute(update(known_ids).where(*mine).values(forum_id=forum_id))
    conn.execute(delete(awaited_ids).where(awaited_ids.c.forum_id == was, awaited_ids.c.post_id.in_(ids)))


def _lead_to(conn: Connection, thread_id: int, to: int) -> None:
    """Whatever leads to the first thread leads to the second: letters, digest items, dates, threads merged earlier."""
    for table in (mailings, digest_items, events):
        conn.execute(update(table).where(table.c.thread_id == thread_id).values(thread_id=to))
    conn.execute(update(threads).where(threads.c.merged_into == thread_id).values(merged_into=to))
    conn.execute(update(threads).where(threads.c.id == thread_id).values(merged_into=to))


def _fix(conn: Connection, post_id: int, other: int | None, words: str) -> None:
    """The post has no parent because a facilitator said so; the evidence there was stays behind it."""
    row = conn.execute(select(posts.c.evidence).where(posts.c.id == post_id)).one()
    before = [one for one in row.evidence if one.get("kind") != "facilitator"]
    evidence = [{"kind": "facilitator", "score": 100, "post": other, "words": words}, *before]
    conn.execute(update(posts).where(posts.c.id == post_id).values(parent_id=None, evidence=evidence))
    conn.execute(delete(awaited_ids).where(awaited_ids.c.post_id == post_id))


def _post(conn: Connection, post_id: int) -> Any:
    columns = (posts.c.thread_id, posts.c.forum_id, posts.c.subject, posts.c.language, posts.c.posted_at)
    row = conn.execute(select(*columns).where(posts.c.id == post_id)).first()
    if row is None:
        raise NotMoved(f"there is no post {post_id}")
    return row


def _thread(conn: Connection, thread_id: int) -> Any:
    """The thread's row, or that of the one it was merged into. Its forum's row is held until the end."""
    row = _present(conn, thread_id)
    conn.execute(select(forums.c.id).where(forums.c.id == row.forum_id).with_for_update())
    return row


def _present(conn: Connection, thread_id: int) -> Any:
    seen: set[int] = set()
    at: int | None = thread_id
    while at is not None and at not in seen:
        seen.add(at)
        row = conn.execute(
            select(threads.c.id, threads.c.forum_id, threads.c.merged_into).where(threads.c.id == at)
        ).first()
        if row is None:
            break
        if row.merged_into is None:
            return row
        at = row.merged_into
    raise NotMoved(f"there is no thread {thread_id}")


def _first(conn: Connection, thread_id: int) -> int | None:
    """The post that begins a thread: the first without a parent in it."""
    found: int | None = conn.scalar(
        select(posts.c.id)
        .where(posts.c.thread_id == thread_id)
        .order_by(posts.c.parent_id.is_not(None), posts.c.posted_at, posts.c.id)
        .limit(1)
    )
    return found
