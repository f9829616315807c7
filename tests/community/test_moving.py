"""What a facilitator corrects: split, merge, move. Descendants follow, and nothing undoes it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, insert, select

from mailcop.community import archive, moving, threads
from mailcop.community.forums import declare_forum, forum_named
from mailcop.community.publishing import Author, Posted, publish
from mailcop.model import digest_items, issues, mailings, posts
from mailcop.model import threads as thread_rows
from mailcop.reading import read
from mailcop.words import MailingKind, MailingState, Policy
from tests.archive.shelf import NOW, Shelf, mail


class Desk:
    """Posts that came live into `general`, and what a facilitator does to them."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.database = shelf.database

    def post(self, number: int, subject: str = "Re: Wells", **fields: str) -> Posted:
        letter = read(mail(number, subject, **fields))
        author = Author(letter.sender_name, letter.from_.address if letter.from_ else "")
        return self.database.write(
            lambda conn: publish(conn, self.shelf.forum, letter, author, domain="cop.example.org", now=NOW)
        )

    def do(self, work: Any) -> Any:
        return self.database.write(work)

    def texts(self, name: str = "general") -> list[tuple[str, list[str]]]:
        def work(conn: Any) -> list[tuple[str, list[str]]]:
            forum = forum_named(conn, name)
            assert forum is not None
            lines = archive.thread_lines(conn, forum)
            return [(line["subject"], [post["message_id"][1] for post in line["posts"]]) for line in lines]

        return self.database.read(work)

    def rows(self, query: Any) -> list[Any]:
        return list(self.database.read(lambda conn: conn.execute(query).all()))


@pytest.fixture
def desk(shelf: Shelf) -> Desk:
    return Desk(shelf)


@pytest.fixture
def wells(desk: Desk) -> list[Posted]:
    """One thread: 1, its answer 2, and 3 that answers 2; 4 that answers 1."""
    one = desk.post(1, "Wells")
    two = desk.post(2, In_Reply_To="<1@x.example>")
    three = desk.post(3, In_Reply_To="<2@x.example>")
    four = desk.post(4, In_Reply_To="<1@x.example>")
    return [one, two, three, four]


def test_a_post_is_split_off_with_its_descendants_and_what_was_sent_of_them(desk: Desk, wells: list[Posted]) -> None:
    desk.do(lambda conn: _digest(conn, desk.shelf.forum.id, [wells[2]]))
    made = desk.do(lambda conn: moving.split(conn, wells[1].post_id, subject="Pumps"))
    assert desk.texts() == [("Wells", ["1", "4"]), ("Pumps", ["2", "3"])]
    moved = {wells[1].post_id, wells[2].post_id}
    letters = desk.rows(select(mailings.c.post_id, mailings.c.thread_id).where(mailings.c.post_id.in_(moved)))
    assert {row.thread_id for row in letters} == {made}
    assert [row.thread_id for row in desk.rows(select(digest_items.c.thread_id))] == [made]
    counts = desk.rows(select(thread_rows.c.posts, thread_rows.c.started_at).order_by(thread_rows.c.id))
    assert [row.posts for row in counts] == [2, 2]


def test_a_split_says_so_and_neither_a_late_parent_nor_an_import_undoes_it(desk: Desk) -> None:
    desk.post(1, "Wells")
    two = desk.post(2, In_Reply_To="<late@x.example>", References="<1@x.example>")
    desk.do(lambda conn: moving.split(conn, two.post_id))
    desk.post(5, In_Reply_To="<1@x.example>", Message_ID="<late@x.example>")
    desk.shelf.take(mail(9, "Rain"))
    assert desk.shelf.settle().placed == 0
    assert desk.shelf.parents()["<2@x.example>"] is None
    evidence = {post["message_id"]: post["evidence"] for line in desk.shelf.lines() for post in line["posts"]}
    assert [one["kind"] for one in evidence["<2@x.example>"]][:2] == ["facilitator", "references"]


def test_what_begins_a_thread_can_not_be_split_off(desk: Desk, wells: list[Posted]) -> None:
    with pytest.raises(moving.NotMoved, match="begins its thread"):
        desk.do(lambda conn: moving.split(conn, wells[0].post_id))
    with pytest.raises(moving.NotMoved, match="no post"):
        desk.do(lambda conn: moving.split(conn, 999))


def test_two_threads_are_merged_and_the_old_address_leads_to_the_new_one(desk: Desk, wells: list[Posted]) -> None:
    rain = desk.post(6, "Rain")
    desk.post(7, "Re: Rain", In_Reply_To="<6@x.example>")
    assert desk.do(lambda conn: moving.merge(conn, rain.thread_id, wells[0].thread_id)) == 2
    assert desk.texts() == [("Wells", ["1", "2", "3", "4", "6", "7"])]
    row = desk.rows(select(thread_rows).where(thread_rows.c.id == rain.thread_id))[0]
    assert (row.merged_into, row.posts) == (wells[0].thread_id, 0)
    desk.post(8, "Re: Rain", In_Reply_To="<7@x.example>")
    desk.shelf.take(mail(9, "Fog"))
    assert desk.shelf.settle().placed == 0
    assert sorted(desk.texts()) == [("Fog", ["9"]), ("Wells", ["1", "2", "3", "4", "6", "7", "8"])]


