"""The one road to a post: placed, stored and owed in the caller's transaction. Mail, web and release all come here."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.community import threads
from mailcop.community.archive import keep_attachments
from mailcop.community.forums import Forum, next_seq
from mailcop.community.placing import (
    Evidence,
    Known,
    Place,
    is_reply_subject,
    nearest_first,
    place,
    plain_subject,
    subject_key,
)
from mailcop.model import known_ids, mailings, posts
from mailcop.reading.letter import Letter
from mailcop.words import MailingKind, MailingState

POST_LIFE = timedelta(days=5)  # how long the letters of a post are tried


_POST = insert(posts).returning(posts.c.id)
_MAILING = insert(mailings)
_REMEMBER = {  # who holds an id first keeps it
    "sqlite": sqlite.insert(known_ids).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(known_ids).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Author:
    """Whose post it is: the account's name, or the letter's for one who is no member."""

    name: str
    address: str
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A post that stands."""

    post_id: int
    thread_id: int
    seq: int
    own_message_id: str
    evidence: str  # the deciding kind, "new" for a thread of its own


def publish(
    conn: Connection,
    forum: Forum,
    letter: Letter,
    author: Author,
    *,
    domain: str,
    now: datetime,
    mail_id: int | None = None,
    token: Known | None = None,
    received_at: datetime | None = None,
    is_owed: bool = True,
) -> Posted:
    """Place the letter, keep it as a post and, unless it is an import, owe it to those who read each post."""
    at = received_at or now
    named = nearest_first(letter.in_reply_to, letter.references)
    where = _place(conn, forum, letter, author, named, token, at)
    thread_id = where.parent.thread_id if where.parent else _begin(conn, forum, letter, at)
    seq, through = next_seq(conn, forum.id)
    own = f"<{secrets.token_hex(16)}@{domain}>"
    post_id = conn.execute(
        _POST,
        {
            "forum_id": forum.id,
            "thread_id": thread_id,
            "seq": seq,
            "parent_id": where.parent.post_id if where.parent else None,
            "mail_id": mail_id,
            "member_id": author.member_id,
            "author_name": author.name,
            "author_address": author.address,
            "message_id": letter.message_id,
            "own_message_id": own,
            "reference_ids": list(named),
            "subject": letter.subject,
            "visible_text": letter.visible_text,
            "folds": [asdict(fold) for fold in letter.folds],
            "html": letter.html,
            "language": letter.language,
            "claimed_at": letter.date,
            "posted_at": at,
            "visible_at": now,
            "is_archived": not is_owed,
            "evidence": [_told(one) for one in where.evidence],
        },
    ).scalar_one()
    keep_attachments(conn, post_id, letter.attachments)
    if where.parent:
        threads.count_post(conn, thread_id, at)
    _remember(conn, forum.id, Known(post_id, thread_id), letter, own, where)
    if is_owed:
        owe_post(conn, forum.id, Known(post_id, thread_id), seq, through, letter.subject, now)
    deciding = where.evidence[0].kind if where.evidence else "new"
    return Posted(post_id, thread_id, seq, own, deciding)


def owe_post(conn: Connection, forum_id: int, post: Known, seq: int, through: int, subject: str, now: datetime) -> None:
    """One mailing with its audience as of now: subscriptions to `each` up to the last one made."""
    conn.execute(
        _MAILING,
        {
            "kind": MailingKind.POST,
            "key": f"post:{post.post_id}",
            "state": MailingState.OPEN if through else MailingState.EXPANDED,  # nobody reads each post
            "subject": subject,
            "forum_id": forum_id,
            "post_id": post.post_id,
            "thread_id": post.thread_id,
            "facts": {},
            "audience": {"to": "each", "through": through, "seq": seq},
            "expanded_through": 0,
            "created_at": now,
            "due_at": now,
            "expires_at": now + POST_LIFE,
        },
    )


def _place(
    conn: Connection,
    forum: Forum,
    letter: Letter,
    author: Author,
    named: Sequence[str],
    token: Known | None,
    at: datetime,
) -> Place:
    known = threads.known_by(conn, forum.id, named)
    recent = []
    if token is None and not known and is_reply_subject(letter.subject):
        recent = threads.recent_with(conn, forum.id, subject_key(letter.subject), author.member_id, author.name)
    return place(
        token=token,
        named=named,
        known=known,
        subject=letter.subject,
        recent=recent,
        at=at,
        is_in_reply_to=max(1, len(letter.in_reply_to)),
    )


def _begin(conn: Connection, forum: Forum, letter: Letter, at: datetime) -> int:
    key = subject_key(letter.subject)
    return threads.begin_thread(conn, forum.id, plain_subject(letter.subject), key, letter.language, at)


def _remember(conn: Connection, forum_id: int, post: Known, letter: Letter, own: str, where: Place) -> None:
    """By which ids the post may be named, whom it waits for, and who has waited for it."""
    ids = [own] if letter.message_id in ("", own) else [own, letter.message_id[:998]]
    rows = [{"forum_id": forum_id, "message_id": name, "post_id": post.post_id} for name in ids]
    conn.execute(_REMEMBER[conn.dialect.name], rows)
    threads.await_parents(conn, forum_id, post.post_id, [name[:998] for name in where.awaited if name not in ids])
    threads.bring_home(conn, forum_id, post, ids)


def _told(one: Evidence) -> dict[str, object]:
    return {"kind": one.kind, "score": one.score, "post": one.parent.post_id, "words": one.words}
