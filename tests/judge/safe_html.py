"""XSS vectors: what reading lets through is parsed as a browser would, twice, and nothing active may be left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from selectolax.lexbor import LexborHTMLParser

from mailcop.reading import read
from tests.judge.corpora import CORPORA, demand, half, labels
from tests.judge.figures import Failure, Measured, alone, split_share

SOURCES = ("dompurify", "payloads")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_XHTML = "{http://www.w3.org/1999/xhtml}"
# What mail may show. The list is the judge's own: what sanitises is not asked what it lets through.
_ELEMENTS = _names(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup"
    " table tbody td tfoot th thead time tr tt u ul var wbr center font big address article section header footer aside"
    " main nav acronym html head body"
)
_ATTRIBUTES = _names(
    "href src alt title rel lang dir width height colspan rowspan start align valign border cite datetime type value"
    " cellpadding cellspacing scope reversed span"
)
_URLS = frozenset(
    {"href", "src", "cite", "background", "action", "formaction", "poster", "data", "srcset", "ping", "longdesc"}
)
_LINKS = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_EDGE = "".join(map(chr, range(33)))
_CONTEXTS = (
    ("alone", "{raw}"),
    ("in a table", "<table><tr><td>{raw}</td></tr></table>"),
    ("in a link", '<a href="https://example.org/">{raw}</a>'),
    ("as a link", '<a href="{text}">here</a>'),
    ("as an image", '<p>before<img src="{text}" alt="{text}" onerror="{text}">after</p>'),
    (
        "as a style",
        '<p style="{text}" lang="{text}" dir="{text}">words</p><blockquote cite="{text}">words</blockquote>',
    ),
)
_HEAD = (
    b"From: Ana <ana@example.org>\nTo: general@example.net\nSubject: A page\nMessage-ID: <page@example.org>\n"
    b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
)


def measure() -> Measured:
    """Each vector alone and in five places, judged by two parsers."""
    measured = Measured("safe_html")
    for source in SOURCES:
        harmless: list[tuple[int, bool]] = []
        stable: list[tuple[int, bool]] = []
        for index, vector in enumerate(labels(CORPORA / "xss" / source / "vectors.jsonl")):
            active, changes = _judge(source, index, vector, measured)
            harmless.append((index, not active))
            stable.append((index, not changes))
        measured.figures += [
            split_share(
                f"xss/{source}: vectors harmless when parsed, in each of {len(_CONTEXTS)} places", harmless, floor=1.0
            ),
            split_share(f"xss/{source}: parsed again, the same tree", stable, floor=1.0),
        ]
    return measured


def _judge(source: str, index: int, vector: dict[str, Any], measured: Measured) -> tuple[bool, bool]:
    is_active = is_changed = False
    raw: str = vector["payload"]
    for place, context in _CONTEXTS:
        page = (
            context.format(raw=raw, text=escape(raw, quote=True))
            if "{text}" in context
            else context.replace("{raw}", raw)
        )
        out = sanitised(page)
        about = f"{vector['id']} {place}"
        if found := list(active(out)):
            is_active = True
            came = f"{found[:5]}\n{out[:1_500]}"
            measured.failures.append(Failure(source, about, half(index), f"left: {found[0]}", page[:1_500], came))
        if change := unstable(out):
            is_changed = True
            measured.failures.append(Failure(source, about, half(index), change, page[:1_500], out[:1_500]))
    return is_active, is_changed


def sanitised(page: str) -> str:
    """The HTML that reading makes of a mail with that page."""
    return read(_HEAD + page.encode("utf-8", "replace")).html


def active(page: str) -> Iterator[str]:
    """What in a page could act, load, submit or disguise, by html5lib's tree and by lexbor's."""
    for root in (html5lib.parse(page), html5lib.parseFragment(page, container="div")):
        for element in root.iter():
            yield from _in_element(*_named(element))
    for node in LexborHTMLParser(page).css("*"):
        yield from _in_element(node.tag or "", {name: value or "" for name, value in node.attributes.items()})


def _named(element: Element) -> tuple[str, dict[str, str]]:
    if callable(element.tag):  # a comment
        return "a comment", {}
    tag = element.tag.removeprefix(_XHTML) if element.tag.startswith(_XHTML) else element.tag
    return tag, {str(name): value for name, value in element.attrib.items()}


def _in_element(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in _ELEMENTS and tag != "DOCUMENT_FRAGMENT":
        yield f"<{tag}>"
    for name, value in attributes.items():
        if name not in _ATTRIBUTES:
            yield f"<{tag} {name}>"
        if name in _URLS and not _is_harmless(name, value):
            yield f"<{tag} {name}={value[:30]!r}>"


def _is_harmless(name: str, value: str) -> bool:
    """Whether a URL, read as the URL standard reads it, is an absolute link, or a picture of the same mail."""
    plain = re.sub(r"[\t\n\r]", "", value.strip(_EDGE))
    match = _SCHEME.match(plain)
    scheme = match.group(1).lower() if match else ""
    return scheme == "cid" if name == "src" else scheme in _LINKS


def unstable(page: str) -> str:
    """How a page changes when it is parsed and written again, or sanitised again; empty when it does not."""
    tree = html5lib.parseFragment(page, container="div")
    written = html5lib.serialize(
        tree,
        omit_optional_tags=False,
        quote_attr_values="always",
        alphabetical_attributes=False,
        use_trailing_solidus=False,
    )
    if _shape(html5lib.parseFragment(written, container="div")) != _shape(tree):
        return "another tree when parsed again (html5lib)"
    first = LexborHTMLParser(page).html or ""
    if (LexborHTMLParser(first).html or "") != first:
        return "another tree when parsed again (lexbor)"
    if _shape(html5lib.parseFragment(sanitised(page), container="div")) != _shape(tree):
        return "sanitised again, another tree"
    return ""


def _shape(element: Element) -> list[Any]:
    return [
        "comment" if callable(element.tag) else element.tag,
        sorted((str(name), value) for name, value in element.attrib.items()),
        element.text or "",
        [[_shape(child), child.tail or ""] for child in element],
    ]


if __name__ == "__main__":
    demand()
    alone("XSS vectors.", measure)
