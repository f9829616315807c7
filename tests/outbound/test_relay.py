"""What becomes of a letter at a relay, over real sockets: accepted, later, never, doubt, ours."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import ssl
import subprocess
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from mailcop.config import RelaySettings
from mailcop.outbound.outcomes import Outcome, OutcomeKind
from mailcop.outbound.relay import (
    Patience,
    RelayConnection,
    RelayUnavailable,
    stuffed,
)
from tests.scripted_relay import Rule, ScriptedRelay

LETTER = b"Subject: hello\r\n\r\nA letter.\r\n.with a dot\r\n"
TO, OTHER = "ana@example.org", "ben@example.org"
SHORT = Patience(connect=2, command=2, block=1, final=2)


def settings(relay: ScriptedRelay, **given: Any) -> RelaySettings:
    return RelaySettings(host="127.0.0.1", port=relay.port, **{"tls": "off", **given})


async def open_to(relay: ScriptedRelay, **given: Any) -> RelayConnection:
    return await RelayConnection.open(settings(relay, **given), patience=SHORT)


async def deliver_under(*rules: Rule, offers: tuple[str, ...] = ("PIPELINING",)) -> tuple[Outcome, Outcome, bool]:
    """The outcomes of a letter to TO under the rules and of one to OTHER after it, and whether one connection did."""
    async with ScriptedRelay(list(rules), offers=offers) as relay:
        connection = await open_to(relay)
        first = await connection.deliver("bounce@cop.example.org", TO, LETTER)
        is_usable = connection.is_usable
        second = await connection.deliver("bounce@cop.example.org", OTHER, LETTER)
        await connection.close()
        return first, second, is_usable


BOTH_WAYS = pytest.mark.parametrize("offers", [("PIPELINING",), ()], ids=["pipelined", "lockstep"])


@BOTH_WAYS
def test_a_letter_arrives_as_it_was_with_its_envelope(offers: tuple[str, ...]) -> None:
    async def way() -> None:
        async with ScriptedRelay(offers=offers) as relay:
            connection = await open_to(relay)
            outcome = await connection.deliver("", TO, LETTER)
            await connection.close()
        assert (outcome.kind, outcome.code, outcome.status) == (OutcomeKind.ACCEPTED, 250, "2.0.0")
        assert [(t.sender, t.recipient, t.raw) for t in relay.taken] == [("", TO, LETTER)]
        assert relay.commands[-1] == "QUIT"

    asyncio.run(way())


@BOTH_WAYS
@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (Rule("rcpt", TO, "450 4.2.0 greylisted"), OutcomeKind.LATER),
        (Rule("rcpt", TO, "550 5.1.1 no such user"), OutcomeKind.NEVER),
        (Rule("rcpt", TO, "554 5.7.1 <ana@example.org>: Relay access denied"), OutcomeKind.OURS),
        (Rule("rcpt", TO, "530 5.7.0 Authentication required"), OutcomeKind.OURS),
        (Rule("rcpt", TO, "552 too many recipients"), OutcomeKind.LATER),
        (Rule("mail", "", "550 5.7.1 sender rejected"), OutcomeKind.OURS),
        (Rule("mail", "", "552 5.3.4 too big"), OutcomeKind.NEVER),
        (Rule("mail", "", "451 4.3.0 not now"), OutcomeKind.LATER),
        (Rule("data", TO, "451 4.3.0 not now"), OutcomeKind.LATER),
        (Rule("data", TO, "554 5.7.1 no"), OutcomeKind.NEVER),
        (Rule("dot", TO, "452 4.3.1 full"), OutcomeKind.LATER),
        (Rule("dot", TO, "554 5.6.0 spam"), OutcomeKind.NEVER),
    ],
    ids=lambda value: f"{value.at} {value.reply}" if isinstance(value, Rule) else str(value),
)
def test_a_refusal_is_read_and_the_next_letter_goes_over_the_same_connection(
    rule: Rule, kind: OutcomeKind, offers: tuple[str, ...]
) -> None:
    first, second, is_usable = asyncio.run(deliver_under(Rule(rule.at, rule.recipient, rule.reply), offers=offers))
    assert first.kind is kind
    assert first.code == int(rule.reply[:3])
    assert is_usable
    assert second.kind is OutcomeKind.ACCEPTED


def test_a_refused_recipient_is_followed_by_a_reset() -> None:
    async def way() -> None:
        async with ScriptedRelay([Rule("rcpt", TO, "550 5.1.1 no")]) as relay:
            connection = await open_to(relay)
            await connection.deliver("a@example.org", TO, LETTER)
            await connection.deliver("a@example.org", OTHER, LETTER)
            await connection.close()
        verbs = [line.split(" ")[0] for line in relay.commands]
        assert verbs == ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]
        assert [t.recipient for t in relay.taken] == [OTHER]

    asyncio.run(way())


@BOTH_WAYS
@pytest.mark.parametrize("at", ["mail", "rcpt", "data", "dot"])
def test_a_421_anywhere_means_later_and_ends_the_connection(at: str, offers: tuple[str, ...]) -> None:
    first, second, is_usable = asyncio.run(deliver_under(Rule(at, "", "421 4.3.2 shutting down"), offers=offers))
    assert (first.kind, first.code) == (OutcomeKind.LATER, 421)
    assert not is_usable
    assert second.kind is OutcomeKind.LATER


@pytest.mark.parametrize("at", ["mail", "rcpt", "data"])
def test_lost_before_the_letter_was_written_means_later(at: str) -> None:
    first, _, is_usable = asyncio.run(deliver_under(Rule(at, is_drop=True)))
    assert first.kind is OutcomeKind.LATER
    assert not is_usable


@pytest.mark.parametrize("is_kept", [True, False])
def test_lost_between_the_dot_and_its_reply_means_doubt(is_kept: bool) -> None:
    first, _, is_usable = asyncio.run(deliver_under(Rule("dot", TO, is_drop=True, is_kept=is_kept)))
    assert first.kind is OutcomeKind.DOUBT
    assert not is_usable


def test_lost_while_a_large_letter_is_written_means_later() -> None:
    async def way() -> Outcome:
        async with ScriptedRelay([Rule("body", TO)]) as relay:
            connection = await open_to(relay)
            return await connection.deliver("a@example.org", TO, b"x" * 70 + b"\r\n" * 8_000_000)

    assert asyncio.run(way()).kind is OutcomeKind.LATER


def test_a_relay_silent_after_the_dot_means_doubt_and_before_it_later() -> None:
    async def silent(at: str) -> OutcomeKind:
        async with ScriptedRelay([Rule(at, is_held=True)]) as relay:
            patience = Patience(connect=1, command=0.2, block=1, final=0.2)
            connection = await RelayConnection.open(settings(relay), patience=patience)
            return (await connection.deliver("a@example.org", TO, LETTER)).kind

    assert asyncio.run(silent("dot")) is OutcomeKind.DOUBT
    assert asyncio.run(silent("rcpt")) is OutcomeKind.LATER


@pytest.mark.parametrize(
    ("sender", "recipient"),
    [
        ("a@example.org", "b@example.org\r\nRCPT TO:<c@example.org>"),
        ("a@example.org\nDATA", TO),
        ("a@example.org", "b@example.org> <c@example.org"),
        ("a@example.org", "b@example.org\x00"),
        ("a@example.org", ""),
        ("a@example.org", "josé@example.org"),
    ],
)
def test_an_address_that_cannot_stand_in_a_command_never_reaches_the_socket(sender: str, recipient: str) -> None:
    async def way() -> None:
        async with ScriptedRelay() as relay:
            connection = await open_to(relay)
            outcome = await connection.deliver(sender, recipient, LETTER)
            assert (outcome.kind, outcome.code) == (OutcomeKind.NEVER, 0)
            assert connection.is_usable
            assert relay.commands[1:] == []
            await connection.close()

    asyncio.run(way())


def test_a_letter_larger_than_the_relay_takes_or_8_bit_where_it_takes_7_is_not_sent() -> None:
    async def outcome(offers: tuple[str, ...], letter: bytes) -> Outcome:
        async with ScriptedRelay(offers=offers) as relay:
            connection = await open_to(relay)
            try:
                return await connection.deliver("a@example.org", TO, letter)
            finally:
                await connection.close()

    assert asyncio.run(outcome(("SIZE 100",), b"x" * 101)).status == "5.3.4"
    assert asyncio.run(outcome(("SIZE 0",), b"x" * 101)).kind is OutcomeKind.ACCEPTED
    assert asyncio.run(outcome((), "é".encode())).status == "5.6.3"
    assert asyncio.run(outcome(("8BITMIME",), "é".encode())).kind is OutcomeKind.ACCEPTED


@pytest.mark.parametrize(
    ("letter", "wire"),
    [
        (b"", b".\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b"a\r\n", b"a\r\n.\r\n"),
        (b".\r\n", b"..\r\n.\r\n"),
        (b"a\n.\nb\r.c\r\n..d\r\n", b"a\r\n..\r\nb\r\n..c\r\n...d\r\n.\r\n"),
        (b"a\r\r\n.\r\n", b"a\r\n\r\n..\r\n.\r\n"),
        (b"\r\n.\r\n.\r\n", b"\r\n..\r\n..\r\n.\r\n"),
    ],
)
def test_dots_are_stuffed_and_only_crlf_ends_a_line(letter: bytes, wire: bytes) -> None:
    assert stuffed(letter) == wire


async def against(replies: Callable[[bytes], bytes | None]) -> Outcome:
    """The outcome at a bare server that answers each line read with what `replies` says (None: hang up)."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said: bytes | None = b"220 hi\r\n"
        try:
            while said is not None:
                writer.write(said)
                await writer.drain()
                if not (line := await reader.readline()):
                    break
                said = replies(line)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        given = RelaySettings(host="127.0.0.1", port=port, tls="off")
        connection = await RelayConnection.open(given, patience=SHORT)
        outcome = await connection.deliver("a@example.org", TO, b"x\r\n")
        await connection.close()
        return outcome
    except RelayUnavailable as error:
        return error.outcome
    finally:
        server.close()


