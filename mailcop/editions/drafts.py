"""Drafts: a facilitator's mail is answered with a preview, and only an answer to that sends (DESIGN rule 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.addresses import address_key
from mailcop.community.deliveries import rank_of
from mailcop.community.members import Member, member_of
from mailcop.editions import announcements, audiences, newsletters
from mailcop.editions.notices import owe_notice
from mailcop.editions.orders import SENDABLE, Doubt, Order, as_json, cannot_send, from_json, order_of, snapshot
from mailcop.editions.owing import Addressee, owe, owe_letters
from mailcop.reading.letter import Letter
from mailcop.reading.phrases import CommandWord, command_in
from mailcop.reading.plan_keys import PlanKind
from mailcop.reading.plans import Plan, amend, plan
from mailcop.words import Destination, MailingKind, Purpose, Token, Where
from mailcop.writing.notice_kinds import NoticeKind

LIFE = timedelta(days=14)  # how long a preview waits; silence sends nothing

_OPEN, _SENT, _CANCELLED, _REPLACED, _EXPIRED = "open", "sent", "cancelled", "replaced", "expired"
_DECLINED = {CommandWord.CANCEL, CommandWord.UNDO, CommandWord.NO}


@dataclass(frozen=True, slots=True)
class _Source:
    """A mail and the answers that amended it: read again, they give the plan."""

    text: str
    subject: str
    mailed_at: datetime
    zone: str
    language: str
    newsletter: str
    message_id: str
    attached: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()

    def plan(self) -> Plan | None:
        """The plan as of the last amendment."""
        found = plan(self.text, self.subject, self.mailed_at, self.zone)
        for amendment in self.amendments:
            found = amend(found, amendment) if found is not None else None
        return found


def propose(
    conn: Connection,
    letter: Letter,
    *,
    member_id: int,
    mail_id: int | None,
    forum_id: int | None,
    to: Destination,
    now: datetime,
) -> int:
    """Draft what a facilitator mailed to `announce` or a newsletter, and owe them the preview; the draft's id.

    A mail that names no kind is what its address says, under its own subject.
    """
    member = _author(conn, member_id)
    source = _source(letter, member, now, newsletter="" if to.where is Where.ANNOUNCE else to.name)
    if source.plan() is None:
        kind = "Announce" if to.where is Where.ANNOUNCE else "Newsletter"
        source = _amended(source, text=f"{kind}: {letter.subject}\n\n{letter.visible_text}")
    return _draft(conn, source, member, now, mail_id=mail_id, forum_id=forum_id)


def offer(
    conn: Connection,
    letter: Letter,
    *,
    member_id: int,
    mail_id: int | None,
    thread_id: int,
    forum_id: int | None,
    now: datetime,
) -> int | None:
    """Offer what a facilitator's post plans, which went out as written; None where it plans no webinar."""
    member = _author(conn, member_id)
    source = _source(letter, member, now)
    found = source.plan()
    if found is None or found.kind is not PlanKind.WEBINAR:
        return None
    return _draft(conn, source, member, now, mail_id=mail_id, forum_id=forum_id, thread_id=thread_id)


def answer(conn: Connection, draft_id: int, member_id: int, letter: Letter, now: datetime) -> str:
    """Do what an answer to a preview says; one word for the log: sent, cancelled, amended, missing, unclear, late."""
    row = conn.execute(select(model.drafts).where(model.drafts.c.id == draft_id)).one_or_none()
    if row is None:
        return "unknown"
    member = _author(conn, member_id)
    if row.state != _OPEN:
        _tell_unclear(conn, row, member, letter, now, Doubt("decided"))
        return "late"
    said = command_in(letter, now)
    if said is not None and said.word in _DECLINED:
        return _cancel(conn, row, member, letter, now)
    if row.kind not in SENDABLE:  # neither an OK nor a line could change that
        _tell_unclear(conn, row, member, letter, now, cannot_send(order_in(row)))
        return "missing"
    if said is not None and said.word is CommandWord.OK:
        return _send(conn, row, member, letter, now)
    return _amend(conn, row, member, letter, now)


def expire_due(conn: Connection, now: datetime) -> int:
    """Close the drafts that nobody answered in time; how many."""
    d = model.drafts
    closed = update(d).where(d.c.state == _OPEN, d.c.expires_at <= now).values(state=_EXPIRED, decided_at=now)
    return conn.execute(closed).rowcount


def order_in(row: Row[*tuple[Any, ...]]) -> Order:
    """What the draft of this row would send."""
    return from_json(row.plan["order"])


# ---- making ------------------------------------------------------------------------------------------------------


def _author(conn: Connection, member_id: int) -> Member:
    member = member_of(conn, member_id)
    if member is None:
        raise ValueError(f"member {member_id} has no verified address")
    return member


def _source(letter: Letter, member: Member, now: datetime, newsletter: str = "") -> _Source:
    own_id = "" if letter.is_message_id_generated else letter.message_id
    return _Source(
        letter.visible_text,
        letter.subject,
        letter.date or now,
        member.zone,
        letter.language,
        newsletter,
        own_id,
        tuple(one.name for one in letter.attachments if not one.is_inline),
    )


def _amended(source: _Source, *, text: str = "", amendment: str = "", message_id: str = "") -> _Source:
    return _Source(
        text or source.text,
        source.subject,
        source.mailed_at,
        source.zone,
        source.language,
        source.newsletter,
        message_id or source.message_id,
        source.attached,
        (*source.amendments, amendment) if amendment else source.amendments,
    )


