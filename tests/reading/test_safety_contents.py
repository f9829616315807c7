"""The catalogue of safety, cases 45 to 53: bodies, files, names, the one author. Each test bears its case's number."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import time
import unicodedata
import zipfile
from email.header import Header
from pathlib import Path

import pytest

from mailcop.addresses import address_key
from mailcop.cli.letter_view import view
from mailcop.reading import Letter, read, to_json
from mailcop.reading.authenticity import Authentication, judge_authentication
from tests.reading.pictures import png
from tests.reading.test_reader import SAMPLES, is_clean, mutated, texts

HEAD = b"From: Ana <ana@example.org>\nSubject: Tea\nMessage-ID: <1@example.org>\n"
QUOTE = b"> Shall we meet on Friday?\n> Or rather on Monday?\n"


def attached(name: bytes, data: bytes, kind: bytes = b"application/octet-stream") -> Letter:
    """A mail with one file; `name` is the whole parameter."""
    return read(
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: " + kind
        + b"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; " + name + b"\n\n"
        + base64.encodebytes(data) + b"--b--\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "body", "shown"),
    [
        (b"Content-Type: text/plain; format=flowed", b"We meet \non Friday.", "We meet on Friday."),
        (b"Content-Type: text/plain; format=flowed; delsp=yes", b"Fri \nday.", "Friday."),
        (b"Content-Type: text/html", b"<p>We meet</p><ul><li>on Friday</li></ul>", "We meet\n\n- on Friday"),
        (
            b"Content-Type: multipart/alternative; boundary=b",
            b"--b\n\n \n--b\nContent-Type: text/html\n\n<p>Yes.</p>\n--b--",
            "Yes.",
        ),
        (b"Content-Type: multipart/mixed; boundary=b", b"--b\n\nYes.\n--b--\nAnd no.", "Yes.\nAnd no."),
        (b"X: gmail en", b"Yes.\n\nOn Tue, 20 Jun 2017 at 09:03, Bo <bo@example.org> wrote:\n" + QUOTE, "Yes."),
        (b"X: gmail es", b"Yes.\n\nEl mar, 20 jun 2017 a las 9:03, Bo (<b@x.org>)\nescribi\xc3\xb3:\n" + QUOTE, "Yes."),
        (b"X: apple fr", b"Yes.\n\nLe 20 juin 2017 \xc3\xa0 09:03, Bo <b@x.org> a \xc3\xa9crit :\n\n" + QUOTE, "Yes."),
        (
            b"X: outlook en",
            b"Yes.\n\nFrom: Bo [mailto:bo@example.org]\nSent: 20 June 2017 09:03\nTo: Ana\nSubject: Tea\n\nShall we?\n",
            "Yes.",
        ),
        (
            b"X: outlook es",
            b"Yes.\n\nDe: Bo\nEnviado el: martes, 20 de junio de 2017 9:03\nPara: Ana\nAsunto: Tea\n\nShall we?\n",
            "Yes.",
        ),
        (
            b"X: outlook fr",
            b"Yes.\n\nDe : Bo\nEnvoy\xc3\xa9 : mardi 20 juin 2017 09:03\n\xc3\x80 : Ana\nObjet : Tea\n\nShall we?\n",
            "Yes.",
        ),
        (b"X: bottom", b"On Tue, 20 Jun 2017 at 09:03, Bo <bo@example.org> wrote:\n" + QUOTE + b"\nYes.\n", "Yes."),
        (
            b"Content-Type: multipart/signed; boundary=b; micalg=sha-256; protocol=\"application/pkcs7-signature\"",
            b"--b\n\nYes.\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--b--",
            "Yes.",
        ),
        (
            b"X: pgp",
            b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes.\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n=ab\n"
            b"-----END PGP SIGNATURE-----\n",
            "Yes.",
        ),
    ],
)  # fmt: skip
def test_case_45_the_visible_text_is_what_the_author_wrote(fields: bytes, body: bytes, shown: str) -> None:
    """More of it, in whole mails and many languages: tests/mails, test_quoting_languages.py, make judge-reading."""
    assert read(HEAD + fields + b"\n\n" + body).visible_text == shown


def test_case_46_calendars_cards_and_forwards_are_files_and_winmail_dat_is_opened() -> None:
    calendar = b"BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
    for data, kind, name in (
        (calendar, b"text/calendar; method=REQUEST", b"invite.ics"),
        (b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", b"text/vcard", b"ana.vcf"),
        (b"From: bo@example.org\nSubject: Old\n\nLong ago.", b"message/rfc822", b"old.eml"),
    ):
        letter = attached(b"filename=" + name, data, kind)
        assert [one.name for one in letter.attachments] == [name.decode()]
        assert letter.automatic is None
    winmail = read((Path(__file__).parents[1] / "mails" / "60-winmail-dat.eml").read_bytes())
    assert winmail.attachments
    assert not any(one.type == "application/ms-tnef" for one in winmail.attachments)


@pytest.mark.parametrize(
    "name", ["栄祥 林", "Nadège Mamas MAVOUNGOU", "عائشة العربي", "רחל לוי", "Ana 🌱 Ruiz", "José", "Jose\u0301"]
)
def test_case_47_a_name_of_any_script_is_shown_as_it_is_and_one_person_is_one_address(name: str) -> None:
    for written in (name.encode(), Header(name, "utf-8").encode().encode()):
        letter = read(b"From: " + written + b" <Ana@Example.org>\n\nHello")
        assert letter.from_ is not None
        assert unicodedata.normalize("NFC", letter.sender_name) == unicodedata.normalize("NFC", name)
        assert address_key(letter.from_.address) == "ana@example.org"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b'filename="../../etc/passwd"', "passwd"),
        (b'filename="..\\\\..\\\\x.pdf"', "x.pdf"),
        (b"filename=/etc/cron.d/x", "x"),
        (b"filename*=utf-8''%2E%2E%2Fx.pdf", "x.pdf"),
        (b'filename="=?utf-8?q?=2E=2E=2Fx.pdf?="', "x.pdf"),
        (b'filename="a\x00b.pdf"', "ab.pdf"),
        (b'filename="' + b"n" * 300 + b'.pdf"', "n" * 116 + ".pdf"),
        (b"filename=CON", "_CON"),
        (b"filename=.htaccess", "htaccess"),
        ('filename="photo\u202efdp.gpj"'.encode(), "photofdp.gpj"),
        (b'filename="C:\\\\temp\\\\plan.pdf"', "plan.pdf"),
    ],
)
def test_case_48_a_file_is_known_by_its_hash_and_its_name_is_harmless(name: bytes, shown: str) -> None:
    (found,) = attached(name, b"content").attachments
    assert found.name == shown
    assert found.sha256 == hashlib.sha256(b"content").hexdigest()


def test_case_49_archives_are_kept_by_their_size_and_never_opened() -> None:
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(50_000_000))
    for name, data in (("bomb.zip", nested.getvalue()), ("bomb.gz", gzip.compress(bytes(50_000_000)))):
        begun = time.process_time()
        (found,) = attached(f"filename={name}".encode(), data).attachments
        assert time.process_time() - begun < 0.5
        assert (found.name, found.content) == (name, data)


def test_case_49_a_picture_of_too_many_pixels_is_a_file_and_not_shown() -> None:
    letter = attached(b"filename=sky.png", png(50_000, 50_000), b"image/png")
    assert not letter.attachments[0].is_inline
    assert any("not shown" in one for one in letter.problems)


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("eicar.com", EICAR),
        ("photo.jpg.exe", b"MZ\x90\0"),
        ("invoice.pdf.js", b"alert(1)"),
        ("report.docm", b"PK\x03\x04word/vbaProject.bin"),
        ("report.doc", b"PK\x03\x04" + b"\0" * 26 + b"word/vbaProject.bin"),
        ("photo.jpg", b"MZ\x90\0\x03" + b"\0" * 100),
    ],
)
def test_case_50_programs_and_macros_are_replaced_by_a_note(name: str, data: bytes) -> None:
    (found,) = attached(f"filename={name}".encode(), data).attachments
    assert found.removed == name
    note = found.content.decode()
    assert name in note
    assert f"{len(data):,} bytes" in note
    assert hashlib.sha256(data).hexdigest() in note


@pytest.mark.parametrize(
    "sender",
    [
        b"From: Ana <ana@example.org>",
        b"From: ana@example.org (Ana)",
        b'From: "bo@example.net" <ana@example.org>',
        b"From: =?utf-8?q?bo=40example=2Enet?= <ana@example.org>",
        b"From: ana@example.org\nFrom: bo@example.net",
        b"From: ana@example.org, bo@example.net",
        b"From: <ana@example.org>bo@example.net",
        b"From: ana@example.org <bo@example.net>",
        b"From: Ana <ana@example.org\rX: bo@example.net>",
        b"Sender: bo@example.net\nFrom: Ana <ana@example.org>\nReply-To: bo@example.net",
    ],
)
def test_case_51_who_is_authenticated_who_is_stored_and_who_is_shown_are_one(sender: bytes) -> None:
    passed = b"Authentication-Results: mx.example.org; dmarc=pass header.from=%s\n"
    letters = {
        domain: read(passed % domain.encode() + sender + b"\nSubject: Tea\n\nHello")
        for domain in ("example.org", "example.net")
    }
    letter = letters["example.org"]
    stored = letter.from_.address if letter.from_ else ""
    assert to_json(letter, "x")["from"]["address"] == stored
    shown = next(line for line in view(letter, "x").splitlines() if line.startswith("From "))
    assert [word.strip("<>") for word in shown.split() if "@" in word] == ([stored] if stored else [])
    authenticated = [
        domain for domain, one in letters.items() if judge_authentication(one, "mx.example.org") is Authentication.PASS
    ]
    assert authenticated == ([stored.rpartition("@")[2]] if stored else [])


def test_case_52_mutated_mails_raise_nothing_and_a_sound_mail_is_read_after_each_batch() -> None:
    """Five thousand stand in test_reader.py, a hundred thousand in `make judge-reading ARGS="--mutations 100000"`."""
    control = SAMPLES[0].read_bytes()
    expected = read(control)
    chance = random.Random(52)
    for _ in range(5):
        for _ in range(100):
            raw = mutated(chance.choice(SAMPLES).read_bytes(), chance)
            begun = time.process_time()
            letter = read(raw)
            assert time.process_time() - begun < 2
            assert not any("reading failed" in one for one in letter.problems), raw
            assert all(is_clean(text) for text in texts(letter)), raw
        assert read(control) == expected
