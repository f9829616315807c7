"""The ledger of letters owed: expanded in pages, claimed, sent, recorded (DESIGN rule 15).

planned -> claimed -> sending -> handed | deferred | failed | in_doubt, and at the claim skipped | expired. Every move
is an UPDATE that names the state it leaves, so a move that came too late changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, literal, null, or_, select, text, union_all, update
from sqlalchemy.engine import Connection

from mailcop.model import deliveries, facts, mailings, members, occurrences, posts, registrations, subscriptions
from mailcop.model import suppressions as suppressed
from mailcop.words import Delivery, DeliveryState, MailingKind, MailingState

AT_ONCE = 0  # somebody sits there and waits: a sign-in link, a confirmation
_RANKS = {
    MailingKind.NOTICE: 1, MailingKind.PREVIEW: 1, MailingKind.REMINDER: 1,
    MailingKind.POST: 2,
    MailingKind.DIGEST: 3, MailingKind.NEWSLETTER: 3, MailingKind.ANNOUNCEMENT: 3,
}  # fmt: skip
LONGEST_WAIT = timedelta(hours=1)
MAX_DOUBTS = 2  # the retry from doubt was cut as well: the letter waits for a person
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED, DeliveryState.IN_DOUBT)
_d = deliveries
_state = _d.c.state + ""  # where ids are given: SQLite would take the index of states and read every claimed row


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that this node may send, and what its composer must know of its reader."""

    id: int
    mailing_id: int
    address: str
    member_id: int | None
    subscription_id: int | None
    attempts: int  # before this one
    due_at: datetime
    expires_at: datetime
    name: str  # empty for a reader who is no member, as are the next two
    language: str
    zone: str
    rank: int = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A claimed letter, ready for the relay: `sender` is the envelope's, `message` the bytes of the mail."""

    id: int
    sender: str
    recipient: str
    message: bytes


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A claimed letter that turned out to have nothing to say; it is skipped for this reason."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one claim took, and what it settled instead, `state: count` by reason."""

    claims: Sequence[Claim]
    settled: Mapping[str, int]
    is_full: bool  # more may be due


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one letter; a deferred one is due again at `due_at`."""

    id: int
    state: DeliveryState
    code: int
    text: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Released:
    """Ids of claims that ran out: back to planned, or in doubt because the letter was being sent."""

    planned: Sequence[int]
    in_doubt: Sequence[int]


def rank_of(kind: str) -> int:
    """Which letters that are due leave first: what answers a person, then posts, then what goes to many at leisure."""
    return _RANKS[MailingKind(kind)]


def claim(
    conn: Connection, node: str, now: datetime, until: datetime, limit: int, last_rank: int = max(_RANKS.values())
) -> Claimed:
    """Take at most `limit` letters that are due, by rank up to `last_rank` and then the oldest first.

    What may not be sent any more is settled on the way.
    """
    taken: dict[int, Row[Any]] = {}
    for rank, state in sorted(((row[0], row[1]) for row in conn.execute(_WAITS, {"now": now})), key=_by_turn):
        if len(taken) < limit and rank <= last_rank:
            given = {"from_state": state, "of_rank": rank, "now": now, "by": node, "until": until}
            taken.update((row.id, row) for row in conn.execute(_CLAIM, {**given, "limit": limit - len(taken)}))
    if not taken:
        return Claimed((), {}, False)
    barred = _barred(conn, {row.mailing_id for row in taken.values()}, now)
    claims, moves = [], []
    for row in conn.execute(_READERS, {"ids": sorted(taken)}):
        verdict = barred.get(row.mailing_id) or _reader_barred(row)
        if verdict:
            moves.append({"of": row.id, "to": verdict[0], "why": verdict[1], "at": now})
            continue
        claims.append(
            Claim(
                row.id, row.mailing_id, row.address, row.member_id, row.subscription_id, row.attempts, row.due_at,
                row.expires_at, row.name or "", row.language or "", row.zone or "", row.rank,
            )
        )  # fmt: skip
    if moves:
        conn.execute(_SETTLE, moves)
    settled: dict[str, int] = {}
    for move in moves:
        key = f"{move['to']} {move['why']}"
        settled[key] = settled.get(key, 0) + 1
    return Claimed(sorted(claims, key=_order), settled, len(taken) >= limit)


def begin_sending(conn: Connection, node: str, ids: Sequence[int]) -> set[int]:
    """Mark letters as being sent; returns those that this node still owns. To be committed before their DATA."""
    return set(conn.scalars(_SENDING, {"ids": ids, "by": node})) if ids else set()


def record(conn: Connection, node: str, results: Sequence[Result], now: datetime) -> None:
    """Write down what became of letters that this node was sending."""
    handed = [
        {"of": one.id, "by": node, "said": one.code, "why": one.text, "at": now}
        for one in results
        if one.state is DeliveryState.HANDED
    ]
    others = [_move(one, node, now) for one in results if one.state is not DeliveryState.HANDED]
    if handed:
        conn.execute(_HANDED, handed)
    if others:
        conn.execute(_RECORD, others)


def skip(conn: Connection, node: str, reasons: Mapping[int, str], now: datetime) -> None:
    """Settle claimed letters that turned out to have nothing to say."""
    skipped = DeliveryState.SKIPPED
    moves = [{"of": of, "to": skipped, "why": why, "at": now} for of, why in reasons.items()]
    if moves:
        conn.execute(_SETTLE.where(_d.c.claimed_by == node), moves)


def put_off(conn: Connection, node: str, ids: Sequence[int], why: str, until: datetime) -> None:
    """Defer claimed letters of which nothing was sent."""
    conn.execute(
        update(_d)
        .where(_d.c.id.in_(ids), _d.c.claimed_by == node, _state == DeliveryState.CLAIMED)
        .values(state=DeliveryState.DEFERRED, text=why, due_at=until, claimed_by="", claimed_until=null())
        .values(attempts=_d.c.attempts + 1)
    )


def give_back(conn: Connection, node: str, ids: Sequence[int] | None = None) -> int:
    """Return claimed letters, all of this node's or these, to planned; returns how many."""
    chosen = [_d.c.claimed_by == node]
    chosen += (
        [_d.c.state == DeliveryState.CLAIMED] if ids is None else [_state == DeliveryState.CLAIMED, _d.c.id.in_(ids)]
    )
    back = {"state": DeliveryState.PLANNED, "claimed_by": "", "claimed_until": None}
    return conn.execute(update(_d).where(*chosen).values(back)).rowcount


