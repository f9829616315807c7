"""kill -9 at each named point of a mail's way, in and out: the sender tries again, the next node goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripted_relay import Rule
from tests.ways.node import KILLED, Node
from tests.ways.posting import Senders
from tests.ways.relaying import Relay
from tests.ways.witness import Witness, check, wait_until_settled

PEOPLE = [f"{who},{who.capitalize()},en,UTC,general,each,member" for who in ("ana", "bo", "cleo")]
CROWD = [f"reader{number},Reader,en,UTC,general,each,member" for number in range(520)]  # two pages
AFTER_THE_250 = {"second-page-planned", "between-sending-and-data", "between-reply-and-record"}


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


@pytest.mark.parametrize(
    "point",
    [
        "before-commit",
        "between-commit-and-250",
        "before-the-blob-has-its-name",
        "between-blob-and-row",
        "second-page-planned",
        "between-sending-and-data",
        "between-reply-and-record",
    ],
)
def test_a_node_killed_there_loses_nothing_and_posts_nothing_twice(point: str, node: Node, witness: Witness) -> None:
    node.connections = 1  # so that one letter at most is in doubt
    node.found(*PEOPLE, *(CROWD if point == "second-page-planned" else []))
    killed = node.start(module=("-m", "tests.ways.killed_node", point))
    attached = b"\x00\xff" * 50_000 if "blob" in point else b""
    with Senders(node, ["bo"], attached=attached, most=1) as senders:
        assert killed.wait() == KILLED
        assert len(senders.acknowledged) == (1 if point in AFTER_THE_250 else 0)
        witness.note_doubts(node)
        node.start()
        senders.wait_for(1)
    wait_until_settled(node)
    check(node, senders.acknowledged, witness)
    assert node.fates().get("duplicate", 0) == (1 if point == "between-commit-and-250" else 0)
    if point == "between-reply-and-record":
        assert len(witness.repeated()) == witness.most_in_doubt == 1


def test_a_letter_cut_after_its_dot_is_in_doubt_and_sent_once_more_with_its_message_id(
    node: Node, relay: Relay, witness: Witness
) -> None:
    """The relay keeps the letter to bo, and its answer does not come before the node is killed."""
    node.connections = 1
    relay.kill()
    relay.start(Rule(at="dot", recipient="bo@example.net", is_held=True))
    node.found(*PEOPLE).start()
    with Senders(node, ["ana"], most=1) as senders:
        relay.until(lambda: "bo@example.net" in {recipient for recipient, _ in witness.taken})
        senders.finish()
    node.kill()
    witness.note_doubts(node)
    assert [recipient for recipient, _ in witness.in_doubt] == ["bo@example.net"]
    node.start()
    wait_until_settled(node)
    check(node, senders.acknowledged, witness)
    assert [recipient for recipient, _ in witness.repeated()] == ["bo@example.net"]
