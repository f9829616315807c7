"""The outbox at work: a ledger, a scripted relay, and what is left in both."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from mailcop.community.deliveries import Claim, Unwritten, Written
from mailcop.config import OutboundSettings, RelaySettings
from mailcop.outbound.outbox import Outbox
from mailcop.outbound.relay import Patience
from tests.outbound.ledger import NOW, Ledger
from tests.scripted_relay import Rule, ScriptedRelay

MINUTE = timedelta(minutes=1)
SHORT = Patience(connect=5, command=5, block=5, final=5)


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def compose(conn: Connection, mailing_id: int, claims: Sequence[Claim], now: datetime) -> list[Written | Unwritten]:
    """A short letter for each, with a Message-ID that is stable over retries."""
    text = b"Message-ID: <%d@cop.example.org>\r\n\r\nWords.\r\n"
    return [Written(one.id, f"bounce.{one.id}@cop.example.org", one.address, text % one.id) for one in claims]


def outbox(ledger: Ledger, relay: ScriptedRelay, clock: Clock, **given: Any) -> Outbox:
    connections = given.pop("connections", 3)
    relays = (
        RelaySettings(host="127.0.0.1", port=relay.port, tls="off", connections=connections, **given.pop("limits", {})),
    )
    settings = OutboundSettings(relays=relays, claim_for=5 * MINUTE, retry_after=5 * MINUTE)
    return Outbox(ledger.database, given.pop("compose", compose), settings, clock=clock, patience=SHORT, **given)


def drained(
    ledger: Ledger, *rules: Rule, clock: Clock | None = None, **given: Any
) -> tuple[Counter[str], ScriptedRelay]:
    """What one drain did, and the relay after it."""

    async def way() -> tuple[Counter[str], ScriptedRelay]:
        async with ScriptedRelay(list(rules)) as relay:
            return await outbox(ledger, relay, clock or Clock(), **given).drain(), relay

    return asyncio.run(asyncio.wait_for(way(), 60))


def running(way: Callable[[ScriptedRelay], Coroutine[Any, Any, None]], *rules: Rule) -> None:
    async def whole() -> None:
        async with ScriptedRelay(list(rules)) as relay:
            await way(relay)

    asyncio.run(asyncio.wait_for(whole(), 60))


def test_a_post_reaches_everyone_who_reads_each_exactly_once(ledger: Ledger) -> None:
    ledger.readers(700)
    ledger.post()
    done, relay = drained(ledger)
    assert done == {"handed": 700}
    assert ledger.counts() == {"handed": 700}
    assert sorted(t.recipient for t in relay.taken) == sorted(f"m{n}@example.org" for n in range(1, 701))
    assert {t.sender for t in relay.taken} == {f"bounce.{n}@cop.example.org" for n in range(1, 701)}
    row = ledger.rows("deliveries")[0]
    assert (row.attempts, row.code, row.text[:14], row.settled_at) == (1, 250, "2.0.0 kept as ", NOW)
    assert ledger.rows("mailings")[0].state == "expanded"
    assert drained(ledger)[0] == {}


def test_each_recipient_has_its_own_outcome_and_only_the_temporary_one_is_tried_again(ledger: Ledger) -> None:
    ledger.readers(4)
    ledger.post()
    clock = Clock()
    rules = [Rule("rcpt", "m1@example.org", "450 4.2.1 busy"), Rule("rcpt", "m2@example.org", "550 5.1.1 nobody")]
    done, relay = drained(ledger, *rules, clock=clock)
    assert done == {"handed": 2, "deferred": 1, "failed": 1}
    first, second = ledger.rows("deliveries")[:2]
    assert (first.state, first.code, first.text) == ("deferred", 450, "4.2.1 busy")
    assert (second.state, second.code, second.text) == ("failed", 550, "5.1.1 nobody")
    assert 5 * MINUTE <= first.due_at - NOW <= 6.25 * MINUTE
    clock.now = NOW + 4 * MINUTE
    assert drained(ledger, clock=clock)[0] == {}
    clock.now = first.due_at
    done, relay = drained(ledger, clock=clock)
    assert done == {"handed": 1}
    assert [t.recipient for t in relay.taken] == ["m1@example.org"]
    assert ledger.counts() == {"handed": 3, "failed": 1}


def test_a_letter_in_doubt_is_retried_once_with_the_same_message_id(ledger: Ledger) -> None:
    ledger.readers(1)
    ledger.post()
    clock = Clock()
    seen = []
    for turn in range(1, 4):
        done, relay = drained(ledger, Rule("dot", is_drop=True, is_kept=True, times=-1), clock=clock)
        assert done == ({"in_doubt": 1} if turn < 3 else {})
        seen += [t.raw for t in relay.taken]
        clock.now += timedelta(hours=1)
    assert len(seen) == 2
    assert len(set(seen)) == 1
    assert ledger.counts() == {"in_doubt": 1}


def test_who_left_between_planning_and_sending_gets_nothing(ledger: Ledger) -> None:
    ledger.readers(3)
    ledger.post()
    ledger.expand()
    ledger.set("subscriptions", 2, delivery="none")
    done, relay = drained(ledger)
    assert done == {"handed": 2, "skipped": 1}
    assert sorted(t.recipient for t in relay.taken) == ["m1@example.org", "m3@example.org"]


def test_what_comes_too_late_is_expired_and_not_sent(ledger: Ledger) -> None:
    ledger.readers(2)
    ledger.post(life=10 * MINUTE)
    clock = Clock()
    done, _ = drained(ledger, Rule("rcpt", reply="450 4.2.0 later", times=2), clock=clock)
    assert done == {"deferred": 2}
    clock.now = NOW + 11 * MINUTE
    done, relay = drained(ledger, clock=clock)
    assert done == {"expired": 2}
    assert relay.taken == []


def test_a_refusal_of_mail_pauses_the_queue_and_fails_no_letter(
    ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    ledger.readers(400)
    ledger.post()
    caplog.set_level(logging.ERROR)
    done, relay = drained(ledger, Rule("mail", reply="550 5.7.1 you may not", times=-1))
    assert ledger.counts() == {"planned": 400}
    assert sum(line.startswith("MAIL") for line in relay.commands) <= 3
    assert done["failed"] == 0
    assert sum("paused" in one.message for one in caplog.records) == 1
    assert drained(ledger)[0] == {"handed": 400}


def test_a_relay_that_is_away_leaves_everything_planned(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    ledger.readers(10)
    ledger.post()

    async def way() -> None:
        async with ScriptedRelay() as relay:
            pass
        box = outbox(ledger, relay, Clock())
        assert await box.drain() == {}
        assert len(box.troubles) == 1

    asyncio.run(way())
    assert ledger.counts() == {"planned": 10}
    assert sum("paused" in one.message for one in caplog.records) == 1
    assert ledger.rows("deliveries")[0].attempts == 0


def test_what_can_not_be_written_keeps_no_other_letter_from_leaving(ledger: Ledger) -> None:
    ledger.readers(3)
    ledger.post()

    def picky(conn: Connection, mailing: int, claims: Sequence[Claim], now: datetime) -> list[Written | Unwritten]:
        if any(one.id == 2 for one in claims):
            raise KeyError("a fact")
        letters = compose(conn, mailing, claims, now)
        return [Unwritten(1, "hidden") if one.id == 1 else one for one in letters]

    done, relay = drained(ledger, compose=picky)
    assert done == {"handed": 1, "deferred": 1, "skipped": 1}
    assert [t.recipient for t in relay.taken] == ["m3@example.org"]
    states = [(d.state, d.text) for d in ledger.rows("deliveries")]
    assert states[:2] == [("skipped", "hidden"), ("deferred", "could not be written")]


def test_no_more_letters_are_sending_than_there_are_connections(ledger: Ledger) -> None:
    """And so no more can be in doubt after a crash: each is marked before its DATA, at most one a connection."""
    ledger.readers(50)
    ledger.post()
    clock = Clock()

    async def way(relay: ScriptedRelay) -> None:
        task = asyncio.create_task(outbox(ledger, relay, clock, connections=4).drain())
        await relay.until(lambda relay: len(relay.taken) == 4)
        assert ledger.counts()["sending"] == 4
        task.cancel()  # as a crash: nothing is finished, no outcome is known
        with contextlib.suppress(asyncio.CancelledError):
            await task

    running(way, Rule("dot", is_held=True, times=-1))
    assert ledger.counts() == {"in_doubt": 4, "planned": 46}
    clock.now += timedelta(hours=1)
    done, relay = drained(ledger, clock=clock)
    assert done == {"handed": 50}
    assert len(relay.taken) == 50


def test_cut_between_sending_and_data_the_letter_is_retried_by_another_node(ledger: Ledger) -> None:
    """The node is gone between its commit and its DATA: the row alone must bring the letter back."""
    ledger.readers(2)
    ledger.post()
    ledger.expand()
    dead = [c.id for c in ledger.claim("dead").claims]
    ledger.begin(dead[:1], "dead")
    clock = Clock()
    assert drained(ledger, clock=clock)[0] == {}
    clock.now = NOW + 6 * MINUTE
    done, relay = drained(ledger, clock=clock)
    assert done == {"handed": 2}
    assert sorted(t.recipient for t in relay.taken) == ["m1@example.org", "m2@example.org"]
    assert [d.doubts for d in ledger.rows("deliveries")] == [1, 0]


def test_told_to_stop_it_finishes_the_letters_on_their_way_and_gives_the_others_back(ledger: Ledger) -> None:
    ledger.readers(40)
    ledger.post()

    async def way(relay: ScriptedRelay) -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(outbox(ledger, relay, Clock()).run(stop))
        await relay.until(lambda relay: len(relay.taken) == 3)
        stop.set()
        await asyncio.sleep(0)
        relay.release()
        await asyncio.wait_for(task, 10)
        assert 3 <= len(relay.taken) <= 6
        assert ledger.counts() == {"handed": len(relay.taken), "planned": 40 - len(relay.taken)}

    running(way, Rule("dot", is_held=True, times=3))


def test_a_letter_that_does_not_finish_in_time_is_listed_as_in_doubt(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailcop.outbound.outbox._FINISH_SECONDS", 0.2)
    ledger.readers(2)
    ledger.post()

    async def way(relay: ScriptedRelay) -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(outbox(ledger, relay, Clock(), connections=1).run(stop))
        await relay.until(lambda relay: len(relay.taken) == 1)
        stop.set()
        await asyncio.wait_for(task, 10)
        assert ledger.counts() == {"in_doubt": 1, "planned": 1}

    running(way, Rule("dot", is_held=True, times=-1))


def test_woken_it_sends_at_once_what_was_owed_while_it_ran(ledger: Ledger) -> None:
    ledger.readers(2)

    async def way(relay: ScriptedRelay) -> None:
        stop = asyncio.Event()
        box = outbox(ledger, relay, Clock())
        task = asyncio.create_task(box.run(stop))
        await asyncio.to_thread(ledger.post)
        await asyncio.to_thread(box.wake)
        await relay.until(lambda relay: len(relay.taken) == 2)
        stop.set()
        await task

    running(way)
    assert ledger.counts() == {"handed": 2}


def test_a_kept_connection_that_went_stale_is_opened_anew_and_nothing_is_deferred(ledger: Ledger) -> None:
    ledger.readers(3)
    ledger.post()
    rules = [Rule("mail", reply="250 ok"), Rule("mail", is_drop=True)]
    done, relay = drained(ledger, *rules, connections=1)
    assert done == {"handed": 3}
    assert len(relay.taken) == 3


def test_a_421_is_waited_out_on_a_new_connection(ledger: Ledger) -> None:
    ledger.readers(3)
    ledger.post()
    done, _ = drained(ledger, Rule("rcpt", reply="421 4.3.2 enough for now"), connections=1)
    assert done == {"handed": 2, "deferred": 1}


def test_an_instance_on_hold_sends_nothing(ledger: Ledger) -> None:
    ledger.readers(3)
    ledger.post()
    ledger.database.write(
        lambda conn: conn.exec_driver_sql("INSERT INTO facts (name, value) VALUES ('hold', 'copied')") and None
    )
    done, relay = drained(ledger)
    assert done == {}
    assert relay.commands == []
    assert ledger.counts() == {}


def test_a_limit_a_minute_is_kept_over_all_connections(ledger: Ledger) -> None:
    ledger.readers(6)
    ledger.post()

    async def way(relay: ScriptedRelay) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        assert await outbox(ledger, relay, Clock(), limits={"per_minute": 600}).drain() == {"handed": 6}
        assert loop.time() - begun >= 0.5

    running(way)


def test_two_nodes_share_the_work_and_no_letter_is_sent_twice(ledger: Ledger) -> None:
    ledger.readers(600)
    ledger.post()

    async def way(relay: ScriptedRelay) -> None:
        clock = Clock()
        both = await asyncio.gather(*(outbox(ledger, relay, clock).drain() for _ in range(2)))
        assert sum(one["handed"] for one in both) == 600
        assert Counter(t.recipient for t in relay.taken).most_common(1)[0][1] == 1

    running(way)
    assert ledger.counts() == {"handed": 600}


def test_a_letter_that_somebody_waits_for_overtakes_those_that_wait_for_a_slow_relay(ledger: Ledger) -> None:
    """Twelve a minute, one every five seconds: behind forty letters it would come after three minutes."""
    ledger.readers(40)
    ledger.post()

    async def way(relay: ScriptedRelay) -> None:
        stop = asyncio.Event()
        sending = outbox(ledger, relay, Clock(), connections=1, limits={"per_minute": 12})
        running = asyncio.create_task(sending.run(stop))
        await relay.until(lambda one: len(one.taken) == 1)
        row = {"key": "sign-in", "kind": "notice", "state": "expanded"}
        at = {"address": "waits@example.org", "key": "waits@example.org", "state": "planned", "due_at": NOW, "rank": 0}
        ledger.new("deliveries", mailing_id=ledger.mailing(**row), **at)
        sending.wake()
        await relay.until(lambda one: any(taken.recipient == "waits@example.org" for taken in one.taken))
        assert len(relay.taken) <= 3
        stop.set()
        await running

    running(way)
