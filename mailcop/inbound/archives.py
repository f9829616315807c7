"""An archive taken in: read, kept in pages, settled into threads; idempotent, resumable, owed to nobody (rule 7)."""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy.engine import Connection

from mailcop.community import archive, imports
from mailcop.community.forums import Forum
from mailcop.community.imports import Archived, Kept, Marks
from mailcop.community.settling import settle
from mailcop.db import Database
from mailcop.inbound.mbox import Entry
from mailcop.reading import Letter, read
from mailcop.reading.headers import parse_date_field
from mailcop.reading.pipermail import unveiled
from mailcop.reading.received import posting_date, received_dates

_PAGE = 100  # mails in one transaction
_ALONE = 300  # mails that are read before a second process is worth its start
_AHEAD = 4  # pages read ahead of the one that is kept: memory stays flat
_MOST_TOLD = 20  # oddities that the report names one by one
_HEAD_BYTES = 100_000
_BLOCK_END = re.compile(rb"\r?\n\r?\n")
_FIELD = {
    name: re.compile(rb"^" + name + rb":((?:[^\n]*\n[ \t])*[^\n]*)", re.MULTILINE | re.IGNORECASE)
    for name in (b"Message-ID", b"Date")
}


@dataclass(slots=True)
class Report:
    """What an import did, and what was odd."""

    posts: int = 0
    known: int = 0  # there already
    empty: int = 0  # nothing to keep
    merged: int = 0  # copies of one mail under two Message-IDs, in the whole forum
    placed: int = 0  # posts that got a place or another one
    oddities: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, what: str, message_id: str) -> None:
        """One oddity more; the first ones are named."""
        if not what:
            return
        self.oddities[what] += 1
        if len(self.examples) < _MOST_TOLD:
            self.examples.append(f"{message_id}: {what}")


@dataclass(frozen=True, slots=True)
class _Read:
    """A mail as it was read, and what was odd: what a reading process hands back."""

    kept: Archived | None  # None: it holds nothing
    message_id: str
    oddities: tuple[str, ...]


def take_in(
    database: Database,
    forum: Forum,
    entries: Iterator[Entry],
    domain: str,
    now: datetime,
    *,
    tell: Callable[[int], object] = lambda _: None,
    processes: int | None = None,
    is_settled: bool = True,
) -> Report:
    """Keep each mail that is not there yet, then give every post its place and bring the search index up to it.

    `tell` hears how many mails were looked at. What was cut is done again: known mails are passed over unread.
    `processes`: that read besides this one; by default one a core where there is more than one. `is_settled` False
    leaves the posts unplaced and out of the index.
    """
    report = Report()
    waiting: deque[tuple[int, Future[Kept]]] = deque()
    for count, page in _pages_read(database, forum, entries, now, report, processes):
        waiting.append((count, database.submit(_Keeping(forum, page, domain, now), "bulk")))
        if len(waiting) > 1:
            _finish(waiting, report, tell)
    while waiting:
        _finish(waiting, report, tell)
    if is_settled:
        _settle(database, forum, now, report)
    return report


def _finish(waiting: deque[tuple[int, Future[Kept]]], report: Report, tell: Callable[[int], object]) -> None:
    count, future = waiting.popleft()
    kept = future.result()
    report.posts += kept.posts
    report.known += kept.known
    if kept.renamed:
        report.oddities["the Message-ID of another mail: kept beside it"] += kept.renamed
    tell(count)


def _settle(database: Database, forum: Forum, now: datetime, report: Report) -> None:
    is_unfinished = database.read(lambda conn: imports.waiting_thread(conn, forum.id)) is not None
    if report.posts or is_unfinished:
        done = settle(database, forum.id, now)
        report.merged, report.placed = done.merged, done.placed
    while database.write(archive.index_new, "bulk"):
        pass


@dataclass(frozen=True, slots=True)
class _Keeping:
    forum: Forum
    page: list[Archived]
    domain: str
    now: datetime

    def __call__(self, conn: Connection) -> Kept:
        return imports.keep_page(conn, self.forum, self.page, self.domain, self.now)


