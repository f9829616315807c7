"""From deliveries to bytes: gathered and rendered once a mailing and variant, then spliced a reader (rule 19)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from mailcop import model
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
_Places = frozenset[str]  # uids of the dates at which a reader has a place
_Key = tuple[int, Variant, _Places]
_Row = MailingRow


@dataclass(frozen=True, slots=True)
class Written:
    """One letter, ready for the relay; `raw` is empty where nothing is left to say, and `why` tells the ledger."""

    delivery_id: int
    sender: str  # the envelope sender (VERP)
    address: str
    raw: bytes
    why: str = ""


class Letters:
    """Writes what is owed. One a node: it remembers renderings for a minute."""

    def __init__(self, head: Letterhead, writer: Writer) -> None:
        self._head = head
        self.writer = writer
        self.renderings = 0  # how many were made
        self._kept: OrderedDict[_Key, tuple[datetime, Composed | None]] = OrderedDict()

    def write(self, conn: Connection, delivery_ids: Sequence[int], now: datetime) -> list[Written]:
        """The letters of these deliveries as the tables stand now, in their order; `conn` only reads.

        Raises ValueError where a mailing can't be composed: beyond 95 kB of HTML.
        """
        rows = _deliveries(conn, delivery_ids)
        by_mailing: dict[int, list[_Row]] = {}
        for row in rows.values():
            by_mailing.setdefault(row.mailing_id, []).append(row)
        written = {}
        for mailing_id, mine in by_mailing.items():
            mailing = _mailing(conn, mailing_id)
            items = _items(conn, mailing)
            places = self._places(conn, mailing, (row.member_id for row in mine))
            for row in mine:
                composed = self._composed(conn, mailing, row, places.get(row.member_id, frozenset()), now)
                written[row.id] = self._written(row, mailing, composed, items, now)
        return [written[one] for one in delivery_ids if one in written]

    def shown(self, conn: Connection, delivery_id: int, now: datetime) -> tuple[Composed, bytes] | None:
        """One letter as it would leave, to be looked at. None where nothing is left to say."""
        row = _deliveries(conn, [delivery_id])[delivery_id]
        mailing = _mailing(conn, row.mailing_id)
        places = self._places(conn, mailing, [row.member_id]).get(row.member_id, frozenset())
        composed = self._composed(conn, mailing, row, places, now)
        if composed is None:
            return None
        return composed, composed.letter_for(self._recipient(row, mailing, _items(conn, mailing)), now)

    def _written(self, row: _Row, mailing: MailingRow, composed: Composed | None, items: int, now: datetime) -> Written:
        sender = self._head.book.bounce_address(row.id)
        if composed is None:
            return Written(row.id, sender, row.address, b"", "nothing true is left to say")
        try:
            raw = composed.letter_for(self._recipient(row, mailing, items), now)
        except ValueError as error:  # an address that can't stand in a header: nobody else's letter waits for it
            return Written(row.id, sender, row.address, b"", str(error))
        return Written(row.id, sender, row.address, raw)

    def _places(self, conn: Connection, mailing: MailingRow, members: Iterable[int | None]) -> dict[int, _Places]:
        """By member, the dates in a digest at which they have a place."""
        dates = mailing.facts.get("occurrences", []) if mailing.kind == MailingKind.DIGEST else []
        if not dates:
            return {}
        r, o, e = model.registrations, model.occurrences, model.events
        mine = [one for one in members if one is not None]
        found = conn.execute(
            select(r.c.member_id, o.c.id, e.c.name)
            .join(o, o.c.id == r.c.occurrence_id)
            .join(e, e.c.id == o.c.event_id)
            .where(r.c.occurrence_id.in_(dates), r.c.member_id.in_(mine), r.c.answer == "yes")
        )
        places: dict[int, set[str]] = {}
        for row in found:
            places.setdefault(row.member_id, set()).add(self._head.uid(row.name, row.id))
        return {member: frozenset(uids) for member, uids in places.items()}

    def _recipient(self, row: _Row, mailing: MailingRow, items: int) -> Recipient:
        """What differs for this reader: addresses that lead back to this letter, each with its own token."""
        book = self._head.book
        name = mailing.reply_name or "announce"
        answers = mailing.facts.get("answers_to")
        own = Token(Purpose.REPLY, row.id)
        reply_to = Token(Purpose(answers[0]), answers[1], answers[2]) if answers else own
        leave = Token(Purpose.LEAVE, row.subscription_id) if row.subscription_id else None
        return Recipient(
            address=row.address,
            message_id=book.message_id(own),
            reply_to=book.token_address(name, reply_to),
            name=row.name or "",
            leave_token=book.sign(leave) if leave else "",
            items=tuple(book.token_address(name, Token(Purpose.ITEM, row.id, n)) for n in range(1, items + 1)),
        )

    def _variant(self, row: _Row, mailing: MailingRow) -> Variant:
        known = self._head.community.languages
        wanted = (row.language, mailing.facts.get("language", ""), *known[:1], "en")
        language = next(one for one in wanted if one and (one in known or not known or one == "en"))
        return Variant(language, row.zone or "UTC")

    def _composed(
        self, conn: Connection, mailing: MailingRow, row: _Row, places: _Places, now: datetime
    ) -> Composed | None:
        variant = self._variant(row, mailing)
        key = (mailing.id, variant, places)
        kept = self._kept.get(key)
        if kept is not None and abs(now - kept[0]) < FRESH:
            return kept[1]
        facts = self._facts(conn, mailing, now)
        self.renderings += 1
        mine = None if facts is None else tuned(facts, variant.zone, places, now)
        composed = None if mine is None else self.writer.compose(mine, variant)
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
                return preview_facts(conn, head, self.writer, mailing, now)
            case MailingKind.NOTICE:
                return gathering.notice_facts(conn, head, mailing)


def _deliveries(conn: Connection, delivery_ids: Sequence[int]) -> dict[int, _Row]:
    d, m = model.deliveries, model.members
    rows = conn.execute(
        select(
            d.c.id, d.c.mailing_id, d.c.member_id, d.c.subscription_id, d.c.address, m.c.name, m.c.language, m.c.zone
        )
        .join(m, m.c.id == d.c.member_id, isouter=True)
        .where(d.c.id.in_(delivery_ids))
    )
    return {row.id: row for row in rows}


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
