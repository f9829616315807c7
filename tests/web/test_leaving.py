"""Unsubscribing: GET asks, POST acts, undo undoes."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from mailcop.model import deliveries, subscriptions
from mailcop.words import Delivery, Purpose, Token
from tests.web.community import Community

Browse = Callable[..., httpx.AsyncClient]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def subscription(community: Community, name: str, forum: int) -> tuple[int, Delivery]:
    """(id, what is delivered)."""

    def work(conn: Connection) -> tuple[int, Delivery]:
        row = conn.execute(
            select(subscriptions.c.id, subscriptions.c.delivery).where(
                subscriptions.c.member_id == community.people[name].id, subscriptions.c.forum_id == forum
            )
        ).one()
        return row.id, Delivery(row.delivery)

    return community.db.read(work)


def leave_path(community: Community, name: str, item: int = 0) -> str:
    """The path of List-Unsubscribe."""
    id_, _ = subscription(community, name, community.general)
    return f"/u/{community.book.sign(Token(Purpose.LEAVE, id_, item))}"


async def test_one_click_without_cookies_stops_at_once_and_again_with_the_same_answer(
    community: Community, browse: Browse
) -> None:
    path = leave_path(community, "ines")
    first = await browse(community).post(path, data=ONE_CLICK)
    second = await browse(community).post(path, data=ONE_CLICK)
    assert first.status_code == second.status_code == 200
    assert subscription(community, "ines", community.general)[1] is Delivery.NONE
    assert subscription(community, "ines", community.board)[1] is Delivery.WEEKLY
    assert subscription(community, "wanjiru", community.general)[1] is Delivery.EACH


async def test_a_multipart_one_click_counts_too(community: Community, browse: Browse) -> None:
    path = leave_path(community, "ines")  # RFC 8058 section 3.2 allows either form
    assert (await browse(community).post(path, files={"List-Unsubscribe": (None, "One-Click")})).status_code == 200
    assert subscription(community, "ines", community.general)[1] is Delivery.NONE


async def test_a_get_and_another_body_only_ask(community: Community, browse: Browse) -> None:
    path = leave_path(community, "ines")
    page = await browse(community).get(path)
    other = await browse(community).post(path, data={"List-Unsubscribe": "Perhaps"})
    assert page.status_code == other.status_code == 200
    assert "Stop the letters from <bdi>General</bdi>?" in page.text
    assert subscription(community, "ines", community.general)[1] is Delivery.EACH


async def test_the_page_masks_the_address_because_letters_are_forwarded(community: Community, browse: Browse) -> None:
    path = leave_path(community, "ines")
    pages = (await browse(community).get(path)).text + (await browse(community).post(path, data=ONE_CLICK)).text
    assert "i…s@mail.example" in pages
    assert "ines@" not in pages


async def test_undo_brings_back_what_was_and_not_over_a_later_choice(community: Community, browse: Browse) -> None:
    path = leave_path(community, "ines")
    stopped = await browse(community).post(path, data=ONE_CLICK)
    undo = re.search(r'name="undo" value="([a-z0-9]+)"', stopped.text)
    assert undo is not None
    assert (await browse(community).post(path, data={"undo": undo[1]})).status_code == 200
    assert subscription(community, "ines", community.general)[1] is Delivery.EACH
    assert (await browse(community).post(path, data={"undo": undo[1]})).status_code == 200


async def test_what_waited_is_taken_back_and_counted(community: Community, browse: Browse) -> None:
    posted = community.post("wanjiru", "One more", "Words.\n")
    waiting = community.letter_of(posted, "ines")
    id_, _ = subscription(community, "ines", community.general)
    community.db.write(
        lambda conn: conn.execute(deliveries.update().where(deliveries.c.id == waiting).values(subscription_id=id_))
    )
    answer = await browse(community).post(leave_path(community, "ines"), data=ONE_CLICK)
    assert "1 that was waiting has been taken back." in answer.text
    state = community.db.read(lambda conn: conn.scalar(select(deliveries.c.state).where(deliveries.c.id == waiting)))
    assert state == "skipped"


@pytest.mark.parametrize("word", ["forged", "u" + "a" * 29, "WRONG PURPOSE", "WAY BACK", "GONE"])
async def test_stale_and_forged_tokens_get_one_page_and_change_nothing(
    small: Community, browse: Browse, word: str
) -> None:
    id_, _ = subscription(small, "ines", small.general)
    token = {
        "WRONG PURPOSE": small.book.sign(Token(Purpose.REPLY, id_)),
        "WAY BACK": small.book.sign(Token(Purpose.LEAVE, id_, 1)),
        "GONE": small.book.sign(Token(Purpose.LEAVE, 4242)),
    }.get(word, word)
    forged = await browse(small).get("/u/x")
    page = await browse(small).get(f"/u/{token}")
    stopped = await browse(small).post(f"/u/{token}", data=ONE_CLICK)
    assert page.content == stopped.content == forged.content
    assert stopped.status_code == 200
    assert "This link stops nothing" in stopped.text
    assert "No further" not in stopped.text
    assert "General" not in page.text + stopped.text
    assert subscription(small, "ines", small.general)[1] is Delivery.EACH


async def test_the_link_ends_one_subscription_and_the_page_names_what_goes_on(
    community: Community, browse: Browse
) -> None:
    stopped = await browse(community).post(leave_path(community, "ines"), data=ONE_CLICK)
    assert "No further letter from <bdi>General</bdi>" in stopped.text
    assert "with them what goes to everybody" in stopped.text
    assert "<li><bdi>Board</bdi></li>" in stopped.text
    assert subscription(community, "ines", community.board)[1] is Delivery.WEEKLY


async def test_undo_of_one_subscription_opens_no_other(community: Community, browse: Browse) -> None:
    other, _ = subscription(community, "wanjiru", community.general)
    way_back = community.book.sign(Token(Purpose.LEAVE, other, 1))
    path = leave_path(community, "ines")
    await browse(community).post(path, data=ONE_CLICK)
    await browse(community).post(path, data={"undo": way_back})
    assert subscription(community, "ines", community.general)[1] is Delivery.NONE


async def test_the_token_does_not_sign_in(community: Community, browse: Browse) -> None:
    browser = browse(community)
    path = leave_path(community, "ines")
    await browser.post(path, data=ONE_CLICK)
    assert (await browser.get("/me")).status_code == 303
    assert (await browser.get(path.replace("/u/", "/in/"))).status_code == 410
