"""Where a post stands: scored evidence, the deciding one first. Pure: the look-ups are arguments (DESIGN rule 5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_RECENT = timedelta(days=30)
_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|r|odp|vá|ynt|ответ|отв|回复|回覆|答复|رد|fw|fwd|wg|tr|rv|enc|i|vl|doorst|"
    r"переслано|转发|轉寄)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*|\[[^\]\[]{1,40}\]\s*)",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\s*(?:\[[^\]\[]{1,40}\]\s*)?(?:re|aw|antw|sv|vs|ref|rif|odp|ответ|回复|回覆|答复|رد)\s*(?:\[\d+\])?\s*[:：]", re.I
)
_WAS = re.compile(r"\s*[(\[](?:was|war|era|était)\s*:.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A post of the addressed forum that a piece of evidence points to."""

    post_id: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class Recent:
    """A thread of the forum with the same subject key: when it last moved, and whether the author wrote in it."""

    thread_id: int
    last_post_id: int
    last_at: datetime
    is_participant: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post could stand under another: what kind, which words of the mail, how heavy."""

    kind: str  # token, in-reply-to, references, subject
    score: int
    parent: Known
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The parent, or None for a thread of its own; `awaited` are nearer ids not seen yet, nearest first."""

    parent: Known | None
    evidence: tuple[Evidence, ...]
    awaited: tuple[str, ...]


def nearest_first(in_reply_to: Sequence[str], references: Sequence[str]) -> tuple[str, ...]:
    """The ids a mail names, the likeliest parent first (RFC 5322 section 3.6.4), each once."""
    return tuple(dict.fromkeys([*in_reply_to, *reversed(references)]))


def place(
    *,
    token: Known | None,
    named: Sequence[str],
    known: Mapping[str, Known],
    subject: str,
    recent: Sequence[Recent],
    at: datetime,
    is_in_reply_to: int = 1,
) -> Place:
    """Weigh what there is. `named`: ids, nearest first, the first `is_in_reply_to` of them from In-Reply-To.

    A token wins over ids, the nearest id over farther ones. The subject decides only together with a reply prefix,
    a thread that moved within 30 days, and an author who takes part in it: alone it never merges.
    """
    found: list[Evidence] = []
    if token is not None:
        found.append(Evidence("token", 100, token))
    for index, name in enumerate(named):
        if (parent := known.get(name)) is not None:
            kind = "in-reply-to" if index < is_in_reply_to else "references"
            found.append(Evidence(kind, max(60, 90 - index), parent, name))
    if not found and _REPLY.match(subject):
        for thread in recent:
            if thread.is_participant and timedelta(0) <= at - thread.last_at <= _RECENT:
                found.append(Evidence("subject", 40, Known(thread.last_post_id, thread.thread_id), subject[:120]))
    found.sort(key=lambda one: -one.score)
    parent = found[0].parent if found else None
    nearer = next((i for i, name in enumerate(named) if name in known), len(named))
    awaited = () if token is not None else tuple(named[:nearer])
    return Place(parent, tuple(found[:8]), awaited)


def is_reply_subject(subject: str) -> bool:
    """True where the subject begins with a word for "re" in one of the usual languages."""
    return _REPLY.match(subject) is not None


def subject_key(subject: str) -> str:
    """The subject without prefixes, list tags, "(was: …)", case, accents and spacing; at most 255 characters."""
    text = subject[:1000]
    while (found := _PREFIX.match(text)) is not None and found.end() > 0:
        text = text[found.end() :]
    text = _WAS.sub("", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())[:255]


def plain_subject(subject: str) -> str:
    """A thread's title: the first post's subject without reply prefixes, as its author wrote it otherwise."""
    text = subject
    while (found := _REPLY.match(text)) is not None:
        text = text[found.end() :]
    return text.strip() or subject.strip()
