"""What became of a letter handed to a relay, and how a refusal is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailcop.outbound.smtp_replies import RelayReply

# Postfix, Exim, Exchange and sendmail say with these words that they do not relay for us: no recipient's fault
_NOT_FOR_US = re.compile(
    r"relay(ing)? (access )?(is )?(denied|not permitted|not allowed|prohibited)|unable to relay", re.I
)
_LOGIN_CODES = frozenset({530, 534, 535, 538})  # RFC 4954 section 6


class OutcomeKind(StrEnum):
    """What became of one letter handed to a relay."""

    ACCEPTED = "accepted"
    LATER = "later"  # refused for now, or lost before the relay could have had it whole
    NEVER = "never"  # refused for good, because of this recipient or this letter
    DOUBT = "doubt"  # the relay may or may not have it
    OURS = "ours"  # refused because of us (MAIL, login, TLS): the queue pauses, no letter fails


@dataclass(frozen=True, slots=True)
class Outcome:
    """The relay's word on one letter; `code` is 0 where no reply came."""

    kind: OutcomeKind
    code: int
    status: str
    text: str


def refused_mail(reply: RelayReply) -> OutcomeKind:
    """A refusal of MAIL is about us, unless it is about the size of this letter (RFC 1870 section 6.1)."""
    if reply.code // 100 == 5 and (reply.code == 552 or reply.status.startswith("5.3.4")):
        return OutcomeKind.NEVER
    return OutcomeKind.OURS if reply.code // 100 == 5 else OutcomeKind.LATER


def refused_rcpt(reply: RelayReply) -> OutcomeKind:
    """A refusal of RCPT is about the recipient, unless the relay says that it does not know us."""
    if reply.code // 100 != 5:
        return OutcomeKind.LATER
    if reply.code in _LOGIN_CODES or _NOT_FOR_US.search(reply.text):
        return OutcomeKind.OURS
    # RFC 5321 section 4.5.3.1.10: 552 after RCPT means too many recipients, to be read as 452
    return OutcomeKind.LATER if reply.code == 552 and not reply.status else OutcomeKind.NEVER


def refused_letter(reply: RelayReply) -> OutcomeKind:
    """A refusal of DATA or of the letter itself."""
    if reply.code in _LOGIN_CODES:
        return OutcomeKind.OURS
    return OutcomeKind.NEVER if reply.code // 100 == 5 else OutcomeKind.LATER
