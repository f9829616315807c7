"""The words that a mail quotes, told apart from its own, so that they can be looked for in earlier posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailcop.reading.attribution_words import GROUPWISE
from mailcop.reading.attributions import is_original
from mailcop.reading.header_blocks import field
from mailcop.reading.letter import Fold
from mailcop.reading.lines import small

_MARKED = re.compile(r"\s{0,4}(?:[^\W\d_]{0,3}>|[|}:#](?=\s))\s?(?P<rest>.*)")
_DEEPER = re.compile(r"\s*[>|]")
_NO_WORDS_OF_ANYBODY = re.compile(
    r"\s*(?:(?:message(?:-id)?|content-[a-z-]{2,30}|mime-version|reply-to)\s?:|<[^<>\s]{1,250}@[^<>\s]{1,250}>\s*$)",
    re.I,
)
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST = 16  # letters and digits of a line that is worth looking for among all posts
_SHORTEST_OF_SAME = 6  # among those of the same subject
_LONG = 32
_SALUTATION = 40  # characters
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_FIELDS = 16  # lines among which the fields of a quoted mail stand
_WIDE = "\u2e80"  # Chinese, Japanese and Korean signs, from here on, say twice as much
_MOST_LINES = 60
_MOST_TEXT = 60_000


@dataclass(frozen=True, slots=True)
class Words:
    """One mail's words in letters and digits only: its own, the lines it quotes, and what introduces a quotation.

    `greeted` are the words of its first line where that is as short as a salutation.
    """

    own: str
    quoted: tuple[str, ...]
    introduction: str
    has_quotation: bool
    greeted: frozenset[str] = frozenset()


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
    fields = [line for line in quoted[:_MOST_FIELDS] if field(line)[0] or _NO_WORDS_OF_ANYBODY.match(line)]
    introduction += fields
    flat_lines = dict.fromkeys(found for line in quoted if weight(found := flat(line)) >= _SHORTEST_OF_SAME)
    for line in fields:
        flat_lines.pop(flat(line), None)
    return Words(
        flat(" ".join(own)), tuple(flat_lines)[:_MOST_LINES], flat(" ".join(introduction))[:1_000], has_quotation,
        _greeted(own),
    )  # fmt: skip


def _greeted(own: Sequence[str]) -> frozenset[str]:
    """The words of a salutation: a short first line, or what stands before the first comma of it."""
    first = next(filter(None, map(str.strip, own)), "")
    said = first if len(first) <= _SALUTATION else first[:_SALUTATION].rpartition(",")[0]
    return frozenset(_WORD.findall(said.casefold()))


def has_quotation(visible_text: str, folds: Sequence[Fold]) -> bool:
    """What `words_of` says of it, at a small part of the cost."""
    if any(fold.kind == "quote" for fold in folds):
        return True
    marks = map(_MARKED.match, visible_text[:_MOST_TEXT].split("\n"))
    return any(mark is not None and not _DEEPER.match(mark["rest"]) for mark in marks)


def flat(text: str) -> str:
    """Letters and digits only, case folded: quote signs and wrapping make no difference."""
    return _NO_WORD.sub("", text.casefold())


def weight(text: str) -> int:
    """How much flat text says, in letters of an alphabet."""
    return len(text) if text.isascii() else len(text) + sum(sign >= _WIDE for sign in text)


def shared(quoted: Sequence[str], own: str, is_same: bool = False) -> int:
    """How many of the quoted lines are words of another mail; 0 where they are too few to mean anything.

    Half of the lines have to be there, and one long line or two others; of a mail of the same subject (`is_same`) half
    of them or one that is no commonplace.
    """
    if is_same:
        hits = [line for line in quoted if line in own]
        return len(hits) if 2 * len(hits) >= len(quoted) or any(weight(line) >= _SHORTEST for line in hits) else 0
    telling = [line for line in quoted if weight(line) >= _SHORTEST]
    hits = [line for line in telling if line in own]
    is_enough = len(hits) >= 2 or any(weight(line) >= _LONG for line in hits)
    return len(hits) if is_enough and 2 * len(hits) >= len(telling) else 0


def _of_fold(text: str) -> tuple[list[str], list[str]]:
    """(introduction, quoted lines) of a folded quotation; where no line is marked, all of it is the quotation."""
    lines = text.split("\n")
    if GROUPWISE.match(lines[0]):
        introduction, quoted = _of_unmarked([lines[0], *_without_marked(lines[1:])])
        return introduction, quoted[1:]
    marks = [_MARKED.match(line) for line in lines]
    if not any(marks):
        return _of_unmarked(lines)
    if _is_headed(lines):
        introduction, quoted = _of_unmarked(_without_marked(lines))
        if any(line.strip() for line in quoted):
            return introduction, quoted
    first = next(at for at, mark in enumerate(marks) if mark)
    return lines[max(0, first - 4) : first], [m["rest"] for m in marks if m and not _DEEPER.match(m["rest"])]


def _is_headed(lines: list[str]) -> bool:
    """Whether fields stand above all: then what is marked was quoted by who is answered, if they said anything else."""
    said = [line for line in lines[:_MOST_FIELDS] if line.strip()][:3]
    return sum(bool(field(line)[0]) for line in said) > 1


def _without_marked(lines: list[str]) -> list[str]:
    """The lines without those that are marked and the attribution above each run of them."""
    kept: list[str] = []
    for line in lines:
        if not _MARKED.match(line):
            kept.append(line)
        elif kept and kept[-1].rstrip().endswith((":", "：")):
            for _ in range(3):
                if kept and kept[-1].strip() and not field(kept[-1])[0]:
                    kept.pop()
    return kept


def _of_unmarked(lines: list[str]) -> tuple[list[str], list[str]]:
    """Fields and what stands above them introduce; what the quoted mail quotes itself, below such, is left out."""
    introduction, quoted = lines[:6], []
    is_said = False
    is_digest = any(word in line.lower() for line in introduction for word in ("digest", "listserv@"))
    for at, line in enumerate(lines):
        if field(line)[0] or is_original(small(line)):
            if is_said and not is_digest and at + 1 < len(lines) and (field(lines[at + 1])[0] or not field(line)[0]):
                break
            introduction.append(line)
        else:
            quoted.append(line)
            is_said = is_said or (at > 0 and len(flat(line)) >= _SHORTEST)
    return introduction, quoted
