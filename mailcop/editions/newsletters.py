"""Newsletters: numbered issues, one ledger for all language variants."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.editions.orders import Order, snapshot
from mailcop.editions.owing import insert_once, owe
from mailcop.words import MailingKind


def cut_issue(conn: Connection, order: Order, now: datetime, *, draft_id: int, author: str) -> int:
    """Owe the next issue, once a draft; its mailing id."""
    newsletter_id = order.to.get("newsletter_id")
    number = _next_number(conn, newsletter_id)
    issue_id = insert_once(
        conn,
        model.issues,
        {
            "kind": MailingKind.NEWSLETTER,
            "newsletter_id": newsletter_id,
            "number": number,
            "key": f"newsletter:draft:{draft_id}",
            "cut_at": now,
        },
    )
    facts = {
        "title": order.title,
        "number": number,
        "author": author,
        "variants": [list(pair) for pair in order.variants or ((order.language or "en", order.text),)],
    }
    mailing_id, _ = owe(
        conn,
        MailingKind.NEWSLETTER,
        f"draft:{draft_id}",
        now,
        due_at=order.due_at,
        audience=snapshot(conn, order),
        subject=order.title,
        draft_id=draft_id,
        newsletter_id=newsletter_id,
        issue_id=issue_id,
        facts=facts,
    )
    return mailing_id


def _next_number(conn: Connection, newsletter_id: int | None) -> int:
    """The counter of the newsletter's row; a community without a declared one counts its issues."""
    n, i = model.newsletters, model.issues
    if newsletter_id is not None:
        taken: int = conn.execute(
            update(n).where(n.c.id == newsletter_id).values(last_issue=n.c.last_issue + 1).returning(n.c.last_issue)
        ).scalar_one()
        return taken
    before = select(func.max(i.c.number)).where(i.c.kind == MailingKind.NEWSLETTER, i.c.newsletter_id.is_(None))
    return (conn.execute(before).scalar() or 0) + 1
