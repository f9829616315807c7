"""An archive taken in: the same threads whatever the order, once, and owed to nobody."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mailcop.community.forums import Forum
from mailcop.community.publishing import Author, publish
from mailcop.db import Database
from mailcop.inbound.mbox import Entry
from mailcop.model import posts
from mailcop.reading import read
from mailcop.reading.received import posting_date
from tests.archive.forests import Mail, archives
from tests.archive.shelf import NOW, Shelf, mail

_serial = count()


def test_posts_stand_in_their_threads_and_are_found(shelf: Shelf) -> None:
    report = shelf.take(
        mail(1), mail(2, "Re: Wells", "Deep ones, says Nadège.", In_Reply_To="<1@x.example>"), mail(3, "Rain")
    )
    assert (report.posts, report.known, report.empty) == (3, 0, 0)
    assert shelf.parents() == {"<1@x.example>": None, "<2@x.example>": "<1@x.example>", "<3@x.example>": None}
    assert [line["subject"] for line in shelf.lines()] == ["Wells", "Rain"]
    assert shelf.found("nadege" if shelf.database.is_sqlite else "nadège") == ["<2@x.example>"]
    shelf.check()


def test_an_archive_taken_in_again_changes_nothing(shelf: Shelf) -> None:
    mails = [
        mail(1),
        mail(2, In_Reply_To="<1@x.example>"),
        mail(3, "Rain", In_Reply_To="<9@x.example>"),
        mail(4, Message_ID=""),
    ]
    shelf.take(*mails)
    before = shelf.shape()
    again = shelf.take(*mails)
    assert (again.posts, again.known, again.placed) == (0, 4, 0)
    assert shelf.shape() == before
    assert shelf.settle().placed == 0


def test_a_parent_that_comes_with_a_later_archive_takes_its_children_home(shelf: Shelf) -> None:
    shelf.take(mail(2, In_Reply_To="<1@x.example>"), mail(3, In_Reply_To="<1@x.example>", Subject="Re: Wells"))
    assert len(shelf.lines()) == 1
    assert shelf.awaited() == {"<1@x.example>"}
    shelf.take(mail(1))
    assert shelf.parents() == {
        "<1@x.example>": None,
        "<2@x.example>": "<1@x.example>",
        "<3@x.example>": "<1@x.example>",
    }
    assert not shelf.awaited()
    shelf.check()


def test_an_archive_that_holds_every_mail_twice_is_kept_once(shelf: Shelf) -> None:
    mails = [mail(number, f"Wells {number}") for number in range(250)]
    twice = [*mails[:150], *mails[100:], *mails]
    report = shelf.take(*twice)
    assert (report.posts, report.known) == (250, len(twice) - 250)
    shelf.check()


def test_a_mail_under_the_id_of_another_is_kept_beside_it(shelf: Shelf) -> None:
    other = mail(1, "Rain", Date="Tue, 05 May 2026 10:00:00 +0000", From="Bo <bo@x.example>")
    report = shelf.take(mail(1), other)
    assert report.posts == 2
    assert shelf.take(other, mail(1)).posts == 0
    assert sorted(line["subject"] for line in shelf.lines()) == ["Rain", "Wells"]


def test_one_mail_that_came_by_two_ways_is_shown_once_and_its_answers_with_it(shelf: Shelf) -> None:
    one = mail(1, words="The very same words, by way of two lists.")
    other = one.replace(b"<1@x.example>", b"<other@list.example>").replace(b"09:01:00", b"09:31:00")
    report = shelf.take(other, mail(40, In_Reply_To="<other@list.example>"), one)
    assert report.merged == 1
    assert shelf.parents() == {"<1@x.example>": None, "<40@x.example>": "<1@x.example>"}
    assert shelf.take(other, one).posts == 0
    shelf.check()


def test_pipermail_names_are_read_as_what_they_were(shelf: Shelf) -> None:
    raw = mail(1).replace(b"From: Ana <ana1@x.example>", b'From: ana at x.example (Ana "Hawk" Diaz)')
    shelf.take(raw)
    assert shelf.lines()[0]["posts"][0]["author"] == {"name": "Ana Hawk Diaz", "address": "ana@x.example"}


def test_what_is_odd_is_told(shelf: Shelf) -> None:
    report = shelf.take(
        mail(1, Date="Fri, 04 May 2068 09:00:00 +0000"),
        mail(2, From="Ana <ana@x.example>, Bo <bo@x.example>"),
        mail(3, Date=""),
        b"\n",
        mail(5),
    )
    assert (report.posts, report.empty) == (4, 1)
    told = " ".join(report.oddities)
    assert all(word in told for word in ("future", "no author", "no date", "nothing in it"))
    assert any(example.startswith("<1@x.example>") for example in report.examples)
    at = {post["message_id"]: post["at"] for line in shelf.lines() for post in line["posts"]}
    assert at["<1@x.example>"] == NOW.isoformat()


def test_a_mail_that_says_all_in_its_subject_is_kept_and_so_are_its_answers(shelf: Shelf) -> None:
    short = mail(1, "No meeting today").replace(b"The words of number 1 are like no others here.", b"")
    quoted = mail(3, "Re: No meeting today", "> No meeting today", In_Reply_To="<1@x.example>")
    report = shelf.take(short, mail(2, "Re: No meeting today", "Good.", In_Reply_To="<1@x.example>"), quoted)
    assert (report.posts, report.empty) == (3, 0)
    assert shelf.parents()["<2@x.example>"] == shelf.parents()["<3@x.example>"] == "<1@x.example>"


CLAIMED = datetime(2020, 5, 4, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("claimed", "received", "delivered", "at"),
    [
        (CLAIMED, (), None, CLAIMED),
        (CLAIMED, (CLAIMED + HOUR, CLAIMED), None, CLAIMED + HOUR),
        (CLAIMED, (), CLAIMED + 10 * HOUR, CLAIMED),  # a From line names no zone
        (CLAIMED, (), CLAIMED + 9 * DAY, CLAIMED + 9 * DAY),
        (CLAIMED, (CLAIMED + 900 * DAY, CLAIMED + DAY), None, CLAIMED + DAY),  # the archive was moved
        (CLAIMED - 7000 * DAY, (CLAIMED + HOUR, CLAIMED), None, CLAIMED),  # the clock was wrong
        (None, (CLAIMED,), None, CLAIMED),
        (None, (), CLAIMED, CLAIMED),
        (None, (), None, NOW),
        (NOW + 400 * DAY, (), None, NOW),
    ],
)
def test_a_post_has_a_date_that_makes_sense(
    claimed: datetime | None, received: tuple[datetime, ...], delivered: datetime | None, at: datetime
) -> None:
    assert posting_date(claimed, received, delivered, NOW)[0] == at


def test_posts_are_numbered_by_their_dates_and_are_in_no_digest(shelf: Shelf) -> None:
    shelf.take(mail(3), mail(1), mail(2))
    rows = shelf.database.read(lambda conn: conn.execute(select(posts).order_by(posts.c.seq)).all())
    assert [row.message_id for row in rows] == ["<1@x.example>", "<2@x.example>", "<3@x.example>"]
    assert all(row.is_archived for row in rows)


def live(shelf: Shelf, raw: bytes) -> None:
    letter = read(raw)
    assert letter.from_ is not None
    author = Author(letter.sender_name, letter.from_.address)
    forum: Forum = shelf.forum
    shelf.database.write(
        lambda conn: publish(conn, forum, letter, author, domain="cop.example.org", now=NOW, is_owed=False)
    )


def test_a_live_answer_finds_the_archived_post_and_an_archive_finds_the_live_one_that_waits(shelf: Shelf) -> None:
    live(shelf, mail(2, In_Reply_To="<1@x.example>"))
    shelf.take(mail(1))
    live(shelf, mail(3, In_Reply_To="<1@x.example>"))
    assert shelf.parents() == {
        "<1@x.example>": None,
        "<2@x.example>": "<1@x.example>",
        "<3@x.example>": "<1@x.example>",
    }
    assert [len(line["posts"]) for line in shelf.lines()] == [3]
    assert shelf.settle().placed == 0


def test_an_import_that_was_cut_between_pages_is_finished_by_the_next(shelf: Shelf) -> None:
    shelf.take(mail(1), mail(2, In_Reply_To="<1@x.example>"), is_settled=False)
    assert shelf.lines() == []
    report = shelf.take(mail(1))
    assert (report.posts, report.known, report.placed) == (0, 1, 2)
    assert len(shelf.lines()) == 1
    shelf.check()


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(archives(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_and_any_cut_into_archives_give_the_same_threads(
    sqlite_template: Path, mails: list[Mail], chance: random.Random, cuts: int
) -> None:
    shapes = []
    for cut in (1, cuts):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{next(_serial)}.db"
            file.write_bytes(sqlite_template.read_bytes())
            database = Database(f"sqlite:///{file}")
            shelf = Shelf(database)
            for part in range(cut):
                shelf.take_entries([Entry(one.raw) for one in mails[part::cut]])
            shelf.check()
            shapes.append(shelf.shape())
            database.close()
        mails = chance.sample(mails, len(mails))
    assert shapes[0] == shapes[1]
