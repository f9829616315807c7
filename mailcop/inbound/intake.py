"""Where every door ends: one mail, one transaction, one fate for each reception; the answer follows the commit."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from mailcop import refusals
from mailcop.blobs import SMALL_BYTES, Blobs
from mailcop.community import forums, held
from mailcop.community.forums import Names
from mailcop.community.receptions import Decision, envelope_of, file_reception, keep_mail, place_again
from mailcop.db import Database, DatabaseTrouble, trouble_of
from mailcop.inbound.judging import Judge
from mailcop.reading import Letter, ReadingLimits, read
from mailcop.words import Destination, Envelope, Fate, Reply, Where

log = logging.getLogger(__name__)

_SMALL_MAIL_BYTES = 64 * 1024  # up to here a mail is read by who writes it; larger ones before, in another thread
_STORAGE = (OperationalError, InterfaceError, DatabaseTrouble, OSError)
_OF_EVENTS = {Where.REGISTER, Where.CANCEL, Where.ASK, Where.RSVP}
_ANYWHERE = {Where.ANNOUNCE, Where.NEWSLETTER, Where.TRAININGS, Where.POSTMASTER, Where.ABUSE}


@dataclass(frozen=True, slots=True)
class _Mail:
    """What a door hands over; `beside` runs in the same transaction, whatever the verdicts say."""

    raw: bytes
    envelope: Envelope
    recipients: Sequence[str]
    beside: Callable[[Connection], None] | None = None


class Intake:
    """Keeps mail. `disk` is the folder whose free space decides about room; `kept` hears of each commit."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        judge: Judge,
        *,
        clock: Callable[[], datetime],
        disk: Path | None = None,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._judge = judge
        self._clock = clock
        self._disk = disk
        self._kept = kept
        limits = judge.config.limits
        self._limits = ReadingLimits(
            header_bytes=limits.header_bytes, parts=limits.parts, depth=limits.depth, references=limits.references,
            html_bytes=limits.html_bytes, html_depth=limits.html_depth, text_bytes=limits.text_bytes,
        )  # fmt: skip
        self._own_domains = frozenset({judge.book.domain})
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reading")
        self._names = database.read(forums.names)

    def close(self) -> None:
        """Let the reading threads end."""
        self._readers.shutdown(wait=True)

    # ---- what a door asks before the mail --------------------------------------------------------

    def recipient(self, address: str) -> Reply | None:
        """None where the address is one of ours, else why not; from memory but for a name that is new."""
        book = self._judge.book
        if address.lower() in ("postmaster", "abuse"):
            return None
        destination = book.decode(address)
        if destination is None:
            return refusals.NO_SUCH_ADDRESS if book.is_our_domain(address) else self._foreign()
        if destination.where in _ANYWHERE or destination.where is Where.TOKEN:
            return None  # a token that verifies was made here, whatever stands before it
        if self._is_there(destination, self._names):
            return None
        try:  # perhaps another node, or a command, made it a moment ago
            self._names = self._database.read(forums.names)
        except _STORAGE as error:
            return self._trouble(error)
        return None if self._is_there(destination, self._names) else refusals.NO_SUCH_ADDRESS

    @staticmethod
    def _is_there(destination: Destination, names: Names) -> bool:
        if destination.where in _OF_EVENTS:
            return destination.name in names.events
        return destination.name in names.forums or destination.name in names.newsletters

    def room(self, size_bytes: int) -> Reply | None:
        """452 where the disk holds less than one and a half times the mail besides 32 MiB (Postfix' queue_minfree)."""
        if self._disk is None:
            return None
        wanted = (size_bytes or self._judge.config.limits.message_bytes) * 3 // 2 + 32 * 1024 * 1024
        try:
            return refusals.NO_ROOM if shutil.disk_usage(self._disk).free < wanted else None
        except OSError:
            return refusals.NO_ROOM

    # ---- the mail --------------------------------------------------------------------------------

    async def take(self, raw: bytes, envelope: Envelope, recipients: Sequence[str]) -> list[Reply]:
        """Keep one mail; one Reply a recipient, in order, after the commit. Faults of storage are 451, never raised."""
        loop = asyncio.get_running_loop()
        mail = _Mail(raw, envelope, recipients)
        try:
            letter = None
            if len(raw) > _SMALL_MAIL_BYTES:
                letter = await loop.run_in_executor(self._readers, self._read, raw)
                if len(raw) > SMALL_BYTES:
                    await loop.run_in_executor(self._readers, self._keep_large, raw, letter)
            done = await self._database.awrite(self._work(mail, letter))
        except Exception as error:
            return await loop.run_in_executor(self._readers, self._again, error, mail)
        return self._answers(*done, recipients)

    def take_now(
        self,
        raw: bytes,
        envelope: Envelope,
        recipients: Sequence[str],
        beside: Callable[[Connection], None] | None = None,
    ) -> list[Reply]:
        """The same for a plain thread; `beside` runs in the same transaction, whatever the verdicts say."""
        mail = _Mail(raw, envelope, recipients, beside)
        try:
            letter = self._read(raw)
            if len(raw) > SMALL_BYTES:
                self._keep_large(raw, letter)
            return self._file(mail, letter)
        except Exception as error:
            return self._again(error, mail)

    def _read(self, raw: bytes) -> Letter:
        return read(raw, self._limits, self._own_domains)

    def _keep_large(self, raw: bytes, letter: Letter) -> None:
        """Blob first, row second: the mail itself and its large attachments."""
        self._blobs.put(hashlib.sha256(raw).hexdigest(), raw)
        for one in letter.attachments:
            if one.size_bytes > SMALL_BYTES:
                self._blobs.put(one.sha256, one.content)

    def _file(self, mail: _Mail, letter: Letter) -> list[Reply]:
        return self._answers(*self._database.write(self._work(mail, letter)), mail.recipients)

    def _answers(self, letter: Letter, decided: dict[str, Decision], recipients: Sequence[str]) -> list[Reply]:
        """After the commit: one log line a decision, and the answers in the order of the recipients."""
        for address, decision in decided.items():
            _log_decision(letter, address, decision)
        self._kept()
        return [decided[address].reply for address in recipients]

    def _work(self, mail: _Mail, letter: Letter | None) -> Callable[[Connection], tuple[Letter, dict[str, Decision]]]:
        """All that one mail does to the tables; it is read first, unless it was."""
        now, envelope = self._clock(), mail.envelope
        addresses = sorted(set(mail.recipients))  # one order for all mails: forums are locked without deadlock

        def work(conn: Connection) -> tuple[Letter, dict[str, Decision]]:
            nonlocal letter
            letter = letter or self._read(mail.raw)
            mail_id = keep_mail(conn, mail.raw, letter, envelope, now)
            decided = {one: self._judge.decide(conn, letter, envelope, one, mail_id, now) for one in addresses}
            if envelope.door in ("smtp", "pipe", "web"):
                decided = self._one_answer(decided)
            for address, decision in decided.items():
                file_reception(conn, mail_id, address, letter, decision, now)
            if mail.beside is not None:
                mail.beside(conn)
            return letter, decided

        return work

    def _one_answer(self, decided: dict[str, Decision]) -> dict[str, Decision]:
        """SMTP has one answer: where verdicts differ, what would be refused is held instead (rule 3)."""
        if all(d.fate is Fate.REFUSED for d in decided.values()) or not any(
            d.fate is Fate.REFUSED for d in decided.values()
        ):
            return decided
        return {
            address: d
            if d.fate is not Fate.REFUSED
            else Decision(
                Fate.HELD, refusals.HELD, f"refused here, taken elsewhere: {d.reason}", d.forum_id, d.member_id
            )
            for address, d in decided.items()
        }

    # ---- when something went wrong ---------------------------------------------------------------

    def _again(self, error: Exception, mail: _Mail) -> list[Reply]:
        """Storage at fault: 451. A key met twice at once: once more. Our own code at fault: quarantined, 250."""
        try:
            if isinstance(error, IntegrityError):
                return self._file(mail, self._read(mail.raw))
            if not isinstance(error, _STORAGE):
                return self._quarantine(error, mail)
        except Exception as second:
            if not isinstance(second, _STORAGE):
                try:
                    return self._quarantine(second, mail)
                except Exception as third:
                    error = third
            else:
                error = second
        return [self._trouble(error)] * len(mail.recipients)

    def _quarantine(self, error: Exception, mail: _Mail) -> list[Reply]:
        ident = secrets.token_hex(4)
        log.error("quarantined id=%s error=%s", ident, type(error).__name__, exc_info=error)
        now = self._clock()
        decision = Decision(Fate.QUARANTINED, refusals.KEPT, f"{type(error).__name__} ({ident})")
        if len(mail.raw) > SMALL_BYTES:
            self._blobs.put(hashlib.sha256(mail.raw).hexdigest(), mail.raw)

        def work(conn: Connection) -> None:
            mail_id = keep_mail(conn, mail.raw, None, mail.envelope, now)
            for address in dict.fromkeys(mail.recipients):
                file_reception(conn, mail_id, address, None, decision, now)
            if mail.beside is not None:
                mail.beside(conn)

        self._database.write(work)
        return [decision.reply] * len(mail.recipients)

    def _trouble(self, error: Exception) -> Reply:
        ident = secrets.token_hex(4)
        told = trouble_of(error, self._database.url) if isinstance(error, DBAPIError) else error
        log.error("storage trouble id=%s error=%s: %s", ident, type(error).__name__, " ".join(str(told).split()))
        return refusals.say(refusals.TROUBLE, id=ident)

    def retry(self, reception_id: int) -> Decision:
        """Judge a quarantined mail again; raises `NotHeld`, or whatever our code still stumbles over."""
        now = self._clock()

        def work(conn: Connection) -> Decision:
            one = held.held(conn, self._blobs, reception_id, Fate.QUARANTINED)
            letter = read(one.raw, self._limits, self._own_domains)
            envelope = envelope_of(conn, one.mail_id)
            decision = self._judge.decide(conn, letter, envelope, one.destination, one.mail_id, now)
            held.settle(
                conn, one.id, Fate.QUARANTINED, decision.fate, now, post_id=decision.post_id,
                reason=decision.reason or "tried again",
            )  # fmt: skip
            place_again(conn, one.id, letter, one.destination, decision)
            for follow in decision.follow:
                follow(conn, one.id)
            return decision

        return self._database.write(work)

    def _foreign(self) -> Reply:
        return refusals.say(refusals.FOREIGN, domain=self._judge.book.domain)


def _log_decision(letter: Letter, address: str, decision: Decision) -> None:
    log.info(
        "mail=%s destination=%s fate=%s reason=%s code=%s",
        letter.sha256[:12],
        _shown(address),
        decision.fate,
        decision.reason or "-",
        decision.reply.code,
    )


def _shown(address: str) -> str:
    """The name without its token: tokens are not logged."""
    local = address.partition("@")[0]
    name, dot, rest = local.partition(".")
    return f"{name}.…" if dot and len(rest) > 20 else local
