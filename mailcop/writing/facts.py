"""What a letter needs to be written: plain frozen values, free of any table, clock or socket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailcop.writing.notice_kinds import REQUIRED, NoticeKind

Value = str | int | datetime
"""What a notice may be told by name: words, a number, an aware instant."""


@dataclass(frozen=True, slots=True)
class Community:
    """Whose letters these are. `base_url` has no slash at its end and is empty where there is no web."""

    name: str
    base_url: str
    postal: str  # where it can be reached on paper; may be empty
    languages: tuple[str, ...]  # the first is the one used where a reader's is unknown
    domain: str  # right of our Message-IDs and of machine List-Ids
    address: str  # From of letters that belong to no forum, for example announce@cop.example.org
    cities: tuple[tuple[str, str], ...] = ()  # (label, IANA zone) of the city tables
    # Reply words that the community understands now. A letter offers no word that would not be obeyed:
    # mute, send, private, pause, undo, status, text only, ask, recording come as they are learnt.
    offers: frozenset[str] = frozenset({"each", "daily", "weekly", "notices", "none", "leave"})


@dataclass(frozen=True, slots=True)
class ForumFacts:
    """A forum (or the newsletter) as its List-* headers and footers name it; addresses are bare."""

    name: str  # the address word: general
    title: str
    address: str  # general@cop.example.org
    list_id: str  # general.cop.example.org, without angle brackets
    leave_address: str = ""  # general.leave@...
    help_address: str = ""
    owner_address: str = ""  # general.facilitators@...
    archive_url: str = ""
    members: int = 0  # how many people read it, 0 where it is not to be said


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """An attachment of a post; `number` is what `send 2` names, in a digest unique in the letter."""

    number: int
    name: str
    type: str  # MIME type
    size_bytes: int
    url: str = ""  # download on the web; empty where there is none


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody wrote earlier and a post answers."""

    author: str
    at: datetime | None
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One post for the readers of `each`; all of them see the same Message-ID (DESIGN rule 16)."""

    forum: ForumFacts
    subject: str
    author_name: str
    at: datetime
    language: str  # of the text; empty where unknown
    text: str  # the visible text, plain
    message_id: str  # with angle brackets, ours, one for all readers
    references: tuple[str, ...] = ()  # with angle brackets, oldest first; the last is the parent
    html: str = ""  # only what `reading.html` cleaned; empty: the HTML part is made from `text`
    quote: Quoted | None = None
    attachments: tuple[AttachmentFacts, ...] = ()
    thread_url: str = ""
    permalink: str = ""  # becomes Archived-At
    posts_in_thread: int = 1
    is_reply: bool = False
    in_reply_to: str = ""  # with angle brackets; else the last reference
    times: tuple[tuple[str, datetime], ...] = ()  # (the author's words, the instant they mean)
    is_cut: bool = False  # set by the writer, where the HTML part cannot hold all of a long post


@dataclass(frozen=True, slots=True)
class OccurrenceFacts:
    """A webinar on its date. Addresses and urls that are empty are not shown."""

    title: str
    starts_at: datetime
    zone: str  # IANA zone in which it was announced
    duration: timedelta = timedelta(hours=1)
    uid: str = ""  # of its calendar entry, stable over changes
    sequence: int = 0  # of its calendar entry, one more with every change
    text: str = ""
    speaker: str = ""
    languages: tuple[str, ...] = ()  # spoken at it
    language: str = ""  # of title and text
    cities: tuple[tuple[str, str], ...] = ()  # (label, IANA zone); empty: the community's
    register_address: str = ""
    cancel_address: str = ""
    ask_address: str = ""
    join_url: str = ""
    ics_url: str = ""
    url: str = ""
    is_registered: bool = False  # the readers of this letter have a place
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A further post of a thread in a digest: who, and the first words."""

    author: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class DigestThread:
    """A thread in a digest; `number` is what a reply names, and the index + 1 of `Recipient.items`."""

    number: int
    subject: str
    url: str
    author: str
    at: datetime
    language: str = ""
    text: str = ""  # the first new post, cut to a paragraph or so
    is_cut: bool = False  # `text` is not all of it
    new_posts: int = 1
    people: int = 1  # who wrote those
    others: tuple[DigestLine, ...] = ()  # of the other new posts, one line an author
    attachments: tuple[AttachmentFacts, ...] = ()
    waiting_days: int = 0  # for a thread still without an answer
    is_new: bool = True  # its first post is among the new ones


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """A digest of one forum. Numbers add up: posts_total = sum of new_posts of threads and also_new + more_posts."""

    forum: ForumFacts
    number: int
    period: str  # words.Delivery: daily or weekly
    since: datetime
    until: datetime
    threads: tuple[DigestThread, ...]
    covers_weeks: int = 1  # of a weekly one that is late (days of a daily one): more than 1 is said
    note: str = ""  # the facilitator's lines
    note_by: str = ""
    occurrences: tuple[OccurrenceFacts, ...] = ()
    unanswered: tuple[DigestThread, ...] = ()  # older threads, not counted as new
    also_new: tuple[DigestThread, ...] = ()  # by title only
    more_threads: int = 0
    more_posts: int = 0
    url: str = ""  # the digest on the web, where the rest can be read

    @property
    def posts_total(self) -> int:
        """How many new posts the digest accounts for."""
        return sum(t.new_posts for t in (*self.threads, *self.also_new)) + self.more_posts

    @property
    def threads_total(self) -> int:
        """How many threads with new posts the digest accounts for."""
        return len(self.threads) + len(self.also_new) + self.more_threads

    @property
    def items(self) -> int:
        """The highest number of the letter, which is how many addresses a Recipient needs."""
        return max((t.number for t in (*self.threads, *self.unanswered, *self.also_new)), default=0)


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """What a facilitator announces; with an occurrence it invites to a webinar."""

    title: str
    text: str
    author_name: str
    language: str = ""
    forum: ForumFacts | None = None  # whose members get it, and where answers go; None: everyone
    occurrence: OccurrenceFacts | None = None
    attachments: tuple[AttachmentFacts, ...] = ()
    url: str = ""
    html: str = ""  # only what `reading.html` cleaned
    variants: Mapping[str, str] = field(default_factory=dict)  # language -> text, instead of `text`


