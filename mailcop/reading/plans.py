"""What a facilitator's `Key: value` block plans: fields as understood beside the words they came from, and doubts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mailcop.reading.dates import When, language_in, parse_date, parse_dates, parse_span, parse_time, parse_when, plain
from mailcop.reading.plan_blocks import KIND_NAME, MOST_LINES, Entry, entries_of, entry_of, find_block, plan_kind
from mailcop.reading.plan_keys import EVERYONE, NO_LINK, NOW, NOWHERE, PlanKind

Value = When | date | tuple[date, date] | time | timedelta | tuple[int, ...] | None
_VARIANT = re.compile(r"\A\s*\[(EN|ES|FR|PT|DE|IT|AR|ZH|RU)\]\s?(.*)\Z", re.I)
_NUMBER = re.compile(r"\d{1,3}")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.I)
_AN_HOUR = timedelta(hours=1)
_MISSING = frozenset({"no-date", "no-time", "two-times", "no-title", "no-dates"})


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the block: its name, the author's words, what we understood of them, and the key as written."""

    name: str  # of plan_keys.FIELD, or kind, webinar, q1, q2 …, or an ISO date
    words: str
    value: Value  # None where the words are what is understood
    key: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A numbered question to the facilitator: `code` names the sentence of `writing.doubts`, `values` fill it."""

    number: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """The text in one language (ISO 639-1)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a facilitator wants sent or held, as understood; nothing is guessed without a doubt that says so."""

    kind: PlanKind
    title: str
    fields: tuple[Field, ...]
    doubts: tuple[Doubt, ...]
    text: str  # the author's words outside the block, verbatim; with variants, the first one's
    variants: tuple[Variant, ...]
    source: str  # everything outside the block, verbatim
    audience: str  # "everyone", or the author's words
    is_now: bool  # send as soon as it is approved
    send_when: When | None  # when to send, where not now
    starts: When | None  # of a webinar, or of the webinar inside a dialogue
    lasts: timedelta
    dates: tuple[date, date] | None  # of a dialogue or training
    deadline_on: date | None
    key_questions: tuple[tuple[int, str], ...]
    speakers: tuple[str, ...]
    dated: tuple[tuple[date, str], ...]  # of a series: date, and what its line says
    include: tuple[int, ...]  # of a newsletter: the numbers chosen
    link: str
    place: str  # of a webinar: where to join without a link, in the author's words
    language: str  # of a webinar; empty when not given
    default_zone: str
    mailed_at: datetime

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def may_send(self) -> bool:
        """False while something is missing without which OK cannot send."""
        return not any(doubt.code in _MISSING for doubt in self.doubts)


def plan(text: str, subject: str, mailed_at: datetime, default_zone: str) -> Plan | None:
    """The plan in a facilitator's mail, or None where neither a line of it nor the subject names a kind.

    `text` is the letter's visible text, `mailed_at` its Date (aware); a year left out is the next match after it.
    """
    today = mailed_at.date()
    block = find_block(text, today)
    if block is not None:
        return _Understanding(block.entries, block.rest, subject, mailed_at, default_zone, block.unknown).plan()
    titled = entry_of(subject, today)
    if titled is None or titled.name != KIND_NAME:
        return None
    return _Understanding((titled,), text, subject, mailed_at, default_zone).plan()


def amend(before: Plan, text: str) -> Plan | None:
    """The plan changed by the `Key: value` lines of an answer to its preview; None where the text holds none.

    A line replaces that of its name, question number or date; `Text:` replaces the text.
    """
    today = before.mailed_at.date()
    lines = text.split("\n")[:MOST_LINES]
    changes = [_amending(e, before) for line in lines for e in entries_of(line, today) or _without_link(line)]
    if not changes:
        return None
    by_name = {field.name: Entry(field.name, field.words, field.key) for field in before.fields}
    by_name |= {entry.name: entry for entry in changes if entry.name != "about"}
    source = next((entry.words for entry in changes if entry.name == "about"), before.source)
    entries = tuple(by_name.values())
    return _Understanding(entries, source, before.title, before.mailed_at, before.default_zone).plan()


def _without_link(line: str) -> list[Entry]:
    """A line that says that there is no link, without a key."""
    return [Entry("link", line.strip(), "Link")] if plain(line).strip(" .!") in NO_LINK else []


def _amending(entry: Entry, before: Plan) -> Entry:
    """Under a plan of one kind, the key of another is a field of that name (`Webinar:` of a dialogue)."""
    is_other = entry.name == KIND_NAME and plan_kind(entry) is not before.kind
    return replace(entry, name=str(plan_kind(entry))) if is_other else entry


class _Understanding:
    """The reading of one block, field by field, collecting doubts on the way."""

    def __init__(
        self,
        entries: Sequence[Entry],
        source: str,
        subject: str,
        mailed_at: datetime,
        default_zone: str,
        unknown: Sequence[str] = (),
    ) -> None:
        head = next(entry for entry in entries if entry.name == KIND_NAME)
        self.kind = plan_kind(head) or PlanKind.ANNOUNCEMENT
        others = [replace(e, name=str(plan_kind(e))) if e.name == KIND_NAME else e for e in entries if e is not head]
        self.entries = [head, *others]
        self.source = source
        self.subject = subject
        self.mailed_at = mailed_at
        self.default_zone = default_zone
        self.doubts: list[Doubt] = []
        self.fields: list[Field] = []
        for key in unknown:
            self._doubt("unknown-key", key=key)

    def plan(self) -> Plan:
        self.fields = [self._field(entry) for entry in self.entries]
        title = self._title()
        variants, text = _variants(self.source)
        starts = self._starts() if self.kind in (PlanKind.WEBINAR, PlanKind.DIALOGUE) else None
        dates = self._dates() if self.kind in (PlanKind.DIALOGUE, PlanKind.TRAINING) else None
        send_when, is_now = self._send_when()
        deadline = self._value("deadline")
        link, place = self._where()
        lasts = self._value("duration") or (starts.lasts if starts else None)
        return Plan(
            kind=self.kind,
            title=title,
            fields=tuple(self.fields),
            doubts=tuple(self.doubts),
            text=text,
            variants=variants,
            source=self.source,
            audience=self._audience(),
            is_now=is_now,
            send_when=send_when,
            starts=starts,
            lasts=lasts if isinstance(lasts, timedelta) else _AN_HOUR,
            dates=dates,
            deadline_on=deadline if isinstance(deadline, date) else None,
            key_questions=self._key_questions(),
            speakers=tuple(p.strip() for f in self._all("speaker", "guest") for p in f.words.split(";") if p.strip()),
            dated=tuple((date.fromisoformat(f.name), f.words) for f in self.fields if f.name[:4].isdigit()),
            include=self._numbers("include"),
            link=link,
            place=place,
            language=language_in(self._words("language")) or (starts.language if starts else ""),
            default_zone=self.default_zone,
            mailed_at=self.mailed_at,
        )  # fmt: skip

    def _doubt(self, code: str, **values: str) -> None:
        self.doubts.append(Doubt(len(self.doubts) + 1, code, tuple(values.items())))

    def _all(self, *names: str) -> list[Field]:
        return [field for field in self.fields if field.name in names]

    def _words(self, name: str) -> str:
        return next((field.words for field in self.fields if field.name == name), "")

    def _value(self, name: str) -> Value:
        return next((field.value for field in self.fields if field.name == name), None)

    def _when(self, words: str, hour: str = "") -> When | None:
        return parse_when(words, self.mailed_at, self.default_zone, hour)

    def _field(self, entry: Entry) -> Field:
        return Field(entry.name, entry.words, self._read(entry), entry.key)

    def _read(self, entry: Entry) -> Value:
        today = self.mailed_at.date()
        if entry.name in ("date", "when", "webinar"):
            return self._when(entry.words)
        if entry.name == "deadline":
            return parse_date(entry.words, today)
        if entry.name == "dates":
            return parse_dates(entry.words, today)
        if entry.name == "time":
            return parse_time(entry.words)
        if entry.name == "duration":
            return parse_span(entry.words)
        if entry.name == "include":
            return tuple(int(number) for number in _NUMBER.findall(entry.words)[:200])
        return None

    def _title(self) -> str:
        title = self._words("subject") or self.fields[0].words or self.subject
        if not title.strip():
            self._doubt("no-title")
        return title.strip()[:200]

    def _audience(self) -> str:
        words = self._words("to")
        return "everyone" if not words or plain(words).strip(" .!") in EVERYONE else words

    def _numbers(self, name: str) -> tuple[int, ...]:
        value = self._value(name)
        return tuple(item for item in value if isinstance(item, int)) if isinstance(value, tuple) else ()

    def _key_questions(self) -> tuple[tuple[int, str], ...]:
        named = [field for field in self.fields if field.name[0] == "q" and field.name[1:].isdigit()]
        return tuple((int(field.name[1:]), field.words) for field in named)

    def _send_when(self) -> tuple[When | None, bool]:
        """When to send: now unless `When:` says otherwise; of a webinar without a date, `When:` is its start."""
        words = self._words("when")
        if not words or plain(words).strip(" .!") in NOW or (self.kind is PlanKind.WEBINAR and not self._words("date")):
            return None, True
        when = self._when(words)
        if when is None:
            self._doubt("unread-when", words=words)
            return None, True
        self._repeat(when, "when")
        if when.at is None:
            is_asked = _is_of_two_times(when)
            when = replace(when, at=time(9))
            if not is_asked:
                self._doubt("send-hour", **_moment(when))
        return when, False

    def _starts(self) -> When | None:
        is_webinar = self.kind is PlanKind.WEBINAR
        words = (self._words("date") or self._words("when")) if is_webinar else self._words("webinar")
        if not words and not is_webinar:
            return None
        words = words or self.fields[0].words
        start = self._when(words, self._words("time") if is_webinar else "")
        if start is None:
            self._doubt("no-date")
            return None
        self._repeat(start)
        if start.at is None and not _is_of_two_times(start):
            self._doubt("no-time", **_moment(start))
        elif start.on < self.mailed_at.date():
            self._doubt("past", **_moment(start))
        if is_webinar and start.lasts is None and not self._words("duration"):
            self._doubt("no-duration")
        return start

    def _repeat(self, when: When, key: str = "date") -> None:
        """The doubts that reading a time left become questions; a missing hour has one of its own."""
        for doubt in when.doubts:
            if doubt.code != "no-hour":
                self._doubt(doubt.code, **{"key": key, **dict(doubt.values), **_moment(when)})

    def _dates(self) -> tuple[date, date] | None:
        value = self._value("dates")
        if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], date) and isinstance(value[1], date):
            return value[0], value[1]
        self._doubt("no-dates")
        return None

    def _where(self) -> tuple[str, str]:
        """The link to join by and the place; a webinar that has neither, and does not say so, is asked about."""
        words = self._words("link")
        match = _LINK.search(words)
        if match:
            return match.group().rstrip(".,;)"), ""
        if not words and self.kind is PlanKind.WEBINAR:
            self._doubt("no-link")
        return "", "" if plain(words).strip(" .!") in NOWHERE else words


def _is_of_two_times(when: When) -> bool:
    return any(doubt.code == "two-times" for doubt in when.doubts)


def _moment(when: When) -> dict[str, str]:
    """A wall time as the values of a doubt."""
    return {"on": when.on.isoformat(), "at": f"{when.at:%H:%M}" if when.at else "", "zone": when.zone}


def _variants(source: str) -> tuple[tuple[Variant, ...], str]:
    """The texts by language below `[EN]`, `[ES]`, `[FR]`; what stands above the first mark heads each of them."""
    above: list[str] = []
    texts: dict[str, list[str]] = {}
    current = above
    for line in source.split("\n"):
        match = _VARIANT.match(line)
        if match:
            current = texts.setdefault(match.group(1).lower(), [])
            line = match.group(2)
        current.append(line)
    if not texts:
        return (), source
    head = "\n".join(above).strip()
    variants = tuple(
        Variant(language, "\n\n".join(part for part in (head, "\n".join(lines).strip()) if part))
        for language, lines in texts.items()
    )
    return variants, variants[0].text
