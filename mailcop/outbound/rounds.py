"""One commit for many connections: it records what became of their last letters and marks the next as sending."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.engine import Connection

from mailcop.community import deliveries
from mailcop.community.deliveries import Result
from mailcop.db import Database
from mailcop.outbound.troubles import Troubles

log = logging.getLogger(__name__)

_GATHER_SECONDS = 0.002  # a round waits so long for letters that are out: one commit instead of two
_AGAIN_AFTER = 1.0  # seconds; an outcome that is not written down would become a letter in doubt


@dataclass(slots=True)
class _Asked:
    result: Result | None
    next_id: int | None
    granted: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Rounds:
    """A round takes whatever was asked while the last one was being committed."""

    def __init__(self, database: Database, node: str, clock: Callable[[], datetime]) -> None:
        self._database, self._node, self._clock = database, node, clock
        self._asked: list[_Asked] = []
        self._has_asked = asyncio.Event()
        self._all_back = asyncio.Event()
        self._out = 0  # letters that were granted and have not come back

    async def turn(self, result: Result | None, next_id: int | None) -> bool:
        """Returns after the commit: True when the next letter is marked as sending and may be sent by the caller."""
        asked = _Asked(result, next_id)
        self._asked.append(asked)
        self._has_asked.set()
        if result is not None:
            self._out -= 1
            if self._out <= 0:
                self._all_back.set()
        return await asked.granted

    async def run(self) -> None:
        """Commits rounds until cancelled; the database may fail for a while, what was asked is kept."""
        while True:
            await self._has_asked.wait()
            if self._out > 0:
                self._all_back.clear()
                enough = asyncio.get_running_loop().call_later(_GATHER_SECONDS, self._all_back.set)
                await self._all_back.wait()
                enough.cancel()
            self._has_asked.clear()
            asked, self._asked = self._asked, []
            granted = await self._commit(asked)
            self._out += len(granted)
            for one in asked:
                if not one.granted.done():
                    one.granted.set_result(one.next_id in granted)

    async def _commit(self, asked: list[_Asked]) -> set[int]:
        results = [one.result for one in asked if one.result is not None]
        ids = [one.next_id for one in asked if one.next_id is not None]
        now = self._clock()

        def work(conn: Connection) -> set[int]:
            deliveries.record(conn, self._node, results, now)
            return deliveries.begin_sending(conn, self._node, ids)

        trouble = Troubles(log, f"outcomes={len(results)} can't be written", self._database.url)
        while True:
            try:
                granted = await self._database.awrite(work)
                trouble.over()
                return granted
            except Exception as error:
                trouble.say(error)
                await asyncio.sleep(_AGAIN_AFTER)
