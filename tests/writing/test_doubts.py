"""What was not clear is asked in the language of who is asked, with dates and cities in words."""

from __future__ import annotations

import re

import pytest

from mailcop.writing.catalogue import load_catalogues
from mailcop.writing.doubts import asked, gap, missing
from mailcop.writing.moments import Moments
from tests.writing.messages import ROOT

CATALOGUES = load_catalogues(ROOT / "templates" / "locale", ("en", "es", "fr"))
AT = {"on": "2017-06-15", "at": "15:00", "zone": "Europe/Paris"}
VALUES = {
    **AT,
    "key": "Colour",
    "words": "soon",
    "name": "CET",
    "word": "monday",
    "times": "15:00 CEST; 08:00 America/New_York",
    "there": "America/New_York",
    "clock": "10:00",
    "said": "09:00",
    "line": "Include: 1",
    "kind": "series",
}
CODES = sorted(
    {
        code
        for path in (
            "reading/plans.py",
            "reading/dates.py",
            "reading/hours.py",
            "editions/orders.py",
            "editions/drafts.py",
        )
        for code in re.findall(r'(?:_doubt|Doubt|Unsure)\(\s*"([a-z-]+)"', (ROOT / "mailcop" / path).read_text("utf-8"))
    }
    - {"no-hour"}  # has a question of its own
)


def words(language: str) -> Moments:
    return Moments(CATALOGUES[language], "America/Bogota")


def test_the_codes_are_found() -> None:
    assert {"no-city", "no-time", "late-send", "decided", "unknown-audience"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_doubt_is_a_whole_sentence_of_each_language(code: str) -> None:
    said = {language: gap(code, VALUES, words(language)) for language in ("en", "es", "fr")}
    assert len(set(said.values())) == 3, said
    assert all(one[-1] in ".?" and "{" not in one and one != code for one in said.values()), said
    for language in said:
        doubt = asked(code, VALUES, words(language))
        assert doubt.ok_means
        assert "{" not in doubt.ok_means + doubt.answer


def test_a_time_that_was_not_sure_is_said_with_its_city_and_offset() -> None:
    doubt = asked("not-that-time", VALUES, words("es"))
    assert doubt.question == "CET no es la hora de París en esa fecha; vale la ciudad. ¿Es correcto?"
    assert doubt.ok_means == "jueves 15 de junio de 2017, 15:00 en París (UTC+2)"
    assert asked("no-duration", {}, words("fr")).ok_means == "une heure"


def test_two_times_are_named_with_their_cities_and_a_line_that_settles_it() -> None:
    doubt = missing("two-times", {**VALUES, "at": "", "key": "date"}, words("es"))
    assert doubt.question == (
        "Falta todavía: 15:00 CEST y 08:00 Nueva York no son el mismo momento el jueves 15 de junio de 2017. "
        "¿Cuándo es?"
    )
    assert doubt.answer == "Hora: 15:00 París"
    assert missing("two-times", {**VALUES, "key": "when"}, words("en")).answer == "When: tomorrow 09:00"


def test_a_gap_says_that_nothing_is_sent() -> None:
    doubt = missing("no-time", {**AT, "at": ""}, words("fr"))
    assert doubt.question.startswith(
        "Il manque encore\u00a0: À quelle heure, et à l'heure de quelle ville, le jeudi 15 juin"
    )
    assert doubt.ok_means == "rien n'est envoyé"


def test_words_that_are_no_code_stand_as_they_are() -> None:
    assert gap("{name} as it came", VALUES, words("es")) == "{name} as it came"
