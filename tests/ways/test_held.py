"""The way of a held mail: nobody is left without an answer, and a person decides, by mail or by a command."""

from __future__ import annotations

from email.message import EmailMessage

from tests.ways.node import Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Letter, Relay

PEOPLE = [
    "ana,Ana,en,UTC,general,each,facilitator",
    "bo,Bo,en,UTC,general,each,member",
]
FRONT = "front.example.org"


def vouched(message: EmailMessage) -> EmailMessage:
    """As it leaves the front MTA, which says that the sender is who they say."""
    message["Authentication-Results"] = f"{FRONT}; dmarc=pass header.from=example.net"
    return message


def doubted(node: Node, relay: Relay, subject: str) -> Letter:
    """Bo's mail comes without the front MTA's word and is held; what ana is told."""
    before = len(relay.letters("ana@example.net"))
    send(node, mail("bo", subject, f"{subject}, says bo.\n"))
    relay.wait_for(before + 1, "ana@example.net")
    (told,) = [one for one in relay.letters("ana@example.net") if subject in one.text]
    return told


def test_a_facilitator_publishes_or_returns_by_answering(node: Node, relay: Relay) -> None:
    node.authserv_id = FRONT
    node.found(*PEOPLE).start()
    told = doubted(node, relay, "Rain")
    assert node.posts() == []
    assert relay.letters("bo@example.net") == [], "who may be forged is not written to"

    send(node, vouched(answer("ana", told, "Publish: welcome, bo")))
    relay.wait_for(1, "bo@example.net", subject="Rain")
    assert [post["author"]["name"] for (post,) in node.posts()] == ["Bo"]

    told = doubted(node, relay, "Hail")
    send(node, vouched(answer("ana", told, "Return: please shorten")))
    relay.until(lambda: any("please shorten" in one.text for one in relay.letters("bo@example.net")))
    node.stop()
    assert len(node.posts()) == 1
    assert [one["fate"] for one in node.lines("fates", "--for", "bo@example.net")] == ["posted", "refused"]
    assert node.lines("held") == []


def test_an_operator_releases_or_returns_by_a_command(node: Node, relay: Relay) -> None:
    node.authserv_id = FRONT
    node.found(*PEOPLE).start()
    doubted(node, relay, "Rain")
    doubted(node, relay, "Hail")
    rain, hail = node.lines("held")
    assert (rain["subject"], rain["from"]) == ("Rain", "bo@example.net")

    node.run("release", str(rain["id"]), "--note", "welcome")
    node.run("return", str(hail["id"]), "--why", "please shorten")
    relay.wait_for(1, "ana@example.net", subject="Rain")
    relay.until(lambda: any("please shorten" in one.text for one in relay.letters("bo@example.net")))
    node.run("release", str(hail["id"]), code=1)  # decided already
    node.stop()
    assert len(node.posts()) == 1
    assert node.lines("held") == []


def test_a_mail_that_our_code_stumbles_over_is_kept_and_tried_again(node: Node, relay: Relay) -> None:
    node.found(*PEOPLE).start(module=("-m", "tests.ways.killed_node", "stumble"))
    send(node, mail("bo", "Rain", "It rains.\n"))  # 250: it is our fault, not bo's
    (kept,) = node.lines("held")
    assert (kept["fate"], node.fates()) == ("quarantined", {"quarantined": 1})
    node.stop()

    node.start()
    node.run("retry", str(kept["id"]))
    relay.wait_for(2, subject="Rain")
    assert node.fates() == {"posted": 1}
