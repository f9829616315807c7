"""An archive taken in: mbox, plain or packed; idempotent, and it owes nothing to anyone (rule 7)."""

from __future__ import annotations

import gzip
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop.community import members
from mailcop.community.forums import Forum
from mailcop.community.held import author_of
from mailcop.community.publishing import publish
from mailcop.db import Database
from mailcop.model import known_ids
from mailcop.reading import Letter, Mailbox, read

_FROM = re.compile(rb"From (?:\S+|\S+ at \S+) .*\d\d:\d\d.*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    posts: int = 0
    known: int = 0  # there already, by Message-ID
    empty: int = 0  # nothing to keep


def opened(path: Path) -> BinaryIO:
    """The archive's bytes, unpacked by its ending (.gz, .xz)."""
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]  # GzipFile reads as any binary file
    if path.suffix == ".xz":
        return lzma.open(path, "rb")  # type: ignore[return-value]  # so does LZMAFile
    return path.open("rb")


def mails_of(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbox (RFC 4155, and mboxrd's `>From `), each without its From line."""
    lines: list[bytes] = []
    is_begun = was_empty = False
    for line in file:
        starts = line.startswith(b"From ") and (was_empty or not is_begun) and _FROM.match(line) is not None
        if starts:
            if is_begun:
                yield _plain(lines)
            lines, is_begun = [], True
        elif is_begun:
            lines.append(line)
        was_empty = line in (b"\n", b"\r\n")
    if is_begun:
        yield _plain(lines)


def _plain(lines: list[bytes]) -> bytes:
    while lines and lines[-1] in (b"\n", b"\r\n"):
        lines.pop()
    return _QUOTED.sub(rb"\1", b"".join(lines))


def take_in(
    database: Database,
    forum: Forum,
    mails: Iterator[bytes],
    domain: str,
    now: datetime,
    *,
    tell: Callable[[int], object],
) -> Report:
    """Place and keep each mail that is not there yet; `tell` hears how many were read. Known ids are passed over."""
    report = Report()
    page: list[Letter] = []
    for raw in mails:
        page.append(read(raw))
        tell(1)
        if len(page) == _PAGE:
            report = _add(report, database, forum, page, domain, now)
            page = []
    if page:
        report = _add(report, database, forum, page, domain, now)
    return report


def _add(report: Report, database: Database, forum: Forum, page: list[Letter], domain: str, now: datetime) -> Report:
    letters = list(page)
    done = database.write(lambda conn: _keep(conn, forum, letters, domain, now), "bulk")
    return Report(report.posts + done.posts, report.known + done.known, report.empty + done.empty)


def _keep(conn: Connection, forum: Forum, letters: list[Letter], domain: str, now: datetime) -> Report:
    found = Report()
    for letter in letters:
        there = select(known_ids.c.post_id).where(
            known_ids.c.forum_id == forum.id, known_ids.c.message_id == letter.message_id
        )
        if conn.execute(there).first() is not None:
            found = replace(found, known=found.known + 1)
        elif not (letter.visible_text.strip() or letter.html or letter.attachments):
            found = replace(found, empty=found.empty + 1)
        else:
            _publish(conn, forum, letter, domain, now)
            found = replace(found, posts=found.posts + 1)
    return found


def _publish(conn: Connection, forum: Forum, letter: Letter, domain: str, now: datetime) -> None:
    writer = members.writer_at(conn, letter.from_.address, forum.id) if letter.from_ else None
    author = author_of(letter, writer)
    if not author.name:
        author = replace(author, name=_name_of(letter.from_) or "unknown")
    at = min(letter.date or now, now)
    publish(conn, forum, letter, author, domain=domain, now=now, received_at=at, is_owed=False)


def _name_of(sender: Mailbox | None) -> str:
    return sender.name or sender.address.partition("@")[0] if sender else ""
