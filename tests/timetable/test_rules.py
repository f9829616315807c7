"""Series steps and reminders, derived from dates and from the present start."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mailcop.timetable import (
    DAY_BEFORE,
    HOUR_BEFORE,
    Due,
    Start,
    every,
    monthly,
    nth_weekday,
    reminder_is_for,
    reminder_stands,
    same_day_of_month,
    useful_until,
)

PARIS = Start(date(2026, 3, 29), time(15), "Europe/Paris")  # clocks went forward that night


def test_an_alternate_thursday_keeps_its_step_over_week_53() -> None:
    days = list(every(date(2026, 12, 3), 14, date(2027, 1, 31)))

    assert days == [date(2026, 12, 3), date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 14), date(2027, 1, 28)]


def test_the_interviews_of_2017_reach_the_week_in_which_only_europe_had_changed() -> None:
    days = list(every(date(2017, 6, 15), 14, date(2017, 12, 31)))

    assert date(2017, 11, 2) in days
    assert all(day.weekday() == 3 for day in days)


@pytest.mark.parametrize(
    ("year", "month", "weekday", "nth", "expected"),
    [
        (2026, 6, 3, 2, date(2026, 6, 11)),
        (2026, 10, 3, 5, date(2026, 10, 29)),
        (2026, 6, 3, 5, None),
        (2026, 12, 3, -1, date(2026, 12, 31)),
        (2028, 2, 1, -1, date(2028, 2, 29)),
    ],
)
def test_the_nth_weekday_of_a_month(year: int, month: int, weekday: int, nth: int, expected: date | None) -> None:
    assert nth_weekday(year, month, weekday, nth) == expected


def test_a_monthly_rule_skips_months_that_lack_the_day() -> None:
    assert list(monthly(date(2026, 10, 1), 3, 5, date(2027, 1, 31))) == [date(2026, 10, 29), date(2026, 12, 31)]
    assert list(monthly(date(2026, 6, 12), 3, 2, date(2026, 8, 31))) == [date(2026, 7, 9), date(2026, 8, 13)]


@pytest.mark.parametrize(
    ("months", "expected"), [(1, "2027-02-28"), (13, "2028-02-29"), (3, "2027-04-30"), (12, "2028-01-31")]
)
def test_month_ends_clamp(months: int, expected: str) -> None:
    assert same_day_of_month(date(2027, 1, 31), months) == date.fromisoformat(expected)


def test_a_day_before_is_the_same_wall_time_and_an_hour_before_is_elapsed() -> None:
    assert DAY_BEFORE.due(PARIS) == datetime(2026, 3, 28, 14, tzinfo=UTC)  # 23 hours before
    assert HOUR_BEFORE.due(PARIS) == datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_an_hour_before_a_start_in_the_repeated_hour_is_an_hour_before() -> None:
    start = Start(date(2026, 10, 25), time(2, 30), "Europe/Berlin")

    assert start.instant() - HOUR_BEFORE.due(start) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "day", "hour"),
    [
        ("2026-03-28T13:59", Due.WAITING, Due.WAITING),
        ("2026-03-28T14:00", Due.NOW, Due.WAITING),
        ("2026-03-29T08:00", Due.NOW, Due.WAITING),  # late, still true
        ("2026-03-29T12:00", Due.MISSED, Due.NOW),
        ("2026-03-29T12:59", Due.MISSED, Due.NOW),
        ("2026-03-29T13:00", Due.MISSED, Due.MISSED),
    ],
)
def test_a_reminder_waits_goes_or_is_missed(now: str, day: Due, hour: Due) -> None:
    at = datetime.fromisoformat(now + "Z")

    assert reminder_stands(at, DAY_BEFORE, PARIS) is day
    assert reminder_stands(at, HOUR_BEFORE, PARIS) is hour


def test_the_usefulness_of_a_reminder_ends_with_the_next_nearer_one() -> None:
    assert useful_until(DAY_BEFORE, PARIS) == HOUR_BEFORE.due(PARIS)
    assert useful_until(HOUR_BEFORE, PARIS) == PARIS.instant()


def test_who_registers_once_a_reminder_was_due_does_not_get_it() -> None:
    due = DAY_BEFORE.due(PARIS)

    assert reminder_is_for(due - timedelta(seconds=1), DAY_BEFORE, PARIS)
    assert not reminder_is_for(due, DAY_BEFORE, PARIS)
    assert reminder_is_for(due, HOUR_BEFORE, PARIS)
