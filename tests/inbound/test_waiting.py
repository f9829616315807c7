"""Held and quarantined mail is never a black hole: asked, published, returned, tried again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from mailcop.community import held
from mailcop.community.forums import declare_forum
from mailcop.inbound.judging import Judge
from mailcop.words import Policy
from tests.inbound.place import Place

FAILING = {"Authentication-Results": "mx.example.org; dmarc=fail header.from=example.org"}


@pytest.fixture
def guarded(place_of: Callable[..., Place]) -> Place:
    return place_of(authserv_id="mx.example.org")


def held_letter(place: Place, words: str = "Is this me?") -> object:
    place.mail("bo@example.org", words, headers=FAILING, message_id="<held@x.example>")
    assert place.fates()[-1][0] == "held"
    return place.owed("ines@example.org", "held-facilitators")[-1]


PASSING = {"Authentication-Results": "mx.example.org; dmarc=pass header.from=example.org"}


def test_each_facilitator_gets_the_held_mail_and_its_doubtful_author_no_word(guarded: Place) -> None:
    held_letter(guarded)
    assert len(guarded.owed("ruth@example.org", "held-facilitators")) == 1
    assert guarded.owed("bo@example.org") == []


@pytest.mark.parametrize("said", ["Publish", "Publish: Welcome, Bo!", "publicar", "Publier"])
def test_publish_lets_it_go_out_as_its_authors_post_and_tells_the_colleague(guarded: Place, said: str) -> None:
    letter = held_letter(guarded)
    guarded.mail("ines@example.org", f"{said}\n\n> Is this me?", guarded.reply_address(letter), headers=PASSING)
    assert [post["author"]["name"] for post in guarded.threads()[0]["posts"]] == ["Bo Nkosi"]
    assert [fate for fate, _ in guarded.fates()] == ["posted", "command"]
    assert len(guarded.owed("bo@example.org", "published")) == 1
    assert len(guarded.owed("ruth@example.org", "answered")) == 1


def test_return_sends_it_back_with_the_reason_and_the_first_answer_wins(guarded: Place) -> None:
    letter = held_letter(guarded)
    guarded.mail("ruth@example.org", "Return: please shorten", guarded.reply_address(letter), headers=PASSING)
    guarded.mail("ines@example.org", "Publish", guarded.reply_address(letter), headers=PASSING)
    assert guarded.texts() == []
    assert [fate for fate, _ in guarded.fates()] == ["refused", "command", "command"]
    (back,) = guarded.owed("bo@example.org", "returned")
    assert back.facts["values"]["why"] == "please shorten"


def test_publish_from_a_bare_from_line_publishes_nothing(guarded: Place) -> None:
    letter = held_letter(guarded)
    guarded.mail("ines@example.org", "Publish", guarded.reply_address(letter))
    guarded.mail("bo@example.org", "Publish", guarded.reply_address(letter), headers=PASSING)
    assert guarded.texts() == []


def test_the_member_is_asked_at_their_own_address_where_the_policy_says_so(place_of: Callable[..., Place]) -> None:
    place = place_of(policy="ask", authserv_id="mx.example.org")
    place.mail("bo@example.org", "Sent from a hotel.")
    (asked,) = place.owed("bo@example.org", "was-that-you")
    place.mail("bo@example.org", "confirm", place.reply_address(asked))
    assert place.texts() == [["Sent from a hotel."]]
    assert [fate for fate, _ in place.fates()] == ["posted", "command"]


def test_an_open_forum_holds_a_stranger_once(place_of: Callable[..., Place]) -> None:
    place = place_of(policy="open")
    place.mail("guest@example.net", "May I?")
    (letter,) = place.owed("ines@example.org", "held-facilitators")
    place.mail("ines@example.org", "Publish", place.reply_address(letter))
    place.mail("guest@example.net", "Thank you.", subject="Thanks")
    assert place.texts() == [["May I?"], ["Thank you."]]


def test_an_unreadable_from_is_refused_and_never_guessed(place: Place) -> None:
    for sender in ("bo@example.org, ruth@example.org", "bo@example.org <x@evil.example>", ""):
        assert place.mail(sender, "Whose words?", envelope_from="bo@example.org")[0].code == 550
    two = b"From: bo@example.org\r\nFrom: x@evil.example\r\nSubject: Two\r\n\r\nWhose?\r\n"
    assert place.take(two, shown="bo@example.org")[0].code == 550
    assert place.texts() == []


def test_what_our_own_code_stumbles_over_is_kept_and_can_be_tried_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(Judge, "decide", stumble)
        (reply,) = place.mail("bo@example.org", "Poison?")
    assert (reply.code, place.fates()[0][0]) == (250, "quarantined")
    (one,) = place.database.read(held.waiting)
    assert place.intake.retry(one.id).fate == "posted"
    assert place.texts() == [["Poison?"]]
    assert [fate for fate, _ in place.fates()] == ["posted"]


def test_trouble_with_storage_is_451_and_tells_nothing_of_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError("INSERT INTO secret", {}, Exception("database or disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr(Judge, "decide", full)
        (reply,) = place.mail("bo@example.org", "Later, please.", message_id="<l@x.example>")
    assert (reply.code, reply.status) == (451, "4.3.0")
    assert "full" not in reply.text
    assert place.fates() == []
    (again,) = place.mail("bo@example.org", "Later, please.", message_id="<l@x.example>")
    assert again.code == 250


def test_the_mailbox_that_can_not_refuse_tells_an_authenticated_sender_once_a_day(guarded: Place) -> None:
    passing = {"Authentication-Results": "mx.example.org; dmarc=pass header.from=example.net"}
    for number in range(3):
        guarded.mail("guest@example.net", f"May I? {number}", headers=passing, door="imap")
    guarded.mail("forged@example.net", "May I?", door="imap")
    assert [fate for fate, _ in guarded.fates()] == ["refused"] * 4
    (told,) = guarded.owed("guest@example.net", "refused")
    assert "general.join@cop.example.org" in told.facts["values"]["reason"]
    assert guarded.owed("forged@example.net") == []


def test_a_name_that_was_made_a_moment_ago_is_an_address_at_once(place: Place) -> None:
    refused = place.intake.recipient("later@cop.example.org")
    assert refused is not None
    assert refused.code == 550
    place.database.write(lambda conn: declare_forum(conn, "later", "Later", Policy.MEMBERS, place.now))
    assert place.intake.recipient("later@cop.example.org") is None


def test_an_address_is_not_called_unknown_while_the_tables_can_not_be_asked(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(place.database, "read", down)
    answer = place.intake.recipient("perhaps@cop.example.org")
    assert answer is not None
    assert answer.code == 451
