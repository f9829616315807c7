"""A forum as its tables have it, and as it should be: read in a stream, kept without the words of its posts.

What is kept takes some 2 kB a post, whatever its length: an id or a subject that many posts share is there once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from mailcop.community import imports
from mailcop.community.arranging import Arranged, Node, arrange
from mailcop.community.placing import Named, named_from, subject_key
from mailcop.community.publishing import as_told
from mailcop.community.threads import author_key, kept_words
from mailcop.model import known_ids, posts
from mailcop.reading.quoted import Words

_PAGE = 500
_FIXED = ("token", "facilitator")
_STREAMED = {"yield_per": 500}

_NODES = select(
    posts.c.id, posts.c.thread_id, posts.c.seq, posts.c.parent_id, posts.c.message_id, posts.c.own_message_id,
    posts.c.reference_ids, posts.c.subject, posts.c.author_address, posts.c.author_name, posts.c.posted_at,
    posts.c.hidden_at, posts.c.is_archived, posts.c.evidence, posts.c.language,
    func.length(posts.c.visible_text).label("size"),
).where(posts.c.forum_id == bindparam("in_forum"))  # fmt: skip
_NAMES = select(known_ids.c.message_id, known_ids.c.post_id).where(known_ids.c.forum_id == bindparam("in_forum"))
_WORDS = select(posts.c.id, posts.c.visible_text, posts.c.folds).where(
    posts.c.id.in_(bindparam("some", expanding=True))
)


@dataclass(slots=True)
class Stand:
    """Where a post stands in the tables; `told` stands for its evidence."""

    thread_id: int
    parent_id: int | None
    is_numbered: bool
    is_hidden: bool
    is_copy: bool
    language: str
    told: int


class Survey:
    """Every post's stand and place."""

    def __init__(self, conn: Connection, forum_id: int) -> None:
        self.newest = newest(conn, forum_id)
        self.waiting = imports.waiting_thread(conn, forum_id)
        self.stands: dict[int, Stand] = {}
        self.nodes: dict[int, Node] = {}
        self._read(conn, forum_id)
        self.arranged: Arranged = arrange(list(self.nodes.values()), lambda ids: _words(conn, ids))
        self.families = self._families()
        self.thread_of = self._thread_of()
        self.left = {
            self.stands[one].thread_id
            for first, family in self.families.items()
            for one in family
            if self.stands[one].thread_id != self.thread_of.get(first)
        }

    def _read(self, conn: Connection, forum_id: int) -> None:
        values = {"in_forum": forum_id}
        same = _Same()
        names: dict[int, list[str]] = defaultdict(list)
        for name, post_id in conn.execute(_NAMES, values, execution_options=_STREAMED):
            names[post_id].append(same(name))
        for row in conn.execute(_NODES, values, execution_options=_STREAMED):
            self.nodes[row.id] = _node(row, names.pop(row.id, ()), same)
            self.stands[row.id] = Stand(
                row.thread_id, row.parent_id, row.seq is not None, row.hidden_at is not None,
                _deciding(row.evidence) == "duplicate", same(row.language), _told(row.evidence),
            )  # fmt: skip

    def _families(self) -> dict[int, list[int]]:
        """The posts of each thread by its first one, in the order of dates."""
        families: dict[int, list[int]] = defaultdict(list)
        for post_id, first in self.arranged.first.items():
            families[first].append(post_id)
        for family in families.values():
            family.sort(key=self.order)
        return families

    def order(self, post_id: int) -> tuple[Any, ...]:
        """By which posts stand in a row."""
        node = self.nodes[post_id]
        return node.at, node.names[0], post_id

    def _thread_of(self) -> dict[int, int]:
        """Which thread that is there each family keeps: the one that most of its posts stand in."""
        claims: dict[int, Counter[int]] = defaultdict(Counter)
        for first, family in self.families.items():
            for post_id in family:
                if (thread_id := self.stands[post_id].thread_id) != self.waiting:
                    claims[thread_id][first] += 1
        kept: dict[int, int] = {}
        order = sorted(claims.items(), key=lambda pair: -max(pair[1].values()))
        for thread_id, firsts in order:
            for first, _ in firsts.most_common():
                if first not in kept:
                    kept[first] = thread_id
                    break
        return kept

    def pages(self) -> Iterator[list[int]]:
        """Families in which something differs, about 500 posts at a time, by the date of the first post."""
        page: list[int] = []
        size = 0
        for first in sorted(self.families, key=self.order):
            if self._differs(first):
                page.append(first)
                size += len(self.families[first])
            if size >= _PAGE:
                yield page
                page, size = [], 0
        if page:
            yield page

    def _differs(self, first: int) -> bool:
        thread_id = self.thread_of.get(first)
        if thread_id is None or thread_id in self.left:
            return True
        return any(self.is_changed(one, thread_id) for one in self.families[first])

    def is_changed(self, post_id: int, thread_id: int) -> bool:
        """Whether the post's row says otherwise."""
        stand = self.stands[post_id]
        return (
            not stand.is_numbered
            or stand.thread_id != thread_id
            or stand.parent_id != self.arranged.parent[post_id]
            or self.why(post_id) is not None
            or stand.is_hidden != self.is_hidden(post_id)
        )

    def why(self, post_id: int) -> list[dict[str, Any]] | None:
        """The evidence to write; None where what is there stays.

        A live post's and a fixed one's does, unless its parent changes.
        """
        node, parent = self.nodes[post_id], self.arranged.parent[post_id]
        if node.is_fixed or (node.is_live and self.stands[post_id].parent_id == parent):
            return None
        evidence = [as_told(one) for one in self.arranged.evidence[post_id]]
        return evidence if _told(evidence) != self.stands[post_id].told else None

    def is_hidden(self, post_id: int) -> bool:
        """Copies are; one that was and is none any more is not; what a person hid stays so."""
        stand = self.stands[post_id]
        return post_id in self.arranged.copies or (stand.is_hidden and not stand.is_copy)


