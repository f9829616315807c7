"""The IMAP door: a mailbox read by UID in its own thread; the mark moves in the transaction that keeps the mail."""

from __future__ import annotations

import contextlib
import logging
import random
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError
from sqlalchemy.engine import Connection

from mailcop.inbound import Intake
from mailcop.inbound.addressed import recipients_of, sender_of
from mailcop.inbound.maildata import mended
from mailcop.words import Envelope

log = logging.getLogger(__name__)

BATCH = 50
FETCH_BYTES = 4 * 1024 * 1024  # of bodies asked for at once, one bigger mail apart
UIDS_AT_ONCE = 20_000  # a search's answer is one line, and imaplib takes a million bytes
STUMBLES = 3  # how often one mail may fail to come before it is passed over

ReadMark = Callable[[], tuple[int, int] | None]
WriteMark = Callable[[Connection, int, int], None]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Which mailbox is read, and how; raises ValueError for text that could end an IMAP command."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    address: str  # the mailbox's own: who a mail was for that names none of ours
    tls: str = "on"  # on, starttls, off
    folder: str = "INBOX"
    poll_every: timedelta = timedelta(minutes=5)
    timeout: timedelta = timedelta(seconds=60)  # of silence
    retry_after: timedelta = timedelta(seconds=5)  # doubles at each failure
    retry_at_most: timedelta = timedelta(minutes=15)
    message_bytes: int = 25 * 1024 * 1024

    def __post_init__(self) -> None:
        for name in ("host", "user", "password", "folder"):
            if any(character in getattr(self, name) for character in "\r\n\0"):
                raise ValueError(f"the IMAP {name} must be one line")


class Trouble(Exception):
    """The server or the storage failed; the poll is tried again later."""


