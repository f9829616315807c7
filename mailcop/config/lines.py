"""On which line of a TOML text each key stands, so that an error can name it; tomllib does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

#: From the root: table and key names, and the index of an element of a list (or of an `[[array of tables]]`).
KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]*")


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """The line, counted from 1, of every table, key and list element of a text that tomllib has accepted."""
    return _Scan(text).lines


class _Scan:
    """One walk over a valid TOML text (TOML 1.0); where it would be lost it stops, and later keys have no line."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}  # how often each [[array of tables]] was opened
        table: KeyPath = ()
        while self._skip():
            line = self._line()
            if self.text.startswith("[[", self.at):
                path = self._header(2)
                self.counts[path] = self.counts.get(path, -1) + 1
                table = (*path, self.counts[path])
                self.lines[table] = line
            elif self.text.startswith("[", self.at):
                table = self._header(1)
            elif not self._key_and_value(table):
                return

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _skip(self) -> bool:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.at < len(self.text)

    def _keys(self) -> list[str]:
        names = []
        while found := _KEY.match(self.text, self.at):
            name = found[1]
            names.append(tomllib.loads(f"name = {name}")["name"] if name[0] in "\"'" else name)
            self.at = found.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return names

    def _header(self, brackets: int) -> KeyPath:
        line = self._line()
        self.at += brackets
        path: KeyPath = ()
        for name in self._keys():
            if path in self.counts:  # [a.b] below [[a]] is in the last of them
                path = (*path, self.counts[path])
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += brackets
        return path

    def _key_and_value(self, table: KeyPath) -> bool:
        line = self._line()
        names = self._keys()
        if not names or not self.text.startswith("=", self.at):
            return False
        self.at += 1
        path = table
        for name in names:
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._value(path)
        return True

    def _value(self, path: KeyPath) -> None:
        self._skip()
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self.at += 1
            index = 0
            while self._skip() and self.text[self.at] != "]":
                self.lines[(*path, index)] = self._line()
                self._value((*path, index))
                self._comma()
                index += 1
            self.at += 1
        elif opening == "{":
            self.at += 1
            while self._skip() and self.text[self.at] != "}":
                if not self._key_and_value(path):
                    self.at = len(self.text)
                self._comma()
            self.at += 1
        elif found := (_STRING if opening in ("'", '"') else _BARE).match(self.text, self.at):
            self.at = found.end()

    def _comma(self) -> None:
        if self._skip() and self.text[self.at] == ",":
            self.at += 1
