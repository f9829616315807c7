"""What a preview says: what was understood in its reader's words, what is asked, and nothing that no OK would do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailcop.editions.letters import Letters
from tests.editions.facilitating import NEWSLETTER, NOW, WEBINAR, answer, propose
from tests.editions.world import World, text_of

UNABLE = {
    "en": "A {} can't be sent by mail yet, and nothing of it leaves; to tell everyone about it, send it again with "
    "“Announce:” as its first word.",
    "es": "Una formación todavía no puede enviarse por correo y nada de esto sale; para contarlo a todo el grupo, "
    "envíelo otra vez con «Anuncio:» como primera palabra.",
}


@pytest.mark.parametrize(
    ("words", "kind", "language"),
    [
        ("Dialogue: Understanding change\nDates: 3 - 24 June\nWebinar: 5 June", "dialogue", "en"),
        ("Series: Interviews\nEvery: second Thursday\nInclude: 1", "series", "en"),
        ("Formación: Auditoría", "training", "es"),
    ],
)
def test_what_cannot_be_sent_yet_says_that_one_sentence_and_offers_nothing(
    world: World, forum: int, letters: Letters, words: str, kind: str, language: str
) -> None:
    ines = world.member("Ines", forum, role="facilitator", zone="Europe/Madrid", language=language)
    draft = propose(world, ines, f"{words}\n\nText.\n")
    sentence = UNABLE[language].format(kind)

    preview = world.letter_to(letters, "ines@example.org", "preview", NOW)
    assert " ".join(text_of(preview).split()).count(sentence) == 1
    html = preview.get_body(("html",))
    assert html is not None
    for part in (text_of(preview), html.get_content()):
        assert not any(word in part for word in ("OK", "Cancel", "mailto:", "Ahora", "Now", "person"))
    assert "question" not in preview["Subject"]

    for said in ("OK", "Looks fine", "Dates: 3 - 24 July"):
        assert answer(world, draft, ines, said) == "missing"
    assert {row.state for row in world.rows("drafts")} == {"open"}
    told = text_of(world.letter_to(letters, "ines@example.org", "notice", NOW))
    assert " ".join(told.split()).count(sentence) == 1
    assert "did not understand" not in told
    assert ">" not in told
    assert answer(world, draft, ines, "Cancel") == "cancelled"


def test_what_is_still_missing_is_no_quotation_of_its_author(world: World, ines: int, letters: Letters) -> None:
    draft = propose(world, ines, "Webinar: Budgets\n\nCome!\n")
    answer(world, draft, ines, "OK")
    told = text_of(world.letter_to(letters, "ines@example.org", "notice", NOW))
    assert "On which date and at what time is the webinar?" in told
    assert "> " not in told


def flat(world: World, letters: Letters, kind: str = "preview") -> str:
    return " ".join(text_of(world.letter_to(letters, "ines@example.org", kind, NOW)).split())


def test_a_webinar_without_a_link_is_asked_about_before_it_is_announced(
    world: World, ines: int, letters: Letters
) -> None:
    without = WEBINAR.replace("Link: https://meet.example.org/1\n", "")
    draft = propose(world, ines, without)
    said = flat(world, letters)
    assert "1 Where do they join, by which link or at which place?" in said
    assert "If you only say OK: it is announced without a link To change it: Link: https://…" in said
    assert answer(world, draft, ines, "OK") == "sent"
    assert world.rows("occurrences")[0].join_url == ""

    draft = propose(world, ines, without)
    assert answer(world, draft, ines, "Link: none") == "amended"
    assert "Where do they join" not in flat(world, letters)

    draft = propose(world, ines, without)
    assert answer(world, draft, ines, "Where: Room 5, Harbour Street") == "amended"
    assert answer(world, world.rows("drafts")[-1].id, ines, "OK") == "sent"
    world.expand(NOW + timedelta(hours=1))
    assert "Where: Room 5, Harbour Street" in text_of(world.letter_to(letters, "bo@example.org", "announcement", NOW))


@pytest.mark.parametrize(
    ("language", "block", "rows"),
    [
        (
            "es",
            "Anuncio: Dos conferencias\nCuándo: viernes 12 de junio de 2026 09:00 Santo Domingo",
            ["Cuándo viernes 12 de junio de 2026, 09:00 en Santo Domingo (UTC-4) > "],
        ),
        (
            "fr",
            "Webinaire : Budgets\nDate : 17 juin 2026, 15h Paris\nDurée : 90 minutes\nLien : https://x.example/1",
            ["Date mercredi 17 juin 2026, 15:00 à Paris (UTC+2) > ", "Durée 90 minutes > "],
        ),
        (
            "en",
            "Webinar: Budgets\nDate: 17 June 2026, 15:00 Paris, 2 hours\nWhen: tomorrow 8:00 Nairobi\nLink: none",
            [
                "Date Wednesday 17 June 2026, 15:00 in Paris (UTC+2), 2 hours > ",
                "When Tuesday 2 June 2026, 08:00 in Nairobi (UTC+3) > ",
            ],
        ),
    ],
)
def test_what_was_understood_is_said_as_people_say_it(
    world: World, forum: int, letters: Letters, language: str, block: str, rows: list[str]
) -> None:
    ines = world.member("Ines", forum, role="facilitator", zone="Europe/Madrid", language=language)
    propose(world, ines, f"{block}\n\nText.\n")
    said = flat(world, letters)
    assert all(row in said for row in rows), said
    assert "2026-" not in said
    assert "America/" not in said


def test_a_newsletter_goes_to_its_readers_whoever_is_named_beside_them(
    world: World, ines: int, letters: Letters
) -> None:
    world.newsletter("letter", "The Letter", ines)
    propose(world, ines, "Newsletter: June\n\nHello.\n", NEWSLETTER)
    assert "When: tomorrow 09:00" in flat(world, letters)
    assert "To: everyone" not in flat(world, letters)

    draft = propose(world, ines, "Newsletter: July\n\nHello.\n", NEWSLETTER)
    assert answer(world, draft, ines, "To: all") == "amended"
    said = flat(world, letters)
    assert "The line “To: all” changes nothing: the letter goes to those who read The Letter." in said
    assert "If you only say OK: it goes to them alone" in said
    assert "To The Letter > all" in said
    assert "1 person gets it" in said


def test_the_preview_of_a_newsletter_names_the_languages_that_were_found(
    world: World, ines: int, letters: Letters
) -> None:
    propose(world, ines, "Newsletter: June\n\n[EN] Hello.\n[ES] Hola.\n[FR] Bonjour.\n", NEWSLETTER)
    assert "Languages English, Spanish and French > [EN] [ES] [FR]" in flat(world, letters)


def test_a_line_that_would_not_be_obeyed_is_said_before_anything_is_sent(
    world: World, ines: int, letters: Letters
) -> None:
    propose(world, ines, "Newsletter: June\nInclude: 1 3 7\n\nHello.\n", NEWSLETTER)

    assert "I can't yet use the line “Include: 1 3 7”." in text_of(
        world.letter_to(letters, "ines@example.org", "preview", NOW)
    )


def test_the_letter_is_shown_as_plain_text_whose_paragraphs_flow(world: World, ines: int, letters: Letters) -> None:
    long = "a sentence that is wider than any phone, and goes on " * 4
    propose(world, ines, f"Announce: Wide\n\nDear all, {long}end.\n\nSecond.\n")
    preview = world.letter_to(letters, "ines@example.org", "preview", NOW)
    html = preview.get_body(("html",))
    assert html is not None
    page = html.get_content()
    assert "The first letter, in plain text" in page
    assert f"Dear all, {long}end.<br>" in page.replace("\n", "")
    text = preview.get_body(("plain",))
    assert text is not None
    assert max(map(len, text.get_content().splitlines())) < 80
