"""The demo as its users start it: a process of its own, judged by what it prints and how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from io import StringIO
from pathlib import Path

import pytest

from mailcop.cli.demo.paper import Paper
from mailcop.words import Fate

GUARD_SECONDS = 60
STRANGE_MAILS = {
    "1-known.eml": "From: Ana Ríos <ana@mail.example>\nTo: general@cop.example.org\nMessage-ID: <a1@mail.example>\n"
    "Subject: A map of the room\nContent-Type: text/plain; charset=utf-8\n\nWho sits where says a lot.\n",
    "2-nobody.eml": "From: None\nTo: general@cop.example.org\nSubject: Without an author\n\nWords of nobody.\n",
    "3-report.eml": "From: Ana Ríos <ana@mail.example>\nTo: general@cop.example.org\nAuto-Submitted: auto-replied\n"
    "Subject: Out of office\n\nBack on Monday.\n",
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mailcop", "demo", "--once", *arguments],
        capture_output=True, text=True, timeout=GUARD_SECONDS, check=False, env=_environment(),
    )  # fmt: skip


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "MAILCOP_DATABASE": "sqlite:////nowhere/of-others.db"}


@pytest.fixture(scope="module")
def told() -> str:
    done = run("--port", str(_free_port()))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stderr == ""
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def figures(text: str, heading: str) -> list[list[str]]:
    """The rows below a heading, split where the columns are."""
    block = text.split(heading, 1)[1].split("\n\n", 1)[0]
    rows = [re.split(r"\s{2,}", line.strip()) for line in block.splitlines()[1:]]
    return [row for row in rows if row[-1].isdigit()]


def test_every_reception_has_one_fate_and_they_add_up(told: str) -> None:
    rows = {name: int(count) for name, count in figures(told, "Mail in: every reception has one fate")}
    whole = rows.pop("receptions in all")
    assert sum(rows.values()) == whole
    assert set(rows) >= {"posted", "held", "refused", "command", "bounce", "automatic", "duplicate", "loop"}


def test_what_the_ledger_handed_over_is_what_the_postbox_counted(told: str) -> None:
    rows = figures(told, "Mail out: what the ledger handed over")
    assert all(ledger == postbox for _, ledger, postbox in rows)
    kinds = {kind: int(count) for kind, count, _ in rows}
    whole = kinds.pop("in all")
    assert sum(kinds.values()) == whole
    assert set(kinds) == {"post", "digest", "newsletter", "announcement", "reminder", "preview", "notice"}
    assert "Every figure above agrees" in told


def test_the_story_is_readable_on_a_hundred_columns_and_plain_where_it_is_piped(told: str) -> None:
    assert "\x1b" not in told
    assert max(len(line) for line in told.splitlines()) <= 100
    for words in ("佐藤 健二", "¿Quién enseña a quién?", "begins a thread", "by the reply address", "!!"):
        assert (words in told) is (words != "!!")


@pytest.mark.parametrize("fate", Fate)
def test_a_fate_and_what_is_said_of_it_do_not_run_together(fate: Fate) -> None:
    out = StringIO()
    Paper(out).result(fate, "what became of it")
    assert out.getvalue().split(maxsplit=1)[0] == fate


def test_tokens_are_not_printed(told: str) -> None:
    assert not re.search(r"\.[a-z][a-z2-7]{29}@", told)


def test_mails_of_a_folder_go_through_the_same_door_as_they_are(tmp_path: Path) -> None:
    for name, text in STRANGE_MAILS.items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    done = run("--mails", str(tmp_path), "--port", str(_free_port()))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    about = done.stdout.split("The mails of")[1].split("The threads")[0]
    assert re.findall(r"^ {23}(posted|refused|automatic|held) ", about, re.M) == ["posted", "refused", "automatic"]
    assert "A map of the room" in done.stdout.split("The threads")[1]


def test_a_folder_that_is_not_there_is_one_clear_line() -> None:
    done = run("--mails", "/nowhere/at/all")
    assert done.returncode == 1
    assert done.stderr == "mailcop: --mails /nowhere/at/all: expected a folder of .eml files\n"


def test_without_once_it_stays_up_shows_every_letter_and_ends_when_told(tmp_path: Path) -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    out = tmp_path / "out.txt"
    with taken, out.open("w", encoding="utf-8") as sink:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "mailcop", "demo", "--port", port]
        demo = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, env=_environment())
        try:
            text = _until(out, "--mail-rcpt announce@", demo)
            assert f"Port {port} is taken" in text
            page = re.search(r"postbox +(http://127\.0\.0\.1:\d+/postbox) +all (\d+) letters", text)
            assert page is not None
            with urllib.request.urlopen(page[1], timeout=10) as answer:
                assert f"{page[2]} in all" in answer.read().decode()
            folder = re.search(r"(/\S+)/config\.toml", text)
            assert folder is not None
            assert Path(folder[1]).is_dir()
            threads = _shell(next(line for line in text.splitlines() if " threads --forum general" in line))
            assert len(threads.splitlines()) > 3
            if shutil.which("curl"):
                _shell(text[text.rindex("   printf 'From: thandiwe@") :])
                _until(out, "preview", demo, after="--mail-rcpt announce@")
        finally:
            demo.send_signal(signal.SIGINT)
            ended = demo.wait(15)
    assert ended == 0
    assert not Path(folder[1]).exists()


def _shell(line: str) -> str:
    """What a line that the demo shows prints, copied as it is."""
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _until(file: Path, words: str, process: subprocess.Popen[bytes], after: str = "") -> str:
    until = time.monotonic() + GUARD_SECONDS
    while time.monotonic() < until and process.poll() is None:
        text = file.read_text(encoding="utf-8")
        if words in (text.rpartition(after)[2] if after else text):
            return text
        time.sleep(0.1)  # another process: there is no event of its to wait for
    raise AssertionError(file.read_text(encoding="utf-8")[-3000:])
