"""Introductions of quotations in many languages and programs, wrapped, with and without marks on what follows."""

from __future__ import annotations

from itertools import product

import pytest

from mailcop.reading.quoting import fold

OWN = "Yes, on Friday."
ATTRIBUTIONS = (
    "On Wed, Sep 25, 2013, at 03:57 PM, luz wrote:",
    "On Thursday, June 27, 2013, wei via General wrote:",
    "On Wed, 2015-12-02 at 13:58 +0000, Tom Weber wrote:",
    "On 10/12/15 12:30, Bob Lee wrote:",
    "---- On Tue, 22 Dec 2015 14:17:36 +0530 Ida Noor<info@example.org> wrote ----",
    "Op 24 aug. 2013 om 16:48 heeft jan via General <info@example.org> het volgende geschreven:",
    'Le 4 janv. 2016 19:03, "Luz Gil" <info@example.org> a écrit :',
    "Dnia 14 lip 2015 o godz. 00:25 Jan Nowak <info@example.org> napisał(a):",
    "Em seg, 27 de jul de 2015 17:13, Luz Gil <info@example.org> escreveu:",
    "El jueves, 21 de noviembre de 2013, bob escribió:",
    "At 6/16/2016 08:32 PM, you wrote:",
    'Op 10 dec. 2015 18:35 schreef "Ana Ruiz" <info@example.org>:',
    "Am 18.09.2013 um 16:24 schrieb bob <info@example.org>:",
    "Den 15. jun. 2016 kl. 20.42 skrev Bob Lee <info@example.org>:",
    "søn. 30. apr. 2017 kl. 00.26 skrev Kari Lund <meta@example.com>:",
    "суббота, 14 марта 2015 г. пользователь ivan написал:",
    '23 mar 2017 21:25 "Luz Gil" <meta@example.com> napisał(a):',
    '30 серп. 2016 р. 20:45 "Ana" no-reply@example.com пише:',
    "Eva Muster <eva@example.com> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:",
    "2016-03-03 17:21 GMT+01:00 Some One",
    "2015-10-18 0:17 GMT+03:00 Tom Weber <info@example.org>:",
    "2013/10/2 camilo <info@example.org>",
    "вт, 5 янв. 2016 г. в 23:39, Olav Berg <info@example.org>:",
    "ср, 1 апр. 2015, 18:29, Ivan Petrov <info@example.org>:",
    "bob via General <info@example.org> schrieb:",
    "Some One <info@example.org> wrote:",
    "Tom Weber (tom@example.net) wrote:",
    "Posted by tom on 01/21/2016",
    "In message <87abc@x.example>, Ana Ruiz <ana@x.example> writes:",
    "In article <87abc@x.example>, Ana Ruiz wrote:",
    "----- Original Message -----",
    "-----Original Message-----",
    "*----- Original Message -----*",
    "----- Reply message -----",
    "------------------ 原始邮件 ------------------",
    "------------------ Original ------------------",
    "在 2017年6月20日，09:03，Ana <a@x.example> 写道：",
    '在2017-06-20 09:03:11，"Ana" <a@x.example> 写道：',
    "于 2017/6/20 9:03, Ana 写道:",
    "Ana <a@x.example> 于2017年6月20日周二 上午9:03写道：",
    '2017年6月20日 上午9:03，"Ana"<a@x.example>写道：',
    'At 2017-06-20 09:03:11, "Ana" <a@x.example> wrote:',
    "2017年6月20日(火) 9:03 Ana <a@x.example>:",
    "2017/06/20 9:03、Ana <a@x.example>のメール:",
    "2017年6月20日 9:03 Ana <a@x.example>:",
    "2017년 6월 20일 (화) 오전 9:03, Ana <a@x.example>님이 작성:",
    "2017. 6. 20. 오전 9:03, Ana <a@x.example> 작성:",
    "في الثلاثاء، ٢٠ يونيو ٢٠١٧ في ٩:٠٣ ص تمت كتابة ما يلي بواسطة Ana <a@x.example>:",
    "في ٢٠/٠٦/٢٠١٧، الساعة ٩:٠٣ ص، كتب Ana <a@x.example>:",
    "بتاريخ الثلاثاء, 20 يونيو 2017 في 9:03 ص كتب Ana <a@x.example>:",
    "‫בתאריך יום ג׳, 20 ביוני 2017 ב-9:03 מאת ‪Ana‬‏ <‪a@x.example‬‏>:‬",
    "ב-20 ביוני 2017, בשעה 9:03, ‏Ana <a@x.example> כתב/ה:",
    "Στις Τρί, 20 Ιουν 2017 στις 9:03 π.μ., ο/η Ana <a@x.example> έγραψε:",
    "Ana <a@x.example>, 20 Haz 2017 Sal, 09:03 tarihinde şunu yazdı:",
    "Ana <a@x.example> şunları yazdı (20 Haz 2017 09:03):",
    "wt., 20 cze 2017 o 09:03 Ana <a@x.example> napisał(a):",
    "W dniu 20.06.2017 o 09:03, Ana pisze:",
    "út 20. 6. 2017 v 9:03 odesílatel Ana <a@x.example> napsal:",
    "Dne 20.06.17 v 9:03 Ana napsal(a):",
    "ti 20. kesäk. 2017 klo 9.03 Ana (a@x.example) kirjoitti:",
    "Ana kirjoitti 20.6.2017 klo 9.03:",
    "Den tir. 20. jun. 2017 kl. 09.03 skrev Ana <a@x.example>:",
    "Den tis 20 juni 2017 kl 09:03 skrev Ana <a@x.example>:",
    "20 juni 2017 kl. 09:03 skrev Ana <a@x.example>:",
    "Ana <a@x.example> ezt írta (időpont: 2017. jún. 20., K, 9:03):",
    "mar., 20 iun. 2017 la 09:03, Ana <a@x.example> a scris:",
    "Vào Th 3, 20 thg 6, 2017 vào lúc 09:03 Ana <a@x.example> đã viết:",
    "Pada tanggal Sel, 20 Jun 2017 pukul 09.03 Ana <a@x.example> menulis:",
    "Missatge de Ana <a@x.example> del dia dt., 20 de juny 2017 a les 9:03:",
    "On Tue, Jun 20, 2017 at 09:03:12AM +0200, Ana Ruiz wrote:",
    "On Tuesday 20 June 2017 09:03:12 Ana Ruiz wrote:",
    "On Tue, 20 Jun 2017, Ana Ruiz wrote:",
    "Le mardi 20 juin 2017 à 09:03 +0200, Ana a écrit :",
    "Le 20/06/2017 à 09:03, Ana Ruiz a écrit :",
    "Am 20.06.2017 um 09:03 schrieb Ana Ruiz:",
    "Am Dienstag, 20. Juni 2017, 09:03:12 CEST schrieb Ana Ruiz:",
    "Ana Ruiz <a@x.example> schrieb:",
    "Il 20/06/2017 09:03, Ana ha scritto:",
    "Il giorno mar 20 giu 2017 alle ore 09:03 Ana <a@x.example> ha scritto:",
    "El 20/06/17 a las 09:03, Ana escribió:",
    "El mar., 20 jun. 2017 9:03 a. m., Ana <a@x.example> escribió:",
    "Em 20/06/2017 09:03, Ana escreveu:",
    "Em terça-feira, 20 de junho de 2017 09:03:12 BRT, Ana <a@x.example> escreveu:",
    "Op 20-06-17 om 09:03 schreef Ana:",
    "Op di 20 jun. 2017 09:03 schreef Ana <a@x.example>:",
    '20.06.2017, 09:03, "Ana" <a@x.example>:',
    "20.06.2017 9:03, Ana пишет:",
    "20 июня 2017 г., в 9:03, Ana <a@x.example> написал(а):",
    "Вторник, 20 июня 2017, 9:03 +03:00 от Ana <a@x.example>:",
    "Tuesday, June 20, 2017, 9:03:12 AM, you wrote:",
    "Dienstag, 20. Juni 2017, 9:03:12, schrieben Sie:",
    "--- On Tue, 6/20/17, Ana <a@x.example> wrote:",
    "--- Ana <a@x.example> wrote:",
    ">>> Ana Ruiz <a@x.example> 20/06/2017 9:03 AM >>>",
    '>>> "Ana Ruiz" <a@x.example> 20.06.2017 09:03 >>>',
    "Quoting Ana <a@x.example>:",
    "Zitat von Ana <a@x.example>:",
    "Ana wrote on 20/06/2017 09:03:",
    "Ana Ruiz <a@x.example> wrote on 20/06/2017 09:03:12 AM:",
    "Ana <a@x.example> escribió el mar., 20 jun. 2017 a las 9:03:",
    "Ana <a@x.example> a écrit le mar. 20 juin 2017 à 09:03 :",
    "Ana Ruiz---20/06/2017 09:03:12 AM---Hello all, as we said",
    "On June 20, 2017 9:03:12 AM GMT+02:00, Ana <a@x.example> wrote:",
    "On June 20, 2017, 9:03 AM, Ana wrote:",
    'On Jun 20, 2017 9:03 AM, "Ana Ruiz" <a@x.example> wrote:',
    "On 20 Jun 2017, 09:03 +0200, Ana <a@x.example>, wrote:",
    'On 20/06/2017 09:03, "Ana Ruiz" <a@x.example on behalf of b@x.example> wrote:',
    "On Tue 20. Jun 2017 at 09:03, Ana <a@x.example> wrote:",
    "------- Original Message -------",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
    "-------- Исходное сообщение --------",
    "-------- Původní zpráva --------",
    "---- 回复的原邮件 ----",
    "------ Message d'origine ------",
    "--------- Original Message ---------",
)  # fmt: skip
# language: from, sent, to, subject
FIELDS = (
    "en|From|Sent|To|Subject",
    "en|From|Date|To|Subject",
    "es|De|Enviado el|Para|Asunto",
    "es|De|Fecha|Para|Asunto",
    "fr|De|Envoyé|À|Objet",
    "fr|De|Date|À|Objet",
    "pt|De|Enviada em|Para|Assunto",
    "pt|De|Data|Para|Assunto",
    "de|Von|Gesendet|An|Betreff",
    "de|Von|Datum|An|Betreff",
    "it|Da|Inviato|A|Oggetto",
    "it|Da|Data|A|Oggetto",
    "nl|Van|Verzonden|Aan|Onderwerp",
    "nl|Van|Datum|Aan|Onderwerp",
    "sv|Från|Skickat|Till|Ämne",
    "da|Fra|Sendt|Til|Emne",
    "no|Fra|Dato|Til|Emne",
    "fi|Lähettäjä|Lähetetty|Vastaanottaja|Aihe",
    "pl|Od|Wysłano|Do|Temat",
    "pl|Od|Data|Do|Temat",
    "cs|Od|Odesláno|Komu|Předmět",
    "cs|Od|Datum|Komu|Předmět",
    "ru|От|Отправлено|Кому|Тема",
    "ru|От кого|Дата|Кому|Тема",
    "uk|Від|Надіслано|Кому|Тема",
    "tr|Kimden|Gönderildi|Kime|Konu",
    "tr|Gönderen|Tarih|Kime|Konu",
    "el|Από|Στάλθηκε|Προς|Θέμα",
    "he|מאת|נשלח|אל|נושא",
    "ar|من|تم الإرسال|إلى|الموضوع",
    "ar|من|التاريخ|إلى|الموضوع",
    "zh|发件人|发送时间|收件人|主题",
    "zt|寄件者|寄件日期|收件者|主旨",
    "ja|差出人|送信日時|宛先|件名",
    "ja|From|日時|宛先|件名",
    "ko|보낸 사람|보낸 날짜|받는 사람|제목",
    "ko|보낸사람|날짜|받는사람|제목",
    "hu|Feladó|Elküldve|Címzett|Tárgy",
    "ro|De la|Trimis|Către|Subiect",
    "ca|De|Enviat|Per a|Assumpte",
    "id|Dari|Dikirim|Kepada|Subjek",
    "vi|Từ|Đã gửi|Đến|Chủ đề",
    "sk|Od|Odoslané|Komu|Predmet",
)  # fmt: skip
ORIGINALS = (
    "Original Message",
    "Original message",
    "Mensaje original",
    "Message d'origine",
    "Message d’origine",
    "Ursprüngliche Nachricht",
    "Mensagem original",
    "Messaggio originale",
    "Oorspronkelijk bericht",
    "Origineel bericht",
    "Ursprungligt meddelande",
    "Oprindelig meddelelse",
    "Opprinnelig melding",
    "Alkuperäinen viesti",
    "Oryginalna wiadomość",
    "Wiadomość oryginalna",
    "Původní zpráva",
    "Исходное сообщение",
    "Оригинал сообщения",
    "Orijinal ileti",
    "Orijinal Mesaj",
    "Αρχικό μήνυμα",
    "הודעה מקורית",
    "الرسالة الأصلية",
    "原始邮件",
    "原始郵件",
    "元のメッセージ",
    "원본 메시지",
    "Eredeti üzenet",
    "Mesaj original",
    "Reply message",
    "Original E-mail",
    "Originalnachricht",
)  # fmt: skip


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quotation", ["> Shall we meet?\n> Ana", "Shall we meet?\nAna"])
def test_what_introduces_a_quotation_is_folded_with_it(attribution: str, quotation: str) -> None:
    assert fold(f"{OWN}\n\n{attribution}\n\n{quotation}\n").visible_text == OWN


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_answer_below_what_it_answers_is_found(attribution: str) -> None:
    assert fold(f"{attribution}\n> Shall we meet?\n> Ana\n\n{OWN}\n").visible_text == OWN


