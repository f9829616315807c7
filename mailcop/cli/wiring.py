"""How the parts of a place are put together, for a node and for a single command alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

from mailcop.cli.place import Place, sqlite_file
from mailcop.community import archive, marks, sweeping
from mailcop.community.deliveries import Claim, Unwritten, Written
from mailcop.config import Config, data_path
from mailcop.editions import clock as editions_clock
from mailcop.editions.letterhead import Letterhead
from mailcop.editions.letters import Letters
from mailcop.inbound.doors import DoorLimits
from mailcop.inbound.intake import Intake
from mailcop.inbound.judging import Judge
from mailcop.outbound.outbox import Outbox
from mailcop.writing.compose import Writer

if TYPE_CHECKING:
    from mailcop.inbound.imap import ImapPoll


def present() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


def intake_of(place: Place, clock: Callable[[], datetime], kept: Callable[[], None] = lambda: None) -> Intake:
    """Where this place's doors end; `kept` is called after each commit, from any thread."""
    file = sqlite_file(place.database)
    judge = Judge(place.config, place.book, place.blobs)
    return Intake(place.database, place.blobs, judge, clock=clock, disk=file.parent if file else None, kept=kept)


def letters_of(place: Place) -> Letters:
    """What writes this place's letters."""
    head = Letterhead.of(place.config, place.config.mail.secret)
    return Letters(head, Writer.load(data_path("templates"), head.community))


def outbox_of(place: Place, letters: Letters, clock: Callable[[], datetime] = present) -> Outbox:
    """The outbox over this place's ledger."""

    def compose(conn: Connection, mailing_id: int, claims: Sequence[Claim], now: datetime) -> list[Written | Unwritten]:
        written = letters.write(conn, [one.id for one in claims], now)
        return [
            Written(one.delivery_id, one.sender, one.address, one.raw)
            if one.raw
            else Unwritten(one.delivery_id, one.why)
            for one in written
        ]

    return Outbox(place.database, compose, place.config.outbound, clock=clock)


def door_limits(config: Config) -> DoorLimits:
    """The config's limits as a door wants them."""
    limits = config.limits
    return DoorLimits(
        message_bytes=limits.message_bytes,
        line_bytes=limits.line_bytes,
        recipients=limits.recipients,
        connections_per_address=limits.connections_per_address,
        connections=limits.connections,
        idle_commands=limits.idle_commands,
        idle=limits.idle,
        session=limits.session,
    )


def imap_poll(place: Place, intake: Intake, clock: Callable[[], datetime]) -> ImapPoll:
    """The mailbox that is polled, with its mark in our tables."""
    from mailcop.inbound.imap import ImapPoll, Mailbox  # imported where a mailbox is configured

    settings = place.config.inbound.imap
    if settings is None:
        raise ValueError("[inbound.imap] host: expected a server")
    account = f"{settings.user}@{settings.host}/{settings.folder}"
    mailbox = Mailbox(
        settings.host,
        settings.port,
        settings.user,
        settings.password,
        settings.user if "@" in settings.user else f"{settings.user}@{settings.host}",
        tls="on" if settings.tls == "tls" else settings.tls,
        folder=settings.folder,
        poll_every=settings.poll_every,
        message_bytes=place.config.limits.message_bytes,
    )
    return ImapPoll(
        mailbox,
        intake,
        lambda: place.database.read(lambda conn: marks.read(conn, account)),
        lambda conn, uidvalidity, uid: marks.write(conn, account, uidvalidity, uid),
        clock=clock,
    )


def tick(place: Place, now: datetime) -> list[str]:
    """One turn of the clock: what is due is owed, the index grows, what is spent is forgotten; said in lines."""
    done = [one.said for one in editions_clock.tick(place.database, now, place.config.digest)]
    indexed = 0
    while added := place.database.write(archive.index_new, "bulk"):
        indexed += added
    if indexed:
        done.append(f"{indexed} posts indexed")
    swept = sweeping.sweep(place.database, place.blobs, now, place.config.privacy.keep_raw)
    if swept:
        done.append(f"{swept} raw mails let go")
    return done
