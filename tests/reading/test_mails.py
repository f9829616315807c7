"""Whole mails in the shapes that mail programs give them; each `.eml` has its `.expect.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mailcop.reading import read, to_json

MAILS = sorted((Path(__file__).parent.parent / "mails").glob("*.eml"))


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_is_read_as_its_file_of_expectations_says(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".expect.toml").read_text(encoding="utf-8"))
    found = to_json(read(path.read_bytes(), own_domains=frozenset({"cop.example.org"})), path.name)
    folded = expected.pop("folded_contains", [])
    names = expected.pop("attachment_names", None)
    assert {key: found[key] or "" for key in expected} == expected
    assert all(part in found["folded_text"] for part in folded)
    if names is not None:
        assert [attachment["name"] for attachment in found["attachments"]] == names
