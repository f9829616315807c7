"""Header fields: unfolded, decoded, their parameters, ids and dates; in linear time, without raising."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from urllib.parse import unquote_to_bytes

from mailcop.reading.charsets import clean, decode, from_surrogates, visible
from mailcop.reading.guessing import likely_codec

_FIELD = re.compile(r"([!-9;-~]*+)[ \t]*+:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_OF_NAMES = bytes(code for code in range(33, 127) if code != ord(":"))
_FOLD = re.compile(r"\n[ \t]+")
_NO_FIELD = re.compile(r"(?:>?From |[ \t])[^\n]*(?:\n|\Z)")  # what an mbox puts there, and a fold of nothing
_RAW_WORD = re.compile(rb"[^\s<>\"(),;:\x80-\xff]{0,20}[\x80-\xff][^\s<>\"(),;:]{0,200}")
_ENCODED_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,5})\?=")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))')
_LONGEST_USUAL = 200
_ESCAPED = re.compile(r"\\(.)")
_MESSAGE_ID = re.compile(r"<([^<>\s\"]{1,500})>")
_BROKEN_ID = re.compile(r"<([^<>\"@]{1,250}@[^<>\"@]{1,250})>")
_WORD_ID = re.compile(r"[^\s<>,;\"]{1,250}@[^\s<>,;\"]{1,250}")
_YEAR_NOUGHT = re.compile(r"(?<![+\-\d])0000\b")  # `email` takes it for 2000
_USUAL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, {1,2})?([0-9]{1,2}) ([A-Z][a-z]{2}) ([12][0-9]{3}) ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r" ([+-])([01][0-9]|2[0-3])([0-5][0-9])(?: \([A-Za-z ]{1,40}\))?\Z"
)
_MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name: f"{at:02}" for at, name in enumerate(_MONTH_NAMES.split(), 1)}
_OLDEST = datetime(1971, 1, 1, tzinfo=UTC)
_NEWEST = datetime(2200, 1, 1, tzinfo=UTC)


class Headers:
    """The fields of one header block: raw and unfolded values by lower-case name, in their order."""

    __slots__ = ("_values", "fields", "unread")

    def __init__(self, fields: list[tuple[str, str]], unread: int = 0) -> None:
        self.fields = fields
        self.unread = unread  # bytes at the end of the block that are no header fields
        self._values: dict[str, list[str]] = {}
        for name, value in fields:
            if name in self._values:
                self._values[name].append(value)
            else:
                self._values[name] = [value]

    def all(self, name: str) -> list[str]:
        """Every value of the field, topmost first; 8-bit bytes read, encoded words not yet."""
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        """The topmost value, or an empty text."""
        values = self._values.get(name)
        return values[0] if values else ""

    def has(self, name: str) -> bool:
        """Whether the field is there at all."""
        return name in self._values

    def has_any(self, names: frozenset[str]) -> bool:
        """Whether any of the fields is there."""
        return not names.isdisjoint(self._values)


def parse_headers(block: bytes) -> Headers:
    """Fields of a header block whose size the caller has capped (RFC 5322 section 2.2).

    They end at the first line that is none, as with Postfix: there the blank line before the body is missing, and
    `unread` says where the body begins. A lone CR is a space: a program that takes it for a new line sees other fields.
    """
    text = block if b"\r" not in block else block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    try:
        lines, is_mixed = text.decode(), False
    except UnicodeDecodeError:
        lines, is_mixed = text.decode("ascii", "surrogateescape"), True
    at = len(lines)
    parted = [line.partition(":") for line in _FOLD.sub(" ", lines.removesuffix("\n")).split("\n")]
    names, colons, values = zip(*parted, strict=True)
    if "" not in names and "" not in colons and _are_names("".join(names)):
        fields = list(zip("\n".join(names).lower().split("\n"), map(str.strip, values), strict=True))
    else:
        found, at = _walked(lines)
        fields = [(name.lower(), _FOLD.sub(" ", value).strip()) for name, value in found if name]
    if is_mixed:
        fields = _with_bytes_read(fields)
    return Headers(fields, _unread(block, lines[at:]) if at < len(lines) else 0)


def _are_names(names: str) -> bool:
    """Whether nothing but the characters of names stands in them, as in nearly every block."""
    return names.isascii() and not names.encode().translate(None, _OF_NAMES)


def _walked(lines: str) -> tuple[list[tuple[str, str]], int]:
    """The fields of a block with other lines among them, and where those begin that are the body's."""
    found: list[tuple[str, str]] = []
    at, end = 0, len(lines)
    while at < end:
        field = _FIELD.match(lines, at)
        odd = None if field else _NO_FIELD.match(lines, at)
        if field:
            at = field.end()
            found.append((field.group(1), field.group(2)))
        elif odd:
            at = odd.end()
        else:
            break
    return found, at


