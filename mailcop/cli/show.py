"""What is there, shown: mails as they are understood, threads, fates, what search finds, events, letters to come."""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop.cli.letter_view import view
from mailcop.cli.place import opened, say
from mailcop.cli.progress import Progress
from mailcop.community import archive, forums, receptions
from mailcop.community import events as events_kept
from mailcop.inbound import mbox
from mailcop.model import addresses
from mailcop.reading import read, to_json
from mailcop.words import MailingKind


def read_mails(arguments: argparse.Namespace) -> None:
    """One line a mail as JSON, or a view for people; whatever the bytes are."""
    with Progress("mails") as progress:
        for source, raw in _sources(arguments.paths):
            letter = read(raw)
            progress.step()
            if arguments.json:
                print(json.dumps(to_json(letter, source), ensure_ascii=False))
            else:
                print(view(letter, source))


def _sources(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in paths:
        if name == "-":
            yield from _mails_in(sys.stdin.buffer.read(), "-")
            continue
        path = Path(name)
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            yield from _of_file(file)


def _of_file(file: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of a file, numbered where it is an mbox; a packed file that can not be unpacked is bytes as any."""
    number = 0
    try:
        with mbox.opened(file) as opened_file:
            begin = opened_file.peek(6) if hasattr(opened_file, "peek") else b""
            for raw in mbox.mails_of(opened_file) if _is_mbox(begin) else ():
                number += 1
                yield f"{file}#{number}", raw
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
        say(f"{file}: {error}")
    if not number:
        yield str(file), _whole(file)


def _whole(file: Path) -> bytes:
    try:
        with mbox.opened(file) as opened_file:
            return opened_file.read()
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile):
        return file.read_bytes()


def _mails_in(data: bytes, source: str) -> Iterator[tuple[str, bytes]]:
    """One mail, or those of an mbox, which is numbered where it holds several."""
    mails = list(mbox.mails_of(BytesIO(data))) if _is_mbox(data) else [data]
    for number, raw in enumerate(mails or [data], 1):
        yield f"{source}#{number}" if len(mails) > 1 else source, raw


def _is_mbox(begin: bytes) -> bool:
    return begin[:5] == b"From " and begin[5:6] != b":"


def fates(arguments: argparse.Namespace) -> None:
    """What became of each reception, in the order of arrival."""
    with opened(arguments, needs_secret=False) as place:
        for line in place.database.read(lambda conn: list(receptions.fate_lines(conn, arguments.whom))):
            if arguments.json:
                print(json.dumps(line, ensure_ascii=False))
            else:
                print(
                    f"{line['mail']:>6}  {line['received_at'][:16]}  {line['fate']:<11}  {line['from']}"
                    f" to {line['destination']}" + (f"  ({line['reason']})" if line["reason"] else "")
                )


def search(arguments: argparse.Namespace) -> None:
    """Posts that hold all the words; the index is brought up to the last post first."""
    with opened(arguments, needs_secret=False) as place:
        forum = place.database.read(lambda conn: forums.forum_named(conn, arguments.forum))
        if forum is None:
            raise ValueError(f"there is no forum {arguments.forum!r}")
        while place.database.write(archive.index_new, "bulk"):
            pass
        words = " ".join(arguments.words)
        for one in place.database.read(lambda conn: archive.search(conn, [forum.id], words)):
            if arguments.json:
                line = {
                    "thread": one.thread_id, "message_id": one.message_id, "subject": one.subject,
                    "snippet": one.snippet,
                }  # fmt: skip
                print(json.dumps(line, ensure_ascii=False))
            else:
                print(f"{one.thread_id:>6}  {one.posted_at:%Y-%m-%d}  {one.subject}\n        {one.snippet}")


def events(arguments: argparse.Namespace) -> None:
    """Past and coming, no drafts."""
    with opened(arguments, needs_secret=False) as place:
        found = place.database.read(events_kept.overview)
    for one in found:
        if arguments.json:
            print(json.dumps(one, ensure_ascii=False, default=lambda at: at.isoformat()))
        else:
            print(f"{one['kind']}: {one['title']}")
            for each in one["occurrences"]:
                print(f"        {each['local']} {each['zone']}  registered {each['registered']}")
    if not found and not arguments.json:
        say("Nothing is planned.")


def preview(arguments: argparse.Namespace) -> None:
    """Exactly what would be sent; nothing of it stays in the database."""
    from mailcop.cli.wiring import letters_of
    from mailcop.editions.looks import look

    try:
        kind = MailingKind(arguments.kind)
    except ValueError:
        raise ValueError(f"{arguments.kind!r} is no kind; expected one of {', '.join(MailingKind)}") from None
    with opened(arguments) as place:
        now = place.now(arguments.at)
        whom = arguments.whom or place.database.read(_first_reader)
        shown = look(place.database, letters_of(place), place.config.digest, kind, whom, now)
    if shown is None:
        raise ValueError(f"no {kind} is or was owed to {whom or 'anyone'}")
    if arguments.format == "eml":
        sys.stdout.buffer.write(shown.raw)
    else:
        print(shown.html if arguments.format == "html" else shown.text)


def _first_reader(conn: Connection) -> str:
    chosen = select(addresses.c.address).where(addresses.c.verified_at.is_not(None)).order_by(addresses.c.id).limit(1)
    return conn.scalar(chosen) or ""
