"""What an SMTP and an LMTP door share: listening, the caps on connections, and closing without a half mail."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import resource
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from mailcop.inbound import Intake, answers
from mailcop.words import Reply

log = logging.getLogger(__name__)

BACKLOG = 128  # asyncio also logs this many lines a second while descriptors are out
LINGER = timedelta(seconds=2)  # how long a client that was cut off may take to read why


@dataclass(frozen=True, slots=True)
class DoorLimits:
    """What one door allows; sizes in bytes."""

    message_bytes: int = 25 * 1024 * 1024
    line_bytes: int = 65_536
    recipients: int = 100
    connections_per_address: int = 20
    connections: int = 2000
    idle_commands: int = 100  # those that lead to no mail, until one is taken; a wrong one counts five times
    idle: timedelta = timedelta(minutes=5)
    session: timedelta = timedelta(minutes=15)  # a session, and then again the one mail that it is in the middle of


class CannotListen(OSError):
    """A door can't be opened: the message names host, port and why, in one line."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"can't listen on {host}:{port}: {why}")
        self.host = host
        self.port = port


class PortInUse(CannotListen):
    """Another program listens there already."""


class Session(Protocol):
    """One connection, as its door sees it."""

    network: str

    def leave(self) -> None:
        """End now, or once the mail that is under way has its answer."""
        ...

    def cut(self, reply: Reply) -> None:
        """Say why and close, except while intake commits."""
        ...

    def abort(self) -> None:
        """Drop the connection without a word."""
        ...


class Door(ABC):
    """One listening socket and its sessions; at home in one event loop."""

    name: str

    def __init__(
        self,
        listen: tuple[str, int],
        intake: Intake,
        *,
        hostname: str,
        limits: DoorLimits | None = None,
        is_trusted: Callable[[str], bool] = lambda peer: False,
    ) -> None:
        """`listen` is host and port (0: any free one); `is_trusted` says which peers' Authentication-Results count."""
        self.listen = listen
        self.intake = intake
        self.hostname = hostname
        self.limits = limits or DoorLimits()
        self.is_trusted = is_trusted
        self._server: asyncio.Server | None = None
        self._sessions: set[Session] = set()
        self._by_network: Counter[str] = Counter()
        self._empty = asyncio.Event()
        # Half of the descriptors are left to files and databases; asyncio's own pause at EMFILE is the second line.
        self._cap = min(self.limits.connections, max(8, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2))

    @property
    def address(self) -> tuple[str, int]:
        """Host and port in fact listened on; RuntimeError while the door is shut."""
        if self._server is None:
            raise RuntimeError(f"the {self.name} door is shut")
        host, port, *_ = self._server.sockets[0].getsockname()
        return host, port

    async def start(self) -> None:
        """Open the door; raises PortInUse or CannotListen. When descriptors run out, accepting pauses by itself."""
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's own, which logs addresses
        host, port = self.listen
        try:
            self._server = await asyncio.get_running_loop().create_server(self.new_session, host, port, backlog=BACKLOG)
        except OSError as error:
            kind = PortInUse if error.errno == errno.EADDRINUSE else CannotListen
            why = "another program listens there" if kind is PortInUse else error.strerror or str(error)
            raise kind(host, port, why) from error
        log.info("door=%s listening=%s:%s", self.name, *self.address)

    async def stop(self, grace: timedelta = timedelta(seconds=10)) -> None:
        """Take no more connections; mails that are under way have `grace` to come to their end."""
        if self._server is None:
            return
        self._server.close()
        for session in list(self._sessions):
            session.leave()
        try:
            await self._wait_until_empty(grace)
        except TimeoutError:
            for session in list(self._sessions):
                session.cut(answers.CLOSING)
            try:
                await self._wait_until_empty(LINGER / 2)
            except TimeoutError:
                log.warning("door=%s left=%s", self.name, len(self._sessions))
                for session in list(self._sessions):
                    session.abort()
        self._server = None

    async def _wait_until_empty(self, span: timedelta) -> None:
        if self._sessions:
            self._empty.clear()
            await asyncio.wait_for(self._empty.wait(), span.total_seconds())

    @abstractmethod
    def new_session(self) -> asyncio.Protocol:
        """The protocol of a fresh connection; it is a Session too."""

    def admit(self, session: Session) -> Reply | None:
        """Count a new connection in; the answer to give it when it is one too many."""
        if len(self._sessions) >= self._cap:
            return answers.FULL
        if self._by_network[session.network] >= self.limits.connections_per_address:
            return answers.TOO_MANY_CONNECTIONS
        self._by_network[session.network] += 1
        self._sessions.add(session)
        return None

    def dismiss(self, session: Session) -> None:
        """Count a connection out; for one that was never admitted this does nothing."""
        if session in self._sessions:
            self._sessions.discard(session)
            self._by_network[session.network] -= 1
            if not self._by_network[session.network]:
                del self._by_network[session.network]
            if not self._sessions:
                self._empty.set()


def network_of(peer: str) -> str:
    """What the cap on connections counts by: an IPv4 address, or the /64 that one IPv6 customer has."""
    if ":" not in peer:
        return peer
    address = ipaddress.IPv6Address(peer.partition("%")[0])
    return str(address.ipv4_mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
