"""What holds the author's words or files inside something else is opened."""

from __future__ import annotations

import base64
import binascii
import struct

import pytest

from mailcop.reading import read
from mailcop.reading.flowed import unflow
from mailcop.reading.tnef import unpack
from mailcop.reading.uuencode import taken_out
from tests.reading.test_attachments import HEAD, mixed, part


def uuencoded(name: str, data: bytes) -> str:
    lines = "".join(binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"begin 644 {name}\n{lines}`\nend\n"


def test_a_uuencoded_file_in_the_text_is_an_attachment() -> None:
    data = bytes(range(200))
    letter = read(HEAD + f"\nHello, here it is:\n\n{uuencoded('table one.csv', data)}\nAna\n".encode())
    assert [(a.name, a.content) for a in letter.attachments] == [("table one.csv", data)]
    assert letter.visible_text == "Hello, here it is:\n\n\nAna"


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 a.txt\n",
        "begin 644 a.txt\nplain words are no lines of it\nend\n",
        "begin 644 a.txt\n#0V%T\n",
        "We begin 644 things\nend\n",
        "begin here\nand end\n",
    ],
)
def test_what_only_looks_like_uuencode_stays_text(text: str) -> None:
    assert taken_out(text) == (text, [])


def test_a_text_signed_with_pgp_is_read_without_its_armour() -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello all,\n\n- - a point\n- -- \nAna\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n"
    )
    letter = read(HEAD + b"\n" + body.encode())
    assert letter.visible_text == "Hello all,\n\n- a point"
    assert [fold.kind for fold in letter.folds] == ["signature", "signature"]
    assert "iQEzBAEBCAAdFiEE" in letter.folded_text
    assert "BEGIN PGP SIGNED" not in letter.visible_text + letter.folded_text


def test_a_text_encrypted_with_pgp_is_kept_and_named() -> None:
    letter = read(HEAD + b"\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")
    assert "hQEMA" in letter.visible_text
    assert "encrypted with PGP, not readable" in letter.problems


def test_mime_signatures_leave_the_words_alone() -> None:
    pgp = mixed(
        b"\nHello", part(b"-----BEGIN PGP SIGNATURE-----", "application/pgp-signature", "signature.asc"), kind="signed"
    )
    smime = mixed(b"\nHello", part(b"0\x80", "application/pkcs7-signature", "smime.p7s"), kind="signed")
    for raw in (pgp, smime):
        letter = read(raw)
        assert letter.visible_text == "Hello"
        assert [a.is_decoration for a in letter.attachments] == [True]


def test_what_is_signed_or_encrypted_as_a_whole_is_an_attachment_with_a_note() -> None:
    kind = "application/pkcs7-mime; smime-type={}; name=smime.p7m"
    for smime, said in (("signed-data", "S/MIME, signed"), ("enveloped-data", "S/MIME, encrypted")):
        letter = read(HEAD + part(b"0\x80\x06\x09", kind.format(smime)))
        assert [a.name for a in letter.attachments] == ["smime.p7m"]
        assert any(problem.startswith(said) for problem in letter.problems)


INNER = b"From: Bo <bo@example.org>\nDate: Tue, 20 Jun 2017 09:03:00 +0200\nSubject: The plan\n\nWe meet on Friday.\n"


@pytest.mark.parametrize("own", [b"", b"FYI, see below"])
def test_a_forwarded_mail_is_shown_where_there_is_little_else(own: bytes) -> None:
    letter = read(mixed(b"\n" + own, b"Content-Type: message/rfc822\n\n" + INNER))
    assert letter.visible_text.startswith(own.decode())
    for words in ("From: Bo <bo@example.org>", "Date: Tue, 20 Jun 2017", "Subject: The plan", "We meet on Friday."):
        assert words in letter.visible_text
    assert [a.type for a in letter.attachments] == ["message/rfc822"]
    assert letter.subject == "x"


def test_a_mail_that_is_one_forward_is_shown_as_it() -> None:
    letter = read(HEAD + b"Content-Type: message/rfc822\n\n" + INNER)
    assert "We meet on Friday." in letter.visible_text


def test_a_forwarded_mail_beside_many_words_is_an_attachment_only() -> None:
    words = b"\n" + b"Here is what I think of it and why we should talk. " * 10
    letter = read(mixed(words, b"Content-Type: message/rfc822\n\n" + INNER))
    assert "We meet on Friday." not in letter.visible_text
    assert len(letter.attachments) == 1


