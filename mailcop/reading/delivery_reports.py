"""The part of a report that machines read: one group of fields for each recipient (RFC 3464, RFC 6533)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailcop.reading.headers import decode_words, parse_headers
from mailcop.reading.mailboxes import address_of
from mailcop.reading.report_reasons import first_status

_BLANK = re.compile(rb"\n[ \t]*\n")
_COMMENT = re.compile(r"\([^()]*\)")
_XTEXT = re.compile(r"\+(2B|3D|[01][0-9A-F]|7F)")
_UNITEXT = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_LOOSE = re.compile(r"[^\s<>()\[\],;:@\"'\\|]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}")
_PLACES = ("original-recipient", "final-recipient", "x-actual-recipient", "x-original-to", "x-failed-recipient")
# What the host behind a gateway said, and the name that PowerMTA gives to a failure.
_WHAT_ELSE_IS_SAID = ("x-supplementary-info", "x400-supplementary-info", "x-powermta-bouncecategory")
_ONCE = frozenset({"final-recipient", "original-recipient", "action", "status"})
_MOST_GROUPS = 200
_MOST_BYTES = 400_000
_ACTIONS = {"error": "failed", "failure": "failed", "undeliverable": "failed", "delay": "delayed", "warning": "delayed",
            "deferred": "delayed", "delivery": "delivered", "success": "delivered", "relay": "relayed"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """What a report says of one recipient; `address` is empty where it names them in another system's words."""

    address: str
    action: str  # failed, delayed, delivered, relayed, expanded, or empty
    status: str
    diagnostic: str


def has_arrived(group: Group) -> bool:
    """Whether a report says that nothing failed: delivered, passed on, or put to a list's members (2.3.3)."""
    if group.status.startswith(("4.", "5.")):
        return False
    return group.action in ("delivered", "relayed", "expanded") or (not group.action and group.status.startswith("2."))


def groups_of(data: bytes) -> list[Group]:
    """The groups of a `message/delivery-status` body; the one of the whole message has no recipient and is left out.

    Some mailers put no empty line between two recipients, or several: a repeated field begins a group.
    """
    found: list[Group] = []
    for block in _BLANK.split(data[:_MOST_BYTES].replace(b"\r\n", b"\n"), maxsplit=_MOST_GROUPS + 1):
        fields: dict[str, str] = {}
        for name, value in parse_headers(block.lstrip(b"\n")[:20_000]).fields if b":" in block else ():
            if name in fields and name in _ONCE:
                found += _group(fields)
                fields = {}
            fields.setdefault(name, value)
        found += _group(fields)
    return found[:_MOST_GROUPS]


def _group(fields: dict[str, str]) -> list[Group]:
    if not fields.keys() & {"final-recipient", "original-recipient", "action"}:
        return []
    address = ""
    for name in _PLACES:
        address = address or recipient(fields.get(name, ""), is_xtext=name == "original-recipient")
    action = re.split(r"[\s(;]", fields.get("action", "").strip().lower(), maxsplit=1)[0]
    diagnostic = decode_words(fields.get("diagnostic-code", "") or fields.get("x-diagnostic-code", ""))[:2_000]
    for name in _WHAT_ELSE_IS_SAID:
        if said := fields.get(name, ""):
            diagnostic = f"{diagnostic} {decode_words(said)[:1_000]}"
    return [Group(address, _ACTIONS.get(action, action), first_status(fields.get("status", "")), diagnostic)]


def recipient(value: str, is_xtext: bool = False) -> str:
    """The address of `rfc822; a@b` (RFC 3464 section 2.3.2), out of brackets, comments and encodings; or empty."""
    kind, _, rest = value.rpartition(";")
    text = _COMMENT.sub("", rest[:1_000]).strip()
    text = _UNITEXT.sub(lambda m: _character(m.group(1)), text)  # utf-8-addr-xtext, RFC 6533 section 3
    if is_xtext:
        text = _XTEXT.sub(lambda m: chr(int(m.group(1), 16)), text)  # RFC 3461 section 4
    inside = re.search(r"<([^<>]*@[^<>]*)>", text)
    text = (inside.group(1) if inside else text).strip("<>\"' \t").removeprefix("SMTP:").removeprefix("smtp:").strip()
    return address_of(text) or loose_address(text if "@" in text else value if "@" in kind else "")


def loose_address(text: str) -> str:
    """The first thing in a text that looks like an address: phones of old have dots where none may be.

    Three at the end stand for what an archive hid ("dav...@example.com"): that is nobody's address.
    """
    match = _LOOSE.search(text[:1_000])
    if match is None:
        return ""
    local, _, domain = match.group().rstrip(".").rpartition("@")
    return "" if local.endswith("...") else f"{local}@{domain.lower()}"


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
