"""Every message of templates and code, as babel's extractors find them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[2]
Message = str | tuple[str, str]  # one text, or singular and plural


def extracted() -> list[Message]:
    """The English messages of `mailcop/writing` and `templates/mail`, each once, in the order of the files."""
    found: dict[Message, None] = {}
    for path in sorted((ROOT / "mailcop" / "writing").glob("*.py")):
        with path.open("rb") as file:
            for _, text, _, _ in extract("python", file, {"_": None, "gettext": None, "ngettext": (1, 2)}):
                found[_kept(text)] = None
    for path in sorted((ROOT / "templates" / "mail").iterdir()):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "ngettext"), (), {}):
                found[_kept(message)] = None
    return list(found)


def _kept(message: object) -> Message:
    if isinstance(message, tuple):
        texts = [text for text in message if isinstance(text, str)]
        return (texts[0], texts[1]) if len(texts) > 1 else texts[0]
    return str(message)
