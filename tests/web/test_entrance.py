"""Who may pass: every route of the app, for anybody, a member, and a member of another forum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection
from starlette.routing import Route

from mailcop.model import attachments, metadata
from mailcop.web import sessions
from mailcop.words import Purpose, Token
from tests.web.community import Community, Letter

Browse = Callable[..., httpx.AsyncClient]
IN = "303 /in"

# route -> (address, anybody, a member of General, a member of nothing)
MATRIX: dict[str, tuple[str, str, str, str]] = {
    "GET /": ("/", IN, "200", "200"),
    "GET /f/{name}": ("/f/general", IN, "200", "404"),
    "GET /t/{id:int}": ("/t/1", IN, "200", "404"),
    "GET /p/{token}": ("/p/POST", IN, "302 /t/", "404"),
    "GET /p/{token}/formatted": ("/p/FORMATTED/formatted", IN, "200", "404"),
    "GET /a/{token}/{name:path}": ("/a/FILE/x.pdf", IN, "200", "404"),
    "GET /search": ("/search?q=ledger", IN, "200", "200"),
    "GET /me": ("/me", IN, "200", "200"),
    "GET /in": ("/in", "200", "303 /", "303 /"),
    "POST /in": ("/in", "422", "422", "422"),
    "GET /in/{token}": ("/in/LINK", "200", "200", "200"),
    "POST /in/{token}": ("/in/LINK", "403", "403", "403"),
    "POST /out": ("/out", IN, "403", "403"),
    "GET /u/{token}": ("/u/LEAVE", "200", "200", "200"),
    "POST /u/{token}": ("/u/LEAVE", "200", "200", "200"),
    "GET /health": ("/health", "200", "200", "200"),
    "GET /style.css": ("/style.css", "200", "200", "200"),
    "GET /postbox": ("/postbox", "200", "200", "200"),
    "GET /postbox/{number:int}": ("/postbox/1", "200", "200", "200"),
    "GET /postbox/{number:int}/frame": ("/postbox/1/frame", "200", "200", "200"),
    "GET /postbox/{number:int}.eml": ("/postbox/1.eml", "200", "200", "200"),
}


def asked(community: Community) -> Iterator[tuple[str, str]]:
    """(method, route) of everything that the app answers."""
    for route in community.app.routes:
        assert isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield method, route.path


def addressed(community: Community, path: str) -> str:
    """The path with real tokens in the place of the words in capitals."""
    now, book = community.now, community.book
    link = sessions.new_secret()
    if "LINK" in path:
        member = community.people["ines"]
        community.db.write(lambda conn: sessions.keep_link(conn, member.id, member.address, link, now))
    first = community.db.read(lambda conn: conn.scalar(select(attachments.c.id)))
    for word, real in {
        "POST": book.sign(Token(Purpose.PERMALINK, 1)),
        "FORMATTED": book.sign(Token(Purpose.PERMALINK, 3)),
        "FILE": book.sign(Token(Purpose.FILE, first or 1)),
        "LEAVE": book.sign(Token(Purpose.LEAVE, 1)),
        "LINK": link,
    }.items():
        path = path.replace(word, real)
    return path


def everything(community: Community) -> dict[str, Any]:
    """Every row of every table."""

    def work(conn: Connection) -> dict[str, Any]:
        return {table.name: sorted(map(repr, conn.execute(table.select()))) for table in metadata.sorted_tables}

    return community.db.read(work)


@pytest.fixture
def whole(community: Community) -> Community:
    """The community with a letter in its postbox."""
    community.box.letters.append(
        Letter("Inés", "Hola", "post", community.now, b"Subject: Hola\r\n\r\nHola\r\n", "<p>Hola</p>", "Hola\n")
    )
    return community


async def test_every_route_answers_each_kind_of_visitor_as_the_table_says(whole: Community, browse: Browse) -> None:
    routes = {f"{method} {path}" for method, path in asked(whole)}
    assert routes == set(MATRIX), "a route without a row, or a row without a route"
    wrong = []
    for row, (path, *expected) in MATRIX.items():
        method = row.split()[0]
        for visitor, wanted in zip(("", "wanjiru", "lin"), expected, strict=True):
            answer = await browse(whole, visitor).request(method, addressed(whole, path))
            said = f"{answer.status_code} {answer.headers.get('location', '')}".strip()
            if not said.startswith(wanted):
                wrong.append((row, visitor or "anybody", said))
    assert wrong == []


async def test_no_get_and_no_head_changes_a_row_however_often_a_scanner_asks(whole: Community, browse: Browse) -> None:
    paths = [addressed(whole, MATRIX[f"GET {path}"][0]) for method, path in asked(whole) if method == "GET"]
    browsers = [browse(whole), browse(whole, "wanjiru"), browse(whole, "lin")]
    before = everything(whole)
    for path in paths:
        for browser in browsers:
            for method in ("HEAD", "GET", "GET"):
                await browser.request(method, path, follow_redirects=True)
    assert everything(whole) == before


async def test_gone_never_was_and_private_are_the_same_bytes(whole: Community, browse: Browse) -> None:
    whole.post("ines", "Only for the board", "Confidential.\n", forum=whole.board)
    private = whole.book.sign(Token(Purpose.PERMALINK, 6))
    browser = browse(whole, "wanjiru")
    pages = [
        await browser.get(path)
        for path in ("/t/3", "/t/999", "/t/99999999999999999999", "/nothing", "/f/board", "/f/never", f"/p/{private}",
                     "/p/forged", "/a/forged/x", "/t/1?page=7", "/t/%00", "/f/..%2f..%2fetc", "/search?q=x&forum=board")
    ]  # fmt: skip
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert (await browse(whole, "ines").get("/t/3")).status_code == 200


async def test_a_stranger_learns_nothing_from_any_path_but_the_way_in(whole: Community, browse: Browse) -> None:
    browser = browse(whole)
    for path in ("/t/1", "/t/999", "/nothing", "/f/general", "/desk"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.content) == (303, b"")
        assert answer.headers["location"] == f"/in?next={path.replace('/', '%2F')}"


async def test_private_posts_are_not_found_by_others(whole: Community, browse: Browse) -> None:
    whole.post("ines", "Only for the board", "Confidential.\n", forum=whole.board)
    assert "Confidential" not in (await browse(whole, "wanjiru").get("/search?q=confidential")).text
    assert "Confidential" in (await browse(whole, "ines").get("/search?q=confidential")).text
    assert "Only for the board" not in (await browse(whole, "wanjiru").get("/")).text
