"""Dates, times and cities as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mailcop.reading.cities import zone_of
from mailcop.reading.dates import parse_date, parse_dates, parse_span, parse_time, parse_when

TODAY = date(2017, 4, 18)
NOW = datetime(2017, 4, 18, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("1 Sept", date(2017, 9, 1)),
        ("1st of September", date(2017, 9, 1)),
        ("September 1st", date(2017, 9, 1)),
        ("Sept. 1, 2019", date(2019, 9, 1)),
        ("1 de septiembre de 2018", date(2018, 9, 1)),
        ("1er septembre", date(2017, 9, 1)),
        ("le 3 août", date(2017, 8, 3)),
        ("2017-09-01", date(2017, 9, 1)),
        ("1/9", date(2017, 9, 1)),
        ("01.09.2018", date(2018, 9, 1)),
        ("17 April", date(2018, 4, 17)),
        ("18 April", date(2017, 4, 18)),
        ("29 February", date(2020, 2, 29)),
        ("Friday", date(2017, 4, 21)),
        ("mardi", date(2017, 4, 25)),
        ("mañana", date(2017, 4, 19)),
        ("the 3rd", date(2017, 5, 3)),
        ("31 February", None),
        ("someday", None),
        ("", None),
    ],
)
def test_a_date_without_a_year_is_the_next_match(text: str, on: date | None) -> None:
    assert parse_date(text, TODAY) == on


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24 April - 14 May", date(2017, 4, 24), date(2017, 5, 14)),
        ("24 April – 14 May", date(2017, 4, 24), date(2017, 5, 14)),
        ("del 24 de abril al 14 de mayo", date(2017, 4, 24), date(2017, 5, 14)),
        ("du 24 avril au 14 mai", date(2017, 4, 24), date(2017, 5, 14)),
        ("4-13 October", date(2017, 10, 4), date(2017, 10, 13)),
        ("20 December - 10 January", date(2017, 12, 20), date(2018, 1, 10)),
    ],
)
def test_a_span_of_dates_ends_after_it_begins(text: str, first: date, last: date) -> None:
    assert parse_dates(text, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:00", time(15)), ("3pm", time(15)), ("3 p.m.", time(15)), ("15h30", time(15, 30)), ("15 h", time(15)),
        ("9.30", time(9, 30)), ("12 am", time(0)), ("noon", time(12)), ("midi", time(12)), ("a las 15:00", time(15)),
        ("25:00", None), ("3", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read(text: str, at: time | None) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 hour", 60),
        ("90 minutes", 90),
        ("una hora", 60),
        ("1,5 heures", 90),
        ("half an hour", 30),
        ("15 h", None),
        ("long", None),
    ],
)
def test_a_length_of_time_is_read(text: str, minutes: int | None) -> None:
    assert parse_span(text) == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("15:00 paris", "Europe/Paris"),
        ("new york time", "America/New_York"),
        ("santo domingo", "America/Santo_Domingo"),
        ("ciudad de mexico", "America/Mexico_City"),
        ("ginebra", "Europe/Zurich"),
        ("nueva delhi", "Asia/Kolkata"),
        ("africa/nairobi", "Africa/Nairobi"),
        ("port-au-prince", "America/Port-au-Prince"),
        ("nowhere", ""),
    ],
)
def test_a_city_names_a_zone(text: str, zone: str) -> None:
    assert zone_of(text) == zone


@pytest.mark.parametrize(
    "text",
    [
        "Wed 3 May, 15:00 Paris, 1 hour, English",
        "Wednesday, May 3rd, 2017, 3 pm Paris time, 60 minutes, in English",
        "mié 3 de mayo, 15:00, París, 1 hora, inglés",
        "mercredi 3 mai à 15h00, Paris, une heure, en anglais",
    ],
)
def test_a_whole_appointment_is_read_in_three_languages(text: str) -> None:
    when = parse_when(text, NOW, "Europe/Madrid")
    assert when is not None
    assert (when.on, when.at, when.zone, when.lasts, when.language) == (
        date(2017, 5, 3), time(15), "Europe/Paris", timedelta(hours=1), "en",
    )  # fmt: skip
    assert when.doubts == ()


@pytest.mark.parametrize(
    ("text", "zone", "doubt"),
    [
        ("15 June, 3pm CET, Paris", "Europe/Paris", "not-that-time"),
        ("15 June, 3pm CEST, Paris", "Europe/Paris", None),
        ("15 January, 3pm CET, Paris", "Europe/Paris", None),
        ("15 June, 9 am EST, New York", "America/New_York", "not-that-time"),
        ("15 June, 3pm CET", "Europe/Madrid", "no-such-city"),
        ("15 June, 3pm CEST", "Europe/Madrid", None),
        ("15 June, 15:00 UTC", "UTC", None),
        ("15 June, 15:00", "Europe/Madrid", "no-city"),
        ("Monday 15 June, 15:00 Paris", "Europe/Paris", "weekday"),
        ("15 June, Paris", "Europe/Paris", "no-hour"),
    ],
)
def test_the_city_wins_and_what_disagrees_is_a_doubt(text: str, zone: str, doubt: str | None) -> None:
    when = parse_when(text, NOW, "Europe/Madrid")
    assert when is not None
    assert when.zone == zone
    assert (doubt is None) == (when.doubts == ())
    assert doubt is None or doubt in [one.code for one in when.doubts]


def test_no_date_is_no_appointment() -> None:
    assert parse_when("15:00 Paris", NOW, "Europe/Madrid") is None
