"""What needs an answer from the right person: a join, "was that you?", the number of a digest's item."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop import refusals
from mailcop.addresses import address_key
from mailcop.community import held, members, subscriptions
from mailcop.community.forums import forum_of
from mailcop.community.receptions import Decision
from mailcop.editions.notices import asked_in
from mailcop.inbound import facilitation
from mailcop.inbound.arriving import Arriving
from mailcop.model import bounds, pendings
from mailcop.reading.phrases import CommandWord, command_in
from mailcop.words import Delivery, Fate, Purpose, Reply, Token
from mailcop.writing.notice_kinds import NoticeKind

_JOIN_LIFE = timedelta(days=7)
_ASK_LIFE = timedelta(days=7)
_ENOUGH_WORDS = 8  # to tell a language by; "confirmar" and a name are too few
_CONFIRMING = {CommandWord.CONFIRM, CommandWord.YES, CommandWord.JOIN, CommandWord.OK}


def once(conn: Connection, kind: str, subject: str, period: str) -> bool:
    """True the first time; a bound that the database keeps (rule 2)."""
    make = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    row = {"kind": kind, "subject": subject, "period": period}
    inserted = make(bounds).values(row).on_conflict_do_nothing().returning(bounds.c.kind)
    return conn.execute(inserted).first() is not None


def ask_to_confirm_join(a: Arriving) -> Decision:
    """One confirmation a day to an address: whoever reads mail there answers, or nothing happens."""
    assert a.forum is not None
    key = address_key(a.sender.address)
    is_bounded = not once(a.conn, "join", key, a.now.date().isoformat())
    if is_bounded:
        return Decision(Fate.REFUSED, refusals.TOO_MANY_JOINS, "one confirmation a day", a.forum.id)
    values = {
        "kind": "join", "key": key, "address": a.sender.address, "name": a.letter.sender_name, "forum_id": a.forum.id,
        "created_at": a.now, "expires_at": a.now + _JOIN_LIFE,
    }  # fmt: skip
    made = a.conn.execute(insert(pendings).values(values).returning(pendings.c.id)).scalar_one()
    said = command_in(a.letter, a.now)
    # One word's own language is surer than a count of its letters.
    language = (said.language if said is not None else "") or a.letter.language
    asking = replace(a, letter=a.letter._replace(language=language))
    asking.tell(NoticeKind.JOIN_CONFIRM, f"pending:{made}", answers_to=Token(Purpose.CONFIRM, made))
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, "join: to be confirmed", a.forum.id)


def ask(a: Arriving) -> Decision:
    """A doubtful mail in a member's name: the member is asked at a verified address of their own, once a day."""
    assert a.forum is not None
    assert a.sender.writer is not None
    member = a.sender.writer.member

    def follow(conn: Connection, reception_id: int) -> None:
        if not once(conn, "ask", str(member.id), a.now.date().isoformat()):
            return
        values = {
            "kind": "ask", "key": address_key(member.address), "address": member.address, "member_id": member.id,
            "forum_id": a.forum.id if a.forum else None, "reception_id": reception_id, "created_at": a.now,
            "expires_at": a.now + _ASK_LIFE,
        }  # fmt: skip
        made = conn.execute(insert(pendings).values(values).returning(pendings.c.id)).scalar_one()
        a.tell(
            NoticeKind.WAS_THAT_YOU, f"pending:{made}", address=member.address, values={"address": a.sender.address},
            answers_to=Token(Purpose.CONFIRM, made), shows_letter=True, conn=conn,
        )  # fmt: skip

    return Decision(Fate.HELD, refusals.HELD, "asked", a.forum.id, member.id, follow=(follow,))


def confirmed(a: Arriving, token: Token) -> Decision:
    """The answer to a confirmation, from the address that was asked."""
    row = a.conn.execute(select(pendings).where(pendings.c.id == token.id).with_for_update()).first()
    if row is None or a.now > row.expires_at:
        return Decision(Fate.REFUSED, _stale(a), "confirmation expired")
    if address_key(a.sender.address) != row.key:
        return Decision(Fate.REFUSED, _stale(a), "confirmed from another address", row.forum_id)
    said = command_in(a.letter, a.now)
    if said is None or said.word not in _CONFIRMING:
        return facilitation.hold(a, "unclear confirmation")
    if row.used_at is not None:
        return Decision(Fate.COMMAND, refusals.UNDERSTOOD, "confirmed before", row.forum_id, row.member_id)
    a.conn.execute(update(pendings).where(pendings.c.id == row.id).values(used_at=a.now))
    if row.kind == "join":
        language = _language(a, said.language, asked_in(a.conn, NoticeKind.JOIN_CONFIRM, f"pending:{row.id}", row.key))
        return _joined(a, row.address, row.name, row.forum_id, language)
    try:
        waiting = held.held(a.conn, a.blobs, row.reception_id)
        posted = held.release(a.conn, a.book, waiting, a.now, by=row.member_id, note="confirmed by its author")
    except held.NotHeld:
        return Decision(Fate.COMMAND, refusals.UNDERSTOOD, "confirmed; answered before", row.forum_id, row.member_id)
    reason = f"confirmed: post {posted.post_id}"
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, reason, row.forum_id, row.member_id)


def _language(a: Arriving, of_word: str, of_question: str) -> str:
    """The language of a newcomer: of their words, where there are enough to tell by, else of our question."""
    own = a.letter.language
    has_words = len(a.letter.visible_text.split()) >= _ENOUGH_WORDS
    known = a.config.community.languages
    wanted = (own, of_question, of_word) if has_words else (of_question, of_word, own)
    return next((one for one in wanted if one in known), known[0])


def _joined(a: Arriving, address: str, name: str, forum_id: int, language: str) -> Decision:
    forum = forum_of(a.conn, forum_id)
    member = members.admit(a.conn, address, name, language, a.config.community.zone, a.now)
    subscriptions.subscribe(a.conn, member, forum_id, Delivery.WEEKLY, a.now)
    a.tell(NoticeKind.JOINED, f"mail:{a.mail_id}", values={"delivery": Delivery.WEEKLY})
    return Decision(Fate.COMMAND, refusals.UNDERSTOOD, f"joined {forum.name}", forum_id, member.id)


def tell_refused(a: Arriving, decision: Decision) -> None:
    """The door that cannot refuse answers by mail: authenticated senders only, once a kind, address and day."""
    key = address_key(a.sender.address) if a.sender.address else ""
    kind = f"refused {decision.reply.status}"
    if a.sender.is_authenticated and once(a.conn, kind, key, a.now.date().isoformat()):
        values = {"reason": decision.reply.text}
        a.tell(NoticeKind.REFUSED, f"mail:{a.mail_id}", values=values, shows_letter=True)


def which_number(a: Arriving) -> Decision:
    """An answer to a digest that names no item: kept, and the member is asked which thread it belongs to."""

    def follow(conn: Connection, reception_id: int) -> None:
        a.tell(
            NoticeKind.WHICH_NUMBER, f"reception:{reception_id}", answers_to=Token(Purpose.HELD, reception_id),
            shows_letter=True, conn=conn,
        )  # fmt: skip

    forum_id = a.forum.id if a.forum else None
    return Decision(Fate.HELD, refusals.HELD, "which-number", forum_id, a.sender.member_id, follow=(follow,))


def _stale(a: Arriving) -> Reply:
    name = a.forum.name if a.forum else a.destination.name
    return refusals.say(refusals.STALE_TOKEN, forum=a.book.address(name))
