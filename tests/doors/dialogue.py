"""Plays a dialogue file: what a client sends, what the door must answer, what intake must then hold.

A line of a file is one of
    # a sentence that says what is shown          door smtp | lmtp
    limit NAME VALUE    (a field of DoorLimits; spans in seconds)
    refuse ADDRESS CODE STATUS TEXT     at RCPT   answer ADDRESS CODE STATUS TEXT     after the dot
    full                                no room   crash TEXT          intake raises a RuntimeError of that text
    -> TEXT   send it with CR LF                  => TEXT   send it as it is
    N -> TEXT send it N times, N answers of 2xx are read
    <- GLOB   one reply (its last line, when it has several)          <- closed
    hangs up  stop sending                        mail SENDER | RECIPIENTS | RAW      in the order taken
In texts that are sent and in RAW, Python's escapes stand for bytes: \\r \\n \\0 \\xff.
"""

from __future__ import annotations

import asyncio
import fnmatch
import re
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from mailcop.inbound.doors import Door, DoorLimits
from mailcop.inbound.smtp import LmtpDoor, SmtpDoor
from mailcop.words import Reply
from tests.doors.recording import RecordingIntake

DOORS: dict[str, type[Door]] = {"smtp": SmtpDoor, "lmtp": LmtpDoor}
SPANS = {"idle", "session"}


@dataclass
class Stage:
    """The door and intake that a file asks for, and the lines that are left to play."""

    door: Door
    intake: RecordingIntake
    lines: list[str]


def as_bytes(text: str) -> bytes:
    """The text with Python's escapes made bytes; other characters are UTF-8."""
    return re.sub(rb"\\(x[0-9a-fA-F]{2}|[rnt0\\])", lambda match: _byte(match[1]), text.encode())


def _byte(escape: bytes) -> bytes:
    plain = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"0": b"\0", b"\\": b"\\"}
    return plain.get(escape) or bytes.fromhex(escape[1:].decode())


def staged(path: Path) -> Stage:
    """Read the file and build what it asks for."""
    kind, limits, intake, lines = "smtp", dict[str, int | timedelta](), RecordingIntake(), list[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        match word:
            case "" | "#":
                pass
            case "door":
                kind = rest
            case "limit":
                name, _, value = rest.partition(" ")
                assert name in {field.name for field in fields(DoorLimits)}, name
                limits[name] = timedelta(seconds=float(value)) if name in SPANS else int(value)
            case "refuse" | "answer":
                address, code, status, text = rest.split(" ", 3)
                (intake.refused if word == "refuse" else intake.answers)[address] = Reply(int(code), status, text)
            case "full":
                intake.no_room = Reply(452, "4.3.1", "Not enough room")
            case "crash":
                intake.fault = RuntimeError(rest)
            case _:
                lines.append(line)
    chosen = DoorLimits(**limits)  # type: ignore[arg-type]  # names and kinds were checked above
    door = DOORS[kind](("127.0.0.1", 0), intake, hostname="mail.example.org", limits=chosen)
    return Stage(door, intake, lines)


class Client:
    """One connection that sends and expects as the lines say."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def reply(self) -> str:
        """The last line of the next reply, `closed` when there is none."""
        while True:
            try:
                line = await asyncio.wait_for(self.reader.readuntil(b"\r\n"), 10)
            except (asyncio.IncompleteReadError, ConnectionError):
                return "closed"
            if line[3:4] != b"-":
                return line[:-2].decode()

    async def send(self, data: bytes) -> None:
        try:
            self.writer.write(data)
            await self.writer.drain()
        except ConnectionError:
            pass  # the door closed already; the next reply is `closed`

    async def play(self, line: str) -> None:
        """Act out one line; AssertionError says what was answered instead."""
        word, _, rest = line.partition(" ")
        if word.isdigit():
            for number in range(int(word)):
                await self.send(as_bytes(rest.removeprefix("-> ")) + b"\r\n")
                answer = await self.reply()
                assert answer.startswith("2"), f"{number}: {answer}"
        elif word == "->":
            await self.send(as_bytes(rest) + b"\r\n")
        elif word == "=>":
            await self.send(as_bytes(rest))
        elif line == "hangs up":
            self.writer.write_eof()
        else:
            assert word == "<-", line
            answer = await self.reply()
            assert fnmatch.fnmatchcase(answer, rest.replace("[", "[[]")), f"{answer!r} is not {rest!r}"


async def play(path: Path) -> None:
    """Play the file, then see that intake holds the mails it names and that the door still takes mail."""
    stage = staged(path)
    await stage.door.start()
    client = Client(*await asyncio.open_connection(*stage.door.address))
    try:
        for line in stage.lines:
            if not line.startswith("mail "):
                await client.play(line)
    finally:
        client.writer.close()
    taken = [(envelope.sender, " ".join(recipients), raw) for raw, envelope, recipients in stage.intake.mails]
    named = [line.removeprefix("mail ").split(" | ", 2) for line in stage.lines if line.startswith("mail ")]
    assert taken == [(sender, recipients, as_bytes(raw)) for sender, recipients, raw in named]
    await control_mail(stage)
    await stage.door.stop(timedelta(seconds=1))


async def control_mail(stage: Stage) -> None:
    """Whatever was said before, the next client is served."""
    stage.intake.no_room = stage.intake.fault = None
    client = Client(*await asyncio.open_connection(*stage.door.address))
    greeting = "EHLO" if stage.door.name == "smtp" else "LHLO"
    lines = [
        f"-> {greeting} c.example",
        "-> MAIL FROM:<c@c.example>",
        "-> RCPT TO:<c@example.org>",
        "-> DATA",
        "=> .\\r\\n",
    ]
    for line, code in zip(lines, ("220", "250", "250", "250", "354"), strict=True):
        assert (await client.reply()).startswith(code)
        await client.play(line)
    assert (await client.reply()).startswith("250")
    client.writer.close()