def usual(line: bytes) -> bytes:
    known = {b"DATA\r\n": b"354 go\r\n", b"x\r\n": b"", b".\r\n": b"250 2.0.0 kept\r\n"}
    return known.get(line, b"250 ok\r\n")


HOSTILE = {
    "a line of 10 MB": b"250 " + b"x" * 10_000_000 + b"\r\n",
    "10 MB without an end": b"2" * 10_000_000,
    "a thousand lines": b"250-more\r\n" * 1000 + b"250 end\r\n",
    "no code": b"hello\r\n",
    "a code out of range": b"999 hello\r\n",
    "a hundred replies": b"250 ok\r\n" * 100,
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("verb", [b"EHLO", b"MAIL", b"RCPT"])
def test_a_hostile_reply_is_bounded_and_means_later(verb: bytes, said: bytes) -> None:
    outcome = asyncio.run(against(lambda line: said if line.startswith(verb) else usual(line)))
    assert outcome.kind is OutcomeKind.LATER
    assert len(outcome.text) <= 500


@pytest.mark.parametrize("said", list(HOSTILE.values())[:5], ids=list(HOSTILE)[:5])
def test_a_hostile_reply_to_the_dot_means_doubt(said: bytes) -> None:
    assert asyncio.run(against(lambda line: said if line == b".\r\n" else usual(line))).kind is OutcomeKind.DOUBT


@pytest.mark.parametrize(
    ("said", "status", "text"),
    [
        (b"250\r\n", "", ""),
        (b"250 2.0.0\r\n", "2.0.0", ""),
        (b"250 5.1.1 odd\r\n", "", "5.1.1 odd"),
        ("250 2.0.0 été \x00\x07 \x9b1m\r\n".encode("latin-1"), "2.0.0", "�t�   �1m"),
        (b"250-2.0.0 one\r\n250 2.0.0 two\n", "2.0.0", "one 2.0.0 two"),
    ],
)
def test_a_bare_or_odd_reply_is_still_a_yes(said: bytes, status: str, text: str) -> None:
    outcome = asyncio.run(against(lambda line: said if line == b".\r\n" else usual(line)))
    assert (outcome.kind, outcome.code, outcome.status) == (OutcomeKind.ACCEPTED, 250, status)
    assert outcome.text == text


def refused(**given: Any) -> Callable[[ScriptedRelay], Coroutine[Any, Any, Outcome]]:
    async def way(relay: ScriptedRelay) -> Outcome:
        async with relay:
            with pytest.raises(RelayUnavailable) as caught:
                await open_to(relay, **given)
        return caught.value.outcome

    return way


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (Rule("greeting", reply="554 5.7.1 go away"), OutcomeKind.OURS),
        (Rule("greeting", reply="421 4.3.2 busy"), OutcomeKind.LATER),
        (Rule("greeting", is_drop=True), OutcomeKind.LATER),
        (Rule("ehlo", reply="550 5.7.1 bad name", times=2), OutcomeKind.OURS),
        (Rule("ehlo", reply="450 4.7.1 later"), OutcomeKind.LATER),
    ],
)
def test_a_relay_that_will_not_have_us_is_not_a_letters_fault(rule: Rule, kind: OutcomeKind) -> None:
    async def way() -> Outcome:
        return await refused()(ScriptedRelay([rule]))

    assert asyncio.run(way()).kind is kind


