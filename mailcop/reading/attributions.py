"""The lines that introduce a quotation: "On Monday, Ana <ana@x.example> wrote:", wrapped, in any of the languages.

Everything here is looked at in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from mailcop.reading import attribution_words as words

_MOST_WRAPPED = 4  # lines over which an attribution may run
_LONGEST = 400  # characters of one
_BRIEF = 100  # characters of one in an unknown language
_FEW = 12  # words
_TRACES = ("--", "gmt", "posted by")  # of programs that set no address
_DATED = re.compile(r"\d{4}[/-]\d")
_DIGIT = re.compile(r"[\d年]")
_ENDS_OF_SENTENCES = frozenset(".!?:;…：。！？")


class Grade(IntEnum):
    """How well a line introduces a quotation."""

    NONE = 0
    LIKELY = 1  # right above quoted lines it does
    SURE = 2  # it does even where nothing marks what follows as quoted


def attribution_ending_at(
    lines: Sequence[str], quoted: Sequence[bool], index: int, least: Grade = Grade.LIKELY
) -> tuple[int, Grade]:
    """(first line, grade) of the attribution that ends in line `index`; it runs over at most four lines.

    The `lines` are in lower case and have no white space around them. Grades below `least` may be told as NONE.
    """
    whole = lines[index]
    if not _may_end(whole) or not _may_be(least, lines, index):
        return index, Grade.NONE
    best, grade = index, grade_of(whole)
    is_whole = _is_whole(whole, grade)
    for start in range(index - 1, max(-1, index - _MOST_WRAPPED - 1), -1):
        above = lines[start]
        if not above and whole[:1] == "<":
            continue  # HTML made text by others sets the bracket apart
        if not above or quoted[start] or len(above) > 200 or (is_whole and len(above) > 28):
            break
        has_evidence = _has_date_or_address(above)
        ends = above[-1] in _ENDS_OF_SENTENCES and not (above[-1] == "." and words.ENDS_IN_ORDINAL.search(above))
        if ends and not has_evidence:
            break
        is_opening = (not is_whole or above[-1].isdigit() or above[-1] in ",.") and bool(words.OPENING.match(above))
        is_dated = is_opening and has_evidence
        if ends and not is_dated:
            break
        goes_on = grade and (
            is_dated
            or (is_opening and len(above) < 28)
            or (has_evidence and whole[:1] == "<")
            or (not is_whole and _is_cut_off(whole, above))
        )
        whole = f"{above} {whole}"[-_LONGEST:]
        if not (has_evidence or is_opening or goes_on or _ends_in_last_word(above)):
            continue  # nothing that could say more of the lines below
        joined = grade_of(whole)
        if joined and (goes_on or joined > grade):
            best, grade = start, joined
        elif is_whole:
            break
        is_whole = _is_whole(whole, grade)
    return best, grade


def _is_whole(text: str, grade: Grade) -> bool:
    """Whether nothing of it can stand in a line above."""
    if grade is Grade.NONE or not words.STRONG_OPENING.match(text) or not _has_date_or_address(text):
        return False
    return grade is Grade.SURE or ends_in_verb(text)


def _is_cut_off(whole: str, above: str) -> bool:
    """Whether it begins inside an attribution and the line above may be the name that belongs to it."""
    begins_inside = whole[:1] in "<([" or bool(words.VERB_FIRST.match(whole))
    return begins_inside and len(above) < 80 and len(above.split()) < 9


def grade_of(whole: str) -> Grade:
    """Grade of an attribution, in lower case and on one line: its verb, date, address, opening and colon, weighed."""
    if ("<" in whole and words.DATED.match(whole)) or words.ODD.match(whole):
        return Grade.SURE
    has_colon = _has_colon(whole)
    has_verb = ends_in_verb(whole) or (has_colon and bool(words.VERB_INSIDE.search(whole)))
    if not has_verb and not has_colon:
        return Grade.LIKELY if _is_bare(whole) else Grade.NONE
    has_date = bool(words.HAS_DATE.search(whole))
    if has_verb:
        if whole[:3] == "---" and whole[-3:] == "---" and has_address(whole):
            return Grade.SURE  # Zoho's, wrapped or not
        if has_colon and ("@" in whole or " at " in whole) and words.NAMED_END.search(whole[-220:]):
            return Grade.SURE
        if has_colon and (words.IN_ARTICLE.match(whole) or (has_date and _names_somebody(whole))):
            return Grade.SURE
        return Grade.LIKELY
    if has_date and words.HAS_TIME.search(whole) and _has_address_in_place(whole):
        return Grade.SURE
    if has_date and has_colon and (words.OPENING.match(whole) or _is_dated_briefly(whole)):
        return Grade.LIKELY  # whatever verb the author chose: "On Monday at 10:00, Ana thought aloud:"
    if has_colon and words.QUOTING.match(whole) and words.ENDS_IN_ADDRESS.search(whole):
        return Grade.SURE
    is_custom = has_colon and bool(words.CUSTOM.match(whole))
    return Grade.LIKELY if is_custom or _is_bare(whole) else Grade.NONE


def ends_in_verb(whole: str) -> bool:
    """Whether it ends in "wrote" or its like, with or without a colon and with words in brackets between."""
    if whole[-60:].rstrip(" \t\xa0:：*_-").rpartition(" ")[2] in words.VERBS_ALONE:
        return True  # nearly always enough, and a tenth of what the pattern costs
    return may_end_in_verb(whole) and bool(words.VERB_AT_END.search(whole[-60:]))


def may_end_in_verb(whole: str) -> bool:
    """A cheap first look: whether its last word, or that before words in brackets, may be "wrote" or its like."""
    tail = whole[-60:].rstrip(" \t\xa0:：*_-")
    if tail[-1:] == ")" and not _ends_in_last_word(tail.replace(">", " ")):
        before = tail[: tail.rfind("(")]
        return before[-1:].isalpha() or (bool(before.strip()) and _ends_in_last_word(before.rstrip().replace(">", " ")))
    return bool(tail) and _ends_in_last_word(tail.replace(">", " "))


def is_original(line: str) -> bool:
    """Whether the line, in lower case, says that the answered mail follows: "-----Original Message-----"."""
    return bool(words.ORIGINAL.match(line))


def is_forward(line: str) -> bool:
    """Whether the line, in lower case, says that a forwarded mail follows."""
    return bool(words.FORWARD.match(line))


def is_named_rule(line: str) -> bool:
    """Whether a rule, in lower case, names people: "---- on …, ana <ana@x.example> wrote ----"."""
    text = line.strip()
    return text[:3] == "---" and text[-3:] == "---" and len(text) > 9 and ends_in_verb(text.rstrip("- "))


def has_address(text: str) -> bool:
    """Whether an address stands in it, in lower case, as archives write them ("ana at x.example"), too."""
    return ("@" in text or " at " in text or "mailto:" in text) and bool(words.HAS_ADDRESS.search(text))


def _names_somebody(whole: str) -> bool:
    """Whether it opens as an attribution and names a correspondent; prose says "On 3 May 2017 she wrote:"."""
    if words.PRONOUN_FIRST.match(whole) or words.PRONOUN_LAST.search(whole[-60:]):
        return False
    if has_address(whole):
        return True
    if not words.HAS_DAY.search(whole) or words.IN_PROSE.search(whole):
        return False
    has_time = bool(words.HAS_TIME.search(whole))
    if words.OPENING.match(whole):
        return has_time or "," in whole
    return has_time and len(whole) < 120 and bool(words.NAME_VERB_DATE.match(whole))


def _has_address_in_place(whole: str) -> bool:
    if ": " in whole[:-2]:
        return False  # "Next meeting: Tuesday 10:00, contact: Ana <ana@x.example>:"
    return bool(words.ENDS_IN_ADDRESS.search(whole)) or bool(words.OPENING.match(whole) and has_address(whole))


def _is_dated_briefly(whole: str) -> bool:
    """Whether it is a day, a time and a few words, in a language that nobody knows."""
    has_both = bool(words.HAS_DAY.search(whole) and words.HAS_TIME.search(whole))
    return has_both and len(whole) <= _BRIEF and len(whole.split()) <= _FEW and not words.IN_PROSE.search(whole)


def _has_colon(whole: str) -> bool:
    return whole[-12:].rstrip(' \t\xa0*_"”»>')[-1:] in (":", "：")


def _may_be(least: Grade, lines: Sequence[str], index: int) -> bool:
    """A cheap first look: whether the lines that count have what an attribution of a grade has."""
    whole = lines[index]
    has_colon = _has_colon(whole)
    if (has_colon or least is Grade.LIKELY) and may_end_in_verb(whole):
        return True
    if whole[-1] == ">" and whole.rpartition("<")[2][:4] == "http":
        return False  # a link, as pages made text have many
    window = "\n".join(lines[max(0, index - _MOST_WRAPPED) : index + 1])
    if any(map(window.__contains__, _TRACES)):
        return True
    has_address_in = "@" in window or "mailto:" in window or (" at " in window and has_address(window))
    if not has_colon:
        return has_address_in and (least is Grade.LIKELY or ("<" in whole and bool(_DATED.search(window))))
    if has_address_in or (least is Grade.LIKELY and _DIGIT.search(window) is not None):
        return True
    return words.SIGNS.stand_in(window)


def _is_bare(whole: str) -> bool:
    """A date or a colon with an address introduces a quotation right below it without any verb (Gmail before 2011)."""
    if len(whole) > 200 or not has_address(whole):
        return False
    return bool(words.HAS_DATE.search(whole)) or whole.rstrip().endswith((">", ":", "：", ">,"))


def _has_date_or_address(line: str) -> bool:
    return bool(words.HAS_DATE.search(line) or has_address(line))


def _may_end(line: str) -> bool:
    """A cheap first look: attributions end in a colon, a bracket, a rule or their verb."""
    end = line.rstrip(" \t\xa0*_")
    if not end.strip("-–—=:：< "):
        return False
    return (
        end[-1] in ":：<>)]-〉"
        or _ends_in_last_word(end)
        or "---" in end[4:-3]
        or end[:2] == "20"
        or end[:9] == "posted by"
    )


def _ends_in_last_word(end: str) -> bool:
    return end[-1] in words.LAST_LETTERS or end[-30:].rpartition(" ")[2] in words.LAST_WORDS
