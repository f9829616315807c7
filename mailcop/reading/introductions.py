"""Where another's words begin: attributions, header blocks, "-----Original Message-----", forwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mailcop.reading import attribution_words as words
from mailcop.reading.attributions import (
    Grade,
    attribution_ending_at,
    is_forward,
    is_named_rule,
    is_original,
    may_end_in_verb,
)
from mailcop.reading.footers import RULE_MARKS, is_rule
from mailcop.reading.header_blocks import Certainty, block_at, field, may_be_field, names_field
from mailcop.reading.lines import Lines, small

_MOST_TRIES = 1_000  # lines of one mail that are weighed; people's mails have a few dozen
_GREETING = 3  # words
_NEAR = 4  # lines between an introduction and what it introduces
_LONGEST_MARK = 50  # characters of a mark of an original or a forward without a rule
_RULE_MARKS = frozenset("-_=—–‐−")
_FIRST_MARKS = frozenset("-_=*—–‐>")
_FIRST_OF_ASKING = frozenset("#RrPpWw-=*_~<[(【—–+")
_ASKING = ("reply ", "respond ", "please reply ", "please respond ", "write ")
_LAST_MARKS = frozenset(":：<>)*_]-") | words.LAST_LETTERS
_BRACKETS = frozenset(">)")
_LAST_PAIRS = frozenset(word[-2:] for word in words.LAST_WORDS)
_FIRST_OTHERS = _FIRST_OF_ASKING | frozenset("2pP")
_RAW_FIELD = re.compile(
    r"^[\s*]{0,4}(?:received|return-path|delivered-to|message-id|mime-version|content-[a-z-]+|x-[a-z-]+|references|in-reply-to"
    r"|dkim-signature|authentication-results|errors-to|precedence|list-[a-z]+|received-spf)\s?:",
    re.I,
)
_NOTED = re.compile(r"/\d{1,2}/\d{2,4} (?:à )?\d")
_DIGITS = frozenset("0123456789")
_LONE_SUBJECT = re.compile(
    r"^\s*\*?(?:subject|betreff|objet|asunto|assunto)\s?:\*?\s+(?:re|aw|sv|antw|res|rv)\s?:\s*\S", re.I
)


class Introductions:
    """What introduces quotations above line `end`, where footers begin.

    `cut` is the first line from which all the rest is another's. `kind` is quote, forward, fields (a header block:
    replies and Outlook's forwards look alike), or empty where there is none; or top: an introduction with nothing above
    it and nothing marked below it, of which only itself is another's for sure, up to `body`.
    """

    def __init__(self, lines: Lines, end: int) -> None:
        self.lines = lines
        self.heads = lines.heads
        self.small = lines.small
        self.quoted = lines.quoted
        self.end = end
        self.body = end
        self._may_be_ruled = _may_be_ruled(lines, end)
        self._above: dict[int, int] = {}  # first quoted line -> first line of what introduces it
        self.cut, self.kind = self._found()

    def above(self, start: int, bound: int) -> int:
        """First line of what introduces the quoted block that begins at `start`; `start` itself where nothing does."""
        if start in self._above:
            return max(self._above[start], bound)
        index = self.lines.above(start - 1, bound)
        if index < bound or start - index > 3:
            return start
        if is_rule(self.heads[index]):
            return index
        first, grade = attribution_ending_at(self.small, self.quoted, index)
        if grade is Grade.NONE:
            return start
        first = max(first, bound)
        if first > bound and is_original(self.small[first - 1]):
            first -= 1
        return self._with_rule(first, bound)

    def _with_rule(self, start: int, bound: int) -> int:
        """A rule right above an introduction is part of it, with the fields that Yandex sets between them."""
        index = self.lines.above(start - 1, max(bound, start - _NEAR + 1))
        for _ in range(_NEAR - 1):
            if index < bound or not field(self.heads[index])[0] or self.quoted[index]:
                break
            index -= 1
        return index if index >= bound and not self.quoted[index] and is_rule(self.heads[index]) else start

    def has_fields(self, start: int, end: int) -> bool:
        """Whether a quoted block begins with a header block, or with a line that says that it is forwarded and one."""
        bare = [line.lstrip("> \t") for line in self.heads[start : min(end, start + 16)]]
        index = next((n for n, line in enumerate(bare) if line.strip()), 0)
        if is_forward(small(bare[index])) or is_rule(bare[index]):  # Apple marks its own line, too
            index = next((n for n, line in enumerate(bare[index + 1 :], index + 1) if line.strip()), index)
        return block_at(bare, index, len(bare), Certainty.UNDER_MARK) > index + 1

    def says_forward(self, start: int, end: int) -> bool:
        """Whether a quoted block begins with a line that says that it is forwarded, and its fields (Apple's pages)."""
        bare = [line.lstrip("> \t") for line in self.small[start : min(end, start + 4)]]
        first = next((line for line in bare if line), "")
        return is_forward(first) and self.has_fields(start, end)

    def is_inside(self, start: int, end: int) -> bool:
        """Whether the first lines of a quoted block introduce it: the program quoted its own introduction."""
        bare = [line.lstrip("> \t|") for line in self.small[start : min(end, start + 12)]]
        index = next((n for n, line in enumerate(bare) if line), len(bare))
        if index == len(bare):
            return False
        if is_original(bare[index]) or block_at(bare, index, len(bare)) > index:
            return True
        unquoted = [False] * len(bare)
        return any(
            attribution_ending_at(bare, unquoted, n)[1] is Grade.SURE for n in range(index, min(len(bare), index + 3))
        )

    def _found(self) -> tuple[int, str]:
        seen = 0
        for index in islice(self._notable(), _MOST_TRIES):
            if index < seen:
                continue
            start, body, kind = self._at(index)
            if not kind:
                continue
            marked = self._marked_below(body)
            if marked is None or kind == "forward" or (kind == "fields" and self._has_words_above(start)):
                return self._cut_at(start, body, kind)
            self._above[marked] = self._with_rule(start, 0)
            seen = marked
        return self.end, ""

    def _notable(self) -> Iterator[int]:
        """A cheap first look: every line that introduces another's words, and few others."""
        lines = self.lines
        is_ruled = self._may_be_ruled
        has_marked, has_rules, is_wide = True in lines.quoted, "---" in lines.text, "：" in lines.text
        looked = zip(lines.begins, lines.ends, lines.small[: self.end], strict=False)
        for index, (first, last, text) in enumerate(looked):
            if (
                (last in _LAST_MARKS and (last not in _BRACKETS or _may_close(text)))
                or first in _FIRST_MARKS
                or (first in _FIRST_OTHERS and (text[:2] in ("20", "po") or _asks_for_answer(text)))
                or (
                    (":" in text or (is_wide and "：" in text))
                    and (names_field(text) or (is_ruled and self._is_ruled(index, text)))
                )
                or (has_marked and text[-2:] in _LAST_PAIRS and text.rpartition(" ")[2] in words.LAST_WORDS)
                or (has_rules and "---" in text)
            ) and not lines.quoted[index]:
                yield index

    def _is_ruled(self, index: int, text: str) -> bool:
        """Whether what may be a field stands under a rule, or under a name and a date."""
        return may_be_field(text) and self._certainty_above(index)[0] is not Certainty.ALONE

    def _has_words_above(self, start: int) -> bool:
        """Whether more than a greeting stands above: then lines quoted below fields are what the quoted mail quotes.

        Outlook marks nothing; a program that sets fields above lines with `>` has its answers below them.
        """
        return sum(len(self.heads[n].split()) for n in range(start) if not self.quoted[n]) > _GREETING

    def _cut_at(self, start: int, body: int, kind: str) -> tuple[int, str]:
        is_first = not self.lines.has_words(0, start)
        if is_first and kind == "attribution" and self.lines.has_words(body, self.end):
            self.body = body
            return start, "top"
        start = self._with_heading(start) if kind == "fields" else start
        return self._with_rule(start, 0), kind if kind in ("forward", "fields") else "quote"

    def _with_heading(self, start: int) -> int:
        """BlackBerry sets "Original Message" above the fields without any rule, Foxmail the bare address."""
        index = self.lines.above(start - 1, max(0, start - _NEAR + 1))
        if index < 0 or self.quoted[index] or not self.lines.said[index]:
            return start
        return index if words.HEADING.match(self.small[index]) else start

    def _at(self, index: int) -> tuple[int, int, str]:
        """(first line, line below, kind) of what introduces another's words in line `index`; kind is empty for none."""
        line = self.heads[index]
        if _may_be_rule(line):
            text = self.small[index]
            if is_forward(text):
                return index, index + 1, "forward"
            if is_original(text) or is_named_rule(text):
                below, has_fields = self._below_mark(index + 1)
                is_bare = line.strip(" *")[:1] not in _RULE_MARKS
                if has_fields or not is_bare or self._marked_below(index + 1) is not None:
                    return index, below, "fields" if has_fields else "quote"
        if self.lines.begins[index] in _FIRST_OF_ASKING and _asks_for_answer(self.small[index]):
            return index, index + 1, "quote"
        if line.startswith(">>> ") and words.GROUPWISE.match(line):
            return index, index + 1, "quote"
        if may_be_field(line):
            certainty, first = self._certainty_above(index)
            is_named = certainty is not Certainty.ALONE or names_field(self.small[index])
            below = block_at(self.heads, index, self.end, certainty) if is_named else index
            if below > index and not self._is_pasted(first, below):
                return first, self._below_attribution(below), "fields"
        is_marked = self._marked_below(index + 1) is not None
        least = Grade.LIKELY if is_marked else Grade.SURE
        start, grade = attribution_ending_at(self.small, self.quoted, index, least)
        if grade >= least:
            return start, index + 1, "attribution"
        if self._stands_alone(index) and _LONE_SUBJECT.match(line):
            return index, index + 1, "quote"
        return index, index, ""

    def _is_pasted(self, start: int, end: int) -> bool:
        """Whether the fields are those of a raw mail that the author shows: Received, Message-ID or X- among them."""
        around = self.heads[max(0, start - 3) : min(self.end, end + 3)]
        return sum(bool(_RAW_FIELD.match(line)) for line in around if ":" in line[:30]) >= 2

    def _certainty_above(self, index: int) -> tuple[Certainty, int]:
        if not self._may_be_ruled:
            return Certainty.ALONE, index
        above = self.lines.above(index - 1, max(0, index - _NEAR + 1))
        if above >= 0 and is_rule(self.heads[above]):
            return Certainty.UNDER_RULE, above
        return self._noted_above(above, index)

    def _noted_above(self, above: int, index: int) -> tuple[Certainty, int]:
        """Lotus Notes of old wrote name and date above To and Subject, the web mail of Orange the date above all."""
        said = self.lines.said
        if above >= 0 and self.lines.begins[above] in ("m", "M") and words.MESSAGE_OF.match(self.small[above]):
            return Certainty.UNDER_MARK, above
        if above > 0 and self.lines.begins[above] in ("p", "P") and words.RESPOND_TO.match(self.small[above]):
            above = self.lines.above(above - 1, max(0, above - _NEAR))
        last = said[above][-1:]
        if above < 0 or not (last.isdigit() or last in "mM") or not words.NOTED.match(self.small[above]):
            return Certainty.ALONE, index
        is_named = above > 0 and said[above][0].isdigit() and bool(said[above - 1]) and not self.quoted[above - 1]
        if is_named and above > 1 and said[above - 2] and words.SENT_BY.match(self.small[above - 1]):
            above -= 1
        return Certainty.UNDER_DATE, above - is_named

    def _below_mark(self, index: int) -> tuple[int, bool]:
        """(line below, whether fields stand there) of what is under "-----Original Message-----"."""
        below = self.lines.below(index, self.end)
        if below < self.end and not self.quoted[below]:
            end = block_at(self.heads, below, self.end, Certainty.UNDER_MARK)
            return self._below_attribution(end if end > below else below), end > below
        return index, False

    def _below_attribution(self, index: int) -> int:
        """Some programs set an attribution, too."""
        below = self.lines.below(index, self.end)
        for end in range(below, min(self.end, below + 3)):
            if self.quoted[end] or not self.lines.said[end]:
                break
            if attribution_ending_at(self.small, self.quoted, end)[1] is Grade.SURE:
                return end + 1
        return index

    def _marked_below(self, index: int) -> int | None:
        """The quoted line right below, over blank lines, or None where what follows is not marked."""
        near = min(self.end, index + _NEAR)
        below = self.lines.below(index, near)
        return below if below < near and self.quoted[below] else None

    def _stands_alone(self, index: int) -> bool:
        said = self.lines.said
        return index > 1 and not said[index - 1] and index + 1 < self.end and not said[index + 1]


def _may_be_ruled(lines: Lines, end: int) -> bool:
    """A cheap first look: whether any line above `end` may be a rule or, as in Lotus Notes, a name and a date."""
    if "/" in lines.text and _NOTED.search(lines.text):
        return True
    if not lines.marks.isdisjoint(_DIGITS) and any(map(words.NOTED.match, _dated(lines, end))):
        return True
    if lines.marks.isdisjoint(RULE_MARKS):
        return False
    looked = zip(lines.begins[:end], lines.heads, strict=False)
    return any(map(is_rule, [line for mark, line in looked if mark in RULE_MARKS and len(line) > 9]))


def _dated(lines: Lines, end: int) -> list[str]:
    """The lines that may be nothing but a day and a time."""
    looked = zip(lines.begins[:end], lines.said, strict=False)
    return [text for mark, text in looked if mark in _DIGITS and 11 < len(text) < 24 and text[-1].isdigit()]


def _may_close(text: str) -> bool:
    """A cheap first look: whether a bracket closes an address or what stands behind a verb, not a link or an aside."""
    if text[-1] == ">":
        return text.rpartition("<")[2][:4] != "http"
    return "@" in text or " at " in text or may_end_in_verb(text)


def _asks_for_answer(text: str) -> bool:
    """Whether a desk or a forum by mail asks, in lower case, for the answer above this line."""
    if not text.startswith(_ASKING) if text[0].isalpha() else text[1:2] not in _FIRST_OF_ASKING:
        return False
    return words.THIS_LINE.stand_in(text) and bool(words.ABOVE_THIS_LINE.match(text))


def _may_be_rule(line: str) -> bool:
    """A cheap first look: marks of originals and forwards have words, and begin with a rule or end with a colon."""
    text = line.strip(" \t>*")
    if text[:1] not in _RULE_MARKS and text[-1:] not in (":", "："):
        return False
    said = text.strip("-_=—–‐−:： ")
    is_item = text[:1] not in _RULE_MARKS or text[1:2] == " "  # or any line that ends in a colon
    return 1 < len(said) < (_LONGEST_MARK if is_item else 160)
