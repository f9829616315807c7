"""A database with our tables, on SQLite and on PostgreSQL, and a community in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailcop import model
from mailcop.db import Database
from tests.editions.world import World


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    model.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def world(database: Database) -> World:
    return World(database)
