"""What a relay answers, read with bounds: lines in, replies out, and nothing a relay sends can grow without end."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LINE_BYTES = 4096  # RFC 5321 section 4.5.3.1.5 allows 512; real relays exceed it with long explanations
MAX_REPLY_LINES = 128
MAX_WAITING_REPLIES = 16  # more than any group of commands we write at once
MAX_TEXT = 500  # characters kept of what the relay said

_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_STATUS = re.compile(r"([245])\.([0-9]{1,3})\.([0-9]{1,3})(?:\s+|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class BadReply(Exception):
    """The relay broke the protocol: its words cannot be relied on, nor can the connection."""


@dataclass(frozen=True, slots=True)
class RelayReply:
    """One whole reply; `status` is empty where the relay gave no enhanced code (RFC 2034)."""

    code: int
    status: str
    text: str


class ReplyReader:
    """Turns the bytes of one connection into replies; raises BadReply beyond the bounds of this module."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[bytes] = []
        self.replies: list[RelayReply] = []

    @property
    def is_empty(self) -> bool:
        """True when nothing waits, not even half a line."""
        return not (self._rest or self._lines or self.replies)

    def feed(self, data: bytes) -> None:
        """Takes what arrived; whole replies are appended to `replies`."""
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        if len(self._rest) > MAX_LINE_BYTES:
            raise BadReply("a reply line has no end")
        for line in lines:
            self._take(line.rstrip(b"\r"))

    def _take(self, line: bytes) -> None:
        matched = _LINE.fullmatch(line) if len(line) <= MAX_LINE_BYTES else None
        if matched is None:
            raise BadReply(f"not an SMTP reply: {_legible(line[:80])}")
        code, separator, text = matched.groups()
        self._lines.append(text or b"")
        if separator == b"-":
            if len(self._lines) >= MAX_REPLY_LINES:
                raise BadReply("a reply has too many lines")
            return
        if len(self.replies) >= MAX_WAITING_REPLIES:
            raise BadReply("replies that nobody asked for")
        self.replies.append(_whole(int(code), self._lines))
        self._lines = []


def _whole(code: int, lines: list[bytes]) -> RelayReply:
    """EHLO's keywords are read line by line from `text`, so lines stay lines; each is stripped of controls."""
    text = "\n".join(_legible(line) for line in lines)
    matched = _STATUS.match(text)
    if matched is None or matched[1] != str(code)[0]:
        return RelayReply(code, "", text)
    return RelayReply(code, matched[0].strip(), text[matched.end() :])


def _legible(line: bytes) -> str:
    return _CONTROL.sub(" ", line.decode("utf-8", "replace")).strip()
