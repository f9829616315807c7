"""A relay that follows a script: takes letters over real SMTP and refuses, drops, slows or holds where it is told.

In a test: `async with ScriptedRelay(Rule(at="rcpt", recipient="a@example.org", reply="450 4.2.0 full")) as relay: ...`
As a process: `python -m tests.scripted_relay --port N --log FILE [--script RULES.json]`; every letter taken is one
JSON line (sender, recipient, raw as latin-1, reply), flushed before its reply leaves. `--port 0` prints the port.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType


@dataclass(slots=True)
class Rule:
    """What happens at one place of the dialogue, to one recipient or to all, for a number of times (-1: always).

    Places: greeting ehlo starttls auth mail rcpt data dot. `body` answers 354 and drops without reading the letter.
    At `dot` the letter is whole; it is kept only where the reply is a 2xx (or `is_kept`, for a drop after the dot).
    """

    at: str
    recipient: str = ""
    reply: str = ""
    times: int = 1
    is_drop: bool = False
    is_kept: bool = False
    is_held: bool = False  # waits for `release`
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Taken:
    """One letter the relay keeps; `raw` is without dot-stuffing."""

    sender: str
    recipient: str
    raw: bytes


class _Dropped(Exception):
    pass


@dataclass
class _Session:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str | None = None
    recipient: str = ""
    is_encrypted: bool = False


@dataclass
class ScriptedRelay:
    """Letters end in `taken`; every command line is in `commands`, in order of arrival."""

    rules: list[Rule] = field(default_factory=list)
    port: int = 0
    offers: Sequence[str] = ("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES")
    context: ssl.SSLContext | None = None  # with it, STARTTLS is offered
    log: Callable[[str], object] | None = None
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._sessions: set[asyncio.Task[None]] = set()
        self._released = asyncio.Event()
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> ScriptedRelay:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, limit=2**26)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._sessions):
            task.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)

    def script(self, *rules: Rule) -> None:
        """Adds rules; the first that fits is followed."""
        self.rules.extend(rules)

    def release(self) -> None:
        """Lets every held reply go, now and from now on."""
        self._released.set()

    async def until(self, is_so: Callable[[ScriptedRelay], bool], seconds: float = 20) -> None:
        """Returns when `is_so(relay)`; looked at after each command and letter."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: is_so(self))

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._sessions.add(task)
        session = _Session(reader, writer)
        try:
            if await self._answer(session, "greeting", "220 relay.example ESMTP"):
                while line := await reader.readline():
                    await self._take(session, line.decode("utf-8", "replace").rstrip("\r\n"))
        except (_Dropped, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._sessions.discard(task)
            writer.transport.abort()

    async def _take(self, session: _Session, line: str) -> None:
        self.commands.append(line)
        verb = line.upper().split(":")[0].split(" ")[0]
        if verb in {"EHLO", "HELO"}:
            offers = [*self.offers, *(["STARTTLS"] if self.context and not session.is_encrypted else [])]
            lines = ["relay.example", *offers]
            await self._answer(
                session, "ehlo", "\r\n".join([*(f"250-{one}" for one in lines[:-1]), f"250 {lines[-1]}"])
            )
        elif verb == "STARTTLS":
            if await self._answer(session, "starttls", "220 2.0.0 go on") and self.context:
                await session.writer.start_tls(self.context)
                session.is_encrypted = True
        elif verb == "AUTH":
            await self._answer(session, "auth", "235 2.7.0 welcome")
        elif verb == "MAIL":
            if await self._answer(session, "mail", "250 2.1.0 ok"):
                session.sender = line[line.index("<") + 1 : line.index(">")]
        elif verb == "RCPT":
            await self._recipient(session, line[line.index("<") + 1 : line.index(">")])
        elif verb == "DATA":
            await self._data(session)
        elif verb == "RSET":
            session.sender, session.recipient = None, ""
            await self._say(session, "250 2.0.0 ok")
        elif verb == "QUIT":
            await self._say(session, "221 2.0.0 bye")
            raise _Dropped
        else:
            await self._say(session, "500 5.5.2 what?")
        await self._tell()

    async def _recipient(self, session: _Session, recipient: str) -> None:
        if session.sender is None:
            await self._say(session, "503 5.5.1 MAIL first")
            return
        session.recipient = recipient
        if not await self._answer(session, "rcpt", "250 2.1.5 ok"):
            session.recipient = ""

    async def _data(self, session: _Session) -> None:
        if not session.recipient:
            await self._say(session, "503 5.5.1 RCPT first")
            return
        if self._rule("body", session.recipient):
            await self._say(session, "354 go on")
            raise _Dropped
        if not await self._answer(session, "data", "354 go on"):
            return
        lines: list[bytes] = []
        while (line := await session.reader.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise _Dropped
            lines.append(line[1:] if line.startswith(b".") else line)
        letter = Taken(session.sender or "", session.recipient, b"".join(lines))
        await self._answer(session, "dot", f"250 2.0.0 kept as {len(self.taken) + 1}", letter)
        session.sender, session.recipient = None, ""

    async def _answer(self, session: _Session, at: str, usual: str, letter: Taken | None = None) -> bool:
        """True when the reply is a 2xx or 3xx."""
        rule = self._rule(at, session.recipient)
        reply = (rule.reply if rule else "") or usual
        if rule and rule.seconds:
            await asyncio.sleep(rule.seconds)
        is_well = reply[:1] in "23"
        if letter and (rule.is_kept if rule and rule.is_drop else is_well):
            self._keep(letter, reply)
            await self._tell()
        if rule and rule.is_held:
            await self._tell()
            await self._released.wait()
        if rule and rule.is_drop:
            raise _Dropped
        await self._say(session, reply)
        return is_well

    def _rule(self, at: str, recipient: str) -> Rule | None:
        for rule in self.rules:
            if rule.at == at and rule.times != 0 and rule.recipient in {"", recipient}:
                rule.times -= 1 if rule.times > 0 else 0
                return rule
        return None

    def _keep(self, letter: Taken, reply: str) -> None:
        self.taken.append(letter)
        if self.log:
            raw = letter.raw.decode("latin-1")
            self.log(json.dumps({"sender": letter.sender, "recipient": letter.recipient, "raw": raw, "reply": reply}))

    async def _say(self, session: _Session, reply: str) -> None:
        session.writer.write(reply.encode("utf-8", "surrogateescape") + b"\r\n")
        await session.writer.drain()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _run(port: int, log: Path, script: Path | None) -> None:
    rules = [Rule(**one) for one in json.loads(script.read_text())] if script else []
    with log.open("a", encoding="utf-8", buffering=1) as lines:
        async with ScriptedRelay(rules, port, log=lambda line: lines.write(line + "\n")) as relay:
            print(relay.port, flush=True)
            await asyncio.Event().wait()


def main() -> None:
    """Runs until killed."""
    parser = argparse.ArgumentParser(description="A relay that follows a script.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--script", type=Path)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(given.port, given.log, given.script))


if __name__ == "__main__":
    main()
