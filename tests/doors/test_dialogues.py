"""Each dialogue file is answered as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors.dialogue import play

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.dialogue"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_door_answers_as_the_dialogue_says(path: Path) -> None:
    await play(path)


def test_there_are_dialogues_for_both_doors() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    assert len(texts) >= 40
    assert sum("door lmtp" in text for text in texts) >= 8
