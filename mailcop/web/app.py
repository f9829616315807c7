"""The web face put together: its routes, and who may pass."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import literal, select
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mailcop.addresses import AddressBook
from mailcop.blobs import Blobs
from mailcop.config import Config, data_path
from mailcop.db import Database, DatabaseTrouble
from mailcop.web import account, archive, leaving, postbox
from mailcop.web.face import Face, Postbox, face_of
from mailcop.web.guard import Guard, TooLarge
from mailcop.web.pages import ANYBODY, Pages, Place
from mailcop.web.sessions import visitor_of
from mailcop.writing.catalogue import Catalogue, load_catalogues

log = logging.getLogger(__name__)
_OPEN = ("/in", "/u", "/health", "/style.css")  # what needs no session; the demo's postbox besides


def create_app(
    db: Database,
    config: Config,
    *,
    catalogues: Mapping[str, Catalogue] | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    blobs: Blobs | None = None,
    postbox: Postbox | None = None,
    templates: Path | None = None,
) -> Starlette:
    """The web face over these tables. Links are made from the config's `base_url`, never from a request.

    `postbox` adds the demo's pages. `templates` is the folder that holds `web` and `locale`; else the packaged one.
    """
    folder = templates or data_path("templates")
    place = place_of(config)
    words = catalogues or load_catalogues(folder / "locale", place.languages)
    pages = Pages(place, words, postbox is not None, folder / "web")
    middleware = [Middleware(Guard, base_url=place.base_url), Middleware(Entrance)]
    app = Starlette(
        routes=routes(with_postbox=postbox is not None),
        middleware=middleware,
        exception_handlers={HTTPException: _declined},
    )
    app.router.redirect_slashes = False
    app.state.face = Face(db, place, pages, clock, blobs, postbox)
    return app


def place_of(config: Config) -> Place:
    """What the web shows of a config."""
    book = AddressBook(config.mail.addresses, config.mail.secret)
    first = config.forums[0].name if config.forums else ""
    return Place(
        config.community.name,
        config.web.base_url.rstrip("/"),
        config.community.languages,
        config.community.zone,
        book,
        book.address(f"{first}.facilitators") if first else "",
        book.address(f"{first}.join") if first else "",
    )


def routes(*, with_postbox: bool) -> list[Route]:
    """Every address that the web face answers."""
    found = [
        Route("/", archive.home),
        Route("/f/{name}", archive.forum),
        Route("/t/{id:int}", archive.thread),
        Route("/p/{token}", archive.permalink),
        Route("/p/{token}/formatted", archive.formatted),
        Route("/a/{token}/{name:path}", archive.attachment),
        Route("/search", archive.search),
        Route("/me", account.me),
        Route("/in", account.sign_in, methods=["GET"]),
        Route("/in", account.send_link, methods=["POST"]),
        Route("/in/{token}", account.link, methods=["GET"]),
        Route("/in/{token}", account.come_in, methods=["POST"]),
        Route("/out", account.sign_out, methods=["POST"]),
        Route("/u/{token}", leaving.ask, methods=["GET"]),
        Route("/u/{token}", leaving.act, methods=["POST"]),
        Route("/health", health),
        Route("/style.css", style),
    ]
    if with_postbox:
        found += [
            Route("/postbox", postbox.letters),
            Route("/postbox/{number:int}", postbox.letter),
            Route("/postbox/{number:int}/frame", postbox.frame),
            Route("/postbox/{number:int}.eml", postbox.source),
        ]
    return found


class Entrance:
    """Pure ASGI: says who asks, and sends who is not signed in to the sign-in, whatever they asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            answer: ASGIApp = await self._turned_away(request) or self._app
            await answer(scope, receive, noting_send)
        except (HTTPException, TooLarge, TimeoutError):
            raise
        except Exception as error:
            trouble = _troubled(request, error)
            if started:
                raise
            await trouble(scope, receive, send)

    async def _turned_away(self, request: Request) -> Response | None:
        face = face_of(request)
        request.state.visitor = ANYBODY
        secret = request.cookies.get(face.session_cookie, "")
        if secret and request.url.path not in {"/health", "/style.css"}:
            found = await face.read(lambda conn: visitor_of(conn, secret, face.clock()))
            request.state.visitor = found or ANYBODY
        if request.state.visitor.is_signed_in or is_open(request.url.path, has_postbox=face.postbox is not None):
            return None
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        onward = f"?next={quote(path, safe='')}" if request.method != "POST" and path != "/" else ""
        return RedirectResponse(f"/in{onward}", 303)


def is_open(path: str, *, has_postbox: bool) -> bool:
    """True for what anybody may ask for."""
    first = "/" + path[1:].partition("/")[0]
    return first in _OPEN or (has_postbox and first == "/postbox")


async def health(request: Request) -> Response:
    """200 where the tables answer, else 503."""
    face = face_of(request)
    try:
        await face.db.aread(lambda conn: conn.execute(select(literal(1))).scalar_one())
    except Exception as error:
        log.warning("health=bad reason=%s", type(error).__name__)
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ok\n")


async def style(request: Request) -> Response:
    """The one style sheet; its address holds its version."""
    pages = face_of(request).pages
    kept = "public, max-age=31536000, immutable" if "v" in request.query_params else "public, max-age=300"
    return Response(pages.style, media_type="text/css", headers={"cache-control": kept})


async def _declined(request: Request, error: Exception) -> Response:
    """One page for gone, never was, and private; a short one for what no page of ours asks."""
    assert isinstance(error, HTTPException)  # it is registered for that class
    face = face_of(request)
    if error.status_code == 404:
        return face.page(request, "error.html", status=404)
    if error.status_code == 403:
        return face.page(request, "stale-form.html", status=403)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


def _troubled(request: Request, error: Exception) -> Response:
    """What is wrong is ours: an opaque id for whoever asks, the rest for the log."""
    id_ = secrets.token_hex(4)
    is_storage = isinstance(error, OperationalError | DatabaseTrouble)
    route = request.scope.get("route")  # its pattern: a path may hold a token
    log.error("web=trouble id=%s route=%s", id_, route.path if isinstance(route, Route) else "", exc_info=error)
    return face_of(request).page(request, "trouble.html", status=503 if is_storage else 500, id=id_)
