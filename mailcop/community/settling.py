"""The posts of a forum's archive brought to their places: what `arranging` says, written where the tables differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from mailcop.community import imports
from mailcop.community.arranging import Arranged, Node, arrange
from mailcop.community.placing import named_from, plain_subject, subject_key
from mailcop.community.publishing import as_told
from mailcop.community.threads import author_key, carry, kept_words
from mailcop.db import Database
from mailcop.model import awaited_ids, forums, known_ids, posts, threads
from mailcop.reading.quoted import Words

_PAGE = 500
_TIMES = 4  # how often it looks again for posts that came meanwhile
_FIXED = ("token", "facilitator")

_NODES = select(
    posts.c.id, posts.c.thread_id, posts.c.seq, posts.c.parent_id, posts.c.message_id, posts.c.own_message_id,
    posts.c.reference_ids, posts.c.subject, posts.c.author_address, posts.c.author_name, posts.c.posted_at,
    posts.c.hidden_at, posts.c.is_archived, posts.c.evidence, posts.c.language,
    func.length(posts.c.visible_text).label("size"),
).where(posts.c.forum_id == bindparam("in_forum"))  # fmt: skip
_WORDS = select(posts.c.id, posts.c.visible_text, posts.c.folds).where(
    posts.c.id.in_(bindparam("some", expanding=True))
)
_PLACE = (
    update(posts)
    .where(posts.c.id == bindparam("of"))
    .values(
        thread_id=bindparam("to_thread"),
        parent_id=bindparam("to_parent"),
        evidence=bindparam("why", type_=posts.c.evidence.type),
        hidden_at=bindparam("hidden", type_=posts.c.hidden_at.type),
    )
)
_SHOW = (
    update(posts)
    .where(posts.c.id == bindparam("of"), posts.c.seq.is_(None))
    .values(seq=bindparam("number"), visible_at=bindparam("now", type_=posts.c.visible_at.type))
)
_COUNTED = (
    update(threads)
    .where(threads.c.id == bindparam("of"))
    .values(
        posts=bindparam("count"),
        started_at=bindparam("from_at", type_=threads.c.started_at.type),
        last_at=bindparam("to_at", type_=threads.c.last_at.type),
        merged_into=None,
    )
)
_TITLED = (
    update(threads)
    .where(threads.c.id == bindparam("of"))
    .values(subject=bindparam("title"), subject_key=bindparam("key"), language=bindparam("tongue"))
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling changed: posts that got a place or another one, and copies that are shown no more."""

    placed: int = 0
    merged: int = 0


def settle(database: Database, forum_id: int, now: datetime, tell: Callable[[int], object] = lambda _: None) -> Settled:
    """Place every post of the forum's archive; run again it changes nothing.

    Posts that came live keep their place, unless an id that they waited for is there now. `tell` hears how many posts
    were looked after.
    """
    placed = merged = 0
    for _ in range(_TIMES):
        plan = database.read(lambda conn: _Plan(conn, forum_id))
        merged = len(plan.arranged.copies)
        changed = 0
        for page in plan.pages():
            changed += database.write(_Page(plan, page, forum_id, now), "bulk")
            tell(sum(len(plan.families[first]) for first in page))
        placed = max(placed, changed)
        database.write(lambda conn, plan=plan: _write_ids(conn, forum_id, plan), "bulk")  # type: ignore[misc]  # bound
        if plan.newest == database.read(lambda conn: _newest(conn, forum_id)):
            break
    database.write(lambda conn: imports.end_waiting(conn, forum_id), "bulk")
    return Settled(placed, merged)


def _newest(conn: Connection, forum_id: int) -> int:
    return conn.scalar(select(func.max(posts.c.id)).where(posts.c.forum_id == forum_id)) or 0


