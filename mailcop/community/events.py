"""Events and their occurrences: a webinar on its date, in the zone in which it was announced (DESIGN rule 10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.engine import Connection, Row

from mailcop import model
from mailcop.addresses import LONGEST_NAME, RESERVED
from mailcop.community.forums import names
from mailcop.timetable import Start, clock_time


@dataclass(frozen=True, slots=True)
class Event:
    """What is announced under one name: NAME.register and its kin are its addresses."""

    id: int
    kind: str  # webinar, series, dialogue, training
    name: str
    title: str
    text: str = ""
    language: str = ""
    forum_id: int | None = None
    member_id: int | None = None  # its facilitator


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event on one date; `start` is the truth, `starts_at` what follows from it."""

    id: int
    event: Event
    start: Start
    starts_at: datetime
    duration: timedelta
    speaker: str = ""
    language: str = ""  # spoken at it: words, as the facilitator wrote them
    join_url: str = ""
    recording_url: str = ""
    sequence: int = 0
    is_cancelled: bool = False

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + self.duration


def create_event(conn: Connection, now: datetime, kind: str, title: str, **columns: Any) -> Event:
    """Make an event with a free mail name made of its title; `columns` are those of `events`."""
    name = free_name(conn, title, kind)
    values = {"kind": kind, "title": title, "name": name, "created_at": now, "details": {}, **columns}
    made: int = conn.execute(model.events.insert().values(values).returning(model.events.c.id)).scalar_one()
    return Event(
        made,
        kind,
        name,
        title,
        columns.get("text", ""),
        columns.get("language", ""),
        columns.get("forum_id"),
        columns.get("member_id"),
    )


