"""The pipe door answers with the exit codes of sysexits.h."""

from __future__ import annotations

import io

import pytest

from mailcop.inbound.pipe import receive
from mailcop.words import Reply
from tests.doors.recording import RecordingIntake

GENERAL = "general@example.org"


def test_a_mail_is_kept_with_the_line_ends_of_mail() -> None:
    intake, errors = RecordingIntake(), io.StringIO()
    assert receive(b"From ana Mon\nSubject: x\n\nhi\n", [GENERAL], "ana@example.net", intake, errors=errors) == 0
    raw, envelope, recipients = intake.mails[0]
    assert raw == b"Subject: x\r\n\r\nhi\r\n"
    assert recipients == (GENERAL,)
    assert (envelope.sender, envelope.peer, envelope.door, envelope.is_trusted) == (
        "ana@example.net",
        "pipe",
        "pipe",
        True,
    )
    assert errors.getvalue() == ""


def test_the_empty_sender_is_empty() -> None:
    intake = RecordingIntake()
    receive(b"\n", [GENERAL], "<>", intake)
    assert intake.mails[0][1].sender == ""


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(250, "2.0.0", "kept"), 0),
        (Reply(451, "4.3.0", "later"), 75),
        (Reply(452, "4.3.1", "disk"), 75),
        (Reply(550, "5.1.1", "unknown"), 67),
        (Reply(550, "5.7.1", "members only"), 77),
        (Reply(550, "5.6.0", "two From"), 65),
        (Reply(552, "5.3.4", "too big"), 65),
        (Reply(554, "5.4.6", "loop"), 69),
    ],
)
def test_the_reply_becomes_an_exit_code_and_its_text_goes_to_stderr(reply: Reply, code: int) -> None:
    intake, errors = RecordingIntake(), io.StringIO()
    intake.answers[GENERAL] = reply
    assert receive(b"\n", [GENERAL], "", intake, errors=errors) == code
    assert errors.getvalue() == ("" if code == 0 else reply.line() + "\n")


def test_an_unknown_recipient_is_no_user_and_nothing_is_taken() -> None:
    intake, errors = RecordingIntake(), io.StringIO()
    intake.refused["nobody@example.org"] = Reply(550, "5.1.1", "no such address")
    assert receive(b"\n", ["nobody@example.org"], "", intake, errors=errors) == 67
    assert receive(b"\n", ["nobody@example.org", GENERAL], "", intake, errors=errors) == 0
    assert [recipients for _, _, recipients in intake.mails] == [(GENERAL,)]


def test_a_bare_cr_or_too_many_bytes_are_bad_data() -> None:
    intake, errors = RecordingIntake(), io.StringIO()
    assert receive(b"X: 1\rFrom: evil@example.net\n\n", [GENERAL], "", intake, errors=errors) == 65
    assert receive(b"x" * 101, [GENERAL], "", intake, message_bytes=100, errors=errors) == 65
    intake.no_room = Reply(452, "4.3.1", "disk")
    assert receive(b"\n", [GENERAL], "", intake, errors=errors) == 75
    assert intake.mails == []
