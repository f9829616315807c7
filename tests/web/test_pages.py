"""Templates, words and style: whole in three languages, and within their weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from jinja2.ext import babel_extract
from sqlalchemy.engine import Connection

from mailcop.config import data_path
from mailcop.model import members, newsletters, subscriptions
from mailcop.writing.catalogue import load_catalogues
from tests.web.community import Community

Browse = Callable[..., httpx.AsyncClient]
TEMPLATES = data_path("templates") / "web"


def messages() -> set[tuple[str, ...]]:
    """Every msgid of the templates; a plural one with both of its forms."""
    found: set[tuple[str, ...]] = set()
    for path in TEMPLATES.glob("*.html"):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "ngettext"), [], {}):
                words = (
                    (message,) if isinstance(message, str) else tuple(m for m in message or () if isinstance(m, str))
                )
                if words:
                    found.add(words)
    return found


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_message_is_translated_with_the_same_places(language: str) -> None:
    words = load_catalogues(TEMPLATES.parent / "locale", ("en", "es", "fr"))[language]
    wanting = []
    for message in messages():
        said = words.plural.get(message[0], ()) if len(message) > 1 else (words.single.get(("", message[0]), ""),)
        places = set(re.findall(r"\{\w+\}", message[-1]))
        if not said or any(set(re.findall(r"\{\w+\}", form)) != places for form in said):
            wanting.append(message[0])
    assert wanting == []


def test_the_style_is_light_and_asks_for_nothing() -> None:
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    assert len(style.encode()) < 12_000
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_has_script_inline_style_or_unescaped_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script|\sstyle=|\son\w+=|\|\s*safe|autoescape|https?://", text)


def test_every_template_compiles(small: Community) -> None:
    for path in TEMPLATES.glob("*.html"):
        small.app.state.face.pages.template(path.name)


async def test_a_page_with_its_style_is_under_30_kb(community: Community, browse: Browse) -> None:
    browser = browse(community, "wanjiru")
    style = (await browser.get("/style.css")).content
    for path in ("/", "/f/general", "/t/1", "/me", "/in", "/search?q=ledger", "/postbox"):
        assert len((await browser.get(path)).content) + len(style) < 30_000


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({}, "", "en"),
        ({"accept-language": "fr-CA,fr;q=0.9,en;q=0.8"}, "", "fr"),
        ({"accept-language": "de, es;q=0.5, en;q=0.4"}, "", "es"),
        ({"accept-language": "es;q=0, en"}, "", "en"),
        ({"accept-language": "\x01;;;q=,,"}, "", "en"),
        ({"accept-language": "fr"}, "?in=es", "es"),
        ({"accept-language": "fr"}, "?in=xx", "fr"),
        ({"accept-language": "fr", "cookie": "mailcop-language=es"}, "", "es"),
        ({"accept-language": "fr", "cookie": "mailcop-language=../x"}, "", "fr"),
    ],
)
async def test_anybody_reads_in_a_language_they_asked_for(
    small: Community, browse: Browse, headers: dict[str, str], query: str, language: str
) -> None:
    answer = await browse(small).get(f"/in{query}", headers=headers)
    assert answer.text.startswith(f'<!doctype html>\n<html lang="{language}"')
    assert answer.headers["content-language"] == language


async def test_a_member_reads_in_their_own_language_and_on_their_own_clock(
    community: Community, browse: Browse
) -> None:
    text = (await browse(community, "nadege").get("/t/1", headers={"accept-language": "es"})).text
    assert '<html lang="fr"' in text
    assert "Heures de <b>Brazzaville</b>, UTC+1." in text
    assert "5 mai, 07:40" in text
    other = (await browse(community, "ines").get("/t/1")).text
    assert "UTC−4" in other
    assert "5 de mayo, 02:40" in other


async def test_the_choice_in_the_foot_of_a_page_is_remembered(small: Community, browse: Browse) -> None:
    browser = browse(small, "ines")
    await browser.get("/?in=fr")
    assert '<html lang="fr"' in (await browser.get("/me")).text


async def test_an_unknown_zone_falls_back_to_the_communitys(small: Community, browse: Browse) -> None:
    small.db.write(lambda conn: conn.execute(members.update().values(zone="Mars/Olympus")))
    assert "París" in (await browse(small, "ines").get("/")).text


async def test_where_a_page_says_a_person_a_person_reads(community: Community, browse: Browse) -> None:
    browser = browse(community, "wanjiru")
    for path in ("/", "/t/4242"):
        page = (await browser.get(path)).text
        assert '<a href="mailto:general.facilitators@cop.example.org">Write to a person</a>' in page
        assert "general.help@" not in page


@pytest.mark.parametrize(("delivery", "said"), [("weekly", "Each issue"), ("each", "Each issue"), ("none", "Nothing")])
async def test_a_newsletter_comes_with_each_issue_whatever_its_row_says(
    small: Community, browse: Browse, delivery: str, said: str
) -> None:
    lin = small.people["lin"]

    def work(conn: Connection) -> None:
        row = newsletters.insert().values(name="monthly", title="The monthly letter", created_at=small.now)
        made = conn.execute(row.returning(newsletters.c.id)).scalar_one()
        values = {"member_id": lin.id, "newsletter_id": made, "address_id": lin.address_id, "delivery": delivery}
        conn.execute(subscriptions.insert().values(**values, created_at=small.now))

    small.db.write(work)
    page = (await browse(small, "lin").get("/me")).text
    assert f"<span>{said}</span>" in page
    assert "digest" not in page
