"""The way of an announcement: what a facilitator mails in is previewed, and only an answer sends it."""

from __future__ import annotations

import smtplib

import pytest

from tests.ways.node import DOMAIN, Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Relay, by_recipient

PEOPLE = [
    "ana,Ana,en,Europe/Paris,general,daily,facilitator",
    "bo,Bo,es,America/Bogota,general,each,member",
    "cleo,Cléo,fr,Africa/Dakar,garden,weekly,member",
    "dan,Dan,en,Asia/Tokyo,general,none,member",
]
PLAN = """\
Announce: A perspective from India
To: everyone

Colleagues in Pune have written down what they learned.
"""


def test_an_announcement_goes_to_all_but_none_after_an_ok_and_silence_sends_nothing(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start()
    send(node, mail("ana", "For everyone", PLAN, to=f"announce@{DOMAIN}"))
    preview = relay.wait_for_one("ana@example.net")
    assert "A perspective from India" in preview.text
    assert "Announcement, 3 people" in preview.text

    node.stop()
    assert [one["kind"] for one in node.lines("mailings")] == ["preview"]
    assert node.outbox() == {"handed": 1}, "silence sends nothing"

    node.start()
    send(node, answer("ana", preview, "OK"))
    letters = by_recipient(relay.wait_for(3, subject="A perspective from India"))
    assert set(letters) == {"ana@example.net", "bo@example.net", "cleo@example.net"}
    assert all("Colleagues in Pune have written down" in one.text for one in letters.values())
    assert all("Colleagues in Pune have written down" in one.html for one in letters.values())

    send(node, answer("ana", preview, "OK"))  # again: the first answer has won
    send(node, answer("bo", letters["bo@example.net"], "¿Dónde se puede leer?"))  # the letter says who reads answers
    assert any("¿Dónde se puede leer?" in one.text for one in relay.wait_for(5, "ana@example.net"))
    node.stop()
    kinds = [one["kind"] for one in node.lines("mailings")]
    assert kinds.count("announcement") == 1
    assert node.fates() == {"command": 3, "held": 1}


def test_only_a_facilitator_announces_and_only_at_their_own_preview(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start()
    with pytest.raises(smtplib.SMTPDataError, match=r"5\.7\.1"):
        send(node, mail("bo", "For everyone", PLAN, to=f"announce@{DOMAIN}"))
    send(node, mail("ana", "For everyone", PLAN, to=f"announce@{DOMAIN}"))
    preview = relay.wait_for_one("ana@example.net")
    send(node, answer("bo", preview, "OK"))  # bo found the letter; a token gives the place, never the author
    node.stop()
    assert node.fates() == {"refused": 1, "command": 1, "held": 1}
    assert "announcement" not in [one["kind"] for one in node.lines("mailings")]
