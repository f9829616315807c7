"""Fixtures that every area shares, and the count of tests that were skipped for want of a server."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from mailcop.db import Database
from mailcop.migrations import bring_up_to_date
from tests import servers

hypothesis.settings.register_profile("mailcop", deadline=None)  # a busy machine is no finding
hypothesis.settings.load_profile("mailcop")

_serial = itertools.count(1)


@pytest.fixture
def free_port() -> int:
    """A free loopback port; call tests.servers.free_port() where a test needs several."""
    return servers.free_port()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of this run's private PostgreSQL, without a database name; skips by name where there is none."""
    with servers.running_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, made by the migrations once a run and copied for each test."""
    file = tmp_path_factory.mktemp("template") / "mailcop.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a PostgreSQL database with our tables, for the same."""
    name = "mailcop_template"
    servers.create_database(postgres_server, name)
    _migrate(f"{postgres_server}/{name}")
    return name


def _migrate(url: str) -> None:
    database = Database(url)
    bring_up_to_date(database)
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database for this test alone with our tables and nothing in them, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / "mailcop.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    with servers.fresh_database(server, f"mailcop_{next(_serial)}", template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'mailcop.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    with servers.fresh_database(server, f"mailcop_{next(_serial)}") as url:
        yield url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say by name how many tests were skipped because their server is not installed."""
    wants = [
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and servers.WANTS in str(report.longrepr[2])
    ]
    for reason in sorted(set(wants)):
        missing = reason.removeprefix(servers.WANTS)
        terminalreporter.write_line(f"skipped for want of {missing}: {wants.count(reason)} tests")
    terminalreporter.write_line(f"server tests skipped: {len(wants)}")
