"""Calendar entries that a calendar takes, replaces and removes."""

from __future__ import annotations

from dataclasses import replace

from mailcop.writing.facts import NoticeFacts, Variant
from mailcop.writing.invitations import calendar
from mailcop.writing.notice_kinds import NoticeKind
from tests.writing import samples
from tests.writing.reading_back import read_back
from tests.writing.samples import INTERVIEW, LIVE, NOW, READER

STAMP = "20270309T084200Z"


def lines(text: str) -> list[str]:
    return text.replace("\n ", "").strip().split("\n")


def test_an_entry_has_what_rfc_5545_wants() -> None:
    method, text = calendar(LIVE, "Common Ground", "general@cop.example.org", STAMP)
    found = lines(text)
    assert method == "PUBLISH"
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    for line in ("VERSION:2.0", "METHOD:PUBLISH", f"UID:{LIVE.uid}", "SEQUENCE:0", f"DTSTAMP:{STAMP}"):
        assert line in found
    assert "DTSTART:20270317T140000Z" in found
    assert "DTEND:20270317T150000Z" in found
    assert not [line for line in found if line.startswith("ATTENDEE")]  # RFC 5546 section 3.2.1


def test_lines_are_folded_at_75_octets_between_letters() -> None:
    _, text = calendar(replace(LIVE, title="سلمى الحداد، 栄祥 林; " * 20), "Común", "a@example.org", STAMP)
    assert all(len(line.encode()) <= 75 for line in text.split("\n"))
    assert [line for line in lines(text) if line.startswith("SUMMARY:") and "栄祥 林\\; " in line]


def test_a_hostile_title_stays_one_property() -> None:
    evil = replace(LIVE, title="x\r\nATTENDEE:mailto:y;z,w\\", speaker='"\nEND:VEVENT')
    _, text = calendar(evil, 'Evil"\r\nX:y', "a@example.org", STAMP)
    found = lines(text)
    assert found.count("END:VEVENT") == 1
    assert not [line for line in found if line.startswith(("ATTENDEE", "X:"))]


def test_a_reminder_carries_the_entry_as_a_file() -> None:
    letter = read_back(samples.writer().compose(samples.REMINDER, Variant("en", "UTC")).letter_for(READER, NOW))
    kinds = [part.get_content_type() for part in letter.message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert "DTSTAMP:20270309T084200Z" in letter.calendar
    part = list(letter.message.walk())[-1]
    assert part.get_filename() == "invite.ics"
    assert part.get_param("method") == "PUBLISH"


def test_a_cancelled_date_leaves_the_calendar() -> None:
    gone = replace(INTERVIEW, is_cancelled=True, sequence=2)
    facts = NoticeFacts(NoticeKind.EVENT_CANCELLED, occurrence=gone)
    found = lines(read_back(samples.writer().compose(facts, Variant("en", "UTC")).letter_for(READER, NOW)).calendar)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", f"UID:{INTERVIEW.uid}"} <= set(found)
