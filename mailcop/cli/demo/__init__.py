"""`mailcop demo`: a throw-away community on loopback, played through its own doors, with every letter to look at."""

from __future__ import annotations

import argparse
import asyncio
import logging
import secrets
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mailcop.cli.demo import accounts
from mailcop.cli.demo.paper import Paper
from mailcop.cli.demo.people import members_csv
from mailcop.cli.demo.postbox import Postbox
from mailcop.cli.demo.stage import Clock, Stage
from mailcop.cli.demo.story import BEGINS_AT, Story
from mailcop.cli.founding import found
from mailcop.cli.place import Place, open_database, place_of
from mailcop.cli.serve import Node
from mailcop.community import roster
from mailcop.config import Config, load

_CONFIG = """\
# The demo's own config: thrown away with its folder.
[community]
name = "The Learning Table"
languages = ["en", "es", "fr"]
zone = "Africa/Nairobi"
postal = "The Learning Table, 12 Jacaranda Court, Nairobi"

[mail]
addresses = "{{local}}@cop.example.org"
secret = "{secret}"
authserv_id = "mx.cop.example.org"

[inbound.smtp]
listen = "127.0.0.1:{door}"

[outbound]
relays = [{{ host = "127.0.0.1", port = {relay}, connections = 4 }}]

[database]
url = "sqlite:///mailcop.db"

[web]
listen = "127.0.0.1:{web}"
base_url = "http://127.0.0.1:{web}"

[[forum]]
name = "general"
title = "General"
policy = "members"

[[forum]]
name = "change"
title = "Understanding change"
policy = "ask"

[[newsletter]]
name = "monthly"
title = "The monthly letter"
"""
_DOOR = 2525


def demo(arguments: argparse.Namespace) -> int:
    """Play the story; without `--once` stay up until Ctrl-C. 1 where any figure does not agree."""
    if arguments.mails is not None and not arguments.mails.is_dir():
        raise ValueError(f"--mails {arguments.mails}: expected a folder of .eml files")
    with tempfile.TemporaryDirectory(prefix="mailcop-demo-") as folder:
        logging.basicConfig(filename=Path(folder) / "mailcop.log", level=logging.INFO, encoding="utf-8")
        try:
            return asyncio.run(_demo(arguments, Path(folder)))
        except asyncio.CancelledError:
            return 128 + signal.SIGTERM


async def _demo(arguments: argparse.Namespace, folder: Path) -> int:
    from mailcop.cli.demo.staying import stay
    from mailcop.cli.demo.visitors import play_folder

    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)  # the folder goes with us
    paper, clock, begun = Paper(), Clock(BEGINS_AT), time.monotonic()
    async with Postbox(clock) as postbox:
        config = _config(folder, postbox.port, arguments.port, paper)
        with _founded(config, clock, paper) as place:
            async with Node(place, ["inbound", "outbound", "web"], clock=clock, postbox=postbox) as node:
                stage = _stage(place, node, clock, postbox, paper)
                _introduce(stage)
                await Story(stage).tell()
            is_open = arguments.mails is not None or not arguments.once
            if is_open:
                place = replace(place, config=replace(config, mail=replace(config.mail, authserv_id="")))
                async with Node(place, ["inbound", "outbound", "web"], clock=clock, postbox=postbox) as node:
                    stage.place, stage.node = place, node
                    if arguments.mails is not None:
                        await play_folder(stage, arguments.mails)
            accounts.show_threads(stage)
            is_right = accounts.show_accounts(stage)
            paper.line()
            paper.words(
                f"Every figure above agrees, after {time.monotonic() - begun:.1f} seconds." if is_right
                else f"{len(stage.troubles)} figures or fates do not agree."
            )  # fmt: skip
            if not arguments.once:
                async with Node(place, ["inbound", "clock", "outbound", "web"], clock=clock, postbox=postbox) as node:
                    stage.node = node
                    await stay(stage, folder)
    return 0 if is_right else 1


def _config(folder: Path, relay: int, web: int, paper: Paper) -> Config:
    door, web_port = _free(_DOOR), _free(web)
    if web_port != web:
        paper.words(f"Port {web} is taken, so the web face and the postbox page are at port {web_port}.")
    text = _CONFIG.format(secret=secrets.token_urlsafe(32), door=door, relay=relay, web=web_port)
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ={})  # MAILCOP_DATABASE names a community that lives: not this one


def _free(port: int) -> int:
    """This port on loopback where it is free, else any other."""
    for wanted in (port, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ValueError("no port is free on 127.0.0.1")


@contextmanager
def _founded(config: Config, clock: Clock, paper: Paper) -> Iterator[Place]:
    database = open_database(config, is_new=True)
    try:
        found(database, config, clock(), is_rehearsal=True)
        community = config.community
        rows = list(roster.read_rows(members_csv().splitlines(), community.languages, community.zone))
        people, subscriptions = database.write(lambda conn: roster.take_in(conn, rows, clock()), "bulk")
        paper.title(f"mailcop demo: {community.name}, a throw-away community at {config.mail.domain}")
        zones, languages = len({row.zone for row in rows}), len({row.language for row in rows})
        paper.words(
            f"{people} members imported, with {subscriptions} subscriptions, "
            f"{languages} languages and {zones} time zones."
        )
        yield place_of(config, database)
    finally:
        database.close()


def _stage(place: Place, node: Node, clock: Clock, postbox: Postbox, paper: Paper) -> Stage:
    stage = Stage(place, node, clock, postbox, paper)

    def kind_of(sender: str) -> str:
        of = accounts.delivery_of(stage, sender)
        return place.database.read(lambda conn: accounts.kind_of_delivery(conn, of))

    postbox.kind_of = kind_of
    return stage


def _introduce(stage: Stage) -> None:
    listening, config = stage.node.listening, stage.place.config
    stage.paper.words(
        f"Mail comes in by SMTP at {listening['smtp']} and goes out to a relay at 127.0.0.1:{stage.postbox.port}, "
        f"which is the postbox: {config.web.base_url}/postbox shows every letter that it took. "
        "Nothing leaves this machine."
    )
    stage.paper.words(
        f"The clock is the demo's own: it begins on {stage.clock():%A %-d %B %Y at %H:%M} UTC and is turned."
    )
