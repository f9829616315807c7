"""Signatures that an element of the page marks and nothing in the plain text: the text is marked as the page is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailcop.reading.html_quotes import Mark, below_name, mark_of
from mailcop.reading.html_text import to_text

_TRACES = ("ignature", "__SIG_", "_-Sgn", "<sign ", "210px; height", "_sig")  # of nearly all names that are used
_TRACES_OF_QUOTATIONS = ("<blockquote", "gmail_quote", "divRplyFwdMsg")
_START = re.compile(r"<([a-zA-Z]{1,10})\b([^<>]{0,1000})>")
_MOST_TRIES = 6  # elements of a page that are looked at
_LONGEST = 8_000  # characters of one
_LONGEST_TEXT = 30_000  # characters of a plain text that is looked at
_MOST_PLACES = 20
_RULE = "-- "
_DECORATION = re.compile(r"<[^<>\s]*>|\[[^\[\]]*\]|[\s*_|/\xa0]+")
_ENOUGH = 0.6  # of its lines are found again in the text


def with_signature_marked(plain: str, page: str) -> str:
    """The plain text with the line `-- ` (RFC 3676 section 4.3) above the signature that an element of the page holds.

    Where the text has such a line, or the element holds more than a signature, the text stays as it is.
    """
    if len(plain) > _LONGEST_TEXT or not any(map(page.__contains__, _TRACES)):
        return plain
    if f"\n{_RULE}\n" in plain or plain.startswith(f"{_RULE}\n"):
        return plain
    for element in _elements(page):
        _, found, said = f"\n{to_text(element, _LONGEST)}".partition(f"\n{_RULE}\n")
        lines = plain.split("\n")
        at = _place(lines, said.split("\n")) if found else -1
        if at >= 0:
            return "\n".join([*lines[:at], _RULE, *lines[at:]])
    return plain


def _elements(page: str) -> Iterator[str]:
    """The elements of the page, from its beginning, above its quotations, that are marked as signatures by name."""
    at = 0
    for _ in range(_MOST_TRIES):
        near = [found for trace in _TRACES if (found := page.find(trace, at)) >= 0]
        if not near:
            return
        start, at = page.rfind("<", at, min(near) + 1), min(near) + 1
        if any(page.find(trace, 0, start) >= 0 for trace in _TRACES_OF_QUOTATIONS):
            return
        tag = _START.match(page, start) if start >= 0 else None
        mark = mark_of(tag[1].lower(), tag[2]) if tag is not None else None
        if tag is not None and mark is Mark.SIGNATURE:
            yield _whole(page, start, tag[1])
        elif tag is not None and mark is Mark.SIGNS_OFF:
            ends = [end for trace in _TRACES_OF_QUOTATIONS if (end := page.find(trace, start)) >= 0]
            yield f'<section class="signature">{page[tag.end() : min(ends, default=len(page))][:_LONGEST]}'


def _whole(page: str, start: int, name: str) -> str:
    """The element that begins at `start`, up to its end or as far as signatures go."""
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b", re.I).finditer(page, start, start + _LONGEST):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return page[start : tag.start()]
    return page[start : start + _LONGEST]


def _place(lines: Sequence[str], signature: Sequence[str]) -> int:
    """The last line of the text from which on the lines of the signature stand there, the name that stays left out."""
    wanted = [bare for line in signature if (bare := _bare(line))]
    if not wanted:
        return -1
    said = [_bare(line) for line in lines]
    starts = [n for n, bare in enumerate(said) if bare and wanted[0].startswith(bare) and lines[n][:1] != ">"]
    for start in reversed(starts[-_MOST_PLACES:]):
        near = "".join(said[start : start + 2 * len(wanted) + 10])
        if len(said[start]) > 1 and sum(map(near.__contains__, wanted)) >= _ENOUGH * len(wanted):
            end = min(len(lines), start + len(signature))
            begin = below_name(lines, start, end)
            return begin if begin < end else -1
    return -1


def _bare(line: str) -> str:
    return _DECORATION.sub("", line).rstrip(",.")
