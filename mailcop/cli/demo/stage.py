"""The demo's stage: a node over a throw-away place, a clock that is turned, and what the tables say of it all."""

from __future__ import annotations

import asyncio
import smtplib
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import Connection

from mailcop.cli.demo.mailers import Mail
from mailcop.cli.demo.paper import Paper, clipped
from mailcop.cli.demo.postbox import Postbox, PostboxLetter
from mailcop.cli.place import Place
from mailcop.cli.serve import Node
from mailcop.cli.wiring import tick
from mailcop.model import deliveries, mailings, mails, members, receptions
from mailcop.words import DeliveryState, Fate, MailingKind, MailingState

_MOST_TIMES = 6  # wall times of one tick that are told one by one
_PATIENCE = 30.0  # seconds in which everything due must have left
_UNDER_WAY = (DeliveryState.CLAIMED, DeliveryState.SENDING)
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED, DeliveryState.IN_DOUBT)


class Clock:
    """The time it is in the demo: turned by hand, and from `run_on` going by itself."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._since: float | None = None

    def __call__(self) -> datetime:
        if self._since is None:
            return self._at
        return self._at + timedelta(seconds=int(time.monotonic() - self._since))

    def turn(self, to: datetime) -> None:
        """It never goes back."""
        self._at = max(self._at, to)

    def run_on(self) -> None:
        """From now on it goes as any clock does."""
        self._since = time.monotonic()


@dataclass(frozen=True, slots=True)
class Received:
    """A reception as the tables have it."""

    id: int
    fate: str
    reason: str
    destination: str
    code: int
    answer: str


class Stage:
    """Plays mails through the SMTP door, waits until what they owe has left, and says what became of them."""

    def __init__(self, place: Place, node: Node, clock: Clock, postbox: Postbox, paper: Paper) -> None:
        self.place, self.node, self.clock, self.postbox, self.paper = place, node, clock, postbox, paper
        self.troubles: list[str] = []
        self.mailed = 0  # mails that the door took, each at one destination
        self.unknown = 0  # recipients that the door knew nothing of: no reception
        self._last = place.database.read(_last_reception)
        self._seen = 0  # letters that `look` has told of

    # ---- mail in ---------------------------------------------------------------------------------

    async def play(self, mail: Mail, *, expects: Fate | None, note: str = "", later: int = 2) -> Received | None:
        """Send one mail and tell what came of it. `expects` is its fate, None where RCPT itself is refused."""
        found = await self.watch(mail, note=note, later=later)
        if (found.fate if found else None) != expects:
            said = f"{found.fate} ({found.reason})" if found else "no reception"
            self.trouble(f"“{clipped(mail.subject, 60)}” was expected to be {expects or 'unknown at RCPT'}: {said}")
        return found

    async def watch(self, mail: Mail, *, note: str = "", later: int = 2) -> Received | None:
        """Send one mail and tell what came of it, whatever that is."""
        before = len(self.postbox.letters)
        code, answer = await asyncio.to_thread(self._speak, mail)
        await self.settle()
        new = self.place.database.read(lambda conn: _receptions_after(conn, self._last))
        self._last = new[-1].id if new else self._last
        self.mailed += bool(new)
        self.unknown += not new
        self._tell(mail, code, answer, new, before, note)
        await self.turn(self.clock() + timedelta(minutes=later))
        return new[0] if new else None

    def seen(self) -> None:
        """What came until now has been told."""
        self._seen = len(self.postbox.letters)

    def look(self) -> None:
        """Tell what came in by itself since the last look, and how many letters left."""
        new = self.place.database.read(lambda conn: _receptions_after(conn, self._last))
        self._last = new[-1].id if new else self._last
        for one in new:
            self.paper.act(f"{self.clock():%H:%M} Z", f"a mail to {self.shown(one.destination)}")
            self.paper.result(one.fate, self._reason(one) if one.code < 400 else one.answer)
        if len(self.postbox.letters) > self._seen:
            said = self.said(self.postbox.by_kind(self._seen))
            self._seen = len(self.postbox.letters)
            self.paper.act(f"{self.clock():%H:%M} Z", f"→ {said}; the latest is /postbox/{self._seen}")

    def _speak(self, mail: Mail) -> tuple[int, str]:
        """One SMTP session, as a front MTA has it with the door; the last reply."""
        host, _, port = self.node.listening["smtp"].rpartition(":")
        with smtplib.SMTP(host, int(port), local_hostname="mx.cop.example.org", timeout=20) as session:
            session.ehlo()
            code, answer = session.mail(mail.sender)
            if code < 400:
                code, answer = session.rcpt(mail.recipient)
            if code < 400:
                code, answer = session.data(mail.raw)
        return code, answer.decode("utf-8", "replace")

    def _tell(self, mail: Mail, code: int, answer: str, new: list[Received], before: int, note: str) -> None:
        author, at = mail.author, self.clock().astimezone(mail.author.clock)
        who = f"{author.name} <{mail.sender}>" if mail.sender else f"{author.name} <>"
        self.paper.act(f"{at:%H:%M} {author.city}", f"{who} to {self.shown(mail.recipient)}", lines=2)
        self.paper.act("", clipped(mail.subject, 76) or "(no subject)", lines=1)
        if mail.words:
            self.paper.act("", f"“{clipped(mail.words, 140)}”", lines=2)
        letters = self.said(self.postbox.by_kind(before))
        one = new[0] if new else None
        if one is None:
            self.paper.result(f"{code}", f"{answer}: no mail is taken, so there is no reception", letters)
        elif one.fate == Fate.REFUSED:
            self.paper.result(one.fate, f"{one.reason}: {one.answer}", letters)
        else:
            self.paper.result(one.fate, note or self._reason(one), letters)
        self.paper.line()

    def _reason(self, one: Received) -> str:
        if one.fate == Fate.POSTED:
            place = {"token": "in its thread, by the reply address", "new": "begins a thread"}
            return place.get(one.reason, f"in its thread, by {one.reason}")
        return one.reason

    def shown(self, address: str) -> str:
        """One of our addresses without its token, which is a secret of its reader."""
        local, _, domain = address.partition("@")
        name, dot, rest = local.partition(".")
        return f"{name}.…@{domain}" if dot and len(rest) > 20 else address

    # ---- mail out --------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Return when nothing that is due waits any more; each letter has passed the postbox's socket by then."""
        assert self.node.outbox is not None
        until = time.monotonic() + _PATIENCE
        self.node.outbox.wake()
        while self.place.database.read(lambda conn: _is_owing(conn, self.clock())):
            if time.monotonic() > until:
                self.trouble(f"letters still waited after {_PATIENCE:.0f} s")
                return
            await asyncio.sleep(0.005)

    async def turn(self, to: datetime) -> list[str]:
        """Turn the clock to `to` and do what is due then, as the scheduler would; what was done, in lines."""
        self.clock.turn(to)
        done = await asyncio.to_thread(tick, self.place, self.clock())
        await self.settle()
        return done

    async def turn_through(self, to: datetime, *, at: Iterable[datetime] = ()) -> None:
        """Turn the clock past every instant at which something can be due until `to`, and tell what left."""
        for instant in sorted({*self._sevens(to), *(one for one in at if one <= to), to}):
            if instant < self.clock():
                continue
            before = len(self.postbox.letters)
            await self.turn(instant)
            if len(self.postbox.letters) > before:
                self._tell_turn(before)

    def _tell_turn(self, before: int) -> None:
        """What the clock sent, in the wall time of those who got it; a reminder in its own words."""
        now, zones = self.clock(), self.place.database.read(_zones)
        by_time: dict[str, list[PostboxLetter]] = {}
        cities: dict[str, list[str]] = {}
        for one in self.postbox.letters[before:]:
            zone = zones.get(one.recipient, "UTC")
            local = f"{now.astimezone(ZoneInfo(zone)):%a %H:%M}"
            by_time.setdefault(local, []).append(one)
            if (city := zone.rpartition("/")[2].replace("_", " ")) not in cities.setdefault(local, []):
                cities[local].append(city)
        if len(by_time) > _MOST_TIMES:
            said = self.said(Counter(one.kind for one in self.postbox.letters[before:]))
            hours = ", ".join(f"{local[4:]} in {cities[local][0]}" for local in by_time)
            self.paper.act(f"{now:%a %H:%M} UTC", f"{said} at once: {hours}", lines=4)
            return
        for local, letters in by_time.items():
            said = self.said(Counter(one.kind for one in letters))
            self.paper.act(local, f"{said} to {', '.join(cities[local])}")
            for one in letters:
                if one.kind == MailingKind.REMINDER:
                    self.paper.act("", f"   “{one.subject}”")

    def _sevens(self, to: datetime) -> list[datetime]:
        """Seven o'clock in every zone of a member, from now until `to`."""
        now, hour = self.clock(), self.place.config.digest.at
        found = []
        for zone in set(self.place.database.read(_zones).values()):
            on = now.astimezone(ZoneInfo(zone)).date()
            while (at := datetime.combine(on, hour, ZoneInfo(zone)).astimezone(UTC)) <= to:
                if at > now:
                    found.append(at)
                on += timedelta(days=1)
        return found

    def said(self, kinds: Counter[str]) -> str:
        """`8 letters: 7 post, 1 notice`."""
        total = sum(kinds.values())
        if not total:
            return ""
        parts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda one: -one[1]))
        return f"{parts} letter{'s' if total > 1 else ''}" if len(kinds) == 1 else f"{total} letters: {parts}"

    def letter(self, address: str, kind: str) -> PostboxLetter:
        """The latest letter of a kind that reached this reader."""
        return self.postbox.last(address, kind)

    def trouble(self, text: str) -> None:
        """Something is not as it should be: said at once, and the demo fails."""
        self.troubles.append(text)
        self.paper.words(f"!! {text}")


