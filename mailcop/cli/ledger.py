"""The ledger, seen and steered: mailings, the outbox in counts, the whole place in one object."""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from mailcop import __version__, migrations
from mailcop.cli.place import fact, instant, opened, say
from mailcop.community import deliveries as ledger
from mailcop.community import receptions
from mailcop.editions.resuming import lift_hold
from mailcop.model import deliveries, forums, imap_marks, members, posts, subscriptions
from mailcop.model import mailings as kept
from mailcop.words import DeliveryState, MailingState


def mailings(arguments: argparse.Namespace) -> None:
    """Every mailing, the latest last, with how many of its letters stand where."""
    with opened(arguments, needs_secret=False) as place:
        found = place.database.read(_mailings)
    for one in found:
        if arguments.json:
            print(json.dumps(one, ensure_ascii=False))
        else:
            parts = ", ".join(f"{count} {state}" for state, count in one["letters"].items()) or "no letters yet"
            print(
                f"{one['id']:>6}  {one['due_at'][:16]}  {one['kind']:<12}  {one['state']:<9}  {one['subject']}"
                f"  ({parts})"
            )


def _mailings(conn: Connection) -> list[dict[str, Any]]:
    letters: dict[int, dict[str, int]] = {}
    for mailing_id, state, count in conn.execute(
        select(deliveries.c.mailing_id, deliveries.c.state, func.count())
        .group_by(deliveries.c.mailing_id, deliveries.c.state)
        .order_by(deliveries.c.mailing_id, deliveries.c.state)
    ):
        letters.setdefault(mailing_id, {})[state] = count
    return [
        {
            "id": row.id, "kind": row.kind, "key": row.key, "state": row.state, "subject": row.subject,
            "due_at": row.due_at.isoformat(), "expires_at": row.expires_at.isoformat(),
            "letters": letters.get(row.id, {}),
        }
        for row in conn.execute(select(kept).order_by(kept.c.id))
    ]  # fmt: skip


def pause(arguments: argparse.Namespace) -> None:
    """Hold a mailing back: nothing of it is claimed until `resume`."""
    _move(arguments, [MailingState.OPEN, MailingState.EXPANDED], MailingState.PAUSED)


def resume(arguments: argparse.Namespace) -> None:
    """Let a paused mailing go on, expanded only once; without an id, let an instance on hold send again."""
    if arguments.id is None:
        _lift_hold(arguments)
        return
    if arguments.as_of is not None:
        raise ValueError("--as-of lifts the hold of an instance and goes without the id of a mailing")
    _move(arguments, [MailingState.PAUSED], MailingState.OPEN)


def _lift_hold(arguments: argparse.Namespace) -> None:
    """Called off is what came due until `--as-of`: until then the instance that this is a copy of went on sending."""
    with opened(arguments, needs_secret=False) as place:
        hold = place.database.read(lambda conn: fact(conn, "hold"))
        if not hold:
            raise ValueError("this instance is not on hold; to let a paused mailing go on, name its id")
        if arguments.as_of is None:
            raise ValueError(
                f"on hold ({hold}): say with --as-of until when the first instance went on sending; what was due by "
                "then is not sent again"
            )
        as_of = instant(arguments.as_of)
        if as_of > place.now() and not place.is_rehearsal:
            raise ValueError(f"--as-of {arguments.as_of}: expected an instant that is over")
        lifted = place.database.write(lambda conn: lift_hold(conn, as_of, place.config.digest))
    called_off = f"{lifted.letters} letters and {lifted.mailings} mailings called off"
    say(f"the hold is lifted as of {as_of.isoformat()}; {called_off}")


def cancel(arguments: argparse.Namespace) -> None:
    """Call a mailing off: what has not left is skipped."""
    _move(arguments, [MailingState.OPEN, MailingState.EXPANDED, MailingState.PAUSED], MailingState.CANCELLED)


def _move(arguments: argparse.Namespace, was: list[MailingState], to: MailingState) -> None:
    now = datetime.now(UTC)
    with opened(arguments, needs_secret=False) as place:
        skipped = place.database.write(lambda conn: _moved(conn, arguments.id, was, to, now))
    say(f"mailing {arguments.id} is {to}" + (f"; {skipped} letters are not sent" if skipped else ""))


def _moved(conn: Connection, mailing_id: int, was: list[MailingState], to: MailingState, now: datetime) -> int:
    moved = conn.execute(update(kept).where(kept.c.id == mailing_id, kept.c.state.in_(was)).values(state=to))
    if moved.rowcount != 1:
        present = conn.scalar(select(kept.c.state).where(kept.c.id == mailing_id))
        raise ValueError(f"mailing {mailing_id} is {present or 'not there'}; expected {', '.join(was)}")
    if to is not MailingState.CANCELLED:
        return 0
    waiting = [DeliveryState.PLANNED, DeliveryState.DEFERRED]
    done = conn.execute(
        update(deliveries)
        .where(deliveries.c.mailing_id == mailing_id, deliveries.c.state.in_(waiting))
        .values(state=DeliveryState.SKIPPED, text="cancelled", settled_at=now)
    )
    return done.rowcount


def outbox(arguments: argparse.Namespace) -> None:
    """How many letters stand in each state; the counts add up to the ledger."""
    with opened(arguments, needs_secret=False) as place:
        counts = place.database.read(ledger.counts)
    if arguments.json:
        print(json.dumps(counts))
        return
    for state, count in counts.items():
        if count:
            print(f"{count:>8,}  {state}")
    print(f"{sum(counts.values()):>8,}  letters in all")


def status(arguments: argparse.Namespace) -> None:
    """Fates, ledger states, marks and versions in one object."""
    with opened(arguments, needs_secret=False) as place:
        found = place.database.read(_status)
        found["database"] = place.database.url.get_backend_name()
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"mailcop {found['versions']['mailcop']} on {found['database']}, schema {found['versions']['schema']}")
    print(f"{found['members']} members, {found['posts']} posts, {found['received']} received:")
    print("  " + (", ".join(f"{count} {fate}" for fate, count in found["fates"].items() if count) or "nothing"))
    print("letters: " + (", ".join(f"{n} {state}" for state, n in found["outbox"].items() if n) or "none"))
    if found["hold"]:
        print(f"on hold, nothing is sent: {found['hold']}")


def _status(conn: Connection) -> dict[str, Any]:
    fates = receptions.fate_counts(conn)
    marks = conn.execute(select(forums.c.name, forums.c.last_seq).order_by(forums.c.id)).all()
    lag = conn.execute(select(func.min(subscriptions.c.mark)).where(subscriptions.c.delivery.in_(["daily", "weekly"])))
    return {
        "received": sum(fates.values()),
        "fates": fates,
        "outbox": ledger.counts(conn),
        "members": conn.scalar(select(func.count()).select_from(members).where(members.c.erased_at.is_(None))),
        "posts": conn.scalar(select(func.count()).select_from(posts).where(posts.c.seq.is_not(None))),
        "marks": {
            "seq": {row.name: row.last_seq for row in marks},
            "lowest_digest_mark": lag.scalar(),
            "imap": [[row.account, row.uidvalidity, row.uid] for row in conn.execute(select(imap_marks))],
            "indexed_through": int(fact(conn, "indexed_through") or 0),
        },
        "hold": fact(conn, "hold") or "",
        "is_rehearsal": fact(conn, "rehearsal") == "1",
        "versions": {
            "mailcop": __version__,
            "schema": migrations.present(conn),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        },
    }
