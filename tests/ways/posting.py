"""Mails as members write them, sent by SMTP, by LMTP, and by servers that try until they are heard."""

from __future__ import annotations

import contextlib
import email.policy
import itertools
import smtplib
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from tests.ways.node import GENERAL, Node
from tests.ways.relaying import Letter

_serial = itertools.count(1)


def mail(
    who: str, subject: str, words: str, *, to: str = GENERAL, message_id: str = "", answers: str = ""
) -> EmailMessage:
    """A plain mail of `Ana <ana@example.net>`, with a Message-ID of its own."""
    message = EmailMessage(email.policy.SMTP)  # lines end with CR LF
    message["From"] = f"{who.capitalize()} <{who}@example.net>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = message_id or f"<{who}.{next(_serial)}@example.net>"
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(words)
    return message


def answer(who: str, letter: Letter, words: str, *, to: str = "") -> EmailMessage:
    """Who got the letter answers it as a mailer does: to its Reply-To, with the letter quoted below."""
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
    subject = letter.header("Subject")
    subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    sender = parseaddr(letter.header("From"))[0]
    body = f"{words}\n\nOn Tuesday, {sender} wrote:\n{quoted}\n"
    return mail(who, subject, body, to=to or letter.reply_to, answers=letter.message_id)


def send(node: Node, message: EmailMessage, *recipients: str) -> None:
    """By SMTP, as its author; raises what smtplib raises where it is not taken."""
    with smtplib.SMTP("127.0.0.1", node.smtp, timeout=30) as client:
        client.sendmail(parseaddr(message["From"])[1], recipients or [parseaddr(message["To"])[1]], message.as_bytes())


def send_lmtp(node: Node, message: EmailMessage, *recipients: str) -> dict[str, tuple[int, str]]:
    """By LMTP; what each recipient was answered after the dot (RFC 2033 section 4.2)."""
    with smtplib.LMTP("127.0.0.1", node.lmtp, timeout=30) as client:
        client.ehlo("front.example.net")
        client.mail(parseaddr(message["From"])[1])
        taken = [one for one in recipients if client.rcpt(one)[0] == 250]
        first, *rest = taken
        answers = {first: client.data(message.as_bytes())}
        answers |= {one: client.getreply() for one in rest}
        return {one: (code, said.decode()) for one, (code, said) in answers.items()}


@dataclass
class Senders:
    """Servers that send post after post on a kept connection, and each again until it is answered 250."""

    node: Node
    names: list[str]
    to: str = GENERAL
    pause: float = 0.0  # seconds between two mails of one sender
    attached: bytes = b""
    most: int = 0  # mails of each sender; 0: as many as it can
    acknowledged: list[str] = field(default_factory=list)  # Message-IDs; one is there as often as it was answered 250
    refused: list[str] = field(default_factory=list)
    tried: int = 0

    def __post_init__(self) -> None:
        self._is_over, self._is_given_up = threading.Event(), threading.Event()
        self._lock = threading.Condition()
        self._threads = [threading.Thread(target=self._send, args=(name,), daemon=True) for name in self.names]

    def __enter__(self) -> Senders:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()
        self._is_over.set()
        self._is_given_up.set()

    def finish(self, seconds: float = 60) -> None:
        """No new mail; return once the last of each is acknowledged."""
        self._is_over.set()
        for thread in self._threads:
            thread.join(seconds)
            assert not thread.is_alive(), "a sender is still trying"

    def wait_for(self, count: int, seconds: float = 30) -> None:
        """Return when so many mails are acknowledged in all."""
        with self._lock:
            assert self._lock.wait_for(lambda: len(self.acknowledged) >= count, seconds), self.acknowledged[-5:]

    def _send(self, name: str) -> None:
        client: smtplib.SMTP | None = None
        for number in itertools.count():
            if self._is_over.is_set() or (self.most and number == self.most):
                break
            message = mail(name, f"News of {name}", f"What {name} wants to say.\n", to=self.to)
            if self.attached:
                message.add_attachment(self.attached, "application", "octet-stream", filename="map.bin")
            client = self._until_acknowledged(client, message)
            if self.pause:
                self._is_over.wait(self.pause)
        if client is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                client.quit()

    def _until_acknowledged(self, client: smtplib.SMTP | None, message: EmailMessage) -> smtplib.SMTP | None:
        while not self._is_given_up.is_set():
            try:
                client = client or smtplib.SMTP("127.0.0.1", self.node.smtp, timeout=30)
                self.tried += 1
                client.sendmail(parseaddr(message["From"])[1], [self.to], message.as_bytes())
            except smtplib.SMTPDataError as error:
                if error.smtp_code >= 500:
                    self.refused.append(f"{message['Message-ID']} {error}")
                    return client
            except (OSError, smtplib.SMTPException):
                with contextlib.suppress(AttributeError, OSError):
                    client.close()  # type: ignore[union-attr]  # None has no close, and that is suppressed
                client = None
                time.sleep(0.02)  # as a server that waits before it tries again
            else:
                with self._lock:
                    self.acknowledged.append(message["Message-ID"])
                    self._lock.notify_all()
                return client
        return client
