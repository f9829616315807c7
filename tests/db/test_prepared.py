"""Prepared statements give what Core gives, on both databases, and fail as Core fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Column, Integer, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from mailcop.db import Database
from mailcop.model import awaited_ids, facts, mails, metadata, posts, receptions
from mailcop.prepared import Prepared, listed, values_of
from mailcop.words import Fate

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
MAIL = {
    "raw": b"From: a\r\n\r\n\x00\xff", "sha256": "a" * 64, "size_bytes": 12, "envelope_from": "", "peer": "127.0.0.1",
    "door": "lmtp", "is_trusted": True, "message_id": "<1@members.example>", "received_at": NOW,
}  # fmt: skip
KEEP = Prepared(insert(mails).returning(mails.c.id), *MAIL)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


def test_what_it_writes_core_reads_and_what_core_reads_it_reads(database: Database) -> None:
    made = database.write(lambda conn: KEEP.made(conn, MAIL))
    query = select(*mails.c).where(mails.c.id == bindparam("of"))
    by_core = database.read(lambda conn: conn.execute(query, {"of": made}).one())
    assert database.read(lambda conn: Prepared(query).rows(conn, {"of": made})) == [tuple(by_core)]
    assert (by_core.raw, by_core.received_at, by_core.is_trusted) == (MAIL["raw"], NOW, True)
    assert by_core.helo == ""  # the column's own default


def test_an_instant_is_kept_in_utc_whatever_its_zone(database: Database) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    made = database.write(lambda conn: KEEP.made(conn, MAIL | {"received_at": there}))
    query = Prepared(select(mails.c.received_at).where(mails.c.received_at <= bindparam("at")))
    assert database.read(lambda conn: query.rows(conn, {"at": NOW})) == [(NOW,)]
    assert database.read(lambda conn: query.row(conn, {"at": NOW - timedelta(seconds=1)})) is None
    assert made == 1


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="zone"):
        database.write(lambda conn: KEEP.made(conn, MAIL | {"received_at": datetime(2027, 3, 1)}))


def test_a_key_met_twice_is_an_integrity_error_and_spoils_nothing_else(database: Database) -> None:
    add = Prepared(insert(facts), "name", "value")
    database.write(lambda conn: add.run(conn, {"name": "one", "value": "x"}, {"name": "two", "value": "y"}))
    with pytest.raises(IntegrityError) as caught:
        database.write(lambda conn: add.run(conn, {"name": "one", "value": "a letter's secret words"}))
    assert "secret words" not in str(caught.value)
    with pytest.raises(IntegrityError):
        database.write(lambda conn: KEEP.made(conn, MAIL | {"sha256": None}))
    assert database.read(lambda conn: conn.scalar(select(func.count()).select_from(facts))) == 2


def test_a_table_that_is_not_there_is_told_as_core_tells_it(database: Database) -> None:
    nowhere = Table("nowhere", metadata.__class__(), Column("id", Integer))
    with pytest.raises((OperationalError, ProgrammingError)):
        database.read(lambda conn: Prepared(select(nowhere.c.id)).rows(conn, {}))


def test_a_list_has_a_place_for_each_of_its_values(database: Database) -> None:
    def keep(conn: Any) -> None:
        for number in range(5):
            KEEP.made(conn, MAIL | {"message_id": f"<{number}@members.example>"})

    database.write(keep)
    wanted = ["<1@members.example>", "<4@members.example>", "<9@members.example>"]
    query = Prepared(select(mails.c.message_id).where(mails.c.message_id.in_(listed(len(wanted)))).order_by(mails.c.id))
    found = database.read(lambda conn: query.rows(conn, values_of(wanted)))
    assert found == [("<1@members.example>",), ("<4@members.example>",)]


def test_an_update_gives_what_it_returns(database: Database) -> None:
    made = database.write(lambda conn: KEEP.made(conn, MAIL))
    values = {
        "mail_id": made,
        "destination": "general@cop.example.org",
        "fate": Fate.HELD,
        "code": 250,
        "answer": "250",
    }
    filed = Prepared(insert(receptions).returning(receptions.c.id), *values, "decided_at")
    more = Prepared(update(receptions).values(tries=receptions.c.tries + 1).returning(receptions.c.tries))
    assert database.write(lambda conn: filed.made(conn, values | {"decided_at": NOW})) == 1
    assert database.write(lambda conn: more.rows(conn, {})) == [(1,)]
    assert database.read(lambda conn: conn.scalar(select(receptions.c.fate))) == "held"


def test_nothing_is_found_where_there_is_nothing(database: Database) -> None:
    query = Prepared(select(posts.c.folds, awaited_ids.c.post_id).join(awaited_ids))
    assert database.read(lambda conn: query.rows(conn, {})) == []


def test_a_default_that_has_to_be_worked_out_is_no_default_for_it(database: Database) -> None:
    clocked = Table("clocked", metadata.__class__(), Column("at", Integer, default=lambda: 7), Column("x", Integer))
    with pytest.raises(ValueError, match=r"clocked\.at"):
        database.read(lambda conn: Prepared(insert(clocked), "x").run(conn, {"x": 1}))
