"""Hours of day and lengths of time in plain text, and the one moment that hours given for several cities mean; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailcop.reading.clocks import TO, ZONE, Clock, clocks_in, without_span
from mailcop.reading.zones import Zone, offset_of, zones_in

_APART = re.compile(r"[/;|=·•]|\s-\s")
_APART_WEAKLY = re.compile(r"[,(]|\b(?:and|y|et)\b")
_BESIDE = re.compile(r"[\s,:()-]*(?:at|a las?|a|@)?\s*\Z")
_DAY = 24 * 60
_LONGEST_RANGE = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Unsure:
    """What was not sure of a time: `code` names the sentence, `values` fill it."""

    code: str  # weekday, no-city, not-that-time, no-such-city, other-clock, two-times or no-hour
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """The wall time that hours and zones mean together; `at` is None where they name none, or two different ones."""

    on: date
    at: time | None
    zone: str
    is_zone_given: bool
    lasts: timedelta | None
    doubts: tuple[Unsure, ...]


@dataclass(slots=True)
class _Mention:
    """An hour, and the zones that stand before and after it; what stands after counts more."""

    clock: Clock
    before: list[Zone] = field(default_factory=list)
    after: list[Zone] = field(default_factory=list)

    @property
    def at(self) -> time:
        return self.clock.at

    @property
    def city(self) -> str:
        return self._nearest(is_city=True).city

    @property
    def named(self) -> Zone:
        return self._nearest(is_city=False)

    @property
    def is_bare(self) -> bool:
        return not self.before and not self.after

    def _nearest(self, is_city: bool) -> Zone:
        near = [*self.after, *reversed(self.before)]
        return next((zone for zone in near if bool(zone.city) is is_city), Zone(0, 0))


def read_hours(words: str, on: date, host_zone: str, instead: str = "") -> Hours:
    """The hour, zone and length in plain `words` (without their date), on the day `on`.

    Each hour goes with the zone beside it. Several that are one moment are that moment, in the host's zone where the
    host's clock shows one of them, else in the first city's; several that are not are a doubt and no hour. Hours in
    `instead` stand for those in `words`, whose zone they keep unless they have one.
    """
    lasts, mentions, zones = _read(words)
    if instead:
        longer, others, of_others = _read(instead)
        lasts = lasts or longer
        if others:
            kept = zones if len(mentions) < 2 else []
            mentions = others
            if not of_others and len(others) == 1:
                mentions[0].after = kept
            zones = of_others or kept
    mentions = _without_repeats(mentions)
    lasts = lasts or next((one.clock.lasts for one in mentions if one.clock.lasts), None)
    if not mentions:
        city = next((zone.city for zone in zones if zone.city), "")
        return Hours(on, None, city or host_zone, bool(zones), lasts, ())
    try:
        start, zone, is_given, doubts = (_one if len(mentions) == 1 else _agreed)(mentions, on, host_zone)
    except OverflowError:  # a day at an end of the calendar has no moment in another zone
        start, zone, is_given, doubts = None, host_zone, False, []
    day, at = (start.date(), start.time()) if start else (on, None)
    return Hours(day, at, zone, is_given, lasts, tuple(doubts))


def _read(words: str) -> tuple[timedelta | None, list[_Mention], list[Zone]]:
    zones = zones_in(words)
    for zone in zones:
        words = words[: zone.start] + ZONE * (zone.end - zone.start) + words[zone.end :]
    lasts, words = without_span(words)
    return lasts, _ranges(_paired(clocks_in(words), zones, words), words), zones


# ---- pairing -----------------------------------------------------------------------------------------------------


def _paired(clocks: Sequence[Clock], zones: Sequence[Zone], words: str) -> list[_Mention]:
    """Each hour with its zones: "15:00 CEST / 9:00 New York", "Madrid 17:00, Lima 10:00"."""
    mentions = [_Mention(clock) for clock in clocks]
    if not mentions:
        return []
    first, last = clocks[0], clocks[-1]
    mentions[0].before = [zone for zone in zones if zone.end <= first.start]
    mentions[-1].after = [zone for zone in zones if zone.start >= last.end]
    lead = mentions[0].before[-1:]
    leads = bool(lead) and bool(_BESIDE.match(words[lead[0].end : first.start]))
    for index in range(len(mentions) - 1, 0, -1):
        left, right = mentions[index - 1], mentions[index]
        between = [zone for zone in zones if left.clock.end <= zone.start < right.clock.start]
        cut = _cut(words, left.clock.end, right.clock.start, between, leads, has_own=bool(right.after))
        left.after = [zone for zone in between if zone.start < cut]
        right.before = [zone for zone in between if zone.start >= cut]
    return mentions


def _cut(words: str, start: int, end: int, between: Sequence[Zone], leads: bool, has_own: bool) -> int:
    """Where, between two hours, the zones of the left end and those of the right begin."""
    apart = [start + match.start() for match in _APART.finditer(words[start:end])]
    if apart:
        return apart[-1]
    weakly = [start + match.start() for match in _APART_WEAKLY.finditer(words[start:end])]
    if leads:
        return weakly[0] if weakly else start if len(between) == 1 else between[0].end if between else end
    inner = [at for at in weakly if len(between) > 1 and between[0].end <= at <= between[-1].start]
    return inner[-1] if inner and not has_own else end


def _ranges(mentions: list[_Mention], words: str) -> list[_Mention]:
    """ "15:00 - 16:30 Paris" is one hour and a length."""
    kept: list[_Mention] = []
    for one in mentions:
        left = kept[-1] if kept else None
        lasts = _until(left.clock, one.clock) if left else _LONGEST_RANGE
        if left and timedelta(0) < lasts <= _LONGEST_RANGE and _is_range(left, one, words):
            clock = Clock(left.clock.start, one.clock.end, left.clock.at, lasts)
            kept[-1] = _Mention(clock, left.before, [*left.after, *one.before, *one.after])
        else:
            kept.append(one)
    return kept


def _until(first: Clock, second: Clock) -> timedelta:
    return timedelta(minutes=(_minutes(second.at) - _minutes(first.at)) % _DAY)


def _is_range(left: _Mention, right: _Mention, words: str) -> bool:
    gap = words[left.clock.end : right.clock.start].replace(ZONE, "")
    if left.clock.lasts or not TO.match(gap):
        return False
    here, there = (left.city, left.named.name), (right.city, right.named.name)
    return left.is_bare or right.is_bare or here == there


def _without_repeats(mentions: list[_Mention]) -> list[_Mention]:
    """An hour without a zone says nothing new beside the same hour with one: "15:00 (3pm) Paris"."""
    return [
        one
        for index, one in enumerate(mentions)
        if not any(
            one.at == other.at and one.is_bare and (not other.is_bare or place < index)
            for place, other in enumerate(mentions)
            if other is not one
        )
    ]


# ---- agreeing ----------------------------------------------------------------------------------------------------

_Read = tuple[datetime | None, str, bool, list[Unsure]]


def _one(mentions: Sequence[_Mention], on: date, host: str) -> _Read:
    """The only hour: a city beats a name beside it, and what is guessed is a doubt."""
    (one,) = mentions
    named, start = one.named, datetime.combine(on, one.at)
    if one.city:
        wrong = bool(named.offsets) and offset_of(one.city, on, one.at) not in named.offsets
        return start, one.city, True, [Unsure("not-that-time", (("name", named.name),))] if wrong else []
    if not named.name:
        return start, host, False, [Unsure("no-city")]
    if named.name in ("UTC", "GMT"):
        return start, "UTC", True, []
    if not named.home:  # an offset is nobody's clock: the host's shows that moment
        return _in_zone(_instant(one, on, named.offsets[0]), host), host, True, []
    here, there = offset_of(host, on, one.at), offset_of(named.home, on, one.at)
    unsure = [Unsure("no-such-city", (("name", named.name),))]
    if here in (named.offsets or (there,)):
        return start, host, True, [] if here == there else unsure
    if here in named.family:
        return start, host, False, unsure
    if named.offsets and there != named.offsets[0]:
        return start, named.home, True, [Unsure("not-that-time", (("name", named.name),))]
    return start, named.home, True, unsure if len(named.offsets) > 1 else []


def _agreed(mentions: Sequence[_Mention], on: date, host: str) -> _Read:
    """The moment that all hours mean, each read as its city's (or of where its name is used), or by its name."""
    ways = [_ways(one, on, host) for one in mentions]
    instants = [[(_minutes(one.at) - offset) % _DAY for offset in way] for one, way in zip(mentions, ways, strict=True)]
    common = [at for at in instants[0] if all(at in others for others in instants[1:])]
    if not common:
        times = "; ".join(_as_written(one, host) for one in mentions)
        return None, host, True, [Unsure("two-times", (("times", times),))]
    # A named city's clock counts twice: EST is said all year, whereas nobody mistakes the hour in their own city.
    best = min(
        common,
        key=lambda at: sum(
            of_one.index(at) * (2 if one.city else 1) for one, of_one in zip(mentions, instants, strict=True)
        ),
    )
    offsets = [way[of_one.index(best)] for way, of_one in zip(ways, instants, strict=True)]
    moment = _instant(mentions[0], on, offsets[0])
    doubts = [
        unsure for one, offset in zip(mentions, offsets, strict=True) for unsure in _elsewhere(one, offset, moment)
    ]
    if len(common) > 1 and not doubts:  # the names alone mean another moment, and agree on it as well
        names = (one.named.name for one, way in zip(mentions, ways, strict=True) if len(way) > 1)
        doubts = [Unsure("not-that-time", (("name", next(names)),))]
    zone = next((zone for zone, at in _written_in(mentions, host) if _in_zone(moment, zone).time() == at), host)
    return _in_zone(moment, zone), zone, True, doubts


