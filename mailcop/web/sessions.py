"""Who is signed in: sessions and single-use links; only the hashes of their secrets are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from mailcop.model import bounds, members, pendings, sessions
from mailcop.web.pages import Visitor

LINK_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=30)
LINKS_AN_HOUR = 3  # to one address
ASKED_AN_HOUR = 20  # from one client
SIGN_IN = "sign-in"


def new_secret() -> str:
    """256 random bits, as they stand in a link or a cookie."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """How a secret is kept; it is random, so that no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def guard_of(secret: str) -> str:
    """What a form of whoever holds this cookie must carry; it does not lead back to the cookie."""
    return hashlib.sha256(b"guard:" + secret.encode("utf-8", "surrogateescape")).hexdigest()


def visitor_of(conn: Connection, secret: str, now: datetime) -> Visitor | None:
    """The member of a session that stands."""
    row = conn.execute(
        select(
            members.c.id, members.c.name, members.c.language, members.c.zone,
            sessions.c.created_at, sessions.c.expires_at,
        )
        .join(sessions, sessions.c.member_id == members.c.id)
        .where(sessions.c.secret_hash == hashed(secret), sessions.c.expires_at > now, members.c.erased_at.is_(None))
    ).first()  # fmt: skip
    if row is None:
        return None
    return Visitor(row.id, row.name, row.language, row.zone, guard_of(secret), row.created_at, row.expires_at)


def begin_session(conn: Connection, member_id: int, secret: str, now: datetime) -> None:
    """Open a session; old ones of the same member that are over go."""
    conn.execute(delete(sessions).where(sessions.c.member_id == member_id, sessions.c.expires_at <= now))
    conn.execute(
        insert(sessions).values(
            secret_hash=hashed(secret), member_id=member_id, created_at=now, expires_at=now + SESSION_LIFE
        )
    )


def end_session(conn: Connection, secret: str) -> None:
    """Close a session; it opens nothing any more, whoever has its cookie."""
    conn.execute(delete(sessions).where(sessions.c.secret_hash == hashed(secret)))


def keep_link(conn: Connection, member_id: int, key: str, secret: str, now: datetime) -> int:
    """Remember a link by its hash; its id."""
    values = {
        "kind": SIGN_IN,
        "key": key,
        "member_id": member_id,
        "secret_hash": hashed(secret),
        "created_at": now,
        "expires_at": now + LINK_LIFE,
    }
    made: int = conn.execute(insert(pendings).values(values).returning(pendings.c.id)).scalar_one()
    return made


def link_opens(conn: Connection, secret: str, now: datetime) -> bool:
    """True for a link that would still open the door."""
    return conn.execute(select(pendings.c.id).where(*_standing(secret, now))).first() is not None


def use_link(conn: Connection, secret: str, now: datetime) -> int | None:
    """Consume a link and return its member; None where it is unknown, used or too old."""
    member_id: int | None = conn.execute(
        update(pendings).where(*_standing(secret, now)).values(used_at=now).returning(pendings.c.member_id)
    ).scalar()
    return member_id


def take_turn(conn: Connection, subject: str, most: int, now: datetime) -> bool:
    """True for the first `most` times in this hour of the clock; each is a row, which nodes and restarts share."""
    hour = now.strftime("%Y-%m-%dT%H")
    insert_row = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    for turn in range(most):
        values = {"kind": SIGN_IN, "subject": subject, "period": f"{hour}#{turn}"}
        statement = insert_row(bounds).values(values).on_conflict_do_nothing().returning(bounds.c.period)
        if conn.execute(statement).first() is not None:
            return True
    return False


def _standing(secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        pendings.c.kind == SIGN_IN,
        pendings.c.secret_hash == hashed(secret),
        pendings.c.used_at.is_(None),
        pendings.c.expires_at > now,
    )
