"""Between real servers: a Postfix in front that hands over by LMTP, a Postfix behind that relays, a Dovecot to poll."""

from __future__ import annotations

import smtplib
from pathlib import Path

import pytest

from tests.servers_mail import private_dovecot, private_postfix
from tests.ways.node import DOMAIN, GENERAL, Node
from tests.ways.posting import answer, mail, send
from tests.ways.relaying import Relay

PEOPLE = [
    "ana,Ana,en,UTC,general,each,facilitator",
    "bo,Bo,en,UTC,general,each,member",
]
IMAP = """\
[inbound.imap]
host = "127.0.0.1"
port = {port}
user = "{user}"
password = "{password}"
poll_every = "1 s"
"""


@pytest.mark.slow
def test_a_mail_comes_by_way_of_postfix_and_its_letters_leave_by_way_of_postfix(tmp_path: Path, relay: Relay) -> None:
    """Sender -> Postfix -> LMTP -> node -> Postfix -> the readers' servers, which the scripted relay stands for."""
    with private_postfix(sink=relay.port) as behind:
        way_out = Relay(tmp_path)
        way_out.port = behind.port
        node = Node(tmp_path, f"sqlite:///{tmp_path / 'mailcop.db'}", way_out).found(*PEOPLE)
        try:
            node.start()
            with private_postfix(lmtp=(DOMAIN, node.lmtp)) as front:
                message = mail("ana", "Through Postfix", "Twice.\n")
                with smtplib.SMTP("127.0.0.1", front.port) as client:
                    client.sendmail("ana@example.net", [GENERAL, f"nowhere@{DOMAIN}"], message.as_bytes())
                letters = relay.wait_for(2, subject="Through Postfix", seconds=60)
                log = front.wait_for_log(f"to=<{GENERAL}>", f"to=<nowhere@{DOMAIN}>")
                assert "status=sent" in next(line for line in log.splitlines() if f"to=<{GENERAL}>" in line)
                assert "dsn=5.1.1, status=bounced" in log

                reply = answer("bo", next(one for one in letters if one.recipient == "bo@example.net"), "Thrice.")
                with smtplib.SMTP("127.0.0.1", front.port) as client:
                    client.send_message(reply)
                relay.wait_for(4, seconds=60)
            node.stop()
            ((_, second),) = node.posts()
            assert second["evidence"][0]["kind"] == "token"
            assert node.outbox()["handed"] == 4
        finally:
            node.kill()


@pytest.mark.slow
def test_mail_is_fetched_from_a_mailbox_and_a_killed_node_fetches_nothing_twice(tmp_path: Path, relay: Relay) -> None:
    """A mailbox can't refuse: who is not authenticated waits for a person. Ana's provider vouches for her."""
    with private_dovecot() as dovecot:
        node = Node(tmp_path, f"sqlite:///{tmp_path / 'mailcop.db'}", relay, authserv_id="front.example.org")
        node.more = IMAP.format(port=dovecot.port, user=dovecot.user, password=dovecot.password)
        node.found(*PEOPLE).start("--only", "inbound,outbound")
        try:
            for number in range(20):
                message = mail("ana", f"By IMAP {number}", "From a mailbox.\n")
                vouch = b"Authentication-Results: front.example.org; dmarc=pass header.from=example.net\r\n"
                dovecot.deliver(vouch + message.as_bytes())
                if number == 10:
                    relay.wait_for(2, subject="By IMAP 0", seconds=60)
                    node.kill()
                    node.start("--only", "inbound,outbound")
            relay.wait_for(2, subject="By IMAP 19", seconds=60)
            relay.wait_for(40, seconds=60)
            node.stop()
            assert len(node.posts()) == 20
            assert node.fates() == {"posted": 20}
            marks = node.ask("status")["marks"]["imap"]
            assert [mark[2] for mark in marks] == [20]
        finally:
            node.kill()


@pytest.mark.slow
def test_what_postfix_could_not_hand_over_comes_when_the_node_is_back(tmp_path: Path, relay: Relay) -> None:
    node = Node(tmp_path, f"sqlite:///{tmp_path / 'mailcop.db'}", relay).found(*PEOPLE)
    with private_postfix(lmtp=(DOMAIN, node.lmtp)) as front:
        with smtplib.SMTP("127.0.0.1", front.port) as client:
            client.send_message(mail("ana", "Early", "Is anybody there?\n"))
        front.wait_for_log("status=deferred")
        try:
            node.start()
            front.flush()
            relay.wait_for(2, subject="Early", seconds=60)
            send(node, mail("bo", "Late", "Now, yes.\n"))
            relay.wait_for(2, subject="Late")
            assert node.fates() == {"posted": 2}
        finally:
            node.kill()
