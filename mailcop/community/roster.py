"""Members from a CSV: one row per address and forum; imported members are verified and not new."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from mailcop.addresses import is_address
from mailcop.community import members, subscriptions
from mailcop.community.forums import forum_named
from mailcop.community.members import Member
from mailcop.model import newsletters
from mailcop.model import subscriptions as rows_of
from mailcop.words import Delivery, Role

COLUMNS = ("address", "name", "language", "zone", "forum", "delivery", "role", "member")
_NEEDED = {"address"}


class BadRow(ValueError):
    """A line that can't be taken, with what was expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the CSV, checked; `forum` may be empty, `person` ties further addresses to one member."""

    line: int
    address: str
    name: str
    language: str
    zone: str
    forum: str
    delivery: Delivery
    role: Role
    person: str


def read_rows(lines: Iterable[str], languages: tuple[str, ...], zone: str) -> Iterator[Row]:
    """The rows of a CSV with a header; raises `BadRow` with the line. Empty cells take the community's values."""
    reader = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
    missing = _NEEDED - set(reader.fieldnames or ())
    if missing:
        raise BadRow(f"line 1: expected the columns {', '.join(COLUMNS)}; {', '.join(sorted(missing))} is missing")
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if unknown:
        raise BadRow(f"line 1: unknown column {sorted(unknown)[0]!r}; expected {', '.join(COLUMNS)}")
    zones = available_timezones()
    for cells in reader:
        yield _row(reader.line_num, {k: (v or "").strip() for k, v in cells.items() if k}, languages, zone, zones)


def _row(line: int, cells: Mapping[str, str], languages: tuple[str, ...], zone: str, zones: set[str]) -> Row:
    address = cells.get("address", "")
    if not is_address(address) or "." not in address.rpartition("@")[2]:
        raise BadRow(f"line {line}: expected an address, found {address!r}")
    language = cells.get("language", "") or languages[0]
    if language not in languages:
        raise BadRow(f"line {line}: language {language!r}; expected one of {', '.join(languages)}")
    where = cells.get("zone", "") or zone
    if where not in zones:
        raise BadRow(f"line {line}: zone {where!r}; expected an IANA zone such as Africa/Nairobi")
    try:
        delivery = Delivery(cells.get("delivery", "") or "weekly")
        role = Role(cells.get("role", "") or "member")
    except ValueError as error:
        raise BadRow(
            f"line {line}: {error}; expected delivery each, daily, weekly, notices or none, role member or facilitator"
        ) from None
    person = cells.get("member", "")
    return Row(line, address, cells.get("name", ""), language, where, cells.get("forum", ""), delivery, role, person)


def take_in(conn: Connection, rows: Iterable[Row], now: datetime) -> tuple[int, int]:
    """Admit and subscribe; (members made or found, subscriptions changed). Doing it twice changes nothing more."""
    people: dict[tuple[str, str], Member] = {}
    changed = 0
    for row in rows:
        member = _person(conn, people, row, now)
        if not row.forum:
            continue
        forum = forum_named(conn, row.forum)
        if forum is not None:
            change = subscriptions.subscribe(conn, member, forum.id, row.delivery, now, role=row.role)
            changed += change.was is not change.now
        else:
            changed += _to_newsletter(conn, member, row, now)
    return len({one.id for one in people.values()}), changed


def _person(conn: Connection, people: dict[tuple[str, str], Member], row: Row, now: datetime) -> Member:
    key = (row.person, row.name) if row.person else ("", row.address.lower())
    first = people.get(key)
    if first is not None and row.person:
        members.add_address(conn, first.id, row.address, now)
        own = members.member_at(conn, row.address)
        if own is not None and own.id == first.id:
            return own
        return first
    member = members.member_at(conn, row.address) or members.admit(
        conn, row.address, row.name, row.language, row.zone, now
    )
    people[key] = member
    return member


def _to_newsletter(conn: Connection, member: Member, row: Row, now: datetime) -> bool:
    newsletter_id = conn.scalar(select(newsletters.c.id).where(newsletters.c.name == row.forum))
    if newsletter_id is None:
        raise BadRow(
            f"line {row.line}: there is no forum or newsletter {row.forum!r}; declare it in config.toml and run init"
        )
    present = conn.execute(
        select(rows_of.c.id, rows_of.c.delivery).where(
            rows_of.c.member_id == member.id, rows_of.c.newsletter_id == newsletter_id
        )
    ).first()
    if present is None:
        values = {
            "member_id": member.id, "newsletter_id": newsletter_id, "address_id": member.address_id,
            "delivery": row.delivery, "role": row.role, "created_at": now,
        }  # fmt: skip
        conn.execute(insert(rows_of).values(values))
        return True
    conn.execute(update(rows_of).where(rows_of.c.id == present.id).values(delivery=row.delivery, role=row.role))
    return bool(present.delivery != row.delivery)
