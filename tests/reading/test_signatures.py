"""Signatures are folded with and without a marker; closing formulas, short names and what only looks alike stay."""

from __future__ import annotations

import pytest

from mailcop.reading.quoting import fold

OWN = "Thank you for the note. I will read it and come back to you next week."
QUOTE = "On 20 Jun 2017, at 09:03, Ana <ana@example.org> wrote:\n> Shall we meet?"
ADVERTISEMENTS = (
    "Sent from my iPhone",
    "Sent from my iPad",
    "Sent from my Galaxy",
    "Sent from my Samsung Galaxy smartphone.",
    "Sent from my T-Mobile 4G LTE Device",
    "Sent from my Verizon, Samsung Galaxy smartphone",
    "Sent from my BlackBerry 10 smartphone on the Rogers network.",
    "Sent from my Windows Phone",
    "Sent from Mail for Windows 10",
    "Sent from Mail <https://go.microsoft.com/fwlink/?LinkId=550986> for Windows",
    "Sent from Yahoo Mail on Android",
    "Sent from Yahoo Mail for iPhone",
    "Sent from Outlook for Android",
    "Sent from Outlook<http://aka.ms/weboutlook>",
    "Sent from ProtonMail mobile",
    "Sent with Proton Mail secure email.",
    "Sent with ProtonMail Secure Email.",
    "Sent via BlackBerry from T-Mobile",
    "Sent via Superhuman",
    "Sent with Airmail",
    "Sent from Gmail Mobile",
    "Sent from a mobile device, please excuse typos",
    "Sent from mobile",
    "Sent from a phone",
    "(sent from a phone)",
    "<<sent by galaxy>>",
    "Get Outlook for iOS",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Get Outlook for Android <https://aka.ms/ghei36>",
    "Get BlueMail for Android",
    "Nik from mobile",
    "Enviado desde mi iPhone",
    "Enviado desde mi smartphone Samsung Galaxy.",
    "Enviado desde Yahoo Mail para Android",
    "Enviado desde Correo para Windows 10",
    "Enviado desde Outlook",
    "Obtener Outlook para iOS",
    "Obtener Outlook para Android<https://aka.ms/ghei36>",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon appareil mobile",
    "Envoyé depuis Yahoo Mail pour iPhone",
    "Envoyé depuis l'application Mail Orange",
    "Envoyé à partir de Outlook pour Android",
    "Envoyé à partir d’un Smartphone",
    "Télécharger Outlook pour iOS",
    "Obtenir Outlook pour Android",
    "Enviado do meu iPhone",
    "Enviado do Yahoo Mail no Android",
    "Enviado do meu smartphone Samsung Galaxy.",
    "Obter o Outlook para iOS",
    "Von meinem iPhone gesendet",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Von meinem iPad aus gesendet",
    "Gesendet von meinem iPhone",
    "Gesendet von Yahoo Mail auf Android",
    "Gesendet von Mail für Windows 10",
    "Gesendet mit der Telekom Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Holen Sie sich Outlook für iOS",
    "Outlook für Android herunterladen",
    "Inviato da iPhone",
    "Inviato dal mio smartphone Samsung Galaxy.",
    "Inviato da Posta per Windows 10",
    "Scarica Outlook per iOS",
    "Verzonden vanaf mijn iPhone",
    "Verstuurd vanaf mijn iPad",
    "Verzonden met Proton Mail",
    "Outlook voor Android downloaden",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Sendt fra Outlook for Android",
    "Hent Outlook til iOS",
    "Lähetetty iPhonesta",
    "Lähetetty Samsung-puhelimesta",
    "Wysłane z iPhone'a",
    "Wysłano z programu Poczta systemu Windows 10",
    "Odesláno z iPhonu",
    "Odoslané z iPhonu",
    "iPhone'umdan gönderildi",
    "iPhone’umdan gönderildi",
    "Отправлено с iPhone",
    "Отправлено с моего iPhone",
    "Отправлено из мобильной Почты Mail.ru",
    "Отправлено из Почты для Windows 10",
    "Надіслано з iPhone",
    "Trimis de pe iPhone",
    "Στάλθηκε από το iPhone μου",
    "נשלח מה-iPhone שלי",
    "أُرسلت من الـ iPhone",
    "تم الإرسال من هاتف iPhone",
    "发自我的 iPhone",
    "发自我的iPhone",
    "從我的 iPhone 傳送",
    "来自我的 iPhone",
    "获取 Outlook for iOS",
    "发送自 Windows 10 版邮件应用",
    "iPhoneから送信",
    "Outlook for Android を入手",
    "나의 iPhone에서 보냄",
    "내 iPhone에서 보냄",
    "Dikirim dari iPhone saya",
    "Được gửi từ iPhone của tôi",
    "Enviat des de l'iPhone",
    "Elküldve az iPhone-omról",
)  # fmt: skip
# what stays below the words, what is folded
WITHOUT_MARKER = (
    ("Best regards,\nAna", "Ana Ruiz\nCoordinator, Community of Practice\nTel: +39 06 5705 1234\nana@example.org"),
    ("Regards,\nAna Ruiz", "Programme Officer\nFood and Agriculture Organization\nPhone: +39 06 57051\nwww.fao.org"),
    ("Kind regards,", "Ana Ruiz | Coordinator | FAO\nT +39 06 5705 1234 | ana@example.org"),
    ("Saludos,\nAna", "Ana Ruiz\nCoordinadora\nTel. (502) 2413-8000\nana@example.org"),
    ("Un cordial saludo,\nMaría José Pérez", "Investigadora, Universidad de Chile\nTeléfono: +56 2 2978 2000"),
    ("Cordialement,\nJean", "Jean Dupont\nChargé de mission\nTél. : 01 23 45 67 89\nPort. : 06 12 34 56 78"),
    ("Mit freundlichen Grüßen\nHans Müller", "Universität Bonn\nTel.: +49 228 73-1234\nFax: +49 228 73-4321"),
    ("Viele Grüße\nHans", "--------------------\nHans Müller\nTel. 0228/731234"),
    ("Atenciosamente,\nJoão", "João Silva\nUniversidade de São Paulo\nFone: +55 11 3091-1234\njoao@example.org"),
    ("Cordiali saluti\nMario", "Mario Rossi\nVia Roma 1, 00153 Roma\nTel. 06 1234567"),
    ("Met vriendelijke groet,\nJan", "Jan de Vries\nTel: 070-1234567\njan@example.org"),
    ("Med vänliga hälsningar\nSven", "Sven Svensson\nTelefon: 08-123 456"),
    ("С уважением,\nИван Петров", "Тел.: +7 495 123-45-67\nivan@example.org"),
    ("Z poważaniem\nJan Kowalski", "tel. +48 22 123 45 67"),
    ("مع تحياتي\nأحمد", "هاتف: 0123456789\nahmed@example.org"),
    ("此致\n敬礼\n张三", "电话：010-12345678\nzhang@example.org"),
    ("", "Ana Ruiz\nCoordinator\nTel: +39 06 5705 1234\nana@example.org"),
    ("Thanks!\nAna", "Ana Ruiz, PhD\nSenior Researcher\nana@example.org\n+39 06 5705 1234"),
)  # fmt: skip
DISCLAIMERS = (
    "This message and any attachments are confidential and intended solely for the addressee.",
    "CONFIDENTIALITY NOTICE: This e-mail message is for the sole use of the intended recipient(s).",
    "The information contained in this e-mail is confidential and may be privileged.",
    "This e-mail and any files transmitted with it are confidential and intended solely for the use of the individual.",
    "DISCLAIMER: The contents of this message are confidential and intended only for the recipient.",
    "Please consider the environment before printing this e-mail.",
    "If you are not the intended recipient, please delete this message.",
    "Este mensaje y sus anexos son confidenciales y van dirigidos exclusivamente a su destinatario.",
    "AVISO LEGAL: Este mensaje contiene información confidencial.",
    "La información contenida en este correo electrónico es confidencial.",
    "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leur destinataire.",
    "AVIS DE CONFIDENTIALITÉ : Ce courriel est destiné uniquement à son destinataire.",
    "Si vous n'êtes pas le destinataire de ce message, merci de le détruire.",
    "Pensez à l'environnement avant d'imprimer ce message.",
    "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
    "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt.",
    "Esta mensagem e seus anexos são confidenciais e destinam-se exclusivamente ao destinatário.",
    "AVISO DE CONFIDENCIALIDADE: Esta mensagem destina-se apenas ao destinatário.",
    "Questo messaggio e i suoi allegati sono riservati e destinati esclusivamente al destinatario.",
    "Le informazioni contenute in questo messaggio sono riservate.",
    "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
    "Настоящее сообщение является конфиденциальным и предназначено только адресату.",
    "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。",
)  # fmt: skip
NOT_SIGNATURES = (
    "Sent from my office, which has a better line than yours.",
    "You can reach her at:\n\nMaria Lopez\nFAO Rome\nTel: +39 06 5705 1234\nmaria@example.org",
    "Regards,\nAna\n\nP.S. The link is https://example.org/a and my number is +39 06 1234567.",
    "Regards,\nAna\n\n[1] https://example.org/a\n[2] https://example.org/b",
    "The programme:\n\n10:00 Opening\n10:30 First talk\nhttps://zoom.example/j/123\nTel: +1 646 558 8656",
    "Thanks,\nAna\n\nhttps://example.org/report.pdf",
    "Cheers\n\nBob\n\nhttps://example.org",
    "Important: we meet on Friday at ten.",
    "Sent from my office in Rome, the report covers three countries. Please read it.",
    "From my mobile phone I could not open it, so I asked Bob to do that for me.",
    "Note: the e-mail address is now new@example.org, please change your records.",
    "We use these tools:\n-- first\n-- second\nand that is all.",
    "Please consider the proposal. It is good.",
    "She wrote:\n\nWe need more time.\n\nAnd she is right.",
    "On Monday she wrote: we need more time.\n\nI agree.",
    "On 3 May 2017 she wrote:\n\nWe need more time.\n\nAnd she is right.",
    "From: Nairobi\nTo: Mombasa\nDate: 3 May\n\nWe leave early.",
    'As the minister said:\n"We shall overcome."\n\nI agree.',
    "To: do\n- one\n- two",
    "Dates:\nFrom: 3 May 2017\nTo: 5 May 2017\n\nPlease register.",
    ">From the point of view of farmers this is fine.",
    "Agenda\n======\n1. The mailing list\n2. Money\n\nPlease send additions to the list.",
    "mysql> select 1;\nmysql> select 2;\nThat is what I ran.",
    ">>> import x\n>>> x.run()\n\nThis fails for me.",
    "I got this:\n\nReceived: from a.example by b.example\nFrom: Spammer <s@example.org>\nTo:"
    " me@example.net\nSubject: Buy\nMessage-ID: <1@example.org>\n\nHow do I stop it?",
    "Le ministre a écrit :\n\nNous voulons du temps.\n\nIl a raison.",
    'El informe dice: "No hay tiempo".\nYo escribí: lo haremos.',
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nThat is the table.",
    "Date: 3 May 2017\nTime: 10:00\nPlace: Rome\n\nPlease come.",
    "To unsubscribe you need a password, I think. Can someone help me?",
    "Original message:\n\nis the title of my poem.",
)  # fmt: skip


