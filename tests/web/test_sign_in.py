"""The way in: a mailed link, used once, by POST."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from mailcop.editions.notices import kept_values
from mailcop.model import deliveries, mailings, members, metadata, pendings, sessions
from mailcop.web.face import safe_next
from tests.web.community import Community, found_community

Browse = Callable[..., httpx.AsyncClient]


def letters(community: Community) -> list[tuple[str, str]]:
    """(address, link) of every sign-in letter owed."""

    def work(conn: Connection) -> list[tuple[str, str]]:
        rows = conn.execute(
            select(deliveries.c.address, mailings.c.facts)
            .join(mailings, mailings.c.id == deliveries.c.mailing_id)
            .where(mailings.c.kind == "notice")
            .order_by(mailings.c.id)
        )
        return [(row.address, str(kept_values(row.facts, community.book)["url"])) for row in rows]

    return community.db.read(work)


def guard_in(page: str) -> str:
    """The guard field of the form in a page."""
    found = re.search(r'name="guard" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


async def ask(community: Community, browser: httpx.AsyncClient, mail: str, onward: str = "") -> httpx.Response:
    """Ask for a link."""
    return await browser.post("/in", data={"mail": mail, "next": onward})


async def come_in(community: Community, browser: httpx.AsyncClient, link: str) -> httpx.Response:
    """Follow a link and press its button."""
    path = link.removeprefix("http://cop.example.org")
    page = await browser.get(path)
    assert page.status_code == 200
    onward = re.search(r'name="next" value="([^"]+)"', page.text)
    form = {"guard": guard_in(page.text), "next": onward[1] if onward else ""}
    return await browser.post(urlsplit(path).path, data=form)


@pytest.mark.usefixtures("prompt")
async def test_a_member_comes_in_by_the_link_in_a_letter_and_goes_on_to_the_page(
    community: Community, browse: Browse
) -> None:
    browser = browse(community)
    turned_away = await browser.get("/t/1")
    form = await browser.get(turned_away.headers["location"])
    assert 'name="next" value="/t/1"' in form.text
    assert (await ask(community, browser, " Wanjiru@Mail.Example ", "/t/1")).status_code == 200
    [(address, link)] = letters(community)
    assert address == "wanjiru@mail.example"
    assert link.startswith("http://cop.example.org/in/")
    answer = await come_in(community, browser, link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/t/1")
    assert (await browser.get("/t/1")).status_code == 200


@pytest.mark.usefixtures("prompt")
async def test_no_table_holds_what_opens_the_door(community: Community, browse: Browse) -> None:
    """Who reads the database, or a backup, finds a hash and a seed that opens nothing without the config's secret."""
    await ask(community, browse(community), "ines@mail.example")
    [(_, link)] = letters(community)
    secret = link.rpartition("/")[2]
    kept = community.db.read(
        lambda conn: [repr(row) for table in metadata.sorted_tables for row in conn.execute(select(table)).all()]
    )
    assert not any(secret in row for row in kept)
    [row] = [one for one in kept if "link_seed" in one]
    found = re.search(r"'link_seed': '([^']+)'", row)
    assert found is not None
    assert (await browse(community).get(f"/in/{found[1]}")).status_code == 410
    assert (await come_in(community, browse(community), link)).status_code == 303


@pytest.mark.usefixtures("prompt")
async def test_a_link_opens_once_and_only_by_post(community: Community, browse: Browse) -> None:
    await ask(community, browse(community), "ines@mail.example")
    [(_, link)] = letters(community)
    path = link.removeprefix("http://cop.example.org")
    scanner = browse(community)
    for _ in range(20):
        assert (await scanner.get(path)).status_code == 200
        assert (await scanner.head(path)).status_code == 200
    assert (await come_in(community, browse(community), link)).status_code == 303
    again = browse(community)
    stale = await again.get(path)
    never = await again.get("/in/never-was")
    assert stale.status_code == never.status_code == 410
    assert stale.content == never.content
    assert not any(cookie.name == "mailcop" for cookie in again.cookies.jar)


@pytest.mark.usefixtures("prompt")
async def test_two_presses_at_once_make_one_session(community: Community, browse: Browse) -> None:
    await ask(community, browse(community), "ines@mail.example")
    path = letters(community)[0][1].removeprefix("http://cop.example.org")
    browser = browse(community)
    guard = guard_in((await browser.get(path)).text)
    answers = [await browser.post(path, data={"guard": guard}), await browser.post(path, data={"guard": guard})]
    assert [answer.status_code for answer in answers] == [303, 403]  # the form's cookie went with the first
    rows = community.db.read(lambda conn: conn.execute(sessions.select()).all())
    assert len(rows) == 1


@pytest.mark.usefixtures("prompt")
async def test_a_link_is_too_old_after_fifteen_minutes(community: Community, browse: Browse) -> None:
    await ask(community, browse(community), "ines@mail.example")
    path = letters(community)[0][1].removeprefix("http://cop.example.org")
    browser = browse(community)
    guard = guard_in((await browser.get(path)).text)
    community.now += timedelta(minutes=15)
    assert (await browser.post(path, data={"guard": guard})).status_code == 410
    assert (await browser.get(path)).status_code == 410


