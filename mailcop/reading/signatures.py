"""What closes a mail below its words: signatures with and without a marker, phones' advertisements, disclaimers."""

from __future__ import annotations

from collections.abc import Sequence

from mailcop.reading import footers
from mailcop.reading import signature_words as words
from mailcop.reading.disclaimer_words import ASTRAY, FIRST, SECRET, is_disclaimer, subjects_in
from mailcop.reading.header_blocks import field
from mailcop.reading.lines import Lines, small
from mailcop.reading.sending_words import is_of_a_device
from mailcop.reading.stems import Stems

_LONGEST_SIGNATURE = 15  # lines under `--`
_LONGEST_BLOCK = 14  # lines of a signature without a marker
_LONGEST_DISCLAIMER = 8  # lines of a paragraph that are looked at
_FARTHEST_DISCLAIMER = 60  # lines from the end
_BEGINNING = 120  # characters of a paragraph, among which a disclaimer names itself
_MOST_WORDS = 16  # of an advertisement
_PROSE = 3  # sentences
_LONGEST_LINE = 110  # characters of a line of a signature
_ABOVE_OPENINGS = footers.RULE_MARKS | {""}  # what the line above begins with
_TRACES = Stems((*words.DISCLAIMER_STEMS, *SECRET, *ASTRAY))  # one of them is in every disclaimer
_LONGEST_BOX = 14  # lines of a signature between rules, these included
_FEWEST_MARKS = 5  # of a rule around one
_DASHES = frozenset("-—–‐")
_DASHES_ALONE = ("—", "–", "‐‐")


def signature_at(lines: Lines, start: int, end: int, is_last: bool, author: str = "") -> int | None:
    """Where the signature of the author's run of lines `start` to `end` begins, or None.

    `is_last` says that no other run of theirs follows. The closing formula and the short name below it are the author's
    words and stay; `author` is the name in From, which a block without a closing formula has to begin with.
    """
    end = lines.trimmed(start, end)
    if end == start:
        return None
    ruled = _ruled(lines, start, end, is_last)
    if ruled is not None:
        return ruled
    if not lines.text.isascii():
        boxed = _boxed(lines, start, end)
        if boxed is not None:
            return boxed
    tail = end
    if is_last:
        tail = lines.trimmed(start, _disclaimed(lines, start, tail))
    tail = lines.trimmed(start, _advertised(lines, start, tail))
    block = _contact_block(lines, start, tail, author) if is_last or tail - start > 1 else None
    tail = tail if block is None else block
    if tail - start > 1 and not lines.said[tail - 2] and footers.is_dangling(lines.heads[tail - 1]):
        tail -= 1
    return tail if tail < end else None


def _ruled(lines: Lines, start: int, end: int, is_last: bool) -> int | None:
    """The line `-- ` (RFC 3676 section 4.3), or what mail programs make of it, near the end of the run."""
    if lines.marks.isdisjoint(_DASHES):
        return None
    for index in _dashed(lines, start, end, is_last):
        line = lines.heads[index]
        if len(line) > 70 or ("--" not in line and lines.said[index] not in _DASHES_ALONE):
            continue
        is_near = end - index <= _LONGEST_SIGNATURE or (line == "-- " and is_last)
        if not is_near or not words.SIGNATURE_RULE.match(line):
            continue
        if line == "-- " or (_is_short(lines.heads, index + 1, end) and not _closes_fields(lines, index, start)):
            return index
    return None


def _boxed(lines: Lines, start: int, end: int) -> int | None:
    """Where a rule opens a box of name, organisation and contact lines that closes the run, as in Japanese mails."""
    near = range(max(start, end - _LONGEST_BOX), end - 1)
    rules = [n for n in near if lines.begins[n] in words.BOX_MARKS and _is_box_rule(lines.said[n])]
    for index in rules[:3]:
        if index > start and _is_box_of_contacts(lines, index + 1, end):
            return index
    return None


def _is_box_rule(text: str) -> bool:
    return len(text.replace(" ", "")) >= _FEWEST_MARKS and words.BOX_MARKS.issuperset(text.replace(" ", ""))


def _is_box_of_contacts(lines: Lines, start: int, end: int) -> bool:
    """Whether contact lines stand among the lines below a rule, and neither prose nor a notice of a meeting does."""
    inside = [n for n in range(start, end) if lines.said[n] and not _is_box_rule(lines.said[n])]
    if not inside or all(lines.small[n].isascii() for n in range(start - 1, end)):
        return False
    texts = [lines.small[n] for n in inside]
    if any(_is_said_in_box(text) or words.BOX_CRY.search(text) or _is_prose(text) for text in texts):
        return False
    return any(map(words.BOX_CONTACT.search, texts))


