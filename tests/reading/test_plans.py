"""What a facilitator's block plans, as understood beside the words it came from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailcop.reading.dates import When
from mailcop.reading.plan_keys import PlanKind
from mailcop.reading.plans import Plan, amend, plan

MAILED = datetime(2017, 4, 18, 9, tzinfo=UTC)


def understood(text: str, subject: str = "") -> Plan:
    found = plan(text, subject, MAILED, "Europe/Madrid")
    assert found is not None
    return found


def test_an_announcement_goes_to_everyone_now_with_its_text_verbatim() -> None:
    found = understood("Announce: A perspective from India\n\nDear all,\n\nSee: this  article.\n")
    assert (found.kind, found.title) == (PlanKind.ANNOUNCEMENT, "A perspective from India")
    assert (found.audience, found.is_now, found.send_when) == ("everyone", True, None)
    assert found.text == "Dear all,\n\nSee: this  article."
    assert found.doubts == ()
    assert found.may_send


@pytest.mark.parametrize(
    "block",
    [
        "Webinar: Change\nDate: Wed 3 May, 15:00 Paris, 1 hour, English\nSpeaker: Ana X\nLink: https://x.example/j",
        "- **Webinar**: Change\n- **Date**: Wed 3 May, 15:00 Paris, 1 hour, English\n- **Speaker**: Ana X\n- **Link**: https://x.example/j",
        "* Speaker: Ana X\n* Date: 3 May\n* Time: 15:00 Paris\n* Duration: 1 hour\n* Language: English\n"
        "* Webinar: Change\n* Link: https://x.example/j",
        "Seminario web: Change\nFecha: mié 3 de mayo, 15:00 París, 1 hora, inglés\nPonente: Ana X\nEnlace: https://x.example/j",
        "Webinaire : Change\n\nDate : mer. 3 mai, 15h Paris, une heure, anglais\nIntervenante : Ana X\nLien : https://x.example/j",
        "Webinar: Change | Date: Wed 3 May, 15:00 Paris, 1 hour, English | Speaker: Ana X | Link: https://x.example/j",
        "Webinar: Change\nWhen: Wed 3 May, 15:00 Paris, 1 hour, English\nSpeaker: Ana X\nLink: https://x.example/j",
    ],
)
def test_a_webinar_is_understood_in_any_order_dress_and_language(block: str) -> None:
    found = understood(f"{block}\n\nCome, all of you.")
    assert (found.kind, found.title, found.speakers, found.link) == (
        PlanKind.WEBINAR,
        "Change",
        ("Ana X",),
        "https://x.example/j",
    )
    assert found.starts is not None
    assert (found.starts.on, found.starts.at, found.starts.zone) == (date(2017, 5, 3), time(15), "Europe/Paris")
    assert (found.lasts, found.language, found.text) == (timedelta(hours=1), "en", "Come, all of you.")
    assert found.doubts == ()


def test_each_field_stands_beside_the_words_it_came_from() -> None:
    field = understood("Webinar: Change\nDate: Wed 3 May, 15:00 Paris, 1 hour").field("date")
    assert field is not None
    assert field.words == "Wed 3 May, 15:00 Paris, 1 hour"
    assert isinstance(field.value, When)
    assert (field.value.on, field.value.zone, field.value.lasts) == (
        date(2017, 5, 3),
        "Europe/Paris",
        timedelta(hours=1),
    )


@pytest.mark.parametrize(
    ("block", "codes", "may_send"),
    [
        ("Webinar: Change\nLink: none", ["no-date"], False),
        ("Webinar: Change\nLink: none\nDate: 3 May, Paris", ["no-time", "no-duration"], False),
        ("Webinar: Change\nLink: none\nDate: 3 May, 15:00 CET, Paris, 1 hour", ["not-that-time"], True),
        ("Webinar: Change\nLink: none\nDate: 3 May, 15:00, 1 hour", ["no-city"], True),
        ("Webinar: Change\nLink: none\nDate: 3 May 2016, 15:00 Paris, 1 hour", ["past"], True),
        ("Webinar: Change\nDate: 3 May, 15:00 Paris, 1 hour", ["no-link"], True),
        ("Announce:", ["no-title"], False),
        ("Announce: A\nWhen: soon", ["unread-when"], True),
        ("Announce: A\nWhen: 3 May", ["send-hour"], True),
        ("Announce: A\nColour: red\nTo: everyone", ["unknown-key"], True),
        ("Dialogue: Change", ["no-dates"], False),
    ],
)
def test_what_is_not_sure_is_a_numbered_question(block: str, codes: list[str], may_send: bool) -> None:
    found = understood(block)
    assert [doubt.code for doubt in found.doubts] == codes
    assert [doubt.number for doubt in found.doubts] == list(range(1, len(codes) + 1))
    assert found.may_send is may_send


def test_a_newsletter_has_variants_by_language_and_chosen_items() -> None:
    found = understood("Newsletter: September\nInclude: 1 3, 7\n\n[EN] Hello\nall\n\n[ES]\nHola a todas\n[FR] Bonjour")
    assert found.kind is PlanKind.NEWSLETTER
    assert found.include == (1, 3, 7)
    assert [(v.language, v.text) for v in found.variants] == [
        ("en", "Hello\nall"),
        ("es", "Hola a todas"),
        ("fr", "Bonjour"),
    ]


def test_an_announcement_may_wait_for_its_time() -> None:
    found = understood("Announce: A\nTo: Spanish speakers\nWhen: 24 April, 9:00 Paris\n\nText")
    assert found.send_when is not None
    assert (found.audience, found.is_now, found.send_when.on, found.send_when.at) == (
        "Spanish speakers", False, date(2017, 4, 24), time(9),
    )  # fmt: skip


def test_a_dialogue_has_dates_questions_guests_and_a_webinar_inside() -> None:
    found = understood(
        "Dialogue: Understanding Change\nDates: 24 April - 14 May\nQ1: What changes?\nQ2: How: by whom?\n"
        "Guest: Ana X <ana@x.example>\nWebinar: Wed 3 May, 15:00 Paris, 1 hour, English\nNote: attached\n\nJoin us."
    )
    assert (found.kind, found.dates) == (PlanKind.DIALOGUE, (date(2017, 4, 24), date(2017, 5, 14)))
    assert found.key_questions == ((1, "What changes?"), (2, "How: by whom?"))
    assert found.speakers == ("Ana X <ana@x.example>",)
    assert found.starts is not None
    assert found.starts.on == date(2017, 5, 3)
    assert found.doubts == ()


def test_a_series_keeps_its_rule_and_its_dated_lines() -> None:
    found = understood(
        "Series: Interviews\nEvery: second Thursday from 15 June\n15 June: Dr L. F.\n24 August: to be confirmed"
    )
    assert (found.kind, found.title) == (PlanKind.SERIES, "Interviews")
    assert found.dated == ((date(2017, 6, 15), "Dr L. F."), (date(2017, 8, 24), "to be confirmed"))


def test_a_training_has_a_deadline() -> None:
    found = understood("Training: Audit\nDates: 4 September - 13 October\nDeadline: 18 August\nLink: https://x.example")
    assert (found.dates, found.deadline_on) == ((date(2017, 9, 4), date(2017, 10, 13)), date(2017, 8, 18))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("**Announce:** 2 * 3 = *six*", "2 * 3 = *six*"),
        ("*Announce*: 2 * 3 = *six*", "2 * 3 = *six*"),
        ("- Announce: 2 * 3 = *six*", "2 * 3 = *six*"),
        ("*Announce: all of it*", "all of it"),
    ],
)
def test_bold_belongs_to_the_key_and_the_value_keeps_its_own_marks(line: str, title: str) -> None:
    assert understood(line).title == title


@pytest.mark.parametrize(
    "text", ["", "Hello all", "To: everyone\nDate: 3 May", "I announce: nothing", "https://announce: x"]
)
def test_a_mail_without_a_kind_is_no_plan(text: str) -> None:
    assert plan(text, "Re: hello", MAILED, "Europe/Madrid") is None


def test_the_subject_may_name_the_kind() -> None:
    found = understood("Dear all", "Announce: News from India")
    assert (found.title, found.text) == ("News from India", "Dear all")


def test_fields_after_the_text_began_are_text() -> None:
    found = understood("Announce: A\n\nDear all,\nDate: we do not know yet.")
    assert found.text == "Dear all,\nDate: we do not know yet."


def test_a_value_that_wraps_or_stands_below_its_key_is_whole() -> None:
    wide = "What changes when people who never sat at one table begin to talk"
    found = understood(f"Dialogue: Change\nDates: 24 April - 14 May\nQ1: {wide}\nabout power?\nQ2:\nAnd then?\n\nText")
    assert found.key_questions == ((1, f"{wide} about power?"), (2, "And then?"))
    assert found.text == "Text"


def test_an_answer_to_the_preview_changes_fields_and_keeps_the_rest() -> None:
    before = understood("Webinar: Change\nDate: 3 May, 15:00 Paris, 1 hour\nSpeaker: Ana X\n\nCome.")
    after = amend(before, "Hello,\nDate: 4 May, 16:00 Paris, 2 hours\nLanguage: español\nthanks")
    assert after is not None
    assert after.starts is not None
    assert (after.starts.on, after.starts.at, after.lasts, after.language) == (
        date(2017, 5, 4),
        time(16),
        timedelta(hours=2),
        "es",
    )
    assert (after.title, after.speakers, after.text) == ("Change", ("Ana X",), "Come.")


@pytest.mark.parametrize(
    ("change", "title", "text"),
    [
        ("Webinar: Power", "Power", "Come."),
        ("Subject: Power", "Power", "Come."),
        ("Text: Do come.", "Change", "Do come."),
    ],
)
def test_title_and_text_can_be_amended(change: str, title: str, text: str) -> None:
    after = amend(understood("Webinar: Change\nDate: 3 May, 15:00 Paris, 1 hour\n\nCome."), change)
    assert after is not None
    assert (after.title, after.text) == (title, text)


def test_chatter_under_a_preview_changes_nothing() -> None:
    assert amend(understood("Announce: A"), "Looks fine to me") is None


def test_an_hour_in_its_own_line_stands_for_those_in_the_date() -> None:
    before = understood("Webinar: Change\nLink: none\nDate: 3 May, 15:00 CEST / 8:00 New York, 1 hour\n\nCome.")
    assert before.starts is not None
    assert ([one.code for one in before.doubts], before.starts.at, before.may_send) == (["two-times"], None, False)
    after = amend(before, "Time: 15:00 Paris")
    assert after is not None
    assert after.starts is not None
    assert (after.starts.at, after.starts.zone, after.lasts) == (time(15), "Europe/Paris", timedelta(hours=1))
    assert (after.doubts, after.may_send) == ((), True)


def test_a_time_to_send_at_that_is_two_moments_sends_nothing() -> None:
    found = understood("Announce: A\nWhen: 24 April, 9:00 Paris / 8:00 Nairobi\n\nText")
    assert ([one.code for one in found.doubts], found.may_send) == (["two-times"], False)


@pytest.mark.parametrize(
    ("line", "link", "place"),
    [
        ("Link: https://x.example/j", "https://x.example/j", ""),
        ("Lieu : Salle 5, rue du Port", "", "Salle 5, rue du Port"),
        ("Link: none", "", ""),
        ("Sin enlace.", "", ""),
        ("sans lien", "", ""),
    ],
)
def test_where_a_webinar_is_joined_is_asked_until_it_is_said(line: str, link: str, place: str) -> None:
    before = understood("Webinar: Change\nDate: 3 May, 15:00 Paris, 1 hour\n\nCome.")
    assert [one.code for one in before.doubts] == ["no-link"]
    after = amend(before, line)
    assert after is not None
    assert (after.link, after.place, after.doubts) == (link, place, ())


def test_a_webinar_given_to_a_dialogue_is_a_field_of_it() -> None:
    after = amend(understood("Dialogue: Change\nDates: 24 April - 14 May"), "Webinar: 3 May, 15:00 Paris, 1 hour")
    assert after is not None
    assert (after.kind, after.title) == (PlanKind.DIALOGUE, "Change")
    assert after.starts is not None


_LINES = st.sampled_from(
    ["Announce: A", "Webinar: 3 May", "Dialogue: B", "Date: 3 May, 15:00 Paris", "When: now", "Q1: x", "15 June: y",
     "[EN] z", "", "text", "Colour: red", "- To: all", "Dates: 1-3 May", "Include: 9999", "Series:",
     "Date: 31/31/9999", "Time: 99:99"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=14), st.lists(_LINES, max_size=6))
def test_no_block_however_odd_raises(lines: list[str], answer: list[str]) -> None:
    found = plan("\n".join(lines), "", MAILED, "UTC")
    if found is not None:
        amend(found, "\n".join(answer))
