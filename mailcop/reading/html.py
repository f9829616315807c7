"""HTML made safe to show; the only place that knows nh3."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import nh3

from mailcop.reading.charsets import clean


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _names(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr"
    " i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var"
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_DROPPED_WHOLE = _names(
    "script style title textarea noscript iframe object embed svg math template select noembed noframes plaintext xmp"
)
_ABSOLUTE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.I)
# Tags of elements that can hold elements of their own kind: not the void ones, nor those that the next one closes.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|track|wbr)[\s/>])"
    r"([a-z][^\s/>]*)"
)
_BEFORE_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_MOST_SIGNS = 10_000
_MOST_WRITING = 5_000_000_000  # signs times characters, about 25 ms
# Each begins with letters that are sought fast; that text may hold them too does no harm.
_LINKED = ' href="'
_SPANS, _STARTS, _LANGUAGES, _DIRECTIONS = (
    (name, re.compile(rf'{name}"([^"]*)')) for name in ("span=", " start=", " lang=", " dir=")
)
# As nh3 writes them: every value in double quotes and without any.
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_PREFORMATTED = re.compile(r'(<pre(?: [a-z]+="[^"]*")*>)\n')
_NUMBERS = _names("width height colspan rowspan start")


def sanitise(page: str, content_ids: frozenset[str], most_bytes: int, most_depth: int) -> tuple[str, str]:
    """(safe HTML, problem): absolute http, https and mailto links with `rel`, images of the same mail only.

    Too large or too deep a page gives nothing (nh3 is quadratic in depth); its text is shown instead.
    """
    if len(page) > most_bytes:
        return "", "HTML too large, shown as text"
    if page.count("<") - page.count("</") > most_depth and depth_of(page, most_depth) > most_depth:
        return "", "HTML nested too deeply, shown as text"
    if _is_heavy(page):
        return "", "HTML with too many signs in one text, shown as text"
    safe = _PLAIN_CLEANER.clean(page) if not content_ids else ""
    if content_ids or not _is_plain(safe):
        safe = _cleaner(content_ids).clean(page)
    safe = _without_empty_images(safe)
    if "<pre" in safe:
        safe = _PREFORMATTED.sub(r"\1\n\n", safe)  # a parser drops the first newline, nh3 does not write it again
    return clean(safe).strip(), ""


def _is_heavy(page: str) -> bool:
    """Whether nh3 would be slow: to write the signs of one text (`&`, `<`, `>`, no-break spaces) costs their number
    times its length; a megabyte of them is five seconds.
    """
    if len(page) ** 2 <= _MOST_WRITING:
        return False
    signs = page.count("&") + page.count("\xa0")
    loose = page.count("<") + page.count(">")
    if signs + loose < _MOST_SIGNS:
        return False
    texts = _BEFORE_TAG.split(page)
    signs += max(0, loose - 2 * (len(texts) - 1))
    return signs * max(map(len, texts)) > _MOST_WRITING


def _cleaner(content_ids: frozenset[str]) -> nh3.Cleaner:
    """The policy, for a mail with these pictures of its own."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            value = value.strip()
            return value if _ABSOLUTE.match(value) else None
        if name in _NUMBERS:
            return value if len(value) < 5 and value.isdecimal() and value.isascii() else None
        if name == "src":
            own = unquote(value[4:]) if value[:4].lower() == "cid:" else ""
            return f"cid:{own}" if own in content_ids else None
        return value[:300]

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        clean_content_tags=set(_DROPPED_WHOLE),
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "cid"},
        link_rel="nofollow ugc noopener noreferrer",
        strip_comments=True,
    )


# The same policy for a page without pictures of its own and with nothing odd in its links and numbers, as most are:
# nh3 asks Python about every attribute where there is a filter, which doubles what it costs.
_PLAIN_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={**_ATTRIBUTES, "img": {"alt"}},
    clean_content_tags=set(_DROPPED_WHOLE),
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow ugc noopener noreferrer",
    strip_comments=True,
)


def _is_plain(safe: str) -> bool:
    """Whether nothing is left that the filter would have dropped or cut."""
    if not all(map(_ABSOLUTE.match, safe.split(_LINKED)[1:])):
        return False
    numbers = [number for pattern in (_SPANS, _STARTS) for number in _values(pattern, safe)]
    if not all(len(number) < 5 and number.isascii() and number.isdecimal() for number in numbers):
        return False
    return not any(len(value) > 300 for pattern in (_LANGUAGES, _DIRECTIONS) for value in _values(pattern, safe))


def _values(pattern: tuple[str, re.Pattern[str]], safe: str) -> list[str]:
    name, value = pattern
    return value.findall(safe) if name in safe else []


def _without_empty_images(safe: str) -> str:
    """An image whose source was dropped says its alternative text or nothing."""
    if "<img" not in safe:
        return safe
    silent = safe.replace("<img>", "").replace('<img alt="">', "")  # as most are
    return _IMAGE.sub(_alternative, silent)


def _alternative(match: re.Match[str]) -> str:
    attributes = match.group(1)
    if ' src="' in attributes:
        return match.group()
    alt = attributes.partition(' alt="')[2].partition('"')[0]
    return html.escape(html.unescape(alt), quote=False) if alt else ""


def depth_of(page: str, enough: int) -> int:
    """How deeply elements may nest, at most; stops counting past `enough`.

    An end tag closes an element of its own name only: `<div></b>` nests as deeply as `<div>` does.
    """
    opened: dict[str, int] = {}
    depth = deepest = 0
    for is_end, name in _NESTING.findall(page.lower()):
        count = opened.get(name, 0)
        if not is_end:
            opened[name] = count + 1
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > enough:
                    break
        elif count:
            opened[name] = count - 1
            depth -= 1
    return deepest