class _Plan:
    """The forum as it stands, and as it should."""

    def __init__(self, conn: Connection, forum_id: int) -> None:
        self.newest = _newest(conn, forum_id)
        self.rows = {row.id: row for row in conn.execute(_NODES, {"in_forum": forum_id})}
        self.waiting = imports.waiting_thread(conn, forum_id)
        names: dict[int, list[str]] = defaultdict(list)
        self.holders: dict[str, int] = {}
        for name, post_id in conn.execute(
            select(known_ids.c.message_id, known_ids.c.post_id).where(known_ids.c.forum_id == forum_id)
        ):
            names[post_id].append(name)
            self.holders[name] = post_id
        nodes = [_node(row, names[row.id]) for row in self.rows.values()]
        self.names = {node.id: node.names for node in nodes}
        self.arranged: Arranged = arrange(nodes, lambda ids: _words(conn, ids))
        self.awaited: dict[int, set[str]] = defaultdict(set)
        for name, post_id in conn.execute(
            select(awaited_ids.c.message_id, awaited_ids.c.post_id).where(awaited_ids.c.forum_id == forum_id)
        ):
            self.awaited[post_id].add(name)
        self.families = self._families()
        self.thread_of = self._thread_of()
        self.left = {
            self.rows[one].thread_id
            for first, family in self.families.items()
            for one in family
            if self.rows[one].thread_id != self.thread_of.get(first)
        }

    def _families(self) -> dict[int, list[int]]:
        """The posts of each thread by its first one, in the order of dates."""
        families: dict[int, list[int]] = defaultdict(list)
        for post_id, first in self.arranged.first.items():
            families[first].append(post_id)
        for family in families.values():
            family.sort(key=lambda one: (self.rows[one].posted_at, self.rows[one].message_id, one))
        return families

    def _thread_of(self) -> dict[int, int]:
        """Which thread that is there each family keeps: the one that most of its posts stand in."""
        claims: dict[int, Counter[int]] = defaultdict(Counter)
        for first, family in self.families.items():
            for post_id in family:
                if (thread_id := self.rows[post_id].thread_id) != self.waiting:
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
        order = sorted(self.families, key=lambda one: (self.rows[one].posted_at, self.rows[one].message_id, one))
        for first in order:
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
        row = self.rows[post_id]
        return (
            row.seq is None
            or row.thread_id != thread_id
            or row.parent_id != self.arranged.parent[post_id]
            or row.evidence != self.why(post_id)
            or (row.hidden_at is not None) != self.is_hidden(post_id)
        )

    def why(self, post_id: int) -> list[dict[str, Any]]:
        """The evidence to keep; a live post's and a fixed one's stays as it is, unless its parent changes."""
        row = self.rows[post_id]
        if _is_fixed(row) or (not row.is_archived and row.parent_id == self.arranged.parent[post_id]):
            return list(row.evidence)
        return [as_told(one) for one in self.arranged.evidence[post_id]]

    def is_hidden(self, post_id: int) -> bool:
        """Copies are; one that was and is none any more is not; what a person hid stays so."""
        row = self.rows[post_id]
        return post_id in self.arranged.copies or (row.hidden_at is not None and not _is_copy(row))


