"""The author's words stay, what is quoted, signed or appended is folded, and nothing is lost."""

from __future__ import annotations

import re
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailcop.reading import read
from mailcop.reading.quoting import fold, restore

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


def test_lines_of_a_log_that_begin_with_a_date_and_end_in_an_angle_stay() -> None:
    text = (
        "It says:\n\n2006/11/24 14:05 ART [-] reactor class:\n<class 'epoll.Reactor'>\n2006/11/24 14:06 ART [-] Loaded."
    )
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


def test_a_forward_that_its_program_marks_or_sets_under_fields_stays_too() -> None:
    fields = "From: ILO <x@example.org>\nSent: 20 June 2017\nTo: Ana\nSubject: Call"
    marked = "> " + f"{fields}\n\nApply before 18 August.".replace("\n", "\n> ")
    for below in (f"Begin forwarded message:\n\n{marked}", f"{fields}\n\nApply before 18 August.", marked):
        assert fold(f"For you.\n\n{below}", is_forward=True).visible_text == f"For you.\n\n{below}"
    assert fold(f"For you.\n\nBegin forwarded message:\n\n{marked}").folds == ()
    assert fold(f"For you.\n\n{marked}").visible_text == "For you."


def test_another_mail_that_the_authors_words_lead_to_stays() -> None:
    words = "I thought about this for a long time. " * 5
    fields = "From: ILO <x@example.org>\nSent: 20 June 2017\nTo: Ana\nSubject: Call"
    for below in (FORWARD, f"{fields}\n\nApply before 18 August."):
        text = f"{words}\n\nThis is the announcement:\n\n{below}"
        assert fold(text).visible_text == text


def test_html_only_answers_are_told_apart_too() -> None:
    page = (
        b'<div>Yes, on <b>Friday</b>.</div><div class="gmail_quote">'
        b"On Tue, 20 Jun 2017 at 09:03, Ana &lt;ana@example.org&gt; wrote:"
        b"<br><blockquote><div>Shall we meet?</div></blockquote></div>"
    )
    letter = read(b"From: b@example.org\nContent-Type: text/html\n\n" + page)
    assert letter.visible_text == "Yes, on Friday."
    assert "Shall we meet?" in letter.folded_text


ATTRIBUTION = "On Tue, 20 Jun 2017 at 09:03, Ana Ruiz <ana@example.org> wrote:"


def test_an_author_who_says_that_the_answers_stand_inside_is_believed() -> None:
    block = "From: Ana\nSent: 20 June 2017\nTo: General\nSubject: Meeting\n\nWhen shall we meet? On Friday."
    for words in ("See my comments inline.", "Mis respuestas en rojo.", "Mes réponses en rouge."):
        assert fold(f"{words}\n\n{block}").visible_text == f"{words}\n\n{block}"
    assert fold(f"I agree.\n\n{block}").visible_text == "I agree."


def test_an_introduction_above_all_is_folded_alone_where_nothing_marks_what_it_introduces() -> None:
    folded = fold(f"{ATTRIBUTION}\n\n    nil && 2.0\n\nIt should be so.")
    assert folded.visible_text == "    nil && 2.0\n\nIt should be so."
    assert folded.first_line == ""


@pytest.mark.parametrize(
    "quotation",
    [
        "AR> Shall we meet?\nAR> Ana",
        "Ana> Shall we meet?\nAna> Bye",
        "# Shall we meet?\n# Ana",
        "| Shall we meet?\n| Ana",
        "＞ Shall we meet?\n＞ Ana",
        ") Shall we meet?\n) Ana",
        "--]Shall we meet?\n--]Ana",
        ">>> Shall we meet?",
    ],
)
def test_other_marks_than_the_usual_one_mark_below_an_introduction(quotation: str) -> None:
    assert fold(f"Yes, on Friday.\n\n{ATTRIBUTION}\n\n{quotation}\n").visible_text == "Yes, on Friday."
    assert fold(f"{ATTRIBUTION}\n\n{quotation}\n\nYes, on Friday.\n").visible_text == "Yes, on Friday."


def test_an_introduction_by_a_verb_of_the_authors_own_choosing_is_known_above_marked_lines() -> None:
    line = "On Tue, Aug 06, 2002 at 03:29:38PM or so it is rumoured hereabouts,\nBob Lee thought:"
    assert fold(f"Yes, on Friday.\n\n{line}\n{QUOTE}").visible_text == "Yes, on Friday."


