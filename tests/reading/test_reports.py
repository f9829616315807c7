"""Delivery reports by their fields: whom they name, how final a host's answer is, and what is no report."""

from __future__ import annotations

import random
import time

import pytest

from mailcop.reading import read
from mailcop.reading.letter import BounceRecipient
from mailcop.reading.report_reasons import kind_of
from mailcop.words import Automatic, BounceKind

P, T, D, N = BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.DELAYED, BounceKind.NONE


def report(blocks: str, text: str = "It failed.", kind: str = "message/delivery-status", head: str = "") -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example.net\nTo: general-bounces@cop.example.org\nSubject: Undelivered Mail\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\n{text}\n--b\n'
        f"Content-Type: {kind}\n{head}\n{blocks}\n--b\nContent-Type: message/rfc822\n\n"
        "From: general@cop.example.org\nTo: general@cop.example.org\nSubject: Quota\n\ntry again later\n--b--\n"
    ).encode()


def found(raw: bytes) -> list[tuple[str, BounceKind, str]]:
    letter = read(raw)
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    return [(one.address, one.kind, one.status) for one in letter.bounce.recipients]


MTA = "Reporting-MTA: dns; mx.example.net\n\n"
FAILED = "Action: failed\nStatus: 5.1.1\n"


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ("Final-Recipient: rfc822;bob@example.com", "bob@example.com"),
        ("Final-Recipient: RFC822; <bob@example.com>", "bob@example.com"),
        ("Final-Recipient: bob@example.com", "bob@example.com"),
        ('Final-Recipient: rfc822; "Bob" <bob@example.com>', "bob@example.com"),
        ("Final-Recipient: rfc822; bob@example.com (Bob)", "bob@example.com"),
        ("Final-Recipient: smtp; SMTP:bob@EXAMPLE.com", "bob@example.com"),
        ("Original-Recipient: rfc822;bob+2Bcop@example.com\nFinal-Recipient: x;y", "bob+cop@example.com"),
        ("Original-Recipient: rfc822;bob+cop@example.com\nFinal-Recipient: x;y", "bob+cop@example.com"),
        ("Original-Recipient: utf-8;b\\x{F6}b@example.com\nFinal-Recipient: x;y", "böb@example.com"),
        ("Final-Recipient: utf-8; böb@bücher.example", "böb@bücher.example"),
        (
            "Original-Recipient: rfc822; bob@example.com\nFinal-Recipient: x400; /S=bob/OU=x/PRMD=UK.AC/ADMD= /C=GB/",
            "bob@example.com",
        ),
        ("Final-Recipient: LOCAL; bob\nX-Actual-Recipient: rfc822; bob@example.com", "bob@example.com"),
        ("Final-Recipient: rfc822; bob..smith.@docomo.example", "bob..smith.@docomo.example"),
    ],
)
def test_the_address_of_a_recipient_is_unwrapped(fields: str, address: str) -> None:
    assert found(report(f"{MTA}{fields}\n{FAILED}")) == [(address, P, "5.1.1")]


@pytest.mark.parametrize(
    "blocks",
    [
        MTA + f"Final-Recipient: rfc822;a@example.com\n{FAILED}\nFinal-Recipient: rfc822;b@example.com\n{FAILED}",
        MTA + f"Final-Recipient: rfc822;a@example.com\n{FAILED}Final-Recipient: rfc822;b@example.com\n{FAILED}",
        f"Reporting-MTA: dns; x\nFinal-Recipient: rfc822;a@example.com\n{FAILED}\n\n\n\nFinal-Recipient: "
        f"rfc822;b@example.com\n{FAILED}",
        MTA + "Action: failed\nFinal-Recipient: rfc822;a@example.com\nStatus: 5.1.1\n \nAction: failed\nStatus: 5.1.1\n"
        "Final-Recipient: rfc822;b@example.com\n",
    ],
)
def test_recipients_are_told_apart_with_and_without_empty_lines(blocks: str) -> None:
    assert [address for address, _, _ in found(report(blocks))] == ["a@example.com", "b@example.com"]


def test_an_internationalised_report_is_one() -> None:
    raw = report(f"{MTA}Final-Recipient: utf-8; böb@example.com\n{FAILED}", kind="message/global-delivery-status")
    assert found(raw) == [("böb@example.com", P, "5.1.1")]


def test_fields_in_base64_are_read() -> None:
    packed = "UmVwb3J0aW5nLU1UQTogZG5zOyB4CgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgYm9iQGV4YW1wbGUuY29tCkFjdGlvbjogZmFpbGVkClN0YXR1czogNS4xLjEK"  # noqa: E501
    assert found(report(packed, head="Content-Transfer-Encoding: base64\n")) == [("bob@example.com", P, "5.1.1")]


def test_fields_that_were_flattened_into_the_text_are_read() -> None:
    raw = (
        "From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered Mail Returned to "
        "Sender\n\nSorry.\n\nReporting-MTA: dns; x"
        "\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n"
    )
    assert found(raw.encode()) == [("bob@example.com", P, "5.1.1")]


