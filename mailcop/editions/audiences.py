"""Whom an edition goes to: the snapshot for its mailing's row, and the sum that a preview shows (rules 1, 12, 14).

`community.audiences` says what a snapshot means and expands it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.engine import Connection

from mailcop import model
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


def _last(conn: Connection, table: Any) -> int:
    found: int | None = conn.execute(select(func.max(table.c.id))).scalar()
    return found or 0
