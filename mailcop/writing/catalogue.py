"""The words of a language: gettext catalogues read once, at start."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import read_po

SOURCE = "en"
_THIN, _WIDE = "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's messages; what is not translated stays English."""

    language: str
    single: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (context, English) -> words
    plural: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # English singular -> forms
    form_of: Callable[[int], int] = lambda number: int(number != 1)

    def gettext(self, message: str) -> str:
        """The words for an English message."""
        return self.single.get(("", message), message)

    def pgettext(self, context: str, message: str) -> str:
        """The words for an English message in a context (`word` is what one types in a reply)."""
        return self.single.get((context, message), message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form for a number."""
        forms = self.plural.get(singular)
        if forms is None:
            return singular if number == 1 else plural
        return forms[min(self.form_of(number), len(forms) - 1)]


def load_catalogues(folder: Path, languages: tuple[str, ...]) -> dict[str, Catalogue]:
    """Every `folder/LANGUAGE/*.po` as one Catalogue a language; English needs no file."""
    return {language: _load(folder / language, language) for language in {*languages, SOURCE}}


def _load(folder: Path, language: str) -> Catalogue:
    single: dict[tuple[str, str], str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    form_of: Callable[[int], int] = lambda number: int(number != 1)  # noqa: E731
    spaced = _french if language == "fr" else str
    for path in sorted(folder.glob("*.po")) if folder.is_dir() else ():
        with path.open("rb") as file:
            messages = read_po(file, locale=language)
        form_of = gettext.c2py(messages.plural_expr)
        for message in messages:
            if not message.id or not message.string:
                continue
            if isinstance(message.id, tuple):
                plural[message.id[0]] = tuple(spaced(form) for form in message.string)
            else:
                single[(message.context or "", str(message.id))] = spaced(str(message.string))
    return Catalogue(language, single, plural, form_of)


def _french(words: str) -> str:
    """With the spaces of French typography, which do not break: thin before ? ! ; wide before : and in guillemets."""
    words = re.sub(r" (?=[?!;])", _THIN, words)
    return re.sub(r" (?=[:»])|(?<=«) ", _WIDE, words)
