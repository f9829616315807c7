"""Bytes become text by what they say, and nothing harmful comes out."""

from __future__ import annotations

import base64

import pytest

from mailcop.reading import read
from mailcop.reading.charsets import clean, codec_for, decode
from mailcop.reading.headers import decode_words, message_ids, parameters, parse_date_field


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Olá, información", "utf-8", "us-ascii"),
        ("Olá, información", "utf-8", "iso-8859-1"),
        ("“quoted” – ça", "cp1252", "iso-8859-1"),
        ("“quoted” – ça", "cp1252", ""),
        ("培训与性别平等的讨论", "gb18030", "gb2312"),
        ("培训", "utf-8", "gb2312"),
        ("性別平等訓練", "big5", "big5"),
        ("研修についての議論です", "shift_jis", "shift_jis"),
        ("研修についての議論です", "iso2022_jp", "iso-2022-jp"),
        ("研修について", "iso2022_jp", "us-ascii"),
        ("교육에 대한 토론", "euc_kr", "ks_c_5601-1987"),
        ("обсуждение", "koi8_r", "KOI8-R"),
        ("обсуждение", "cp1251", "windows-1251"),
        ("Ελληνικά", "iso8859_7", "iso-8859-7"),
    ],
)
def test_a_charset_is_read_by_what_the_bytes_say(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label)[0] == text


@pytest.mark.parametrize(
    "label", ["utf-99", "rot13", "hex", "zlib", "idna", "undefined", "utf-7", "punycode", "unicode_escape"]
)
def test_a_label_that_is_no_text_codec_is_guessed_and_named(label: str) -> None:
    text, problem = decode(b"+ADw-script+AD4- caf\xc3\xa9", label)
    assert text == "+ADw-script+AD4- café"
    assert label.lower()[:4] in problem.lower()
    assert codec_for(label) is None


def test_no_control_character_override_or_lone_surrogate_comes_out() -> None:
    assert clean("a\x00b\x1b[31mc\r\nd\x0be\u202ef\ud800g\u2028h\tz") == "ab[31mc\nd\nef\ufffdg\nh\tz"


def test_controls_from_80_to_9f_are_the_letters_of_windows_1252_and_the_undefined_ones_vanish() -> None:
    assert clean("there\x92s \x93tea\x94 \x96 wait\x85 \x80 5 \x99") == "there’s “tea” – wait… € 5 ™"
    assert clean("a\x81b\x8dc\x8fd\x90e\x9df") == "abcdef"


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("iso-8859-1", b"there\x92s tea"),
        ("windows-1252", b"there\x92s tea"),
        ("", b"there\x92s tea"),
        ("utf-8", b"there\x92s tea"),
        ("utf-8", b"there\xc2\x92s tea"),  # a gateway took windows-1252 for latin-1 and wrote it as UTF-8
        ("iso-8859-15", b"there\x92s tea"),
        ("iso-8859-2", b"there\x92s tea"),
    ],
)
def test_a_letter_of_windows_1252_is_read_whatever_the_charset_is_called(label: str, body: bytes) -> None:
    charset = f"; charset={label}" if label else ""
    plain = read(f"Content-Type: text/plain{charset}\n\n".encode() + body)
    page = read(f"Content-Type: text/html{charset}\n\n<p>".encode() + body + b" and &#146;more&#x92;</p>")
    assert plain.visible_text == "there’s tea"
    assert page.visible_text == "there’s tea and ’more’"
    assert page.html == "<p>there’s tea and ’more’</p>"


@pytest.mark.parametrize(
    "name", [b"=?iso-8859-1?Q?O=92Brien?=", b"=?utf-8?B?T8KSQnJpZW4=?=", b"O\x92Brien", b"O\xc2\x92Brien"]
)
def test_a_letter_of_windows_1252_is_read_in_headers_names_and_file_names(name: bytes) -> None:
    letter = read(
        b"From: " + name + b" <pat@example.org>\nSubject: " + name + b"\n"
        b'Content-Type: application/octet-stream; name="' + name + b'.bin"\n\nx'
    )
    assert (letter.sender_name, letter.subject) == ("O’Brien", "O’Brien")
    assert letter.from_ is not None
    assert letter.attachments[0].name == "O’Brien.bin"


def test_a_control_in_the_address_of_a_from_is_not_guessed_away() -> None:
    letter = read("From: Pat <p\x92at@example.org>\n\nx".encode())
    assert letter.from_ is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        ("=?UTF-8?B?8J+Y?=\n =?utf-8?b?gA==?=", "😀"),
        ("a =?iso-8859-1?q?=E9?= b", "a é b"),
        ("=?utf-8?q?a_b?= c", "a b c"),
        ("=?utf-99?q?=C3=A9?=", "é"),
        ("=?utf-8*en?q?x?=", "x"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("=?utf-8?q?hi=0D=0ABcc=3A_evil?=", "hi\nBcc: evil"),
        ("=?gb2312?b?xOO6ww==?=", "你好"),
    ],
)
def test_encoded_words_are_decoded_whole(value: str, expected: str) -> None:
    assert decode_words(value) == expected


