"""Answers to the forum's own address, and answers after a thread moved: ids and tokens of our letters lead back."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from mailcop.community import moving
from mailcop.community.forums import forum_named
from mailcop.editions import clock
from mailcop.model import posts
from mailcop.words import Purpose, Token
from tests.inbound.place import Place


def _digest(place: Place) -> Any:
    place.wait(timedelta(days=8))
    clock.tick(place.database, place.now, place.config.digest)
    return place.owed("nadege@example.org", "digest")[-1]


def _id_of(place: Place, letter: Any) -> str:
    return place.book.message_id(Token(Purpose.REPLY, letter.id))


def test_an_answer_to_a_digest_at_the_forums_address_lands_by_the_words_it_quotes(place: Place) -> None:
    place.mail("bo@example.org", "The wells near the school are dry since May.", subject="Wells")
    place.mail("ines@example.org", "Who has a room in Cali for two days in March?", subject="Rooms")
    digest = _digest(place)
    words = "We have one.\n\nOn Monday General wrote:\n> Who has a room in Cali for two days in March?\n"
    headers = {"In-Reply-To": _id_of(place, digest)}
    place.mail("nadege@example.org", words, subject="Re: General", headers=headers)
    assert place.texts() == [
        ["The wells near the school are dry since May."],
        ["Who has a room in Cali for two days in March?", "We have one."],
    ]


def test_an_answer_to_a_digest_that_names_no_item_is_asked_for_one(place: Place) -> None:
    place.mail("bo@example.org", "The wells near the school are dry since May.", subject="Wells")
    place.mail("ines@example.org", "Who has a room in Cali for two days in March?", subject="Rooms")
    digest = _digest(place)
    place.mail(
        "nadege@example.org", "Yes, I agree.", subject="Re: General", headers={"References": _id_of(place, digest)}
    )
    assert place.fates()[-1][0] == "held"
    assert len(place.texts()) == 2


def test_the_id_of_another_forums_letter_leads_nowhere(place: Place) -> None:
    place.mail("bo@example.org", "The wells near the school are dry since May.", subject="Wells")
    digest = _digest(place)
    place.mail("hiro@example.org", "Words.", "other@cop.example.org", headers={"In-Reply-To": _id_of(place, digest)})
    assert place.texts("other") == [["Words."]]


def test_who_names_anothers_letter_is_not_taken_for_its_reader(place_of: Any) -> None:
    place = place_of(authserv_id="mx.example.org")
    passing = {"Authentication-Results": "mx.example.org; dmarc=pass header.from=example.org"}
    place.mail("bo@example.org", "The wells near the school are dry since May.", subject="Wells", headers=passing)
    digest = _digest(place)
    place.mail("nadege@example.org", "1: From somebody.", headers={"In-Reply-To": _id_of(place, digest)})
    assert place.fates()[-1] == ("held", "doubtful")


def test_an_answer_that_names_only_its_place_in_an_outlook_conversation_is_placed(place: Place) -> None:
    root = bytes(range(22))
    place.mail("bo@example.org", "First.", headers={"Thread-Index": base64.b64encode(root).decode()})
    place.mail("ines@example.org", "Between.", subject="Other things")
    answer = base64.b64encode(root + b"\x01\x02\x03\x04\x05").decode()
    place.mail("ruth@example.org", "Second.", subject="RE: Words", headers={"Thread-Index": answer})
    assert place.texts() == [["First.", "Second."], ["Between."]]
    assert place.threads()[0]["posts"][1]["evidence"][0]["kind"] == "thread-index"


@pytest.mark.parametrize("kind", ["post", "item", "number", "quoted"])
def test_after_a_thread_moved_an_answer_to_its_letters_follows_it(place: Place, kind: str) -> None:
    place.mail("bo@example.org", "The wells near the school are dry since May.", subject="Wells")
    if kind == "post":
        (letter,) = place.owed("ines@example.org", "post")
        to = place.reply_address(letter)
    else:
        place.mail("ruth@example.org", "Something else that nobody moves.", subject="Else")
        letter = _digest(place)
        token = Token(Purpose.ITEM, letter.id, 1) if kind == "item" else Token(Purpose.REPLY, letter.id)
        to = place.book.token_address("general", token)
    place.mail("hiro@example.org", "Something of theirs.", "other@cop.example.org")
    before, behind = {
        "number": ("1: ", ""),
        "quoted": ("", "\n\nOn Monday General wrote:\n> The wells near the school are dry since May.\n"),
    }.get(kind, ("", ""))

    def move(conn: Any) -> None:
        forum = forum_named(conn, "other")
        assert forum is not None
        moving.move(conn, conn.scalar(select(posts.c.thread_id).order_by(posts.c.id)), forum.id)

    place.database.write(move)
    place.wait(timedelta(minutes=1))
    place.mail("hiro@example.org", f"{before}An answer where it stands now.{behind}", to, subject="Re: General")
    assert "The wells near the school are dry since May." not in str(place.texts("general"))
    assert ["The wells near the school are dry since May.", "An answer where it stands now."] in place.texts("other")
