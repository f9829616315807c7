"""Machines are told from people, and reports from both."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.reading.letter import BounceRecipient
from mailcop.words import Automatic, BounceKind

OURS = frozenset({"cop.example.org"})


def mail(*fields: str, body: str = "Hello", sender: str = "ana@example.org") -> bytes:
    return "\n".join([f"From: {sender}", *fields, "", body]).encode()


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("Auto-Submitted: auto-replied", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-replied (vacation)", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-generated; x=y", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-notified", Automatic.AUTO_REPLY),
        ("Auto-Submitted: no", None),
        ("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", Automatic.AUTO_REPLY),
        ("Precedence: auto_reply", Automatic.AUTO_REPLY),
        ("Precedence: bulk", Automatic.BULK),
        ("Precedence: junk", Automatic.BULK),
        ("Precedence: list", Automatic.BULK),
        ("Precedence: first-class", None),
        ("X-Autoreply: yes", Automatic.AUTO_REPLY),
        ("X-Autoreply: no", None),
        ("X-Auto-Response-Suppress: All", Automatic.AUTO_REPLY),
        ("Return-Path: <>", Automatic.AUTO_REPLY),
        ("Return-Path: <ana@example.org>", None),
        ("List-Unsubscribe: <https://x.example/u>", Automatic.BULK),
        ("Subject: Automatic reply: Meeting", Automatic.AUTO_REPLY),
        ("Subject: Out of Office", Automatic.AUTO_REPLY),
        ("Subject: Out of office: back on Monday", Automatic.AUTO_REPLY),
        ("Subject: Respuesta automática: Reunión", Automatic.AUTO_REPLY),
        ("Subject: Fuera de la oficina", Automatic.AUTO_REPLY),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_R=C3=A9union?=", Automatic.AUTO_REPLY),
        ("Subject: Absence du bureau", Automatic.AUTO_REPLY),
        ("Subject: Abwesenheitsnotiz: Treffen", Automatic.AUTO_REPLY),
        ("Subject: On holiday", None),
        ("Subject: Out of office work and unpaid care", None),
        ("Subject: Automatic replies annoy me", None),
        ("Subject: Re: Undeliverable: what shall I do?", None),
        ("Subject: Hello", None),
    ],
)
def test_a_mail_of_a_machine_is_known_by_its_header(field: str, kind: Automatic | None) -> None:
    assert read(mail(field)).automatic is kind


def test_people_write_about_their_holidays() -> None:
    body = "I am out of office next week, but I'd like to say yes."
    assert read(mail("Subject: Re: Dialogue", body=body)).automatic is None


def test_what_a_person_wrote_through_a_list_is_no_bulk_mail() -> None:
    letter = read(
        mail("Precedence: list", "List-Id: Friends <friends.lists.example.net>", "List-Post: <mailto:f@x.example>")
    )
    assert letter.automatic is None
    assert letter.list_id == "friends.lists.example.net"


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("List-Id: General <general.cop.example.org>", Automatic.LOOP),
        ("X-Loop: general@cop.example.org", Automatic.LOOP),
        ("Message-ID: <x@cop.example.org>\nPrecedence: list", Automatic.LOOP),
        ("Message-ID: <x@cop.example.org>", None),
        ("List-Id: Staff <staff.lists.cop.example.org>", None),
        ("List-Id: General <general.notcop.example.org>", None),
        ("In-Reply-To: <x@cop.example.org>", None),
    ],
)
def test_our_own_mail_coming_back_is_a_loop(field: str, kind: Automatic | None) -> None:
    assert read(mail(field), own_domains=OURS).automatic is kind


def test_a_calendar_answer_is_one() -> None:
    part = "Content-Type: multipart/mixed; boundary=b"
    body = "--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n--b--"
    assert read(mail(part, body=body)).automatic is Automatic.CALENDAR_REPLY


def report(*blocks: str) -> bytes:
    return mail(
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "Subject: Undelivered Mail Returned to Sender",
        sender="MAILER-DAEMON@mx.example.net",
        body="--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
        + "\n\n".join(blocks)
        + "\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--",
    )


@pytest.mark.parametrize(
    ("block", "kind", "status"),
    [
        ("Action: failed\nStatus: 5.1.1", BounceKind.PERMANENT, "5.1.1"),
        ("Action: failed (sorry)\nStatus: 5.7.1 (policy)", BounceKind.TEMPORARY, "5.7.1"),
        ("Action: delayed\nStatus: 4.4.1", BounceKind.DELAYED, "4.4.1"),
        ("Action: delayed\nStatus: 5.0.0", BounceKind.DELAYED, "5.0.0"),
        ("Action: failed\nStatus: 4.4.7", BounceKind.TEMPORARY, "4.4.7"),
        ("Action: failed\nStatus: 5.2.2", BounceKind.TEMPORARY, "5.2.2"),
        ("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 mailbox is full", BounceKind.TEMPORARY, "5.0.0"),
        ("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 450 4.2.0 greylisted", BounceKind.TEMPORARY, "5.0.0"),
    ],
)
def test_a_report_says_how_final_it_is(block: str, kind: BounceKind, status: str) -> None:
    letter = read(report(f"Final-Recipient: rfc822; <bob@example.com>\n{block}"))
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    assert letter.bounce.recipients == (BounceRecipient("bob@example.com", kind, status),)


@pytest.mark.parametrize(
    "block", ["Action: delivered\nStatus: 2.0.0", "Action: relayed\nStatus: 2.0.0", "Action: expanded"]
)
def test_a_report_that_nothing_failed_names_nobody(block: str) -> None:
    letter = read(report(f"Final-Recipient: rfc822; <bob@example.com>\n{block}"))
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    assert letter.bounce.recipients == ()


def test_a_report_tells_each_recipient_once_by_the_address_we_wrote_to() -> None:
    final = "Final-Recipient: rfc822;b1@mx.example.com\nAction: failed\nStatus: 5.1.1"
    block = f"Original-Recipient: rfc822;bob@example.com\n{final}"
    letter = read(report(block, block, "Final-Recipient: rfc822;c@example.com\nAction: failed\nStatus: 5.1.1"))
    assert letter.bounce is not None
    assert [r.address for r in letter.bounce.recipients] == ["bob@example.com", "c@example.com"]


QMAIL = """Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<bob@example.com>:
{why}

--- Below this line is a copy of the message.

Return-Path: <ana@example.org>
Subject: greylisting and quota

try again later
"""


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ("Sorry, no mailbox here by that name. (#5.1.1)", BounceKind.PERMANENT),
        ("Disk quota exceeded", BounceKind.TEMPORARY),
    ],
)
def test_a_report_in_words_is_read_and_a_full_mailbox_is_not_final(why: str, kind: BounceKind) -> None:
    letter = read(mail("Subject: failure notice", body=QMAIL.format(why=why), sender="MAILER-DAEMON@mx.example.net"))
    assert letter.bounce is not None
    assert [(r.address, r.kind) for r in letter.bounce.recipients] == [("bob@example.com", kind)]


def test_a_report_of_an_unknown_format_is_a_bounce_that_accuses_nobody() -> None:
    letter = read(
        mail("Subject: Mail delivery failed", body="Something went wrong.", sender="mailer-daemon@mx.example.net")
    )
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    assert letter.bounce.recipients == ()
