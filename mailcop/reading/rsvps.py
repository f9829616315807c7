"""Answers of calendars: the events of an iCalendar object, as far as an answer needs them (RFC 5545, RFC 5546)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailcop.reading.charsets import clean, decode, visible
from mailcop.reading.delivery_reports import loose_address
from mailcop.reading.letter import CalendarReply
from mailcop.reading.mailboxes import address_of
from mailcop.reading.structure import Part, Structure, transfer_decode

ANSWERING = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
_LINE = re.compile(r"\r\n|\r(?!\n)|\n")
_OCTET_FOLD = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})[ \t]{0,5}")
_LOOSE_PARAMETER = re.compile(r";[ \t]{0,5}([A-Za-z0-9-]{1,60})=\"?([^\";:,]{0,200})")
_LOOSE_VALUE = re.compile(r":(?=mailto:)", re.I)
_PARAMETER = re.compile(r";([A-Za-z0-9-]{1,60})=((?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*)){0,20})")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_MOST_BYTES = 200_000
_MOST_EVENTS = 50
_MOST_LINES = 5_000
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its name in capitals, parameters by name in capitals, and its value as written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Happening:
    """A VEVENT of an iCalendar object: its own properties, not those of alarms in it."""

    properties: list[Property] = field(default_factory=list)

    def first(self, name: str) -> Property:
        """The first property of that name, or an empty one."""
        return next((p for p in self.properties if p.name == name), Property(name, {}, ""))

    def all(self, name: str) -> list[Property]:
        """Every property of that name."""
        return [p for p in self.properties if p.name == name]


@dataclass(slots=True)
class CalendarObject:
    """What one iCalendar object says: its method in capitals, empty where it has none, and its events."""

    method: str = ""
    events: list[Happening] = field(default_factory=list)


def read_calendar(text: str) -> CalendarObject:
    """An iCalendar object with whatever line ends and folding; what is no content line is passed over."""
    calendar = CalendarObject()
    inside: list[str] = []
    for one in _content_lines(text):
        value = one.value.strip().upper()
        if one.name == "BEGIN":
            inside.append(value)
            if value == "VEVENT" and len(calendar.events) < _MOST_EVENTS:
                calendar.events.append(Happening())
        elif one.name == "END":
            if value in inside:
                del inside[len(inside) - 1 - inside[::-1].index(value) :]
        elif one.name == "METHOD" and "VEVENT" not in inside:
            calendar.method = calendar.method or value
        elif inside and inside[-1] == "VEVENT" and calendar.events:
            calendar.events[-1].properties.append(one)
    return calendar


def _content_lines(text: str) -> Iterator[Property]:
    """Lines unfolded and taken apart (RFC 5545 section 3.1)."""
    lines: list[list[str]] = []
    for line in _LINE.split(text[:_MOST_BYTES])[:_MOST_LINES]:
        if line[:1] in (" ", "\t") and lines:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
    for parts in lines:
        if one := _content_line("".join(parts)[:_LONGEST]):
            yield one


def _content_line(line: str) -> Property | None:
    line = line.strip("\ufeff")
    match = _NAME.match(line)
    if match is None:
        return None
    end = match.end()
    given: dict[str, str] = {}
    while end < len(line) and line[end] == ";":
        parameter = _PARAMETER.match(line, end)
        if parameter is None:
            end = _behind_broken(line, end, given)
            break
        given.setdefault(parameter.group(1).upper(), parameter.group(2).strip('"'))
        end = parameter.end()
    if match.end() < end < len(line) and line[end] not in ":;":  # a quote inside quotes ended the last one
        end = _behind_broken(line, match.end(), given)
    if end < 0 or end >= len(line) or line[end] != ":":
        return None
    return Property(match.group(1).upper(), given, line[end + 1 :])


def _behind_broken(line: str, start: int, given: dict[str, str]) -> int:
    """Where the value begins behind a broken parameter, such as a name with quotes in it; `given` gets the others."""
    colon = _LOOSE_VALUE.search(line, start)
    end = colon.start() if colon else line.find(":", start)
    for name, value in _LOOSE_PARAMETER.findall(line, start, max(start, end)):
        given.setdefault(name.upper(), value.strip())
    return end


def is_calendar_reply(structure: Structure) -> bool:
    """Whether the mail carries a calendar's answer to an invitation."""
    return any(_method_of(part) in ANSWERING for part in structure.parts if part.type in _TYPES)


def calendar_reply_of(structure: Structure) -> CalendarReply | None:
    """The answer that a mail carries; None where none can be read, or it names no event."""
    for part in structure.parts:
        if part.type not in _TYPES or _method_of(part) not in ANSWERING:
            continue
        calendar = read_calendar(_text_of(part))
        named = [event for event in calendar.events if event.first("UID").value.strip()]
        if named:  # some send the whole series along: the event that says something is the answer
            event = next((one for one in named if _answering(one)), named[0])
            return _reply(calendar.method or _method_of(part), event)
    return None


def _answering(event: Happening) -> list[Property]:
    """The attendees who say something."""
    return [a for a in event.all("ATTENDEE") if a.parameters.get("PARTSTAT", "").upper() not in ("", "NEEDS-ACTION")]


def _method_of(part: Part) -> str:
    given = part.parameters.get("method", "").strip().upper()
    if given:
        return given
    match = re.search(r"(?im)^METHOD:[ \t]*([A-Z]+)", _text_of(part)[:4_000])
    return match.group(1).upper() if match else ""


def _text_of(part: Part) -> str:
    data = transfer_decode(part)[0][:_MOST_BYTES]
    return clean(decode(_OCTET_FOLD.sub(b"", data), part.parameters.get("charset", ""))[0])  # a fold may split a letter


def _reply(method: str, event: Happening) -> CalendarReply:
    attendees = event.all("ATTENDEE")
    # RFC 5546 section 3.2.3: a reply has the one attendee who answers; some send the whole list back.
    answering = _answering(event)
    who = (answering if len(answering) == 1 else attendees)[:1]
    parameters = who[0].parameters if who else {}
    again = event.first("RECURRENCE-ID")
    comment = event.first("COMMENT").value or parameters.get("X-RESPONSE-COMMENT", "")
    sequence = event.first("SEQUENCE").value.strip()
    return CalendarReply(
        method=method,
        uid=visible(event.first("UID").value)[:255],
        recurrence_id=visible(again.value)[:40],
        recurrence_zone=visible(again.parameters.get("TZID", ""))[:80],
        attendee=_address(who[0].value) or _address(parameters.get("EMAIL", "")) if who else "",
        answer=parameters.get("PARTSTAT", "").strip().lower(),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else 0,
        comment=clean(_ESCAPE.sub(_unescaped, comment)).strip()[:2_000],
    )


def _address(value: str) -> str:
    text = value.strip().strip("<>\"' ")
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0].strip()
    return address_of(text) or loose_address(text)


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match.group(1) in "nN" else match.group(1)
