"""The forum of `tests.archive`, for posts that come live too."""

from __future__ import annotations

from tests.archive.conftest import shelf

__all__ = ["shelf"]
