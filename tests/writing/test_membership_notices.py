"""Notices about belonging say what was done, and where nothing was, that nothing was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailcop.writing.compose import Writer
from mailcop.writing.facts import NoticeFacts, Variant
from mailcop.writing.notice_kinds import NoticeKind
from tests.writing import samples


@pytest.fixture(scope="module")
def writer() -> Writer:
    return samples.writer()


def text_of(writer: Writer, facts: NoticeFacts, language: str = "en") -> str:
    return " ".join(writer.compose(facts, Variant(language, "UTC")).text.split())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We do not know “pause” here (yet). Nothing was changed."),
        ("es", "Aquí no conocemos “pause” (todavía). No se cambió nada."),
        ("fr", "Nous ne connaissons pas (encore) « pause » ici. Rien n’a été changé."),
    ],
)
def test_a_word_that_is_not_known_is_named_first_and_was_no_call_for_help(
    writer: Writer, language: str, sentence: str
) -> None:
    text = text_of(writer, replace(samples.notice(NoticeKind.HELP), values={"unknown": "pause"}), language)
    assert sentence in text
    assert "asked for help" not in text


def test_a_letter_of_help_that_was_asked_for_says_so(writer: Writer) -> None:
    text = text_of(writer, samples.notice(NoticeKind.HELP))
    assert "because you asked for help" in text
    assert "Nothing was changed" not in text


def test_who_left_reads_where_to_join(writer: Writer) -> None:
    assert "write to general.join@cop.example.org" in text_of(writer, samples.notice(NoticeKind.LEFT))


def test_an_ok_is_answered_with_what_goes_and_to_how_many(writer: Writer) -> None:
    assert "“A perspective from India” goes to 214 people." in text_of(writer, samples.notice(NoticeKind.DRAFT_SENT))