def renew(conn: Connection, node: str, ids: Sequence[int], until: datetime) -> None:
    """Prolong the claims that this node has in hand, for as long as it lives."""
    is_held = or_(_state == DeliveryState.CLAIMED, _state == DeliveryState.SENDING)
    if ids:
        conn.execute(update(_d).where(_d.c.id.in_(ids), is_held, _d.c.claimed_by == node).values(claimed_until=until))


def release_expired_claims(conn: Connection, now: datetime) -> Released:
    """Take back what a node that stopped had claimed; what it was sending may have arrived and becomes in doubt."""
    is_over = _d.c.claimed_until < now
    planned = conn.scalars(
        update(_d)
        .where(_d.c.state == DeliveryState.CLAIMED, is_over)
        .values(state=DeliveryState.PLANNED, claimed_by="", claimed_until=null())
        .returning(_d.c.id)
    ).all()
    in_doubt = conn.scalars(
        update(_d)
        .where(_d.c.state == DeliveryState.SENDING, is_over)
        .values(state=DeliveryState.IN_DOUBT, doubts=_d.c.doubts + 1, claimed_until=null(), due_at=now)
        .values(text="cut while it was being sent")
        .returning(_d.c.id)
    ).all()
    return Released(planned, in_doubt)


def wait_after(attempts: int, retry_after: timedelta, jitter: float) -> timedelta:
    """How long to wait after the nth failed attempt: doubling up to an hour; `jitter` 0 to 1 adds up to a quarter."""
    doubled: timedelta = retry_after * 2 ** min(max(attempts - 1, 0), 20)
    return min(doubled, max(LONGEST_WAIT, retry_after)) * (1 + jitter / 4)


