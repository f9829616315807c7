"""Migrations of the tables, forward only: `bring_up_to_date` runs what is missing in one transaction under a lock."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from mailcop.db import Database, DatabaseTrouble

_VERSIONS = Path(__file__).parent / "versions"
_LOCK = 6_280_511  # any fixed number: PostgreSQL advisory locks are per database


def newest() -> str:
    """The revision that this code expects: the last file's number."""
    return max(path.name for path in _VERSIONS.glob("[0-9]*.py"))[:4]


def present(conn: Connection) -> str | None:
    """The revision that the database has, or None where it is empty."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found: str | None = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def bring_up_to_date(database: Database) -> str:
    """Run the missing migrations; returns the revision. A database newer than this code is refused."""
    found = database.read(present)
    if found == newest():
        return found
    if found is not None and found > newest():
        raise DatabaseTrouble(
            f"the database has schema {found}, this mailcop knows {newest()}: install the newer version"
        )
    return database.write(_upgrade)


def _upgrade(conn: Connection) -> str:
    from alembic import command  # imported when there is work: it is a third of a start
    from alembic.config import Config

    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = conn
    command.upgrade(settings, "head")
    return newest()
