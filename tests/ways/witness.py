"""What must be true of a community after any crash, and the notes that are taken on the way to say so."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from mailcop.community.deliveries import MAX_DOUBTS
from mailcop.model import deliveries, mailings, mails, posts, receptions, subscriptions
from mailcop.words import Delivery, DeliveryState, Fate, MailingKind, MailingState
from tests.ways.node import Node

_MESSAGE_ID = re.compile(r"^Message-ID: (<[^>]+>)", re.M | re.I)
_WAITING = [DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.DEFERRED]


@dataclass
class Witness:
    """Hears each letter that the relay took and looks at the ledger after each kill."""

    taken: Counter[tuple[str, str]] = field(default_factory=Counter)  # (recipient, Message-ID): how often
    in_doubt: Counter[tuple[str, str]] = field(default_factory=Counter)  # how often it was being sent at a kill
    letters: int = 0
    most_in_doubt: int = 0
    _dead: set[str] = field(default_factory=set)  # names of killed nodes

    def hear(self, line: str) -> None:
        """A line of the relay's log."""
        said = json.loads(line)
        found = _MESSAGE_ID.search(said["raw"])
        assert found is not None, said["raw"]
        self.taken[said["recipient"], found[1]] += 1
        self.letters += 1

    def note_doubts(self, node: Node) -> None:
        """After a kill and before the next start: which letters were being sent."""
        with node.engine().connect() as conn:
            _wait_for_the_dead(conn)
            sending = conn.execute(_letters().where(deliveries.c.state == DeliveryState.SENDING)).all()
        new = [row for row in sending if row.claimed_by not in self._dead]  # others wait for their claim to run out
        by = {row.claimed_by for row in new}
        self._dead |= by
        assert len(by) <= 1, f"letters of {by} were being sent"
        assert len(new) <= node.connections, f"{len(new)} letters were being sent over {node.connections} connections"
        self.most_in_doubt = max(self.most_in_doubt, len(new))
        self.in_doubt.update((row.address, row.own_message_id) for row in new)

    def repeated(self) -> dict[tuple[str, str], int]:
        """The letters that the relay took more than once."""
        return {letter: count for letter, count in self.taken.items() if count > 1}


def lost_and_doubled(node: Node, acknowledged: Sequence[str]) -> tuple[list[str], list[str]]:
    """Message-IDs that were answered 250 and have no post, and those that have two."""
    with node.engine().connect() as conn:
        found: Counter[str] = Counter(conn.scalars(select(posts.c.message_id)))
    return [one for one in dict.fromkeys(acknowledged) if not found[one]], [one for one in found if found[one] > 1]


def wait_until_settled(node: Node, seconds: float = 60) -> None:
    """Return when no letter waits any more."""
    until = time.monotonic() + seconds
    is_retried = (deliveries.c.state == DeliveryState.IN_DOUBT) & (deliveries.c.doubts < MAX_DOUBTS)
    is_waiting = deliveries.c.state.in_(_WAITING) | is_retried
    with node.engine().connect() as conn:
        while True:
            waiting = conn.scalar(select(func.count()).where(mailings.c.state == MailingState.OPEN))
            waiting = waiting or conn.scalar(select(func.count()).where(is_waiting))
            conn.rollback()
            if not waiting:
                return
            assert time.monotonic() < until, f"{waiting} letters and mailings still wait"
            time.sleep(0.05)


def check(node: Node, acknowledged: Sequence[str], witness: Witness) -> None:
    """Nothing acknowledged is lost, nothing is posted twice, each reader got each post, and the ledger sums up."""
    lost, doubled = lost_and_doubled(node, acknowledged)
    assert not lost, f"{len(lost)} of {len(acknowledged)} acknowledged mails are lost: {lost[:5]}"
    assert not doubled, f"posted twice: {doubled[:5]}"
    with node.engine().connect() as conn:
        _check_receptions(conn, acknowledged)
        _check_letters(conn, witness)
        if conn.dialect.name == "sqlite":
            assert conn.scalar(text("PRAGMA integrity_check")) == "ok"
            assert conn.execute(text("PRAGMA foreign_key_check")).all() == []


def _check_receptions(conn: Connection, acknowledged: Sequence[str]) -> None:
    fates: dict[str, Counter[str]] = {}
    for message_id, fate in conn.execute(
        select(mails.c.message_id, receptions.c.fate).join(receptions, receptions.c.mail_id == mails.c.id)
    ):
        fates.setdefault(message_id, Counter())[fate] += 1
    for one in acknowledged:
        assert fates[one][Fate.POSTED] == 1, (one, fates[one])
        assert set(fates[one]) <= {Fate.POSTED, Fate.DUPLICATE}, (one, fates[one])
    of_posts = conn.scalar(select(func.count()).select_from(receptions).where(receptions.c.fate == Fate.POSTED))
    assert of_posts == conn.scalar(select(func.count()).select_from(posts))


def _check_letters(conn: Connection, witness: Witness) -> None:
    s = subscriptions
    readers = Counter[int](conn.scalars(select(s.c.forum_id).where(s.c.delivery == Delivery.EACH)))
    owed = sum(readers[forum_id] for forum_id in conn.scalars(select(posts.c.forum_id)))
    letters = conn.execute(_letters()).all()
    assert len(letters) == owed, f"{len(letters)} letters for {owed} owed"
    for row in letters:
        letter = row.address, row.own_message_id
        if row.state == DeliveryState.IN_DOUBT:  # cut twice: it waits for a person, and is no secret
            assert witness.in_doubt[letter] >= MAX_DOUBTS, (row, witness.in_doubt[letter])
        else:
            assert row.state == DeliveryState.HANDED, row
            assert witness.taken[letter] >= 1, f"never arrived: {row}"
        assert witness.taken[letter] <= 1 + witness.in_doubt[letter], f"repeated without a doubt: {row}"
    strange = witness.taken.keys() - {(row.address, row.own_message_id) for row in letters}
    assert not strange, f"letters that nobody owed: {sorted(strange)[:5]}"


def _letters() -> Select[Any]:
    d = deliveries
    return (
        select(d.c.address, d.c.state, d.c.doubts, d.c.claimed_by, posts.c.own_message_id)
        .join(mailings, (mailings.c.id == d.c.mailing_id) & (mailings.c.kind == MailingKind.POST))
        .join(posts, posts.c.id == mailings.c.post_id)
    )


def _wait_for_the_dead(conn: Connection, seconds: float = 20) -> None:
    """A killed client's last transaction may still be at work in PostgreSQL; return when it is over."""
    if conn.dialect.name != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + seconds
    while conn.scalar(text(others)):
        conn.rollback()
        assert time.monotonic() < until, "a session of the killed node lives on"
        time.sleep(0.005)
    conn.rollback()
