"""Header lines: encoded for every script, folded, and closed to injection."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

_ATOM = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+")
_ID = re.compile(r"<[!-;=?-~]{3,240}>")
_BARE = re.compile(r"[!-;=?-~]+@[A-Za-z0-9.\[\]:-]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
MOST_LETTERS = 300
MOST_REFERENCES = 100


def header(name: str, value: str) -> bytes:
    """One header of free text, CRLF at its end; controls become spaces, more than 300 letters are cut (RFC 2047)."""
    words = _one_line(value)
    if words.isascii() and "=?" not in words and all(len(word) < 70 for word in words.split(" ")):
        return _folded(name, words.split(" "))
    return _folded(name, _encoded_words(words, 75 - len(name) - 2))


def mailbox(name: str, display: str, address: str) -> bytes:
    """One header with one mailbox; the address must be bare ASCII (RFC 5322 section 3.4)."""
    return _folded(name, [*_phrase(display), f"<{checked_address(address)}>"])


def structured(name: str, items: Iterable[str]) -> bytes:
    """One header of ASCII items that are never broken inside: ids, addresses in angle brackets, parameters."""
    clean = [item for item in items if item and item.isascii() and item.isprintable()]
    return _folded(name, clean) if clean else b""


def list_id(title: str, identifier: str) -> bytes:
    """`List-Id: Title <general.example.org>` (RFC 2919)."""
    return _folded("List-Id", [*_phrase(title), f"<{re.sub(r'[^A-Za-z0-9._-]', '', identifier)}>"])


def message_ids(ids: Iterable[str]) -> list[str]:
    """Those that are message ids, the first and the last of too many."""
    known = [one for one in ids if _ID.fullmatch(one) and one.isascii()]
    return known if len(known) <= MOST_REFERENCES else [known[0], *known[-MOST_REFERENCES + 1 :]]


def checked_address(address: str) -> str:
    """The bare address; raises ValueError where it could end its header or its mailbox (safety 150)."""
    if not _BARE.fullmatch(address) or not address.isascii() or len(address) > 320:
        raise ValueError(f"not a plain address: {address!r}")
    return address


def _one_line(value: str) -> str:
    words = _CONTROLS.sub(" ", value).strip()
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1] + "…"


def _phrase(display: str) -> list[str]:
    words = _one_line(display)
    if not words:
        return []
    if not words.isascii() or "=?" in words or any(len(word) > 60 for word in words.split(" ")):
        return _encoded_words(words, 60)
    if _ATOM.fullmatch(words):
        return words.split(" ")
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.split(" ")


def _encoded_words(words: str, first: int) -> list[str]:
    """UTF-8 in base64 words of at most 75 characters, cut between letters (RFC 2047 section 2)."""
    result: list[str] = []
    room, chunk = min(first, 75), b""
    for letter in words:
        raw = letter.encode("utf-8", "replace")
        if chunk and (len(chunk) + len(raw) + 2) // 3 * 4 + 12 > room:
            result.append(_encoded(chunk))
            room, chunk = 75, b""
        chunk += raw
    return [*result, _encoded(chunk)]


def _encoded(chunk: bytes) -> str:
    return f"=?utf-8?B?{base64.b64encode(chunk).decode('ascii')}?="


def _folded(name: str, words: list[str]) -> bytes:
    lines, line = [], name + ":"
    for word in words:
        if len(line) + 1 + len(word) > 78 and line.strip() and line != name + ":":
            lines.append(line)
            line = ""
        line += " " + word
    return "\r\n".join([*lines, line]).encode("ascii", "replace") + b"\r\n"
