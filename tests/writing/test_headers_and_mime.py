"""Header lines and MIME parts: encoding, folding, splicing."""

from __future__ import annotations

import quopri
from email.header import decode_header, make_header

import pytest

from mailcop.writing import headers, mime
from mailcop.writing.mime import Slot, Spliced, quoted_printable, slot, spliced_value

NAMES = ["Nadège Mamas", "栄祥 林", "سلمى الحداد", 'O\'Neil, "Bo" \\ x', "=?utf-8?q?fake?=", "a" * 200, "👩‍🏫 " * 40]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_come_back(name: str) -> None:
    line = headers.mailbox("From", name, "a@example.org")
    assert line.endswith(b"\r\n")
    assert all(len(part) <= 78 + 200 for part in line.split(b"\r\n"))
    value = line.decode("ascii").split(":", 1)[1].replace("\r\n", "").strip()
    shown = str(make_header(decode_header(value.rsplit(" <", 1)[0])))
    plain = shown[1:-1].replace('\\"', '"').replace("\\\\", "\\") if shown.startswith('"') else shown
    assert plain.split() == name.strip().split()


@pytest.mark.parametrize("subject", [*NAMES, "Qui paie quoi à la maison ? " * 8, "plain words " * 20])
def test_subjects_come_back_and_fold_at_76(subject: str) -> None:
    line = headers.header("Subject", subject)
    assert all(len(part) <= 78 for part in line.split(b"\r\n"))
    value = line.decode("ascii").split(":", 1)[1].replace("\r\n", "").strip()
    assert str(make_header(decode_header(value))).split() == subject.strip()[:300].split()


def test_controls_cannot_open_a_header() -> None:
    line = headers.header("Subject", "a\r\nBcc: x\u2028y\x00z")
    assert line == b"Subject: a Bcc: x y z\r\n"


def test_the_last_of_too_many_references_and_the_first_are_kept() -> None:
    kept = headers.message_ids(f"<{n}@example.org>" for n in range(300))
    assert len(kept) == headers.MOST_REFERENCES
    assert (kept[0], kept[-1]) == ("<0@example.org>", "<299@example.org>")


@pytest.mark.parametrize("value", ["short@example.org", "x" * 300 + "=@example.org", "a=b=c"])
@pytest.mark.parametrize("around", ["", "é" * 50, "plain " * 30 + "\n", ". \n"])
def test_a_splice_survives_quoted_printable(value: str, around: str) -> None:
    text = f"{around}{slot('reply')}{around}\nFrom x {slot('reply')} end \n.\n"
    raw = Spliced.of(quoted_printable(text)).join({"reply": spliced_value(value)})
    assert all(len(line) <= 76 for line in raw.split(b"\r\n"))
    decoded = quopri.decodestring(raw.replace(b"\r\n", b"\n")).decode()
    assert decoded == text.replace(slot("reply"), value)
    assert b"\nFrom " not in raw


def test_neighbours_that_are_alike_for_all_are_joined_once() -> None:
    spliced = Spliced.of([b"a", b"b", Slot("x"), b"c", b"d", Slot("x"), b"e"])
    assert spliced.join({"x": b"-"}) == b"ab-cd-e"
    assert len(spliced.literals) == 5


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Spliced.of([Slot("x")]).join({})


def test_no_text_can_end_a_part() -> None:
    pieces = mime.alternatives("--=_either--\n--=_both--", "<p>--=_either</p>")
    raw = Spliced.of(pieces).join({})
    assert raw.count(b"\r\n--=_either") == 3 - 1 + 1
    assert b"--=3D_either" in raw
