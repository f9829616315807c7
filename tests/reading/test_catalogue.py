"""Malformed and hostile mail, case by case; the numbers are those of the catalogue of MIME and parsing cases."""

from __future__ import annotations

import base64
import time
import unicodedata

import pytest

from mailcop.reading import Letter, ReadingLimits, read
from mailcop.reading.attachments import clean_name
from tests.reading.pictures import PROGRAM, png, zipped

HEAD = b"From: a@example.org\nSubject: x\n"
SLOWEST = 2.0  # seconds, on a busy machine too


def quickly(raw: bytes, limits: ReadingLimits | None = None) -> Letter:
    started = time.process_time()
    letter = read(raw, limits or ReadingLimits())
    assert time.process_time() - started < SLOWEST
    assert not any("reading failed" in problem for problem in letter.problems)
    for text in (letter.subject, letter.visible_text, letter.folded_text, letter.sender_name, letter.html):
        text.encode()
        assert "\x00" not in text
    return letter


def nested(depth: int) -> bytes:
    return HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(HEAD + b"Content-Type: text/plain" + b";" * 20_000 + b"\n\nHello", id="30-semicolons-20k"),
        pytest.param(HEAD + b"Content-Type: text/plain" + b";" * 1_000_000 + b"\n\nHello", id="30-semicolons-1M"),
        pytest.param(HEAD + b"Cc: " + b"a@b.example, " * 8_000 + b"\n\nHello", id="31-addresses"),
        pytest.param(HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 8_000 + b"\n\nHello", id="31-encoded-words"),
        pytest.param(HEAD + b"X: a" + b"\n b" * 200_000 + b"\n\nHello", id="32-folds"),
        pytest.param(b"From: " + b"(" * 2_000 + b"\n\nHello", id="33-comments"),
        pytest.param(b"From: " + b"<" * 100_000 + b"\n\nHello", id="33-brackets"),
        pytest.param(b"From: " + b'"' * 100_001 + b"\n\nHello", id="33-quotes"),
        pytest.param(HEAD + b"References: " + b"<a@b> " * 5_000 + b"\n\nHello", id="44-references"),
    ],
)
def test_an_immense_field_costs_little_and_leaves_the_words(raw: bytes) -> None:
    assert quickly(raw).visible_text == "Hello"


@pytest.mark.parametrize("sign", [b"(", b"<", b'"', b"<(", b'("'])
def test_33_a_from_that_nests_without_end_is_no_address(sign: bytes) -> None:
    letter = quickly(b"From: " + sign * 2_000 + b"a@example.org\n\nHello")
    assert letter.from_ is None
    assert letter.from_problem


@pytest.mark.parametrize("depth", [1_000, 5_000])
def test_34_multiparts_nest_to_the_cap(depth: int) -> None:
    assert "nested deeper than 20" in quickly(nested(depth)).problems


def test_34_messages_nest_to_the_cap() -> None:
    letter = quickly(HEAD + b"Content-Type: message/rfc822\n\n" * 1_000 + b"Hello")
    assert len(letter.attachments) == 1


def test_35_parts_are_counted_to_the_cap() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n\n" * 100_000
    assert "more than 200 parts, the rest unread" in quickly(raw).problems


PART = b"Content-Type: text/plain\n\nHello\n"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        pytest.param(b'multipart/mixed; boundary=""', b"--b\n" + PART + b"--b--\n", "Hello", id="empty"),
        pytest.param(b"multipart/mixed", b"--b\n" + PART + b"--b--\n", "Hello", id="missing"),
        pytest.param(b"multipart/mixed; boundary=c", b"--b\n" + PART + b"--b--\n", "Hello", id="wrong"),
        pytest.param(b"multipart/mixed", b"Hello", "Hello", id="no-part-at-all"),
        pytest.param(b"multipart/mixed; boundary=b; boundary=c", b"--b\n" + PART + b"--b--\n", "Hello", id="two"),
        pytest.param(b'multipart/mixed; boundary="b b"', b"--b b\n" + PART + b"--b b--\n", "Hello", id="blank-within"),
        pytest.param(b"multipart/mixed; boundary=b", b"--b   \n" + PART + b"--b--  \n", "Hello", id="blanks-behind"),
        pytest.param(b"multipart/mixed; boundary=b", b"--b\n" + PART, "Hello", id="never-closed"),
        pytest.param(
            b"multipart/mixed; boundary=" + b"b" * 5_000,
            b"--" + b"b" * 5_000 + b"\n" + PART,
            None,
            id="5000-characters",
        ),
        pytest.param(
            b"multipart/mixed; boundary=b", b"--b\n" + PART + b"--bb\n" + PART + b"--b--", "Hello\n--bb", id="prefix"
        ),
    ],
)  # fmt: skip
def test_36_whatever_the_boundary_there_is_one_reading(kind: bytes, body: bytes, text: str | None) -> None:
    raw = HEAD + b"Content-Type: " + kind + b"\n\n" + body
    letter = quickly(raw)
    assert letter == read(raw)
    assert letter.visible_text.startswith(text or "")
    assert "Hello" in letter.visible_text


