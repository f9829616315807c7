"""Signatures that only an element of the page marks, in the text part and in the page alone, by program."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.reading.html_signatures import with_signature_marked
from mailcop.reading.html_text import to_text
from mailcop.reading.quoting import fold
from tests.reading.test_body import alternative

OWN = "The nets are mended.\nWe sail on Thursday if the wind turns.\n\nSee you there,\nIlse"
OWN_PAGE = "<div>The nets are mended.<br>We sail on Thursday if the wind turns.</div><div><br></div>" + (
    "<div>See you there,</div><div>Ilse</div>"
)
LINES = ["Ilse Maartens", "Harbour of Oudeschild, berth twelve", "Open on all days but Monday"]
ELEMENTS = {
    "Outlook on the web": '<div id="Signature">',
    "Outlook, quoted once": '<div id="x_Signature">',
    "Zimbra": '<div data-marker="__SIG_PRE__">',
    "Zimbra, below the quotation": '<div data-marker="__SIG_POST__">',
    "Zoho": '<div data-zbluepencil-ignore="true" id="Zm-_Id_-Sgn">',
    "Front": '<div class="front-signature">',
    "eM Client": '<div id="signature_old">',
    "Gmail": '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">',
    "Gmail without its class": '<div data-smartmail="gmail_signature">',
    "Proton": '<div class="protonmail_signature_block-user">',
    "Apple": '<div id="AppleMailSignature" dir="ltr">',
    "Samsung": '<div id="composer_signature" dir="auto">',
    "Yahoo": '<div class="ydp3f9a1c77signature">',
    "Mailspring": '<div class="mailspring-signature">',
    "Superhuman": '<div class="sh-signature">',
    "Missive": '<div class="missive-signature">',
    "HEY": '<div class="hey_signature">',
    "Spark": '<div name="messageSignatureSection">',
    "Spark of old": '<div class="spark-signature">',
    "BlueMail": '<div class="blue__signature">',
    "K-9": "<div class='k9mail-signature'>",
    "FairEmail": '<div class="fairemail_signature">',
    "Thunderbird": '<div class="moz-signature">',
    "Roundcube": '<div id="_rc_sig">',
    "Canary": '<div id="CanarySig" class="canary-signature">',
    "Freshdesk": '<div id="freshdesk_signature">',
    "Tuta": '<div class="tutanota-signature">',
    "Airmail": '<div id="bloop_sign_1700000000">',
    "WEB.DE": '<div class="signature">',
    "WiseStamp": '<table class="wisestamp_app">',
    "Mailbird": '<div class="mb_sig">',
    "Evolution": '<span class="-x-evo-signature-wrapper">',
    "CodeTwo": '<div class="CodeTwoSignature">',
    "Nine": '<div id="NineSignature">',
    "Aqua Mail": '<div id="AquaMailSignature">',
    "Infomaniak": '<div class="editorUserSignature">',
    "Horde": '<div class="sig">',
    "htmlsig": '<table class="htmlsig">',
    "Mailspring's own element": '<signature id="initial">',
    "QQ": '<sign signid="0">',
    "Foxmail, whose element is a rule": '<hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left">',
    "Apple on telephones": '<div id="lineBreakAtBeginningOfSignature"><br></div><div dir="ltr">',
}
IN_THE_PAGE_ALONE = {"WiseStamp", "Roundcube", "Airmail", "htmlsig", "Horde"}


def element(start: str, lines: list[str]) -> str:
    name = start[1:].split(" ", 1)[0]
    if name == "table":
        return start + "".join(f"<tr><td>{line}</td></tr>" for line in lines) + "</table>"
    return start + "".join(f"<div>{line}</div>" for line in lines) + f"</{name}>"


@pytest.mark.parametrize("program", ELEMENTS)
def test_the_element_of_a_signature_marks_it_in_the_page(program: str) -> None:
    folded = fold(to_text(OWN_PAGE + element(ELEMENTS[program], LINES), 10_000))
    assert folded.visible_text == OWN
    assert [part.kind for part in folded.folds] == ["signature"]


@pytest.mark.parametrize("program", [name for name in ELEMENTS if name not in IN_THE_PAGE_ALONE])
def test_the_element_of_a_signature_marks_it_in_the_text_beside_the_page(program: str) -> None:
    plain = "\n".join([OWN, "", *LINES])
    quoted = "\n\nOn 20 Jun 2017 at 9:03, Ana <ana@example.org> wrote:\n> When do you sail?"
    page = OWN_PAGE + element(ELEMENTS[program], LINES)
    quotation = (
        '<div class="gmail_quote">On 20 Jun 2017 at 9:03, Ana &lt;ana@example.org&gt; wrote:<br><blockquote>When do you'
        " sail?</blockquote></div>"
    )
    assert alternative(plain, page) == OWN
    assert alternative(plain + quoted, page + quotation) == OWN


def test_the_closing_formula_and_the_short_name_in_the_element_stay() -> None:
    for inside in (["Kind regards,", "Ilse Maartens", *LINES[1:]], ["Met vriendelijke groet,", "", "Ilse", *LINES[1:]]):
        page = "<div>The nets are mended.</div>" + element('<div id="Zm-_Id_-Sgn">', inside)
        plain = "\n".join(["The nets are mended.", *inside])
        for visible in (fold(to_text(page, 10_000)).visible_text, alternative(plain, page)):
            assert visible.split() == " ".join(["The nets are mended.", *inside[:-2]]).split()


def test_a_name_below_the_closing_formula_stays_though_the_element_begins_with_it() -> None:
    page = "<div>The nets are mended.</div><div>Regards,</div>" + element('<div class="front-signature">', LINES)
    plain = "\n".join(["The nets are mended.", "Regards,", *LINES])
    assert alternative(plain, page) == "The nets are mended.\nRegards,\nIlse Maartens"
    assert fold(to_text(page, 10_000)).visible_text == "The nets are mended.\nRegards,\nIlse Maartens"


def test_what_a_person_wrote_into_the_element_stays() -> None:
    said = ["Yes, we sail on Thursday.", "Bring the blue rope!"]
    page = "<div>Hello Jan,</div>" + element('<div id="Signature">', [*said, *LINES])
    plain = "\n".join(["Hello Jan,", *said, *LINES])
    for visible in (fold(to_text(page, 10_000)).visible_text, alternative(plain, page)):
        assert visible == "\n".join(["Hello Jan,", *said])
    page = element('<div id="Signature">', said)
    assert alternative("Hello Jan,\n" + "\n".join(said), f"<div>Hello Jan,</div>{page}").endswith("rope!")


def test_the_signature_of_the_quoted_mail_marks_nothing() -> None:
    plain = f"{OWN}\n\nOn 20 Jun 2017 at 9:03, Ana <ana@example.org> wrote:\n> When?\n> \n> Ana Ruiz\n> Port of Vigo"
    page = f'{OWN_PAGE}<blockquote>When?<div class="gmail_signature">Ana Ruiz<br>Port of Vigo</div></blockquote>'
    assert with_signature_marked(plain, page) == plain


def test_an_element_whose_words_the_text_does_not_have_marks_nothing() -> None:
    assert with_signature_marked(OWN, OWN_PAGE + element('<div id="Signature">', LINES)) == OWN


def test_zohos_numbered_element_is_an_attribution() -> None:
    page = (
        '<div>Ordinary cotton will do.</div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Mon, 12 Jun 2017'
        " 14:20:31 +0200 Ana &lt;ana@example.org&gt; wrote ----</div><blockquote>How soon?</blockquote></div>"
    )
    folded = fold(to_text(page, 10_000))
    assert folded.visible_text == "Ordinary cotton will do."
    assert [part.kind for part in folded.folds] == ["quote"]


def test_a_request_to_sign_is_no_signature() -> None:
    page = '<div class="signature-request">Jan asks you to sign the lease.<br>Berth twelve<br>Oudeschild</div>'
    raw = b"From: a@example.org\nContent-Type: text/html\n\n<p>Hello.</p>" + page.encode()
    assert "Berth twelve" in read(raw).visible_text


def test_what_a_person_wrote_below_the_line_where_a_signature_begins_stays() -> None:
    mark = '<div id="lineBreakAtBeginningOfSignature"><br></div>'
    page = f"{OWN_PAGE}<div>{mark}</div><div>Shall I bring the blue rope?</div>"
    assert fold(to_text(page, 10_000)).visible_text.endswith("rope?")
    assert fold(to_text(f"{mark}<div>Yes please</div><div>Ilse</div>", 10_000)).visible_text == "Yes please\nIlse"


def test_the_signature_below_its_line_ends_above_the_quotation() -> None:
    mark = '<div id="lineBreakAtBeginningOfSignature"><br></div>'
    lines = "".join(f"<div>{line}</div>" for line in LINES)
    quoted = '<blockquote type="cite">On 20 Jun 2017, at 9:03, Ana &lt;ana@example.org&gt; wrote:<br>When?</blockquote>'
    folded = fold(to_text(OWN_PAGE + mark + lines + quoted, 10_000))
    assert folded.visible_text == OWN
    assert [part.kind for part in folded.folds] == ["signature", "quote"]


BOXES = [
    "━━━━━━━━━━━━━━━━━━\n株式会社みなと\n営業部 山田 太郎\n〒100-0001 東京都港区1-2-3\n"
    "TEL: 03-1234-5678 FAX: 03-1234-5679\nMail: taro@example.org\n━━━━━━━━━━━━━━━━━━",
    "──────────\n山田太郎\ntaro@example.org\n──────────",
    "*・゜゚・*:.。..。.:*・゜゚・*\n山田 花子\n携帯 090-1234-5678\n*・゜゚・*:.。..。.:*・゜゚・*",
    "☆━━━━━━━━━━☆\nみなと大学 工学部\n山田 太郎（やまだ たろう）\nE-mail：taro@example.org\n"
    "URL：http://example.org/\n☆━━━━━━━━━━☆",
    "∞∞∞∞∞∞∞∞∞∞\n港町役場 総務課\n電話 0123-45-6789（内線 12）\n∞∞∞∞∞∞∞∞∞∞",
    "==============================\n山田 太郎\nみなと研究所\n\nTEL 03-1234-5678\n==============================",
    "＊＊＊＊＊＊＊＊\n山田太郎\n〒100-0001\n東京都港区1-2-3",
    "-----------------------\n王小明\n港口有限公司 市场部\n电话：010-12345678\n"
    "邮箱：wang@example.org\n-----------------------",
    "◆◇◆◇◆◇◆◇◆\n김민수 과장\n항구 주식회사\n전화: 02-123-4567\n◆◇◆◇◆◇◆◇◆",
    "+++++++++++++++\n株式会社みなと\n山田\nTEL:03-1234-5678\n+++++++++++++++",
]
SAID = "お世話になっております。山田です。\n木曜日に出航します。\nよろしくお願いいたします。"
QUOTED = "2017年6月20日(火) 9:03 Ana <ana@example.org>:\n> いつ出航しますか。"


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("quoted", ["", f"\n\n{QUOTED}"])
def test_a_signature_in_a_box_of_rules_is_folded(box: str, quoted: str) -> None:
    folded = fold(f"{SAID}\n\n{box}{quoted}")
    assert folded.visible_text == SAID
    assert folded.folds[0].kind == "signature"
    assert box.startswith(folded.folds[0].text)


NOTICES = [
    "━━━━━━━━━━━━\n会議のお知らせ\n日時：6月20日 10時\n場所：会議室\n━━━━━━━━━━━━",
    "━━━━━━━━━━━━\n日時：6月20日 10時\n会場：港会館 TEL 03-1234-5678\n━━━━━━━━━━━━",
    "==========\n品名 数量\n網 12\n綱 3\n==========",
    "──────────\n青い綱を持って来てください。\n電話 03-1234-5678\n──────────",
    "──────────\n木曜日に電話 03-1234-5678 へ連絡します。\n──────────",
]


@pytest.mark.parametrize("box", NOTICES)
def test_a_notice_or_a_table_in_a_box_stays(box: str) -> None:
    assert fold(f"{SAID}\n\n{box}").visible_text == f"{SAID}\n\n{box}"


@pytest.mark.parametrize("box", [*BOXES, *NOTICES])
def test_a_box_in_the_middle_of_the_authors_words_stays(box: str) -> None:
    text = f"お世話になっております。\n\n{box}\n\n以上の通り、ご連絡いたします。\nよろしくお願いいたします。\n山田"
    assert fold(text).visible_text == text


@pytest.mark.parametrize(
    "line",
    [
        "Skaffe Outlook for Android<https://aka.ms/AAb9ysg>",
        "ดาวน์โหลด Outlook for iOS<https://aka.ms/o0ukef>",
        "Pata Outlook ya Android<https://aka.ms/AAb9ysg>",
        "\u2063Obtener BlueMail para Android \u200b",
    ],
)
def test_an_offer_of_a_program_is_known_in_whatever_language(line: str) -> None:
    folded = fold(f"Yes, on Friday.\n\n{line}")
    assert (folded.visible_text, [one.kind for one in folded.folds]) == ("Yes, on Friday.", ["signature"])


@pytest.mark.parametrize(
    "line",
    [
        "----- Weitergeleitet von Ana Ruiz/Zentrale am 15.01.2027 09:02 -----",
        "----- Réacheminé par Ana Ruiz/Siège le 15/01/2027 09:02 -----",
        "----- Reenviado por Ana Ruiz/Sede con fecha 15/01/2027 09:02 -----",
        "----- Vidarebefordrat av Ana Ruiz/Kontor 2027-01-15 09:02 -----",
    ],
)
def test_lotus_notes_says_between_dashes_who_forwards(line: str) -> None:
    below = "Von: Bo Lee\nAn: Ana Ruiz\nDatum: 14.01.2027 20:11\nBetreff: Wann?\n\nWann kommen sie?"
    own = "word " * 40 + "end."
    folded = fold(f"{own}\n\n{line}\n\n{below}")
    assert (folded.visible_text, [one.kind for one in folded.folds]) == (own, ["forward"])
    assert fold(f"For you.\n\n{line}\n\n{below}").visible_text.endswith("Wann kommen sie?")
