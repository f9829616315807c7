"""Dates and times as people write them in English, Spanish and French; pure, `today` is an argument."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from mailcop.reading.cities import places_in
from mailcop.reading.clocks import clock_in, span_in
from mailcop.reading.hours import Unsure, read_hours

_MONTHS = {
    1: "january jan enero ene janvier janv",
    2: "february feb febrero fevrier fevr fev",
    3: "march mar marzo mars",
    4: "april apr abril abr avril avr",
    5: "may mayo mai",
    6: "june jun junio juin",
    7: "july jul julio juillet juil",
    8: "august aug agosto ago aout",
    9: "september sep sept septiembre setiembre septembre set",
    10: "october oct octubre octobre",
    11: "november nov noviembre novembre",
    12: "december dec diciembre dic decembre",
}
MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
_WEEKDAYS = {
    0: "monday mon lunes lun lundi",
    1: "tuesday tue tues martes mar mardi",
    2: "wednesday wed miercoles mie mercredi mer",
    3: "thursday thu thur thurs jueves jue jeudi jeu",
    4: "friday fri viernes vie vendredi ven",
    5: "saturday sat sabado sab samedi sam",
    6: "sunday sun domingo dom dimanche dim",
}
WEEKDAY = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
_MONTH_NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|o|º|ª)?"
_DAY_MONTH = re.compile(
    rf"\b{_DAY}\.?\s+(?:of\s+|de\s+|d')?({_MONTH_NAMES})\b\.?(?:,?\s+(?:de\s+|del\s+)?(\d{{4}})\b)?"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH_NAMES})\b\.?\s+(?:the\s+)?{_DAY}\b(?:,?\s+(\d{{4}})\b)?")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\b")
_DAY_ALONE = re.compile(rf"\A(?:the |el |le )?{_DAY}\Z")
_DAYS_IN_MONTH = re.compile(
    rf"\b{_DAY}\s*(?:-|to|until|a|al|au|hasta|jusqu'au)\s*{_DAY}\.?\s+(?:of\s+|de\s+)?({_MONTH_NAMES})\b"
)
_WEEKDAY_WORD = re.compile(r"\b(" + "|".join(sorted(WEEKDAY, key=len, reverse=True)) + r")\b")
_LANGUAGES = {
    "en": "english ingles anglais en ingles en anglais",
    "es": "spanish espanol espagnol castellano",
    "fr": "french frances francais",
}
_DATE_WORDS = re.compile(
    r"(?:\d{1,4}(?:st|nd|rd|th|er)?|[/.,-]|\s|of|de|del|el|le|the|on|for|para|pour|du|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|fevr|fev|avr|mai|juin|juil"
    r"|aout)[a-z]*\.?|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mie|jue|vie|sab|dom|jeu|ven|sam|dim|"
    r"[a-z]{3,6}day|lunes|martes|miercoles|jueves|viernes|sabado|domingo|[a-z]{3,8}di|dimanche|tomorrow|manana"
    r"|demain)+\Z"
)
_RELATIVE = {
    "today": 0, "hoy": 0, "aujourd'hui": 0, "tomorrow": 1, "manana": 1, "demain": 1,
}  # fmt: skip


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Lower case, without accents, typographic marks as ASCII, white space as single spaces."""
    text = (
        text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("−", "-").replace("º", "o")
    )
    spread = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


@dataclass(frozen=True, slots=True)
class When:
    """A wall time as understood: local date and time, IANA zone, span, language; `doubts` say what was not sure."""

    on: date
    at: time | None
    zone: str
    is_zone_given: bool
    lasts: timedelta | None
    language: str
    doubts: tuple[Unsure, ...]


def parse_date(text: str, today: date) -> date | None:
    """The first date in `text`; a year left out is the next match on or after `today`.

    `1 Sept`, `Sept 1st, 2025`, `1 de septiembre`, `1er septembre`, `2025-09-01`, `1/9` (day first), a weekday.
    """
    found = _find_date(_without_places(plain(text)[:300]), today)
    return found[0] if found else None


def whole_date(text: str, today: date | None) -> date | None:
    """The date that plain `text` is, and nothing besides; None without `today`."""
    if today is None or not _DATE_WORDS.match(text):
        return None
    return parse_date(text, today)


def parse_dates(text: str, today: date) -> tuple[date, date] | None:
    """A span of dates, "24 April - 14 May" or "4-13 October"; the end is on or after the start."""
    words = plain(text)[:300]
    match = _DAYS_IN_MONTH.search(words)
    if match:
        month = MONTH[match.group(3)]
        start = _next(int(match.group(1)), month, today)
        end = _next(int(match.group(2)), month, start) if start else None
        return (start, end) if start and end else None
    first = _find_date(words, today)
    if first is None:
        return None
    second = _find_date(words[first[2] :], first[0])
    return (first[0], second[0]) if second else None


