"""The scripted relay as a process of its own, as the ways use it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from mailcop.config import RelaySettings
from mailcop.outbound.outcomes import OutcomeKind
from mailcop.outbound.relay import RelayConnection


def test_as_a_process_it_follows_its_script_and_logs_what_it_keeps(tmp_path: Path) -> None:
    log, script = tmp_path / "relay.jsonl", tmp_path / "rules.json"
    script.write_text(json.dumps([{"at": "rcpt", "recipient": "no@example.org", "reply": "550 5.1.1 no", "times": -1}]))
    command = [sys.executable, "-m", "tests.scripted_relay", "--port", "0", "--log", str(log), "--script", str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())

            async def way() -> list[OutcomeKind]:
                connection = await RelayConnection.open(RelaySettings("127.0.0.1", port, tls="off"))
                letter = "Subject: é\r\n\r\n.dot\r\n".encode()
                kinds = [
                    (await connection.deliver("b@x.example", to, letter)).kind
                    for to in ("no@example.org", "a@b.example")
                ]
                await connection.close()
                return kinds

            assert asyncio.run(way()) == [OutcomeKind.NEVER, OutcomeKind.ACCEPTED]
            (line,) = log.read_text("utf-8").splitlines()
            kept = json.loads(line)
            assert (kept["sender"], kept["recipient"]) == ("b@x.example", "a@b.example")
            assert kept["raw"].encode("latin-1") == "Subject: é\r\n\r\n.dot\r\n".encode()
        finally:
            process.terminate()
