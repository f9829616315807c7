"""Spanish and French are whole, and their reply words are understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mailcop.writing.catalogue import load_catalogues
from mailcop.writing.notices import REPLY_WORDS
from tests.writing.messages import ROOT, extracted

LOCALE = ROOT / "templates" / "locale"


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "mail.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    known = {m.id[0] if isinstance(m.id, tuple) else m.id: m for m in catalogue(language) if m.id and not m.context}
    wanted = {m[0] if isinstance(m, tuple) else m for m in extracted()}
    assert wanted - set(known) == set()
    assert set(known) - wanted == set()
    assert not [m.id for m in known.values() if m.fuzzy or not all(_forms(m.string))]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_translation_has_the_blanks_of_its_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            blanks = _blanks(message.id[-1] if isinstance(message.id, tuple) else message.id)
            forms = [_blanks(form) for form in _forms(message.string)]
            assert forms[-1] == blanks, message.id
            assert all(set(form) <= set(blanks) for form in forms), message.id


def _forms(string: object) -> tuple[str, ...]:
    return tuple(str(form) for form in string) if isinstance(string, tuple) else (str(string),)


def _blanks(text: object) -> list[str]:
    return sorted(set(re.findall(r"\{\w+\}", str(text))))


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_reply_word_has_its_own_in_each_language(language: str) -> None:
    words = {m.id: m.string for m in catalogue(language) if m.context == "word"}
    assert set(words) == set(REPLY_WORDS)


def test_templates_name_no_other_reply_words() -> None:
    for path in (ROOT / "templates" / "mail").iterdir():
        named = set(re.findall(r'\b(?:word|colon|offers)\("([^"]+)"\)', path.read_text("utf-8")))
        assert named <= set(REPLY_WORDS), path


def test_french_has_narrow_spaces_that_do_not_break() -> None:
    french = load_catalogues(LOCALE, ("fr",))["fr"]
    assert french.gettext("Was that you?") == "Était-ce vous\u202f?"
    assert french.gettext("Attached:") == "Joint\u00a0:"
    assert french.gettext("“{words}”") == "«\u00a0{words}\u00a0»"


def test_plural_forms_follow_the_language() -> None:
    found = load_catalogues(LOCALE, ("es", "fr"))
    assert found["fr"].ngettext("{n} post", "{n} posts", 0).format(n=0) == "0 message"
    assert found["es"].ngettext("{n} post", "{n} posts", 0).format(n=0) == "0 mensajes"
    assert found["en"].ngettext("{n} post", "{n} posts", 0).format(n=0) == "0 posts"


def test_a_language_without_a_catalogue_speaks_english(tmp_path: Path) -> None:
    assert load_catalogues(tmp_path, ("de",))["de"].gettext("Was that you?") == "Was that you?"