def test_a_recipient_that_only_the_text_names_has_the_action_of_the_nameless_fields() -> None:
    raw = report(
        f"{MTA}Final-Recipient: x400; /S=bob/\nAction: delayed\nStatus: 4.4.1\n", "Late:\n\n  bob@example.com\n"
    )
    assert found(raw) == [("bob@example.com", D, "4.4.1")]


def test_neither_we_nor_the_host_that_reports_are_recipients() -> None:
    names = "postmaster@mx.example.net\ngeneral-bounces@cop.example.org\n<bob@example.com>: 550 5.1.1\n"
    text = f"Could not be delivered.\n\n{names}"
    raw = f"From: MAILER-DAEMON@mx.example.net\nTo: general-bounces@cop.example.org\nSubject: Undeliverable\n\n{text}"
    assert [address for address, _, _ in found(raw.encode())] == ["bob@example.com"]


def test_what_we_wrote_is_no_reason() -> None:
    text = "Subject: Quota and delay in parliament\n\n<bob@example.com>: User unknown\n"
    raw = f"From: MAILER-DAEMON@mx.example.net\nSubject: Undeliverable: Quota\n\n{text}"
    assert [kind for _, kind, _ in found(raw.encode())] == [P]


# What hosts answer, with the action `failed`.
ANSWERS = [
    ("5.1.1", "smtp; 550 5.1.1 <b@example.com>: Recipient address rejected: User unknown in virtual mailbox table", P),
    ("5.1.1", "smtp; 550-5.1.1 The email account that you tried to reach does not exist.", P),
    ("5.0.0", "smtp; 550 Requested action not taken: mailbox unavailable", P),
    ("5.5.0", "smtp; 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)", P),
    ("5.2.1", "smtp; 550 5.2.1 The email account that you tried to reach is disabled", P),
    ("5.0.0", "smtp; 554 delivery error: dd This user doesn't have a yahoo.com account (b@yahoo.com) [-5]", P),
    ("5.4.4", "X-Postfix; Host or domain name not found. Name service error for name=x type=A: Host not found", P),
    ("5.1.2", "smtp; 550 Host unknown", P),
    ("5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", P),
    ("5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", P),
    ("5.4.310", "smtp;550 5.4.310 DNS domain nowhere.example does not exist", P),
    ("5.7.1", "smtp; 550 5.7.1 <b@example.com>... User unknown", P),
    ("5.1.0", "smtp; 550 #5.1.0 Address rejected.", P),
    ("5.0.0", "smtp; 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", T),
    ("5.2.2", "smtp; 552 5.2.2 Mailbox full", T),
    ("5.2.2", "smtp; 552-5.2.2 The email account that you tried to reach is over quota", T),
    ("5.0.0", "smtp; 554 Mailbox quota exceeded", T),
    ("5.7.1", "smtp; 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example.net", T),
    ("5.7.1", "smtp; 550 5.7.1 Message rejected due to content restrictions", T),
    ("5.7.26", "smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated", T),
    ("5.7.1", "smtp; 550 5.7.1 Relaying denied", T),
    ("5.7.0", "smtp; 554 5.7.0 Reject, id=1-2 - SPAM", T),
    ("5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit", T),
    ("5.4.7", "smtp; 550 5.4.7 Delivery expired (message too old)", T),
    ("5.4.6", "X-Postfix; mail for example.com loops back to myself", T),
    ("5.0.0", "smtp; 550 Sender verify failed", T),
    ("5.1.8", "smtp; 553 5.1.8 <a@example.org>... Domain of sender address a@example.org does not exist", T),
    ("5.0.0", "smtp; 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted, see http://example.net", T),
    ("4.4.1", "smtp; 451 4.4.1 connect to mx.example.com: Connection timed out", T),
    ("4.4.7", "", T),
    ("4.2.2", "smtp; 452 4.2.2 The email account that you tried to reach is over quota", T),
    ("4.0.0", "smtp; 421 4.7.0 [TS01] Messages from 192.0.2.1 temporarily deferred", T),
    ("5.0.0", "smtp; 450 User unknown", T),
    ("4.4.7", "smtp; 550 5.1.1 User unknown", P),
    ("5.6.1", "smtp; 554 5.6.1 Body type not supported by Remote Host", T),
    ("5.0.0", "", P),
    ("5.1.1", "", P),
    ("5.7.1", "", T),
    ("5.3.0", "", P),
]  # fmt: skip


@pytest.mark.parametrize(("status", "answer", "kind"), ANSWERS)
def test_only_an_address_that_takes_no_mail_is_given_up(status: str, answer: str, kind: BounceKind) -> None:
    assert kind_of("failed", status, answer) is kind


