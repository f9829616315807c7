"""Bad luck at work: a full disk, a file that turns read-only, a relay that is away. 4xx, one line, nothing lost."""

from __future__ import annotations

import os
import smtplib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import WANTS
from tests.ways.node import Node
from tests.ways.posting import mail, send
from tests.ways.relaying import Relay
from tests.ways.witness import lost_and_doubled

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 96 MB; skips by name where it can't be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip(WANTS + "permission to mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def node_on_small_disk(small_disk: Path, tmp_path: Path, relay: Relay) -> Iterator[Node]:
    """A node whose database and blobs are on the small disk."""
    node = Node(tmp_path, f"sqlite:///{small_disk / 'mailcop.db'}", relay)
    node.more = f'[blobs]\nurl = "file:{small_disk}/blobs"\n'
    yield node.found(*PEOPLE)
    node.kill()


def refused(node: Node, subject: str) -> tuple[int, str]:
    """The code and text with which the door puts off a mail."""
    with pytest.raises((smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)) as caught:
        send(node, mail("ana", subject, "Is there room?\n", message_id=f"<{subject}@example.net>"))
    error = caught.value
    assert isinstance(error, smtplib.SMTPResponseException)
    return error.smtp_code, bytes(error.smtp_error).decode() if isinstance(error.smtp_error, bytes) else ""


def test_where_room_grows_scarce_a_mail_is_put_off_before_it_is_sent(
    node_on_small_disk: Node, small_disk: Path, relay: Relay
) -> None:
    node = node_on_small_disk
    node.start()
    (small_disk / "ballast").write_bytes(bytes(70 * 1024 * 1024))
    assert refused(node, "scarce")[0] == 452
    (small_disk / "ballast").unlink()
    send(node, mail("ana", "scarce", "Is there room?\n", message_id="<scarce@example.net>"))
    relay.wait_for(2, subject="scarce")
    assert lost_and_doubled(node, ["<scarce@example.net>"]) == ([], [])


def test_a_disk_that_is_full_in_the_middle_is_451_and_the_node_recovers_by_itself(
    node_on_small_disk: Node, small_disk: Path, relay: Relay
) -> None:
    """The door finds room at MAIL; then the disk fills before the commit."""
    node = node_on_small_disk
    process = node.start()
    message = mail("ana", "full", "Is there room?\n" * 2000, message_id="<full@example.net>")
    with smtplib.SMTP("127.0.0.1", node.smtp, timeout=30) as client:
        client.ehlo()
        client.mail("ana@example.net")
        client.rcpt("general@cop.example.org")
        _fill(small_disk / "ballast")
        code, said = client.data(message.as_bytes())
        assert (code, b"4.3.0" in said or b"4.3.1" in said) in ((451, True), (452, True)), (code, said)
        assert b"sqlite" not in said.lower(), "no internals"
        process.wait_for("storage trouble")
        (small_disk / "ballast").unlink()
        client.sendmail("ana@example.net", ["general@cop.example.org"], message.as_bytes())
    relay.wait_for(2, subject="full")
    node.stop()
    assert lost_and_doubled(node, ["<full@example.net>"]) == ([], [])
    assert node.fates() == {"posted": 1}


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def test_letters_wait_while_the_relay_is_away_and_go_out_when_it_is_back(node: Node, relay: Relay) -> None:
    relay.kill()
    process = node.found(*PEOPLE).start()
    send(node, mail("ana", "Away", "Nobody hears this yet.\n"))
    said = process.wait_for("it is away")
    assert str(relay.port) in said
    waiting = node.outbox()
    assert sum(waiting.values()) == 2
    assert set(waiting) <= {"planned", "claimed", "deferred"}
    relay.start()
    relay.wait_for(2, subject="Away")
    node.stop()
    assert node.outbox() == {"handed": 2}
    assert len(relay.letters()) == 2
    assert not any("Traceback" in line for line in process.err.said)
