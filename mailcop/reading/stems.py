"""Tables of words and parts of words that are sought in text; the only place that knows ahocorasick_rs."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from ahocorasick_rs import AhoCorasick, Implementation

_FEW = 12  # stems that are sought faster one by one
_SMALL = 2_000  # characters of all stems: then the fastest automaton costs less than a megabyte


class Stems(tuple[str, ...]):
    """Words or parts of words, any of which may stand in a text.

    Many are sought all at once by an automaton (Aho and Corasick 1975), in a time that does not depend on their number.
    """

    @classmethod
    def of(cls, *lines: str) -> Self:
        """The stems that stand between the bars of some lines."""
        return cls("".join(lines).split("|"))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self, implementation=Implementation.DFA if sum(map(len, self)) < _SMALL else None)

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in the text."""
        if len(self) > _FEW:
            try:
                return bool(self._automaton.find_matches_as_indexes(text))
            except UnicodeEncodeError:  # a lone surrogate in it
                pass
        return any(map(text.__contains__, self))

    def count_in(self, text: str) -> int:
        """How many of them stand in the text."""
        return sum(map(text.__contains__, self))
