"""A database with our tables, on SQLite and on PostgreSQL, and a community in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailcop import model
from mailcop.config import Config, data_path
from mailcop.db import Database
from mailcop.editions.letterhead import Letterhead
from mailcop.editions.letters import Letters
from mailcop.writing.compose import Writer
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


@pytest.fixture(scope="session")
def head() -> Letterhead:
    """The letterhead of a community with a web, as the packaged settings make it."""
    return Letterhead.of(Config(), b"a secret of the tests, 32 bytes!")


@pytest.fixture(scope="session")
def writer(head: Letterhead) -> Writer:
    """Templates and catalogues, read once for all tests."""
    return Writer.load(data_path("templates"), head.community)


@pytest.fixture
def letters(head: Letterhead, writer: Writer) -> Letters:
    """What writes the letters of this test's database."""
    return Letters(head, writer)


@pytest.fixture
def forum(world: World) -> int:
    return world.forum()


@pytest.fixture
def ines(world: World, forum: int) -> int:
    """A facilitator in Madrid; three members read, one has chosen none."""
    for name, delivery, language in (("Ana", "each", "es"), ("Bo", "weekly", "en"), ("Cy", "none", "en")):
        world.member(name, forum, delivery=delivery, language=language, zone="Africa/Nairobi")
    return world.member("Ines", forum, role="facilitator", zone="Europe/Madrid")
