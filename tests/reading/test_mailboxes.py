"""Who wrote a mail is never guessed."""

from __future__ import annotations

import pytest

from mailcop.reading import Mailbox, read
from mailcop.reading.mailboxes import from_mailbox, mailboxes


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("ana@example.org", "", "ana@example.org"),
        ("Ana Ruiz <ana@Example.ORG>", "Ana Ruiz", "ana@example.org"),
        ('"Ruiz, Ana" <ana@example.org>', "Ruiz, Ana", "ana@example.org"),
        ("Ruiz, Ana <ana@example.org>", "Ruiz, Ana", "ana@example.org"),
        ("ana@example.org (Ana Ruiz)", "Ana Ruiz", "ana@example.org"),
        ("ana@example.org <ana@example.org>", "ana@example.org", "ana@example.org"),
        ('"Team: Ana" <ana@example.org>', "Team: Ana", "ana@example.org"),
        ("栄祥 林 <hayashi@example.org>", "栄祥 林", "hayashi@example.org"),
        ("=?utf-8?q?Nad=C3=A8ge?= M. <n@example.org>", "Nadège M.", "n@example.org"),
        ("Ana.Ruiz+tag@example.org", "", "Ana.Ruiz+tag@example.org"),
        ("josé@exämple.org", "", "josé@exämple.org"),
    ],
)
def test_one_valid_address_is_the_author(value: str, name: str, address: str) -> None:
    assert from_mailbox([value])[:2] == (Mailbox(name, address), "")


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["ana@example.org", "evil@example.net"],
        ["ana@example.org, bob@example.org"],
        ["friends: ana@example.org, bob@example.org;"],
        ['"Joe"'],
        ["<>"],
        [""],
        ["None"],
        ["alice@example.org)bob@example.net"],
        ["<alice@example.org>bob@example.net"],
        ["alice@example.org <bob@example.net>"],
        ["=?utf-8?q?alice?=@example.org"],
        ["alice@evil.example(<x@example.org>)"],
        ["<alice@example.org> <bob@example.net>"],
        ["a@b@example.org"],
        ["a\x00@example.org"],
        ["a\u202eb@example.org"],
        ["alice@example.org;"],
        ["alice@[127.0.0.1]"],
        ['"a b"@example.org'],
        ["(" * 2_000],
        ["<" * 900],
        ['"' * 900],
    ],
)
def test_a_from_that_two_programs_could_read_in_two_ways_is_nobody(values: list[str]) -> None:
    mailbox, problem, _ = from_mailbox(values)
    assert mailbox is None
    assert problem


def test_a_name_that_poses_as_another_address_is_not_shown() -> None:
    letter = read(b'From: "boss@example.org" <evil@example.net>\n\nHello')
    assert letter.from_ == Mailbox("", "evil@example.net")
    assert letter.sender_name == "evil"


@pytest.mark.parametrize("second", [b"From: b@example.net", b"FROM: b@example.net", b"From : b@example.net"])
def test_two_from_fields_are_nobody_however_they_are_spelt(second: bytes) -> None:
    letter = read(b"From: a@example.org\n" + second + b"\nSubject: x\n\nHello")
    assert letter.from_ is None
    assert "several" in letter.from_problem


def test_a_lone_carriage_return_makes_no_new_field() -> None:
    letter = read(b"X: 1\rFrom: evil@example.net\r\nFrom: a@example.org\r\n\r\nHello")
    assert letter.from_ == Mailbox("", "a@example.org")


def test_other_sender_fields_are_never_an_identity() -> None:
    letter = read(b"Sender: a@example.org\nReply-To: a@example.org\nX-Original-From: a@example.org\n\nHello")
    assert letter.from_ is None


def test_recipients_are_read_with_patience() -> None:
    values = [
        "friends: A <a@example.org>, b@example.org; c@example.org",
        '"X, Y" <d@example.org>, broken, <e@example.org>',
    ]
    assert [m.address for m in mailboxes(values)] == [f"{c}@example.org" for c in "abcde"]
