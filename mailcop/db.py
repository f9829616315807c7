"""The one seam to the database: `write` returns after COMMIT, `read` sees one snapshot.

SQLite: one writer thread drains up to 256 waiting works into one commit, a savepoint each; if the commit fails, each
work tries alone. PostgreSQL: pooled connections, a transaction a work, repeated on a serialization failure.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

T = TypeVar("T")
Work = Callable[[Connection], T]
Lane = Literal["mail", "web", "bulk"]

_LANES: dict[str, int] = {"mail": 0, "web": 1, "bulk": 2}
_GROUP = 256
_BUSY_MS = 30_000
_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": _BUSY_MS}
_RETRIES = 5
_RETRY_STATES = {"40001", "40P01"}  # serialization_failure, deadlock_detected


class DatabaseTrouble(Exception):
    """What an operator is told when the database can't be used: one line, what to do."""


class Database:
    """State on SQLite or PostgreSQL behind `write` and `read`; close it when the node ends."""

    def __init__(self, url: str, *, connections: int = 8) -> None:
        self.url: URL = _driver_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url, connections)
        one_snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = self.engine.execution_options(**one_snapshot)
        self._pool = ThreadPoolExecutor(max_workers=connections, thread_name_prefix="db")
        self._writer = _Writer(self.engine) if self.is_sqlite else None

    def submit(self, work: Work[T], lane: Lane = "mail") -> Future[T]:
        """Hand in a write; the future is done after COMMIT. The work may run more than once: only its connection."""
        if self._writer is not None:
            return self._writer.submit(work, _LANES[lane])
        return self._pool.submit(self._write_alone, work)

    def write(self, work: Work[T], lane: Lane = "mail") -> T:
        """Run `work` in a transaction and return its result after COMMIT; from any plain thread."""
        return self.submit(work, lane).result()

    async def awrite(self, work: Work[T], lane: Lane = "mail") -> T:
        """As `write`, awaited; a cancelled caller does not undo the work."""
        if self._writer is None:
            return await asyncio.shield(asyncio.wrap_future(self.submit(work, lane)))
        loop = asyncio.get_running_loop()
        awaited: asyncio.Future[T] = loop.create_future()
        self._writer.put(_Entry(work, _Awaited(loop, awaited)), _LANES[lane])
        return await awaited

    def read(self, work: Work[T]) -> T:
        """Run `work` on one snapshot; it must not write."""
        with self._reading.connect() as conn:
            if self.is_sqlite:
                conn.exec_driver_sql("BEGIN")
            result = work(conn)
            conn.rollback()
            return result

    async def aread(self, work: Work[T]) -> T:
        """As `read`, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.read, work)

    def close(self) -> None:
        """Finish what was handed in, then let go of every connection."""
        if self._writer is not None:
            self._writer.close()
        self._pool.shutdown(wait=True)
        self.engine.dispose()

    def _write_alone(self, work: Work[T]) -> T:
        for attempt in range(_RETRIES):
            try:
                with self.engine.begin() as conn:
                    return work(conn)
            except OperationalError as error:
                state = getattr(error.orig, "sqlstate", None)
                if state not in _RETRY_STATES or attempt == _RETRIES - 1:
                    raise
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("the last attempt returns or raises")


@dataclass(frozen=True, slots=True)
class _Awaited:
    """Who waits in a loop. The loop is woken once a commit, not once a work: that would cost as much as a statement."""

    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


@dataclass(slots=True)
class _Entry:
    """A work, who waits for it, and what came of it."""

    work: Work[Any] | None
    waits: Future[Any] | _Awaited
    result: Any = None
    error: BaseException | None = None

    def begins(self) -> bool:
        """False where a caller gave up before it began."""
        return isinstance(self.waits, _Awaited) or self.waits.set_running_or_notify_cancel()


def _tell(entries: Sequence[_Entry]) -> None:
    """Everyone who waits hears what came of it; those in one loop together."""
    loops: dict[asyncio.AbstractEventLoop, list[_Entry]] = {}
    for entry in entries:
        if isinstance(entry.waits, _Awaited):
            loops.setdefault(entry.waits.loop, []).append(entry)
        else:
            _settle(entry.waits, entry)
    for loop, some in loops.items():
        with suppress(RuntimeError):  # closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle_all, some)


def _settle_all(entries: Sequence[_Entry]) -> None:
    for entry in entries:
        assert isinstance(entry.waits, _Awaited)
        _settle(entry.waits.future, entry)


def _settle(future: Future[Any] | asyncio.Future[Any], entry: _Entry) -> None:
    if future.done():
        return
    if entry.error is not None:
        future.set_exception(entry.error)
    else:
        future.set_result(entry.result)


class _Writer:
    """SQLite's one writing thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._order = 0
        self._lock = threading.Lock()
        self._waiting: queue.PriorityQueue[tuple[int, int, _Entry]] = queue.PriorityQueue()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="db-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work[T], lane: int) -> Future[T]:
        future: Future[T] = Future()
        self.put(_Entry(work, future), lane)
        return future

    def put(self, entry: _Entry, lane: int) -> None:
        with self._lock:
            if self._is_closed:
                raise DatabaseTrouble("the database is closed")
            self._order += 1
            self._waiting.put((lane, self._order, entry))

    def close(self) -> None:
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            self._waiting.put((99, self._order + 1, _Entry(None, Future())))
        self._thread.join()

    def _run(self) -> None:
        conn: Connection | None = None
        while True:
            group, is_last = self._drain()
            if group:
                try:
                    conn = conn or self._engine.connect()
                    self._commit_group(conn, group)
                except BaseException as error:  # the thread must outlive whatever the storage does
                    _discard(conn)
                    conn = None
                    for entry in group:
                        entry.error = error
                    _tell(group)
            if is_last:
                _discard(conn)
                return

    def _drain(self) -> tuple[list[_Entry], bool]:
        """What waits now, in the order of lanes, at most 256; bulk works one at a time so that mail can pass."""
        group: list[_Entry] = []
        lane, _, entry = self._waiting.get()
        while True:
            if entry.work is None:
                return group, True
            if entry.begins():
                group.append(entry)
            if len(group) >= _GROUP or lane == _LANES["bulk"]:
                return group, False
            try:
                lane, _, entry = self._waiting.get_nowait()
            except queue.Empty:
                return group, False

    def _commit_group(self, conn: Connection, group: list[_Entry]) -> None:
        try:
            conn.exec_driver_sql("BEGIN IMMEDIATE")
            for entry in group:
                assert entry.work is not None
                entry.error = None
                try:
                    with _savepoint(conn) if len(group) > 1 else _as_it_is():
                        entry.result = entry.work(conn)
                except Exception as error:
                    if len(group) == 1 or not _is_open(conn):
                        raise
                    entry.error = error
            if not _is_open(conn):
                raise DatabaseTrouble("SQLite undid the transaction")
            conn.commit()
        except Exception as error:
            conn.rollback()
            if len(group) > 1:  # each alone: one bad work, or a disk that is full for all of them
                for entry in group:
                    self._commit_group(conn, [entry])
                return
            group[0].error = error
        _tell(group)