def _ways(one: _Mention, on: date, host: str) -> list[int]:
    """The offsets that an hour may have been written in, the likeliest first, each once."""
    named, place = one.named, one.city or one.named.home
    offsets = [offset_of(place, on, one.at)] if place else []
    offsets += named.offsets
    if named.name == "GMT":
        offsets.append(offset_of("Europe/London", on, one.at))
    here = offset_of(host, on, one.at)
    if not offsets or (not one.city and here in named.family):
        offsets.append(here)
    return list(dict.fromkeys(offsets))


def _elsewhere(one: _Mention, offset: int, moment: datetime) -> list[Unsure]:
    """The doubt about an hour that the clocks of its own city, or of where its name is used, do not show then."""
    place = one.city or (one.named.home if offset in one.named.offsets[:1] else "")
    shown = _in_zone(moment, place).time() if place else one.at
    values = (("there", place), ("clock", f"{shown:%H:%M}"), ("said", f"{one.at:%H:%M}"))
    return [Unsure("other-clock", values)] if shown != one.at else []


def _written_in(mentions: Sequence[_Mention], host: str) -> list[tuple[str, time]]:
    """Zones in which the moment could be said, with the hour that was written for them: the host's first."""
    return [
        *((host, one.at) for one in mentions),
        *((one.city, one.at) for one in mentions if one.city),
        *((one.named.home, one.at) for one in mentions if one.named.home),
    ]


def _as_written(one: _Mention, host: str) -> str:
    """`15:00 CEST`, `09:00 America/New_York`: a city as its zone."""
    return f"{one.at:%H:%M} {one.city or one.named.name or host}"


def _instant(one: _Mention, on: date, offset: int) -> datetime:
    return datetime.combine(on, one.at, UTC) - timedelta(minutes=offset)


def _in_zone(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
