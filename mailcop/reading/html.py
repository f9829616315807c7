"""HTML made safe to show, and HTML made readable as text; the only place that knows nh3."""

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
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>")
_MARKUP = re.compile(r"<!--|<[a-zA-Z/!?][^<>]*>")
# Tags of elements that can hold elements of their own kind: not the void ones, nor those that the next one closes.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|track|wbr)[\s/>])"
    r"([a-z][^\s/>]*)"
)
# As nh3 writes them: every value in double quotes and without any.
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_PREFORMATTED = re.compile(r'(<pre(?: [a-z]+="[^"]*")*>)\n')
_NUMBERS = _names("width height colspan rowspan start")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_ALT = re.compile(r"""alt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_HIDDEN = _names("head style script title svg math template noscript object select textarea")
_BLOCK = _names(
    "address article aside center dd div dl dt fieldset figure footer form header li main nav ol section table tr ul"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 pre blockquote")
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_BLANKS = re.compile(r"\n{3,}")


def sanitise(page: str, content_ids: frozenset[str], most_bytes: int, most_depth: int) -> tuple[str, str]:
    """(safe HTML, problem): absolute http, https and mailto links with `rel`, images of the same mail only.

    Too large or too deep a page gives nothing (nh3 is quadratic in depth); its text is shown instead.
    """
    if len(page) > most_bytes:
        return "", "HTML too large, shown as text"
    if depth_of(page, most_depth) > most_depth:
        return "", "HTML nested too deeply, shown as text"
    safe = (_cleaner(content_ids) if content_ids else _CLEANER).clean(page)
    safe = _without_empty_images(safe)
    if "<pre" in safe:
        safe = _PREFORMATTED.sub(r"\1\n\n", safe)  # a parser drops the first newline, nh3 does not write it again
    return clean(safe).strip(), ""


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


_CLEANER = _cleaner(frozenset())


def _without_empty_images(safe: str) -> str:
    """An image whose source was dropped says its alternative text or nothing."""
    return _IMAGE.sub(_alternative, safe) if "<img" in safe else safe


def _alternative(match: re.Match[str]) -> str:
    attributes = match.group(1)
    if ' src="' in attributes:
        return match.group()
    alt = _ALT.search(attributes)
    return html.escape(html.unescape(alt.group(1) or ""), quote=False) if alt else ""


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


class _Text:
    """Lines built from HTML: blocks break lines, quotations are marked with `>`, preformatted text is kept."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.run: list[str] = []
        self.quotes = 0
        self.level = 0  # of quotation, of the last line
        self.has_gap = False  # a paragraph ended: a blank line comes before the next
        self.mark = ""  # of the list item that begins
        self.preformatted = 0
        self.lists: list[int] = []
        self.link = ""
        self.link_start = 0
        self.hidden = ""

    def end_line(self) -> None:
        text = "".join(self.run)
        self.run.clear()
        self.link_start = 0
        if not self.preformatted:
            text = text.strip(" ")
        if self.has_gap and self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * min(self.level, self.quotes)).rstrip())
        self.has_gap = False
        self.level = self.quotes
        for line in text.split("\n") if self.preformatted else [self.mark + text]:
            self.lines.append(("> " * self.quotes + line).rstrip())
        self.mark = ""

    def break_block(self, is_paragraph: bool) -> None:
        if "".join(self.run).strip():
            self.end_line()
        self.run.clear()
        self.has_gap = self.has_gap or is_paragraph

    def say(self, text: str) -> None:
        text = html.unescape(text) if "&" in text else text
        if not self.preformatted:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (not self.run or self.run[-1].endswith((" ", "\n"))):
                text = text[1:]
        if text:
            self.run.append(text)


def to_text(page: str, most: int) -> str:
    """Readable text of HTML: paragraphs, lists, table rows, headings, links with their address, quotations as `> `.

    Linear in the page; at most `most` characters of it are read.
    """
    page = page[:most]
    out = _Text()
    position = 0
    while position < len(page):
        match = _MARKUP.search(page, position)
        start = match.start() if match else len(page)
        if start > position and not out.hidden:
            out.say(page[position:start])
        if match is None:
            break
        position = match.end()
        if match.group() == "<!--":
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
            continue
        tag = _TAG.match(match.group())
        if tag:
            _tag(out, bool(tag.group(1)), tag.group(2).lower(), tag.group(3))
    out.break_block(False)
    return _BLANKS.sub("\n\n", clean("\n".join(out.lines))).strip("\n")


def _tag(out: _Text, is_end: bool, name: str, attributes: str) -> None:
    if out.hidden:
        out.hidden = "" if is_end and name == out.hidden else out.hidden
    elif name in _HIDDEN:
        out.hidden = "" if is_end or attributes.endswith("/") else name
    elif name == "br":
        out.end_line()
    elif name == "blockquote":
        out.break_block(True)
        out.quotes = max(0, out.quotes - 1) if is_end else min(20, out.quotes + 1)
    elif name in _PARAGRAPH:
        out.break_block(True)
        if name == "pre":
            out.preformatted = 0 if is_end else 1
    elif name in ("td", "th"):
        if not is_end and "".join(out.run).strip():
            out.run.append("  ")
    elif name == "hr":
        out.break_block(False)
        out.run.append("-" * 20)
        out.end_line()
    elif name == "a":
        _anchor(out, is_end, attributes)
    elif name == "img":
        alt = _ALT.search(attributes)
        out.say(alt.group(1) or alt.group(2) or "") if alt else None
    elif name in _BLOCK:
        _block(out, is_end, name)


def _block(out: _Text, is_end: bool, name: str) -> None:
    out.break_block(False)
    if name in ("ul", "ol"):
        if is_end:
            del out.lists[-1:]
        elif len(out.lists) < 20:
            out.lists.append(1 if name == "ol" else 0)
    elif name == "li" and not is_end:
        number = out.lists[-1] if out.lists else 0
        out.mark = "  " * max(0, len(out.lists) - 1) + (f"{number}. " if number else "- ")
        if number:
            out.lists[-1] = number + 1


def _anchor(out: _Text, is_end: bool, attributes: str) -> None:
    if not is_end:
        match = _HREF.search(attributes[:2_000])
        target = html.unescape(match.group(1) or match.group(2) or match.group(3) or "") if match else ""
        out.link = target if _ABSOLUTE.match(target) and len(target) <= 500 else ""
        out.link_start = len(out.run)
        return
    if out.link:
        words = "".join(out.run[out.link_start :]).strip()
        bare = out.link.removeprefix("mailto:").rstrip("/")
        is_said = bare in words or ("." in words and words.rstrip("/") in out.link)
        if words and not is_said:
            out.run.append(f" <{out.link}>")
        elif not words and not out.link.startswith("mailto:"):
            out.run.append(out.link)
    out.link = ""
