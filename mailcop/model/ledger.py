"""What is sent: drafts, issues, mailings, and one delivery a letter owed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from mailcop.model.columns import Id, Instant, metadata, of, own_id

drafts = Table(
    "drafts",  # a plan that waits for its author's OK
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),
    of("forums", nullable=True),
    of("members"),
    of("mails", nullable=True),
    Column("plan", JSON, nullable=False),
    Column("state", String(12), nullable=False),  # open, sent, cancelled, replaced, expired
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("decided_at", Instant),
)

issues = Table(
    "issues",  # one numbered, dated copy of a digest or newsletter
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),  # daily, weekly, newsletter
    of("forums", nullable=True),
    of("newsletters", nullable=True),
    Column("number", Integer, nullable=False),
    Column("key", String(120), nullable=False, unique=True),
    Column("cut_at", Instant, nullable=False),
)

mailings = Table(
    "mailings",  # one thing to be sent to an audience
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),  # words.MailingKind
    Column("key", String(200), nullable=False, unique=True),  # what makes it this one: post:7, reminder:3:hour:…
    Column("state", String(12), nullable=False),  # words.MailingState
    Column("subject", Text, nullable=False, default=""),
    of("forums", nullable=True),
    of("newsletters", nullable=True),
    of("posts", nullable=True, index=True),
    of("threads", nullable=True),
    of("occurrences", nullable=True, index=True),
    of("drafts", nullable=True),
    of("issues", nullable=True),
    Column(
        "facts", JSON, nullable=False, default=dict
    ),  # what the tables do not say: a notice's values, a range of seq
    # the snapshot: {"to": "each", "through": last subscription id, "seq": n} | {"to": "members"|"registered", …} | {}
    Column("audience", JSON, nullable=False, default=dict),
    Column("expanded_through", Id, nullable=False, default=0),  # subscription or member id of the last page
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
Index("ix_mailings_state_due", mailings.c.state, mailings.c.due_at)

deliveries = Table(
    "deliveries",  # one letter owed to one address (rule 15)
    metadata,
    own_id(),
    of("mailings"),
    of("members", nullable=True, index=True),
    of("subscriptions", nullable=True),
    Column("address", Text, nullable=False),
    Column("key", String(320), nullable=False),  # address key
    Column("state", String(12), nullable=False),  # words.DeliveryState
    Column(
        "rank", Integer, nullable=False, default=2, server_default="2"
    ),  # community.deliveries.rank_of: 0 goes first
    Column("due_at", Instant, nullable=False),
    Column("claimed_by", String(64), nullable=False, default=""),
    Column("claimed_until", Instant),
    Column("attempts", Integer, nullable=False, default=0),
    Column("doubts", Integer, nullable=False, default=0),
    Column("code", Integer, nullable=False, default=0),
    Column("text", Text, nullable=False, default=""),  # the relay's own words, or why it was skipped
    Column("settled_at", Instant),
    UniqueConstraint("mailing_id", "key"),
)
Index("ix_deliveries_state_due", deliveries.c.state, deliveries.c.rank, deliveries.c.due_at, deliveries.c.id)

digest_items = Table(
    "digest_items",  # what a number means in a digest
    metadata,
    Column("mailing_id", Id, ForeignKey("mailings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    of("threads"),
    Column("post_id", Id, ForeignKey("posts.id"), nullable=False),  # the one a reply answers
)

bounces = Table(
    "bounces",
    metadata,
    own_id(),
    of("deliveries", nullable=True, index=True),
    of("receptions"),
    Column("key", String(320), nullable=False, default="", index=True),
    Column("kind", String(12), nullable=False),  # words.BounceKind
    Column("status", String(16), nullable=False, default=""),
    Column("reported_at", Instant, nullable=False),
)
