"""Calendar entries (RFC 5545): a published event or its cancellation, in UTC, so that no zone table is needed."""

from __future__ import annotations

from datetime import UTC, datetime

from mailcop.writing.facts import OccurrenceFacts

PRODUCT = "-//mailcop//writing//EN"


def calendar(o: OccurrenceFacts, organizer_name: str, organizer: str, stamp: str) -> tuple[str, str]:
    """(method, iCalendar text with LF) of an occurrence; `stamp` is when it was made, or a slot for it.

    The UID stays and SEQUENCE grows over changes, so a client replaces what it has (RFC 5546 section 2.1.4).
    """
    method = "CANCEL" if o.is_cancelled else "PUBLISH"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{_escaped(o.uid or _made_uid(o, organizer))}",
        f"SEQUENCE:{o.sequence}",
        f"DTSTAMP:{stamp}",
        f"DTSTART:{utc_stamp(o.starts_at)}",
        f"DTEND:{utc_stamp(o.starts_at + o.duration)}",
        f"SUMMARY:{_escaped(o.title)}",
        f'ORGANIZER;CN="{_parameter(organizer_name)}":mailto:{organizer}',
        f"STATUS:{'CANCELLED' if o.is_cancelled else 'CONFIRMED'}",
    ]
    described = "\n\n".join(part for part in (o.speaker, o.text, o.join_url) if part)
    if described:
        lines.append(f"DESCRIPTION:{_escaped(described)}")
    if o.join_url:
        lines.append(f"LOCATION:{_escaped(o.join_url)}")
    if o.url:
        lines.append(f"URL:{''.join(o.url.split())}")
    lines += ["TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR"]
    return method, "\n".join(_folded(line) for line in lines) + "\n"


def _made_uid(o: OccurrenceFacts, organizer: str) -> str:
    return f"{utc_stamp(o.starts_at)}.{organizer}"


def utc_stamp(at: datetime) -> str:
    """`20270317T140000Z`."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 section 3.3.11."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\r", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _parameter(text: str) -> str:
    """A quoted parameter value: no quote, no control (RFC 5545 section 3.2)."""
    return "".join(letter for letter in text if letter.isprintable() and letter != '"')


def _folded(line: str) -> str:
    """At most 75 octets a line, cut between letters (RFC 5545 section 3.1)."""
    result, octets = "", 0
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if octets + size > 75:
            result, octets = result + "\n ", 1
        result, octets = result + letter, octets + size
    return result