def wrapped(line: str, width: int) -> str:
    """The line as a program wraps it that knows nothing of names."""
    out = [""]
    for word in line.split(" "):
        if len(out[-1]) + len(word) >= width and out[-1]:
            out.append("")
        out[-1] = f"{out[-1]} {word}" if out[-1] else word
    return "\n".join(out)


WRAPPED = [
    "On Tue, Jun 20, 2017 at 9:03 AM, Ana Maria Ruiz de la Torre y Gil, Coordinator of Somewhere <ana@example.org>"
    " wrote:",
    "El martes, 20 de junio de 2017 a las 9:03:12 CEST, Ana Maria Ruiz de la Torre y Gil <ana@example.org> escribió:",
    "Le mardi 20 juin 2017 à 09:03, Ana Maria Ruiz de la Torre y Gil <ana.maria.ruiz@example.org> a écrit :",
    "Em terça-feira, 20 de junho de 2017 às 09:03, Ana Maria Ruiz de la Torre <ana.maria@example.org> escreveu:",
    "Am Dienstag, den 20. Juni 2017 um 09:03 Uhr schrieb Ana Maria Ruiz de la Torre <ana.maria@example.org>:",
    "Il giorno martedì 20 giugno 2017 alle ore 09:03 Ana Maria Ruiz de la Torre <ana.maria@example.org> ha scritto:",
    "Op dinsdag 20 juni 2017 om 09:03 schreef Ana Maria Ruiz de la Torre <ana.maria.ruiz@example.org>:",
    "вторник, 20 июня 2017 г. в 09:03 пользователь Ана Мария Руис де ла Торре <ana.maria@example.org> написал:",
    "Den tisdag 20 juni 2017 kl. 09:03 skrev Ana Maria Ruiz de la Torre <ana.maria.ruiz@example.org>:",
    "W dniu wtorek, 20 czerwca 2017 09:03 Ana Maria Ruiz de la Torre <ana.maria@example.org> napisał(a):",
    "Ana Maria Ruiz de la Torre <ana.maria.ruiz@example.org> schrieb am Di., 20. Juni 2017, 09:03 Uhr:",
    "Στις Τρί, 20 Ιουν 2017 στις 9:03 π.μ., ο/η Ana Maria Ruiz de la Torre <ana.maria@example.org> έγραψε:",
    "في الثلاثاء، ٢٠ يونيو ٢٠١٧ في ٩:٠٣ ص تمت كتابة ما يلي بواسطة Ana Maria Ruiz <ana.maria@example.org>:",
]


