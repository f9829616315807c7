"""The demo stays up: what can be tried by hand, and what comes of it, line by line."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

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
    base = config.web.base_url
    paper.chapter("It stays up, and goes on in real time; Ctrl-C ends it", f"{stage.clock():%A %-d %B %Y}")
    host, _, port = stage.node.listening["smtp"].rpartition(":")
    paper.table(
        [
            ("postbox", f"{base}/postbox", f"all {len(stage.postbox.letters)} letters, as their readers see them"),
            ("web face", f"{base}/", "sign in as wanjiru@mail.example or any other member:"),
            ("", "", "the link comes to the postbox"),
            ("mail door", f"{host}:{port}", "SMTP, no password; a member's From counts here"),
            ("tables", f"{folder}/config.toml", "mailcop --config … threads --forum general, and the like"),
        ]
    )
    paper.line()
    paper.words("Write to the forum as a member, or answer a letter of the postbox at its reply address:")
    paper.line()
    paper.line(
        "   printf 'From: grace@extension.example\\nTo: general@cop.example.org\\nSubject: Hello\\n\\nHello!\\n' |"
    )
    paper.line(f"     curl --crlf smtp://{host}:{port} --mail-from grace@extension.example \\")
    paper.line("          --mail-rcpt general@cop.example.org -T -")
    paper.line()
