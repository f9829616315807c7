"""Events: names that are free, places by one word, counts that everybody sees alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection

from mailcop.community.events import coming, create_event, derive_again, free_name, overview
from mailcop.community.registrations import answer, ask, registered
from mailcop.db import Database
from mailcop.timetable import Start
from tests.editions.world import BEGINNING, World

PARIS = Start(date(2026, 6, 11), time(15), "Europe/Paris")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Budgets for people", "budgets-for-people"),
        ("Économie du soin : où en est-on ?", "economie-du-soin-ou-en-est-on"),
        ("研修のあとに", "webinar"),
        ("Announce", "announce-2"),
        ("A very long title that goes on and on", "a-very-long-title-that-goes"),
    ],
)
def test_an_event_gets_a_mail_name_made_of_its_title(database: Database, title: str, name: str) -> None:
    assert database.read(lambda conn: free_name(conn, title, "webinar")) == name


def test_a_taken_name_is_numbered(world: World) -> None:
    world.forum("budgets")
    for _ in range(2):
        world.webinar(PARIS, "Budgets")

    assert [row.name for row in world.rows("events")] == ["budgets-2", "budgets-3"]


def test_the_newest_word_counts_and_saying_it_again_changes_nothing(world: World) -> None:
    webinar, member = world.webinar(PARIS), world.member("Ana")
    world.say(member, webinar, "yes", BEGINNING)
    world.say(member, webinar, "yes", BEGINNING + timedelta(days=1))
    assert [(row.answer, row.answered_at) for row in world.rows("registrations")] == [("yes", BEGINNING)]
    assert world.database.read(lambda conn: registered(conn, webinar)) == 1

    world.say(member, webinar, "no", BEGINNING + timedelta(days=2))
    assert [row.answer for row in world.rows("registrations")] == ["no"]
    assert world.database.read(lambda conn: registered(conn, webinar)) == 0


def test_yes_to_a_series_is_yes_to_all_that_is_coming(world: World) -> None:
    world.webinar(PARIS)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    member = world.member("Ana")

    def work(conn: Connection) -> int:
        return len(answer(conn, member, coming(conn, now, event_id=1), "yes", now))

    assert world.database.write(work) == 1


def test_what_is_not_an_answer_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="expected one of yes, no, recording"):
        database.write(lambda conn: answer(conn, 1, [], "maybe", BEGINNING))


def test_events_are_told_with_their_places_and_questions(world: World) -> None:
    webinar, member = world.webinar(PARIS), world.member("Ana")
    world.say(member, webinar, "yes", BEGINNING)
    world.database.write(lambda conn: ask(conn, member, webinar, "Why?", BEGINNING))

    assert world.database.read(overview) == [
        {
            "kind": "webinar",
            "title": "Budgets",
            "name": "budgets",
            "forum": None,
            "occurrences": [
                {
                    "starts_at": datetime(2026, 6, 11, 13, tzinfo=UTC),
                    "zone": "Europe/Paris",
                    "local": "2026-06-11 15:00",
                    "speaker": "Amara Diallo",
                    "registered": 1,
                    "questions": 1,
                    "recording": None,
                }
            ],
        }
    ]


def test_new_zone_data_move_the_instant_and_never_the_wall_time(world: World) -> None:
    webinar = world.webinar(PARIS)
    world.set("occurrences", webinar, starts_at=PARIS.instant() + timedelta(hours=1))  # as of older rules

    assert world.database.write(lambda conn: derive_again(conn, BEGINNING)) == [webinar]
    assert world.database.write(lambda conn: derive_again(conn, BEGINNING)) == []
    (row,) = world.rows("occurrences")
    assert (row.local_time, row.starts_at) == ("15:00", PARIS.instant())


def test_an_event_without_occurrences_is_told_too(database: Database) -> None:
    database.write(lambda conn: create_event(conn, BEGINNING, "training", "Gender audit"))

    assert [event["occurrences"] for event in database.read(overview)] == [[]]
