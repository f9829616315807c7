"""Addresses in header fields: the From that is never guessed, and lists of recipients read with patience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailcop.reading.headers import decoded
from mailcop.reading.letter import Mailbox

# What RFC 5322 section 3.2.3 leaves; beyond ASCII whatever is visible (RFC 6532 section 3.2).
_ATOM = r"[^\x00-\x20\"(),.:;<>@\[\\\]\x7f\s]+"
_LOCAL = rf"{_ATOM}(?:\.{_ATOM})*+\.?"  # docomo.ne.jp gave out local parts that end in a dot
_LABEL = r"[^\W_][\w-]{0,62}"  # letters and digits of any script
_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*+\Z")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|[(),;:>]|[^"<>(),;:]+')
_USUAL = re.compile(r'(?:"([^"\\]*)"|([^"<>(),;:]*+))[ \t]*+(<[^<>]*>)?\Z')  # a name, a bracket: most fields
_UNDECODED = re.compile("[\x80-\x9f]")  # in a name they are letters that some program did not decode
_UNESCAPE = re.compile(r"\\(.)")
_MOST = 1_000
_LONGEST_FROM = 1_000


def address_of(text: str) -> str | None:
    """`text` as one address with its domain in lower case, or None unless it is one (RFC 5322 section 3.4.1).

    Quoted local parts, domain literals, encoded words, comments and anything invisible are not addresses to us.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(local) > 64 or len(domain) > 253 or "=?" in text or not text.isprintable():
        return None
    if not _ADDRESS.match(text) or domain[-1] == "-" or "_" in domain:
        return None
    return f"{local}@{domain.lower()}"


class _Reader:
    """What stands between two commas of a field."""

    __slots__ = ("angles", "comments", "depth", "has_trailing", "loose", "words")

    def __init__(self) -> None:
        self.angles: list[str] = []
        self.comments: list[str] = []
        self.words: list[str] = []
        self.loose: list[str] = []  # the words outside quotation marks
        self.has_trailing = False  # words behind the closing bracket
        self.depth = 0

    def take(self, token: str) -> None:
        """One token of the field; separators between parts are not for us."""
        if token == "(":
            self.depth += 1
        elif token == ")" and self.depth:
            self.depth -= 1
        elif self.depth:
            self.comments.append(token)
        elif token[0] == "<":
            self.angles.append(token)
        elif self.angles:
            self.has_trailing = self.has_trailing or not token.isspace()
        elif token[0] == '"':
            self.words.append(_UNESCAPE.sub(r"\1", token[1:].removesuffix('"')))
        else:
            self.words.append(token)
            self.loose.append(token)

    @property
    def text(self) -> str:
        return "".join(self.words).strip()

    @property
    def is_empty(self) -> bool:
        return not (self.angles or self.comments or self.text)

    @property
    def name(self) -> str:
        """The display name, cleaned: the words before the bracket, or the old style's comment."""
        name = decoded(self.text, 120).strip("'\" ")
        if name and self.angles:
            return name
        comment = decoded("".join(self.comments), 120)
        return "" if "@" in comment else comment


def _usual(quoted: str | None, loose: str | None, angle: str | None) -> list[Mailbox]:
    """The one mailbox of a field that is a name and an address in brackets, or an address alone."""
    name = (quoted or loose or "").strip()
    address = address_of(angle.strip("<> ") if angle else name)
    if address is None:
        return []
    return [Mailbox(decoded(name, 120).strip("'\" ") if angle and name else "", address)]


def _split(value: str) -> list[_Reader]:
    part = _Reader()
    parts = [part]
    if usual := _USUAL.match(value):
        quoted, loose, angle = usual.groups()
        part.words, part.loose, part.angles = [quoted or loose or ""], [loose or ""], [angle] if angle else []
        return parts
    for match in _TOKEN.finditer(value):
        token = match.group()
        if part.depth or token not in ",;:":
            part.take(token)
            continue
        if token == ":":
            part.take(token)  # a group's name stands before it
        elif len(parts) < _MOST:
            part = _Reader()
            parts.append(part)
    return parts


def from_mailbox(values: list[str]) -> tuple[Mailbox | None, str, str]:
    """The one author of a mail: (mailbox, problem, display name).

    The mailbox is None and the problem says why, unless there is one From field with one address and nothing that two
    programs could read in two ways.
    """
    if len(values) != 1:
        return None, "there is no From field" if not values else "there are several From fields", ""
    value = values[0]
    if len(value) > _LONGEST_FROM or not (value.isprintable() or _UNDECODED.sub("", value).isprintable()):
        return None, "From is too long or has control characters", ""
    if usual := _USUAL.match(value):
        name, address = _usual_author(*usual.groups())
    else:
        parts = _with_loose_commas([part for part in _split(value) if not part.is_empty])
        if len(parts) != 1:
            return None, "From is empty" if not parts else "From names several addresses", ""
        name, address = parts[0].name, _strict_address(parts[0])
    if not value.strip():
        return None, "From is empty", ""
    address = None if ";" in value else address
    posed = "@" in name and name.lower() != (address or "").lower()
    shown = "" if posed else name  # a name that poses as an address
    if address is None:
        return None, "From is not exactly one valid address", shown
    return Mailbox(shown, address), "", shown or address.partition("@")[0]


def _usual_author(quoted: str | None, loose: str | None, angle: str | None) -> tuple[str, str | None]:
    """(display name, address) of a From that is a name and an address in brackets, or an address alone."""
    text, bare = (quoted or loose or "").strip(), (loose or "").strip()
    if not angle:
        return "", address_of(text) if text == bare else None
    address = address_of(angle[1:-1].strip())
    if address and "@" in bare and bare.lower() != address.lower():
        address = None
    return decoded(text, 120).strip("'\" ") if text else "", address


def _with_loose_commas(parts: list[_Reader]) -> list[_Reader]:
    """`Leghari, Ruya <a@b.example>` names one address: what has none before the comma belongs to the name."""
    *before, last = parts or [_Reader()]
    if not before or not last.angles or any(part.angles or part.comments or "@" in part.text for part in before):
        return parts
    last.words = [f"{part.text}, " for part in before] + last.words
    last.loose = [word for part in before for word in part.loose] + last.loose
    return [last]


def _strict_address(part: _Reader) -> str | None:
    loose = "".join(part.loose).strip()
    if part.depth or part.has_trailing or len(part.angles) > 1 or any(c in loose for c in ":>)"):
        return None
    if any(set(comment) & set('<@"') for comment in part.comments):
        return None
    if not part.angles:
        return address_of(part.text) if part.text == loose else None
    angle = part.angles[0]
    address = address_of(angle[1:-1].strip()) if angle.endswith(">") else None
    if address and "@" in loose and loose.lower() != address.lower():
        return None
    return address


def mailboxes(values: Iterable[str]) -> tuple[Mailbox, ...]:
    """Everyone a recipient field names whose address is usable; groups are opened; at most 1,000."""
    found: list[Mailbox] = []
    for value in values:
        if usual := _USUAL.match(value):
            found += _usual(*usual.groups())
            continue
        for part in _split(value):
            text = part.angles[-1].strip("<> ") if part.angles else part.text.rpartition(":")[2].strip()
            address = address_of(text)
            if address is not None and len(found) < _MOST:
                found.append(Mailbox(part.name.rpartition(":")[2].strip(), address))
    return tuple(found)
