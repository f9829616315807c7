"""What every response carries, and what is refused before any page is asked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from sqlalchemy import text

from mailcop.web.guard import BODY_BYTES, HEADERS
from mailcop.web.listening import PortInUse, listen
from tests.web.community import Community

Browse = Callable[..., httpx.AsyncClient]


async def test_every_answer_carries_the_security_headers(small: Community, browse: Browse) -> None:
    browser = browse(small, "ines")
    answers = [
        await browser.get(path) for path in ("/", "/in", "/health", "/style.css", "/nothing", "/t/1", "/u/x", "/me")
    ]
    answers += [
        await browse(small).get("/"),
        await browser.post("/out"),
        await browser.put("/"),
        await browser.post("/me"),
    ]
    answers.append(await browser.post("/in", content=b"x" * (BODY_BYTES + 1)))
    answers.append(await browser.get("/" + "x" * 5000))
    answers.append(await browser.post("/in", headers={"origin": "https://evil.example"}))
    assert {200, 303, 403, 404, 405, 413, 414} == {answer.status_code for answer in answers}
    for answer in answers:
        for name in set(HEADERS) - {"cache-control"}:
            assert answer.headers[name] == HEADERS[name], (answer.url, name)
        assert "cache-control" in answer.headers
        assert "server" not in answer.headers
    policy = HEADERS["content-security-policy"]
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_a_trouble_of_ours_shows_an_id_and_no_insides(
    small: Community, browse: Browse, caplog: pytest.LogCaptureFixture
) -> None:
    browser = browse(small, "ines")
    small.db.write(lambda conn: conn.execute(text("ALTER TABLE threads RENAME TO elsewhere")))
    answer = await browser.get("/")
    assert answer.status_code == 503
    assert "elsewhere" not in answer.text
    assert "threads" not in answer.text.casefold().replace("sqlite", "threads")
    [record] = [record for record in caplog.records if "web=trouble" in record.getMessage()]
    assert record.getMessage().split("id=")[1].split()[0] in answer.text
    assert (await browse(small).get("/health")).status_code == 200


async def test_health_says_when_the_tables_do_not_answer(small: Community, browse: Browse) -> None:
    small.db.close()
    assert (await browse(small).get("/health")).status_code == 503


async def test_a_body_without_a_length_is_measured_as_it_comes(small: Community, browse: Browse) -> None:
    async def drip() -> AsyncIterator[bytes]:
        for _ in range(BODY_BYTES // 1000 + 2):
            yield b"x" * 1000

    answer = await browse(small).post(
        "/in", content=drip(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


async def test_it_listens_answers_and_stops_and_says_when_a_port_is_taken(small: Community) -> None:
    listening = await listen(small.app, "127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{listening.port}") as browser:
        assert (await browser.get("/health")).text == "ok\n"
        with pytest.raises(PortInUse, match=rf"127\.0\.0\.1:{listening.port}: .+"):
            await listen(small.app, "127.0.0.1", listening.port)
    await listening.stop()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", listening.port)) != 0


async def test_garbage_on_the_socket_is_answered_400_and_others_are_served(small: Community) -> None:
    listening = await listen(small.app, "127.0.0.1", 0)
    for garbage in (b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"POST /in HTTP/1.1\r\n"
                    b"Host: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"):  # fmt: skip
        reader, writer = await asyncio.open_connection("127.0.0.1", listening.port)
        writer.write(garbage)
        await writer.drain()
        assert b" 400 " in await reader.readline()
        writer.close()
        await writer.wait_closed()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{listening.port}") as browser:
        assert (await browser.get("/health")).status_code == 200
    await listening.stop()
