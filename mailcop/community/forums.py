"""Forums and newsletters: what is declared, looked up by name, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.engine import Connection

from mailcop.addresses import check_name
from mailcop.model import events, forums, newsletters, subscriptions
from mailcop.prepared import Prepared
from mailcop.words import Delivery, Policy


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum's row."""

    id: int
    name: str
    title: str
    policy: Policy
    last_seq: int


@dataclass(frozen=True, slots=True)
class Names:
    """The one name space, as of one moment: what a mail may be addressed to."""

    forums: frozenset[str]
    newsletters: frozenset[str]
    events: frozenset[str]


class NameTaken(ValueError):
    """Two things want one name."""


def names(conn: Connection) -> Names:
    """Every name that has an address now."""
    return Names(
        frozenset(conn.scalars(select(forums.c.name))),
        frozenset(conn.scalars(select(newsletters.c.name))),
        frozenset(conn.scalars(select(events.c.name))),
    )


_FORUM = select(forums.c.id, forums.c.name, forums.c.title, forums.c.policy, forums.c.last_seq)
_FORUM_NAMED = Prepared(_FORUM.where(forums.c.name == bindparam("name")))


def forum_named(conn: Connection, name: str) -> Forum | None:
    """The forum of this name."""
    row = _FORUM_NAMED.row(conn, {"name": name})
    return _forum(*row) if row else None


def _forum(forum_id: int, name: str, title: str, policy: str, last_seq: int) -> Forum:
    return Forum(forum_id, name, title, Policy(policy), last_seq)


def forum_of(conn: Connection, forum_id: int) -> Forum:
    """The forum of this id."""
    row = conn.execute(_FORUM.where(forums.c.id == forum_id)).one()
    return _forum(*row)


def all_forums(conn: Connection) -> Sequence[Forum]:
    """Every forum in the order of its making."""
    rows = conn.execute(_FORUM.order_by(forums.c.id))
    return [_forum(*row) for row in rows]


def declare_forum(conn: Connection, name: str, title: str, policy: Policy, now: datetime) -> int:
    """Make the forum, or bring its title and policy up to date; its id. Raises `BadName` or `NameTaken`."""
    present = forum_named(conn, check_name(name))
    if present is not None:
        if (present.title, present.policy) != (title, policy):
            conn.execute(update(forums).where(forums.c.id == present.id).values(title=title, policy=policy))
        return present.id
    _check_free(conn, name)
    values = {"name": name, "title": title, "policy": policy, "created_at": now}
    made: int = conn.execute(insert(forums).values(values).returning(forums.c.id)).scalar_one()
    return made


def declare_newsletter(conn: Connection, name: str, title: str, now: datetime) -> int:
    """Make the newsletter, or bring its title up to date; its id. Raises `BadName` or `NameTaken`."""
    found: int | None = conn.scalar(select(newsletters.c.id).where(newsletters.c.name == check_name(name)))
    if found is not None:
        conn.execute(update(newsletters).where(newsletters.c.id == found).values(title=title))
        return found
    _check_free(conn, name)
    values = {"name": name, "title": title, "created_at": now}
    made: int = conn.execute(insert(newsletters).values(values).returning(newsletters.c.id)).scalar_one()
    return made


# Not correlated: in RETURNING the SQLite dialect drops table names, so that `forums.id` would be the subquery's own.
_LAST_READER = (
    select(func.max(subscriptions.c.id))
    .where(subscriptions.c.forum_id == bindparam("of"), subscriptions.c.delivery == Delivery.EACH)
    .scalar_subquery()
)
_NEXT_SEQ = Prepared(
    update(forums)
    .where(forums.c.id == bindparam("of"))
    .values(last_seq=forums.c.last_seq + 1)
    .returning(forums.c.last_seq, _LAST_READER.label("through"))
)


def next_seq(conn: Connection, forum_id: int) -> tuple[int, int]:
    """Take the next seq of a forum, with the id of its last subscription to `each` (0 for none).

    The counter row is held until the transaction ends (rule 12).
    """
    ((seq, through),) = _NEXT_SEQ.rows(conn, {"of": forum_id})
    return seq, through or 0


def _check_free(conn: Connection, name: str) -> None:
    there = names(conn)
    if name in there.forums | there.newsletters | there.events:
        raise NameTaken(f"{name!r} is taken: forums, newsletters and events share one name space")
