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
from functools import cache
from typing import Any

from sqlalchemy import Insert, Row, Select, and_, bindparam, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.community.deliveries import rank_of
from mailcop.model import addresses, deliveries, mailings, members, registrations, subscriptions
from mailcop.words import Delivery, DeliveryState, MailingState

PAGE = 500  # rows of one bulk transaction (DESIGN rule 23)
_COLUMNS = ("mailing_id", "member_id", "subscription_id", "address", "key", "state", "rank", "due_at")
_COLUMNS_SET = ("claimed_by", "attempts", "doubts", "code", "text")
_COUNTED = {"preserve_rowcount": True}


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
    row = conn.execute(_NEXT, {"now": now}).first()
    return None if row is None else expand(conn, row, page)


def expand(conn: Connection, mailing: Row[*tuple[Any, ...]], page: int = PAGE) -> Expanded:
    """Plan the next `page` letters of an open mailing, whose row the caller holds; who has one gets no second."""
    words = mailing.audience or {}
    to = words.get("to")
    if to is not None and to not in _AUDIENCES:
        _advance(conn, mailing.id, mailing.expanded_through, MailingState.PAUSED)
        raise UnknownAudience(f"mailing {mailing.id} is for {to!r}, an audience unknown to this version")
    planned, through = 0, None
    if to is not None:
        chosen = _chosen(mailing, words) | {"page": page}
        found, through = conn.execute(_window(to), chosen).one()
        if found:
            owed = {"mailing": mailing.id, "rank": rank_of(mailing.kind), "due": mailing.due_at, "upto": through}
            planned = conn.execute(_plan(to, conn.dialect.name), chosen | owed, execution_options=_COUNTED).rowcount
        if found < page:
            through = None
    state = MailingState.EXPANDED if through is None else MailingState.OPEN
    _advance(conn, mailing.id, through or words.get("through", mailing.expanded_through), state)
    return Expanded(mailing.id, planned, through is None)


def _chosen(mailing: Row[*tuple[Any, ...]], words: Mapping[str, Any]) -> dict[str, Any]:
    """What the snapshot says, as the statements of its audience want it."""
    before = words.get("before")
    return {
        "after": mailing.expanded_through,
        "through": words["through"],
        "in_forum": words.get("forum_id", mailing.forum_id),
        "in_newsletter": words.get("newsletter_id"),
        "seq": words.get("seq"),
        "at_occurrence": words.get("occurrence_id"),
        "before": datetime.fromisoformat(before) if before else None,
    }


@cache
def _window(to: str) -> Select[*tuple[Any, ...]]:
    """How many the next page finds, at most `page`, and where it ends."""
    audience = _AUDIENCES[to]
    at = audience.selected_columns[0]
    ahead = audience.where(at > bindparam("after"))
    window = ahead.with_only_columns(at.label("at")).order_by(at).limit(bindparam("page")).subquery()
    return select(func.count(), func.max(window.c.at))


@cache
def _plan(to: str, dialect: str) -> Insert:
    """A delivery for each reader after `after` and up to `upto`."""
    audience = _AUDIENCES[to]
    at, *reader = audience.selected_columns
    mailing = bindparam("mailing", type_=deliveries.c.mailing_id.type)
    due = bindparam("due", type_=deliveries.c.due_at.type)
    rank = bindparam("rank", type_=deliveries.c.rank.type)
    rest = (
        literal(DeliveryState.PLANNED.value),
        rank,
        due,
        literal(""),
        literal(0),
        literal(0),
        literal(0),
        literal(""),
    )
    rows = audience.where(at > bindparam("after"), at <= bindparam("upto")).with_only_columns(mailing, *reader, *rest)
    into = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = into(deliveries).from_select([*_COLUMNS, *_COLUMNS_SET], rows, include_defaults=False)
    return statement.on_conflict_do_nothing()


def _advance(conn: Connection, mailing_id: int, through: int, state: MailingState) -> None:
    conn.execute(_ADVANCE, {"of": mailing_id, "reached": through, "to_state": state})


_NEXT = (
    select(mailings.c.id, mailings.c.kind, mailings.c.audience, mailings.c.expanded_through, mailings.c.forum_id)
    .add_columns(mailings.c.due_at)
    .where(mailings.c.state == MailingState.OPEN, mailings.c.due_at <= bindparam("now"))
    .order_by(mailings.c.due_at, mailings.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_ADVANCE = (
    update(mailings)
    .where(mailings.c.id == bindparam("of"), mailings.c.state == MailingState.OPEN)
    .values(expanded_through=bindparam("reached"), state=bindparam("to_state"))
)


# Rows of (cursor, member, subscription, address, key) up to the snapshot's end, for each word of `to`.


def _subscribers() -> Select[Any]:
    s, a = subscriptions, addresses
    return (
        select(s.c.id, s.c.member_id, s.c.id.label("subscription_id"), a.c.address, a.c.key)
        .select_from(s)
        .join(a, a.c.id == s.c.address_id)
        .where(s.c.id <= bindparam("through"))
    )


def _readers_of_each() -> Select[Any]:
    s = subscriptions
    is_each = and_(s.c.delivery == Delivery.EACH, s.c.each_since < bindparam("seq"), s.c.paused_until.is_(None))
    return _subscribers().where(s.c.forum_id == bindparam("in_forum"), is_each)


def _firsts() -> Select[Any]:
    """Everyone who gets something, once, by the first subscription that is not none."""
    s, theirs = subscriptions, subscriptions.alias("theirs")
    earlier = select(theirs.c.id).where(
        theirs.c.member_id == s.c.member_id, theirs.c.id < s.c.id, theirs.c.delivery != Delivery.NONE
    )
    return _subscribers().where(_is_wanted, ~earlier.correlate(s).exists())


def _registered() -> Select[Any]:
    """Members who had a place by then, at their first verified address."""
    m, r, a, theirs = members, registrations, addresses, addresses.alias("theirs")
    first = select(func.min(theirs.c.id)).where(theirs.c.member_id == m.c.id, theirs.c.verified_at.is_not(None))
    is_in_time = r.c.answered_at < bindparam("before", type_=r.c.answered_at.type)
    return (
        select(m.c.id, m.c.id.label("member_id"), literal(None, subscriptions.c.id.type).label("subscription_id"))
        .add_columns(a.c.address, a.c.key)
        .select_from(m)
        .join(r, r.c.member_id == m.c.id)
        .join(a, a.c.id == first.correlate(m).scalar_subquery())
        .where(r.c.occurrence_id == bindparam("at_occurrence"), r.c.answer == "yes", is_in_time)
        .where(m.c.erased_at.is_(None), m.c.id <= bindparam("through"))
    )


_is_wanted = subscriptions.c.delivery != Delivery.NONE
_AUDIENCES = {
    "each": _readers_of_each(),
    "members": _firsts(),
    "forum": _subscribers().where(subscriptions.c.forum_id == bindparam("in_forum"), _is_wanted),
    "newsletter": _subscribers().where(subscriptions.c.newsletter_id == bindparam("in_newsletter"), _is_wanted),
    "registered": _registered(),
}
