"""`make bench`: each figure with the bare limit of the same run; `--json` for programs, `--quick` to try.

Median of three runs, ours and the bare one in turn, so that a busy moment hits both.
"""

from __future__ import annotations

import argparse
import contextlib
import email
import itertools
import json
import os
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from mailcop.model import deliveries, posts
from mailcop.reading import read
from mailcop.words import DeliveryState
from tests.bench import sinking
from tests.bench.mails import BYTES, DOMAIN, mails, member
from tests.servers import free_port, wait_for_port
from tests.ways.node import Node
from tests.ways.relaying import Relay
from tests.ways.speaking import ROOT, Speaking, own_environment, python

CONNECTIONS, MEMBERS = 16, 50
_run = itertools.count(1)


@dataclass(frozen=True)
class Figure:
    """What was measured; `limit` is the bare one (or what is promised), `floor` the least ratio (0: none)."""

    name: str
    value: float
    unit: str
    limit: float
    limit_is: str
    ratio: float
    floor: float
    is_met: bool


class _Port(Relay):
    """A relay that is somebody else's process."""

    def __init__(self, port: int) -> None:
        self.port = port


@contextlib.contextmanager
def _node(relay_port: int, members: list[str]) -> Iterator[Node]:
    with tempfile.TemporaryDirectory(prefix="mailcop-bench-") as folder:
        url = f"sqlite:///{folder}/mailcop.db"
        yield Node(Path(folder), url, _Port(relay_port), connections=8, claim_for="60 s").found(*members)


@contextlib.contextmanager
def _serving(node: Node) -> Iterator[subprocess.Popen[bytes]]:
    """The node at work; its log goes to a file, as under systemd, so that nobody's reading costs it time."""
    with (node.folder / "log").open("ab") as log:
        command = [*map(str, python("-m", "mailcop", "serve"))]
        process = subprocess.Popen(command, cwd=node.folder, env=own_environment(), stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _fed(port: int, count: int) -> float:
    words = [str(port), str(count), str(CONNECTIONS), str(MEMBERS), f"run{next(_run)}"]
    command = [sys.executable, "-m", "tests.bench.feeding", *words]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["per_second"])


def durable_posts(count: int, runs: int) -> Figure:
    """Posts a second, each answered after its commit, against an aiosmtpd that keeps nothing."""
    port = free_port()
    bare = Speaking(python("-m", "tests.bench.bare", str(port)), ROOT)
    wait_for_port(port)
    ours, theirs = [], []
    try:
        with _node(free_port(), [f"member{n:05},Member,en,UTC,general,weekly,member" for n in range(MEMBERS)]) as node:
            with _serving(node) as process:
                wait_for_port(node.lmtp, process)
                for _ in range(runs):
                    theirs.append(_fed(port, count))
                    ours.append(_fed(node.lmtp, count))
            with node.engine().connect() as conn:
                kept = conn.scalar(select(func.count()).select_from(posts))
            if kept != count * runs:
                raise SystemExit(f"{kept} posts of {count * runs} mails")
    finally:
        bare.kill()
    name = f"durable posts, {CONNECTIONS} kept LMTP connections, {BYTES / 1000:.1f} kB mails"
    return _ratio(name, median(ours), "/s", median(theirs), "aiosmtpd that keeps nothing", 0.25)


def fan_out(readers: int, runs: int) -> Figure:
    """Letters a second of one post, from its 250 to the last one handed and recorded, against smtp-source."""
    ours, theirs = [], []
    sink = sinking.Sink()
    try:
        people = [f"{member(n).partition('@')[0]},Reader,en,UTC,general,each,member" for n in range(readers)]
        with _node(sink.port, people) as node:
            size_bytes = 0
            with _serving(node) as process:
                wait_for_port(node.smtp, process)
                for number in range(1, runs + 1):
                    ours.append(_spread(node, sink, readers, number))
                    size_bytes = size_bytes or _letter_bytes(node)
                    theirs.append(sinking.source_to_sink(readers, size_bytes))
    finally:
        sink.stop()
    name = f"letters of one post to {readers:,} members, {size_bytes / 1000:.1f} kB each"
    return _ratio(name, median(ours), "/s", median(theirs), "smtp-source to smtp-sink, 8 sessions", 0.1)


