"""A node under test: a folder with its config, members and database, the process that serves it, and the commands."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, create_engine, select
from sqlalchemy.pool import NullPool

from mailcop.cli import main
from mailcop.db import Database
from tests.servers import free_port
from tests.ways.relaying import Relay
from tests.ways.speaking import Speaking, own_environment, python

DOMAIN = "cop.example.org"
GENERAL = f"general@{DOMAIN}"
KILLED = -9

CONFIG = """\
[mail]
secret = "a secret that only this test knows, and long enough"
authserv_id = "{authserv_id}"
[inbound.smtp]
listen = "127.0.0.1:{smtp}"
[inbound.lmtp]
listen = "127.0.0.1:{lmtp}"
[outbound]
relays = [{{ host = "127.0.0.1", port = {relay}, connections = {connections} }}]
claim_for = "{claim_for}"
retry_after = "{retry_after}"
[database]
url = "{database}"
[web]
listen = "127.0.0.1:{web}"
base_url = "http://127.0.0.1:{web}"
[[forum]]
name = "general"
[[forum]]
name = "garden"
"""
HEAD = "address,name,language,zone,forum,delivery,role"


@dataclass
class Node:
    """Change the fields before `found`; `more` is added to the config."""

    folder: Path
    database: str
    relay: Relay
    connections: int = 4
    claim_for: str = "2 s"
    retry_after: str = "1 s"
    authserv_id: str = ""  # with it, who is not authenticated is doubtful
    more: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    smtp: int = field(default_factory=free_port)
    lmtp: int = field(default_factory=free_port)
    web: int = field(default_factory=free_port)
    process: Speaking | None = None

    def configure(self) -> None:
        """Write config.toml."""
        values = {
            name: getattr(self, name)
            for name in ("smtp", "lmtp", "web", "database", "connections", "claim_for", "retry_after", "authserv_id")
        }
        text = CONFIG.format(relay=self.relay.port, **values) + self.more
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def found(self, *members: str, is_rehearsal: bool = False) -> Node:
        """Config, database and members, each `ana,Ana,en,UTC,general,each,member`; the address is at example.net."""
        self.configure()
        self.here("init", *(["--rehearsal"] if is_rehearsal else []))
        rows = [f"{one.split(',')[0]}@example.net,{one.partition(',')[2]}" for one in members]
        (self.folder / "members.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
        self.here("import", "members", str(self.folder / "members.csv"))
        return self

    # ---- the process -----------------------------------------------------------------------------

    def start(self, *words: str | Path, module: Sequence[str | Path] = ("-m", "mailcop")) -> Speaking:
        """Serve, and return once the node is ready; `module` runs another program in its place."""
        self.process = self.begin(*words, module=module)
        self.process.wait_for("node ready")
        return self.process

    def begin(self, *words: str | Path, module: Sequence[str | Path] = ("-m", "mailcop")) -> Speaking:
        """Serve, without waiting; whoever begins it ends it."""
        return Speaking(python(*module, "serve", *words), self.folder, self.environment)

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process = None

    def stop(self) -> float:
        """SIGTERM; the seconds it took."""
        assert self.process is not None
        process, self.process = self.process, None
        return process.end()

    # ---- the commands ----------------------------------------------------------------------------

    def run(self, *words: str, stdin: bytes = b"", code: int = 0) -> str:
        """One command; what it printed on stdout. AssertionError when it ends otherwise than with `code`."""
        done = self.attempt(*words, stdin=stdin)
        assert done.returncode == code, (words, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def attempt(self, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """One command and how it went."""
        command = [str(word) for word in python("-m", "mailcop", *words)]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=own_environment(self.environment),
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )

    def here(self, *words: str) -> str:
        """As `run`, without the cost of a process: for what founds and looks."""
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
            code = main(["--config", str(self.folder / "config.toml"), *words])
        assert code == 0, (words, code, err.getvalue())
        return out.getvalue()

    def lines(self, *words: str) -> list[Any]:
        """What a command prints with --json, line by line."""
        return [json.loads(line) for line in self.here(*words, "--json").splitlines()]

    def ask(self, *words: str) -> Any:
        """The one object that a command prints with --json."""
        (found,) = self.lines(*words)
        return found

    def posts(self, forum: str = "general") -> list[list[dict[str, Any]]]:
        """The threads of a forum, each as its posts."""
        return [one["posts"] for one in self.lines("threads", "--forum", forum)]

    def fates(self) -> dict[str, int]:
        """How many receptions have which fate; AssertionError where they do not sum up."""
        status = self.ask("status")
        assert status["received"] == sum(status["fates"].values())
        return {fate: count for fate, count in status["fates"].items() if count}

    def outbox(self) -> dict[str, int]:
        """How many letters stand where, without the empty states."""
        return {state: count for state, count in self.ask("outbox").items() if count}

    # ---- the tables, where no command shows enough -----------------------------------------------

    @property
    def url(self) -> str:
        """The database as SQLAlchemy wants it."""
        return self.database if "://" in self.database else f"sqlite:///{self.folder / self.database}"

    def engine(self) -> Engine:
        """An engine that keeps no connection."""
        return create_engine(self.url, poolclass=NullPool)

    def rows(self, table: Table) -> list[Any]:
        """Every row of a table, in order of its first column."""
        with self.engine().connect() as conn:
            return list(conn.execute(select(table).order_by(table.c[0])))

    def opened(self) -> Database:
        """The database behind its own seam; close it."""
        return Database(self.url)
