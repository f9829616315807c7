"""The words that everyone shares: enums and frozen values of the glossary, free of any store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a reception; each has exactly one (DESIGN rule 3)."""

    POSTED = "posted"
    HELD = "held"
    REFUSED = "refused"
    COMMAND = "command"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    DUPLICATE = "duplicate"
    LOOP = "loop"
    QUARANTINED = "quarantined"


class Verdict(StrEnum):
    """What identity and policy together say of a letter."""

    PUBLISH = "publish"
    ASK = "ask"
    HOLD = "hold"
    REFUSE = "refuse"


class Policy(StrEnum):
    """Who may post in a forum."""

    MEMBERS = "members"
    ASK = "ask"
    OPEN = "open"
    ANNOUNCE = "announce"


class Delivery(StrEnum):
    """What a subscription wants; in code, tables and CSV."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    NOTICES = "notices"
    NONE = "none"


class Role(StrEnum):
    """What a member may do in a forum."""

    MEMBER = "member"
    FACILITATOR = "facilitator"


class Automatic(StrEnum):
    """Why a mail is not a person's (DESIGN section 5, `read --json`)."""

    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    BULK = "bulk"
    LOOP = "loop"
    CALENDAR_REPLY = "calendar-reply"


class BounceKind(StrEnum):
    """How final a report's word on one recipient is."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    DELAYED = "delayed"
    NONE = "none"


class DeliveryState(StrEnum):
    """Where a letter owed to one address stands (DESIGN rule 15)."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENDING = "sending"
    HANDED = "handed"
    DEFERRED = "deferred"
    FAILED = "failed"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    IN_DOUBT = "in_doubt"


class MailingState(StrEnum):
    """Where a mailing stands: its deliveries are expanded from its audience in pages."""

    OPEN = "open"
    EXPANDED = "expanded"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class MailingKind(StrEnum):
    """What a mailing sends; names the template."""

    POST = "post"
    DIGEST = "digest"
    NEWSLETTER = "newsletter"
    ANNOUNCEMENT = "announcement"
    REMINDER = "reminder"
    PREVIEW = "preview"
    NOTICE = "notice"


class Purpose(StrEnum):
    """What a token is for; the first letter of its text, bound into its signature."""

    REPLY = "r"  # id = delivery: answer goes to the thread the letter was about
    ITEM = "i"  # id = delivery, item = the digest's number
    BOUNCE = "b"  # id = delivery
    CONFIRM = "c"  # id = pending (a join, a "was that you?")
    PREVIEW = "p"  # id = draft
    HELD = "h"  # id = reception
    LEAVE = "u"  # id = subscription
    PERMALINK = "l"  # id = post
    FILE = "f"  # id = attachment


class Where(StrEnum):
    """The kinds of destination that one of our addresses can mean."""

    FORUM = "forum"
    TOKEN = "token"
    JOIN = "join"
    LEAVE = "leave"
    HELP = "help"
    FACILITATORS = "facilitators"
    DELIVERY = "delivery"  # FORUM.each, .daily, .weekly
    DIGEST = "digest"
    PAUSE = "pause"
    ANNOUNCE = "announce"
    NEWSLETTER = "newsletter"
    TRAININGS = "trainings"
    REGISTER = "register"
    CANCEL = "cancel"
    ASK = "ask"
    RSVP = "rsvp"
    POSTMASTER = "postmaster"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Token:
    """A signed address part, decoded: `id` and `item` are what `purpose` says they are."""

    purpose: Purpose
    id: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """What one of our addresses means, decoded; `name` is a forum's or an event's."""

    where: Where
    address: str
    name: str = ""
    token: Token | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the transport said: bare addresses, `sender` empty for the null sender; `at` is aware UTC."""

    sender: str
    peer: str  # the address of the connected host, "pipe", "imap" or "import"
    door: str  # smtp, lmtp, imap, pipe, web, mbox
    helo: str = ""
    is_trusted: bool = False  # the peer is listed: its Authentication-Results count
    is_mailbox: bool = False  # from the IMAP door, which cannot refuse


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sending server shows its user: code (RFC 5321 section 4.2), status (RFC 3463), text."""

    code: int
    status: str
    text: str

    def line(self) -> str:
        """One SMTP reply line without its CRLF."""
        return f"{self.code} {self.status} {self.text}" if self.status else f"{self.code} {self.text}"


class Refusal(Exception):
    """What a sender caused, with the Reply that tells them."""

    def __init__(self, reply: Reply, reason: str) -> None:
        super().__init__(reply.line())
        self.reply = reply
        self.reason = reason
