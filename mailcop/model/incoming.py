"""Mail in: the raw mail, its receptions, what waits for a round trip."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from mailcop.model.columns import Id, Instant, metadata, of, own_id

mails = Table(
    "mails",
    metadata,
    own_id(),
    Column("raw", LargeBinary),  # null: in blobs under sha256, or swept
    Column("sha256", String(64), nullable=False, index=True),
    Column("size_bytes", Integer, nullable=False),
    Column("envelope_from", Text, nullable=False),  # "" is the null sender
    Column("peer", String(64), nullable=False),
    Column("door", String(8), nullable=False),
    Column("helo", Text, nullable=False, default=""),
    Column("is_trusted", Boolean, nullable=False, default=False),
    Column("message_id", Text, nullable=False),  # as the mail wrote it, or "" where it could not be read
    Column("from_address", Text, nullable=False, default=""),
    Column("received_at", Instant, nullable=False, index=True),
    Column("swept_at", Instant),
)

receptions = Table(
    "receptions",
    metadata,
    own_id(),
    of("mails", index=True),
    Column("destination", String(320), nullable=False),
    of("forums", nullable=True),
    of("members", nullable=True, index=True),
    Column("fate", String(12), nullable=False),  # words.Fate
    Column("reason", Text, nullable=False, default=""),
    # sha256 of destination and Message-ID, on the first reception only; the unique key that absorbs repeats
    Column("first_key", String(64), unique=True),
    Column("content_key", String(64), nullable=False, default=""),
    Column("duplicate_of", Id, ForeignKey("receptions.id")),
    Column("code", Integer, nullable=False),  # the answer that its sender got, repeated to a duplicate
    Column("answer", Text, nullable=False),
    Column("post_id", Id),
    Column("tries", Integer, nullable=False, default=0),
    Column("decided_at", Instant, nullable=False),
)
Index("ix_receptions_fate", receptions.c.fate, receptions.c.id)

decisions = Table(
    "decisions",  # what a person, or a later try, made of a held or quarantined reception
    metadata,
    own_id(),
    of("receptions", index=True),
    Column("was", String(12), nullable=False),
    Column("became", String(12), nullable=False),
    Column("member_id", Id, ForeignKey("members.id")),  # null: the operator
    Column("note", Text, nullable=False, default=""),
    Column("decided_at", Instant, nullable=False),
)

imap_marks = Table(
    "imap_marks",
    metadata,
    Column("account", String(320), primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
)

pendings = Table(
    "pendings",  # what waits for a round trip: a join, a "was that you?", a sign-in
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),
    Column("key", String(320), nullable=False, default="", index=True),  # the address asked
    Column("address", Text, nullable=False, default=""),
    Column("name", Text, nullable=False, default=""),
    of("members", nullable=True),
    of("forums", nullable=True),
    of("receptions", nullable=True),
    Column("secret_hash", String(64), unique=True),  # sign-in only
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

bounds = Table(
    "bounds",  # what may happen once: (kind, subject, period); a second insert meets the key
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("subject", String(320), primary_key=True),
    Column("period", String(24), primary_key=True),
)
