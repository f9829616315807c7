"""The bare limit of the LMTP door: aiosmtpd as it comes, which reads each mail and keeps nothing.

As a process: `python -m tests.bench.bare PORT`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from aiosmtpd.lmtp import LMTP


class _Nothing:
    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:
        return "250 OK"


async def _serve(port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: LMTP(_Nothing(), loop=loop), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    logging.disable()
    asyncio.run(_serve(int(sys.argv[1])))