def test_a_program_that_quotes_its_own_introduction_is_understood() -> None:
    quote = "> -----Original Message-----\n> From: Ana <ana@example.org>\n> Sent: 20 June 2017\n>\n> Shall we meet?"
    assert fold(f"Yes, on Friday.\n\n{quote}\n\nBob\n").visible_text == "Yes, on Friday.\n\nBob"


def test_an_attribution_glued_to_the_last_words_is_taken_off() -> None:
    assert fold(f"Yes, on Friday. {ATTRIBUTION}\n\n{QUOTE}\n").visible_text == "Yes, on Friday."


def test_that_was_mine_restores_a_fold_where_it_stood() -> None:
    text = f"Yes, on Friday.\n\n{ATTRIBUTION}\n{QUOTE}\n\n-- \nBob\n\n_____________\nunsubscribe here"
    folded = fold(text)
    assert [part.kind for part in folded.folds] == ["quote", "signature", "footer"]
    visible, left = restore(folded.visible_text, folded.folds, 1)
    assert visible == "Yes, on Friday.\n\n-- \nBob"
    assert [(part.kind, part.position) for part in left] == [("quote", 15), ("footer", len(visible))]
    visible, left = restore(visible, left, 0)
    assert visible == f"Yes, on Friday.\n\n{ATTRIBUTION}\n{QUOTE}\n\n-- \nBob"
    assert restore(visible, left, 0) == (f"{visible}\n\n_____________\nunsubscribe here", ())


def test_there_is_no_fold_to_restore_beyond_the_last() -> None:
    with pytest.raises(IndexError):
        restore("Yes.", (), 0)


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


@given(st.lists(_PIECES, max_size=30), st.randoms(use_true_random=False))
def test_restored_folds_stand_in_the_order_of_the_mail(pieces: list[str], random: Random) -> None:
    text = "".join(pieces)
    visible, folds = fold(text).visible_text, fold(text).folds
    while folds:
        visible, folds = restore(visible, folds, random.randrange(len(folds)))
    assert visible.split() == text.split()


SHAPES = (
    "a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a@a wrote:\n",
    "wrote wrote wrote wrote wrote wrote wrote wrote wrote wrote wrote wrote:\n",
    "schrieb schrieb schrieb schrieb schrieb schrieb schrieb schrieb schrieb:\n",
    "On Mon, Jan 1 2020 at 10:00 x\n",
    "x On 1 On 1 On 1 On 1 On 1 On 1 On 1 On 1 On 1 On 1 On 1 On 1 <a@b.example> wrote:\n",
    "From: a\n",
    "From: a\nSent: 1\n\n",
    "________________________________________\n",
    "- - - - - - - - - - - - - - - - - - - - x\n",
    "> a\n",
    "> a\nb\n",
    "| a\n",
    "# a\n",
    "AR> a\nb\n",
    ">>> a\nb\n",
    "--\n",
    "Sent from my iPhone\n",
    "\nThis message is confidential\n",
    "Regards,\nTel: 12345678\n",
    "Abc Abc Abc Abc Abc Abc Abc Abc Abc Abc Abc Abc\n",
    "____________________\nunsubscribe\n",
    "-----Original Message-----\nFrom: a\n> b\n",
    "\n",
    " ",
    "a",
    ">",
    "\u200f a\n",
    "写道写道写道写道写道写道写道写道：\n",
    "+1 2 3 4 5 6 7 8 9 0 +1 2 3 4 5 6 7 8 9 0\n",
    "-------------- next part --------------\n",
    "see my comments inline\n",
)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_text_costs_more_than_its_length(shape: str) -> None:
    def cost(size: int) -> float:
        text = shape * (size // len(shape))
        spent = []
        for _ in range(3):
            start = process_time()
            fold(text)
            spent.append(process_time() - start)
        return min(spent)

    small, large = cost(10_000), cost(40_000)
    assert large < 4 * 2 * small + 0.05


def test_what_pipermail_left_below_its_line_stays_where_nothing_is_said_above() -> None:
    left = "-------------- next part --------------\nNotes of the meeting in Cali.\n\nWe counted the wells.\n"
    assert "We counted the wells." in fold(left).visible_text
    taken = "-------------- next part --------------\nA non-text attachment was scrubbed...\nName: wells.pdf\n"
    assert fold(f"See the file.\n\n{taken}").visible_text.strip() == "See the file."
