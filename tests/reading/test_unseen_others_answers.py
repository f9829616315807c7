"""Answers that are spoken of and are not the author's: thanks for them, requests to write them."""

from __future__ import annotations

import pytest

from mailcop.reading.inline_answers import says_inline
from mailcop.reading.quoting import fold

THANKS = """
Thank you for the answers in red, they were exactly what the committee needed.
Thanks for the inline comments, they helped a lot.
Vielen Dank für die Antworten in Rot, damit kann ich arbeiten.
Danke dir für die ausführlichen Kommentare im Text.
Merci pour les réponses en rouge, c'est très clair.
Gracias por las respuestas en rojo.
Obrigada pelas respostas em azul.
Grazie per le risposte in rosso.
Bedankt voor de antwoorden in het rood.
Tack för svaren i rött.
Tak for svarene med rødt.
Kiitos vastauksista punaisella.
Dziękuję za odpowiedzi na czerwono.
Děkuji za odpovědi červeně v textu.
Спасибо за ответы красным, всё понятно.
Köszönöm a válaszokat pirossal.
Kırmızı ile yazılan cevaplar için teşekkürler.
Ευχαριστώ για τις απαντήσεις με κόκκινο.
תודה על התשובות באדום.
شكرا على الإجابات باللون الأحمر.
谢谢您用红字的回复。
赤字でのご回答ありがとうございました。
빨간색으로 답변 주셔서 감사합니다.
Cảm ơn các câu trả lời bằng chữ đỏ.
""".strip().split("\n")
REQUESTS = """
Could you please answer in red below each question?
Please answer in red below each question.
Bitte antworte mir in Rot direkt unter den Fragen.
Könnten Sie bitte in Rot antworten?
Merci de répondre en rouge sous chaque question.
Por favor, responde en rojo debajo de cada pregunta.
Por favor responda em vermelho abaixo de cada pergunta.
Puoi rispondere in rosso sotto le domande?
Kun je in het rood antwoorden onder de vragen?
Proszę odpowiedzieć na czerwono pod każdym pytaniem.
Пожалуйста, ответьте красным под каждым вопросом.
请用红字回复。
赤字でご回答ください。
빨간색으로 답변해 주세요.
You answered in red that the gate is closed.
I will answer inline tomorrow.
""".strip().split("\n")
OWN = """
Thank you for your questions, my answers are in red below.
Thanks for your mail and please see my answers in red below
Thanks! Answers inline.
Please see my answers in red below.
Please find our replies interspersed below, in green.
Can you look at my answers in red below?
Bitte findet unten meine Antworten in Rot.
Danke für deine Fragen, Antworten unten in Rot.
Merci de trouver ci-dessous mes réponses en rouge.
Por favor, ver mis respuestas abajo en rojo.
メールありがとうございます。赤字で回答しましたのでご確認ください。
谢谢来信，请见下面红字回复。
답변은 아래에 빨간색으로 했습니다 감사합니다
Replies marked [TS] below.
My comments are prefixed with ##.
My answers are in between.
Ich habe dir in deine Mail reingeschrieben, in Blau.
Vastasin suoraan viestisi väliin.
Odpisuję pod każdym pytaniem.
Отвечаю в тексте письма.
Sorularınızın altına yanıtlarımı yazdım.
インラインで失礼します。
Svör mín eru hér að neðan með rauðu.
Erantzunak behean gorriz.
""".strip().split("\n")


@pytest.mark.parametrize("own", THANKS + REQUESTS)
def test_answers_that_are_not_the_authors_leave_the_mail_below_folded(own: str) -> None:
    assert not says_inline([own])


@pytest.mark.parametrize("own", OWN)
def test_an_author_who_thanks_or_asks_for_something_else_is_believed(own: str) -> None:
    assert says_inline([own])


FIELDS = "From: Bob <bob@example.org>\nSent: 20 June 2017 10:00\nTo: Ann <ann@example.org>\nSubject: Call\n\nCome!"
INVITED = ["Original Appointment", "Ursprünglicher Termin", "Rendez-vous d'origine", "Alkuperäinen tapaaminen"]


@pytest.mark.parametrize("mark", INVITED)
def test_an_invitation_that_is_answered_is_folded_with_its_mark(mark: str) -> None:
    assert fold(f"We come at nine.\n\nAnn\n\n-----{mark}-----\n{FIELDS}").visible_text == "We come at nine.\n\nAnn"


def test_a_rule_with_words_right_above_fields_belongs_to_them_in_whatever_language() -> None:
    text = f"We come at nine.\n\nAnn\n\n----- Isang Orihinal na Mensahe -----\n{FIELDS}"
    assert fold(text).visible_text == "We come at nine.\n\nAnn"


DESKS = """
##- Kirjoita vastauksesi tämän rivin yläpuolelle -##
##- Napište odpověď nad tento řádek -##
##- Πληκτρολογήστε την απάντησή σας πάνω από αυτή τη γραμμή -##
##- נא להקליד את התשובה מעל שורה זו -##
##- يرجى كتابة الرد أعلى هذا السطر -##
##- Ysgrifennwch eich ateb uwchben y llinell hon -##
--- Ketik balasan Anda di atas baris ini ---
--- Vui lòng nhập trả lời phía trên dòng này ---
""".strip().split("\n")


@pytest.mark.parametrize("line", DESKS)
def test_all_below_the_line_of_a_desk_is_folded_in_more_languages(line: str) -> None:
    text = f"The printer works again.\n\nAnn\n\n{line}\n\nYour request has been updated.\nDoes it print?"
    assert fold(text).visible_text == "The printer works again.\n\nAnn"


@pytest.mark.parametrize(
    "number", ["Tfno. 981 00 00 00", "טל: 03-1234567", "直通 03-1234-5678", "휴대전화 010-1234-5678"]
)
def test_telephones_are_known_by_more_words(number: str) -> None:
    assert fold(f"We come at nine.\n\nRegards,\nAnn\n\nAnn Lee\nHarbour office\n{number}").visible_text.endswith(
        "\nAnn"
    )
