"""Addresses in header fields: the From that is never guessed, and lists of recipients read with patience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailcop.reading.headers import decoded
from mailcop.reading.letter import Mailbox

# RFC 5322 section 3.2.3; beyond ASCII whatever is a letter, digit or mark (RFC 6532 section 3.2).
_ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\x00-\x7f\s])+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*\.?\Z")  # docomo.ne.jp hands out local parts that end in a dot
_LABEL = r"(?:[A-Za-z0-9]|[^\W_])(?:[A-Za-z0-9-]|[^\W_]){0,62}"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\Z")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|[(),;:>]|[^"<>(),;:]+')
_UNESCAPE = re.compile(r"\\(.)")
_MOST = 1_000


def address_of(text: str) -> str | None:
    """`text` as one address with its domain in lower case, or None unless it strictly is one (RFC 5322 section 3.4.1).

    Quoted local parts, domain literals, encoded words, comments and anything invisible are not addresses to us.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(local) > 64 or len(domain) > 253 or "=?" in text or not text.isprintable():
        return None
    if not _LOCAL.match(local) or not _DOMAIN.match(domain) or domain.endswith("-"):
        return None
    return f"{local}@{domain.lower()}"


class _Reader:
    """The state of one field between two commas."""

    __slots__ = ("angles", "comments", "depth", "other", "quoted")

    def __init__(self) -> None:
        self.angles: list[str] = []
        self.comments: list[str] = []
        self.other: list[str] = []
        self.quoted = False
        self.depth = 0

    def take(self, token: str) -> None:
        if token == "(":
            self.depth += 1
        elif token == ")" and self.depth:
            self.depth -= 1
        elif self.depth:
            self.comments.append(token)
        elif token[0] == "<":
            self.angles.append(token)
        elif token[0] == '"':
            self.quoted = True
            self.other.append(_UNESCAPE.sub(r"\1", token[1:].removesuffix('"')))
        else:
            self.other.append(token)

    @property
    def is_empty(self) -> bool:
        return not (self.angles or self.comments or "".join(self.other).strip())


def from_mailbox(values: list[str]) -> tuple[Mailbox | None, str, str]:
    """The one author of a mail: (mailbox, problem, display name).

    The mailbox is None and the problem says why, unless there is one From field with one address and nothing that two
    programs could read in two ways.
    """
    if len(values) != 1:
        return None, "there is no From field" if not values else "there are several From fields", ""
    value = values[0]
    if len(value) > 1_000 or not value.isprintable():
        return None, "From is too long or has control characters", ""
    parts = [part for part in _split(value) if not part.is_empty]
    if len(parts) != 1:
        return None, "From is empty" if not parts else "From names several addresses", ""
    part = parts[0]
    name = _name(part)
    address = _strict_address(part)
    if address is None:
        return None, "From is not exactly one valid address", name
    shown = "" if "@" in name and name.lower() != address.lower() else name
    return Mailbox(shown, address), "", shown or address.partition("@")[0]


def _strict_address(part: _Reader) -> str | None:
    if part.depth or any(set(c) & set('<@"') for c in part.comments) or len(part.angles) > 1:
        return None
    text = "".join(part.other).strip()
    if any(c in text for c in ":;>)"):
        return None
    if not part.angles:
        return None if part.quoted else address_of(text)
    angle = part.angles[0]
    if not angle.endswith(">") or part.other and part.other[-1] == AFTER:
        return None
    address = address_of(angle[1:-1].strip())
    if address is None or ("@" in text and not part.quoted and text.lower() != address.lower()):
        return None
    return address


AFTER = "\x00"  # marks that words follow the closing bracket


def _split(value: str) -> list[_Reader]:
    part = _Reader()
    parts = [part]
    for match in _TOKEN.finditer(value):
        token = match.group()
        if not part.depth and token in ",;:":
            if token != "," and not part.is_empty:
                part.other.append(token)
            if token != ":" and len(parts) < _MOST:
                part = _Reader()
                parts.append(part)
            continue
        if part.angles and not part.depth and token not in "()" and token.strip():
            part.other.append(AFTER)
            if token[0] != "<":
                continue
        part.take(token)
    return parts


def _name(part: _Reader) -> str:
    text = decoded("".join(t for t in part.other if t != AFTER).replace("\x00", ""), 120)
    if text and part.angles:
        return text.strip("'\" ")
    comment = decoded("".join(part.comments), 120)
    return comment if "@" not in comment else ""


def mailboxes(values: Iterable[str]) -> tuple[Mailbox, ...]:
    """Everyone a recipient field names whose address is usable; groups are opened; at most 1,000."""
    found: list[Mailbox] = []
    for value in values:
        for part in _split(value):
            text = "".join(t for t in part.other if t != AFTER)
            raw = part.angles[-1].strip("<> ") if part.angles else text.rpartition(":")[2].strip(" ;")
            address = address_of(raw)
            if address is not None and len(found) < _MOST:
                found.append(Mailbox(_name(part).rpartition(":")[2].strip() if part.angles else _name(part), address))
    return tuple(found)
