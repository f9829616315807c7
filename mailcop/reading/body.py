"""Which parts are the letter's text, which are attachments, and the text as its author saw it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailcop.reading.attachments import attachment_of, file_name
from mailcop.reading.charsets import clean, decode
from mailcop.reading.flowed import unflow
from mailcop.reading.headers import main_value
from mailcop.reading.letter import Attachment, ReadingLimits
from mailcop.reading.structure import Part, Structure, transfer_decode


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
            body.attachments.append(attachment_of(part, data, number, limits))
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
        return part.is_text and not file_name(part)
    disposition = main_value(part.headers.first("content-disposition"))
    return disposition != "attachment" and not file_name(part)
