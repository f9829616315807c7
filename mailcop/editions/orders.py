"""An order: what an OK to a preview would do, resolved and kept, so that what was shown is what is sent (rule 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.editions import audiences
from mailcop.reading.dates import When
from mailcop.reading.plan_blocks import KIND_NAME
from mailcop.reading.plan_keys import PlanKind
from mailcop.reading.plans import Field, Plan
from mailcop.timetable import Start, clock_time

HOUR = timedelta(hours=1)
Understood = str | tuple[str, ...]
"""Words as they stand, or what `writing.previews.understood_words` says in its reader's language."""
_KIND_LABELS = {
    PlanKind.ANNOUNCEMENT: "Announce",
    PlanKind.NEWSLETTER: "Newsletter",
    PlanKind.WEBINAR: "Webinar",
}
_UNUSED = frozenset({"include", "reminders", "recording", "note", "every", "synthesis", "move", "cancel"})
_GAPS = frozenset({"no-date", "no-time", "two-times", "no-title", "no-dates", "past"})
SENDABLE = (PlanKind.ANNOUNCEMENT, PlanKind.NEWSLETTER, PlanKind.WEBINAR)
MORNING = time(9)  # when a letter goes whose `When:` names a day and no hour


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to the facilitator: `code` names the sentence of `writing.doubts`, `values` fill it."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent. With `missing` an OK is not enough: each names what is still to be said."""

    kind: PlanKind
    title: str
    text: str
    to: Mapping[str, Any]  # an audience of `audiences` without its snapshot, with the `title` of what it is of
    variants: tuple[tuple[str, str], ...] = ()
    language: str = ""
    due_at: datetime | None = None  # None: at once
    start: Start | None = None
    duration: timedelta = HOUR
    spoken: str = ""  # languages of a webinar
    speaker: str = ""
    link: str = ""
    fields: tuple[tuple[str, Understood, str], ...] = ()  # label, as understood, the author's words
    doubts: tuple[Doubt, ...] = ()
    missing: tuple[Doubt, ...] = ()


def order_of(
    conn: Connection,
    plan: Plan,
    now: datetime,
    *,
    language: str = "",
    newsletter: str = "",
    attached: Sequence[str] = (),
) -> Order:
    """The plan with its audience, instants and gaps resolved against the tables.

    `newsletter` is the name of the one that the mail was addressed to, `attached` the names of its attachments.
    """
    to = _audience(conn, plan, newsletter)
    order = Order(
        kind=plan.kind,
        title=plan.title,
        text=_placed(plan.text, plan),
        to=to,
        variants=tuple((one.language, _placed(one.text, plan)) for one in plan.variants),
        language=language,
        speaker=", ".join(plan.speakers),
        link=plan.link,
        fields=tuple((_label(one, plan.kind), _understood(one, to), one.words) for one in plan.fields),
        doubts=(
            *(Doubt(one.code, dict(one.values)) for one in plan.doubts if one.code not in _GAPS),
            *_left_out(plan, attached),
            *_unheeded(plan, to),
        ),
        missing=(
            *(Doubt(one.code, dict(one.values)) for one in plan.doubts if one.code in _GAPS and not plan.may_send),
            *([Doubt("unknown-audience", {"name": to["title"]})] if to["to"] == "unknown" else []),
        ),
    )
    if plan.kind not in SENDABLE:
        return replace(order, doubts=(), missing=(cannot_send(order),))
    order = _with_due(order, plan, now)
    return _with_start(order, plan, now) if plan.kind is PlanKind.WEBINAR else order


def cannot_send(order: Order) -> Doubt:
    """Why an order of a kind that is not in SENDABLE waits for nothing: all that is ever said of it."""
    return Doubt("cannot-send", {"kind": str(order.kind)})