def _with_bytes_read(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields with their raw bytes as text: UTF-8 or else what all of them together look like, names being short."""
    found = [value.encode("utf-8", "surrogateescape") for _, value in fields if not value.isascii()]
    codec = likely_codec(b" ".join(word for value in found for word in _RAW_WORD.findall(value)))
    return [(name, value if value.isascii() else from_surrogates(value, codec)) for name, value in fields]


def _unread(block: bytes, rest: str) -> int:
    """How many bytes of the block the unread `rest` of its text stands for, line by line from the end."""
    lines = rest.count("\n") + (not rest.endswith("\n"))
    at = len(block)
    for _ in range(lines):
        at = block.rfind(b"\n", 0, at - 1 if block[at - 1 : at] == b"\n" else at) + 1
    return len(block) - at


def decode_words(value: str) -> str:
    """A field value with its encoded words decoded (RFC 2047), those split inside a character joined first."""
    if "=?" not in value:
        return clean(value)
    out: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(value):
        gap = value[end : match.start()]
        end = match.end()
        label, encoding, payload = match.groups()
        is_adjacent = bool(pending) and not gap.strip()
        if not is_adjacent or label.lower() != charset:
            out.append(decode(pending, charset)[0] if pending else "")
            out.append("" if is_adjacent else gap)
            pending, charset = b"", label.lower()
        pending += _word_bytes(encoding, payload)
    out.append(decode(pending, charset)[0] if pending else "")
    out.append(value[end:])
    return clean("".join(out))


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return quopri.decodestring(data.replace(b"_", b" "), header=False) if b"=" in data else data.replace(b"_", b" ")
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return data


def decoded(value: str, most: int) -> str:
    """One clean line of at most `most` characters."""
    if value.isascii() and value.isprintable() and "=?" not in value and "  " not in value:
        return value.strip()[:most]  # as most are, and nothing is there to do
    return visible(decode_words(value))[:most]


def main_value(value: str) -> str:
    """The value before its parameters, in lower case: `text/plain` of a Content-Type."""
    return value.split(";", 1)[0].strip().lower()


def parameters(value: str) -> dict[str, str]:
    """Parameters of a field by lower-case name, RFC 2231 continuations and charsets joined, encoded words decoded.

    The first of several equal names counts; at most 100 are looked at.
    """
    if ";" not in value:
        return {}
    if value.count(";") == 1 and '"' not in value and "*" not in value and len(value) < _LONGEST_USUAL:
        name, equals, text = value.partition(";")[2].partition("=")
        if equals and len(name) < 80 and len(name.split()) == 1:
            return {name.strip().lower(): decode_words(text.strip())}
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, match in enumerate(_PARAMETER.finditer(value[:20_000])):
        if count >= 100:
            break
        name, quoted, bare = match.groups()
        text = (
            (_ESCAPED.sub(r"\1", quoted) if "\\" in quoted else quoted) if quoted is not None else (bare or "").strip()
        )
        name = name.lower()
        if "*" in name:
            base, _, rest = name.partition("*")
            number = rest.rstrip("*")
            if number == "" or (number.isascii() and number.isdigit() and len(number) < 4):
                pieces.setdefault(base, {}).setdefault(int(number or 0), (text, rest.endswith("*") or rest == ""))
        else:
            plain.setdefault(name, text)
    joined = {name: _join_pieces(parts) for name, parts in pieces.items()}
    return {name: decode_words(text) for name, text in plain.items()} | joined


def _join_pieces(pieces: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 section 4: charset and language stand before the first piece; each piece is encoded or not."""
    charset, data = "", b""
    for order, number in enumerate(sorted(pieces)):
        text, is_encoded = pieces[number]
        if is_encoded and order == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if is_encoded else text.encode("utf-8", "replace")
    return clean(decode(data, charset)[0])


def message_ids(values: Iterable[str], most: int) -> tuple[str, ...]:
    """Ids of In-Reply-To or References in their order, each once; of too many the first and the last ones."""
    found: dict[str, None] = {}
    for value in map(clean, values):
        names = _MESSAGE_ID.findall(value)
        if len(names) < value.count("<"):
            names = _MESSAGE_ID.findall(_BROKEN_ID.sub(_mended, value))
        for name in names or _WORD_ID.findall(value):
            found.setdefault(f"<{name}>")
    ids = list(found)
    return tuple(ids if len(ids) <= most else [ids[0], *ids[len(ids) - most + 1 :]])


def _mended(match: re.Match[str]) -> str:
    """An id that a program broke over two or three lines."""
    pieces = match.group(1).split()
    return f"<{''.join(pieces)}>" if len(pieces) < 4 else match.group()


def message_id(values: list[str]) -> str:
    """The mail's own id as `<...>` where exactly one usable one is given, else an empty text."""
    if len(values) != 1 or len(values[0]) > 998:
        return ""
    found = _MESSAGE_ID.findall(values[0])
    if len(found) == 1:
        return f"<{clean(found[0])}>"
    bare = values[0].strip().strip("<>")
    return f"<{clean(bare)}>" if bare and not re.search(r'[\s<>"]', bare) and len(bare) <= 500 else ""


def parse_date_field(value: str) -> datetime | None:
    """A Date field as an aware UTC instant; None where it is none or lies outside 1971 to 2200."""
    usual = _USUAL_DATE.match(value)
    try:
        if usual:
            day, month, year, hour, minute, second, sign, hours, minutes = usual.groups()
            second = min("59", second or "00")
            iso = f"{year}-{_MONTHS[month]}-{day:0>2}T{hour}:{minute}:{second}{sign}{hours}:{minutes}"
            instant = datetime.fromisoformat(iso).astimezone(UTC)
        else:
            instant = _unusual_date(value)
    except (ValueError, OverflowError, TypeError, IndexError, KeyError):
        return None
    return instant if _OLDEST <= instant <= _NEWEST else None


def _unusual_date(value: str) -> datetime:
    """What `email` makes of a date that is not written as RFC 5322 section 3.3 wants it; raises where it is none."""
    parts = parsedate_tz(visible(value)[:200])
    if parts is None or _YEAR_NOUGHT.search(value):
        raise ValueError
    zone = timezone(timedelta(seconds=parts[9] or 0)) if abs(parts[9] or 0) < 86_400 else UTC
    return datetime(*parts[:6], tzinfo=zone).astimezone(UTC)
