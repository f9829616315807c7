"""HTML made readable as text: paragraphs, lists, tables, links, headings, and quotations marked with `>`."""

from __future__ import annotations

import html
import re

from mailcop.reading import html_quotes
from mailcop.reading.charsets import clean
from mailcop.reading.footers import is_rule
from mailcop.reading.html_quotes import Mark, Regions


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKUP = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>|(!--)|[a-zA-Z/!?][^<>]*>)")
_ABSOLUTE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.I)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_ALT = re.compile(r"""alt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_HIDDEN = _names("head style script title svg math template noscript object select textarea")
_BLOCK = _names(
    "address article aside center dd div dl dt fieldset figure footer form header li main nav ol section table tr ul"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 pre blockquote")
_KNOWN = _HIDDEN | _BLOCK | _PARAGRAPH | _names("a br hr img td th")  # what changes the text without any mark
_MARKABLE = _names("div span p blockquote table td section pre a hr article font")
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_BLANKS = re.compile(r"\n{3,}")
_DEEPEST = 20  # quotations and lists


class _Text:
    """Lines built from HTML, each with its level of quotation; preformatted text is kept."""

    def __init__(self, regions: Regions | None) -> None:
        self.lines: list[str] = []
        self.levels: list[int] = []
        self.run: list[str] = []
        self.quotes: list[bool] = []  # for each open blockquote whether it quotes
        self.level = 0
        self.has_gap = False  # a paragraph ended: a blank line comes before the next
        self.mark = ""  # of the list item that begins
        self.preformatted = 0
        self.lists: list[int] = []
        self.link = ""
        self.link_start = 0
        self.hidden = ""
        self.regions = regions

    def end_line(self) -> None:
        text = "".join(self.run)
        self.run.clear()
        self.link_start = 0
        if self.regions and self.regions.muted:
            return
        if not self.preformatted:
            text = text.strip(" ")
        if self.has_gap and self.lines and self.lines[-1]:
            self._add("", min(self.level, self.levels[-1]))
        self.has_gap = False
        for line in text.split("\n") if self.preformatted else [self.mark + text]:
            self._add(line.rstrip(), self.level)
        self.mark = ""

    def _add(self, line: str, level: int) -> None:
        self.lines.append(line)
        self.levels.append(level)

    def break_block(self, is_paragraph: bool) -> None:
        if self.run:
            if "".join(self.run).strip():
                self.end_line()
            self.run.clear()
        self.has_gap = self.has_gap or is_paragraph

    def quote(self, is_end: bool, is_quotation: bool) -> None:
        self.break_block(True)
        if is_end:
            del self.quotes[-1:]
        elif len(self.quotes) < _DEEPEST:
            self.quotes.append(is_quotation)
        self.level = sum(self.quotes)

    def draw_rule(self) -> None:
        """A line across the page, unless one is there already."""
        self.break_block(False)
        said = next((line for line in reversed(self.lines[-3:]) if line), "")
        if not is_rule(said):
            self.run.append(html_quotes.RULE)
            self.end_line()

    def say(self, text: str) -> None:
        text = html.unescape(text) if "&" in text else text
        if not self.preformatted:
            text = _SPACES.sub(" ", text) if not text.isspace() else " "
            if text.startswith(" ") and (not self.run or self.run[-1].endswith((" ", "\n"))):
                text = text[1:]
        if text:
            self.run.append(text)

    def whole(self) -> str:
        """The lines with their marks of quotation, as the structure of the page and its blockquotes set them."""
        missing: set[int] = set()
        if self.regions:
            self.regions.finished(len(self.lines))
            missing = set(html_quotes.settle(self.lines, self.levels, self.regions))
        out: list[str] = []
        for number, (line, level) in enumerate(zip(self.lines, self.levels, strict=True)):
            marks = "> " * level
            if number in missing:
                out.append(f"{marks}-- ")
            out.append((marks + line).rstrip() if level else line)
        return _BLANKS.sub("\n\n", clean("\n".join(out))).strip("\n")


def to_text(page: str, most: int) -> str:
    """Readable text of HTML: paragraphs, lists, table rows, headings, links with their address, quotations as `> `.

    What programs mark as quotation or signature by class, id or border is marked as text marks it. Linear in the page;
    at most `most` characters of it are read.
    """
    page = page[:most]
    regions = Regions() if html_quotes.says_something(page) else None
    out = _built(page, _Text(regions))
    if regions and regions.muted:  # what is hidden never ends: then nothing is hidden
        out = _built(page, _Text(None))
    return out.whole()


def _built(page: str, out: _Text) -> _Text:
    position = 0
    for match in _MARKUP.finditer(page):
        start = match.start()
        if start < position:
            continue  # inside a comment
        if start > position and not out.hidden:
            text = page[position:start]
            if out.run or not text.isspace() or out.preformatted:
                out.say(text)
        position = match.end()
        end_mark, name, attributes, comment = match.groups()
        if name:
            name = name.lower()
            if name in _KNOWN or out.regions or out.hidden:
                _tag(out, bool(end_mark), name, attributes)
        elif comment:
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
    if position < len(page) and not out.hidden:
        out.say(page[position:])
    out.break_block(False)
    return out


def _tag(out: _Text, is_end: bool, name: str, attributes: str) -> None:
    if out.hidden:
        out.hidden = "" if is_end and name == out.hidden else out.hidden
        return
    mark = _marked(out, is_end, name, attributes) if out.regions and name in _MARKABLE else None
    if name in _HIDDEN:
        out.hidden = "" if is_end or attributes.endswith("/") else name
    elif name == "br":
        out.end_line()
    elif name == "blockquote":
        out.quote(is_end, mark is not Mark.INDENTED)
    elif name in _PARAGRAPH:
        out.break_block(True)
        if name == "pre":
            out.preformatted = 0 if is_end else 1
    elif name in ("td", "th"):
        if not is_end and out.run:
            out.run.append("  ")
    elif name == "hr":
        out.break_block(False)
        if mark is not Mark.RULE:
            out.run.append("-" * 20)
            out.end_line()
    elif name == "a":
        _anchor(out, is_end, attributes)
    elif name == "img":
        alt = _ALT.search(attributes)
        out.say(alt.group(1) or alt.group(2) or "") if alt else None
    elif name in _BLOCK:
        _block(out, is_end, name)


def _marked(out: _Text, is_end: bool, name: str, attributes: str) -> Mark | None:
    """Tells the regions of an element that begins or ends; the mark that it bears."""
    assert out.regions is not None
    if is_end:
        if name != "a":
            out.break_block(False) if name not in ("span", "font", "td") else None
            out.regions.ended(name, len(out.lines) + bool(out.run))
        return None
    mark = html_quotes.mark_of(name, attributes) if "=" in attributes else None
    if mark is Mark.RULE:
        out.draw_rule()
    elif mark is not None and mark is not Mark.INDENTED:
        out.break_block(False)
    if name not in ("hr", "a"):
        out.regions.opened(name, mark, len(out.lines))
    return mark


def _block(out: _Text, is_end: bool, name: str) -> None:
    out.break_block(False)
    if name in ("ul", "ol"):
        if is_end:
            del out.lists[-1:]
        elif len(out.lists) < _DEEPEST:
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
