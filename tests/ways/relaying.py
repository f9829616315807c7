"""The scripted relay as a process of its own: what it took is heard at once, and it can be cut and come back."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from tests.scripted_relay import Rule
from tests.servers import free_port, wait_for_port
from tests.ways.speaking import Speaking, python


@dataclass(frozen=True)
class Letter:
    """One letter as the relay took it."""

    sender: str
    recipient: str
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """The letter, parsed by the standard library."""
        message = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def header(self, name: str) -> str:
        """One header field, decoded; AssertionError where it is not there."""
        value = self.message[name]
        assert value is not None, f"no {name} in\n{self.raw.decode()}"
        return str(value)

    @property
    def text(self) -> str:
        """The text part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None, self.raw.decode()
        return str(part.get_content())

    @property
    def reply_to(self) -> str:
        """The bare address that an answer goes to."""
        return re.sub(r".*<|>.*", "", self.header("Reply-To"))

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return self.header("Message-ID")


class Relay:
    """Takes letters on one port, as a process; `start` and `kill` as often as wanted."""

    def __init__(self, folder: Path, heard: Callable[[str], object] | None = None) -> None:
        self.port = free_port()
        self._folder = folder
        self._heard = heard
        self._letters: list[Letter] = []
        self._process: Speaking | None = None

    def start(self, *rules: Rule) -> None:
        """Run it with these rules."""
        script = self._folder / "relay-rules.json"
        script.write_text(json.dumps([asdict(rule) for rule in rules]))
        words: list[str | Path] = [
            "-m",
            "tests.scripted_relay",
            "--port",
            str(self.port),
            "--log",
            "/dev/stdout",
            "--script",
            script,
        ]
        self._process = Speaking(python(*words), self._folder, heard=self._take)
        wait_for_port(self.port)

    def kill(self) -> None:
        """Cut every connection."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def letters(self, to: str = "", subject: str = "") -> list[Letter]:
        """What it took so far, in order; to one recipient, with this subject."""
        return [
            one for one in list(self._letters) if to in ("", one.recipient) and subject in ("", one.header("Subject"))
        ]

    def wait_for(self, count: int, to: str = "", subject: str = "", seconds: float = 30) -> list[Letter]:
        """The first letters that fit, once there are so many."""
        what = f"{count} letters to {to or 'anyone'} about {subject or 'anything'}"
        self.until(lambda: len(self.letters(to, subject)) >= count, seconds, what)
        return self.letters(to, subject)[:count]

    def until(self, is_so: Callable[[], bool], seconds: float = 30, what: str = "letters") -> None:
        """Return when `is_so()`; looked at after each letter."""
        assert self._process is not None
        self._process.out.until(is_so, seconds, what)

    def wait_for_one(self, to: str, subject: str = "", seconds: float = 30) -> Letter:
        """The first letter to this recipient."""
        return self.wait_for(1, to, subject, seconds)[0]

    def _take(self, line: str) -> None:
        if not line.startswith("{"):
            return  # its port
        if self._heard is not None:
            self._heard(line)
            return
        said = json.loads(line)
        self._letters.append(Letter(said["sender"], said["recipient"], said["raw"].encode("latin-1")))


def by_recipient(letters: Sequence[Letter]) -> dict[str, Letter]:
    """The letters by whom they are for; AssertionError where someone got two."""
    found = {one.recipient: one for one in letters}
    assert len(found) == len(letters), sorted(one.recipient for one in letters)
    return found
