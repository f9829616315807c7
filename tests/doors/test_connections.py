"""Who may connect, who hangs up when, and how a door closes."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import struct
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from mailcop.inbound.doors import network_of
from mailcop.inbound.smtp import DoorLimits, LmtpDoor, PortInUse, SmtpDoor
from tests.doors.dialogue import Client
from tests.doors.recording import RecordingIntake

LOOPBACK = ("127.0.0.1", 0)


@pytest.fixture
def intake() -> RecordingIntake:
    return RecordingIntake()


@pytest.fixture
async def door(intake: RecordingIntake) -> AsyncIterator[LmtpDoor]:
    door = LmtpDoor(LOOPBACK, intake, hostname="mail.example.org", is_trusted=lambda peer: peer == "127.0.0.1")
    await door.start()
    yield door
    await door.stop(timedelta(seconds=1))


async def connected(door: SmtpDoor | LmtpDoor) -> Client:
    client = Client(*await asyncio.open_connection(*door.address))
    assert (await client.reply())[:3] == "220"
    return client


async def in_data(door: SmtpDoor | LmtpDoor) -> Client:
    """A client that was told 354."""
    client = await connected(door)
    hello = "LHLO" if door.name == "lmtp" else "EHLO"
    for line in (
        f"-> {hello} c.example",
        "-> MAIL FROM:<ana@example.net>",
        "-> RCPT TO:<general@example.org>",
        "-> DATA",
    ):
        await client.play(line)
        assert (await client.reply())[0] in "23"
    return client


def reset(client: Client) -> None:
    """Close with RST instead of FIN."""
    raw = client.writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.writer.transport.abort()


@pytest.mark.parametrize("way", ["closes", "resets"])
async def test_a_client_that_hangs_up_after_the_dot_does_not_stop_the_commit(
    door: LmtpDoor, intake: RecordingIntake, way: str
) -> None:
    intake.may_commit = asyncio.Event()
    client = await in_data(door)
    await client.send(b"Subject: x\r\n.\r\n")
    await intake.taking.wait()
    reset(client) if way == "resets" else client.writer.close()
    await asyncio.sleep(0.05)  # let the door see it, before the commit comes through
    assert intake.mails == []
    intake.may_commit.set()
    await asyncio.to_thread(intake.wait_for, 1)
    assert [raw for raw, _, _ in intake.mails] == [b"Subject: x\r\n"]
    again = await in_data(door)
    await again.send(b".\r\n")
    assert (await again.reply())[:3] == "250"
    again.writer.close()


async def test_the_envelope_says_who_spoke(door: LmtpDoor, intake: RecordingIntake) -> None:
    client = await in_data(door)
    await client.send(b".\r\n")
    await client.reply()
    client.writer.close()
    envelope = intake.mails[0][1]
    assert (envelope.door, envelope.peer, envelope.helo, envelope.sender, envelope.is_trusted, envelope.is_mailbox) == (
        "lmtp", "127.0.0.1", "c.example", "ana@example.net", True, False,
    )  # fmt: skip


async def test_closing_lets_a_mail_that_is_under_way_arrive_and_ends_idle_sessions(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org")
    await door.start()
    address = door.address
    idle, busy = await connected(door), await in_data(door)
    closing = asyncio.create_task(door.stop(timedelta(seconds=5)))
    assert await idle.reply() == "421 4.3.2 Going down, please try again soon"
    assert await idle.reply() == "closed"
    idle.writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(*address)
    await busy.send(b"Subject: last\r\n.\r\n")
    assert await busy.reply() == "250 2.0.0 kept"
    assert (await busy.reply())[:3] == "421"
    busy.writer.close()
    await closing
    assert len(intake.mails) == 1


async def test_closing_cuts_a_mail_that_does_not_end_in_time(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org")
    await door.start()
    slow = await in_data(door)
    await slow.send(b"Subject: never e")
    began = asyncio.get_running_loop().time()
    closing = asyncio.create_task(door.stop(timedelta(seconds=0.2)))
    assert (await slow.reply())[:3] == "421"
    slow.writer.close()
    await closing
    assert asyncio.get_running_loop().time() - began < 2
    assert intake.mails == []


async def test_closing_waits_for_a_commit_and_its_answer(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org")
    await door.start()
    intake.may_commit = asyncio.Event()
    client = await in_data(door)
    await client.send(b".\r\n")
    await intake.taking.wait()
    closing = asyncio.create_task(door.stop(timedelta(seconds=5)))
    await asyncio.sleep(0)
    intake.may_commit.set()
    assert await client.reply() == "250 2.0.0 kept"
    client.writer.close()
    await closing


async def test_an_address_has_so_many_connections_and_gets_them_back(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org", limits=DoorLimits(connections_per_address=2))
    await door.start()
    first, second = await connected(door), await connected(door)
    third = Client(*await asyncio.open_connection(*door.address))
    assert await third.reply() == "421 4.7.0 Too many connections from your address"
    assert await third.reply() == "closed"
    other = Client(*await asyncio.open_connection(*door.address, local_addr=("127.0.0.2", 0)))
    assert (await other.reply())[:3] == "220"
    await first.send(b"QUIT\r\n")
    assert [(await first.reply())[:3], await first.reply()] == ["221", "closed"]
    first.writer.close()
    await asyncio.sleep(0.05)
    again = await connected(door)
    for client in (second, third, other, again):
        client.writer.close()
    await door.stop(timedelta(seconds=1))


async def test_all_addresses_together_have_a_cap(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org", limits=DoorLimits(connections=1))
    await door.start()
    only = await connected(door)
    second = Client(*await asyncio.open_connection(*door.address, local_addr=("127.0.0.2", 0)))
    assert (await second.reply())[:9] == "421 4.3.2"
    only.writer.close()
    second.writer.close()
    await door.stop(timedelta(seconds=1))


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_connections_are_counted_by_network(peer: str, network: str) -> None:
    assert network_of(peer) == network


async def test_a_port_in_use_gives_one_clear_line(intake: RecordingIntake) -> None:
    door = SmtpDoor(LOOPBACK, intake, hostname="mail.example.org")
    await door.start()
    second = LmtpDoor(door.address, intake, hostname="mail.example.org")
    with pytest.raises(PortInUse) as caught:
        await second.start()
    port = door.address[1]
    assert str(caught.value) == f"can't listen on 127.0.0.1:{port}: another program listens there"
    assert (caught.value.host, caught.value.port) == ("127.0.0.1", port)
    await door.stop(timedelta(seconds=1))


async def test_a_fault_is_logged_with_the_id_that_the_sender_saw(
    door: LmtpDoor, intake: RecordingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    intake.fault = RuntimeError("/srv/secret.db is locked")
    client = await in_data(door)
    with caplog.at_level(logging.ERROR, "mailcop"):
        await client.send(b".\r\n")
        answer = await client.reply()
    client.writer.close()
    assert "secret" not in answer
    assert answer.rpartition(" ")[2] in caplog.text
    assert "ana@example.net" not in caplog.text


async def test_a_fault_at_rcpt_is_451_too(
    door: LmtpDoor, intake: RecordingIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(address: str) -> None:
        raise KeyError(address)

    monkeypatch.setattr(intake, "recipient", fails)
    client = await connected(door)
    await client.send(b"LHLO c\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<b@example.org>\r\n")
    assert [(await client.reply())[:9] for _ in range(3)] == ["250 ENHAN", "250 2.1.0", "451 4.3.0"]
    client.writer.close()


@pytest.mark.slow
async def test_a_mail_far_over_the_limit_takes_no_memory(door: LmtpDoor, intake: RecordingIntake) -> None:
    """100 MB in lines, then 50 MB without a line end: both refused at the dot, neither held."""
    client = await in_data(door)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for block, count, status in ((b"x" * 998 + b"\r\n") * 1000, 100, "5.3.4"), (b"y" * 1_000_000, 50, "5.5.2"):
        for _ in range(count):
            await client.send(block)
        await client.send(b"\r\n.\r\n")
        assert (await client.reply())[4:9] == status
        await client.send(b"MAIL FROM:<a@example.net>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n")
        assert [(await client.reply())[:3] for _ in range(3)] == ["250", "250", "354"]
    client.writer.close()
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb < 40_000  # the limit is 25 MB: what arrives before it is reached may be held
    assert intake.mails == []


async def test_a_mail_of_25_megabytes_arrives_whole(door: LmtpDoor, intake: RecordingIntake) -> None:
    raw = (b"." * 75 + b"\r\n") * 340_000 + b"\r\n" * 17_200
    assert len(raw) == 26_214_400
    client = await in_data(door)
    await client.send(raw.replace(b"\r\n.", b"\r\n..").replace(b".", b"..", 1) + b".\r\n")
    assert (await client.reply())[:3] == "250"
    client.writer.close()
    assert intake.mails[0][0] == raw


@pytest.mark.slow
def test_accepting_pauses_when_descriptors_run_out_and_goes_on_later() -> None:
    program = textwrap.dedent("""
        import asyncio, resource, socket, sys
        from mailcop.inbound.smtp import SmtpDoor
        from tests.doors.recording import RecordingIntake

        async def main():
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: seen.append(context["message"]))
            door = SmtpDoor(("127.0.0.1", 0), RecordingIntake(), hostname="mail.example.org")
            await door.start()
            line = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))  # begun while it can be
            await asyncio.sleep(0.1)
            print(door.address[1], flush=True)
            resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
            while not seen:
                await asyncio.sleep(0.05)
            print(seen[0], flush=True)
            await line

        seen = []
        asyncio.run(main())
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            port = int(process.stdout.readline())
            crowd = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(18)]
            assert b"out of system resource" in process.stdout.readline()
            for connection in crowd:
                connection.close()
            with socket.create_connection(("127.0.0.1", port), timeout=10) as late:
                assert late.recv(3) == b"220"
        finally:
            process.communicate(b"\n", timeout=10)


