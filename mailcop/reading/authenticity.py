"""What the trusted front MTA says of a mail's From, read strictly (RFC 8601)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from mailcop.reading.letter import AuthenticationField, Letter

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[;=]|[^\s;="()\\]+|\s+')
_COMMENT_MARK = re.compile(r"\\.|[()]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_UNESCAPE = re.compile(r"\\(.)")
_MOST = 16_000
_Sections = list[list[str]]


class Authentication(StrEnum):
    """What is known of a From: PASS is an aligned dmarc=pass, FAIL a dmarc=fail, NONE anything else or doubtful."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


def judge_authentication(
    letter: Letter,
    authserv_id: str,
    from_address: str = "",
    *,
    is_topmost_only: bool = False,
    peer_names: frozenset[str] = frozenset(),
) -> Authentication:
    """The trusted verdict on `from_address` (the letter's own From when empty); the caller has checked the peer.

    Trusted are the fields of our `authserv_id` above the first Received that the peer did not add itself: it added
    those at the top whose `by` is the authserv-id or one of `peer_names` (what it says in EHLO). Of a mailbox that we
    poll, only the topmost field counts. A failure wins; two results, or one that cannot be read, are none.
    """
    address = from_address or (letter.from_.address if letter.from_ else "")
    domain = _canonical(address.rpartition("@")[2])
    if not authserv_id or not domain:
        return Authentication.NONE
    if is_topmost_only:
        fields = letter.authentication[:1]
    else:
        fields = _trusted(letter.authentication, {authserv_id.lower(), *(name.lower() for name in peer_names)})
    results = [result for field in fields for result in _dmarc_results(field.value, authserv_id.lower())]
    if any(result == "fail" and origin in ("", domain) for result, origin in results):
        return Authentication.FAIL
    if results == [("pass", domain)]:
        return Authentication.PASS
    return Authentication.NONE


def _trusted(fields: Sequence[AuthenticationField], names: set[str]) -> tuple[AuthenticationField, ...]:
    return tuple(field for field in fields if all(by in names for by in field.above))


def _dmarc_results(value: str, authserv_id: str) -> list[tuple[str, str]]:
    """(result, header.from domain) of each dmarc section; an unreadable one is ("", "")."""
    sections = _sections(value)
    if sections is None or not sections[0] or _unquoted(sections[0][0]).lower() != authserv_id:
        return []
    if sections[0][1:] not in ([], ["1"]):
        return [("", "")]
    found: list[tuple[str, str]] = []
    for tokens in sections[1:]:
        if tokens and _unquoted(tokens[0]).lower().partition("/")[0] == "dmarc":
            found.append(_dmarc(tokens))
    return found


def _dmarc(tokens: list[str]) -> tuple[str, str]:
    """One methodspec with its properties (RFC 8601 section 2.2), or ("", "") where the grammar is broken."""
    if len(tokens) % 3 or any(tokens[i] != "=" for i in range(1, len(tokens), 3)):
        return "", ""
    pairs = [(tokens[i].lower(), tokens[i + 2]) for i in range(0, len(tokens), 3)]
    if any(value in ("=", ";") or name[0] == '"' for name, value in pairs):
        return "", ""
    result = pairs[0][1].lower()
    origins = [value for name, value in pairs[1:] if name == "header.from"]
    if result == "fail" and not origins:
        return "fail", ""
    if len(origins) != 1:
        return "", ""
    return result, _canonical(_unquoted(origins[0]).rpartition("@")[2])


def _sections(value: str) -> _Sections | None:
    """The field as tokens between semicolons; None where a comment or quotation is not closed."""
    text = _without_comments(value[:_MOST]) if len(value) <= _MOST else None
    if text is None:
        return None
    sections: _Sections = [[]]
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return None
        token, position = match.group(), match.end()
        if token == ";":
            sections.append([])
        elif not token.isspace():
            sections[-1].append(token)
    return sections


def _without_comments(value: str) -> str | None:
    """The field with every comment as a space (RFC 5322 section 3.2.2); None where one is not closed."""
    out: list[str] = []
    depth = position = 0
    while position < len(value):
        quoted = _QUOTED.match(value, position) if depth == 0 and value[position] == '"' else None
        if quoted:
            out.append(quoted.group())
            position = quoted.end()
            continue
        mark = _COMMENT_MARK.match(value, position)
        if mark is None:
            if depth == 0:
                out.append(value[position])
            position += 1
            continue
        position = mark.end()
        if mark.group() == "(":
            depth += 1
            out.append(" ")
        elif mark.group() == ")":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            return None
    return "".join(out) if depth == 0 else None


def _unquoted(token: str) -> str:
    return _UNESCAPE.sub(r"\1", token[1:-1]) if token[0] == '"' else token


def _canonical(domain: str) -> str:
    name = domain.strip().rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""
