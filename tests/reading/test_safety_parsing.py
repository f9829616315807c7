"""The catalogue of safety, cases 30 to 44: hostile headers, structures, charsets. Each test bears its case's number."""

from __future__ import annotations

import base64
import gc
import time
from collections.abc import Callable

import pytest

from mailcop.reading import Letter, read, to_json
from mailcop.reading.letter import ReadingLimits
from mailcop.writing import headers

HEAD = b"From: Ana <ana@example.org>\nSubject: Tea\nMessage-ID: <1@example.org>\n"


def letter_of(*fields: bytes, body: bytes = b"Hello") -> Letter:
    """A mail of Ana's with these further fields."""
    return read(HEAD + b"".join(one + b"\n" for one in fields) + b"\n" + body)


def cpu_seconds(raw: bytes) -> tuple[float, Letter]:
    """What reading costs, without what the machine does besides."""
    gc.collect()
    begun = time.process_time()
    letter = read(raw)
    return time.process_time() - begun, letter


def is_storable(text: str) -> bool:
    """Without NUL, control characters and lone surrogates."""
    text.encode()
    return not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in text)


@pytest.mark.parametrize("count", [20_000, 80_000, 1_000_000])
def test_case_30_a_content_type_of_semicolons_stalls_nobody(count: int) -> None:
    raw = HEAD + b"Content-Type: text/plain" + b";" * count + b"\n\nHello"
    seconds, letter = cpu_seconds(raw)
    assert seconds < 0.1
    assert letter.visible_text == "Hello"
    assert ("header block too large, read in part" in letter.problems) is (count > 100_000)


@pytest.mark.parametrize(
    "field",
    [
        b"To: " + b", ".join(b"a%d@example.org" % n for n in range(8_000)),
        b"Cc: " + b", ".join(b"a%d@example.org" % n for n in range(8_000)),
        b"Subject: " + b" ".join(b"=?utf-8?q?=C3=A9?=" for _ in range(8_000)),
    ],
)
def test_case_31_eight_thousand_addresses_or_encoded_words_end_at_the_cap(field: bytes) -> None:
    seconds, letter = cpu_seconds(field + b"\n" + HEAD + b"\nHello")
    assert seconds < 0.3
    assert letter.visible_text == "Hello"
    assert len(letter.to) + len(letter.cc) <= 1_000
    assert len(letter.subject) <= 255


def test_case_32_two_hundred_thousand_folds_end_at_the_cap() -> None:
    raw = HEAD + b"X-Long: a" + b"\n b" * 200_000 + b"\n\nHello"
    seconds, letter = cpu_seconds(raw)
    assert seconds < 0.3
    assert letter.visible_text == "Hello"
    assert "header block too large, read in part" in letter.problems


@pytest.mark.parametrize("count", [2_000, 100_000])
@pytest.mark.parametrize("sign", [b"(", b"<", b'"'])
def test_case_33_nested_brackets_in_from_are_nobody(sign: bytes, count: int) -> None:
    raw = b"From: " + sign * count + b"ana@example.org\nSubject: Tea\n\nHello"
    seconds, letter = cpu_seconds(raw)
    assert seconds < 0.5
    assert letter.from_ is None
    assert letter.from_problem
    assert letter.visible_text == "Hello"


def _multiparts(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return HEAD + opened + b"Content-Type: text/plain\n\nHello"


def _messages(depth: int) -> bytes:
    return b"".join(HEAD + b"Content-Type: message/rfc822\n\n" for _ in range(depth)) + HEAD + b"\nHello"


@pytest.mark.parametrize("raw", [_multiparts(1_000), _multiparts(5_000), _messages(1_000)])
def test_case_34_nesting_ends_at_twenty_levels_and_the_mail_is_a_letter(raw: bytes) -> None:
    seconds, letter = cpu_seconds(raw)
    assert seconds < 1
    assert letter.message_id == "<1@example.org>"
    assert not any("reading failed" in one for one in letter.problems)


def test_case_34_what_is_nested_too_deeply_is_named() -> None:
    assert "nested deeper than 20" in read(_multiparts(30)).problems
    assert read(_multiparts(20)).visible_text == "Hello"


def test_case_35_a_hundred_thousand_empty_parts_end_at_two_hundred() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 100_000 + b"--b--\n"
    seconds, letter = cpu_seconds(raw)
    assert seconds < 1
    assert "more than 200 parts, the rest unread" in letter.problems
    assert len(letter.attachments) <= 200


PARTS = b"--%b\nContent-Type: text/plain\n\nHello\n--%b--\n"


@pytest.mark.parametrize(
    ("parameter", "boundary"),
    [
        (b'boundary=""', b""),
        (b"", b"x"),
        (b"boundary=missing", b"x"),
        (b"boundary=" + b"x" * 5_000, b"x" * 5_000),
        (b"boundary=x; boundary=y", b"x"),
        (b"boundary=ab", b"ab"),
    ],
)
def test_case_36_an_odd_boundary_has_one_reading(parameter: bytes, boundary: bytes) -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; " + parameter + b"\n\n" + PARTS.replace(b"%b", boundary)
    letter = read(raw)
    assert "Hello" in letter.visible_text
    assert letter == read(raw)


def test_case_36_a_boundary_that_begins_another_does_not_end_it() -> None:
    inner = b"--ab\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nHello\n--a--\n--ab--\n"
    assert read(HEAD + b"Content-Type: multipart/mixed; boundary=ab\n\n" + inner).visible_text == "Hello"


@pytest.mark.parametrize("charset", ["utf-99", "rot13", "hex", "zlib", "idna", "undefined", "utf-7"])
def test_case_37_a_charset_that_is_none_is_guessed_and_utf_7_never_decoded(charset: str) -> None:
    letter = letter_of(
        f"Content-Type: text/plain; charset={charset}".encode(), body=b"+ADw-script+AD4- \xc3\xa9 \xe2\x80\x99"
    )
    assert letter.visible_text == "+ADw-script+AD4- é ’"
    assert "<script>" not in letter.html
    assert any("charset guessed" in one for one in letter.problems)


@pytest.mark.parametrize("encoding", [b"base64", b"quoted-printable", b"uuencode", b"x-yenc", b"x", b"8bit; odd", b'"'])
def test_case_38_a_broken_transfer_encoding_keeps_the_raw_text(encoding: bytes) -> None:
    body = b"Shall we meet at *four*? =ZZ = ybegin line=128"
    letter = letter_of(b"Content-Transfer-Encoding: " + encoding, body=body)
    assert "Shall we meet at *four*?" in letter.visible_text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("José".encode("latin-1"), "José"),
        ("研修の案内".encode("shift_jis"), "研修の案内"),
        (b"tea \xff time", "tea ÿ time"),
        (b"\x80\x81\xfe\xff", None),
    ],
)
def test_case_39_raw_bytes_in_a_header_are_text_without_a_lone_surrogate(raw: bytes, shown: str | None) -> None:
    letter = read(b"From: " + raw + b" <ana@example.org>\nSubject: " + raw + b"\nTo: " + raw + b" <b@x.org>\n\nHello")
    for text in (letter.subject, letter.sender_name, letter.to[0].name):
        assert is_storable(text)
        assert shown in (None, text)