@pytest.mark.parametrize("line", ADVERTISEMENTS)
@pytest.mark.parametrize("below", ["", f"\n\n{QUOTE}"])
def test_what_a_telephone_adds_is_folded(line: str, below: str) -> None:
    folded = fold(f"{OWN}\n\n{line}{below}\n")
    assert folded.visible_text == OWN
    assert (folded.folds[0].kind, folded.folds[0].text) == ("signature", line)


@pytest.mark.parametrize(("kept", "signature"), WITHOUT_MARKER)
@pytest.mark.parametrize("below", ["", f"\n\n{QUOTE}"])
def test_lines_of_name_role_and_telephone_are_folded_without_a_marker(kept: str, signature: str, below: str) -> None:
    words = f"{OWN}\n\n{kept}" if kept else OWN
    folded = fold(f"{words}\n\n{signature}{below}\n")
    assert folded.visible_text == words
    assert (folded.folds[0].kind, folded.folds[0].text) == ("signature", signature)


def test_a_block_without_a_closing_formula_has_to_begin_with_the_authors_name() -> None:
    text = f"{OWN}\n\nAna Ruiz\nCoordinator\nTel: +39 06 5705 1234"
    assert fold(text, author="Ruiz, Ana").visible_text == OWN
    assert fold(text, author="Bob Lee").visible_text == text


@pytest.mark.parametrize("disclaimer", DISCLAIMERS)
@pytest.mark.parametrize("above", ["", "-----\n", "________________________________\n\n"])
def test_a_disclaimer_is_folded_with_all_that_it_goes_on_to_say(disclaimer: str, above: str) -> None:
    assert fold(f"{OWN}\n\n{above}{disclaimer}\nAnother sentence of it.\n").visible_text == OWN


@pytest.mark.parametrize("text", NOT_SIGNATURES)
def test_what_only_looks_like_another_s_words_or_a_signature_stays(text: str) -> None:
    assert fold(f"{OWN}\n\n{text}").visible_text == f"{OWN}\n\n{text}"


def test_sentences_below_two_hyphens_are_no_signature() -> None:
    text = "One.\n--\n" + "\n".join(f"This is a sentence of the author, number {n}, and it is long." for n in range(4))
    assert fold(text).visible_text == text


def test_a_rule_that_rules_off_nothing_is_no_word() -> None:
    assert fold(f"{OWN}\n\n_____________\n\n{QUOTE}").visible_text == OWN
