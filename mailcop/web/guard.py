"""What every request meets first and every response carries: limits, origin checks, security headers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 64 * 1024  # the longest form
URL_BYTES = 4096
BODY_SECONDS = 20

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "private, no-store",
}
"""Set on every response; a route that needs another value sets it itself."""
_STRICT_TRANSPORT = "max-age=31536000"


class TooLarge(Exception):
    """The body is longer than any form of ours."""


class Guard:
    """Pure ASGI: refuses what no page of ours sends, and puts `HEADERS` on whatever is answered."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self._app = app
        base = urlsplit(base_url)
        self._origin = f"{base.scheme}://{base.netloc}"
        self._is_https = base.scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = False

        async def guarded_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self._is_https:
                    headers["strict-transport-security"] = _STRICT_TRANSPORT
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded_send)
            return
        try:
            await self._app(scope, _Measured(receive), guarded_send)
        except TooLarge:
            if not started:
                await PlainTextResponse("Too large.\n", 413)(scope, receive, guarded_send)
        except TimeoutError:
            if not started:
                await PlainTextResponse("Too slow.\n", 408)(scope, receive, guarded_send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if len(scope["raw_path"]) + len(scope["query_string"]) > URL_BYTES:
            return PlainTextResponse("The address is too long.\n", 414)
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("Not allowed.\n", 405, {"allow": "GET, HEAD, POST"})
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY_BYTES:
            return PlainTextResponse("Too large.\n", 413)
        if scope["method"] == "POST" and self._is_foreign(headers):
            return PlainTextResponse("This form was sent from another site.\n", 403)
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """True where the browser says that another site sent this. A one-click client says nothing.

        `Origin: null` decides nothing: our own pages send it, because of `Referrer-Policy: no-referrer`
        (Fetch, "append a request Origin header"). The guard field of the form decides then.
        """
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return True
        return headers.get("origin", "null") not in {"null", self._origin}


class _Measured:
    """A `receive` that gives up on a body that is too long or comes too slowly."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:
            return await self._receive()
        async with asyncio.timeout(BODY_SECONDS):
            message = await self._receive()
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._bytes > BODY_BYTES:
                raise TooLarge
        return message