def test_36_of_two_content_types_the_one_with_the_parts_counts() -> None:
    types = b"Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n\n"
    assert read(HEAD + types + b"--b\n" + PART + b"--b--\n").visible_text == "Hello"


@pytest.mark.parametrize(
    "label", ["utf-99", "rot13", "hex", "zlib", "idna", "undefined", "utf-7", "base64", "bz2", "mbcs", "raw_unicode"]
)  # fmt: skip
def test_37_a_charset_that_is_none_is_guessed_and_named(label: str) -> None:
    raw = HEAD + f"Content-Type: text/plain; charset={label}\n\n+ADw-script+AD4- café".encode()
    letter = quickly(raw)
    assert letter.visible_text == "+ADw-script+AD4- café"
    assert f"charset guessed: {label}" in letter.problems
    windows = read(HEAD + f"Content-Type: text/plain; charset={label}\n\n“café”".encode("cp1252"))
    assert windows.visible_text == "“café”"


SENTENCES = {
    "gb18030": "我同意玛丽亚的意见，附件是报告。谢谢大家的讨论。",
    "big5": "我同意瑪麗亞的意見，附件是報告。謝謝大家的討論。",
    "shift_jis": "研修についての議論です。よろしくお願いします。",
    "euc_jp": "研修についての議論です。よろしくお願いします。",
    "iso2022_jp": "研修についての議論です。よろしくお願いします。",
    "euc_kr": "교육에 대한 토론입니다. 감사합니다.",
    "iso2022_kr": "교육에 대한 토론입니다. 감사합니다.",
    "koi8_r": "Я согласна с Марией, отчёт во вложении.",
    "cp1251": "Я согласна с Марией, отчёт во вложении.",
    "iso8859_5": "Я согласна с Марией, отчёт во вложении.",
    "cp866": "Я согласна с Марией, отчёт во вложении.",
    "cp1253": "Συμφωνώ με τη Μαρία, η έκθεση επισυνάπτεται.",
    "cp1255": "אני מסכימה עם מריה, הדוח מצורף.",
    "cp1256": "أتفق مع ماريا، مرفق التقرير.",
    "cp874": "ฉันเห็นด้วยกับมาเรีย รายงานแนบมาด้วย",
    "cp1250": "Zgadzam się z Marią, załączam raport. Dziękuję, proszę o więcej.",
    "cp1252": "Désolée, je ne peux pas – à bientôt, où êtes-vous ?",
    "utf-8": "Désolée – 研修 – Привет",
    "utf-16": "Désolée – 研修 – Привет",
}


@pytest.mark.parametrize("label", ["", "us-ascii", "iso-8859-1", "x-unknown", "utf-8"])
@pytest.mark.parametrize("codec", SENTENCES)
def test_37_without_a_true_label_the_bytes_say_their_charset(codec: str, label: str) -> None:
    kind = f"Content-Type: text/plain; charset={label}\n" if label else ""
    raw = (
        HEAD
        + kind.encode()
        + b"Content-Transfer-Encoding: base64\n\n"
        + base64.b64encode(SENTENCES[codec].encode(codec))
    )
    assert quickly(raw).visible_text == SENTENCES[codec]


def test_37_a_page_names_its_charset_itself() -> None:
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head>Żółw i łoś</html>'
    )
    assert read(HEAD + b"Content-Type: text/html\n\n" + page.encode("cp1250")).visible_text == "Żółw i łoś"


