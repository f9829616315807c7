"""How far a polled mailbox was read: (UIDVALIDITY, UID), set in the transaction of the mail."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from mailcop.model import imap_marks


def read(conn: Connection, account: str) -> tuple[int, int] | None:
    """The mark of an account, None before its first mail."""
    row = conn.execute(
        select(imap_marks.c.uidvalidity, imap_marks.c.uid).where(imap_marks.c.account == account)
    ).first()
    return (row.uidvalidity, row.uid) if row else None


def write(conn: Connection, account: str, uidvalidity: int, uid: int) -> None:
    """Move the mark."""
    conn.execute(delete(imap_marks).where(imap_marks.c.account == account))
    conn.execute(insert(imap_marks).values(account=account, uidvalidity=uidvalidity, uid=uid))
