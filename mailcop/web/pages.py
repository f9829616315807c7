"""Templates and the reader's language and zone: what turns facts into a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from mailcop.addresses import AddressBook
from mailcop.timetable import zone_named
from mailcop.web.prose import typeset
from mailcop.writing.catalogue import Catalogue
from mailcop.writing.moments import Moments

# Each language in its own words: a tag is read by those who look for theirs.
TONGUES: Mapping[str, str] = {
    "en": "English", "es": "español", "fr": "français", "pt": "português", "ar": "العربية", "de": "Deutsch",
    "it": "italiano", "ru": "русский", "uk": "українська", "zh": "中文", "ja": "日本語", "hi": "हिन्दी",
    "sw": "Kiswahili",
}  # fmt: skip
LANGUAGE_COOKIE = "mailcop-language"


@dataclass(frozen=True, slots=True)
class Place:
    """What the config says of the community, as far as the web shows it; `base_url` has no slash at its end."""

    name: str
    base_url: str
    languages: tuple[str, ...]
    zone: str
    book: AddressBook
    person_address: str = ""
    join_address: str = ""

    @property
    def is_https(self) -> bool:
        """True where cookies may be bound to a secure host."""
        return self.base_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks; without a member it is anybody. `guard` is what this visitor's forms must carry."""

    member_id: int | None = None
    name: str = ""
    language: str = ""
    zone: str = ""
    guard: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        """True with a session that stands."""
        return self.member_id is not None


ANYBODY = Visitor()


@dataclass(frozen=True, slots=True)
class Zone:
    """The clock that the times of a page follow."""

    city: str
    offset: str


@dataclass
class Pages:
    """Renders pages of one place in every language that it has; made once. A template is compiled when it is used."""

    place: Place
    catalogues: Mapping[str, Catalogue]
    has_postbox: bool
    folder: Path
    style: bytes = field(init=False)
    _env: jinja2.Environment = field(init=False)
    _style_version: str = field(init=False)

    def __post_init__(self) -> None:
        self.style = (self.folder / "style.css").read_bytes()
        self._style_version = hashlib.sha256(self.style).hexdigest()[:12]
        loader = jinja2.FileSystemLoader(self.folder)
        self._env = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, auto_reload=False, trim_blocks=False
        )
        self._env.globals |= {"_": _gettext, "ngettext": _ngettext, "bdi": _bdi, "strong": _strong, "mailto": _mailto}
        self._env.filters |= _FILTERS

    def render(
        self, request: Request, name: str, now: datetime, *, status: int = 200, section: str = "", **facts: Any
    ) -> Response:
        """The page `name` for whoever asks, with its language remembered where `?in=` chose one."""
        visitor: Visitor = getattr(request.state, "visitor", ANYBODY)
        language, is_chosen = self.language_of(request, visitor)
        moments = self.moments_of(visitor, language)
        page = self.template(name).render(
            community=self.place,
            visitor=visitor,
            guard=visitor.guard,
            language=language,
            languages=[(code, TONGUES.get(code, code).capitalize()) for code in self.place.languages],
            has_postbox=self.has_postbox,
            section=section,
            style_version=self._style_version,
            zone=Zone(moments.city, moments.offset(now)),
            moments=moments,
            this_year=moments.local(now).year,
            **facts,
        )
        response = HTMLResponse(page, status, {"content-language": language, "vary": "Cookie, Accept-Language"})
        if is_chosen:
            response.set_cookie(
                LANGUAGE_COOKIE, language, max_age=31536000, httponly=True, samesite="lax", secure=self.place.is_https
            )
        return response

    def template(self, name: str) -> jinja2.Template:
        """The template of this name, compiled once."""
        return self._env.get_template(name)

    def language_of(self, request: Request, visitor: Visitor) -> tuple[str, bool]:
        """The language of the page, and whether the address itself chose it."""
        known = self.place.languages
        if (asked := request.query_params.get("in", "")) in known:
            return asked, True
        for code in (request.cookies.get(LANGUAGE_COOKIE, ""), visitor.language):
            if code in known:
                return code, False
        return _accepted(request.headers.get("accept-language", ""), known), False

    def moments_of(self, visitor: Visitor, language: str) -> Moments:
        """Dates and hours in this language, on the visitor's clock or the community's."""
        try:
            zone = zone_named(visitor.zone or self.place.zone).key
        except ValueError:  # a name that newer zone data dropped
            zone = self.place.zone
        return Moments(self.catalogues.get(language, Catalogue(language)), zone)


