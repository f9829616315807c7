"""The arguments of MAIL and RCPT, read strictly (RFC 5321 sections 4.1.1.2, 4.1.1.3 and 4.1.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

PATH = re.compile(r'<(?:"(?:[^"\\]|\\.)*"|[^"<>])*>')
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
DOT_ATOM = re.compile(rf"{ATOM}(?:\.{ATOM})*")
QUOTED = re.compile(r'"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*"')
# An underscore is no letter of a host name, yet hosts that send mail have it; only our own domain matters here.
LABEL = r"[A-Za-z0-9_\u0080-\U0010ffff](?:[A-Za-z0-9_\u0080-\U0010ffff-]{0,61}[A-Za-z0-9_\u0080-\U0010ffff])?"
DOMAIN = re.compile(rf"{LABEL}(?:\.{LABEL})*")
LITERAL = re.compile(r"\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]{2,45})\]")
ROUTE = re.compile(rf"@{LABEL}(?:\.{LABEL})*(?:,@{LABEL}(?:\.{LABEL})*)*:")
PARAMETER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*)(?:=([\x21-\x3c\x3e-\x7e]+))?")

#: What RFC 5321 section 4.5.3.1 allows, in octets; senders get more, since VERP of big senders goes beyond 64.
LOCAL_OCTETS = 64
SENDER_LOCAL_OCTETS = 255
DOMAIN_OCTETS = 255


@dataclass(frozen=True, slots=True)
class Path:
    """One address as the client named it, `""` for the empty sender, with its parameters in capitals."""

    address: str
    parameters: dict[str, str]


class BadPath(ValueError):
    """The address breaks the grammar."""


class BadParameters(ValueError):
    """What follows the address breaks the grammar."""


class UnknownParameter(ValueError):
    """A parameter of an extension that is not offered here."""


def sender(argument: str) -> Path:
    """Read what follows `MAIL FROM:`; raises BadPath or BadParameters."""
    path, parameters = _parted(argument)
    return Path("" if path == "<>" else _mailbox(path, SENDER_LOCAL_OCTETS), parameters)


def recipient(argument: str) -> Path:
    """Read what follows `RCPT TO:`; raises BadPath or BadParameters. `<postmaster>` needs no domain."""
    path, parameters = _parted(argument)
    if path[1:-1].lower() == "postmaster":
        return Path("postmaster", parameters)
    return Path(_mailbox(path, LOCAL_OCTETS), parameters)


def mail_parameters(path: Path) -> tuple[int, bool]:
    """SIZE in bytes (0 unless given) and whether SMTPUTF8 was; raises BadParameters or UnknownParameter."""
    for name, value in path.parameters.items():
        match name, value.upper():
            case ("SIZE", digits) if digits.isdigit() and len(digits) <= 20:
                pass
            case ("BODY", "7BIT" | "8BITMIME") | ("SMTPUTF8", ""):
                pass
            case ("SIZE" | "BODY" | "SMTPUTF8", _):
                raise BadParameters
            case _:
                raise UnknownParameter
    return int(path.parameters.get("SIZE", "0")), "SMTPUTF8" in path.parameters


def _parted(argument: str) -> tuple[str, dict[str, str]]:
    argument = argument.strip(" ")  # a space after the colon is an old habit of mailers, and harmless
    path = PATH.match(argument)
    if path is None or not path[0].isprintable():
        raise BadPath
    return path[0], _parameters(argument[path.end() :])


def _parameters(text: str) -> dict[str, str]:
    if not text:
        return {}
    if not text.startswith(" "):
        raise BadPath
    found: dict[str, str] = {}
    for word in text.split():
        match = PARAMETER.fullmatch(word)
        if match is None or match[1].upper() in found:
            raise BadParameters
        found[match[1].upper()] = match[2] or ""
    return found


def _mailbox(path: str, local_octets: int) -> str:
    inner = path[1:-1]
    if inner.startswith("@"):
        route = ROUTE.match(inner)  # accepted and dropped: RFC 5321 appendix C
        if route is None:
            raise BadPath
        inner = inner[route.end() :]
    local, at, domain = inner.rpartition("@")
    if not at or len(local.encode()) > local_octets or len(domain.encode()) > DOMAIN_OCTETS:
        raise BadPath
    if not (DOMAIN.fullmatch(domain) or LITERAL.fullmatch(domain)):
        raise BadPath
    if QUOTED.fullmatch(local):
        return f"{_unquoted(local)}@{domain}"
    if DOT_ATOM.fullmatch(local) is None:
        raise BadPath
    return f"{local}@{domain}"


def _unquoted(local: str) -> str:
    """A quoted local part without quotes where it needs none, so that one address has one spelling."""
    plain = re.sub(r"\\(.)", r"\1", local[1:-1])
    return plain if DOT_ATOM.fullmatch(plain) else local
