"""The way of a restart: SIGTERM under load ends soon and loses nothing; what waited goes on waiting for its time."""

from __future__ import annotations

import smtplib
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripted_relay import Rule
from tests.ways.node import Node
from tests.ways.posting import Senders
from tests.ways.relaying import Relay
from tests.ways.witness import Witness, check, wait_until_settled

SENDERS = [f"sender{number}" for number in range(4)]
PEOPLE = [f"{who},Sender,en,UTC,general,each,member" for who in SENDERS]


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def relay(tmp_path: Path, witness: Witness) -> Iterator[Relay]:
    """A running relay whose letters the witness hears."""
    relay = Relay(tmp_path, heard=witness.hear)
    relay.start()
    yield relay
    relay.kill()


def test_sigterm_under_load_ends_within_ten_seconds_and_nothing_is_lost_or_repeated(
    node: Node, witness: Witness
) -> None:
    node.found(*PEOPLE).start()
    with Senders(node, SENDERS, pause=0.01) as senders:
        for _ in range(3):
            senders.wait_for(len(senders.acknowledged) + 20)
            assert node.stop() < 10
            node.start()
    wait_until_settled(node)
    check(node, senders.acknowledged, witness)
    assert witness.repeated() == {}
    assert node.fates() == {"posted": len(senders.acknowledged)}, "not even a duplicate: each 250 was heard"


def test_sigterm_is_quick_though_a_client_dawdles_and_the_relay_holds_its_answer(
    sqlite_node: Node, relay: Relay, witness: Witness
) -> None:
    """The letters without an answer are in doubt, the mail without an end is not kept, and both come again."""
    node = sqlite_node
    relay.kill()
    relay.start(Rule(at="dot", is_held=True, times=-1))
    node.found(*PEOPLE).start()
    with Senders(node, SENDERS[:1], most=1) as senders, smtplib.SMTP("127.0.0.1", node.smtp) as client:
        relay.until(lambda: witness.letters == len(SENDERS))
        client.ehlo()
        client.docmd("MAIL", "FROM:<sender1@example.net>")
        client.docmd("RCPT", "TO:<general@cop.example.org>")
        client.docmd("DATA")
        client.send(b"Subject: without an end\r\n")
        assert node.stop() < 10
        client.close()
    assert node.outbox() == {"in_doubt": len(SENDERS)}
    relay.kill()
    relay.start()
    node.start()
    relay.until(lambda: len(witness.repeated()) == len(SENDERS))
    node.stop()
    assert node.outbox() == {"handed": len(SENDERS)}
    assert node.fates() == {"posted": len(senders.acknowledged)}


def test_a_letter_that_waits_for_a_second_try_keeps_its_time_over_a_restart(
    node: Node, relay: Relay, witness: Witness
) -> None:
    relay.kill()
    relay.start(Rule(at="rcpt", recipient="sender1@example.net", reply="450 4.2.0 come later"))
    node.retry_after = "3 s"
    process = node.found(*PEOPLE).start()
    with Senders(node, SENDERS[:1], most=1) as senders:
        process.wait_for("come later")
    node.stop()
    assert node.outbox()["deferred"] == 1
    node.start()
    wait_until_settled(node)
    check(node, senders.acknowledged, witness)
    assert witness.letters == len(PEOPLE)


def test_a_backup_taken_under_load_opens_and_is_one_moment(node: Node, witness: Witness) -> None:
    """SQLite's copy is looked into; PostgreSQL's is pg_dump's, one snapshot; test_restored.py brings both back."""
    node.found(*PEOPLE).start()
    with Senders(node, SENDERS) as senders:
        senders.wait_for(20)
        node.run("backup", "copy.tar")
        before = len(senders.acknowledged)
    wait_until_settled(node)
    check(node, senders.acknowledged, witness)
    with tarfile.open(node.folder / "copy.tar") as tar:
        names = tar.getnames()
        assert "mailcop.json" in names
        if "mailcop.db" not in names:
            assert "mailcop.sql" in names
            return
        tar.extract("mailcop.db", node.folder / "restored", filter="data")
    copy = sqlite3.connect(node.folder / "restored" / "mailcop.db")
    try:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        posts, receptions, mailings = (
            copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("posts", "receptions", "mailings")
        )
        assert posts == receptions == mailings
        assert 20 <= posts <= before + len(SENDERS)
        ((hold,),) = copy.execute("SELECT value FROM facts WHERE name = 'hold'").fetchall()
        assert hold.startswith("copy as of ")
    finally:
        copy.close()
