"""What is written to the facilitators stays with them; what they answer is done, or they are told what was not."""

from __future__ import annotations

from typing import Any

import pytest

from mailcop.community import held
from mailcop.words import MailingKind
from tests.inbound.place import Place
from tests.inbound.test_answers_to_editions import answer, sent

TO_THEM = "general.facilitators@cop.example.org"


def written(place: Place, sender: str = "bo@example.org", to: str = TO_THEM) -> Any:
    """A letter that is no reader's business; what ines gets of it."""
    place.mail(sender, "Somebody offends me.", to, subject="In private")
    return place.owed("ines@example.org", "to-facilitators")[-1]


def say(place: Place, letter: Any, words: str, sender: str = "ines@example.org", name: str = "general") -> None:
    place.mail(sender, f"{words}\n\n> Somebody offends me.\n", place.reply_address(letter, name))


def not_done(place: Place, address: str = "ines@example.org") -> list[str]:
    return [row.facts["values"]["reason"] for row in place.owed(address, "not-done")]


def test_who_writes_to_the_facilitators_hears_that_it_went_to_them_alone(place: Place) -> None:
    written(place)
    assert len(place.owed("ruth@example.org", "to-facilitators")) == 1
    assert len(place.owed("bo@example.org", "with-facilitators")) == 1
    assert place.owed("bo@example.org", "held-author") == []


@pytest.mark.parametrize("said", ["publish", "Trust", "publicar: mira"])
def test_no_word_publishes_what_was_written_to_the_facilitators(place: Place, said: str) -> None:
    letter = written(place)
    say(place, letter, said)
    assert place.texts() == []
    assert not_done(place) == ["no-post"]
    assert [fate for fate, _ in place.fates()] == ["held", "command"], "it still waits"


@pytest.mark.parametrize("kind", [MailingKind.ANNOUNCEMENT, MailingKind.NEWSLETTER])
def test_no_word_publishes_what_answers_a_letter_to_everyone(place: Place, kind: MailingKind) -> None:
    sent(place, kind)
    answer(place, "bo@example.org", kind, "I can't pay for the journey.")
    say(place, place.owed("ines@example.org", "to-facilitators")[-1], "publish")
    assert place.texts() == []
    assert not_done(place) == ["no-post"]


def test_a_command_can_not_publish_it_either(place: Place) -> None:
    written(place)
    (one,) = place.database.read(held.waiting)
    with pytest.raises(held.NotHeld, match="send it back, or answer it yourself"):
        place.database.write(
            lambda conn: held.release(conn, place.book, held.held(conn, place.blobs, one.id), place.now)
        )


@pytest.mark.parametrize("said", ["We talk to them today.", "Return: We talk to them today."])
def test_what_a_facilitator_replies_goes_to_the_author_alone(place: Place, said: str) -> None:
    say(place, written(place), said)
    (told,) = place.owed("bo@example.org", "facilitators-answer")
    assert told.facts["values"] == {"words": "We talk to them today.", "by": "Inés Aldana"}
    assert [row.facts["values"]["answer"] for row in place.owed("ruth@example.org", "answered")] == ["answered"]
    assert place.fates()[0] == ("command", "answered")
    assert place.texts() == []


def test_the_author_may_go_on_by_replying(place: Place) -> None:
    say(place, written(place), "Who was it?")
    (told,) = place.owed("bo@example.org", "facilitators-answer")
    place.mail("bo@example.org", "It was the one with the hat.", place.reply_address(told))
    assert place.texts() == []
    assert len(place.owed("ines@example.org", "to-facilitators")) == 2


def test_one_word_puts_it_away_and_nobody_is_written_to(place: Place) -> None:
    say(place, written(place), "Cancel")
    assert place.fates()[0] == ("command", "put-away")
    assert place.owed("bo@example.org", "facilitators-answer") == []


def test_a_stranger_is_answered_by_the_facilitators_themselves_and_they_are_told_so(place: Place) -> None:
    letter = written(place, "zoe@example.net")
    assert letter.facts["values"]["is_member"] == 0
    say(place, letter, "Return: You are welcome.")
    assert not_done(place) == ["not-sent"]
    assert place.owed("zoe@example.net") == []


def test_who_answers_too_late_hears_that_it_changed_nothing(place: Place) -> None:
    letter = written(place)
    say(place, letter, "We talk to them today.")
    say(place, letter, "Leave it to me.", sender="ruth@example.org")
    assert not_done(place, "ruth@example.org") == ["too-late"]
    assert len(place.owed("bo@example.org", "facilitators-answer")) == 1


def test_publish_in_answer_to_a_mail_at_postmaster_is_answered_and_the_mail_waits(place: Place) -> None:
    letter = written(place, to="postmaster@cop.example.org")
    say(place, letter, "publish", name="announce")
    assert [fate for fate, _ in place.fates()] == ["held", "command"]
    assert not_done(place) == ["no-post"]
    say(place, letter, "We look into it.", name="announce")
    assert len(place.owed("bo@example.org", "facilitators-answer")) == 1


def test_a_post_of_a_stranger_that_is_returned_is_put_away_and_nobody_is_told_otherwise(place_of: Any) -> None:
    place = place_of(policy="open")
    place.mail("guest@example.net", "Buy this.")
    (letter,) = place.owed("ines@example.org", "held-facilitators")
    assert letter.facts["values"]["is_member"] == 0
    place.mail("ines@example.org", "Return: no offers, please", place.reply_address(letter))
    assert not_done(place) == ["not-returned"]
    assert place.owed("ines@example.org", "not-done")[0].facts["values"]["address"] == "guest@example.net"
    assert [row.facts["values"]["answer"] for row in place.owed("ruth@example.org", "answered")] == ["not-returned"]
    assert place.owed("guest@example.net") == []
    assert place.fates()[0] == ("refused", "returned")


def test_an_answer_to_a_held_post_that_is_no_command_is_asked_about_and_the_post_waits(place_of: Any) -> None:
    place = place_of(policy="open")
    place.mail("guest@example.net", "May I?")
    (letter,) = place.owed("ines@example.org", "held-facilitators")
    place.mail("ines@example.org", "What do you think of this one?", place.reply_address(letter))
    assert not_done(place) == ["unclear"]
    place.mail("ines@example.org", "Publish", place.reply_address(place.owed("ines@example.org", "not-done")[0]))
    assert place.texts() == [["May I?"]]


def test_an_answer_to_what_came_back_reaches_the_facilitators_as_its_letter_says(place_of: Any) -> None:
    place = place_of(authserv_id="mx.example.org")
    passing = {"Authentication-Results": "mx.example.org; dmarc=pass header.from=example.org"}
    place.mail("bo@example.org", "Is this me?")
    (letter,) = place.owed("ines@example.org", "held-facilitators")
    place.mail("ines@example.org", "Return: shorter, please", place.reply_address(letter), headers=passing)
    (back,) = place.owed("bo@example.org", "returned")
    place.mail("bo@example.org", "Between us: I can't.", place.reply_address(back), headers=passing)
    assert place.texts() == []
    assert place.fates()[-1] == ("held", "for-facilitators")