def test_a_relay_that_is_not_there_means_later() -> None:
    async def way() -> None:
        async with ScriptedRelay() as relay:
            pass
        with pytest.raises(RelayUnavailable) as caught:
            await open_to(relay)
        assert caught.value.outcome.kind is OutcomeKind.LATER

    asyncio.run(way())


@pytest.mark.parametrize("login", ["PLAIN LOGIN", "LOGIN"])
def test_login_is_accepted_or_the_fault_is_ours(login: str) -> None:
    async def way(*rules: Rule) -> None:
        offers = ("PIPELINING", f"AUTH {login}")
        async with ScriptedRelay(list(rules), offers=offers) as relay:
            connection = await open_to(relay, user="cop", password="secret")
            outcome = await connection.deliver("", TO, LETTER)
            assert outcome.kind is OutcomeKind.ACCEPTED
            await connection.close()

    steps = [Rule("auth", reply="334 VXNlcm5hbWU6")] if login == "LOGIN" else []
    if login == "PLAIN LOGIN":
        asyncio.run(way())
    with pytest.raises(RelayUnavailable) as caught:
        asyncio.run(way(*steps, Rule("auth", reply="535 5.7.8 no")))
    assert caught.value.outcome.kind is OutcomeKind.OURS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=relay.example"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(
        [*command.split(), *names],
        check=True,
        capture_output=True,
    )
    return cert, key