def add_occurrence(
    conn: Connection, event_id: int, start: Start, duration: timedelta = timedelta(hours=1), **columns: Any
) -> int:
    """Put an event on a date; its id. `columns`: speaker, language, join_url. Raises ValueError for an unknown zone."""
    values = {
        "event_id": event_id,
        "local_on": start.on,
        "local_time": f"{start.at:%H:%M}",
        "zone": start.zone,
        "minutes": int(duration.total_seconds() // 60),
        "starts_at": start.instant(),
        **columns,
    }
    o = model.occurrences
    made: int = conn.execute(o.insert().values(values).returning(o.c.id)).scalar_one()
    return made


def event_named(conn: Connection, name: str) -> Event | None:
    """The event whose addresses begin with this name."""
    row = conn.execute(select(model.events).where(model.events.c.name == name)).one_or_none()
    return None if row is None else _event(row)


def event_of(conn: Connection, event_id: int) -> Event | None:
    """The event of this id."""
    row = conn.execute(select(model.events).where(model.events.c.id == event_id)).one_or_none()
    return None if row is None else _event(row)


def occurrence_of(conn: Connection, occurrence_id: int) -> Occurrence | None:
    """The occurrence of this id, with its event."""
    return next(iter(_occurrences(conn, _BOTH.where(model.occurrences.c.id == occurrence_id))), None)


def occurrences_of(conn: Connection, event_id: int) -> list[Occurrence]:
    """All dates of an event, past and coming, in their order."""
    return _occurrences(conn, _BOTH.where(model.occurrences.c.event_id == event_id))


def coming(
    conn: Connection, now: datetime, *, event_id: int | None = None, until: datetime | None = None
) -> list[Occurrence]:
    """What has not begun and is not cancelled, soonest first: of one event, or of all up to an instant."""
    o, e = model.occurrences, model.events
    chosen = _BOTH.where(o.c.starts_at > now, o.c.cancelled_at.is_(None), e.c.cancelled_at.is_(None))
    if event_id is not None:
        chosen = chosen.where(o.c.event_id == event_id)
    if until is not None:
        chosen = chosen.where(o.c.starts_at <= until)
    return _occurrences(conn, chosen)


def recent(conn: Connection, now: datetime, since: timedelta = timedelta(days=30)) -> list[Occurrence]:
    """What has begun within this span, cancelled ones left out, oldest first."""
    o, e = model.occurrences, model.events
    span = (o.c.starts_at <= now, o.c.starts_at > now - since)
    return _occurrences(conn, _BOTH.where(*span, o.c.cancelled_at.is_(None), e.c.cancelled_at.is_(None)))


def thread_of(conn: Connection, occurrence_id: int) -> int | None:
    """The thread in which an event is talked about: that of its announcement, or the first answer's."""
    o, e = model.occurrences, model.events
    found: int | None = conn.scalar(
        select(e.c.thread_id).join(o, o.c.event_id == e.c.id).where(o.c.id == occurrence_id)
    )
    return found


def title_of(conn: Connection, occurrence_id: int) -> str:
    """The title of an occurrence's event."""
    o, e = model.occurrences, model.events
    return conn.scalar(select(e.c.title).join(o, o.c.event_id == e.c.id).where(o.c.id == occurrence_id)) or ""


def keep_thread(conn: Connection, occurrence_id: int, thread_id: int) -> None:
    """The first answer to a letter about an event begins its thread, under the event's own title."""
    o, e, t = model.occurrences, model.events, model.threads
    of = select(o.c.event_id).where(o.c.id == occurrence_id).scalar_subquery()
    begun = conn.execute(
        update(e).where(e.c.id == of, e.c.thread_id.is_(None)).values(thread_id=thread_id).returning(e.c.title)
    ).first()
    if begun is not None:
        conn.execute(update(t).where(t.c.id == thread_id, t.c.posts == 1).values(subject=begun.title))


def derive_again(conn: Connection, now: datetime) -> list[int]:
    """Set `starts_at` of what is coming to what today's zone data say; the ids of those that moved."""
    moved = []
    for occurrence in coming(conn, now):
        starts_at = occurrence.start.instant()
        if starts_at != occurrence.starts_at:
            o = model.occurrences
            conn.execute(update(o).where(o.c.id == occurrence.id).values(starts_at=starts_at))
            moved.append(occurrence.id)
    return moved


def overview(conn: Connection) -> list[dict[str, Any]]:
    """Every event with its occurrences, as `mailcop events --json` prints it; instants are aware."""
    r, q = model.registrations, model.questions
    places = _count(
        conn, select(r.c.occurrence_id, func.count()).where(r.c.answer == "yes").group_by(r.c.occurrence_id)
    )
    asked = _count(conn, select(q.c.occurrence_id, func.count()).group_by(q.c.occurrence_id))
    forums = {row.id: row.name for row in conn.execute(select(model.forums.c.id, model.forums.c.name))}
    dates: dict[int, list[Occurrence]] = {}
    for occurrence in _occurrences(conn, _BOTH):
        dates.setdefault(occurrence.event.id, []).append(occurrence)
    events = [_event(row) for row in conn.execute(select(model.events).order_by(model.events.c.id))]
    return [
        {
            "kind": event.kind,
            "title": event.title,
            "name": event.name,
            "forum": forums.get(event.forum_id or 0),
            "occurrences": [_as_json(one, places, asked) for one in dates.get(event.id, [])],
        }
        for event in events
    ]


def free_name(conn: Connection, title: str, kind: str) -> str:
    """A name in our one name space, from the words of a title; numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(stem) + len(word) + 1 > LONGEST_NAME - 4:
            break
        stem = f"{stem}-{word}".strip("-")
    stem = stem if len(stem) >= 3 else kind  # a title in another script
    present = names(conn)
    taken = present.forums | present.newsletters | present.events | RESERVED
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


_Row = Row[*tuple[Any, ...]]
_BOTH: Select[*tuple[Any, ...]] = select(
    *model.events.c,
    *(column.label(f"o_{column.name}") for column in model.occurrences.c),
).join(model.occurrences, model.occurrences.c.event_id == model.events.c.id)


def _occurrences(conn: Connection, chosen: Select[*tuple[Any, ...]]) -> list[Occurrence]:
    ordered = chosen.order_by(model.occurrences.c.starts_at, model.occurrences.c.id)
    return [_occurrence(row) for row in conn.execute(ordered)]


def _event(row: _Row) -> Event:
    return Event(row.id, row.kind, row.name, row.title, row.text, row.language, row.forum_id, row.member_id)


def _occurrence(row: _Row) -> Occurrence:
    return Occurrence(
        id=row.o_id,
        event=_event(row),
        start=Start(row.o_local_on, clock_time(row.o_local_time), row.o_zone),
        starts_at=row.o_starts_at,
        duration=timedelta(minutes=row.o_minutes),
        speaker=row.o_speaker,
        language=row.o_language,
        join_url=row.o_join_url,
        recording_url=row.o_recording_url,
        sequence=row.o_sequence,
        is_cancelled=row.o_cancelled_at is not None or row.cancelled_at is not None,
    )


def _count(conn: Connection, chosen: Select[int, int]) -> Mapping[int, int]:
    return {key: number for key, number in conn.execute(chosen)}


def _as_json(one: Occurrence, places: Mapping[int, int], asked: Mapping[int, int]) -> dict[str, Any]:
    told = {
        "starts_at": one.starts_at,
        "zone": one.start.zone,
        "local": f"{one.start.on.isoformat()} {one.start.at:%H:%M}",
        "speaker": one.speaker,
        "registered": places.get(one.id, 0),
        "questions": asked.get(one.id, 0),
        "recording": one.recording_url or None,
    }
    return {**told, "cancelled": True} if one.is_cancelled else told
