"""Reminders: a day and an hour before, derived from the present start, to those who had a place in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mailcop.editions.reminders import Reminded, remind_due
from mailcop.timetable import Start
from tests.editions.world import World

START = Start(date(2026, 3, 29), time(15), "Europe/Paris")  # 13:00 UTC; clocks went forward that night
BEGINS = datetime(2026, 3, 29, 13, tzinfo=UTC)
EARLY = BEGINS - timedelta(days=9)


def turn(world: World, now: datetime) -> list[Reminded]:
    done = world.database.write(lambda conn: remind_due(conn, now))
    world.expand(now)
    return done


def told(world: World) -> list[tuple[str, str, str]]:
    """(offset, reader, state) of every letter in the ledger."""
    offsets = {row.id: row.facts["offset"] for row in world.rows("mailings")}
    return [(offsets[row.mailing_id], row.key, row.state) for row in world.rows("deliveries")]


def test_a_reminder_goes_a_day_and_an_hour_before_to_who_said_yes(world: World) -> None:
    webinar = world.webinar(START)
    for name, said in (("Ana", "yes"), ("Bo", "no"), ("Cy", "recording")):
        world.say(world.member(name), webinar, said, EARLY)

    assert turn(world, BEGINS - timedelta(hours=23, minutes=1)) == []
    assert [one.said for one in turn(world, BEGINS - timedelta(hours=23))] == ["owed"]
    assert turn(world, BEGINS - timedelta(hours=2)) == []
    assert [one.offset for one in turn(world, BEGINS - timedelta(hours=1))] == ["1h"]
    assert told(world) == [("1d", "ana@example.org", "planned"), ("1h", "ana@example.org", "planned")]


def test_a_second_turn_and_a_clock_set_back_remind_nobody_again(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)
    turn(world, BEGINS - timedelta(hours=20))

    assert turn(world, BEGINS - timedelta(hours=20)) == []
    assert turn(world, BEGINS - timedelta(days=2)) == []
    assert len(told(world)) == 1


def test_who_registers_late_gets_only_what_is_still_to_come(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)
    world.say(world.member("Bo"), webinar, "yes", BEGINS - timedelta(hours=22))
    world.say(world.member("Cy"), webinar, "yes", BEGINS - timedelta(minutes=30))
    for hours in (20, 1):
        turn(world, BEGINS - timedelta(hours=hours))
    turn(world, BEGINS - timedelta(minutes=10))

    assert [(offset, who) for offset, who, _ in told(world)] == [
        ("1d", "ana@example.org"),
        ("1h", "ana@example.org"),
        ("1h", "bo@example.org"),
    ]


def test_a_late_tick_sends_only_the_nearest_reminder_and_the_other_is_missed_visibly(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)

    done = turn(world, BEGINS - timedelta(minutes=40))
    assert [(one.offset, one.said) for one in done] == [("1d", "missed"), ("1h", "owed")]
    assert told(world) == [("1d", "ana@example.org", "expired"), ("1h", "ana@example.org", "planned")]
    assert world.rows("deliveries")[0].text.startswith("missed: was due 2026-03-28 14:00")


def test_nothing_is_sent_after_the_start_and_both_are_missed(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)

    assert [one.said for one in turn(world, BEGINS + timedelta(days=5))] == ["missed", "missed"]
    assert turn(world, BEGINS + timedelta(days=5)) == []
    assert {state for _, _, state in told(world)} == {"expired"}


def test_a_reminder_expires_when_it_would_no_longer_be_true(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)
    turn(world, BEGINS - timedelta(hours=23))
    turn(world, BEGINS - timedelta(hours=1))

    assert [row.expires_at for row in world.rows("mailings")] == [BEGINS - timedelta(hours=1), BEGINS]


def test_an_event_without_places_reminds_and_misses_nobody(world: World) -> None:
    world.webinar(START)

    assert turn(world, BEGINS - timedelta(hours=20)) == []
    assert turn(world, BEGINS + timedelta(hours=1)) == []
    assert world.rows("mailings") == []


def test_a_moved_event_withdraws_its_reminder_and_reminds_of_the_new_start(world: World) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)
    turn(world, BEGINS - timedelta(hours=20))
    later = Start(date(2026, 3, 31), time(15), "Europe/Paris")
    world.set("occurrences", webinar, local_on=later.on, starts_at=later.instant())

    assert [one.said for one in turn(world, BEGINS - timedelta(hours=19))] == ["withdrawn"]
    assert [one.said for one in turn(world, later.instant() - timedelta(hours=24))] == ["owed"]
    assert [state for _, _, state in told(world)] == ["skipped", "planned"]


@pytest.mark.parametrize("table", ["occurrences", "events"])
def test_a_cancelled_event_reminds_nobody(world: World, table: str) -> None:
    webinar = world.webinar(START)
    world.say(world.member("Ana"), webinar, "yes", EARLY)
    turn(world, BEGINS - timedelta(hours=20))
    world.set(table, 1, cancelled_at=BEGINS - timedelta(hours=10))

    assert [one.said for one in turn(world, BEGINS - timedelta(hours=9))] == ["withdrawn"]
    assert turn(world, BEGINS - timedelta(hours=1)) == []
    assert [(row.state, row.text) for row in world.rows("deliveries")] == [("skipped", "the event was cancelled")]
