"""Postfix's smtp-sink with its counter read back, and smtp-source, which fills it as fast as SMTP goes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import threading
import time

from tests.servers import find, free_port, wait_for_port

_COUNTER = re.compile(rb"mesg=(\d+)")


def missing() -> str:
    """Which of the two programs is not here; empty when both are."""
    return ", ".join(name for name in ("smtp-sink", "smtp-source") if find(name) is None)


class Sink:
    """Takes mail and drops it; counts."""

    def __init__(self) -> None:
        self.port = free_port()
        self.count = 0
        self._changed = threading.Condition()
        self._ours, theirs = pty.openpty()
        as_user = ["-u", "nobody"] if os.geteuid() == 0 else []
        command = [find("smtp-sink") or "smtp-sink", "-c", *as_user, f"127.0.0.1:{self.port}", "512"]
        self._process = subprocess.Popen(command, stdout=theirs, stderr=theirs)
        os.close(theirs)
        threading.Thread(target=self._read, daemon=True).start()
        wait_for_port(self.port)

    def wait(self, count: int, seconds: float) -> None:
        """Return once it has taken so many mails in all."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.count >= count, seconds):
                raise TimeoutError(f"{self.count} of {count} letters after {seconds} s")

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def _read(self) -> None:
        said = b""
        while True:
            try:
                more = os.read(self._ours, 65536)
            except OSError:  # it ended
                return
            said = (said + more)[-4096:]
            if found := _COUNTER.findall(said):
                with self._changed:
                    self.count = int(found[-1])
                    self._changed.notify_all()


def source_to_sink(count: int, size_bytes: int, sessions: int = 8) -> float:
    """Mails a second from smtp-source to smtp-sink over kept connections."""
    sink = Sink()
    try:
        begun = time.perf_counter()
        subprocess.run(
            [
                find("smtp-source") or "smtp-source", "-s", str(sessions), "-m", str(count), "-l", str(size_bytes),
                "-d", "-f", "a@example.org", "-t", "b@example.net", f"127.0.0.1:{sink.port}",
            ],
            check=True,
        )  # fmt: skip
        return count / (time.perf_counter() - begun)
    finally:
        sink.stop()