def test_threads_merged_in_a_row_all_lead_to_the_last(desk: Desk) -> None:
    one, two, three = (desk.post(number, f"Subject {word}") for number, word in ((1, "one"), (2, "two"), (3, "three")))
    desk.do(lambda conn: moving.merge(conn, one.thread_id, two.thread_id))
    desk.do(lambda conn: moving.merge(conn, two.thread_id, three.thread_id))
    with pytest.raises(moving.NotMoved, match="already"):
        desk.do(lambda conn: moving.merge(conn, three.thread_id, one.thread_id))
    rows = desk.rows(select(thread_rows.c.merged_into).order_by(thread_rows.c.id))
    assert [row.merged_into for row in rows] == [three.thread_id, three.thread_id, None]


def test_a_thread_moved_to_another_forum_takes_new_seqs_and_is_no_news_there(desk: Desk, wells: list[Posted]) -> None:
    other = desk.do(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    assert desk.do(lambda conn: moving.move(conn, wells[0].thread_id, other)) == 4
    assert desk.texts() == []
    assert desk.texts("other") == [("Wells", ["1", "2", "3", "4"])]
    rows = desk.rows(select(posts.c.seq, posts.c.is_archived, posts.c.forum_id).order_by(posts.c.id))
    assert [(row.seq, row.is_archived, row.forum_id) for row in rows] == [(n, True, other) for n in (1, 2, 3, 4)]
    known = desk.database.read(lambda conn: threads.known_by(conn, other, ["<3@x.example>", wells[2].own_message_id]))
    assert {one.post_id for one in known.values()} == {wells[2].post_id}
    assert not desk.database.read(lambda conn: threads.known_by(conn, desk.shelf.forum.id, ["<3@x.example>"]))
    five = desk.post(5, "Rain")
    assert five.seq == 5


def test_a_thread_moved_as_news_is_in_the_digests_of_its_new_forum(desk: Desk, wells: list[Posted]) -> None:
    other = desk.do(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    desk.do(lambda conn: moving.move(conn, wells[0].thread_id, other, is_news=True))
    fresh = select(func.count()).select_from(posts).where(posts.c.is_archived.is_(False), posts.c.forum_id == other)
    assert desk.rows(fresh)[0][0] == 4


def test_threads_of_two_forums_are_not_merged(desk: Desk, wells: list[Posted]) -> None:
    other = desk.do(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    rain = desk.post(6, "Rain")
    desk.do(lambda conn: moving.move(conn, rain.thread_id, other))
    with pytest.raises(moving.NotMoved, match="another forum"):
        desk.do(lambda conn: moving.merge(conn, rain.thread_id, wells[0].thread_id))
    with pytest.raises(moving.NotMoved, match="no forum"):
        desk.do(lambda conn: moving.move(conn, rain.thread_id, 99))


def test_letters_about_a_moved_post_lead_to_its_present_forum(desk: Desk, wells: list[Posted]) -> None:
    rain = desk.post(6, "Rain")
    digest = desk.do(lambda conn: _digest(conn, desk.shelf.forum.id, [wells[2], rain]))
    about = {row.post_id: row.id for row in desk.rows(select(mailings.c.id, mailings.c.post_id))}
    other = desk.do(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    here = desk.shelf.forum.id

    def leads(mailing: int, number: int = 0) -> int | None:
        return desk.database.read(lambda conn: moving.leads_to(conn, mailing, number))

    assert leads(about[wells[1].post_id]) == leads(digest, 1) == here
    desk.do(lambda conn: moving.move(conn, wells[0].thread_id, other))
    assert leads(about[wells[1].post_id]) == leads(digest, 1) == other
    assert leads(about[rain.post_id]) == leads(digest, 2) == here
    assert leads(digest) is None
    assert leads(digest, 3) is None
    assert leads(9_999) is None


def test_letters_about_a_thread_lead_to_where_it_went_and_was_merged(desk: Desk, wells: list[Posted]) -> None:
    rain = desk.post(6, "Rain")
    letter = desk.do(lambda conn: _announced(conn, desk.shelf.forum.id, rain.thread_id))
    other = desk.do(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    desk.do(lambda conn: moving.merge(conn, rain.thread_id, wells[0].thread_id))
    desk.do(lambda conn: moving.move(conn, wells[0].thread_id, other))
    assert desk.database.read(lambda conn: moving.leads_to(conn, letter)) == other
    assert desk.database.read(lambda conn: moving.thread_now(conn, rain.thread_id)) == wells[0].thread_id


TIMES = {"created_at": NOW, "due_at": NOW, "expires_at": NOW}


def _digest(conn: Any, forum_id: int, items: list[Posted]) -> int:
    values = {"kind": "weekly", "number": 1, "key": "w", "cut_at": NOW, "forum_id": forum_id}
    issue = conn.execute(insert(issues).values(values).returning(issues.c.id)).scalar_one()
    row = {"kind": MailingKind.DIGEST, "key": "d", "state": MailingState.EXPANDED, "issue_id": issue}
    made: int = conn.execute(insert(mailings).values(row | TIMES).returning(mailings.c.id)).scalar_one()
    for number, one in enumerate(items, 1):
        item = {"mailing_id": made, "number": number, "thread_id": one.thread_id, "post_id": one.post_id}
        conn.execute(insert(digest_items).values(item))
    return made


def _announced(conn: Any, forum_id: int, thread_id: int) -> int:
    row = {"kind": MailingKind.ANNOUNCEMENT, "key": "a", "state": MailingState.EXPANDED, "thread_id": thread_id}
    made = conn.execute(insert(mailings).values(row | TIMES | {"forum_id": forum_id}).returning(mailings.c.id))
    return int(made.scalar_one())
