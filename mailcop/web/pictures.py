"""The pictures inside a letter that reading cleaned: each at its attachment, or as a link, or as words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from mailcop.reading.attachments import SHOWN_PICTURES

# As nh3 writes it: every value in double quotes and without any.
_PICTURE = re.compile(r'<img((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
_VALUE = re.compile(r'\s([a-z-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """An attachment that the letter may name by its Content-ID."""

    name: str
    type: str
    href: str


def with_pictures(cleaned: str, of: Mapping[str, Picture]) -> Markup:
    """The page with each `cid:` (RFC 2392) led to the attachment of that Content-ID.

    One of a type that browsers don't draw becomes a link; one that is not there leaves its alternative words.
    """
    return Markup(_PICTURE.sub(lambda found: _shown(found, of), cleaned))  # noqa: S704  # reading.html made `cleaned`


def _shown(found: re.Match[str], of: Mapping[str, Picture]) -> str:
    values = {name: unescape(value) for name, value in _VALUE.findall(found[1])}
    words = values.get("alt", "").strip()
    source = values.get("src", "")
    picture = of.get(source[4:]) if source[:4].lower() == "cid:" else None
    if picture is None:
        return str(Markup("<i>{}</i>").format(words)) if words else ""
    if picture.type.lower() not in SHOWN_PICTURES:
        return str(Markup('<a href="{}" download>{}</a>').format(picture.href, words or picture.name))
    size = [Markup(' {}="{}"').format(name, values[name]) for name in ("width", "height") if name in values]
    return str(Markup('<img src="{}" alt="{}"{}>').format(picture.href, words or picture.name, Markup("").join(size)))