def _find_date(words: str, today: date) -> tuple[date, int, int] | None:
    """(date, start, end) of the first date in plain text."""
    for word, days in _RELATIVE.items():
        at = re.search(rf"\b{word}\b", words)
        if at:
            return today + timedelta(days=days), at.start(), at.end()
    found = [hit for hit in (_iso(words), _named(words, today), _numeric(words, today)) if hit]
    if found:
        return min(found, key=lambda hit: hit[1])
    alone = _DAY_ALONE.match(words)
    if alone:
        on = _next_day(int(alone.group(1)), today)
        return (on, alone.start(), alone.end()) if on else None
    day = _WEEKDAY_WORD.search(words)
    if day:
        ahead = (WEEKDAY[day.group(1)] - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead), day.start(), day.end()
    return None


def _iso(words: str) -> tuple[date, int, int] | None:
    match = _ISO.search(words)
    on = _make(int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None
    return (on, match.start(), match.end()) if match and on else None


def _named(words: str, today: date) -> tuple[date, int, int] | None:
    best: tuple[date, int, int] | None = None
    for pattern, day_group, month_group in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.search(words)
        if match is None:
            continue
        day, month = int(match.group(day_group)), MONTH[match.group(month_group)]
        on = _make(int(match.group(3)), month, day) if match.group(3) else _next(day, month, today)
        if on and (best is None or match.start() < best[1]):
            best = (on, match.start(), match.end())
    return best


def _numeric(words: str, today: date) -> tuple[date, int, int] | None:
    match = _NUMERIC.search(words)
    if match is None:
        return None
    day, month, year = int(match.group(1)), int(match.group(2)), match.group(3)
    if year:
        on = _make(int(year) + (2000 if len(year) == 2 else 0), month, day)
    else:
        on = _next(day, month, today) if "/" in match.group() else None
    return (on, match.start(), match.end()) if on else None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(day: int, month: int, today: date) -> date | None:
    """The next such day on or after `today`; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        on = _make(year, month, day)
        if on and on >= today:
            return on
    return None


def _next_day(day: int, today: date) -> date | None:
    for ahead in range(13):
        months = today.month - 1 + ahead
        on = _make(today.year + months // 12, months % 12 + 1, day)
        if on and on >= today:
            return on
    return None


def parse_when(text: str, now: datetime, default_zone: str, hour: str = "") -> When | None:
    """Date, time, city, span and language of "Wed 3 May, 15:00 Paris, 1 hour, English"; None without a date.

    `now` is the mail's date, aware. A city beats an abbreviation beside it, and the doubt is recorded. An hour in the
    text `hour` stands for those in `text`.
    """
    words = plain(text)[:400]
    bare = _without_places(words)
    found = _find_date(bare, now.date())
    if found is None:
        return None
    on, start, end = found
    rest = f"{words[:start]} , {words[end:]}"
    hours = read_hours(rest, on, default_zone, plain(hour)[:200])
    doubts = [*_weekday_doubts(bare, on), *hours.doubts]
    if hours.at is None and not hours.doubts:
        doubts.append(Unsure("no-hour"))
    return When(hours.on, hours.at, hours.zone, hours.is_zone_given, hours.lasts, language_in(rest), tuple(doubts))


def _without_places(words: str) -> str:
    """The text with commas in place of its cities: Santo Domingo is no Sunday."""
    for place in places_in(words):
        words = words[: place.start] + "," * (place.end - place.start) + words[place.end :]
    return words


def _weekday_doubts(words: str, on: date) -> list[Unsure]:
    """A weekday that is not the date's; `mar` alone may be a month."""
    match = _WEEKDAY_WORD.search(words)
    if match is None or match.group(1) in MONTH or WEEKDAY[match.group(1)] == on.weekday():
        return []
    return [Unsure("weekday", (("word", match.group(1)),))]


def parse_span(text: str) -> timedelta | None:
    """The first length of time in `text`: 1 hour, 90 minutes, half an hour, 1h30."""
    return span_in(plain(text)[:200])


def parse_time(text: str) -> time | None:
    """The first time of day in `text`: 15:00, 3pm, 15h30, 3 p.m., noon."""
    return clock_in(plain(text)[:200])


def language_in(text: str) -> str:
    """The language that a text names ("in English", "español"), or an empty text."""
    words = set(re.findall(r"[a-z]+", plain(text)))
    return next((code for code, names in _LANGUAGES.items() if words & (set(names.split()) - {"en"})), "")
