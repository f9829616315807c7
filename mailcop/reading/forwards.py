"""Mails inside a mail, shown as forwards: whose words they are stands above them."""

from __future__ import annotations

from mailcop.reading.headers import Headers, decoded
from mailcop.reading.structure import Structure, transfer_decode

_MOST = 10
_SHOWN = ("From", "Date", "Subject", "To")
_MARK = "---------- Forwarded message ----------"


def forwards_in(structure: Structure) -> list[bytes]:
    """The mails that a mail carries as they came (RFC 2046 section 5.2.1), at most ten."""
    found = [part for part in structure.parts if part.type in ("message/rfc822", "message/global")]
    return [transfer_decode(part)[0] for part in found[:_MOST]]


def headed(headers: Headers, text: str) -> str:
    """A forwarded mail as a mail program shows it: a line that says so, its fields, a blank line, its words."""
    fields = [f"{name}: {decoded(headers.first(name.lower()), 500)}" for name in _SHOWN if headers.has(name.lower())]
    return "\n".join([_MARK, *fields, "", text.strip("\n")])
