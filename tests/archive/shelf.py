"""A forum into which archives are taken, and what its tables say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from mailcop.community import archive, forums
from mailcop.community.settling import Settled, settle
from mailcop.db import Database
from mailcop.inbound.archives import Report, take_in
from mailcop.inbound.mbox import Entry
from mailcop.model import awaited_ids, deliveries, facts, mailings, posts, threads
from mailcop.words import Policy

BEGINNING = datetime(2020, 5, 4, 9, tzinfo=UTC)
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


class Shelf:
    """One forum, `general`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.write(lambda conn: forums.declare_forum(conn, "general", "General", Policy.MEMBERS, NOW))
        self.forum = self._forum()

    def _forum(self) -> forums.Forum:
        found = self.database.read(lambda conn: forums.forum_named(conn, "general"))
        assert found is not None
        return found

    def take(self, *raws: bytes, **rest: Any) -> Report:
        """An archive of these mails."""
        return self.take_entries([Entry(raw) for raw in raws], **rest)

    def take_entries(self, entries: Sequence[Entry], **rest: Any) -> Report:
        """An archive of these entries, read by this process."""
        rest.setdefault("processes", 0)
        return take_in(self.database, self.forum, iter(entries), "cop.example.org", NOW, **rest)

    def settle(self) -> Settled:
        """Settle the forum again."""
        return settle(self.database, self.forum.id, NOW)

    def lines(self) -> list[dict[str, Any]]:
        """As `mailcop threads --json` prints them."""
        return self.database.read(lambda conn: list(archive.thread_lines(conn, self.forum)))

    def shape(self) -> set[Any]:
        """The threads without what tells when they were made."""
        return {
            (
                line["subject"],
                tuple(
                    (
                        post["message_id"],
                        post["parent"],
                        post["at"],
                        tuple((one["kind"], one["post"], one["words"]) for one in post["evidence"]),
                    )
                    for post in line["posts"]
                ),
            )
            for line in self.lines()
        }

    def parents(self) -> dict[str, str | None]:
        """Each post's parent, by Message-ID."""
        return {post["message_id"]: post["parent"] for line in self.lines() for post in line["posts"]}

    def found(self, words: str) -> list[str]:
        """The Message-IDs of what search finds."""
        hits = self.database.read(lambda conn: archive.search(conn, [self.forum.id], words))
        return [hit.message_id for hit in hits]

    def check(self) -> None:
        """What holds whenever an import is done: counts and dates right, seqs each once, nothing owed, nobody waits."""

        def work(conn: Connection) -> None:
            for thread in conn.execute(select(threads).where(threads.c.merged_into.is_(None))):
                shown = select(func.count(), func.min(posts.c.posted_at), func.max(posts.c.posted_at)).where(
                    posts.c.thread_id == thread.id, posts.c.hidden_at.is_(None), posts.c.seq.is_not(None)
                )
                count, first, last = conn.execute(shown).one()
                assert (thread.posts, thread.started_at, thread.last_at) == (count, first, last)
            assert not conn.scalar(select(func.count()).select_from(posts).where(posts.c.seq.is_(None)))
            total = conn.scalar(select(func.count()).select_from(posts))
            assert self._forum().last_seq == total == conn.scalar(select(func.count(func.distinct(posts.c.seq))))
            assert not conn.scalar(select(func.count()).select_from(mailings))
            assert not conn.scalar(select(func.count()).select_from(deliveries))
            assert not conn.execute(select(facts.c.name).where(facts.c.name.like("import:%"))).all()

        self.database.read(work)

    def awaited(self) -> set[str]:
        """The ids that posts wait for."""
        return set(self.database.read(lambda conn: list(conn.scalars(select(awaited_ids.c.message_id)))))


def mail(number: int, subject: str = "Wells", words: str = "", **fields: str) -> bytes:
    """A small mail of an archive: `<number@x.example>`, a minute after the one before."""
    head = {
        "From": f"Ana <ana{number}@x.example>",
        "Subject": subject,
        "Message-ID": f"<{number}@x.example>",
        "Date": (BEGINNING + timedelta(minutes=number)).strftime("%a, %d %b %Y %H:%M:%S +0000"),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    text = "".join(f"{name}: {value}\n" for name, value in head.items() if value)
    return f"{text}\n{words or f'The words of number {number} are like no others here.'}\n".encode()
