"""MIME bodies whose splices survive encoding: quoted-printable around them, joined per reader by bytes (rule 19)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailcop.writing.bodies import CLOSE, OPEN

_SLOT = re.compile(f"{OPEN}([a-z0-9~]+){CLOSE}")
_UNPRINTABLE = re.compile(rb"[^\t\n -<>-~]")
_AT_THE_END = re.compile(rb"(?m)[ \t]$")
_MOST_COLUMNS = 75  # and a `=` makes 76 (RFC 2045 section 6.7)
_ALTERNATIVE, _MIXED = "=_either", "=_both"  # `=_` never occurs in quoted-printable, so no part can end a part


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled per reader, by name."""

    name: str


Piece = bytes | Slot


@dataclass(frozen=True, slots=True)
class Spliced:
    """Bytes with slots between them, joined per reader."""

    literals: tuple[bytes, ...]  # an empty one stands where a slot's value goes
    slots: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Spliced:
        """Pieces in order; neighbours that are alike for all are joined once, here."""
        literals: list[bytes] = [b""]
        slots: list[tuple[int, str]] = []
        for piece in pieces:
            if isinstance(piece, Slot):
                slots.append((len(literals), piece.name))
                literals += [b"", b""]
            else:
                literals[-1] += piece
        return cls(tuple(literals), tuple(slots))

    def join(self, values: Mapping[str, bytes]) -> bytes:
        """One reader's bytes; KeyError names a slot that has no value."""
        parts = list(self.literals)
        for index, name in self.slots:
            parts[index] = values[name]
        return b"".join(parts)


def slot(name: str) -> str:
    """The mark that a template writes where a value is spliced."""
    return f"{OPEN}{name}{CLOSE}"


def slot_names(text: str) -> set[str]:
    """The names of all slots in a rendered text."""
    return set(_SLOT.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A rendered text with values instead of its slots, for showing."""
    return _SLOT.sub(lambda found: values.get(found.group(1), ""), text)


def quoted_printable(text: str) -> list[Piece]:
    """Text with LF line ends as quoted-printable with CRLF; a slot stands on an encoded line of its own."""
    pieces: list[Piece] = []
    for index, part in enumerate(_SLOT.split(text)):
        if index % 2:
            is_at_start = not pieces or (isinstance(pieces[-1], bytes) and pieces[-1].endswith(b"\r\n"))
            pieces += [b"" if is_at_start else b"=\r\n", Slot(part), b"=\r\n"]
        elif part:
            pieces.append(_encoded(part))
    return pieces


def spliced_value(value: str) -> bytes:
    """A slot's value inside quoted-printable: ASCII, its lines broken softly where it is long."""
    raw = value.encode("ascii").replace(b"=", b"=3D")
    return raw if len(raw) <= _MOST_COLUMNS else _broken(raw)


def alternatives(text: str, html: str, calendar: tuple[str, str] | None = None) -> list[Piece]:
    """The MIME headers, an empty line and the body: text, then HTML, then maybe (method, iCalendar) as a file."""
    pieces: list[Piece] = [b"MIME-Version: 1.0\r\n"]
    if calendar:
        pieces += [_content(f'multipart/mixed; boundary="{_MIXED}"'), b"\r\n", _line(_MIXED)[2:]]
    pieces += [_content(f'multipart/alternative; boundary="{_ALTERNATIVE}"'), b"\r\n", _line(_ALTERNATIVE)[2:]]
    pieces += _part("text/plain; charset=utf-8; format=flowed", text)
    pieces += [_line(_ALTERNATIVE), *_part("text/html; charset=utf-8", html), _line(_ALTERNATIVE, ends=True)]
    if calendar:
        method, ics = calendar
        kind = f"text/calendar; charset=utf-8; method={method}"
        pieces += [_line(_MIXED), *_part(kind, ics, "Content-Disposition: attachment; filename=invite.ics\r\n")]
        pieces.append(_line(_MIXED, ends=True))
    return pieces


def _encoded(part: str) -> bytes:
    raw = _UNPRINTABLE.sub(lambda found: b"=%02X" % found.group()[0], part.encode("utf-8", "replace"))
    raw = _AT_THE_END.sub(lambda found: b"=%02X" % found.group()[0], raw)
    # A dot alone ends DATA for a careless relay, and mbox writers put a > before From.
    raw = raw.replace(b"\n.", b"\n=2E").replace(b"\nFrom ", b"\n=46rom ")
    if raw.startswith((b".", b"From ")):
        raw = b"=%02X" % raw[0] + raw[1:]
    return b"\r\n".join(line if len(line) <= _MOST_COLUMNS else _broken(line) for line in raw.split(b"\n"))


def _broken(line: bytes) -> bytes:
    """A long line with soft breaks, none of them inside an `=XX`."""
    lines = []
    while len(line) > _MOST_COLUMNS:
        cut = _MOST_COLUMNS
        cut -= 1 if line[cut - 1] == 61 else 2 if line[cut - 2] == 61 else 0
        lines.append(line[:cut])
        line = line[cut:]
    return b"=\r\n".join([*lines, line])


def _content(kind: str) -> bytes:
    return f"Content-Type: {kind}\r\n".encode("ascii")


def _line(boundary: str, ends: bool = False) -> bytes:
    return f"\r\n--{boundary}{'--' if ends else ''}\r\n".encode("ascii")


def _part(kind: str, text: str, more: str = "") -> list[Piece]:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n{more}\r\n"
    return [head.encode("ascii"), *quoted_printable(text)]
