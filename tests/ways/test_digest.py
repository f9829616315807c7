"""The way of a digest: posts gather, the clock cuts one issue for each reader, and an answer finds its thread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.ways.node import Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Letter, Relay

PEOPLE = [
    "ana,Ana,en,UTC,general,none,facilitator",
    "bo,Bo,es,America/Bogota,general,weekly,member",
    "cleo,Cléo,fr,Africa/Dakar,general,weekly,member",
    "dan,Dan,en,Asia/Tokyo,general,daily,member",
]


def monday_after(at: datetime) -> datetime:
    """Monday, 20:00 UTC: past seven in the morning from Bogotá to Tokyo, and still Monday in Bogotá."""
    day = at.replace(hour=20, minute=0, second=0, microsecond=0) + timedelta(days=7 - at.weekday())
    return day


def item_addresses(letter: Letter) -> list[str]:
    """The addresses at which the items of a digest are answered, in order, each once."""
    words = letter.text.replace("\n", " ").replace("<", " ").replace(">", " ").split()
    found = [word.removeprefix("mailto:").split("?")[0] for word in words if "general.i" in word]
    return list(dict.fromkeys(found))


def test_a_weekly_digest_is_cut_once_and_an_answer_to_an_item_lands_in_its_thread(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE, is_rehearsal=True).start("--only", "inbound")
    for subject in ("Wells", "Roads", "Schools"):
        send(node, mail("ana", subject, f"Something about {subject.lower()}.\n"))
    node.stop()
    monday = monday_after(datetime.now(UTC))

    node.run("tick", "--at", monday.isoformat())
    digests = relay.wait_for(3)
    assert {one.recipient for one in digests} == {"bo@example.net", "cleo@example.net", "dan@example.net"}
    digest = relay.letters("cleo@example.net")[0]
    assert all(subject in digest.text and subject in digest.html for subject in ("Wells", "Roads", "Schools"))
    assert digest.header("Auto-Submitted") == "auto-generated"
    assert datetime.strptime(digest.header("Date"), "%a, %d %b %Y %H:%M:%S %z") == monday

    node.run("tick", "--at", (monday + timedelta(minutes=15)).isoformat())
    node.run("tick", "--at", monday.isoformat())  # a clock set back
    assert len(relay.letters()) == 3, "a second tick sends nothing"

    addresses = item_addresses(digest)
    assert len(addresses) == 3, digest.text
    node.start("--only", "inbound")
    send(node, answer("cleo", digest, "La route est finie.", to=addresses[1]))
    node.stop()
    threads = {one[0]["visible_text"].strip(): one[1:] for one in node.posts()}
    assert [post["visible_text"].strip() for post in threads["Something about roads."]] == ["La route est finie."]
    assert node.outbox() == {"handed": 3}


def test_the_next_digest_holds_only_what_came_since_and_an_empty_one_is_not_sent(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE[:2], is_rehearsal=True)
    first = monday_after(datetime.now(UTC))
    raw = mail("ana", "Wells", "Three wells.\n").as_bytes()
    node.run("receive", "--to", "general@cop.example.org", "--from", "ana@example.net", stdin=raw)
    node.run("tick", "--at", first.isoformat())
    node.run("tick", "--at", (first + timedelta(days=7)).isoformat())
    assert len(relay.letters()) == 1, "nothing was written since"

    at = (first + timedelta(days=8)).isoformat()
    raw = mail("ana", "Roads", "Two roads.\n").as_bytes()
    node.run("receive", "--to", "general@cop.example.org", "--from", "ana@example.net", "--at", at, stdin=raw)
    node.run(
        "tick", "--at", (first + timedelta(days=13)).isoformat(), "--until", (first + timedelta(days=15)).isoformat()
    )
    _, second = relay.wait_for(2)
    assert "Two roads." in second.text
    assert "Three wells." not in second.text
