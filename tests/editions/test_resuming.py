"""The hold of a copy is lifted as of an instant: what the first instance saw to is past, what came since is owed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailcop import model
from mailcop.config import DigestSettings
from mailcop.editions import clock
from mailcop.editions.resuming import Lifted, lift_hold
from tests.editions.world import World

HOURS = DigestSettings()
MONDAY = datetime(2026, 1, 12, 6, tzinfo=UTC)  # 07:00 in Paris
LAST = MONDAY - timedelta(days=7)
NEXT = MONDAY + timedelta(days=7)


def held(world: World) -> None:
    row = {"name": "hold", "value": "copy as of then"}
    world.database.write(lambda conn: conn.execute(model.facts.insert().values(row)) and None)


def lifted(world: World, as_of: datetime) -> Lifted:
    return world.database.write(lambda conn: lift_hold(conn, as_of, HOURS))


def states(world: World) -> list[str]:
    return sorted(row.state for row in world.rows("deliveries"))


def test_a_digest_that_the_first_instance_cut_is_not_sent_again_and_the_next_holds_what_came_since(
    world: World,
) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    assert clock.tick(world.database, LAST, HOURS) == []  # nothing was new a week ago
    world.post(forum, MONDAY - timedelta(hours=9))
    held(world)
    since = world.post(forum, MONDAY + timedelta(hours=5))  # came to the copy, after the first instance had ended
    assert lifted(world, MONDAY + timedelta(hours=1)) == Lifted(1, 0)
    assert states(world) == ["skipped"]
    assert clock.tick(world.database, NEXT - timedelta(hours=1), HOURS) == []
    assert [one.what for one in clock.tick(world.database, NEXT, HOURS)] == ["digests"]
    assert states(world) == ["planned", "skipped"]
    assert [row.post_id for row in world.rows("digest_items")][-1:] == [since]


def test_a_digest_that_was_not_due_when_the_first_instance_ended_holds_all(world: World) -> None:
    forum = world.forum()
    world.member("Ana", forum)
    assert clock.tick(world.database, LAST, HOURS) == []  # nothing was new a week ago
    world.post(forum, MONDAY - timedelta(hours=9))
    world.post(forum, MONDAY - timedelta(hours=8))
    held(world)
    assert lifted(world, MONDAY - timedelta(hours=2)) == Lifted(0, 0)
    assert [one.what for one in clock.tick(world.database, MONDAY, HOURS)] == ["digests"]
    assert len(world.rows("digest_items")) == 2


def test_only_an_instance_on_hold_has_a_hold_to_lift(world: World) -> None:
    with pytest.raises(ValueError, match="not on hold"):
        lifted(world, MONDAY)
    held(world)
    lifted(world, MONDAY)
    with pytest.raises(ValueError, match="not on hold"):
        lifted(world, MONDAY)
