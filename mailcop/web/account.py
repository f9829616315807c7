"""Signing in by a mailed link, signing out, and what comes to a member."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailcop.addresses import address_key, is_address
from mailcop.community.members import member_at
from mailcop.editions.notices import LINK_SECRET, owe_notice
from mailcop.web import reads, sessions
from mailcop.web.face import Face, face_of, form_of, guarded_form, member_of, safe_next, visitor_of
from mailcop.web.pages import ANYBODY
from mailcop.writing.notice_kinds import NoticeKind

MINUTES = int(sessions.LINK_LIFE.total_seconds()) // 60
ANSWER_AFTER = 0.25  # seconds; for a member's address and for any other, so that nobody learns who is a member


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants a link: a mail address as typed, and a page to go on to."""

    mail: str
    next: str
    client: str


async def sign_in(request: Request) -> Response:
    """GET asks for the address."""
    onward = safe_next(request.query_params.get("next", ""))
    if visitor_of(request).is_signed_in:
        return RedirectResponse(onward or "/", 303)
    return _asking(request, onward)


async def send_link(request: Request) -> Response:
    """POST mails a link to a member; it says and takes the same for any other address."""
    began = time.monotonic()
    face, form = face_of(request), await form_of(request)
    mail, onward = form.get("mail", "").strip()[:320], safe_next(form.get("next", ""))
    if not is_address(mail):
        return _asking(request, onward, mail)
    asked = Asked(mail, onward, _client(request, face))
    is_heard = await face.write(lambda conn: _owe_link(conn, face, asked))
    if not is_heard:
        return face.page(request, "too-many.html", status=429, section="in")
    await asyncio.sleep(max(0.0, began + ANSWER_AFTER - time.monotonic()))
    return face.page(request, "signin-sent.html", section="in", mail=mail, minutes=MINUTES)


async def link(request: Request) -> Response:
    """GET shows a button and changes nothing: scanners fetch links before people do."""
    face, now = face_of(request), face_of(request).clock()
    secret = request.path_params["token"]
    if not await face.read(lambda conn: sessions.link_opens(conn, secret, now)):
        return face.page(request, "signin-stale.html", status=410, section="in")
    onward = safe_next(request.query_params.get("next", ""))
    form_secret = request.cookies.get(face.form_cookie, "") or sessions.new_secret()
    request.state.visitor = replace(ANYBODY, guard=sessions.guard_of(form_secret))
    response = face.page(request, "signin-link.html", section="in", next=onward)
    response.set_cookie(
        face.form_cookie, form_secret, max_age=MINUTES * 60, secure=face.place.is_https, httponly=True, samesite="lax"
    )
    return response


async def come_in(request: Request) -> Response:
    """POST consumes the link and opens a session with an id of its own."""
    form = await guarded_form(request)
    face, now = face_of(request), face_of(request).clock()
    link_secret, secret = request.path_params["token"], sessions.new_secret()

    def consume(conn: Connection) -> int | None:
        member_id = sessions.use_link(conn, link_secret, now)
        if member_id is not None:
            sessions.begin_session(conn, member_id, secret, now)
        return member_id

    if await face.write(consume) is None:
        return face.page(request, "signin-stale.html", status=410, section="in")
    response = RedirectResponse(safe_next(form.get("next", "")) or "/", 303)
    response.set_cookie(
        face.session_cookie,
        secret,
        max_age=int(sessions.SESSION_LIFE.total_seconds()),
        secure=face.place.is_https,
        httponly=True,
        samesite="lax",
    )
    response.delete_cookie(face.form_cookie, secure=face.place.is_https, httponly=True, samesite="lax")
    return response


async def sign_out(request: Request) -> Response:
    """POST closes the session on the server too."""
    await guarded_form(request)
    face = face_of(request)
    secret = request.cookies.get(face.session_cookie, "")
    await face.write(lambda conn: sessions.end_session(conn, secret))
    response = RedirectResponse("/in", 303)
    response.delete_cookie(face.session_cookie, secure=face.place.is_https, httponly=True, samesite="lax")
    return response


async def me(request: Request) -> Response:
    """What comes to the member, at which addresses, and the session."""
    face, member_id = face_of(request), member_of(request)

    def look(conn: Connection) -> dict[str, Any]:
        return {
            "addresses": reads.addresses_of(conn, member_id),
            "subscriptions": reads.subscriptions_of(conn, member_id),
        }

    return face.page(request, "me.html", section="me", **await face.read(look))


def _asking(request: Request, onward: str, wrong: str | None = None) -> Response:
    is_wrong = wrong is not None
    return face_of(request).page(
        request,
        "signin.html",
        status=422 if is_wrong else 200,
        section="in",
        next=onward,
        mail=wrong or "",
        wrong=is_wrong,
        minutes=MINUTES,
    )


def _owe_link(conn: Connection, face: Face, asked: Asked) -> bool:
    """False where this client has asked too often. An address that has its letters for this hour gets none."""
    now, key = face.clock(), address_key(asked.mail)
    if not sessions.take_turn(conn, f"client:{asked.client}", sessions.ASKED_AN_HOUR, now):
        return False
    subject = hmac.digest(face.place.book.secret, f"sign-in:{key}".encode(), "sha256").hex()
    may_have_one = sessions.take_turn(conn, f"address:{subject}", sessions.LINKS_AN_HOUR, now)
    member = member_at(conn, asked.mail)
    if member is None or not may_have_one:
        return True
    seed = sessions.new_secret()
    link_id = sessions.keep_link(conn, member.id, key, face.place.book.link_secret(seed), now)
    onward = f"?next={quote(asked.next, safe='')}" if asked.next else ""
    owe_notice(
        conn,
        NoticeKind.SIGN_IN,
        member.address,
        now,
        key=str(link_id),
        values={"url": f"{face.place.base_url}/in/{LINK_SECRET}{onward}", "minutes": MINUTES},
        expires_at=now + sessions.LINK_LIFE,
        link_seed=seed,
    )
    return True


def _client(request: Request, face: Face) -> str:
    """Who asks, as a keyed hash: an address, of IPv6 its /64, which one person has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address):
            host = str(ipaddress.ip_network((address, 64), strict=False))
    except ValueError:
        host = "unknown"
    return hmac.digest(face.place.book.secret, f"client:{host}".encode(), "sha256").hex()
