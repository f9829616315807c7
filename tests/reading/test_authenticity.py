"""Only the trusted front MTA's own words count, and only where they are plain."""

from __future__ import annotations

import pytest

from mailcop.reading import Letter, read
from mailcop.reading.authenticity import Authentication, judge_authentication

ID = "mx.example.net"
PASSED = f"Authentication-Results: {ID}; dmarc=pass header.from=example.org"


def letter(*fields: str, sender: str = "ana@example.org") -> Letter:
    return read("\n".join([*fields, f"From: {sender}", "", "x"]).encode())


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (f"{ID}; dmarc=pass header.from=example.org", "pass"),
        ("MX.Example.NET 1; dkim=pass header.d=other.example; dmarc=pass (p=reject) header.from=Example.ORG", "pass"),
        (f'"{ID}"; dmarc = pass header.from = "example.org"', "pass"),
        (f"{ID}; spf=pass smtp.mailfrom=x@y.example; dmarc=pass policy.dmarc=none header.from=example.org.", "pass"),
        (f"{ID}; dkim=pass header.b=abc=def== header.d=example.org; dmarc=pass header.from=example.org", "pass"),
        (f"{ID}; (dmarc=pass header.from=example.org) dmarc=fail header.from=example.org", "fail"),
        (f"{ID}; dkim=pass header.d=other.example; dmarc=fail header.from=example.org", "fail"),
        (f"{ID}; dmarc=fail", "fail"),
        (f"{ID}; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org", "fail"),
        (f"{ID}; dmarc=pass header.from=example.org; dmarc=pass header.from=example.org", "none"),
        (f"{ID}; dmarc=pass", "none"),
        (f"{ID}; dmarc=pass header.from=other.example", "none"),
        (f"{ID}; dmarc=pass header.from=example.org header.from=other.example", "none"),
        (f"{ID}; dmarc=none header.from=example.org", "none"),
        (f"{ID}; dmarc=bestguesspass header.from=example.org", "none"),
        (f"{ID}; dkim=pass header.d=example.org", "none"),
        (f"{ID}; none", "none"),
        (f"{ID} 2; dmarc=pass header.from=example.org", "none"),
        ("other.example; dmarc=pass header.from=example.org", "none"),
        (f"{ID}.evil.example; dmarc=pass header.from=example.org", "none"),
        (f'{ID}; dkim=fail header.d="example.org (; dmarc=pass header.from=example.org)"', "none"),
        (f'{ID}; spf=pass smtp.mailfrom="a; dmarc=pass header.from=example.org"@evil.example', "none"),
        (f"{ID}; dkim=fail (unclosed; dmarc=pass header.from=example.org", "none"),
        (f"{ID}; dmarc=pass (unclosed header.from=example.org", "none"),
        (f'{ID}; dkim=fail "unclosed; dmarc=pass header.from=example.org', "none"),
        (f"{ID}; dkim=fail ) dmarc=pass header.from=example.org", "none"),
        (f"{ID}; dmarc=pass reason header.from=example.org", "none"),
        (f"{ID}; dkim=pass (a (nested \\) comment)) header.d=x.example; dmarc=pass header.from=example.org", "pass"),
        ("", "none"),
    ],
)
def test_a_result_counts_only_where_it_is_plain_and_aligned(value: str, verdict: str) -> None:
    assert judge_authentication(letter(f"Authentication-Results: {value}"), ID) == verdict


def test_no_field_or_no_authserv_id_is_no_verdict() -> None:
    assert judge_authentication(letter(), ID) is Authentication.NONE
    assert judge_authentication(letter(PASSED), "") is Authentication.NONE


def test_two_fields_with_our_id_are_no_pass() -> None:
    assert judge_authentication(letter(PASSED, PASSED), ID) is Authentication.NONE


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ([PASSED, "Received: from a by b.example; x"], "pass"),
        (["Received: from a by b.example; x", PASSED], "none"),
        ([f"Received: from a by {ID} with ESMTP; x", PASSED], "pass"),
        ([f"Received: from a by {ID}; x", PASSED, "Received: from c by d.example; x"], "pass"),
        ([f"Received: from a by {ID}; x", "Received: from c by d.example; x", PASSED], "none"),
        (["Received: garbage", PASSED], "none"),
    ],
)
def test_only_fields_above_the_first_foreign_received_are_trusted(fields: list[str], verdict: str) -> None:
    assert judge_authentication(letter(*fields), ID) == verdict


def test_the_peer_may_call_itself_otherwise_than_its_authserv_id() -> None:
    fields = ["Received: from a by front.example.net; x", PASSED]
    assert judge_authentication(letter(*fields), ID, peer_names=frozenset({"Front.Example.net"})) is Authentication.PASS


def test_of_a_mailbox_only_the_topmost_field_counts() -> None:
    forged = letter("Received: from a by b.example; x", "Authentication-Results: other.example; dmarc=none", PASSED)
    assert judge_authentication(forged, ID, is_topmost_only=True) is Authentication.NONE
    real = letter("Received: from a by b.example; x", PASSED, PASSED.replace("pass", "fail"))
    assert judge_authentication(real, ID, is_topmost_only=True) is Authentication.PASS


def test_a_mail_without_one_author_has_no_verdict() -> None:
    assert judge_authentication(letter(PASSED, "From: b@example.org"), ID) is Authentication.NONE


def test_domains_are_compared_in_their_ascii_form() -> None:
    given = letter(f"Authentication-Results: {ID}; dmarc=pass header.from=xn--exmple-cua.org", sender="a@exämple.org")
    assert judge_authentication(given, ID) is Authentication.PASS
