"""Dialects of mbox, packed or not, and folders of mails."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailcop.inbound.mbox import entries_at, entries_of, mails_of

ONE = b"From: Ana <ana@x.example>\nSubject: One\n\nFirst.\n"
TWO = b"From: Bo <bo@x.example>\nSubject: Two\n\nSecond.\n"
LINE = b"From ana@x.example Mon May  4 09:00:00 2020\n"


def mails(data: bytes) -> list[bytes]:
    return [raw.rstrip(b"\n") for raw in mails_of(io.BytesIO(data))]


def test_mails_end_at_from_lines_and_their_dates_are_told() -> None:
    found = list(entries_of(io.BytesIO(LINE + ONE + b"\n" + LINE + TWO)))
    assert [one.raw.rstrip() for one in found] == [ONE.rstrip(), TWO.rstrip()]
    assert found[0].delivered_at == datetime(2020, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon May  4 09:00:00 2020\n",  # Thunderbird
        b"From MAILER-DAEMON Mon May 04 09:00:00 2020\n",
        b"From ana at x.example  Mon May  4 09:00:00 2020\n",  # pipermail
        b"From ana@x.example Mon May  4 09:00:00 +0200 2020\n",
        b"From ana@x.example Mon May  4 09:00:00 CEST 2020\n",
        b"From ana@x.example Mon May  4 09:00 2020\n",
        b"From ana@x.example Mon May  4 09:00:00 2020 remote from host\n",
        b'From "ana b"@x.example Mon May  4 09:00:00 2020\r\n',
    ],
)
def test_from_lines_of_many_programs_are_known(line: bytes) -> None:
    assert len(mails(line + ONE + b"\n" + line + TWO)) == 2


def test_text_that_begins_with_from_is_no_new_mail() -> None:
    text = ONE + b"\nFrom here on we walk.\nFrom me, Monday 2020\n\nFrom the spec:\n"
    assert mails(LINE + text + b"\n" + LINE + TWO) == [text.rstrip(), TWO.rstrip()]


def test_mboxrd_loses_one_mark_of_quoting() -> None:
    (one,) = mails(LINE + ONE + b"\n>From here\n>>From there\n> From nowhere\n")
    assert one.endswith(b"From here\n>From there\n> From nowhere")


def test_pipermail_separates_without_a_blank_line() -> None:
    veiled = b"From ana at x.example  Mon May  4 09:00:00 2020\n"
    assert mails(veiled + ONE + veiled + TWO) == [ONE.rstrip(), TWO.rstrip()]


def test_mboxcl2_is_cut_by_its_length_and_its_from_lines_are_text() -> None:
    body = b"Look:\n\n" + LINE + b"From: a quotation\n\n>From stays\n"
    whole = b"From: Ana <ana@x.example>\nContent-Length: %d\n\n" % len(body) + body
    assert mails(LINE + whole + b"\n" + LINE + TWO) == [whole.rstrip(), TWO.rstrip()]


@pytest.mark.parametrize("length", [b"3", b"99999", b"0"])
def test_a_content_length_that_lies_is_passed_over(length: bytes) -> None:
    whole = b"From: Ana <ana@x.example>\nContent-Length: " + length + b"\n\nFirst.\n\nMore.\n"
    assert mails(LINE + whole + b"\n" + LINE + TWO) == [whole.rstrip(), TWO.rstrip()]


def test_a_mail_without_a_body_and_one_without_a_header_are_mails() -> None:
    assert mails(LINE + b"Subject: x\n" + LINE + b"\nonly text\n") == [b"Subject: x", b"\nonly text"]


PACKERS = [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)]


@pytest.mark.parametrize(("ending", "pack"), PACKERS)
def test_packed_archives_are_read(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    file = tmp_path / f"archive.mbox{ending}"
    file.write_bytes(pack(LINE + ONE + b"\n" + LINE + TWO))
    assert len(list(entries_at(file))) == 2


def test_a_folder_of_mails_a_maildir_and_one_mail_are_read(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", "tmp/half", ".Sub/cur/3:2,", "a/4.eml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(ONE)
    (tmp_path / "box.mbox").write_bytes(LINE + ONE + b"\n" + LINE + TWO)
    (tmp_path / "empty").write_bytes(b"")
    assert len(list(entries_at(tmp_path))) == 6
    assert [one.raw for one in entries_at(tmp_path / "a" / "4.eml")] == [ONE]
