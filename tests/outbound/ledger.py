"""A forum with readers of each post and posts that are owed: what the tests of mail out start from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mailcop import model
from mailcop.community import audiences, deliveries
from mailcop.db import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIFE = timedelta(days=5)


class Ledger:
    """Writes what intake and editions write, and asks what the outbox did."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.forum = self._new(
            model.forums, name="general", title="General", policy="members", last_seq=0, created_at=NOW
        )
        self._posts = 0

    def readers(self, count: int, delivery: str = "each") -> None:
        """Members 1 to `count`, m1@example.org and so on, in the forum."""

        def work(conn: Connection) -> None:
            numbers = range(1, count + 1)
            zones = ("Europe/Paris", "America/Bogota", "Africa/Nairobi")
            languages = ("en", "es", "fr")
            made = {"created_at": NOW}
            people = [(n, f"Member {n}", f"m{n}@example.org") for n in numbers]
            conn.execute(
                insert(model.members),
                [
                    {"id": n, "name": name, "language": languages[n % 3], "zone": zones[n % 3], **made}
                    for n, name, _ in people
                ],
            )
            conn.execute(
                insert(model.addresses),
                [{"id": n, "member_id": n, "address": at, "key": at, "verified_at": NOW} for n, _, at in people],
            )
            of = {"forum_id": self.forum, "delivery": delivery, **made}
            conn.execute(
                insert(model.subscriptions), [{"id": n, "member_id": n, "address_id": n, **of} for n in numbers]
            )

        self.database.write(work)

    def post(self, *, due_at: datetime = NOW, life: timedelta = LIFE, **columns: Any) -> int:
        """A visible post and the mailing that owes it to everyone who reads each; returns the mailing's id."""
        self._posts += 1
        seq = self._posts
        thread = self._new(model.threads, forum_id=self.forum, subject="S", started_at=NOW, last_at=NOW)
        words = {"subject": "S", "visible_text": "Words.", "author_name": "Ana", "message_id": f"<{seq}@x.example>"}
        ids = {"own_message_id": f"<own{seq}@cop.example.org>", "reference_ids": [], "folds": [], "evidence": []}
        when = {"posted_at": NOW, "visible_at": NOW}
        post = self._new(model.posts, forum_id=self.forum, thread_id=thread, seq=seq, **words, **ids, **when)
        audience = {"to": "each", "through": 10**9, "seq": seq}
        return self.mailing(kind="post", post_id=post, forum_id=self.forum, audience=audience, due_at=due_at,
                            expires_at=due_at + life, **columns)  # fmt: skip

    def registered_for(self, occurrence: int) -> dict[str, Any]:
        """The audience of those who had a place by now."""
        return {"to": "registered", "occurrence_id": occurrence, "before": NOW.isoformat(), "through": 10**9}

    def mailing(self, **columns: Any) -> int:
        """Any mailing; open unless it says otherwise."""
        usual = {"key": f"k{self.count('mailings')}", "state": "open", "facts": {}, "audience": {}, "created_at": NOW}
        return self._new(model.mailings, **{**usual, "due_at": NOW, "expires_at": NOW + LIFE, **columns})

    def expand(self, page: int = 500, now: datetime = NOW) -> list[audiences.Expanded]:
        """Plans all pages of all open mailings."""
        done = []
        while page_done := self.database.write(lambda conn: audiences.expand_next(conn, now, page)):
            done.append(page_done)
        return done

    def claim(self, node: str = "a", now: datetime = NOW, limit: int = 500, minutes: float = 5) -> deliveries.Claimed:
        """Claims for a node."""
        until = now + timedelta(minutes=minutes)
        return self.database.write(lambda conn: deliveries.claim(conn, node, now, until, limit))

    def begin(self, ids: list[int], node: str = "a") -> set[int]:
        """Marks letters as being sent."""
        return self.database.write(lambda conn: deliveries.begin_sending(conn, node, ids))

    def release(self, now: datetime) -> deliveries.Released:
        """Takes back the claims that have run out."""
        return self.database.write(lambda conn: deliveries.release_expired_claims(conn, now))

    def counts(self) -> Mapping[str, int]:
        """The states that occur; checks that they add up."""
        every = self.database.read(deliveries.counts)
        assert sum(every.values()) == self.count("deliveries")
        return {state: count for state, count in every.items() if count}

    def count(self, table: str) -> int:
        """Rows of a table."""
        return len(self.rows(table))

    def rows(self, table: str) -> list[Any]:
        """All rows in order of id."""
        of = model.metadata.tables[table]
        return self.database.read(lambda conn: list(conn.execute(select(of).order_by(*of.primary_key.columns))))

    def set(self, table: str, row: int, **values: Any) -> None:
        """Changes a row as another part would."""
        of = model.metadata.tables[table]
        self.database.write(lambda conn: conn.execute(update(of).where(of.c.id == row).values(**values)) and None)

    def new(self, table: str, **values: Any) -> int:
        """A row; its id."""
        return self._new(model.metadata.tables[table], **values)

    def _new(self, table: Any, **values: Any) -> int:
        made: int = self.database.write(
            lambda conn: conn.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
        )
        return made
