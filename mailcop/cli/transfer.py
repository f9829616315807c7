"""Mail and members in, a copy out: receive, import, backup."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from mailcop import migrations
from mailcop.cli.place import Place, counted, fact, opened, say, sqlite_file
from mailcop.cli.progress import Progress
from mailcop.cli.wiring import intake_of
from mailcop.community import forums, roster
from mailcop.config import ConfigError
from mailcop.db import DatabaseTrouble
from mailcop.inbound import archives, mbox
from mailcop.inbound.pipe import receive as receive_mail
from mailcop.reading import read
from mailcop.words import Policy


def receive(arguments: argparse.Namespace) -> int:
    """One mail from stdin to our addresses; exits by sysexits.h, with what the sender is told on stderr.

    Whatever is wrong with this place is EX_TEMPFAIL: the MTA keeps the mail and tries again.
    """
    raw = sys.stdin.buffer.read()
    try:
        return _received(arguments, raw)
    except (ConfigError, DatabaseTrouble, OSError, SQLAlchemyError) as error:
        say(f"mailcop: {' '.join(str(error).split())}")
    except Exception:
        traceback.print_exc()
    return os.EX_TEMPFAIL


def _received(arguments: argparse.Namespace, raw: bytes) -> int:
    with opened(arguments) as place:
        now = place.now(arguments.at)
        intake = intake_of(place, lambda: now)
        try:
            sender = arguments.sender if arguments.sender is not None else _claimed_sender(raw)
            limit = place.config.limits.message_bytes
            return receive_mail(raw, arguments.to, sender, intake, message_bytes=limit)
        finally:
            intake.close()


def _claimed_sender(raw: bytes) -> str:
    """Without --from the envelope is unknown: From stands in, so that a person's mail is not taken for a report."""
    sender = read(raw).from_
    return sender.address if sender else "unknown@invalid"


def import_members(arguments: argparse.Namespace) -> None:
    """All rows or none: a bad one names its line."""
    with opened(arguments) as place, arguments.file.open(encoding="utf-8-sig", newline="") as file:
        community = place.config.community
        rows = list(roster.read_rows(file, community.languages, community.zone))
        now = place.founded(arguments.at)
        people, changed = place.database.write(lambda conn: roster.take_in(conn, rows, now), "bulk")
    who = f"{counted(people, 'member')}, {counted(changed, 'subscription')} new or changed"
    say(f"{counted(len(rows), 'row')}: {who}")


def import_mbox(arguments: argparse.Namespace) -> None:
    """An archive into a forum, with progress; run again it goes on where it was cut."""
    with opened(arguments) as place, Progress("mails") as progress:
        now = place.now(arguments.at)
        forum = place.database.read(lambda conn: forums.forum_named(conn, arguments.forum))
        if forum is None and arguments.create:
            place.database.write(
                lambda conn: forums.declare_forum(conn, arguments.forum, arguments.forum, Policy.MEMBERS, now)
            )
            forum = place.database.read(lambda conn: forums.forum_named(conn, arguments.forum))
        if forum is None:
            raise ValueError(f"there is no forum {arguments.forum!r}; --create makes it")
        entries = mbox.entries_at(arguments.file)
        report = archives.take_in(place.database, forum, entries, place.book.domain, now, tell=progress.step)
    say(f"{counted(report.posts, 'post')} kept, {report.known} were there already, {report.empty} held nothing")
    _tell_odd(report)


def _tell_odd(report: archives.Report) -> None:
    """What an operator may want to look at; nothing where all was as it should be."""
    if report.merged:
        say(f"{report.merged} came by two ways and are shown once")
    for what, count in report.oddities.most_common():
        say(f"{count:>7}  {what}")
    for example in report.examples:
        say(f"         {example}")


def backup(arguments: argparse.Namespace) -> None:
    """One consistent copy, taken while nodes work: a tar of the database, the blobs it names, and what it is."""
    if arguments.file.exists():
        raise ValueError(f"{arguments.file} is there already; expected a name that is free")
    with opened(arguments) as place, tempfile.TemporaryDirectory(dir=arguments.file.absolute().parent) as folder:
        copy = _copy_database(place, Path(folder))
        about = place.database.read(lambda conn: _about(conn, copy.name))
        part = arguments.file.with_name(f".{arguments.file.name}.part")
        with tarfile.open(part, "w") as tar:
            note = Path(folder) / "mailcop.json"
            note.write_text(json.dumps(about, indent=1), encoding="utf-8")
            tar.add(note, "mailcop.json")
            tar.add(copy, copy.name)
            blobs = place.config.blobs.folder
            if blobs.is_dir():  # what came later than the copy is in it too, and harmless: no row names it
                tar.add(blobs, "blobs", filter=lambda entry: None if "/." in entry.name else entry)
        part.replace(arguments.file)
    say(f"wrote {arguments.file}, {arguments.file.stat().st_size:,} bytes, as of {about['as_of']}")


def _copy_database(place: Place, folder: Path) -> Path:
    """The database as one file that says of itself that it is a copy: an instance made of it is on hold."""
    file = sqlite_file(place.database)
    hold = f"copy as of {datetime.now(UTC).isoformat(timespec='seconds')}"
    if file is None:
        return _dumped(place, folder / "mailcop.sql", hold)
    copy = folder / "mailcop.db"
    with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
        source.backup(target, pages=2_000)
    source.close()
    with target:
        target.execute("INSERT OR REPLACE INTO facts(name, value) VALUES ('hold', ?)", (hold,))
    target.close()
    return copy


def _dumped(place: Place, copy: Path, hold: str) -> Path:
    """PostgreSQL's, as words for psql; the last of them mark it."""
    url = place.database.url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    password = {"PGPASSWORD": place.database.url.password} if place.database.url.password else {}
    done = subprocess.run(
        ["pg_dump", "--format=plain", "--no-owner", "--no-privileges", f"--file={copy}", url],
        capture_output=True, text=True, check=False, env={**os.environ, **password},
    )  # fmt: skip
    if done.returncode != 0:
        raise ValueError(f"pg_dump failed: {' '.join(done.stderr.split())}")
    schema = place.database.read(lambda conn: conn.scalar(select(func.quote_ident(func.current_schema()))))
    with copy.open("a", encoding="utf-8") as file:
        file.write(
            f"\nINSERT INTO {schema}.facts (name, value) VALUES ('hold', '{hold}')"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value;\n"
        )
    return copy


def _about(conn: Connection, database: str) -> dict[str, str]:
    return {
        "instance": fact(conn, "instance") or "",
        "as_of": datetime.now(UTC).isoformat(timespec="seconds"),
        "schema": migrations.present(conn) or "",
        "database": database,
    }
