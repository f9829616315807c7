"""The lines of a text as reading looks at them: each told once, for all who ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

_FIRST, _LAST = itemgetter(slice(0, 1)), itemgetter(slice(-1, None))  # characters, or nothing
LONGEST = 300  # characters of a line that are looked at
_BIDI = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def small(text: str) -> str:
    """The text in lower case, in which words are sought: a capital I with a dot is an i."""
    lower = text.lower()
    return lower if lower.isascii() else lower.replace("i\u0307", "i")


class Lines:
    """The lines of a text, whole and as they are looked at; which of them are `quoted` is found by marking.

    `heads` are their beginnings without marks of writing direction, `said` these without white space around them (empty
    for a blank line), `small` what is said in lower case, `begins` and `ends` its first and last characters; `text` is
    all that is said.
    """

    __slots__ = ("begins", "ends", "heads", "marks", "quoted", "said", "small", "text", "whole")

    def __init__(self, whole: Sequence[str]) -> None:
        self.whole = whole
        self.heads = whole if max(map(len, whole), default=0) <= LONGEST else [line[:LONGEST] for line in whole]
        self.said = list(map(str.strip, self.heads))
        self.text = "\n".join(self.said)
        if not self.text.isascii():
            self.heads = [line if line.isascii() else _BIDI.sub("", line) for line in self.heads]
            self.said = list(map(str.strip, self.heads))
            self.text = "\n".join(self.said)
        self.small = self._in_lower_case()
        self.begins = list(map(_FIRST, self.said))
        self.ends = list(map(_LAST, self.said))
        self.marks = frozenset(self.begins)  # what any line begins with
        self.quoted = [False] * len(self.said)

    def _in_lower_case(self) -> list[str]:
        if self.text.isascii():
            return self.text.lower().split("\n")  # at once: far cheaper than line by line
        if "İ" in self.text:
            return list(map(small, self.said))
        return [text.lower() for text in self.said]  # letters beyond ASCII cost tenfold, and few lines have any

    def __len__(self) -> int:
        return len(self.said)

    def has_words(self, start: int, end: int) -> bool:
        """Whether any of the lines `start` to `end` says something."""
        return any(self.said[start:end])

    def next_quoted(self, index: int, end: int) -> int:
        """The first quoted line from `index` on, or `end`."""
        try:
            return self.quoted.index(True, index, end)
        except ValueError:
            return end

    def below(self, index: int, end: int) -> int:
        """The first line from `index` on that says something, or `end`."""
        said = self.said
        while index < end and not said[index]:
            index += 1
        return index

    def above(self, index: int, least: int) -> int:
        """The first line from `index` upwards that says something, or the one above `least`."""
        said = self.said
        while index >= least and not said[index]:
            index -= 1
        return index

    def trimmed(self, start: int, end: int) -> int:
        """The end of the lines `start` to `end` without blank ones at their end."""
        said = self.said
        while end > start and not said[end - 1]:
            end -= 1
        return end
