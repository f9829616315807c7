"""Answers inside a marked quotation, and forwards that are quoted as a whole."""

from __future__ import annotations

import pytest

from mailcop.reading.quoting import fold

HEAD = "On Tue, 20 Jun 2017 at 09:03, Ana Ruiz <ana@example.org> wrote:"
ASKED = "> When shall we meet? On Friday, at nine.\n> And where? In the old harbour.\n> Ana"


@pytest.mark.parametrize("own", ["See my answers below in red.", "Antworten unten in Blau.", "见下面红字回复。"])
@pytest.mark.parametrize("below", ["", "\n\nBob"])
def test_an_author_is_believed_who_answers_inside_a_marked_quotation(own: str, below: str) -> None:
    text = f"{own}\n\n{HEAD}\n{ASKED}{below}"
    assert fold(text).visible_text == text


def test_a_marked_quotation_below_other_words_is_folded() -> None:
    assert fold(f"I agree with all of it.\n\n{HEAD}\n{ASKED}").visible_text == "I agree with all of it."


MARKS = ["Begin forwarded message:", "Anfang der weitergeleiteten Nachricht:", "Début du message réexpédié :"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_forward_that_its_program_quotes_stays_where_the_subject_calls_it_one(mark: str) -> None:
    text = f"For you.\n\n> {mark}\n>\n> From: Ana <ana@example.org>\n> Subject: Call\n>\n> Apply by 18 August."
    assert fold(text, is_forward=True).visible_text == text
    assert fold(text).visible_text == "For you."
