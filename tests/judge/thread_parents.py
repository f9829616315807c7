"""Labelled parents beside ours: as the labels are told, with their names put back, and by the rule.

The rule. Pipermail hangs a mail under what its In-Reply-To names, else one of its References, else under the oldest
mail of the same subject, and sees one month at a time. Set aside are a label under whose mail's header names a mail of
another month, which no page of a month can show, and one that rests on an equal subject alone, where the mail names no
other, says no "re" and quotes nothing: that never merges (DESIGN rule 5). Counted apart are hijacked threads that we
split and copies that we show once. All others are judged, pipermail's guesses by subject too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailcop.reading import Letter
from mailcop.reading.quoted import words_of
from mailcop.reading.subjects import is_reply_subject
from tests.judge.figures import Failure, Figure, Measured
from tests.judge.thread_labels import Label, by_their_header, restored

FLOOR = 0.97
BEYOND = "the header names a mail of another month"
ALONE = "an equal subject alone"
UNREAD = "not read"
COPY = "copies shown once"
SPLIT = "hijacked threads split"
Key = tuple[str, str]  # list, Message-ID


@dataclass(frozen=True, slots=True)
class Post:
    """Where a post stands: its parent, the kind of the deciding evidence, its thread."""

    parent: str | None
    kind: str
    thread: int


def judge(
    measured: Measured,
    labels: Sequence[Label],
    letters: Mapping[Key, Letter],
    posts: Mapping[Key, Post],
    months: Mapping[Key, str],
) -> None:
    """The figures and failures of parents. `months` is that of each mail; of a labelled one its page says it."""
    named = {key: letter.in_reply_to for key, letter in letters.items()}
    told, mended = list(labels), restored(labels)
    months = {**months, **{(one.list, one.message_id): one.month for one in mended}}
    asked, before = by_their_header(told, named)
    asked_again, after = by_their_header(mended, named)
    what = "In-Reply-To names a mail of the month, and the label is that one"
    measured.figures += [
        Figure(f"labels as told: {what}", before / asked, of=asked),
        Figure(f"labels with their names put back: {what}", after / asked_again, of=asked_again),
        _raw("raw: all labels as told", told, posts),
    ]
    counts: Counter[str] = Counter()
    years: dict[str, Counter[str]] = {}
    for one in mended:
        if one.parent is not None:
            kind = _kind(one, letters, posts, months)
            counts[kind] += 1
            if kind == "judged":
                _compare(measured, one, letters, posts, counts, years)
    measured.figures.append(_raw("all labels, names put back", mended, posts))
    measured.figures += _by_rule(counts, sum(1 for one in mended if one.parent is not None))
    measured.figures += [
        Figure(f"labelled parents of {band} that agree", found["right"] / found["judged"], of=found["judged"])
        for band, found in sorted(years.items())
    ]


def _by_rule(counts: Counter[str], of: int) -> list[Figure]:
    judged = counts["judged"]
    strictly = judged + counts[ALONE] + counts[SPLIT]
    return [
        *(Figure(f"set aside: {kind}", counts[kind], "count", of=of) for kind in (BEYOND, ALONE, UNREAD)),
        *(Figure(f"counted apart: {kind}", counts[kind], "count", of=of) for kind in (SPLIT, COPY)),
        Figure("labelled parents within their month that agree", counts["right"] / judged, floor=FLOOR, of=judged),
        Figure(
            "the same, an equal subject alone and hijacked threads as misses", counts["right"] / strictly, of=strictly
        ),
        Figure("labelled parents found in the same thread", counts["together"] / judged, of=judged),
    ]


def _raw(what: str, labels: Sequence[Label], posts: Mapping[Key, Post]) -> Figure:
    parents = [one for one in labels if one.parent is not None]
    right = sum((post := posts.get((one.list, one.message_id))) is not None and post.parent == one.parent
                for one in parents)  # fmt: skip
    return Figure(what, right / len(parents), of=len(parents))


def _kind(one: Label, letters: Mapping[Key, Letter], posts: Mapping[Key, Post], months: Mapping[Key, str]) -> str:
    """Whether a label is judged, or why not."""
    letter = letters.get((one.list, one.message_id))
    if letter is None or (one.list, str(one.parent)) not in letters:
        return UNREAD
    named = [name for name in (*letter.in_reply_to, *letter.references) if name != one.message_id]
    there = {months[one.list, name] for name in named if (one.list, name) in months}
    if one.parent not in named and there - {one.month}:
        return BEYOND
    words = words_of(letter.visible_text, letter.folds)
    if not (named or words.has_quotation or is_reply_subject(letter.subject)):
        return ALONE
    post = posts.get((one.list, one.message_id))
    if post is None or (one.list, str(one.parent)) not in posts:
        return COPY
    return SPLIT if post.kind == "new-subject" else "judged"


def _compare(
    measured: Measured,
    one: Label,
    letters: Mapping[Key, Letter],
    posts: Mapping[Key, Post],
    counts: Counter[str],
    years: dict[str, Counter[str]],
) -> None:
    post, above = posts[one.list, one.message_id], posts[one.list, str(one.parent)]
    is_right, is_together = post.parent == one.parent, post.thread == above.thread
    counts["right"] += is_right
    counts["together"] += is_together
    band = years.setdefault(_band(one.month), Counter())
    band["judged"] += 1
    band["right"] += is_right
    if not is_right:
        cause = f"{post.kind}, {'same' if is_together else 'another'} thread"
        subject = letters[one.list, one.message_id].subject
        measured.failures.append(
            Failure(one.list, one.message_id, one.month, cause, f"{one.parent}: {subject}", str(post.parent))
        )


def _band(month: str) -> str:
    """2012 and before, the years whose names were exchanged, and after."""
    year = int(month[:4])
    return "2001 to 2012" if year <= 2012 else "2013 to 2019" if year <= 2019 else "2020 and 2021"
