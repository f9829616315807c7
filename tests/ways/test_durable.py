"""The 250 follows the disk: kill -9 shows no missing fsync, for the page cache outlives a process. strace does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers import WANTS, needs
from tests.ways.node import Node
from tests.ways.posting import mail, send
from tests.ways.speaking import Speaking, python

PEOPLE = ["ana,Ana,en,UTC,general,weekly,member"]
SYNC = re.compile(r"(?:fdatasync|fsync)\(\d+<([^>]+)>")


@pytest.fixture
def strace() -> str:
    """strace, where this machine lets us trace; skips by name elsewhere."""
    (strace,) = needs("strace")
    tried = subprocess.run([strace, "-f", "-o", "/dev/null", shutil.which("true") or "true"], capture_output=True)
    if tried.returncode != 0:
        pytest.skip(WANTS + "permission to trace (strace)")
    return strace


@pytest.mark.parametrize("large", [False, True], ids=["in-the-database", "with-a-blob"])
def test_what_is_acknowledged_was_synced_before(strace: str, large: bool, sqlite_node: Node) -> None:
    node = sqlite_node.found(*PEOPLE)
    message = mail("ana", "Durable", "Is it on the disk?\n")
    if large:
        message.add_attachment(b"\x00\xff" * 50_000, "application", "octet-stream", filename="map.bin")
    trace = node.folder / "trace"
    calls = "trace=fdatasync,fsync,write,sendto,sendmsg"
    # -D: the node is our child, and strace its grandchild; -y: paths beside the numbers of files.
    words: list[str | Path] = [strace, "-D", "-f", "-y", "-s", "40", "-e", calls, "-o", trace]
    node.process = Speaking([*words, *python("-m", "mailcop", "serve", "--only", "inbound")], node.folder)
    node.process.wait_for("node ready", seconds=60)
    send(node, message)
    node.stop()

    said = trace.read_text(errors="replace").splitlines()
    asked = next(n for n, line in enumerate(said) if '"354 ' in line)
    answered = next(n for n, line in enumerate(said) if n > asked and '"250 ' in line)
    synced = [match[1] for line in said[asked:answered] if (match := SYNC.search(line))]
    assert synced, "nothing was synced between 354 and 250"
    assert synced[-1].endswith("mailcop.db-wal")
    if large:
        blobs = [path for path in synced if "/blobs/" in path]
        assert any(Path(path).is_dir() for path in blobs), "the folder of the blob's name"
        assert any(not Path(path).is_dir() for path in blobs), "the blob"
        assert synced.index(blobs[-1]) < len(synced) - 1, "blob first, row second"
