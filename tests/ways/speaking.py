"""A child process whose lines are heard as it says them, so that a test waits for words and not for time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
_DYING = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []  # a killed run leaves nothing behind


def own_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a child: this checkout's code, and no setting of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAILCOP_")}
    return {**kept, "PYTHONPATH": str(ROOT), **(more or {})}


class Lines:
    """Lines in order of arrival; each is also given to `heard`, where there is one, and then not kept."""

    def __init__(self, heard: Callable[[str], object] | None = None) -> None:
        self.said: list[str] = []
        self._heard = heard
        self._changed = threading.Condition()
        self._is_over = False

    def listen(self, stream: IO[str]) -> None:
        """Read to the end; for a thread of its own."""
        for line in stream:
            with self._changed:
                if self._heard is None:
                    self.said.append(line.rstrip("\n"))
                else:
                    self._heard(line)
                self._changed.notify_all()
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def until(self, is_so: Callable[[], bool], seconds: float, what: str) -> None:
        """Return when `is_so()`; looked at after each line. AssertionError when the lines end or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or is_so(), seconds)
            assert is_so(), f"waited {seconds} s for {what}; the last lines were\n" + "\n".join(self.said[-30:])


class Speaking:
    """A process in a group of its own. What it says on stderr is kept; stdout goes to `heard` or is kept as well."""

    def __init__(
        self,
        command: Sequence[str | Path],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        heard: Callable[[str], object] | None = None,
    ) -> None:
        self._process = subprocess.Popen(
            [*_DYING, *(str(word) for word in command)], cwd=folder, env=own_environment(environment),
            text=True, errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.out, self.err = Lines(heard), Lines()
        self._threads = [
            threading.Thread(target=lines.listen, args=(stream,), daemon=True)
            for lines, stream in ((self.out, self._process.stdout), (self.err, self._process.stderr))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """How it ended (negative: by that signal); None while it runs."""
        return self._process.poll()

    def wait_for(self, words: str, seconds: float = 30) -> str:
        """The first line on stderr that holds these words."""
        self.err.until(lambda: any(words in line for line in self.err.said), seconds, repr(words))
        return next(line for line in self.err.said if words in line)

    def wait(self, seconds: float = 30) -> int:
        """Its exit code, once all it said is heard."""
        code = self._process.wait(seconds)
        for thread in self._threads:
            thread.join(seconds)
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()
        return code

    def kill(self) -> None:
        """kill -9, and wait until the system has buried it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def end(self, seconds: float = 10) -> float:
        """SIGTERM; how many seconds it took. AssertionError when it does not end in time or not with 0."""
        begun = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        try:
            code = self.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(
                f"still running {seconds} s after SIGTERM:\n" + "\n".join(self.err.said[-20:])
            ) from None
        assert code == 0, (code, self.err.said[-20:])
        return time.monotonic() - begun


def python(*words: str | Path) -> list[str | Path]:
    """The command that runs this interpreter."""
    return [sys.executable, *words]
