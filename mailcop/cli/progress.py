"""How far long work is, on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_EVERY = 0.2  # seconds between two looks


class Progress:
    """A counting line on stderr while a `with` block lasts; silent where stderr is no terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._count = 0
        self._begun = time.monotonic()
        self._shown = 0.0
        self._is_terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_terminal and self._count:
            self._show()
            sys.stderr.write("\n")

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._count += count
        if self._is_terminal and time.monotonic() - self._shown > _EVERY:
            self._show()

    def _show(self) -> None:
        self._shown = time.monotonic()
        pace = self._count / max(self._shown - self._begun, 0.001)
        sys.stderr.write(f"\r{self._count:,} {self._what}, {pace:,.0f} a second ")
        sys.stderr.flush()
