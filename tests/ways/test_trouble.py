"""Bad luck at the start: each trouble is one clear line for the operator and exit 1."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, server_user
from tests.ways.node import Node
from tests.ways.relaying import Relay
from tests.ways.speaking import own_environment, python

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo")]


def last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command that fails says in the end: exit 1, a line that names the program, nothing on stdout."""
    said = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (1, b""), done
    assert said[-1].startswith("mailcop: "), said
    assert not any("Traceback" in line for line in said)
    return said[-1]


def test_a_database_that_was_never_made_is_not_made_by_accident(
    empty_database_url: str, tmp_path: Path, relay: Relay
) -> None:
    node = Node(tmp_path, empty_database_url, relay)
    node.configure()
    said = last_line(node.attempt("serve"))
    assert "mailcop init" in said
    assert "no mailcop database" in said


def test_a_database_server_that_is_away_is_named_without_its_password(tmp_path: Path, relay: Relay) -> None:
    port = free_port()
    node = Node(tmp_path, f"postgresql://cop:hush@127.0.0.1:{port}/cop", relay)
    node.configure()
    done = node.attempt("serve")
    assert str(port) in last_line(done)
    assert b"hush" not in done.stderr


@pytest.mark.parametrize("door", ["smtp", "lmtp", "web"])
def test_a_port_in_use_is_named(sqlite_node: Node, door: str) -> None:
    node = sqlite_node.found(*PEOPLE)
    port = getattr(node, door)
    with socket.create_server(("127.0.0.1", port)):
        said = last_line(node.attempt("serve"))
    assert str(port) in said
    node.start()  # and nothing else is the matter


def test_a_config_that_is_wrong_names_key_and_line(sqlite_node: Node) -> None:
    sqlite_node.claim_for = "5 parsecs"
    sqlite_node.configure()
    said = last_line(sqlite_node.attempt("serve"))
    assert "claim_for" in said
    assert "5 parsecs" in said


@pytest.fixture
def open_folder(relay: Relay) -> Iterator[Path]:
    """A folder that another user may enter; pytest's own admit only their owner."""
    folder = Path(tempfile.mkdtemp(prefix="mailcop-ways-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_database_that_may_not_be_written_is_said_at_start(open_folder: Path, relay: Relay) -> None:
    node = Node(open_folder, f"sqlite:///{open_folder / 'mailcop.db'}", relay).found(*PEOPLE)
    (open_folder / "config.toml").chmod(0o444)
    (open_folder / "mailcop.db").chmod(0o444)
    open_folder.chmod(0o555)
    user = server_user()
    as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    if user is not None and subprocess.run([*as_user, *python("-c", "import sqlalchemy")], check=False).returncode:
        pytest.skip(f"{user.pw_name} may not run this Python")  # a virtual environment below /root
    done = subprocess.run(
        [*as_user, *python("-m", "mailcop", "serve")], cwd=open_folder, env=own_environment(), capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    said = last_line(done)
    assert "mailcop.db" in said
    assert "read" in said or "writable" in said
    assert os.stat(open_folder / "mailcop.db").st_size > 0
    assert node.attempt("status").returncode == 0, "who may write finds all as it was"
