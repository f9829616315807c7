"""Who gets a mailing: the snapshot in its row, expanded into deliveries page by page (DESIGN rules 1 and 12).

`{"to": "each", "seq": N, "through": S}` who reads each post of the mailing's forum; `{"to": "members", "through": S}`
everyone with a subscription that is not none; `{"to": "forum", "forum_id": F, …}`, `{"to": "newsletter",
"newsletter_id": N, …}` those of one; `{"to": "registered", "occurrence_id": O, "before": ISO, "through": M}` who had a
place by then. `through` is the last subscription (registered: member) that counts; `{}` has its deliveries already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.model import addresses, deliveries, mailings, members, registrations, subscriptions
from mailcop.words import Delivery, DeliveryState, MailingState

PAGE = 500  # rows of one bulk transaction (DESIGN rule 23)
_COLUMNS = ("mailing_id", "member_id", "subscription_id", "address", "key", "state", "due_at")
_COLUMNS_SET = ("claimed_by", "attempts", "doubts", "code", "text")


@dataclass(frozen=True, slots=True)
class Expanded:
    """What one page planned of a mailing."""

    mailing_id: int
    planned: int
    is_whole: bool


class UnknownAudience(ValueError):
    """A mailing names an audience that this version does not know."""


def expand_next(conn: Connection, now: datetime, page: int = PAGE) -> Expanded | None:
    """Plan one page of the oldest open mailing that is due; None where there is none.

    Another node may do the next one meanwhile. A mailing with an unknown audience is paused, for a person to see.
    """
    row = conn.execute(
        select(mailings)
        .where(mailings.c.state == MailingState.OPEN, mailings.c.due_at <= now)
        .order_by(mailings.c.due_at, mailings.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return None if row is None else expand(conn, row, page)


def expand(conn: Connection, mailing: Row[Any], page: int = PAGE) -> Expanded:
    """Plan the next `page` letters of an open mailing, whose row the caller holds; who has one gets no second."""
    try:
        audience = _audience(mailing)
    except UnknownAudience:
        _advance(conn, mailing, mailing.expanded_through, MailingState.PAUSED)
        raise
    planned, through = 0, None
    if audience is not None:
        at = audience.selected_columns[0]
        ahead = audience.where(at > mailing.expanded_through)
        window = ahead.with_only_columns(at.label("at")).order_by(at).limit(page).subquery()
        found, through = conn.execute(select(func.count(), func.max(window.c.at))).one()
        if found:
            planned = _plan(conn, mailing, ahead.where(at <= through))
        if found < page:
            through = None
    state = MailingState.EXPANDED if through is None else MailingState.OPEN
    _advance(conn, mailing, through or mailing.audience.get("through", mailing.expanded_through), state)
    return Expanded(mailing.id, planned, through is None)


def _plan(conn: Connection, mailing: Row[Any], readers: Select[Any]) -> int:
    chosen = list(readers.selected_columns)[1:]
    rest = [literal(v) for v in (DeliveryState.PLANNED.value,)]
    rows = readers.with_only_columns(
        literal(mailing.id), *chosen, *rest, literal(mailing.due_at, deliveries.c.due_at.type),
        literal(""), literal(0), literal(0), literal(0), literal(""),
    )  # fmt: skip
    into = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    statement = into(deliveries).from_select([*_COLUMNS, *_COLUMNS_SET], rows, include_defaults=False)
    statement = statement.on_conflict_do_nothing()
    return conn.execute(statement, execution_options={"preserve_rowcount": True}).rowcount


def _advance(conn: Connection, mailing: Row[Any], through: int, state: MailingState) -> None:
    conn.execute(
        update(mailings)
        .where(mailings.c.id == mailing.id, mailings.c.state == MailingState.OPEN)
        .values(expanded_through=through, state=state)
    )


def _audience(mailing: Row[Any]) -> Select[Any] | None:
    """Rows of (cursor, member, subscription, address, key) up to the snapshot's end; None where there is nobody."""
    words = mailing.audience or {}
    s = subscriptions
    match words.get("to"):
        case None:
            return None
        case "each":
            is_each = and_(s.c.delivery == Delivery.EACH, s.c.each_since < words["seq"], s.c.paused_until.is_(None))
            return _subscribers(words["through"]).where(s.c.forum_id == mailing.forum_id, is_each)
        case "members":
            return _firsts(words["through"])
        case "forum":
            return _subscribers(words["through"]).where(s.c.forum_id == words["forum_id"], _is_wanted)
        case "newsletter":
            return _subscribers(words["through"]).where(s.c.newsletter_id == words["newsletter_id"], _is_wanted)
        case "registered":
            return _registered(words)
        case other:
            raise UnknownAudience(f"mailing {mailing.id} is for {other!r}, an audience unknown to this version")


_is_wanted = subscriptions.c.delivery != Delivery.NONE


def _subscribers(through: int) -> Select[Any]:
    s, a = subscriptions, addresses
    return (
        select(s.c.id, s.c.member_id, s.c.id.label("subscription_id"), a.c.address, a.c.key)
        .select_from(s)
        .join(a, a.c.id == s.c.address_id)
        .where(s.c.id <= through)
    )


def _firsts(through: int) -> Select[Any]:
    """Everyone who gets something, once, by the first subscription that is not none."""
    s, theirs = subscriptions, subscriptions.alias("theirs")
    earlier = select(theirs.c.id).where(
        theirs.c.member_id == s.c.member_id, theirs.c.id < s.c.id, theirs.c.delivery != Delivery.NONE
    )
    return _subscribers(through).where(_is_wanted, ~earlier.correlate(s).exists())


def _registered(words: Mapping[str, Any]) -> Select[Any]:
    """Members who had a place by then, at their first verified address."""
    m, r, a, theirs = members, registrations, addresses, addresses.alias("theirs")
    first = select(func.min(theirs.c.id)).where(theirs.c.member_id == m.c.id, theirs.c.verified_at.is_not(None))
    is_in_time = r.c.answered_at < datetime.fromisoformat(words["before"])
    return (
        select(m.c.id, m.c.id.label("member_id"), literal(None, subscriptions.c.id.type).label("subscription_id"))
        .add_columns(a.c.address, a.c.key)
        .select_from(m)
        .join(r, r.c.member_id == m.c.id)
        .join(a, a.c.id == first.correlate(m).scalar_subquery())
        .where(r.c.occurrence_id == words["occurrence_id"], r.c.answer == "yes", is_in_time, m.c.erased_at.is_(None))
        .where(m.c.id <= words["through"])
    )
