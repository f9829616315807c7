"""A mailing is owed once: its key absorbs every repetition, by another tick, another node or a clock set back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.words import DeliveryState, MailingKind, MailingState

LIFE: Mapping[MailingKind, timedelta] = {
    MailingKind.DIGEST: timedelta(days=7),
    MailingKind.NEWSLETTER: timedelta(days=7),
    MailingKind.ANNOUNCEMENT: timedelta(days=5),
    MailingKind.PREVIEW: timedelta(days=5),
    MailingKind.NOTICE: timedelta(days=3),
}
"""How long after it is due a letter may still leave; a reminder's end is that of its occurrence."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """One reader of a mailing; a notice may go to an address that belongs to no member."""

    address: str
    key: str  # addresses.address_key of it
    member_id: int | None = None
    subscription_id: int | None = None


def insert_once(conn: Connection, table: Table, values: Mapping[str, Any]) -> int | None:
    """Insert a row and return its id, or None where one of its unique keys is taken."""
    insert = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(dict(values)).on_conflict_do_nothing().returning(table.c.id)
    found: int | None = conn.execute(statement).scalar()
    return found


def owe(
    conn: Connection,
    kind: MailingKind,
    key: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    audience: Mapping[str, Any] | None = None,
    **columns: Any,
) -> tuple[int, bool]:
    """The mailing of that key, and whether it is new. With an `audience` the outbox expands it in pages.

    `columns` are those of `mailings`: subject, facts and what it is about.
    """
    due = due_at or now
    values = {
        **columns,
        "kind": kind,
        "key": key,
        "state": MailingState.EXPANDED if audience is None else MailingState.OPEN,
        "facts": columns.get("facts", {}),
        "audience": dict(audience or {}),
        "created_at": now,
        "due_at": due,
        "expires_at": expires_at or due + LIFE[kind],
    }
    new = insert_once(conn, model.mailings, values)
    if new is not None:
        return new, True
    found: int = conn.execute(select(model.mailings.c.id).where(model.mailings.c.key == key)).scalar_one()
    return found, False


def owe_letters(conn: Connection, mailing_id: int, readers: Iterable[Addressee], due_at: datetime, *, rank: int) -> int:
    """Plan one delivery a reader; who has one already gets no second. Returns how many were asked for.

    `rank` is that of `community.deliveries`: in which order what is due leaves.
    """
    rows = [
        {
            "mailing_id": mailing_id,
            "member_id": reader.member_id,
            "subscription_id": reader.subscription_id,
            "address": reader.address,
            "key": reader.key,
            "state": DeliveryState.PLANNED,
            "rank": rank,
            "due_at": due_at,
        }
        for reader in readers
    ]
    if rows:
        insert = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
        conn.execute(insert(model.deliveries).on_conflict_do_nothing(), rows)
    return len(rows)
