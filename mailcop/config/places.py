"""Where the files are that a checkout keeps beside the package and a wheel carries inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_path(name: str) -> Path:
    """The folder or file of that name: at the root of a checkout, else in the installed package.

    `templates` and `config.toml` are there. Raises FileNotFoundError for any other name.
    """
    in_checkout = _PACKAGE.parent / "pyproject.toml"
    for folder in ([_PACKAGE.parent] if in_checkout.is_file() else []) + [_PACKAGE / "_data"]:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"mailcop is not whole: {name} is missing beside {_PACKAGE}")
