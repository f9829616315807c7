"""A relay and a node for each test, on both databases; whatever still runs at the end is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ways.node import Node
from tests.ways.relaying import Relay


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    """A running relay that takes everything."""
    relay = Relay(tmp_path)
    relay.start()
    yield relay
    relay.kill()


@pytest.fixture
def node(tmp_path: Path, database_url: str, relay: Relay) -> Iterator[Node]:
    """A node that is not founded yet."""
    node = Node(tmp_path, database_url, relay)
    yield node
    node.kill()


@pytest.fixture
def sqlite_node(tmp_path: Path, relay: Relay) -> Iterator[Node]:
    """A node on SQLite, for what has to do with its file."""
    node = Node(tmp_path, f"sqlite:///{tmp_path / 'mailcop.db'}", relay)
    yield node
    node.kill()
