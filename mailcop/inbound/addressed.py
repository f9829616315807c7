"""For whom a mail in a mailbox was, when the envelope is gone: the delivering server's lines, else To and Cc."""

from __future__ import annotations

import re
from collections.abc import Callable

#: What delivering servers write on top, the most telling first: they name BCC recipients too.
DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to", "x-envelope-to")
WRITTEN = ("to", "cc")
HEADER_BYTES = 100_000
ADDRESSES = 200

FOLD = re.compile(rb"\r\n(?=[ \t])")
BETWEEN = re.compile(r"[\s<>,;:()\[\]\"]+")


def recipients_of(raw: bytes, is_ours: Callable[[str], bool], mailbox: str) -> list[str]:
    """Our addresses that the mail was for, each once; the mailbox's own address when none is named.

    The topmost line of each delivering header is the provider's; one that names an address of ours decides alone.
    Lines below it may be anybody's. Without such a line every address of ours in To and Cc counts.
    """
    fields = header_fields(raw)
    for name in DELIVERED:
        topmost = next((value for field, value in fields if field == name), "")
        ours = [address for address in addresses_in(topmost) if is_ours(address)]
        if ours:
            return ours[:1]
    written = [address for field, value in fields if field in WRITTEN for address in addresses_in(value)]
    ours = [address for address in dict.fromkeys(map(str.lower, written[:ADDRESSES])) if is_ours(address)]
    return ours or [mailbox]


def sender_of(raw: bytes) -> str:
    """The envelope's sender: the topmost Return-Path (`""` for `<>`), else the first address of From, else `""`."""
    fields = header_fields(raw)
    for wanted in ("return-path", "from"):
        for field, value in fields:
            if field == wanted:
                return next(iter(addresses_in(value)), "")
    return ""


def header_fields(raw: bytes) -> list[tuple[str, str]]:
    """Name (lower case) and unfolded value of each header line, from the top; never raises.

    Enough to find an address by; what a person reads comes from `reading`.
    """
    block, _, _ = raw[:HEADER_BYTES].partition(b"\r\n\r\n")
    found = []
    for line in FOLD.sub(b"", block).split(b"\r\n"):
        name, colon, value = line.partition(b":")
        if colon:
            found.append((name.strip().lower().decode("ascii", "replace"), value.strip().decode("utf-8", "replace")))
    return found


def addresses_in(value: str) -> list[str]:
    """What looks like an address in a header's value, in order."""
    return [word.strip(".'") for word in BETWEEN.split(value) if "@" in word[1:-1]]
