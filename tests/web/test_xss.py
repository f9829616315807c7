"""What people write stays words: payloads in every place that a page shows, read back by a parser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from mailcop.blobs import FolderBlobs
from mailcop.model import forums, members
from mailcop.web.app import create_app
from mailcop.words import Purpose, Token
from tests.web.community import Community, Letter
from tests.web.pages import Page, parsed

Browse = Callable[..., httpx.AsyncClient]

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea></select></bdi></a><iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    'https://a.example/"onmouseover=alert(1)//',
    "https://a.example/'onmouseover='alert(1)",
    "http://a.example/<script>alert(1)</script>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<form action=https://evil.example><button>x</button></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<img name=body><form id=main name=guard>",
    "--><!--<img src=x onerror=alert(1)>",
    "{{7*7}}{% include 'me.html' %}${7*7}",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "\u202e<b onclick=alert(1)>\u2066",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{num}{0.__class__.__mro__}",
    "%s%(name)s%n",
)
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "xss"
OWN_TAGS = """
    html head meta title link body a header nav main footer p b bdi div h1 h2 h3 section article aside ul ol li span
    time small form input label button select option details summary blockquote br wbr dl dt dd pre iframe
"""
OWN_ATTRIBUTES = """
    lang dir charset name content rel href class id aria-label aria-labelledby type aria-current aria-describedby
    aria-invalid hreflang datetime method action value maxlength autocomplete role for download open sandbox src
    title tabindex required selected
"""
CLEAN = """
    strong em i u table tbody thead tfoot tr td th img h4 h5 h6 hr code sub sup s del ins caption center q abbr cite
    kbd var samp
"""


def harms(page: Page, *, letter: bool = False) -> list[str]:
    """Every tag, attribute and address in a page that is not one of ours; `letter`: cleaned HTML may stand in it."""
    tags, attributes = (OWN_TAGS + (CLEAN if letter else "")).split(), OWN_ATTRIBUTES.split()
    found = [f"<{tag}>" for tag in page.tags if tag not in tags]
    for tag, name, value in page.attributes:
        is_known = name in attributes or (letter and name in {"alt", "width", "height", "colspan", "rowspan"})
        if not is_known or name.startswith("on"):
            found.append(f"<{tag} {name}={value!r}>")
        leads = ("/", "#", "?", "mailto:", "https://", "http://")
        if name in {"href", "src", "action"} and not value.startswith(leads) and (tag, value) != ("link", "data:,"):
            found.append(f"<{tag} {name}={value!r}>")
        if name in {"src", "action"} and value.startswith(("http", "//")):
            found.append(f"<{tag} {name}={value!r}>")
        if (tag, name) == ("meta", "http-equiv"):
            found.append(f"<meta {value}>")
    return found


def corpus() -> list[str]:
    """Our own payloads, and one in fifteen of the corpus where it is at hand."""
    found = list(PAYLOADS)
    for path in sorted(CORPUS.glob("*/vectors.jsonl")):
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        found += [json.loads(line)["payload"] for line in lines[::15]]
    return [payload.replace("\x00", "") for payload in found]


def one_line(payload: str) -> str:
    """As a header can hold it."""
    return " ".join(payload.split())[:180] or "x"


async def test_payloads_in_subject_words_and_html_are_words(small: Community, browse: Browse) -> None:
    threads = []
    for payload in corpus():
        body = f"Before\n\n{payload}\n\n> {payload}\n\n-- \n{payload}\n"
        posted = small.post("ines", one_line(payload), body, html=f"<p>Hello <b>there</b> {payload}</p>")
        threads.append(posted)
    browser, found = browse(small, "ines"), []
    for posted in threads:
        for path, letter in ((f"/t/{posted.thread_id}", False), (f"{small.permalink(posted)}/formatted", True)):
            answer = await browser.get(path)
            assert answer.status_code in {200, 404}
            assert "script-src" not in answer.headers["content-security-policy"]
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            found += [(path, harm) for harm in harms(parsed(answer.text), letter=letter)]
    for path in ("/", "/f/general", "/f/general?page=2"):
        found += [(path, harm) for harm in harms(parsed((await browser.get(path)).text))]
    assert found == []


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_payloads_in_names_titles_and_fields_are_words(small: Community, browse: Browse, payload: str) -> None:
    id_, line = small.people["ines"].id, one_line(payload)
    small.db.write(lambda conn: conn.execute(members.update().where(members.c.id == id_).values(name=line)))
    small.db.write(lambda conn: conn.execute(forums.update().values(title=line)))
    small.people["ines"] = type(small.people["ines"])(id_, line, "en", "UTC", "ines@mail.example", 1)
    file_name = line.replace("/", "")[:60]
    posted = small.post("ines", "Hello", "Words.\n", files=((file_name, "text/plain", b"x"),))
    small.box.letters.append(
        Letter(line, line, line, small.now, b"From: " + line.encode() + b"\r\n\r\n" + payload.encode(), "", payload)
    )
    leave = small.book.sign(Token(Purpose.LEAVE, 1))
    browser = browse(small, "ines")
    pages = [
        await browser.get(path, params=params)
        for path, params in (
            ("/", {}), ("/f/general", {}), (f"/t/{posted.thread_id}", {}), ("/me", {}), ("/search", {"q": line}),
            ("/search", {"q": "words"}), (f"/u/{leave}", {}), ("/postbox", {"reader": line, "kind": line}),
            ("/postbox/1", {"as": line}), ("/in/" + line.replace("/", ""), {}), ("/" + line, {"in": line}),
        )
    ]  # fmt: skip
    stranger = browse(small)
    pages.append(await stranger.get("/in", params={"next": line, "in": line}))
    pages.append(await stranger.post("/in", data={"mail": line, "next": line}))
    found = [harm for page in pages if page.text for harm in harms(parsed(page.text))]
    assert found == []
    assert "49" not in "".join(text for page in pages for text in parsed(page.text).texts if "7*7" in text)


async def test_a_link_that_people_write_is_marked_and_shows_where_it_leads(small: Community, browse: Browse) -> None:
    text = "See https://exаmple.org/x and https://user@evil.example/ and http://example.org/a_(b).\n"  # a Cyrillic а
    small.post("ines", "Links", text)
    page = parsed((await browse(small, "ines").get("/t/1")).text)
    outside = [link for link in page.links if link.startswith("http")]
    assert outside == ["https://exаmple.org/x", "http://example.org/a_(b)"]
    assert "xn--exmple-4nf.org/x" in " ".join(page.texts)
    rels = [value for tag, name, value in page.attributes if (tag, name) == ("a", "rel") and "nofollow" in value]
    assert rels == ["nofollow ugc noopener noreferrer"] * 2


async def test_a_host_header_appears_in_no_page_and_no_link(small: Community, browse: Browse, tmp_path: Path) -> None:
    browser = browse(small)
    for path in ("/in", "/t/1", "/u/x"):
        answer = await browser.get(path, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
        assert "evil.example" not in answer.text + repr(answer.headers)
    assert create_app(small.db, small.config, blobs=FolderBlobs(tmp_path)) is not small.app
