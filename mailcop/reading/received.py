"""When a mail was really under way: the dates that the servers on its way wrote."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from mailcop.reading.headers import parse_date_field

_BLOCK_END = re.compile(rb"\r?\n\r?\n")
_RECEIVED = re.compile(rb"^Received:((?:[^\n]*\n[ \t])*[^\n]*)", re.MULTILINE | re.IGNORECASE)
_MOST_FIELDS = 50
_MOST_BYTES = 100_000
_NEAR = timedelta(days=7)  # mail that took longer was not under way: an archive was moved, or a clock was wrong
_ROUGHLY = timedelta(hours=36)  # a From line names no zone


def received_dates(raw: bytes) -> tuple[datetime, ...]:
    """The dates of the Received fields, topmost (latest) first (RFC 5321 section 4.4)."""
    end = _BLOCK_END.search(raw, 0, _MOST_BYTES)
    head = raw[: end.start() if end else _MOST_BYTES]
    found = []
    for field in _RECEIVED.findall(head)[:_MOST_FIELDS]:
        date = parse_date_field(field.rpartition(b";")[2].decode("ascii", "replace"))
        if date is not None:
            found.append(date)
    return tuple(found)


def posting_date(
    claimed: datetime | None, received: tuple[datetime, ...], delivered: datetime | None, now: datetime
) -> tuple[datetime, str]:
    """When a mail of an archive was posted, and what is odd about its dates ("" for nothing).

    The time at which its list received it, where that agrees with its Date within a week; the Date where only an
    archive's From line speaks, and speaks of about the same time. Of dates that contradict each other the servers' is
    believed. Nothing lies after `now`.
    """
    near = next((at for at in received if claimed is not None and abs(at - claimed) <= _NEAR), None)
    arrived = received[-1] if received else delivered
    if near is not None:
        at, odd = near, ""
    elif claimed is None:
        at, odd = arrived or now, "no date" if arrived is None else "no date: that of its arrival"
    elif arrived is None or abs(arrived - claimed) <= _ROUGHLY:
        at, odd = claimed, ""
    else:
        at, odd = arrived, "its date is far from that of its arrival"
    return (now, "a date in the future: clamped") if at > now else (at, odd)
