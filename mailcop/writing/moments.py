"""How a variant says days, hours, places, sizes and spans: its reader's zone first, offsets of that date (rule 13)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location

from mailcop.writing.catalogue import Catalogue

MINUS = "\u2212"
_LOCALES = {"en": "en_GB", "es": "es", "fr": "fr"}
_PATTERNS = {"en": "EEEE d MMMM", "es": "EEEE d 'de' MMMM", "fr": "EEEE d MMMM"}
_DAY_MONTH = {"en": "d MMMM", "es": "d 'de' MMMM", "fr": "d MMMM"}
_YEAR = {"en": " {}", "es": " de {}", "fr": " {}"}
_KINDS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A moment in another city; `weekday` only where the date differs from the reader's."""

    city: str
    clock: str
    offset: str
    weekday: str
    short_weekday: str  # for narrow tables


@dataclass(frozen=True, slots=True)
class Moments:
    """Dates, hours and measures in one language and zone; every instant is aware."""

    words: Catalogue
    zone: str

    @property
    def language(self) -> str:
        """The variant's language."""
        return self.words.language

    @property
    def city(self) -> str:
        """The reader's city."""
        return self.city_of(self.zone)

    def local(self, at: datetime) -> datetime:
        """The instant on the reader's clock."""
        return at.astimezone(ZoneInfo(self.zone))

    def date(self, at: datetime, year: bool = True) -> str:
        """`Tuesday 9 March 2027`."""
        day = self._format(at, _PATTERNS[self._known])
        return day + _YEAR[self._known].format(self.local(at).year) if year else day

    def day_month(self, at: datetime) -> str:
        """`9 March`."""
        return self._format(at, _DAY_MONTH[self._known])

    def span(self, first: datetime, last: datetime) -> str:
        """`1 to 7 March`, `29 March to 4 April`; one day is one date."""
        start, end = self.local(first), self.local(last)
        if start.date() == end.date():
            return self.day_month(last)
        same = (start.year, start.month) == (end.year, end.month)
        begin = self._first(str(start.day)) if same else self.day_month(first)
        return self.words.gettext("{begin} to {end}").format(begin=begin, end=self.day_month(last))

    def clock(self, at: datetime) -> str:
        """`17:00`."""
        return self.local(at).strftime("%H:%M")

    def offset(self, at: datetime) -> str:
        """`UTC+3`, of that date."""
        return _offset(self.local(at))

    def moment(self, at: datetime, year: bool = True) -> str:
        """`Tuesday 9 March 2027, 11:42 in Nairobi (UTC+3)`."""
        return self.words.gettext("{date}, {clock} in {city} ({offset})").format(
            date=self.date(at, year), clock=self.clock(at), city=self.city, offset=self.offset(at)
        )

    def weekday(self, at: datetime) -> str:
        """`Thu`, for the margin."""
        return self._format(at, "EEE")

    def month(self, at: datetime) -> str:
        """The month for the margin, abbreviated where it is longer than five letters."""
        name = self._format(at, "MMMM")
        return name if len(name) <= 5 else self._format(at, "MMM")

    def day(self, at: datetime) -> int:
        """The day of the month."""
        return self.local(at).day

    def elsewhere(self, at: datetime, cities: tuple[tuple[str, str], ...], most: int) -> list[Elsewhere]:
        """The moment in at most `most` other cities, from west to east."""
        here, rows, seen = self.local(at), [], {self.zone}
        for label, zone in cities:
            there = at.astimezone(ZoneInfo(zone))
            if zone in seen or (label or self.city_of(zone)) == self.city:
                continue
            seen.add(zone)
            names = [
                format_date(there.date(), pattern, _LOCALES[self._known]) if there.date() != here.date() else ""
                for pattern in ("EEEE", "EEE")
            ]
            row = Elsewhere(self.city_of(zone, label), there.strftime("%H:%M"), _offset(there), *names)
            rows.append((there.replace(tzinfo=None), row))
        kept = rows[:most]
        return [row for _, row in sorted(kept, key=lambda pair: pair[0])]

    def clock_changes(self, at: datetime, cities: tuple[tuple[str, str], ...], most: int) -> str:
        """`New York on 14 March, Paris on 28 March`: whose clocks change within a fortnight, of those shown."""
        shown, said = {row.city for row in self.elsewhere(at, cities, most)} | {self.city}, {}
        for label, zone in (("", self.zone), *cities):
            city = self.city_of(zone, label)
            change = _change(at, zone) if city in shown and city not in said else None
            if change:
                day = change.astimezone(ZoneInfo(zone))
                date = self._format_date(day, _DAY_MONTH[self._known])
                said[city] = (change, self.words.gettext("{title} on {date}").format(title=city, date=date))
        return ", ".join(words for _, words in sorted(said.values()))

    def city_of(self, zone: str, label: str = "") -> str:
        """The city of a zone in this language; a label of the config's own stands as it is."""
        if label and label != _city(zone, "en_GB"):
            return label
        return _city(zone, _LOCALES[self._known])

    def duration(self, span: timedelta) -> str:
        """`one hour`, `90 minutes`."""
        minutes = round(span.total_seconds() / 60)
        if minutes == 60:
            return self.words.gettext("one hour")
        if minutes % 60 == 0 and minutes:
            hours = minutes // 60
            return self.words.ngettext("{n} hour", "{n} hours", hours).format(n=hours)
        return self.words.ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)

    def tongue(self, code: str) -> str:
        """`French`; empty for a code nobody knows."""
        name = Locale.parse(_LOCALES[self._known]).languages.get(code.lower().replace("-", "_")) if code else None
        return str(name or "")

    def tongues(self, codes: tuple[str, ...]) -> str:
        """`English and Spanish`."""
        names = [name for name in map(self.tongue, codes) if name]
        if len(names) < 2:
            return "".join(names)
        said = self.words.gettext("{languages} and {last}").format(languages=", ".join(names[:-1]), last=names[-1])
        return said.replace(" y i", " e i") if self.language == "es" else said  # español e inglés

    def listed(self, items: list[str]) -> str:
        """`a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return self.words.gettext("{some} and {last}").format(some=", ".join(items[:-1]), last=items[-1])

    def size(self, size_bytes: int) -> str:
        """`240 kB`, `1.9 MB`, with the language's unit and decimal sign."""
        kilo, mega = ("ko", "Mo") if self.language == "fr" else ("kB", "MB")
        if size_bytes < 999_500:
            return f"{max(1, round(size_bytes / 1000))}\u00a0{kilo}"
        number = f"{size_bytes / 1_000_000:.1f}".removesuffix(".0")
        return f"{number if self.language == 'en' else number.replace('.', ',')}\u00a0{mega}"

    def kind(self, mime: str, name: str) -> str:
        """`PDF`, `Word`, `picture`: what an attachment is, for a person."""
        _ = self.words.gettext
        main = mime.split("/", 1)[0].lower()
        said = {"image": _("picture"), "audio": _("sound"), "video": _("film"), "text": _("text")}
        if mime.lower() in _KINDS:
            return _KINDS[mime.lower()]
        if main in said:
            return said[main]
        ending = name.rpartition(".")[2]
        return (
            ending.upper() if "." in name and 0 < len(ending) <= 5 and ending.isalnum() else self.words.gettext("file")
        )

    def number(self, count: int) -> str:
        """`20 000` or `20,000`."""
        sign = {"en": ",", "fr": "\u202f", "es": "\u00a0"}.get(self.language, "\u00a0")
        return f"{count:,}".replace(",", sign) if count > 9999 else str(count)

    @property
    def _known(self) -> str:
        return self.language if self.language in _LOCALES else "en"

    def _first(self, day: str) -> str:
        return "1er" if self.language == "fr" and day == "1" else day

    def _format(self, at: datetime, pattern: str) -> str:
        return self._format_date(self.local(at), pattern)

    def _format_date(self, local: datetime, pattern: str) -> str:
        said = format_date(local.date(), pattern, _LOCALES[self._known])
        return re.sub(r"\b1(?= )", "1er", said) if self.language == "fr" else said


@lru_cache(maxsize=2048)
def _city(zone: str, locale: str) -> str:
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    return get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True)


@lru_cache(maxsize=2048)
def _change(at: datetime, zone: str) -> datetime | None:
    """The day within a fortnight of `at` on which a zone's offset differs from the day before; None for none."""
    there = ZoneInfo(zone)
    before = (at - timedelta(days=14)).astimezone(there).utcoffset()
    for days in range(-13, 15):
        day = at + timedelta(days=days)
        if day.astimezone(there).utcoffset() != before:
            return day
    return None


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else MINUS}{hours}" + (f":{rest:02}" if rest else "")


def direction(text: str) -> str:
    """`rtl` where the first strong letter reads from right to left, else `ltr`."""
    for letter in text[:400]:
        strong = unicodedata.bidirectional(letter)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"
