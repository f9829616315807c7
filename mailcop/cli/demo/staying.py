"""The demo stays up: what can be tried by hand, and what comes of it, line by line."""

from __future__ import annotations

import asyncio
import shlex
import signal
import sys
from pathlib import Path

from mailcop.cli.demo.paper import Paper
from mailcop.cli.demo.people import MEMBERS
from mailcop.cli.demo.stage import Stage


async def stay(stage: Stage, folder: Path) -> None:
    """Wait for Ctrl-C; tell each mail that comes and the letters that leave."""
    stage.clock.run_on()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    _invite(stage, folder)
    stage.seen()
    while not stop.is_set():
        stage.look()
        try:
            await asyncio.wait_for(stop.wait(), 0.5)
        except TimeoutError:
            continue
    stage.paper.line()
    stage.paper.words("The demo ends; its folder is gone with it.")


def _invite(stage: Stage, folder: Path) -> None:
    paper, config = stage.paper, stage.place.config
    base, facilitator = config.web.base_url, MEMBERS["thandiwe"].address
    paper.chapter("It stays up, and goes on in real time; Ctrl-C ends it", f"{stage.clock():%A %-d %B %Y}")
    host, _, port = stage.node.listening["smtp"].rpartition(":")
    paper.table(
        [
            ("postbox", f"{base}/postbox", f"all {len(stage.postbox.letters)} letters, as their readers see them"),
            ("web face", f"{base}/", "sign in as wanjiru@mail.example or any other member:"),
            ("", "", "the link comes to the postbox"),
            ("mail door", f"{host}:{port}", "SMTP, no password; a member's From counts here"),
            ("facilitator", facilitator, "may announce: docs/writing.md says how"),
        ]
    )
    paper.line()
    paper.words("The commands read the same tables, for example:")
    paper.line()
    paper.line(f"   {program()} --config {shlex.quote(str(folder / 'config.toml'))} threads --forum general")
    paper.line()
    paper.words("Write to the forum as a member, or answer a letter of the postbox at its reply address:")
    paper.line()
    _show_mail(paper, f"smtp://{host}:{port}", "grace@extension.example", "general@cop.example.org", "Hello", "Hello!")
    paper.words(
        "Announce something as a facilitator. The preview comes to the postbox; OK to its reply address sends it:"
    )
    paper.line()
    plan = "Announce: A walk along the river\\nTo: everyone\\n\\nWe meet at the bridge on Friday."
    _show_mail(paper, f"smtp://{host}:{port}", facilitator, "announce@cop.example.org", "", plan)


def program() -> str:
    """How a shell finds this mailcop: its command beside the interpreter, else the interpreter with the module."""
    command = Path(sys.executable).with_name("mailcop")
    words = [str(command)] if command.is_file() else [sys.executable, "-m", "mailcop"]
    return shlex.join(words)


def _show_mail(paper: Paper, door: str, sender: str, recipient: str, subject: str, text: str) -> None:
    """A mail as a line for a shell, ready to copy; `text` has `\\n` for its line ends."""
    head = f"From: {sender}\\nTo: {recipient}\\nSubject: {subject}"
    paper.line(f"   printf '{head}\\n\\n{text}\\n' |")
    paper.line(f"     curl --crlf {door} --mail-from {sender} \\")
    paper.line(f"          --mail-rcpt {recipient} -T -")
    paper.line()
