"""The posts of a forum's archive brought to their places: what `arranging` says, written where the tables differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mailcop.community import imports
from mailcop.community.placing import plain_subject
from mailcop.community.survey import Survey, newest
from mailcop.community.threads import carry
from mailcop.db import Database
from mailcop.model import awaited_ids, forums, known_ids, posts, threads

_PAGE = 500
_TIMES = 4  # how often it looks again for posts that came meanwhile

_PLACE = (
    update(posts)
    .where(posts.c.id == bindparam("of"))
    .values(thread_id=bindparam("to_thread"), parent_id=bindparam("to_parent"))
)
_PLACE_AND_SAY = _PLACE.values(evidence=bindparam("why", type_=posts.c.evidence.type))
_HIDE = (
    update(posts)
    .where(posts.c.id == bindparam("of"))
    .values(hidden_at=bindparam("hidden", type_=posts.c.hidden_at.type))
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
_AWAIT = {  # a post that came meanwhile may have said so itself
    "sqlite": sqlite.insert(awaited_ids).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(awaited_ids).on_conflict_do_nothing(),
}
_NO_MORE_AWAITED = delete(awaited_ids).where(
    awaited_ids.c.forum_id == bindparam("in_forum"),
    awaited_ids.c.post_id == bindparam("of"),
    awaited_ids.c.message_id == bindparam("name"),
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
        plan = database.read(lambda conn: Survey(conn, forum_id))
        merged = len(plan.arranged.copies)
        changed = 0
        for page in plan.pages():
            changed += database.write(_Page(plan, page, forum_id, now), "bulk")
            tell(sum(len(plan.families[first]) for first in page))
        placed = max(placed, changed)
        _write_ids(database, forum_id, plan)
        if plan.newest == database.read(lambda conn: newest(conn, forum_id)):
            break
        del plan  # two at once would take twice the memory
    database.write(lambda conn: imports.end_waiting(conn, forum_id), "bulk")
    return Settled(placed, merged)


@dataclass(slots=True)
class _Page:
    """Some families written in one transaction, each with its thread's row: it may run more than once."""

    plan: Survey
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
        self._carry(conn, changed)
        self._number(conn, [one for one, _ in changed if not plan.stands[one].is_numbered])
        self._describe(conn, of)
        self._leave(conn, {plan.stands[one].thread_id: thread_id for one, thread_id in changed}, set(of.values()))
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
        plan = self.plan
        silent: list[dict[str, Any]] = []
        telling: list[dict[str, Any]] = []
        hidden: list[dict[str, Any]] = []
        for one, thread_id in changed:
            row: dict[str, Any] = {"of": one, "to_thread": thread_id, "to_parent": plan.arranged.parent[one]}
            why = plan.why(one)
            if why is None:
                silent.append(row)
            else:
                telling.append(row | {"why": why})
            if plan.is_hidden(one) != plan.stands[one].is_hidden:
                hidden.append({"of": one, "hidden": self.now if plan.is_hidden(one) else None})
        for statement, rows in ((_PLACE, silent), (_PLACE_AND_SAY, telling), (_HIDE, hidden)):
            if rows:
                conn.execute(statement, rows)

    def _carry(self, conn: Connection, changed: Sequence[tuple[int, int]]) -> None:
        """What was sent of live posts goes with them."""
        live: dict[int, list[int]] = defaultdict(list)
        for one, thread_id in changed:
            if self.plan.nodes[one].is_live and self.plan.stands[one].thread_id != thread_id:
                live[thread_id].append(one)
        for thread_id, moved in live.items():
            carry(conn, moved, thread_id)

    def _number(self, conn: Connection, unseen: Sequence[int]) -> None:
        """The next seqs of the forum, in the order of dates."""
        if not unseen:
            return
        last = conn.execute(
            update(forums)
            .where(forums.c.id == self.forum_id)
            .values(last_seq=forums.c.last_seq + len(unseen))
            .returning(forums.c.last_seq)
        ).scalar_one()
        begin = last - len(unseen) + 1
        order = sorted(unseen, key=self.plan.order)
        conn.execute(_SHOW, [{"of": one, "number": begin + n, "now": self.now} for n, one in enumerate(order)])

    def _describe(self, conn: Connection, of: Mapping[int, int]) -> None:
        """The threads' rows: counted without what is hidden; titled by the first post where that is of the archive."""
        plan = self.plan
        counts, titles = [], []
        for first, thread_id in of.items():
            family = plan.families[first]
            shown = [one for one in family if not plan.is_hidden(one)]
            head = plan.nodes[(shown or family)[0]]
            last = max(plan.nodes[one].at for one in shown or family)
            counts.append({"of": thread_id, "count": len(shown), "from_at": head.at, "to_at": last})
            if not head.is_live:
                title, tongue = plain_subject(head.subject), plan.stands[head.id].language
                titles.append({"of": thread_id, "title": title, "key": head.key, "tongue": tongue})
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


def _write_ids(database: Database, forum_id: int, plan: Survey) -> None:
    """What posts wait for, and who holds an id that a copy bears: the post that stays."""
    wanted = {(post_id, name) for post_id, names in plan.arranged.awaited.items() for name in names}
    there = database.read(lambda conn: _awaited(conn, forum_id))
    for work, items in (
        (_await_no_more, there - wanted),
        (_await, wanted - there),
        (_lead_to_originals, plan.arranged.copies.items()),
    ):
        for page in _pages(sorted(items)):
            database.write(partial(work, forum_id=forum_id, page=page), "bulk")


def _await_no_more(conn: Connection, forum_id: int, page: Sequence[tuple[int, str]]) -> None:
    conn.execute(_NO_MORE_AWAITED, [{"in_forum": forum_id, "of": of, "name": name} for of, name in page])


def _await(conn: Connection, forum_id: int, page: Sequence[tuple[int, str]]) -> None:
    rows = [{"forum_id": forum_id, "post_id": of, "message_id": name} for of, name in page]
    conn.execute(_AWAIT[conn.dialect.name], rows)


def _awaited(conn: Connection, forum_id: int) -> set[tuple[int, str]]:
    query = select(awaited_ids.c.post_id, awaited_ids.c.message_id).where(awaited_ids.c.forum_id == forum_id)
    return {(post_id, name) for post_id, name in conn.execute(query)}


def _lead_to_originals(conn: Connection, forum_id: int, page: Sequence[tuple[int, int]]) -> None:
    held = update(known_ids).where(known_ids.c.forum_id == forum_id, known_ids.c.post_id == bindparam("copy"))
    conn.execute(held.values(post_id=bindparam("stays")), [{"copy": copy, "stays": stays} for copy, stays in page])


def _pages(items: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while page := list(islice(rest, _PAGE)):
        yield page