def as_json(order: Order) -> dict[str, Any]:
    """The order as a draft keeps it."""
    start = order.start
    return {
        "kind": order.kind,
        "title": order.title,
        "text": order.text,
        "to": dict(order.to),
        "variants": [list(pair) for pair in order.variants],
        "language": order.language,
        "due_at": order.due_at.isoformat() if order.due_at else None,
        "start": [start.on.isoformat(), f"{start.at:%H:%M}", start.zone] if start else None,
        "minutes": int(order.duration.total_seconds() // 60),
        "spoken": order.spoken,
        "speaker": order.speaker,
        "link": order.link,
        "fields": [list(row) for row in order.fields],
        "doubts": [[one.code, dict(one.values)] for one in order.doubts],
        "missing": [[one.code, dict(one.values)] for one in order.missing],
    }


def from_json(kept: Mapping[str, Any]) -> Order:
    """The order of a draft."""
    start = kept["start"]
    return Order(
        kind=PlanKind(kept["kind"]),
        title=kept["title"],
        text=kept["text"],
        to=kept["to"],
        variants=tuple((language, text) for language, text in kept["variants"]),
        language=kept["language"],
        due_at=datetime.fromisoformat(kept["due_at"]) if kept["due_at"] else None,
        start=Start(date.fromisoformat(start[0]), clock_time(start[1]), start[2]) if start else None,
        duration=timedelta(minutes=kept["minutes"]),
        spoken=kept["spoken"],
        speaker=kept["speaker"],
        link=kept["link"],
        fields=tuple(
            (label, understood if isinstance(understood, str) else tuple(understood), words)
            for label, understood, words in kept["fields"]
        ),
        doubts=tuple(Doubt(*one) for one in kept["doubts"]),
        missing=tuple(Doubt(*one) for one in kept["missing"]),
    )


def snapshot(conn: Connection, order: Order) -> dict[str, Any]:
    """The audience as of now, for the mailing's row."""
    if order.to["to"] == "forum":
        return audiences.forum(conn, order.to["forum_id"])
    if order.to["to"] == "newsletter":
        return audiences.newsletter(conn, order.to["newsletter_id"])
    return audiences.everyone(conn)


def _left_out(plan: Plan, attached: Sequence[str]) -> list[Doubt]:
    """What the mail holds and its letter will not: said, so that no OK is given to something else."""
    lines = [one for one in plan.fields if one.name in _UNUSED]
    return [
        *(Doubt("unused-line", {"line": f"{one.key}: {one.words}"}) for one in lines),
        *(Doubt("unused-attachment", {"name": name}) for name in attached),
    ]


def _unheeded(plan: Plan, to: Mapping[str, Any]) -> list[Doubt]:
    """A newsletter goes to who reads it, whoever `To:` names beside them."""
    line = plan.field("to")
    if line is None or plan.kind is not PlanKind.NEWSLETTER or to["to"] != "newsletter" or plan.audience != "everyone":
        return []
    return [Doubt("newsletter-to", {"line": f"{line.key}: {line.words}", "name": to["title"]})]


def _placed(text: str, plan: Plan) -> str:
    """The text with a webinar's place below it, as its author wrote the line: letters have no other room for it."""
    line = plan.field("link")
    if plan.kind is not PlanKind.WEBINAR or not plan.place or line is None:
        return text.strip()
    return f"{text.strip()}\n\n{line.key}: {plan.place}".strip()


def _understood(one: Field, to: Mapping[str, Any]) -> Understood:
    """What was understood of a line, as a draft keeps it."""
    value = one.value
    if isinstance(value, When):
        minutes = str(int(value.lasts.total_seconds() // 60)) if value.lasts else ""
        return ("moment", value.on.isoformat(), f"{value.at:%H:%M}" if value.at else "", value.zone, minutes)
    if isinstance(value, timedelta):
        return ("span", str(int(value.total_seconds() // 60)))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return ("days", value.isoformat())
    if isinstance(value, tuple) and value:
        first = value[0]
        return ("days", *(str(day) for day in value)) if isinstance(first, date) else " ".join(map(str, value))
    is_named = one.name == "to" and to["to"] in ("forum", "newsletter")
    return str(to["title"]) if is_named else one.words


def _label(one: Field, kind: PlanKind) -> str:
    """The English key under which a preview shows a line of the block."""
    if one.name == KIND_NAME:
        return _KIND_LABELS.get(kind, str(kind).capitalize())
    return one.name.capitalize()


def _audience(conn: Connection, plan: Plan, newsletter: str) -> dict[str, Any]:
    """Everyone, a forum or a newsletter by its name or title; what matches nothing is said and never guessed."""
    n, f = model.newsletters, model.forums
    said = "" if plan.audience == "everyone" else plan.audience.strip()
    if said:
        named = or_(func.lower(f.c.name) == said.lower(), func.lower(f.c.title) == said.lower())
        row = conn.execute(select(f.c.id, f.c.title).where(named)).first()
        if row is not None:
            return {"to": "forum", "forum_id": row.id, "title": row.title}
    if said or plan.kind is PlanKind.NEWSLETTER:
        chosen = select(n.c.id, n.c.title).order_by(n.c.id)
        if wanted := (said or newsletter).lower():
            chosen = chosen.where(or_(func.lower(n.c.name) == wanted, func.lower(n.c.title) == wanted))
        row = conn.execute(chosen).first()
        if row is not None and _is_read(conn, row.id):
            return {"to": "newsletter", "newsletter_id": row.id, "title": row.title}
    return {"to": "unknown", "title": said} if said else {"to": "members", "title": ""}


def _is_read(conn: Connection, newsletter_id: int) -> bool:
    s = model.subscriptions
    return conn.execute(select(s.c.id).where(s.c.newsletter_id == newsletter_id).limit(1)).first() is not None


def _with_start(order: Order, plan: Plan, now: datetime) -> Order:
    starts = plan.starts
    if starts is None or starts.at is None:
        return order  # a doubt of the plan asks for it
    start = Start(starts.on, starts.at, starts.zone)
    order = replace(order, start=start, duration=plan.lasts, spoken=plan.language)
    if start.instant() <= now:
        return replace(order, missing=(*order.missing, Doubt("over")))
    if order.due_at is not None and order.due_at >= start.instant():
        return replace(order, missing=(*order.missing, Doubt("begun")))
    return order


def _with_due(order: Order, plan: Plan, now: datetime) -> Order:
    """When it leaves; an instant that has passed is a doubt, and then an OK sends at once."""
    when = plan.send_when
    if plan.is_now or when is None:
        return order
    due_at = Start(when.on, when.at or MORNING, when.zone).instant()
    if due_at > now:
        return replace(order, due_at=due_at)
    return replace(order, doubts=(*order.doubts, Doubt("late-send")))
