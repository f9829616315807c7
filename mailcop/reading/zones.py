"""Zones as people write them beside an hour: cities, `CEST`, `EST`, `GMT+1`; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailcop.reading.cities import places_in

# Where each is spoken of, and the minutes east of UTC that it means, the likeliest first. Names of one home are one
# family: who says EST means New York's time all year, whatever New York's clocks show.
_HOME: dict[str, dict[str, tuple[int, ...]]] = {
    "Europe/Paris": {"cet": (60,), "cest": (120,)},
    "Europe/London": {"bst": (60, 360)},
    "Europe/Lisbon": {"wet": (0,), "west": (60,)},
    "Europe/Athens": {"eet": (120,), "eest": (180,)},
    "Europe/Moscow": {"msk": (180,)},
    "America/New_York": {"est": (-300,), "edt": (-240,), "et": ()},
    "America/Chicago": {"cst": (-360, 480), "cdt": (-300,), "ct": ()},
    "America/Denver": {"mst": (-420,), "mdt": (-360,), "mt": ()},
    "America/Los_Angeles": {"pst": (-480,), "pdt": (-420,), "pt": ()},
    "America/Puerto_Rico": {"ast": (-240, 180)},
    "America/Sao_Paulo": {"brt": (-180,)},
    "America/Lima": {"pet": (-300,)},
    "America/Bogota": {"cot": (-300,)},
    "Africa/Nairobi": {"eat": (180,)},
    "Africa/Lagos": {"wat": (60,)},
    "Africa/Harare": {"cat": (120,)},
    "Africa/Johannesburg": {"sast": (120,)},
    "Asia/Kolkata": {"ist": (330, 120, 60)},
    "Asia/Karachi": {"pkt": (300,)},
    "Asia/Kathmandu": {"npt": (345,)},
    "Asia/Singapore": {"sgt": (480,)},
    "Asia/Hong_Kong": {"hkt": (480,)},
    "Asia/Jakarta": {"wib": (420,)},
    "Asia/Tokyo": {"jst": (540,)},
    "Asia/Seoul": {"kst": (540,)},
    "Australia/Sydney": {"aest": (600,), "aedt": (660,)},
    "Pacific/Auckland": {"nzst": (720,), "nzdt": (780,)},
    "UTC": {"utc": (0,), "gmt": (0,)},
}
_KNOWN = {name: (home, offsets) for home, names in _HOME.items() for name, offsets in names.items()}
_FAMILY = {home: frozenset(o for offsets in names.values() for o in offsets[:1]) for home, names in _HOME.items()}
_AFTER_MERIDIEM = frozenset({"et", "ct", "mt", "pt"})
_PLAIN_WORDS = frozenset({"est", "cat", "pet", "eat", "west", "ist", "wet", "cot"})  # in one of our languages
_NAME = re.compile(
    r"\b(?:(utc|gmt)\s*([+-]\d{1,2})(?::?([0-5]\d))?\b|(" + "|".join(sorted(_KNOWN, key=len, reverse=True)) + r")\b)"
)
_MERIDIEM = re.compile(r"[ap]\.?\s?m\.?\s*\(?\Z")
_HOUR_BEFORE = re.compile(
    r"(?:\d|\d\s?h|[ap]\.?\s?m\.?|\b(?:h|hs|hrs?|horas?|heures?|noon|midday|midi|mediodia|midnight|minuit|medianoche))"
    r"\s*[(,]?\s*\Z"
)
_FARTHEST = 14 * 60  # minutes east or west of UTC


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone beside an hour, and where it stands: a city's (`city`), or one that its `name` alone tells."""

    start: int
    end: int
    city: str = ""  # IANA
    name: str = ""  # CEST, GMT+1
    home: str = ""  # IANA: where that name is used; empty for an offset
    offsets: tuple[int, ...] = ()  # minutes east of UTC that the name means, the likeliest first

    @property
    def family(self) -> frozenset[int]:
        """The offsets of the name and of its summer or winter sister."""
        return _FAMILY.get(self.home, frozenset(self.offsets))


def zones_in(words: str) -> list[Zone]:
    """The zones in plain `words`, in their order."""
    found = [Zone(place.start, place.end, city=place.zone) for place in places_in(words)]
    for match in _NAME.finditer(words):
        if not any(one.start <= match.start() < one.end for one in found):
            named = _named(match, words[: match.start()])
            if named is not None:
                found.append(named)
    return sorted(found, key=lambda zone: zone.start)


def _named(match: re.Match[str], before: str) -> Zone | None:
    base, hours, minutes, name = match.groups()
    if base:
        east = int(hours) * 60 + (1 if hours[0] == "+" else -1) * int(minutes or 0)
        if abs(east) <= _FARTHEST:
            return Zone(match.start(), match.end(), name=match.group().upper(), offsets=(east,))
        name, end = base, match.start() + len(base)
    else:
        end = match.end()
    if name in _AFTER_MERIDIEM and not _MERIDIEM.search(before):
        return None
    if name in _PLAIN_WORDS and not _HOUR_BEFORE.search(before):
        return None
    home, offsets = _KNOWN[name]
    return Zone(match.start(), end, name=name.upper(), home=home, offsets=offsets)


def offset_of(zone: str, on: date, at: time) -> int:
    """Minutes east of UTC of an IANA zone on that day at that hour."""
    local = datetime.combine(on, at, ZoneInfo(zone))
    return int((local.utcoffset() or timedelta(0)).total_seconds() // 60)
