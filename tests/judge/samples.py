"""MIME samples and mutated mails: one record each, no exception, nothing unclean, nothing slow."""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from mailcop.reading import read, to_json
from tests.judge.corpora import Item, archive, demand, items
from tests.judge.figures import Failure, Figure, Measured, arguments, report, split_share
from tests.judge.mutation import mutated

SOURCES = ("mime/cpython_email", "mime/zbateson", "mime/mikel_mail", "mime/mail_parser_py")
SEED = 5322
DEFAULT = 5_000
SLOWEST = 2.0  # seconds of CPU
_SAMPLE_BYTES = 120_000  # what is mutated is no larger
_AT_A_TIME = 250
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class _Result:
    number: int
    fault: str  # empty when there was none
    seconds: float
    size: int


def measure(count: int = DEFAULT) -> Measured:
    """Every sample once, then `count` mutated mails."""
    measured = Measured("samples")
    for source in SOURCES:
        found = list(items(source))
        results = [(item.index, _sample(item, measured)) for item in found]
        measured.figures.append(split_share(f"{source}: one clean record each, no exception", results, floor=1.0))
    whole = [(index, _archived(index, raw, measured)) for index, (_, _, raw) in enumerate(archive())]
    measured.figures.append(
        split_share("archive/spamassassin_ham: one clean record each, no exception", whole, floor=1.0)
    )
    _mutations(count, measured)
    return measured


def _archived(index: int, raw: bytes, measured: Measured) -> bool:
    fault, _ = examine(raw)
    if fault:
        half = "odd" if index % 2 else "even"
        measured.failures.append(Failure("archive/spamassassin_ham", str(index), half, fault, "a clean record", fault))
    return not fault


def _sample(item: Item, measured: Measured) -> bool:
    fault, _ = examine(item.raw)
    if fault:
        measured.failures.append(Failure(item.source, item.id, item.half, fault, "a clean record", fault))
    return not fault


def examine(raw: bytes) -> tuple[str, float]:
    """What is wrong with the record of a mail, if anything, and the CPU seconds that reading took."""
    begun = time.process_time()
    try:
        letter = read(raw)
        seconds = time.process_time() - begun
        if failed := [text for text in letter.problems if "reading failed" in text]:
            return f"unhandled: {failed[0]}", seconds
        line = json.dumps(to_json(letter, "sample"), ensure_ascii=False)
        line.encode("utf-8")
        if unclean := next((name for name, text in _texts(json.loads(line)) if _UNCLEAN.search(text)), ""):
            return f"control characters in {unclean}", seconds
    except Exception as error:  # whatever it is, it is what we look for
        return f"raised {type(error).__name__}: {error}"[:200], time.process_time() - begun
    return "", seconds


def _texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, name)


@cache
def _bases() -> tuple[bytes, ...]:
    names = (*SOURCES, "bounce/flufl_bounce", "reply/spamassassin_replies")
    return tuple(item.raw for name in names for item in items(name) if 0 < len(item.raw) <= _SAMPLE_BYTES)


def mutation(number: int) -> bytes:
    """The mutated mail of that number: the same in every run."""
    chance = random.Random(f"{SEED}.{number}")
    return mutated(chance.choice(_bases()), chance)


def _batch(first: int, last: int) -> list[_Result]:
    """What is worth telling: faults, and the slowest of the batch."""
    found: list[_Result] = []
    slowest = _Result(first, "", 0.0, 0)
    for number in range(first, last):
        raw = mutation(number)
        fault, seconds = examine(raw)
        one = _Result(number, fault, seconds, len(raw))
        if fault or seconds > SLOWEST:
            found.append(one)
        slowest = max(slowest, one, key=lambda result: result.seconds)
    return [*found, slowest]


def _mutations(count: int, measured: Measured) -> None:
    spans = [(first, min(first + _AT_A_TIME, count)) for first in range(0, count, _AT_A_TIME)]
    with get_context("fork").Pool(os.cpu_count() or 1) as pool:
        results = [one for batch in pool.starmap(_batch, spans, chunksize=1) for one in batch]
    faults = {one.number: one for one in results if one.fault}
    slow = {one.number: one for one in results if one.seconds > SLOWEST}
    for one in [*faults.values(), *slow.values()]:
        cause = one.fault or f"over {SLOWEST:g} s"
        came = f"{one.fault} {one.seconds:.2f} s, {one.size} bytes: tests.judge.samples.mutation({one.number})"
        half = "odd" if one.number % 2 else "even"
        measured.failures.append(Failure("mutated mails", str(one.number), half, cause, "a clean record", came))
    slowest = max((one.seconds for one in results), default=0.0)
    measured.figures += [
        Figure("mutated mails: unhandled exceptions or unclean records", len(faults), "count", 0, True, of=count),
        Figure("mutated mails: the slowest, CPU", slowest, "seconds", SLOWEST, True, of=count),
    ]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The number of mutated mails."""
    about = f"how many mutated mails ({DEFAULT:,} unless given; the full run has 100,000)"
    parser.add_argument("--mutations", type=int, default=DEFAULT, metavar="N", help=about)


if __name__ == "__main__":
    demand()
    options_parser = arguments("MIME samples and mutated mails.")
    add_options(options_parser)
    options = options_parser.parse_args()
    if not report([measure(options.mutations)], options.json, options.failures):
        raise SystemExit(1)
