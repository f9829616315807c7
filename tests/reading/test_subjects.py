"""Subjects: which answer, which forward, in the words of thirty languages, known in one place."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.reading.subjects import is_forward_subject, is_reply_subject, subject_key

FORWARDS = """
    Fwd FW Fw WG TR RV ENC I VL VB PD FS Doorst TRS İLT ilt Redir Reenv TOVÁBBÍTVA Továbbítás ΠΡΘ הועבר Переслано Пересл
    转发 轉寄 轉發 転送 전달 ส่งต่อ
"""
REPLIES = """
    Re RE AW Antw Antwort SV VS Ref Réf RÉP RIF R Res RESP Odp Odg Odpověď Vá Ynt YAN ATB ATS BLS Răsp TL Ответ Отв На
    Відп Отг ΑΠ Σχετ השב תגובה رد پاسخ 回复 回覆 答复 答覆 回信 返信 답장 ตอบกลับ
"""


@pytest.mark.parametrize("mark", [*FORWARDS.split(), "إعادة توجيه", "Chuyển tiếp"])
def test_a_forward_is_known_by_the_mark_of_its_language(mark: str) -> None:
    for subject in (f"{mark}: Tea", f"{mark} : Tea", f"{mark}：Tea", f"{mark}[2]: Tea"):
        assert is_forward_subject(subject, ""), subject
        assert not is_reply_subject(subject), subject
        assert subject_key(subject) == "tea", subject


@pytest.mark.parametrize("mark", [*REPLIES.split(), "Trả lời"])
def test_an_answer_is_no_forward_even_of_a_forward(mark: str) -> None:
    for subject in (f"{mark}: Tea", f"{mark}: Fwd: Tea", f"[garden] {mark}: Tea (fwd)"):
        assert not is_forward_subject(subject, ""), subject
        assert is_reply_subject(subject), subject
        assert subject_key(subject) == "tea", subject


@pytest.mark.parametrize("subject", ["[Fwd: Tea]", "Tea (fwd)", "FWD Tea", "Fwd: Re: Tea"])
def test_older_programs_write_a_forward_otherwise(subject: str) -> None:
    assert is_forward_subject(subject, "")


def test_a_forward_that_a_list_has_tagged_is_read_by_its_words_alone() -> None:
    assert not is_forward_subject("[garden] Fwd: Tea", "")
    assert subject_key("[garden] Fwd: Tea") == "tea"


@pytest.mark.parametrize("subject", ["Tea", "Forward: march", "I think so", "Traffic: news", "", "Forwarding: how?"])
def test_words_that_only_begin_alike_are_none(subject: str) -> None:
    assert not is_forward_subject(subject, "")


FINNISH = """\
Kiitos, tämä sopii meille hyvin.

Lähettäjä: Aino Virtanen
Lähetetty: tiistai 20. kesäkuuta 2017 9.03
Vastaanottaja: general@cop.example.org
Aihe: Koulutus

Voimmeko aloittaa maanantaina?
"""
DANISH = """\
Til jeres orientering.

Fra: Mette Holm
Sendt: 20. juni 2017 09:03
Til: general@cop.example.org
Emne: Uddannelse

Vi begynder på mandag.
"""


def _read(subject: str, text: str) -> tuple[str, list[str]]:
    head = f"From: Kim <kim@example.org>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    letter = read((head + text).encode())
    return letter.visible_text, [fold.kind for fold in letter.folds]


def test_vs_is_an_answer_in_finnish_whose_quotation_is_folded() -> None:
    visible, folds = _read("VS: Koulutus", FINNISH)
    assert visible == "Kiitos, tämä sopii meille hyvin."
    assert folds == ["quote"]


@pytest.mark.parametrize("mark", ["VS", "Vs"])
def test_vs_is_a_forward_in_danish_and_norwegian_and_stays(mark: str) -> None:
    visible, folds = _read(f"{mark}: Uddannelse", DANISH)
    assert visible.endswith("Emne: Uddannelse\n\nVi begynder på mandag.")
    assert folds == []


@pytest.mark.parametrize("mark", ["VB", "VL", "PD", "İLT", "转发", "轉寄", "転送", "전달"])
def test_a_forward_in_any_language_stays_where_its_block_is_that_of_an_answer(mark: str) -> None:
    visible, folds = _read(
        f"{mark}: Tea", "For you.\n\nFrom: Ana\nSent: Monday\nTo: Kim\nSubject: Tea\n\nCome at four.\n"
    )
    assert visible.endswith("Come at four.")
    assert folds == []
