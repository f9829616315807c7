"""A reception that has no fate yet: the letter, where it came, who sent it, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from mailcop.addresses import AddressBook
from mailcop.blobs import Blobs
from mailcop.community import held
from mailcop.community.admission import Standing, standing_of
from mailcop.community.forums import Forum
from mailcop.community.members import Writer, is_facilitator, writer_at
from mailcop.community.moving import leads_to
from mailcop.config import Config
from mailcop.editions.notices import owe_notice
from mailcop.model import deliveries, mailings, subscriptions
from mailcop.prepared import Prepared
from mailcop.reading import Letter
from mailcop.reading.authenticity import Authentication, judge_authentication
from mailcop.words import Destination, Envelope, MailingKind, Purpose, Token
from mailcop.writing.facts import HeldFacts, Value
from mailcop.writing.notice_kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that a reply token belongs to."""

    delivery_id: int
    member_id: int | None
    mailing_id: int
    kind: MailingKind
    key: str
    forum_id: int | None
    post_id: int | None
    thread_id: int | None
    occurrence_id: int | None
    draft_id: int | None
    is_of_a_forum: bool  # False: it went to everyone, or to a newsletter's readers


_ANSWERED = Prepared(
    select(
        deliveries.c.id, deliveries.c.member_id, deliveries.c.mailing_id, mailings.c.kind, mailings.c.key,
        mailings.c.forum_id, subscriptions.c.forum_id.label("subscribed_to"), mailings.c.post_id, mailings.c.thread_id,
        mailings.c.occurrence_id, mailings.c.draft_id,
    )
    .join(mailings, mailings.c.id == deliveries.c.mailing_id)
    .outerjoin(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
    .where(deliveries.c.id == bindparam("of"))
)  # fmt: skip


def answered_by(conn: Connection, token: Token | None) -> Answered | None:
    """What the token's letter was about, and in which forum that stands now; None for tokens without a delivery."""
    if token is None or token.purpose not in (Purpose.REPLY, Purpose.ITEM):
        return None
    row = _ANSWERED.row(conn, {"of": token.id})
    if row is None:
        return None
    delivery_id, member_id, mailing_id, kind, key, forum_id, subscribed_to, post_id, thread_id, date_id, draft_id = row
    now_in = leads_to(conn, mailing_id, token.item)
    return Answered(
        delivery_id, member_id, mailing_id, MailingKind(kind), key, now_in or forum_id or subscribed_to, post_id,
        thread_id, date_id, draft_id, forum_id is not None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: a strictly valid From, the member behind it if any, and what they are in the addressed forum."""

    address: str
    writer: Writer | None
    standing: Standing  # as a member of the community; in a forum only with a subscription there
    is_facilitator: bool  # of the addressed forum; of any where none is addressed
    is_authenticated: bool = False  # the front MTA bears From out

    @property
    def member_id(self) -> int | None:
        """The member's id, proven or not."""
        return self.writer.member.id if self.writer else None

    @property
    def is_known(self) -> bool:
        """A member's address, and nothing speaks against it."""
        return self.standing is Standing.KNOWN

    @property
    def is_subscribed(self) -> bool:
        """Has a subscription in the addressed forum, `none` included."""
        return self.writer is not None and self.writer.subscription_id is not None


def sender_of(
    conn: Connection, config: Config, letter: Letter, envelope: Envelope, forum: Forum | None, owner: int | None
) -> Sender:
    """Identity: the From address, what the front MTA found, and whether the token was given to this very member."""
    address = letter.from_.address if letter.from_ else ""
    writer = writer_at(conn, address, forum.id if forum else None) if address else None
    found = Authentication.NONE
    if envelope.is_trusted and config.mail.authserv_id:
        found = judge_authentication(
            letter,
            config.mail.authserv_id,
            is_topmost_only=envelope.is_mailbox,
            peer_names=frozenset({envelope.helo.lower()} if envelope.helo else ()),
        )
    standing = standing_of(
        is_member=writer is not None,
        is_trusted=forum is not None and writer is None and bool(address) and held.is_trusted(conn, address, forum),
        authentication=found,
        is_required=bool(config.mail.authserv_id),
        is_own_token=owner is not None and writer is not None and owner == writer.member.id,
    )
    leads = False
    if writer is not None:
        leads = writer.is_facilitator if forum else is_facilitator(conn, writer.member.id)
    return Sender(address, writer, standing, leads, found is Authentication.PASS)


@dataclass(frozen=True, slots=True)
class Arriving:
    """One mail at one destination while it is judged."""

    conn: Connection
    config: Config
    book: AddressBook
    blobs: Blobs
    letter: Letter
    envelope: Envelope
    destination: Destination
    forum: Forum | None
    answered: Answered | None
    sender: Sender
    mail_id: int
    now: datetime

    def tell(
        self,
        kind: NoticeKind,
        key: str,
        *,
        address: str = "",
        values: Mapping[str, Value] | None = None,
        answers_to: Token | None = None,
        occurrence_id: int | None = None,
        shows_letter: bool = False,
        about: HeldFacts | None = None,
        conn: Connection | None = None,
    ) -> int:
        """Owe a notice to the sender, or to `address`; of one kind and key there is only one."""
        to = address or self.sender.address
        is_to_sender = to == self.sender.address
        return owe_notice(
            conn or self.conn,
            kind,
            to,
            self.now,
            key=key,
            forum_id=self.forum.id if self.forum else None,
            occurrence_id=occurrence_id,
            values=values,
            about=self.about() if shows_letter else about,
            answers_to=answers_to,
            in_reply_to=self.letter.message_id if is_to_sender and not self.letter.is_message_id_generated else "",
            language=self.letter.language,
        )

    def about(self) -> HeldFacts:
        """The letter as a notice shows it."""
        who = self.sender.writer.member.name if self.sender.writer else self.letter.sender_name or self.sender.address
        return HeldFacts(self.letter.subject, self.letter.visible_text, self.now, who, self.letter.language)
