"""Answers of calendars: which event, who, and what they said; never an exception, whatever the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailcop.reading import read
from mailcop.reading.letter import CalendarReply
from mailcop.reading.rsvps import read_calendar
from mailcop.words import Automatic

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "ical" / "icalendar_py"


def answer(ics: str, kind: str = "text/calendar; method=REPLY; charset=utf-8", head: str = "") -> bytes:
    return f"From: Ana <ana@example.org>\nSubject: Accepted: Webinar\n{head}Content-Type: {kind}\n\n{ics}".encode()


GOOGLE = """BEGIN:VCALENDAR\r
PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
VERSION:2.0\r
CALSCALE:GREGORIAN\r
METHOD:REPLY\r
BEGIN:VEVENT\r
DTSTART:20170615T130000Z\r
UID:webinar-7@cop.example.org\r
RECURRENCE-ID;TZID="Europe/Paris":20170629T150000\r
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="Ana; B:\r
 C";X-NUM-GUESTS=0;X-RESPONSE-COMMENT="I come later, at four":mailto:ana@exam\r
 ple.org\r
SEQUENCE:2\r
BEGIN:VALARM\r
UID:another\r
END:VALARM\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_an_answer_is_read_with_its_event_its_occurrence_and_its_words() -> None:
    letter = read(answer(GOOGLE))
    assert letter.automatic is Automatic.CALENDAR_REPLY
    assert letter.calendar_reply == CalendarReply(
        method="REPLY",
        uid="webinar-7@cop.example.org",
        recurrence_id="20170629T150000",
        recurrence_zone="Europe/Paris",
        attendee="ana@example.org",
        answer="accepted",
        sequence=2,
        comment="I come later, at four",
    )


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n", "\n\n"])
def test_line_ends_of_any_kind_are_line_ends(ends: str) -> None:
    reply = read(answer(GOOGLE.replace("\r\n ", "").replace("\r\n", ends))).calendar_reply
    assert reply is not None
    assert (reply.uid, reply.attendee, reply.answer) == ("webinar-7@cop.example.org", "ana@example.org", "accepted")


@pytest.mark.parametrize(
    ("attendee", "who", "word"),
    [
        ("ATTENDEE;PARTSTAT=DECLINED:MAILTO:ana@example.org", "ana@example.org", "declined"),
        ("ATTENDEE;PARTSTAT=TENTATIVE;CN=Ana:mailto:<ana@example.org>", "ana@example.org", "tentative"),
        ('ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:x@example.org":mailto:ana@example.org',
         "ana@example.org", "accepted"),
        ("ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ana@example.org:urn:uuid:7", "ana@example.org", "accepted"),
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@example.org\nATTENDEE;partstat=accepted:mailto:ana@example.org",
         "ana@example.org", "accepted"),
        ("ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:c@example.org\":mailto:ana@example.org",
         "ana@example.org", "delegated"),
        ("ATTENDEE:mailto:ana@example.org", "ana@example.org", ""),
        ("X-NOTHING:1", "", ""),
    ],
)  # fmt: skip
def test_who_answers_and_how(attendee: str, who: str, word: str) -> None:
    ics = f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:7\n{attendee}\nEND:VEVENT\nEND:VCALENDAR\n"
    reply = read(answer(ics)).calendar_reply
    assert reply is not None
    assert (reply.attendee, reply.answer) == (who, word)


@pytest.mark.parametrize(
    ("kind", "method", "is_answer"),
    [
        ("text/calendar; method=REPLY", "REPLY", True),
        ("text/calendar", "REPLY", True),
        ("application/ics", "REPLY", True),
        ("text/calendar; method=counter", "COUNTER", True),
        ("text/calendar; method=REQUEST", "REQUEST", False),
        ("text/calendar", "PUBLISH", False),
        ("text/calendar; method=CANCEL", "CANCEL", False),
        ("text/plain", "REPLY", False),
    ],
)
def test_invitations_are_no_answers(kind: str, method: str, is_answer: bool) -> None:
    ics = f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:7\nEND:VEVENT\nEND:VCALENDAR\n"
    letter = read(answer(ics, kind).replace(b"Accepted: ", b""))
    assert (letter.automatic is Automatic.CALENDAR_REPLY) == is_answer
    assert (letter.calendar_reply is not None) == is_answer


def test_an_answer_that_names_no_event_is_still_no_post() -> None:
    letter = read(answer("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n"))
    assert letter.automatic is Automatic.CALENDAR_REPLY
    assert letter.calendar_reply is None


def test_outlooks_answer_without_a_calendar_part_is_known() -> None:
    raw = answer("See you.", "text/plain", "Content-Class: urn:content-classes:calendarmessage\n")
    assert read(raw).automatic is Automatic.CALENDAR_REPLY


def test_the_comment_is_unescaped() -> None:
    ics = "METHOD:REPLY\nBEGIN:VEVENT\nUID:7\nCOMMENT:One\\, two\\nthree\\\\four\nEND:VEVENT\n"
    reply = read(answer(ics)).calendar_reply
    assert reply is not None
    assert reply.comment == "One, two\nthree\\four"


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_calendar_reader_raise(text: str) -> None:
    read_calendar(text)
    read_calendar(f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:7\n{text}\nEND:VEVENT\n")


@given(
    name=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ-", min_size=1, max_size=20),
    given_=st.dictionaries(
        st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8),
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters='"'), max_size=30),
        max_size=4,
    ),
    value=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60),
    width=st.integers(1, 75),
)
@settings(max_examples=150, deadline=None)
def test_a_folded_line_with_quoted_parameters_comes_back_whole(
    name: str, given_: dict[str, str], value: str, width: int
) -> None:
    line = name + "".join(f';{key}="{text}"' for key, text in given_.items()) + ":" + value
    folded = "\r\n ".join(line[at : at + width] for at in range(0, len(line), width))
    event = read_calendar(f"BEGIN:VEVENT\r\n{folded}\r\nEND:VEVENT").events[0]
    if name not in ("BEGIN", "END", "METHOD"):
        assert [(p.name, p.parameters, p.value) for p in event.properties] == [(name, given_, value)]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpora: ical/icalendar_py")
def test_calendars_as_clients_emit_them_are_read() -> None:
    events = 0
    for path in (CORPUS / "events").rglob("*.ics"):
        events += len(read_calendar(f"BEGIN:VCALENDAR\n{path.read_text('utf-8', 'replace')}").events)
    for path in CORPUS.rglob("*.ics"):
        read_calendar(path.read_text("utf-8", "replace"))
    assert events >= 10
