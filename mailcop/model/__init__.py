"""The tables: what the community keeps, the ledger of letters owed, and the marks of the machine.

One `MetaData`, SQLAlchemy Core. States and unique keys are described in docs/decisions/0001-tables.md.
"""

from __future__ import annotations

from mailcop.model.archive import attachments, awaited_ids, contents, known_ids, posts, threads
from mailcop.model.columns import Id, Instant, metadata
from mailcop.model.events import events, occurrences, questions, registrations
from mailcop.model.incoming import bounds, decisions, imap_marks, mails, pendings, receptions
from mailcop.model.ledger import bounces, deliveries, digest_items, drafts, issues, mailings
from mailcop.model.people import (
    addresses,
    facts,
    forums,
    leases,
    members,
    newsletters,
    sessions,
    subscriptions,
    suppressions,
)

__all__ = [
    "Id",
    "Instant",
    "addresses",
    "attachments",
    "awaited_ids",
    "bounces",
    "bounds",
    "contents",
    "decisions",
    "deliveries",
    "digest_items",
    "drafts",
    "events",
    "facts",
    "forums",
    "imap_marks",
    "issues",
    "known_ids",
    "leases",
    "mailings",
    "mails",
    "members",
    "metadata",
    "newsletters",
    "occurrences",
    "pendings",
    "posts",
    "questions",
    "receptions",
    "registrations",
    "sessions",
    "subscriptions",
    "suppressions",
    "threads",
]
