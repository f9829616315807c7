"""kill -9 at random, under eight senders and during fan-out. KILLS and SEED in the environment; the seed is printed."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ways.node import DOMAIN, KILLED, Node
from tests.ways.posting import Senders
from tests.ways.relaying import Relay
from tests.ways.speaking import Speaking
from tests.ways.witness import Witness, check, lost_and_doubled, wait_until_settled

SENDERS = [f"sender{number}" for number in range(8)]
PEOPLE = [
    *(f"{who},{who.capitalize()},en,UTC,general,{'each' if who < 'sender4' else 'weekly'},member" for who in SENDERS),
    *(f"{who},{who.capitalize()},en,UTC,garden,weekly,member" for who in SENDERS),
    *(f"reader{number},Reader,en,UTC,garden,each,member" for number in range(600)),  # more than one page
]
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))


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


def test_kill_9_at_random_loses_nothing_and_repeats_only_what_was_being_sent(
    node: Node, relay: Relay, witness: Witness, capsys: pytest.CaptureFixture[str]
) -> None:
    _survive(node, relay, witness, 20, capsys)


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing_and_repeat_only_what_was_being_sent(
    node: Node, relay: Relay, witness: Witness, capsys: pytest.CaptureFixture[str]
) -> None:
    _survive(node, relay, witness, int(os.environ.get("KILLS", "1000")), capsys)


def test_a_node_that_answers_before_it_commits_is_found_out(sqlite_node: Node) -> None:
    """The control: with the commit taken away the same look at the tables finds losses."""
    node = sqlite_node.found(*PEOPLE)
    chance = random.Random(SEED)
    with Senders(node, SENDERS) as senders:
        for _ in range(5):
            before = len(senders.acknowledged)
            process = node.start(module=("-m", "tests.ways.killed_node", "answer-before-commit"))
            senders.wait_for(before + 20)
            threading.Event().wait(chance.uniform(0, 0.1))
            process.kill()
        node.start()
    lost, _ = lost_and_doubled(node, senders.acknowledged)
    assert lost, f"SEED={SEED}: {len(senders.acknowledged)} acknowledged before they were written, and none lost"


def _survive(node: Node, relay: Relay, witness: Witness, kills: int, capsys: pytest.CaptureFixture[str]) -> None:
    print(f"SEED={SEED}")
    chance = random.Random(SEED)
    node.found(*PEOPLE)
    with (
        Senders(node, SENDERS, pause=0.02) as senders,
        Senders(node, ["sender0"], to=f"garden@{DOMAIN}", pause=max(5.0, kills / 20)) as to_many,
    ):
        for _ in range(kills):
            process = node.begin()
            _let_it_work(process, chance, senders, relay, witness)
            process.kill()
            assert process.code == KILLED, process.err.said
            witness.note_doubts(node)
        node.start()
    acknowledged = [*senders.acknowledged, *to_many.acknowledged]
    assert not senders.refused + to_many.refused
    wait_until_settled(node, seconds=60 + kills)
    check(node, acknowledged, witness)
    with capsys.disabled():
        print(
            f"\n{node.database.partition(':')[0]}: {kills} kills (SEED={SEED}), {len(acknowledged)} mails acknowledged,"
            f" 0 lost, 0 posted twice; {witness.letters} letters, {len(witness.repeated())} of"
            f" {witness.in_doubt.total()} in doubt came twice, at most {witness.most_in_doubt} in doubt at a kill"
        )


def _let_it_work(process: Speaking, chance: random.Random, senders: Senders, relay: Relay, witness: Witness) -> None:
    """Return when it is time to die: one in six while it starts, the others between mails in or between letters out."""
    if (kind := chance.random()) < 1 / 6:
        threading.Event().wait(chance.uniform(0, 1))
        return
    process.wait_for("node ready")
    if kind < 3 / 6:
        senders.wait_for(len(senders.acknowledged) + chance.randint(1, 25))
    else:
        enough = witness.letters + chance.randint(1, 120)
        relay.until(lambda: witness.letters >= enough)
    threading.Event().wait(chance.uniform(0, 0.05))
