"""Which lines are marked as quoted: by `>`, by bars, by initials, by a mark that an introduction is followed by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailcop.reading import attribution_words as words
from mailcop.reading.attributions import Grade, attribution_ending_at
from mailcop.reading.header_blocks import field

_LONGEST = 300  # characters of a line that are looked at
_WRAPPED_AT = 68
_LONGEST_SCRAP = 45
_BIDI = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PREFIX = re.compile(r"^\s{0,4}(?:[^\W\d_]{1,8}\d?>+(?=\s|$)|[#|:}%+!)\]=»](?=\s|$)|-{1,3}[\])>])")
_INITIALS = re.compile(r"(?!SQL|FTP)[^\W\d_a-z]{2,3}\d?>+$")
_END_ALONE = re.compile(rf"^>\s?(?:(?:{words.VERB})\s?)?[:：]\s*$", re.I)


def heads_of(lines: list[str]) -> list[str]:
    """The beginnings of the lines that are looked at, without the marks of writing direction."""
    heads = [line[:_LONGEST] for line in lines]
    if any(not line.isascii() and _BIDI.search(line) for line in heads):
        heads = [_BIDI.sub("", line) for line in heads]
    return heads


def with_glued_apart(lines: list[str]) -> list[str]:
    """The lines, with an attribution that stands at the end of the author's last words put on a line of its own."""
    if not any(_may_be_glued(line) for line in lines):
        return lines
    out: list[str] = []
    for line in lines:
        start = _glued_at(line) if _may_be_glued(line) else 0
        out += [line[:start].rstrip(), line[start:]] if start else [line]
    return out


def _may_be_glued(line: str) -> bool:
    return 50 < len(line) < 500 and "@" in line and line.rstrip()[-1:] in (":", "：") and line[:1] != ">"


def _glued_at(line: str) -> int:
    """Where in the line an attribution begins behind other words, or 0."""
    if words.OPENING.match(line):
        return 0
    start = max((match.end() for match in words.GLUED.finditer(line)), default=0)
    said = line[start:]
    is_one = start and words.NAMED_END.search(said[-220:]) and words.HAS_DATE.search(said)
    return start if is_one else 0


def quoted_lines(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is quoted; `>From ` of mbox files and `>>> … >>>` of GroupWise are not."""
    quoted = [_is_quoted(line) for line in lines]
    if any(line[:4] == ">>> " for line in lines):
        _unmark_sessions(lines, quoted)
    if any(line[:1] == "|" for line in lines):
        _mark_bars(lines, quoted)
    if True in quoted:
        _mark_wrapped(lines, quoted)
    _mark_prefixed(lines, quoted)
    return quoted


def _is_quoted(line: str) -> bool:
    if ">" not in line[:8] and "＞" not in line[:8]:
        return False
    if line.lstrip(" \t\xa0")[:1] not in (">", "＞") or line.startswith(">From "):
        return False
    if len(line) < 40 and line.rstrip()[-1:] in (":", "：") and _END_ALONE.match(line):
        return False
    return not (line.startswith(">>> ") and words.GROUPWISE.match(line))


def _unmark_sessions(lines: Sequence[str], quoted: list[bool]) -> None:
    """Lines that begin with `>>> ` and with no other mark around them are a session of Python, not a quotation."""
    start = None
    for index in range(len(lines) + 1):
        if index < len(lines) and quoted[index]:
            start = index if start is None else start
        elif start is not None:
            is_session = all(line[:4] == ">>> " or line.rstrip() == ">>>" for line in lines[start:index])
            if is_session and not _is_introduced(lines, quoted, start):
                quoted[start:index] = [False] * (index - start)
            start = None


def _mark_bars(lines: Sequence[str], quoted: list[bool]) -> None:
    """Runs of lines that begin with a bar are quoted, unless they end with one: those are tables."""
    start = None
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else ""
        if line.startswith(("| ", "|>", "|\t")) or line == "|":
            start = index if start is None else start
            continue
        if start is not None and index - start >= 2 and not lines[start].rstrip().endswith(" |"):
            quoted[start:index] = [True] * (index - start)
        start = None


def _mark_wrapped(lines: Sequence[str], quoted: list[bool]) -> None:
    """A scrap between two quoted lines is the end of the one above, wrapped once too often on the way."""
    for index in range(1, len(lines) - 1):
        if quoted[index] or not quoted[index - 1]:
            continue
        above, scrap = lines[index - 1], lines[index]
        if not scrap.strip() or len(scrap) > _LONGEST_SCRAP + 30:
            continue
        if scrap[0] in " \t" and quoted[index + 1] and field(above.lstrip("> "))[0]:
            quoted[index] = True  # a field of a quoted header that goes on
            continue
        if len(scrap) > _LONGEST_SCRAP:
            continue
        is_wide = len(above) + len(scrap.split(None, 1)[0]) >= _WRAPPED_AT
        below = index + 1 + (not quoted[index + 1] and 0 < len(lines[index + 1]) < 30)
        if is_wide and below < len(lines) and quoted[below]:
            quoted[index:below] = [True] * (below - index)


def _mark_prefixed(lines: Sequence[str], quoted: list[bool]) -> None:
    """Below an introduction, lines of one prefix are quoted: "AR> " of The Bat!, "Ana> " of supercite, "# ", ") "."""
    known: set[str] = set()  # what marked once marks again
    index = 0
    while index < len(lines):
        match = None if quoted[index] else _prefix(lines[index])
        if not match:
            index += 1
            continue
        last = index
        while last < len(lines) and (lines[last].lstrip(" ").startswith(match) or not lines[last].strip()):
            last += 1
        said = [n for n in range(index, last) if lines[n].strip()]
        if match in known or (len(said) > 1 and _INITIALS.match(match)) or _is_introduced(lines, quoted, index):
            if match[-1] == ">":
                known.add(match)
            for n in said:
                quoted[n] = True
        index = last


def _prefix(line: str) -> str:
    if not line or (line[0] not in " #|:}%+!)]=»-" and ">" not in line[1:11]):
        return ""
    match = _PREFIX.match(line)
    return match.group().strip() if match else ""


def _is_introduced(lines: Sequence[str], quoted: Sequence[bool], index: int) -> bool:
    above = index - 1
    while above >= 0 and index - above < 3 and not lines[above].strip():
        above -= 1
    return above >= 0 and attribution_ending_at(lines, quoted, above)[1] is not Grade.NONE