def test_starttls_is_verified_and_nothing_is_sent_in_clear(certificate: tuple[Path, Path]) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*certificate)

    async def way(context: ssl.SSLContext | None, server: ssl.SSLContext | None) -> list[str]:
        async with ScriptedRelay(context=server) as relay:
            try:
                connection = await RelayConnection.open(
                    settings(relay, tls="starttls", user="cop", password="secret"), patience=SHORT, context=context
                )
                outcome = await connection.deliver("a@example.org", TO, LETTER)
                assert outcome.kind is OutcomeKind.ACCEPTED
                await connection.close()
            except RelayUnavailable as error:
                relay.commands.append(error.outcome.kind)
        return [line.split(" ")[0] for line in relay.commands]

    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    sent = ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]
    assert asyncio.run(way(trusting, server)) == sent
    assert asyncio.run(way(None, server)) == ["EHLO", "STARTTLS", "ours"]  # unknown issuer
    assert asyncio.run(way(trusting, None)) == ["EHLO", "ours"]  # not offered


def test_words_slipped_in_before_tls_are_not_taken_for_encrypted_ones() -> None:
    async def way() -> None:
        relay = ScriptedRelay([Rule("starttls", reply="220 go on\r\n250 you are safe")], offers=("STARTTLS", "SIZE"))
        assert (await refused(tls="starttls")(relay)).kind is OutcomeKind.OURS

    asyncio.run(way())


def test_a_password_is_not_sent_in_clear_beyond_this_machine() -> None:
    async def way() -> None:
        async with ScriptedRelay(offers=("AUTH PLAIN",)) as relay:
            for host, is_refused in (("127.0.0.1", False), ("0.0.0.0", True)):  # not by name this machine
                given = RelaySettings(host=host, port=relay.port, tls="off", user="cop", password="secret")
                with pytest.raises(RelayUnavailable) if is_refused else contextlib.nullcontext():
                    connection = await RelayConnection.open(given, patience=SHORT)
                    await connection.close()
            assert [line.split(" ")[0] for line in relay.commands] == ["EHLO", "AUTH", "QUIT", "EHLO"]

    asyncio.run(way())
