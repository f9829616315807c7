"""Reading: raw bytes to a Letter, whatever the bytes."""

from __future__ import annotations

from mailcop.reading.letter import (
    DEFAULT,
    Attachment,
    AuthenticationField,
    BounceRecipient,
    BounceReport,
    CalendarReply,
    Fold,
    Letter,
    Mailbox,
    ReadingLimits,
)
from mailcop.reading.reader import read, to_json

__all__ = [
    "DEFAULT",
    "Attachment",
    "AuthenticationField",
    "BounceRecipient",
    "BounceReport",
    "CalendarReply",
    "Fold",
    "Letter",
    "Mailbox",
    "ReadingLimits",
    "read",
    "to_json",
]
