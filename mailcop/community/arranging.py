"""The threads of a whole forum, from what its posts say and when they were written, whatever the order they came in.

Pure. What `placing` decides for one mail as it comes is decided here for all posts of an archive at once, so that the
threads are a function of the set of posts: posts are looked at in the order of their dates, never of their arrival.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailcop.community.placing import (
    BESIDE,
    NEW_SUBJECT,
    RECENT,
    Evidence,
    Known,
    Named,
    Recent,
    Sign,
    by_ids,
    by_subject,
    by_words,
    is_new_subject,
    may_be_beside,
)
from mailcop.reading.quoted import Words
from mailcop.reading.subjects import former_key, is_reply_subject

_TWICE = timedelta(hours=6)  # a machine that says the same every day says it anew
_WITHIN = timedelta(days=14)  # who has written before answers so soon, or says whom
_LATEST = 30  # posts of any subject in which quoted words are looked for
_SAME = 50  # posts of the same subject
_PAGE = 200
_AT_ONCE = 50  # posts whose words, and those of the posts near them, are in memory
_FEWEST_LETTERS = 20  # of a post that can be told from another by its words

WordsOf = Callable[[Sequence[int]], Mapping[int, Words]]


@dataclass(slots=True)
class Node:
    """A post as its place depends on it. A `is_fixed` one stays under its parent, and in the thread of `fixed_with`."""

    id: int
    names: tuple[str, ...]  # the ids by which it is known, its own first
    named: Named
    at: datetime
    subject: str
    key: str
    author: str
    name: str
    size: int  # characters of its words, to tell what can be no copy of another
    is_fixed: bool = False
    is_live: bool = False
    parent_id: int | None = None
    fixed_with: int | None = None


@dataclass(slots=True)
class Arranged:
    """Where each post stands: parent, thread (the id of its first post), why; and which ids it waits for."""

    parent: dict[int, int | None] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)
    awaited: dict[int, tuple[str, ...]] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)  # a post that came by two ways -> the one that stays


def arrange(nodes: Sequence[Node], words_of: WordsOf) -> Arranged:
    """Every post's place. `words_of` gives the words of some posts; ids of Evidence are posts', its thread 0."""
    return _Forest(nodes, words_of).arranged()


class _Forest:
    """The posts in the order of their dates, each under a parent or none; a parent's index may be the larger one."""

    def __init__(self, nodes: Sequence[Node], words_of: WordsOf) -> None:
        self.all = sorted(nodes, key=lambda node: (node.at, node.names[0], node.size, node.id))
        self.words_of = words_of
        self.copies = self._find_copies()
        self.nodes = [node for node in self.all if node.id not in self.copies]
        self.index = {node.id: i for i, node in enumerate(self.nodes)}
        self.holder: dict[str, int] = {}
        self._hold_names()
        self.known: list[Known | None] = [None] * len(self.nodes)
        self.parent = [-1] * len(self.nodes)
        self.found: list[tuple[Evidence, ...]] = [()] * len(self.nodes)
        self.is_split = [False] * len(self.nodes)
        self.group = list(range(len(self.nodes)))
        self.first_of: dict[str, int] = {}  # where each author wrote first

    def arranged(self) -> Arranged:
        """The steps, each on what the ones before left open."""
        self._by_ids()
        self._split()
        self._cut_circles()
        for i, parent in enumerate(self.parent):
            if parent >= 0:
                self._join(i, parent)
        self._join_fixed()
        self._join_siblings()
        self._by_words_and_subject()
        return self._result()

    def _find_copies(self) -> dict[int, int]:
        """Posts with the same author, subject and words soon after the first of them (two ways of one mail)."""
        alike: dict[tuple[str, str, int], list[Node]] = defaultdict(list)
        for node in self.all:
            if node.size >= _FEWEST_LETTERS:
                alike[node.author, node.key, node.size].append(node)
        doubtful = [group for group in alike.values() if len(group) > 1 and not all(node.is_live for node in group)]
        copies: dict[int, int] = {}
        for group in doubtful:
            words = self.words_of([node.id for node in group])
            firsts: list[Node] = [node for node in group if node.is_live]
            for node in group:
                if node.is_live or len(words[node.id].own) < _FEWEST_LETTERS:
                    continue
                same = (one for one in firsts if abs(node.at - one.at) <= _TWICE and words[one.id] == words[node.id])
                first = next(same, None)
                if first is None:
                    firsts.append(node)
                else:
                    copies[node.id] = first.id
        return copies

    def _hold_names(self) -> None:
        """An id leads to the earliest post that bears it; that of a copy to the one that stays."""
        for i, node in enumerate(self.nodes):
            for name in node.names:
                self.holder.setdefault(name, i)
        for node in self.all:
            if (stays := self.copies.get(node.id)) is not None:
                for name in node.names:
                    self.holder.setdefault(name, self.index[stays])

    def _known(self, i: int) -> tuple[dict[str, str], dict[str, Known]]:
        named = self.nodes[i].named.nearest_first()
        known = {}
        for name in named:
            holder = self.holder.get(name)
            if holder is not None and holder != i:
                known[name] = self._as_known(holder)
        return named, known

    def _as_known(self, i: int) -> Known:
        """One for all that lead to it."""
        if (known := self.known[i]) is None:
            known = self.known[i] = Known(self.nodes[i].id, 0, self.nodes[i].key)
        return known

    def _by_ids(self) -> None:
        for i, node in enumerate(self.nodes):
            if node.is_fixed:
                self.parent[i] = self.index.get(node.parent_id, -1) if node.parent_id is not None else -1
                continue
            if found := by_ids(*self._known(i)):
                self.found[i] = found
                self.parent[i] = self.index[found[0].post.post_id]
            elif node.is_live and node.parent_id is not None:  # placed by what it said when it came
                self.parent[i] = self.index.get(node.parent_id, -1)

    def _split(self) -> None:
        """An answer with a new subject that quotes nothing begins a thread."""
        suspects = [i for i, found in enumerate(self.found) if found and self._is_suspect(i)]
        for page in _pages(suspects):
            words = self.words_of([self.nodes[i].id for i in page])
            for i in page:
                if not words[self.nodes[i].id].has_quotation:
                    self.is_split[i] = True
                    self.parent[i] = -1
                    what = Evidence("new-subject", NEW_SUBJECT, self.found[i][0].post, self.nodes[i].subject[:120])
                    self.found[i] = (what, *self.found[i])

    def _is_suspect(self, i: int) -> bool:
        node = self.nodes[i]
        return is_new_subject(node.subject, node.key, self.found[i][0].post.key)

    def _cut_circles(self) -> None:
        """Where ids lead round, the earliest post of the circle was not an answer to it: it takes its next evidence."""
        while circles := list(self._circles()):
            for circle in circles:
                free = [i for i in circle if not self.nodes[i].is_fixed] or circle
                earliest = min(self.nodes[i].at for i in free)
                i = max(i for i in free if self.nodes[i].at == earliest)
                self.found[i] = self.found[i][1:]
                self.parent[i] = self.index[self.found[i][0].post.post_id] if self.found[i] else -1

    def _circles(self) -> Iterator[list[int]]:
        seen = [0] * len(self.parent)
        for start in range(len(self.parent)):
            i, mark = start, start + 1
            while i >= 0 and not seen[i]:
                seen[i] = mark
                i = self.parent[i]
            if i >= 0 and seen[i] == mark:
                circle, at = [i], self.parent[i]
                while at != i:
                    circle.append(at)
                    at = self.parent[at]
                yield circle

    def _root(self, i: int) -> int:
        while self.group[i] != i:
            self.group[i] = self.group[self.group[i]]
            i = self.group[i]
        return i

    def _join(self, i: int, to: int) -> None:
        one, other = self._root(i), self._root(to)
        self.group[max(one, other)] = min(one, other)

    def _join_fixed(self) -> None:
        for i, node in enumerate(self.nodes):
            if node.fixed_with is not None and node.fixed_with in self.index:
                self._join(i, self.index[node.fixed_with])

    def _join_siblings(self) -> None:
        """Posts that name the same unseen mail stand in one thread, beside one another."""
        first: dict[str, int] = {}
        for i, node in enumerate(self.nodes):
            if self.parent[i] >= 0 or self.is_split[i] or node.is_fixed:
                continue
            for name in node.named.nearest_first():
                if name in self.holder:
                    continue
                leader = first.setdefault(name, i)
                is_one = leader != i and not self.found[i]
                if is_one and may_be_beside(node.subject, node.key, self.nodes[leader].key):
                    self._join(i, leader)
                    self.found[i] = (Evidence("same-parent", BESIDE, self._as_known(leader), name),)

    def _by_words_and_subject(self) -> None:
        open_ones = [
            i
            for i, node in enumerate(self.nodes)
            if self.parent[i] < 0 and not (self.found[i] or self.is_split[i] or node.is_fixed or node.is_live)
        ]
        same = _SameSubject(self.nodes)
        for i, node in enumerate(self.nodes):
            self.first_of.setdefault(node.author, i)
        words: dict[int, Words] = {}  # of a page's posts and those near them: what the next page wants too is kept
        for page in _pages(open_ones, _AT_ONCE):
            self._look_up(words, {self.nodes[i].id for i in page})
            asked = [i for i in page if self._is_answer(i, words)]
            near = {i: self._near(i, bool(words[self.nodes[i].id].quoted), same) for i in asked}
            wanted = {self.nodes[j].id for js in near.values() for j, _ in js} | {self.nodes[i].id for i in page}
            for one in set(words) - wanted:
                del words[one]
            self._look_up(words, wanted)
            for i in asked:
                self._guess(i, near[i], words)

    def _look_up(self, words: dict[int, Words], wanted: set[int]) -> None:
        for some in _pages(sorted(wanted - set(words)), _AT_ONCE):
            words.update(self.words_of(some))

    def _is_answer(self, i: int, words: Mapping[int, Words]) -> bool:
        subject = self.nodes[i].subject
        return words[self.nodes[i].id].has_quotation or is_reply_subject(subject) or bool(former_key(subject))

    def _near(self, i: int, is_quoting: bool, same: _SameSubject) -> list[tuple[int, bool]]:
        """(index, whether of the same subject) of the posts that it may answer, latest first."""
        since = self.nodes[i].at - RECENT
        found = dict.fromkeys(same.before(i, self.nodes[i].key, since), True)
        if former := former_key(self.nodes[i].subject):
            found |= dict.fromkeys(same.before(i, former, since), True)
        for j in range(i - 1, max(-1, i - 1 - _LATEST), -1) if is_quoting else ():
            if self.nodes[j].at >= since:
                found.setdefault(j, False)
        return sorted(found.items(), reverse=True)

    def _guess(self, i: int, near: list[tuple[int, bool]], words: Mapping[int, Words]) -> None:
        node = self.nodes[i]
        recent = [
            Recent(
                Known(self.nodes[j].id, self._root(j), self.nodes[j].key), self.nodes[j].author, self.nodes[j].name,
                words[self.nodes[j].id].own, is_same, self.nodes[j].at,
            )
            for j, is_same in near if self._root(j) != self._root(i)
        ]  # fmt: skip
        sign = Sign(node.named, node.subject, node.author, node.at, words[node.id])
        is_stranger = self.first_of[node.author] == i
        guess = by_words(sign.words, recent) or by_subject(sign, recent, None if is_stranger else _WITHIN)
        if guess is not None:
            parent = self.index[guess.post.post_id]
            self.parent[i] = parent
            self.found[i] = (Evidence(guess.kind, guess.score, self._as_known(parent), guess.words),)
            self._join(i, parent)

    def _result(self) -> Arranged:
        done = Arranged(copies=self.copies)
        for i, node in enumerate(self.nodes):
            parent = self.parent[i]
            done.parent[node.id] = self.nodes[parent].id if parent >= 0 else None
            done.first[node.id] = self.nodes[self._root(i)].id
            done.evidence[node.id] = self.found[i]
            done.awaited[node.id] = () if node.is_fixed or self.is_split[i] else self._awaited(i)
        for copy, stays in self.copies.items():
            done.parent[copy] = None
            done.first[copy] = done.first[stays]
            done.evidence[copy] = (Evidence("duplicate", 100, self._as_known(self.index[stays])),)
            done.awaited[copy] = ()
        return done

    def _awaited(self, i: int) -> tuple[str, ...]:
        """The ids nearer than the one that decided, and seen by nobody."""
        found = self.found[i]
        is_by_id = self.parent[i] >= 0 and found and found[0].kind in ("in-reply-to", "references", "thread-index")
        names: list[str] = []
        for name in self.nodes[i].named.nearest_first():
            if is_by_id and name == found[0].words:
                break
            if name not in self.holder:
                names.append(name)
        return tuple(names)


class _SameSubject:
    """Where the posts of each subject stand in the order of dates."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._of: dict[str, list[int]] = defaultdict(list)
        for i, node in enumerate(nodes):
            if node.key:
                self._of[node.key].append(i)

    def before(self, i: int, key: str, since: datetime) -> list[int]:
        """Those of the subject before `i` and not before `since`, the latest ones."""
        of = self._of.get(key, [])
        at = bisect_left(of, i)
        found: deque[int] = deque(maxlen=_SAME)
        for j in of[max(0, at - _SAME) : at]:
            if self._nodes[j].at >= since:
                found.append(j)
        return list(found)


def _pages(items: Sequence[int], size: int = _PAGE) -> Iterator[Sequence[int]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
