"""`mailcop tick`: one turn of the clock by hand, or many on a rehearsal database; what is owed is relayed at once."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from collections import Counter
from datetime import datetime, timedelta

from mailcop.cli import wiring
from mailcop.cli.place import Place, instant, opened
from mailcop.editions.letters import Letters

_SPAN = re.compile(r"(\d+)\s*(s|sec|min|m|h|d|days?|hours?)")
_UNIT = {
    "s": 1,
    "sec": 1,
    "min": 60,
    "m": 60,
    "h": 3600,
    "hour": 3600,
    "hours": 3600,
    "d": 86400,
    "day": 86400,
    "days": 86400,
}


def tick(arguments: argparse.Namespace) -> None:
    """Do what is due, compose and relay it, and say what was done."""
    if arguments.until and not arguments.at:
        raise ValueError("--until goes with --at")
    with opened(arguments) as place:
        at = place.now(arguments.at)
        until = instant(arguments.until) if arguments.until else at
        step = _span(arguments.every)
        letters = wiring.letters_of(place)
        while at <= until:
            _say(at, *_turn(place, letters, at), is_json=arguments.json)
            at += step


def _turn(place: Place, letters: Letters, at: datetime) -> tuple[list[str], Counter[str]]:
    done = wiring.tick(place, at)
    clock = (lambda: at) if place.is_rehearsal else wiring.present
    outbox = wiring.outbox_of(place, letters, clock)
    return done, asyncio.run(outbox.drain())


def _say(at: datetime, done: list[str], sent: Counter[str], *, is_json: bool) -> None:
    if is_json:
        print(json.dumps({"at": at.isoformat(), "done": done, "letters": dict(sent)}, ensure_ascii=False))
        return
    letters = ", ".join(f"{count} {state}" for state, count in sorted(sent.items()) if count)
    if done or letters:
        print(f"{at:%Y-%m-%d %H:%M} UTC")
        for line in done:
            print(f"  {line}")
        if letters:
            print(f"  letters: {letters}")


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(f"--every {text}: expected a span such as 15min, 1h or 1d")
    return timedelta(seconds=int(found[1]) * _UNIT[found[2]])