@dataclass(frozen=True, slots=True)
class NewsletterFacts:
    """One issue for all language variants; a reader whose language has no variant gets the first."""

    forum: ForumFacts
    number: int
    title: str
    variants: Mapping[str, str]  # language -> text, plain, in the order in which it was written
    author_name: str = ""
    at: datetime | None = None  # the date
    titles: Mapping[str, str] = field(default_factory=dict)  # language -> title, else `title`
    threads: tuple[DigestThread, ...] = ()  # what the issue includes; no `others`
    occurrences: tuple[OccurrenceFacts, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A reminder of an occurrence to those who have a place."""

    occurrence: OccurrenceFacts
    lead: str  # "day" or "hour"
    forum: ForumFacts | None = None
    people_registered: int = 0
    questions: int = 0
    registered_at: datetime | None = None
    facilitator: str = ""


@dataclass(frozen=True, slots=True)
class UnderstoodField:
    """One line of a preview: a key, what we understood, and the words it came from."""

    label: str  # an English key (Title, Date, To, When, Speaker, ...), shown in the reader's language
    understood: str | datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A numbered question of a preview: what a plain OK would mean, and the line that changes it."""

    question: str
    explanation: str = ""
    ok_means: str = ""
    answer: str = ""  # for example `Time: 14:00 Madrid`


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets it, as a sum that adds up: total - sum(minus) = people = sum(per_language)."""

    total: int
    people: int
    minus: tuple[tuple[str, int], ...] = ()  # (key of AUDIENCE_REASONS, how many)
    per_language: tuple[tuple[str, int], ...] = ()
    of: str = ""  # title of the forum or newsletter whose members they are; empty: the community's

    def __post_init__(self) -> None:
        if self.total - sum(count for _, count in self.minus) != self.people:
            raise ValueError(f"audience does not add up: {self}")


@dataclass(frozen=True, slots=True)
class Send:
    """A letter that an OK would send; `at` None means at once."""

    at: datetime | None
    what: str  # key of SEND_NAMES or plain words
    people: int = 0  # 0: those who have a place by then


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """What we understood of a facilitator's mail; nothing leaves until an answer (DESIGN rule 14)."""

    kind: str  # words.MailingKind, or "webinar"
    title: str
    fields: tuple[UnderstoodField, ...]
    audience: Audience
    sends: tuple[Send, ...]
    sample_subject: str
    sample_text: str  # the text part of the first letter, as `Composed.text` has it
    doubts: tuple[Doubt, ...] = ()
    wrote_at: datetime | None = None
    in_reply_to: str = ""  # Message-ID of the facilitator's mail
    colleagues: tuple[str, ...] = ()  # facilitators who can answer too
    waits_days: int = 14
    url: str = ""
    answers: tuple[str, ...] = ()  # example lines that change it, for example `When: tomorrow 09:00`
    sample_flowing: str = ""  # `Composed.flowing` of the first letter, for the HTML part
    unable: str = ""  # why nothing of the kind can be sent; then that is all the letter says


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """The mail that a notice is about, as far as its reader may see it."""

    subject: str
    text: str = ""
    at: datetime | None = None
    author: str = ""
    language: str = ""
    attachments: tuple[AttachmentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A short letter of the machine; `values` holds what NoticeKind's row of REQUIRED names."""

    kind: NoticeKind
    forum: ForumFacts | None = None
    about: HeldFacts | None = None
    occurrence: OccurrenceFacts | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    in_reply_to: str = ""  # Message-ID of the mail that it answers
    is_reply: bool = False  # auto-replied, where a mail caused it; else auto-generated

    def __post_init__(self) -> None:
        given = {*self.values, *(k for k in ("forum", "about", "occurrence") if getattr(self, k) is not None)}
        missing = [name for name in REQUIRED[self.kind] if name not in given]
        if missing:
            raise ValueError(f"a notice {self.kind} needs {', '.join(missing)}")


Facts = PostFacts | DigestFacts | AnnouncementFacts | NewsletterFacts | ReminderFacts | PreviewFacts | NoticeFacts
"""Everything that can be composed."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What readers must share to share a rendering."""

    language: str  # en, es, fr
    zone: str  # IANA


@dataclass(frozen=True, slots=True)
class Recipient:
    """What differs between two readers of one variant; all but `name` must be plain ASCII."""

    address: str
    message_id: str  # with angle brackets; a post's is its own, whatever stands here
    reply_to: str  # bare address that leads to the thread, the draft, the held mail
    name: str = ""
    leave_token: str = ""  # /u/TOKEN; empty: no one-click unsubscribe (a notice)
    items: tuple[str, ...] = ()  # reply address of item 1, 2, ... of a digest or newsletter
    private_to: str = ""  # answers to the author alone; empty: `reply_to` and the word private
