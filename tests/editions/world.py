"""A small community on tables, without mail: what the tests of the clock need to say in one line."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, select, update

from mailcop import model
from mailcop.addresses import address_key
from mailcop.community.audiences import expand_next
from mailcop.community.events import add_occurrence, create_event, occurrence_of
from mailcop.community.registrations import answer
from mailcop.db import Database
from mailcop.editions.letters import Letters
from mailcop.reading import Letter, read
from mailcop.timetable import Start

BEGINNING = datetime(2025, 12, 1, 12, tzinfo=UTC)


def new(conn: Connection, table: Table, values: dict[str, Any]) -> int:
    """Insert a row; its id."""
    made: int = conn.execute(table.insert().values(values).returning(table.c.id)).scalar_one()
    return made


class World:
    """Writes rows as doors and commands do, and asks the ledger."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._serial = count(1)

    def forum(self, name: str = "general", now: datetime = BEGINNING) -> int:
        values = {"name": name, "title": name.capitalize(), "policy": "members", "created_at": now}
        return self._insert(model.forums, values)

    def member(
        self,
        name: str,
        *forums: int,
        delivery: str = "weekly",
        zone: str = "Europe/Paris",
        language: str = "en",
        role: str = "member",
        now: datetime = BEGINNING,
    ) -> int:
        """A member with one verified address, NAME@example.org, subscribed to these forums from now on."""

        def work(conn: Connection) -> int:
            values = {"name": name, "language": language, "zone": zone, "created_at": now}
            member = new(conn, model.members, values)
            address = f"{name.lower()}@example.org"
            row = {"member_id": member, "address": address, "key": address_key(address), "verified_at": now}
            address_id = new(conn, model.addresses, row)
            for forum in forums:
                seq = conn.execute(select(model.forums.c.last_seq).where(model.forums.c.id == forum)).scalar_one()
                conn.execute(
                    model.subscriptions.insert().values(
                        member_id=member,
                        forum_id=forum,
                        address_id=address_id,
                        delivery=delivery,
                        role=role,
                        mark=seq,
                        each_since=seq,
                        created_at=now,
                    )
                )
            return member

        return self.database.write(work)

    def post(self, forum: int, at: datetime, thread: int | None = None, text: str = "", **columns: Any) -> int:
        """A visible post with the forum's next seq; opens a thread unless one is given."""
        serial = next(self._serial)

        def work(conn: Connection) -> int:
            f, t = model.forums, model.threads
            conn.execute(update(f).where(f.c.id == forum).values(last_seq=f.c.last_seq + 1))
            seq = conn.execute(select(f.c.last_seq).where(f.c.id == forum)).scalar_one()
            subject = f"Subject {serial}"
            of = thread
            if of is None:
                row = {"forum_id": forum, "subject": subject, "posts": 0, "started_at": at, "last_at": at}
                of = new(conn, t, row)
            conn.execute(update(t).where(t.c.id == of).values(posts=t.c.posts + 1, last_at=at))
            values = {
                "forum_id": forum,
                "thread_id": of,
                "seq": seq,
                "author_name": "Ana",
                "message_id": f"<{serial}@example.net>",
                "own_message_id": f"<p{serial}@cop.example.org>",
                "reference_ids": [],
                "subject": subject,
                "visible_text": text or f"Words of post {serial}.",
                "folds": [],
                "posted_at": at,
                "visible_at": at,
                "evidence": [],
                **columns,
            }
            return new(conn, model.posts, values)

        return self.database.write(work)

    def set(self, table: str, row: int, **values: Any) -> None:
        """Change a row as another part would."""
        of = model.metadata.tables[table]
        self.database.write(lambda conn: conn.execute(update(of).where(of.c.id == row).values(**values)) and None)

    def rows(self, table: str, **where: Any) -> list[Any]:
        """The rows of a table, in the order of their making."""
        of = model.metadata.tables[table]
        chosen = select(of).order_by(*of.primary_key.columns)
        for name, value in where.items():
            chosen = chosen.where(of.c[name] == value)
        return self.database.read(lambda conn: list(conn.execute(chosen)))

    def _insert(self, table: Table, values: dict[str, Any]) -> int:
        return self.database.write(lambda conn: new(conn, table, values))

    def newsletter(self, name: str, title: str, *members: int, now: datetime = BEGINNING) -> int:
        """A newsletter that these members read."""

        def work(conn: Connection) -> int:
            a, s = model.addresses, model.subscriptions
            made = new(conn, model.newsletters, {"name": name, "title": title, "created_at": now})
            for member in members:
                address_id = conn.execute(select(a.c.id).where(a.c.member_id == member)).scalar_one()
                values = {"member_id": member, "newsletter_id": made, "address_id": address_id, "delivery": "each"}
                conn.execute(s.insert().values({**values, "role": "member", "mark": 0, "created_at": now}))
            return made

        return self.database.write(work)

    def webinar(self, start: Start, title: str = "Budgets", now: datetime = BEGINNING) -> int:
        """An occurrence of a webinar of its own."""

        def work(conn: Connection) -> int:
            event = create_event(conn, now, "webinar", title)
            return add_occurrence(conn, event.id, start, speaker="Amara Diallo", join_url="https://meet.example.org/1")

        return self.database.write(work)

    def say(self, member: int, occurrence: int, said: str, now: datetime) -> None:
        """A member's yes, no or recording."""

        def work(conn: Connection) -> None:
            found = occurrence_of(conn, occurrence)
            assert found is not None
            answer(conn, member, [found], said, now)

        self.database.write(work)

    def expand(self, now: datetime, page: int = 100) -> None:
        """Plan the deliveries of every open mailing that is due, as the outbox does."""
        while self.database.write(lambda conn: expand_next(conn, now, page)) is not None:
            pass

    def letter_to(self, letters: Letters, address: str, kind: str, now: datetime) -> EmailMessage:
        """The newest letter of a kind to an address, written as it would leave and parsed again."""
        mailings = {row.id for row in self.rows("mailings", kind=kind)}
        found = [row.id for row in self.rows("deliveries", address=address) if row.mailing_id in mailings]
        (written,) = self.database.read(lambda conn: letters.write(conn, found[-1:], now))
        assert written.raw, written.why
        parsed = message_from_bytes(written.raw, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed


def text_of(letter: EmailMessage) -> str:
    """The text part, its soft line ends joined."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").replace(" \n", " ")


def mail(
    text: str, subject: str = "News", date: str = "Mon, 01 Jun 2026 10:00:00 +0000", message_id: str = ""
) -> Letter:
    """A facilitator's mail, read by the reader."""
    ident = message_id or f"<{abs(hash((text, date)))}@example.net>"
    head = f"From: Ines Aldana <ines@example.org>\nTo: announce@cop.example.org\nSubject: {subject}\nDate: {date}\n"
    return read(f"{head}Message-ID: {ident}\n\n{text}\n".encode())
