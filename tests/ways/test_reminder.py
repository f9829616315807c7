"""The way of a reminder: a webinar is mailed in, readers answer in their language, and the clock reminds them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from mailcop.timetable import Start
from tests.ways.node import DOMAIN, Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Letter, Relay, by_recipient

PEOPLE = [
    "ana,Ana,en,Europe/Paris,general,each,facilitator",
    "bo,Bo,es,America/Bogota,general,each,member",
    "cleo,Cléo,fr,Africa/Dakar,general,weekly,member",
    "dan,Dan,en,Asia/Tokyo,general,each,member",
    "eve,Eve,en,Asia/Tokyo,general,each,member",
]
PLAN = """\
Webinar: Mapping wells
Date: {on:%d %B %Y}
Time: 15:00 Paris
Duration: 1 hour
Language: English

Bring your maps.
"""
YES = {"bo@example.net", "cleo@example.net", "dan@example.net"}
ANSWERS = {"bo": "sí", "cleo": "oui", "dan": "Yes", "eve": "no"}


def test_who_said_yes_is_reminded_a_day_and_an_hour_before_in_their_own_time(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE, is_rehearsal=True).start("--only", "inbound,outbound")
    on = (datetime.now(UTC) + timedelta(days=10)).date()
    begins = Start(on, time(15), "Europe/Paris").instant()
    send(node, mail("ana", "A webinar", PLAN.format(on=on), to=f"announce@{DOMAIN}"))
    send(node, answer("ana", relay.wait_for_one("ana@example.net"), "OK"))
    invitations = by_recipient(relay.wait_for(5, subject="Mapping wells"))
    for who, words in ANSWERS.items():
        send(node, answer(who, invitations[f"{who}@example.net"], words))
    for who in ANSWERS:
        relay.wait_for(2, f"{who}@example.net")  # a receipt each
    node.stop()
    (event,) = node.lines("events")
    assert event["occurrences"][0]["registered"] == 3

    reminders = _reminders(node, relay, begins - timedelta(days=2), begins - timedelta(hours=2))
    assert set(reminders) == YES, "a day before, each once"
    assert "09:00 en Bogotá (UTC-5)" in reminders["bo@example.net"].text
    assert "14:00 à Dakar (UTC)" in reminders["cleo@example.net"].text
    assert "23:00 in Tokyo (UTC+9)" in reminders["dan@example.net"].text

    reminders = _reminders(node, relay, begins - timedelta(hours=2), begins)
    assert set(reminders) == YES, "and an hour before"
    assert node.outbox() == {"handed": len(relay.letters())}


def _reminders(node: Node, relay: Relay, since: datetime, until: datetime) -> dict[str, Letter]:
    """What the webinar's readers get while the clock turns, and then is set back; AssertionError where one gets two."""
    before = len(relay.letters())
    node.run("tick", "--at", since.isoformat(), "--until", until.isoformat(), "--every", "30min")
    node.run("tick", "--at", since.isoformat())
    return by_recipient([one for one in relay.letters()[before:] if "Mapping wells" in one.header("Subject")])
