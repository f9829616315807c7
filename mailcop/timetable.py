"""Wall time is the truth: local date, local time and IANA zone; instants are derived, again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Period(StrEnum):
    """How often a digest is cut; its key is a local date."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Due(StrEnum):
    """Where a reminder stands at an instant."""

    WAITING = "waiting"
    NOW = "now"
    MISSED = "missed"


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises ValueError for one that is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:  # OSError: a folder of the zone data, "Europe"
        raise ValueError(f"no time zone is named {name!r}") from error


def clock_time(text: str) -> time:
    """`07:00` or `7:00` as a time of day; raises ValueError otherwise."""
    hour, colon, minute = text.strip().partition(":")
    if not colon or not (hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise ValueError(f"expected a time such as 07:00, not {text!r}")
    return time(int(hour), int(minute))


def weekday_number(name: str) -> int:
    """`monday` is 0 and `sunday` 6, as `date.weekday` counts; raises ValueError otherwise."""
    try:
        return WEEKDAYS.index(name.strip().lower())
    except ValueError as error:
        raise ValueError(f"expected a weekday such as monday, not {name!r}") from error


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a wall time: a gap shifts forward by its length, in an overlap the first counts (PEP 495)."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone_named(zone)).astimezone(UTC)


def local(at: datetime, zone: str) -> datetime:
    """The aware wall time of an instant in a zone."""
    return at.astimezone(zone_named(zone))


def due_between(occurrences: Iterable[datetime], since: datetime, until: datetime) -> list[datetime]:
    """Those in (since, until]: every instant belongs to exactly one of the spans that follow each other."""
    return [at for at in occurrences if since < at <= until]


def last_due(now: datetime, weekday: int | None, at: time, zone: str) -> tuple[date, datetime]:
    """The newest period that has come: its key, a local date, and the instant at which it fell due.

    `weekday` is None for a daily period. Keys never repeat and never run backwards while `now` grows.
    """
    day = local(now, zone).date()
    if weekday is not None:
        day -= timedelta(days=(day.weekday() - weekday) % 7)
    step = timedelta(days=1 if weekday is None else 7)
    while (due := instant(day, at, zone)) > now:
        day -= step
    return day, due


def next_due(after: datetime, weekday: int | None, at: time, zone: str) -> tuple[date, datetime]:
    """The first period that falls due later than `after`: its key and its instant."""
    day, due = last_due(after, weekday, at, zone)
    step = timedelta(days=1 if weekday is None else 7)
    while due <= after:
        day += step
        due = instant(day, at, zone)
    return day, due


def periods_covered(since: date | None, key: date, period: Period) -> int:
    """How many periods one digest covers when the last one was keyed `since`: 1 is on time, 3 is `covers 3 weeks`."""
    if since is None or key <= since:
        return 1
    days = (key - since).days
    return max(1, days if period is Period.DAILY else (days + 6) // 7)


def every(anchor: date, days: int, until: date) -> Iterator[date]:
    """`anchor`, then steps of so many calendar days (14 for an alternate Thursday), up to and with `until`."""
    day = anchor
    while day <= until:
        yield day
        day += timedelta(days=days)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (1 to 5) or last (-1) weekday of a month; None where the month has no fifth one."""
    if nth == -1:
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        last = first_of_next - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def monthly(anchor: date, weekday: int, nth: int, until: date) -> Iterator[date]:
    """The nth or last weekday of every month, from `anchor` up to and with `until`; a month without one is left out."""
    year, month = anchor.year, anchor.month
    while date(year, month, 1) <= until:
        day = nth_weekday(year, month, weekday, nth)
        if day is not None and anchor <= day <= until:
            yield day
        year, month = year + month // 12, month % 12 + 1


def same_day_of_month(anchor: date, months: int) -> date:
    """The anchor so many months on; a day that the month lacks becomes its last (31 January: 28 February)."""
    count = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(count, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(anchor.day, last))


@dataclass(frozen=True, slots=True)
class Start:
    """When an occurrence starts, as its facilitator said it."""

    on: date
    at: time
    zone: str

    def instant(self) -> datetime:
        """The UTC instant under the zone data of today."""
        return instant(self.on, self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Offset:
    """How long before the start a reminder goes: calendar days keep the wall time, `elapsed` is real time."""

    key: str
    days: int = 0
    elapsed: timedelta = timedelta(0)

    def due(self, start: Start) -> datetime:
        """The instant of the reminder, derived from the present start."""
        return instant(start.on - timedelta(days=self.days), start.at, start.zone) - self.elapsed


DAY_BEFORE = Offset("1d", days=1)
HOUR_BEFORE = Offset("1h", elapsed=timedelta(hours=1))
REMINDERS = (DAY_BEFORE, HOUR_BEFORE)


def useful_until(offset: Offset, start: Start, offsets: Iterable[Offset] = REMINDERS) -> datetime:
    """From this instant on a reminder tells nothing new: the next nearer one is due, or the occurrence has begun."""
    due = offset.due(start)
    nearer = [other.due(start) for other in offsets if other.due(start) > due]
    return min([*nearer, start.instant()])


def reminder_stands(now: datetime, offset: Offset, start: Start, offsets: Iterable[Offset] = REMINDERS) -> Due:
    """Whether a reminder waits, goes now (late but still true), or was missed."""
    if now < offset.due(start):
        return Due.WAITING
    return Due.NOW if now < useful_until(offset, start, offsets) else Due.MISSED


def reminder_is_for(registered_at: datetime, offset: Offset, start: Start) -> bool:
    """False for who registered once the reminder was due: the confirmation took its place."""
    return registered_at < offset.due(start)
