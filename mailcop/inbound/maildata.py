"""The bytes between 354 and the final dot: made into one mail, or refused (RFC 5321 sections 4.1.1.4 and 4.5.2)."""

from __future__ import annotations

import re

from mailcop.inbound.answers import BARE_LINE_END, LONG_LINE, TOO_BIG, filled
from mailcop.words import Reply

#: A stuffed dot at a cut between two chunks is not seen as one: so much may be counted too much.
CUT_DOTS_BYTES = 1024
LINE_END = re.compile(rb"\r\n|\r|\n")


class MailData:
    """Gathers the data of one mail; holds no bytes of a mail that is refused anyway."""

    def __init__(self, message_bytes: int, line_bytes: int) -> None:
        self._message_bytes = message_bytes
        self._line_bytes = line_bytes
        self._chunks: list[bytes] = []
        self._size_bytes = 0
        self._open_line_bytes = 0
        self._refusal: Reply | None = None

    def add(self, chunk: bytes) -> None:
        """Take the next bytes, still dot-stuffed, cut anywhere."""
        self._size_bytes += len(chunk) - chunk.count(b"\r\n.")  # stuffing is no part of the size (RFC 1870 section 5)
        end = chunk.rfind(b"\n")
        self._open_line_bytes = len(chunk) - end - 1 if end >= 0 else self._open_line_bytes + len(chunk)
        if self._refusal is None:
            if self._size_bytes > self._message_bytes + CUT_DOTS_BYTES:
                self._refuse(filled(TOO_BIG, limit=self._message_bytes))
            elif self._open_line_bytes > self._line_bytes:
                self._refuse(filled(LONG_LINE, limit=self._line_bytes))
            else:
                self._chunks.append(chunk)

    def _refuse(self, reply: Reply) -> None:
        self._refusal = reply
        self._chunks.clear()

    def finish(self) -> bytes | Reply:
        """The mail with CR LF line ends and its dots restored, or why it is refused. Call once."""
        if self._refusal is not None:
            return self._refusal
        raw = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        if not has_clean_line_ends(raw):
            return BARE_LINE_END
        if len(raw) > self._line_bytes and has_line_over(raw, self._line_bytes):
            return filled(LONG_LINE, limit=self._line_bytes)
        if raw.startswith(b"."):
            raw = raw[1:]
        raw = raw.replace(b"\r\n.", b"\r\n")
        return filled(TOO_BIG, limit=self._message_bytes) if len(raw) > self._message_bytes else raw


def has_clean_line_ends(raw: bytes) -> bool:
    """True when every CR is followed by LF and every LF preceded by CR.

    Python's `email` ends a header at a bare CR and SMTP does not: between the two, a forged From could hide.
    """
    ends = raw.count(b"\r\n")
    return raw.count(b"\r") == ends and raw.count(b"\n") == ends


def has_line_over(raw: bytes, line_bytes: int) -> bool:
    """True when a line of `raw` (CR LF ends) is longer than `line_bytes`, its end included."""
    start = 0
    while len(raw) - start > line_bytes:
        end = raw.rfind(b"\r\n", start, start + line_bytes)
        if end < 0:
            return True
        start = end + 2
    return False


def mended(raw: bytes) -> bytes:
    """The mail with CR LF at every line end, for doors that can't refuse or whose lines end as the machine's do."""
    return raw if has_clean_line_ends(raw) else LINE_END.sub(b"\r\n", raw)
