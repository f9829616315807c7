"""The documents lead where they say, and no setting is an empty promise."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from operator import attrgetter
from pathlib import Path

from mailcop import cli
from mailcop.config import Config
from mailcop.model import metadata

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


def test_every_function_that_a_document_names_is_there() -> None:
    """`module:function`, as docs/flow.md writes them."""
    named = [
        (document, module, function)
        for document in documents()
        for module, function in re.findall(r"`(mailcop(?:\.\w+)+):([\w.]+)`", document.read_text(encoding="utf-8"))
    ]
    assert named
    for document, module, function in named:
        try:
            attrgetter(function)(import_module(module))
        except (ImportError, AttributeError) as error:
            raise AssertionError(f"{document.relative_to(ROOT)} names {module}:{function}: {error}") from error


def test_every_command_that_a_document_shows_can_be_given() -> None:
    """Lines of `sh` blocks that begin with mailcop; SystemExit names what the parser does not take."""
    shown = [
        line
        for document in documents()
        for block in re.findall(r"^```sh\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
        if line.startswith("mailcop ")
    ]
    assert shown
    for line in shown:
        cli._parser().parse_args(shlex.split(line.partition(" <")[0])[1:])


def test_the_record_of_the_tables_names_each_of_them_and_no_other() -> None:
    record = (ROOT / "docs/decisions/0001-tables.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", record.partition("## States")[0], re.MULTILINE)
    assert sorted(listed) == sorted(metadata.tables)
