"""Attachments: each part that is not the text, named, measured and judged for itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

from mailcop.reading.charsets import visible
from mailcop.reading.denied import DENIED_TYPES
from mailcop.reading.headers import decode_words, main_value, parameters
from mailcop.reading.letter import Attachment, ReadingLimits
from mailcop.reading.magic import has_macros, size_of_picture, type_by_content
from mailcop.reading.structure import Part

_ENDINGS = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
# What a browser may show inside a page without running anything of it: SVG is not among them.
SHOWN_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
# Signatures and the marks of encryption: of the mail, not of what it says.
_PAPERWORK = frozenset(
    {
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
        "application/pgp-encrypted",
    }
)  # fmt: skip
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\Z")
_SEPARATORS = re.compile(r"[/\\:]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u00ad\u061c\ufe00-\ufe0f]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.I)
_MOST_READ_NAME = 2_000
_SPACER = 3  # pixels: nobody shows a picture that narrow


def file_name(part: Part) -> str:
    """The name that a part claims for its file, as it was written."""
    disposition = part.headers.first("content-disposition")
    name = parameters(disposition).get("filename", "") if ";" in disposition else ""
    return name or part.parameters.get("name", "")


def attachment_of(part: Part, data: bytes, number: int, limits: ReadingLimits) -> Attachment:
    """A part as an attachment; `data` is its content without transfer encoding, `number` its place in the mail.

    A file of a denied kind is replaced by a note that names it (`removed`); the mail itself still holds it.
    """
    claimed = part.type if _TYPE.match(part.type) else "application/octet-stream"
    kind = type_by_content(data, claimed)
    disposition = main_value(part.headers.first("content-disposition"))
    content_id = visible(decode_words(part.headers.first("content-id"))).strip("<> ")[:250]
    name = clean_name(file_name(part), limits.attachment_name) or f"part-{number + 1}{_ENDINGS.get(kind, '')}"
    if is_denied(name, kind, data, limits.denied_endings):
        return _note(name, kind, data, limits)
    width, height = size_of_picture(data) if kind.startswith("image/") else (0, 0)
    is_inline = disposition == "inline" or (disposition != "attachment" and bool(content_id))
    is_spacer = 0 < min(width, height) <= _SPACER
    return Attachment(
        name, kind, len(data), hashlib.sha256(data).hexdigest(), is_inline and width * height <= limits.pixels,
        content_id, data, width, height, is_decoration=is_spacer or kind in _PAPERWORK,
    )  # fmt: skip


def is_denied(name: str, kind: str, data: bytes, endings: frozenset[str]) -> bool:
    """Whether a file is a program, starts one, or is an Office document with macros, by its name or by its bytes."""
    ending = name.rstrip(". ").rpartition(".")[2].lower()
    return ending in endings or kind in DENIED_TYPES or has_macros(data)


def _note(name: str, kind: str, data: bytes, limits: ReadingLimits) -> Attachment:
    digest = hashlib.sha256(data).hexdigest()
    words = (
        f"Here was the file {name} ({kind}, {len(data):,} bytes, SHA-256 {digest}).\n"
        "It was taken out: programs, and documents that hold program code, are not passed on.\n"
    ).encode()
    shown = clean_name(f"{name}.txt", limits.attachment_name)
    return Attachment(
        shown, "text/plain", len(words), hashlib.sha256(words).hexdigest(), False, "", words, removed=name
    )  # fmt: skip


def problems_of(found: Iterable[Attachment], limits: ReadingLimits) -> list[str]:
    """What a facilitator should know of the attachments: files that were taken out, pictures that are not shown."""
    said = [f"attachment taken out: {one.removed}" for one in found if one.removed]
    return said + [
        f"picture of {one.width} x {one.height} pixels not shown: {one.name}"
        for one in found
        if one.width * one.height > limits.pixels
    ]


def worth_keeping(found: Iterable[Attachment], seen: Collection[str] = ()) -> list[Attachment]:
    """The attachments that belong to the post: no decoration, no inline picture that the thread has shown before.

    `seen` are the hex sha256 of the attachments of the thread so far.
    """
    return [one for one in found if not one.is_decoration and not (one.is_inline and one.sha256 in seen)]


def clean_name(name: str, most: int) -> str:
    """A file name to show: no path, no control or invisible character, no leading dot, at most `most` characters."""
    text = _INVISIBLE.sub("", visible(name[-_MOST_READ_NAME:]))
    text = _SEPARATORS.split(text)[-1].strip(" .")
    if _RESERVED.match(text):
        text = f"_{text}"
    if len(text) <= most:
        return text
    stem, dot, ending = text.rpartition(".")
    return f"{stem[: most - len(ending) - 1]}.{ending}" if dot and len(ending) <= 10 else text[:most]
