"""What was not clear in a facilitator's block, as questions in the reader's language, each by its code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from mailcop.writing.facts import Doubt
from mailcop.writing.moments import Moments


def asked(code: str, values: Mapping[str, str], v: Moments) -> Doubt:
    """A doubt beside which an OK is enough: the question, what an OK means, and a line that answers it, if one does."""
    answer = _answer(code, values, v)
    return Doubt(gap(code, values, v), "", _otherwise(code, values, v), answer)


def missing(code: str, values: Mapping[str, str], v: Moments) -> Doubt:
    """A doubt that must be answered before anything is sent."""
    _ = v.words.gettext
    question = _("Still missing: {question}").format(question=gap(code, values, v))
    return Doubt(question, "", _("nothing is sent"), _answer(code, values, v))


def gap(code: str, values: Mapping[str, str], v: Moments) -> str:
    """The question alone; a code that is none stands as it is."""
    _ = v.words.gettext
    sentences = {
        "unknown-key": _("I do not know the key “{key}”."),
        "no-title": _("It has no title."),
        "unread-when": _("I cannot read “{words}” as a time to send at."),
        "send-hour": _("At which hour shall it be sent?"),
        "no-date": _("On which date and at what time is the webinar?"),
        "no-time": _("At what time, and in which city's time, on {date}?"),
        "no-dates": _("From which date to which?"),
        "two-times": _("{times} are not the same moment on {date}. When is it?"),
        "other-clock": _("At that moment it is {clock} in {there}, not {said}. Is that right?"),
        "past": _("{date} is over."),
        "over": _("When is it? The date that I read is over."),
        "begun": _("When shall it be sent? It would have begun by then."),
        "no-duration": _("How long does it last?"),
        "no-link": _("Where do they join, by which link or at which place?"),
        "newsletter-to": _("The line “{line}” changes nothing: the letter goes to those who read {name}."),
        "weekday": _("{date} is no “{word}”. Is that right?"),
        "no-city": _("No city is given, {city} is taken. Is that right?"),
        "not-that-time": _("{name} is not the time of {city} on that date, the city is taken. Is that right?"),
        "no-such-city": _("{name} names no city, {city} is taken. Is that right?"),
        "unused-line": _("I can't yet use the line “{line}”."),
        "unused-attachment": _("The attachment {name} can't be sent with it yet."),
        "late-send": _("The time to send has passed. Shall it go at once?"),
        "unknown-audience": _("Who is meant? Nobody here is called {name}."),
        "cannot-send": _unsent(values.get("kind", ""), v),
        "decided": _("This preview waits no longer: the newest one is the one to answer."),
        "no-answer": _("I expected OK, Cancel, or lines such as {line}."),
    }
    known = {**_day(values, v), **_places(values, v), **({"line": _amendment(v)} if code == "no-answer" else {})}
    return sentences.get(code, "{code}").format_map({**values, **known, "code": code})


def _otherwise(code: str, values: Mapping[str, str], v: Moments) -> str:
    """What an OK without an answer means."""
    _ = v.words.gettext
    meanings = {
        "unknown-key": _("that line stays in the text"),
        "unread-when": _("it is sent at once"),
        "no-duration": _("one hour"),
        "no-link": _("it is announced without a link"),
        "newsletter-to": _("it goes to them alone"),
        "past": _("it is kept as an event of the past, nobody is reminded"),
        "unused-line": _("the letter goes without it"),
        "unused-attachment": _("the letter goes without it"),
        "late-send": _("it goes at once"),
    }
    return meanings.get(code) or _moment(values, v) or _("nothing is sent")


def _unsent(kind: str, v: Moments) -> str:
    _ = v.words.gettext
    kinds = {
        "dialogue": _(
            "A dialogue can't be sent by mail yet, and nothing of it leaves; to tell everyone about it,"
            " send it again with “Announce:” as its first word."
        ),
        "series": _(
            "A series can't be sent by mail yet, and nothing of it leaves; to tell everyone about it,"
            " send it again with “Announce:” as its first word."
        ),
        "training": _(
            "A training can't be sent by mail yet, and nothing of it leaves; to tell everyone about it,"
            " send it again with “Announce:” as its first word."
        ),
    }
    return kinds.get(kind, kind)


def _answer(code: str, values: Mapping[str, str], v: Moments) -> str:
    """A line that answers a doubt, as its reader would write it; empty where only they can know."""
    _ = v.words.gettext
    if code == "late-send" or (code == "two-times" and values.get("key") == "when"):
        return _amendment(v)
    if code == "no-link":
        return _("Link: https://…")
    return _("Time: 15:00 Paris") if code == "two-times" else ""


def _amendment(v: Moments) -> str:
    return v.words.gettext("When: tomorrow 09:00")


def _instant(values: Mapping[str, str]) -> datetime:
    at = time.fromisoformat(values["at"]) if values["at"] else time(12)
    return datetime.combine(date.fromisoformat(values["on"]), at, ZoneInfo(values["zone"]))


def _day(values: Mapping[str, str], v: Moments) -> dict[str, str]:
    """The date and the city of a wall time."""
    if "on" not in values:
        return {}
    there = Moments(v.words, values["zone"])
    return {"date": there.date(_instant(values)), "city": there.city}


def _places(values: Mapping[str, str], v: Moments) -> dict[str, str]:
    """The cities of zones in a doubt's values."""
    known = {}
    if "there" in values:
        known["there"] = v.city_of(values["there"])
    if "times" in values:
        pairs = (one.split(" ", 1) for one in values["times"].split("; "))
        known["times"] = v.listed([f"{at} {v.city_of(zone) if '/' in zone else zone}" for at, zone in pairs])
    return known


def _moment(values: Mapping[str, str], v: Moments) -> str:
    if "on" not in values:
        return ""
    there = Moments(v.words, values["zone"])
    return there.moment(_instant(values)) if values["at"] else there.date(_instant(values))
