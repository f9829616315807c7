"""The place that a command works in: config, database, blobs, and the time it is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from mailcop.addresses import AddressBook
from mailcop.blobs import Blobs, FolderBlobs
from mailcop.config import Config, load, require_secret
from mailcop.db import Database, DatabaseTrouble, trouble_of
from mailcop.model import facts

_LONG_SINCE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """What is open while a command runs."""

    config: Config
    database: Database
    blobs: Blobs
    book: AddressBook
    is_rehearsal: bool

    def founded(self, at: str | None) -> datetime:
        """Since when imported members are here: now, or `at`; in a rehearsal, where any time may come, long since."""
        return _LONG_SINCE if at is None and self.is_rehearsal else self.now(at)

    def now(self, at: str | None = None) -> datetime:
        """The present, or `at` (ISO 8601) where this is a rehearsal; raises ValueError elsewhere."""
        if at is None:
            return datetime.now(UTC)
        if not self.is_rehearsal:
            raise ValueError("--at sets the time only on a rehearsal database (mailcop init --rehearsal)")
        return instant(at)


def instant(text: str) -> datetime:
    """An aware instant from ISO 8601; without an offset it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected an instant such as 2027-03-08T07:00+03:00, found {text!r}") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@contextmanager
def opened(arguments: argparse.Namespace, *, needs_secret: bool = True) -> Iterator[Place]:
    """The place of this command's config; a database that was never made is not made by accident."""
    config = load(arguments.config)
    if needs_secret:
        require_secret(config)
    with opened_with(config) as place:
        yield place


@contextmanager
def opened_with(config: Config) -> Iterator[Place]:
    """The place of a config, its database brought up to date."""
    from mailcop import migrations

    database = open_database(config)
    try:
        if database.read(migrations.present) is None:
            raise DatabaseTrouble(_not_made(database))
        migrations.bring_up_to_date(database)
        yield place_of(config, database)
    except DBAPIError as error:
        raise trouble_of(error, database.url) from error
    finally:
        database.close()


def place_of(config: Config, database: Database) -> Place:
    """The place over an open database."""
    book = AddressBook(config.mail.addresses, config.mail.secret)
    is_rehearsal = database.read(lambda conn: fact(conn, "rehearsal")) == "1"
    return Place(config, database, FolderBlobs(config.blobs.folder), book, is_rehearsal)


def open_database(config: Config, *, is_new: bool = False) -> Database:
    """The config's database; a SQLite file that is missing is an error unless it is to be made."""
    database = Database(config.database.url)
    file = sqlite_file(database)
    if file is not None and not file.exists() and not is_new:
        raise DatabaseTrouble(_not_made(database))
    return database


def sqlite_file(database: Database) -> Path | None:
    """The file of a SQLite database, None for others."""
    if not database.is_sqlite or not database.url.database:
        return None
    return Path(database.url.database)


def fact(conn: Connection, name: str) -> str | None:
    """One of the instance's own facts."""
    found: str | None = conn.scalar(select(facts.c.value).where(facts.c.name == name))
    return found


def say(line: str) -> None:
    """A line for the person at the terminal; stdout is for what was asked."""
    print(line, file=sys.stderr)


def counted(number: int, word: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _not_made(database: Database) -> str:
    shown = database.url.render_as_string(hide_password=True)
    return f"there is no mailcop database at {shown}: run `mailcop init` first"
