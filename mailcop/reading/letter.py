"""A mail as we read it: the frozen values that reading hands to everyone else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from mailcop.reading.denied import DENIED_ENDINGS
from mailcop.words import Automatic, BounceKind


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Caps that hold before anything is parsed; what lies beyond is left unread and named in `problems`."""

    header_bytes: int = 100_000  # the mail's own header block; the parts' blocks together get as much again
    parts: int = 200
    depth: int = 20
    references: int = 50
    html_bytes: int = 1_000_000
    html_depth: int = 200
    text_bytes: int = 500_000  # characters of body that are analysed; the rest is kept as one fold
    attachment_name: int = 120
    subject: int = 255
    pixels: int = 50_000_000  # of one picture, as its header claims; a larger one is not shown
    denied_endings: frozenset[str] = DENIED_ENDINGS  # of file names, in lower case; such files are taken out


DEFAULT = ReadingLimits()


class Mailbox(NamedTuple):
    """A display name, cleaned, and a bare address as written (domain in lower case)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text: decoded content, its hex sha256, a display name free of paths and controls."""

    name: str
    type: str
    size_bytes: int
    sha256: str
    is_inline: bool
    content_id: str  # without brackets; empty when none
    content: bytes
    width: int = 0  # pixels, as the header of a picture claims; 0 when unknown
    height: int = 0
    is_decoration: bool = False  # a logo, a spacer, a signature's key: of the mail, not of the post
    removed: str = ""  # the name of a file that was taken out; this is the note that stands for it


@dataclass(frozen=True, slots=True)
class BounceRecipient:
    """What a report says of one address; `status` is an RFC 3463 code or empty."""

    address: str
    kind: BounceKind
    status: str


@dataclass(frozen=True, slots=True)
class BounceReport:
    """A delivery report, read; no recipients when its format tells none."""

    recipients: tuple[BounceRecipient, ...]


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """A calendar's answer to an invitation (RFC 5546 section 3.2.3), as it was written and in small pieces."""

    method: str  # REPLY, COUNTER, DECLINECOUNTER or REFRESH
    uid: str
    recurrence_id: str  # 20170615T130000Z, 20170615T150000 or 20170615; empty for the whole series
    recurrence_zone: str  # the TZID beside it, as named by the other calendar
    attendee: str  # the bare address that answers, or empty
    answer: str  # accepted, declined, tentative, delegated, needs-action, or empty
    sequence: int
    comment: str


class Fold(NamedTuple):
    """Text put aside, not lost: `kind` is quote, signature, footer, forward or rest.

    `position` is the index in `visible_text` at which the text stood.
    """

    kind: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class AuthenticationField:
    """One Authentication-Results value; `above` names the `by` hosts of the Received fields over it, topmost first."""

    value: str
    above: tuple[str, ...]


class Letter(NamedTuple):
    """One mail, understood. Text is free of NUL, control characters and lone surrogates."""

    size_bytes: int
    sha256: str  # hex, of the raw bytes
    content_key: str  # hex; equal for two copies of one mail, whatever footers and trace fields lists added
    message_id: str  # "<a@b>" as the mail wrote it, or a stable one of our making
    is_message_id_generated: bool
    from_: Mailbox | None  # None unless From is exactly one strictly valid address
    from_problem: str  # why `from_` is None
    sender_name: str  # what From shows, whether or not its address is valid
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    date: datetime | None  # the Date field as claimed; aware UTC
    in_reply_to: tuple[str, ...]  # "<...>" each
    references: tuple[str, ...]  # "<...>" each, oldest first
    visible_text: str
    folds: tuple[Fold, ...]
    folded_text: str
    first_line: str  # the first line that is no quotation and not empty
    html: str  # sanitised; empty when there is none
    attachments: tuple[Attachment, ...]
    language: str  # en, es, fr … or empty
    automatic: Automatic | None
    bounce: BounceReport | None
    calendar_reply: CalendarReply | None
    list_id: str
    auto_submitted: str  # in lower case, without parameters
    received_count: int
    authentication: tuple[AuthenticationField, ...]
    problems: tuple[str, ...]
    thread_index: tuple[str, ...] = ()  # its place in an Outlook conversation, its parent's, and so on; as ids
    language_probability: float = 0.0  # of `language`, or of what the text may be where that is empty

    @property
    def own_text(self) -> str:
        """The visible text where a line of it is the author's own; empty for a mail that is one quotation."""
        return self.visible_text if self.first_line else ""
