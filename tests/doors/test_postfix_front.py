"""A real Postfix in front, handing mail to our LMTP door."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

import pytest

from mailcop.inbound.smtp import LmtpDoor
from mailcop.words import Reply
from tests.doors.recording import RecordingIntake, in_a_thread
from tests.servers_mail import PrivatePostfix, private_postfix

RAW = b"Subject: hello\r\n\r\n.a dot\r\nand " + b"x" * 900 + b"\r\n"
GENERAL, NEWS, NOBODY, CLOSED, LATER = (
    f"{name}@cop.example.org" for name in ("general", "news", "nobody", "closed", "later")
)


@pytest.fixture(scope="module")
def intake() -> RecordingIntake:
    intake = RecordingIntake()
    intake.refused[NOBODY] = Reply(550, "5.1.1", "There is no such address here")
    intake.answers[CLOSED] = Reply(550, "5.7.1", "Only members may post here")
    intake.answers[LATER] = Reply(451, "4.3.0", "Our fault")
    return intake


@pytest.fixture(scope="module")
def front(intake: RecordingIntake) -> Iterator[PrivatePostfix]:
    with (
        in_a_thread(LmtpDoor(("127.0.0.1", 0), intake, hostname="cop.example.org")) as (_, port),
        private_postfix(lmtp=("cop.example.org", port)) as postfix,
    ):
        yield postfix


def send(front: PrivatePostfix, *recipients: str, sender: str = "ana@example.net") -> None:
    with smtplib.SMTP("127.0.0.1", front.port) as client:
        client.sendmail(sender, recipients, RAW)


@pytest.mark.slow
def test_each_recipient_has_its_own_answer(front: PrivatePostfix, intake: RecordingIntake) -> None:
    """One kept, one refused at RCPT, one refused after the dot: Postfix reports each for itself."""
    intake.mails.clear()
    send(front, GENERAL, NOBODY, CLOSED)
    intake.wait_for(1)
    log = front.wait_for_log(f"to=<{GENERAL}>", f"to=<{NOBODY}>", f"to=<{CLOSED}>")
    outcome = {
        line.split("to=<")[1].split(">")[0]: line for line in log.splitlines() if "/lmtp[" in line and "to=<" in line
    }
    assert "status=sent (250 2.0.0 kept)" in outcome[GENERAL]
    assert "dsn=5.1.1, status=bounced" in outcome[NOBODY]
    assert "in reply to RCPT TO" in outcome[NOBODY]
    assert "dsn=5.7.1, status=bounced" in outcome[CLOSED]
    assert "in reply to end of DATA" in outcome[CLOSED]
    raw, envelope, recipients = intake.mails[0]
    assert raw.endswith(b"\r\n" + RAW.partition(b"\r\n\r\n")[2])
    assert sorted(recipients) == sorted([GENERAL, CLOSED])
    assert (envelope.sender, envelope.door, envelope.helo) == ("ana@example.net", "lmtp", "front.example.net")


@pytest.mark.slow
def test_what_we_can_not_keep_now_waits_in_the_queue_and_comes_again(
    front: PrivatePostfix, intake: RecordingIntake
) -> None:
    intake.mails.clear()
    send(front, LATER)
    front.wait_for_log("dsn=4.3.0, status=deferred")
    del intake.answers[LATER]
    front.flush()
    intake.wait_for(2)
    front.wait_for_log(f"to=<{LATER}>", "status=sent (250 2.0.0 kept)")


@pytest.mark.slow
def test_a_burst_of_mails_arrives_whole(front: PrivatePostfix, intake: RecordingIntake) -> None:
    intake.mails.clear()
    with smtplib.SMTP("127.0.0.1", front.port) as client:
        for number in range(100):
            client.sendmail("ana@example.net", [GENERAL, NEWS], b"Subject: %d\r\n\r\n" % number + RAW)
    intake.wait_for(100)
    subjects = sorted(int(raw.partition(b"Subject: ")[2].partition(b"\r\n")[0]) for raw, _, _ in intake.mails)
    assert subjects == list(range(100))
    assert {tuple(sorted(recipients)) for _, _, recipients in intake.mails} == {(GENERAL, NEWS)}


@pytest.mark.slow
def test_a_bounce_comes_with_the_empty_sender(front: PrivatePostfix, intake: RecordingIntake) -> None:
    intake.mails.clear()
    send(front, GENERAL, sender="")
    intake.wait_for(1)
    assert intake.mails[0][1].sender == ""
