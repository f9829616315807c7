"""The commands. Each is parsed here and done in the module of its family, imported only when it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from mailcop import __version__

_DONE, _TROUBLE = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 with one clear line on stderr, 2 for wrong usage."""
    parsed = _parser().parse_args(arguments)
    module, _, function = parsed.run.partition(":")
    try:
        result = getattr(import_module(f"mailcop.cli.{module}"), function)(parsed)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; nothing is left to say
        return _TROUBLE
    except Exception as error:
        line = _clear_line(error)
        if line is None:
            raise
        print(f"mailcop: {line}", file=sys.stderr)
        return _TROUBLE
    return result if isinstance(result, int) else _DONE


def _clear_line(error: Exception) -> str | None:
    """What went wrong for reasons outside of our code, in one line; None for a fault of ours."""
    from sqlalchemy.exc import DBAPIError

    from mailcop.config import ConfigError
    from mailcop.db import DatabaseTrouble

    if isinstance(error, DBAPIError):
        return f"the database can't be used: {' '.join(str(error.orig).split())}"
    if isinstance(error, ConfigError | DatabaseTrouble | ValueError | OSError):
        return " ".join(str(error).split())
    if type(error).__name__ == "PortInUse":
        return " ".join(str(error).split())
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mailcop", description="Email lists and digests for communities of practice.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"mailcop {__version__}")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="config.toml (else MAILCOP_CONFIG, else ./config.toml)"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _nodes(commands)
    _mails(commands)
    _ledger(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, does: str
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=does, description=does, allow_abbrev=False)
    one.set_defaults(run=run)
    return one