@pytest.mark.parametrize(
    ("text", "delete_space", "expected"),
    [
        ("One \nline", False, "One line"),
        ("One \nline", True, "Oneline"),
        ("> quo \n> ted\nmine", False, "> quo ted\nmine"),
        ("> a \n>> b", False, "> a \n>> b"),
        (" >not quoted", False, ">not quoted"),
        (" From here", False, "From here"),
        ("Bye \n-- \nAna \nBo", False, "Bye \n-- \nAna Bo"),
        ("a \n\nb", False, "a \n\nb"),
    ],
)
def test_flowed_text_is_joined_where_it_was_broken_softly(text: str, delete_space: bool, expected: str) -> None:
    assert unflow(text, delete_space) == expected


def tnef(*objects: tuple[int, int, int, bytes]) -> bytes:
    """A winmail.dat of (level, name, type, data)."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    for level, name, kind, data in objects:
        made += struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return made


BODY = (1, 0x800C, 2, b"Hello from Outlook\0")
FILE = ((2, 0x9002, 6, b"\0" * 14), (2, 0x8010, 1, b"plan.pdf\0"), (2, 0x800F, 6, b"%PDF-1.7 plan"))


def properties(*entries: bytes, count: int | None = None) -> bytes:
    return struct.pack("<I", len(entries) if count is None else count) + b"".join(entries)


def test_a_winmail_dat_is_shown_as_its_text_and_files() -> None:
    letter = read(mixed(part(tnef(BODY, *FILE), "application/ms-tnef", "winmail.dat")))
    assert letter.visible_text == "Hello from Outlook"
    assert [(a.name, a.type, a.content) for a in letter.attachments] == [
        ("plan.pdf", "application/pdf", b"%PDF-1.7 plan")
    ]


def test_the_text_beside_a_winmail_dat_is_the_text() -> None:
    letter = read(mixed(b"\nHello there", part(tnef(BODY, *FILE), "application/octet-stream", "winmail.dat")))
    assert letter.visible_text == "Hello there"
    assert [a.name for a in letter.attachments] == ["plan.pdf"]


def test_denied_files_of_a_winmail_dat_are_taken_out_too() -> None:
    file = (FILE[0], (2, 0x8010, 1, b"run.exe\0"), FILE[2])
    (found,) = read(mixed(part(tnef(*file), "application/ms-tnef", "winmail.dat"))).attachments
    assert found.removed == "run.exe"


def test_a_winmail_dat_that_nobody_can_open_is_kept_as_it_came() -> None:
    letter = read(mixed(b"\nHello", part(b"\x78\x9f\x3e\x22 broken", "application/ms-tnef", "winmail.dat")))
    assert [a.name for a in letter.attachments] == ["winmail.dat"]


@pytest.mark.parametrize(
    "block",
    [
        properties(count=0xFFFF_FFFF),
        properties(struct.pack("<HHI", 0x1002, 0x1000, 0xFFFF_FFFF)),
        properties(struct.pack("<HHI", 0x101E, 0x1000, 0xFFFF_FFFF)),
        properties(struct.pack("<HHII", 0x0102, 0x3701, 1, 0xFFFF_FFFF)),
    ],
    ids=["properties", "numbers", "texts", "bytes"],
)
def test_a_winmail_dat_that_counts_to_four_thousand_million_costs_nothing(block: bytes) -> None:
    text, _, files = unpack(tnef((1, 0x9003, 6, block), BODY, *FILE, (2, 0x9005, 6, block)), 50)
    assert text == "Hello from Outlook"
    assert [name for name, _ in files] == ["plan.pdf"]


def test_winmail_dat_in_winmail_dat_ends_somewhere() -> None:
    data = tnef(BODY)
    mark = bytes.fromhex("0703020000000000c000000000000046")
    for _ in range(50):
        inner = mark + data
        value = struct.pack("<HHII", 0x000D, 0x3701, 1, len(inner)) + inner + b"\0" * (-len(inner) % 4)
        data = tnef(FILE[0], (2, 0x9005, 6, properties(value)))
    assert unpack(data, 50)[2] == []


def test_an_empty_alternative_and_other_kinds_of_text_are_read() -> None:
    enriched = HEAD + b"Content-Type: text/enriched\n\n<bold>Hello</bold> <<there> <color><param>red</param>you</color>"
    assert read(enriched).visible_text == "Hello <there> you"
    assert read(HEAD + b"Content-Type: text/markdown\n\n# Hello").visible_text == "# Hello"


def test_base64_in_several_pieces_is_read_to_its_end() -> None:
    body = base64.b64encode(b"First. ") + b"\n" + base64.b64encode(b"Second.\n")
    assert read(HEAD + b"Content-Transfer-Encoding: base64\n\n" + body).visible_text == "First. Second."


def test_a_stray_character_in_base64_loses_no_text() -> None:
    text = b"The quick brown fox jumps over the lazy dog, and so on.\n" * 20
    body = base64.encodebytes(text).replace(b"\n", b"!\n", 1)
    letter = read(HEAD + b"Content-Transfer-Encoding: base64\n\n" + body)
    assert letter.visible_text == text.decode().strip()
