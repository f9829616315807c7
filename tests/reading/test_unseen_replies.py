"""Answers that stand inside the quoted mail, signatures that only their element tells, and texts that say nothing."""

from __future__ import annotations

import pytest

from mailcop.reading.inline_answers import says_inline
from mailcop.reading.quoting import fold

BLOCK = "From: Ana\nSent: 20 June 2017\nTo: General\nSubject: Meeting\n\nWhen shall we meet? On Friday."

INLINE = """
please see my answers below in red.
See my comments inline.
My answers are in red below.
Answers inline.
Please find my replies in blue, below your questions.
I have answered in capitals in your mail below.
In red below you will find my comments.
My remarks are between the lines.
I've added my comments in the body of your message.
Responses embedded.
My replies are marked with **.
see inline
See below in red
My answers are below.
I have put my replies in green under each question.
Comments in-line below.
Meine Antworten finden Sie unten in Rot.
Antworten siehe unten in rot
Anbei meine Anmerkungen im Text.
In Rot habe ich unten geantwortet.
Ich habe Ihre Fragen in Ihrer Mail unten rot markiert beantwortet.
Unten in blauer Schrift meine Kommentare.
Meine Antworten stehen zwischen den Zeilen.
Siehe meine Kommentare unten.
Antworten inline
Mes réponses sont ci-dessous en rouge.
Voir mes réponses en rouge ci-dessous.
Vous trouverez ci-dessous, en bleu, mes commentaires.
Je vous réponds en rouge dans le texte.
Mes réponses dans le corps de votre message.
J'ai répondu au fil de votre message.
Réponses ci-dessous
Mis respuestas están abajo en rojo.
Te respondo en rojo más abajo.
Abajo, en azul, van mis comentarios.
Respuestas intercaladas
Mis comentarios en mayúsculas dentro de tu correo.
Respondo entre líneas.
As minhas respostas estão em baixo a vermelho.
Seguem as minhas respostas em vermelho abaixo.
Respondi no texto, em azul.
Comentários intercalados no seu e-mail.
Le mie risposte sono qui sotto in rosso.
In rosso trovi le mie risposte.
Ho risposto nel testo.
Mijn antwoorden staan hieronder in het rood.
Zie mijn reactie hieronder in blauw.
Ik heb in je mail geantwoord in rood.
Mina svar finns nedan i rött.
Se mina kommentarer i rött nedan
Jag har svarat i texten.
Mine svar står nedenfor med rødt.
Se mine kommentarer med rød skrift
Svarene mine er skrevet i teksten.
Vastaukset alla punaisella.
Vastasin tekstin sekaan punaisella.
Moje odpowiedzi są poniżej na czerwono.
Odpowiadam poniżej, w treści.
Na czerwono moje komentarze.
Moje odpovědi jsou níže červeně.
Odpovídám přímo v textu.
Moje odpovede sú nižšie červenou.
Мои ответы ниже красным.
Ответил красным цветом ниже.
См. мои комментарии по тексту.
Відповіді нижче червоним.
Відповів у тексті вашого листа червоним.
Отговорите ми са по-долу в червено.
Moji odgovori su ispod crvenom bojom.
Moji odgovori so spodaj v rdeči barvi.
A válaszaim lent pirossal olvashatók.
Pirossal válaszoltam a szövegben.
Răspunsurile mele sunt mai jos cu roșu.
Les meves respostes són a sota en vermell.
Cevaplarım aşağıda kırmızı ile yazılmıştır.
Aşağıda kırmızı renkle yanıtladım.
Οι απαντήσεις μου είναι παρακάτω με κόκκινο.
התשובות שלי למטה באדום.
إجاباتي أدناه باللون الأحمر.
پاسخ‌های من در زیر با رنگ قرمز آمده است.
我的答复见下面红字。
回复如下，用红色标出。
請見下方紅字回覆。
我在原文中用蓝色回答了。
下記に赤字で回答いたします。
赤字にて回答しました。
本文中にコメントしました。
아래에 빨간색으로 답변드렸습니다.
본문 중에 파란 글씨로 답변 드립니다.
Tôi đã trả lời bên dưới bằng chữ màu đỏ.
Jawaban saya di bawah dengan warna merah.
Jawapan saya dalam teks warna biru.
คำตอบอยู่ด้านล่างเป็นสีแดง
मेरे उत्तर नीचे लाल रंग में हैं।
Minu vastused on allpool punasega.
Manas atbildes zemāk sarkanā krāsā.
Mano atsakymai žemiau raudonai.
""".strip().split("\n")

NOT_INLINE = """
I'll reply in line with policy, as we agreed last week at the office.
The gauge is below the red line, so we have to answer the board this week.
See my answers to your questions tomorrow.
Your answers in red are clear to me, thank you.
I will send you my comments in red tomorrow.
My comments are in red in the attached document.
The price is below what we expected; I have no comments on the rest.
Thanks for your replies below, all is settled now.
The house in red brick is ours, and your answer was a great joy to us.
Ich antworte morgen unten im Büro.
Die roten Zahlen sind ein Hinweis auf das, was wir im Sommer sahen.
Ihre Antworten in Rot sind mir klar, danke.
Vos réponses en rouge me conviennent.
Je réponds demain en ligne de conduite du comité.
Je vous réponds demain, en vert et contre tous.
Sus comentarios en rojo me parecen bien.
Le sue risposte in rosso vanno bene.
Uw antwoorden in rood zijn duidelijk.
Ваши ответы красным понятны, спасибо.
The temperature fell below zero and nobody gave an answer at the door for an hour.
我明天回复你。
""".strip().split("\n")


@pytest.mark.parametrize("words", INLINE)
def test_an_author_who_says_where_the_answers_stand_is_believed_in_every_language(words: str) -> None:
    assert says_inline(["Hello,", "", words, "", "Kind regards", "Ana"])


@pytest.mark.parametrize("words", NOT_INLINE)
def test_words_that_only_look_like_it_do_not_say_that_the_answers_stand_below(words: str) -> None:
    assert not says_inline(["Hello,", "", words, "", "Kind regards", "Ana"])


def test_answers_that_stand_below_the_words_that_announce_them_are_the_answers() -> None:
    own = "My answers are below.\n\n1. On Friday.\n2. In Paris, at the old station.\n\nAna"
    assert fold(f"{own}\n\n{BLOCK}").visible_text == own
    told = "My answers are below.\n\nWe meet on Friday, and the others know it.\n\nAna"
    assert fold(f"{told}\n\n{BLOCK}").visible_text == told


def test_an_announcement_wrapped_over_lines_counts() -> None:
    own = "Dear Ana, thank you for your questions; please find my\nanswers further down in\nred."
    assert fold(f"{own}\n\n{BLOCK}").visible_text == f"{own}\n\n{BLOCK}"
