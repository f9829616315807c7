"""The documents lead where they say, and no setting is an empty promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from mailcop.config import Config

ROOT = Path(__file__).resolve().parents[2]


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def keys(settings: type) -> Iterator[str]:
    for one in fields(settings):
        below: type | None = one.metadata.get("table") or one.metadata.get("tables")
        if below:
            yield from keys(below)
        elif "kind" in one.metadata:
            yield one.name


def test_every_link_between_documents_leads_to_a_file() -> None:
    for document in documents():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (document.parent / target).exists(), f"{document.relative_to(ROOT)} links to {target}"


def test_every_setting_is_read_by_the_code() -> None:
    code = "\n".join(
        module.read_text(encoding="utf-8")
        for module in (ROOT / "mailcop").rglob("*.py")
        if module.parent.name != "config"
    )
    promised = set(keys(Config)) - {"dkim"}  # dkim takes nothing but an empty list
    assert sorted(key for key in promised if not re.search(rf"\.{key}\b", code)) == []
