"""The seam: what returned from `write` is durable and whole; one bad work spoils no other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from mailcop.db import Database, DatabaseTrouble
from mailcop.migrations import bring_up_to_date, newest, present
from mailcop.model import bounds, facts


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    file = tmp_path / "mailcop.db"
    file.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


def add(name: str) -> Callable[[Connection], str]:
    def work(conn: Connection) -> str:
        conn.execute(insert(facts).values(name=name, value="x"))
        return name

    return work


def names(database: Database) -> list[str]:
    return database.read(lambda conn: list(conn.scalars(select(facts.c.name).order_by(facts.c.name))))


def together(database: Database, works: list[Callable[[Connection], Any]]) -> list[Future[Any]]:
    """Hand them in while the writer is busy, so that they share one commit on SQLite."""
    gate = threading.Event()
    database.submit(lambda _: gate.wait(5))
    futures = [database.submit(work) for work in works]
    gate.set()
    return futures


def test_a_write_is_there_when_it_returns(database: Database) -> None:
    assert database.write(add("one")) == "one"
    assert names(database) == ["one"]


def test_one_bad_work_among_many_spoils_no_other(database: Database) -> None:
    futures = together(database, [add("a"), add("a"), add("b")])
    errors = [type(future.exception()) for future in futures]
    assert sorted(names(database)) == ["a", "b"]
    assert errors.count(IntegrityError) == 1
    assert errors.count(type(None)) == 2


def test_a_work_that_fails_leaves_nothing(database: Database) -> None:
    def half(conn: Connection) -> None:
        add("half")(conn)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(half)
    futures = together(database, [add("whole"), half])
    assert futures[0].result() == "whole"
    assert isinstance(futures[1].exception(), ZeroDivisionError)
    assert names(database) == ["whole"]


def test_works_that_share_a_commit_survive_that_sqlite_undoes_it(sqlite: Database) -> None:
    runs: list[int] = []

    def undone(conn: Connection) -> None:
        runs.append(1)
        conn.exec_driver_sql("ROLLBACK")  # what SQLite does by itself on SQLITE_FULL and SQLITE_IOERR
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    before, full, after = together(sqlite, [add("before"), undone, add("after")])
    assert (before.result(), after.result()) == ("before", "after")
    assert isinstance(full.exception(), OperationalError)
    assert len(runs) == 2
    assert names(sqlite) == ["after", "before"]


def test_a_commit_that_fails_is_tried_for_each_alone(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = Connection.commit
    failures: list[int] = []

    def failing(conn: Connection) -> None:
        if not failures:
            failures.append(1)
            raise OperationalError("COMMIT", {}, Exception("disk I/O error"))
        commit(conn)

    gate = threading.Event()
    sqlite.submit(lambda _: gate.wait(5))
    futures = [sqlite.submit(add("a")), sqlite.submit(add("b"))]
    monkeypatch.setattr(Connection, "commit", failing)
    gate.set()
    assert [future.result() for future in futures] == ["a", "b"]
    assert names(sqlite) == ["a", "b"]


def test_mail_passes_bulk_work_that_waits(sqlite: Database) -> None:
    order: list[str] = []
    gate = threading.Event()
    sqlite.submit(lambda _: gate.wait(5))
    bulk = [sqlite.submit(lambda _, n=n: order.append(f"bulk{n}"), "bulk") for n in range(3)]  # type: ignore[misc]
    mail = sqlite.submit(lambda _: order.append("mail"), "mail")
    gate.set()
    for future in (*bulk, mail):
        future.result()
    assert order[0] == "mail"


def test_a_read_sees_one_snapshot(database: Database) -> None:
    def look_twice(conn: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(bounds)
        first = conn.scalar(count) or 0
        database.write(lambda other: other.execute(insert(bounds).values(kind="k", subject="s", period="p")))
        return first, conn.scalar(count) or 0

    assert database.read(look_twice) == (0, 0)


def test_a_read_can_not_write_on_postgresql(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("PostgreSQL only: SQLite's connections know no read-only transaction")
    with pytest.raises(DBAPIError, match="read-only"):
        database.read(add("smuggled"))


def test_pragmas_hold_on_every_connection(sqlite: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}

    def look(conn: Connection) -> dict[str, object]:
        return {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}

    assert sqlite.read(look) == wanted
    assert sqlite.write(look) == wanted


def test_a_closed_database_takes_nothing_and_has_finished_what_it_took(sqlite: Database) -> None:
    futures = [sqlite.submit(add(str(number))) for number in range(50)]
    sqlite.close()
    assert all(future.done() for future in futures)
    with pytest.raises(DatabaseTrouble):
        sqlite.write(add("late"))


def test_migrations_begin_with_an_empty_database_and_are_done_once(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert database.read(present) is None
    assert bring_up_to_date(database) == newest()
    assert bring_up_to_date(database) == database.read(present) == newest()
    database.close()


def test_two_nodes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    nodes = [Database(empty_database_url) for _ in range(2)]
    threads = [threading.Thread(target=bring_up_to_date, args=[node]) for node in nodes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [node.read(present) for node in nodes] == [newest()] * 2
    for node in nodes:
        node.close()


def test_a_database_of_a_newer_mailcop_is_refused(database: Database) -> None:
    database.write(lambda conn: conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTrouble, match="9999"):
        bring_up_to_date(database)


def test_the_tables_are_what_the_migrations_make(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from mailcop.model import metadata

    def differences(conn: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), metadata))

    found = [
        one for one in database.read(differences) if "post_words" not in str(one) and "posts_words" not in str(one)
    ]
    assert found == []


def test_those_who_wait_in_a_loop_hear_what_came_of_it(database: Database) -> None:
    async def main() -> list[Any]:
        works = [database.awrite(add(name)) for name in ("a", "a", "b")]
        return await asyncio.gather(*works, return_exceptions=True)

    found = asyncio.run(main())
    assert sorted(names(database)) == ["a", "b"]
    assert [type(one) for one in found].count(IntegrityError) == 1
    assert [one for one in found if isinstance(one, str)].count("b") == 1


def test_who_gives_up_waiting_in_a_loop_does_not_undo_the_work(database: Database) -> None:
    gate = threading.Event()

    def slow(conn: Connection) -> str:
        gate.wait(5)
        return add("slow")(conn)

    async def main() -> None:
        waiting = asyncio.ensure_future(database.awrite(slow))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(main())  # the loop that waited is closed when the work ends
    gate.set()
    database.write(add("after"))
    database.close()
    assert names(database) == ["after", "slow"]


def test_an_error_hides_the_values_of_its_statement(database: Database) -> None:
    database.write(add("ana@example.net"))
    with pytest.raises(IntegrityError) as caught:
        database.write(add("ana@example.net"))
    assert "SQL parameters hidden" in str(caught.value)
