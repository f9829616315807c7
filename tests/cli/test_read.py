"""`mailcop read`: files, folders, archives and stdin, for people and for programs."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sys
from pathlib import Path

import pytest

from mailcop.cli import main
from mailcop.cli.letter_view import view
from mailcop.reading import read

MAIL = b"""From: Ana Ruiz <ana@example.org>
To: b@example.org
Subject: Re: wells
Message-ID: <2@example.org>
In-Reply-To: <1@example.org>
References: <0@example.org> <1@example.org>
Date: Tue, 20 Jun 2017 09:03:00 +0200

We should not wait for it, I think.

On Mon, 19 Jun 2017 at 10:00, Bo <bo@example.org> wrote:
> Shall we wait?
> Or not?
"""
LINE = b"From a@b Mon Mar  1 10:00:00 2027\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(["read", *arguments]) or 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    said = capsys.readouterr()
    return code, said.out, said.err


def sources(out: str) -> list[str]:
    return [json.loads(line)["source"] for line in out.splitlines()]


def test_the_view_for_people_shows_words_folds_parts_evidence_and_problems() -> None:
    shown = view(read(MAIL), "a.eml")
    for line in (
        "== a.eml", "From      Ana Ruiz <ana@example.org>", "Subject   Re: wells",
        "Date      2017-06-20T07:03:00+00:00",
        "Answers   <1@example.org>", "Refers to 2, the last <1@example.org>", "We should not wait for it, I think.",
    ):  # fmt: skip
        assert line in shown.splitlines()
    assert "[+ quote, 3 lines: On Mon, 19 Jun 2017 at 10:00, Bo" in shown
    assert "Language  en" in shown


def test_the_view_names_files_that_were_taken_out_and_what_was_odd() -> None:
    raw = b'From: a@example.org\nContent-Type: a/b; name="run.exe"\n\nMZ'
    shown = view(read(raw), "-")
    assert "(no words of the author's own)" in shown
    assert "Part      run.exe, taken out" in shown
    assert "Odd       attachment taken out: run.exe" in shown


def test_the_view_says_what_a_calendar_answers(capsys: pytest.CaptureFixture[str]) -> None:
    exchange = Path(__file__).parents[1] / "reading" / "answers" / "exchange.eml"
    shown = view(read(exchange.read_bytes()), "-")
    [line] = [line for line in shown.splitlines() if line.startswith("Answer ")]
    assert line.startswith("Answer    accepted by ana@example.org, of 040000008200E00074C5B7101A82E008")
    assert line.endswith(" on 20170629T150000 Romance Standard Time: Je serai là, avec Zoë et Éloïse")
    _, out, _ = run(capsys, "--json", str(exchange))
    assert json.loads(out)["calendar_reply"]["answer"] == "accepted"


def test_the_view_keeps_one_of_many_blank_lines_and_counts_servers_as_people_do() -> None:
    received = b"Received: from a by b; x\n"
    shown = view(read(received + b"From: a@example.org\n\nOne.\n\n \n\n\n\t\nTwo.\n"), "-")
    assert "One.\n\nTwo." in shown
    assert "Passed    1 server\n" in shown
    assert "Passed" not in view(read(MAIL), "-")


def test_no_mail_writes_to_the_terminal_what_it_wants() -> None:
    raw = "From: \x1b[31m <a@example.org>\nSubject: =?utf-8?q?=1B]0;x=07?=\n\n\x1b[2J\x07\u202e\n".encode()
    assert all(c.isprintable() or c == "\n" for c in view(read(raw), "-"))


def test_every_kind_of_file_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "b.mbox").write_bytes(LINE + MAIL + b"\n" + LINE + MAIL)
    (tmp_path / "c.mbox.gz").write_bytes(gzip.compress(LINE + MAIL))
    (tmp_path / "d.mbox.xz").write_bytes(lzma.compress(LINE + MAIL))
    (tmp_path / "e.gz").write_bytes(b"no gzip at all")
    (tmp_path / "f.xz").write_bytes(lzma.compress(LINE + MAIL * 50)[:-40])
    (tmp_path / "g.txt").write_bytes(b"From here on there is no mail\n")
    (tmp_path / "h").write_bytes(b"")
    code, out, _ = run(capsys, "--json", str(tmp_path))
    assert code == 0
    found = [source.removeprefix(f"{tmp_path}/") for source in sources(out)]
    assert [name for name in found if name[0] in "abcdegh"] == [
        "a.eml", "b.mbox#1", "b.mbox#2", "c.mbox.gz#1", "d.mbox.xz#1", "e.gz", "g.txt", "h",
    ]  # fmt: skip
    assert any(name[0] == "f" for name in found)


@pytest.mark.parametrize(
    ("data", "expected"), [(MAIL, ["-"]), (LINE + MAIL + b"\n" + LINE + MAIL, ["-#1", "-#2"]), (b"", ["-"])]
)
def test_stdin_may_be_a_mail_or_an_mbox(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, out, _ = run(capsys, "--json")
    assert (code, sources(out)) == (0, expected)


def test_a_path_that_is_not_there_is_one_clear_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, str(tmp_path / "none.eml"))
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "none.eml" in err


def test_json_says_how_sure_the_language_is_and_what_was_taken_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.eml").write_bytes(b'From: a@example.org\nContent-Type: a/b; name="run.exe"\n\nMZ')
    (tmp_path / "b.eml").write_bytes(MAIL)
    first, second = (json.loads(line) for line in run(capsys, "--json", str(tmp_path))[1].splitlines())
    assert (first["attachments"][0]["removed"], first["language"]) == ("run.exe", "")
    assert second["language"] == "en"
    assert second["language_probability"] > 0.8
