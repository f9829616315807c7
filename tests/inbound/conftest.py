"""A place for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.inbound.place import Place


@pytest.fixture
def place_of(database_url: str, tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """Makes a place with a policy or an authserv-id of its own."""
    made: list[Place] = []

    def make(**settings: str) -> Place:
        made.append(Place(database_url, tmp_path, **settings))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def place(place_of: Callable[..., Place]) -> Place:
    """Policy `members`, nobody's Authentication-Results."""
    return place_of()