class ImapPoll:
    """Reads the mailbox again and again. What was read is known by (UIDVALIDITY, UID), never by flags.

    `read_mark` gives the mark or None; `write_mark` sets it on the connection that it is handed, in the transaction
    of the mail. After a change of UIDVALIDITY all is read again: intake knows duplicates.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        intake: Intake,
        read_mark: ReadMark,
        write_mark: WriteMark,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self.mailbox = mailbox
        self.intake = intake
        self.trouble = ""  # what keeps the door shut now, for health and status
        self.polled_at: datetime | None = None  # the last poll that came to its end
        self._read_mark = read_mark
        self._write_mark = write_mark
        self._clock = clock
        self._stopping = threading.Event()
        self._client: Any = None  # imapclient ships no types
        self._stumbled: tuple[int, int] = (0, 0)  # a UID that did not come, and how often
        self._passed_over: set[tuple[int, int]] = set()
        self._thread = threading.Thread(target=self._run, name="imap", daemon=True)

    def start(self) -> None:
        """Begin to poll."""
        self._thread.start()

    def stop(self, grace: timedelta = timedelta(seconds=2)) -> None:
        """End after the mail that is being taken; a server that says nothing is not waited for."""
        self._stopping.set()
        self._hang_up()
        if self._thread.ident is not None:
            self._thread.join(grace.total_seconds())

    def _hang_up(self) -> None:
        client = self._client
        if client is not None:
            with contextlib.suppress(OSError):
                client.socket().shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                taken = self.poll()
            except Exception as error:  # whatever the server says, the door comes back
                if self._stopping.is_set():
                    return
                failures += 1
                self.trouble = f"{type(error).__name__}: {error}"
                is_ours = not isinstance(error, OSError | Trouble | IMAPClient.Error)
                log.error("door=imap trouble=%s failures=%s", self.trouble, failures, exc_info=is_ours)
                self._stopping.wait(self._pause(failures, isinstance(error, LoginError)).total_seconds())
            else:
                failures, self.trouble, self.polled_at = 0, "", self._clock()
                log.info("door=imap taken=%s", taken)
                self._stopping.wait(self.mailbox.poll_every.total_seconds())

    def _pause(self, failures: int, is_login: bool) -> timedelta:
        """How long to wait after so many failures; a refused login is not tried twice in quick succession."""
        span = self.mailbox.retry_after * float(2 ** min(failures - 1 + 3 * is_login, 20))
        return min(span, self.mailbox.retry_at_most) * random.uniform(0.8, 1.2)

    def poll(self) -> int:
        """Take what is new, by UID; the number of mails taken. Raises Trouble, OSError, IMAPClient.Error."""
        taken = 0
        with self._connected() as client:
            selected = client.select_folder(self.mailbox.folder, readonly=True)
            validity = int(selected[b"UIDVALIDITY"])
            start = self._first_unread(validity)
            for uids in self._new_uids(client, start, int(selected.get(b"UIDNEXT", 0))):
                for batch in (uids[at : at + BATCH] for at in range(0, len(uids), BATCH)):
                    for uid, raw in self._bodies(client, validity, batch):
                        if self._stopping.is_set():
                            return taken
                        self._take(raw, validity, uid)
                        taken += 1
        return taken

    def _first_unread(self, validity: int) -> int:
        mark = self._read_mark()
        if mark is None:
            return 1
        if mark[0] != validity:
            log.warning("door=imap uidvalidity=%s was=%s: the mailbox is read again", validity, mark[0])
            return 1
        return mark[1] + 1

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Any]:
        mailbox, seconds = self.mailbox, self.mailbox.timeout.total_seconds()
        client = IMAPClient(
            mailbox.host,
            mailbox.port,
            use_uid=True,
            ssl=mailbox.tls == "on",
            timeout=SocketTimeout(connect=min(seconds, 15), read=seconds),
        )
        self._client = client
        try:
            _bound_literals(client, mailbox.message_bytes + FETCH_BYTES)
            if mailbox.tls == "starttls":
                client.starttls()
            client.login(mailbox.user, mailbox.password)
            yield client
            with contextlib.suppress(OSError, IMAPClient.Error):
                client.logout()
        finally:
            self._client = None
            with contextlib.suppress(OSError):
                client.shutdown()

    def _new_uids(self, client: Any, start: int, next_uid: int) -> Iterator[list[int]]:
        """UIDs from `start` on, ascending, in windows; `next_uid` is 0 where the server does not tell it."""
        while not next_uid or start < next_uid:
            end = str(start + UIDS_AT_ONCE - 1) if next_uid else "*"
            # `n:*` names the last mail even when its UID is below n (RFC 3501 section 6.4.8).
            yield sorted(uid for uid in client.search(["UID", f"{start}:{end}"]) if uid >= start)
            start += UIDS_AT_ONCE
            if not next_uid:
                return

    def _bodies(self, client: Any, validity: int, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Each mail of the batch that is still there and not too big. Sizes are asked first."""
        sizes = {uid: answer.get(b"RFC822.SIZE", 0) for uid, answer in client.fetch(uids, ["RFC822.SIZE"]).items()}
        for group in _groups([uid for uid in uids if self._fits(validity, uid, sizes)], sizes):
            answers = client.fetch(group, ["BODY.PEEK[]"])
            for uid in group:
                raw = answers.pop(uid, {}).get(b"BODY[]")
                if raw:
                    yield uid, raw
                elif client.search(["UID", str(uid)]):
                    self._stumble(validity, uid)  # else someone expunged it meanwhile

    def _fits(self, validity: int, uid: int, sizes: dict[int, int]) -> bool:
        size = sizes.get(uid, 0)
        if size > self.mailbox.message_bytes:
            self._pass_over(validity, uid, f"{size} bytes are more than {self.mailbox.message_bytes}")
            return False
        return True

    def _pass_over(self, validity: int, uid: int, why: str) -> None:
        """Leave a mail where it is, and say so once."""
        if (validity, uid) not in self._passed_over:
            self._passed_over.add((validity, uid))
            log.error("door=imap uid=%s passed-over: %s; it stays in %s", uid, why, self.mailbox.folder)

    def _stumble(self, validity: int, uid: int) -> None:
        stumbles = self._stumbled[1] + 1 if self._stumbled[0] == uid else 1
        self._stumbled = (uid, stumbles)
        if stumbles < STUMBLES:
            raise Trouble(f"mail {uid} came without its text")
        self._pass_over(validity, uid, "it came without its text again and again")

    def _take(self, raw: bytes, validity: int, uid: int) -> None:
        """Hand one mail to intake; raises Trouble when it was not kept."""
        raw = mended(raw)  # a mailbox can't refuse what the other doors refuse
        recipients = recipients_of(raw, lambda address: self.intake.recipient(address) is None, self.mailbox.address)
        envelope = Envelope(sender_of(raw), peer="imap", door="imap", is_trusted=True, is_mailbox=True)
        replies = self.intake.take_now(
            raw, envelope, recipients, lambda connection: self._write_mark(connection, validity, uid)
        )
        if all(400 <= reply.code < 500 for reply in replies) and self._read_mark() != (validity, uid):
            raise Trouble(f"mail {uid} could not be kept: {replies[0].line()}")


def _groups(uids: Sequence[int], sizes: dict[int, int]) -> Iterator[list[int]]:
    """The UIDs cut so that each group's mails have at most FETCH_BYTES together."""
    group: list[int] = []
    total = 0
    for uid in uids:
        if group and total + sizes.get(uid, 0) > FETCH_BYTES:
            yield group
            group, total = [], 0
        group.append(uid)
        total += sizes.get(uid, 0)
    if group:
        yield group


def _bound_literals(client: Any, most: int) -> None:
    """Let no server make us read a literal of 4 GB, whatever it said of the sizes."""
    read = client._imap.read

    def bounded(size: int) -> bytes:
        if size > most:
            raise Trouble(f"the server announces {size} bytes at once")
        return bytes(read(size))

    client._imap.read = bounded
