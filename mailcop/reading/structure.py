"""The parts of a mail: one pass over its lines, with caps on depth, number and headers, and no recursion."""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass, field

from mailcop.reading.headers import Headers, main_value, parameters, parse_headers
from mailcop.reading.letter import ReadingLimits

_BLANK = re.compile(rb"\n\r?\n")
_DELIMITER = re.compile(rb"\n--([^\r\n]*)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|[A-Za-z0-9+/][ \t]+[A-Za-z0-9+/]")
_BASE64_AND_ENDS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"
_BASE64_LINE = re.compile(rb"^[A-Za-z0-9+/]{40,}={0,2}\r?$", re.M)
_PADDING = re.compile(rb"=+")
_LIKELY_DELIMITER = re.compile(rb"(?:^|\n)--([^\r\n]{1,200})\r?\n[Cc]ontent-[A-Za-z]")
_UU = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\r\n]+\r?\n", re.M)
_MOST_MISSED = 1_000
_MOST_SOUGHT = 20_000  # bytes in which a boundary that nobody named is sought


@dataclass(slots=True)
class Part:
    """A leaf of the mail: its header fields, the type that counts, and where its undecoded body lies."""

    headers: Headers
    type: str
    parameters: dict[str, str]
    start: int
    end: int
    containers: tuple[str, ...]  # types of the multiparts and messages around it, outermost first
    body: bytes = b""

    @property
    def is_text(self) -> bool:
        return self.type in ("text/plain", "text/html")


@dataclass(slots=True)
class _Open:
    """A multipart whose end is not seen yet."""

    boundary: bytes
    type: str


