"""Replies: what the author wrote stays visible, what they answered is folded; nothing of theirs is lost."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from mailcop.reading import Letter, read
from tests.judge.corpora import OWN, REPLIES, Item, demand, items
from tests.judge.figures import Failure, Figure, Measured, alone, split_share

REAL = ("spamassassin_replies", "twisted_replies")
MOST_READ_OTHERWISE = 6
_QUOTE_MARK = re.compile(r"^\s*[>|]")
_HEADER = re.compile(
    r"^[*\s]*(?:from|to|sent|date|subject|cc|von|an|de|da|envoy|objet|betreff|gesendet)\b.{0,20}:", re.I
)
_ATTRIBUTION = re.compile(r"(?:wrote|writes|said|schrieb|crit|escribi|scrisse|skrev|пишет|писал|写道|:)\s*$", re.I)
_HEAD = (
    b"From: Ana <ana@example.org>\nTo: general@example.net\nSubject: A question\n"
    b"Date: Tue, 03 Mar 2026 10:11:10 +0000\nMessage-ID: <judged@example.org>\nMIME-Version: 1.0\n"
    b"Content-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
)


_INTRODUCES = re.compile(
    r"^--On .*\d|^On .*\d|^Quoting .*:$|^\d{4}/\d{1,2}/\d{1,2} .*>:$|^Gesendet:"
    r"|^(?:--- )?\S.{0,80}\b(?:wrote|said):$|^<\S+(?: at \S+)?> (?:wrote|said):$"
)
_SCRUBBED = "A non-text attachment was scrubbed"
_SIGNATURE = 8  # lines below the mark of a signature
_NEAR = 3  # lines with text between an attribution line and what it introduces


@dataclass(frozen=True)
class _Judged:
    item: Item
    is_right: bool  # as the source labels it
    is_ours: bool  # as our policy reads it
    lost: tuple[str, ...]  # own words that are not visible, as the source labels them
    lost_ours: tuple[str, ...]  # the same, without lines that introduce a quotation or sign the mail


def mail_of(item: Item) -> bytes:
    """The raw mail of an item; a bare body is put below the plainest header."""
    if item.label["kind"] == "eml":
        return item.raw
    return _HEAD % (b"html" if item.label["kind"] == "html" else b"plain") + item.raw


def packed(text: str) -> str:
    """Without any white space."""
    return "".join(text.split())


def spaced(text: str) -> str:
    """With white space collapsed."""
    return " ".join(text.split())


def measure() -> Measured:
    """Every source raw and by our policy."""
    otherwise = {case["id"]: case for case in read_otherwise()}
    if len(otherwise) > MOST_READ_OTHERWISE:
        raise SystemExit(f"judge-reading: {len(otherwise)} cases read otherwise, at most {MOST_READ_OTHERWISE} may be")
    measured = Measured("replies")
    small: list[_Judged] = []
    real: list[_Judged] = []
    for source in REPLIES:
        judged = [_judge(item, otherwise.get(item.id), measured) for item in items(f"reply/{source}")]
        measured.figures += _rows(source, judged)
        (real if source in REAL else small).extend(judged)
    measured.figures += [
        split_share("the four small sources together, raw", [(one.item.index, one.is_right) for one in small]),
        split_share(
            "the four small sources together, fully right by our policy",
            [(one.item.index, one.is_ours) for one in small],
            floor=0.92,
        ),
        split_share("real replies together, raw", [(one.item.index, one.is_right) for one in real]),
        split_share(
            "real replies together, fully right by our policy",
            [(one.item.index, one.is_ours) for one in real],
            floor=0.96,
        ),
        _lost("real replies: mails with own words folded away, raw", real, None, is_raw=True),
        _lost("real replies: mails with own words folded away", real, 0.5),
        _lost("all sources: mails with own words folded away", [*small, *real], None),
    ]
    return measured


def read_otherwise() -> list[dict[str, str]]:
    """The cases that we read otherwise on purpose."""
    cases: list[dict[str, str]] = tomllib.loads((OWN / "otherwise.toml").read_text(encoding="utf-8"))["case"]
    return cases


def _rows(source: str, judged: list[_Judged]) -> list[Figure]:
    raw = [(one.item.index, one.is_right) for one in judged]
    ours = [(one.item.index, one.is_ours) for one in judged]
    rows = [split_share(f"{source}, raw", raw)]
    if raw != ours:
        rows.append(split_share(f"{source}, by our policy", ours))
    return [*rows, _lost(f"{source}: mails with own words folded away", judged, None)]


def _lost(what: str, judged: list[_Judged], ceiling: float | None, is_raw: bool = False) -> Figure:
    def percent(some: list[_Judged]) -> float:
        return 100 * sum(bool(one.lost if is_raw else one.lost_ours) for one in some) / len(some) if some else 0.0

    even = percent([one for one in judged if one.item.index % 2 == 0])
    odd = percent([one for one in judged if one.item.index % 2])
    return Figure(what, percent(judged), "percent", ceiling, True, True, even, odd, len(judged))


def _judge(item: Item, otherwise: dict[str, str] | None, measured: Measured) -> _Judged:
    letter = read(mail_of(item))
    expected: str | None = item.label["expected_visible_text"]
    wanted: list[str] = item.label["must_contain"]
    own = [text for text in wanted if not (introduces(item, text) or signs(item, text))]
    line = spaced(letter.visible_text)
    left = tuple(text for text in item.label["must_not_contain"] if spaced(text) in line)
    is_right = expected is None or packed(expected) == packed(letter.visible_text)
    is_ours = is_right and not _not_shown(letter, own) and not left
    is_right = is_right and not _not_shown(letter, wanted) and not left
    if otherwise is not None:
        expected = _whole(item, otherwise.get("but", ""))
        is_ours = packed(expected).replace(">", "") == packed(letter.visible_text).replace(">", "")
    lost = _not_shown(letter, own) + _lines_not_shown(letter, expected)
    if not is_ours:
        measured.failures.append(_failure(item, letter, expected, lost, left))
    return _Judged(item, is_right, is_ours, _not_shown(letter, wanted) + _lines_not_shown(letter, expected), lost)


def _whole(item: Item, but: str) -> str:
    """All words of a mail; those of a page as its parser has them. Without what follows the last `but`."""
    text = item.raw.decode("utf-8", "replace")
    if item.label["kind"] == "html":
        text = (LexborHTMLParser(text).body or LexborHTMLParser("")).text(separator="\n")
    return text.rpartition(but)[0] if but else text


def introduces(item: Item, text: str) -> bool:
    """Whether a string labelled as the author's own is the line that introduces the quotation just below it.

    Both sources label by comparison, so an attribution line that their own table does not know looks like words of
    the author; it is part of the quotation, as in the other mails of the same sources.
    """
    if not _INTRODUCES.search(text):
        return False
    lines = [line for line in item.raw.decode("utf-8", "replace").splitlines() if line.strip()]
    places = [number for number, line in enumerate(lines) if spaced(text) in spaced(line)]
    answered = {packed(line) for line in item.label["must_not_contain"]}
    return any(
        _QUOTE_MARK.match(line) or packed(line) in answered
        for place in places
        for line in lines[place + 1 : place + 1 + _NEAR]
    )


def signs(item: Item, text: str) -> bool:
    """Whether a string labelled as the author's own stands below `-- `, or is what the archive wrote for a file.

    The sources claim nothing about signatures; a few of their strings are lines of one all the same.
    """
    if item.source in REAL and text.startswith(_SCRUBBED):
        return True
    lines = [line.rstrip() for line in item.raw.decode("utf-8", "replace").splitlines()]
    places = [number for number, line in enumerate(lines) if spaced(text) in spaced(line)]
    return bool(places) and all("--" in lines[max(0, place - _SIGNATURE) : place] for place in places)


def _not_shown(letter: Letter, wanted: list[str]) -> tuple[str, ...]:
    line = spaced(letter.visible_text)
    return tuple(text for text in wanted if spaced(text) not in line)


def _lines_not_shown(letter: Letter, expected: str | None) -> tuple[str, ...]:
    whole = packed(letter.visible_text)
    lines = (line.strip() for line in (expected or "").splitlines() if line.strip())
    return tuple(line for line in lines if packed(line) not in whole)


def _failure(item: Item, letter: Letter, expected: str | None, lost: tuple[str, ...], left: tuple[str, ...]) -> Failure:
    came = [f"visible: {letter.visible_text!r}"[:3_000]]
    came += [f"fold {fold.kind} at {fold.position}: {fold.text!r}"[:1_200] for fold in letter.folds]
    came += [f"problems: {letter.problems}"] if letter.problems else []
    wanted = [f"visible: {expected!r}"[:3_000]] if expected is not None else []
    wanted += [f"must show: {text!r}" for text in lost] + [f"must not show: {text!r}" for text in left]
    cause = _cause(letter, expected, lost, left)
    return Failure(item.source, item.id, item.half, cause, "\n".join(wanted), "\n".join(came))


def _cause(letter: Letter, expected: str | None, lost: tuple[str, ...], left: tuple[str, ...]) -> str:
    if failed := next((text for text in letter.problems if "reading failed" in text), ""):
        return failed
    if not letter.visible_text:
        return "nothing is visible"
    if lost:
        kinds = {fold.kind for fold in letter.folds for text in lost if packed(text) in packed(fold.text)}
        return f"own words folded as {'/'.join(sorted(kinds))}" if kinds else "own words neither visible nor folded"
    own = packed(expected) if expected is not None else ""
    extra = [line for line in letter.visible_text.splitlines() if line.strip() and packed(line) not in own]
    if expected is None:
        extra = [line for line in extra if any(spaced(line) in spaced(text) for text in left)] or list(left)
    if any(_QUOTE_MARK.match(line) for line in extra):
        return "left: quoted lines with a mark"
    if any(_HEADER.match(line) for line in extra):
        return "left: a header block (From/Sent/To/Subject)"
    if any(_ATTRIBUTION.search(line) for line in extra):
        return "left: an attribution line"
    if not extra:
        return "same lines, other order or spacing"
    return (
        "left: lines of the answered mail without any mark"
        if expected is None
        else "left: signature, footer or forward"
    )


if __name__ == "__main__":
    demand()
    alone("Replies: own words visible, quotations folded.", measure)
