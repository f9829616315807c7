"""A place with its intake, and members who write to it: mail goes in as bytes, what became of it is asked of tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mailcop.addresses import AddressBook
from mailcop.blobs import FolderBlobs
from mailcop.cli.founding import found
from mailcop.community import archive, roster
from mailcop.community.audiences import expand_next
from mailcop.community.forums import forum_named
from mailcop.config import Config, parse
from mailcop.db import Database
from mailcop.inbound.intake import Intake
from mailcop.inbound.judging import Judge
from mailcop.model import deliveries, mailings, receptions
from mailcop.words import Envelope, Purpose, Reply, Token

BEGINNING = datetime(2027, 3, 1, 9, tzinfo=UTC)
GENERAL = "general@cop.example.org"
SETTINGS = """
[mail]
secret = "a secret for tests only, 32 bytes"
authserv_id = "{authserv_id}"

[[forum]]
name = "general"
policy = "{policy}"

[[forum]]
name = "other"
"""
MEMBERS = """address,name,language,zone,forum,delivery,role,member
ines@example.org,Inés Aldana,es,Europe/Madrid,general,each,facilitator,
ruth@example.org,Ruth Okello,en,Africa/Kampala,general,each,facilitator,
bo@example.org,Bo Nkosi,en,Africa/Johannesburg,general,each,member,
nadege@example.org,Nadège Mamas,fr,Africa/Brazzaville,general,weekly,member,
hiro@example.org,栄祥 林,en,Asia/Singapore,other,each,member,
"""


class Place:
    """One place on one database; time stands still unless it is told to pass."""

    def __init__(self, url: str, folder: Path, policy: str = "members", authserv_id: str = "") -> None:
        self.config: Config = parse(SETTINGS.format(policy=policy, authserv_id=authserv_id))
        self.database = Database(url)
        self.book = AddressBook(self.config.mail.addresses, self.config.mail.secret)
        self.blobs = FolderBlobs(folder / "blobs")
        self.now = BEGINNING
        found(self.database, self.config, self.now)
        rows = list(roster.read_rows(MEMBERS.splitlines(), ("en", "es", "fr"), "UTC"))
        self.database.write(lambda conn: roster.take_in(conn, rows, self.now))
        self.judge = Judge(self.config, self.book, self.blobs)
        self.intake = Intake(self.database, self.blobs, self.judge, clock=lambda: self.now)
        self._serial = count(1)

    def close(self) -> None:
        self.intake.close()
        self.database.close()

    def wait(self, span: timedelta) -> None:
        self.now += span

    def mail(
        self,
        sender: str,
        words: str,
        *to: str,
        subject: str = "Words",
        message_id: str = "",
        headers: Mapping[str, str] | None = None,
        door: str = "lmtp",
        envelope_from: str | None = None,
    ) -> list[Reply]:
        """Mail these words; the reply each recipient got."""
        fields = {
            "From": sender,
            "To": ", ".join(to or (GENERAL,)),
            "Subject": subject,
            "Message-ID": message_id or f"<m{next(self._serial)}@members.example>",
            "Date": self.now.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            **(headers or {}),
        }
        raw = "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n" + words.replace("\n", "\r\n")
        return self.take(raw.encode(), *(to or (GENERAL,)), sender=envelope_from, door=door, shown=sender)

    def take(
        self, raw: bytes, *to: str, sender: str | None = None, door: str = "lmtp", shown: str = "someone@example.org"
    ) -> list[Reply]:
        """Hand raw bytes to intake."""
        bare = shown.rpartition("<")[2].strip("<> ") if sender is None else sender
        envelope = Envelope(bare, "127.0.0.1", door, "mx.example.org", is_trusted=True, is_mailbox=door == "imap")
        return self.intake.take_now(raw, envelope, to or (GENERAL,))

    # ---- what the tables say ----

    def fates(self) -> list[tuple[str, str]]:
        chosen = select(receptions.c.fate, receptions.c.reason).order_by(receptions.c.id)
        return [(row.fate, row.reason) for row in self.database.read(lambda conn: conn.execute(chosen).all())]

    def threads(self, name: str = "general") -> list[dict[str, Any]]:
        def work(conn: Connection) -> list[dict[str, Any]]:
            forum = forum_named(conn, name)
            assert forum is not None
            return list(archive.thread_lines(conn, forum))

        return self.database.read(work)

    def texts(self, name: str = "general") -> list[list[str]]:
        """The visible texts, thread by thread."""
        return [[post["visible_text"] for post in line["posts"]] for line in self.threads(name)]

    def expand(self) -> None:
        """Make a delivery of everything that is owed, as the outbox would."""
        while self.database.write(lambda conn: expand_next(conn, self.now)) is not None:
            pass

    def owed(self, address: str, kind: str = "") -> list[Any]:
        """The letters owed to an address, oldest first: id, kind, key, facts, state."""
        self.expand()
        chosen = (
            select(
                deliveries.c.id,
                deliveries.c.state,
                deliveries.c.text,
                mailings.c.kind,
                mailings.c.key,
                mailings.c.facts,
            )
            .join(mailings, mailings.c.id == deliveries.c.mailing_id)
            .where(deliveries.c.address == address)
            .order_by(deliveries.c.id)
        )
        rows = self.database.read(lambda conn: conn.execute(chosen).all())
        return [row for row in rows if not kind or kind in (row.kind, row.facts.get("notice"))]

    def reply_address(self, letter: Any, name: str = "general") -> str:
        """The Reply-To of an owed letter."""
        answers = letter.facts.get("answers_to")
        token = Token(Purpose(answers[0]), answers[1], answers[2]) if answers else Token(Purpose.REPLY, letter.id)
        return self.book.token_address(name, token)
