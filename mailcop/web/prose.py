"""A post's plain words as paragraphs, quotes and links; all of it escaped, nothing of it markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from mailcop.writing.moments import direction

LINKS = 100  # in one piece; what comes after stays text
_URL = re.compile(r"https?://[^\s<>\"'`\\\u200e\u200f\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE)
_FRENCH = re.compile(r" (?=[?!;:»])|(?<=«) ")
_CLOSING = {")": "(", "]": "[", "}": "{"}
# Blanks that part cells; after the end of a sentence they are some people's way to type.
_GAP = re.compile(r"(?<=[^\s.!?]) {2,}(?=\S)")
_WRAPPED = range(55, 100)  # a line of this length was broken by a mailer and not by its author


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a post: `kind` is "words" or that of a fold."""

    kind: str
    prose: Markup
    lines: int


def pieces(text: str, folds: Sequence[dict[str, Any]]) -> list[Piece]:
    """Visible text with each fold ({kind, text, position}) at the place where it stood."""
    found: list[Piece] = []
    done = 0
    for fold in sorted(folds, key=lambda fold: int(fold["position"])):
        at = min(max(int(fold["position"]), done), len(text))
        found += _words(text[done:at])
        done = at
        folded = _unquoted(_undelimited(str(fold["text"])))
        if folded.strip():
            found.append(Piece(str(fold["kind"]), prose(folded), len(folded.strip().splitlines())))
    return found + _words(text[done:])


def _words(text: str) -> list[Piece]:
    return [Piece("words", prose(text), len(text.strip().splitlines()))] if text.strip() else []


def _undelimited(text: str) -> str:
    """A signature without its delimiter (RFC 3676 section 4.3)."""
    return re.sub(r"\A\s*-- ?\n", "", text)


def _unquoted(text: str) -> str:
    """A quotation without its `>`: the fold already says what it is."""
    lines = text.strip("\n").splitlines()
    quoted = [line for line in lines if line.startswith(">")]
    if not quoted or len(quoted) < len([line for line in lines if line.strip()]) - 3:
        return text
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines)


def prose(text: str) -> Markup:
    """Paragraphs at blank lines, `>` lines as quotations, web addresses as links; right-to-left ones say so."""
    parts: list[Markup] = []
    links = [LINKS]
    for is_quote, lines in groupby(text.strip("\n").splitlines(), key=lambda line: line.startswith(">")):
        shown = list(lines)
        if is_quote:
            inner = prose("\n".join(re.sub(r"^(?:> ?)+", "", line) for line in shown))
            parts.append(Markup("<blockquote>{}</blockquote>").format(inner))
        else:
            parts += [_rows(lines, links) for lines in _paragraphs(shown)]
    return Markup("\n").join(parts)


def typeset(text: str) -> str:
    """With the spaces of French typography kept from breaking: before ? ! ; : and inside guillemets."""
    return _FRENCH.sub("\u00a0", text)


def linked(line: str) -> Markup:
    """One line with its web addresses as links."""
    return _linked(line, [LINKS])


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            yield list(group)


def _rows(lines: Sequence[str], links: list[int]) -> Markup:
    """A paragraph; where two lines or more on end have the same number of cells, these as a table."""
    runs: list[tuple[int, list[str]]] = []
    for count, group in groupby(lines, key=_cells):
        run = list(group)
        columns = count if len(run) > 1 else 1
        if columns == 1 and runs and runs[-1][0] == 1:
            runs[-1][1].extend(run)
        else:
            runs.append((columns, run))
    return Markup("\n").join(
        _table(run, links) if columns > 1 else _paragraph(run, links) for columns, run in runs
    )  # fmt: skip


def _cells(line: str) -> int:
    """How many cells a line has: 1 for words, and for a line that is indented, which is a drawing or code."""
    return 1 if line[:1].isspace() else len(_GAP.findall(line.rstrip())) + 1


def _table(lines: list[str], links: list[int]) -> Markup:
    aside = Markup(' dir="rtl"') if direction("".join(lines)) == "rtl" else Markup("")
    rows = (
        Markup("").join(Markup("<td>{}</td>").format(_linked(cell, links)) for cell in _GAP.split(line.rstrip()))
        for line in lines
    )
    return Markup("<table{}>{}</table>").format(
        aside, Markup("\n").join(Markup("<tr>{}</tr>").format(row) for row in rows)
    )


def _paragraph(lines: list[str], links: list[int]) -> Markup:
    # A mailer that wraps at 72 makes every line but the last long: then the breaks are not the author's.
    is_wrapped = len(lines) > 1 and all(len(line.rstrip()) in _WRAPPED for line in lines[:-1])
    between = Markup("\n") if is_wrapped else Markup("<br>\n")
    words = between.join(_linked(line.strip() if is_wrapped else line.rstrip(), links) for line in lines)
    aside = Markup(' dir="rtl"') if direction("".join(lines)) == "rtl" else Markup("")
    return Markup("<p{}>{}</p>").format(aside, words)


def _linked(line: str, links: list[int]) -> Markup:
    parts: list[Markup] = []
    done = 0
    for found in _URL.finditer(line):
        address = _trimmed(found[0])
        shown = _shown(address)
        if shown is None or links[0] <= 0:
            continue
        links[0] -= 1
        parts.append(escape(typeset(line[done : found.start()])))
        parts.append(Markup('<a href="{}" rel="nofollow ugc noopener noreferrer">{}</a>').format(address, shown))
        done = found.start() + len(address)
    parts.append(escape(typeset(line[done:])))
    return Markup("").join(parts)


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    while address and (address[-1] in ".,;:!?…»”’*_" or _is_unopened(address)):
        address = address[:-1]
    return address


def _is_unopened(address: str) -> bool:
    opening = _CLOSING.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def _shown(address: str) -> str | None:
    """What a reader sees of a link: a host in another script shows as it is looked up, so that it deceives nobody."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
        if not host or parts.username is not None:
            return None
        return address if host.isascii() else address.replace(parts.netloc, host.encode("idna").decode("ascii"), 1)
    except (ValueError, UnicodeError):
        return None
