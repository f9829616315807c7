"""Which lines are marked as quoted: by `>`, by bars, by initials, by a mark that an introduction is followed by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailcop.reading import attribution_words as words
from mailcop.reading.attributions import Grade, attribution_ending_at, grade_of
from mailcop.reading.header_blocks import field
from mailcop.reading.lines import LONGEST, Lines, small

_WRAPPED_AT = 68
_LONGEST_SCRAP = 45
_MARKS = frozenset(">＞")
_COLONS = frozenset(":：")
_PREFIX_MARKS = frozenset("#|:}%+!)]=»")
_PREFIX = re.compile(r"^\s{0,4}(?:[^\W\d_]{1,8}\d?>+(?=\s|$)|[#|:}%+!)\]=»](?=\s|$)|-{1,3}[\])>])")
_INITIALS = re.compile(r"(?!SQL|FTP)[^\W\d_a-z]{2,3}\d?>+$")
_END_ALONE = re.compile(rf"^>\s?(?:(?:{words.VERB})\s?)?[:：]\s*$")


def with_glued_apart(text: str) -> list[str]:
    """The lines of a text, with an attribution on a line of its own that stands behind the author's words or before
    others'.
    """
    if not _has_glued(text):
        return text.split("\n")
    out: list[str] = []
    for line in text.split("\n"):
        start = _glued_at(line) if _may_be_glued(line) else 0
        cut = start or (_runs_on_at(line) if ":  " in line and "@" in line else 0)
        out += [line[:cut].rstrip(), line[cut:]] if cut else [line]
    return out


def _has_glued(text: str) -> bool:
    """A cheap first look at the lines that have an address in them."""
    at = text.find("@")
    while at >= 0:
        end = text.find("\n", at)
        line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
        if ":  " in line or _may_be_glued(line):
            return True
        at = text.find("@", end) if end >= 0 else -1
    return False


def _runs_on_at(line: str) -> int:
    """Where in the line the words begin that an attribution introduces, or 0."""
    begin = small(line[:LONGEST])
    found = words.RUNS_ON.search(begin)
    if not found or len(begin) != len(line[:LONGEST]):
        return 0
    said = begin[: found.end()].strip()
    is_one = words.OPENING.match(said) and words.HAS_DATE.search(said) and grade_of(said) is Grade.SURE
    return found.end() if is_one else 0


def _may_be_glued(line: str) -> bool:
    return 50 < len(line) < 500 and "@" in line and line.rstrip()[-1:] in (":", "：") and line[:1] != ">"


def _glued_at(line: str) -> int:
    """Where in the line an attribution begins behind other words, or 0."""
    if words.OPENING.match(small(line)):
        return 0
    start = max((match.end() for match in words.GLUED.finditer(line)), default=0)
    said = small(line[start:])
    is_one = start and words.NAMED_END.search(said[-220:]) and words.HAS_DATE.search(said)
    return start if is_one else 0


def marked(whole: list[str]) -> Lines:
    """The lines with those that are quoted; `>From ` of mbox files and `>>> … >>>` of GroupWise are not."""
    lines = Lines(whole)
    if not lines.marks.isdisjoint(_MARKS):
        looked = zip(lines.begins, lines.heads, lines.ends, strict=True)
        lines.quoted = [
            mark in _MARKS and ((line[:2] == "> " and end not in _COLONS) or _is_quoted(line))
            for mark, line, end in looked
        ]
        if ">>> " in lines.text:
            _unmark_sessions(lines)
    if "|" in lines.marks:
        _mark_bars(lines)
    if True in lines.quoted:
        _mark_wrapped(lines.heads, lines.quoted)
    _mark_prefixed(lines)
    return lines


def _is_quoted(line: str) -> bool:
    if ">" not in line[:8] and "＞" not in line[:8]:
        return False
    if line.lstrip(" \t\xa0")[:1] not in _MARKS or line.startswith(">From "):
        return False
    if len(line) < 40 and line.rstrip()[-1:] in (":", "：") and _END_ALONE.match(small(line)):
        return False
    if line[:2] == ">>" and line.rstrip()[-2:] == "<<":
        return False  # how people set off a line of their own
    return not (line.startswith(">>> ") and words.GROUPWISE.match(line))


def _unmark_sessions(lines: Lines) -> None:
    """Lines that begin with `>>> ` and with no other mark around them are a session of Python, not a quotation."""
    for start, end in _runs(lines.quoted):
        is_session = all(line[:4] == ">>> " or line.rstrip() == ">>>" for line in lines.heads[start:end])
        if is_session and not _is_introduced(lines, start):
            lines.quoted[start:end] = [False] * (end - start)


def _mark_bars(lines: Lines) -> None:
    """Runs of lines that begin with a bar are quoted, unless they end with one: those are tables."""
    for start, end in _runs([line.startswith(("| ", "|>", "|\t")) or line == "|" for line in lines.heads]):
        first = lines.heads[start].rstrip()
        if end - start >= 2 and not first.endswith(" |") and " | " not in first[2:]:
            lines.quoted[start:end] = [True] * (end - start)


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """(first, behind) of each run of lines that are flagged."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, flag in enumerate([*flags, False]):
        if flag and start < 0:
            start = index
        elif start >= 0 and not flag:
            found.append((start, index))
            start = -1
    return found


