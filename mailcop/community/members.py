"""Members and their addresses: who a verified address belongs to, and who may facilitate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, insert, select, update
from sqlalchemy.engine import Connection

from mailcop.addresses import address_key
from mailcop.model import addresses, members, subscriptions
from mailcop.prepared import Prepared
from mailcop.words import Delivery, Role


@dataclass(frozen=True, slots=True)
class Member:
    """A person, reached by one of their verified addresses."""

    id: int
    name: str
    language: str
    zone: str
    address: str
    address_id: int
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote, seen from one forum: `delivery` is None without a subscription there."""

    member: Member
    delivery: Delivery | None
    subscription_id: int | None
    is_facilitator: bool  # of this forum


_MEMBER = select(
    members.c.id, members.c.name, members.c.language, members.c.zone, members.c.is_new,
    addresses.c.address, addresses.c.id.label("address_id"),
).join(addresses, addresses.c.member_id == members.c.id)  # fmt: skip


def member_at(conn: Connection, address: str) -> Member | None:
    """The member whose verified address this is; an unverified one is nobody's."""
    row = conn.execute(
        _MEMBER.where(
            addresses.c.key == address_key(address), addresses.c.verified_at.is_not(None), members.c.erased_at.is_(None)
        )
    ).first()
    return Member(row.id, row.name, row.language, row.zone, row.address, row.address_id, row.is_new) if row else None


def member_of(conn: Connection, member_id: int) -> Member | None:
    """The member of this id, with the first verified address."""
    row = conn.execute(
        _MEMBER.where(members.c.id == member_id, addresses.c.verified_at.is_not(None)).order_by(addresses.c.id).limit(1)
    ).first()
    return Member(row.id, row.name, row.language, row.zone, row.address, row.address_id, row.is_new) if row else None


_WRITER = (
    _MEMBER.add_columns(subscriptions.c.delivery, subscriptions.c.role, subscriptions.c.id.label("subscription_id"))
    .where(addresses.c.verified_at.is_not(None), members.c.erased_at.is_(None))
)  # fmt: skip


_WRITER_AT = Prepared(
    _WRITER.outerjoin(
        subscriptions,
        and_(
            subscriptions.c.member_id == members.c.id, subscriptions.c.forum_id == bindparam("forum_id", type_=Integer)
        ),
    ).where(addresses.c.key == bindparam("key"))
)  # fmt: skip


def writer_at(conn: Connection, address: str, forum_id: int | None) -> Writer | None:
    """Who writes from this address, with what they have in the forum; None for no member."""
    row = _WRITER_AT.row(conn, {"key": address_key(address), "forum_id": forum_id or 0})
    if row is None:
        return None
    member_id, name, language, zone, is_new, written, address_id, delivery, role, subscription_id = row
    member = Member(member_id, name, language, zone, written, address_id, is_new)
    return Writer(member, Delivery(delivery) if delivery else None, subscription_id, role == Role.FACILITATOR)


def facilitators(conn: Connection, forum_id: int | None = None) -> Sequence[Member]:
    """The facilitators of a forum; of any forum where none is named, each once."""
    query = (
        select(
            members.c.id, members.c.name, members.c.language, members.c.zone, members.c.is_new,
            addresses.c.address, addresses.c.id.label("address_id"),
        )
        .join(subscriptions, subscriptions.c.member_id == members.c.id)
        .join(addresses, addresses.c.id == subscriptions.c.address_id)
        .where(subscriptions.c.role == Role.FACILITATOR, members.c.erased_at.is_(None))
        .order_by(members.c.id)
    )  # fmt: skip
    if forum_id is not None:
        query = query.where(subscriptions.c.forum_id == forum_id)
    found = {
        row.id: Member(row.id, row.name, row.language, row.zone, row.address, row.address_id, row.is_new)
        for row in conn.execute(query)
    }
    return list(found.values())


def is_facilitator(conn: Connection, member_id: int) -> bool:
    """True for a facilitator of any forum: who may announce."""
    query = select(subscriptions.c.id).where(
        subscriptions.c.member_id == member_id, subscriptions.c.role == Role.FACILITATOR
    )
    return conn.execute(query.limit(1)).first() is not None


def admit(
    conn: Connection, address: str, name: str, language: str, zone: str, now: datetime, *, is_new: bool = False
) -> Member:
    """The member of this address, made where there is none; the address is verified from now on."""
    key = address_key(address)
    row = conn.execute(
        select(addresses.c.id, addresses.c.member_id, addresses.c.verified_at).where(addresses.c.key == key)
    ).first()
    if row is None:
        values = {
            "name": name or address.partition("@")[0],
            "language": language,
            "zone": zone,
            "is_new": is_new,
            "created_at": now,
        }
        member_id = conn.execute(insert(members).values(values).returning(members.c.id)).scalar_one()
        add_address(conn, member_id, address, now)
    elif row.verified_at is None:
        conn.execute(update(addresses).where(addresses.c.id == row.id).values(verified_at=now))
    found = member_at(conn, address)
    if found is None:
        raise ValueError(f"{address} belongs to an erased member")
    return found


def add_address(conn: Connection, member_id: int, address: str, now: datetime) -> int:
    """Give a member a further verified address; its id. An address that is somebody's stays theirs."""
    key = address_key(address)
    present: int | None = conn.scalar(select(addresses.c.id).where(addresses.c.key == key))
    if present is not None:
        return present
    values = {"member_id": member_id, "address": address, "key": key, "verified_at": now}
    made: int = conn.execute(insert(addresses).values(values).returning(addresses.c.id)).scalar_one()
    return made
