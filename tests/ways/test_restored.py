"""The way back from a backup: the copy is on hold, and goes on where the first instance stopped; nothing goes twice."""

from __future__ import annotations

import itertools
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests import servers
from tests.ways.node import Node
from tests.ways.posting import mail, send
from tests.ways.relaying import Relay
from tests.ways.witness import wait_until_settled

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo")]
_serial = itertools.count(1)


@pytest.fixture
def another_database(node: Node, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database on the same server; on SQLite, of a file that is not there yet."""
    folder = tmp_path / "restored"
    folder.mkdir()
    if node.url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'mailcop.db'}"
        return
    with servers.fresh_database(node.url.rpartition("/")[0], f"restored_{next(_serial)}") as url:
        yield url


def restored(node: Node, tar: str, url: str) -> Node:
    """A second instance, made of the copy as docs/operating.md says."""
    folder = node.folder / "restored"
    with tarfile.open(node.folder / tar) as file:
        file.extractall(folder, filter="data")
    if not url.startswith("sqlite"):
        (psql,) = servers.needs("psql")
        where = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        words = ["--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={folder / 'mailcop.sql'}", where]
        subprocess.run([psql, "--no-psqlrc", *words], check=True, capture_output=True)
    second = Node(folder, url, node.relay)
    second.configure()
    return second


@pytest.fixture
def second(node: Node, another_database: str, relay: Relay) -> Iterator[tuple[Node, str]]:
    """A copy of an instance that was taken with two letters waiting, and the instant at which the first ended."""
    relay.kill()
    node.found(*PEOPLE).start()
    send(node, mail("ana", "Before", "It waits.\n"))
    assert node.process is not None
    node.process.wait_for("it is away")
    node.run("backup", "copy.tar")
    relay.start()
    relay.wait_for(2, subject="Before")
    wait_until_settled(node)
    node.stop()
    copy = restored(node, "copy.tar", another_database)
    yield copy, datetime.now(UTC).isoformat()
    copy.kill()


def test_a_copy_takes_mail_and_sends_nothing_until_an_operator_says_as_of_when(
    second: tuple[Node, str], relay: Relay
) -> None:
    copy, ended_at = second
    assert copy.ask("status")["hold"].startswith("copy as of ")
    process = copy.start()
    send(copy, mail("bo", "After", "Does it work?\n"))
    process.wait_for("outbox on hold")
    assert "--as-of" in copy.attempt("resume").stderr.decode()
    assert copy.ask("status")["hold"]
    said = copy.attempt("resume", "--as-of", ended_at).stderr.decode()
    assert "the hold is lifted" in said, said
    assert "2 letters" in said, said
    relay.wait_for(2, subject="After")
    wait_until_settled(copy)
    copy.stop()
    assert len(relay.letters(subject="Before")) == 2, "the first instance sent them, the copy did not"
    assert copy.outbox() == {"handed": 2, "skipped": 2}
    assert copy.ask("status")["hold"] == ""
    assert sum("outbox on hold" in line for line in process.err.said) == 1


def test_a_copy_of_an_instance_that_was_lost_at_once_sends_what_waited(second: tuple[Node, str], relay: Relay) -> None:
    copy, _ = second
    copy.run("resume", "--as-of", "2020-01-01")
    copy.start()
    relay.wait_for(4, subject="Before")
    wait_until_settled(copy)
    copy.stop()
    assert copy.outbox() == {"handed": 2}


def test_an_instance_that_is_not_on_hold_has_nothing_to_lift(sqlite_node: Node) -> None:
    node = sqlite_node.found(*PEOPLE)
    for words in (["resume"], ["resume", "--as-of", "2020-01-01"]):
        done = node.attempt(*words)
        assert (done.returncode, "not on hold" in done.stderr.decode()) == (1, True)
    assert node.attempt("resume", "1", "--as-of", "2020-01-01").returncode == 1