def counts(conn: Connection) -> dict[str, int]:
    """How many letters stand in each state; every state is named, and the counts add up to the ledger."""
    found = dict.fromkeys(map(str, DeliveryState), 0)
    for state, count in conn.execute(select(_d.c.state, func.count()).group_by(_d.c.state)):
        found[state] = count
    return found


def next_due(conn: Connection) -> datetime | None:
    """When the next waiting letter or mailing is due, or None where nothing waits."""
    letters = [
        select(func.min(_d.c.due_at)).where(_d.c.state == state, _d.c.rank == rank, _retryable())
        for state, rank in product(_WAITING, range(max(_RANKS.values()) + 1))
    ]
    unexpanded = select(func.min(mailings.c.due_at)).where(mailings.c.state == MailingState.OPEN)
    found = [at for at in (conn.scalar(one) for one in (*letters, unexpanded)) if at is not None]
    return min(found, default=None)


def is_on_hold(conn: Connection) -> bool:
    """True while the instance may send nothing at all (DESIGN rule 20)."""
    return bool(conn.scalar(select(facts.c.value).where(facts.c.name == "hold")))


def _order(one: Claim) -> tuple[int, datetime, int]:
    return one.rank, one.due_at, one.id


def _by_turn(found: tuple[int, str]) -> tuple[int, int]:
    rank, state = found
    return rank, _WAITING.index(DeliveryState(state))


def _retryable() -> Any:
    return or_(_d.c.state != DeliveryState.IN_DOUBT, _d.c.doubts < MAX_DOUBTS)


