"""The one road to a post: placed, stored and owed in the caller's transaction. Mail, web and release all come here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
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
    Named,
    Place,
    Sign,
    is_reply_subject,
    place,
    plain_subject,
    subject_key,
)
from mailcop.model import known_ids, mailings, posts
from mailcop.prepared import Prepared
from mailcop.reading.letter import Letter
from mailcop.reading.quoted import Words, has_quotation, words_of
from mailcop.words import MailingKind, MailingState

POST_LIFE = timedelta(days=5)  # how long the letters of a post are tried


_POST = Prepared(
    insert(posts).returning(posts.c.id),
    *("forum_id", "thread_id", "seq", "parent_id", "mail_id", "member_id", "author_name", "author_address"),
    *("message_id", "own_message_id", "reference_ids", "subject", "visible_text", "folds", "html", "language"),
    *("claimed_at", "posted_at", "visible_at", "is_archived", "evidence"),
)
_MAILING = Prepared(
    insert(mailings),
    *("kind", "key", "state", "subject", "forum_id", "post_id", "thread_id", "facts", "audience"),
    *("expanded_through", "created_at", "due_at", "expires_at"),
)
_ID = ("forum_id", "message_id", "post_id")
_REMEMBER = {  # who holds an id first keeps it
    "sqlite": Prepared(sqlite.insert(known_ids).on_conflict_do_nothing(), *_ID),
    "postgresql": Prepared(postgresql.insert(known_ids).on_conflict_do_nothing(), *_ID),
}


_NO_QUOTATION = Words("", (), "", False)


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
    named = Named(letter.in_reply_to, letter.references, letter.thread_index)
    where = _place(conn, forum, letter, author, named, token, at)
    thread_id = where.thread_id or _begin(conn, forum, letter, at)
    seq, through = next_seq(conn, forum.id)
    own = f"<{secrets.token_hex(16)}@{domain}>"
    post_id = _POST.made(
        conn,
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
            "reference_ids": named.as_json(),
            "subject": letter.subject,
            "visible_text": letter.visible_text,
            "folds": [{"kind": one.kind, "text": one.text, "position": one.position} for one in letter.folds],
            "html": letter.html,
            "language": letter.language,
            "claimed_at": letter.date,
            "posted_at": at,
            "visible_at": now,
            "is_archived": not is_owed,
            "evidence": [as_told(one) for one in where.evidence],
        },
    )
    keep_attachments(conn, post_id, letter.attachments)
    if where.thread_id is not None:
        threads.count_post(conn, thread_id, at)
    _remember(conn, forum.id, Known(post_id, thread_id), letter, own, where, named)
    if is_owed:
        owe_post(conn, forum.id, Known(post_id, thread_id), seq, through, letter.subject, now)
    deciding = where.evidence[0].kind if where.evidence else "new"
    return Posted(post_id, thread_id, seq, own, deciding)


def owe_post(conn: Connection, forum_id: int, post: Known, seq: int, through: int, subject: str, now: datetime) -> None:
    """One mailing with its audience as of now: subscriptions to `each` up to the last one made."""
    _MAILING.run(
        conn,
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
    conn: Connection, forum: Forum, letter: Letter, author: Author, named: Named, token: Known | None, at: datetime
) -> Place:
    """One statement for a mail that names others; more only where nobody has seen those, or it quotes or says re."""
    ids = list(named.nearest_first())
    known = threads.known_by(conn, forum.id, ids)
    is_placed = token is not None or bool(known)
    words = Words("", (), "", _quotes(letter)) if is_placed else _words(letter)
    sign = Sign(named, letter.subject, threads.author_key(author.address, author.name), at, words)
    if is_placed:
        return place(sign, token=token, known=known)
    beside = threads.beside_by(conn, forum.id, ids)
    is_answer = words.has_quotation or is_reply_subject(letter.subject)
    recent = threads.recent_for(conn, forum.id, sign) if is_answer else []
    return place(sign, token=None, known={}, recent=recent, beside=beside)


def _words(letter: Letter) -> Words:
    """The letter's words, where it quotes any: most mails that begin a thread do not."""
    return words_of(letter.visible_text, letter.folds) if _quotes(letter) else _NO_QUOTATION


def _quotes(letter: Letter) -> bool:
    return has_quotation(letter.visible_text, letter.folds)


def _begin(conn: Connection, forum: Forum, letter: Letter, at: datetime) -> int:
    key = subject_key(letter.subject)
    return threads.begin_thread(conn, forum.id, plain_subject(letter.subject), key, letter.language, at)


def _remember(
    conn: Connection, forum_id: int, post: Known, letter: Letter, own: str, where: Place, named: Named
) -> None:
    """By which ids the post may be named, whom it waits for, and who has waited for it."""
    ids = list(dict.fromkeys(name for name in (own, letter.message_id[:998], *named.thread_index[:1]) if name))
    rows = [{"forum_id": forum_id, "message_id": name, "post_id": post.post_id} for name in ids]
    _REMEMBER[conn.dialect.name].run(conn, *rows)
    threads.await_parents(conn, forum_id, post.post_id, [name for name in where.awaited if name not in ids])
    threads.bring_home(conn, forum_id, Known(post.post_id, post.thread_id, subject_key(letter.subject)), ids)


def as_told(one: Evidence) -> dict[str, object]:
    """Evidence as the table keeps it."""
    return {"kind": one.kind, "score": one.score, "post": one.post.post_id, "words": one.words}