@dataclass(slots=True)
class _Page:
    """Some families written in one transaction, each with its thread's row: it may run more than once."""

    plan: _Plan
    firsts: list[int]
    forum_id: int
    now: datetime

    def __call__(self, conn: Connection) -> int:
        plan = self.plan
        fresh = [first for first in self.firsts if first not in plan.thread_of]
        made = dict(zip(fresh, self._begin(conn, fresh), strict=True))
        of = {first: made.get(first) or plan.thread_of[first] for first in self.firsts}
        changed = [
            (one, thread_id)
            for first, thread_id in of.items()
            for one in plan.families[first]
            if plan.is_changed(one, thread_id)
        ]
        self._place(conn, changed)
        left = {plan.rows[one].thread_id: thread_id for one, thread_id in changed}
        self._describe(conn, of)
        self._leave(conn, left, set(of.values()))
        return len(changed)

    def _begin(self, conn: Connection, firsts: Sequence[int]) -> list[int]:
        if not firsts:
            return []
        rows = [
            {"forum_id": self.forum_id, "subject": "", "started_at": self.now, "last_at": self.now, "posts": 0}
            for _ in firsts
        ]
        made = conn.scalars(insert(threads).returning(threads.c.id, sort_by_parameter_order=True), rows)
        return list(made)

    def _place(self, conn: Connection, changed: Sequence[tuple[int, int]]) -> None:
        if not changed:
            return
        plan = self.plan
        conn.execute(
            _PLACE,
            [
                {
                    "of": one,
                    "to_thread": thread_id,
                    "to_parent": plan.arranged.parent[one],
                    "why": plan.why(one),
                    "hidden": (plan.rows[one].hidden_at or self.now) if plan.is_hidden(one) else None,
                }
                for one, thread_id in changed
            ],
        )
        live: dict[int, list[int]] = defaultdict(list)
        for one, thread_id in changed:
            if not plan.rows[one].is_archived and plan.rows[one].thread_id != thread_id:
                live[thread_id].append(one)
        for thread_id, moved in live.items():
            carry(conn, moved, thread_id)
        unseen = [one for one, _ in changed if plan.rows[one].seq is None]
        unseen.sort(key=lambda one: (plan.rows[one].posted_at, plan.rows[one].message_id, one))
        if unseen:
            last = conn.execute(
                update(forums)
                .where(forums.c.id == self.forum_id)
                .values(last_seq=forums.c.last_seq + len(unseen))
                .returning(forums.c.last_seq)
            ).scalar_one()
            begin = last - len(unseen) + 1
            conn.execute(_SHOW, [{"of": one, "number": begin + n, "now": self.now} for n, one in enumerate(unseen)])

    def _describe(self, conn: Connection, of: Mapping[int, int]) -> None:
        """The threads' rows: counted without what is hidden; titled by the first post where that is of the archive."""
        plan = self.plan
        counts, titles = [], []
        for first, thread_id in of.items():
            family = plan.families[first]
            shown = [one for one in family if not plan.is_hidden(one)]
            head = plan.rows[(shown or family)[0]]
            last = max(plan.rows[one].posted_at for one in shown or family)
            counts.append({"of": thread_id, "count": len(shown), "from_at": head.posted_at, "to_at": last})
            if head.is_archived:
                title, key = plain_subject(head.subject), subject_key(head.subject)
                titles.append({"of": thread_id, "title": title, "key": key, "tongue": head.language})
        conn.execute(_COUNTED, counts)
        if titles:
            conn.execute(_TITLED, titles)

    def _leave(self, conn: Connection, left: Mapping[int, int], kept: set[int]) -> None:
        """A thread that lost its last post leads to where that went."""
        for thread_id, to in left.items():
            if thread_id in kept or thread_id == self.plan.waiting:
                continue
            if conn.execute(select(posts.c.id).where(posts.c.thread_id == thread_id).limit(1)).first() is None:
                conn.execute(update(threads).where(threads.c.id == thread_id).values(merged_into=to, posts=0))


def _write_ids(conn: Connection, forum_id: int, plan: _Plan) -> None:
    """What posts wait for, and who holds an id that several bear: the earliest."""
    away = []
    new = []
    for post_id, wanted in plan.arranged.awaited.items():
        there = plan.awaited.get(post_id, set())
        away += [{"of": post_id, "name": name} for name in there - set(wanted)]
        new += [{"forum_id": forum_id, "message_id": name, "post_id": post_id} for name in wanted if name not in there]
    if away:
        conn.execute(
            delete(awaited_ids).where(
                awaited_ids.c.forum_id == forum_id,
                awaited_ids.c.post_id == bindparam("of"),
                awaited_ids.c.message_id == bindparam("name"),
            ),
            away,
        )
    if new:
        conn.execute(insert(awaited_ids), new)
    moved = [
        {"name": name, "of": plan.arranged.copies[holder]}
        for name, holder in plan.holders.items()
        if holder in plan.arranged.copies
    ]
    if moved:
        conn.execute(
            update(known_ids)
            .where(known_ids.c.forum_id == forum_id, known_ids.c.message_id == bindparam("name"))
            .values(post_id=bindparam("of")),
            moved,
        )


def _node(row: Any, names: Sequence[str]) -> Node:
    evidence = row.evidence[0] if row.evidence else {}
    is_fixed = _is_fixed(row)
    named = named_from(row.reference_ids)
    return Node(
        id=row.id,
        names=tuple(dict.fromkeys((row.message_id[:998], row.own_message_id, *names, *named.thread_index[:1]))),
        named=named,
        at=row.posted_at,
        subject=row.subject,
        key=subject_key(row.subject),
        author=author_key(row.author_address, row.author_name),
        name=row.author_name,
        size=row.size,
        is_fixed=is_fixed,
        is_live=not row.is_archived,
        parent_id=row.parent_id,
        fixed_with=evidence.get("post") if is_fixed and row.parent_id is None else None,
    )


def _is_fixed(row: Any) -> bool:
    return bool(row.evidence) and row.evidence[0].get("kind") in _FIXED


def _is_copy(row: Any) -> bool:
    return bool(row.evidence) and row.evidence[0].get("kind") == "duplicate"


def _words(conn: Connection, ids: Sequence[int]) -> dict[int, Words]:
    return {row.id: kept_words(row.visible_text, row.folds) for row in conn.execute(_WORDS, {"some": list(ids)})}
