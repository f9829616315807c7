"""Notices about mail that waits promise what can be done with it, and no more."""

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


def told(kind: NoticeKind, **values: str | int) -> NoticeFacts:
    facts = samples.notice(kind)
    return replace(facts, values={**facts.values, **values})


@pytest.mark.parametrize(("language", "publish"), [("en", "publish"), ("es", "publicar"), ("fr", "publier")])
def test_what_was_written_to_the_facilitators_is_not_offered_for_publishing(
    writer: Writer, language: str, publish: str
) -> None:
    facts = told(NoticeKind.TO_FACILITATORS, reason="for-facilitators", is_member=1)
    assert publish not in text_of(writer, facts, language).lower()
    assert "adaeze@mail.example" in text_of(writer, facts, language)


def test_its_author_reads_that_it_goes_to_nobody_else(writer: Writer) -> None:
    text = text_of(writer, told(NoticeKind.WITH_FACILITATORS))
    assert "It went to the facilitators of General alone." in text
    assert "When it is let through" not in text


def test_return_is_promised_only_where_the_author_can_be_written_to(writer: Writer) -> None:
    assert "sends it back with your words" in text_of(writer, told(NoticeKind.HELD_FACILITATORS, is_member=1))
    text = text_of(writer, told(NoticeKind.HELD_FACILITATORS, is_member=0))
    assert "sends it back" not in text
    assert "nothing is sent to adaeze@mail.example, which is no verified address here" in text


def test_a_return_to_nobody_says_whom_to_write_to(writer: Writer) -> None:
    text = text_of(writer, told(NoticeKind.NOT_DONE, reason="not-returned"))
    assert "It could not be returned: adaeze@mail.example is no verified address here." in text