def _pages_read(
    database: Database, forum: Forum, entries: Iterator[Entry], now: datetime, report: Report, processes: int | None
) -> Iterator[tuple[int, list[Archived]]]:
    """(mails looked at, those of them that are new), page by page, in the order of the archive."""
    workers = processes if processes is not None else (os.cpu_count() or 1)
    with _Readers(workers if workers > 1 else 0) as readers:
        ahead: deque[tuple[int, Future[list[_Read]] | list[_Read]]] = deque()
        while page := list(islice(entries, _PAGE)):
            fresh = _unknown(database, forum, page, report)
            ahead.append((len(page), readers.read(fresh, now)))
            if len(ahead) > _AHEAD:
                yield _sorted_out(*ahead.popleft(), report)
        while ahead:
            yield _sorted_out(*ahead.popleft(), report)


def _unknown(database: Database, forum: Forum, page: Sequence[Entry], report: Report) -> list[Entry]:
    """The mails whose Message-ID the forum does not know, by a look at their header alone."""
    marks = [_marks(entry.raw) for entry in page]
    known = database.read(lambda conn: imports.are_known(conn, forum.id, marks))
    report.known += sum(known)
    return [entry for entry, is_known in zip(page, known, strict=True) if not is_known]


def _marks(raw: bytes) -> Marks:
    name = _field(raw, b"Message-ID").strip()
    date = parse_date_field(_field(raw, b"Date"))
    return Marks(name if date is not None and name.startswith("<") and name.endswith(">") else "", date)


def _field(raw: bytes, name: bytes) -> str:
    end = _BLOCK_END.search(raw, 0, _HEAD_BYTES)
    found = _FIELD[name].search(raw, 0, end.start() + 1 if end else _HEAD_BYTES)
    return found.group(1).decode("utf-8", "replace") if found else ""


def _sorted_out(count: int, page: Future[list[_Read]] | list[_Read], report: Report) -> tuple[int, list[Archived]]:
    found = page.result() if isinstance(page, Future) else page
    for one in found:
        for what in one.oddities:
            report.note(what, one.message_id)
        report.empty += one.kept is None
    return count, [one.kept for one in found if one.kept is not None]


class _Readers:
    """This process, and others beside it as soon as an archive is long enough."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._read = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, page: list[Entry], now: datetime) -> Future[list[_Read]] | list[_Read]:
        """The page read, or on its way."""
        self._read += len(page)
        if self._pool is None and self._workers and self._read > _ALONE:
            context = multiprocessing.get_context("spawn")  # a fork would copy the writer's locks
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_end_with_parent)
        return self._pool.submit(read_page, page, now) if self._pool and page else read_page(page, now)


def _end_with_parent() -> None:
    """A reading process does not outlive a kill -9 of the one that feeds it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def read_page(page: Sequence[Entry], now: datetime) -> list[_Read]:
    """The mails of an archive, read."""
    return [_read(entry, now) for entry in page]


def _read(entry: Entry, now: datetime) -> _Read:
    raw = unveiled(entry.raw)
    letter = read(raw)
    at, odd = posting_date(letter.date, received_dates(raw), entry.delivered_at, now)
    oddities = [what for what in (odd, _odd(letter)) if what]
    if not _holds_anything(letter):
        return _Read(None, letter.message_id, (*oddities, "nothing in it"))
    return _Read(Archived(letter, at), letter.message_id, tuple(oddities))


def _holds_anything(letter: Letter) -> bool:
    """A subject alone says something, and others may have answered it; so may what is folded whole."""
    words = letter.visible_text.strip() or letter.subject.strip() or any(one.text.strip() for one in letter.folds)
    return bool(words or letter.html or letter.attachments)


def _odd(letter: Letter) -> str:
    unreadable = next((one for one in letter.problems if one.startswith("reading failed")), "")
    if unreadable:
        return unreadable
    if letter.from_ is None:
        return f"no author that can be told: {letter.from_problem}"
    return "no Message-ID" if letter.is_message_id_generated else ""
