"""The community as every letter names it, and the addresses and links that lead back into it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.addresses import AddressBook
from mailcop.community.events import Occurrence
from mailcop.config import Config
from mailcop.words import Delivery, Purpose, Token
from mailcop.writing.facts import AttachmentFacts, Community, ForumFacts, OccurrenceFacts

MOST_CITIES = 4


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the config says, made once; `base_url` is empty where no web is open, and then no letter names one."""

    community: Community
    book: AddressBook

    @classmethod
    def of(cls, config: Config, secret: bytes) -> Letterhead:
        """The letterhead of a node's settings."""
        book = AddressBook(config.mail.addresses, secret)
        community = Community(
            name=config.community.name,
            base_url=config.web.base_url.rstrip("/") if config.web.listen else "",
            postal=config.community.postal,
            languages=config.community.languages,
            domain=book.domain,
            address=book.address("announce"),
        )
        return cls(community, book)

    def forum(self, conn: Connection, forum_id: int | None) -> ForumFacts | None:
        """A forum for headers and footers; None for none."""
        if forum_id is None:
            return None
        f, s = model.forums, model.subscriptions
        row = conn.execute(select(f.c.name, f.c.title).where(f.c.id == forum_id)).one()
        readers = select(func.count()).where(s.c.forum_id == forum_id, s.c.delivery != Delivery.NONE)
        return ForumFacts(
            name=row.name,
            title=row.title,
            address=self.book.address(row.name),
            list_id=f"{row.name}.{self.book.domain}",
            leave_address=self.book.address(f"{row.name}.leave"),
            help_address=self.book.address(f"{row.name}.help"),
            owner_address=self.book.address(f"{row.name}.facilitators"),
            archive_url=self.url(f"/f/{row.name}"),
            members=conn.execute(readers).scalar_one(),
        )

    def newsletter(self, conn: Connection, newsletter_id: int | None) -> ForumFacts:
        """A newsletter, for the same headers; a community that declared none sends from `newsletter` itself."""
        n = model.newsletters
        row = conn.execute(select(n.c.name, n.c.title).where(n.c.id == newsletter_id)).one_or_none()
        name, title = (row.name, row.title) if row else ("newsletter", self.community.name)
        leave = self.book.address(f"{name}.leave") if row else ""
        return ForumFacts(name, title, self.book.address(name), f"{name}.{self.book.domain}", leave)

    def occurrence(
        self, one: Occurrence, cities: tuple[tuple[str, str], ...] = (), *, has_place: bool = False
    ) -> OccurrenceFacts:
        """An occurrence with the addresses by which one takes and gives up a place."""
        name = one.event.name
        return OccurrenceFacts(
            title=one.event.title,
            starts_at=one.starts_at,
            zone=one.start.zone,
            duration=one.duration,
            uid=self.uid(name, one.id),
            sequence=one.sequence,
            text=one.event.text,
            speaker=one.speaker,
            languages=tuple(one.language.split()),
            language=one.event.language,
            cities=cities,
            register_address=self.book.address(f"{name}.register"),
            cancel_address=self.book.address(f"{name}.cancel"),
            ask_address=self.book.address(f"{name}.ask"),
            join_url=one.join_url,
            is_registered=has_place,
            is_cancelled=one.is_cancelled,
        )

    def uid(self, event_name: str, occurrence_id: int) -> str:
        """The UID of an occurrence's calendar entry: the same for ever (RFC 5545 section 3.8.4.7)."""
        return f"{event_name}.{occurrence_id}@{self.book.domain}"

    def attachments(self, conn: Connection, post_id: int) -> tuple[AttachmentFacts, ...]:
        """The attachments of a post in their order; pictures that stand in its text are left out."""
        a = model.attachments
        rows = conn.execute(
            select(a.c.id, a.c.position, a.c.name, a.c.type, a.c.size_bytes)
            .where(a.c.post_id == post_id, a.c.is_inline.is_(False))
            .order_by(a.c.position)
        )
        return tuple(
            AttachmentFacts(row.position, row.name, row.type, row.size_bytes, self.file_url(row.id, row.name))
            for row in rows
        )

    def url(self, path: str) -> str:
        """A page of ours, empty where there is no web."""
        return f"{self.community.base_url}{path}" if self.community.base_url else ""

    def permalink(self, post_id: int) -> str:
        """A post's own page, Archived-At (RFC 5064)."""
        return self.url(f"/p/{self.book.sign(Token(Purpose.PERMALINK, post_id))}")

    def file_url(self, attachment_id: int, name: str) -> str:
        """Where an attachment is downloaded."""
        return self.url(f"/a/{self.book.sign(Token(Purpose.FILE, attachment_id))}/{quote(name, safe='')}")


def cities(conn: Connection) -> tuple[tuple[str, str], ...]:
    """The zones in which most members live: the cities of a time table, their names left to each language."""
    m = model.members
    zones = conn.scalars(
        select(m.c.zone)
        .where(m.c.erased_at.is_(None))
        .group_by(m.c.zone)
        .order_by(func.count().desc(), m.c.zone)
        .limit(MOST_CITIES + 1)
    )
    return tuple(("", zone) for zone in zones)
