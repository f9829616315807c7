"""What members say in one line, with a receipt; what is a sentence stays a post."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from mailcop.community.forums import forum_named
from mailcop.community.members import writer_at
from mailcop.editions import clock
from mailcop.model import bounces, members
from mailcop.words import Delivery
from tests.inbound.place import Place


def delivery_of(place: Place, address: str) -> Delivery | None:
    def work(conn):  # type: ignore[no-untyped-def]  # a look, no more
        forum = forum_named(conn, "general")
        assert forum is not None
        writer = writer_at(conn, address, forum.id)
        return writer.delivery if writer else None

    found: Delivery | None = place.database.read(work)
    return found


@pytest.mark.parametrize(
    ("said", "delivery"),
    [
        ("daily", Delivery.DAILY),
        ("Semanal.", Delivery.WEEKLY),
        ("AVIS", Delivery.NOTICES),
        ("ninguno", Delivery.NONE),
        ("leave", Delivery.NONE),
        ("Désinscription", Delivery.NONE),
    ],
)
def test_a_word_in_a_reply_changes_what_is_delivered_and_is_answered(
    place: Place, said: str, delivery: Delivery
) -> None:
    place.mail("ruth@example.org", "A post.")
    letter = place.owed("bo@example.org", "post")[0]
    (reply,) = place.mail("bo@example.org", f"{said}\n\n> A post.\n", place.reply_address(letter))
    assert reply.code == 250
    assert place.fates()[-1][0] == "command"
    assert delivery_of(place, "bo@example.org") is delivery
    kind = "left" if said in ("leave", "Désinscription") else "delivery-changed"
    assert len(place.owed("bo@example.org", kind)) == 1
    assert place.texts() == [["A post."]]


def test_a_sentence_that_begins_with_a_command_word_is_a_post(place: Place) -> None:
    place.mail("bo@example.org", "Yes, but in my country it is the other way round.")
    place.mail("bo@example.org", "Leave the money aside for once.", subject="Money")
    assert [fate for fate, _ in place.fates()] == ["posted", "posted"]


def test_addresses_are_commands_too(place: Place) -> None:
    place.mail("bo@example.org", "", "general.weekly@cop.example.org")
    assert delivery_of(place, "bo@example.org") is Delivery.WEEKLY
    place.mail("bo@example.org", "whatever", "general.leave@cop.example.org")
    assert delivery_of(place, "bo@example.org") is Delivery.NONE


def test_letters_that_wait_are_skipped_when_their_reader_leaves(place: Place) -> None:
    place.mail("ruth@example.org", "A post.")
    assert place.owed("bo@example.org", "post")[0].state == "planned"
    place.mail("bo@example.org", "", "general.leave@cop.example.org")
    assert [(row.state, row.text) for row in place.owed("bo@example.org", "post")] == [("skipped", "left")]


def test_a_stranger_joins_by_a_round_trip_and_only_one_confirmation_a_day_leaves(place: Place) -> None:
    for _ in range(3):
        place.mail("Zoë <zoe@example.net>", "join please", "general.join@cop.example.org")
    asked = place.owed("zoe@example.net")
    assert [row.facts["notice"] for row in asked] == ["join-confirm"]
    assert delivery_of(place, "zoe@example.net") is None
    place.mail("someone@example.net", "confirm", place.reply_address(asked[0]))
    assert delivery_of(place, "zoe@example.net") is None
    place.mail("zoe@example.net", "Confirm\n\n> To join, reply with the word confirm", place.reply_address(asked[0]))
    assert delivery_of(place, "zoe@example.net") is Delivery.WEEKLY
    assert len(place.owed("zoe@example.net", "joined")) == 1
    (reply,) = place.mail("zoe@example.net", "My first post.", message_id="<z@example.net>")
    assert reply.code == 250


@pytest.mark.parametrize(
    ("asked", "answered", "language"),
    [
        ("Bonjour, je voudrais rejoindre votre liste, s'il vous plaît.", "confirmer", "fr"),
        ("Hola, quiero participar en el foro con mis colegas.", "confirmar", "es"),
        ("Hola, quiero participar en el foro con mis colegas.", "Confirm", "es"),
        ("inscription", "confirmer", "fr"),
        ("", "confirmar", "es"),
        ("", "confirm", "en"),
        ("join", "Confirmar\n\nMuchas gracias, me alegra mucho participar en este foro con ustedes.", "es"),
    ],
)
def test_a_newcomer_keeps_the_language_in_which_they_were_asked(
    place: Place, asked: str, answered: str, language: str
) -> None:
    place.mail("Zoë <zoe@example.net>", asked, "general.join@cop.example.org")
    (question,) = place.owed("zoe@example.net")
    place.mail("zoe@example.net", f"{answered}\n\n> To join, reply with one word.", place.reply_address(question))
    spoken = select(members.c.language).where(members.c.name == "Zoë")
    assert place.database.read(lambda conn: conn.scalar(spoken)) == language


def test_a_confirmation_runs_out(place: Place) -> None:
    place.mail("zoe@example.net", "", "general.join@cop.example.org")
    (asked,) = place.owed("zoe@example.net")
    place.wait(timedelta(days=8))
    (reply,) = place.mail("zoe@example.net", "confirm", place.reply_address(asked))
    assert reply.code == 550
    assert delivery_of(place, "zoe@example.net") is None


def test_a_private_answer_is_never_posted(place: Place) -> None:
    (reply,) = place.mail("bo@example.org", "private: between you and me")
    assert reply.code == 550
    assert place.texts() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"X-Auto-Response-Suppress": "All", "Subject": "Automatic reply: Words"},
        {"Precedence": "auto_reply"},
    ],
)
def test_automatic_mail_is_filed_and_never_answered(place: Place, headers: dict[str, str]) -> None:
    place.mail("ruth@example.org", "A post.")
    letter = place.owed("bo@example.org", "post")[0]
    place.mail("bo@example.org", "I am out of office.", place.reply_address(letter), headers=headers)
    assert place.fates()[-1][0] == "automatic"
    assert place.texts() == [["A post."]]
    assert len(place.owed("bo@example.org")) == 1


def test_an_automatic_answer_confirms_nothing(place: Place) -> None:
    place.mail("zoe@example.net", "", "general.join@cop.example.org")
    (asked,) = place.owed("zoe@example.net")
    place.mail("zoe@example.net", "confirm", place.reply_address(asked), headers={"Auto-Submitted": "auto-replied"})
    assert delivery_of(place, "zoe@example.net") is None


def test_a_report_to_the_bounce_address_is_kept_against_its_delivery(place: Place) -> None:
    place.mail("ruth@example.org", "A post.")
    letter = place.owed("bo@example.org", "post")[0]
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMessage-ID: <d@mx.example>\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bo@example.org\r\nAction: failed\r\n"
        b"Status: 5.1.1\r\n\r\n--b--\r\n"
    )
    place.take(raw, place.book.bounce_address(letter.id), sender="")
    row = place.database.read(lambda conn: conn.execute(select(bounces)).one())
    assert (row.delivery_id, row.kind, row.status) == (letter.id, "permanent", "5.1.1")
    assert place.fates()[-1][0] == "bounce"
    place.take(raw.replace(b"<d@", b"<e@"), "general@cop.example.org", sender="")
    assert place.fates()[-1][0] == "bounce"
    assert place.texts() == [["A post."]]


@pytest.mark.parametrize("said", ["pause", "Pausa hasta el 1 de sept", "status", "texte seul", "undo"])
def test_a_word_that_does_nothing_yet_is_answered_by_saying_so(place: Place, said: str) -> None:
    place.mail("bo@example.org", said)
    (told,) = place.owed("bo@example.org", "help")
    assert told.facts["values"] == {"unknown": said}
    assert place.texts() == []


def test_an_address_that_does_nothing_yet_is_answered_by_saying_so(place: Place) -> None:
    place.mail("bo@example.org", "", "general.pause@cop.example.org")
    assert place.owed("bo@example.org", "help")[0].facts["values"] == {"unknown": "pause"}


def test_who_asks_for_help_gets_help_alone(place: Place) -> None:
    place.mail("bo@example.org", "help")
    place.mail("bo@example.org", "", "general.help@cop.example.org")
    assert [row.facts["values"] for row in place.owed("bo@example.org", "help")] == [{}, {}]


def test_a_member_who_joins_again_hears_that_they_are_one(place: Place) -> None:
    place.mail("bo@example.org", "join")
    place.mail("bo@example.org", "", "general.join@cop.example.org")
    assert [row.facts["values"] for row in place.owed("bo@example.org", "help")] == [{"is_member": 1}] * 2


def test_who_has_left_is_told_how_to_come_back(place: Place) -> None:
    place.mail("bo@example.org", "leave")
    (told,) = place.owed("bo@example.org", "left")
    assert told.facts["values"] == {"join_address": "general.join@cop.example.org"}


def test_the_receipt_of_an_answer_to_a_digest_names_the_thread(place: Place) -> None:
    place.mail("ruth@example.org", "Who teaches whom?", subject="Who teaches whom?")
    place.mail("ruth@example.org", "Something else.", subject="Something else")
    place.wait(timedelta(days=8))
    clock.tick(place.database, place.now, place.config.digest)
    digest = place.owed("nadege@example.org", "digest")[-1]
    place.mail("nadege@example.org", "1: We all do.", place.reply_address(digest), subject="RE: General, 2 threads")
    (receipt,) = place.owed("nadege@example.org", "digest-receipt")
    assert receipt.facts["values"] == {"number": 1, "subject": "Who teaches whom?"}