def _accepted(header: str, known: tuple[str, ...]) -> str:
    """The best known language of an Accept-Language field (RFC 9110 section 12.5.4), else the first known."""
    wanted: list[tuple[float, int, str]] = []
    for position, part in enumerate(header[:500].split(",")):
        found = re.fullmatch(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        if found and found[1].lower() in known:
            wanted.append((-float(found[2] or 1), position, found[1].lower()))
    usable = [(weight, position, code) for weight, position, code in wanted if weight < 0]
    return min(usable)[2] if usable else known[0]


def _moments(context: Context) -> Moments:
    found: Moments = context["moments"]
    return found


@jinja2.pass_context
def _gettext(context: Context, message: str, **values: object) -> Markup:
    """The reader's words, which are ours and may hold markup; the values put into them are escaped."""
    return Markup(_moments(context).words.gettext(message)).format(**values)  # noqa: S704  # a msgid of a template


@jinja2.pass_context
def _ngettext(context: Context, singular: str, plural: str, num: int, **values: object) -> Markup:
    moments = _moments(context)
    words = moments.words.ngettext(singular, plural, num)
    return Markup(words).format(num=moments.number(num), **values)  # noqa: S704  # a msgid of a template


def _bdi(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


def _strong(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)


def _mailto(address: str) -> Markup:
    return Markup('<a href="mailto:{}">{}</a>').format(address, _breakable(address))


@jinja2.pass_context
def _moment(context: Context, at: datetime) -> str:
    """`12 May, 08:41`; with its year where that is not this one."""
    moments = _moments(context)
    year = moments.local(at).year
    day = moments.day_month(at) if year == context["this_year"] else f"{moments.day_month(at)} {year}"
    return f"{day}, {moments.clock(at)}"


@jinja2.pass_context
def _days(context: Context, first: datetime, last: datetime) -> str:
    moments = _moments(context)
    years = moments.local(first).year, moments.local(last).year
    if years[0] != years[1]:
        return f"{moments.day_month(first)} {years[0]} – {moments.day_month(last)} {years[1]}"
    return f"{moments.span(first, last)} {years[1]}"


@jinja2.pass_context
def _iso(context: Context, at: datetime) -> str:
    return _moments(context).local(at).isoformat(timespec="minutes")


def _breakable(text: str) -> Markup:
    """An address that may break after its @ instead of in the middle of a name."""
    return Markup("@<wbr>").join(escape(part) for part in str(text).split("@"))


def _lang(code: str) -> Markup:
    """The `lang` attribute; nothing for an unknown language. Direction is that of each paragraph, not of a guess."""
    if not code or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", code):
        return Markup("")
    return Markup(' lang="{}"').format(code)


def _of(name: str) -> Any:
    """A method of Moments as a filter."""

    @jinja2.pass_context
    def apply(context: Context, *arguments: Any) -> Any:
        return getattr(_moments(context), name)(*arguments)

    return apply


@jinja2.pass_context
def _kind_of_letter(context: Context, kind: str) -> str:
    return _moments(context).words.gettext(_LETTERS.get(kind, kind))


_LETTERS = {
    "post": "Post", "digest": "Digest", "newsletter": "Newsletter", "announcement": "Announcement",
    "reminder": "Reminder", "preview": "Preview", "notice": "Notice",
}  # fmt: skip

_FILTERS: dict[str, Any] = {
    "moment": _moment,
    "days": _days,
    "full": _of("moment"),
    "clock": _of("clock"),
    "offset": _of("offset"),
    "weekday": _of("weekday"),
    "month": _of("month"),
    "day": _of("day"),
    "size": _of("size"),
    "kind": _of("kind"),
    "clock_in": lambda at, zone: f"{at.astimezone(zone_named(zone)):%H:%M}",
    "iso": _iso,
    "tongue": lambda code: TONGUES.get(code, code),
    "lang": _lang,
    "typeset": typeset,
    "breakable": _breakable,
    "kind_of_letter": _kind_of_letter,
}
