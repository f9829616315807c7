"""What the tests need of the machine: programs, free ports, and a private PostgreSQL on loopback."""

from __future__ import annotations

import contextlib
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

#: Where Debian keeps servers that are not on an ordinary user's PATH.
SERVER_FOLDERS = [
    "/usr/sbin",
    "/usr/lib/postfix/sbin",
    "/usr/lib/dovecot",
    *map(str, Path("/usr/lib/postgresql").glob("*/bin")),
]

#: Starts the reason of every skip for want of a server; the summary counts them by it.
WANTS = "no server: "


def find(program: str) -> str | None:
    """The path of a program, on the PATH or where Debian keeps servers; None when it is not installed."""
    return shutil.which(program) or shutil.which(program, path=os.pathsep.join(SERVER_FOLDERS))


def needs(*programs: str) -> list[str]:
    """The paths of these programs; skips the test by their names when one is missing.

    With MAILCOP_REQUIRE_SERVERS=1 a missing program fails the test instead: CI proves everything or nothing.
    """
    missing = [program for program in programs if find(program) is None]
    if missing:
        reason = WANTS + ", ".join(missing)
        if os.environ.get("MAILCOP_REQUIRE_SERVERS") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return [path for program in programs if (path := find(program))]


_given: set[int] = set()


def free_port() -> int:
    """A TCP port that nothing listens on at 127.0.0.1 right now; any of many, since tests run side by side.

    The same is not given twice: a node asks for three before it listens on any.
    """
    while True:
        port = random.SystemRandom().randrange(15_000, 32_000)  # below those that the kernel gives to clients
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


def wait_for_port(port: int, process: subprocess.Popen[bytes] | None = None, seconds: float = 20) -> None:
    """Return once 127.0.0.1:port takes connections; raises RuntimeError when the process ended or time ran out."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it listened on {port}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port} after {seconds} s")


def server_user() -> pwd.struct_passwd | None:
    """Who runs servers that refuse to be root: `postgres`, else `nobody`; None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    return None


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """A private PostgreSQL on a free loopback port; yields its URL without a database name."""
    initdb, postgres = needs("initdb", "postgres")
    user = server_user()
    as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    # --pdeathsig: a killed test run leaves no server behind.
    dying = ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
    folder = Path(
        tempfile.mkdtemp(prefix="mailcop-postgres-", dir="/tmp")
    )  # pytest's own folders admit only their owner
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    port = free_port()
    try:
        subprocess.run(
            [
                *as_user,
                initdb,
                "-D",
                folder / "data",
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd="/",
        )
        settings = [
            f"port={port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=off",  # what is proven of durability is proven on SQLite's file
            "full_page_writes=off",
            "autovacuum=off",
            "shared_buffers=64MB",
        ]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    *as_user,
                    *dying,
                    postgres,
                    "-D",
                    folder / "data",
                    *(word for setting in settings for word in ("-c", setting)),
                ],
                stdout=log,
                stderr=log,
                cwd="/",
            )
        try:
            wait_for_port(port, process)
            url = f"postgresql+psycopg://postgres@127.0.0.1:{port}"
            _wait_until_it_answers(port)
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # immediate shutdown: nothing here is worth a checkpoint
            process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_it_answers(port: int, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres"):
                return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def create_database(server_url: str, name: str, template: str = "template0") -> None:
    """A database of that name, a copy of `template`."""
    with psycopg.connect(_plain(server_url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY wal_log'.encode())


@contextlib.contextmanager
def fresh_database(server_url: str, name: str, template: str = "template0") -> Iterator[str]:
    """A copy of `template` of that name on the server, dropped afterwards; yields its URL."""
    create_database(server_url, name, template)
    try:
        yield f"{server_url}/{name}"
    finally:
        with psycopg.connect(_plain(server_url), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _plain(server_url: str) -> str:
    return server_url.replace("postgresql+psycopg", "postgresql") + "/postgres"
