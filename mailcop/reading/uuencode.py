"""Files that were put into the text by uuencode, taken out of it (POSIX `uuencode`)."""

from __future__ import annotations

import binascii
import re

_BEGIN = re.compile(r"^begin(-base64)? [0-7]{3,4} (\S[^\n]{0,250})\n", re.M)
_LINE = re.compile(r"[ -`]{1,90}\Z")
_MOST_FILES = 50
_MOST_TRIED = 1_000  # lines that look like beginnings


def taken_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without its uuencoded files, and these as (name, content); what is broken stays text."""
    if "\nbegin" not in text and not text.startswith("begin"):
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    for tried, match in enumerate(_BEGIN.finditer(text)):
        if tried >= _MOST_TRIED or len(files) >= _MOST_FILES:
            break
        if match.start() < at:
            continue
        content, end = _file(text, match.end(), is_base64=bool(match.group(1)))
        if content is None:
            continue
        kept.append(text[at : match.start()])
        files.append((match.group(2).strip(), content))
        at = end
    return ("".join([*kept, text[at:]]), files) if files else (text, files)


def _file(text: str, start: int, is_base64: bool) -> tuple[bytes | None, int]:
    """The file whose lines begin at `start` and where the text goes on; None where its end is not as it should be."""
    out: list[bytes] = []
    at = start
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        at = min(end + 1, len(text))
        if line.rstrip() == ("====" if is_base64 else "end"):
            return b"".join(out), at
        if line.rstrip() in ("`", ""):
            continue
        try:
            out.append(binascii.a2b_base64(line) if is_base64 else _decoded(line))
        except (binascii.Error, ValueError):
            return None, start
    return None, start


def _decoded(line: str) -> bytes:
    """One line; mail programs cut the blanks at its end and some add characters there."""
    if not _LINE.match(line):
        raise ValueError
    size = (ord(line[0]) - 32) & 63
    return binascii.a2b_uu(line[: 1 + (size + 2) // 3 * 4].encode("ascii"))