def test_37_a_footer_in_another_charset_spoils_nothing() -> None:
    raw = (
        HEAD
        + b"Content-Type: text/plain; charset=utf-8\n\n"
        + "Schöne Grüße\n".encode() * 3
        + "für alle".encode("cp1252")
    )
    assert read(raw).visible_text == "Schöne Grüße\n" * 3 + "für alle"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode", "x-yenc", "x", "8bit; x=y"])
def test_38_what_no_encoding_explains_is_kept_as_text(encoding: str) -> None:
    text = "Hello, *this* is not what it says it is! =ZZ =?"
    letter = quickly(HEAD + f"Content-Transfer-Encoding: {encoding}\n\n{text}".encode())
    assert letter.visible_text == text


def test_38_yenc_stays_text() -> None:
    body = b"=ybegin line=128 size=3 name=a.bin\n\x8b\x8c\x8d\n=yend size=3\n"
    assert quickly(HEAD + b"\n" + body).visible_text.startswith("=ybegin line=128")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"caf\xe9", "café"),
        ("café".encode(), "café"),
        ("研修についての議論".encode("shift_jis"), "研修についての議論"),
        (b"lone \xff byte", "lone ÿ byte"),
        ("\udcff".encode("utf-8", "surrogatepass"), None),
    ],
)
def test_39_raw_bytes_in_a_header_become_text(raw: bytes, shown: str | None) -> None:
    letter = quickly(b"From: " + raw + b" <a@example.org>\nSubject: " + raw + b"\n\nx")
    assert shown is None or letter.subject == letter.sender_name == shown


def test_40_an_encoded_newline_ends_no_header() -> None:
    assert read(b"Subject: =?utf-8?q?hi=0D=0ABcc=3A_evil?=\n\nx").subject == "hi Bcc: evil"


def test_41_nor_does_one_in_a_name() -> None:
    letter = read(b"From: =?utf-8?q?Ana=0D=0ABcc=3A_evil?= <a@example.org>\nTo: =?utf-8?q?B=0Ao?= <b@example.org>\n\nx")
    assert letter.from_ is not None
    assert "\n" not in letter.from_.name + letter.to[0].name


@pytest.mark.parametrize(
    "date",
    [
        "", "Mon, 01 Jan 0000 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 -2359",
        "1 Jan 2020 00:00:00 +99999999999999999999", "Tue, 31 Feb 2020 10:00:00 +0000", "(((((", "2020", "0" * 5_000,
    ],
)  # fmt: skip
def test_42_a_date_is_an_instant_or_nothing(date: str) -> None:
    found = quickly(HEAD + f"Date: {date}\n\nx".encode()).date
    assert found is None or found.year == 2020


@pytest.mark.parametrize(
    "field",
    [
        b"", b"Message-ID:\n", b"Message-ID: <" + b"a" * 10_000 + b"@x>\n", b"Message-ID: <a b@x>\n",
        b"Message-ID: <a@x>\nMessage-ID: <b@x>\n", b"Message-ID: <<a@x>>\n", "Message-ID: <é@x>\n".encode(),
        b"Message-ID: <a\n @x>\n",
    ],
)  # fmt: skip
def test_43_every_mail_has_one_stable_id_of_bounded_length(field: bytes) -> None:
    letter = quickly(HEAD + field + b"\nx")
    assert letter.message_id == read(HEAD + field + b"\nx").message_id
    assert letter.message_id.startswith("<")
    assert letter.message_id.endswith(">")
    assert len(letter.message_id) <= 600
    assert not set(letter.message_id) & set(" \n\t")


def test_44_references_to_itself_and_in_circles_are_ids_like_others() -> None:
    letter = read(b"Message-ID: <a@x>\nReferences: <a@x> <b@x> <a@x>\nIn-Reply-To: <a@x>\n\nx")
    assert letter.references == ("<a@x>", "<b@x>")


def test_45_text_after_the_last_boundary_is_kept() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + PART + b"--b--\nand this\n"
    letter = read(raw)
    assert letter.visible_text == "Hello\nand this"
    assert "text after the last boundary" in letter.problems


def test_46_invitations_and_cards_are_attachments() -> None:
    parts = [
        PART,
        b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n",
        b"Content-Type: text/vcard\n\nBEGIN:VCARD\n",
    ]
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"".join(b"--b\n" + one for one in parts) + b"--b--"
    letter = read(raw)
    assert letter.visible_text == "Hello"
    assert [a.type for a in letter.attachments] == ["text/calendar", "text/vcard"]