async def test_commands_that_come_in_one_piece_are_answered_in_one_piece(door: LmtpDoor) -> None:
    client = await connected(door)
    client.writer.write(b"LHLO c.example\r\nMAIL FROM:<ana@example.net>\r\nRCPT TO:<general@example.org>\r\nDATA\r\n")
    piece = await client.reader.read(65_536)
    assert [line[:3] for line in piece.splitlines() if line[3:4] == b" "] == [b"250", b"250", b"250", b"354"]
    client.writer.close()


async def test_a_mail_that_begins_before_it_was_asked_for_is_still_asked_for(
    door: LmtpDoor, intake: RecordingIntake
) -> None:
    client = await connected(door)
    client.writer.write(b"LHLO c.example\r\nMAIL FROM:<ana@example.net>\r\nRCPT TO:<general@example.org>\r\n")
    client.writer.write(b"DATA\r\nSubject: early\r\n")
    for expected in ("250", "250", "250", "354"):
        assert (await client.reply())[:3] == expected
    client.writer.write(b"\r\nWords.\r\n.\r\n")
    assert (await client.reply())[:3] == "250"
    assert intake.mails[0][0] == b"Subject: early\r\n\r\nWords.\r\n"
    client.writer.close()


async def test_answers_that_wait_are_sent_before_a_session_is_cut(door: LmtpDoor) -> None:
    client = await connected(door)
    client.writer.write(b"LHLO c.example\r\n" + b"NOOP\r\n" * 150)
    everything = await client.reader.read(-1)
    codes = [line[:3] for line in everything.splitlines() if line[3:4] == b" "]
    assert codes[-1] == b"421"
    assert codes[:-1] == [b"250"] * (len(codes) - 1)
    assert len(codes) == 1 + door.limits.idle_commands + 1
    client.writer.close()
