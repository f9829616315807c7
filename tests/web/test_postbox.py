"""The demo's postbox, and its absence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.web.community import Community, Letter, found_community
from tests.web.pages import parsed

Browse = Callable[..., httpx.AsyncClient]
RAW = (
    b"From: =?utf-8?q?Nad=C3=A8ge_via_General?= <general@cop.example.org>\r\nTo: Wanjiru <wanjiru@mail.example>\r\n"
    b"Reply-To: general.r2x@cop.example.org\r\nSubject: Hello\r\n\r\nHello, http://cop.example.org/in/abc\r\n"
)


@pytest.fixture
def posted(small: Community) -> Community:
    """A postbox with sixty letters."""
    for number in range(60):
        to, kind = ("Wanjiru", "post") if number % 2 else ("Nadège", "digest")
        at = small.now + timedelta(minutes=number)
        small.box.letters.append(
            Letter(to, f"Letter {number + 1}", kind, at, RAW, "<p>Hello</p>", "Hello, http://cop.example.org/in/abc\n")
        )
    return small


async def test_letters_are_listed_the_latest_first_by_reader_and_kind(posted: Community, browse: Browse) -> None:
    browser = browse(posted)
    page = parsed((await browser.get("/postbox")).text)
    numbers = [link for link in page.links if link.startswith("/postbox/")]
    assert numbers == [f"/postbox/{number}" for number in range(60, 10, -1)]
    assert "/postbox?page=2" in page.links
    digests = parsed((await browser.get("/postbox", params={"reader": "Nadège", "kind": "digest"})).text)
    assert len([link for link in digests.links if link.startswith("/postbox/")]) == 30
    assert "Letters30 in all" in "".join(digests.texts)


async def test_a_letter_shows_its_html_in_a_frame_its_text_and_its_source(posted: Community, browse: Browse) -> None:
    browser = browse(posted)
    text = (await browser.get("/postbox/2")).text
    assert '<iframe sandbox="allow-same-origin" src="/postbox/2/frame"' in text
    assert '<a href="/postbox/2/frame">Open it alone</a>' in text
    assert "allow-scripts" not in text
    assert "Nadège via General" in text
    assert '<a href="http://cop.example.org/in/abc"' in text
    assert "=?utf-8?q?" in text
    assert "mailto:general.r2x@cop.example.org" in text
    source = (await browser.get("/postbox/2?as=source")).text
    assert '<details name="view" id="source" open>' in source
    assert (await browser.get("/postbox/2.eml")).content == RAW


async def test_the_frame_runs_loads_and_leads_nowhere(posted: Community, browse: Browse) -> None:
    answer = await browse(posted).get("/postbox/2/frame")
    assert answer.text == "<p>Hello</p>"
    policy = answer.headers["content-security-policy"]
    for rule in (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'self'",
        "sandbox",
    ):
        assert rule in policy
    assert "allow-scripts" not in policy
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


async def test_a_letter_without_html_opens_at_its_text(posted: Community, browse: Browse) -> None:
    posted.box.letters.append(Letter("A", "Plain", "notice", posted.now, RAW, "", "Hello\n"))
    text = (await browse(posted).get("/postbox/61")).text
    assert "<iframe" not in text
    assert '<details name="view" id="text" open>' in text
    assert (await browse(posted).get("/postbox/61/frame")).status_code == 404
    assert (await browse(posted).get("/postbox/62")).status_code == 404


async def test_without_a_demo_there_is_no_postbox(tmp_path: Path, browse: Browse) -> None:
    community = found_community(f"sqlite:///{tmp_path / 'm.db'}", tmp_path, with_postbox=False)
    assert (await browse(community).get("/postbox")).status_code == 303
    browser = browse(community, "ines")
    assert (await browser.get("/postbox")).status_code == 404
    assert "/postbox" not in (await browser.get("/")).text
    community.db.close()
