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


@pytest.mark.parametrize(
    ("text", "host", "at", "zone"),
    [
        # One moment for several cities: in the host's zone where it shows one of the hours, else the first city's.
        ("Friday 15 June 2018, 3pm CEST / 9am EST (New York)", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("Friday 15 June 2018, 3pm CEST / 9am EST (New York)", "Africa/Nairobi", time(9), "America/New_York"),
        ("15 June 2018, 3pm CEST / 9am EST (New York)", "America/Santo_Domingo", time(9), "America/Santo_Domingo"),
        ("15 June 2018, 15:00 CEST / 9:00 New York", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("15 June 2018, 15:00 CEST, 9:00 New York", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("15 June 2018, 3pm CET / 9am New York", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("15 January 2018, 3pm CET / 9am EST", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("15 June 2018, 9am PST / 12pm EST / 6pm CEST", "Europe/Madrid", time(18), "Europe/Madrid"),
        ("15 June 2018, 14:00 GMT / 10:00 New York", "Africa/Nairobi", time(10), "America/New_York"),
        ("15 June 2018, 15:00 GMT / 10:00 New York", "Africa/Nairobi", time(10), "America/New_York"),
        ("15 juin 2018, 14h Paris / 8h New York / 15h Nairobi", "Africa/Nairobi", time(15), "Africa/Nairobi"),
        ("15 juin 2018 à 15h Paris et 9h New York", "Europe/Madrid", time(15), "Europe/Madrid"),
        ("15 enero 2018 10:00 (CDMX) / 11:00 (Bogotá) / 17:00 (Madrid)", "Africa/Lagos", time(17), "Africa/Lagos"),
        ("15 enero 2018, 10:00 (CDMX) / 11:00 (Bogotá) / 17:00 (Madrid)", "Europe/Madrid", time(17), "Europe/Madrid"),
        ("15 de enero de 2018, 10:00 (CDMX) / 11:00 (Bogotá)", "Asia/Tokyo", time(10), "America/Mexico_City"),
        ("15 de junio de 2018, 15:00 hora de Madrid (14:00 en Canarias)", "Asia/Tokyo", time(15), "Europe/Madrid"),
        ("viernes 15 de junio de 2018, Madrid 17:00, Lima 10:00", "America/Lima", time(10), "America/Lima"),
        ("15 June 2018, Paris 15:00 CEST / New York 9:00 EDT", "Asia/Tokyo", time(15), "Europe/Paris"),
        ("15 June 2018, 15:00 UTC (18:00 Nairobi)", "Europe/Madrid", time(18), "Africa/Nairobi"),
        ("15 June 2018, 20:00 New York / 09:00 Tokyo", "Europe/Madrid", time(20), "America/New_York"),
        ("15 June 2018, 15:00 (3pm) Paris", "Europe/Madrid", time(15), "Europe/Paris"),
        # One hour with a name that tells its zone.
        ("15 juin 2018, 15h GMT+1", "Europe/Madrid", time(16), "Europe/Madrid"),
        ("15 June 2018, 15:00 UTC+5:30", "Europe/Madrid", time(11, 30), "Europe/Madrid"),
        ("15 June 2018, 3 pm EAT", "Europe/Madrid", time(15), "Africa/Nairobi"),
        ("15 June 2018, 9am ET", "Europe/Madrid", time(9), "America/New_York"),
        ("le 15 juin 2018, le webinaire est à 15h Paris", "Europe/Madrid", time(15), "Europe/Paris"),
    ],
)  # fmt: skip
def test_hours_of_several_cities_are_one_moment(text: str, host: str, at: time, zone: str) -> None:
    when = parse_when(text, NOW, host)
    assert when is not None
    assert (when.at, when.zone, when.doubts) == (at, zone, ())
    assert (when.on.year, when.on.day) == (2018, 15)


@pytest.mark.parametrize(
    "text",
    [
        "15 juin 2018, 14h Paris / 8h New York / 19h Nairobi",
        "15 de junio de 2018, 10:00 (CDMX) / 11:00 (Bogotá) / 17:00 (Madrid)",
        "15 June 2018, 3pm CEST / 10am New York",
        "15 June 2018, 15:00, 18:00",
    ],
)
def test_hours_that_are_two_moments_are_asked_about_and_none_is_taken(text: str) -> None:
    when = parse_when(text, NOW, "Africa/Nairobi")
    assert when is not None
    assert (when.at, [one.code for one in when.doubts]) == (None, ["two-times"])


@pytest.mark.parametrize(
    ("text", "at", "zone", "code"),
    [
        # New York is on summer time already, Paris not yet: the names agree, and the clock in New York does not.
        ("Wed 17 March 2027, 3pm CET / 9am EST (New York), 1 hour", time(15), "Europe/Madrid", "other-clock"),
        ("26 March 2027, 3pm CEST / 9am EST (New York)", time(9), "America/New_York", "other-clock"),
        ("15 June 2018, 3pm CET / 9am EST", time(15), "Europe/Madrid", "not-that-time"),
        ("15 June 2018, 9am EST", time(9), "America/New_York", "not-that-time"),
        ("15 June 2018, 15:00 IST", time(15), "Europe/Madrid", "no-such-city"),
    ],
)
def test_a_moment_that_a_clock_contradicts_is_asked_about(text: str, at: time, zone: str, code: str) -> None:
    when = parse_when(text, NOW, "Europe/Madrid")
    assert when is not None
    assert (when.at, when.zone, [one.code for one in when.doubts]) == (at, zone, [code])


@pytest.mark.parametrize(
    ("text", "at", "minutes"),
    [
        ("15 June, 15:00-16:30 Paris", time(15), 90),
        ("15 June, 3-4pm Paris", time(15), 60),
        ("15 juin, de 15h à 16h30, Paris", time(15), 90),
        ("15 June, 15:00 CEST - 16:30 CEST (9:00 - 10:30 EDT)", time(15), 90),
        ("15 juin, 15h Paris, 1h30", time(15), 90),
        ("15 juin, 8h Paris, 2h", time(8), 120),
        ("15 juin à 8h, Paris, 2h", time(8), 120),
        ("15 de junio a las 15 horas, París, 1 hora", time(15), 60),
        ("15 juin 2018, 8h Paris", time(8), None),
    ],
)  # fmt: skip
def test_a_length_is_no_hour_and_an_hour_no_length(text: str, at: time, minutes: int | None) -> None:
    when = parse_when(text, NOW, "Europe/Paris")
    assert when is not None
    assert (when.at, when.zone, when.doubts) == (at, "Europe/Paris", ())
    assert when.lasts == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Friday 12 March 2027, 09:00 Santo Domingo", date(2027, 3, 12)),
        ("mañana 09:00 Santo Domingo", date(2017, 4, 19)),
        ("Santo Domingo, el viernes a las 9:00", date(2017, 4, 21)),
        ("09:00 America/Santo_Domingo, 12 March 2027", date(2027, 3, 12)),
    ],
)
def test_santo_domingo_is_no_sunday(text: str, on: date) -> None:
    when = parse_when(text, NOW, "Europe/Madrid")
    assert when is not None
    assert (when.on, when.at, when.zone, when.doubts) == (on, time(9), "America/Santo_Domingo", ())


def test_a_city_alone_is_no_day() -> None:
    assert parse_when("09:00 Santo Domingo", NOW, "Europe/Madrid") is None
    assert parse_date("Santo Domingo", TODAY) is None


@pytest.mark.parametrize("text", ["9999-12-31 23:00 GMT-5", "0001-01-01 01:00 GMT+2 / 02:00 GMT+3"])
def test_a_day_at_an_end_of_the_calendar_is_asked_about(text: str) -> None:
    when = parse_when(text, NOW, "Asia/Tokyo")
    assert when is not None
    assert (when.at, [one.code for one in when.doubts]) == (None, ["no-hour"])


def test_no_date_is_no_appointment() -> None:
    assert parse_when("15:00 Paris", NOW, "Europe/Madrid") is None
