"""The way of an unsubscribe: one click in a mailer, and no further letter; others go on reading."""

from __future__ import annotations

import re

import httpx

from tests.ways.node import Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Relay, by_recipient

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo", "cleo")]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058 section 3.1


def test_one_click_ends_the_letters_of_that_reader_and_of_nobody_else(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start()
    send(node, mail("ana", "First", "One.\n"))
    relay.wait_for(3, subject="First")
    letter = relay.letters("bo@example.net")[0]
    assert letter.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    url = re.findall(r"<(https?://[^>]+)>", letter.header("List-Unsubscribe"))[0]

    assert httpx.get(url).status_code == 200  # a scanner follows links, and nothing happens
    send(node, mail("ana", "Second", "Two.\n"))
    relay.wait_for(3, subject="Second")

    assert httpx.post(url, data=ONE_CLICK).status_code == 200
    assert httpx.post(url, data=ONE_CLICK).status_code == 200
    send(node, mail("ana", "Third", "Three.\n"))
    relay.wait_for(2, subject="Third")
    node.stop()
    assert {one.recipient for one in relay.letters(subject="Third")} == {"ana@example.net", "cleo@example.net"}


def test_letters_that_wait_when_a_reader_leaves_are_skipped(node: Node, relay: Relay) -> None:
    """The relay is away when bo leaves by mail; when it is back, what waits for bo is not sent."""
    node.found(*PEOPLE).start()
    relay.kill()
    send(node, mail("ana", "While away", "Nobody hears this yet.\n"))
    node.process.wait_for("it is away") if node.process else None
    send(node, mail("bo", "leave", "leave\n", to="general.leave@cop.example.org"))
    relay.start()
    relay.wait_for(2, subject="While away")
    relay.wait_for(3)  # bo's receipt
    node.stop()
    assert {one.recipient for one in relay.letters(subject="While away")} == {"ana@example.net", "cleo@example.net"}
    assert node.outbox() == {"handed": 3, "skipped": 1}


def test_one_click_on_a_letter_to_everybody_ends_one_subscription_alone(node: Node, relay: Relay) -> None:
    """bo is in two forums: one click ends the first, and what goes to everybody goes on with the other (rule 17)."""
    garden = "bo,Bo,en,UTC,garden,weekly,member"
    node.found("ana,Ana,en,UTC,general,daily,facilitator", *PEOPLE[1:], garden).start()
    urls = []
    for title, readers in (("First news", {"ana", "bo", "cleo"}), ("Second news", {"ana", "bo", "cleo"})):
        plan = f"Announce: {title}\nTo: everyone\n\nWords.\n"
        send(node, mail("ana", "For all", plan, to="announce@cop.example.org"))
        preview = relay.wait_for(1, "ana@example.net", f"Before anything is sent: {title}")[-1]
        send(node, answer("ana", preview, "OK"))
        letters = by_recipient(relay.wait_for(len(readers), subject=title))
        assert set(letters) == {f"{one}@example.net" for one in readers}
        if title == "First news":
            letter = letters["bo@example.net"]
            urls = re.findall(r"<(https?://[^>]+)>", letter.header("List-Unsubscribe"))
            assert urls[0] in letter.text.replace("\n", "")
            assert urls[0] in letter.html
            assert httpx.post(urls[0], data=ONE_CLICK).status_code == 200
    node.stop()
