"""Attachments: each part that is not the text, named, measured and judged for itself."""

from __future__ import annotations

import hashlib
import re

from mailcop.reading.charsets import visible
from mailcop.reading.headers import decode_words, main_value, parameters
from mailcop.reading.letter import Attachment, ReadingLimits
from mailcop.reading.structure import Part

_EXTENSIONS = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
}
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\Z")
_SEPARATORS = re.compile(r"[/\\:]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u00ad]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.I)
_MOST_READ_NAME = 2_000


def file_name(part: Part) -> str:
    """The name that a part claims for its file, as it was written."""
    disposition = part.headers.first("content-disposition")
    name = parameters(disposition).get("filename", "") if ";" in disposition else ""
    return name or part.parameters.get("name", "")


def attachment_of(part: Part, data: bytes, number: int, limits: ReadingLimits) -> Attachment:
    """A part as an attachment; `data` is its content without transfer encoding, `number` its place in the mail."""
    kind = part.type if _TYPE.match(part.type) else "application/octet-stream"
    disposition = main_value(part.headers.first("content-disposition"))
    content_id = visible(decode_words(part.headers.first("content-id"))).strip("<> ")[:250]
    name = clean_name(file_name(part), limits.attachment_name) or f"part-{number + 1}{_EXTENSIONS.get(kind, '')}"
    is_inline = disposition == "inline" or (disposition != "attachment" and bool(content_id))
    return Attachment(name, kind, len(data), hashlib.sha256(data).hexdigest(), is_inline, content_id, data)


def clean_name(name: str, most: int) -> str:
    """A file name to show: no path, no control or invisible character, no leading dot, at most `most` characters."""
    text = _INVISIBLE.sub("", visible(name[-_MOST_READ_NAME:]))
    text = _SEPARATORS.split(text)[-1].strip(" .")
    if _RESERVED.match(text):
        text = f"_{text}"
    if len(text) <= most:
        return text
    stem, dot, extension = text.rpartition(".")
    return f"{stem[: most - len(extension) - 1]}.{extension}" if dot and len(extension) <= 10 else text[:most]
