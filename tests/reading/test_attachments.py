"""Attachments are judged one by one, by their bytes."""

from __future__ import annotations

import base64
import hashlib

import pytest

from mailcop.reading import Attachment, ReadingLimits, read
from mailcop.reading.attachments import worth_keeping
from mailcop.reading.magic import size_of_picture, type_by_content
from tests.reading.pictures import PROGRAM, SHORTCUT, gif, jpeg, png, webp, zipped

HEAD = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"


def part(data: bytes, kind: str = "application/octet-stream", name: str = "", more: str = "") -> bytes:
    fields = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n{more}"
    if name:
        fields += f'Content-Disposition: attachment; filename="{name}"\n'
    return fields.encode() + b"\n" + base64.encodebytes(data)


def mixed(*parts: bytes, kind: str = "mixed") -> bytes:
    inner = b"".join(b"--b\n" + one + b"\n" for one in parts)
    return HEAD + f"Content-Type: multipart/{kind}; boundary=b\n\n".encode() + inner + b"--b--\n"


def only(raw: bytes, limits: ReadingLimits | None = None) -> Attachment:
    (found,) = read(raw, limits or ReadingLimits()).attachments
    return found


@pytest.mark.parametrize(
    ("data", "claimed", "kind"),
    [
        (png(), "application/octet-stream", "image/png"),
        (jpeg(2, 3), "image/png", "image/jpeg"),
        (gif(2, 3), "image/jpeg", "image/gif"),
        (webp(2, 3), "image/png", "image/webp"),
        (b"%PDF-1.7\n", "application/octet-stream", "application/pdf"),
        (b"%PDF-1.7\n", "image/png", "application/pdf"),
        (b"<html><script>", "image/png", "application/octet-stream"),
        (b"\xef\xbb\xbf <svg>", "image/gif", "application/octet-stream"),
        (b"a,b\n1,2\n", "text/csv", "text/csv"),
        (b"BM is not always a picture", "text/plain", "text/plain"),
        (b"MZ is not always a program", "text/plain", "text/plain"),
        (PROGRAM, "image/png", "application/x-msdownload"),
        (zipped("a.txt"), "application/octet-stream", "application/zip"),
        (zipped("a.txt"), "image/jpeg", "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), "application/octet-stream", "wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "application/octet-stream", "spreadsheetml.sheet"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04",
            "application/octet-stream",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"", "image/png", "image/png"),
    ],
)
def test_the_type_is_what_the_bytes_prove(data: bytes, claimed: str, kind: str) -> None:
    found = type_by_content(data, claimed)
    assert found == kind or (kind.count("/") == 0 and found.endswith(kind))


@pytest.mark.parametrize("make", [png, gif, jpeg, webp])
def test_the_size_of_a_picture_is_read_from_its_header(make: object) -> None:
    assert callable(make)
    data = make(640, 48)
    assert size_of_picture(data) == (640, 48)
    for end in range(len(data)):
        size_of_picture(data[:end])  # cut anywhere: nothing is raised


def test_an_attachment_has_its_hash_its_size_and_its_place() -> None:
    data = b"%PDF-1.7 report"
    found = only(mixed(b"\nHello", part(data, "application/pdf", "report.pdf")))
    assert (found.name, found.type, found.size_bytes, found.is_inline) == ("report.pdf", "application/pdf", 15, False)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.content == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("setup.exe", b"anything"),
        ("Setup.EXE", b"anything"),
        ("report.pdf.scr", b"anything"),
        ("run.js", b"alert(1)"),
        ("macro.docm", zipped("[Content_Types].xml", "word/document.xml")),
        ("link.lnk", SHORTCUT),
        ("disc.iso", b"\0" * 50),
        ("photo.png", PROGRAM),  # a program whatever its name
        ("notes.txt", SHORTCUT),
        ("letter.docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")),
        ("spaced.exe . ", b"anything"),
    ],
)
def test_a_file_of_a_denied_kind_is_replaced_by_a_note_that_names_it(name: str, data: bytes) -> None:
    letter = read(mixed(b"\nHello", part(data, name=name)))
    (found,) = letter.attachments
    shown = name.rstrip(". ")
    assert (found.removed, found.name, found.type) == (shown, f"{shown}.txt", "text/plain")
    assert data not in found.content
    assert found.sha256 == hashlib.sha256(found.content).hexdigest()
    assert all(word in found.content.decode() for word in (shown, f"{len(data):,}", hashlib.sha256(data).hexdigest()))
    assert f"attachment taken out: {shown}" in letter.problems
    assert letter.visible_text == "Hello"


