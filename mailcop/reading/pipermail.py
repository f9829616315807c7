"""Mailman 2's archives write addresses as "user at host": read as what they were."""

from __future__ import annotations

import re

_BLOCK_END = re.compile(rb"\r?\n\r?\n")
# The address stands bare before a name in brackets: `andy at host.example (Andy Gayton)`; or in angle brackets.
_VEILED = re.compile(
    rb"^((?:From|Reply-To|To|Cc|Sender):[^\n@]*?)([^\s<>()@,;:\"]{1,64}) at ([A-Za-z0-9.-]{1,253}\.?\w)(?=[\s>(]|$)",
    re.M | re.I,
)


# ... and the name may be anything, `Amber "Hawkie" Brown` or the address once more.
_OLD_STYLE = re.compile(
    rb"^From:[ \t]*([^\s<>()\"]+@[^\s<>()\"]+)[ \t]+\(([^\n]*)\)[ \t]*(?=\r?$)", re.MULTILINE | re.IGNORECASE
)
_NO_NAME = re.compile(rb"[\"<>(),;:\\\[\]]+|\S*@\S*")


def unveiled(raw: bytes) -> bytes:
    """The mail with the addresses in its header as they were, and its author's name before the address.

    For archives only, where an author is told and not believed: a mail that comes through a door is never mended.
    """
    end = _BLOCK_END.search(raw)
    head, rest = (raw[: end.start()], raw[end.start() :]) if end else (raw, b"")
    if b" at " in head:
        head = _VEILED.sub(rb"\1\2@\3", head)
    return _OLD_STYLE.sub(_named_first, head) + rest


def _named_first(found: re.Match[bytes]) -> bytes:
    name = b" ".join(_NO_NAME.sub(b" ", found[2]).split())
    return b"From: " + (name + b" <" + found[1] + b">" if name else found[1])
