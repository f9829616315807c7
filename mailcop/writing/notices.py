"""What each kind of notice says: the words once, for the text and the HTML part alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailcop.writing.facts import NoticeFacts
from mailcop.writing.moments import Moments
from mailcop.writing.notice_kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to reply, what its link is called, and what it does."""

    word: str
    label: str
    does: str


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice in the order in which it is read; what is empty is not shown."""

    title: str
    lead: tuple[str, ...]
    why: str
    subject: str = ""  # empty: the title
    preheader: str = ""  # empty: the first of `lead`
    quote: str = ""  # a person's words, and whose
    quote_by: str = ""
    next: tuple[str, ...] = ()  # what happens next
    about_title: str = ""  # what the mail of `NoticeFacts.about` is called
    button: tuple[str, str] | None = None  # url, label
    links: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    lines: tuple[str, ...] = ()  # facts, one a line


def notice_words(f: NoticeFacts, v: Moments, offers: frozenset[str]) -> NoticeWords:
    """The words of a notice in a variant; a choice is offered only where its word would be obeyed."""
    return _KINDS[f.kind](f, v, offers)


_Writer = Callable[[NoticeFacts, Moments, frozenset[str]], NoticeWords]
_KINDS: dict[NoticeKind, _Writer] = {}


def says(kind: NoticeKind) -> Callable[[_Writer], _Writer]:
    """Marks the function that writes a kind."""

    def remember(writer: _Writer) -> _Writer:
        _KINDS[kind] = writer
        return writer

    return remember


def text_of(f: NoticeFacts, name: str) -> str:
    """A value as words; empty where it was not given."""
    return str(f.values.get(name, ""))


def number_of(f: NoticeFacts, name: str) -> int:
    """A value as a number; 0 where it was not given."""
    value = f.values.get(name, 0)
    return value if isinstance(value, int) else 0


def instant_of(f: NoticeFacts, name: str) -> datetime | None:
    """A value as an instant; None where it was not given."""
    value = f.values.get(name)
    return value if isinstance(value, datetime) else None


def forum_of(f: NoticeFacts) -> str:
    """The forum's title."""
    return f.forum.title if f.forum else ""


# Every word that a letter tells its reader to reply; each language has its own (reading.phrases understands all).
REPLY_WORDS = (
    "each", "daily", "weekly", "notices", "none", "leave", "yes", "no", "recording", "ask", "private", "mute", "undo",
    "status", "help", "confirm", "send", "text only", "publish", "return", "cancel",
)  # fmt: skip


def word(v: Moments, english: str) -> str:
    """A reply word as the reader types it."""
    return v.words.pgettext("word", english)