def test_which_endings_are_denied_is_a_setting() -> None:
    raw = mixed(part(b"alert(1)", name="run.js"), part(b"x", name="a.odt"))
    removed = [a.removed for a in read(raw, ReadingLimits(denied_endings=frozenset({"odt"}))).attachments]
    assert removed == ["", "a.odt"]


@pytest.mark.parametrize(
    "name", ["report.pdf", "table.xlsx", "notes.txt", "photo.jpeg", "talk.odp", "a.zip", "data.csv"]
)
def test_what_people_mail_each_other_is_kept(name: str) -> None:
    assert only(mixed(b"\nHello", part(b"anything", name=name))).removed == ""


def test_a_picture_of_too_many_pixels_is_kept_as_a_file_and_not_shown() -> None:
    page = b'Content-Type: text/html\n\n<p>Look:</p><img src="cid:big@x"><img src="cid:small@x">'
    big = part(png(50_000, 50_000), "image/png", more="Content-ID: <big@x>\n")
    small = part(png(50, 50), "image/png", more="Content-ID: <small@x>\n")
    letter = read(mixed(page, big, small, kind="related"))
    assert [(a.content_id, a.is_inline) for a in letter.attachments] == [("big@x", False), ("small@x", True)]
    assert letter.html == '<p>Look:</p><img src="cid:small@x">'
    assert any("50000 x 50000 pixels" in problem for problem in letter.problems)


def logo(page: bytes, data: bytes | None = None, subject: bytes = b"x") -> Attachment:
    raw = mixed(
        b"Content-Type: text/html\n\n" + page, part(data or png(200, 60), "image/png", more="Content-ID: <l@x>\n")
    )
    return only(raw.replace(b"Subject: x", b"Subject: " + subject))


@pytest.mark.parametrize(
    ("page", "is_decoration"),
    [
        (b'<p>Look at this:</p><img src="cid:l@x"><p>Ana</p>', False),
        (b'<p>Hello</p><div class="gmail_signature"><img src="cid:l@x"></div>', True),
        (b'<p>Hello</p><div class="gmail_quote">On Friday Bo wrote:<blockquote>x <img src="cid:l@x">', True),
        (b'<p>Hello</p><div id="divRplyFwdMsg">From: Bo</div><img src="cid:l%40x">', True),
        (b'<p>Hello <img src="cid:l@x"></p><div class="gmail_quote"><blockquote><img src="cid:l@x">', False),
        (b"<p>Hello</p>", False),  # nobody refers to it: it is a file
    ],
)
def test_a_picture_that_stands_in_signature_or_quotation_only_is_decoration(page: bytes, is_decoration: bool) -> None:
    assert logo(page).is_decoration is is_decoration


def test_a_large_picture_in_a_signature_and_those_of_a_forward_are_no_decoration() -> None:
    signature = b'<p>Hello</p><div class="gmail_signature"><img src="cid:l@x"></div>'
    assert not logo(signature, png(1_600, 1_200)).is_decoration
    quote = b'<div class="gmail_quote">---------- Forwarded message ---------<blockquote><img src="cid:l@x">'
    assert not logo(quote, subject=b"Fwd: pictures").is_decoration


def test_a_spacer_and_the_signature_of_a_program_are_decoration() -> None:
    assert only(mixed(b"\nHello", part(gif(1, 1), "image/gif"))).is_decoration
    assert only(mixed(b"\nHello", part(b"-----BEGIN PGP SIGNATURE-----", "application/pgp-signature"))).is_decoration


def test_decoration_is_no_picture_of_the_page() -> None:
    page = b'Content-Type: text/html\n\n<p>Hello</p><div class="gmail_signature"><img alt="Us" src="cid:l@x"></div>'
    letter = read(mixed(page, part(png(20, 20), "image/png", more="Content-ID: <l@x>\n")))
    assert "<img" not in letter.html
    assert "Us" in letter.html


def test_a_thread_keeps_an_inline_picture_once_and_no_decoration() -> None:
    inline = part(png(300, 300), "image/png", more="Content-ID: <i@x>\n")
    letter = read(
        mixed(b'Content-Type: text/html\n\n<img src="cid:i@x">', inline, part(gif(1, 1)), part(b"x", name="a.pdf"))
    )
    picture, _, file = letter.attachments
    assert worth_keeping(letter.attachments) == [picture, file]
    assert worth_keeping(letter.attachments, {picture.sha256, file.sha256}) == [file]
