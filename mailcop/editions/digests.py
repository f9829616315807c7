"""Digests: one letter a member, forum and period, over (mark, new mark] of `seq` (DESIGN rules 9, 10, 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.engine import Connection, Row

from mailcop import model
from mailcop.community.deliveries import rank_of
from mailcop.community.events import coming
from mailcop.config.settings import DigestSettings
from mailcop.editions.owing import Addressee, insert_once, owe, owe_letters
from mailcop.timetable import Period, instant, last_due, local, periods_covered
from mailcop.words import Delivery, MailingKind

PAGE = 500  # rows of one bulk transaction (DESIGN rule 23)
DATES = timedelta(days=35)  # how far ahead a digest tells of events
MOST_ITEMS = 60  # numbers in one digest; what lies beyond is counted in its last line

_Row = Row[*tuple[Any, ...]]
_PERIODS = (Delivery.DAILY, Delivery.WEEKLY)


@dataclass(frozen=True, slots=True)
class Cut:
    """What one page did: letters owed, subscriptions whose period brought nothing, and whether more may be due."""

    letters: int
    empty: int
    is_full: bool


@dataclass(frozen=True, slots=True)
class _Range:
    """Readers who share a digest share all of this; `due`: the same date comes to other zones at another instant."""

    forum_id: int
    period: Period
    key: date
    due: datetime
    after: int
    through: int
    covers: int


@dataclass(frozen=True, slots=True)
class _Item:
    """A thread with something new: its newest post, and how many."""

    thread_id: int
    post_id: int
    posts: int


def period_key(now: datetime, delivery: Delivery, zone: str, hours: DigestSettings) -> str:
    """The newest period that has come for a reader: a local date in ISO form, empty where there is no digest."""
    if delivery not in _PERIODS:
        return ""
    return last_due(now, _weekday(Period(delivery), hours), hours.at, zone)[0].isoformat()


def cut_due(conn: Connection, now: datetime, hours: DigestSettings, page: int = PAGE) -> Cut:
    """Owe the digests that have come due, at most `page` subscriptions; marks and periods advance in this transaction.

    A late one covers everything since the mark. An empty one is not sent, and its period has passed all the same.
    """
    rows = _due(conn, now, hours, page)
    if not rows:
        return Cut(0, 0, False)
    through = _lock_forums(conn, {row.forum_id for row in rows})
    readers: dict[_Range, list[Addressee]] = defaultdict(list)
    moves: list[dict[str, object]] = []
    empty = 0
    oldest = _oldest(conn, {(row.forum_id, row.mark) for row in rows})
    for row in rows:
        key = date.fromisoformat(period_key(now, Delivery(row.delivery), row.zone, hours))
        cut = _range(row, key, through[row.forum_id], oldest[row.forum_id, row.mark], hours)
        if cut is None:  # joined after this period had come: the next one is the first
            empty += 1
            moves.append({"of": row.id, "to": row.mark, "period": key.isoformat()})
            continue
        readers[cut].append(Addressee(row.address, row.address_key, row.member_id, row.id))
        moves.append({"of": row.id, "to": max(row.mark, cut.through), "period": key.isoformat()})
    letters = sum(_owe_digest(conn, cut, who, now) for cut, who in readers.items())
    _advance(conn, moves)
    return Cut(letters, empty + sum(map(len, readers.values())) - letters, len(rows) == page)


def resume_due(conn: Connection, now: datetime, hours: DigestSettings) -> int:
    """End the pauses whose date has come in the reader's zone; the marks move to now. Returns how many."""
    s, m = model.subscriptions, model.members
    found = conn.execute(
        select(s.c.id, s.c.paused_until, s.c.delivery, s.c.last_period, m.c.zone, model.forums.c.last_seq)
        .join(m, m.c.id == s.c.member_id)
        .join(model.forums, model.forums.c.id == s.c.forum_id, isouter=True)
        .where(s.c.paused_until.is_not(None), s.c.paused_until <= now.date() + timedelta(days=1))
        .order_by(s.c.id)
        .limit(PAGE)
    ).all()
    ready = [row for row in found if row.paused_until <= local(now, row.zone).date()]
    for row in ready:
        period = max(row.last_period, period_key(now, Delivery(row.delivery), row.zone, hours))
        mark = row.last_seq or 0
        change = {"paused_until": None, "mark": mark, "each_since": mark, "last_period": period}
        conn.execute(update(s).where(s.c.id == row.id).values(change))
    return len(ready)


def _weekday(period: Period, hours: DigestSettings) -> int | None:
    return hours.weekday if period is Period.WEEKLY else None


def _due(conn: Connection, now: datetime, hours: DigestSettings, page: int) -> Sequence[_Row]:
    """The subscriptions whose newest period has come and not been cut."""
    s, m, a = model.subscriptions, model.members, model.addresses
    is_reader = and_(s.c.delivery.in_(_PERIODS), s.c.forum_id.is_not(None), s.c.paused_until.is_(None))
    oldest = conn.execute(
        select(m.c.zone, s.c.delivery, func.min(s.c.last_period).label("oldest"))
        .join(m, m.c.id == s.c.member_id)
        .where(is_reader, m.c.erased_at.is_(None))
        .group_by(m.c.zone, s.c.delivery)
    )
    waiting = []
    for zone, delivery, last in oldest:
        key = period_key(now, Delivery(delivery), zone, hours)
        if last < key:
            waiting.append(and_(m.c.zone == zone, s.c.delivery == delivery, s.c.last_period < key))
    if not waiting:
        return ()
    return conn.execute(
        select(
            s.c.id,
            s.c.member_id,
            s.c.forum_id,
            s.c.delivery,
            s.c.mark,
            s.c.last_period,
            s.c.created_at,
            m.c.zone,
            a.c.address,
            a.c.key.label("address_key"),
        )
        .join(m, m.c.id == s.c.member_id)
        .join(a, a.c.id == s.c.address_id)
        .where(is_reader, m.c.erased_at.is_(None), or_(*waiting))
        .order_by(s.c.forum_id, s.c.id)
        .limit(page)
        .with_for_update(of=s, skip_locked=True)  # another node takes other readers
    ).all()


