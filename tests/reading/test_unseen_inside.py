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
    led = text.replace("For you.", "This is what they wrote to me:")
    assert fold(led).visible_text == led
    reply = f"Thank you.\n\n{HEAD}\n" + text.partition("\n\n")[2]
    assert fold(reply).visible_text == "Thank you."


def test_the_fields_of_a_web_mail_that_sets_only_the_date_above_them_begin_the_quotation() -> None:
    for when in ("08/01/12 18:20", "08/01/2012 à 18h20"):
        fields = f'Message du {when}\nDe : "Ana Ruiz"\nA : "Yves"\nCopie à : \nObjet : Photos'
        assert fold(f"Merci Ana.\n\n{fields}\n\n» Chers amis,\n» voici les photos.").visible_text == "Merci Ana."


def test_answers_between_lines_that_a_web_mail_marks_with_guillemets_stay() -> None:
    text = "De : Ana <ana@example.org>\nA : Yves\nObjet : Photos\n\n» Quand ?\nJeudi.\n» Et ou ?\nAu port."
    assert "Jeudi." in fold(text).visible_text


def test_a_short_line_that_closes_the_fields_of_a_forward_is_no_signature() -> None:
    fields = (
        " From: Ana <ana@example.org>\n To: Bo <bo@example.org>\n Date: Mon, 19 Jun 2023 09:00:00 +0900\n Subject: Call"
    )
    text = (
        f"For you.\n\n---------------- Original message follows ----------------\n{fields}\n--\n\nApply by 18 August."
    )
    assert fold(text, is_forward=True).visible_text == text


def test_a_forum_by_mail_asks_for_what_is_written_above_its_line() -> None:
    text = "It works again.\n\nWrite ABOVE THIS LINE to post a reply or view this on the web\n\nYour request"
    assert fold(text).visible_text == "It works again."


def test_a_forward_whose_words_alone_are_marked_below_its_fields_stays_where_the_subject_calls_it_one() -> None:
    fields = (
        "From: Ana <ana@example.org>\nTo: Bo <bo@example.org>\nSent: Monday, June 19, 2023 9:00:00 AM\nSubject: Call"
    )
    for rule in ("", "________________________________\n"):
        text = f"For you.\n\n{rule}{fields}\n\n> Apply by 18 August."
        assert fold(text, is_forward=True).visible_text == text
        assert fold(text).visible_text == "For you."
