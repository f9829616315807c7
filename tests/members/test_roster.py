"""Members come in by CSV: whole or not at all, once however often, and a bad line is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from mailcop import model
from mailcop.blobs import FolderBlobs
from mailcop.community import forums, members, roster, subscriptions, sweeping
from mailcop.community.receptions import keep_mail
from mailcop.db import Database
from mailcop.model import addresses, mails
from mailcop.model import members as people
from mailcop.model import subscriptions as kept
from mailcop.words import Delivery, Envelope, Policy

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
HEADER = "address,name,language,zone,forum,delivery,role,member"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    opened.write(lambda conn: forums.declare_forum(conn, "general", "General", Policy.MEMBERS, NOW))
    opened.write(lambda conn: forums.declare_newsletter(conn, "monthly", "Monthly", NOW))
    yield opened
    opened.close()


def take(database: Database, *lines: str) -> tuple[int, int]:
    rows = list(roster.read_rows([HEADER, *lines], ("en", "es", "fr"), "UTC"))
    return database.write(lambda conn: roster.take_in(conn, rows, NOW))


def test_rows_become_members_with_subscriptions_and_again_change_nothing(database: Database) -> None:
    lines = [
        "ana@x.example,Ana Quispe,es,America/La_Paz,general,each,facilitator,",
        "ana@x.example,Ana Quispe,es,America/La_Paz,monthly,weekly,member,",
        "栄祥@x.example,栄祥 林,en,Asia/Singapore,general,weekly,member,",
    ]
    assert take(database, *lines) == (2, 3)
    assert take(database, *lines) == (2, 0)
    ana = database.read(lambda conn: members.member_at(conn, "ANA@x.example"))
    assert ana is not None
    assert (ana.name, ana.language, ana.zone, ana.is_new) == ("Ana Quispe", "es", "America/La_Paz", False)
    assert [one.name for one in database.read(members.facilitators)] == ["Ana Quispe"]


def test_one_person_may_have_several_addresses(database: Database) -> None:
    take(
        database,
        "nadege@work.example,Nadège Mamas,fr,,general,each,member,n1",
        "nadege@home.example,Nadège Mamas,fr,,,,,n1",
    )
    both = ("nadege@work.example", "nadege@home.example")
    found = database.read(lambda conn: [members.member_at(conn, address) for address in both])
    assert len({one.id for one in found if one}) == 1
    assert database.read(lambda conn: conn.scalar(select(func.count()).select_from(addresses))) == 2
    assert database.read(lambda conn: conn.scalar(select(func.count()).select_from(people))) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody,,,,general,,,", "line 2: expected an address, found 'nobody'"),
        ("a@x.example,,xx,,general,,,", "line 2: language 'xx'"),
        ("a@x.example,,,Mars/Base,general,,,", "line 2: zone 'Mars/Base'"),
        ("a@x.example,,,,general,hourly,,", "line 2: .*expected delivery each"),
        ("a@x.example,,,,general,each,boss,", "line 2: .*role member or facilitator"),
        ("a@x.example,,,,nowhere,each,,", "line 2: there is no forum or newsletter 'nowhere'"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken_in(database: Database, line: str, said: str) -> None:
    with pytest.raises(roster.BadRow, match=said):
        take(database, line)
    assert database.read(lambda conn: conn.scalar(select(func.count()).select_from(people))) == 0


def test_unknown_columns_are_an_error() -> None:
    with pytest.raises(roster.BadRow, match="unknown column 'mail'"):
        list(roster.read_rows(["address,mail", "a@x.example,b"], ("en",), "UTC"))


def _mark(database: Database, address: str) -> tuple[str, int, int]:
    def work(conn: Connection) -> tuple[str, int, int]:
        row = conn.execute(
            select(kept.c.delivery, kept.c.mark, kept.c.each_since)
            .join(addresses, addresses.c.id == kept.c.address_id)
            .where(addresses.c.address == address)
        ).one()
        return row.delivery, row.mark, row.each_since

    return database.read(work)


def test_marks_move_so_that_no_post_is_owed_twice_or_lost(database: Database) -> None:
    take(database, "ana@x.example,Ana,es,UTC,general,weekly,member,")

    def change(conn: Connection, delivery: Delivery) -> None:
        member = members.member_at(conn, "ana@x.example")
        assert member is not None
        subscriptions.subscribe(conn, member, 1, delivery, NOW)

    def seq(value: int) -> None:
        database.write(lambda conn: conn.execute(update(model.forums).values(last_seq=value)))

    seq(5)
    database.write(lambda conn: change(conn, Delivery.DAILY))
    assert _mark(database, "ana@x.example") == ("daily", 0, 0)  # from digest to digest the mark stays
    database.write(lambda conn: change(conn, Delivery.EACH))
    assert _mark(database, "ana@x.example") == ("each", 0, 5)
    seq(9)
    database.write(lambda conn: change(conn, Delivery.WEEKLY))
    assert _mark(database, "ana@x.example") == ("weekly", 9, 5)  # what came as letters is in no digest
    seq(12)
    database.write(lambda conn: change(conn, Delivery.NONE))
    seq(20)
    database.write(lambda conn: change(conn, Delivery.WEEKLY))
    assert _mark(database, "ana@x.example")[1] == 20  # what was missed meanwhile is not made up for


def test_raw_mail_is_kept_for_its_days_and_then_let_go(database: Database, tmp_path: Path) -> None:
    envelope = Envelope("a@x.example", "127.0.0.1", "smtp")
    blobs = FolderBlobs(tmp_path / "blobs")
    for age in (100, 10):
        at = NOW - timedelta(days=age)
        database.write(lambda conn, at=at: keep_mail(conn, b"words", None, envelope, at))  # type: ignore[misc]
    assert sweeping.sweep(database, blobs, NOW, timedelta(days=90)) == 1
    assert sweeping.sweep(database, blobs, NOW, timedelta(days=90)) == 0
    left = database.read(lambda conn: conn.execute(select(mails.c.raw).order_by(mails.c.id)).scalars().all())
    assert left == [None, b"words"]
