"""The IMAP door against a real Dovecot: nothing lost, nothing twice, whatever is killed, changed or hung."""

from __future__ import annotations

import imaplib
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailcop.inbound import imap
from mailcop.inbound.addressed import addresses_in, recipients_of, sender_of
from mailcop.inbound.imap import Mailbox, Trouble
from mailcop.words import Reply
from tests.doors.mailbox_reader import KeepingIntake, poll_of
from tests.servers_mail import PrivateDovecot, private_dovecot


@pytest.fixture(scope="module")
def server() -> Iterator[PrivateDovecot]:
    with private_dovecot() as server:
        yield server


@pytest.fixture
def dovecot(server: PrivateDovecot) -> PrivateDovecot:
    """The server with an empty INBOX."""
    with imaplib.IMAP4("127.0.0.1", server.port) as client:
        client.login(server.user, server.password)
        _, counts = client.select("INBOX")
        if counts != [b"0"]:
            client.store("1:*", "+FLAGS", r"\Deleted")
            client.expunge()
    return server


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[KeepingIntake]:
    intake = KeepingIntake(str(tmp_path / "kept.db"))
    yield intake
    intake.engine.dispose()


def numbered(number: int, extra: str = "") -> bytes:
    return f"Subject: {number}\r\nTo: general@example.org\r\n{extra}\r\nhello {number}\r\n".encode()


