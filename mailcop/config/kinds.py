"""The kinds of value that a key of config.toml can have: what is expected, and how it becomes a Python value."""

from __future__ import annotations

import ipaddress
import re
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from mailcop.addresses import BadName, check_name, is_address
from mailcop.words import Policy

LANGUAGES = ("en", "es", "fr")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TLS_MODES = ("off", "starttls", "tls")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_DURATION = re.compile(r"(\d+(?:\.\d+)?) ?([a-z]+)")
_SECONDS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800}
_UNIT_NAMES = {"second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h"}
_UNIT_NAMES |= {"days": "day", "weeks": "week"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(B|kB|MB|GB|KiB|MiB|GiB)")
_BYTES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_LISTEN = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]+")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class Unexpected(ValueError):
    """A value that is not of its kind; the text, where there is one, adds what helps to what was expected."""


class Listen(NamedTuple):
    """Where a door listens; port 0 is any free one."""

    host: str
    port: int


@dataclass(frozen=True)
class Kind:
    """What a key takes: `expected` completes the sentence "expected ...", `read` raises Unexpected."""

    expected: str
    read: Callable[[object], object]
    is_secret: bool = False  # never shown in an error


def is_loopback(host: str) -> bool:
    """True for a host name or address that is surely this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _text(value: object) -> str:
    if not isinstance(value, str) or any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        raise Unexpected
    return value


def _some_text(value: object) -> str:
    text = _text(value).strip()
    if not text:
        raise Unexpected
    return text


def _lines(value: object) -> str:
    if not isinstance(value, str):
        raise Unexpected
    for line in value.split("\n"):
        _text(line)
    return value.strip()


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unexpected
    return value


def _matching(pattern: re.Pattern[str], value: object) -> re.Match[str]:
    found = pattern.fullmatch(_text(value))
    if found is None:
        raise Unexpected
    return found


def _choice(choices: Sequence[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if text not in choices:
            near = get_close_matches(text.lower(), choices, 1)
            raise Unexpected(f'did you mean "{near[0]}"?' if near else "")
        return text

    return read


def _number(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Unexpected
        return value

    return read


def _languages(value: object) -> tuple[str, ...]:
    languages = tuple(_choice(LANGUAGES)(language) for language in _list(value))
    if not languages or len(set(languages)) < len(languages):
        raise Unexpected
    return languages


def _zone(value: object) -> str:
    name = _text(value)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name, sorted(zoneinfo.available_timezones()), 1)
        raise Unexpected(f'did you mean "{near[0]}"?' if near else "") from None
    return name


def _template(value: object) -> str:
    template = _text(value)
    if template.count("{local}") != 1 or template.count("@") != 1:
        raise Unexpected
    if not is_address(template.replace("{local}", "general")) or "{local}" in template.partition("@")[2]:
        raise Unexpected
    return template


def _secret(value: object) -> bytes:
    text = _text(value)
    if text and len(text) < 32:
        raise Unexpected
    return text.encode()


def _networks(value: object) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(_text(network), strict=False) for network in _list(value))
    except ValueError:
        raise Unexpected from None


def _listen(value: object) -> Listen | None:
    if value == "":
        return None
    host, port = _matching(_LISTEN, value).groups()
    if int(port) > 65535:
        raise Unexpected
    return Listen(host.strip("[]"), int(port))


def _host(value: object) -> str:
    return _matching(_HOST, value)[0].lower()


def _duration(value: object) -> timedelta:
    number, unit = _matching(_DURATION, value).groups()
    seconds = _SECONDS.get(_UNIT_NAMES.get(unit, unit))
    if seconds is None:
        raise Unexpected
    try:
        span = timedelta(seconds=float(number) * seconds)
    except OverflowError:
        raise Unexpected("that is longer than any clock runs") from None
    if not span:
        raise Unexpected("it can't be 0")
    return span


def _size(value: object) -> int:
    number, unit = _matching(_SIZE, value).groups()
    size = int(float(number) * _BYTES[unit])
    if not size:
        raise Unexpected("it can't be 0")
    return size


def _database(value: object) -> str:
    url = _text(value)
    try:
        parts = urlsplit(url)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        raise Unexpected from None
    if parts.scheme == "sqlite":
        if not url.startswith("sqlite:///") or len(parts.path) < 2 or ":memory:" in url:
            raise Unexpected
        return url
    if parts.scheme not in ("postgresql", "postgresql+psycopg") or len(parts.path) < 2 or not port_is_right:
        raise Unexpected
    return "postgresql+psycopg" + url[url.index(":") :]


def _blobs(value: object) -> str:
    parts = urlsplit(_text(value))
    if parts.scheme != "file" or parts.netloc or not parts.path.strip("/"):
        raise Unexpected
    return _text(value)


def _base_url(value: object) -> str:
    url = _text(value).rstrip("/")
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        raise Unexpected from None
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise Unexpected
    return url


def _time_of_day(value: object) -> time:
    hour, minute = _matching(_TIME, value).groups()
    return time(int(hour), int(minute))


def _name(value: object) -> str:
    try:
        return check_name(_text(value))
    except BadName as reason:
        raise Unexpected(str(reason)) from None


def _addresses(value: object) -> tuple[str, ...]:
    addresses = tuple(_text(address) for address in _list(value))
    if not all(map(is_address, addresses)):
        raise Unexpected
    return addresses


def _nothing(value: object) -> tuple[()]:
    if value != []:
        raise Unexpected("let the relay sign")
    return ()


def _quoted(choices: Sequence[str]) -> str:
    return ", ".join(f'"{choice}"' for choice in choices[:-1]) + f' or "{choices[-1]}"'


TEXT = Kind("a text in quotes, on one line", _text)
SOME_TEXT = Kind("a text in quotes, on one line and not empty", _some_text)
LINES = Kind("a text in quotes", _lines)
PASSWORD = Kind("a text in quotes, on one line", _text, is_secret=True)
SECRET = Kind('a text of at least 32 random letters, or "" until `mailcop init` makes one', _secret, is_secret=True)
NAME = Kind("lower-case letters a-z, digits and hyphens, no reserved word", _name)
LANGUAGE_LIST = Kind('a list of "en", "es" and "fr", the main one first, each once', _languages)
ZONE = Kind('a time zone of the IANA database, such as "Europe/Paris"', _zone)
TEMPLATE = Kind('an address with {local} once before its @, such as "{local}@cop.example.org"', _template)
NETWORKS = Kind('a list of addresses or networks, such as ["127.0.0.1", "10.0.0.0/8"]', _networks)
LISTEN = Kind('"HOST:PORT", such as "127.0.0.1:2525" or "[::1]:2525", or "" to stay shut', _listen)
HOST = Kind("a host name or an IP address, without a port", _host)
HOST_OR_NONE = Kind('a host name or an IP address, without a port, or ""', lambda value: value and _host(value))
PORT = Kind("a port number, 1 to 65535", _number(1, 65535))
TLS = Kind(_quoted(TLS_MODES) + ', or "" for off on loopback and starttls elsewhere', _choice([*TLS_MODES, ""]))
DURATION = Kind('a duration with its unit, such as "15 s", "5 min", "2 h" or "90 days"', _duration)
SIZE = Kind('a size with its unit, such as "100 kB" or "25 MiB"', _size)
COUNT = Kind("a whole number, 1 or more", _number(1, 10**9))
COUNT_OR_NONE = Kind("a whole number; 0 is no limit", _number(0, 10**9))
DATABASE = Kind(
    '"sqlite:///FILE" or "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"', _database, is_secret=True
)  # a URL may carry a password
BLOBS = Kind('"file:FOLDER" or "file:///FOLDER"', _blobs)
BASE_URL = Kind('the http or https address that members see, such as "https://cop.example.org"', _base_url)
WEEKDAY = Kind('a weekday in English, such as "monday"', lambda value: WEEKDAYS.index(_choice(WEEKDAYS)(value)))
TIME_OF_DAY = Kind('a time of day in 24 hours, such as "07:00"', _time_of_day)
POLICY = Kind(_quoted([*Policy]), lambda value: Policy(_choice([*Policy])(value)))
ADDRESS_LIST = Kind('a list of addresses, such as ["ana@example.org"]', _addresses)
NOTHING = Kind("an empty list: mail is signed by the relay for now", _nothing)
