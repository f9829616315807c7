"""Events, their occurrences, who comes and what is asked."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Integer, String, Table, Text, UniqueConstraint

from mailcop.model.columns import Instant, metadata, of, own_id

events = Table(
    "events",
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),  # webinar, series, dialogue, training
    Column("name", String(64), nullable=False, unique=True),  # its mail name: NAME.register
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("language", String(8), nullable=False, default=""),
    of("forums", nullable=True),
    of("members", nullable=True),  # the facilitator
    of("threads", nullable=True),
    Column("details", JSON, nullable=False, default=dict),  # dates, questions, guests, deadline, link
    Column("created_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
)

occurrences = Table(
    "occurrences",
    metadata,
    own_id(),
    of("events", index=True),
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
    own_id(),
    of("occurrences"),
    of("members", index=True),
    Column("answer", String(12), nullable=False),  # yes, no, recording
    Column("answered_at", Instant, nullable=False),
    UniqueConstraint("occurrence_id", "member_id"),
)

questions = Table(
    "questions",
    metadata,
    own_id(),
    of("occurrences", index=True),
    of("members"),
    Column("text", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
)