def _letter_bytes(node: Node) -> int:
    return len(node.run("preview", "post", "--for", member(1), "--format", "eml"))


def _spread(node: Node, sink: sinking.Sink, readers: int, number: int) -> float:
    ((sender, raw),) = mails(1, 1, f"post{number}.{next(_run)}")
    with smtplib.SMTP("127.0.0.1", node.smtp) as client:
        client.sendmail(sender, [f"general@{DOMAIN}"], raw)
        begun = time.perf_counter()
    sink.wait(readers * number, 300)
    handed = select(func.count()).where(deliveries.c.state == DeliveryState.HANDED)
    with node.engine().connect() as conn:
        while (conn.scalar(handed) or 0) < readers * number:
            conn.rollback()
            time.sleep(0.005)
    return readers / (time.perf_counter() - begun)


def start_and_rest(runs: int) -> list[Figure]:
    """Seconds from start to the first 220, and memory when idle, with the SMTP, LMTP and web doors open."""
    seconds, sizes = [], []
    with _node(free_port(), [f"{member(1).partition('@')[0]},Ana,en,UTC,general,each,member"]) as node:
        for _ in range(runs):
            begun = time.perf_counter()
            with _serving(node) as process:
                _first_220(node.smtp)
                seconds.append(time.perf_counter() - begun)
                wait_for_port(node.web, process)
                time.sleep(2)  # idle: whatever begins late has begun
                sizes.append(_resident_mb(process.pid))
    return [
        _least("from start to the first 220", median(seconds), "s", 1.5),
        _least("resident memory, idle, SMTP, LMTP and web open", median(sizes), "MB", 90),
    ]


def _first_220(port: int) -> None:
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as line:
            if line.recv(3) == b"220":
                return
        time.sleep(0.005)


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def reading(count: int, runs: int) -> Figure:
    """Microseconds to read a mail whole, against the standard library's own parser without decoding."""
    raws = [raw for _, raw in mails(count, MEMBERS, "reading")]
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(_micros(email.message_from_bytes, raws))
        ours.append(_micros(read, raws))
    ratio = median(theirs) / median(ours)
    return Figure("reading a mail", median(ours), "µs", median(theirs), "email, compat32, undecoded", ratio, 0, True)


def _micros(function: Callable[[bytes], object], raws: list[bytes]) -> float:
    begun = time.perf_counter()
    for raw in raws:
        function(raw)
    return (time.perf_counter() - begun) / len(raws) * 1e6


def _ratio(name: str, value: float, unit: str, limit: float, limit_is: str, floor: float) -> Figure:
    return Figure(name, value, unit, limit, limit_is, value / limit, floor, value / limit >= floor)


def _least(name: str, value: float, unit: str, most: float) -> Figure:
    return Figure(name, value, unit, most, "at most", value / most, 0, value <= most)


def main() -> int:
    """0 when every floor is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a figure, a line each")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, once: to try the bench itself")
    parser.add_argument("--only", choices=["post", "fan", "start", "read"], help="one figure")
    given = parser.parse_args()
    runs, share = (1, 10) if given.quick else (3, 1)
    measures: dict[str, Callable[[], list[Figure]]] = {
        "post": lambda: [durable_posts(3000 // share, runs)],
        "fan": lambda: [fan_out(20_000 // share, runs)],
        "start": lambda: start_and_rest(runs),
        "read": lambda: [reading(2000 // share, runs)],
    }
    if missing := sinking.missing():
        print(f"letters: not measured for want of {missing}", file=sys.stderr)
        del measures["fan"]
    figures = [one for name, measure in measures.items() if given.only in (None, name) for one in _said(measure, given)]
    return 0 if all(one.is_met for one in figures) else 1


def _said(measure: Callable[[], list[Figure]], given: argparse.Namespace) -> list[Figure]:
    figures = measure()
    for one in figures:
        if given.json:
            print(json.dumps(asdict(one) | {"load": os.getloadavg()[0]}, ensure_ascii=False), flush=True)
            continue
        promised = f", at least {one.floor}" if one.floor else ""
        bound = f"{one.limit_is} {one.limit:,.4g} {one.unit}, ratio {one.ratio:.2f}{promised}"
        print(f"{one.name}: {one.value:,.4g} {one.unit} ({bound}){'' if one.is_met else '  MISSED'}", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
