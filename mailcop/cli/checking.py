"""`mailcop check`: what is wrong with this place, and how to mend it; a line for each thing looked at."""

from __future__ import annotations

import argparse
import json
import socket
import ssl
import sys
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import dns.exception
import dns.resolver
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from mailcop import migrations
from mailcop.cli.place import open_database
from mailcop.config import Config, ConfigError, RelaySettings, load, require_secret
from mailcop.db import DatabaseTrouble, trouble_of
from mailcop.model import mails

_SECONDS = 5.0
# The first releases with the fixes of CVE-2023-27043, CVE-2024-6923 and CVE-2026-1299 in `email`.
_MENDED = {(3, 11): 15, (3, 12): 13, (3, 13): 12}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `level` is ok, warn or wrong."""

    about: str
    level: str
    text: str


def check(arguments: argparse.Namespace) -> int:
    """Look at everything that can be looked at from here; 1 where something is wrong."""
    found = list(_findings(arguments))
    for one in found:
        if arguments.json:
            print(json.dumps({"about": one.about, "level": one.level, "text": one.text}, ensure_ascii=False))
        else:
            print(f"{one.level:<5}  {one.about}: {one.text}")
    return int(any(one.level == "wrong" for one in found))


def _findings(arguments: argparse.Namespace) -> Iterator[Finding]:
    try:
        config = load(arguments.config)
    except ConfigError as error:
        for problem in error.problems:
            yield Finding("config", "wrong", error.line(problem))
        return
    yield from _config(config)
    yield from _database(config)
    for relay in config.outbound.relays:
        yield _relay(relay)
    yield from _dns(config.mail.domain)
    yield from _interpreter()


def _config(config: Config) -> Iterator[Finding]:
    yield Finding("config", "ok", str(config.path or "the packaged default"))
    try:
        require_secret(config)
    except ConfigError as error:
        yield Finding("config", "wrong", str(error))
    if not config.mail.authserv_id:
        yield Finding(
            "identity", "warn",
            "[mail] authserv_id is empty, so a bare From line counts as its member; name the front MTA that checks it",
        )  # fmt: skip
    if config.inbound.smtp.listen is None and config.inbound.lmtp.listen is None and config.inbound.imap is None:
        yield Finding("doors", "warn", "no door is open: mail comes in by `mailcop receive` only")


def _database(config: Config) -> Iterator[Finding]:
    try:
        database = open_database(config)
    except DatabaseTrouble as error:
        yield Finding("database", "wrong", str(error))
        return
    try:
        found = database.read(migrations.present)
        level = "ok" if found == migrations.newest() else "wrong" if found is None else "warn"
        hint = {"ok": "", "warn": "; `mailcop serve` brings it up to date", "wrong": "; run `mailcop init`"}[level]
        yield Finding("database", level, f"schema {found}, this mailcop has {migrations.newest()}{hint}")
        if found is not None:
            last = database.read(lambda conn: conn.scalar(select(func.max(mails.c.received_at))))
            is_behind = last is not None and last > datetime.now(UTC) + timedelta(minutes=5)
            said = f"the newest mail came at {last:%Y-%m-%d %H:%M} UTC, later than now" if is_behind else "not behind"
            yield Finding("clock", "wrong" if is_behind else "ok", said)
    except DBAPIError as error:
        yield Finding("database", "wrong", str(trouble_of(error, database.url)))
    except DatabaseTrouble as error:
        yield Finding("database", "wrong", str(error))
    finally:
        database.close()


def _relay(relay: RelaySettings) -> Finding:
    about = f"relay {relay.host}:{relay.port}"
    try:
        with socket.create_connection((relay.host, relay.port), _SECONDS) as plain:
            link = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=relay.host)
                if relay.tls == "tls"
                else plain
            )
            greeting = link.recv(512)
            link.sendall(b"QUIT\r\n")
    except OSError as error:
        return Finding(about, "wrong", f"can't be reached: {error}; letters wait in the ledger until it can")
    if not greeting.startswith(b"220"):
        return Finding(about, "wrong", f"expected a 220, got {greeting[:60]!r}")
    return Finding(about, "ok", greeting.decode("ascii", "replace").split("\r\n")[0][:80])


def _dns(domain: str) -> Iterator[Finding]:
    yield _record(
        "SPF", domain, lambda text: text.startswith("v=spf1"), f"v=spf1 with the relay's addresses, at {domain}"
    )
    yield _record(
        "DMARC", f"_dmarc.{domain}", lambda text: text.startswith("v=DMARC1"), f"v=DMARC1, at _dmarc.{domain}"
    )
    yield Finding(
        "DKIM", "warn", "signing is the relay's work: see that it signs with this domain and publishes the key"
    )


def _record(about: str, name: str, is_it: Callable[[str], bool], wanted: str) -> Finding:
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=_SECONDS)
        texts = [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        texts = []
    except (dns.exception.DNSException, OSError) as error:
        return Finding(about, "warn", f"could not be looked up: {' '.join(str(error).split())}")
    found = [text for text in texts if is_it(text)]
    if len(found) == 1:
        return Finding(about, "ok", found[0])
    return Finding(about, "wrong", f"found {len(found)} records at {name}, expected one: {wanted}")


def _interpreter() -> Iterator[Finding]:
    mended = _MENDED.get(sys.version_info[:2])
    said = ".".join(map(str, sys.version_info[:3]))
    if mended is not None and sys.version_info.micro < mended:
        wanted = f"{sys.version_info.major}.{sys.version_info.minor}.{mended}"
        yield Finding(
            "interpreter", "warn", f"Python {said}: `email` has known faults before {wanted}; ours is guarded"
        )
    else:
        yield Finding("interpreter", "ok", f"Python {said}")
    yield Finding("zones", "ok", f"{len(zoneinfo.available_timezones())} zones, tzdata {version('tzdata')}")
