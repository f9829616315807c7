"""How the parts of a place are put together, for a node and for a single command alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from mailcop.cli.place import Place, sqlite_file
from mailcop.config import data_path
from mailcop.editions.letterhead import Letterhead
from mailcop.editions.letters import Letters
from mailcop.inbound.intake import Intake
from mailcop.inbound.judging import Judge
from mailcop.writing.compose import Writer


def intake_of(place: Place, clock: Callable[[], datetime]) -> Intake:
    """Where this place's doors end."""
    file = sqlite_file(place.database)
    judge = Judge(place.config, place.book, place.blobs)
    return Intake(place.database, place.blobs, judge, clock=clock, disk=file.parent if file else None)


def letters_of(place: Place) -> Letters:
    """What writes this place's letters."""
    head = Letterhead.of(place.config, place.config.mail.secret)
    return Letters(head, Writer.load(data_path("templates"), head.community))
