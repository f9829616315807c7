"""Mail that waits, for a person or for a mended mailcop: seen, let go, sent back, tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.addresses import AddressBook, address_key
from mailcop.blobs import Blobs
from mailcop.community import threads
from mailcop.community.forums import Forum, forum_of
from mailcop.community.members import Writer, member_of, writer_at
from mailcop.community.placing import Known
from mailcop.community.publishing import Author, Posted, publish
from mailcop.model import bounds, decisions, forums, mails, receptions
from mailcop.reading.letter import Letter
from mailcop.reading.reader import read
from mailcop.words import Destination, Fate, Policy, Purpose, Token, Where
from mailcop.writing.facts import HeldFacts

#: The reason of a mail that was written to the people who run a forum, or the place: no reader ever sees it.
FOR_FACILITATORS = "for-facilitators"


class NotHeld(ValueError):
    """The reception asked for waits for nobody, with the reason."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One held or quarantined reception, for the list."""

    id: int
    fate: Fate
    reason: str
    destination: str
    from_address: str
    subject: str
    received_at: datetime
    forum: str


def waiting(conn: Connection) -> Sequence[Waiting]:
    """All that waits, oldest first; subjects are read from the mail itself."""
    rows = conn.execute(
        select(
            receptions.c.id, receptions.c.fate, receptions.c.reason, receptions.c.destination, mails.c.from_address,
            mails.c.raw, mails.c.received_at, forums.c.name,
        )
        .join(mails, mails.c.id == receptions.c.mail_id)
        .outerjoin(forums, forums.c.id == receptions.c.forum_id)
        .where(receptions.c.fate.in_([Fate.HELD, Fate.QUARANTINED]))
        .order_by(receptions.c.id)
    )  # fmt: skip
    return [
        Waiting(
            row.id, Fate(row.fate), row.reason, row.destination, row.from_address,
            read(row.raw).subject if row.raw is not None else "", row.received_at, row.name or "",
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A reception that waits, with its mail read again."""

    id: int
    mail_id: int
    forum: Forum | None
    destination: str
    reason: str
    letter: Letter
    raw: bytes
    received_at: datetime
    writer: Writer | None


def held(conn: Connection, blobs: Blobs, reception_id: int, fate: Fate = Fate.HELD) -> Held:
    """The waiting reception of this id; raises `NotHeld`. Its row is locked against a colleague's answer."""
    query = (
        select(
            receptions.c.id, receptions.c.mail_id, receptions.c.forum_id, receptions.c.destination, receptions.c.fate,
            receptions.c.reason, mails.c.raw, mails.c.sha256, mails.c.received_at,
        )
        .join(mails, mails.c.id == receptions.c.mail_id)
        .where(receptions.c.id == reception_id)
        .with_for_update(of=receptions)
    )  # fmt: skip
    row = conn.execute(query).first()
    if row is None:
        raise NotHeld(f"there is no reception {reception_id}")
    if row.fate != fate:
        raise NotHeld(f"reception {reception_id} is {row.fate}, expected {fate}")
    raw = row.raw if row.raw is not None else blobs.get(row.sha256)
    if raw is None:
        raise NotHeld(f"the mail of reception {reception_id} has been swept")
    letter = read(raw)
    forum = forum_of(conn, row.forum_id) if row.forum_id is not None else None
    writer = writer_at(conn, letter.from_.address, row.forum_id) if letter.from_ else None
    return Held(row.id, row.mail_id, forum, row.destination, row.reason, letter, raw, row.received_at, writer)


def may_be_post(forum: Forum | None, place: Destination | None, reason: str) -> bool:
    """True for held mail that was meant for the readers of a forum: nothing else is ever published."""
    if forum is None or place is None or reason == FOR_FACILITATORS:
        return False
    if place.token is not None:
        return place.token.purpose in (Purpose.REPLY, Purpose.ITEM)
    return place.where in (Where.FORUM, Where.DIGEST)


def author_of(letter: Letter, writer: Writer | None) -> Author:
    """The account's name where there is one: a display name is nobody's proof."""
    if writer is not None:
        return Author(writer.member.name, writer.member.address, writer.member.id)
    address = letter.from_.address if letter.from_ else ""
    return Author(letter.sender_name or address.partition("@")[0], address)


def about(one: Held) -> HeldFacts:
    """The mail as a notice about it shows it."""
    who = author_of(one.letter, one.writer).name
    return HeldFacts(one.letter.subject, one.letter.visible_text, one.received_at, who, one.letter.language)


def release(
    conn: Connection, book: AddressBook, one: Held, now: datetime, *, by: int | None = None, note: str = ""
) -> Posted:
    """Publish a held mail as its author's post; it becomes visible now. In an `open` forum its author is trusted."""
    place = book.decode(one.destination)
    if one.forum is None or not may_be_post(one.forum, place, one.reason):
        raise NotHeld(f"reception {one.id} was not for a forum's readers: send it back, or answer it yourself")
    token = parent_of(conn, place.token, one.forum.id) if place and place.token else None
    posted = publish(
        conn, one.forum, one.letter, author_of(one.letter, one.writer), domain=book.domain, now=now,
        mail_id=one.mail_id, token=token, received_at=one.received_at,
    )  # fmt: skip
    settle(conn, one.id, Fate.HELD, Fate.POSTED, now, by=by, note=note, post_id=posted.post_id)
    if one.forum.policy is Policy.OPEN and one.letter.from_ is not None:
        trust(conn, one.letter.from_.address, one.forum)
    return posted


def settle(
    conn: Connection,
    reception_id: int,
    was: Fate,
    became: Fate,
    now: datetime,
    *,
    by: int | None = None,
    note: str = "",
    post_id: int | None = None,
    reason: str = "",
) -> None:
    """Move a waiting reception to its fate and keep who decided; raises `NotHeld` where a colleague was quicker."""
    moved = conn.execute(
        update(receptions)
        .where(receptions.c.id == reception_id, receptions.c.fate == was)
        .values(fate=became, post_id=post_id, reason=reason or f"was {was}", decided_at=now)
    )
    if moved.rowcount != 1:
        raise NotHeld(f"reception {reception_id} was answered meanwhile")
    values = {
        "reception_id": reception_id,
        "was": was,
        "became": became,
        "member_id": by,
        "note": note,
        "decided_at": now,
    }
    conn.execute(insert(decisions).values(values))


def trust(conn: Connection, address: str, forum: Forum) -> None:
    """This address may post in this `open` forum from now on."""
    make = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    row = {"kind": "trusted", "subject": address_key(address), "period": forum.name[:24]}
    conn.execute(make(bounds).values(row).on_conflict_do_nothing())


def is_trusted(conn: Connection, address: str, forum: Forum) -> bool:
    """True where a person let this address through in this forum."""
    query = select(bounds.c.kind).where(
        bounds.c.kind == "trusted", bounds.c.subject == address_key(address), bounds.c.period == forum.name[:24]
    )
    return conn.execute(query).first() is not None


def parent_of(conn: Connection, token: Token | None, forum_id: int) -> Known | None:
    """The post that a reply token leads to, within this forum; None where its letter was about no post."""
    if token is None or token.purpose not in (Purpose.REPLY, Purpose.ITEM):
        return None
    mailing_id = threads.mailing_of(conn, token.id)
    if mailing_id is None:
        return None
    return threads.post_of_mailing(conn, mailing_id, forum_id, token.item if token.purpose is Purpose.ITEM else 0)


def member_name(conn: Connection, member_id: int | None) -> str:
    """Who decided, for a colleague's notice; the operator where it was nobody's account."""
    found = member_of(conn, member_id) if member_id is not None else None
    return found.name if found else ""