@pytest.mark.parametrize("line", WRAPPED)
@pytest.mark.parametrize("width", [40, 55, 72, 78])
@pytest.mark.parametrize("quotation", ["> Shall we meet?\n> Ana", "Shall we meet?\nAna"])
def test_an_attribution_may_run_over_lines(line: str, width: int, quotation: str) -> None:
    text = f"{OWN}\n\n{wrapped(line, width)}\n\n{quotation}\n"
    assert fold(text).visible_text == OWN
    assert fold(text).folds[0].text.replace("\n", " ").startswith(line)


STYLES = ("{}: {}", "*{}:* {}", "{}：{}", "{} : {}", "\u200f{}:\u200f {}")
RULES = ("", "________________________________\n", "________________________________\n\n")


@pytest.mark.parametrize("names", FIELDS)
@pytest.mark.parametrize("order", ["0123", "0213", "3102", "0312"])
def test_all_below_the_fields_of_another_mail_is_folded(names: str, order: str) -> None:
    named = names.split("|")[1:]
    values = ["Ana Ruiz <ana@example.org>", "20/06/2017 09:03", "General", "Re: Meeting"]
    for style, rule in product(STYLES, RULES):
        block = "\n".join(style.format(named[int(n)], values[int(n)]) for n in order)
        folded = fold(f"{OWN}\n\n{rule}{block}\n\nShall we meet?\nAna")
        assert folded.visible_text == OWN
        assert folded.folds[0].text == f"{rule}{block}\n\nShall we meet?\nAna"


