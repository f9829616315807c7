"""The cut of digests: exactly one a member, forum and period, whatever the clock and the node do."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from mailcop.config.settings import DigestSettings
from mailcop.db import Database
from mailcop.editions.digests import PAGE, Cut, cut_due, period_key, resume_due
from mailcop.timetable import instant
from mailcop.words import Delivery
from tests.editions.world import BEGINNING, World

MONDAY_7 = DigestSettings(0, time(7))
MON = date(2026, 1, 5)


def cut(world: World, now: datetime, hours: DigestSettings = MONDAY_7, page: int = PAGE) -> Cut:
    return world.database.write(lambda conn: cut_due(conn, now, hours, page), "bulk")


def at(day: date, clock: str = "12:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), UTC)


def ranges(world: World) -> list[tuple[int, int]]:
    return [(row.facts["after"], row.facts["through"]) for row in world.rows("mailings")]


def test_a_weekly_digest_is_cut_at_the_members_own_hour(world: World) -> None:
    forum = world.forum()
    world.member("Nadia", forum, zone="Pacific/Tongatapu")
    world.member("Paul", forum, zone="America/New_York")
    cut(world, at(date(2025, 12, 31)))  # the weeks in which nothing was said
    world.post(forum, at(date(2026, 1, 2)))

    tonga = instant(MON, time(7), "Pacific/Tongatapu")
    assert cut(world, tonga - timedelta(minutes=1)).letters == 0
    assert cut(world, tonga).letters == 1
    assert cut(world, instant(MON, time(7), "America/New_York")).letters == 1
    assert [row.key for row in world.rows("deliveries")] == ["nadia@example.org", "paul@example.org"]


def test_a_digest_covers_up_to_its_own_readers_hour_though_nothing_came_since_that_of_others(world: World) -> None:
    forum = world.forum()
    hours = {name: instant(MON, time(7), zone) for name, zone in (("Hana", "Asia/Tokyo"), ("Luz", "America/Lima"))}
    world.member("Hana", forum, zone="Asia/Tokyo")
    world.member("Luz", forum, zone="America/Lima")
    cut(world, at(date(2025, 12, 31)))  # the weeks in which nothing was said
    world.post(forum, at(date(2026, 1, 2)))
    for hour in hours.values():
        assert cut(world, hour).letters == 1
    mailings = world.rows("mailings")
    assert [row.created_at for row in mailings] == list(hours.values())
    assert len({row.issue_id for row in mailings}) == 1


def test_a_second_tick_cuts_nothing_again(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, at(MON, "05:00"))

    assert cut(world, at(MON)).letters == 1
    assert cut(world, at(MON)).letters == 0
    assert cut(world, at(MON, "23:00")).letters == 0


def test_a_post_on_the_border_of_two_weeks_is_in_exactly_one_digest(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, at(MON, "05:59"))
    cut(world, at(MON, "06:00"))
    world.post(forum, at(MON, "06:00"))
    cut(world, at(MON + timedelta(days=7), "06:00"))

    assert ranges(world) == [(0, 1), (1, 2)]


def test_who_joins_after_the_hour_waits_for_the_next_period(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum, now=at(MON, "09:00"))
    world.post(forum, at(MON, "10:00"))

    assert cut(world, at(MON, "11:00")).letters == 0
    assert cut(world, at(MON + timedelta(days=7), "06:00")).letters == 1
    assert [row.facts["covers"] for row in world.rows("mailings")] == [1]


def test_after_three_weeks_away_one_digest_covers_them_all(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum, now=at(MON - timedelta(days=3)))
    world.post(forum, at(MON - timedelta(days=1)))
    cut(world, at(MON))
    for week in range(3):
        world.post(forum, at(MON + timedelta(days=1 + 7 * week)))

    assert cut(world, at(MON + timedelta(days=21))).letters == 1
    assert cut(world, at(MON + timedelta(days=21))).letters == 0
    assert [row.facts["covers"] for row in world.rows("mailings")] == [1, 3]
    assert ranges(world) == [(0, 1), (1, 4)]


def test_a_quiet_month_before_the_words_is_not_called_late(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, at(MON - timedelta(days=2)))

    assert cut(world, at(MON)).letters == 1  # the first turn of the clock since the beginning of December
    assert [row.facts["covers"] for row in world.rows("mailings")] == [1]


def test_an_empty_digest_is_not_sent_and_its_week_does_not_count_as_late(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    for week in range(3):
        assert cut(world, at(MON + timedelta(days=7 * week))).letters == 0
    world.post(forum, at(MON + timedelta(days=15)))
    cut(world, at(MON + timedelta(days=21)))

    assert [row.facts["covers"] for row in world.rows("mailings")] == [1]


def test_a_week_with_hidden_posts_only_is_empty_and_they_never_come_back(world: World) -> None:
    forum = world.forum()
    member = world.member("Ana", forum)
    hidden = world.post(forum, at(MON, "05:00"), hidden_at=at(MON, "05:30"))
    assert cut(world, at(MON)).letters == 0
    world.set("posts", hidden, hidden_at=None)

    assert cut(world, at(MON + timedelta(days=7))).letters == 0
    assert [row.mark for row in world.rows("subscriptions", member_id=member)] == [1]


def test_a_clock_set_back_sends_nothing_twice(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    world.post(forum, at(MON))
    cut(world, at(MON + timedelta(days=7)))
    world.post(forum, at(MON + timedelta(days=7)))

    for days in (0, 3, -30, 7):
        assert cut(world, at(MON + timedelta(days=days))).letters == 0
    assert cut(world, at(MON + timedelta(days=14))).letters == 1


def test_readers_of_one_range_share_one_mailing_and_its_numbers(world: World) -> None:
    forum = world.forum()
    for name in ("Ana", "Bo", "Cy"):
        world.member(name, forum)
    first = world.post(forum, at(MON, "03:00"))
    thread = world.rows("posts", id=first)[0].thread_id
    other = world.post(forum, at(MON, "04:00"))
    answer = world.post(forum, at(MON, "05:00"), thread=thread)
    cut(world, at(MON), page=2)
    cut(world, at(MON), page=2)

    (mailing,) = world.rows("mailings")
    assert len(world.rows("deliveries", mailing_id=mailing.id)) == 3
    assert [(row.number, row.post_id) for row in world.rows("digest_items")] == [(1, answer), (2, other)]


def test_pages_are_bounded_and_the_rest_follows(world: World) -> None:
    forum = world.forum()
    for n in range(7):
        world.member(f"m{n}", forum)
    world.post(forum, at(MON, "03:00"))

    done = [cut(world, at(MON), page=3) for _ in range(3)]
    assert [page.letters for page in done] == [3, 3, 1]
    assert [page.is_full for page in done] == [True, True, False]


def test_issues_are_numbered_per_forum_and_period(world: World) -> None:
    forum, other = world.forum(), world.forum("care")
    world.member("Ana", forum, other)
    world.member("Bo", forum, delivery="daily")
    for week in range(2):
        for one in (forum, other):
            world.post(one, at(MON + timedelta(days=7 * week), "03:00"))
        cut(world, at(MON + timedelta(days=7 * week)))

    issues = sorted((row.forum_id, row.kind, row.number) for row in world.rows("issues"))
    assert issues == [
        (forum, "daily", 1),
        (forum, "daily", 2),
        (forum, "weekly", 1),
        (forum, "weekly", 2),
        (other, "weekly", 1),
        (other, "weekly", 2),
    ]


def test_who_changes_zone_on_the_day_gets_one_digest(world: World) -> None:
    forum = world.forum()
    member = world.member("Ana", forum, zone="Pacific/Tongatapu")
    world.post(forum, at(MON - timedelta(days=3)))
    cut(world, instant(MON, time(7), "Pacific/Tongatapu"))
    world.set("members", member, zone="America/New_York")
    world.post(forum, at(MON, "01:00"))

    assert cut(world, instant(MON, time(7), "America/New_York")).letters == 0
    assert cut(world, instant(MON + timedelta(days=7), time(7), "America/New_York")).letters == 1
    assert ranges(world) == [(0, 1), (1, 2)]


def test_a_paused_member_gets_nothing_and_resumes_from_now(world: World) -> None:
    forum = world.forum()
    member = world.member("Ana", forum)
    (subscription,) = world.rows("subscriptions", member_id=member)
    world.set("subscriptions", subscription.id, paused_until=date(2026, 2, 1))
    world.post(forum, at(MON))
    assert cut(world, at(MON + timedelta(days=14))).letters == 0

    now = at(date(2026, 2, 1), "08:00")
    assert world.database.write(lambda conn: resume_due(conn, now - timedelta(days=1), MONDAY_7)) == 0
    assert world.database.write(lambda conn: resume_due(conn, now, MONDAY_7)) == 1
    assert cut(world, now).letters == 0
    world.post(forum, now)
    assert cut(world, at(date(2026, 2, 2))).letters == 1
    assert ranges(world) == [(1, 2)]


def test_four_nodes_that_tick_at_once_cut_each_digest_once(world: World, database_url: str) -> None:
    forum = world.forum()
    for n in range(40):
        world.member(f"m{n}", forum)
    world.post(forum, at(MON, "03:00"))
    nodes = [Database(database_url) for _ in range(4)]

    def node(database: Database) -> int:
        done = 0
        for _ in range(8):
            done += database.write(lambda conn: cut_due(conn, at(MON), MONDAY_7, 7), "bulk").letters
        return done

    with ThreadPoolExecutor(4) as pool:
        letters = sum(pool.map(node, nodes))
    for database in nodes:
        database.close()

    assert letters == 40
    assert len({row.key for row in world.rows("deliveries")}) == len(world.rows("deliveries")) == 40


def test_a_year_with_restarts_and_clock_jumps_gives_one_digest_a_member_and_period(
    world: World, database_url: str
) -> None:
    chance = random.Random(7)
    forums = [world.forum(), world.forum("care")]
    zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Tongatapu"]
    for n, zone in enumerate(zones):
        world.member(f"w{n}", *forums, zone=zone)
        world.member(f"d{n}", forums[0], zone=zone, delivery="daily")
    hours = DigestSettings(6, time(2, 30))  # Sundays, in the hour that clocks skip or repeat
    now, end = BEGINNING, BEGINNING + timedelta(days=365)
    node = Database(database_url)
    while now < end:
        now += timedelta(hours=chance.choice([5, 7, 9, 11, 30]))
        if chance.random() < 0.7:
            world.post(chance.choice(forums), now)
        if chance.random() < 0.02:  # down for a while, then another process
            node.close()
            node = Database(database_url)
            now += timedelta(days=chance.randint(1, 20))
        for tick in (now, now - timedelta(days=chance.choice([0, 0, 1, 9])), now):
            node.write(partial(cut_due, now=tick, hours=hours), "bulk")
    node.close()
    assert_nothing_lost_or_repeated(world, end + timedelta(days=30), hours)


def assert_nothing_lost_or_repeated(world: World, now: datetime, hours: DigestSettings) -> None:
    """Each reader's ranges follow each other without a hole, one a period, and reach the newest post."""
    cut(world, now, hours)
    mailings = {row.id: row for row in world.rows("mailings")}
    for subscription in world.rows("subscriptions"):
        mine = [mailings[row.mailing_id] for row in world.rows("deliveries", subscription_id=subscription.id)]
        keys = [row.facts["key"] for row in mine]
        assert keys == sorted(keys)
        assert max(Counter(keys).values()) == 1
        edges = [(row.facts["after"], row.facts["through"]) for row in mine]
        posts = [row.seq for row in world.rows("posts", forum_id=subscription.forum_id)]
        covered = [seq for after, through in edges for seq in posts if after < seq <= through]
        assert covered == posts
        weekdays = {date.fromisoformat(key).weekday() for key in keys}
        assert weekdays == ({6} if subscription.delivery == "weekly" else set(range(7)))


def test_the_key_of_a_period_is_empty_where_there_is_no_digest() -> None:
    assert period_key(at(MON), Delivery.EACH, "UTC", MONDAY_7) == ""
    assert period_key(at(MON), Delivery.WEEKLY, "UTC", MONDAY_7) == "2026-01-05"
