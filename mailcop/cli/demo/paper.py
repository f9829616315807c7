"""How the story is told on a terminal: a hundred columns of plain text, bold only where it is a terminal."""

from __future__ import annotations

import os
import sys
import textwrap
import unicodedata
from typing import TextIO

COLUMNS = 100
_TIMES = 20  # columns for when and where
_TEXT = 3 + _TIMES  # where what happened begins
_MARK = 12  # columns for a fate: the longest is quarantined, and a space


class Paper:
    """Writes lines; a piped story has no control characters."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._is_styled = self._out.isatty() and "NO_COLOR" not in os.environ

    def line(self, text: str = "") -> None:
        """One line as it is."""
        print(text.rstrip(), file=self._out, flush=True)

    def title(self, text: str) -> None:
        """The head of the whole."""
        self.line(self._styled(text, "1"))

    def chapter(self, title: str, day: str) -> None:
        """A rule with what comes at its left and the date at its right."""
        gap = COLUMNS - width(title) - width(day) - 6
        self.line()
        self.line(self._styled(f"── {title} {'─' * max(gap, 2)} {day}", "1"))
        self.line()

    def words(self, text: str, indent: int = 3) -> None:
        """Prose, wrapped."""
        for line in wrapped(text, COLUMNS - indent):
            self.line(" " * indent + line)

    def act(self, left: str, text: str, *, lines: int = 3) -> None:
        """What someone did at a time: the time in a column of its own, at most so many lines of text."""
        found = wrapped(text, COLUMNS - _TEXT)
        if len(found) > lines:
            found = [*found[: lines - 1], found[lines - 1] + " …"]
        for index, line in enumerate(found or [""]):
            self.line(f"   {padded(left if index == 0 else '', _TIMES)}{line}")

    def result(self, mark: str, text: str, right: str = "") -> None:
        """What became of it, under its act, and what it made us send."""
        found = wrapped(text, COLUMNS - _TEXT - _MARK)
        for index, line in enumerate(found or [""]):
            head = self._styled(padded(mark, _MARK), "1") if index == 0 else " " * _MARK
            self.line(f"{' ' * _TEXT}{head}{line}")
        if right:
            self.line(f"{' ' * (_TEXT + _MARK)}{self._styled('→ ' + right, '2')}")

    def table(self, rows: list[tuple[str, ...]], indent: int = 3) -> None:
        """Columns; figures to the right."""
        if not rows:
            return
        widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            cells = [
                f"{' ' * (w - width(cell))}{cell}" if cell.replace(",", "").isdigit() else padded(cell, w)
                for cell, w in zip(row, widths, strict=True)
            ]
            self.line(" " * indent + "   ".join(cells))

    def _styled(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._is_styled else text


def width(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining ones none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def padded(text: str, columns: int) -> str:
    """The text with blanks up to so many columns."""
    return text + " " * max(columns - width(text), 0)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many letters, on one paragraph."""
    return textwrap.wrap(" ".join(text.split()), columns, break_long_words=False, break_on_hyphens=False)


def clipped(text: str, columns: int) -> str:
    """The text on one line, cut with a mark where it is longer."""
    flat = " ".join(text.split())
    if width(flat) <= columns:
        return flat
    while width(flat) > columns - 1:
        flat = flat[:-1]
    return flat.rstrip() + "…"
