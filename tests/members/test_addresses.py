"""Our address grammar: what is ours, what it means, and that nobody can forge a token."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailcop.addresses import LONGEST_LOCAL, LONGEST_NAME, AddressBook, BadName, address_key, check_name, is_address
from mailcop.words import Delivery, Purpose, Token, Where

DOMAIN = AddressBook("{local}@cop.example.org", b"one secret of the tests")
MAILBOX = AddressBook("cop+{local}@example.org", b"one secret of the tests")
TOKENS = st.builds(
    Token, st.sampled_from(list(Purpose)), st.integers(0, 2**48 - 1), st.integers(0, 2**16 - 1)
)  # fmt: skip


@given(TOKENS)
def test_a_token_survives_the_way_through_a_mailer_that_changes_case(token: Token) -> None:
    address = DOMAIN.token_address("general", token)
    for written in (address, address.upper(), address.title()):
        found = DOMAIN.decode(written)
        assert found is not None
        assert (found.where, found.name, found.token) == (Where.TOKEN, "general", token)


@given(TOKENS, st.data())
def test_a_token_with_one_letter_changed_is_no_token(token: Token, data: st.DataObject) -> None:
    text = DOMAIN.sign(token)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([c for c in string.ascii_lowercase + "234567" if c != text[at]]))
    assert DOMAIN.verify(text[:at] + other + text[at + 1 :]) is None


@given(TOKENS)
def test_a_token_of_another_secret_or_purpose_is_refused(token: Token) -> None:
    other = AddressBook(DOMAIN.template, b"another secret")
    assert other.verify(DOMAIN.sign(token)) is None
    purposes = [purpose for purpose in Purpose if purpose is not token.purpose]
    assert DOMAIN.verify(DOMAIN.sign(token), *purposes) is None


@given(st.text(max_size=80))
def test_any_text_decodes_to_something_or_nothing_and_never_raises(text: str) -> None:
    assert DOMAIN.decode(text) is None or "@" in text
    assert DOMAIN.verify(text) is None
    assert isinstance(is_address(text), bool)
    assert address_key(text).count("@") >= 1


@pytest.mark.parametrize(
    ("local", "where", "name"),
    [
        ("general", Where.FORUM, "general"),
        ("General.JOIN", Where.JOIN, "general"),
        ("general.leave", Where.LEAVE, "general"),
        ("general.facilitators", Where.FACILITATORS, "general"),
        ("lucy-ferguson.register", Where.REGISTER, "lucy-ferguson"),
        ("lucy-ferguson.ask", Where.ASK, "lucy-ferguson"),
        ("announce", Where.ANNOUNCE, ""),
        ("postmaster", Where.POSTMASTER, ""),
    ],
)
def test_the_shape_of_an_address_says_what_it_means(local: str, where: Where, name: str) -> None:
    for book in (DOMAIN, MAILBOX):
        found = book.decode(book.address(local))
        assert found is not None
        assert (found.where, found.name) == (where, name)


def test_a_delivery_address_names_the_delivery() -> None:
    found = DOMAIN.decode("general.daily@cop.example.org")
    assert found is not None
    assert found.delivery is Delivery.DAILY


@pytest.mark.parametrize(
    "address",
    [
        "general@elsewhere.example",
        "general@cop.example.org.evil.example",
        "xgeneral@example.org",
        "@cop.example.org",
        "general.unknown@cop.example.org",
        "bounce.junk@cop.example.org",
        "a b@cop.example.org",
        "general%evil.example@cop.example.org",
        '"general@evil.example"@cop.example.org',
    ],
)
def test_what_is_not_ours_means_nothing(address: str) -> None:
    assert DOMAIN.decode(address) is None


def test_the_longest_name_leaves_room_for_a_token() -> None:
    address = DOMAIN.token_address("x" * LONGEST_NAME, Token(Purpose.REPLY, 2**48 - 1, 65535))
    assert len(address.partition("@")[0]) == LONGEST_LOCAL


@pytest.mark.parametrize("name", ["", "General", "a.b", "-a", "a-", "ñandú", "bounce", "postmaster", "x" * 64])
def test_names_that_can_be_no_address_are_refused_with_a_reason(name: str) -> None:
    with pytest.raises(BadName):
        check_name(name)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ana@X.Example", "ana@x.example", True),
        ("ana@bücher.example", "ana@xn--bcher-kva.example", True),
        ("jose\u0301@x.example", "jos\u00e9@x.example", True),
        ("ana+list@x.example", "ana@x.example", False),
        ("\uff41na@x.example", "ana@x.example", False),
        ("a.na@gmail.example", "ana@gmail.example", False),
    ],
)
def test_two_spellings_are_one_address_or_two(one: str, other: str, is_same: bool) -> None:
    assert (address_key(one) == address_key(other)) is is_same


def test_a_message_id_of_ours_leads_back_to_its_delivery() -> None:
    token = Token(Purpose.REPLY, 77)
    assert DOMAIN.own_token(DOMAIN.message_id(token)) == token
    assert DOMAIN.own_token("<CAF=abc@mail.gmail.example>") is None
