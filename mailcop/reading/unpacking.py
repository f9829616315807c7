"""Parts that hold what was meant: winmail.dat opened, files taken out of the text, armour put aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mailcop.reading.armour import unarmoured
from mailcop.reading.headers import Headers
from mailcop.reading.letter import ReadingLimits
from mailcop.reading.structure import Part, transfer_decode
from mailcop.reading.tnef import unpack
from mailcop.reading.uuencode import taken_out

_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_TNEF_SIGNATURE = b"\x78\x9f\x3e\x22"
_NO_PROSE = frozenset(
    {"calendar", "vcard", "x-vcard", "directory", "rfc822-headers", "css", "javascript", "csv", "rtf"}
)
_ENRICHED = re.compile(rb"<param>[^<]*</param>|(?<!<)</?[A-Za-z][A-Za-z-]{0,30}>", re.I)  # RFC 1896
_OPAQUE = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


def unpacked(parts: Iterable[Part], problems: list[str], limits: ReadingLimits) -> Iterator[Part]:
    """The parts in their order, a winmail.dat as the text and the files in it; `problems` gets what nobody can read."""
    parts = list(parts)
    has_text = any(part.is_text and part.body and not part.body.isspace() for part in parts)
    for part in parts if has_text else _with_other_texts(parts):
        if part.type in _TNEF or (part.type == "application/octet-stream" and b"winmail.dat" in _names(part)):
            yield from _opened(part, problems, limits, has_text)
            continue
        if part.type in _OPAQUE:
            is_signed = "signed-data" in part.parameters.get("smime-type", "").lower()
            problems.append(f"S/MIME, {'signed as a whole' if is_signed else 'encrypted'}: kept as it came")
        elif part.type == "application/pgp-encrypted":
            problems.append("encrypted with PGP, not readable")
        yield part


def _with_other_texts(parts: list[Part]) -> Iterator[Part]:
    """Where nothing is plain text or HTML: the first text of another kind as the plain text that it nearly is."""
    is_found = False
    for part in parts:
        kind, _, subtype = part.type.partition("/")
        if kind == "text" and not is_found and subtype not in _NO_PROSE and part.body.strip():
            is_found = True
            body = part.body
            if subtype in ("enriched", "richtext"):
                body = _ENRICHED.sub(b"", transfer_decode(part)[0]).replace(b"<<", b"<")
                part = Part(Headers([]), "text/plain", part.parameters, 0, 0, part.containers, body)
            else:
                part = replace(part, type="text/plain")
        yield part


def _names(part: Part) -> bytes:
    names = part.parameters.get("name", ""), part.headers.first("content-disposition")
    return " ".join(names).lower().encode("utf-8", "replace")


def _opened(part: Part, problems: list[str], limits: ReadingLimits, has_text: bool) -> Iterator[Part]:
    data, _ = transfer_decode(part)
    try:
        text, page, files = unpack(data, limits.parts)
    except ValueError:
        if data.startswith(_TNEF_SIGNATURE):
            problems.append("winmail.dat that nobody can open")
        yield part
        return
    if not (has_text or files or text.strip() or page.strip()):
        problems.append("winmail.dat with nothing in it but formatted text")
        yield part
    elif not has_text and (text.strip() or page.strip()):
        kind, words = ("text/html", page) if page.strip() else ("text/plain", text)
        yield made_part(kind, {"charset": "utf-8"}, words.encode("utf-8", "replace"), part.containers)
    for name, content in files:
        yield made_part("application/octet-stream", {"name": name}, content, part.containers)


def made_part(kind: str, parameters: dict[str, str], body: bytes, containers: tuple[str, ...]) -> Part:
    """A part that stood inside another one and had no header of its own."""
    return Part(Headers([]), kind, parameters, 0, len(body), containers, body)


def words_of(text: str) -> tuple[str, str, list[tuple[str, bytes]], str]:
    """(the words, PGP armour, files, problem) of a plain text: what mail programs without MIME put into it."""
    text, armour, problem = unarmoured(text)
    text, files = taken_out(text)
    return text, armour, files, problem
