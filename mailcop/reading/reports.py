"""Delivery reports: whom they name, and how final their word is."""

from __future__ import annotations

import email
import logging
import re
from email import policy

from flufl.bounce import all_failures

from mailcop.reading.charsets import clean, decode
from mailcop.reading.headers import decode_words, parse_headers
from mailcop.reading.letter import BounceRecipient, BounceReport
from mailcop.reading.mailboxes import address_of
from mailcop.reading.structure import Structure, transfer_decode
from mailcop.words import BounceKind

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d(?:[ -]|$)")
_FULL = re.compile(
    r"quota|mailbox (?:is )?full|over ?quota|storage (?:limit|exceeded)|exceed(?:s|ed)? .{0,40}(?:storage|size"
    r"|allot)|insufficient (?:disk|system) (?:space|storage)"
    r"|buz[oó]n (?:est[aá] )?lleno|bo[iî]te .{0,30}pleine|postfach (?:ist )?voll|inbox is full|out of storage",
    re.I,
)
_LATER = re.compile(
    r"gr[ae]y-?list|try again later|temporar(?:y|ily)|deferred|will (?:be )?retr|will (?:continue"
    r"|keep) (?:to )?try|not yet been delivered|could not be delivered for"
    r"|delayed|delivery (?:delay|attempts will continue)|warning message only|do not need to resend"
    r"|still (?:trying|attempting)|se seguir[aá] intentando|retard[eé]e?",
    re.I,
)
_GIVEN_UP = re.compile(
    r"giving up|given up|permanent|final|no further|user unknown|does not exist|undeliverable"
    r"|could not be delivered to one",
    re.I,
)
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it logs a traceback for what we catch below
_MOST_RECIPIENTS = 200
_MOST_SECOND_VOICE = 200_000  # bytes that flufl.bounce is shown: some of its expressions are slow


def bounce_of(structure: Structure, raw: bytes) -> BounceReport:
    """The recipients of a delivery report (RFC 3464 section 2), or what flufl.bounce reads out of another format.

    No recipients when nobody can tell. Only `permanent` may count against an address: delayed, over-quota and
    greylisted are not.
    """
    found: dict[str, BounceRecipient] = {}
    for part in structure.parts:
        if part.type in ("message/delivery-status", "message/global-delivery-status"):
            for recipient in _status_blocks(transfer_decode(part)[0]):
                found.setdefault(recipient.address.lower(), recipient)
    if not found:
        for recipient in _second_voice(structure, raw):
            found.setdefault(recipient.address.lower(), recipient)
    return BounceReport(tuple(found.values())[:_MOST_RECIPIENTS])


def _status_blocks(data: bytes) -> list[BounceRecipient]:
    blocks = re.split(rb"\n[ \t]*\n", data.replace(b"\r\n", b"\n"), maxsplit=_MOST_RECIPIENTS + 1)
    found: list[BounceRecipient] = []
    for block in blocks[: _MOST_RECIPIENTS + 1]:
        if b":" not in block:
            continue
        headers = parse_headers(block.lstrip(b"\n")[:20_000])
        address = _recipient(headers.first("original-recipient")) or _recipient(headers.first("final-recipient"))
        if address is None:
            continue
        action = headers.first("action").split("(")[0].strip().lower()
        status = _first_status(headers.first("status"))
        diagnostic = decode_words(headers.first("diagnostic-code"))[:2_000]
        found.append(BounceRecipient(address, _kind(action, status, diagnostic), status or _first_status(diagnostic)))
    return found


def _recipient(value: str) -> str | None:
    """The address of `rfc822; a@b` (RFC 3464 section 2.3.2), unwrapped from brackets and comments."""
    text = re.sub(r"\([^()]*\)", "", value.rpartition(";")[2]).strip().strip("<>\"'").strip()
    return address_of(text)


def _first_status(text: str) -> str:
    match = _STATUS.search(text[:2_000])
    return match.group(1) if match else ""


def _kind(action: str, status: str, diagnostic: str) -> BounceKind:
    """How final: the action first, then the status class; a full mailbox is never final (RFC 3463 section 3.3)."""
    if action in ("delivered", "relayed", "expanded") or (not action and status.startswith("2.")):
        return BounceKind.NONE
    if action == "delayed":
        return BounceKind.DELAYED
    if action != "failed" and not status:
        return BounceKind.NONE
    detail = _first_status(diagnostic)
    if status == "5.2.2" or detail.endswith(".2.2") or _FULL.search(diagnostic) or "greylist" in diagnostic.lower():
        return BounceKind.TEMPORARY
    if detail.startswith("4.") or (not detail and _code_class(diagnostic) == "4") or status.startswith("4."):
        return BounceKind.TEMPORARY
    return BounceKind.PERMANENT


def _code_class(diagnostic: str) -> str:
    match = _CODE.search(diagnostic)
    return match.group(1) if match else ""


def _second_voice(structure: Structure, raw: bytes) -> list[BounceRecipient]:
    """What flufl.bounce finds, softened where the words of the report are not final."""
    if len(raw) > _MOST_SECOND_VOICE or structure.problems:
        return []
    try:
        temporary, permanent = all_failures(email.message_from_string(raw.decode("latin-1"), policy=policy.compat32))
    except Exception:  # flufl.bounce raises many things on broken reports; it is only a second voice
        return []
    text = _words_of(structure)
    kind = BounceKind.PERMANENT
    if _FULL.search(text):
        kind = BounceKind.TEMPORARY
    elif _LATER.search(text) and not _GIVEN_UP.search(text):
        kind = BounceKind.DELAYED
    status = _first_status(text)
    if kind is BounceKind.PERMANENT and status.startswith("4."):
        kind = BounceKind.TEMPORARY
    found = [(_as_text(a), BounceKind.TEMPORARY) for a in temporary] + [(_as_text(a), kind) for a in permanent]
    return [BounceRecipient(address, k, status) for a, k in sorted(found) if (address := address_of(a)) is not None]


def _words_of(structure: Structure) -> str:
    """The report's own text, without the mail that it returns."""
    for part in structure.parts:
        if part.is_text:
            text = clean(decode(transfer_decode(part)[0][:20_000], part.parameters.get("charset", ""))[0])
            return re.split(
                r"(?m)^(?:Return-Path|Received|-{3,} ?(?:This is a copy|Original message|Below this line)).*$", text
            )[0]
    return ""


def _as_text(address: object) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else str(address)
