"""A small community for the web's tests: four members, two forums of which one is not everybody's, some mails."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.engine import Connection
from starlette.applications import Starlette

from mailcop.addresses import AddressBook
from mailcop.blobs import FolderBlobs
from mailcop.community.archive import index_new
from mailcop.community.forums import declare_forum, forum_of
from mailcop.community.members import Member, admit
from mailcop.community.publishing import Author, Posted, publish
from mailcop.community.subscriptions import subscribe
from mailcop.config import Config, parse
from mailcop.db import Database
from mailcop.migrations import bring_up_to_date
from mailcop.model import deliveries, events, mailings, occurrences
from mailcop.reading import read
from mailcop.timetable import instant
from mailcop.web import sessions
from mailcop.web.app import create_app
from mailcop.words import Delivery, DeliveryState, Policy, Purpose, Role, Token

NOW = datetime(2026, 5, 12, 6, 40, tzinfo=UTC)
CONFIG = """
[community]
name = "Common Ground"
zone = "Europe/Paris"
[mail]
secret = "a secret of the tests, longer than thirty-two"
[web]
base_url = "{base_url}"
[[forum]]
name = "general"
title = "General"
[[forum]]
name = "board"
title = "Board"
"""


@dataclass
class Letter:
    """A letter in the postbox of the tests."""

    to: str
    subject: str
    kind: str
    at: datetime
    raw: bytes
    html: str
    text: str


@dataclass
class Box:
    """A postbox that the tests fill."""

    letters: list[Letter] = field(default_factory=list)


@dataclass
class Community:
    """The tables, the app over them, and the people in them."""

    db: Database
    config: Config
    box: Box
    app: Starlette
    book: AddressBook
    now: datetime
    general: int = 0
    board: int = 0
    people: dict[str, Member] = field(default_factory=dict)

    def clock(self) -> datetime:
        """Now, which only a test moves."""
        return self.now

    def session(self, name: str) -> str:
        """A cookie that signs this member in."""
        secret = sessions.new_secret()
        self.db.write(lambda conn: sessions.begin_session(conn, self.people[name].id, secret, self.now))
        return secret

    def post(
        self, name: str, subject: str, text: str, *, forum: int = 0, html: str = "", at: datetime | None = None,
        answers: Posted | None = None, files: tuple[tuple[str, str, bytes], ...] = (),
        inline: tuple[str, str, bytes, str] | None = None,
    ) -> Posted:  # fmt: skip
        """A mail of this member, read and published as intake does."""
        member = self.people[name]
        mail = EmailMessage()
        mail["From"] = f"{member.address}"
        mail["Subject"] = subject
        mail["Message-ID"] = f"<{abs(hash((name, subject, text)))}@mail.example>"
        if answers is not None:
            mail["In-Reply-To"] = answers.own_message_id
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        if inline is not None:
            file_name, kind, content, content_id = inline
            main, _, sub = kind.partition("/")
            page = list(mail.iter_parts())[-1]
            assert isinstance(page, EmailMessage)
            page.add_related(content, main, sub, filename=file_name, cid=f"<{content_id}>", disposition="inline")
        for file_name, kind, content in files:
            main, _, sub = kind.partition("/")
            mail.add_attachment(content, main, sub, filename=file_name)
        letter = read(bytes(mail))

        def work(conn: Connection) -> Posted:
            here = forum_of(conn, forum or self.general)
            author = Author(member.name, member.address, member.id)
            posted = publish(conn, here, letter, author, domain=self.book.domain, now=at or self.now)
            index_new(conn)
            return posted

        return self.db.write(work)

    def letter_of(self, posted: Posted, name: str) -> int:
        """Owe this post to a member, as the outbox does when it expands the mailing; the delivery's id."""
        member = self.people[name]

        def work(conn: Connection) -> int:
            mailing = conn.execute(mailings.select().where(mailings.c.post_id == posted.post_id)).one()
            values = {
                "mailing_id": mailing.id, "member_id": member.id, "address": member.address, "key": member.address,
                "state": DeliveryState.PLANNED, "due_at": self.now,
            }  # fmt: skip
            made: int = conn.execute(insert(deliveries).values(values).returning(deliveries.c.id)).scalar_one()
            return made

        return self.db.write(work)

    def permalink(self, posted: Posted) -> str:
        """The path of Archived-At."""
        return self.permalink_of(posted.post_id)

    def permalink_of(self, post_id: int) -> str:
        """As `permalink`, by id."""
        return f"/p/{self.book.sign(Token(Purpose.PERMALINK, post_id))}"


PEOPLE = (
    ("wanjiru", "Wanjiru Odhiambo", "en", "Africa/Nairobi"),
    ("nadege", "Nadège Mamas", "fr", "Africa/Brazzaville"),
    ("ines", "Inés Aldana", "es", "America/Santo_Domingo"),
    ("lin", "栄祥 林", "en", "Asia/Singapore"),
)


