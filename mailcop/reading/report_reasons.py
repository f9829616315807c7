"""How final a report's word on one recipient is: by its action, its codes, and the reason in its words.

`permanent` says that the address takes no mail. What is about this one letter, about us or about today is temporary,
though the report gives up: a full mailbox, a queue that ran out of time, greylisting, a letter too large, a policy.
"""

from __future__ import annotations

import re
from enum import Enum

from mailcop.reading import report_causes as causes
from mailcop.reading import report_senders as senders
from mailcop.reading import report_words as words
from mailcop.reading.report_words import plain, says
from mailcop.words import BounceKind

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]|-\d)")
_SAID = re.compile(
    r"(?:(?<!\d)[45]\d\d[ -]|[#(\[:;=,]|\bstatus|\bcode|\berror)\s{0,3}([45]\.\d{1,3}\.\d{1,3})(?![\d.]|-\d)", re.I
)
_CODE = re.compile(r"(?<![\w.:/-])([45])[0-5]\d(?:[ \-#,;:]|$)")
_MANY_LINES = re.compile(r"(?<![\w.])([45][0-5]\d)-")
_SENTENCE = re.compile(r"[.!?;:|。！？：；](?=\s|$)|\n\s*\n|[-=_*]{3,}")
_ADDRESS = re.compile(r"\S{1,80}@\S{1,200}|https?://\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b")  # and names of hosts
_FIELD = re.compile(
    r"subject:.*$|^[ \t>*|]*(?:to|from|cc|date|sent|message-id|reply-to|return-path)[ \t]*:.*$", re.I | re.M
)
# What we said in a session, and what the host took.
_SAID_OR_TAKEN = re.compile(
    r"^.{0,60}?(?:-->|>>>|\bC:|>>|=>)[ \t]*(?:ehlo|helo|lhlo|mail|rcpt|data|quit|rset|starttls|auth|bdat)\b.*$"
    r"|^.{0,60}?(?:<--|<<<|\bS:|<<|<=)[ \t]*[23]\d\d\b.*$",
    re.I | re.M,
)
_ENGLISH = re.compile(r"\b(?:the|was|not|your|could|to the|failed|is|of|message|address|user|delivery)\b", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHER_SCRIPT = re.compile(r"[\u0370-\U0003ffff]{4}")  # where words need no spaces between them
_USUAL = (words.HEADS, words.SUBJECTS, words.FAILING, words.USUAL)
_MOST = 4_000  # characters of a reason that are looked at
_MOST_REPORT = 20_000
_LONGEST_PLAIN_ANSWER = 6  # words; whoever says more gives a reason, and one that we do not know is not clear


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
    if _is_full(text):
        return Cause.FULL
    if senders.SENDER.search(text) or senders.SENDERS.search(senders.GIVEN_BACK.sub(" ", text)):
        return Cause.US
    if says(text, causes.GREY):
        return Cause.LATER
    if _is_unknown(text):
        return Cause.UNKNOWN
    if says(text, causes.SIZE) or causes.LIMIT.search(text):
        return Cause.SIZE
    if says(text, causes.POLICY):
        return Cause.US
    if _is_expired(text) or says(text, causes.SYSTEM) or causes.UNCLEAR.search(text):
        return Cause.ROAD
    return Cause.WEAK if says(text, causes.WEAK) else Cause.NONE


def wide_cause_of(text: str) -> Cause:
    """What a whole report gives as its cause: only what no system says in passing, in a report of another cause."""
    if _is_full(text):
        return Cause.FULL
    if _is_unknown(text):
        return Cause.UNKNOWN
    if _is_expired(text):
        return Cause.ROAD
    if says(text, causes.REFUSED):
        return Cause.US
    return Cause.ROAD if causes.UNCLEAR.search(text) else Cause.NONE


def _is_full(text: str) -> bool:
    return says(text, causes.FULL) or bool(causes.FILLED.search(text))


def _is_unknown(text: str) -> bool:
    for besides in (causes.HEDGES, causes.UNCLEAR, causes.OTHER_THINGS):
        text = besides.sub(" ", text)
    return says(text, causes.UNKNOWN)


def _is_expired(text: str) -> bool:
    return says(text, causes.EXPIRED) or bool(causes.TRIED.search(text))


def kind_of(action: str, status: str, reason: str, report: str = "") -> BounceKind:
    """How final: the action first (RFC 3464 section 2.3.3), then codes and words, then the status class.

    `reason` is what is said of this recipient; `report` the whole of the report's own words, asked where the reason
    names no cause and no action was given. What gives no cause is permanent where a code says so, or where nothing
    at all is said but that it failed.
    """
    if action in ("delivered", "relayed", "expanded") or (not action and status.startswith("2.")):
        return BounceKind.NONE
    if action == "delayed":
        return BounceKind.DELAYED
    reason, report = (_SAID_OR_TAKEN.sub("", text) for text in (reason[:_MOST], report[:_MOST_REPORT]))
    told, whole = plain(_joined(reason)), plain(report)
    if not action and is_delay(whole or told):
        return BounceKind.DELAYED
    detail = said_status(reason) or first_status(reason.lstrip()[:12])
    code = _code(told)
    is_later = status.startswith("4.") or detail.startswith("4.") or (not detail and code.startswith("4"))
    cause = cause_of(told)
    if cause in (Cause.NONE, Cause.WEAK) and whole:
        cause = _or_weak(wide_cause_of(whole), cause)
    if is_later:
        # The queue's own word is 4.4.7, the last word of the host behind it may be final all the same.
        is_final = detail.startswith(("5.1.", "5.2.1")) and cause is Cause.UNKNOWN
        return BounceKind.PERMANENT if is_final else BounceKind.TEMPORARY
    if cause in (Cause.FULL, Cause.US, Cause.SIZE, Cause.ROAD) and _names_the_address(detail or status, but="5.1.0"):
        is_both = cause is Cause.FULL and (detail or status).startswith("5.2.")
        cause = Cause.UNKNOWN if _is_unknown(told) and not is_both else cause
    if cause is Cause.NONE:
        is_plain = says(whole or told, words.FINAL) or is_silent(reason, report)
        if code and not _is_of_the_addressee(told):
            return BounceKind.PERMANENT if _names_the_address(detail or status) else BounceKind.TEMPORARY
        return _kind_of_codes(detail or status, code or _code(whole), is_plain)
    if cause is Cause.WEAK and re.match(r"5\.[67]\.(?!1[78]$)", detail or status):
        return BounceKind.TEMPORARY
    return BounceKind.PERMANENT if cause in (Cause.UNKNOWN, Cause.WEAK) else BounceKind.TEMPORARY


def _joined(reason: str) -> str:
    """A host's answer over several lines, each of which repeats its codes, as one (RFC 5321 section 4.2.1)."""
    first = _MANY_LINES.search(reason)
    if first is None:
        return reason
    repeated = re.compile(rf"\s{first.group(1)}[ -](?:[45]\.\d{{1,3}}\.\d{{1,3}}\s)?")
    return reason[: first.end()] + repeated.sub(" ", reason[first.end() :])


def _kind_of_codes(status: str, code: str, is_plain: bool) -> BounceKind:
    """The word of codes alone; those that say nothing leave it to whether the report is plain (RFC 3463 section 3)."""
    if _names_the_address(status) or status in ("5.4.4", "5.4.310"):
        return BounceKind.PERMANENT
    if status and not re.match(r"5\.(?:0\.0|1\.0|1\.5|2\.0|3\.0|5\.\d+)$", status):
        return BounceKind.TEMPORARY
    is_final = code in ("550", "551", "553") or (not code and is_plain)
    return BounceKind.PERMANENT if is_final else BounceKind.TEMPORARY


def _is_of_the_addressee(told: str) -> bool:
    """Whether a host's answer of no known cause says whom it refuses, or nothing at all."""
    code = _CODE.search(told)
    answer = _ADDRESS.sub(" ", told[code.start() if code else 0 :])
    size = len(_WORD.findall(answer))
    if answer.isascii() and size < 2:
        return True
    return size <= _LONGEST_PLAIN_ANSWER and says(answer, causes.ADDRESSEE) and not says(answer, causes.REFUSING)


def _names_the_address(status: str, but: str = "") -> bool:
    return status != but and bool(re.match(r"5\.(?:1\.(?:[0-4]|6|10)|2\.1|7\.1[78])$", status))


def is_silent(reason: str, report: str) -> bool:
    """Whether no reason is given: what stands beside the address is what reports say of every failure alike.

    Of a report in a tongue that we may not know all sentences must be such, not only those beside the address.
    """
    is_english = bool(_ENGLISH.search(report or reason))
    told = reason if is_english and reason else report or reason
    for sentence in _SENTENCE.split(_ADDRESS.sub(" ", _FIELD.sub(" ", told[:_MOST]))):
        said = plain(sentence)
        is_sentence = len(_WORD.findall(said)) > 1 + is_english or bool(_OTHER_SCRIPT.search(said))
        if is_sentence and not any(says(said, table) for table in _USUAL):
            return False
    return True


def is_delay(text: str) -> bool:
    """Whether a report, made `plain`, only says that a letter is late."""
    if says(text, words.LASTING) and not says(text, words.ENDED):
        return True
    return says(text, words.DELAYED) and not says(text, words.GIVEN_UP)


def _code(told: str) -> str:
    """The first SMTP reply code of a text that tells of a failure, or an empty text."""
    first = _CODE.search(told)
    return told[first.start() : first.start() + 3] if first else ""


def _or_weak(wide: Cause, narrow: Cause) -> Cause:
    return narrow if wide is Cause.NONE else wide
