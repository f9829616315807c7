"""Letters written from the tables: each leads back to where it came from, and says what is true when it leaves."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from mailcop import model
from mailcop.community.placing import Known
from mailcop.community.publishing import owe_post
from mailcop.community.registrations import asked_about
from mailcop.config import DigestSettings
from mailcop.editions import clock
from mailcop.editions.letterhead import Letterhead
from mailcop.editions.letters import Letters
from mailcop.editions.looks import look
from mailcop.editions.notices import owe_notice
from mailcop.timetable import Start
from mailcop.words import MailingKind, Purpose, Token
from mailcop.writing.facts import HeldFacts
from mailcop.writing.notice_kinds import NoticeKind
from tests.editions.world import BEGINNING, World, text_of

HOURS = DigestSettings()  # Mondays at 07:00
MONDAY = datetime(2025, 12, 8, 12, tzinfo=UTC)
TOLD = timedelta(minutes=1)


def owe(world: World, post: int) -> None:
    """The mailing of a post, as publishing owes it."""
    (row,) = world.rows("posts", id=post)
    world.database.write(
        lambda conn: owe_post(
            conn, row.forum_id, Known(post, row.thread_id), row.seq, 1_000, row.subject, row.posted_at
        )
    )
    world.expand(row.posted_at)


def test_a_post_has_one_message_id_for_all_and_a_reply_address_for_each(
    world: World, letters: Letters, head: Letterhead
) -> None:
    forum = world.forum()
    for name in ("Ana", "Bo"):
        world.member(name, forum, delivery="each")
    owe(world, world.post(forum, MONDAY))
    ana, bo = (world.letter_to(letters, f"{name}@example.org", "post", MONDAY) for name in ("ana", "bo"))

    assert ana["Message-ID"] == bo["Message-ID"]
    assert ana["Reply-To"] != bo["Reply-To"]
    place = head.book.decode(str(ana["Reply-To"]))
    assert place is not None
    assert place.token is not None
    assert place.token.purpose is Purpose.REPLY
    assert world.rows("deliveries", id=place.token.id)[0].address == "ana@example.org"


def test_an_answer_names_its_ancestors_by_their_own_ids_and_ours(world: World, letters: Letters) -> None:
    forum = world.forum()
    world.member("Ana", forum, delivery="each")
    first = world.post(forum, MONDAY)
    thread = world.rows("posts", id=first)[0].thread_id
    second = world.post(forum, MONDAY, thread, parent_id=first)
    third = world.post(forum, MONDAY, thread, parent_id=second, folds=[{"kind": "quote", "text": "> x", "position": 0}])
    owe(world, third)
    letter = world.letter_to(letters, "ana@example.org", "post", MONDAY)
    posts = world.rows("posts")

    ids = [one for post in posts[:2] for one in (post.message_id, post.own_message_id)]
    assert str(letter["References"]).split() == ids
    assert letter["In-Reply-To"] == posts[1].own_message_id
    assert letter["Archived-At"].startswith("<http://127.0.0.1:8025/p/l")
    assert "Words of post 2." in text_of(letter)  # what was quoted, from the archive


def test_each_item_of_a_digest_has_an_address_that_means_its_thread(
    world: World, letters: Letters, head: Letterhead
) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    for _ in range(3):
        world.post(forum, MONDAY - timedelta(hours=9))
    clock.tick(world.database, MONDAY, HOURS)
    said = text_of(world.letter_to(letters, "ana@example.org", "digest", MONDAY))
    tokens = [head.book.decode(found) for found in re.findall(r"general\.i\w+@cop\.example\.org", said)]

    (mailing,) = world.rows("mailings", kind="digest")
    (delivery,) = world.rows("deliveries", mailing_id=mailing.id)
    decoded = [one.token for one in tokens if one is not None]
    assert decoded == [Token(Purpose.ITEM, delivery.id, number) for number in (1, 2, 3)]
    assert [row.number for row in world.rows("digest_items", mailing_id=mailing.id)] == [1, 2, 3]


def test_what_is_hidden_after_the_cut_is_left_out_and_the_other_numbers_stay(world: World, letters: Letters) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    first = world.post(forum, MONDAY - timedelta(hours=9), text="This one goes.")
    world.post(forum, MONDAY - timedelta(hours=9), text="This one stays.")
    clock.tick(world.database, MONDAY, HOURS)
    world.set("posts", first, hidden_at=MONDAY)
    said = text_of(world.letter_to(letters, "ana@example.org", "digest", MONDAY))

    assert "This one goes." not in said
    assert "2  SUBJECT 2" in said


def test_a_digest_of_which_nothing_is_left_is_not_sent(world: World, letters: Letters) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    post = world.post(forum, MONDAY - timedelta(hours=9))
    clock.tick(world.database, MONDAY, HOURS)
    world.set("posts", post, hidden_at=MONDAY)
    ids = [row.id for row in world.rows("deliveries")]
    (written,) = world.database.read(lambda conn: letters.write(conn, ids, MONDAY + TOLD))

    assert (written.raw, written.why) == (b"", "nothing true is left to say")


def test_a_digest_says_the_next_dates_and_who_has_a_place(world: World, letters: Letters) -> None:
    forum = world.forum()
    ana = world.member("Ana", forum, zone="America/New_York")
    world.member("Bo", forum, zone="America/New_York")
    webinar = world.webinar(Start(date(2025, 12, 17), time(15), "Europe/Paris"))
    world.webinar(Start(date(2026, 5, 17), time(15), "Europe/Paris"), "Far away")
    world.say(ana, webinar, "yes", BEGINNING)
    world.post(forum, MONDAY - timedelta(hours=9))
    clock.tick(world.database, MONDAY + timedelta(hours=3), HOURS)
    one, other = (text_of(world.letter_to(letters, f"{n}@example.org", "digest", MONDAY)) for n in ("ana", "bo"))

    assert "Wednesday 17 December, 09:00 in New York (UTC-5)" in one
    assert "Far away" not in one
    assert "You have a place." in one
    assert "You have a place." not in other


def test_yes_to_a_digest_means_its_one_event_and_of_two_neither(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    first = world.webinar(Start(date(2025, 12, 17), time(15), "Europe/Paris"))
    world.post(forum, MONDAY - timedelta(hours=9))
    clock.tick(world.database, MONDAY, HOURS)
    world.webinar(Start(date(2025, 12, 18), time(15), "Europe/Paris"), "Another")
    later = MONDAY + timedelta(days=7)
    world.post(forum, later - timedelta(hours=9))
    clock.tick(world.database, later, HOURS)
    one, two = [row.id for row in world.rows("deliveries")]

    def asked(delivery: int, now: datetime) -> list[int]:
        return [each.id for each in world.database.read(lambda conn: asked_about(conn, delivery, now))]

    assert asked(one, MONDAY) == [first]
    assert asked(two, later) == []
    assert asked(one, MONDAY + timedelta(days=30)) == []


def test_a_reminder_is_in_each_readers_own_time(world: World, letters: Letters) -> None:
    webinar = world.webinar(Start(date(2026, 3, 29), time(15), "Europe/Paris"))
    for name, zone in (("Ana", "Africa/Nairobi"), ("Bo", "Pacific/Fiji")):
        world.say(world.member(name, zone=zone), webinar, "yes", BEGINNING)
    now = datetime(2026, 3, 28, 14, tzinfo=UTC)
    clock.tick(world.database, now, HOURS)
    world.expand(now)

    ana = world.letter_to(letters, "ana@example.org", "reminder", now)
    assert "Tomorrow" in str(ana["Subject"])
    assert "Sunday 29 March 2026, 16:00 in Nairobi (UTC+3)" in text_of(ana)
    assert ana["Auto-Submitted"] == "auto-generated"
    bo = world.letter_to(letters, "bo@example.org", "reminder", now)
    assert "Monday 30 March 2026, 01:00 in" in text_of(bo)
    assert [part.get_content_type() for part in ana.walk()].count("text/calendar") >= 1


def test_a_late_reminder_never_says_tomorrow_on_the_day_itself(world: World, letters: Letters) -> None:
    webinar = world.webinar(Start(date(2026, 3, 29), time(15), "Europe/Paris"))
    for name, zone in (("Ana", "Europe/Paris"), ("Bo", "Pacific/Fiji")):
        world.say(world.member(name, zone=zone), webinar, "yes", BEGINNING)
    now = datetime(2026, 3, 29, 7, tzinfo=UTC)  # 09:00 in Paris; in Fiji it is tomorrow at 01:00
    clock.tick(world.database, now, HOURS)
    world.expand(now)
    ids = [row.id for row in world.rows("deliveries")]
    paris, fiji = world.database.read(lambda conn: letters.write(conn, ids, now))

    assert (paris.raw, paris.why) == (b"", "nothing true is left to say")
    assert b"Tomorrow" in fiji.raw


def test_a_notice_goes_to_one_address_with_the_ways_to_answer(world: World, letters: Letters, head: Letterhead) -> None:
    forum = world.forum()
    about = HeldFacts("Hello", "I am new here.", MONDAY, "Sam", "en")
    for _ in range(2):
        world.database.write(
            lambda conn: owe_notice(
                conn,
                NoticeKind.HELD_FACILITATORS,
                "ines@example.org",
                MONDAY,
                key="reception:7",
                forum_id=forum,
                values={"address": "sam@example.net", "reason": "stranger"},
                about=about,
                answers_to=Token(Purpose.HELD, 7),
                in_reply_to="<x@example.net>",
            )
        )
    letter = world.letter_to(letters, "ines@example.org", "notice", MONDAY)

    assert len(world.rows("deliveries")) == 1
    assert letter["Auto-Submitted"] == "auto-replied"
    assert "I am new here." in text_of(letter)
    place = head.book.decode(str(letter["Reply-To"]))
    assert place is not None
    assert place.token == Token(Purpose.HELD, 7)


def test_a_notice_to_a_stranger_is_in_the_language_in_which_they_wrote(world: World, letters: Letters) -> None:
    forum = world.forum()
    world.database.write(
        lambda conn: owe_notice(
            conn, NoticeKind.JOIN_CONFIRM, "sam@example.net", MONDAY, key="p:1", forum_id=forum, language="es"
        )
    )
    letter = world.letter_to(letters, "sam@example.net", "notice", MONDAY)

    page = letter.get_body(("html",))
    assert page is not None
    assert '<html lang="es"' in page.get_content()


def test_a_letter_is_rendered_once_for_all_who_share_language_and_zone(
    world: World, letters: Letters, head: Letterhead
) -> None:
    forum = world.forum()
    for n in range(30):
        world.member(f"m{n}", forum, delivery="each", zone=("UTC", "Europe/Paris")[n % 2])
    owe(world, world.post(forum, MONDAY))
    fresh = Letters(head, letters.writer)
    ids = [row.id for row in world.rows("deliveries")]
    written = world.database.read(lambda conn: fresh.write(conn, ids, MONDAY))

    assert [one.delivery_id for one in written] == ids
    assert len({one.sender for one in written}) == 30
    assert fresh.renderings == 2


def test_an_address_that_cannot_stand_in_a_header_keeps_nobody_waiting(world: World, letters: Letters) -> None:
    forum = world.forum()
    for name in ("Ana", "Bo"):
        world.member(name, forum, delivery="each")
    owe(world, world.post(forum, MONDAY))
    ids = [row.id for row in world.rows("deliveries")]
    world.set("deliveries", ids[0], address="a\r\nBcc: all@example.org")
    bad, good = world.database.read(lambda conn: letters.write(conn, ids, MONDAY))

    assert (bad.raw, bool(bad.why), bool(good.raw)) == (b"", True, True)


def test_a_look_shows_the_next_digest_and_leaves_no_trace(world: World, letters: Letters) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, MONDAY - timedelta(days=1), text="To be seen.")
    shown = look(world.database, letters, HOURS, MailingKind.DIGEST, "ana@example.org", MONDAY - timedelta(hours=18))

    assert shown is not None
    assert shown.at == datetime(2025, 12, 8, 6, tzinfo=UTC)
    assert "To be seen." in shown.text
    assert b"To be seen." in shown.raw
    assert world.rows("mailings") == world.rows("deliveries") == []
    assert [row.last_period for row in world.rows("subscriptions")] == [""]


def test_a_look_where_nothing_is_owed_shows_nothing(world: World, letters: Letters) -> None:
    assert look(world.database, letters, HOURS, MailingKind.REMINDER, "ana@example.org", MONDAY) is None


def test_a_turn_says_what_it_did_and_a_second_one_has_nothing_to_say(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, MONDAY - timedelta(hours=9))

    assert [(one.what, one.count) for one in clock.tick(world.database, MONDAY, HOURS)] == [("digests", 1)]
    assert clock.tick(world.database, MONDAY, HOURS) == []


def test_an_instance_on_hold_owes_nothing(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, MONDAY - timedelta(hours=9))
    facts = {"name": "hold", "value": "restored"}
    world.database.write(lambda conn: conn.execute(model.facts.insert().values(facts)) and None)

    assert clock.tick(world.database, MONDAY, HOURS) == []
    assert world.rows("mailings") == []
