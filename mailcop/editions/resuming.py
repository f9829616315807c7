"""The end of an instance's hold: what the first instance saw to is called off, and this one goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from mailcop.community.deliveries import is_on_hold
from mailcop.config import DigestSettings
from mailcop.editions import clock
from mailcop.model import deliveries, facts, mailings, posts, subscriptions
from mailcop.words import DeliveryState, MailingState

WHY = "the instance that this is a copy of saw to it"
_UNSETTLED = (
    DeliveryState.PLANNED, DeliveryState.DEFERRED, DeliveryState.IN_DOUBT, DeliveryState.CLAIMED,
    DeliveryState.SENDING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lifted:
    """What was called off: letters that were owed, and mailings that had no letters yet."""

    letters: int
    mailings: int


def lift_hold(conn: Connection, as_of: datetime, hours: DigestSettings) -> Lifted:
    """Let an instance send again, the first one having gone on until `as_of` (DESIGN rule 20).

    What came due until then is owed once more and called off, so that digests, reminders and pauses go on behind it.
    Raises ValueError where the instance is not on hold.
    """
    if not is_on_hold(conn):
        raise ValueError("this instance is not on hold")
    marks = {row.id: row.mark for row in conn.execute(select(subscriptions.c.id, subscriptions.c.mark))}
    clock.turn(conn, as_of, hours)
    _unread(conn, marks, as_of)
    letters = conn.execute(
        update(deliveries)
        .where(deliveries.c.state.in_(_UNSETTLED), deliveries.c.due_at <= as_of)
        .values(state=DeliveryState.SKIPPED, text=WHY, settled_at=as_of, claimed_by="", claimed_until=None)
    ).rowcount
    unexpanded = conn.execute(
        update(mailings)
        .where(mailings.c.state == MailingState.OPEN, mailings.c.due_at <= as_of)
        .values(state=MailingState.CANCELLED)
    ).rowcount
    conn.execute(delete(facts).where(facts.c.name == "hold"))
    return Lifted(letters, unexpanded)


def _unread(conn: Connection, marks: dict[int, int], as_of: datetime) -> None:
    """A digest that is called off covered what had come until then; what came to the copy is for the next one."""
    p, s = posts, subscriptions
    seen = (
        select(p.c.forum_id, func.max(p.c.seq).label("through")).where(p.c.visible_at <= as_of).group_by(p.c.forum_id)
    )
    through = {row.forum_id: row.through for row in conn.execute(seen)}
    for row in conn.execute(select(s.c.id, s.c.forum_id, s.c.mark).where(s.c.forum_id.is_not(None))):
        before = marks[row.id]
        most = max(before, through.get(row.forum_id) or 0)
        if row.mark > most:
            conn.execute(update(s).where(s.c.id == row.id).values(mark=most))
