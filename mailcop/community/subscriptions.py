"""What a member gets of a forum: joined, changed, left. Marks move so that nothing is owed twice or skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, insert, select, update
from sqlalchemy.engine import Connection

from mailcop.community.members import Member
from mailcop.model import addresses, deliveries, forums, mailings, subscriptions
from mailcop.timetable import local
from mailcop.words import Delivery, DeliveryState, MailingKind, MailingState, Role


@dataclass(frozen=True, slots=True)
class Change:
    """What a word of a member changed; `was` is None for a new subscription."""

    subscription_id: int
    was: Delivery | None
    now: Delivery


def subscribe(
    conn: Connection, member: Member, forum_id: int, delivery: Delivery, now: datetime, *, role: Role | None = None
) -> Change:
    """Join the forum, or change what is delivered. Posts from now on: the digest's mark starts at the present seq."""
    row = conn.execute(
        select(subscriptions.c.id, subscriptions.c.delivery, subscriptions.c.role)
        .where(subscriptions.c.member_id == member.id, subscriptions.c.forum_id == forum_id)
    ).first()  # fmt: skip
    if row is None:
        seq = _present_seq(conn, forum_id)
        values = {
            "member_id": member.id, "forum_id": forum_id, "address_id": member.address_id, "delivery": delivery,
            "role": role or Role.MEMBER, "mark": seq, "each_since": seq, "created_at": now,
            "last_period": local(now, member.zone).date().isoformat(),
        }  # fmt: skip
        made: int = conn.execute(insert(subscriptions).values(values).returning(subscriptions.c.id)).scalar_one()
        return Change(made, None, delivery)
    if role is not None and role != row.role:
        conn.execute(update(subscriptions).where(subscriptions.c.id == row.id).values(role=role))
    was = Delivery(row.delivery)
    if was is not delivery:
        _change(conn, row.id, member, forum_id, was, delivery, now)
    return Change(row.id, was, delivery)


def _change(
    conn: Connection, subscription_id: int, member: Member, forum_id: int, was: Delivery, to: Delivery, now: datetime
) -> None:
    seq = _present_seq(conn, forum_id)
    values: dict[str, object] = {"delivery": to}
    if to is Delivery.EACH:
        values["each_since"] = seq
    if was is Delivery.EACH:
        owe_open_posts(conn, subscription_id, member, forum_id, now)
    if was is Delivery.EACH or {was, to} & {Delivery.NONE, Delivery.NOTICES}:
        values["mark"] = seq  # between daily and weekly the mark stays: nothing falls between two digests
    if to in (Delivery.DAILY, Delivery.WEEKLY):  # the first digest comes with the next period, not at once
        today = local(now, member.zone).date().isoformat()
        values["last_period"] = case((subscriptions.c.last_period < today, today), else_=subscriptions.c.last_period)
    conn.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(values))


def owe_open_posts(conn: Connection, subscription_id: int, member: Member, forum_id: int, now: datetime) -> None:
    """Plan the letters of posts that are not expanded yet, before this reader falls out of their audience."""
    since = conn.scalar(select(subscriptions.c.each_since).where(subscriptions.c.id == subscription_id)) or 0
    waiting = conn.execute(
        select(mailings.c.id, mailings.c.audience, mailings.c.due_at, mailings.c.expanded_through)
        .where(
            mailings.c.forum_id == forum_id,
            mailings.c.kind == MailingKind.POST,
            mailings.c.state == MailingState.OPEN,
        )
    ).all()  # fmt: skip
    address = conn.execute(
        select(addresses.c.address, addresses.c.key)
        .join(subscriptions, subscriptions.c.address_id == addresses.c.id)
        .where(subscriptions.c.id == subscription_id)
    ).one()  # fmt: skip
    for mailing in waiting:
        audience = mailing.audience
        is_owed = (
            mailing.expanded_through < subscription_id <= audience.get("through", 0) and audience.get("seq", 0) > since
        )
        if is_owed:
            conn.execute(
                insert(deliveries).values(
                    mailing_id=mailing.id, member_id=member.id, subscription_id=subscription_id,
                    address=address.address, key=address.key, state=DeliveryState.PLANNED, due_at=mailing.due_at,
                )
            )  # fmt: skip


def subscription_of(conn: Connection, member_id: int, forum_id: int) -> int | None:
    """The id of a member's subscription to a forum."""
    found: int | None = conn.scalar(
        select(subscriptions.c.id).where(subscriptions.c.member_id == member_id, subscriptions.c.forum_id == forum_id)
    )
    return found


def leave(conn: Connection, member: Member, forum_id: int, now: datetime) -> Change | None:
    """Set the subscription to none; letters that wait are skipped at their claim. None where there was none."""
    subscription_id = subscription_of(conn, member.id, forum_id)
    if subscription_id is None:
        return None
    return silence(conn, subscription_id, now, "left")


def silence(conn: Connection, subscription_id: int, now: datetime, reason: str) -> Change | None:
    """One-click unsubscribe of this subscription: nothing more is sent for it; idempotent."""
    row = conn.execute(
        select(subscriptions.c.delivery, subscriptions.c.forum_id).where(subscriptions.c.id == subscription_id)
    ).first()
    if row is None:
        return None
    seq = _present_seq(conn, row.forum_id) if row.forum_id else 0
    conn.execute(
        update(subscriptions).where(subscriptions.c.id == subscription_id).values(delivery=Delivery.NONE, mark=seq)
    )
    conn.execute(
        update(deliveries)
        .where(
            deliveries.c.subscription_id == subscription_id,
            deliveries.c.state.in_([DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.DEFERRED]),
        )
        .values(state=DeliveryState.SKIPPED, text=reason, settled_at=now)
    )
    return Change(subscription_id, Delivery(row.delivery), Delivery.NONE)


def _present_seq(conn: Connection, forum_id: int) -> int:
    found: int = conn.execute(select(forums.c.last_seq).where(forums.c.id == forum_id)).scalar_one()
    return found
