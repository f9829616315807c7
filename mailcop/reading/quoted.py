"""The words that a mail quotes, told apart from its own, so that they can be looked for in earlier posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailcop.reading.letter import Fold

_MARKED = re.compile(r"\s{0,4}(?:[A-Za-z]{0,3}>|[|}:#](?=\s))\s?(?P<rest>.*)")
_DEEPER = re.compile(r"\s*[>|]")
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST = 16  # letters and digits of a line that is worth looking for
_LONG = 32
_MOST_LINES = 60
_MOST_TEXT = 60_000


@dataclass(frozen=True, slots=True)
class Words:
    """One mail's words in letters and digits only: its own, the lines it quotes, and what introduces a quotation."""

    own: str
    quoted: tuple[str, ...]
    introduction: str
    has_quotation: bool


def words_of(visible_text: str, folds: Sequence[Fold]) -> Words:
    """The words of a mail, its own and those quoted from the mail that it answers (deeper quotations left out)."""
    own: list[str] = []
    quoted: list[str] = []
    introduction: list[str] = []
    lines = visible_text[:_MOST_TEXT].split("\n")
    for at, line in enumerate(lines):
        mark = _MARKED.match(line)
        if mark is None:
            own.append(line)
            continue
        if at and not _MARKED.match(lines[at - 1]):
            introduction += [one for one in lines[max(0, at - 3) : at] if not _MARKED.match(one)]
        if not _DEEPER.match(mark["rest"]):
            quoted.append(mark["rest"])
    has_quotation = bool(quoted)
    for fold in folds:
        if fold.kind == "quote":
            has_quotation = True
            above, marked = _of_fold(fold.text[:_MOST_TEXT])
            introduction += above
            quoted += marked
    flat_lines = dict.fromkeys(found for line in quoted if len(found := flat(line)) >= _SHORTEST)
    return Words(
        flat(" ".join(own)), tuple(flat_lines)[:_MOST_LINES], flat(" ".join(introduction))[:1_000], has_quotation
    )


def has_quotation(visible_text: str, folds: Sequence[Fold]) -> bool:
    """What `words_of` says of it, at a small part of the cost."""
    if any(fold.kind == "quote" for fold in folds):
        return True
    marks = map(_MARKED.match, visible_text[:_MOST_TEXT].split("\n"))
    return any(mark is not None and not _DEEPER.match(mark["rest"]) for mark in marks)


def flat(text: str) -> str:
    """Letters and digits only, case folded: quote signs and wrapping make no difference."""
    return _NO_WORD.sub("", text.casefold())


def shared(quoted: Sequence[str], own: str) -> int:
    """How many of the quoted lines are words of another mail; 0 where they are too few to mean anything.

    Half of the lines have to be there, and one long line or two others.
    """
    hits = [line for line in quoted if line in own]
    is_enough = len(hits) >= 2 or any(len(line) >= _LONG for line in hits)
    return len(hits) if is_enough and 2 * len(hits) >= len(quoted) else 0


def _of_fold(text: str) -> tuple[list[str], list[str]]:
    """(introduction, quoted lines) of a folded quotation; where no line is marked, all of it is the quotation."""
    lines = text.split("\n")
    marks = [_MARKED.match(line) for line in lines]
    if not any(marks):
        return lines[:6], lines
    first = next(at for at, mark in enumerate(marks) if mark)
    return lines[max(0, first - 4) : first], [m["rest"] for m in marks if m and not _DEEPER.match(m["rest"])]
