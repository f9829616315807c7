"""An import that is killed with -9, wherever it was, goes on when it is run again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.archive.shelf import mail

_MAILS = 1_500
_LINE = b"From ana@x.example Mon May  4 09:00:00 2020\n"


def archive() -> bytes:
    """Threads of five, the last answer first."""
    mails = []
    for number in range(_MAILS, 0, -1):
        first = number - (number - 1) % 5
        answered = f"<{number - 1}@x.example>" if number != first else ""
        mails.append(_LINE + mail(number, f"Wells of village {first}", In_Reply_To=answered) + b"\n")
    return b"".join(mails)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """One command in the folder, to its end."""
    return subprocess.run(command(*words), cwd=folder, capture_output=True, check=False, env=environment())


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "mailcop", *words]


def environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAILCOP_")}
    return kept | {"PYTHONPATH": root}


def threads(folder: Path) -> list[list[dict[str, Any]]]:
    done = run(folder, "threads", "--forum", "general", "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["posts"] for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_an_import_killed_again_and_again_ends_as_if_it_had_never_been(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    (tmp_path / "archive.mbox").write_bytes(archive())
    words = ("import", "mbox", "archive.mbox", "--forum", "general")
    kills = 0
    for wait in (0.6, 1.2, 1.8, 2.4, 3.0):
        child = subprocess.Popen(command(*words), cwd=tmp_path, env=environment(), stderr=subprocess.PIPE)
        try:
            child.wait(timeout=wait)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            kills += 1
        child.communicate()
    assert kills
    done = run(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    found = threads(tmp_path)
    assert len(found) == _MAILS // 5
    assert all(len(posts) == 5 for posts in found)
    for posts in found:
        assert [post["parent"] for post in posts] == [None, *(post["message_id"] for post in posts[:-1])]
    assert b"0 posts kept" in run(tmp_path, *words).stderr


@pytest.mark.slow
def test_the_processes_that_read_do_not_outlive_the_one_that_was_killed(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    (tmp_path / "archive.mbox").write_bytes(archive())
    words = ("import", "mbox", "archive.mbox", "--forum", "general")
    child = subprocess.Popen(command(*words), cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL)
    readers: set[int] = set()
    while child.poll() is None and not readers:
        readers = children(child.pid)
    child.kill()
    child.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{reader}").exists() for reader in readers):
        time.sleep(0.05)  # nothing announces the end of another process's child
    assert not [reader for reader in readers if Path(f"/proc/{reader}").exists()]


def children(pid: int) -> set[int]:
    """The processes that this one has begun."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return set()
    return {int(one) for one in told.split()}
