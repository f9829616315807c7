"""The lines of a facilitator's block, found in a mail: keys in three languages, bullets and bold tolerated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from mailcop.reading.dates import plain, whole_date
from mailcop.reading.plan_keys import FIELD, KIND, PlanKind

_LINE = re.compile(
    r"\A\s{0,8}(?:[-*•·–+]\s{1,3}|\d{1,2}[.)]\s{1,3})?([*_]{0,3}[^\W_][^:：\n]{0,39}?)\s{0,3}[:：](?!//)\s*(.*)\Z"
)
_DRESS = "*_ \t"  # bold and italics, as plain text shows them
_QUESTION = re.compile(r"\A[qp]\s?(\d{1,2})\Z")
_PIPE = re.compile(r"\s+\|\s+")
KIND_NAME = "kind"
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a block: name (of plan_keys.FIELD, or kind, q1, q2 …, or an ISO date), words, key as written."""

    name: str
    words: str
    key: str


def plan_kind(entry: Entry) -> PlanKind | None:
    """The kind that an entry names, or None."""
    return KIND.get(plain(entry.key))


def entry_of(line: str, today: date) -> Entry | None:
    """The line as an entry where its key is known; `today` completes a key that is a date."""
    match = _LINE.match(line[:2_000])
    if match is None:
        return None
    label, words = match.group(1).strip(_DRESS), _undressed(match.group(1), match.group(2).strip())
    key = plain(label)
    if key in KIND:
        return Entry(KIND_NAME, words, label)
    if key in FIELD:
        return Entry(FIELD[key], words, label)
    question = _QUESTION.match(key)
    if question:
        return Entry(f"q{int(question.group(1))}", words, label)
    on = whole_date(key, today)
    return Entry(on.isoformat(), words, label) if on else None


def _undressed(label: str, words: str) -> str:
    """The value without the marks that close the key's bold (`**Key:** value`) or the whole line's (`*Key: value*`)."""
    is_open = label.startswith(("*", "_")) and not label.endswith(("*", "_"))
    if not is_open:
        return words
    return words.lstrip("*_").lstrip() if words.startswith(("*", "_")) else words.rstrip("*_")


def entries_of(line: str, today: date) -> list[Entry]:
    """The entries of a line: one, several between bars, or none."""
    if " | " in line:
        found = [entry_of(piece, today) for piece in _PIPE.split(line)]
        if all(found):
            return [entry for entry in found if entry is not None]
    entry = entry_of(line, today)
    return [entry] if entry else []


@dataclass(frozen=True, slots=True)
class Block:
    """The entries of a block, the keys in it that nobody knows, and everything else of the mail, verbatim."""

    entries: tuple[Entry, ...]
    unknown: tuple[str, ...]
    rest: str


def find_block(text: str, today: date) -> Block | None:
    """The first block that names a kind, or None.

    A block is a run of lines with known keys, blank lines between them allowed. A key without a value takes the lines
    below it; a line that wraps goes on in the next. A line in between whose key is unknown stays in the text.
    """
    lines = text.split("\n")
    most = min(len(lines), MOST_LINES)
    known = [entries_of(line, today) for line in lines[:most]]
    start = 0
    while start < most:
        if not known[start]:
            start += 1
            continue
        run = _Run(lines, known, start)
        run.follow(most)
        if any(entry.name == KIND_NAME for entry in run.entries):
            rest = "\n".join(line for index, line in enumerate(lines) if index not in run.used).strip("\n")
            return Block(tuple(run.entries), tuple(run.unknown), rest)
        start = run.end
    return None


class _Run:
    """One run of known keys, followed line by line."""

    def __init__(self, lines: list[str], known: list[list[Entry]], start: int) -> None:
        self.lines = lines
        self.known = known
        self.end = start
        self.used: set[int] = set()
        self.entries: list[Entry] = []
        self.unknown: list[str] = []

    def follow(self, most: int) -> None:
        while self.end < most:
            index = self.end
            line = self.lines[index]
            if self.known[index]:
                self.used.add(index)
                self.entries += self.known[index]
            elif not line.strip():
                following = next((n for n in range(index, min(most, index + 4)) if self.lines[n].strip()), None)
                if following is None or not self.known[following]:
                    return
                self.used.add(index)
            elif self._goes_on(index):
                self.used.add(index)
                last = self.entries[-1]
                self.entries[-1] = replace(last, words=f"{last.words} {line.strip()}".strip())
            elif (match := _LINE.match(line)) and index + 1 < most and self.known[index + 1]:
                self.unknown.append(match.group(1).strip())
            else:
                return
            self.end = index + 1

    def _goes_on(self, index: int) -> bool:
        """Whether the line belongs to the value above: indented, wrapped by a mail program, or the whole value."""
        above = self.lines[index - 1] if index - 1 in self.used else ""
        is_indented = self.lines[index].startswith(("  ", "\t")) and not _LINE.match(self.lines[index])
        return bool(above.strip()) and (not self.entries[-1].words or is_indented or len(above) >= 65)
