"""Hours of day and lengths of time in plain text, told from each other; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

ZONE = "\ue000"  # stands where a zone stood, so that its letters and digits are read as nothing else
_HALF = r"am|pm|a\.?\s?m\.|p\.?\s?m\.|a\.m|p\.m|hrs?|hs|horas?|heures?|uhr"
_CLOCK = re.compile(
    rf"\b([01]?\d|2[0-4])(?:\s*[:h.]\s*([0-5]\d)|\s*h\b)?\s*({_HALF})?(?![\w])"
    r"|(?<!apres-)(?<!apres )\b(noon|midday|mediodia|midi|midnight|medianoche|minuit)\b"
)
_SPAN = re.compile(
    r"\b(\d{1,3}(?:[.,]5)?|an?|una?|une?|half an|media|demi(?:e|-)?)\s*(?:-\s*)?(hours?|hrs?|h|horas?|heures?"
    r"|minutes?|mins?|minutos?)\b(?!\s*\d)"
)
_LONG_SPAN = re.compile(
    r"\b(\d{1,2})\s*(h|hrs?|hours?|horas?|heures?)\s*(?:and |y |et )?\s*([0-5]?\d)\s*(minutes?|mins?|minutos?|m)?\b"
)
TO = re.compile(r"[\s(]*(?:-|to|until|till|a|al|a las|hasta|hasta las|jusqu'a)[\s)]*\Z")
_AT = re.compile(r"(?:\b(?:at|a|las?|from|des|vers|since)\s|@|\dh\s?-)\s*\Z")
_ON = re.compile(r"\s*(?:-|to|until|till|al?|hasta|jusqu'a)\s*(?:las\s*)?\d")
_ZONE_FOLLOWS = re.compile(rf"\s*\(?\s*{ZONE}")
_CLOCK_UNITS = frozenset({"h", "hrs", "horas", "heures"})


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of day, and where in the text it stands; with the length of a range that it begins."""

    start: int
    end: int
    at: time
    lasts: timedelta | None = None


def clocks_in(words: str) -> list[Clock]:
    """The hours of day; a number alone is none, unless a range ends in one that is: "3-4pm"."""
    found: list[Clock] = []
    matches = list(_CLOCK.finditer(words))
    for index, match in enumerate(matches):
        half = match.group(3) or ""
        if not _is_marked(match):
            following = matches[index + 1] if index + 1 < len(matches) else None
            if following is None or not _is_marked(following) or not TO.match(words[match.end() : following.start()]):
                continue
            half = following.group(3) or ""
        found.append(Clock(match.start(), match.end(), _at(match, half)))
    return found


def _is_marked(match: re.Match[str]) -> bool:
    _, minute, half, noon = match.groups()
    return bool(minute or half or noon) or match.group().rstrip().endswith("h")


def _at(match: re.Match[str], half: str) -> time:
    if match.group(4):
        return time(0 if match.group(4) in ("midnight", "medianoche", "minuit") else 12)
    hour = int(match.group(1))
    if half[:1] == "p" and hour < 12:
        hour += 12
    elif half[:1] == "a" and hour == 12:
        hour = 0
    return time(hour % 24, int(match.group(2) or 0))


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    lasts: timedelta
    is_clock: bool  # written as an hour of day may be: 2h, 1h30
    is_lone_clock: bool  # and taken for one where there is no other


def _spans(words: str) -> list[_Span]:
    """The lengths of time; "15 h" and "15 horas" are hours of day."""
    found: list[_Span] = []
    for match in _LONG_SPAN.finditer(words):
        hours, unit, minutes, name = match.groups()
        lasts = timedelta(hours=int(hours), minutes=int(minutes))
        if timedelta(0) < lasts < timedelta(hours=9):
            is_clock = unit == "h" and not name
            found.append(_Span(match.start(), match.end(), lasts, is_clock, is_clock))
    for match in _SPAN.finditer(words):
        amount, unit = match.groups()
        number = _amount(amount)
        is_clock = unit in _CLOCK_UNITS and amount.isdigit()
        if any(one.start <= match.start() < one.end for one in found) or (is_clock and number > 8):
            continue
        lasts = timedelta(minutes=number if unit.startswith("min") else number * 60)
        if timedelta(0) < lasts <= timedelta(days=1):
            found.append(_Span(match.start(), match.end(), lasts, is_clock, is_clock and number > 5))
    return sorted(found, key=lambda one: one.start)


def _amount(words: str) -> float:
    if words in ("half an", "media") or words.startswith("demi"):
        return 0.5
    return 1.0 if words[0].isalpha() else float(words.replace(",", "."))


def without_span(words: str) -> tuple[timedelta | None, str]:
    """The first length, and the text without it; "8h" beside a city, after "at" or with no other hour is an hour."""
    for one in _spans(words):
        before, after = words[: one.start], words[one.end :]
        rest = before + " " * (one.end - one.start) + after
        if one.is_clock and (_ZONE_FOLLOWS.match(after) or _AT.search(before) or _ON.match(after)):
            continue
        if one.is_lone_clock and not clocks_in(rest):
            continue
        return one.lasts, rest
    return None, words


def span_in(words: str) -> timedelta | None:
    """The first length of time in plain `words`: one hour, 90 minutes, half an hour, 1h30."""
    return next((one.lasts for one in _spans(words)), None)


def clock_in(words: str) -> time | None:
    """The first hour of day in plain `words`: 15:00, 3pm, 15h30, 3 p.m., noon."""
    return next((clock.at for clock in clocks_in(words)), None)
