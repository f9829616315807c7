"""Which parts are the letter's text, which are attachments, and the text as its author saw it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from mailcop.reading.charsets import clean, decode, visible
from mailcop.reading.headers import decode_words, main_value, parameters
from mailcop.reading.letter import Attachment, ReadingLimits
from mailcop.reading.structure import Part, Structure, transfer_decode

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


@dataclass(slots=True)
class Body:
    """The texts of a letter before quotations are told apart, and its attachments."""

    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_body(structure: Structure, limits: ReadingLimits) -> Body:
    """Plain texts joined, the HTML, and everything else as attachments in the order of the mail."""
    body = Body(problems=list(structure.problems))
    texts: list[str] = []
    pages: list[str] = []
    has_page_in: set[tuple[str, ...]] = set()
    for number, part in enumerate(structure.parts):
        data, problem = transfer_decode(part)
        if problem:
            body.problems.append(problem)
        if not _is_shown(part):
            body.attachments.append(_attachment(part, data, number, limits))
            continue
        text, problem = decode(data, part.parameters.get("charset", ""))
        if problem:
            body.problems.append(problem)
        text = clean(text)
        if part.type == "text/html":
            pages.append(text)
            has_page_in.add(part.containers)
        elif part.parameters.get("format", "").lower() == "flowed":
            texts.append(unflow(text, part.parameters.get("delsp", "").lower() == "yes"))
        else:
            texts.append(text)
    body.text = "\n".join(text.strip("\n") for text in texts if text.strip())
    body.html = "\n".join(page for page in pages if page.strip())
    return body


def _is_shown(part: Part) -> bool:
    if not part.is_text or not part.body.strip():
        return part.is_text and not _file_name(part)
    disposition = main_value(part.headers.first("content-disposition"))
    return disposition != "attachment" and not _file_name(part)


def _file_name(part: Part) -> str:
    disposition = part.headers.first("content-disposition")
    name = parameters(disposition).get("filename", "") if ";" in disposition else ""
    return name or part.parameters.get("name", "")


def _attachment(part: Part, data: bytes, number: int, limits: ReadingLimits) -> Attachment:
    kind = part.type if _TYPE.match(part.type) else "application/octet-stream"
    disposition = main_value(part.headers.first("content-disposition"))
    content_id = visible(decode_words(part.headers.first("content-id"))).strip("<> ")[:250]
    name = clean_name(_file_name(part), limits.attachment_name) or f"part-{number + 1}{_EXTENSIONS.get(kind, '')}"
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


def unflow(text: str, delete_space: bool) -> str:
    """Text of format=flowed with its soft line breaks joined (RFC 3676 section 4)."""
    lines: list[str] = []
    depth = -1
    run: list[str] = []
    for line in text.split("\n"):
        stripped = line.lstrip(">")
        level = len(line) - len(stripped)
        content = stripped.removeprefix(" ")
        if run and level == depth and content.rstrip() != "--":
            run.append(content)
        else:
            _end_run(lines, run, depth)
            run, depth = [content], level
        if not content.endswith(" ") or content == "-- ":
            _end_run(lines, run, depth)
            run = []
        elif delete_space:
            run[-1] = content[:-1]
    _end_run(lines, run, depth)
    return "\n".join(lines)


def _end_run(lines: list[str], run: list[str], depth: int) -> None:
    if run:
        lines.append((">" * depth + " " if depth else "") + "".join(run))