@pytest.mark.parametrize("original", ORIGINALS)
@pytest.mark.parametrize(
    "style", ["-----{}-----", "----- {} -----", "------------------ {} ------------------", "*-----{}-----*"]
)
def test_all_below_the_mark_of_an_original_is_folded(original: str, style: str) -> None:
    assert fold(f"{OWN}\n\n{style.format(original)}\nFrom: Ana\n\nShall we meet?").visible_text == OWN


def test_fields_of_a_language_that_nobody_knows_are_told_by_the_rule_above_them() -> None:
    block = "Foo: Ana <ana@example.org>\nBar: 20/06/2017 09:03\nBaz: General\nQux: Meeting"
    assert fold(f"{OWN}\n\n________________________________\n{block}\n\nShall we meet?").visible_text == OWN


@pytest.mark.parametrize("when", ["2005-04-11 09:04", "11.04.2005 09:04", "11/04/2005 09:04"])
@pytest.mark.parametrize(
    ("by", "fields"),
    [
        ("Wysłane przez: list@example.org", "Do:     list@example.org\n        DW:\n        Temat:  Draft minutes"),
        ("Gesendet von: list@example.org", "An:     list@example.org\n        Kopie:\n        Thema:  Draft minutes"),
        ("", "To:     list@example.org\n        cc:\n        Subject:        Draft minutes"),
    ],
)
def test_lotus_notes_names_author_and_day_above_indented_fields(when: str, by: str, fields: str) -> None:
    above = "\n".join(filter(None, ["Ana Ruiz <ana@example.org>", by, when]))
    folded = fold(f"{OWN}\n\nBo\n\n\n{above}\n\n\n        {fields}\n\n\nDear all,\n\nplease find the draft.")
    assert (folded.visible_text, folded.first_line) == (f"{OWN}\n\nBo", OWN)
