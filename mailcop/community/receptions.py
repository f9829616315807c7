"""Receptions: one mail at one destination, each with exactly one fate; the keys that absorb repeats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from mailcop.blobs import SMALL_BYTES
from mailcop.model import mails, receptions
from mailcop.prepared import Prepared
from mailcop.reading.letter import Letter
from mailcop.words import Envelope, Fate, Reply

Follow = Callable[[Connection, int], None]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one reception, and the answer that its sender gets.

    `follow` runs after the reception has its id: what is owed because of it and leads back to it.
    """

    fate: Fate
    reply: Reply
    reason: str = ""
    forum_id: int | None = None
    member_id: int | None = None
    post_id: int | None = None
    duplicate_of: int | None = None
    is_other_words: bool = False  # a Message-ID seen before with other words: its key holds the words too
    follow: tuple[Follow, ...] = ()


_KEEP_MAIL = Prepared(
    insert(mails).returning(mails.c.id),
    *("raw", "sha256", "size_bytes", "envelope_from", "peer", "door", "helo", "is_trusted", "message_id"),
    *("from_address", "received_at"),
)
_FILE = Prepared(
    insert(receptions).returning(receptions.c.id),
    *("mail_id", "destination", "forum_id", "member_id", "fate", "reason", "first_key", "content_key"),
    *("duplicate_of", "code", "answer", "post_id", "decided_at"),
)
_EARLIER = Prepared(
    select(
        receptions.c.id, receptions.c.first_key, receptions.c.content_key, receptions.c.answer, receptions.c.forum_id
    ).where(or_(receptions.c.first_key == bindparam("plain"), receptions.c.first_key == bindparam("exact")))
)


def keep_mail(conn: Connection, raw: bytes, letter: Letter | None, envelope: Envelope, now: datetime) -> int:
    """The raw mail's row: small bytes in it, large ones in the blob store under its hash."""
    return _KEEP_MAIL.made(
        conn,
        {
            "raw": raw if len(raw) <= SMALL_BYTES else None,
            "sha256": letter.sha256 if letter else hashlib.sha256(raw).hexdigest(),
            "size_bytes": len(raw),
            "envelope_from": envelope.sender,
            "peer": envelope.peer,
            "door": envelope.door,
            "helo": envelope.helo,
            "is_trusted": envelope.is_trusted,
            "message_id": letter.message_id if letter else "",
            "from_address": letter.from_.address if letter and letter.from_ else "",
            "received_at": now,
        },
    )


def first_key(address: str, message_id: str, content_key: str = "") -> str:
    """What makes two receptions repeats of one another: destination and Message-ID."""
    return hashlib.sha256(f"{address.lower()}\0{message_id}\0{content_key}".encode()).hexdigest()


def file_reception(
    conn: Connection, mail_id: int, address: str, letter: Letter | None, decision: Decision, now: datetime
) -> int:
    """The reception's row with its one fate. What was acknowledged holds the key that absorbs repeats."""
    key = None
    if letter is not None and decision.reply.code < 400 and decision.duplicate_of is None:
        key = first_key(address, letter.message_id, letter.content_key if decision.is_other_words else "")
    made = _FILE.made(
        conn,
        {
            "mail_id": mail_id,
            "destination": address.lower()[:320],
            "forum_id": decision.forum_id,
            "member_id": decision.member_id,
            "fate": decision.fate,
            "reason": decision.reason,
            "first_key": key,
            "content_key": letter.content_key if letter else "",
            "duplicate_of": decision.duplicate_of,
            "code": decision.reply.code,
            "answer": decision.reply.line(),
            "post_id": decision.post_id,
            "decided_at": now,
        },
    )
    for follow in decision.follow:
        follow(conn, made)
    return made


@dataclass(frozen=True, slots=True)
class Earlier:
    """An acknowledged reception of the same Message-ID at the same destination."""

    id: int
    is_same: bool  # the same words as well
    reply: Reply
    forum_id: int | None


def earlier(conn: Connection, address: str, letter: Letter) -> Earlier | None:
    """The reception that this one repeats, or whose Message-ID it uses for other words."""
    plain = first_key(address, letter.message_id)
    exact = first_key(address, letter.message_id, letter.content_key)
    rows = _EARLIER.rows(conn, {"plain": plain, "exact": exact})
    same = [row for row in rows if row[1] == exact or row[2] == letter.content_key]
    for found, _, _, answer, forum_id in same or rows:
        code, _, rest = answer.partition(" ")
        status, _, text = rest.partition(" ")
        return Earlier(found, bool(same), Reply(int(code), status, text), forum_id)
    return None


def envelope_of(conn: Connection, mail_id: int) -> Envelope:
    """The envelope as its door wrote it down."""
    row = conn.execute(
        select(mails.c.envelope_from, mails.c.peer, mails.c.door, mails.c.helo, mails.c.is_trusted)
        .where(mails.c.id == mail_id)
    ).one()  # fmt: skip
    return Envelope(row.envelope_from, row.peer, row.door, row.helo, row.is_trusted, row.door == "imap")


def place_again(conn: Connection, reception_id: int, letter: Letter, address: str, decision: Decision) -> None:
    """What a later try found out about a reception that was quarantined."""
    conn.execute(
        update(receptions)
        .where(receptions.c.id == reception_id)
        .values(
            forum_id=decision.forum_id, member_id=decision.member_id, content_key=letter.content_key,
            first_key=first_key(address, letter.message_id) if decision.duplicate_of is None else None,
            duplicate_of=decision.duplicate_of,
        )
    )  # fmt: skip
    row = conn.execute(select(receptions.c.mail_id).where(receptions.c.id == reception_id)).one()
    sender = letter.from_.address if letter.from_ else ""
    conn.execute(
        update(mails).where(mails.c.id == row.mail_id).values(message_id=letter.message_id, from_address=sender)
    )


def fate_lines(conn: Connection, address: str = "") -> Iterator[dict[str, Any]]:
    """One object a reception in the order of arrival, as `mailcop fates --json` prints it; those of one sender."""
    query = (
        select(
            receptions.c.mail_id, mails.c.received_at, mails.c.message_id, mails.c.from_address,
            receptions.c.destination, receptions.c.fate, receptions.c.reason, receptions.c.id,
        )
        .join(mails, mails.c.id == receptions.c.mail_id)
        .order_by(receptions.c.id)
    )  # fmt: skip
    if address:
        query = query.where(func.lower(mails.c.from_address) == address.lower())
    for row in conn.execute(query.execution_options(yield_per=500)):
        yield {
            "mail": row.mail_id,
            "reception": row.id,
            "received_at": row.received_at.isoformat(),
            "message_id": row.message_id,
            "from": row.from_address,
            "destination": row.destination,
            "fate": row.fate,
            "reason": row.reason,
        }


def fate_counts(conn: Connection) -> dict[str, int]:
    """How many receptions have each fate; their sum is what was received."""
    rows = conn.execute(select(receptions.c.fate, func.count()).group_by(receptions.c.fate))
    found = {fate: count for fate, count in rows}
    return {fate.value: found.get(fate, 0) for fate in Fate}
