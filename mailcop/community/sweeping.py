"""What is forgotten in its time: raw mail after its days, spent sessions and confirmations, orphaned blobs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from mailcop.blobs import Blobs
from mailcop.db import Database
from mailcop.model import bounds, contents, mails, pendings, receptions, sessions
from mailcop.words import Fate

_PAGE = 500
_BLOB_REST = timedelta(days=1)  # a blob may be ahead of its row, never for a day


def sweep(database: Database, blobs: Blobs, now: datetime, keep_raw: timedelta) -> int:
    """Forget what is due; the number of raw mails let go. What waits for a person keeps its mail."""
    swept = 0
    while done := database.write(lambda conn: _sweep_page(conn, now, now - keep_raw), "bulk"):
        swept += done
    database.write(lambda conn: _spent(conn, now), "bulk")
    _orphans(database, blobs, now)
    return swept


def _sweep_page(conn: Connection, now: datetime, before: datetime) -> int:
    waits = select(receptions.c.mail_id).where(receptions.c.fate.in_([Fate.HELD, Fate.QUARANTINED]))
    page = list(
        conn.scalars(
            select(mails.c.id)
            .where(mails.c.received_at < before, mails.c.swept_at.is_(None), mails.c.id.not_in(waits))
            .order_by(mails.c.received_at)
            .limit(_PAGE)
        )
    )
    if page:
        conn.execute(update(mails).where(mails.c.id.in_(page)).values(raw=None, swept_at=now))
    return len(page)


def _spent(conn: Connection, now: datetime) -> None:
    conn.execute(delete(sessions).where(sessions.c.expires_at < now))
    conn.execute(delete(pendings).where(pendings.c.expires_at < now - timedelta(days=7)))
    yesterday = (now - timedelta(days=2)).date().isoformat()
    daily = bounds.c.kind != "trusted"  # the periods of all others begin with a date
    conn.execute(delete(bounds).where(daily, bounds.c.period < yesterday))


def _orphans(database: Database, blobs: Blobs, now: datetime) -> None:
    """Blobs that no row names: of a mail that was swept, or of a commit that never came."""
    for name in blobs.names(now - _BLOB_REST):
        if not database.read(lambda conn, name=name: _is_named(conn, name)):  # type: ignore[misc]  # a default binds it
            blobs.discard(name)


def _is_named(conn: Connection, sha256: str) -> bool:
    by_mail = select(mails.c.id).where(mails.c.sha256 == sha256, mails.c.raw.is_(None), mails.c.swept_at.is_(None))
    by_attachment = select(contents.c.sha256).where(contents.c.sha256 == sha256, contents.c.content.is_(None))
    return conn.execute(by_mail).first() is not None or conn.execute(by_attachment).first() is not None
