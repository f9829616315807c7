"""Answers to what the clock and facilitators sent: who reads them is what the letter said."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Connection

from mailcop.community.events import add_occurrence, create_event
from mailcop.editions import audiences
from mailcop.editions.owing import owe
from mailcop.timetable import Start
from mailcop.words import MailingKind
from tests.inbound.place import Place


def sent(place: Place, kind: MailingKind, **columns: Any) -> None:
    """A letter of this kind to everyone."""

    def work(conn: Connection) -> None:
        until = place.now + timedelta(days=1)
        audience = audiences.everyone(conn)
        owe(conn, kind, f"sent:{kind}", place.now, expires_at=until, audience=audience, subject=f"A {kind}", **columns)

    place.database.write(work)


def webinar(place: Place) -> int:
    def work(conn: Connection) -> int:
        event = create_event(conn, place.now, "webinar", "Listening first")
        return add_occurrence(conn, event.id, Start(date(2027, 3, 18), time(15), "Europe/Paris"), timedelta(hours=1))

    return place.database.write(work)


def answer(place: Place, address: str, kind: str, words: str) -> None:
    letter = place.owed(address, kind)[-1]
    place.mail(address, words, place.reply_address(letter), subject=f"Re: A {kind}")


def test_an_answer_to_a_letter_to_everyone_reaches_the_facilitators_and_is_no_post(place: Place) -> None:
    for kind in (MailingKind.ANNOUNCEMENT, MailingKind.NEWSLETTER):
        sent(place, kind)
        answer(place, "bo@example.org", kind, f"About this {kind}, between us.")
        assert place.fates()[-1] == ("held", "for-facilitators")
    assert place.texts() == []
    assert len(place.owed("ines@example.org", "to-facilitators")) == 2
    assert place.owed("ines@example.org", "held-facilitators") == []
    assert len(place.owed("bo@example.org", "with-facilitators")) == 2


def test_answers_about_one_event_share_a_thread_under_its_title(place: Place) -> None:
    occurrence_id = webinar(place)
    sent(place, MailingKind.REMINDER, occurrence_id=occurrence_id)
    sent(place, MailingKind.ANNOUNCEMENT, occurrence_id=occurrence_id)
    answer(place, "bo@example.org", "reminder", "I will be late, begin without me.")
    answer(place, "ines@example.org", "announcement", "Yes, but who takes notes?")
    (thread,) = place.threads()
    assert thread["subject"] == "Listening first"
    assert [post["evidence"][0]["kind"] if post["evidence"] else "new" for post in thread["posts"]] == ["new", "token"]
