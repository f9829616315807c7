"""Hostile shapes: mails of about n bytes that make a careless reader slow. Each names the size from which it doubles:
header shapes stay below the cap on header bytes, bodies below those on analysed text and HTML."""

from __future__ import annotations

from collections.abc import Callable

_HEAD = b"From: a@example.org\nTo: b@example.net\nSubject: x\nMessage-ID: <1@example.org>\n"
_MIXED = _HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n'
_IN_HEADER = 22_000
_IN_BODY = 100_000


def _field(before: bytes, piece: bytes, after: bytes = b"\n\nx\n") -> Callable[[int], bytes]:
    return lambda n: before + piece * (n // len(piece)) + after


def _text(piece: bytes, before: bytes = b"", after: bytes = b"") -> Callable[[int], bytes]:
    return lambda n: _HEAD + b"\n" + before + piece * (n // len(piece)) + after


def _html(piece: bytes, before: bytes = b"", after: bytes = b"") -> Callable[[int], bytes]:
    return lambda n: _HEAD + b"Content-Type: text/html\n\n" + before + piece * (n // len(piece)) + after


def _nested(n: int) -> bytes:
    piece = b'Content-Type: multipart/mixed; boundary="b%07d"\n\n--b%07d\n'
    return _HEAD + b"".join(piece % (level, level) for level in range(n // 61))


def _answers(n: int) -> bytes:
    """Quoted lines that get one mark deeper and back."""
    return _HEAD + b"\n" + b"".join(b">" * (1 + level % 60) + b" word\nanswer\n" for level in range(n // 43))


def _fragments(n: int) -> bytes:
    return _HEAD + b"Content-Type: text/plain" + b"".join(b"; a*%d*=b" % level for level in range(n // 10)) + b"\n\nx\n"


SHAPES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "semicolons in Content-Type": (_IN_HEADER, _field(_HEAD + b"Content-Type: text/plain", b";")),
    "brackets in From": (_IN_HEADER, _field(b"To: b@example.net\nFrom: ", b"(")),
    "angles in From": (_IN_HEADER, _field(b"To: b@example.net\nFrom: ", b"<")),
    "quotes in From": (_IN_HEADER, _field(b"To: b@example.net\nFrom: ", b'"\\')),
    "encoded words": (_IN_HEADER, _field(b"From: a@example.org\nSubject: ", b"=?utf-8?q?a?= ")),
    "half an encoded word": (_IN_HEADER, _field(b"From: a@example.org\nSubject: ", b"=?utf-8?b?")),
    "many recipients": (_IN_HEADER, _field(_HEAD + b"Cc: ", b"a@example.org, ")),
    "references": (_IN_HEADER, _field(_HEAD + b"References: ", b"<a@b> ")),
    "numbered parameters": (_IN_HEADER, _fragments),
    "authentication results": (_IN_HEADER, _field(_HEAD + b"Authentication-Results: ", b"a=b (c) ;")),
    "parts without a head": (_IN_BODY, lambda n: _MIXED + b"--b\n\n\n" * (n // 6)),
    "multiparts in multiparts": (_IN_BODY, _nested),
    "mails in mails": (_IN_BODY, lambda n: _HEAD + b"Content-Type: message/rfc822\n\n" * (n // 30)),
    "nearly boundaries": (_IN_BODY, lambda n: _MIXED + b"--bb\n-- b\n" * (n // 10)),
    "On … without wrote": (_IN_BODY, _text(b"On a a a ")),
    "On … lines without wrote": (_IN_BODY, _text(b"On Mon, 2 Mar 2026 at 10:00 x\n")),
    "wrote: lines": (_IN_BODY, _text(b"x wrote:\n")),
    "header block lines": (_IN_BODY, _text(b"From: a\nSent: b\n\n")),
    "one line of marks": (_IN_BODY, _text(b">")),
    "marks without an end": (_IN_BODY, _text(b"> > a\n")),
    "answers inside quotations": (_IN_BODY, _answers),
    "signature marks": (_IN_BODY, _text(b"-- \n")),
    "rules": (_IN_BODY, _text(b"_____________________\n")),
    "blank lines": (_IN_BODY, _text(b"\n", after=b"x")),
    "spaces": (_IN_BODY, _text(b" ", after=b"x")),
    "begin lines": (_IN_BODY, _text(b"begin 644 a\n")),
    "broken base64": (
        _IN_BODY,
        lambda n: _HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"QUJD*\n" * (n // 6),
    ),
    "equals signs in quoted-printable": (
        _IN_BODY,
        lambda n: _HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * n,
    ),
    "one word": (_IN_BODY, _text(b"a")),
    "addresses in text": (_IN_BODY, _text(b"a@example.org ")),
    "nested div": (_IN_BODY, _html(b"<div>")),
    "nested blockquote": (_IN_BODY, _html(b'<blockquote type="cite">a')),
    "nested table": (_IN_BODY, _html(b"<table><tr><td>")),
    "nested list": (_IN_BODY, _html(b"<ul><li>a")),
    "open angles": (_IN_BODY, _html(b"<")),
    "open tags": (_IN_BODY, _html(b"<a ")),
    "open comments": (_IN_BODY, _html(b"<!--")),
    "attributes": (_IN_BODY, _html(b'b="c" ', before=b"<a ", after=b">x</a>")),
    "formatting that overlaps": (_IN_BODY, _html(b"<b><i><a href=x></b></i>")),
    "entities": (_IN_BODY, _html(b"&amp")),
    "open style": (_IN_BODY, _html(b"<style>")),
    "recipients of a report": (
        _IN_BODY,
        lambda n: (
            _HEAD + b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n'
            b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.example\n\n" * (n // 37)
        ),
    ),
    "a report of another format": (
        _IN_BODY,
        lambda n: b"From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n" + b"<a@b.example>: x\n" * (n // 17),
    ),
}
