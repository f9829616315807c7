"""A database with one forum for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailcop.db import Database
from tests.archive.shelf import Shelf


@pytest.fixture
def shelf(database_url: str) -> Iterator[Shelf]:
    """Where archives are taken in."""
    database = Database(database_url)
    yield Shelf(database)
    database.close()
