"""`python -m mailcop.config`: writes config.toml and docs/config.md of a checkout; `--check` says which is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from mailcop.config.document import config_md, config_toml


def main(arguments: list[str]) -> int:
    """Exit status 0, or 1 where `--check` found a stale file."""
    root = Path(__file__).resolve().parents[2]
    made = {root / "config.toml": config_toml(), root / "docs" / "config.md": config_md()}
    stale = [file for file, text in made.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    for file in stale:
        if "--check" in arguments:
            print(f"{file.relative_to(root)} differs from mailcop/config/settings.py: run `make docs`", file=sys.stderr)
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(made[file], encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
