"""A ledger on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailcop import model
from mailcop.db import Database
from tests.outbound.ledger import Ledger


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    database = Database(database_url)
    model.metadata.create_all(database.engine)
    yield Ledger(database)
    database.close()
