"""A node that dies at a named point, as by kill -9: `python -m tests.ways.killed_node POINT serve`.

The product knows no failpoints: each is put in from here, around the function at whose edge the node dies.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from mailcop import refusals
from mailcop.cli import main
from mailcop.community import audiences
from mailcop.community.receptions import file_reception
from mailcop.inbound import intake, judging
from mailcop.inbound.intake import Intake
from mailcop.outbound.relay import RelayConnection
from mailcop.words import Envelope, Reply


def die(*_: object) -> Any:
    """As if the power went: nothing more is written, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def _when_called(owner: Any, name: str) -> None:
    setattr(owner, name, die)


def _when_done(owner: Any, name: str) -> None:
    real = getattr(owner, name)

    @functools.wraps(real)
    def then_die(*args: Any, **named: Any) -> Any:
        real(*args, **named)
        die()

    setattr(owner, name, then_die)


def _when_awaited(owner: Any, name: str) -> None:
    real = getattr(owner, name)

    @functools.wraps(real)
    async def then_die(*args: Any, **named: Any) -> Any:
        await real(*args, **named)
        die()

    setattr(owner, name, then_die)


def before_commit() -> None:
    """All rows of a mail are written, its transaction is not committed."""
    has_mail = threading.Event()

    @functools.wraps(file_reception)
    def filed(*args: Any, **named: Any) -> int:
        has_mail.set()
        return file_reception(*args, **named)

    vars(intake)["file_reception"] = filed
    event.listen(Engine, "commit", lambda _: die() if has_mail.is_set() else None)


def second_page_planned() -> None:
    """One page of a mailing's letters is planned and committed, the next is planned and not committed."""
    real, pages = audiences.expand_next, []

    @functools.wraps(real)
    def expand_next(*args: Any, **named: Any) -> audiences.Expanded | None:
        expanded = real(*args, **named)
        pages.extend([expanded] if expanded else [])
        return die() if len(pages) == 2 else expanded

    audiences.expand_next = expand_next


def answer_before_commit() -> None:
    """The control: a node that says 250 first and writes 50 ms later. What proves us must find it out."""

    async def take(self: Intake, raw: bytes, envelope: Envelope, recipients: Sequence[str]) -> list[Reply]:
        threading.Timer(0.05, self.take_now, (raw, envelope, recipients)).start()
        return [refusals.POSTED] * len(recipients)

    Intake.take = take  # type: ignore[method-assign]  # the point of it


def stumble() -> None:
    """No kill: our own code fails at every mail, as a mail that nobody foresaw would make it."""

    def decide(*_: object) -> Any:
        raise ZeroDivisionError("a fault of ours")

    vars(judging)["_decide"] = decide


POINTS: dict[str, Callable[[], None]] = {
    "before-commit": before_commit,
    "between-commit-and-250": lambda: _when_awaited(Intake, "take"),
    "before-the-blob-has-its-name": lambda: _when_called(Path, "replace"),
    "between-blob-and-row": lambda: _when_done(Intake, "_keep_large"),
    "second-page-planned": second_page_planned,
    "between-sending-and-data": lambda: _when_called(RelayConnection, "deliver"),
    "between-reply-and-record": lambda: _when_awaited(RelayConnection, "deliver"),
    "answer-before-commit": answer_before_commit,
    "stumble": stumble,
}

if __name__ == "__main__":
    POINTS[sys.argv[1]]()
    sys.exit(main(sys.argv[2:]))
