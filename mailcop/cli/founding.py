"""`mailcop init`: config, database, declared forums and facilitators. It asks nothing and may be repeated."""

from __future__ import annotations

import argparse
import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from mailcop import migrations
from mailcop.cli.place import fact, open_database, say, sqlite_file
from mailcop.community import forums, members, subscriptions
from mailcop.config import Config, load, require_secret, starting_text
from mailcop.db import Database, trouble_of
from mailcop.model import facts
from mailcop.words import Delivery, Role


def init(arguments: argparse.Namespace) -> None:
    """Make what is missing and say what was made."""
    file = arguments.config or Path("config.toml")
    if not file.exists():
        file.write_text(starting_text(secrets.token_urlsafe(32)), encoding="utf-8")
        file.chmod(0o600)
        say(f"wrote {file} with a secret of its own")
    config = load(file)
    require_secret(config)
    database = open_database(config, is_new=True)
    try:
        made = found(database, config, datetime.now(UTC), is_rehearsal=arguments.rehearsal)
    except DBAPIError as error:
        raise trouble_of(error, database.url) from error
    finally:
        database.close()
    for line in made:
        say(line)


def found(database: Database, config: Config, now: datetime, *, is_rehearsal: bool = False) -> list[str]:
    """The tables, the instance's own facts, what the config declares; returns what was done, line by line."""
    file = sqlite_file(database)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    is_first = database.read(migrations.present) is None
    revision = migrations.bring_up_to_date(database)
    lines = [f"{'made' if is_first else 'found'} the database, schema {revision}"]

    def work(conn: Connection) -> list[str]:
        if fact(conn, "instance") is None:
            conn.execute(insert(facts), [{"name": "instance", "value": secrets.token_hex(8)}])
            if is_rehearsal:
                conn.execute(insert(facts), [{"name": "rehearsal", "value": "1"}])
        elif is_rehearsal and fact(conn, "rehearsal") != "1":
            raise ValueError("this database is in use already; a rehearsal needs one of its own")
        return declare(conn, config, now)

    return lines + database.write(work)


def declare(conn: Connection, config: Config, now: datetime) -> list[str]:
    """Forums, newsletters and first facilitators of the config."""
    lines = []
    ids = []
    for forum in config.forums:
        ids.append(forums.declare_forum(conn, forum.name, forum.title, forum.policy, now))
        lines.append(f"forum {forum.name} ({forum.policy})")
    for newsletter in config.newsletters:
        forums.declare_newsletter(conn, newsletter.name, newsletter.title, now)
        lines.append(f"newsletter {newsletter.name}")
    for address in config.community.facilitators:
        member = members.admit(conn, address, "", config.community.languages[0], config.community.zone, now)
        for forum_id in ids:
            subscribed = subscriptions.subscription_of(conn, member.id, forum_id) is not None
            delivery = members.writer_at(conn, address, forum_id)
            wanted = delivery.delivery if subscribed and delivery and delivery.delivery else Delivery.EACH
            subscriptions.subscribe(conn, member, forum_id, wanted, now, role=Role.FACILITATOR)
        lines.append(f"facilitator {address}")
    return lines
