"""config.toml -> Config, or: which key, which line, what was expected."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from mailcop.config import kinds
from mailcop.config.kinds import Unexpected
from mailcop.config.lines import KeyPath, lines_of
from mailcop.config.places import data_path
from mailcop.config.settings import REQUIRED, Config

S = TypeVar("S")


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the line (0 where there is none), the key as people write it, and a sentence."""

    line: int
    key: str
    text: str


class ConfigError(Exception):
    """The config can't be used; the text is the first problem, `problems` has them all."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        first = self.line(self.problems[0])
        more = len(self.problems) - 1
        super().__init__(f"{first} (and {more} more)" if more else first)

    def line(self, problem: Problem) -> str:
        """One problem as one line for a terminal."""
        where = f"{self.file}, line {problem.line}" if problem.line else self.file
        return ": ".join(filter(None, (where, problem.key, problem.text)))


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings of `path`, else of MAILCOP_CONFIG, else of ./config.toml, else the packaged default.

    MAILCOP_DATABASE overrides the database. Relative files are below the config's folder (for the packaged default and
    for MAILCOP_DATABASE, below the working folder). Raises ConfigError.
    """
    named = path or (Path(environ["MAILCOP_CONFIG"]) if environ.get("MAILCOP_CONFIG") else None)
    file = named or Path("config.toml")
    if named is None and not file.is_file():
        return _finished(parse(_text_of(data_path("config.toml"))), None, environ)
    return _finished(parse(_text_of(file), str(file)), file.absolute(), environ)


def parse(text: str, file: str = "config.toml") -> Config:
    """The settings that a text declares, URLs as written; raises ConfigError that names `file`."""
    try:
        declared = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(file, [_not_toml(text, str(error))]) from None
    reading = _Reading(lines_of(text))
    config = reading.table(Config, declared, ())
    if config is not None and not reading.problems:
        reading.problems.extend(reading.found(path, sentence) for path, sentence in _disagreements(config))
    if config is None or reading.problems:
        raise ConfigError(file, sorted(reading.problems, key=lambda problem: problem.line))
    return config


def starting_text(secret: str, text: str | None = None) -> str:
    """A config with a secret of its own, as `mailcop init` writes it: `text`, or the commented default."""
    if text is None:
        text = data_path("config.toml").read_text(encoding="utf-8")
    return text.replace('\nsecret = ""\n', f'\nsecret = "{secret}"\n', 1)


