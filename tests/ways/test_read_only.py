"""A disk that turns read-only under a running node: 451, one line, nothing acknowledged is lost, and on by itself."""

from __future__ import annotations

import contextlib
import shutil
import smtplib
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.scripted_relay import Rule
from tests.ways.node import Node
from tests.ways.posting import mail, send
from tests.ways.relaying import Relay
from tests.ways.speaking import Speaking
from tests.ways.witness import lost_and_doubled, wait_until_settled

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo")]
ReadOnly = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def read_only(tmp_path: Path) -> ReadOnly:
    """Makes files refuse every write, of root as well and where they are open already; skips where that can't be."""
    probe = tmp_path / "probe"
    probe.touch()
    with probe.open("ab", buffering=0) as file, _immutable(probe), contextlib.suppress(OSError):
        file.write(b"x")
        pytest.skip("chattr +i does not stop files that are open, on this file system")
    return lambda *paths: _immutable(*paths)


@contextlib.contextmanager
def _immutable(*paths: Path) -> Iterator[None]:
    if shutil.which("chattr") is None:
        pytest.skip("no chattr")
    done = subprocess.run(["chattr", "+i", *paths], capture_output=True, check=False)
    try:
        if done.returncode != 0:
            pytest.skip("no permission to make a file immutable, or not on this file system")
        yield
    finally:
        subprocess.run(["chattr", "-i", *paths], capture_output=True, check=True)


def database_files(node: Node) -> list[Path]:
    """The database and its log; not the index beside it, which is memory, and a fault of memory is a SIGBUS."""
    return [one for one in sorted(node.folder.glob("mailcop.db*")) if not one.name.endswith("-shm")]


def put_off(node: Node, message_id: str, words: str = "Is it writable?\n") -> str:
    """What the door says to a mail that it can't keep; AssertionError where that is not 451."""
    with pytest.raises(smtplib.SMTPDataError) as caught:
        send(node, mail("ana", "Later", words, message_id=message_id))
    said = caught.value.smtp_error
    assert caught.value.smtp_code == 451, said
    return said.decode() if isinstance(said, bytes) else said


def errors(process: Speaking) -> list[str]:
    """The lines of the log from ERROR on, and whatever is no line of the log at all."""
    return [line for line in process.err.said if " INFO " not in line and " WARNING " not in line]


def test_a_database_that_turns_read_only_puts_mail_off_and_takes_it_once_it_is_writable(
    sqlite_node: Node, relay: Relay, read_only: ReadOnly
) -> None:
    node = sqlite_node.found(*PEOPLE)
    process = node.start()
    send(node, mail("ana", "Before", "All is well.\n", message_id="<before@example.net>"))
    relay.wait_for(2, subject="Before")
    wait_until_settled(node)
    with read_only(*database_files(node)):
        said = [put_off(node, f"<during{n}@example.net>") for n in range(3)]
        assert all(one.startswith("4.3.0 ") and "sqlite" not in one.lower() for one in said), "no internals"
        for one in said:
            assert "storage trouble" in process.wait_for(one.split()[-1])
        assert lost_and_doubled(node, ["<before@example.net>"]) == ([], []), "what was there can still be read"
    for n in range(3):
        send(node, mail("ana", "Later", "Now it is.\n", message_id=f"<during{n}@example.net>"))
    relay.wait_for(6, subject="Later")
    node.stop()
    kept = ["<before@example.net>", *(f"<during{n}@example.net>" for n in range(3))]
    assert lost_and_doubled(node, kept) == ([], [])
    assert node.fates() == {"posted": 4}
    assert node.outbox() == {"handed": 8}
    assert not any("Traceback" in line for line in process.err.said)


def test_letters_on_their_way_when_it_turns_read_only_are_recorded_afterwards_and_not_sent_again(
    sqlite_node: Node, tmp_path: Path, relay: Relay, read_only: ReadOnly
) -> None:
    node = sqlite_node.found(*PEOPLE)
    node.connections = 1
    node.configure()
    relay.kill()
    relay.start(Rule(at="rcpt", seconds=1.0))  # the first letter is on its way, the other claimed
    process = node.start()
    send(node, mail("ana", "On its way", "Hold on.\n"))
    process.wait_for("planned=2")
    wait_until_sending(node)
    with read_only(*database_files(node)):
        relay.wait_for(1, subject="On its way")
        said = process.wait_for("can't be written")
        assert "mailcop.db" in said
        put_off(node, "<during@example.net>")
    relay.wait_for(2, subject="On its way")
    process.wait_for("the database works again")
    wait_until_settled(node)
    node.stop()
    assert node.outbox() == {"handed": 2}
    assert len(relay.letters()) == 2, "none went twice"
    troubles = errors(process)
    assert sum("can't be written" in line for line in troubles) == 1, "said once, however often it was tried"
    assert all("ERROR" in line and "[SQL" not in line for line in troubles), troubles


def wait_until_sending(node: Node) -> None:
    """Return once a letter is marked as being sent."""
    for _ in range(2000):
        if node.outbox().get("sending"):
            return
    raise AssertionError(node.outbox())


def test_a_folder_of_blobs_that_turns_read_only_puts_large_mail_off_and_small_mail_goes_on(
    sqlite_node: Node, relay: Relay, read_only: ReadOnly
) -> None:
    sqlite_node.more = f'[blobs]\nurl = "file:{sqlite_node.folder}/blobs"\n'
    node = sqlite_node.found(*PEOPLE)
    blobs = node.folder / "blobs"
    blobs.mkdir(exist_ok=True)
    process = node.start()
    large = "So much to say.\n" * 10_000
    with read_only(blobs):
        put_off(node, "<large@example.net>", large)
        process.wait_for("storage trouble")
        send(node, mail("bo", "Small", "A word.\n", message_id="<small@example.net>"))
        relay.wait_for(2, subject="Small")
    send(node, mail("ana", "Later", large, message_id="<large@example.net>"))
    relay.wait_for(2, subject="Later")
    node.stop()
    assert lost_and_doubled(node, ["<large@example.net>", "<small@example.net>"]) == ([], [])
    assert node.fates() == {"posted": 2}


def test_a_node_that_ends_while_the_database_is_read_only_ends_cleanly_and_another_goes_on(
    sqlite_node: Node, relay: Relay, read_only: ReadOnly
) -> None:
    node = sqlite_node.found(*PEOPLE)
    process = node.start()
    send(node, mail("ana", "Before", "All is well.\n", message_id="<before@example.net>"))
    relay.wait_for(2, subject="Before")
    wait_until_settled(node)
    with read_only(*database_files(node)):
        put_off(node, "<during@example.net>")
        assert node.stop() < 10
    assert not any("Traceback" in line for line in process.err.said), process.err.said
    node.start()
    send(node, mail("ana", "After", "Well again.\n", message_id="<after@example.net>"))
    relay.wait_for(2, subject="After")
    node.stop()
    assert lost_and_doubled(node, ["<before@example.net>", "<after@example.net>"]) == ([], [])
