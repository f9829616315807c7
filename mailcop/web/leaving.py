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
from mailcop.community.subscriptions import EVERYTHING, silence, subscribe
from mailcop.model import addresses, deliveries, forums, newsletters, subscriptions
from mailcop.web.face import Face, face_of, form_of
from mailcop.words import Delivery, DeliveryState, Purpose, Token

_WANTED = tuple(Delivery)
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
_MOST = 200  # subscriptions that one undo brings back
_NO_TOKEN = Token(Purpose.LEAVE, 0)


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
    face, token = face_of(request), _token(request)
    found = await face.read(lambda conn: _found(conn, token))
    if not found:
        return _nothing(face, request)
    going = [one.title for one in found if one.delivery is not Delivery.NONE]
    return face.page(request, "unsubscribe.html", **_facts(token, found), titles=going)


async def act(request: Request) -> Response:
    """POST `List-Unsubscribe=One-Click` stops the letters at once, again and again with the same answer; `undo` undoes.

    It needs no cookie and gives none any power (RFC 8058 section 3.2): the token in the path is all that counts. One
    that means nothing, forged, cut or of a subscription that is gone, is answered 200 too, and promised nothing.
    """
    face, form, now = face_of(request), await form_of(request), face_of(request).clock()
    token, undo = _token(request), form.get("undo", "")
    if undo:
        wanted = _ways_back(face, undo)
        if not await face.write(lambda conn: _restore(conn, token, wanted, now)):
            return await ask(request)
        return face.page(request, "unsubscribed.html", undone=True)
    if form.get("List-Unsubscribe") != "One-Click":
        return await ask(request)
    found, taken_back = await face.write(lambda conn: _stop(conn, token, now))
    if not found:
        return _nothing(face, request)
    ways_back = " ".join(
        face.place.book.sign(Token(Purpose.LEAVE, one.id, _WANTED.index(one.delivery) + 1))
        for one in found[:_MOST]
        if one.delivery is not Delivery.NONE
    )
    facts = _facts(token, found)
    return face.page(request, "unsubscribed.html", undone=False, taken_back=taken_back, undo=ways_back, **facts)


def _nothing(face: Face, request: Request) -> Response:
    return face.page(request, "unsubscribe-nothing.html")


def _facts(token: Token, found: list[Left]) -> dict[str, Any]:
    """What both pages say: the one title, or that it is everything, and the masked address."""
    is_all = token.item == EVERYTHING
    return {"title": "" if is_all else found[0].title, "is_all": is_all, "masked": found[0].masked}


def _token(request: Request) -> Token:
    """What the token in the path stands for: a subscription, or with it everything; a way back is neither."""
    token = face_of(request).place.book.verify(request.path_params["token"], Purpose.LEAVE)
    return token if token is not None and token.item in (0, EVERYTHING) else _NO_TOKEN


def _ways_back(face: Face, undo: str) -> dict[int, Delivery]:
    """What the words of an undo bring back, by subscription; what is forged is left out."""
    tokens = (face.place.book.verify(word, Purpose.LEAVE) for word in undo.split()[:_MOST])
    return {one.id: _WANTED[one.item - 1] for one in tokens if one is not None and 0 < one.item <= len(_WANTED)}


def _found(conn: Connection, token: Token) -> list[Left]:
    """The subscription of the token first; with it those of the same member where the token ends everything."""
    rows = conn.execute(_chosen().where(subscriptions.c.id == token.id)).all()
    if rows and token.item == EVERYTHING:
        mine = subscriptions.c.member_id == rows[0].member_id, subscriptions.c.id != token.id
        rows = [*rows, *conn.execute(_chosen().where(*mine).order_by(subscriptions.c.id))]
    return [
        Left(row.id, row.member_id, row.forum_id, row.title, masked(row.address), Delivery(row.delivery))
        for row in rows
    ]  # fmt: skip


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


def _stop(conn: Connection, token: Token, now: datetime) -> tuple[list[Left], int]:
    """What there was before, and how many letters that waited are taken back."""
    found = _found(conn, token)
    ids = [one.id for one in found]
    waiting = conn.scalar(
        select(func.count())
        .select_from(deliveries)
        .where(deliveries.c.subscription_id.in_(ids), deliveries.c.state.in_(_WAITING))
    )
    for subscription_id in ids:
        silence(conn, subscription_id, now, "unsubscribed")
    return found, int(waiting or 0)


def _restore(conn: Connection, token: Token, wanted: dict[int, Delivery], now: datetime) -> bool:
    """Only what the token may end, and only where it is still off: a choice made since then stands."""
    back = [one for one in _found(conn, token) if one.id in wanted]
    for one in back:
        if one.delivery is not Delivery.NONE:
            continue
        member = member_of(conn, one.member_id)
        if one.forum_id is not None and member is not None:
            subscribe(conn, member, one.forum_id, wanted[one.id], now)
        elif one.forum_id is None:
            again = update(subscriptions).where(subscriptions.c.id == one.id)
            conn.execute(again.values(delivery=wanted[one.id]))
    return bool(back)


def masked(address: str) -> str:
    """`w…o@mail.example`: enough for its owner."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…{local[-1:] if len(local) > 2 else ''}@{domain}"
