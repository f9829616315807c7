"""Tables of words and parts of words that are sought in text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self


class Stems(tuple[str, ...]):
    """Words or parts of words, any of which may stand in a text; a text in ASCII is asked for those in ASCII only."""

    ascii: tuple[str, ...]

    def __new__(cls, stems: Iterable[str]) -> Self:
        found = super().__new__(cls, stems)
        found.ascii = tuple(filter(str.isascii, found))
        return found

    @classmethod
    def of(cls, *lines: str) -> Self:
        """The stems that stand between the bars of some lines."""
        return cls("".join(lines).split("|"))

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in the text."""
        return any(map(text.__contains__, self.ascii if text.isascii() else self))

    def count_in(self, text: str) -> int:
        """How many of them stand in the text."""
        return sum(map(text.__contains__, self.ascii if text.isascii() else self))
