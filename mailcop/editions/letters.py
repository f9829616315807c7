"""From claims to bytes: facts are gathered and rendered once a mailing and variant, then spliced a reader (rule 19)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.community.deliveries import Claim, Unwritten, Written
from mailcop.editions import gathering
from mailcop.editions.digest_letters import digest_facts
from mailcop.editions.gathering import MailingRow, tuned
from mailcop.editions.letterhead import Letterhead
from mailcop.editions.previews import preview_facts
from mailcop.words import MailingKind, Purpose, Token
from mailcop.writing.compose import Composed, Writer
from mailcop.writing.facts import Facts, Recipient, Variant

FRESH = timedelta(seconds=60)  # how long a rendering stands for the readers who come after
MOST_KEPT = 256
_NOTHING = "nothing left to say"
_Places = frozenset[datetime]
_Key = tuple[int, Variant, _Places]


class Letters:
    """Writes what is owed: the `Compose` of the outbox. One a node; it remembers renderings for a minute."""

    def __init__(self, head: Letterhead, writer: Writer) -> None:
        self._head = head
        self._writer = writer
        self._kept: OrderedDict[_Key, tuple[datetime, Composed | None]] = OrderedDict()

    def __call__(
        self, conn: Connection, mailing_id: int, claims: Sequence[Claim], now: datetime
    ) -> Iterator[Written | Unwritten]:
        """The claimed letters of one mailing as the tables stand now; `conn` only reads. Raises ValueError beyond 95 kB."""
        mailing = _mailing(conn, mailing_id)
        items = _items(conn, mailing)
        places = _places(conn, mailing, (one.member_id for one in claims))
        for claim in claims:
            mine = places.get(claim.member_id or 0, frozenset())
            composed = self._composed(conn, mailing, self._variant(claim, mailing), mine, now)
            if composed is None:
                yield Unwritten(claim.id, _NOTHING)
                continue
            try:
                message = composed.letter_for(self._recipient(claim, mailing, items), now)
            except ValueError as error:  # an address that can't stand in a header: nobody else's letter waits for it
                yield Unwritten(claim.id, str(error))
                continue
            yield Written(claim.id, self._head.book.bounce_address(claim.id), claim.address, message)

    def shown(self, conn: Connection, claim: Claim, now: datetime) -> tuple[Composed, bytes] | None:
        """One letter as it would leave, to be looked at: rendered anew. None where nothing is left to say."""
        mailing = _mailing(conn, claim.mailing_id)
        places = _places(conn, mailing, [claim.member_id]).get(claim.member_id or 0, frozenset())
        facts = self._facts(conn, mailing, now)
        if facts is None:
            return None
        variant = self._variant(claim, mailing)
        composed = self._writer.compose(tuned(facts, variant.zone, places, now), variant)
        return composed, composed.letter_for(self._recipient(claim, mailing, _items(conn, mailing)), now)

    def _recipient(self, claim: Claim, mailing: MailingRow, items: int) -> Recipient:
        """What differs for this reader: addresses that lead back to this letter, each with its own token."""
        book = self._head.book
        name = mailing.reply_name or "announce"
        answers = mailing.facts.get("answers_to")
        own = Token(Purpose.REPLY, claim.id)
        reply_to = Token(Purpose(answers[0]), answers[1], answers[2]) if answers else own
        leave = Token(Purpose.LEAVE, claim.subscription_id) if claim.subscription_id else None
        return Recipient(
            address=claim.address,
            message_id=book.message_id(own),
            reply_to=book.token_address(name, reply_to),
            name=claim.name,
            leave_token=book.sign(leave) if leave else "",
            items=tuple(book.token_address(name, Token(Purpose.ITEM, claim.id, n)) for n in range(1, items + 1)),
        )

    def _variant(self, claim: Claim, mailing: MailingRow) -> Variant:
        known = self._head.community.languages
        wanted = (claim.language, mailing.facts.get("language", ""), *known[:1], "en")
        language = next(one for one in wanted if one and (one in known or not known or one == "en"))
        return Variant(language, claim.zone or "UTC")

    def _composed(
        self, conn: Connection, mailing: MailingRow, variant: Variant, places: _Places, now: datetime
    ) -> Composed | None:
        key = (mailing.id, variant, places)
        kept = self._kept.get(key)
        if kept is not None and abs(now - kept[0]) < FRESH:
            return kept[1]
        facts = self._facts(conn, mailing, now)
        composed = None if facts is None else self._writer.compose(tuned(facts, variant.zone, places, now), variant)
        self._kept[key] = (now, composed)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return composed

    def _facts(self, conn: Connection, mailing: MailingRow, now: datetime) -> Facts | None:
        head = self._head
        match MailingKind(mailing.kind):
            case MailingKind.POST:
                return gathering.post_facts(conn, head, mailing)
            case MailingKind.DIGEST:
                return digest_facts(conn, head, mailing)
            case MailingKind.NEWSLETTER:
                return gathering.newsletter_facts(conn, head, mailing)
            case MailingKind.ANNOUNCEMENT:
                return gathering.announcement_facts(conn, head, mailing)
            case MailingKind.REMINDER:
                return gathering.reminder_facts(conn, head, mailing)
            case MailingKind.PREVIEW:
                return preview_facts(conn, head, self._writer, mailing, now)
            case MailingKind.NOTICE:
                return gathering.notice_facts(conn, head, mailing)


def _mailing(conn: Connection, mailing_id: int) -> MailingRow:
    """A mailing with the name before the dot of its reply address: the forum's, the newsletter's or the event's."""
    m, f, n, o, e = model.mailings, model.forums, model.newsletters, model.occurrences, model.events
    return conn.execute(
        select(*m.c, func.coalesce(f.c.name, n.c.name, e.c.name).label("reply_name"))
        .join(f, f.c.id == m.c.forum_id, isouter=True)
        .join(n, n.c.id == m.c.newsletter_id, isouter=True)
        .join(o, o.c.id == m.c.occurrence_id, isouter=True)
        .join(e, e.c.id == o.c.event_id, isouter=True)
        .where(m.c.id == mailing_id)
    ).one()


def _items(conn: Connection, mailing: MailingRow) -> int:
    """How many numbers a digest has."""
    if mailing.kind != MailingKind.DIGEST:
        return 0
    i = model.digest_items
    return conn.execute(select(func.max(i.c.number)).where(i.c.mailing_id == mailing.id)).scalar() or 0


def _places(conn: Connection, mailing: MailingRow, members: Iterable[int | None]) -> dict[int, _Places]:
    """By member, the starts of the dates in a digest at which they have a place."""
    dates = mailing.facts.get("occurrences", []) if mailing.kind == MailingKind.DIGEST else []
    if not dates:
        return {}
    r, o = model.registrations, model.occurrences
    mine = [one for one in members if one is not None]
    found = conn.execute(
        select(r.c.member_id, o.c.starts_at)
        .join(o, o.c.id == r.c.occurrence_id)
        .where(r.c.occurrence_id.in_(dates), r.c.member_id.in_(mine), r.c.answer == "yes")
    )
    places: dict[int, set[datetime]] = {}
    for row in found:
        places.setdefault(row.member_id, set()).add(row.starts_at)
    return {member: frozenset(starts) for member, starts in places.items()}
