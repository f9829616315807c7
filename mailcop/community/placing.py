"""Where a post stands: scored evidence, the deciding one first. Pure: the look-ups are arguments (DESIGN rule 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mailcop.reading.quoted import Words, flat, shared, weight
from mailcop.reading.subjects import (
    are_related,
    former_key,
    is_digest_subject,
    is_of_series,
    is_reply_subject,
    plain_subject,
    subject_key,
)

__all__ = [
    "Evidence",
    "Known",
    "Named",
    "Place",
    "Recent",
    "Sign",
    "is_reply_subject",
    "place",
    "plain_subject",
    "subject_key",
]

RECENT = timedelta(days=30)  # how long ago a post may be that only its words or its subject lead to
TOKEN, NEAREST, THREAD_INDEX, QUOTED, BESIDE, SUBJECT, NEW_SUBJECT = 100, 90, 70, 60, 50, 40, 95
_FARTHEST = 60  # no id is worth less
_MOST_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A post of the addressed forum that a piece of evidence points to; `key` is its own subject's."""

    post_id: int
    thread_id: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The ids by which a mail names others: In-Reply-To; References, oldest first.

    `thread_index`: its own place in an Outlook conversation, then its parent's, and so on (`reading.thread_index`).
    """

    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    thread_index: tuple[str, ...] = ()

    def nearest_first(self) -> dict[str, str]:
        """Each id once with the field that names it, the likeliest parent first (RFC 5322 section 3.6.4)."""
        found: dict[str, str] = {}
        for kind, ids in (
            ("in-reply-to", self.in_reply_to),
            ("references", self.references[::-1]),
            ("thread-index", self.thread_index[1:]),
        ):
            for name in ids:
                found.setdefault(name[:998], kind)
        return found

    def as_json(self) -> Any:
        """As the tables keep it."""
        both = {"in_reply_to": list(self.in_reply_to), "references": list(self.references)}
        return {**both, "thread_index": list(self.thread_index)} if self.thread_index else both


def named_from(kept: Any) -> Named:
    """What the tables keep, read back; a bare list is nearest first."""
    if isinstance(kept, dict):
        return Named(*(tuple(kept.get(field, ())) for field in ("in_reply_to", "references", "thread_index")))
    return Named(references=tuple(reversed(kept or ())))


@dataclass(frozen=True, slots=True)
class Sign:
    """What a mail itself says of its place."""

    named: Named
    subject: str
    author: str  # the address, else the name; case does not count
    at: datetime
    words: Words


@dataclass(frozen=True, slots=True)
class Recent:
    """A post of the forum from the days before; `is_same` where its thread bears the subject of the mail."""

    post: Known
    author: str
    name: str
    own_words: str  # letters and digits only
    is_same: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post could stand under another, or not: what kind, which words of the mail, how heavy."""

    kind: str  # token, in-reply-to, references, thread-index, quoted-words, subject, same-parent, new-subject
    score: int
    post: Known
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The parent, or None for a post that begins its thread or stands in it `beside` another.

    `awaited` are nearer ids not seen yet, nearest first.
    """

    parent: Known | None
    beside: Known | None
    evidence: tuple[Evidence, ...]
    awaited: tuple[str, ...]

    @property
    def thread_id(self) -> int | None:
        """The thread that is there already, or None for a new one."""
        found = self.parent or self.beside
        return found.thread_id if found else None


def by_ids(named: Mapping[str, str], known: Mapping[str, Known]) -> tuple[Evidence, ...]:
    """What the ids say, the nearest first; `named` is `Named.nearest_first()`."""
    found: list[Evidence] = []
    seen: set[int] = set()
    for index, (name, kind) in enumerate(named.items()):
        if (post := known.get(name)) is not None and post.post_id not in seen:
            seen.add(post.post_id)
            score = THREAD_INDEX if kind == "thread-index" else max(_FARTHEST, NEAREST - index)
            found.append(Evidence(kind, score, post, name))
            if len(found) == _MOST_EVIDENCE:
                break
    return tuple(found)


def is_new_subject(subject: str, key: str, parent_key: str) -> bool:
    """True where an answer bears a subject of its own that says nothing of the old one: a thread may be hijacked.

    That it quotes nothing either is for the caller to see: only then it is one. The parts of a series hang together.
    """
    if are_related(key, parent_key) or is_reply_subject(subject):
        return False
    return not former_key(subject) and not is_of_series(subject)


def may_be_beside(subject: str, key: str, other_key: str) -> bool:
    """True where two mails that name the same unseen one speak of one thing; a digest is of many."""
    if is_digest_subject(subject):
        return False
    return are_related(key, other_key) or are_related(former_key(subject) or key, other_key)


def place(
    sign: Sign,
    *,
    token: Known | None,
    known: Mapping[str, Known],
    recent: Sequence[Recent] = (),
    beside: Mapping[str, Known] | None = None,
) -> Place:
    """Weigh what there is. `recent`: latest first; `beside`: posts that await the same unseen id, by that id.

    A token wins over all. The nearest id wins over farther ones, unless the mail begins something new under old
    References. Then come the words it quotes, and a subject with an author who takes part: alone it never merges.
    """
    named = sign.named.nearest_first()
    found = by_ids(named, known)
    if token is not None:
        rest = tuple(one for one in found if one.post.post_id != token.post_id)
        return Place(token, None, (Evidence("token", TOKEN, token), *rest)[:_MOST_EVIDENCE], ())
    key = subject_key(sign.subject)
    if found:
        if not sign.words.has_quotation and is_new_subject(sign.subject, key, found[0].post.key):
            return Place(
                None, None, (Evidence("new-subject", NEW_SUBJECT, found[0].post, sign.subject[:120]), *found), ()
            )
        awaited = tuple(name for name in list(named)[: list(named).index(found[0].words)])
        return Place(found[0].post, None, found, awaited)
    for name, post in (beside or {}).items():
        if may_be_beside(sign.subject, key, post.key):
            return Place(None, post, (Evidence("same-parent", BESIDE, post, name),), tuple(named))
    guess = by_words(sign.words, recent) or by_subject(sign, recent)
    return Place(guess.post if guess else None, None, (guess,) if guess else (), tuple(named))


def by_words(words: Words, recent: Sequence[Recent]) -> Evidence | None:
    """The recent post whose words the mail quotes most; of several the latest."""
    best, most = None, 0
    for one in recent if words.quoted else ():
        if (hits := shared(words.quoted, one.own_words, one.is_same)) > most:
            best, most = one, hits
    return Evidence("quoted-words", QUOTED, best.post, f"{most} of {len(words.quoted)} lines") if best else None


def by_subject(sign: Sign, recent: Sequence[Recent], within: timedelta | None = None) -> Evidence | None:
    """The thread of this subject that moved last and in which the author takes part, or names one who does.

    A mail that neither says "re" nor quotes anything begins something. Where `within` is given, the author is known and
    an answer joins without either a thread that moved within that time. The post is that of the one named, else the
    first one there is.
    """
    is_answer = is_reply_subject(sign.subject) or sign.words.has_quotation or former_key(sign.subject)
    if not is_answer or is_digest_subject(sign.subject):
        return None
    for thread_id in dict.fromkeys(one.post.thread_id for one in recent if one.is_same):
        thread = [one for one in recent if one.is_same and one.post.thread_id == thread_id]
        named = next((one for one in thread if _is_named(one, sign.words)), None)
        is_near = within is not None and sign.at - thread[0].at <= within
        if named is not None or is_near or any(one.author == sign.author for one in thread):
            return Evidence("subject", SUBJECT, (named or thread[-1]).post, sign.subject[:120])
    return None


def _is_named(one: Recent, words: Words) -> bool:
    """Whether the mail names who wrote the post: above what it quotes, or in its salutation."""
    if any(weight(name) >= 4 and name in words.introduction for name in (flat(one.name), flat(one.author))):
        return True
    names = one.name.casefold().replace(",", " ").split()
    if any(len(name) > 2 and name in words.greeted for name in names):
        return True
    # Chinese and Japanese set no space between a name and the word of respect.
    return any(word.startswith(name) for name in names if len(name) < weight(name) for word in words.greeted)
