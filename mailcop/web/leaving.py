"""Unsubscribing from a letter: GET asks, POST acts (RFC 8058), and what was done can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import Response

from mailcop.community.members import member_of
from mailcop.community.subscriptions import silence, subscribe
from mailcop.model import addresses, deliveries, forums, newsletters, subscriptions
from mailcop.web.face import face_of, form_of
from mailcop.words import Delivery, DeliveryState, Purpose, Token

_WANTED = tuple(Delivery)
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
_MOST = 20  # other subscriptions that the page names


@dataclass(frozen=True, slots=True)
class Left:
    """A subscription as its letter's page names it, its address masked: the letter may have been forwarded."""

    id: int
    member_id: int
    forum_id: int | None
    title: str
    masked: str
    delivery: Delivery


async def ask(request: Request) -> Response:
    """GET changes nothing and shows a button; a token that means nothing gets the page that says so."""
    face = face_of(request)
    subscription_id = _subscription(request)
    found = await face.read(lambda conn: _found(conn, subscription_id))
    if found is None:
        return face.page(request, "unsubscribe-nothing.html")
    return face.page(request, "unsubscribe.html", title=found.title, masked=found.masked)


async def act(request: Request) -> Response:
    """POST `List-Unsubscribe=One-Click` stops the letters at once, again and again with the same answer; `undo` undoes.

    It needs no cookie and gives none any power (RFC 8058 section 3.2): the token in the path is all that counts. One
    that means nothing, forged, cut or of a subscription that is gone, is answered 200 too, and promised nothing.
    """
    face, form, now = face_of(request), await form_of(request), face_of(request).clock()
    subscription_id, undo = _subscription(request), form.get("undo", "")
    if undo:
        back = face.place.book.verify(undo, Purpose.LEAVE)
        if back is None or back.id != subscription_id or not 0 < back.item <= len(_WANTED):
            return await ask(request)
        wanted = _WANTED[back.item - 1]
        await face.write(lambda conn: _restore(conn, subscription_id, wanted, now))
        return face.page(request, "unsubscribed.html", undone=True)
    if form.get("List-Unsubscribe") != "One-Click":
        return await ask(request)
    found, taken_back, others = await face.write(lambda conn: _stop(conn, subscription_id, now))
    if found is None:
        return face.page(request, "unsubscribe-nothing.html")
    way_back = ""
    if found.delivery is not Delivery.NONE:
        item = _WANTED.index(found.delivery) + 1
        way_back = face.place.book.sign(Token(Purpose.LEAVE, found.id, item))
    facts: dict[str, Any] = {"title": found.title, "masked": found.masked, "others": others}
    return face.page(request, "unsubscribed.html", undone=False, taken_back=taken_back, undo=way_back, **facts)


def _subscription(request: Request) -> int:
    """The subscription that the token in the path stands for, or 0; one with an item is only a way back."""
    token = face_of(request).place.book.verify(request.path_params["token"], Purpose.LEAVE)
    return token.id if token is not None and token.item == 0 else 0


def _found(conn: Connection, subscription_id: int) -> Left | None:
    row = conn.execute(_chosen().where(subscriptions.c.id == subscription_id)).first()
    if row is None:
        return None
    return Left(row.id, row.member_id, row.forum_id, row.title, masked(row.address), Delivery(row.delivery))


def _chosen() -> Select[Any]:
    return (
        select(
            subscriptions.c.id, subscriptions.c.member_id, subscriptions.c.forum_id, subscriptions.c.delivery,
            func.coalesce(forums.c.title, newsletters.c.title).label("title"), addresses.c.address,
        )
        .join(addresses, addresses.c.id == subscriptions.c.address_id)
        .outerjoin(forums, forums.c.id == subscriptions.c.forum_id)
        .outerjoin(newsletters, newsletters.c.id == subscriptions.c.newsletter_id)
    )  # fmt: skip


def _stop(conn: Connection, subscription_id: int, now: datetime) -> tuple[Left | None, int, list[str]]:
    """What there was before, how many letters that waited are taken back, and what else the member still gets."""
    found = _found(conn, subscription_id)
    if found is None:
        return None, 0, []
    waiting = conn.scalar(
        select(func.count())
        .select_from(deliveries)
        .where(deliveries.c.subscription_id == subscription_id, deliveries.c.state.in_(_WAITING))
    )
    silence(conn, subscription_id, now, "unsubscribed")
    going = subscriptions.c.member_id == found.member_id, subscriptions.c.delivery != Delivery.NONE
    return found, int(waiting or 0), [row.title for row in conn.execute(_chosen().where(*going).limit(_MOST))]


def _restore(conn: Connection, subscription_id: int, wanted: Delivery, now: datetime) -> None:
    """Only where it is still off: a choice made since then stands."""
    found = _found(conn, subscription_id)
    if found is None or found.delivery is not Delivery.NONE:
        return
    member = member_of(conn, found.member_id)
    if found.forum_id is not None and member is not None:
        subscribe(conn, member, found.forum_id, wanted, now)
    elif found.forum_id is None:
        conn.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(delivery=wanted))


def masked(address: str) -> str:
    """`w…o@mail.example`: enough for its owner."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…{local[-1:] if len(local) > 2 else ''}@{domain}"