def _mark_wrapped(heads: Sequence[str], quoted: list[bool]) -> None:
    """A scrap between two quoted lines is the end of the one above, wrapped once too often on the way."""
    for _, index in _runs(quoted):
        if index < len(heads) - 1:
            below = _below_scrap(heads, quoted, index)
            quoted[index:below] = [True] * (below - index)


def _below_scrap(heads: Sequence[str], quoted: Sequence[bool], index: int) -> int:
    """The line below the scrap that stands in line `index`, below a quoted one; `index` itself where none does."""
    above, scrap = heads[index - 1], heads[index]
    if len(scrap) > _LONGEST_SCRAP + 30 or not scrap.strip():
        return index
    if scrap[0] in " \t" and quoted[index + 1] and field(above.lstrip("> "))[0]:
        return index + 1  # a field of a quoted header that goes on
    if len(scrap) > _LONGEST_SCRAP:
        return index
    is_wide = len(above) + len(scrap.split(None, 1)[0]) >= _WRAPPED_AT
    below = index + 1 + (not quoted[index + 1] and 0 < len(heads[index + 1]) < 30)
    return below if is_wide and below < len(heads) and quoted[below] else index


def _mark_prefixed(lines: Lines) -> None:
    """Below an introduction, lines of one prefix are quoted: "AR> " of The Bat!, "Ana> " of supercite, "# ", ") "."""
    heads, said, quoted = lines.heads, lines.said, lines.quoted
    known: set[str] = set()  # what marked once marks again
    last = 0
    for index in _maybe_prefixed(lines):
        match = "" if index < last else _prefix(heads[index])
        if not match:
            continue
        last = index
        while last < len(heads) and (heads[last].lstrip(" ").startswith(match) or not said[last]):
            last += 1
        run = [n for n in range(index, last) if said[n]]
        if match in known or (len(run) > 1 and _INITIALS.match(match)) or _is_introduced(lines, index):
            if match[-1] == ">":
                known.add(match)
            for n in run:
                quoted[n] = True


def _maybe_prefixed(lines: Lines) -> list[int]:
    """A cheap first look: the lines that are not quoted and begin with a mark or have an angle in them."""
    found: list[int] = []
    quoted = lines.quoted
    if ">" in lines.text:
        found = [n for n, line in enumerate(lines.heads) if ">" in line and not quoted[n]]
    marks = _PREFIX_MARKS & lines.marks
    if "-" in lines.marks and ("-)" in lines.text or "-]" in lines.text):
        marks |= {"-"}
    if marks:
        found += [n for n, mark in enumerate(lines.begins) if mark in marks and not quoted[n]]
        found.sort()
    return found


def _prefix(line: str) -> str:
    if line[0] not in " #|:}%+!)]=»-" and ">" not in line[1:11]:
        return ""
    match = _PREFIX.match(line)
    return match.group().strip() if match else ""


def _is_introduced(lines: Lines, index: int) -> bool:
    above = lines.above(index - 1, max(0, index - 2))
    if above < 0:
        return False
    if lines.begins[index] == "»" and field(lines.heads[above])[0]:
        return True  # Orange's web mail
    return attribution_ending_at(lines.small, lines.quoted, above)[1] is not Grade.NONE
