"""How final a report's word on one recipient is: by its action, its codes, and the reason in its words.

`permanent` says that the address takes no mail. What is about this one letter, about us or about today is temporary,
though the report gives up: a full mailbox, a queue that ran out of time, greylisting, a letter too large, a policy.
"""

from __future__ import annotations

import re
from enum import Enum

from mailcop.reading import report_words as words
from mailcop.reading.report_words import plain, says
from mailcop.words import BounceKind

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]|-\d)")
_SAID = re.compile(
    r"(?:(?<!\d)[45]\d\d[ -]|[#(\[:;=,]|\bstatus|\bcode|\berror)\s{0,3}([45]\.\d{1,3}\.\d{1,3})(?![\d.]|-\d)", re.I
)
_CODE = re.compile(r"(?<![\d.:/-])([45])[0-5]\d(?:[ \-#,;:]|$)")
_LATER_CODE = re.compile(r"4[0-5]\d(?:[ \-#,;:]|$)")
_MOST = 4_000  # characters of a reason that are looked at
_MOST_REPORT = 20_000


class Cause(Enum):
    """What kept the letter from its reader."""

    FULL = "full"
    US = "us"  # who we are, how we came, what the letter holds
    LATER = "later"
    UNKNOWN = "unknown"  # nobody there, or nobody any more
    SIZE = "size"
    ROAD = "road"  # expired in the queue, no connection, a host in trouble
    WEAK = "weak"
    NONE = "none"


def first_status(text: str) -> str:
    """The first enhanced status code of a text (RFC 3463 section 2), or an empty text."""
    match = _STATUS.search(text[:_MOST])
    return match.group(1) if match else ""


def said_status(text: str) -> str:
    """The first enhanced status code that stands in prose as one: behind a reply code, a mark or its name."""
    match = _SAID.search(text[:_MOST_REPORT])
    return match.group(1) if match else ""


def cause_of(text: str) -> Cause:
    """What a reason, made `plain`, gives as its cause; the milder one where it names several."""
    if says(text, words.FULL):
        return Cause.FULL
    if words.SENDER.search(text):
        return Cause.US
    if says(text, words.GREY):
        return Cause.LATER
    if says(text, words.UNKNOWN):
        return Cause.UNKNOWN
    if says(text, words.SIZE):
        return Cause.SIZE
    if says(text, words.POLICY):
        return Cause.US
    if says(text, words.EXPIRED) or says(text, words.SYSTEM):
        return Cause.ROAD
    return Cause.WEAK if says(text, words.WEAK) else Cause.NONE


def wide_cause_of(text: str) -> Cause:
    """What a whole report gives as its cause: only what no system says in passing, in a report of another cause."""
    if says(text, words.FULL):
        return Cause.FULL
    if says(text, words.UNKNOWN):
        return Cause.UNKNOWN
    if says(text, words.EXPIRED):
        return Cause.ROAD
    return Cause.US if says(text, words.REFUSED) else Cause.NONE


def kind_of(action: str, status: str, reason: str, report: str = "") -> BounceKind:
    """How final: the action first (RFC 3464 section 2.3.3), then codes and words, then the status class.

    `reason` is what is said of this recipient; `report` the whole of the report's own words, asked where the reason
    names no cause and no action was given.
    """
    if action in ("delivered", "relayed", "expanded") or (not action and status.startswith("2.")):
        return BounceKind.NONE
    if action == "delayed":
        return BounceKind.DELAYED
    told, whole = plain(reason[:_MOST]), plain(report[:_MOST_REPORT])
    if not action and is_delay(whole or told):
        return BounceKind.DELAYED
    detail = said_status(reason) or first_status(reason.lstrip()[:12])
    is_later = status.startswith("4.") or detail.startswith("4.") or (not detail and _is_later_code(told))
    cause = cause_of(told)
    if cause in (Cause.NONE, Cause.WEAK) and whole:
        cause = _or_weak(wide_cause_of(whole), cause)
    if is_later:
        # The queue's own word is 4.4.7, the last word of the host behind it may be final all the same.
        is_final = detail.startswith(("5.1.", "5.2.1")) and says(told, words.UNKNOWN)
        return BounceKind.PERMANENT if is_final else BounceKind.TEMPORARY
    return _kind_of_cause(cause, detail or status, told)


def _kind_of_cause(cause: Cause, status: str, told: str) -> BounceKind:
    names_the_address = bool(re.match(r"5\.(?:1\.(?:[1-4]|6|10)|2\.1)$", status))
    if cause is Cause.UNKNOWN or (names_the_address and says(told, words.UNKNOWN)):
        return BounceKind.PERMANENT
    if cause in (Cause.FULL, Cause.LATER, Cause.US, Cause.SIZE, Cause.ROAD):
        return BounceKind.TEMPORARY
    if cause is Cause.WEAK:
        return BounceKind.PERMANENT
    return BounceKind.TEMPORARY if _is_passing(status) else BounceKind.PERMANENT


def _is_passing(status: str) -> bool:
    """Classes of status that blame a full mailbox, a system, the way, the content or a policy (RFC 3463 section 3)."""
    subject, _, detail = status.removeprefix("5.").partition(".")
    if not status.startswith("5."):
        return False
    if subject in ("6", "7") or (subject, detail) in (("2", "2"), ("2", "3"), ("1", "7"), ("1", "8")):
        return True
    return subject in ("3", "4") and detail not in ("0", "1", "4", "10", "310")


def is_delay(text: str) -> bool:
    """Whether a report, made `plain`, only says that a letter is late."""
    return says(text, words.DELAYED) and not says(text, words.GIVEN_UP)


def _is_later_code(told: str) -> bool:
    first = _CODE.search(told)
    return first is not None and bool(_LATER_CODE.match(told, first.start()))


def _or_weak(wide: Cause, narrow: Cause) -> Cause:
    return narrow if wide is Cause.NONE else wide
