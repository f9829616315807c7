"""Letters read back as their readers' programs would: headers, parts, flowed text, what HTML shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser


@dataclass(frozen=True)
class Read:
    """A letter, decoded."""

    raw: bytes
    message: EmailMessage
    text: str  # as on the wire, LF line ends
    html: str
    calendar: str


def read_back(raw: bytes) -> Read:
    """Decodes with the standard library's strict policy."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    found = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    return Read(raw, message, *(_content(found.get(kind)) for kind in ("text/plain", "text/html", "text/calendar")))


def _content(part: EmailMessage | None) -> str:
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").replace("\r\n", "\n")


def unflowed(text: str) -> str:
    """Paragraphs as a reader of format=flowed sees them (RFC 3676 section 4.3)."""
    result: list[str] = []
    goes_on = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if goes_on:
            result[-1] += line
        else:
            result.append(line)
        goes_on = flows
    return "\n".join(result)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        self._hidden += tag in ("style", "title")
        assert not [name for name, _ in attrs if name.startswith("on")], attrs

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def shown(html: str) -> tuple[str, list[str], list[str]]:
    """(visible words in one line, hrefs, tags) of an HTML part."""
    parser = _Shown()
    parser.feed(html)
    return " ".join("".join(parser.words).split()), parser.hrefs, parser.tags


def squeezed(text: str) -> str:
    """Words in one line, without quote marks at line starts, for comparing parts."""
    return " ".join(re.sub(r"(?m)^\s*[>|] ?", "", text).replace("\u2212", "-").split())