@dataclass(slots=True)
class Structure:
    """A mail taken apart: its own fields, its leaves in order, what was odd."""

    headers: Headers
    type: str
    parameters: dict[str, str]
    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def take_apart(raw: bytes, limits: ReadingLimits) -> Structure:
    """Header fields and leaf parts of a mail, whatever the bytes (RFC 2046 section 5.1); linear in their size."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")  # CR alone ends lines: old Macintosh
    if raw[:5] == b"From " and raw[5:40].lstrip()[:1] != b":" and b"\n" in raw:  # an mbox's line; `From :` is a field
        raw = raw[raw.index(b"\n") + 1 :]
    scanner = _Scanner(raw, limits)
    scanner.run()
    structure = scanner.structure
    for part in structure.parts:
        part.body = raw[part.start : part.end]
    return structure


class _Scanner:
    """One walk over the lines that begin with `--`, with the open multiparts on a stack."""

    def __init__(self, raw: bytes, limits: ReadingLimits) -> None:
        self.raw = raw
        self.limits = limits
        self.budget = limits.header_bytes
        self.stack: list[_Open] = []
        self.level: dict[bytes, int] = {}
        self.missed = 0  # lines that look like delimiters and are none
        self.around: list[str] = []
        self.current: Part | None = None
        self.is_cut = False  # whether the header block read last was larger than allowed
        self.after = 0  # where the body behind it begins
        start, end = self._block(0, limits.header_bytes)
        headers = self._headers(start, end)
        self.structure = Structure(headers, *_type_of(headers, "text/plain"))
        if self.is_cut:
            self.structure.problems.append("header block too large, read in part")
        self.body_start = self.after
        self.is_cut = False

    def _block(self, start: int, most: int) -> tuple[int, int]:
        """Range of the header block at `start`; sets `after` to where the body begins and `is_cut`."""
        self.is_cut = False
        raw = self.raw
        if raw.startswith((b"\n", b"\r\n"), start):
            self.after = start + (1 if raw.startswith(b"\n", start) else 2)
            return start, start
        blank = raw.find(b"\n\n", start, start + most + 4)
        if blank >= 0 and raw.find(b"\r", start, blank) < 0:
            self.after = blank + 2
            return start, blank + 1
        match = _BLANK.search(raw, start, start + most + 4)
        if match:
            self.after = match.end()
            return start, match.start() + 1
        stop = min(len(raw), start + most)
        if stop < len(raw):
            self.is_cut = True
            stop = raw.rfind(b"\n", start, stop) + 1 or stop
            found = raw.find(b"\n\n", stop), raw.find(b"\r\n\r\n", stop)
            nearest = min((f for f in found if f >= 0), default=len(raw))
            self.after = min(len(raw), nearest + (4 if nearest == found[1] else 2))
        else:
            self.after = len(raw)
        return start, stop

    def _headers(self, start: int, end: int) -> Headers:
        """The fields of a block; where it ends in other lines, the blank line is missing and the body begins there."""
        headers = parse_headers(self.raw[start:end])
        if headers.unread and not self.is_cut:
            self.after = end - headers.unread
        return headers

    def run(self) -> None:
        top = self.structure
        self._begin(top.headers, top.type, top.parameters, self.body_start)
        at = max(0, self.body_start - 1)
        while self.level and (found := self._next_delimiter(at)):
            if len(self.structure.parts) >= self.limits.parts:
                self.structure.problems.append(f"more than {self.limits.parts} parts, the rest unread")
                break
            self._meet(*found)
            at = found[0].end()
        self._finish(len(self.raw))
        if not self.structure.parts:
            self._whole()

    def _next_delimiter(self, at: int) -> tuple[re.Match[bytes], int, bool] | None:
        """The next line that is a delimiter of an open multipart, the multipart's level, and whether it ends it."""
        while match := self._pattern().search(self.raw, at):
            known = self._known(match.group(1).rstrip())
            if known is not None:
                return match, *known
            self.missed += 1
            at = match.end()
        return None

    def _pattern(self) -> re.Pattern[bytes]:
        """Lines that begin with `--`; where there are many that mean nothing, those of the open multiparts only."""
        if self.missed < _MOST_MISSED:
            return _DELIMITER
        names = b"|".join(re.escape(one) for one in sorted(self.level, key=len, reverse=True))
        return re.compile(rb"\n--((?:" + names + rb")(?:--)?[ \t\r]*)(?=\n|\Z)")

    def _known(self, line: bytes) -> tuple[int, bool] | None:
        index = self.level.get(line)
        if index is not None:
            return index, False
        index = self.level.get(line[:-2]) if line.endswith(b"--") else None
        return None if index is None else (index, True)

    def _meet(self, match: re.Match[bytes], index: int, is_end: bool) -> None:
        # The line break before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
        end = match.start()
        self._finish(end - 1 if self.raw[end - 1 : end] == b"\r" else end)
        keep = index if is_end else index + 1
        for closed in self.stack[keep:]:
            if self.level.get(closed.boundary, -1) >= keep:
                del self.level[closed.boundary]
        del self.stack[keep:]
        newline = self.raw.find(b"\n", match.end())
        start = len(self.raw) if newline < 0 else newline + 1
        if is_end:
            self._epilogue(start)
        else:
            self._part(start)

    def _part(self, start: int) -> None:
        """Reads the header block of the part at `start`, which a delimiter line may cut short."""
        begin, end = self._block(start, max(0, self.budget))
        cut = self._delimiter_within(begin, end)
        if cut is not None:
            end = self.after = cut
        elif self.is_cut:
            self._problem("part headers too large, read in part")
        self.budget -= end - begin
        headers = self._headers(begin, end)
        default = "message/rfc822" if self.stack and self.stack[-1].type == "multipart/digest" else "text/plain"
        self._begin(headers, *_type_of(headers, default), self.after)

    def _delimiter_within(self, begin: int, end: int) -> int | None:
        for match in _DELIMITER.finditer(self.raw, max(0, begin - 1), end):
            if self._known(match.group(1).rstrip()) is not None:
                return match.start() + 1
        return None

    def _begin(self, headers: Headers, kind: str, given: dict[str, str], start: int) -> None:
        if kind.startswith("multipart/"):
            boundary = given.get("boundary", "").encode("utf-8", "replace").rstrip()
            if not boundary or (not self.stack and self.raw.find(b"--" + boundary, start) < 0):
                boundary = self._likely_boundary(start)
            if boundary and len(self.stack) < self.limits.depth:
                self.level[boundary] = len(self.stack)
                self.stack.append(_Open(boundary, kind))
                self.current = None
                return
            too_deep = bool(boundary)
            self._problem(f"nested deeper than {self.limits.depth}" if too_deep else "multipart without a boundary")
            kind = "application/octet-stream" if too_deep else "text/plain"
        self.current = Part(headers, kind, given, start, start, self._containers())

    def _likely_boundary(self, start: int) -> bytes:
        """The boundary of a multipart that names none or a wrong one: a delimiter with part headers below it."""
        match = _LIKELY_DELIMITER.search(self.raw, max(0, start - 1), start + _MOST_SOUGHT)
        if match is None or match.group(1).rstrip() in self.level:
            return b""
        self._problem("boundary guessed")
        return match.group(1).rstrip()

    def _containers(self) -> tuple[str, ...]:
        return tuple(opened.type for opened in self.stack)

    def _finish(self, end: int) -> None:
        if self.current is not None:
            self.current.end = max(self.current.start, end)
            if len(self.structure.parts) < self.limits.parts:
                self.structure.parts.append(self.current)
            self.current = None

    def _epilogue(self, start: int) -> None:
        """Text after the last boundary belongs to no part; where a list put its footer there, it is kept as text."""
        if not self.stack:
            rest = self.raw[start : start + 20_000]
            if rest.strip() and not rest.lstrip().startswith(b"--"):
                self._problem("text after the last boundary")
                self.current = Part(Headers([]), "text/plain", {}, start, start, ())

    def _whole(self) -> None:
        """A multipart in which no boundary was met: its body is read as text."""
        self._problem("no part found, body read as text")
        top = self.structure
        self.structure.parts.append(Part(top.headers, "text/plain", {}, self.body_start, len(self.raw), ()))

    def _problem(self, text: str) -> None:
        if text not in self.structure.problems:
            self.structure.problems.append(text)