class _Same:
    """Of equal texts the first one, so that each is kept once."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return self._seen.setdefault(text, text)

    def all(self, texts: Sequence[str]) -> tuple[str, ...]:
        """As a call, for several."""
        return tuple(self._seen.setdefault(text, text) for text in texts)


def newest(conn: Connection, forum_id: int) -> int:
    """The post that was kept last."""
    return conn.scalar(select(func.max(posts.c.id)).where(posts.c.forum_id == forum_id)) or 0


def _node(row: Any, names: Sequence[str], same: _Same) -> Node:
    is_fixed = _deciding(row.evidence) in _FIXED
    told = named_from(row.reference_ids)
    named = Named(same.all(told.in_reply_to), same.all(told.references), same.all(told.thread_index))
    ids = dict.fromkeys((row.message_id[:998], row.own_message_id, *names, *named.thread_index[:1]))
    return Node(
        id=row.id,
        names=same.all(list(ids)),
        named=named,
        at=row.posted_at,
        subject=same(row.subject),
        key=same(subject_key(row.subject)),
        author=same(author_key(row.author_address, row.author_name)),
        name=same(row.author_name),
        size=row.size,
        is_fixed=is_fixed,
        is_live=not row.is_archived,
        parent_id=row.parent_id,
        fixed_with=row.evidence[0].get("post") if is_fixed and row.parent_id is None else None,
    )


def _deciding(evidence: Sequence[Mapping[str, Any]]) -> str:
    return str(evidence[0].get("kind", "")) if evidence else ""


def _told(evidence: Sequence[Mapping[str, Any]]) -> int:
    """One number for some evidence, the same within this process."""
    return hash(tuple((one.get("kind"), one.get("score"), one.get("post"), one.get("words")) for one in evidence))


def _words(conn: Connection, ids: Sequence[int]) -> dict[int, Words]:
    return {row.id: kept_words(row.visible_text, row.folds) for row in conn.execute(_WORDS, {"some": list(ids)})}
