"""Writes what the settings say of themselves: the commented default config.toml, and docs/config.md."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

from mailcop.config.settings import REQUIRED, Config

_WIDTH = 100

_TOML_HEAD = """\
# mailcop's settings. Each key stands here with its default and may be left out.
# The file runs as it is, on this machine only: mail comes in by SMTP on port 2525 and goes out to a relay on port 25.
# It is looked for as --config, then MAILCOP_CONFIG, then ./config.toml.
"""

_TOML_TAIL = """
# A forum is one discussion, with an address, an archive and subscriptions.
# policy: "members" (others are refused), "ask" (a doubtful member is asked at their own address),
# "open" (a stranger's first mail is held, then they are trusted), "announce" (facilitators publish after a preview).
[[forum]]
name = "general"
title = "General"
policy = "members"

# A newsletter has subscribers and issues, written by facilitators.
# [[newsletter]]
# name = "monthly"
# title = "The monthly letter"
"""

_DOCS_HEAD = """\
# The settings

Made from `mailcop/config/settings.py` by `make docs`; `make check` fails while the two differ.

`mailcop` reads the file named by `--config`, else by `MAILCOP_CONFIG`, else `./config.toml`, else the default that it
carries. `MAILCOP_DATABASE` overrides `[database] url`. Every key has a default, shown here as the file writes it. What
is wrong is told by file, line and key, with what was expected; a key that mailcop doesn't know is wrong too."""


def config_toml() -> str:
    """The default config.toml, every key with its meaning as a comment."""
    out = [_TOML_HEAD]
    for name, settings in _plain_tables(Config, ""):
        out.append("")
        out.extend(_comment(_summary(settings)))
        out.append(f"[{name}]")
        for one in _keys(settings):
            out.extend(_comment(_sentence(one)))
            out.append(f"{one.name} = {_default(one)}")
    return "\n".join(out).replace("\n\n\n", "\n\n") + "\n" + _TOML_TAIL


def config_md() -> str:
    """docs/config.md: every table, its keys, their defaults, meanings and what each takes."""
    out = [_DOCS_HEAD]
    for name, settings in [*_plain_tables(Config, ""), *_listed_tables(Config, "")]:
        out += [f"\n## `{name if name.startswith('[') else f'[{name}]'}`", "", _summary(settings), ""]
        out += ["| key | default | meaning | expected |", "|---|---|---|---|"]
        for one in _keys(settings):
            default = "needed" if one.metadata.get("default") is REQUIRED else f"`{_default(one)}`"
            cells = [f"`{one.name}`", default, _meaning(one), _expected(one)]
            out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(out) + "\n"


def _keys(settings: type) -> list[Field[Any]]:
    return [one for one in fields(settings) if "kind" in one.metadata or one.metadata.get("name") == "relays"]


def _plain_tables(settings: type, prefix: str) -> Iterator[tuple[str, type]]:
    for one in fields(settings):
        if "table" in one.metadata:
            if _keys(one.metadata["table"]):
                yield prefix + one.name, one.metadata["table"]
            yield from _plain_tables(one.metadata["table"], f"{prefix}{one.name}.")


def _listed_tables(settings: type, prefix: str) -> Iterator[tuple[str, type]]:
    for one in fields(settings):
        if "tables" in one.metadata:
            yield f"[[{prefix}{one.metadata['name']}]]", one.metadata["tables"]
        elif "table" in one.metadata:
            yield from _listed_tables(one.metadata["table"], f"{prefix}{one.name}.")


def _meaning(one: Field[Any]) -> str:
    if "kind" in one.metadata:
        return str(one.metadata["meaning"])
    names = ", ".join(each.name for each in fields(one.metadata["tables"]))
    return f"the MTAs that take our letters, all used at once: {names}"


def _expected(one: Field[Any]) -> str:
    return str(one.metadata["kind"].expected) if "kind" in one.metadata else "a list of tables"


def _sentence(one: Field[Any]) -> str:
    meaning = _meaning(one)
    return meaning[:1].upper() + meaning[1:] + "."


def _summary(settings: type) -> str:
    return (settings.__doc__ or "").strip()


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def _default(one: Field[Any]) -> str:
    if "kind" not in one.metadata:
        return '[{ host = "127.0.0.1", port = 25 }]'
    return _toml(one.metadata["default"])


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
