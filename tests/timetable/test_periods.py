"""Digest periods: one key a local day or week, whatever the clocks of the place do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailcop.timetable import Period, last_due, local, next_due, periods_covered

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Pacific/Tongatapu",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "America/Nuuk",
    "America/Havana",
    "Asia/Kathmandu",
    "Asia/Gaza",
    "UTC",
]


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    weekday=st.integers(0, 6),
    at=st.times(),
    start=st.dates(date(2005, 1, 1), date(2030, 1, 1)),
)
def test_every_local_week_of_two_years_has_exactly_one_period(zone: str, weekday: int, at: time, start: date) -> None:
    now = datetime.combine(start, time(12), UTC)
    key, _ = last_due(now, weekday, at, zone)
    after = now
    for _ in range(104):
        following, due = next_due(after, weekday, at, zone)
        assert following == key + timedelta(days=7)
        assert due > after
        assert last_due(due, weekday, at, zone) == (following, due)
        assert last_due(due - timedelta(microseconds=1), weekday, at, zone)[0] == key
        key, after = following, due


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times(),
    start=st.datetimes(datetime(2005, 1, 1), datetime(2030, 1, 1)),
    steps=st.lists(st.integers(1, 60 * 60 * 40), max_size=60),
)
def test_daily_keys_never_run_backwards_while_the_clock_runs(
    zone: str, at: time, start: datetime, steps: list[int]
) -> None:
    now = start.replace(tzinfo=UTC)
    key, due = last_due(now, None, at, zone)
    for step in steps:
        now += timedelta(seconds=step)
        following, due_next = last_due(now, None, at, zone)
        assert due_next <= now
        assert following >= key
        assert due_next >= due
        key, due = following, due_next


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Paris", date(2026, 3, 29)),
        ("America/New_York", date(2026, 3, 8)),
        ("Africa/Cairo", date(2026, 4, 24)),
        ("America/Santiago", date(2026, 9, 6)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
    ],
)
def test_a_digest_at_midnight_loses_no_day_when_clocks_go_forward(zone: str, day: date) -> None:
    keys = set()
    now = datetime.combine(day - timedelta(days=3), time(12), UTC)
    for _ in range(6 * 24 * 4):
        keys.add(last_due(now, None, time(0), zone)[0])
        now += timedelta(minutes=15)

    assert {day + timedelta(days=n) for n in range(-1, 3)} <= keys


def test_a_digest_in_the_repeated_hour_falls_due_once() -> None:
    first = last_due(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), None, time(2, 30), "Europe/Berlin")
    again = last_due(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), None, time(2, 30), "Europe/Berlin")

    assert first == again == (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))


def test_the_key_is_the_readers_date_and_not_that_of_the_server() -> None:
    now = datetime(2026, 6, 7, 20, tzinfo=UTC)  # Sunday in Paris, Monday in Tonga

    assert last_due(now, 0, time(7), "Pacific/Tongatapu")[0] == date(2026, 6, 8)
    assert last_due(now, 0, time(7), "Europe/Paris")[0] == date(2026, 6, 1)
    assert local(now, "Pacific/Tongatapu").weekday() == 0


@pytest.mark.parametrize(
    ("since", "key", "period", "covered"),
    [
        (None, "2026-06-08", Period.WEEKLY, 1),
        ("2026-06-01", "2026-06-08", Period.WEEKLY, 1),
        ("2026-06-03", "2026-06-08", Period.WEEKLY, 1),
        ("2026-05-18", "2026-06-08", Period.WEEKLY, 3),
        ("2026-06-07", "2026-06-08", Period.DAILY, 1),
        ("2026-06-01", "2026-06-08", Period.DAILY, 7),
        ("2026-06-08", "2026-06-08", Period.DAILY, 1),
    ],
)
def test_a_late_digest_says_how_many_periods_it_covers(
    since: str | None, key: str, period: Period, covered: int
) -> None:
    before = None if since is None else date.fromisoformat(since)
    assert periods_covered(before, date.fromisoformat(key), period) == covered
