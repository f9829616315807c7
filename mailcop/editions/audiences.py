"""Who a mailing goes to: a snapshot in its row, read again in pages when it is expanded (DESIGN rules 1 and 12).

`{"to": "members", "through": S}` everyone with a subscription that is not `none`, each once, at the first of them;
`{"to": "forum", "forum_id": F, "through": S}` those of one forum; `{"to": "newsletter", "newsletter_id": N, …}` those
of a newsletter; `{"to": "registered", "occurrence_id": O, "before": ISO, "through": M}` who had a place by then.
`through` is the last subscription (for registered: member) that counts, and pages go on from `expanded_through`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.editions.owing import Addressee
from mailcop.words import Delivery
from mailcop.writing.facts import Audience

_Chosen = Select[*tuple[Any, ...]]


def everyone(conn: Connection) -> dict[str, Any]:
    """All members but those who chose none everywhere, as of now."""
    return {"to": "members", "through": _last(conn, model.subscriptions)}


def forum(conn: Connection, forum_id: int) -> dict[str, Any]:
    """The members of one forum but those who chose none, as of now."""
    return {"to": "forum", "forum_id": forum_id, "through": _last(conn, model.subscriptions)}


def newsletter(conn: Connection, newsletter_id: int) -> dict[str, Any]:
    """The readers of a newsletter, as of now."""
    return {"to": "newsletter", "newsletter_id": newsletter_id, "through": _last(conn, model.subscriptions)}


def registered(conn: Connection, occurrence_id: int, before: datetime) -> dict[str, Any]:
    """Who had a place at an occurrence before an instant."""
    through = _last(conn, model.members)
    return {"to": "registered", "occurrence_id": occurrence_id, "before": before.isoformat(), "through": through}


def page(conn: Connection, audience: Mapping[str, Any], after: int, limit: int) -> tuple[list[Addressee], int | None]:
    """The next readers in the order of their ids, and the id of the last one; None once there are no more."""
    if audience["to"] == "registered":
        return _registered_page(conn, audience, after, limit)
    s, a, m = model.subscriptions, model.addresses, model.members
    firsts = _firsts(audience).where(s.c.id <= audience["through"], m.c.erased_at.is_(None)).subquery()
    chosen = (
        select(s.c.id, s.c.member_id, a.c.address, a.c.key)
        .join(firsts, firsts.c.id == s.c.id)
        .join(a, a.c.id == s.c.address_id)
        .where(s.c.id > after)
        .order_by(s.c.id)
        .limit(limit)
    )
    rows = conn.execute(chosen).all()
    readers = [Addressee(row.address, row.key, row.member_id, row.id) for row in rows]
    return readers, rows[-1].id if rows else None


def count(conn: Connection, audience: Mapping[str, Any], title: str = "") -> Audience:
    """Who would get it, as a sum that adds up: who chose none, who has paused, and the rest by language."""
    s, m = model.subscriptions, model.members
    total = _people(conn, _subscribers(audience))
    readers = _firsts(audience).where(m.c.erased_at.is_(None)).subquery()
    languages = conn.execute(
        select(m.c.language, func.count())
        .join(s, s.c.member_id == m.c.id)
        .where(s.c.id.in_(select(readers.c.id)))
        .group_by(m.c.language)
        .order_by(func.count().desc(), m.c.language)
    ).all()
    people = sum(number for _, number in languages)
    minus = (("none", total - people),) if total > people else ()
    return Audience(total, people, minus, tuple((language, number) for language, number in languages), title)


def _subscribers(audience: Mapping[str, Any]) -> ColumnElement[bool]:
    s = model.subscriptions
    if audience["to"] == "forum":
        return s.c.forum_id.is_not_distinct_from(audience["forum_id"])
    if audience["to"] == "newsletter":
        return s.c.newsletter_id.is_not_distinct_from(audience["newsletter_id"])
    return s.c.id.is_not(None)


def _firsts(audience: Mapping[str, Any]) -> _Chosen:
    """The first subscription of each reader: it gives the address, and what one click ends."""
    s, m = model.subscriptions, model.members
    wanted = and_(_subscribers(audience), s.c.delivery != Delivery.NONE)
    chosen: _Chosen = select(func.min(s.c.id).label("id")).join(m, m.c.id == s.c.member_id)
    return chosen.where(wanted).group_by(s.c.member_id)


def _people(conn: Connection, of: ColumnElement[bool]) -> int:
    s, m = model.subscriptions, model.members
    chosen = select(func.count(s.c.member_id.distinct())).join(m, m.c.id == s.c.member_id)
    return conn.execute(chosen.where(of, m.c.erased_at.is_(None))).scalar_one()


def _registered_page(
    conn: Connection, audience: Mapping[str, Any], after: int, limit: int
) -> tuple[list[Addressee], int | None]:
    r, a, m = model.registrations, model.addresses, model.members
    inner = a.alias()
    first = select(func.min(inner.c.id)).where(inner.c.member_id == m.c.id, inner.c.verified_at.is_not(None))
    chosen = (
        select(m.c.id, a.c.address, a.c.key)
        .select_from(m)
        .join(r, r.c.member_id == m.c.id)
        .join(a, a.c.id == first.correlate(m).scalar_subquery())
        .where(
            r.c.occurrence_id == audience["occurrence_id"],
            r.c.answer == "yes",
            r.c.answered_at < datetime.fromisoformat(audience["before"]),
            m.c.erased_at.is_(None),
            m.c.id > after,
            m.c.id <= audience["through"],
        )
        .order_by(m.c.id)
        .limit(limit)
    )
    rows = conn.execute(chosen).all()
    readers = [Addressee(row.address, row.key, row.id) for row in rows]
    return readers, rows[-1].id if rows else None


def _last(conn: Connection, table: Any) -> int:
    found: int | None = conn.execute(select(func.max(table.c.id))).scalar()
    return found or 0
