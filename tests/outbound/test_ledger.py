"""The ledger: every letter owed has one row, and every move of it names the state it leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from mailcop.community import audiences, deliveries
from mailcop.words import DeliveryState, MailingKind
from tests.outbound.ledger import NOW, Ledger

MINUTE = timedelta(minutes=1)


def test_a_mailing_is_expanded_in_pages_and_owes_each_reader_once(ledger: Ledger) -> None:
    ledger.readers(23)
    mailing = ledger.post()
    pages = ledger.expand(page=10)
    assert [(p.planned, p.is_whole) for p in pages] == [(10, False), (10, False), (3, True)]
    assert ledger.counts() == {"planned": 23}
    ledger.set("mailings", mailing, state="open", expanded_through=0)
    assert sum(p.planned for p in ledger.expand()) == 0
    assert ledger.counts() == {"planned": 23}


def test_a_last_page_that_is_full_is_followed_by_an_empty_one(ledger: Ledger) -> None:
    ledger.readers(4)
    ledger.post()
    assert [(p.planned, p.is_whole) for p in ledger.expand(page=2)] == [(2, False), (2, False), (0, True)]


def test_only_those_who_read_each_as_of_the_post_are_owed(ledger: Ledger) -> None:
    ledger.readers(6)
    ledger.set("subscriptions", 2, delivery="weekly")
    ledger.set("subscriptions", 3, each_since=1)  # resumed `each` after that post
    ledger.set("subscriptions", 4, paused_until=NOW.date())
    mailing = ledger.post()
    ledger.set("mailings", mailing, audience={"to": "each", "through": 5, "seq": 1})  # 6 joined later
    ledger.expand()
    assert [d.member_id for d in ledger.rows("deliveries")] == [1, 5]


def test_a_forum_all_members_and_the_registered_are_audiences(ledger: Ledger) -> None:
    ledger.readers(4, delivery="notices")
    ledger.set("subscriptions", 2, delivery="none")
    event = ledger.new("events", kind="webinar", name="w", title="W", details={}, created_at=NOW)
    occurrence = ledger.new(
        "occurrences", event_id=event, local_on=NOW.date(), local_time="15:00", zone="UTC", starts_at=NOW
    )
    for member, answer in ((1, "yes"), (2, "yes"), (3, "no")):
        ledger.new("registrations", occurrence_id=occurrence, member_id=member, answer=answer, answered_at=NOW - MINUTE)
    of_forum = ledger.mailing(kind="announcement", audience={"to": "forum", "forum_id": ledger.forum, "through": 99})
    of_all = ledger.mailing(kind="announcement", audience={"to": "members", "through": 99})
    of_event = ledger.mailing(kind="reminder", occurrence_id=occurrence, audience=ledger.registered_for(occurrence))
    ledger.expand(page=2)
    owed = [(d.mailing_id, d.member_id) for d in ledger.rows("deliveries")]
    assert [member for mailing, member in owed if mailing == of_forum] == [1, 3, 4]
    assert [member for mailing, member in owed if mailing == of_all] == [1, 3, 4]
    assert [member for mailing, member in owed if mailing == of_event] == [1, 2]


def test_an_unknown_audience_sends_nothing(ledger: Ledger) -> None:
    mailing = ledger.mailing(kind="post", audience={"to": "the-moon"})
    row = ledger.rows("mailings")[0]
    with pytest.raises(audiences.UnknownAudience):
        ledger.database.write(lambda conn: audiences.expand(conn, row))
    assert mailing == row.id
    assert ledger.counts() == {}


def test_a_claim_takes_what_is_due_once_and_oldest_first(ledger: Ledger) -> None:
    ledger.readers(5)
    ledger.post(due_at=NOW + MINUTE)
    ledger.post()
    ledger.expand(now=NOW + MINUTE)
    first = ledger.claim("a", limit=3)
    assert [c.id for c in first.claims] == [1, 2, 3]
    assert {c.mailing_id for c in first.claims} == {2}
    assert first.is_full
    second = ledger.claim("b", limit=10)
    assert [c.id for c in second.claims] == [4, 5]
    assert ledger.claim("c").claims == ()
    assert ledger.counts() == {"planned": 5, "claimed": 5}


@pytest.mark.parametrize(
    ("table", "values", "text"),
    [
        ("subscriptions", {"delivery": "none"}, "left"),
        ("members", {"erased_at": NOW}, "erased"),
        ("suppressions", {}, "suppressed"),
    ],
)
def test_who_left_was_erased_or_is_suppressed_after_planning_is_skipped(
    ledger: Ledger, table: str, values: dict[str, object], text: str
) -> None:
    ledger.readers(3)
    ledger.post()
    ledger.expand()
    if table == "suppressions":
        ledger.new(table, key="m2@example.org", reason="bounced", created_at=NOW)
    else:
        ledger.set(table, 2, **values)
    claimed = ledger.claim()
    assert [c.id for c in claimed.claims] == [1, 3]
    assert claimed.settled == {f"skipped {text}": 1}
    skipped = ledger.rows("deliveries")[1]
    assert (skipped.state, skipped.text, skipped.settled_at) == ("skipped", text, NOW)
    assert ledger.counts() == {"claimed": 2, "skipped": 1}


def test_a_hidden_post_a_cancelled_mailing_and_a_late_one_send_nothing(ledger: Ledger) -> None:
    ledger.readers(2)
    hidden, cancelled, late = ledger.post(), ledger.post(), ledger.post(life=MINUTE)
    ledger.expand()
    ledger.set("posts", 1, hidden_at=NOW)
    ledger.set("mailings", cancelled, state="cancelled")
    assert ledger.claim(now=NOW + MINUTE).claims == []
    states = {(d.mailing_id, d.state, d.text) for d in ledger.rows("deliveries")}
    assert states == {
        (hidden, "skipped", "hidden"),
        (cancelled, "skipped", "cancelled"),
        (late, "expired", "too late to be of use"),
    }


def test_a_reminder_of_a_cancelled_event_or_to_one_who_withdrew_is_skipped(ledger: Ledger) -> None:
    ledger.readers(2)
    event = ledger.new("events", kind="webinar", name="w", title="W", details={}, created_at=NOW)
    row = {"event_id": event, "local_time": "15:00", "zone": "UTC", "starts_at": NOW}
    for day in range(2):
        occurrence = ledger.new("occurrences", **row, local_on=NOW.date() + timedelta(days=day))
        ledger.mailing(kind="reminder", occurrence_id=occurrence, audience=ledger.registered_for(occurrence))
        for member in (1, 2):
            ledger.new(
                "registrations", occurrence_id=occurrence, member_id=member, answer="yes", answered_at=NOW - MINUTE
            )
    ledger.expand()
    ledger.set("occurrences", 2, cancelled_at=NOW)
    ledger.set("registrations", 2, answer="no")
    claimed = ledger.claim()
    assert [(c.mailing_id, c.id) for c in claimed.claims] == [(1, 1)]
    assert claimed.settled == {"skipped event cancelled": 2, "skipped no longer registered": 1}


def test_what_somebody_waits_for_is_claimed_before_what_is_older(ledger: Ledger) -> None:
    """The mailings of a digest and of a notice have their letters already; those of the others are planned here."""
    ledger.readers(2)
    everyone = {"to": "members", "through": 10**9}
    announcement = ledger.mailing(kind="announcement", audience=everyone, due_at=NOW - 3 * MINUTE)
    post = ledger.post(due_at=NOW - 2 * MINUTE)
    ledger.expand()
    notice = ledger.mailing(kind="notice", state="expanded")
    for number, rank in ((1, deliveries.rank_of("notice")), (2, deliveries.AT_ONCE)):
        at = f"m{number}@example.org"
        ledger.new(
            "deliveries",
            mailing_id=notice,
            member_id=number,
            address=at,
            key=at,
            state="deferred",
            due_at=NOW,
            rank=rank,
        )
    found = ledger.claim(limit=4).claims
    assert [(one.mailing_id, one.member_id) for one in found] == [(notice, 2), (notice, 1), (post, 1), (post, 2)]
    assert [one.mailing_id for one in ledger.claim().claims] == [announcement] * 2


def test_a_claim_up_to_a_rank_leaves_the_others(ledger: Ledger) -> None:
    ledger.readers(2)
    ledger.post()
    ledger.expand()
    claimed = ledger.database.write(lambda conn: deliveries.claim(conn, "a", NOW, NOW + MINUTE, 10, deliveries.AT_ONCE))
    assert (claimed.claims, claimed.is_full) == ((), False)
    assert ledger.counts() == {"planned": 2}


def test_every_kind_of_mailing_has_its_rank() -> None:
    ranks = {str(kind): deliveries.rank_of(kind) for kind in MailingKind}
    assert ranks["notice"] < ranks["post"] < ranks["digest"] == ranks["newsletter"] == ranks["announcement"]
    assert min(ranks.values()) > deliveries.AT_ONCE


def test_a_claim_reads_the_letters_it_takes_and_no_others(ledger: Ledger) -> None:
    """Whatever waits for later: the index leads to what is due (SQLite says how it goes)."""
    if ledger.database.engine.dialect.name != "sqlite":
        return
    for statement in (deliveries._WAITS, deliveries._DUE.element):
        text = str(statement.compile(ledger.database.engine, compile_kwargs={"render_postcompile": True}))

        def plan_of(conn: Connection, text: str = text) -> list[str]:
            asked = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", (0,) * text.count("?"))
            return [str(row[3]) for row in asked]

        plan = ledger.database.read(plan_of)
        of_letters = [line for line in plan if " deliveries" in line]
        assert of_letters
        assert all("ix_deliveries_state_due (state=? AND rank=? AND due_at<?)" in line for line in of_letters), plan
        assert not any("deliveries" in line and "TEMP B-TREE" in line for line in plan)


def test_a_paused_mailing_waits_as_it_is(ledger: Ledger) -> None:
    ledger.readers(2)
    mailing = ledger.post()
    ledger.expand()
    ledger.set("mailings", mailing, state="paused")
    assert ledger.claim().claims == ()
    ledger.set("mailings", mailing, state="open")
    ledger.expand()
    assert len(ledger.claim().claims) == 2


def test_an_expired_claim_returns_to_planned_and_its_node_sends_nothing_more(ledger: Ledger) -> None:
    ledger.readers(1)
    ledger.post()
    ledger.expand()
    (claim,) = ledger.claim("a", minutes=5).claims
    later = NOW + 6 * MINUTE
    released = ledger.release(later)
    assert (released.planned, released.in_doubt) == ([claim.id], [])
    assert ledger.begin([claim.id], "a") == set()
    assert len(ledger.claim("b", later).claims) == 1
    assert ledger.begin([claim.id], "a") == set()
    assert ledger.begin([claim.id], "b") == {claim.id}


def test_a_letter_cut_while_it_was_sent_is_in_doubt_retried_once_and_then_left_to_a_person(ledger: Ledger) -> None:
    ledger.readers(1)
    ledger.post()
    ledger.expand()
    for round_, at in enumerate((NOW, NOW + 10 * MINUTE), start=1):
        (claim,) = ledger.claim("a", at).claims
        assert ledger.begin([claim.id]) == {claim.id}
        released = ledger.release(at + 6 * MINUTE)
        assert list(released.in_doubt) == [claim.id]
        row = ledger.rows("deliveries")[0]
        assert (row.state, row.doubts, row.attempts) == ("in_doubt", round_, round_)
    assert ledger.claim("a", NOW + timedelta(days=9)).claims == ()
    assert ledger.counts() == {"in_doubt": 1}


def test_a_living_node_keeps_what_it_claimed(ledger: Ledger) -> None:
    ledger.readers(1)
    ledger.post()
    ledger.expand()
    (claim,) = ledger.claim("a").claims
    ledger.database.write(lambda conn: deliveries.renew(conn, "a", [claim.id], NOW + 20 * MINUTE))
    released = ledger.release(NOW + 10 * MINUTE)
    assert (released.planned, released.in_doubt) == ([], [])
    assert ledger.database.write(lambda conn: deliveries.give_back(conn, "b")) == 0
    assert ledger.database.write(lambda conn: deliveries.give_back(conn, "a")) == 1
    assert ledger.counts() == {"planned": 1}


def test_outcomes_are_recorded_and_a_deferred_letter_comes_back_when_it_is_due(ledger: Ledger) -> None:
    ledger.readers(4)
    ledger.post()
    ledger.expand()
    ids = [c.id for c in ledger.claim().claims]
    ledger.begin(ids)
    due = NOW + 5 * MINUTE
    states = (DeliveryState.HANDED, DeliveryState.DEFERRED, DeliveryState.FAILED, DeliveryState.IN_DOUBT)
    results = [deliveries.Result(of, state, 250, "said", due) for of, state in zip(ids, states, strict=True)]
    ledger.database.write(lambda conn: deliveries.record(conn, "b", results, NOW))  # not its letters
    assert ledger.counts() == {"sending": 4}
    ledger.database.write(lambda conn: deliveries.record(conn, "a", results, NOW))
    assert ledger.counts() == {"handed": 1, "deferred": 1, "failed": 1, "in_doubt": 1}
    assert [d.settled_at for d in ledger.rows("deliveries")] == [NOW, None, NOW, None]
    assert ledger.database.read(deliveries.next_due) == due
    assert ledger.claim(now=NOW + 4 * MINUTE).claims == ()
    assert [c.id for c in ledger.claim(now=due).claims] == [ids[1], ids[3]]


def test_the_wait_doubles_up_to_an_hour_with_some_jitter() -> None:
    first = 5 * MINUTE
    waits = [deliveries.wait_after(n, first, 0) / MINUTE for n in range(1, 7)]
    assert waits == [5, 10, 20, 40, 60, 60]
    assert deliveries.wait_after(1000, first, 1) == timedelta(minutes=75)
    assert deliveries.wait_after(1, timedelta(hours=2), 0) == timedelta(hours=2)
