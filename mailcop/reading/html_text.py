"""HTML made readable as text: paragraphs, lists, tables, links, headings, and quotations marked with `>`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from mailcop.reading import html_quotes
from mailcop.reading.charsets import clean
from mailcop.reading.footers import is_rule
from mailcop.reading.html_answers import Token, with_answers_apart
from mailcop.reading.html_quotes import Mark, Regions


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKUP = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>|[a-zA-Z/!?][^<>]*>)")
_ABSOLUTE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.I)
_HREF = re.compile(r"""[hH][rR][eE][fF]\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ALT = re.compile(r"""[aA][lL][tT]\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HIDDEN = _names("head style script title svg math template noscript object select textarea")
_BLOCK = _names(
    "address article aside center dd div dl dt fieldset figure footer form header li main nav ol section"
    " signature table tr ul"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 pre blockquote")
_MARKABLE = _names("div span p blockquote table td section pre a hr article font signature sign")
_SPACES = "\t\n\r\f\xa0"
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
            if not all(map(str.isspace, self.run)):
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
        if "&" in text:
            text = html.unescape(text.replace("&nbsp;", "\xa0"))
        if not self.preformatted:
            if not text.isprintable() or "  " in text:
                text = _spaced(text) if not text.isspace() else " "
            if text[:1] == " " and (not self.run or self.run[-1][-1] in " \n"):
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


def _spaced(text: str) -> str:
    """The text with one space for each run of them; a third of what a pattern costs."""
    for sign in _SPACES:
        text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def to_text(page: str, most: int, are_answers_told: bool | None = None) -> str:
    """Readable text of HTML: paragraphs, lists, table rows, headings, links with their address, quotations as `> `.

    What programs mark as quotation or signature by class, id or border is marked as text marks it. Linear in the page;
    at most `most` characters of it are read. Unless `are_answers_told` is None, what is written in a colour of its own
    inside a quotation is taken out of it (`html_answers`), and the text is empty where there is none.
    """
    first, *rest = _MARKUP.split(_without_comments(page[:most]))
    tokens = list(zip(rest[0::4], rest[1::4], rest[2::4], rest[3::4], strict=True))
    if are_answers_told is not None:
        tokens = with_answers_apart(tokens, are_answers_told) or []
        if not tokens:
            return ""
    given = {attributes for _, name, attributes, _ in tokens if attributes and name not in ("img", "IMG")}
    regions = Regions() if html_quotes.says_something(given, page) else None
    out = _built(first, tokens, _Text(regions))
    if regions and regions.muted:  # what is hidden never ends: then nothing is hidden
        out = _built(first, tokens, _Text(None))
    return out.whole()


def _without_comments(page: str) -> str:
    """The page with an empty declaration for each comment, which parts the text as a comment does."""
    first, *rest = page.split("<!--")
    kept = [first]
    is_open = False
    for piece in rest:
        if not is_open:
            kept.append("<!>")
        _, end, behind = piece.partition("-->")
        is_open = not end
        kept.append(behind)
    return "".join(kept)


def _built(text: str, tokens: list[Token], out: _Text) -> _Text:
    if text:
        out.say(text)
    markable = _MARKABLE if out.regions else frozenset()
    for end_mark, name, attributes, text in tokens:
        if name:
            name = name.lower()
            if out.hidden:
                out.hidden = "" if end_mark and name == out.hidden else out.hidden
            else:
                mark = _marked(out, bool(end_mark), name, attributes) if name in markable else None
                if meaning := _MEANING.get(name):
                    meaning(out, bool(end_mark), name, attributes, mark)
        if text and not out.hidden and (out.run or out.preformatted or not text.isspace()):
            out.say(text)
    out.break_block(False)
    return out


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
    if name not in ("hr", "a") or mark is Mark.SIGNS_OFF:
        out.regions.opened(name, mark, len(out.lines))
    return mark


def _hide(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.hidden = "" if is_end or attributes.endswith("/") else name


def _break(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.end_line()


def _quote(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.quote(is_end, mark is not Mark.INDENTED)


def _paragraph(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.break_block(True)
    if name == "pre":
        out.preformatted = 0 if is_end else 1


def _cell(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    if not is_end and out.run:
        out.run.append("  ")


def _rule(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.break_block(False)
    if mark not in (Mark.RULE, Mark.SIGNS_OFF):
        out.run.append("-" * 20)
        out.end_line()


def _picture(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    alt = _ALT.search(attributes)
    if alt:
        out.say(alt.group(1) or alt.group(2) or "")


def _block(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.break_block(False)


def _list(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.break_block(False)
    if is_end:
        del out.lists[-1:]
    elif len(out.lists) < _DEEPEST:
        out.lists.append(1 if name == "ol" else 0)


def _item(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    out.break_block(False)
    if not is_end:
        number = out.lists[-1] if out.lists else 0
        out.mark = "  " * max(0, len(out.lists) - 1) + (f"{number}. " if number else "- ")
        if number:
            out.lists[-1] = number + 1


def _anchor(out: _Text, is_end: bool, name: str, attributes: str, mark: Mark | None) -> None:
    if not is_end:
        target = _target(attributes[:2_000])
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


def _target(attributes: str) -> str:
    match = _HREF.search(attributes)
    target = match.group(1) or match.group(2) or match.group(3) or "" if match else ""
    return html.unescape(target) if "&" in target else target


# What an element does to the text; all others do nothing to it, whatever marks they bear.
_MEANING: dict[str, Callable[[_Text, bool, str, str, Mark | None], None]] = {
    **dict.fromkeys(_HIDDEN, _hide),
    **dict.fromkeys(_BLOCK, _block),
    **dict.fromkeys(_PARAGRAPH, _paragraph),
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(("td", "th"), _cell),
    **{"a": _anchor, "blockquote": _quote, "br": _break, "hr": _rule, "img": _picture, "li": _item},
}
