"""The fields of a quoted mail as Outlook and others write them above it: From, Sent, To, Subject, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from mailcop.reading import attribution_words
from mailcop.reading import header_words as words
from mailcop.reading.attributions import has_address as has_address_in
from mailcop.reading.lines import small

_FIRST_KINDS = ("from", "sent", "to", "subject")
_MOST_LINES = 14
_AROUND_NAME = " \t\xa0\u3000*_|"
_LONGEST = 300  # characters of a line that are looked at


class Certainty(IntEnum):
    """What stands above the fields: the more it says of itself, the fewer fields are asked for."""

    ALONE = 0
    UNDER_RULE = 1  # a line drawn across
    UNDER_MARK = 2  # "-----Original Message-----"
    UNDER_DATE = 3  # name and date, as Lotus Notes sets them above To and Subject


def block_at(lines: Sequence[str], index: int, end: int, certainty: Certainty = Certainty.ALONE) -> int:
    """The line below the block of fields that begins at `index`, or `index` itself where none does.

    Prose such as "From: Nairobi / To: Mombasa / Date: 3 May" is none: it has neither an address nor a subject.
    """
    first = lines[index]
    if not may_be_field(first):
        return index
    if field(first)[0] not in _FIRST_KINDS:
        return _unnamed_block(lines, index, end) if certainty else index
    kinds: set[str] = set()
    evidence = when = ""
    is_mailed = False  # a name that dates only mails: "Sent", not "Date"
    misses = 0
    last = index
    for number in range(index, min(end, index + _MOST_LINES)):
        line = lines[number]
        kind, value = field(line)
        if kind:
            kinds.add(kind)
            evidence += f" {value[:200]}" if kind != "subject" else ""
            if kind == "sent":
                when += f" {value[:200]}"
                is_mailed = is_mailed or _name(small(line)) not in words.DATES
            misses = 0
            last = number
        elif words.ANY_FIELD.match(line[:200]) and len(line) < 120 and number > index:
            continue  # a field of no interest
        elif line.strip():
            misses += 1  # a long To that wraps
            if misses > 2 or not _goes_on(line, lines[number - 1]):
                break
            last = number if misses == 1 and len(line) < 120 and _is_followed(lines, number, end) else last
        elif _is_over(kinds, misses, lines, number, end):
            break
    if not certainty and not is_mailed and not _tells_when(when) and not has_address_in(small(evidence)):
        return index  # people write agendas so: "From: 15:00 / To: 16:00 / Date: 24 August / Subject: rivers"
    return last + 1 if _is_enough(kinds, evidence, certainty) else index


def _tells_when(when: str) -> bool:
    """Whether a date has a day with its year and a time, as programs write it."""
    return bool(attribution_words.HAS_DAY.search(when) and attribution_words.HAS_TIME.search(when))


def may_be_field(line: str) -> bool:
    """A cheap first look: whether a colon stands near the beginning of a line."""
    return ":" in line[:34] or "：" in line[:34]


def names_field(line: str) -> bool:
    """Whether a line, in lower case, begins with the name of a field: only then `field` finds one."""
    name = line[:34].partition(":")[0]
    if name in words.FIELD_KIND:
        return True
    is_bare = name.isascii() and name[:1] not in _AROUND_NAME and name[-1:] not in _AROUND_NAME
    return not is_bare and _name(line) in words.FIELD_KIND


def _name(line: str) -> str:
    if not line.isascii():
        line = line.replace("：", ":")
    return line[:34].partition(":")[0].strip(_AROUND_NAME)


def field(line: str) -> tuple[str, str]:
    """(kind, value) of a field of a quoted mail, the kind from, sent, to, cc or subject; or two empties."""
    match = words.FIELD.match(line[:_LONGEST])
    if not match:
        return "", ""
    return words.FIELD_KIND.get(match.group(1).strip(" _").lower(), ""), match.group(2)


def _goes_on(line: str, above: str) -> bool:
    """Whether a line without a name may belong to the field above it: a wrapped list of addresses or subject."""
    return (
        len(above) > 40
        or line[:1] in " \t"
        or "@" in line
        or ";" in line
        or not above.strip()
        or above.rstrip()[-1] in ":：,;<"
    )


def _is_followed(lines: Sequence[str], number: int, end: int) -> bool:
    return number + 1 < end and bool(field(lines[number + 1])[0])


def _is_over(kinds: set[str], misses: int, lines: Sequence[str], number: int, end: int) -> bool:
    """Whether a blank line ends the block; some programs put blank lines between the fields."""
    below = next((n for n in range(number + 1, min(end, number + 3)) if lines[n].strip()), None)
    if below is None:
        return True
    kind = field(lines[below])[0]
    return not kind or kind in kinds or (len(kinds) >= 3 and misses > 0)


def _is_enough(kinds: set[str], evidence: str, certainty: Certainty) -> bool:
    named = kinds - {"cc"}
    if certainty is Certainty.UNDER_DATE:
        return "from" not in kinds and {"to", "subject"} <= kinds
    if certainty is Certainty.UNDER_MARK:
        return len(named) >= 1
    if "from" not in kinds:
        return bool(certainty) and len(named) >= 3
    has_address = has_address_in(small(evidence))
    has_date = bool(attribution_words.HAS_DATE.search(evidence))
    if len(named) >= 3:
        return "subject" in kinds or has_address or (bool(certainty) and has_date)
    return len(named) == 2 and has_address and (has_date or bool(certainty))


def _unnamed_block(lines: Sequence[str], index: int, end: int) -> int:
    """Under a rule, three lines of "name: value" with an address or a date are a block in whatever language."""
    last = index
    while last < min(end, index + 8) and words.ANY_FIELD.match(lines[last][:200]):
        last += 1
    if last - index < 3:
        return index
    values = " ".join(line[:200] for line in lines[index:last])
    has_both = has_address_in(small(values)) and attribution_words.HAS_DATE.search(values)
    return last if has_both else index
