"""Delivery reports: the token says whose letter it was, the report how final its word is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from mailcop import refusals
from mailcop.community.receptions import Decision
from mailcop.model import bounces, deliveries
from mailcop.reading import Letter
from mailcop.words import BounceKind, Fate, Token


def file_report(conn: Connection, letter: Letter, token: Token | None, now: datetime) -> Decision:
    """Keep what a report says; without a valid token it is kept, and counts against nobody (safety case 87)."""
    row = None
    if token is not None:
        row = conn.execute(select(deliveries.c.id, deliveries.c.key).where(deliveries.c.id == token.id)).first()
    kind, status = _word(letter)

    def keep(conn: Connection, reception_id: int) -> None:
        conn.execute(
            insert(bounces).values(
                delivery_id=row.id if row else None, reception_id=reception_id, key=row.key if row else "",
                kind=kind, status=status, reported_at=now,
            )
        )  # fmt: skip

    return Decision(Fate.BOUNCE, refusals.NOT_A_PERSON, f"{kind} {status}".strip(), follow=(keep,))


def _word(letter: Letter) -> tuple[BounceKind, str]:
    """The gravest word of the report."""
    order = [BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.DELAYED, BounceKind.NONE]
    found = list(letter.bounce.recipients) if letter.bounce else []
    found.sort(key=lambda one: order.index(one.kind))
    return (found[0].kind, found[0].status[:16]) if found else (BounceKind.NONE, "")
