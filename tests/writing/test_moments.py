"""Times as rule 13 wants them: the reader's own first, the offset of that date, then other cities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailcop.writing.catalogue import Catalogue, load_catalogues
from mailcop.writing.moments import Moments, direction
from tests.writing.messages import ROOT

FOUND = load_catalogues(ROOT / "templates" / "locale", ("en", "es", "fr"))
LIVE = datetime(2027, 3, 17, 14, 0, tzinfo=UTC)
CITIES = (("Paris", "Europe/Paris"), ("", "America/New_York"), ("Suva", "Pacific/Fiji"), ("", "Asia/Kolkata"))


def moments(language: str, zone: str = "Africa/Nairobi") -> Moments:
    return Moments(FOUND[language], zone)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday 17 March 2027, 17:00 in Nairobi (UTC+3)"),
        ("es", "miércoles 17 de marzo de 2027, 17:00 en Nairobi (UTC+3)"),
        ("fr", "mercredi 17 mars 2027, 17:00 à Nairobi (UTC+3)"),
    ],
)
def test_a_moment_has_weekday_date_hour_city_and_offset(language: str, said: str) -> None:
    assert moments(language).moment(LIVE) == said


def test_the_offset_is_that_of_the_date() -> None:
    new_york = moments("en", "America/New_York")
    assert new_york.offset(LIVE) == "UTC−4"
    assert new_york.offset(LIVE - timedelta(days=7)) == "UTC−5"
    assert moments("en", "Asia/Kolkata").offset(LIVE) == "UTC+5:30"


def test_other_cities_go_from_west_to_east_and_name_another_day() -> None:
    rows = moments("en").elsewhere(LIVE, (*CITIES, ("", "Africa/Nairobi")), 4)
    assert [(r.clock, r.city, r.offset, r.weekday) for r in rows] == [
        ("10:00", "New York", "UTC−4", ""),
        ("15:00", "Paris", "UTC+1", ""),
        ("19:30", "Kolkata", "UTC+5:30", ""),
        ("02:00", "Suva", "UTC+12", "Thursday"),
    ]


def test_cities_have_their_names_in_the_readers_language() -> None:
    assert moments("es").city_of("America/Mexico_City") == "Ciudad de México"
    assert moments("fr").city_of("Europe/London", "London") == "Londres"
    assert moments("fr").city_of("Pacific/Fiji", "Suva") == "Suva"


def test_clocks_that_change_about_a_date_are_told() -> None:
    said = moments("en").clock_changes(LIVE, CITIES, 4)
    assert said == "New York on 14 March, Paris on 28 March"
    assert moments("en").clock_changes(LIVE + timedelta(days=60), CITIES, 4) == ""


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1 to 7 March"), ("es", "del 1 al 7 de marzo"), ("fr", "du 1er au 7 mars")]
)
def test_spans_name_the_month_once(language: str, said: str) -> None:
    first = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
    assert moments(language).span(first, first + timedelta(days=6)) == said


def test_months_longer_than_five_letters_are_short_in_the_margin() -> None:
    assert moments("en").month(LIVE) == "March"
    assert moments("en").month(datetime(2027, 9, 1, tzinfo=UTC)) == "Sept"


@pytest.mark.parametrize(
    ("language", "size", "said"),
    [
        ("en", 1_900_000, "1.9\u00a0MB"),
        ("fr", 88_000, "88\u00a0ko"),
        ("es", 1_900_000, "1,9\u00a0MB"),
        ("en", 3, "1\u00a0kB"),
    ],
)
def test_sizes_have_the_units_of_the_language(language: str, size: int, said: str) -> None:
    assert moments(language).size(size) == said


def test_languages_are_named_and_joined() -> None:
    assert moments("en").tongues(("en", "es")) == "English and Spanish"
    assert moments("es").tongues(("es", "en")) == "español e inglés"
    assert moments("fr").tongues(("en", "es")) == "anglais et en espagnol"
    assert moments("en").tongue("xx-not-a-code") == ""


def test_direction_is_that_of_the_first_strong_letter() -> None:
    assert direction("… سلمى") == "rtl"
    assert direction("12 Ana") == "ltr"


def test_a_catalogue_of_no_locale_says_dates_in_english() -> None:
    assert Moments(Catalogue("de"), "Europe/Berlin").date(LIVE) == "Wednesday 17 March 2027"
