"""Keeps mail and mark in one SQLite transaction, as intake does; as a process it can be killed in mid-batch.

python -m tests.doors.mailbox_reader PORT DATABASE     polls once and prints the number of each mail as it is taken
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, create_engine, text

from mailcop.inbound.imap import ImapPoll, Mailbox
from mailcop.words import Envelope, Reply
from tests.doors.recording import KEPT


class KeepingIntake:
    """One table of mails, one of the mark; `knows_duplicates` is intake's unique key."""

    def __init__(self, database: str, *, knows_duplicates: bool = False) -> None:
        self.engine = create_engine(f"sqlite:///{database}", connect_args={"check_same_thread": False})
        self.knows_duplicates = knows_duplicates
        self.prints = False
        self.faults: list[Reply] = []
        self.taken: list[tuple[Envelope, tuple[str, ...]]] = []
        with self.engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS mails (n INTEGER PRIMARY KEY, digest TEXT, raw BLOB)"))
            connection.execute(text("CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY, validity INT, uid INT)"))

    def recipient(self, address: str) -> Reply | None:
        return None if address.endswith("@example.org") and address != "cop@example.org" else Reply(550, "5.1.1", "no")

    def room(self, size_bytes: int) -> Reply | None:
        return None

    async def take(self, raw: bytes, envelope: Envelope, recipients: Sequence[str]) -> list[Reply]:
        raise NotImplementedError

    def take_now(
        self,
        raw: bytes,
        envelope: Envelope,
        recipients: Sequence[str],
        beside: Callable[[Connection], None] | None = None,
    ) -> list[Reply]:
        if self.faults:
            return [self.faults.pop(0)] * len(recipients)
        digest = hashlib.sha256(raw).hexdigest()
        with self.engine.begin() as connection:
            known = text("SELECT count(*) FROM mails WHERE digest = :digest")
            if not (self.knows_duplicates and connection.scalar(known, {"digest": digest})):
                insert = text("INSERT INTO mails (digest, raw) VALUES (:digest, :raw)")
                connection.execute(insert, {"digest": digest, "raw": raw})
            if beside is not None:
                beside(connection)
        self.taken.append((envelope, tuple(recipients)))
        if self.prints:
            print(len(self.taken), flush=True)
        return [KEPT] * len(recipients)

    def subjects(self) -> list[str]:
        """The first line of each mail, in the order taken."""
        with self.engine.begin() as connection:
            raws = connection.scalars(text("SELECT raw FROM mails ORDER BY n")).all()
        return [raw.split(b"\r\n")[0].decode() for raw in raws]

    def read_mark(self) -> tuple[int, int] | None:
        with self.engine.begin() as connection:
            row = connection.execute(text("SELECT validity, uid FROM mark")).first()
        return None if row is None else (row.validity, row.uid)

    def write_mark(self, connection: Connection, validity: int, uid: int) -> None:
        connection.execute(text("REPLACE INTO mark VALUES (1, :validity, :uid)"), {"validity": validity, "uid": uid})


def poll_of(port: int, intake: KeepingIntake, user: str, password: str, *, seconds: float = 5) -> ImapPoll:
    """A poll of the test's mailbox that turns every 50 ms."""
    soon = timedelta(milliseconds=50)
    silence = timedelta(seconds=seconds)
    mailbox = Mailbox(
        "127.0.0.1", port, user, password, "cop@example.org", "off", poll_every=soon, timeout=silence, retry_after=soon
    )
    return ImapPoll(mailbox, intake, intake.read_mark, intake.write_mark, clock=lambda: datetime.now(UTC))


if __name__ == "__main__":
    keeping = KeepingIntake(sys.argv[2])
    keeping.prints = True
    poll_of(int(sys.argv[1]), keeping, sys.argv[3], sys.argv[4]).poll()
