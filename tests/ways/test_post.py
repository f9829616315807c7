"""The way of a post: in by a door, kept, out to each reader once, answered, and found again."""

from __future__ import annotations

from tests.ways.node import DOMAIN, GENERAL, Node
from tests.ways.posting import answer, mail, send, send_lmtp
from tests.ways.relaying import Relay, by_recipient

PEOPLE = [
    "ana,Ana,en,Europe/Paris,general,each,facilitator",
    "bo,Bo,es,America/Bogota,general,each,member",
    "cleo,Cléo,fr,Africa/Dakar,general,each,member",
    "dan,Dan,en,Asia/Tokyo,general,weekly,member",
    "ana,Ana,en,Europe/Paris,garden,each,facilitator",
    "dan,Dan,en,Asia/Tokyo,garden,each,member",
]
READERS = {"ana@example.net", "bo@example.net", "cleo@example.net"}


def test_a_mail_becomes_one_letter_for_each_reader_and_an_answer_lands_in_its_thread(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start()
    question = mail("ana", "Water points", "Who has mapped the water points?\n")
    send(node, question)

    letters = by_recipient(relay.wait_for(3, subject="Water points"))
    assert set(letters) == READERS
    assert len({one.message_id for one in letters.values()}) == 1, "one Message-ID for all readers"
    assert len({one.reply_to for one in letters.values()}) == 3, "a token for each"
    assert len({one.sender for one in letters.values()}) == 3, "a return path for each"
    assert letters["ana@example.net"].header("From") == f"Ana via General <{GENERAL}>"
    assert all("Who has mapped the water points?" in one.text for one in letters.values())

    send(node, answer("bo", letters["bo@example.net"], "Yo, en 2019."))
    seconds = by_recipient(relay.wait_for(6)[3:])
    assert set(seconds) == READERS
    assert letters["ana@example.net"].message_id in seconds["ana@example.net"].header("References")

    ((first, second),) = node.posts()
    assert first["message_id"] == question["Message-ID"]
    assert second["author"] == {"name": "Bo", "address": "bo@example.net"}
    assert second["evidence"][0]["kind"] == "token"
    assert second["visible_text"].strip() == "Yo, en 2019."
    assert node.fates() == {"posted": 2}
    node.stop()
    assert node.outbox() == {"handed": 6}
    assert len(relay.letters()) == 6


def test_lmtp_answers_each_recipient_and_each_reception_has_its_fate(node: Node, relay: Relay) -> None:
    """Bo is a member of general and not of garden, dan of both; there is no forum `cellar`."""
    node.found(*PEOPLE).start()
    garden, nowhere = f"garden@{DOMAIN}", f"cellar@{DOMAIN}"
    answers = send_lmtp(node, mail("bo", "To all", "Two gardens.\n"), GENERAL, garden, nowhere)
    assert {one: code for one, (code, _) in answers.items()} == {GENERAL: 250, garden: 550}
    assert "garden.join" in answers[garden][1], "the sentence helps"

    answers = send_lmtp(node, mail("dan", "To both", "And two more.\n"), GENERAL, garden)
    assert [code for code, _ in answers.values()] == [250, 250]
    relay.wait_for(3 + 3 + 2)
    assert node.fates() == {"posted": 3, "refused": 1}
    assert sorted(one["fate"] for one in node.lines("fates", "--for", "bo@example.net")) == ["posted", "refused"]


def test_a_repeat_is_answered_alike_and_posted_once_and_other_words_wait_for_a_person(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start()
    for words in ("The first words.\n", "The first words.\n", "Quite other words.\n"):
        send(node, mail("bo", "Once", words, message_id="<once@example.net>"))
    relay.wait_for(3, subject="Once")
    assert node.fates() == {"posted": 1, "duplicate": 1, "held": 1}
    ((post,),) = node.posts()
    assert post["visible_text"].strip() == "The first words."
