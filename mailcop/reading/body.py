"""Which parts are the letter's text, which are attachments, and the text as its author saw it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailcop.reading.attachments import attachment_of, file_name, problems_of
from mailcop.reading.charsets import clean, decode, label_in_page
from mailcop.reading.flowed import unflow
from mailcop.reading.headers import main_value
from mailcop.reading.letter import Attachment, ReadingLimits
from mailcop.reading.structure import Part, Structure, transfer_decode
from mailcop.reading.unpacking import made_part, unpacked, words_of
from mailcop.reading.which_body import Alternative, add


@dataclass(slots=True)
class Body:
    """The texts of a letter before quotations are told apart, and its attachments."""

    texts: list[Alternative] = field(default_factory=list)
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    armour: str = ""  # what PGP put around the text


def read_body(structure: Structure, limits: ReadingLimits) -> Body:
    """The texts, plain and HTML, and everything else as attachments in the order of the mail."""
    body = Body(problems=list(structure.problems))
    pages: list[str] = []
    for number, part in enumerate(unpacked(structure.parts, body.problems, limits)):
        data, problem = transfer_decode(part)
        if problem:
            body.problems.append(problem)
        if not _is_shown(part):
            body.attachments.append(attachment_of(part, data, number, limits))
            continue
        label = part.parameters.get("charset", "") or (label_in_page(data) if part.type == "text/html" else "")
        text, problem = decode(data, label)
        if problem:
            body.problems.append(problem)
        text = clean(text.replace("\r\n", "\n") if "\r" in text else text)
        if part.type == "text/html":
            pages.append(text)
            add(body.texts, part.containers, text, is_page=True)
        else:
            if part.parameters.get("format", "").lower() == "flowed":
                text = unflow(text, part.parameters.get("delsp", "").lower() == "yes")
            add(body.texts, part.containers, _words(text, body, part, number, limits), is_page=False)
    body.html = "\n".join(page for page in pages if page.strip())
    body.problems += problems_of(body.attachments, limits)
    return body


def _words(text: str, body: Body, part: Part, number: int, limits: ReadingLimits) -> str:
    """The text without PGP's armour and uuencoded files, which `body` gets."""
    text, armour, files, problem = words_of(text)
    body.armour = body.armour or armour
    if problem:
        body.problems.append(problem)
    for name, content in files:
        inner = made_part("application/octet-stream", {"name": name}, content, part.containers)
        body.attachments.append(attachment_of(inner, content, number, limits))
    return text


def _is_shown(part: Part) -> bool:
    if not part.is_text or not part.body or part.body.isspace():
        return part.is_text and not file_name(part)
    disposition = main_value(part.headers.first("content-disposition"))
    return disposition != "attachment" and not file_name(part)
