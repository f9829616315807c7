"""Mails as a community writes them, 4.6 kB each: mostly replies with a quotation, some with HTML, some with a file."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator

DOMAIN = "cop.example.org"
BYTES = 4600
_TEXT = """\
the water committee met on Thursday and looked again at the wells near the school two of them are dry since May
we measured depth and salt and wrote the figures into the common table which everybody may correct please say
what you have seen in your own district and whether the training in spring has changed how people work there
"""
_WORDS = _TEXT.split()


def member(number: int) -> str:
    """The address of a member."""
    return f"member{number:05}@example.net"


def mails(count: int, members: int, run: str, seed: int = 20241) -> Iterator[tuple[str, bytes]]:
    """(envelope sender, mail with CR LF ends); Message-IDs are unique to the run."""
    chance = random.Random(seed)
    for number in range(count):
        sender = member(number % members)
        answers = chance.randrange(number) if number and chance.random() < 0.7 else None
        yield sender, _mail(chance, sender, number, answers, run)


def _mail(chance: random.Random, sender: str, number: int, answers: int | None, run: str) -> bytes:
    lines = [
        f"Received: from mx.example.net (mx.example.net [192.0.2.7]) by front.example.org with ESMTPS id {number:08x};",
        "\tTue, 03 Mar 2026 10:11:12 +0000",
        f"From: Member {number % 97} <{sender}>",
        f"To: General <general@{DOMAIN}>",
        f"Subject: {'Re: ' if answers is not None else ''}{' '.join(chance.sample(_WORDS, 5))}",
        "Date: Tue, 03 Mar 2026 10:11:10 +0000",
        f"Message-ID: <{run}.{number}@example.net>",
        "MIME-Version: 1.0",
        "User-Agent: Mozilla Thunderbird",
    ]
    if answers is not None:
        lines += [f"In-Reply-To: <{run}.{answers}@example.net>", f"References: <{run}.{answers}@example.net>"]
    kind = chance.random()
    words = _words(chance, answers)
    raw = b""
    for spare in range(3, 60):  # lines of our own, until it is long enough
        raw = _whole(lines, kind, [*words[:3], *(_TEXT.splitlines() * 20)[:spare], *words[3:]], random.Random(number))
        if len(raw) >= BYTES:
            break
    return raw


def _whole(head: list[str], kind: float, words: list[str], chance: random.Random) -> bytes:
    if kind < 0.1:
        lines = ['Content-Type: multipart/alternative; boundary="=_b"', "", *_alternative(words)]
    elif kind < 0.15:
        lines = ['Content-Type: multipart/mixed; boundary="=_b"', "", *_with_file(chance, words)]
    else:
        lines = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", *words]
    return "\r\n".join([*head, *lines, ""]).encode()


def _words(chance: random.Random, answers: int | None) -> list[str]:
    own = ["Dear colleagues,", "", *(_line(chance) for _ in range(8)), "", "Kind regards", "Ana", ""]
    if answers is None:
        return own
    return [*own, "On Mon, 2 Mar 2026 at 09:00, Member wrote:", *(f"> {_line(chance)}" for _ in range(12))]


def _line(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=11))


def _alternative(words: list[str]) -> list[str]:
    html = ["<html><body>", *(f"<p>{line}</p>" for line in words[:16]), "</body></html>"]
    return [
        *("--=_b", "Content-Type: text/plain; charset=utf-8", "", *words[:20]),
        *("--=_b", "Content-Type: text/html; charset=utf-8", "", *html, "--=_b--"),
    ]


def _with_file(chance: random.Random, words: list[str]) -> list[str]:
    content = base64.encodebytes(chance.randbytes(1200)).decode().splitlines()
    part = ["Content-Type: application/pdf", "Content-Transfer-Encoding: base64"]
    return [
        *("--=_b", "Content-Type: text/plain; charset=utf-8", "", *words),
        *("--=_b", *part, 'Content-Disposition: attachment; filename="wells.pdf"', "", *content, "--=_b--"),
    ]
