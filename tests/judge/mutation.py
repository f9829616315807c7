"""Mails spoiled at random but the same way each time: bytes, lines, fields, boundaries, codings."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_PIECES = (
    b"\r", b"\n", b"\n\n", b"\r\n\r\n", b"\x00", b"=?", b"?=", b"--", b'"', b"<", b">", b"(", b")", b";", b",", b":",
    b"\xff", b"\x80", b"=\n", b"=3D", b"\x1b$B", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"From ", b">", b"begin 644 a\n",
    b"Content-Type: ", b"=?utf-8?b?", b"=?x-none?q?=ff?=", b"*0*=", b"%00", b"&#0;", b"<!--", b"<![CDATA[",
    b"\xed\xa0\x80",
)  # fmt: skip
_CHARSETS = (
    b"utf-7",
    b"rot13",
    b"zlib",
    b"hex",
    b"idna",
    b"utf-16",
    b"x-unknown",
    b"iso-2022-jp",
    b"gb18030",
    b"\xff",
    b"",
)
_CODINGS = (b"base64", b"quoted-printable", b"7bit", b"x-uuencode", b"uuencode", b"binary", b"gzip", b"base64; x", b"")
_TYPES = (
    b"text/plain", b"text/html", b"multipart/mixed", b"multipart/alternative", b"message/rfc822", b"message/partial",
    b"message/delivery-status", b"multipart/report", b"multipart/signed", b"text/calendar; method=REPLY",
    b"application/ms-tnef", b"text/enriched", b"text", b"/", b"",
)  # fmt: skip
_CHARSET = re.compile(rb"(charset\s*=\s*\"?)([\w.:+-]+)", re.I)
_CODING = re.compile(rb"(content-transfer-encoding:\s*)([\w-]+)", re.I)
_TYPE = re.compile(rb"(content-type:\s*)([\w+.-]+/[\w+.-]+)", re.I)
_BOUNDARY = re.compile(rb"(boundary\s*=\s*\"?)([^\s\";]+)", re.I)
_MOST = 300_000  # bytes; a mutated mail that repeats itself stays near its sample


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A mail with one to eight changes."""
    out = raw
    for _ in range(chance.randint(1, 8)):
        out = chance.choice(_CHANGES)(out, chance)[:_MOST]
    return out


def _cut(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at + chance.randint(1, 200) :]


def _end(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[at : at + chance.randint(1, 300)] * chance.randint(2, 40) + raw[at:]


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.randint(1, 20)):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _piece(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 50)) + raw[at:]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 10)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _move(raw: bytes, chance: random.Random) -> bytes:
    one, other = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    span = raw[one : one + chance.randint(1, 500)]
    return raw[:other] + span + raw[other:]


def _ends_of_lines(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r", b"\n")))


def _word(pattern: re.Pattern[bytes], others: tuple[bytes, ...]) -> Callable[[bytes, random.Random], bytes]:
    def change(raw: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(raw[:50_000]))
        if not found:
            return raw
        match = chance.choice(found)
        return raw[: match.start(2)] + chance.choice(others) + raw[match.end(2) :]

    return change


def _boundaries(raw: bytes, chance: random.Random) -> bytes:
    found = [match.group(2) for match in _BOUNDARY.finditer(raw[:50_000])]
    if not found:
        return raw
    one = chance.choice(found)
    other = chance.choice((chance.choice(found), one[:-1], one + b"x", one.upper(), b"", b"-", b"\xff"))
    return raw.replace(b"--" + one, b"--" + other, chance.choice((1, 2, -1)))


def _nest(raw: bytes, chance: random.Random) -> bytes:
    head = b"From: a@example.org\nContent-Type: message/rfc822\n\n"
    return head * chance.randint(1, 30) + raw


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _end, _repeat, _bytes, _bytes, _piece, _piece, _lines, _move, _ends_of_lines, _boundaries, _nest,
    _word(_CHARSET, _CHARSETS), _word(_CODING, _CODINGS), _word(_TYPE, _TYPES),
)  # fmt: skip
