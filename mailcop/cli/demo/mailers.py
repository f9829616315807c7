"""Mails as members' programs write them: Gmail, Outlook, Apple Mail and a telephone, in English, Spanish and French."""

from __future__ import annotations

import base64
import hashlib
import html
import quopri
import struct
import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailcop.cli.demo.people import Person
from mailcop.cli.demo.postbox import PostboxLetter
from mailcop.writing import headers

FRONT = "mx.cop.example.org"  # the front MTA, whose word on a sender the community takes


class Program(StrEnum):
    """What a member writes with."""

    GMAIL = "gmail"
    OUTLOOK = "outlook"
    APPLE = "apple"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail on its way to the door."""

    sender: str  # the envelope's
    recipient: str
    raw: bytes
    author: Person
    subject: str
    words: str  # what its author wrote, for the story


@dataclass(frozen=True, slots=True)
class File:
    """An attachment."""

    name: str
    type: str
    content: bytes


_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_RE = {"en": "Re: ", "es": "RE: ", "fr": "RE : "}


def write(
    author: Person,
    to: str,
    subject: str,
    words: str,
    at: datetime,
    *,
    by: Program = Program.APPLE,
    answers: PostboxLetter | None = None,
    marked_up: str = "",
    files: tuple[File, ...] = (),
    verdict: str = "pass",
) -> Mail:
    """A mail of `author`; `answers` is quoted in the program's manner, `verdict` is what the front says of DMARC."""
    local = at.astimezone(author.clock)
    if answers is not None and not subject:
        plain = answers.subject
        subject = plain if plain.lower().startswith("re") else _RE[author.language] + plain
    quoted = _quoted(by, author.language, answers, words) if answers is not None else words
    ident = f"<{hashlib.sha256(f'{author.address}{to}{subject}{at}{words}'.encode()).hexdigest()[:24]}@{_HOSTS[by]}>"
    lines = [
        _authentication(author, verdict),
        headers.mailbox("From", author.name, author.address),
        headers.mailbox("To", "", to),
        headers.header("Subject", subject),
        f"Date: {local:%a, %d %b %Y %H:%M:%S %z}\r\n".encode(),
        f"Message-ID: {ident}\r\n".encode(),
        _threading(by, answers),
        b"MIME-Version: 1.0\r\n",
    ]
    body = _body(by, quoted, marked_up)
    return Mail(author.address, to, b"".join(lines) + (_mixed(body, files) if files else body), author, subject, words)


_HOSTS = {
    Program.GMAIL: "mail.gmail.example",
    Program.OUTLOOK: "prod.outlook.example",
    Program.APPLE: "apple.example",
    Program.TELEPHONE: "telephone.example",
}


def _authentication(author: Person, verdict: str) -> bytes:
    """What a front MTA puts on top of every mail that it hands on (RFC 8601)."""
    domain = author.address.rpartition("@")[2]
    return f"Authentication-Results: {FRONT};\r\n dmarc={verdict} header.from={domain}\r\n".encode() if verdict else b""


def _threading(by: Program, answers: PostboxLetter | None) -> bytes:
    """The telephone names no ancestor at all: then only the reply address leads to the thread."""
    if answers is None or by is Program.TELEPHONE:
        return b""
    seen = answers.understood
    named = headers.structured("References", (*seen.references, seen.message_id))
    return headers.structured("In-Reply-To", (seen.message_id,)) + named


# ---- quoting --------------------------------------------------------------------------------------------------------


def _quoted(by: Program, language: str, answers: PostboxLetter, words: str) -> str:
    text = answers.text.strip()
    who, address = answers.understood.sender_name, answers.understood.from_
    mailbox = f"{who} <{address.address if address else ''}>"
    if by is Program.OUTLOOK:
        return f"{words}\n\n{_outlook_head(language, mailbox, answers)}\n\n{text}"
    marked = "\n".join(f"> {line}" if line else ">" for line in text.splitlines())
    return f"{words}\n\n{_attribution(by, language, mailbox, answers.at)}\n\n{marked}"


def _attribution(by: Program, language: str, mailbox: str, at: datetime) -> str:
    day, month = _DAYS[language].split()[at.weekday()], _MONTHS[language].split()[at.month - 1]
    clock = f"{at:%H:%M}"
    if by is Program.GMAIL:
        return {
            "en": f"On {day[:3]}, {month[:3]} {at.day}, {at.year} at {clock} {mailbox} wrote:",
            "es": f"El {day[:3]}, {at.day} {month[:3]} {at.year} a las {clock}, {mailbox} escribió:",
            "fr": f"Le {day[:3]}. {at.day} {month} {at.year} à {clock}, {mailbox} a écrit :",
        }[language]
    return {
        "en": f"On {at.day} {month[:3]} {at.year}, at {clock}, {mailbox} wrote:",
        "es": f"El {at.day} {month[:3]} {at.year}, a las {clock}, {mailbox} escribió:",
        "fr": f"Le {at.day} {month} {at.year} à {clock}, {mailbox} a écrit :",
    }[language]


