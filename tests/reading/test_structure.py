"""A mail is taken apart under caps, whatever its shape."""

from __future__ import annotations

import pytest

from mailcop.reading import ReadingLimits, read

HEAD = b"From: a@example.org\nSubject: x\n"


def multipart(*parts: bytes, boundary: bytes = b"b", kind: bytes = b"mixed") -> bytes:
    inner = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return (
        HEAD + b'Content-Type: multipart/%s; boundary="%s"\n\n' % (kind, boundary) + inner + b"--" + boundary + b"--\n"
    )


def test_text_parts_are_joined_and_the_rest_is_attached() -> None:
    letter = read(
        multipart(
            b"Content-Type: text/plain\n\nHello",
            b"Content-Type: image/png; name=logo.png\nContent-ID: <c1>\nContent-Transfer-Encoding: base64\n\niVBORw0=",
            b"\nWorld",
        )
    )
    assert letter.visible_text == "Hello\nWorld"
    assert [(a.name, a.type, a.size_bytes, a.is_inline, a.content_id) for a in letter.attachments] == [
        ("logo.png", "image/png", 5, True, "c1")
    ]


def test_a_forwarded_mail_is_an_attachment() -> None:
    letter = read(
        multipart(b"\nSee below", b"Content-Type: message/rfc822\n\nFrom: b@example.org\nSubject: inner\n\nInner")
    )
    assert letter.subject == "x"
    assert [a.name for a in letter.attachments] == ["part-2.eml"]
    assert b"Inner" in letter.attachments[0].content


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (HEAD + b"Content-Type: multipart/mixed\n\nHello", "Hello"),
        (HEAD + b'Content-Type: multipart/mixed; boundary=""\n\nHello', "Hello"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\nHello", "Hello"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello", "Hello"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b; boundary=c\n\n--b\n\nHello\n--b--", "Hello"),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=" + b"b" * 250 + b"\n\n--" + b"b" * 250 + b"\n\nHello",
            "Hello",
        ),
        (HEAD + b"Content-Type: text/plain\nContent-Type: text/html\n\nHello", "Hello"),
        (HEAD + b"Content-Type: nonsense\n\nHello", "Hello"),
        (HEAD + b"Content-Transfer-Encoding: x\n\nHello", "Hello"),
        (HEAD + b"\n--b\nHello", "--b\nHello"),
        (HEAD.replace(b"\n", b"\r") + b"\rHello\rWorld", "Hello\nWorld"),
        (b"From a@example.org Tue Jun 20 09:03:00 2017\n" + HEAD + b"\nHello", "Hello"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b--\nfooter", "Hello\nfooter"),
        (HEAD + b"Content-Type: text/plain; format=flowed; delsp=yes\n\nHel \nlo\n> quo \n> ted\n", "Hello"),
    ],
)
def test_a_broken_mail_has_one_reading(raw: bytes, text: str) -> None:
    assert read(raw).visible_text == text


def test_a_boundary_that_begins_another_does_not_end_it() -> None:
    inner = b"Content-Type: multipart/alternative; boundary=bb\n\n--bb\n\nInner\n--bb--"
    assert read(multipart(inner, b"\nOuter")).visible_text == "Inner\nOuter"


def test_nesting_stops_at_the_cap() -> None:
    raw = HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000))
    letter = read(raw)
    assert "nested deeper than 20" in letter.problems
    assert len(letter.attachments) == 1


def test_parts_stop_at_the_cap() -> None:
    letter = read(multipart(*[b"Content-Type: a/b\n\nx"] * 1_000), ReadingLimits(parts=7))
    assert len(letter.attachments) == 7
    assert any("parts" in problem for problem in letter.problems)


def test_a_header_block_beyond_the_cap_is_read_in_part_and_the_body_still_found() -> None:
    letter = read(HEAD + b"X: y\n" * 100_000 + b"Subject: late\n\nHello")
    assert letter.subject == "x"
    assert letter.visible_text == "Hello"
    assert "header block too large, read in part" in letter.problems


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\\\..\\\\x.zip", "x.zip"),
        ("/etc/cron.d/x", "x"),
        ("CON", "_CON"),
        (".htaccess", "htaccess"),
        ("photo\u202egpj.pdf", "photogpj.pdf"),
        ("a\x00b.txt", "ab.txt"),
        ("", "part-1"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_cleaned(given: str, shown: str) -> None:
    raw = f'Content-Type: a/b\nContent-Disposition: attachment; filename="{given}"\n\nx'.encode()
    assert [a.name for a in read(HEAD + raw).attachments] == [shown]