def test_a_subject_is_one_clean_line_of_bounded_length() -> None:
    letter = read(b"Subject: =?utf-8?q?hi=0D=0ABcc=3A_evil?= " + b"x" * 500 + b"\n\nHello")
    assert letter.subject.startswith("hi Bcc: evil x")
    assert "\n" not in letter.subject
    assert len(letter.subject) == 255


@pytest.mark.parametrize("raw", ["José", "栄祥"])
def test_raw_eight_bit_headers_are_read(raw: str) -> None:
    letter = read(f"From: {raw} <a@example.org>\nSubject: {raw}\n\nx".encode())
    assert letter.sender_name == letter.subject == raw


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9.txt", "café.txt"),
        ("attachment; filename*=utf-8''%2E%2E%2Fx.txt", "../x.txt"),
        ('attachment; filename="=?utf-8?q?caf=C3=A9=2Etxt?="', "café.txt"),
        ('attachment; filename="a \\"b\\".txt"', 'a "b".txt'),
        ("attachment; filename=plain name.txt", "plain name.txt"),
        ('attachment; filename*1="b.txt"; filename*0="a"', "ab.txt"),
    ],
)
def test_file_names_are_read_in_every_writing(field: str, name: str) -> None:
    assert parameters(field)["filename"] == name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Tue, 20 Jun 2017 09:03:00 +0200", "2017-06-20T07:03:00+00:00"),
        ("20 Jun 17 09:03 GMT", "2017-06-20T09:03:00+00:00"),
        ("", None),
        ("Mon, 01 Jan 0000 00:00:00 +0000", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
        ("Fri, 31 Dec 1999 23:59:59 +99999999999999999999", "1999-12-31T23:59:59+00:00"),
        ("yesterday", None),
    ],
)
def test_a_date_is_an_instant_or_nothing(value: str, expected: str | None) -> None:
    instant = parse_date_field(value)
    assert (instant.isoformat() if instant else None) == expected


def test_references_keep_their_order_and_are_at_most_fifty() -> None:
    ids = message_ids(["".join(f"<{n}@example.org> " for n in range(5_000))], 50)
    assert len(ids) == 50
    assert (ids[0], ids[1], ids[-1]) == ("<0@example.org>", "<4951@example.org>", "<4999@example.org>")


def test_an_id_that_was_broken_over_lines_is_put_together_in_its_place() -> None:
    assert message_ids(["<1@example.org> <2@exam ple.org> <3@example.org>"], 50) == (
        "<1@example.org>", "<2@example.org>", "<3@example.org>",
    )  # fmt: skip
    assert message_ids(['Your message of "Mon, 3 May" <a.b@host.exam ple.org>'], 50) == ("<a.b@host.example.org>",)
    assert message_ids(["Message from Ana <and many more words than an id has@example.org>"], 50) == (
        "<has@example.org>",
    )


@pytest.mark.parametrize(
    ("field", "is_generated"),
    [
        (b"Message-ID: <a@example.org>\n", False),
        (b"Message-ID: a@example.org\n", False),
        (b"", True),
        (b"Message-ID: \n", True),
        (b"Message-ID: <a@x> <b@x>\n", True),
        (b"Message-ID: <" + b"a" * 10_000 + b"@x>\n", True),
        (b"Message-ID: <a@x>\nMessage-ID: <b@x>\n", True),
        (b"Message-ID: <a b@x>\n", True),
    ],
)
def test_a_mail_without_one_usable_id_gets_a_stable_one(field: bytes, is_generated: bool) -> None:
    raw = b"From: a@example.org\n" + field + b"\nHello"
    letter = read(raw)
    assert letter.is_message_id_generated is is_generated
    assert letter.message_id == read(raw).message_id
    assert letter.message_id[0] + letter.message_id[-1] == "<>"


def test_broken_base64_is_kept_as_text() -> None:
    letter = read(b"Content-Transfer-Encoding: base64\n\nthis is *not* base64, is it?")
    assert letter.visible_text == "this is *not* base64, is it?"


def test_a_footer_behind_base64_is_kept_behind_the_text() -> None:
    body = base64.encodebytes("Me parece una gran idea, señoras.".encode())
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + body
    footer = (
        b"_______________________________________________\nList mailing list\nhttps://lists.example.org/listinfo/l\n"
    )
    letter = read(raw + footer)
    assert letter.visible_text == "Me parece una gran idea, señoras."
    assert "mailing list" in letter.folded_text