async def test_any_other_address_gets_the_same_answer_in_the_same_time_and_no_letter(
    community: Community, browse: Browse
) -> None:
    took, said = [], []
    for mail in ("wanjiru@mail.example", "nobody1@mail.example"):
        began = time.monotonic()
        answer = await ask(community, browse(community), mail)
        took.append(time.monotonic() - began)
        said.append((answer.status_code, answer.text.replace(mail.replace("@", "@<wbr>"), "X"), dict(answer.headers)))
    assert said[0][:2] == said[1][:2]
    assert set(said[0][2]) == set(said[1][2])
    assert max(took) < min(took) * 1.2
    assert [address for address, _ in letters(community)] == ["wanjiru@mail.example"]


@pytest.mark.usefixtures("prompt")
async def test_an_address_gets_three_letters_an_hour_and_a_client_asks_twenty_times(
    community: Community, browse: Browse
) -> None:
    browser = browse(community)
    for _ in range(5):
        assert (await ask(community, browser, "ines@mail.example")).status_code == 200
    assert len(letters(community)) == 3
    for number in range(15):
        assert (await ask(community, browser, f"x{number}@mail.example")).status_code == 200
    assert (await ask(community, browser, "ines@mail.example")).status_code == 429
    community.now += timedelta(hours=1)
    assert (await ask(community, browser, "ines@mail.example")).status_code == 200
    assert len(letters(community)) == 4


@pytest.mark.usefixtures("prompt")
async def test_secrets_are_kept_as_hashes_and_the_session_is_not_the_link(community: Community, browse: Browse) -> None:
    browser = browse(community)
    await ask(community, browser, "ines@mail.example")
    secret = letters(community)[0][1].rpartition("/")[2]
    await come_in(community, browser, letters(community)[0][1])
    cookie = browser.cookies["mailcop"]
    kept = community.db.read(lambda conn: repr([conn.execute(t.select()).all() for t in (pendings, sessions)]))
    assert secret not in kept
    assert cookie not in kept
    assert cookie != secret


@pytest.mark.usefixtures("prompt")
async def test_signing_out_ends_the_session_on_the_server(community: Community, browse: Browse) -> None:
    browser = browse(community, "ines")
    cookie = browser.cookies["mailcop"]
    guard = guard_in((await browser.get("/me")).text)
    assert (await browser.post("/out", data={"guard": guard})).headers["location"] == "/in"
    thief = browse(community)
    thief.cookies.set("mailcop", cookie)
    assert (await thief.get("/me")).status_code == 303


@pytest.mark.parametrize(
    ("headers", "data"),
    [
        ({}, {}),
        ({}, {"guard": "0" * 64}),
        ({"origin": "https://evil.example"}, {"guard": "GUARD"}),
        ({"sec-fetch-site": "cross-site"}, {"guard": "GUARD"}),
        ({"sec-fetch-site": "same-site"}, {"guard": "GUARD"}),
    ],
)
async def test_a_form_of_another_site_does_nothing(
    small: Community, browse: Browse, headers: dict[str, str], data: dict[str, str]
) -> None:
    browser = browse(small, "ines")
    guard = guard_in((await browser.get("/me")).text)
    form = {name: value.replace("GUARD", guard) for name, value in data.items()}
    assert (await browser.post("/out", data=form, headers=headers)).status_code == 403
    assert (await browser.get("/me")).status_code == 200


async def test_a_session_is_over_after_thirty_days_and_when_its_member_is_erased(
    community: Community, browse: Browse
) -> None:
    browser, other = browse(community, "ines"), browse(community, "nadege")
    id_ = community.people["nadege"].id
    community.db.write(
        lambda conn: conn.execute(update(members).where(members.c.id == id_).values(erased_at=community.now))
    )
    assert (await other.get("/me")).status_code == 303
    community.now += timedelta(days=30)
    assert (await browser.get("/me")).status_code == 303


@pytest.mark.usefixtures("prompt")
async def test_over_https_cookies_are_bound_to_the_host(tmp_path: Path, browse: Browse) -> None:
    community = found_community(f"sqlite:///{tmp_path / 'm.db'}", tmp_path, base_url="https://cop.example.org")
    browser = browse(community, base="https://cop.example.org")
    await ask(community, browser, "ines@mail.example")
    path = letters(community)[0][1].removeprefix("https://cop.example.org")
    page = await browser.get(path)
    answer = await browser.post(path, data={"guard": guard_in(page.text)})
    session = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("__Host-mailcop="))
    for word in ("HttpOnly", "Path=/", "SameSite=lax", "Secure"):
        assert word in session
    assert "Domain" not in session
    assert (await browser.get("/me")).status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    community.db.close()


async def test_what_is_no_address_is_said_at_the_field(small: Community, browse: Browse) -> None:
    answer = await ask(small, browse(small), "wanjiru at mail")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert 'value="wanjiru at mail"' in answer.text


@pytest.mark.parametrize(
    "text",
    ["//evil.example", "/\\evil.example", "https:evil", "https://evil.example/", "javascript:alert(1)",
     "/%0d%0aX: y\r\n", "evil", "", "/in", "/in/abc", "/out", "/u/x", "/a b", "/\tx", "///x"],
)  # fmt: skip
def test_a_next_that_is_no_page_of_ours_is_dropped(text: str) -> None:
    assert safe_next(text) == ""


@pytest.mark.parametrize("text", ["/", "/t/409", "/f/general?page=2", "/search?q=a%20b", "/inner"])
def test_a_next_that_is_a_page_of_ours_stays(text: str) -> None:
    assert safe_next(text) == text
