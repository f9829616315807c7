"""Texts that say nothing beside the page that is the mail, whatever program or language wrote them."""

from __future__ import annotations

import pytest

from tests.reading.test_body import alternative

OWN = "The ferry to the island leaves at nine, so let us meet at the harbour an hour before."
PAGE = f"<html><body><p>{OWN}</p></body></html>"
STUBS = """
This message requires an HTML capable mail reader.
This e-mail message is in HTML. Your mail program cannot show it.
To view this message, please use an HTML compatible email viewer!
This is a multi-part message in MIME format.
Your email client does not support HTML messages.
If you can't read this, open it in your browser: https://example.org/view
Plain text version not available.
View online: https://example.org/m/1
Diese Nachricht ist im HTML-Format. Ihr E-Mail-Programm unterstützt kein HTML.
Ihr Mailprogramm kann diese Nachricht nicht darstellen.
Ce message est au format HTML.
Votre logiciel de messagerie ne prend pas en charge le HTML.
Este mensaje está en formato HTML y su cliente de correo no lo soporta.
Este correo requiere un lector con soporte HTML.
Esta mensagem está em formato HTML.
O seu programa de e-mail não suporta HTML.
Questo messaggio è in formato HTML.
Il tuo client di posta non supporta l'HTML.
Dit bericht is in HTML-formaat. Uw mailprogramma ondersteunt dat niet.
Detta meddelande är i HTML-format.
Denne meddelelse kræver en læser, der understøtter HTML.
Tämä viesti on HTML-muodossa.
Ta wiadomość jest w formacie HTML. Twój program pocztowy jej nie obsługuje.
Tato zpráva je ve formátu HTML, váš poštovní program jej nepodporuje.
Это сообщение в формате HTML. Ваш почтовый клиент его не поддерживает.
Цей лист у форматі HTML.
Ez a levél HTML formátumú, a levelezője nem támogatja.
Acest mesaj este în format HTML.
Bu ileti HTML biçimindedir; e-posta istemciniz desteklemiyor.
Αυτό το μήνυμα είναι σε μορφή HTML.
הודעה זו היא בפורמט HTML
هذه الرسالة بتنسيق HTML
您的邮件客户端不支持HTML格式。
您的郵件軟體無法顯示HTML信件。
このメールはHTML形式です。
이 메일은 HTML 형식입니다.
Thư này ở định dạng HTML.
Pesan ini dalam format HTML.
Sent with the newest version of Postmaster Pro 9
[cid:logo@example.org]
""".strip().split("\n")


@pytest.mark.parametrize("plain", STUBS)
def test_the_page_is_read_where_the_text_says_nothing(plain: str) -> None:
    assert alternative(plain, PAGE) == OWN


@pytest.mark.parametrize(
    "own", ["船明天九點開，我們八點在碼頭見面，記得帶水和帽子。", "Паром отходит в девять, встретимся у причала."]
)
def test_a_page_in_another_script_than_the_text_is_read(own: str) -> None:
    assert alternative("The sender used a form of mail that is not shown.", f"<div>{own}</div>") == own


def test_a_text_stays_whose_page_holds_no_words_or_words_that_nobody_can_read() -> None:
    assert alternative(OWN, '<img src="https://example.org/dot.gif">') == OWN
    assert alternative("Паром отходит в девять.", "<p>Ïàðîì îòõîäèò â äåâÿòü.</p>") == "Паром отходит в девять."


def test_a_text_that_spells_what_its_page_writes_in_entities_is_no_stub() -> None:
    plain = "Été à Évora: où êtes-vous logés?\n\n| a | b |"
    page = "<p>&Eacute;t&eacute; &agrave; &Eacute;vora: o&ugrave; &ecirc;tes-vous log&eacute;s?"
    assert alternative(plain, page) == plain


def test_people_who_write_about_html_are_read() -> None:
    plain = "Can your browser show the HTML version of the map?\n\n| a | b |"
    assert "Can your browser show the HTML version of the map?" in alternative(plain, f"<p>{plain}</p>")


TORSOS = {
    "木曜日の正午に出航し...": "木曜日の正午に出航します。パンは私が持っていきます。"
    "それから灯台のある島まで行き、みんなで昼食を食べて帰ります。",
    "周四中午出发，面包由我带。": "周四中午出发，面包由我带。"
    "然后我们去灯塔所在的岛，大家一起吃午饭，傍晚回来。如果下雨就改到周五。",
    "เราออกเรือวันพฤหัส": "เราออกเรือวันพฤหัสบดีตอนเที่ยง ฉันจะเอาขนมปังไปด้วยแล้วเราจะไปที่เกาะที่มีประภาคารเก่าและกินข้าวกลางวันด้วยกัน",
}


@pytest.mark.parametrize("plain", TORSOS)
def test_the_page_is_read_where_the_text_breaks_off_in_scripts_without_spaces(plain: str) -> None:
    assert alternative(plain, f"<p>{TORSOS[plain]}</p>") == TORSOS[plain]


def test_a_text_in_a_script_without_spaces_is_no_torso_for_a_signature_that_the_page_has() -> None:
    plain = TORSOS["周四中午出发，面包由我带。"]
    assert alternative(plain, f'<p>{plain}</p><a href="https://example.org">港口</a>') == plain


def test_the_source_of_a_page_as_the_text_beside_it_is_not_shown() -> None:
    for plain in (PAGE, f"<!DOCTYPE html>\n{PAGE}"):
        assert alternative(plain, PAGE) == OWN
