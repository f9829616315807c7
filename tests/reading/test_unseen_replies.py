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


ALONE = """
see blue text below each of your points
Please see my thoughts below each point in bold.
I wrote under each point in green.
See below in green.
Look for the bold text under each of your paragraphs.
I have written in blue below each item.
Mine are in CAPS below.
Under each point you'll find me in italics.
My text is in purple below yours.
I put mine after each of your points.
I've typed under each question.
I have filled it in below, in green.
Blue text below is mine.
What I think is in red below.
I went through your list below and wrote in green what I know.
I have answered below.
Respondi cada item logo abaixo, em azul.
Escrevi em azul abaixo de cada ponto.
Veja abaixo em verde.
ver en rojo debajo
He respondido a cada punto más abajo.
He escrito en azul debajo de cada pregunta.
Te lo pongo abajo en verde.
Va en mayúsculas debajo de cada punto.
Ich habe unten in Grün geschrieben.
Ich habe unter jedem Punkt geantwortet.
Ich habe es unten in Blau dazugeschrieben.
Siehe grünen Text unten.
Unter jedem Punkt in Blau.
Ho risposto sotto a ogni punto.
Ho scritto sotto in blu.
Vedi sotto il testo in blu.
J'ai répondu ci-dessous.
J'ai écrit en vert sous chaque point.
Voir texte en bleu ci-dessous.
Ik heb hieronder in het groen geschreven.
Ik heb onder elk punt geantwoord.
Zie de blauwe tekst hieronder.
Jag har skrivit i blått under varje punkt.
Se blå text nedan.
Jeg har skrevet med grønt nedenfor.
Se den blå tekst nedenfor.
Kirjoitin sinisellä alle.
Napisałem na niebiesko poniżej.
Patrz niebieski tekst poniżej.
Napsal jsem to níže modře.
Ответил ниже.
Ответила под каждым пунктом.
Написал ниже синим.
Написала синим под каждым вопросом.
Смотрите ниже синий текст.
Я відповів нижче.
Написав нижче синім.
Aşağıya mavi ile yazdım.
Her maddenin altına yazdım.
ご質問への回答は以下に記載しました
以下、青字で記入しました
回答を下記に追記いたします
下記に青字で記載しました。
各項目の下に記入いたしました。
以下に追記しました。
下面蓝色字体是我的回复
下面红色的是我写的。
我在下面用蓝色写了。
已在下方用红字标明。
아래 파란색으로 적었습니다
아래에 빨간색으로 작성했습니다.
각 항목 아래에 적었습니다.
كتبت أدناه باللون الأزرق
أجبت أدناه.
كتبت تحت كل نقطة باللون الأخضر.
मैंने नीचे नीले रंग में लिखा है
मैंने नीचे उत्तर दिया है।
Tôi đã viết bên dưới bằng chữ màu xanh.
Saya tulis di bawah dengan warna biru.
Έγραψα παρακάτω με μπλε.
כתבתי למטה בכחול.
در زیر با رنگ آبی نوشتم.
Írtam alább kékkel.
Am scris mai jos cu albastru.
He escrit a sota en blau.
ฉันเขียนไว้ด้านล่างเป็นสีน้ำเงิน
Kirjutasin allpool sinisega.
""".strip().split("\n")

LOOK_ALIKES = """
We have to paint the red line below the chart again before the summer comes.
You can see the red line below the chart quite well from the harbour.
Please see the blue folder below the desk, it holds the minutes of the meeting.
see the blue folder below the desk
Blue whales live below the ice for many weeks of the year.
The text in blue on the poster below the stairs was written by my aunt.
I wrote to the harbour master under the new rules and he agreed with us.
I wrote under each roof a name, as the children had asked me to do.
I will write in green below each point tomorrow.
Please write in blue below each of the points.
Could you answer below each point in blue?
Thank you for your words in blue below each point.
Thanks for writing in red below, it helped me very much indeed.
The marks in red below each name in the attached document are mine.
Das rote Band unten im Schrank gehört meiner Schwester und bleibt dort.
Siehe den blauen Ordner unten im Schrank.
Bitte schreib unten in Grün, was du denkst.
La línea roja debajo del gráfico es la de siempre, nada ha cambiado.
Escriba en azul debajo de cada punto, por favor.
Le trait en rouge sous la carte marque la frontière de la commune.
La casa in rosso sotto il monte è di mia zia e la vendiamo adesso.
De rode lijn onder de grafiek is van vorig jaar, zoals u weet.
Красная линия ниже графика осталась с прошлого года.
以下の赤い箱をご確認ください。
以下の書類にご記入ください。
下記に青字でご記入ください。
下面的红色盒子是给你的。
请在下面用蓝色填写。
아래에 파란색으로 적어 주세요.
السمك الأزرق يعيش أدناه في الماء البارد.
नीचे नीले रंग का डिब्बा रखा है।
The temperature was below what I had written in my diary.
We stayed in blue tents below the summit for a week.
I answered the phone below deck, so excuse the noise.
""".strip().split("\n")

BRIEF = "Hello,"
LONG = "Hello,\n\nThank you for the long letter, I have read it with joy on the train home."


@pytest.mark.parametrize("above", [BRIEF, LONG])
@pytest.mark.parametrize("words", ALONE)
def test_how_and_where_together_announce_answers_without_a_word_for_them(words: str, above: str) -> None:
    assert says_inline([above, "", words, "", "Kind regards", "Ana"])


@pytest.mark.parametrize("above", [BRIEF, LONG])
@pytest.mark.parametrize("words", LOOK_ALIKES)
def test_colours_and_places_of_other_things_announce_nothing(words: str, above: str) -> None:
    assert not says_inline([above, "", words, "", "Kind regards", "Ana"])


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
