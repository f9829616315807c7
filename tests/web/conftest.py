"""Fixtures of the web's tests: a community on either database, and browsers that ask its app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest

from mailcop.web import account
from tests.web.community import Community, announce_webinar, found_community, hold_a_conversation

BASE = "http://cop.example.org"
Browser = Callable[[str], httpx.AsyncClient]


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign-in answers without its floor of time."""
    monkeypatch.setattr(account, "ANSWER_AFTER", 0.0)


@pytest.fixture
def community(database_url: str, tmp_path: Path) -> Iterator[Community]:
    """A community that has talked, on both databases."""
    found = found_community(database_url, tmp_path)
    hold_a_conversation(found)
    announce_webinar(found)
    yield found
    found.db.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Community]:
    """A community without a word yet, on SQLite."""
    found = found_community(f"sqlite:///{tmp_path / 'small.db'}", tmp_path)
    yield found
    found.db.close()


@pytest.fixture
async def browsers() -> AsyncIterator[list[httpx.AsyncClient]]:
    """Every browser of a test, closed at its end."""
    opened: list[httpx.AsyncClient] = []
    yield opened
    for one in opened:
        await one.aclose()


@pytest.fixture
def browse(browsers: list[httpx.AsyncClient]) -> Callable[..., httpx.AsyncClient]:
    """`browse(community)` is anybody's browser, `browse(community, "ines")` one that is signed in."""

    def open_one(community: Community, name: str = "", base: str = BASE) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=community.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=base)
        if name:
            client.cookies.set("mailcop", community.session(name))
        browsers.append(client)
        return client

    return open_one
