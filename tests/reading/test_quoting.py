"""The author's words stay, what is quoted, signed or appended is folded, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailcop.reading import read
from mailcop.reading.quoting import fold

QUOTE = "> Shall we meet?\n> Ana"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Tue, 20 Jun 2017 at 09:03, Ana Ruiz <ana@example.org> wrote:",
        "On Tue, 20 Jun 2017 at 09:03, Ana Ruiz of the Community of Practice <\nana@example.org> wrote:",
        "On Jun 20, 2017, at 9:03 AM, Ana Ruiz\n<ana@example.org>\nwrote:",
        "El mar, 20 jun 2017 a las 9:03, Ana Ruiz (<ana@example.org>) escribió:",
        "El 20 de junio de 2017, 9:03, Ana Ruiz <ana@example.org>\nescribió:",
        "Le mar. 20 juin 2017 à 09:03, Ana Ruiz <ana@example.org> a écrit :",
        "Le 20 juin 2017 à 09:03, Ana Ruiz\n<ana@example.org> a écrit\u00a0:",
        "Am 20.06.2017 um 09:03 schrieb Ana Ruiz <ana@example.org>:",
        "Em ter., 20 de jun. de 2017 às 09:03, Ana <ana@example.org> escreveu:",
        "Il giorno mar 20 giu 2017 alle ore 09:03 Ana <ana@example.org> ha scritto:",
        "Op di 20 jun. 2017 om 09:03 schreef Ana <ana@example.org>:",
        "Den tis 20 juni 2017 kl 09:03 skrev Ana <ana@example.org>:",
        "20 июня 2017 г., 09:03, Ana <ana@example.org> написал(а):",
        "2017-06-20 9:03 GMT+02:00 Ana Ruiz <ana@example.org>:",
    ],
)
@pytest.mark.parametrize("is_marked", [True, False])
def test_a_quotation_is_folded_with_the_line_that_introduces_it(attribution: str, is_marked: bool) -> None:
    quote = QUOTE if is_marked else QUOTE.replace("> ", "")
    folded = fold(f"Yes, on Friday.\n\n{attribution}\n\n{quote}\n")
    assert folded.visible_text == "Yes, on Friday."
    assert folded.folds[0].kind == "quote"
    assert folded.folds[0].text == f"{attribution}\n\n{quote}"
    assert folded.folds[0].position == len("Yes, on Friday.")


@pytest.mark.parametrize(
    "block",
    [
        "From: Ana Ruiz <ana@example.org>\nSent: Tuesday, June 20, 2017 9:03 AM\nTo: General\nSubject: Meeting",
        "________________________________\nFrom: Ana Ruiz\nSent: Tuesday, June 20, 2017\nTo: General\nSubject: Meeting",
        "*De:* Ana Ruiz <ana@example.org>\n*Enviado el:* martes, 20 de junio\n*Para:* General\n*Asunto:* Reunión",
        "De : Ana Ruiz <ana@example.org>\nEnvoyé : mardi 20 juin 2017 09:03\nÀ : General\nObjet : Réunion",
        "Von: Ana\nGesendet: Dienstag, 20. Juni 2017\nAn: General\nBetreff: Treffen",
        "-----Original Message-----\nFrom: Ana",
        "-----Mensaje original-----\nDe: Ana",
        "-----Message d'origine-----\nDe : Ana",
    ],
)
def test_all_below_the_header_block_of_another_mail_is_folded(block: str) -> None:
    folded = fold(f"Yes, on Friday.\n\n{block}\n\nShall we meet?\nAna")
    assert folded.visible_text == "Yes, on Friday."
    assert folded.folds[0].text.startswith(block.split("\n", maxsplit=1)[0])


def test_prose_that_looks_like_fields_is_not_a_header_block() -> None:
    text = "My journey:\nFrom: Nairobi\nTo: Mombasa\n\nIt took two days."
    assert fold(text).visible_text == text


def test_inline_answers_stay_with_the_lines_they_answer() -> None:
    text = "Hi,\n\nOn 20 Jun 2017, Ana <ana@example.org> wrote:\n> When?\nFriday.\n\n> Where?\nIn Paris.\n\n> Regards"
    folded = fold(text)
    assert folded.visible_text.endswith("> When?\nFriday.\n\n> Where?\nIn Paris.")
    assert [f.text for f in folded.folds] == ["> Regards"]
    assert folded.first_line == "Hi,"


def test_an_answer_at_the_bottom_is_found() -> None:
    folded = fold(f"On 20 Jun 2017, Ana <ana@example.org> wrote:\n{QUOTE}\n\nYes, on Friday.\n")
    assert folded.visible_text == folded.first_line == "Yes, on Friday."


def test_a_scrap_that_wrapping_left_between_quoted_lines_is_part_of_them() -> None:
    wide = "> " + "word " * 14
    folded = fold(f"I agree.\n\nOn 20 Jun 2017, Ana wrote:\n{wide}\nand so\n{wide}\n> end")
    assert folded.visible_text == "I agree."


@pytest.mark.parametrize("text", [QUOTE, f"On 20 Jun 2017, Ana <ana@example.org> wrote:\n{QUOTE}", "-- \nAna Ruiz"])
def test_a_mail_that_would_be_folded_whole_stays_readable_but_says_nothing_of_its_own(text: str) -> None:
    folded = fold(text)
    assert folded.visible_text == text
    assert folded.first_line == ""


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAna Ruiz\nCoordinator",
        "--\nAna Ruiz",
        "Sent from my iPhone",
        "Enviado desde mi iPhone",
        "Envoyé de mon iPhone",
    ],
)
def test_a_signature_is_folded(signature: str) -> None:
    folded = fold(f"Yes, on Friday.\n\n{signature}\n")
    assert folded.visible_text == "Yes, on Friday."
    assert [(f.kind, f.text) for f in folded.folds] == [("signature", signature)]


def test_an_answer_without_words_of_its_own_has_no_own_text() -> None:
    head = b"From: a@example.org\nSubject: Re: Preview\n\n"
    block = b"From: CoP\nSent: 20 June 2017\nTo: announce@cop.example.org\nSubject: Preview\n\nOK"
    assert read(head + block).own_text == ""
    assert read(head + b"OK\n\n" + block).own_text == "OK"


def test_a_rule_in_the_middle_is_no_signature() -> None:
    text = "One\n--\n" + "\n".join(f"line {n}" for n in range(30))
    assert fold(text).visible_text == text


def test_a_list_footer_is_folded() -> None:
    footer = "_______________________________________________\nGeneral mailing list\nhttps://lists.example.org/listinfo/general"
    folded = fold(f"Yes.\n\n{footer}\n")
    assert folded.visible_text == "Yes."
    assert [f.kind for f in folded.folds] == ["footer"]


FORWARD = "---------- Forwarded message ----------\nFrom: ILO <x@example.org>\nSubject: Call\n\nApply before 18 August."


def test_a_forward_whose_point_is_the_forward_stays() -> None:
    assert "18 August" in fold(f"See below.\n\n{FORWARD}").visible_text


def test_a_forward_below_many_words_is_folded_unless_the_subject_calls_it_one() -> None:
    words = "I thought about this for a long time. " * 5
    assert [f.kind for f in fold(f"{words}\n\n{FORWARD}").folds] == ["forward"]
    assert fold(f"{words}\n\n{FORWARD}", is_forward=True).folds == ()


def test_html_only_answers_are_told_apart_too() -> None:
    page = (
        b'<div>Yes, on <b>Friday</b>.</div><div class="gmail_quote">'
        b"On Tue, 20 Jun 2017 at 09:03, Ana &lt;ana@example.org&gt; wrote:"
        b"<br><blockquote><div>Shall we meet?</div></blockquote></div>"
    )
    letter = read(b"From: b@example.org\nContent-Type: text/html\n\n" + page)
    assert letter.visible_text == "Yes, on Friday."
    assert "Shall we meet?" in letter.folded_text


def test_text_beyond_the_cap_is_kept_as_a_fold() -> None:
    folded = fold("word " * 100, most=50)
    assert folded.visible_text + " " + folded.folds[-1].text.lstrip() == "word " * 100
    assert folded.folds[-1].kind == "rest"


_PIECES = st.sampled_from(
    ["> a\n", "b\n", "\n", "-- \n", "On 20 Jun 2017, Ana <a@b.example> wrote:\n", "From: x\n", "Sent: 2017\n",
     "To: y\n", "Subject: z\n", "______________\n", "unsubscribe\n", "| c\n", "Sent from my iPhone\n",
     "-----Original Message-----\n"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_every_word_is_either_visible_or_folded(pieces: list[str]) -> None:
    text = "".join(pieces)
    folded = fold(text)
    kept = folded.visible_text + "".join(f.text for f in folded.folds)
    assert sorted(re.findall(r"\S+", text)) == sorted(
        re.findall(r"\S+", " ".join([folded.visible_text, *(f.text for f in folded.folds)]))
    )
    assert all(0 <= f.position <= len(folded.visible_text) for f in folded.folds)
    assert bool(kept.strip()) == bool(text.strip())
