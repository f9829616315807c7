"""Answers as Exchange, Outlook, Google and Apple send them: folded, encoded, in either case, with much around."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailcop.reading import read
from mailcop.reading.letter import CalendarReply
from mailcop.words import Automatic

HEAD = b"From: Ana Ruiz <ana@example.org>\nTo: webinar.rsvp@cop.example.org\nMIME-Version: 1.0\n"
UID = "webinar-7@cop.example.org"


def folded(ics: str, octets: int = 75) -> bytes:
    """As RFC 5545 section 3.1 allows: after so many octets, even inside a letter."""
    out: list[bytes] = []
    for line in ics.strip().encode().split(b"\n"):
        out += [(b" " if at else b"") + line[at : at + octets] for at in range(0, max(1, len(line)), octets)]
    return b"\r\n".join(out) + b"\r\n"


def calendar(*events: str, method: str = "METHOD:REPLY", maker: str = "-//Example//EN") -> str:
    inner = "\n".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT" for one in events)
    return f"BEGIN:VCALENDAR\n{method}\nPRODID:{maker}\nVERSION:2.0\n{inner}\nEND:VCALENDAR"


def answer_of(program: str) -> bytes:
    """A whole mail, as the program sends it."""
    return (Path(__file__).parent / "answers" / f"{program}.eml").read_bytes()


def reply(raw: bytes) -> CalendarReply:
    letter = read(raw)
    assert letter.automatic is Automatic.CALENDAR_REPLY
    assert letter.calendar_reply is not None
    return letter.calendar_reply


def test_exchange_is_read_though_it_folds_inside_letters() -> None:
    assert reply(answer_of("exchange")) == CalendarReply(
        method="REPLY",
        uid="040000008200E00074C5B7101A82E00800000000B0D1A5E3D2E7D201000000000000000010000000C6B1A8",
        recurrence_id="20170629T150000",
        recurrence_zone="Romance Standard Time",
        attendee="ana@example.org",
        answer="accepted",
        sequence=1,
        comment="Je serai là, avec Zoë et Éloïse",
    )


@pytest.mark.parametrize("octets", [7, *range(60, 76)])
def test_a_fold_may_split_a_letter_anywhere(octets: int) -> None:
    comment = "COMMENT:Je serai là avec Zoë et Éloïse, à Neuchâtel où l'été s'achève"
    raw = HEAD + b"Content-Type: text/calendar; method=REPLY; charset=utf-8\n\n"
    assert reply(raw + folded(calendar(f"UID:{UID}\n{comment}"), octets)).comment == comment[8:]


def test_google_is_read_with_signs_in_quoted_parameters() -> None:
    found = reply(answer_of("google"))
    assert (found.uid, found.attendee, found.answer) == (UID, "ana@example.org", "declined")
    assert found.comment == "No puedo: viajo; lo siento"


def test_apple_is_read_though_it_names_its_people_by_paths() -> None:
    found = reply(answer_of("apple"))
    assert (found.uid, found.attendee, found.answer) == (UID, "ana@example.org", "tentative")
    assert (found.recurrence_id, found.sequence) == ("20170615", 3)


def test_lower_case_and_tabs_are_read() -> None:
    found = reply(answer_of("outlook-in-lower-case"))
    assert (found.method, found.uid, found.attendee, found.answer, found.sequence) == (
        "REPLY", UID, "ana@example.org", "accepted", 0,
    )  # fmt: skip


def alone(*events: str) -> bytes:
    return HEAD + b"Subject: x\nContent-Type: text/calendar; method=REPLY\n\n" + folded(calendar(*events))


def test_of_several_events_the_one_that_is_answered_counts() -> None:
    whole = f"UID:{UID}\nSUMMARY:The series"
    exception = f"UID:{UID}\nRECURRENCE-ID:20170629T130000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org"
    open_one = f"UID:{UID}\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@example.org"
    for events in ((whole, exception), (open_one, exception), (exception, whole)):
        found = reply(alone(*events))
        assert (found.recurrence_id, found.attendee, found.answer) == (
            "20170629T130000Z", "ana@example.org", "declined",
        )  # fmt: skip


def test_of_two_answers_the_first_counts() -> None:
    first = f"UID:{UID}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org"
    second = f"UID:{UID}\nRECURRENCE-ID:20170629T130000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org"
    assert reply(alone(first, second)).answer == "accepted"


def test_an_answer_without_an_attendee_says_what_it_can() -> None:
    found = reply(alone(f"UID:{UID}\nDTSTART:20170615T130000Z"))
    assert (found.uid, found.attendee, found.answer) == (UID, "", "")


@pytest.mark.parametrize(
    "attendee",
    [
        'ATTENDEE;CN="Ana \\"A\\" Ruiz";PARTSTAT=ACCEPTED:mailto:ana@example.org',
        "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED;:mailto:ana@example.org",
        'ATTENDEE;PARTSTAT="ACCEPTED":mailto:ana@example.org',
        "ATTENDEE ;PARTSTAT=ACCEPTED:mailto:ana@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org?subject=x",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN='ana@example.org':MAILTO:Ana <ana@example.org>",
        "ATTENDEE;RSVP=TRUE;PARTSTAT=ACCEPTED:invalid:nomail\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@example.org",
    ],
)
def test_a_messy_attendee_still_answers(attendee: str) -> None:
    found = reply(alone(f"UID:{UID}\n{attendee}"))
    assert found.answer == "accepted"
    assert found.attendee in ("ana@example.org", "")
