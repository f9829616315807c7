"""Forums, threads, posts, downloads: what a member reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import httpx
import pytest
from sqlalchemy import select, update

from mailcop.blobs import SMALL_BYTES
from mailcop.model import attachments, posts, threads
from mailcop.web.archive import disposition
from mailcop.web.leaving import masked
from mailcop.web.pictures import Picture, with_pictures
from mailcop.words import Purpose, Token
from tests.web.community import Community
from tests.web.pages import parsed

Browse = Callable[..., httpx.AsyncClient]


async def test_the_newest_activity_comes_first_and_unanswered_threads_can_be_asked_for(
    community: Community, browse: Browse
) -> None:
    browser = browse(community, "wanjiru")
    page = parsed((await browser.get("/f/general")).text)
    assert [link for link in page.links if link.startswith("/t/")] == ["/t/2", "/t/1"]
    unanswered = parsed((await browser.get("/f/general?show=unanswered")).text)
    assert [link for link in unanswered.links if link.startswith("/t/")] == ["/t/2"]


async def test_threads_are_paged_and_every_one_is_on_a_page_once(small: Community, browse: Browse) -> None:
    for number in range(60):
        small.post("ines", f"Thread {number}", "Words.\n", at=small.now - timedelta(minutes=number))
    browser, seen, path = browse(small, "ines"), [], "/f/general"
    for _ in range(3):
        page = parsed((await browser.get(path)).text)
        seen += [link for link in page.links if link.startswith("/t/")]
        path = next((link for link in page.links if "page=" in link), "")
        path = f"/f/general?page={2 if len(seen) == 25 else 3}"
    assert seen == [f"/t/{number}" for number in range(1, 61)]


async def test_a_thread_is_flat_in_order_and_says_who_answers_whom(community: Community, browse: Browse) -> None:
    page = parsed((await browse(community, "wanjiru").get("/t/1")).text)
    assert [id_ for id_ in page.ids if id_.startswith("p")] == ["p1", "p2", "p3", "p4"]
    answers = [text for text in page.texts if text.startswith(("answers", "Answered in"))]
    assert answers == [
        "Answered in #2 Wanjiru, #3 Inés", "answers #1 Nadège Mamas", "Answered in #4 Nadège",
        "answers #1 Nadège Mamas", "answers #2 Wanjiru Odhiambo",
    ]  # fmt: skip


async def test_folds_open_without_script_where_they_stood(community: Community, browse: Browse) -> None:
    text = (await browse(community, "wanjiru").get("/t/1")).text
    assert "<summary>Signature, 3 lines</summary><p>Nadège Mamas<br>" in text
    assert text.index("ce moment-là") < text.index("Signature, 3 lines") < text.index('id="p2"')
    assert "<summary>Quoting, 4 lines</summary><blockquote>" in text


async def test_language_and_direction_stand_on_the_passage(community: Community, browse: Browse) -> None:
    text = (await browse(community, "wanjiru").get("/t/1")).text
    assert '<p dir="rtl">المساواة' in text
    assert '<div class="letter" lang="fr">' in text


async def test_a_reply_goes_to_the_address_of_ones_own_letter_else_it_names_the_post(
    community: Community, browse: Browse
) -> None:
    letter = community.db.read(lambda conn: conn.execute(select(posts).where(posts.c.id == 2)).one())
    posted = community.post("nadege", "New", "Words.\n")
    delivery = community.letter_of(posted, "ines")
    reply = f"mailto:general.{community.book.sign(Token(Purpose.REPLY, delivery))}@cop.example.org?subject=Re%3A%20New"
    own = parsed((await browse(community, "ines").get(f"/t/{posted.thread_id}")).text)
    assert reply in own.links
    others = parsed((await browse(community, "wanjiru").get("/t/1")).text)
    named = [unquote(link) for link in others.links if link.startswith("mailto:general@")]
    assert any(link.endswith(f"&In-Reply-To={letter.own_message_id}") for link in named)


async def test_a_permalink_leads_to_the_post_on_the_right_page_of_a_long_thread(
    small: Community, browse: Browse
) -> None:
    first = small.post("ines", "Long", "Words.\n", at=small.now - timedelta(days=1))
    last = first
    for number in range(204):
        last = small.post("ines", "Re: Long", f"Words {number}.\n", answers=first, at=small.now + timedelta(0, number))
    browser = browse(small, "ines")
    answer = await browser.get(small.permalink(last))
    assert answer.headers["location"] == "/t/1?page=2#p205"
    page = parsed((await browser.get("/t/1?page=2")).text)
    assert [id_ for id_ in page.ids if id_[0] == "p" and id_[1:].isdecimal()] == [f"p{n}" for n in range(201, 206)]
    assert "/t/1#p1" in page.links
    whole = await browser.get("/t/1")
    assert len(whole.content) < 280_000
    assert (await browser.get("/t/1?page=3")).status_code == 404


async def test_a_post_that_is_taken_back_keeps_its_number_and_loses_its_words(
    community: Community, browse: Browse
) -> None:
    link = community.book.sign(Token(Purpose.PERMALINK, 2))
    community.db.write(lambda conn: conn.execute(update(posts).where(posts.c.id == 2).values(hidden_at=community.now)))
    browser = browse(community, "ines")
    text = (await browser.get("/t/1")).text
    assert "Retirado, 12 de mayo, 02:40" in text
    assert "ledger" not in text
    assert "two-column" not in text
    assert 'id="p4"' in text
    assert (await browser.get(f"/p/{link}")).status_code == 404
    file = community.book.sign(Token(Purpose.FILE, 1))
    assert (await browser.get(f"/a/{file}/x")).status_code == 404


async def test_a_merged_thread_leads_to_the_one_it_went_into(community: Community, browse: Browse) -> None:
    community.db.write(lambda conn: conn.execute(update(threads).where(threads.c.id == 2).values(merged_into=1)))
    answer = await browse(community, "ines").get("/t/2")
    assert (answer.status_code, answer.headers["location"]) == (302, "/t/1")


async def test_an_attachment_is_a_download_in_a_sandbox_with_its_own_name(community: Community, browse: Browse) -> None:
    browser = browse(community, "ines")
    page = parsed((await browser.get("/t/1")).text)
    files = [link for link in page.links if link.startswith("/a/")]
    answer = await browser.get(files[1])
    assert answer.content == b"odt" * 9000
    assert answer.headers["content-disposition"] == (
        'attachment; filename="fiche d_une demi-journ_e.odt"; '
        "filename*=UTF-8''fiche%20d%E2%80%99une%20demi-journ%C3%A9e.odt"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["content-type"] == "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/javascript"])
async def test_what_a_browser_might_run_comes_as_bytes(small: Community, browse: Browse, kind: str) -> None:
    small.post("ines", "File", "Here.\n", files=(("a.bin", kind, b"<script>alert(1)</script>"),))
    page = parsed((await browse(small, "ines").get("/t/1")).text)
    answer = await browse(small, "ines").get(next(link for link in page.links if link.startswith("/a/")))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


async def test_a_large_attachment_comes_from_the_blob_store(small: Community, browse: Browse) -> None:
    content = b"x" * (SMALL_BYTES + 1)
    name = hashlib.sha256(content).hexdigest()
    small.post("ines", "File", "Here.\n", files=(("big.bin", "application/x-big", content),))
    file = small.book.sign(Token(Purpose.FILE, small.db.read(lambda c: c.scalar(select(attachments.c.id))) or 0))
    assert (await browse(small, "ines").get(f"/a/{file}/big.bin")).status_code == 404
    blobs = small.app.state.face.blobs
    blobs.put(name, content)
    assert (await browse(small, "ines").get(f"/a/{file}/big.bin")).content == content


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a.pdf", "a.pdf"),
        ('a".pdf\r\nX: y', "a_.pdf__X_ y"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("報告.pdf", "__.pdf"),
        (";filename=b", "_filename_b"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_a_file_name_can_not_leave_its_header(name: str, plain: str) -> None:
    said = disposition(name)
    assert said.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")
    assert said.isascii()
    assert said.isprintable()


async def test_the_formatted_letter_is_whole_and_only_there_where_it_has_formatting(
    community: Community, browse: Browse
) -> None:
    browser = browse(community, "ines")
    page = parsed((await browser.get("/t/1")).text)
    [link] = [link for link in page.links if link.endswith("/formatted")]
    assert "<em>¿es justo?</em>" in (await browser.get(link)).text
    other = community.book.sign(Token(Purpose.PERMALINK, 1))
    assert (await browser.get(f"/p/{other}/formatted")).status_code == 404


async def test_a_picture_inside_the_letter_is_led_to_its_attachment(small: Community, browse: Browse) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x02\0\0\0" + b"0" * 40
    posted = small.post(
        "ines", "A plan", "The plan.\n", html='<p>The <b>plan</b>: <img src="cid:pic1" alt="A &quot;plan&quot;"></p>',
        inline=("plan.png", "image/png", picture, "pic1"),
    )  # fmt: skip
    browser = browse(small, "ines")
    answer = (await browser.get(f"{small.permalink(posted)}/formatted")).text
    assert "cid:" not in answer
    found = re.search(r'<img src="(/a/[a-z0-9]+/plan\.png)" alt="A &#34;plan&#34;">', answer)
    assert found is not None
    file = await browser.get(found[1])
    assert (file.headers["content-type"], file.content) == ("image/png", picture)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<img src="cid:a" alt="x" width="3">', '<img src="/a/1" alt="x" width="3">'),
        ('<img src="cid:a">', '<img src="/a/1" alt="a.png">'),
        ('<img src="cid:b" alt="A &lt;b&gt;">', '<a href="/a/2" download>A &lt;b&gt;</a>'),
        ('<img src="cid:gone" alt="<i>">', "<i>&lt;i&gt;</i>"),
        ('<img alt="">', ""),
    ],
)
def test_a_picture_that_may_not_be_shown_is_a_link_or_its_words(page: str, shown: str) -> None:
    of = {"a": Picture("a.png", "image/png", "/a/1"), "b": Picture("b.svg", "image/svg+xml", "/a/2")}
    assert with_pictures(page, of) == shown


async def test_search_finds_every_word_and_survives_every_operator(community: Community, browse: Browse) -> None:
    browser = browse(community, "ines")
    found = parsed((await browser.get("/search", params={"q": "ledger opinion"})).text)
    assert community.permalink_of(2) in found.links
    for words in ('"', "NEAR(", "a*", "-", "AND OR", "(((", "\x00", "%", "'; DROP TABLE posts --", "x" * 3000, "^:{}"):
        assert (await browser.get("/search", params={"q": words})).status_code == 200


async def test_home_shows_threads_dates_on_the_readers_clock_and_forums(community: Community, browse: Browse) -> None:
    text = " ".join(parsed((await browse(community, "wanjiru").get("/")).text).texts)
    assert "We are 4 people." in text
    assert "16:00 to 17:00 in Nairobi, UTC+3" in text
    assert "15:00 in Paris" in text
    assert "Board" not in text


async def test_an_empty_community_says_how_to_begin(small: Community, browse: Browse) -> None:
    browser = browse(small, "ines")
    assert "el primero empieza aquí" in (await browser.get("/")).text
    assert "general@<wbr>cop.example.org y el primero" in (await browser.get("/f/general")).text
    assert "foro" in (await browse(small, "lin").get("/?in=es")).text


@pytest.mark.parametrize(
    ("address", "shown"), [("wanjiru@mail.example", "w…u@mail.example"), ("ab@x.example", "a…@x.example")]
)
def test_an_address_is_masked(address: str, shown: str) -> None:
    assert masked(address) == shown