def _is_open(conn: Connection) -> bool:
    """False once SQLite has undone the whole transaction by itself, as it may on a full disk or an I/O error."""
    return bool(conn.connection.driver_connection.in_transaction)  # type: ignore[union-attr]  # sqlite3's


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _savepoint(conn: Connection) -> Iterator[None]:
    """As `begin_nested`, at a small part of its cost, which every mail pays."""
    driver: Any = conn.connection.driver_connection
    driver.execute("SAVEPOINT one_work")
    try:
        yield
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK TO one_work")
            driver.execute("RELEASE one_work")
        raise
    driver.execute("RELEASE one_work")


def _discard(conn: Connection | None) -> None:
    if conn is not None:
        conn.invalidate()
        conn.close()


def _driver_url(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername in {"postgresql", "postgres"} else parsed


def _sqlite_engine(url: URL) -> Engine:
    # A pool of readers; the writer's connection is taken out once and kept.
    pool = QueuePool if url.database not in {None, "", ":memory:"} else NullPool
    options: dict[str, Any] = {"pool_size": 8, "max_overflow": 32} if pool is QueuePool else {}
    engine = create_engine(
        url,
        poolclass=pool,
        hide_parameters=True,  # what is bound may be a letter or an address: it stays out of errors and logs
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000, "isolation_level": None},
        **options,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        """Set, then ask: a connection that did not take them is not used (safety case 180)."""
        cursor = connection.cursor()
        for name, wanted in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name} = {wanted}")
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found != wanted:
                raise DatabaseTrouble(f"SQLite keeps {name} = {found}, expected {wanted}: is the file writable?")
        cursor.execute("PRAGMA temp_store = memory")
        cursor.execute("PRAGMA cache_size = -16000")
        cursor.execute("PRAGMA wal_autocheckpoint = 2000")
        cursor.close()

    return engine


def _postgres_engine(url: URL, connections: int) -> Engine:
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC"},
    )


def trouble_of(error: Exception, url: URL) -> DatabaseTrouble:
    """One clear line for what the driver said of the database at `url` (its password left out)."""
    said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    return DatabaseTrouble(f"the database {url.render_as_string(hide_password=True)} can't be used: {said}")