def _lock_forums(conn: Connection, forum_ids: Iterable[int]) -> dict[int, int]:
    """The counters as they stand: who holds the row holds every `seq` up to it."""
    f = model.forums
    chosen = select(f.c.id, f.c.last_seq).where(f.c.id.in_(sorted(forum_ids))).order_by(f.c.id).with_for_update()
    return {row.id: row.last_seq for row in conn.execute(chosen)}


def _oldest(conn: Connection, marks: Iterable[tuple[int, int]]) -> dict[tuple[int, int], datetime | None]:
    """By forum and mark, when the first post above the mark became visible."""
    p = model.posts
    first = select(func.min(p.c.visible_at)).where(
        p.c.seq.is_not(None), p.c.hidden_at.is_(None), p.c.is_archived.is_(False)
    )
    return {
        (forum_id, mark): conn.execute(first.where(p.c.forum_id == forum_id, p.c.seq > mark)).scalar()
        for forum_id, mark in marks
    }


def _range(row: _Row, key: date, through: int, oldest: datetime | None, hours: DigestSettings) -> _Range | None:
    """What a reader's digest covers; None for one who came after this period had."""
    period = Period(row.delivery)
    weekday = _weekday(period, hours)
    if not row.last_period and last_due(row.created_at, weekday, hours.at, row.zone)[0] >= key:
        return None
    covers = 1
    if oldest is not None:  # lateness is that of the words: a quiet month before them was not missed
        begun = last_due(oldest, weekday, hours.at, row.zone)[0].isoformat()
        since = max(begun, row.last_period)
        covers = periods_covered(date.fromisoformat(since), key, period)
    return _Range(row.forum_id, period, key, instant(key, hours.at, row.zone), row.mark, through, covers)


def _owe_digest(conn: Connection, cut: _Range, readers: list[Addressee], now: datetime) -> int:
    """One mailing for the readers who share a range, with what its numbers mean; nothing where nothing is visible."""
    items = _items(conn, cut)
    if not items:
        return 0
    due = f"{cut.due:%Y%m%dT%H%MZ}"
    key = f"digest:{cut.period}:{cut.forum_id}:{cut.key}:{due}:{cut.after}-{cut.through}:{cut.covers}"
    facts = {"period": cut.period, "key": cut.key.isoformat(), "covers": cut.covers, "beyond": _beyond(items)}
    dates = [one.id for one in coming(conn, now, until=now + DATES) if one.event.forum_id in (None, cut.forum_id)]
    mailing_id, is_new = owe(
        conn,
        MailingKind.DIGEST,
        key,
        now,
        forum_id=cut.forum_id,
        issue_id=_issue(conn, cut, now),
        facts={**facts, "after": cut.after, "through": cut.through, "occurrences": dates},
    )
    if is_new:
        rows = [
            {"mailing_id": mailing_id, "number": number, "thread_id": item.thread_id, "post_id": item.post_id}
            for number, item in enumerate(items[:MOST_ITEMS], start=1)
        ]
        conn.execute(model.digest_items.insert(), rows)
    return owe_letters(conn, mailing_id, readers, now, rank=rank_of(MailingKind.DIGEST))


def _items(conn: Connection, cut: _Range) -> list[_Item]:
    """Threads with something new, in the order in which they became so; a reply by number answers the newest post."""
    p = model.posts
    found = conn.execute(
        select(p.c.thread_id, p.c.id)
        .where(p.c.forum_id == cut.forum_id, p.c.seq > cut.after, p.c.seq <= cut.through)
        .where(p.c.hidden_at.is_(None), p.c.is_archived.is_(False))  # an import is nobody's news (rule 7)
        .order_by(p.c.seq)
    )
    items: dict[int, _Item] = {}  # a dict keeps the place of the first
    for thread_id, post_id in found:
        posts = items[thread_id].posts + 1 if thread_id in items else 1
        items[thread_id] = _Item(thread_id, post_id, posts)
    return list(items.values())


def _beyond(items: list[_Item]) -> dict[str, int]:
    """What has no number of its own: said as a count, so that nothing is left out in silence."""
    rest = items[MOST_ITEMS:]
    return {"threads": len(rest), "posts": sum(item.posts for item in rest)}


def _issue(conn: Connection, cut: _Range, now: datetime) -> int:
    """The numbered issue of this forum, period and date; the forum's row is locked, so numbers have no holes."""
    i = model.issues
    key = f"{cut.period}:{cut.forum_id}:{cut.key}"
    found = conn.execute(select(i.c.id).where(i.c.key == key)).scalar()
    if found is not None:
        return int(found)
    of_forum = select(func.max(i.c.number)).where(i.c.forum_id == cut.forum_id, i.c.kind == cut.period)
    values = {"kind": cut.period, "forum_id": cut.forum_id, "key": key, "cut_at": now}
    number = (conn.execute(of_forum).scalar() or 0) + 1
    made = insert_once(conn, i, {**values, "number": number})
    return made if made is not None else int(conn.execute(select(i.c.id).where(i.c.key == key)).scalar_one())


def _advance(conn: Connection, moves: list[dict[str, object]]) -> None:
    s = model.subscriptions
    conn.execute(
        update(s)
        .where(s.c.id == bindparam("of"), s.c.last_period < bindparam("period"))
        .values(mark=bindparam("to"), last_period=bindparam("period")),
        moves,
    )
