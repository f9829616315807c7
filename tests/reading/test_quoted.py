"""The words that a mail quotes, by which the mail that it answers is found."""

from __future__ import annotations

import pytest

from mailcop.reading.letter import Fold
from mailcop.reading.quoted import shared, words_of


def test_the_fields_of_an_unmarked_quotation_introduce_it_and_what_it_quotes_is_left_out() -> None:
    quoted = (
        "-----Original Message-----\nFrom: Ana Ruiz\nSent: Monday, 3 May 2027 10:00\nTo: list@example.org\n"
        "Subject: Wells\n\nThe wells have been dry since April.\n\nFrom: Bo Lee\nSent: Sunday, 2 May 2027 10:00\n"
        "Subject: Wells\n\nDoes anybody know how the wells are?"
    )
    words = words_of("Here too.", [Fold("quote", quoted, 9)])
    assert words.quoted == ("thewellshavebeendrysinceapril",)
    assert "anaruiz" in words.introduction
    assert words.has_quotation


def test_groupwise_names_the_author_between_angles() -> None:
    words = words_of(
        "Yes.", [Fold("quote", '>>> "Ana Ruiz" <ana@example.org> 01/17/05 11:02 >>>\nAre the wells dry?', 4)]
    )
    assert (words.quoted, "anaruiz" in words.introduction) == (("arethewellsdry",), True)


def test_the_fields_of_a_quoted_digest_item_are_nobodys_words() -> None:
    text = (
        "> Message: 1\n> From: Ana <ana@example.org>\n> Subject: Wells\n> Message-ID:\n> <1@example.org>\n"
        "> Content-Type: text/plain\n>\n> The wells are dry.\n\nOh."
    )
    assert words_of(text, ()).quoted == ("thewellsaredry",)


@pytest.mark.parametrize(
    ("quoted", "own", "is_same", "hits"),
    [
        (("sincemay",), "drysincemay", True, 1),
        (("sincemay",), "drysincemay", False, 0),
        (("sincemay", "another", "andathird"), "drysincemay", True, 0),
        (("井户四月以来就干了大家怎么办请告诉我吧",), "井户四月以来就干了大家怎么办请告诉我吧谢谢", False, 1),
    ],
)
def test_how_many_lines_tell_a_mail(quoted: tuple[str, ...], own: str, is_same: bool, hits: int) -> None:
    assert shared(quoted, own, is_same) == hits


@pytest.mark.parametrize(
    ("text", "greeted"),
    [
        ("Hi Ana,\n\nyes.", {"hi", "ana"}),
        ("Ana, the wells have been dry since last April and nobody knows.", {"ana"}),
        ("The wells have been dry since last April and nobody knows why.", set()),
    ],
)
def test_whom_a_mail_greets(text: str, greeted: set[str]) -> None:
    assert words_of(text, ()).greeted == greeted
