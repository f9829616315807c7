"""What every page is given: the tables, the pages, the clock; and how it answers when there is nothing to show."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mailcop.blobs import Blobs
from mailcop.db import Database
from mailcop.web.pages import ANYBODY, Pages, Place, Visitor
from mailcop.web.sessions import guard_of

T = TypeVar("T")
_LOCAL = re.compile(r"/(?!/)[A-Za-z0-9/._~?=&%+-]{0,300}")
_LARGEST_ID = 2**53


class PostedLetter(Protocol):
    """A letter as the demo's relay took it; `html` may be empty."""

    @property
    def to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def html(self) -> str: ...
    @property
    def text(self) -> str: ...


class Postbox(Protocol):
    """Every letter that the demo's relay received, in the order of coming; number N is the Nth."""

    @property
    def letters(self) -> Sequence[PostedLetter]: ...


@dataclass(frozen=True)
class Face:
    """The parts that the pages share; on `request.app.state.face`."""

    db: Database
    place: Place
    pages: Pages
    clock: Callable[[], datetime]
    blobs: Blobs | None
    postbox: Postbox | None

    async def read(self, work: Callable[[Connection], T]) -> T:
        """One snapshot. SQLite answers sooner than a thread would begin; PostgreSQL is waited for off the loop."""
        return self.db.read(work) if self.db.is_sqlite else await self.db.aread(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Returns after COMMIT."""
        return await self.db.awrite(work, "web")

    def page(self, request: Request, name: str, *, status: int = 200, section: str = "", **facts: Any) -> Response:
        """Render a template for this request."""
        return self.pages.render(request, name, self.clock(), status=status, section=section, **facts)

    @property
    def session_cookie(self) -> str:
        """The name of the session's cookie; `__Host-` binds it to this host and https (RFC 6265bis)."""
        return "__Host-mailcop" if self.place.is_https else "mailcop"

    @property
    def form_cookie(self) -> str:
        """The name of the cookie that a form before sign-in is bound to."""
        return self.session_cookie + "-form"


def face_of(request: Request) -> Face:
    """The parts of the app that answers this request."""
    found: Face = request.app.state.face
    return found


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    found: Visitor = getattr(request.state, "visitor", ANYBODY)
    return found


def member_of(request: Request) -> int:
    """The member who asks; pages that use it are behind the sign-in."""
    member_id = visitor_of(request).member_id
    if member_id is None:
        raise nothing()
    return member_id


def nothing() -> HTTPException:
    """Gone, never was, and private: one answer."""
    return HTTPException(404)


def id_in(request: Request, name: str = "id") -> int:
    """A number from the path; one that no row can have is nothing."""
    found = int(request.path_params[name])
    if not 0 < found < _LARGEST_ID:
        raise nothing()
    return found


def page_number(request: Request) -> int:
    """`?page=`, from 1; what is no number is 1."""
    asked = request.query_params.get("page", "1")
    return max(1, min(int(asked), 1_000_000)) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1


def words_in(request: Request, name: str, most: int = 200) -> str:
    """A text from the query, cut, without control characters."""
    return "".join(c for c in request.query_params.get(name, "")[:most] if c.isprintable()).strip()


def safe_next(text: str) -> str:
    """A path of this site to go on to, or empty: no scheme, no host, nothing that a browser reads as one."""
    if not _LOCAL.fullmatch(text) or re.match(r"/(in|out|u)(/|\?|$)", text):
        return ""
    return text


async def guarded_form(request: Request) -> dict[str, str]:
    """The fields of a form of ours; 403 where its guard is not that of this visitor's cookie."""
    form = await form_of(request)
    face = face_of(request)
    given = form.get("guard", "").encode()
    cookies = [request.cookies.get(name, "") for name in (face.session_cookie, face.form_cookie)]
    if not any(cookie and hmac.compare_digest(given, guard_of(cookie).encode()) for cookie in cookies):
        raise HTTPException(403)
    return form


async def form_of(request: Request) -> dict[str, str]:
    """The fields of an urlencoded or multipart form; files are left out, of a repeated name the last counts."""
    async with request.form(max_files=0, max_fields=50) as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}
