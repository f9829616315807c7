"""The tables: what the community keeps, the ledger of letters owed, and the marks of the machine.

One `MetaData`, SQLAlchemy Core. States and unique keys are described in docs/decisions/0001-tables.md.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC in the table; a naive one is refused at the door."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone, got {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        at: datetime = value
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _of(table: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A reference to `table`, named after it in the singular."""
    one = "delivery" if table == "deliveries" else table[:-1]
    return Column(f"{one}_id", Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)


# --- the place itself ---------------------------------------------------------------------------------------------

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

# --- forums and people --------------------------------------------------------------------------------------------

forums = Table(
    "forums",
    metadata,
    _id(),
    Column("name", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("policy", String(16), nullable=False),  # words.Policy
    Column("last_seq", Integer, nullable=False, default=0),  # rule 12: the counter row
    Column("last_issue", Integer, nullable=False, default=0),  # digests are numbered per forum
    Column("created_at", Instant, nullable=False),
)

newsletters = Table(
    "newsletters",
    metadata,
    _id(),
    Column("name", String(64), nullable=False, unique=True),  # one name space with forums and events
    Column("title", Text, nullable=False),
    Column("last_issue", Integer, nullable=False, default=0),
    Column("created_at", Instant, nullable=False),
)

members = Table(
    "members",
    metadata,
    _id(),
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
    _id(),
    _of("members", index=True),
    Column("address", Text, nullable=False),  # as given
    Column("key", String(320), nullable=False, unique=True),  # addresses.address_key: how it is looked up
    Column("verified_at", Instant),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    _of("members"),
    _of("forums", nullable=True),
    _of("newsletters", nullable=True),
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
    _id(),
    Column("key", String(320), nullable=False, unique=True),  # address key: nothing is sent there
    Column("reason", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# --- mail in ------------------------------------------------------------------------------------------------------

mails = Table(
    "mails",
    metadata,
    _id(),
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
    _id(),
    _of("mails", index=True),
    Column("destination", String(320), nullable=False),
    _of("forums", nullable=True),
    _of("members", nullable=True, index=True),
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
    _id(),
    _of("receptions", index=True),
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
    _id(),
    Column("kind", String(12), nullable=False),
    Column("key", String(320), nullable=False, default="", index=True),  # the address asked
    Column("address", Text, nullable=False, default=""),
    Column("name", Text, nullable=False, default=""),
    _of("members", nullable=True),
    _of("forums", nullable=True),
    _of("receptions", nullable=True),
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

# --- threads and posts --------------------------------------------------------------------------------------------

threads = Table(
    "threads",
    metadata,
    _id(),
    _of("forums"),
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
    _id(),
    _of("forums"),
    _of("threads", index=True),
    Column("seq", Integer),  # set when it becomes visible
    Column("parent_id", Id, ForeignKey("posts.id")),
    Column("mail_id", Id, ForeignKey("mails.id")),  # null for the web's
    _of("members", nullable=True, index=True),
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
    _id(),
    _of("posts", index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", String(120), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String(64), ForeignKey("contents.sha256"), nullable=False),
    Column("content_id", Text, nullable=False, default=""),
    Column("is_inline", Boolean, nullable=False, default=False),
)

# --- events -------------------------------------------------------------------------------------------------------

events = Table(
    "events",
    metadata,
    _id(),
    Column("kind", String(12), nullable=False),  # webinar, series, dialogue, training
    Column("name", String(64), nullable=False, unique=True),  # its mail name: NAME.register
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("language", String(8), nullable=False, default=""),
    _of("forums", nullable=True),
    _of("members", nullable=True),  # the facilitator
    _of("threads", nullable=True),
    Column("details", JSON, nullable=False, default=dict),  # dates, questions, guests, deadline, link
    Column("created_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
)

occurrences = Table(
    "occurrences",
    metadata,
    _id(),
    _of("events", index=True),
    Column("local_on", Date, nullable=False),  # wall time is the truth (rule 10)
    Column("local_time", String(5), nullable=False),  # "15:00"
    Column("zone", String(64), nullable=False),
    Column("minutes", Integer, nullable=False, default=60),
    Column("starts_at", Instant, nullable=False, index=True),  # derived
    Column("speaker", Text, nullable=False, default=""),
    Column("language", Text, nullable=False, default=""),
    Column("join_url", Text, nullable=False, default=""),
    Column("recording_url", Text, nullable=False, default=""),
    Column("sequence", Integer, nullable=False, default=0),  # RFC 5545 SEQUENCE
    Column("cancelled_at", Instant),
    UniqueConstraint("event_id", "local_on", "local_time"),
)

registrations = Table(
    "registrations",
    metadata,
    _id(),
    _of("occurrences"),
    _of("members", index=True),
    Column("answer", String(12), nullable=False),  # yes, no, recording
    Column("answered_at", Instant, nullable=False),
    UniqueConstraint("occurrence_id", "member_id"),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _of("occurrences", index=True),
    _of("members"),
    Column("text", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
)

# --- what the clock and facilitators send ---------------------------------------------------------------------------

drafts = Table(
    "drafts",  # a plan that waits for its author's OK
    metadata,
    _id(),
    Column("kind", String(12), nullable=False),
    _of("forums", nullable=True),
    _of("members"),
    _of("mails", nullable=True),
    Column("plan", JSON, nullable=False),
    Column("state", String(12), nullable=False),  # open, sent, cancelled, replaced, expired
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("decided_at", Instant),
)

issues = Table(
    "issues",  # one numbered, dated copy of a digest or newsletter
    metadata,
    _id(),
    Column("kind", String(12), nullable=False),  # daily, weekly, newsletter
    _of("forums", nullable=True),
    _of("newsletters", nullable=True),
    Column("number", Integer, nullable=False),
    Column("key", String(120), nullable=False, unique=True),
    Column("cut_at", Instant, nullable=False),
)

mailings = Table(
    "mailings",  # one thing to be sent to an audience
    metadata,
    _id(),
    Column("kind", String(12), nullable=False),  # words.MailingKind
    Column("key", String(200), nullable=False, unique=True),  # what makes it this one: post:7, reminder:3:hour:…
    Column("state", String(12), nullable=False),  # words.MailingState
    Column("subject", Text, nullable=False, default=""),
    _of("forums", nullable=True),
    _of("newsletters", nullable=True),
    _of("posts", nullable=True, index=True),
    _of("threads", nullable=True),
    _of("occurrences", nullable=True, index=True),
    _of("drafts", nullable=True),
    _of("issues", nullable=True),
    Column("facts", JSON, nullable=False, default=dict),  # what the tables do not say: a notice's values, a range of seq
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
    _id(),
    _of("mailings"),
    _of("members", nullable=True, index=True),
    _of("subscriptions", nullable=True),
    Column("address", Text, nullable=False),
    Column("key", String(320), nullable=False),  # address key
    Column("state", String(12), nullable=False),  # words.DeliveryState
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
Index("ix_deliveries_state_due", deliveries.c.state, deliveries.c.due_at, deliveries.c.id)

digest_items = Table(
    "digest_items",  # what a number means in a digest
    metadata,
    Column("mailing_id", Id, ForeignKey("mailings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _of("threads"),
    Column("post_id", Id, ForeignKey("posts.id"), nullable=False),  # the one a reply answers
)

bounces = Table(
    "bounces",
    metadata,
    _id(),
    _of("deliveries", nullable=True, index=True),
    _of("receptions"),
    Column("key", String(320), nullable=False, default="", index=True),
    Column("kind", String(12), nullable=False),  # words.BounceKind
    Column("status", String(16), nullable=False, default=""),
    Column("reported_at", Instant, nullable=False),
)

# --- the web --------------------------------------------------------------------------------------------------------

sessions = Table(
    "sessions",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    _of("members", index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
