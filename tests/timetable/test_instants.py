"""Wall time to instant: gaps shift forward, overlaps take the first, whole days may be missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mailcop.timetable import clock_time, due_between, instant, local, weekday_number, zone_named


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),  # gap: 03:30 on the clock
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # overlap: the first, summer time
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"),  # a gap of 30 minutes: 02:45
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),  # an overlap of 30 minutes
        ("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30"),  # Ramadan: the hour goes back
        ("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:30"),  # and forward again
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),  # the gap is midnight itself
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:30"),
        ("Pacific/Tongatapu", "2026-06-01", "07:00", "2026-05-31T18:00"),
        ("Pacific/Kiritimati", "2026-06-01", "07:00", "2026-05-31T17:00"),
        ("Asia/Kathmandu", "2026-06-01", "07:00", "2026-06-01T01:15"),
        ("Pacific/Apia", "2011-12-30", "07:00", "2011-12-30T17:00"),  # a Friday that Samoa never had
    ],
)
def test_a_wall_time_has_one_instant(zone: str, day: str, at: str, expected: str) -> None:
    assert instant(date.fromisoformat(day), time.fromisoformat(at), zone) == datetime.fromisoformat(expected + "Z")


def test_three_in_paris_on_15_june_is_nine_in_new_york_and_on_2_november_ten() -> None:
    june = local(instant(date(2017, 6, 15), time(15), "Europe/Paris"), "America/New_York")
    november = local(instant(date(2017, 11, 2), time(15), "Europe/Paris"), "America/New_York")

    assert (june.hour, november.hour) == (9, 10)


def test_an_instant_on_the_border_of_two_spans_belongs_to_one() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=n) for n in range(6)]
    first = due_between(hours, start - timedelta(hours=1), hours[2])
    second = due_between(hours, hours[2], hours[5])

    assert first + second == hours


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Paris\0"])
def test_an_unknown_zone_is_a_value_error(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone is named"):
        zone_named(name)


@pytest.mark.parametrize("text", ["7", "24:00", "07:60", "7:5", "07:00:00", "", "seven"])
def test_what_is_no_time_of_day_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock_time(text)


def test_times_and_weekdays_are_read_as_config_writes_them() -> None:
    assert clock_time("07:00") == time(7) == clock_time(" 7:00 ")
    assert (weekday_number("Monday"), weekday_number("sunday")) == (0, 6)
    with pytest.raises(ValueError, match="expected a weekday"):
        weekday_number("lundi")