def _last_reception(conn: Connection) -> int:
    return conn.scalar(select(func.max(receptions.c.id))) or 0


def _receptions_after(conn: Connection, last: int) -> list[Received]:
    r = receptions.c
    rows = conn.execute(
        select(r.id, r.fate, r.reason, r.destination, r.code, r.answer).where(r.id > last).order_by(r.id)
    )
    return [Received(*row) for row in rows]


def _is_owing(conn: Connection, now: datetime) -> bool:
    """Whether any letter is due, or on its way."""
    d, m = deliveries.c, mailings.c
    is_open = select(m.id).where(m.state == MailingState.OPEN, m.due_at <= now).limit(1)
    is_due = or_(d.state.in_(_UNDER_WAY), and_(d.state.in_(_WAITING), d.due_at <= now))
    return (
        conn.execute(is_open).first() is not None
        or conn.execute(select(d.id).where(is_due).limit(1)).first() is not None
    )


def _zones(conn: Connection) -> dict[str, str]:
    """Each address with the zone of its member."""
    from mailcop.model import addresses

    rows = conn.execute(
        select(addresses.c.address, members.c.zone).join(members, members.c.id == addresses.c.member_id)
    )
    return {row.address: row.zone for row in rows}


def mails_kept(conn: Connection) -> int:
    """How many mails the tables hold."""
    return conn.scalar(select(func.count()).select_from(mails)) or 0