def _is_said_in_box(text: str) -> bool:
    """Whether a line in lower case is a sentence in Japanese, Chinese or Korean, or tells of a meeting."""
    return not text.isascii() and bool(words.BOX_PROSE.search(text) or words.BOX_NOTICE.match(text))


def _dashed(lines: Lines, start: int, end: int, is_last: bool) -> list[int]:
    """The lines that may be such a rule: near the end those that begin with a dash, above them `-- ` alone."""
    near = max(start, end - _LONGEST_SIGNATURE)
    found = [n for n, mark in enumerate(lines.begins[near:end], near) if mark in _DASHES]
    if is_last and "-- " in lines.heads[start:near]:
        return [lines.heads.index("-- ", start, near), *found]
    return found


def _closes_fields(lines: Lines, index: int, start: int) -> bool:
    """Whether a short line stands right below the fields of a forward, where Becky! sets one."""
    return index > start and bool(field(lines.heads[index - 1])[0])


def _is_short(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether it reads as a signature: people set `--` between paragraphs, too."""
    return sum(_sentences(line) for line in lines[start:end]) < _PROSE


def _sentences(line: str) -> int:
    """How many sentences of prose the line has at least; one that is not wrapped may have many."""
    if not _is_prose(line) or line.lstrip()[:1] in '"“«„':
        return int(_is_prose(line))
    return 1 + sum(map(line.rstrip().count, (". ", "? ", "! ", "。")))


def _advertised(lines: Lines, start: int, end: int) -> int:
    """Where "Sent from my …" begins; two lines of other words may stand below it, sentences of the author's not."""
    found = end
    others = 0
    for index in range(end - 1, start - 1, -1):
        text = lines.small[index]
        if not text:
            continue
        if _is_advertisement(text, lines.heads[index]):
            found, others = index, 0
        elif others == 2 or not _may_follow(lines.said, index):
            break
        else:
            others += 1
    return found


def _may_follow(said: Sequence[str], index: int) -> bool:
    """Whether a line may stand below an advertisement as a part of it: a link, an excuse, the rest of a wrapped one."""
    text = said[index].lstrip("(*_")
    is_rest = index > 0 and bool(said[index - 1]) and (not text[:1].isupper() or text.count(" ") < 3)
    return "://" in text or is_rest or bool(words.EXCUSE.match(text))


def _is_advertisement(text: str, line: str) -> bool:
    """Whether the line, `text` in lower case, is a phone's or a program's "Sent from my …" and no sentence like it."""
    if len(line) > 200 or (" " not in text and text.isascii()):
        return False
    is_sent = words.SENT_FROM.match(text) or (not text.isascii() and words.SENT_LAST.match(text))
    if not (is_sent or is_of_a_device(text)):
        return False
    return "://" in line or (len(line.split()) <= _MOST_WORDS and not words.SENT_FROM_PROSE.search(line))


def _disclaimed(lines: Lines, start: int, end: int) -> int:
    """Where the first disclaimer begins that only disclaimers and contact lines follow."""
    said, heads, begins, texts = lines.said, lines.heads, lines.begins, lines.small
    near = range(end - 1, max(start - 1, end - _FARTHEST_DISCLAIMER), -1)
    if not _TRACES.stand_in(" ".join(texts[near[-1] : end])):
        return end
    found = end
    for index in [n for n in near if begins[n - 1] in _ABOVE_OPENINGS or n == start]:
        is_opening = index == start or not said[index - 1] or _is_any_rule(heads[index - 1])
        if is_opening and len(heads[index]) > 9 and _is_disclaimer(texts, index, end):
            last = lines.trimmed(start, index)
            found = last - 1 if last > start and _is_any_rule(heads[last - 1]) else index
    return found


def _is_any_rule(line: str) -> bool:
    return footers.is_rule(line) or footers.is_dangling(line)


def _is_disclaimer(texts: Sequence[str], index: int, end: int) -> bool:
    """Whether a paragraph of lines in lower case is one."""
    whole = " ".join(texts[index : min(end, index + 4)])[:400]
    if words.DISCLAIMER.match(whole) or ("registered" in whole and words.REGISTERED.match(whole)):
        found = words.DISCLAIMER_STEMS.count_in(whole)
        return found > 1 or (found == 1 and (bool(words.DISCLAIMER_ALONE.search(whole)) or subjects_in(whole) > 2))
    if whole.isascii() and FIRST.isdisjoint(whole[:_BEGINNING].split()):
        return False  # nor does the paragraph begin so
    below = min(end, index + _LONGEST_DISCLAIMER)
    blank = next((n for n in range(index, below) if not texts[n]), below)
    return is_disclaimer(" ".join(texts[index:blank])[:600])


def _contact_block(lines: Lines, start: int, end: int, author: str) -> int | None:
    """Where name, role, telephone and address lines close the run without any marker."""
    said, texts = lines.said, lines.small
    first = max(start, end - _LONGEST_BLOCK - 4)
    below = end  # the first line below the last sentence: nothing above it counts
    while below > first and not _is_prose(texts[below - 1]):
        below -= 1
    hard = [index for index, text in enumerate(texts[below:end], below) if _is_hard(text)]
    if not hard or any(map(words.POSTSCRIPT.match, texts[first:end])):
        return None
    for index in range(end - 1, first - 1, -1):
        text = texts[index]
        if text and len(text) <= words.LONGEST_CLOSING and words.CLOSING.match(text):
            return _below_closing(lines, index, end, hard)
        if len(text) > _LONGEST_LINE or _is_prose(text):
            break
    return _named_block(said, first, end, hard, author)


def _below_closing(lines: Lines, closing: int, end: int, hard: list[int]) -> int | None:
    """Below "Regards," the first short name stays; what follows is the signature where a line of it is a contact's."""
    index = lines.below(closing + 1, end)
    if index < end and _is_name(lines.said[index]) and index not in hard:
        index = lines.below(index + 1, end)
    if index >= end or hard[-1] < index or any(map(_is_said_in_box, lines.small[index:end])):
        return None
    return index


def _named_block(said: Sequence[str], first: int, end: int, hard: list[int], author: str) -> int | None:
    """A last paragraph that begins with the author's name and has contact lines, with no closing formula above."""
    top = end
    while top > first and said[top - 1]:
        top -= 1
    while top > first and not _begins_block(said, top, end, hard, author):
        above = top - 1
        while above > first and not said[above]:
            above -= 1
        if above <= first or not said[above]:
            return None
        top = above
        while top > first and said[top - 1]:
            top -= 1
        if any(_is_prose(line) or len(line) > _LONGEST_LINE for line in said[top:end]):
            return None
    if top <= first or end - top > _LONGEST_BLOCK or any(map(_is_prose, said[top:end])):
        return None
    above_it = next(filter(None, reversed(said[first:top])), "")
    return None if above_it.endswith((":", "：")) else top  # "You can reach her at:"


def _begins_block(lines: Sequence[str], top: int, end: int, hard: list[int], author: str) -> bool:
    inside = sum(index >= top for index in hard)
    if not inside or end - top < 2:
        return False
    if footers.is_rule(lines[top]) or words.QUOTE_OF_THE_DAY.match(lines[top]):
        return inside >= 1 and end - top <= 6
    name = lines[top].strip(" *_|,")
    if author:
        return _is_of(name, author)
    if not _is_name(name) or len(name.split()) < 2:
        return False
    return inside >= 2 or any(words.ROLE.search(small(line)) for line in lines[top : top + 4])


def _is_of(line: str, author: str) -> bool:
    """Whether a line names the author: two words of it, or all, are words of the name in From."""
    known = set(author.casefold().replace(",", " ").replace('"', " ").split())
    said = line.casefold().replace(",", " ").split()[:6]
    shared = sum(word in known for word in said)
    return shared >= min(2, len(known)) and shared >= 1


def _is_name(line: str) -> bool:
    return len(line) <= 50 and not line.rstrip().endswith((":", "?", "!")) and bool(words.NAME.match(small(line)))


def _is_hard(text: str) -> bool:
    """Whether nothing but a signature has such a line, here in lower case: a telephone, an address alone on it."""
    if len(text) > _LONGEST_LINE + 60:
        return False
    if "@" in text and (words.CONTACT.match(text) or words.MIXED.search(text)):
        return True  # a link alone is no contact line: people put their references below their names
    if ":" in text and words.LABELLED.match(text):
        return True
    if (text.isascii() and not words.NUMBER.search(text)) or _is_prose(text):
        return False
    return bool(words.PHONE.search(text) or words.BARE_PHONE.match(text))


def _is_prose(line: str) -> bool:
    """A sentence: many words and a full stop at the end, or far too many words."""
    count = len(line.split())
    return (count > 8 and line.rstrip()[-1:] in ".!?:") or count > 16
