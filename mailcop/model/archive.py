"""Threads, posts, the ids by which they are known, attachments."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mailcop.model.columns import Id, Instant, metadata, of, own_id

threads = Table(
    "threads",
    metadata,
    own_id(),
    of("forums"),
    Column("subject", Text, nullable=False),
    Column("subject_key", String(255), nullable=False, default=""),  # normalised, for evidence only
    Column("language", String(8), nullable=False, default=""),
    Column("posts", Integer, nullable=False, default=0),  # visible ones
    Column("started_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("merged_into", Id, ForeignKey("threads.id")),
)
Index("ix_threads_forum_last", threads.c.forum_id, threads.c.last_at)
Index("ix_threads_forum_subject", threads.c.forum_id, threads.c.subject_key)

posts = Table(
    "posts",
    metadata,
    own_id(),
    of("forums"),
    of("threads", index=True),
    Column("seq", Integer),  # set when it becomes visible
    Column("parent_id", Id, ForeignKey("posts.id")),
    Column("mail_id", Id, ForeignKey("mails.id")),  # null for the web's
    of("members", nullable=True, index=True),
    Column("author_name", Text, nullable=False),  # the account's, as of then
    Column("author_address", Text, nullable=False, default=""),
    Column("message_id", Text, nullable=False),  # as the mail wrote it
    Column("own_message_id", String(120), nullable=False, unique=True),  # ours: unguessable, one for all readers
    Column("reference_ids", JSON, nullable=False),  # ids looked at, in the mail's order
    Column("subject", Text, nullable=False),
    Column("visible_text", Text, nullable=False),
    Column("folds", JSON, nullable=False),  # [{kind, text, position}]
    Column("html", Text, nullable=False, default=""),  # sanitised
    Column("language", String(8), nullable=False, default=""),
    Column("claimed_at", Instant),  # the mail's own Date
    Column("posted_at", Instant, nullable=False),  # when we received it: the order key
    Column("visible_at", Instant),
    Column("hidden_at", Instant),
    Column("is_archived", Boolean, nullable=False, default=False),  # imported: nobody's news, in no digest (rule 7)
    Column("evidence", JSON, nullable=False),  # [{kind, id?, score}], deciding one first
    UniqueConstraint("forum_id", "seq"),
)
Index("ix_posts_forum_message_id", posts.c.forum_id, posts.c.message_id)

known_ids = Table(
    "known_ids",  # every Message-ID by which a post of this forum may be referred to
    metadata,
    Column("forum_id", Id, ForeignKey("forums.id"), primary_key=True),
    Column("message_id", String(998), primary_key=True),
    Column("post_id", Id, ForeignKey("posts.id"), nullable=False, index=True),
)

awaited_ids = Table(
    "awaited_ids",  # a parent that was named and not seen yet: its child is re-homed when it comes
    metadata,
    Column("forum_id", Id, ForeignKey("forums.id"), primary_key=True),
    Column("message_id", String(998), primary_key=True),
    Column("post_id", Id, ForeignKey("posts.id"), primary_key=True),
)

contents = Table(
    "contents",  # attachments by hash; content null: in the blob store
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("content", LargeBinary),
)

attachments = Table(
    "attachments",
    metadata,
    own_id(),
    of("posts", index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", String(120), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String(64), ForeignKey("contents.sha256"), nullable=False),
    Column("content_id", Text, nullable=False, default=""),
    Column("is_inline", Boolean, nullable=False, default=False),
)