@pytest.mark.parametrize(
    ("action", "kind"),
    [("delayed", D), ("delivered", N), ("relayed", N), ("expanded", N), ("failed", P)],
)
def test_the_action_comes_before_the_codes(action: str, kind: BounceKind) -> None:
    assert kind_of(action, "5.1.1", "550 User unknown") is kind


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("disposition-notification", "message/disposition-notification\n\nFinal-Recipient: rfc822;b@example.com\n"),
        ("feedback-report", "message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: b@example.com\n"),
    ],
)
def test_receipts_and_complaints_are_no_bounces(kind: str, part: str) -> None:
    for report_type in (f"report-type={kind}; ", ""):
        raw = f"From: b@example.com\nContent-Type: multipart/report; {report_type}boundary=b\n\n--b\n\nx\n"
        letter = read(f"{raw}--b\nContent-Type: {part}\n--b--\n".encode())
        assert letter.automatic is Automatic.AUTO_REPLY
        assert letter.bounce is None


def test_a_person_who_forwards_a_report_is_a_person() -> None:
    raw = (
        "From: Ana <ana@example.org>\nSubject: Fwd: Undelivered Mail Returned to Sender\nContent-Type: "
        "multipart/mixed; "
        "boundary=b\n\n--b\n\nI get this from your list, why?\n--b\nContent-Type: message/delivery-status\n\n"
        f"{MTA}Final-Recipient: rfc822;b@example.com\n{FAILED}\n--b--\n"
    )
    assert read(raw.encode()).automatic is None


@pytest.mark.parametrize(
    ("author", "subject", "text"),
    [
        ("Ana <ana@example.org>", "Re: Undeliverable: what now?", "My mails could not be delivered to Bob."),
        ("Ana <ana@example.org>", "Delivery of care in rural areas", "Mail could not be delivered there for years."),
        ("Ana <ana@example.org>", "Mail delivery problem", "Dear all,\n\nmy message could not be delivered. Why?"),
        ("Ana <ana@example.org>", "Your message to Bob", "It was rejected by the journal, but not returned to sender."),
        ("Ana <ana@example.org>", "Undelivered mail", "Hi Bob,\n\nI got this: user unknown. What shall I do?"),
        ("Post Master <post@example.org>", "Quota reached", "We reached the quota of thirty per cent."),
        ("Systems Team <systems@example.org>", "Returned migrants", "Their post is returned to sender."),
    ],
)
def test_people_who_write_about_mail_are_people(author: str, subject: str, text: str) -> None:
    assert read(f"From: {author}\nSubject: {subject}\n\n{text}\n".encode()).automatic is None


def test_a_recipient_is_listed_once_and_their_number_is_bounded() -> None:
    blocks = MTA + "\n".join(f"Final-Recipient: rfc822;b{n % 300}@example.com\n{FAILED}" for n in range(600))
    assert len(found(report(blocks))) == 200


SEEDS = [
    report(f"{MTA}Final-Recipient: rfc822;bob@example.com\n{FAILED}"),
    b"From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n<bob@example.com>:\nUser unknown\n\n--- Below this",
    "From: postmaster@x.example\nSubject: 退信\n\n收件人：bob@example.com 已满\n".encode(),
]


def test_broken_reports_never_raise() -> None:
    chance = random.Random(7)
    for _ in range(300):
        raw = bytearray(chance.choice(SEEDS))
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(4)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        assert not any("reading failed" in problem for problem in read(bytes(raw)).problems)


@pytest.mark.parametrize(
    "unit",
    [
        "<a@example.com>:\n550 5.1.1 User unknown\n",
        "a" * 70 + "@",
        "a.b." * 20,
        "- - - ",
        "&lt;a@b.example&gt; <p",
        "Final-Recipient: rfc822;a@example.com\n",
        "RCPT TO:<a@example.com> quota ",
        "message " * 5,
        "<head ",
        "<style></style>",
        "Received: x\n",
        "a@b.example ",
        "\\x{F6}",
        "\n\n",
    ],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_the_cost_of_a_report_is_bounded(unit: str, kind: str) -> None:
    head = f"From: MAILER-DAEMON@x.example\nSubject: Undeliverable\nContent-Type: {kind}\n\n".encode()
    began = time.process_time()
    read(head + (unit * (190_000 // len(unit))).encode())
    assert time.process_time() - began < 2


def test_the_values_are_plain() -> None:
    raw = report(f"{MTA}Final-Recipient: rfc822;bob@example.com\n{FAILED}")
    bounce = read(raw).bounce
    assert bounce is not None
    assert bounce.recipients == (BounceRecipient("bob@example.com", P, "5.1.1"),)


def test_an_address_with_a_control_character_in_it_is_nobodys() -> None:
    raw = report(MTA + "Final-Recipient: rfc822;b\x7fob@example.com\n" + FAILED)
    letter = read(raw)
    assert letter.bounce is not None
    assert all(one.address.isprintable() for one in letter.bounce.recipients)
