"""Forums, newsletters, members and what they get; and the place itself."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mailcop.model.columns import Id, Instant, metadata, of, own_id

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),  # instance, rehearsal, hold, indexed_through
    Column("value", Text, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),  # imap:ACCOUNT, sweep: one node at a time
    Column("holder", String(64), nullable=False),
    Column("until", Instant, nullable=False),
)

forums = Table(
    "forums",
    metadata,
    own_id(),
    Column("name", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("policy", String(16), nullable=False),  # words.Policy
    Column("last_seq", Integer, nullable=False, default=0),  # rule 12: the counter row
    Column("created_at", Instant, nullable=False),
)

newsletters = Table(
    "newsletters",
    metadata,
    own_id(),
    Column("name", String(64), nullable=False, unique=True),  # one name space with forums and events
    Column("title", Text, nullable=False),
    Column("last_issue", Integer, nullable=False, default=0),
    Column("created_at", Instant, nullable=False),
)

members = Table(
    "members",
    metadata,
    own_id(),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False, default="en"),
    Column("zone", String(64), nullable=False, default="UTC"),
    Column("is_new", Boolean, nullable=False, default=False),
    Column("created_at", Instant, nullable=False),
    Column("erased_at", Instant),
)

addresses = Table(
    "addresses",
    metadata,
    own_id(),
    of("members", index=True),
    Column("address", Text, nullable=False),  # as given
    Column("key", String(320), nullable=False, unique=True),  # addresses.address_key: how it is looked up
    Column("verified_at", Instant),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    own_id(),
    of("members"),
    of("forums", nullable=True),
    of("newsletters", nullable=True),
    Column("address_id", Id, ForeignKey("addresses.id"), nullable=False),  # where its letters go
    Column("delivery", String(8), nullable=False),  # words.Delivery
    Column("role", String(12), nullable=False, default="member"),  # words.Role
    Column("mark", Integer, nullable=False, default=0),  # a digest covers (mark, new mark] of seq
    Column("each_since", Integer, nullable=False, default=0),  # as `each`: posts with a seq above this are owed
    Column("last_period", String(24), nullable=False, default=""),  # local date of the last digest period; only grows
    Column("paused_until", Date),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("member_id", "forum_id"),
    UniqueConstraint("member_id", "newsletter_id"),
    CheckConstraint("(forum_id IS NULL) <> (newsletter_id IS NULL)", name="one_of"),
)
Index("ix_subscriptions_forum_delivery", subscriptions.c.forum_id, subscriptions.c.delivery, subscriptions.c.id)

suppressions = Table(
    "suppressions",
    metadata,
    own_id(),
    Column("key", String(320), nullable=False, unique=True),  # address key: nothing is sent there
    Column("reason", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    of("members", index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
