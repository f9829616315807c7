"""The labels of the twisted archive, `threads.jsonl.xz`: as they are told, and with their names put back.

They are pipermail's reply tree, read from the page `thread.html` of each month. The page names articles by number, not
by Message-ID; the labels paired the two by rank: the lowest number of a month with the first mail of that month, and so
on. (Sorted by number, the ids of every month do stand in the order of the archive.) But the archive was built twice, so
that each mail has two numbers, the second one 32,461 higher, and the pages of twisted-python from 2013 to 2019 list
some mails by their first number and others by the second. There the ranks are not the order of the mails: the tree is
right and its names are exchanged. `restored` brings the numbers of a month on one scale and pairs them again.

That this is so does not depend on any threader: pipermail's rule is what In-Reply-To names, where the month has it, and
`by_their_header` counts how often a label follows it. The distance is not assumed either: it is the one that makes one
unbroken row of the numbers of most such months.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

Named = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Label:
    """What the page of a month says of one mail: its number there, and the mail that it stands under, if any."""

    list: str
    month: str
    article: int
    message_id: str
    parent: str | None


def told(path: Path) -> list[Label]:
    """The labels as they are."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Label(
            row["list"],
            row["month"],
            row["article"],
            _angled(row["message_id"]),
            row["parent"] and _angled(row["parent"]),
        )
        for row in rows
    ]


def _angled(name: str) -> str:
    """An id that its mail wrote without brackets is a letter's with them."""
    return name if name.startswith("<") else f"<{name}>"


def restored(labels: Sequence[Label]) -> list[Label]:
    """The same tree, with the name that each number stands for."""
    months = _months(labels)
    distances = _distances(months)
    found: list[Label] = []
    for (name, _), ones in months.items():
        by_number = sorted(ones, key=lambda one: one.article)
        numbers = [one.article for one in by_number]
        second = _second_row(numbers)
        moved = {number: number - distances[name] if number in second else number for number in numbers}
        in_order = sorted(numbers, key=moved.__getitem__)
        named = dict(zip(in_order, (one.message_id for one in by_number), strict=True))
        number_of = {one.message_id: one.article for one in ones}
        found += [
            replace(
                one,
                message_id=named[one.article],
                parent=named[number_of[one.parent]] if one.parent is not None else None,
            )
            for one in ones
        ]
    return found


def by_their_header(labels: Sequence[Label], in_reply_to: Named) -> tuple[int, int]:
    """(labels with a parent whose mail names another one of its month in In-Reply-To, those that agree with it)."""
    month = {(one.list, one.message_id): one.month for one in labels}
    asked = agreed = 0
    for one in labels:
        near = [
            other for other in in_reply_to.get((one.list, one.message_id), ())
            if other != one.message_id and month.get((one.list, other)) == one.month
        ]  # fmt: skip
        if near and one.parent is not None:
            asked += 1
            agreed += one.parent in near
    return asked, agreed


def _months(labels: Sequence[Label]) -> dict[tuple[str, str], list[Label]]:
    months: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for one in labels:
        months[one.list, one.month].append(one)
    return months


def _second_row(numbers: Sequence[int]) -> set[int]:
    """Of the sorted numbers of a month those of the second row; none where they are one row."""
    widest, at = max(((after - before, i) for i, (before, after) in enumerate(pairwise(numbers), 1)), default=(0, 0))
    return set(numbers[at:]) if widest > 10 * len(numbers) else set()


def _distances(months: Mapping[tuple[str, str], Sequence[Label]]) -> dict[str, int]:
    """How far apart the two numbers of a mail are in each list: what fits most of its months."""
    fitting: dict[str, Counter[int]] = defaultdict(Counter)
    for (name, _), ones in months.items():
        fitting[name].update(_fitting(sorted(one.article for one in ones)))
    return {name: counts.most_common(1)[0][0] for name, counts in fitting.items() if counts}


def _fitting(numbers: Sequence[int]) -> Iterator[int]:
    """The distances by which the second row fills the gaps of the first, so that the numbers are one unbroken row."""
    second = _second_row(numbers)
    first = set(numbers) - second
    if not second:
        return
    for begin in range(min(first) - len(second), max(first) + 2):
        distance = min(second) - begin
        moved = {number - distance for number in second}
        if not moved & first and max(moved | first) - min(moved | first) + 1 == len(numbers):
            yield distance
