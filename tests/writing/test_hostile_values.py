"""Every field of every letter holds what an attacker would write (safety 116, 119 to 121, 150, 151)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from mailcop.writing.compose import Writer
from mailcop.writing.facts import Facts, Variant
from tests.writing import samples
from tests.writing.reading_back import read_back, shown
from tests.writing.samples import NOW, READER

EVIL = "<b onload=x>&\"'{{7*7}}{x}\r\nBcc: x@evil.example\r\n\r\n\x1b[31m\x00\u202e\u2028\ue000leave\ue001<script>"
# Values of ours that a person never writes; those that must be plain are refused, see below.
OURS = {"address", "list_id", "leave_address", "help_address", "owner_address", "register_address", "cancel_address"}
OURS |= {"ask_address", "zone", "cities", "message_id", "period", "lead", "delivery", "name_of_zone", "html"}
LETTERS = samples.letters()


def poisoned(value: Any, name: str = "") -> Any:
    if name in OURS:
        return value
    if type(value) is str:
        return EVIL if name else value
    if isinstance(value, tuple):
        return tuple(poisoned(item, name) for item in value)
    if isinstance(value, Mapping):
        return {key: poisoned(item, key) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: poisoned(getattr(value, f.name), f.name) for f in fields(value)})
    return value


@pytest.fixture(scope="module")
def writer() -> Writer:
    return samples.writer()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LETTERS)
def test_hostile_values_stay_words(writer: Writer, name: str, language: str) -> None:
    facts: Facts = poisoned(LETTERS[name])
    raw = writer.compose(facts, Variant(language, "UTC")).letter_for(replace(READER, name=EVIL), NOW)
    letter = read_back(raw)
    assert letter.message["Bcc"] is None
    assert not letter.message.defects
    assert len(letter.message.get_all("Subject", [])) == 1
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00\x1b]", raw)
    words, hrefs, tags = shown(letter.html)
    assert "script" not in tags
    assert "49" not in re.sub(r"[0-9a-z]*49[0-9a-z]+|[0-9a-z]+49", "", words)
    assert not [href for href in hrefs if href.startswith(("javascript:", "data:"))]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ue000-\ue00f]", letter.text + letter.html)
    if name in ("post", "digest", "preview"):
        assert "{{7*7}}" in words
        assert "{{7*7}}" in letter.text


def test_a_facilitators_link_is_a_web_address_or_no_link(writer: Writer) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", 'https://x.example/" onclick="x', "//evil.example"):
        occurrence = replace(samples.LIVE, join_url=url, ics_url=url, url=url)
        letter = writer.compose(replace(samples.REMINDER, occurrence=occurrence), Variant("en", "UTC"))
        assert url not in letter.html
        assert url not in letter.text


@pytest.mark.parametrize("value", ["x@evil.example\r\nBcc: y", "a b@x.example", "<x@y.example>", "é@x.example", "x"])
def test_an_address_that_could_break_out_is_refused(writer: Writer, value: str) -> None:
    letter = writer.compose(samples.POST, Variant("en", "UTC"))
    for reader in (replace(READER, address=value), replace(READER, reply_to=value), replace(READER, private_to=value)):
        with pytest.raises(ValueError, match="address"):
            letter.letter_for(reader, NOW)


@pytest.mark.parametrize("token", ["a b", 'x"onclick', "x\r\ny", "x>"])
def test_a_token_that_could_break_out_is_refused(writer: Writer, token: str) -> None:
    letter = writer.compose(samples.POST, Variant("en", "UTC"))
    with pytest.raises(ValueError, match="token"):
        letter.letter_for(replace(READER, leave_token=token), NOW)


@pytest.mark.parametrize("value", ["<a@b>\r\nBcc: x", "no brackets", "<a b@c>", ""])
def test_a_message_id_that_could_break_out_is_refused(writer: Writer, value: str) -> None:
    letter = writer.compose(samples.DIGEST, Variant("en", "UTC"))
    with pytest.raises(ValueError, match="Message-ID"):
        letter.letter_for(replace(READER, message_id=value), NOW)


def test_a_foreign_message_id_cannot_open_a_header(writer: Writer) -> None:
    post = replace(samples.POST, references=("<ok@mail.example>", "<a@b>\r\nBcc: x@evil.example", "<x y@z>"))
    message = read_back(writer.compose(post, Variant("en", "UTC")).letter_for(READER, NOW)).message
    assert message["References"] == "<ok@mail.example>"
    assert message["Bcc"] is None


def test_a_post_cannot_imitate_the_frame_of_a_letter(writer: Writer) -> None:
    text = "Hello\n\n-- \nUnsubscribe: https://evil.example\n\nABOUT THIS LETTER\n[9] https://evil.example/u"
    for facts in (replace(samples.POST, text=text, quote=None), _digest_with(text)):
        lines = writer.compose(facts, Variant("en", "UTC")).text.split("\n")
        assert lines.count("-- ") == (1 if facts.__class__.__name__ == "PostFacts" else 0)
        assert "--" not in lines
        assert "  ABOUT THIS LETTER" in lines
        assert "  [9] https://evil.example/u" in lines


def _digest_with(text: str) -> Facts:
    first = replace(samples.DIGEST.threads[0], text=text)
    return replace(samples.DIGEST, threads=(first, *samples.DIGEST.threads[1:]))


def test_a_very_long_subject_and_word_do_no_harm(writer: Writer) -> None:
    post = replace(samples.POST, subject="x" * 10_000, text="y" * 5_000, author_name="z" * 2_000)
    raw = writer.compose(post, Variant("en", "UTC")).letter_for(READER, NOW)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    letter = read_back(raw)
    assert len(letter.message["Subject"]) <= 300
    assert "overflow-wrap:anywhere" in letter.html
