"""The doors by which mail comes in, and what every door asks of intake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from mailcop.words import Envelope, Reply


class Intake(Protocol):
    """What stands behind every door; `mailcop.inbound.intake` is the one that keeps mail."""

    def recipient(self, address: str) -> Reply | None:
        """None when the address is one of ours, else the refusal for RCPT (550 5.1.1 unknown, 550 5.7.1 foreign).

        Answers from memory. `address` is as the client wrote it, its source route dropped; `postmaster` may
        come without a domain (RFC 5321 section 4.1.1.3).
        """
        ...

    def room(self, size_bytes: int) -> Reply | None:
        """452 4.3.1 when the disk has no room for a mail of that size (0 when unknown), else None."""
        ...

    async def take(self, raw: bytes, envelope: Envelope, recipients: Sequence[str]) -> list[Reply]:
        """Keep one mail; one Reply per recipient, in order, after the commit.

        What storage does wrong comes back as 451 4.3.0 with an opaque id; it is never raised.
        """
        ...

    def take_now(
        self,
        raw: bytes,
        envelope: Envelope,
        recipients: Sequence[str],
        beside: Callable[[Connection], None] | None = None,
    ) -> list[Reply]:
        """The same for a plain thread; `beside` runs in the same transaction, whatever the verdicts say.

        Only where the commit failed (every Reply is 4xx) has `beside` left no trace.
        """
        ...
