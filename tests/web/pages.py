"""A page as a parser sees it: its links, ids, words, and everything that could run."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "summary", "dt", "dd", "option", "label", "div", "td", "pre"}


@dataclass
class Page:
    """What was found."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._flush()
        self.page.tags.append(tag)
        for name, value in attrs:
            self.page.attributes.append((tag, name, value or ""))
            if name == "href" and tag == "a":
                self.page.links.append(value or "")
            if name == "id":
                self.page.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.tags.append("!comment")

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.page.texts.append(text)
        self._words.clear()


def parsed(html: str) -> Page:
    """The page, parsed."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser._flush()
    return parser.page