def found_community(
    url: str, folder: Path, *, base_url: str = "http://cop.example.org", with_postbox: bool = True
) -> Community:
    """A community on an empty database: Wanjiru, Nadège and Inés in General, Inés alone in Board, Lin in none."""
    db = Database(url)
    bring_up_to_date(db)
    config = parse(CONFIG.format(base_url=base_url))
    box = Box()
    book = AddressBook(config.mail.addresses, config.mail.secret)
    blobs = FolderBlobs(folder / "blobs")
    place: list[Community] = []
    app = create_app(db, config, clock=lambda: place[0].now, blobs=blobs, postbox=box if with_postbox else None)
    community = Community(db, config, box, app, book, NOW)
    place.append(community)

    def found(conn: Connection) -> None:
        community.general = declare_forum(conn, "general", "General", Policy.MEMBERS, NOW)
        community.board = declare_forum(conn, "board", "Board", Policy.MEMBERS, NOW)
        for name, full, language, zone in PEOPLE:
            community.people[name] = admit(conn, f"{name}@mail.example", full, language, zone, NOW)
        for name in ("wanjiru", "nadege", "ines"):
            subscribe(conn, community.people[name], community.general, Delivery.EACH, NOW)
        subscribe(conn, community.people["ines"], community.board, Delivery.WEEKLY, NOW, role=Role.FACILITATOR)

    db.write(found)
    return community


def announce_webinar(community: Community) -> None:
    """One date to come, in Paris time."""
    on = date(2026, 5, 20)

    def work(conn: Connection) -> None:
        event = conn.execute(
            insert(events).values(
                kind="webinar", name="pushing-back", title="When the room pushes back", language="en",
                forum_id=community.general, details={}, created_at=NOW,
            ).returning(events.c.id)
        ).scalar_one()  # fmt: skip
        conn.execute(
            insert(occurrences).values(
                event_id=event, local_on=on, local_time="15:00", zone="Europe/Paris",
                starts_at=instant(on, time(15), "Europe/Paris"),
            )
        )  # fmt: skip

    community.db.write(work)


def hold_a_conversation(community: Community) -> list[Posted]:
    """Five posts in three languages and scripts, with a quotation, signatures and attachments."""
    at = NOW - timedelta(days=7)
    first = community.post(
        "nadege",
        "Partager les dépenses du ménage : la moitié est-elle toujours juste ?",
        "Bonjour à toutes et à tous,\n\nDans mes ateliers, une phrase revient dès que nous ouvrons le budget du\n"
        "ménage : « si nous sommes égaux, que chacun paie la moitié ».\n\nLes femmes répondent que la moitié d’un"
        " salaire inégal n’est pas une\nmoitié. Et la salle se coupe en deux. Que faites-vous à ce moment-là ?\n\n-- \n"
        "Nadège Mamas\nFormatrice, Réseau des ateliers du fleuve\nBrazzaville\n",
        at=at,
    )
    second = community.post(
        "wanjiru",
        "Re: Partager les dépenses du ménage",
        "I ask for the ledger before the opinion. Two columns, one week: who paid, in money; who paid, in hours.\n\n"
        "The sheet is attached, and the method is at https://example.org/ledger_(two_columns).\n\n"
        "On 5 May 2026 Nadège Mamas wrote:\n> Bonjour à toutes et à tous,\n>\n> Dans mes ateliers, une phrase\n",
        at=at + timedelta(hours=2),
        answers=first,
        files=(("two-column-ledger.pdf", "application/pdf", b"%PDF-1.4 ledger" * 900),
               ("fiche d’une demi-journée.odt", "application/vnd.oasis.opendocument.text", b"odt" * 9000)),
    )  # fmt: skip
    third = community.post(
        "ines",
        "Re: Partager les dépenses du ménage",
        "Hola, Nadège. En Bogotá dejamos de preguntar «¿es justo?» y preguntamos «¿quién puede irse?».\n\n"
        "المساواة ليست أن نقسم الرغيف نصفين، بل ألّا ينام أحدنا جائعًا.\n\nEs una pregunta dura.\n",
        html="<p>Hola, Nadège. En Bogotá dejamos <em>¿es justo?</em> y preguntamos <b>¿quién puede irse?</b>",
        at=at + timedelta(hours=9),
        answers=first,
    )
    fourth = community.post(
        "nadege", "Re: Partager les dépenses du ménage",
        "Merci, Wanjiru. Trois lignes courtes :\n- la feuille,\n- le stylo,\n- le silence.\n",
        at=at + timedelta(days=2), answers=second,
    )  # fmt: skip
    other = community.post(
        "wanjiru", "How long is your shortest useful training?", "Mine is ninety minutes. And yours?\n",
        at=NOW - timedelta(days=1),
    )  # fmt: skip
    return [first, second, third, fourth, other]