def require_secret(config: Config) -> None:
    """Raises ConfigError where `[mail] secret` is empty: without it anyone could sign our tokens."""
    if not config.mail.secret:
        sentence = "expected a secret, which signs the tokens in our addresses; `mailcop init` makes one"
        raise ConfigError(str(config.path or "config.toml"), [Problem(0, "[mail] secret", sentence)])


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigError(str(file), [Problem(0, "", f"expected a file to read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(str(file), [Problem(line, "", "expected UTF-8 text")]) from None


def _not_toml(text: str, error: str) -> Problem:
    found = re.search(r" \(at line (\d+), column (\d+)\)", error)
    line = int(found[1]) if found else text.count("\n", 0, len(text.rstrip())) + 1
    what = re.sub(r" \(at .*\)", "", error)
    return Problem(line, "", f'expected TOML, as in [table] and key = "text": {what[:1].lower()}{what[1:]}')


def _finished(config: Config, file: Path | None, environ: Mapping[str, str]) -> Config:
    folder = file.parent if file else Path.cwd()
    database = _below(folder, config.database.url)
    if override := environ.get("MAILCOP_DATABASE"):
        try:
            database = _below(Path.cwd(), str(kinds.DATABASE.read(override)))
        except Unexpected:
            raise ConfigError("MAILCOP_DATABASE", [Problem(0, "", f"expected {kinds.DATABASE.expected}")]) from None
    return replace(
        config,
        database=replace(config.database, url=database),
        blobs=replace(config.blobs, url=(folder / config.blobs.folder).absolute().as_uri()),
        path=file,
    )


def _below(folder: Path, url: str) -> str:
    scheme, slashes, file = url.partition("sqlite:///")
    return f"sqlite:///{(folder / file).absolute()}" if slashes and not scheme else url


def _disagreements(config: Config) -> Iterator[tuple[KeyPath, str]]:
    """What no key says alone: where it stands, and the sentence."""
    servers: list[tuple[KeyPath, Any]] = [
        (("outbound", "relays", number), relay) for number, relay in enumerate(config.outbound.relays)
    ]
    if imap := config.inbound.imap:
        servers.append((("inbound", "imap"), imap))
        if not imap.user:
            yield ("inbound", "imap", "user"), "expected who logs in to the mailbox"
    for path, server in servers:
        if server.password and not server.user:
            yield (*path, "password"), "expected a user beside the password"
        if server.user and not server.password:
            yield (*path, "user"), "expected a password beside the user"
        if server.password and server.tls == "off" and not kinds.is_loopback(server.host):
            yield (*path, "tls"), 'expected "starttls" or "tls": a password would leave this machine in clear'
    if (lmtp := config.inbound.lmtp.listen) and lmtp.port == 25:
        yield ("inbound", "lmtp", "listen"), "expected another port than 25, which is SMTP's (RFC 2033)"
    yield from _taken_twice(config)


def _taken_twice(config: Config) -> Iterator[tuple[KeyPath, str]]:
    names: dict[str, str] = {}
    declared = {
        "forum": [forum.name for forum in config.forums],
        "newsletter": [newsletter.name for newsletter in config.newsletters],
    }
    for kind, number, name in ((kind, *each) for kind, those in declared.items() for each in enumerate(those)):
        if name in names:
            yield (kind, number, "name"), f'expected a name of its own: "{name}" is a {names[name]} already'
        names[name] = kind
    doors: dict[object, str] = {}
    for path, listen in (
        (("inbound", "smtp", "listen"), config.inbound.smtp.listen),
        (("inbound", "lmtp", "listen"), config.inbound.lmtp.listen),
        (("web", "listen"), config.web.listen),
    ):
        if listen and listen.port and listen in doors:
            yield path, f"expected a port of its own: {doors[listen]} listens there already"
        doors[listen] = _written(path)


class _Reading:
    """Reads declared tables into settings and collects what is wrong."""

    def __init__(self, lines: Mapping[KeyPath, int]) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def found(self, path: KeyPath, sentence: str) -> Problem:
        """A problem at that key, on its line or on that of the table it is missing from."""
        near = path
        while near and near not in self.lines:
            near = near[:-1]
        return Problem(self.lines.get(near, 0), _written(path), sentence)

    def table(self, settings: type[S], declared: object, path: KeyPath) -> S | None:
        """One table as its settings; None, and a problem, where it is wrong."""
        if not isinstance(declared, dict):
            self.problems.append(self.found(path, f"expected a table with keys of its own, not {_shown(declared)}"))
            return None
        before = len(self.problems)
        known = {name: one for one in fields(settings) if (name := _declared_name(one))}  # type: ignore[arg-type]  # all are dataclasses
        for name in declared.keys() - known.keys():
            self.problems.append(self.found((*path, name), _unknown(name, list(known), path)))
        values = {
            one.name: self._field(one, declared[name], (*path, name)) for name, one in known.items() if name in declared
        }
        for name, one in known.items():
            if one.metadata.get("default") is REQUIRED and name not in declared:
                self.problems.append(self.found((*path, name), f"missing; expected {one.metadata['kind'].expected}"))
        return settings(**values) if len(self.problems) == before else None

    def _field(self, one: Field[Any], value: object, path: KeyPath) -> object:
        if "table" in one.metadata:
            settings = self.table(one.metadata["table"], value, path)
            # a door without a host stays shut
            return None if one.default is None and getattr(settings, "host", None) == "" else settings
        if "tables" in one.metadata:
            if not isinstance(value, list):
                self.problems.append(
                    self.found(path, "expected [[double brackets]], once for each, or a list of {tables}")
                )
                return ()
            return tuple(self.table(one.metadata["tables"], each, (*path, n)) for n, each in enumerate(value))
        kind: kinds.Kind = one.metadata["kind"]
        try:
            return kind.read(value)
        except Unexpected as reason:
            shown = "" if kind.is_secret else f", not {_shown(value)}"
            more = f"; {reason}" if str(reason) else ""
            self.problems.append(self.found(path, f"expected {kind.expected}{shown}{more}"))
            return None


def _declared_name(one: Field[Any]) -> str:
    return str(one.metadata.get("name", one.name)) if one.metadata else ""


def _written(path: KeyPath) -> str:
    """A key as people write it: `[inbound.smtp] listen`, `[[forum]] policy`, `[outbound] relays: port`."""
    names = [part for part in path if isinstance(part, str)]
    if len(names) < 2:
        is_list = len(path) > 1
        return (f"[[{names[0]}]]" if is_list else names[0]) if names else ""
    if path[0] in ("forum", "newsletter"):
        return f"[[{names[0]}]] {names[1]}"
    if "relays" in names:
        return "[outbound] " + ": ".join(names[1:])
    return f"[{'.'.join(names[:-1])}] {names[-1]}"


def _unknown(name: str, known: list[str], path: KeyPath) -> str:
    if near := get_close_matches(name.lower(), known, 1):
        return f'unknown; did you mean "{near[0]}"?'
    elsewhere = [
        _written((*table, name))[: -len(name) - 1] for table in _tables_with(Config, name, ()) if table != path
    ]
    if elsewhere:
        return f"unknown here; expected in {' or '.join(elsewhere)}"
    return "unknown; expected " + (f"one of {', '.join(known)}" if len(known) > 1 else f'only "{known[0]}"')


def _tables_with(settings: type, name: str, path: KeyPath) -> Iterator[KeyPath]:
    for one in fields(settings):
        below: type | None = one.metadata.get("table") or one.metadata.get("tables")
        if below:
            yield from _tables_with(below, name, (*path, _declared_name(one)))
        elif _declared_name(one) == name and path:
            yield path


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
