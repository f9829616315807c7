"""What search shows of a post: whole words, around the one that was found."""

from __future__ import annotations

import pytest

from mailcop.community.archive import snippet

BEFORE, AFTER = "good morning everybody " * 12, " who is waiting for the answer" * 12


@pytest.mark.parametrize("shift", range(12))
def test_a_cut_is_between_words(shift: int) -> None:
    text = f"{BEFORE}{'x' * shift} radio{AFTER}"
    said = snippet(text, ["radio"])
    assert said[0] == said[-1] == "…"
    assert set(said.strip("…").split()) <= set(text.split())
    assert "radio" in said
    assert len(said) <= 162


def test_what_fits_is_whole_and_a_script_without_spaces_is_cut_where_it_must_be() -> None:
    assert snippet("Radio at  noon.", ["noon"]) == "Radio at noon."
    assert snippet("播" * 400, ["播"]) == "播" * 160 + "…"
    assert "radio" in snippet("播" * 400 + "radio" + "播" * 400, ["radio"])
