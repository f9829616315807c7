"""The kinds of notice, and what each must be told."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class NoticeKind(StrEnum):
    """The short letters of the machine."""

    JOIN_CONFIRM = "join-confirm"
    JOINED = "joined"
    LEFT = "left"
    DELIVERY_CHANGED = "delivery-changed"
    HELD_AUTHOR = "held-author"
    HELD_FACILITATORS = "held-facilitators"
    TO_FACILITATORS = "to-facilitators"
    WITH_FACILITATORS = "with-facilitators"
    FACILITATORS_ANSWER = "facilitators-answer"
    NOT_DONE = "not-done"
    PUBLISHED = "published"
    RETURNED = "returned"
    WAS_THAT_YOU = "was-that-you"
    REFUSED = "refused"
    REGISTERED = "registered"
    REGISTRATION_CANCELLED = "registration-cancelled"
    EVENT_CHANGED = "event-changed"
    EVENT_CANCELLED = "event-cancelled"
    QUESTION_TAKEN = "question-taken"
    SIGN_IN = "sign-in"
    DIGEST_RECEIPT = "digest-receipt"
    WHICH_NUMBER = "which-number"
    DRAFT_SENT = "draft-sent"
    DRAFT_CANCELLED = "draft-cancelled"
    DRAFT_UNCLEAR = "draft-unclear"
    ANSWERED = "answered"
    HELP = "help"
    STATUS = "status"


REQUIRED: Mapping[NoticeKind, tuple[str, ...]] = MappingProxyType(
    {
        # about and occurrence are fields of NoticeFacts; every other name is a key of `values`. Where a notice has no
        # forum, the community stands in its place.
        NoticeKind.JOIN_CONFIRM: (),  # answered by `confirm`; value confirm_url where there is a web
        NoticeKind.JOINED: ("delivery",),  # delivery: a words.Delivery
        NoticeKind.LEFT: (),  # value join_address
        NoticeKind.DELIVERY_CHANGED: ("delivery",),
        NoticeKind.HELD_AUTHOR: ("about",),  # value until: instant by which somebody has answered
        # reason: a key of held_reason, or words; value is_member: 0 where the address can't be written to
        NoticeKind.HELD_FACILITATORS: ("about", "address", "reason"),
        NoticeKind.TO_FACILITATORS: ("about", "address", "reason"),  # value is_member, as above; never published
        NoticeKind.WITH_FACILITATORS: ("about",),  # to its author
        NoticeKind.FACILITATORS_ANSWER: ("about", "words"),  # to its author; value by
        NoticeKind.NOT_DONE: ("reason",),  # to a facilitator; reason: a key of not_done; value address
        NoticeKind.PUBLISHED: ("about",),  # values url, words (a line of welcome)
        NoticeKind.RETURNED: ("about", "why"),  # why: the facilitator's words
        NoticeKind.WAS_THAT_YOU: ("about", "address"),  # address that From named; answered by `confirm`
        NoticeKind.REFUSED: ("about", "reason"),  # reason: the sentence of refusals.py
        NoticeKind.REGISTERED: ("occurrence",),
        NoticeKind.REGISTRATION_CANCELLED: ("occurrence",),
        NoticeKind.EVENT_CHANGED: ("occurrence", "was_at"),  # was_at: the old start
        NoticeKind.EVENT_CANCELLED: ("occurrence",),
        NoticeKind.QUESTION_TAKEN: ("occurrence", "question"),
        NoticeKind.SIGN_IN: ("url", "minutes"),
        NoticeKind.DIGEST_RECEIPT: ("number", "subject"),  # subject of the thread; value url of the post
        NoticeKind.WHICH_NUMBER: (),
        NoticeKind.DRAFT_SENT: ("title", "people"),
        NoticeKind.DRAFT_CANCELLED: ("title",),
        NoticeKind.DRAFT_UNCLEAR: ("reason",),  # reason: which line, what was expected
        NoticeKind.ANSWERED: ("about", "by", "answer"),  # a colleague was first; answer: one of `answered`
        NoticeKind.HELP: (),  # value unknown: words that meant nothing; is_member: 1 where a member asked to join
        NoticeKind.STATUS: ("lines",),  # lines: words, one fact a line
    }
)
