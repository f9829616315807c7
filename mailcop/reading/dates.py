"""Dates and times as people write them in English, Spanish and French; pure, `today` is an argument."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailcop.reading.cities import zone_of

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
_CLOCK = re.compile(
    r"\b([01]?\d|2[0-4])(?:\s*[:h.]\s*([0-5]\d)|\s*h\b)?\s*(am|pm|a\.m\.?|p\.m\.?|hrs?|horas?|heures?|uhr)?(?![\w])"
)
_NOON = re.compile(r"\b(noon|midday|mediodia|midi|midnight|medianoche|minuit)\b")
_SPAN = re.compile(
    r"\b(\d{1,3}(?:[.,]5)?|an?|una?|une?|half an|media|demi(?:e|-)?)\s*(?:-\s*)?(hours?|hrs?|h|horas?|heures?"
    r"|minutes?|mins?|minutos?)\b(?!\s*\d)"
)
_ABBREVIATIONS = {
    "cet": 60, "cest": 120, "est": -300, "edt": -240, "ast": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "bst": 60, "eet": 120, "eest": 180, "eat": 180, "wat": 60, "cat": 120, "sast": 120,
    "ist": 330, "jst": 540, "gmt": 0, "utc": 0, "brt": -180, "pet": -300, "cot": -300, "msk": 180,
    "pkt": 300, "sgt": 480, "wib": 420,
}  # fmt: skip
_ABBREVIATION = re.compile(r"\b(" + "|".join(_ABBREVIATIONS) + r")\b(?:\s*([+-]\d{1,2}))?")
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
class Unsure:
    """What was not sure of a time: `code` names the sentence, `values` fill it."""

    code: str  # weekday, no-city, not-that-time, no-such-city or no-hour
    values: tuple[tuple[str, str], ...] = ()


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
    found = _find_date(plain(text)[:300], today)
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


def parse_when(text: str, now: datetime, default_zone: str) -> When | None:
    """Date, time, city, span and language of "Wed 3 May, 15:00 Paris, 1 hour, English"; None without a date.

    `now` is the mail's date, aware. A city beats an abbreviation beside it, and the doubt is recorded.
    """
    words = plain(text)[:400]
    today = now.date()
    found = _find_date(words, today)
    if found is None:
        return None
    on, start, end = found
    doubts = _weekday_doubts(words, on)
    rest = f"{words[:start]} , {words[end:]}"
    lasts, rest = _take_span(rest)
    at, rest = _take_clock(rest)
    zone, is_given, more = _zone(rest, on, at, default_zone)
    if at is None:
        more.append(Unsure("no-hour"))
    return When(on, at, zone, is_given, lasts, language_in(rest), (*doubts, *more))


def _weekday_doubts(words: str, on: date) -> list[Unsure]:
    """A weekday that is not the date's; `mar` alone may be a month."""
    match = _WEEKDAY_WORD.search(words)
    if match is None or match.group(1) in MONTH or WEEKDAY[match.group(1)] == on.weekday():
        return []
    return [Unsure("weekday", (("word", match.group(1)),))]


def _take_span(words: str) -> tuple[timedelta | None, str]:
    for match in _SPAN.finditer(words):
        amount, unit = match.groups()
        number = _amount(amount)
        if unit == "h" and number > 8:
            continue  # "15 h" is a time of day
        lasts = timedelta(minutes=number if unit.startswith("min") else number * 60)
        if timedelta(0) < lasts <= timedelta(days=1):
            return lasts, words[: match.start()] + " , " + words[match.end() :]
    return None, words


def _amount(words: str) -> float:
    if words in ("half an", "media") or words.startswith("demi"):
        return 0.5
    return 1.0 if words[0].isalpha() else float(words.replace(",", "."))


def parse_span(text: str) -> timedelta | None:
    """The first length of time in `text`: 1 hour, 90 minutes, half an hour."""
    return _take_span(plain(text)[:200])[0]


def parse_time(text: str) -> time | None:
    """The first time of day in `text`: 15:00, 3pm, 15h30, 3 p.m., noon."""
    return _take_clock(plain(text)[:200])[0]


def _take_clock(words: str) -> tuple[time | None, str]:
    noon = _NOON.search(words)
    if noon:
        at = time(0 if noon.group(1) in ("midnight", "medianoche", "minuit") else 12)
        return at, words[: noon.start()] + " , " + words[noon.end() :]
    for match in _CLOCK.finditer(words):
        hour, minute, half = match.groups()
        is_marked = minute is not None or half is not None or match.group().rstrip().endswith("h")
        if is_marked:
            return _clock(int(hour), int(minute or 0), half), words[: match.start()] + " , " + words[match.end() :]
    return None, words


def _clock(hour: int, minute: int, half: str | None) -> time | None:
    if half and half[0] == "p" and hour < 12:
        hour += 12
    elif half and half[0] == "a" and hour == 12:
        hour = 0
    return time(hour % 24, minute) if hour <= 24 else None


def _zone(words: str, on: date, at: time | None, default_zone: str) -> tuple[str, bool, list[Unsure]]:
    """(zone, whether the words gave one, doubts)."""
    zone = zone_of(words)
    abbreviation = _ABBREVIATION.search(words)
    if abbreviation is None:
        return zone or default_zone, bool(zone), [] if zone or at is None else [Unsure("no-city")]
    name = abbreviation.group(1).upper()
    offset = _ABBREVIATIONS[abbreviation.group(1)] + 60 * int(abbreviation.group(2) or 0)
    wanted = zone or default_zone
    if zone and _offset(zone, on, at) == offset:
        return zone, True, []
    if zone:
        return zone, True, [Unsure("not-that-time", (("name", name),))]
    if name in ("UTC", "GMT") and not abbreviation.group(2):
        return "UTC", True, []
    if _offset(wanted, on, at) == offset:
        return wanted, True, []
    return wanted, False, [Unsure("no-such-city", (("name", name),))]


def _offset(zone: str, on: date, at: time | None) -> int:
    local = datetime.combine(on, at or time(12), ZoneInfo(zone))
    return int((local.utcoffset() or timedelta(0)).total_seconds() // 60)


def language_in(text: str) -> str:
    """The language that a text names ("in English", "español"), or an empty text."""
    words = set(re.findall(r"[a-z]+", plain(text)))
    return next((code for code, names in _LANGUAGES.items() if words & (set(names.split()) - {"en"})), "")