def _draft(
    conn: Connection,
    source: _Source,
    member: Member,
    now: datetime,
    *,
    mail_id: int | None,
    forum_id: int | None,
    thread_id: int | None = None,
) -> int:
    found = source.plan()
    if found is None:
        raise ValueError("a draft needs a plan")
    order = order_of(conn, found, now, language=source.language, newsletter=source.newsletter, attached=source.attached)
    kept = {
        "order": as_json(order),
        "source": {**_fields(source), "mailed_at": source.mailed_at.isoformat()},
        "thread_id": thread_id,
    }
    d = model.drafts
    values = {
        "kind": found.kind,
        "forum_id": forum_id,
        "member_id": member.id,
        "mail_id": mail_id,
        "plan": kept,
        "state": _OPEN,
        "created_at": now,
        "expires_at": now + LIFE,
    }
    draft_id: int = conn.execute(d.insert().values(values).returning(d.c.id)).scalar_one()
    _owe_preview(conn, draft_id, order, member, now)
    return draft_id


def _owe_preview(conn: Connection, draft_id: int, order: Order, member: Member, now: datetime) -> None:
    token = Token(Purpose.PREVIEW, draft_id)
    mailing_id, _ = owe(
        conn,
        MailingKind.PREVIEW,
        f"preview:{draft_id}",
        now,
        subject=order.title,
        draft_id=draft_id,
        facts={"answers_to": [token.purpose, token.id, token.item]},
    )
    reader = Addressee(member.address, address_key(member.address), member.id)
    owe_letters(conn, mailing_id, [reader], now, rank=rank_of(MailingKind.PREVIEW))


def _fields(source: _Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in _Source.__slots__}


def _source_of(row: Row[*tuple[Any, ...]]) -> _Source:
    kept = dict(row.plan["source"])
    mailed_at = datetime.fromisoformat(kept.pop("mailed_at"))
    return _Source(
        **{**kept, "mailed_at": mailed_at, "attached": tuple(kept["attached"]), "amendments": tuple(kept["amendments"])}
    )


# ---- answering ---------------------------------------------------------------------------------------------------


def _send(conn: Connection, row: Row[*tuple[Any, ...]], member: Member, letter: Letter, now: datetime) -> str:
    order = order_in(row)
    if order.missing:
        _tell_unclear(conn, row, member, letter, now, order.missing[0])
        return "missing"
    if order.start is not None and order.start.instant() <= now:
        _tell_unclear(conn, row, member, letter, now, Doubt("over"))
        return "missing"
    if not _decide(conn, row.id, _SENT, now):
        return "late"
    author = _author(conn, row.member_id).name
    if order.kind is PlanKind.NEWSLETTER:
        newsletters.cut_issue(conn, order, now, draft_id=row.id, author=author)
    elif order.kind is PlanKind.WEBINAR:
        announcements.announce_webinar(
            conn,
            order,
            now,
            draft_id=row.id,
            member_id=row.member_id,
            author=author,
            thread_id=row.plan.get("thread_id"),
        )
    else:
        announcements.announce(conn, order, now, draft_id=row.id, author=author)
    people = audiences.count(conn, snapshot(conn, order)).people
    values: dict[str, str | int | datetime] = {"title": order.title, "people": people}
    if order.due_at is not None and order.due_at > now:
        values["at"] = order.due_at
    _tell(conn, NoticeKind.DRAFT_SENT, row, member, letter, now, values)
    return "sent"


def _cancel(conn: Connection, row: Row[*tuple[Any, ...]], member: Member, letter: Letter, now: datetime) -> str:
    if not _decide(conn, row.id, _CANCELLED, now):
        return "late"
    _tell(conn, NoticeKind.DRAFT_CANCELLED, row, member, letter, now, {"title": order_in(row).title})
    return "cancelled"


def _amend(conn: Connection, row: Row[*tuple[Any, ...]], member: Member, letter: Letter, now: datetime) -> str:
    source = _source_of(row)
    own_id = "" if letter.is_message_id_generated else letter.message_id
    changed = _amended(source, amendment=letter.own_text, message_id=own_id)
    if changed.plan() is None:
        _tell_unclear(conn, row, member, letter, now, Doubt("no-answer"))
        return "unclear"
    if not _decide(conn, row.id, _REPLACED, now):
        return "late"
    _draft(conn, changed, member, now, mail_id=row.mail_id, forum_id=row.forum_id, thread_id=row.plan.get("thread_id"))
    return "amended"


def _decide(conn: Connection, draft_id: int, state: str, now: datetime) -> bool:
    """True for the first answer; whoever comes second changes nothing."""
    d = model.drafts
    decided = update(d).where(d.c.id == draft_id, d.c.state == _OPEN).values(state=state, decided_at=now)
    return conn.execute(decided).rowcount == 1


def _tell_unclear(
    conn: Connection, row: Row[*tuple[Any, ...]], member: Member, letter: Letter, now: datetime, gap: Doubt
) -> None:
    _tell(conn, NoticeKind.DRAFT_UNCLEAR, row, member, letter, now, {"reason": gap.code, **gap.values})


def _tell(
    conn: Connection,
    kind: NoticeKind,
    row: Row[*tuple[Any, ...]],
    member: Member,
    letter: Letter,
    now: datetime,
    values: dict[str, str | int | datetime],
) -> None:
    owe_notice(
        conn,
        kind,
        member.address,
        now,
        key=f"draft:{row.id}:{letter.content_key[:16]}",
        values=values,
        answers_to=Token(Purpose.PREVIEW, row.id),
        in_reply_to="" if letter.is_message_id_generated else letter.message_id,
    )