@pytest.mark.parametrize(
    "evil", [b"hi=0D=0ABcc=3A_evil", b"hi=0ABcc=3A_evil", b"hi=0DBcc=3A_evil", b"hi=00Bcc=3A_evil"]
)
def test_case_40_a_subject_with_hidden_line_breaks_is_one_line_for_us_and_in_an_answer(evil: bytes) -> None:
    letter = read(b"Subject: =?utf-8?q?" + evil + b"?=\n\nHello")
    assert is_storable(letter.subject)
    assert "\n" not in letter.subject
    field = headers.header("Subject", f"Re: {letter.subject}")
    assert not any(line.lower().startswith(b"bcc") for line in field.splitlines())


def test_case_41_a_display_name_with_hidden_line_breaks_is_one_line_for_us_and_in_an_answer() -> None:
    letter = read(b"From: =?utf-8?q?Ana=0D=0ABcc=3A_evil?= <ana@example.org>\n\nHello")
    assert letter.from_ is not None
    assert letter.sender_name == letter.from_.name == "Ana Bcc: evil"
    for name in ("From", "Reply-To"):
        field = headers.mailbox(name, letter.sender_name, "general@cop.example.org")
        assert len(field.splitlines()) == 1
    assert len(headers.list_id(letter.sender_name, "general.cop.example.org").splitlines()) == 1


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        (b"", None),
        (b"Mon, 01 Jan 0000 00:00:00 +0000", None),
        (b"Fri, 31 Dec 9999 23:59:59 -2359", None),
        (b"Fri, 31 Dec 1999 23:59:59 +99999999999999999999", "1999-12-31T23:59:59+00:00"),
        (b"Tue, 20 Jun 2034 09:03:00 +0200", "2034-06-20T07:03:00+00:00"),
    ],
)
def test_case_42_a_silly_date_is_only_a_claim(date: bytes, read_as: str | None) -> None:
    """What orders posts is when they came: tests/archive/test_import.py and mailcop.community.archive."""
    letter = letter_of(b"Date: " + date)
    assert (letter.date.isoformat() if letter.date else None) == read_as
    assert to_json(letter, "x")["date"] == read_as


@pytest.mark.parametrize(
    "fields",
    [
        b"",
        b"Message-ID:\n",
        b"Message-ID: <" + b"a" * 10_000 + b"@x>\n",
        b"Message-ID: <a b@x>\n",
        b"Message-ID: <<a@x>>\nMessage-ID: <b@x>\n",
        b"Message-ID: <a\n @x>\n",
        "Message-ID: <é@x> <ü@x>\n".encode(),
    ],
)
def test_case_43_a_mail_without_one_good_id_gets_one_that_stays(fields: bytes) -> None:
    raw = b"From: ana@example.org\n" + fields + b"\nHello"
    letter = read(raw)
    assert letter.message_id == read(raw).message_id
    assert letter.is_message_id_generated
    assert len(letter.message_id) < 100
    assert read(raw + b"!").message_id != letter.message_id


@pytest.mark.parametrize(
    "make",
    [
        lambda n: b"".join(b"<%d@example.org> " % i for i in range(n)),
        lambda n: b"<a@example.org> <b@example.org> " * (n // 2),  # A -> B -> A
        lambda n: b"<1@example.org> " * n,  # the mail itself
    ],
)
def test_case_44_of_five_thousand_references_fifty_are_looked_at_once_each(make: Callable[[int], bytes]) -> None:
    letter = letter_of(b"References: " + make(5_000), b"In-Reply-To: " + make(10))
    assert len(letter.references) <= ReadingLimits().references
    assert len(set(letter.references)) == len(letter.references)
    assert len(letter.in_reply_to) <= 10


def test_broken_base64_of_a_whole_mail_is_not_lost() -> None:
    """Case 38 once more: what decodes is decoded, what stands behind it is kept."""
    body = base64.encodebytes(b"Shall we meet?\n" * 20) + b"-- \nA footer in the clear\n"
    letter = letter_of(b"Content-Transfer-Encoding: base64", body=body)
    assert letter.visible_text.startswith("Shall we meet?")
    assert "A footer in the clear" in letter.visible_text + letter.folded_text
