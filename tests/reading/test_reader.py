"""Whatever the bytes: a Letter, in linear time, twice the same."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mailcop.reading import Letter, read, to_json

MAILS = Path(__file__).parent.parent / "mails"
SAMPLES = sorted(MAILS.glob("*.eml"))
HEAD = b"From: a@example.org\nTo: c@example.org\nSubject: x\nMessage-ID: <1@example.org>\n"
KEYS = (
    "source message_id from subject date in_reply_to references visible_text folded_text html attachments language"
    " automatic bounce problems"
)


def texts(letter: Letter) -> list[str]:
    people = [*letter.to, *letter.cc, *letter.reply_to, *([letter.from_] if letter.from_ else [])]
    return [
        letter.subject, letter.visible_text, letter.folded_text, letter.first_line, letter.html, letter.message_id,
        letter.list_id,
        letter.sender_name, letter.language, *letter.references, *letter.in_reply_to, *letter.problems,
        *(part for mailbox in people for part in (mailbox.name, mailbox.address)),
        *(part for a in letter.attachments for part in (a.name, a.type, a.content_id)),
    ]  # fmt: skip


def is_clean(text: str) -> bool:
    text.encode()  # a lone surrogate raises
    return all(c.isprintable() or c in "\n\t" or ord(c) >= 0xA0 for c in text)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        span = chance.randint(1, 60)
        kind = chance.randrange(7)
        if kind == 0:
            out[at : at + span] = b""
        elif kind == 1:
            out[at:at] = out[at : at + span]
        elif kind == 2:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 3:
            out[at:at] = chance.choice(
                [b"\r", b"\n", b"\n\n", b"\x00", b"=?", b"?=", b"--", b'"', b"<", b"(", b";", b"\xff", b"=\n"]
            )
        elif kind == 4:
            out[at:] = b""
        elif kind == 5:
            other = chance.randrange(len(out) + 1)
            out[at : at + span] = out[other : other + span]
        else:
            lines = bytes(out).split(b"\n")
            chance.shuffle(lines)
            out = bytearray(b"\n".join(lines))
    return bytes(out)


def test_five_thousand_mutated_mails_are_read_and_come_out_clean() -> None:
    raws = [path.read_bytes() for path in SAMPLES]
    chance = random.Random(20170620)
    for _ in range(5_000):
        raw = mutated(chance.choice(raws), chance)
        letter = read(raw)
        assert not any("reading failed" in problem for problem in letter.problems), raw
        assert all(is_clean(text) for text in texts(letter)), raw


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\r", b"\x00", b":", b"From", b"\n\n\n", b"--", b"\xff" * 100, b" a: b\n\nc"]
)
def test_next_to_nothing_is_a_letter_too(raw: bytes) -> None:
    letter = read(raw)
    assert letter.from_ is None
    assert not any("reading failed" in problem for problem in letter.problems)


def test_what_our_own_code_fails_on_is_a_letter_with_that_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("mailcop.reading.reader.take_apart", fail)
    letter = read(HEAD + b"\nx")
    assert letter.problems == ("reading failed: RecursionError",)
    assert letter.size_bytes == len(HEAD) + 2


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_bytes_are_read_the_same_twice(path: Path) -> None:
    assert read(path.read_bytes()) == read(path.read_bytes())


def repeated(head: bytes, piece: bytes, tail: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: head + piece * (size // len(piece)) + tail


SHAPES: dict[str, Callable[[int], bytes]] = {
    "parameters": repeated(HEAD + b"Content-Type: text/plain", b";", b"\n\nx"),
    "encoded words": repeated(HEAD + b"Subject: ", b"=?utf-8?q?a?= ", b"\n\nx"),
    "addresses": repeated(HEAD + b"Cc: ", b"a@b.example, ", b"\n\nx"),
    "nearly addresses": repeated(HEAD + b"Cc: ", b"a@" + b"a" * 60 + b"!, ", b"\n\nx"),
    "folded header": repeated(HEAD + b"X: a", b"\n a", b"\n\nx"),
    "parts": repeated(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\n\n\n"),
    "part headers": repeated(
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b", b";", b"\n\nx"
    ),
    "delimiters": repeated(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--\n"),
    "nested messages": repeated(HEAD, b"Content-Type: message/rfc822\n\n"),
    "answers in between": repeated(HEAD + b"\n", b"> a\nb\n"),
    "attributions": repeated(HEAD + b"\n", b"On Mon, 1 Jan 2020 at 10:00 x\n"),
    "one long attribution": repeated(HEAD + b"\n", b"On a a a "),
    "verbs": repeated(HEAD + b"\n", b"wrote:\n"),
    "header blocks": repeated(HEAD + b"\n", b"From: a\nTo: b\n"),
    "rules": repeated(HEAD + b"\n", b"____________\n"),
    "signatures": repeated(HEAD + b"\n", b"--\n"),
    "bars": repeated(HEAD + b"\n", b"| a\n"),
    "elements": repeated(HEAD + b"Content-Type: text/html\n\n", b"<div>"),
    "brackets": repeated(HEAD + b"Content-Type: text/html\n\n", b"<a "),
    "comments": repeated(HEAD + b"Content-Type: text/html\n\n", b"<!--"),
    "attributes": repeated(HEAD + b"Content-Type: text/html\n\n<a ", b'b="c" ', b">x"),
    "quotations in HTML": repeated(HEAD + b"Content-Type: text/html\n\n", b"<blockquote>"),
    "broken base64": repeated(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"*QUJD\n"),
    "broken quoted-printable": repeated(HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n", b"="),
    "flowed": repeated(HEAD + b"Content-Type: text/plain; format=flowed\n\n", b"a \n"),
    "uuencode": repeated(HEAD + b"\n", b"begin 644 a\n#0V%T\n"),
    "armour": repeated(HEAD + b"\n-----BEGIN PGP SIGNED MESSAGE-----\n", b"-----BEGIN PGP SIGNATURE-----\n"),
    "forwards": repeated(
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\nContent-Type: message/rfc822\n\nFrom: a\n\nx\n"
    ),
    "winmail.dat": repeated(
        HEAD + b"Content-Type: application/ms-tnef\n\n\x78\x9f\x3e\x22\0\0", b"\x01\x0c\x80\x02\0\0\0\0\0\0\0"
    ),
    "segments of a picture": repeated(HEAD + b"Content-Type: image/jpeg\n\n\xff\xd8\xff", b"\xff\xe0\0\2"),
    "names in an archive": repeated(HEAD + b"Content-Type: a/b\n\nPK\x03\x04", b"[Content_Types].xml"),
    "pictures in a page": repeated(HEAD + b"Content-Type: text/html\n\n", b"<img src=cid:x>"),
    "elements closed by others": repeated(HEAD + b"Content-Type: text/html\n\n", b"<div></b>"),
    "lists in definitions": repeated(HEAD + b"Content-Type: text/html\n\n", b"<dd><li>"),
    "base64 in pieces": repeated(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"QQ==\n"),
    "base64 with strays": repeated(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"QUJD QUJD\n"),
    "two charsets": repeated(HEAD + b"\n", b"\xc3\xa9\xe9\n"),
    "no charset": repeated(HEAD + b"\n", b"\x93\x94\x95\x96 "),
    "raw bytes in fields": repeated(HEAD + b"X: ", b"\xe9 \xe8", b"\n\nx"),
    "escapes": repeated(HEAD + b"\n", b"\x1b$B"),
    "enriched": repeated(HEAD + b"Content-Type: text/enriched\n\n", b"<param>"),
    "delimiters that nobody names": repeated(HEAD + b"Content-Type: multipart/mixed\n\n", b"--x\n"),
    "names": repeated(HEAD + b"\nHi\n", b"Ana Maria Lopez\n"),
    "names of other scripts": repeated(HEAD + b"\nHi\n", "プロセスダウンの要因として、\n".encode()),
    "one long line": repeated(HEAD + b"\n", b"word "),
    "authentication": repeated(HEAD + b"Authentication-Results: ", b"(", b"\n\nx"),
}


def cost(make: Callable[[int], bytes], size: int) -> float:
    raw = make(size)
    spent: list[float] = []
    for _ in range(3):
        started = time.process_time()
        read(raw)
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_hostile_shape_costs_no_more_than_its_size(shape: str) -> None:
    small, large = cost(SHAPES[shape], 40_000), cost(SHAPES[shape], 160_000)
    assert large < 0.02 or large / max(small, 0.002) < 4 * 2.5


@pytest.mark.parametrize(
    "other",
    [
        lambda raw: b"Received: from a by b\n" + raw,
        lambda raw: raw.replace(b"Subject: ", b"List-Id: <l.example.org>\nSubject: [General] "),
        lambda raw: (
            raw
            + b"\n_______________________________________________\nGeneral mailing list\nhttps://l.example/listinfo/g\n"
        ),
        lambda raw: raw.replace(b"\n", b"\r\n"),
    ],
)
def test_two_copies_of_one_mail_have_one_content_key(other: Callable[[bytes], bytes]) -> None:
    raw = b"From: Ana <a@example.org>\nSubject: Friday\n\nYes, on Friday.\n\nAna\n"
    assert read(other(raw)).content_key == read(raw).content_key


@pytest.mark.parametrize("change", [(b"Friday.", b"Monday."), (b"a@ex", b"b@ex"), (b"Subject: F", b"Subject: G")])
def test_other_words_have_another_content_key(change: tuple[bytes, bytes]) -> None:
    raw = b"From: Ana <a@example.org>\nSubject: Friday\n\nYes, on Friday.\n"
    assert read(raw.replace(*change)).content_key != read(raw).content_key


def test_the_json_of_a_mail_has_the_keys_of_the_contract() -> None:
    found = to_json(read(HEAD + b"Date: Tue, 20 Jun 2017 09:03:00 +0200\n\nHello"), "a.eml")
    assert set(KEYS.split()) <= set(found)
    assert found["from"] == {"name": "a", "address": "a@example.org"}
    assert (found["date"], found["automatic"], found["bounce"]) == ("2017-06-20T07:03:00+00:00", None, None)
    json.dumps(found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I thought we should start a thread to discuss upcoming trainings.", "en"),
        ("Hola a todas y todos, yo creo que la capacitación debería ser de todas.", "es"),
        ("Bonjour à toutes, je pense que nous devons en parler ensemble.", "fr"),
        ("Ich denke, dass wir darüber sprechen müssen und nicht warten.", "de"),
        ("Olá, eu acho que não devemos esperar mais por isso.", "pt"),
        ("研修についての議論です。よろしくお願いします。", "ja"),
        ("培训与性别平等的讨论", "zh"),
        ("обсуждение обучения", "ru"),
        ("OK", ""),
        ("", ""),
    ],
)
def test_the_language_is_named_where_enough_speaks_for_it(text: str, language: str) -> None:
    assert read(b"From: a@example.org\n\n" + text.encode()).language == language
