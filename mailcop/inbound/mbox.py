"""The mails of an archive file, whatever wrote it: mboxo, mboxrd, mboxcl, mboxcl2, pipermail; plain or packed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from mailcop.reading.headers import parse_date_field

# `From ` line of an mbox: anything, then asctime's date, a zone before or behind the year (RFC 4155 appendix A).
_SEPARATOR = re.compile(
    rb"From .{0,400}?((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +\w{3,4} +\w{1,3} +\d\d?:\d\d(?::\d\d)?"
    rb"(?: +[+\-\w]{1,6}){0,2} +\d{4}(?: +[+\-]\d{4})?)(?:\s+remote from \S+)?\s*\Z"
)
_FIELD = re.compile(rb"(?:>?From |[!-9;-~]+[ \t]*:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_UNQUOTED = re.compile(rb"^From ", re.MULTILINE)
_LENGTH = re.compile(rb"content-length:\s*(\d{1,9})\s*\Z", re.IGNORECASE)
_NEWLINES = (b"\n", b"\r\n")
_MOST_BYTES = 256 * 1024 * 1024  # of one mail that a Content-Length may claim
_LONGEST_LINE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One mail of an archive; `delivered_at` is what its From line says, read as UTC (it names no zone)."""

    raw: bytes
    delivered_at: datetime | None = None


def opened(path: Path) -> BinaryIO:
    """The archive's bytes, unpacked by its ending (.gz, .xz, .bz2)."""
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]  # GzipFile reads as any binary file
    if path.suffix == ".xz":
        return lzma.open(path, "rb")  # type: ignore[return-value]  # so does LZMAFile
    if path.suffix == ".bz2":
        return bz2.open(path, "rb")  # type: ignore[return-value]  # and BZ2File
    return path.open("rb")


def entries_at(path: Path) -> Iterator[Entry]:
    """Every mail at a path: an mbox, packed or not, one mail in a file, a Maildir or any folder of these."""
    if path.is_dir():
        for each in sorted(one for one in path.rglob("*") if one.is_file() and one.parent.name != "tmp"):
            yield from entries_at(each)
        return
    with opened(path) as file:
        first = file.readline(_LONGEST_LINE)
        if first.startswith(b"From "):
            yield from entries_of(file, first)
        elif first.strip():
            yield Entry(first + file.read())


def mails_of(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbox, each without its From line and the quoting of lines that look like one."""
    for entry in entries_of(file):
        yield entry.raw


def entries_of(file: BinaryIO, first: bytes = b"") -> Iterator[Entry]:
    """The mails of an mbox with the dates of their From lines; `first` is a line that was read already.

    A From line counts after a blank line, or before a header field: pipermail leaves the blank line out, and leaves
    lines of the text that begin with "From " as they are. A Content-Length counts where the next mail begins behind it.
    """
    lines = _Lines(file, first)
    delivered_at = _skip_to_first(lines)
    while lines.peek():
        raw, following = _one(lines)
        yield Entry(raw, delivered_at)
        delivered_at = following


class _Lines:
    """The lines of a file, some of which may be given back."""

    __slots__ = ("_file", "_waiting")

    def __init__(self, file: BinaryIO, first: bytes) -> None:
        self._file = file
        self._waiting: deque[bytes] = deque([first] if first else [])

    def next(self) -> bytes:
        """The next line, empty at the end."""
        return self._waiting.popleft() if self._waiting else self._file.readline(_LONGEST_LINE)

    def peek(self) -> bytes:
        """What `next` will return."""
        if not self._waiting and (line := self._file.readline(_LONGEST_LINE)):
            self._waiting.append(line)
        return self._waiting[0] if self._waiting else b""

    def give_back(self, lines: list[bytes]) -> None:
        """These come again."""
        self._waiting.extendleft(reversed(lines))


def _skip_to_first(lines: _Lines) -> datetime | None:
    while line := lines.next():
        if (separator := _separator(line)) is not None:
            return _date(separator)
    return None


def _separator(line: bytes) -> re.Match[bytes] | None:
    return _SEPARATOR.match(line) if line.startswith(b"From ") else None


def _date(separator: re.Match[bytes]) -> datetime | None:
    return parse_date_field(separator.group(1).decode("ascii", "replace"))


def _one(lines: _Lines) -> tuple[bytes, datetime | None]:
    """The mail that begins here, and the date of the From line that ended it."""
    head: list[bytes] = []
    length: int | None = None
    while (line := lines.peek()) and line not in _NEWLINES:
        if _separator(line) is not None and head:
            return _whole(head, []), _date_of(lines.next())
        if (found := _LENGTH.match(line)) is not None:
            length = int(found.group(1))
        head.append(lines.next())
    if line:
        head.append(lines.next())
    if length is not None and (body := _by_length(lines, length)) is not None:
        return _whole(head, body), _date_of(lines.next())
    body = []
    was_empty = True
    while line := lines.next():
        if (separator := _separator(line)) is not None and (was_empty or _FIELD.match(lines.peek())):
            return _whole(head, body), _date(separator)
        body.append(line)
        was_empty = line in _NEWLINES
    return _whole(head, body), None


def _date_of(line: bytes) -> datetime | None:
    separator = _separator(line)
    return _date(separator) if separator else None


def _by_length(lines: _Lines, length: int) -> list[bytes] | None:
    """The body of that length where a From line or the end follows; else all is given back (mboxcl, mboxcl2)."""
    taken: list[bytes] = []
    size = 0
    while size < min(length, _MOST_BYTES) and (line := lines.next()):
        taken.append(line)
        size += len(line)
    is_whole = size == length
    blank: list[bytes] = []
    while is_whole and lines.peek() in _NEWLINES:
        blank.append(lines.next())
    if is_whole and (not lines.peek() or _separator(lines.peek()) is not None):
        return taken
    lines.give_back(taken + blank)
    return None


def _whole(head: list[bytes], body: list[bytes]) -> bytes:
    """Header and text; `>From ` loses its mark, unless the text has bare From lines: then nobody set any (mboxcl2)."""
    while body and body[-1] in _NEWLINES:
        body.pop()
    text = b"".join(body)
    if b">From " in text and not _UNQUOTED.search(text):
        text = _QUOTED.sub(rb"\1", text)
    return b"".join(head) + text
