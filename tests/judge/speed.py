"""What reading costs beside a bare parse, when an input doubles, and at the largest mail that we take."""

from __future__ import annotations

import email
import time
from collections.abc import Callable
from itertools import pairwise

from mailcop.reading import read
from tests.judge.corpora import archive, demand
from tests.judge.figures import Failure, Figure, Measured, alone
from tests.judge.shapes import SHAPES

_AT_A_TIME = 50  # mails: both readers meet the same moments of a busy machine
_TIMES = (2, 3, 5, 9, 15)  # runs of a shape: more where the ones before look too much
_DOUBLINGS = 2
_AT_MOST = 2.5
_LARGEST = 25 * 1024 * 1024  # bytes: [limits] message
_SLOWEST = 2.0  # seconds of CPU at the caps


def measure() -> Measured:
    """The ratio on spamassassin_ham, the growth of hostile shapes, and each of them at the caps."""
    measured = Measured("speed")
    measured.figures.append(_beside_a_bare_parse())
    growths = {shape: _growth(make, start) for shape, (start, make) in SHAPES.items()}
    for shape, growth in growths.items():
        if growth > _AT_MOST:
            came = f"{growth:.2f} times per doubling from {SHAPES[shape][0]} bytes"
            measured.failures.append(Failure("shapes", shape, "", "grows faster than its input", "at most 2.5", came))
    worst = max(growths, key=lambda shape: growths[shape])
    what = f"hostile shapes: cost when the input doubles, the worst ({worst})"
    measured.figures.append(Figure(what, growths[worst], "times", _AT_MOST, True, of=len(growths)))
    measured.figures.append(_at_the_caps(measured))
    return measured


def _beside_a_bare_parse() -> Figure:
    mails = [raw for _, _, raw in archive()]
    ours = bare = 0.0
    for first in range(0, len(mails), _AT_A_TIME):
        some = mails[first : first + _AT_A_TIME]
        bare += min(_seconds(email.message_from_bytes, some) for _ in range(2))
        ours += min(_seconds(read, some) for _ in range(2))
    each = 1e6 / len(mails)
    what = f"spamassassin_ham: a bare compat32 parse ({bare * each:.0f} us) to read ({ours * each:.0f} us)"
    return Figure(what, bare / ours, floor=0.2, of=len(mails))


def _seconds(work: Callable[[bytes], object], mails: list[bytes]) -> float:
    begun = time.process_time()
    for raw in mails:
        work(raw)
    return time.process_time() - begun


def _growth(make: Callable[[int], bytes], start: int) -> float:
    """The worse of two doublings; the least time of several runs each, and more runs where it looks too much."""
    sizes = [make(start << doubling) for doubling in range(_DOUBLINGS + 1)]
    least = [float("inf")] * len(sizes)
    worst = float("inf")
    for times in _TIMES:
        for _ in range(times):
            least = [min(before, _seconds(read, [raw])) for before, raw in zip(least, sizes, strict=True)]
        worst = max(after / before for before, after in pairwise(least))
        if worst <= _AT_MOST:
            break
    return worst


def _at_the_caps(measured: Measured) -> Figure:
    times: dict[str, float] = {}
    for shape, (_, make) in SHAPES.items():
        raw = make(_LARGEST)
        times[shape] = _seconds(read, [raw])
        if times[shape] > _SLOWEST / 2:
            times[shape] = min(times[shape], _seconds(read, [raw]), _seconds(read, [raw]))
        if times[shape] > _SLOWEST:
            came = f"{times[shape]:.2f} s for {len(raw)} bytes"
            measured.failures.append(Failure("shapes", shape, "", "slow at 25 MiB", f"at most {_SLOWEST} s", came))
    worst = max(times, key=lambda shape: times[shape])
    return Figure(
        f"hostile shapes of 25 MiB, CPU, the worst ({worst})", times[worst], "seconds", _SLOWEST, True, of=len(times)
    )


if __name__ == "__main__":
    demand()
    alone("Speed of reading.", measure)