# In which ranks and states something is due: a look into the index each, where a claim of nothing costs ten times more.
_WAITS = union_all(
    *(
        select(literal(rank), literal(state.value)).where(
            exists().where(
                _d.c.state == state, _d.c.rank == rank, _d.c.due_at <= bindparam("now", type_=_d.c.due_at.type)
            )
        )
        for rank, state in product(range(max(_RANKS.values()) + 1), _WAITING)
    )
)
_DUE = (
    select(_d.c.id)
    .where(_d.c.state == bindparam("from_state"), _d.c.rank == bindparam("of_rank"), _d.c.due_at <= bindparam("now"))
    .where(or_(_d.c.state != DeliveryState.IN_DOUBT, _d.c.doubts < MAX_DOUBTS))
    .where(_d.c.mailing_id.not_in(select(mailings.c.id).where(mailings.c.state == MailingState.PAUSED)))
    .order_by(_d.c.due_at, _d.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(_d)
    .where(_d.c.id.in_(select(_DUE.c.id)))
    .values(state=DeliveryState.CLAIMED, claimed_by=bindparam("by"), claimed_until=bindparam("until"))
    .returning(_d.c.id, _d.c.mailing_id)
)
_READERS = (
    select(
        _d.c.id, _d.c.mailing_id, _d.c.address, _d.c.member_id, _d.c.subscription_id, _d.c.attempts, _d.c.due_at,
        _d.c.rank,
        mailings.c.expires_at, mailings.c.kind, members.c.name, members.c.language, members.c.zone, members.c.erased_at,
        subscriptions.c.delivery, suppressed.c.reason, registrations.c.answer,
    )
    .join(mailings, mailings.c.id == _d.c.mailing_id)
    .join(members, members.c.id == _d.c.member_id, isouter=True)
    .join(subscriptions, subscriptions.c.id == _d.c.subscription_id, isouter=True)
    .join(suppressed, suppressed.c.key == _d.c.key, isouter=True)
    .join(
        registrations,
        and_(
            registrations.c.occurrence_id == mailings.c.occurrence_id,
            registrations.c.member_id == _d.c.member_id,
            mailings.c.kind == MailingKind.REMINDER,
        ),
        isouter=True,
    )
    .where(_d.c.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip
_SETTLE = (
    update(_d)
    .where(_d.c.id == bindparam("of"), _state == DeliveryState.CLAIMED)
    .values(state=bindparam("to"), text=bindparam("why"), settled_at=bindparam("at"))
    .values(claimed_by="", claimed_until=null())
)
_SENDING = (
    update(_d)
    .where(_d.c.id.in_(bindparam("ids", expanding=True)))
    .where(_state == DeliveryState.CLAIMED, _d.c.claimed_by == bindparam("by"))
    .values(state=DeliveryState.SENDING, attempts=_d.c.attempts + 1)
    .returning(_d.c.id)
)
_HANDED = (  # the common outcome: each value that is bound costs a row a microsecond, so the fixed ones are words
    update(_d)
    .where(_d.c.id == bindparam("of"), _d.c.claimed_by == bindparam("by"))
    .where(text("deliveries.state IN ('sending', 'in_doubt')"))
    .values(state=text("'handed'"), code=bindparam("said"), text=bindparam("why"), settled_at=bindparam("at"))
    .values(claimed_by=text("''"), claimed_until=null())
)
_RECORD = (
    update(_d)
    .where(_d.c.id == bindparam("of"), _d.c.claimed_by == bindparam("by"))
    .where(or_(_d.c.state == DeliveryState.SENDING, _d.c.state == DeliveryState.IN_DOUBT))
    .values(state=bindparam("to"), code=bindparam("said"), text=bindparam("why"), settled_at=bindparam("at"))
    .values(due_at=bindparam("next"), doubts=_d.c.doubts + bindparam("doubt"), claimed_by="", claimed_until=null())
)


def _move(one: Result, node: str, now: datetime) -> dict[str, object]:
    is_over = one.state in (DeliveryState.HANDED, DeliveryState.FAILED)
    is_doubt = one.state is DeliveryState.IN_DOUBT
    return {
        "of": one.id, "by": node, "to": one.state, "said": one.code, "why": one.text, "at": now if is_over else None,
        "next": one.due_at, "doubt": int(is_doubt),
    }  # fmt: skip


def _barred(conn: Connection, mailing_ids: set[int], now: datetime) -> dict[int, tuple[DeliveryState, str]]:
    """The mailings among these of which nothing is sent any more, and why."""
    rows = conn.execute(
        select(mailings.c.id, mailings.c.state, mailings.c.expires_at, mailings.c.kind)
        .add_columns(posts.c.hidden_at, occurrences.c.cancelled_at)
        .join(posts, posts.c.id == mailings.c.post_id, isouter=True)
        .join(occurrences, occurrences.c.id == mailings.c.occurrence_id, isouter=True)
        .where(mailings.c.id.in_(mailing_ids))
    )
    found: dict[int, tuple[DeliveryState, str]] = {}
    for row in rows:
        if row.state == MailingState.CANCELLED:
            found[row.id] = (DeliveryState.SKIPPED, "cancelled")
        elif row.hidden_at is not None:
            found[row.id] = (DeliveryState.SKIPPED, "hidden")
        elif row.kind == MailingKind.REMINDER and row.cancelled_at is not None:
            found[row.id] = (DeliveryState.SKIPPED, "event cancelled")
        elif row.expires_at <= now:
            found[row.id] = (DeliveryState.EXPIRED, "too late to be of use")
    return found


def _reader_barred(row: Row[*tuple[Any, ...]]) -> tuple[DeliveryState, str] | None:
    """Why this reader gets nothing any more."""
    if row.reason is not None:
        return DeliveryState.SKIPPED, "suppressed"
    if row.erased_at is not None:
        return DeliveryState.SKIPPED, "erased"
    if row.delivery == Delivery.NONE:
        return DeliveryState.SKIPPED, "left"
    if row.kind == MailingKind.REMINDER and row.answer not in (None, "yes"):
        return DeliveryState.SKIPPED, "no longer registered"
    return None
