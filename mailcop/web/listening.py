"""uvicorn without its signals: a listening web face that its owner starts and stops."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Generator
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

_GRACE_SECONDS = 5


class PortInUse(OSError):
    """One line that says which address is taken or can't be had."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals belong to the node, which stops all of its parts in order."""
        yield


@dataclass
class Listening:
    """A web face that answers; `host` and `port` are where."""

    host: str
    port: int
    _server: uvicorn.Server
    _task: asyncio.Task[None]

    async def stop(self) -> None:
        """Answer what is begun, for at most five seconds, then close."""
        self._server.should_exit = True
        await self._task

    async def wait(self) -> None:
        """Return when it has stopped."""
        await asyncio.shield(self._task)


async def listen(app: ASGIApp, host: str, port: int, *, trusted_proxies: str = "127.0.0.1") -> Listening:
    """Listen on `host`:`port` (0: a free one) and return when connections are taken; raises `PortInUse`.

    `trusted_proxies`: whose X-Forwarded-For counts, a comma-separated list as uvicorn reads it.
    """
    sockets = [_bound(host, port)]
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        http="httptools",
        ws="none",
        loop="asyncio",
        forwarded_allow_ips=trusted_proxies,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=1000,
        backlog=256,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=sockets), name="web")
    while not server.started and not task.done():
        await asyncio.sleep(0.005)
    if task.done():
        await task
        raise PortInUse(f"the web face could not listen on {host}:{port}")
    return Listening(host, int(sockets[0].getsockname()[1]), server, task)


async def serve(app: ASGIApp, host: str, port: int) -> None:
    """Listen until cancelled, then stop gracefully."""
    listening = await listen(app, host, port)
    try:
        await listening.wait()
    finally:
        await listening.stop()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise PortInUse(f"the web face can't listen on {host}:{port}: {error.strerror or error}") from error
    return bound