def _outlook_head(language: str, mailbox: str, answers: PostboxLetter) -> str:
    at = answers.at
    day, month = _DAYS[language].split()[at.weekday()], _MONTHS[language].split()[at.month - 1]
    when = {
        "en": f"{day}, {month} {at.day}, {at.year} {at:%H:%M}",
        "es": f"{day}, {at.day} de {month} de {at.year} {at:%H:%M}",
        "fr": f"{day} {at.day} {month} {at.year} {at:%H:%M}",
    }[language]
    keys = {"en": "From Sent To Subject", "es": "De Enviado Para Asunto", "fr": "De Envoyé À Objet"}[language].split()
    colon = "\u00a0:" if language == "fr" else ":"
    values = (mailbox, when, answers.recipient, answers.subject)
    return "_" * 32 + "\n" + "\n".join(f"{key}{colon} {value}" for key, value in zip(keys, values, strict=True))


# ---- bodies ---------------------------------------------------------------------------------------------------------


def _body(by: Program, text: str, marked_up: str) -> bytes:
    if by is Program.TELEPHONE:
        return b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + _lines(text)
    plain = _part("text/plain", text, is_base64=by is Program.OUTLOOK)
    if by is Program.APPLE and not marked_up:
        return plain
    marked_up = marked_up or "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.splitlines())
    both = (plain, _part("text/html", f'<div dir="ltr">{marked_up}</div>', is_base64=by is Program.OUTLOOK))
    return _multipart("alternative", "either", *both)


def html_only(author: Person, to: str, subject: str, words: str, marked_up: str, at: datetime) -> Mail:
    """A mail of a program that writes no text part."""
    mail = write(author, to, subject, words, at)
    head, _, _ = mail.raw.partition(b"MIME-Version: 1.0\r\n")
    raw = head + b"MIME-Version: 1.0\r\n" + _part("text/html", f"<html><body>{marked_up}</body></html>", is_base64=True)
    return Mail(mail.sender, to, raw, author, subject, words)


def _mixed(body: bytes, files: tuple[File, ...]) -> bytes:
    parts = [
        f'Content-Type: {one.type}\r\nContent-Disposition: attachment; filename="{one.name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n".encode()
        + _base64(one.content)
        for one in files
    ]
    return _multipart("mixed", "whole", body, *parts)


def _multipart(kind: str, boundary: str, *parts: bytes) -> bytes:
    edge = f"--=={boundary}==\r\n".encode()
    inside = b"".join(edge + part + b"\r\n" for part in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="=={boundary}=="\r\n\r\n'.encode() + inside + edge[:-2] + b"--\r\n"
    )


def _part(kind: str, text: str, *, is_base64: bool) -> bytes:
    encoding = "base64" if is_base64 else "quoted-printable"
    head = f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return head + (_base64(_lines(text)) if is_base64 else quopri.encodestring(text.encode()).replace(b"\n", b"\r\n"))


def _lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode() + b"\r\n"


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


# ---- what machines write ------------------------------------------------------------------------------------------


def out_of_office(author: Person, letter: PostboxLetter, words: str, at: datetime) -> Mail:
    """What a mail program answers by itself while its owner is away (RFC 3834): to the letter's envelope sender."""
    mail = write(author, letter.sender, f"Out of office: {letter.subject}", words, at, answers=None)
    return Mail("", letter.sender, b"Auto-Submitted: auto-replied\r\n" + mail.raw, author, mail.subject, words)


def bounce(letter: PostboxLetter, at: datetime) -> Mail:
    """A delivery report for one letter (RFC 3464), from the null sender to the letter's envelope sender."""
    host = letter.recipient.rpartition("@")[2]
    machine = Person(f"mailer-daemon@{host}", "Mail Delivery System", "en", "UTC")
    why = f"550 5.1.1 <{letter.recipient}>: Recipient address rejected: User unknown"
    report = (
        f"Reporting-MTA: dns; mx.{host}\r\nArrival-Date: {at:%a, %d %b %Y %H:%M:%S %z}\r\n\r\n"
        f"Final-Recipient: rfc822; {letter.recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; {why}\r\n"
    )
    parts = (
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nYour message could not be delivered.\r\n\r\n" + why.encode(),
        b"Content-Type: message/delivery-status\r\n\r\n" + report.encode(),
        b"Content-Type: text/rfc822-headers\r\n\r\n" + letter.raw.partition(b"\r\n\r\n")[0] + b"\r\n",
    )
    subject = "Undelivered Mail Returned to Sender"
    mail = write(machine, letter.sender, subject, "", at, verdict="")
    head, _, _ = mail.raw.partition(b"MIME-Version: 1.0\r\n")
    body = _multipart('report; report-type="delivery-status"', "report", *parts)
    return Mail("", letter.sender, head + b"MIME-Version: 1.0\r\n" + body, machine, subject, why)


def picture() -> File:
    """A small PNG of our own drawing: a dial on a dark ground."""
    side = 96
    rows = bytearray()
    for y in range(side):
        rows.append(0)
        for x in range(side):
            away = ((x - side / 2) ** 2 + (y - side / 2) ** 2) ** 0.5
            shade = 235 if 30 < away < 36 or (abs(x - y) < 3 and away < 30 and x > side / 2) else 40
            rows += bytes((shade, shade * 3 // 4, shade // 2))
    ihdr = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", ihdr), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    content = b"".join(
        struct.pack(">I", len(data)) + n + data + struct.pack(">I", zlib.crc32(n + data)) for n, data in chunks
    )
    return File("radio-class.png", "image/png", b"\x89PNG\r\n\x1a\n" + content)