def eventually(is_so: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def named(*numbers: int) -> list[str]:
    return [f"Subject: {number}" for number in numbers]


def test_new_mail_is_taken_once_and_left_unseen(dovecot: PrivateDovecot, intake: KeepingIntake) -> None:
    poll = poll_of(dovecot.port, intake, dovecot.user, dovecot.password)
    assert poll.poll() == 0
    dovecot.deliver(numbered(1))
    dovecot.deliver(numbered(2))
    assert [poll.poll(), poll.poll()] == [2, 0]
    dovecot.deliver(numbered(3))
    assert [poll.poll(), poll.poll()] == [1, 0]
    assert intake.subjects() == named(1, 2, 3)
    envelope, recipients = intake.taken[0]
    assert (envelope.door, envelope.is_mailbox, envelope.is_trusted, recipients) == (
        "imap", True, True, ("general@example.org",),
    )  # fmt: skip
    with imaplib.IMAP4("127.0.0.1", dovecot.port) as client:
        client.login(dovecot.user, dovecot.password)
        client.select("INBOX", readonly=True)
        assert client.search(None, "SEEN")[1] == [b""]


def test_mail_that_a_person_has_read_or_flagged_is_taken_all_the_same(
    dovecot: PrivateDovecot, intake: KeepingIntake
) -> None:
    for number in (1, 2, 3):
        dovecot.deliver(numbered(number))
    with imaplib.IMAP4("127.0.0.1", dovecot.port) as client:
        client.login(dovecot.user, dovecot.password)
        client.select("INBOX")
        client.store("1", "+FLAGS", r"(\Seen \Flagged)")
        client.store("2", "+FLAGS", r"\Deleted")
        client.expunge()
    poll_of(dovecot.port, intake, dovecot.user, dovecot.password).poll()
    assert intake.subjects() == named(1, 3)


@pytest.mark.slow
def test_killed_in_mid_batch_nothing_is_lost_and_nothing_taken_twice(
    dovecot: PrivateDovecot, intake: KeepingIntake, tmp_path: Path
) -> None:
    for number in range(120):
        dovecot.deliver(numbered(number))
    arguments = [str(dovecot.port), str(tmp_path / "kept.db"), dovecot.user, dovecot.password]
    for kill_after in (1, 13, 40, 2):
        command = [sys.executable, "-m", "tests.doors.mailbox_reader", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:
            assert reader.stdout is not None
            for _ in range(kill_after):
                assert reader.stdout.readline()
            reader.kill()
    assert 56 <= len(intake.subjects()) < 120
    poll_of(dovecot.port, intake, dovecot.user, dovecot.password).poll()
    assert intake.subjects() == named(*range(120))


def test_after_a_change_of_uidvalidity_all_is_read_again_and_duplicates_are_known(
    dovecot: PrivateDovecot, intake: KeepingIntake
) -> None:
    intake.knows_duplicates = True
    poll = poll_of(dovecot.port, intake, dovecot.user, dovecot.password)
    for number in range(60):
        dovecot.deliver(numbered(number))
    assert poll.poll() == 60
    before = intake.read_mark()
    dovecot.change_uidvalidity()
    dovecot.deliver(numbered(60))
    assert poll.poll() == 61
    assert sorted(intake.subjects()) == sorted(named(*range(61)))
    after = intake.read_mark()
    assert before is not None
    assert after is not None
    assert after[0] != before[0]
    assert poll.poll() == 0


def test_what_storage_did_not_keep_is_taken_at_the_next_poll(dovecot: PrivateDovecot, intake: KeepingIntake) -> None:
    for number in (1, 2, 3):
        dovecot.deliver(numbered(number))
    poll = poll_of(dovecot.port, intake, dovecot.user, dovecot.password)
    intake.faults = [Reply(451, "4.3.0", "later")]
    with pytest.raises(Trouble, match="could not be kept"):
        poll.poll()
    assert poll.poll() == 3
    assert intake.subjects() == named(1, 2, 3)


def test_a_mail_over_the_limit_is_not_fetched_and_said_once(
    dovecot: PrivateDovecot, intake: KeepingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    poll = poll_of(dovecot.port, intake, dovecot.user, dovecot.password)
    object.__setattr__(poll.mailbox, "message_bytes", 1000)
    dovecot.deliver(numbered(1, "X: " + "x" * 1000 + "\r\n"))
    with caplog.at_level(logging.ERROR, "mailcop"):
        poll.poll()
        poll.poll()
    dovecot.deliver(numbered(2))
    poll.poll()
    assert intake.subjects() == named(2)
    assert caplog.text.count("passed-over") == 1


def test_the_thread_polls_until_it_is_stopped(dovecot: PrivateDovecot, intake: KeepingIntake) -> None:
    poll = poll_of(dovecot.port, intake, dovecot.user, dovecot.password)
    poll.start()
    dovecot.deliver(numbered(1))
    eventually(lambda: len(intake.taken) == 1)
    dovecot.deliver(numbered(2))
    eventually(lambda: len(intake.taken) == 2)
    eventually(lambda: poll.polled_at is not None)
    assert poll.trouble == ""
    poll.stop()
    assert not any(thread.name == "imap" for thread in threading.enumerate())


def test_a_wrong_password_is_told_and_not_tried_in_a_tight_loop(dovecot: PrivateDovecot, intake: KeepingIntake) -> None:
    poll = poll_of(dovecot.port, intake, dovecot.user, "wrong")
    poll.start()
    eventually(lambda: "LoginError" in poll.trouble)
    poll.stop()
    assert poll._pause(1, is_login=True) > 4 * poll._pause(1, is_login=False)
    assert poll._pause(40, is_login=False) < poll.mailbox.retry_at_most * 1.3


class ScriptedServer:
    """Listens, greets each client and answers its commands with the given lines; then says nothing more."""

    def __init__(self, answers: dict[str, str], greeting: bytes = b"* OK ready\r\n") -> None:
        self.answers = answers
        self.greeting = greeting
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open: list[socket.socket] = []
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(client)
            client.sendall(self.greeting)
            for line in client.makefile("r", newline="\r\n"):
                tag, _, command = line.strip().partition(" ")
                answer = next((text for start, text in self.answers.items() if command.startswith(start)), None)
                if answer is None:
                    break
                client.sendall(answer.replace("TAG", tag).encode())

    def close(self) -> None:
        for client in self.open:
            client.close()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


FRIENDLY = {
    "CAPABILITY": "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
    "LOGIN": "TAG OK done\r\n",
    "EXAMINE": "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK done\r\n",
    "LOGOUT": "* BYE bye\r\nTAG OK done\r\n",
}


@pytest.fixture
def scripted() -> Iterator[Callable[..., ScriptedServer]]:
    servers: list[ScriptedServer] = []

    def make(**answers: str) -> ScriptedServer:
        servers.append(ScriptedServer(FRIENDLY | {key.replace("_", " "): text for key, text in answers.items()}))
        return servers[-1]

    yield make
    for server in servers:
        server.close()


def test_a_server_that_falls_silent_is_left_and_tried_again(
    scripted: Callable[..., ScriptedServer], intake: KeepingIntake
) -> None:
    server = scripted()  # it never answers the search
    poll = poll_of(server.port, intake, "cop", "secret", seconds=0.2)
    poll.start()
    eventually(lambda: server.connections >= 2)
    began = time.monotonic()
    poll.stop()
    assert time.monotonic() - began < 2
    assert "Timeout" in poll.trouble or "timed out" in poll.trouble


def test_stopping_does_not_wait_for_a_silent_server(
    scripted: Callable[..., ScriptedServer], intake: KeepingIntake
) -> None:
    server = scripted()
    poll = poll_of(server.port, intake, "cop", "secret", seconds=60)
    poll.start()
    eventually(lambda: server.connections == 1 and poll._client is not None)
    began = time.monotonic()
    poll.stop()
    assert time.monotonic() - began < 2
    assert not poll._thread.is_alive()


def test_the_last_old_mail_that_a_search_names_is_not_taken_again(
    scripted: Callable[..., ScriptedServer], intake: KeepingIntake
) -> None:
    """RFC 3501 section 6.4.8: `5:*` includes the last mail, UID 4."""
    server = scripted(**{"UID_SEARCH": "* SEARCH 4\r\nTAG OK done\r\n"})
    with intake.engine.begin() as connection:
        intake.write_mark(connection, 7, 4)
    assert poll_of(server.port, intake, "cop", "secret").poll() == 0


def test_a_literal_of_4_gigabytes_is_not_read(scripted: Callable[..., ScriptedServer], intake: KeepingIntake) -> None:
    server = scripted(
        **{
            "UID_SEARCH": "* SEARCH 5\r\nTAG OK done\r\n",
            "UID_FETCH_5_(RFC822.SIZE)": "* 1 FETCH (UID 5 RFC822.SIZE 100)\r\nTAG OK done\r\n",
            "UID_FETCH_5_(BODY.PEEK[])": "* 1 FETCH (UID 5 BODY[] {4294967296}\r\n",
        }
    )
    with pytest.raises(Trouble, match="4294967296"):
        poll_of(server.port, intake, "cop", "secret").poll()


def test_a_mail_that_never_comes_is_passed_over_after_three_times(
    scripted: Callable[..., ScriptedServer], intake: KeepingIntake
) -> None:
    server = scripted(
        **{
            "UID_SEARCH": "* SEARCH 5 6\r\nTAG OK done\r\n",
            "UID_FETCH_5,6_(RFC822.SIZE)": "".join(f"* 1 FETCH (UID {uid} RFC822.SIZE 9)\r\n" for uid in (5, 6))
            + "TAG OK done\r\n",
            "UID_FETCH_5,6_(BODY.PEEK[])": "* 2 FETCH (UID 6 BODY[] {6}\r\nA: b\r\n)\r\nTAG OK done\r\n",
        }
    )
    poll = poll_of(server.port, intake, "cop", "secret")
    for _ in range(imap.STUMBLES - 1):
        with pytest.raises(Trouble, match="mail 5 came without its text"):
            poll.poll()
    assert poll.poll() == 1
    assert intake.read_mark() == (7, 6)


@pytest.mark.parametrize("name", ["host", "user", "password", "folder"])
def test_text_that_could_end_a_command_is_refused(name: str) -> None:
    values = {"host": "h", "user": "u", "password": "p", "folder": "INBOX"} | {name: "x\r\nA1 LOGOUT"}
    with pytest.raises(ValueError, match=name):
        Mailbox(values["host"], 993, values["user"], values["password"], "a@example.org", folder=values["folder"])


OURS = {"general@example.org", "news@example.org", "general.leave@example.org"}


@pytest.mark.parametrize(
    ("header", "recipients"),
    [
        ("To: general@example.org", ["general@example.org"]),
        ("To: a@b.example, GENERAL@example.org\r\nCc: news@example.org", ["general@example.org", "news@example.org"]),
        ("Delivered-To: news@example.org\r\nTo: general@example.org", ["news@example.org"]),
        ("Delivered-To: cop@example.org\r\nX-Original-To: general.leave@example.org", ["general.leave@example.org"]),
        ("Delivered-To: cop@example.org\r\nDelivered-To: news@example.org", ["cop@example.org"]),
        ("To: =?utf-8?q?G=C3=A9n=C3=A9ral?=\r\n <general@example.org>", ["general@example.org"]),
        ("To: undisclosed-recipients:;", ["cop@example.org"]),
        ("To: \xff\xfe\r\nCc", ["cop@example.org"]),
        ("", ["cop@example.org"]),
    ],
)  # fmt: skip
def test_for_whom_a_mail_in_the_mailbox_was(header: str, recipients: list[str]) -> None:
    raw = header.encode("latin-1") + b"\r\n\r\nTo: news@example.org\r\n"
    assert recipients_of(raw, OURS.__contains__, "cop@example.org") == recipients


def test_the_envelope_sender_is_the_topmost_return_path_else_from() -> None:
    assert sender_of(b"Return-Path: <>\r\nFrom: a@example.net\r\n\r\n") == ""
    assert sender_of(b"Return-Path: <b@example.net>\r\nReturn-Path: <c@example.net>\r\n\r\n") == "b@example.net"
    assert sender_of(b"From: Ana <a@example.net>\r\n\r\n") == "a@example.net"
    assert sender_of(b"") == ""


def test_addresses_are_found_in_linear_time() -> None:
    began = time.perf_counter()
    assert addresses_in("a" * 100_000 + " b@example.org") == ["b@example.org"]
    assert time.perf_counter() - began < 0.1
