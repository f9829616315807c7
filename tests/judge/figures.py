"""Figures with their floors, the failures behind them, and how both are printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured: `value` against `floor` (a ceiling where `is_ceiling`); no floor, no verdict."""

    what: str
    value: float
    unit: str = "share"  # share, percent, count, seconds, times
    floor: float | None = None
    is_ceiling: bool = False
    is_strict: bool = False  # "under", not "at most"
    even: float | None = None
    odd: float | None = None
    of: int | None = None  # how many items it was measured on

    @property
    def is_met(self) -> bool:
        """Whether the floor is met: always without one, never where nothing was measured."""
        if self.floor is None:
            return True
        if self.of == 0:
            return False
        if self.is_strict:
            return self.value < self.floor if self.is_ceiling else self.value > self.floor
        return self.value <= self.floor if self.is_ceiling else self.value >= self.floor

    @property
    def floor_text(self) -> str:
        """The floor as people read it."""
        if self.floor is None:
            return ""
        word = ("under " if self.is_strict else "at most ") if self.is_ceiling else "at least "
        return word + shown(self.floor, self.unit)


@dataclass(frozen=True)
class Failure:
    """One item that came out otherwise than its label says, with a guess at the cause."""

    source: str
    item: str
    half: str
    cause: str
    expected: str
    came: str


@dataclass
class Measured:
    """What one measure found."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def shown(value: float, unit: str) -> str:
    """A value in its unit."""
    if unit == "share":
        return f"{value:.3f}"
    if unit == "percent":
        return f"{value:.2f}%"
    if unit == "seconds":
        return f"{value:.2f} s"
    if unit == "times":
        return f"{value:.2f} times"
    return f"{value:g}"


def share(flags: Iterable[bool]) -> float:
    """How many of them are true; 0 where there are none."""
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


def split_share(what: str, results: Sequence[tuple[int, bool]], **rest: Any) -> Figure:
    """A share over all items, with that of the even ones and that of the odd ones beside it."""
    even = share(ok for index, ok in results if index % 2 == 0)
    odd = share(ok for index, ok in results if index % 2)
    return Figure(what, share(ok for _, ok in results), even=even, odd=odd, of=len(results), **rest)


def table(figures: Sequence[Figure]) -> list[str]:
    """A Markdown table, one line a figure."""
    lines = ["| what | items | even | odd | all | floor | |", "|---|---:|---:|---:|---:|---|---|"]
    for one in figures:
        halves = [shown(value, one.unit) if value is not None else "" for value in (one.even, one.odd)]
        verdict = "" if one.floor is None else "met" if one.is_met else "**missed**"
        cells = [
            one.what,
            f"{one.of if one.of is not None else ''}",
            *halves,
            shown(one.value, one.unit),
            one.floor_text,
            verdict,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def write_failures(measured: Measured, folder: Path) -> Path:
    """A list for those who mend reading: grouped by cause, the most frequent one first."""
    groups: dict[str, list[Failure]] = defaultdict(list)
    for failure in measured.failures:
        groups[failure.cause].append(failure)
    lines = [f"{measured.name}: {len(measured.failures)} failures", ""]
    order = sorted(groups.items(), key=lambda pair: -len(pair[1]))
    lines += [f"{len(found):5}  {cause}" for cause, found in order]
    for cause, found in order:
        lines += ["", "=" * 100, f"{cause} ({len(found)})"]
        for one in found:
            lines += ["", f"--- {one.source} {one.item} ({one.half})", "expected:", one.expected, "came:", one.came]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measured.name}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
    return path


def as_json(all_measured: Sequence[Measured]) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        measured.name: [{**asdict(figure), "is_met": figure.is_met} for figure in measured.figures]
        for measured in all_measured
    }


def arguments(about: str) -> argparse.ArgumentParser:
    """The options that every measure takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--failures", type=Path, metavar="FOLDER", help="write the lists of failures there")
    return parser


def report(all_measured: Sequence[Measured], is_json: bool, failures: Path | None) -> bool:
    """Prints what was measured; True when every floor is met."""
    if failures:
        for measured in all_measured:
            write_failures(measured, failures)
    is_met = all(figure.is_met for measured in all_measured for figure in measured.figures)
    if is_json:
        json.dump({"is_met": is_met, "figures": as_json(all_measured)}, sys.stdout, indent=1, ensure_ascii=False)
        print()
        return is_met
    for measured in all_measured:
        print(f"\n{measured.name} ({len(measured.failures)} failures)\n")
        print("\n".join(table(measured.figures)))
    return is_met


def alone(about: str, measure: Callable[[], Measured]) -> None:
    """Runs one measure as a program of its own."""
    options = arguments(about).parse_args()
    if not report([measure()], options.json, options.failures):
        raise SystemExit(1)