def _type_of(headers: Headers, default: str) -> tuple[str, dict[str, str]]:
    """The first usable Content-Type of perhaps several, a multipart with its boundary before others; its parameters."""
    found: list[tuple[str, dict[str, str]]] = []
    for value in headers.all("content-type")[:10]:
        kind = main_value(value)
        if kind in ("text", "plain"):
            kind = "text/plain"
        if kind.count("/") == 1 and " " not in kind:
            found.append((kind, parameters(value)))
        elif kind.startswith("multipart"):
            found.append(("multipart/mixed", parameters(value)))
        if len(found) == 1 and "boundary" in found[0][1]:
            break
    whole = (one for one in found if one[0].startswith("multipart/") and one[1].get("boundary"))
    return next(whole, found[0] if found else (default, {}))


def transfer_decode(part: Part) -> tuple[bytes, str]:
    """The part's bytes without their transfer encoding, and a problem where it was broken (RFC 2045 section 6)."""
    encoding = main_value(part.headers.first("content-transfer-encoding")).strip("\"' ")
    body = part.body
    if encoding == "quoted-printable":
        return quopri.decodestring(body), ""
    if encoding == "base64":
        return _base64(body)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _uuencoded(body)
    if encoding not in ("", "7bit", "8bit", "binary"):
        return body, "unknown transfer encoding"
    return body, ""


def _base64(body: bytes) -> tuple[bytes, str]:
    """Base64 up to where it stops; a list footer that was put behind it in the clear is kept as text."""
    text, tail, problem = body, b"", ""
    stray = None if _is_bare_base64(body) else _NOT_BASE64.search(body)
    if stray:
        line = body.rfind(b"\n", 0, stray.start()) + 1
        text, tail = body[:line], body[line:]
        if len(_BASE64_LINE.findall(tail)) * 2 > tail.count(b"\n"):
            text, tail, problem = _NOT_BASE64.sub(_without_strays, body), b"", "stray characters in base64"
        if not text.strip():
            return body, "broken base64, kept as it came"
    try:
        data = b"".join(_unpadded(piece) for piece in _PADDING.split(b"".join(text.split())))
    except binascii.Error:
        return body, "broken base64, kept as it came"
    return (data + b"\n" + tail, "text behind base64") if tail.strip() else (data, problem)


def _is_bare_base64(body: bytes) -> bool:
    """A fast look at large files: whether there is nothing but base64 and line ends."""
    return not body.translate(None, _BASE64_AND_ENDS)


def _without_strays(match: re.Match[bytes]) -> bytes:
    return match.group().translate(None, b" \t") if len(match.group()) > 1 else b""


def _unpadded(piece: bytes) -> bytes:
    """The bytes of a run of base64 between two paddings; one letter too many says nothing."""
    piece = piece[: len(piece) - (len(piece) % 4 == 1)]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def _uuencoded(body: bytes) -> tuple[bytes, str]:
    begin = _UU.search(body)
    if begin is None:
        return body, "broken uuencode, kept as it came"
    out: list[bytes] = []
    for line in body[begin.end() :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            return body, "broken uuencode, kept as it came"
    return b"".join(out), ""
