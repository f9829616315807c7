"""The words of a preview that come from keys: field labels, audiences, what is sent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailcop.writing.facts import Audience, PreviewFacts, Send
from mailcop.writing.moments import MINUS, Moments


def key_words(key: str, v: Moments) -> str:
    """A field's label or a letter's name in the reader's language; words that are no key stand as they are."""
    _ = v.words.gettext
    known = {
        "Announce": _("Announce"),
        "Newsletter": _("Newsletter"),
        "Webinar": _("Webinar"),
        "Title": _("Title"),
        "Date": _("Date"),
        "Time": _("Time"),
        "To": _("To"),
        "When": _("When"),
        "Speaker": _("Speaker"),
        "Duration": _("Duration"),
        "Language": _("Language"),
        "Languages": _("Languages"),
        "Link": _("Link"),
        "Text": _("Text"),
        "Include": _("Include"),
        "Number": _("Number"),
        "Forum": _("Forum"),
        "Attachments": _("Attachments"),
        "Reminders": _("Reminders"),
        "announcement": _("Announcement"),
        "newsletter": _("Newsletter"),
        "invitation": _("Invitation"),
        "reminder": _("Reminder"),
        "reminder-day": _("Reminder, a day before"),
        "reminder-hour": _("Reminder, an hour before"),
        "change": _("Notice of the change"),
        "cancellation": _("Notice of the cancellation"),
    }
    return known.get(key, key)


def kind_words(f: PreviewFacts, v: Moments) -> str:
    """What was read: `an announcement`."""
    _ = v.words.gettext
    kinds = {
        "announcement": _("an announcement"),
        "newsletter": _("a newsletter"),
        "webinar": _("a webinar"),
        "change": _("a change"),
        "cancellation": _("a cancellation"),
    }
    return kinds.get(f.kind, f.kind)


def understood_words(kept: tuple[str, ...], v: Moments) -> str:
    """What was understood of a line: a `moment` (date, hour, zone, minutes), `days` (dates) or a `span` (minutes)."""
    kind, *values = kept
    if kind == "span":
        return v.duration(timedelta(minutes=int(values[0])))
    if kind == "days":
        days = [v.date(datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(v.zone))) for day in values]
        return v.words.gettext("{begin} to {end}").format(begin=days[0], end=days[1]) if len(days) > 1 else days[0]
    on, at, zone, minutes = values
    there = Moments(v.words, zone)
    instant = datetime.combine(date.fromisoformat(on), time.fromisoformat(at or "12:00"), ZoneInfo(zone))
    said = there.moment(instant) if at else there.date(instant)
    return f"{said}, {v.duration(timedelta(minutes=int(minutes)))}" if minutes else said


def sum_of(audience: Audience, name: str, v: Moments) -> list[tuple[str, str]]:
    """(count, words) rows that lead to `audience.people`; what is taken away has a minus."""
    _, ngettext = v.words.gettext, v.words.ngettext
    reasons = {
        "none": _("chose none"),
        "paused": _("have paused"),
        "suppressed": _("have an address that does not work"),
        "elsewhere": _("do not belong to it"),
        "author": _("wrote it"),
    }
    whole = ngettext("member of {name}", "members of {name}", audience.total).format(name=audience.of or name)
    rows = [(v.number(audience.total), whole)]
    rows += [(f"{MINUS}\u00a0{v.number(count)}", reasons.get(key, key)) for key, count in audience.minus if count]
    return rows


def languages_of(audience: Audience, v: Moments) -> str:
    """`In English 121, in Spanish 58.`"""
    _ = v.words.gettext
    parts = [
        _("in {language} {n}").format(language=v.tongue(language) or language, n=v.number(count))
        for language, count in audience.per_language
    ]
    said = ", ".join(parts)
    return said[:1].upper() + said[1:] + "."


def to_whom(send: Send, v: Moments) -> str:
    """`214 people`, or those who have a place by then."""
    if not send.people:
        return v.words.gettext("those who have a place by then")
    return v.words.ngettext("{n} person", "{n} people", send.people).format(n=v.number(send.people))
