"""The ground that other tests stand on."""

from __future__ import annotations

import socket

import pytest
import sqlalchemy

from mailcop.model import members, metadata
from tests import servers


def test_a_test_may_have_an_empty_database_of_its_own(empty_database_url: str) -> None:
    engine = sqlalchemy.create_engine(empty_database_url)
    with engine.begin() as connection:
        assert sqlalchemy.inspect(connection).get_table_names() == []
        connection.execute(sqlalchemy.text("CREATE TABLE post (id INTEGER)"))
    engine.dispose()


def test_the_next_test_does_not_see_the_tables_of_the_last(empty_database_url: str) -> None:
    test_a_test_may_have_an_empty_database_of_its_own(empty_database_url)


def test_every_database_test_gets_our_tables_with_nothing_in_them(database_url: str) -> None:
    engine = sqlalchemy.create_engine(database_url)
    with engine.begin() as connection:
        assert set(metadata.tables) <= set(sqlalchemy.inspect(connection).get_table_names())
        assert connection.execute(sqlalchemy.select(members)).all() == []
    engine.dispose()


def test_a_missing_server_skips_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILCOP_REQUIRE_SERVERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no server: no-such-program"):
        servers.needs("sh", "no-such-program")


def test_a_missing_server_fails_where_all_servers_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILCOP_REQUIRE_SERVERS", "1")
    with pytest.raises(pytest.fail.Exception, match="no server: no-such-program"):
        servers.needs("no-such-program")


def test_a_free_port_can_be_listened_on(free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        pass
