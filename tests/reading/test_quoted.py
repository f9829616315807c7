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


def test_below_fields_what_is_marked_was_quoted_by_who_is_answered() -> None:
    quoted = (
        "Da: Ana Ruiz <ana@example.org>\nA: list@example.org\nData: 13.10.2027 10:20\nOggetto: Re: Wells\n\n"
        "Il giorno mar 12 ott 2027 alle ore 09:45 Bo Lee\n<bo@example.org> ha scritto:\n> The wells are dry.\n"
        "> Who knows?\n\n"
        "Nobody has been there since May."
    )
    words = words_of("I have.", [Fold("quote", quoted, 7)])
    assert words.quoted == ("nobodyhasbeentheresincemay",)


def test_below_the_fields_of_outlook_express_the_marked_lines_are_what_is_answered() -> None:
    fields = '----- Original Message -----\nFrom: "Ana" <ana@example.org>\nTo: <list@example.org>'
    quoted = f"{fields}\n\n> The wells are dry.\n>> Who?"
    assert words_of("I see.", [Fold("quote", quoted, 6)]).quoted == ("thewellsaredry",)


def test_an_item_of_a_digest_is_found_below_its_head() -> None:
    quoted = (
        ">>> LISTSERV@LISTSERV.EXAMPLE.ORG 03/14/27 12:00AM >>>\nThere are 4 messages in this issue.\n\n"
        "Date:    Thu, 13 Mar 2027 10:12:21 -0500\nFrom:    Ana <ana@example.org>\nSubject: Wells\n\n"
        "The wells are all dry."
    )
    assert "thewellsarealldry" in words_of("I see.", [Fold("quote", quoted, 6)]).quoted


def test_below_groupwise_what_is_quoted_deeper_is_left_out() -> None:
    quoted = (
        ">>> Ana Ruiz <ana@example.org> 03/10/27 12:05 PM >>>\nNobody has been there since May.\n\n"
        "-----Original Message-----\nFrom: Bo Lee\nSent: Monday, March 8, 2027 10:14 AM\nSubject: Wells\n\n"
        "The wells are dry, I hear."
    )
    assert words_of("I have.", [Fold("quote", quoted, 7)]).quoted[:1] == ("nobodyhasbeentheresincemay",)
    assert "thewellsaredryihear" not in words_of("I have.", [Fold("quote", quoted, 7)]).quoted


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