@pytest.mark.parametrize(
    "name", ["栄祥 林", "Nadège Mamas MAVOUNGOU", "مريم الحسن", "שרה לוי", "Ana 🌻", "Nade\u0300ge"]
)
def test_47_names_of_every_script_are_shown_as_written(name: str) -> None:
    word = f"=?utf-8?b?{base64.b64encode(name.encode()).decode()}?="
    for written in (name, word, f'"{name}"'):
        letter = read(f"From: {written} <a@example.org>\n\nx".encode())
        assert letter.from_ is not None
        assert unicodedata.normalize("NFC", letter.from_.name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ('filename="../../etc/passwd"', "passwd"),
        ('filename="..\\\\..\\\\x.zip"', "x.zip"),
        ('filename="/etc/cron.d/x"', "x"),
        ("filename*=utf-8''%2E%2E%2Fx.pdf", "x.pdf"),
        ('filename="=?utf-8?q?=2E=2E=2Fx.pdf?="', "x.pdf"),
        ("filename*0*=utf-8''%E7%A0%94; filename*1*=%E4%BF%AE.pdf", "研修.pdf"),
        ('filename="=?iso-2022-jp?b?GyRCOCY9JBsoQg==?=.pdf"', "研修.pdf"),
        ('filename="a\x00b.pdf"', "ab.pdf"),
        ('filename="CON"', "_CON"),
        ('filename=".htaccess"', "htaccess"),
        ('filename="photo\u202egpj.pdf"', "photogpj.pdf"),
        ('filename="zero\u200bwidth\ufe0f.pdf"', "zerowidth.pdf"),
        (f'filename="{"x" * 300}.pdf"', "x" * 116 + ".pdf"),
        ('filename="..."', "part-1"),
    ],
)
def test_48_a_file_name_is_a_name_and_no_path(field: str, shown: str) -> None:
    raw = HEAD + f"Content-Type: a/b\nContent-Disposition: attachment; {field}\n\nx".encode()
    assert [a.name for a in quickly(raw).attachments] == [shown]


def test_48_no_name_is_longer_than_its_cap() -> None:
    assert all(len(clean_name("é" * n + "." + "x" * m, 120)) <= 120 for n in (1, 119, 500) for m in (1, 10, 11, 300))


@pytest.mark.parametrize(
    "data",
    [zipped("a" * 10, *["b"] * 1_000), b"\x1f\x8b\x08" + b"\0" * 100, png(50_000, 50_000)],
    ids=["zip", "gzip", "png"],
)
def test_49_no_bomb_is_opened(data: bytes) -> None:
    raw = (
        HEAD
        + b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(data)
    )
    (found,) = quickly(raw).attachments
    assert found.content == data
    assert not found.is_inline


@pytest.mark.parametrize(
    "name", ["invoice.pdf.exe", "photo.jpg.scr", "macro.xlsm", "run.vbs", "x.iso", "x.lnk", "x.js"]
)
def test_50_what_runs_is_replaced_by_a_note(name: str) -> None:
    raw = HEAD + f'Content-Type: a/b\nContent-Disposition: attachment; filename="{name}"\n\n'.encode() + PROGRAM
    (found,) = quickly(raw).attachments
    assert found.removed == name
    assert PROGRAM not in found.content


@pytest.mark.parametrize(
    "field",
    [
        b"From: a@example.org\nFrom: b@example.org\n", b"From: a@example.org, b@example.org\n",
        b"From: <a@example.org>b@example.org\n",
        b"From: a@example.org\rFrom: b@example.org\n", b"From : a@example.org\nFrom: b@example.org\n",
        b'From: "a@example.org" <b@example.org>\nfrom: c@example.org\n', b"From: a@example.org (b@example.org)\n",
    ],
)  # fmt: skip
def test_51_a_from_that_two_programs_read_in_two_ways_is_nobodys(field: bytes) -> None:
    assert read(field + b"\nx").from_ is None


@pytest.mark.parametrize("raw", [b"", nested(30), b"\xff" * 50, HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 500])
def test_53_the_same_bytes_are_the_same_letter(raw: bytes) -> None:
    assert read(raw) == read(bytes(bytearray(raw)))
