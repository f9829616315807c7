"""Large bytes by their hash: blob first, row second; what no row names is swept. A local folder for now."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

SMALL_BYTES = 64 * 1024  # up to here bytes live in the database


class Blobs(Protocol):
    """The seam: a store of bytes under the hex sha256 of their content."""

    def put(self, sha256: str, content: bytes) -> None:
        """Keep the content; returns when it is durable. Keeping it twice is harmless."""

    def get(self, sha256: str) -> bytes | None:
        """The content, or None where it is not there."""

    def discard(self, sha256: str) -> None:
        """Let go of the content; absent is fine."""

    def names(self, before: datetime) -> Iterator[str]:
        """Hashes of what was put before an instant (aware)."""


class FolderBlobs:
    """Blobs in a folder of two levels; a file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, sha256: str, content: bytes) -> None:
        path = self._path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        _sync_folder(path.parent.parent)

    def get(self, sha256: str) -> bytes | None:
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def discard(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def names(self, before: datetime) -> Iterator[str]:
        for path in sorted(self._folder.glob("??/[0-9a-f]*")):
            if path.stat().st_mtime < before.timestamp():
                yield path.name

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"{sha256!r} is no hex sha256")
        return self._folder / sha256[:2] / sha256


def _sync_folder(folder: Path) -> None:
    """A rename is durable only when its folder is synced too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
