"""What was said, kept and found again: attachments, threads as lines, search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, literal_column, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from mailcop.blobs import SMALL_BYTES
from mailcop.community.forums import Forum
from mailcop.model import attachments, contents, posts, threads
from mailcop.reading.letter import Attachment

_WORD = re.compile(r"\w+")


def keep_attachments(conn: Connection, post_id: int, found: Sequence[Attachment]) -> None:
    """Attachments by hash. Bytes above `SMALL_BYTES` are in the blob store already: blob first, row second."""
    if not found:
        return
    make = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    rows = {
        one.sha256: {
            "sha256": one.sha256,
            "size_bytes": one.size_bytes,
            "content": one.content if one.size_bytes <= SMALL_BYTES else None,
        }
        for one in found
    }
    conn.execute(make(contents).on_conflict_do_nothing(), list(rows.values()))
    conn.execute(
        insert(attachments),
        [
            {
                "post_id": post_id,
                "position": position,
                "name": one.name,
                "type": one.type[:120],
                "size_bytes": one.size_bytes,
                "sha256": one.sha256,
                "content_id": one.content_id,
                "is_inline": one.is_inline,
            }
            for position, one in enumerate(found, 1)
        ],
    )


def thread_lines(conn: Connection, forum: Forum) -> Iterator[dict[str, Any]]:
    """One object a thread in the order of its beginning, as `mailcop threads --json` prints it."""
    parent = posts.alias("parent")
    tie = case((posts.c.is_archived, posts.c.message_id), else_="")  # no archive tells the order within a second
    query = (
        select(
            posts.c.thread_id, threads.c.subject, posts.c.message_id, parent.c.message_id.label("parent"),
            posts.c.author_name, posts.c.author_address, posts.c.posted_at, posts.c.evidence, posts.c.visible_text,
        )
        .join(threads, threads.c.id == posts.c.thread_id)
        .outerjoin(parent, parent.c.id == posts.c.parent_id)
        .where(posts.c.forum_id == forum.id, posts.c.seq.is_not(None), posts.c.hidden_at.is_(None))
        .order_by(threads.c.started_at, threads.c.id, posts.c.posted_at, tie, posts.c.seq)
    )  # fmt: skip
    named = select(posts.c.id, posts.c.message_id).where(posts.c.forum_id == forum.id)
    message_ids = {row.id: row.message_id for row in conn.execute(named)}
    line: dict[str, Any] | None = None
    for row in conn.execute(query.execution_options(yield_per=500)):
        if line is None or line["thread"] != row.thread_id:
            if line is not None:
                yield line
            line = {"thread": row.thread_id, "subject": row.subject, "posts": []}
        line["posts"].append(
            {
                "message_id": row.message_id,
                "parent": row.parent,
                "author": {"name": row.author_name, "address": row.author_address},
                "at": row.posted_at.isoformat(),
                "evidence": [one | {"post": message_ids.get(one.get("post"))} for one in row.evidence],
                "visible_text": row.visible_text,
            }
        )
    if line is not None:
        yield line


@dataclass(frozen=True, slots=True)
class Found:
    """A post that holds the words sought."""

    thread_id: int
    post_id: int
    message_id: str
    subject: str
    snippet: str
    posted_at: datetime


def search(conn: Connection, forum_ids: Sequence[int], words: str, limit: int = 50) -> list[Found]:
    """Visible posts of these forums that hold every word, newest first; case and accents do not count on SQLite."""
    sought = _WORD.findall(words)[:20]
    if not sought or not forum_ids:
        return []
    columns = (
        posts.c.thread_id,
        posts.c.id,
        posts.c.message_id,
        posts.c.subject,
        posts.c.visible_text,
        posts.c.posted_at,
    )
    query = select(*columns).where(
        posts.c.forum_id.in_(forum_ids), posts.c.seq.is_not(None), posts.c.hidden_at.is_(None)
    )
    if conn.dialect.name == "sqlite":
        match = " ".join(f'"{word}"' for word in sought)  # quoted: no word is an operator
        query = query.where(
            text("posts.id IN (SELECT rowid FROM post_words WHERE post_words MATCH :match)").bindparams(match=match)
        )
    else:
        vector: ColumnElement[Any] = literal_column("to_tsvector('simple', posts.subject || ' ' || posts.visible_text)")
        query = query.where(vector.op("@@")(func.plainto_tsquery(literal_column("'simple'"), " ".join(sought))))
    rows = conn.execute(query.order_by(posts.c.posted_at.desc(), posts.c.id.desc()).limit(limit))
    return [
        Found(row.thread_id, row.id, row.message_id, row.subject, snippet(row.visible_text, sought), row.posted_at)
        for row in rows
    ]


def snippet(words: str, sought: Sequence[str], width: int = 160) -> str:
    """The surroundings of the first word found, on one line."""
    flat = " ".join(words.split())
    low = flat.casefold()
    at = min((i for i in (low.find(word.casefold()) for word in sought) if i >= 0), default=0)
    start = max(0, at - width // 3)
    end = min(start + width, len(flat))
    if start and flat[start - 1] != " ":  # cut at words, unless one is longer than what stands before the found one
        start = flat.find(" ", start, at) + 1 or start
    if end < len(flat) and flat[end] != " ":
        space = flat.rfind(" ", at + 1, end)
        end = space if space > 0 else end
    piece = flat[start:end].strip()
    return ("…" if start else "") + piece + ("…" if end < len(flat) else "")


def index_new(conn: Connection, page: int = 500) -> int:
    """Bring the full-text index of SQLite up to the last post; how many were added. PostgreSQL keeps its own."""
    if conn.dialect.name != "sqlite":
        return 0
    through = int(conn.scalar(text("SELECT value FROM facts WHERE name = 'indexed_through'")) or 0)
    ids = list(conn.scalars(select(posts.c.id).where(posts.c.id > through).order_by(posts.c.id).limit(page)))
    if ids:
        span = {"low": ids[0], "high": ids[-1]}
        conn.execute(
            text(
                "INSERT INTO post_words(rowid, subject, visible_text)"
                " SELECT id, subject, visible_text FROM posts WHERE id BETWEEN :low AND :high"
            ),
            span,
        )
        conn.execute(
            text("INSERT OR REPLACE INTO facts(name, value) VALUES ('indexed_through', :high)"), {"high": str(ids[-1])}
        )
    return len(ids)