def _nodes(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _add(commands, "demo", "demo:demo", "a throw-away community on loopback, with every letter to look at")
    one.add_argument("--once", action="store_true", help="run the whole story, print what happened, and end")
    one.add_argument("--mails", type=Path, metavar="DIR", help="run the mails (*.eml) of a folder through it as well")
    one.add_argument("--port", type=int, default=8025, help="where the web face and the postbox listen")
    one = _add(
        commands, "init", "founding:init", "make config.toml, the database, the declared forums and facilitators"
    )
    one.add_argument("--rehearsal", action="store_true", help="a database in which --at may set the time")
    one = _add(commands, "serve", "serve:serve", "run a node until SIGTERM")
    one.add_argument("--only", metavar="PARTS", default="inbound,clock,outbound,web", help="inbound,clock,outbound,web")
    one.add_argument("--all-cores", action="store_true", help="let its threads run on any core; one is faster")
    _json(
        _add(
            commands,
            "check",
            "checking:check",
            "config, database, relay, clock, interpreter: what is wrong, how to mend it",
        )
    )
    one = _add(commands, "backup", "transfer:backup", "one consistent copy, taken under load")
    one.add_argument("file", type=Path, metavar="FILE")


def _mails(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _json(_add(commands, "read", "show:read_mails", "show how mails are understood"))
    one.add_argument("paths", nargs="*", default=["-"], metavar="PATH", help="file, folder or mbox; - is stdin")
    one = _add(commands, "receive", "transfer:receive", "take one mail on stdin (pipe transport), exit by sysexits.h")
    one.add_argument("--to", required=True, action="append", metavar="ADDRESS", help="our address; may be repeated")
    one.add_argument("--from", dest="sender", metavar="ADDRESS", default=None, help="the envelope sender")
    _at(one)
    imports = commands.add_parser("import", help="members or an archive").add_subparsers(metavar="WHAT", required=True)
    one = _add(imports, "mbox", "transfer:import_mbox", "an archive (mbox, .gz, .xz); it owes nothing to anyone")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--forum", required=True, metavar="F")
    one.add_argument("--create", action="store_true", help="make the forum where it is not there")
    _at(one)
    one = _add(imports, "members", "transfer:import_members", "address,name,language,zone,forum,delivery,role[,member]")
    one.add_argument("file", type=Path, metavar="FILE.csv")
    _at(one)
    _threads(commands)
    one = _json(_add(commands, "fates", "show:fates", "what became of each mail"))
    one.add_argument("--for", dest="whom", default="", metavar="ADDRESS", help="those of one sender")
    one = _json(_add(commands, "search", "show:search", "posts that hold these words, newest first"))
    one.add_argument("--forum", required=True, metavar="F")
    one.add_argument("words", nargs="+", metavar="WORD")
    _json(_add(commands, "events", "show:events", "what is coming and what was"))
    one = _add(commands, "preview", "show:preview", "exactly what would be sent")
    one.add_argument("kind", metavar="KIND", help="digest, post, announcement, newsletter, reminder, preview or notice")
    one.add_argument("--for", dest="whom", default="", metavar="ADDRESS")
    one.add_argument("--format", choices=["text", "html", "eml"], default="text")
    _at(one)


def _threads(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    shown = _json(_add(commands, "threads", "threads:show", "the threads of a forum; split, merge, move"))
    shown.set_defaults(misused=shown.error)
    shown.add_argument("--forum", metavar="F")
    does = shown.add_subparsers(title="what a facilitator puts right", metavar="WHAT")
    one = _json(_add(does, "split", "threads:split", "let a post begin a thread of its own, its answers with it"))
    one.add_argument("message_id", metavar="MESSAGE-ID")
    one.add_argument("--forum", required=True, metavar="F")
    one.add_argument("--subject", default="", metavar="TEXT", help="the new thread's title")
    one = _json(_add(does, "merge", "threads:merge", "make one thread of two; the first leads to the other"))
    one.add_argument("thread", type=int, metavar="THREAD")
    one.add_argument("into", type=int, metavar="INTO")
    one = _json(_add(does, "move", "threads:move", "move a thread to another forum"))
    one.add_argument("thread", type=int, metavar="THREAD")
    one.add_argument("--to", required=True, metavar="F")
    one.add_argument("--news", action="store_true", help="its posts are in that forum's next digests")


def _ledger(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _json(_add(commands, "tick", "clock:tick", "do what is due, relay it, say what was done"))
    _at(one)
    one.add_argument("--until", metavar="ISO", help="with --at: go on to this instant")
    one.add_argument("--every", metavar="SPAN", default="15min", help="in steps of this, 15min unless given")
    _json(_add(commands, "held", "waiting:held", "mail that waits for a person"))
    one = _add(commands, "release", "waiting:release", "let a held mail go out")
    one.add_argument("id", type=int)
    one.add_argument("--note", default="", metavar="TEXT")
    _at(one)
    one = _add(commands, "return", "waiting:give_back", "send a held mail back to its author")
    one.add_argument("id", type=int)
    one.add_argument("--why", required=True, metavar="TEXT")
    _at(one)
    one = _add(commands, "retry", "waiting:retry", "try a quarantined mail again")
    one.add_argument("id", type=int)
    _at(one)
    _json(_add(commands, "mailings", "ledger:mailings", "what is sent to whom, and how far it is"))
    for name, does in (("pause", "hold back"), ("cancel", "call off")):
        one = _add(commands, name, f"ledger:{name}", f"{does} a mailing")
        one.add_argument("id", type=int)
    one = _add(commands, "resume", "ledger:resume", "let a mailing go on, or, without ID, an instance that is on hold")
    one.add_argument("id", type=int, nargs="?", metavar="ID")
    one.add_argument("--as-of", metavar="ISO", help="without ID: until when the first instance went on sending")
    _json(_add(commands, "outbox", "ledger:outbox", "how many letters stand in each state"))
    _json(_add(commands, "status", "ledger:status", "fates, ledger states, marks, versions"))


def _json(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    one.add_argument("--json", action="store_true", help="JSON on stdout and nothing else there")
    return one


def _at(one: argparse.ArgumentParser) -> None:
    one.add_argument("--at", metavar="ISO", help="the time it is; only on a rehearsal database")
