"""Automatic or not: machines are noticed, and no person is taken for one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from mailcop.reading import Letter, read
from mailcop.reading.headers import parse_headers
from tests.judge.corpora import OWN, Item, archive, demand, items
from tests.judge.figures import Failure, Figure, Measured, alone, share, split_share

REAL_REPLIES = ("reply/spamassassin_replies", "reply/twisted_replies")
_REPLY = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|sv)\s*:", re.I)


def measure() -> Measured:
    """auto_headers, bodies of our own in twelve languages, and what of real human mail is called automatic."""
    measured = Measured("automatic")
    headers = [_facts(item, measured) for item in items("autoreply/auto_headers")]
    own = [_own(item, measured) for item in own_bodies()]
    measured.figures += [
        split_share("auto_headers: automatic or not", headers, floor=1.0),
        split_share("own bodies in twelve languages: automatic or not", own, floor=1.0),
    ]
    _people("spamassassin_ham", human_ham(), measured, 0.2)
    _people("real replies", ((item.id, item.raw) for name in REAL_REPLIES for item in items(name)), measured, None)
    machines = {name: read(raw).automatic is not None for name, raw in machine_ham()}
    notes = [machines[name] for name in _names()["absence_notes"]]
    measured.figures.append(Figure("spamassassin_ham: absence notes called automatic", share(notes), of=len(notes)))
    what = "spamassassin_ham: mail of known machines called automatic (most of it bears no mark)"
    measured.figures.append(Figure(what, share(machines.values()), of=len(machines)))
    return measured


def _facts(item: Item, measured: Measured) -> tuple[int, bool]:
    """One header field in the plainest mail that a person could send."""
    name, value = item.label["header"], item.label["value"]
    subject = "" if name == "Subject" else "Subject: A question\n"
    head = f"{name}: {value}\nFrom: Ana <ana@example.org>\nTo: general@example.net\n{subject}"
    raw = f"{head}Date: Tue, 03 Mar 2026 10:11:10 +0000\nMessage-ID: <{item.index}@example.org>\n\nHello all.\n"
    return item.index, _check(item, read(raw.encode()), item.label["label"] == "auto", f"{name}: {value}", measured)


def own_bodies() -> list[Item]:
    """Mails written for this measure, some by machines and some by people."""
    found: list[Item] = []
    for path in sorted((OWN / "bodies").glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["mail"]):
            raw = _mail(case, f"{path.stem}{number}").encode()
            found.append(Item("own bodies", len(found), f"{path.stem}/{number} {case['about']}", case, raw))
    return found


def _mail(case: dict[str, str], serial: str) -> str:
    head = f"From: {case.get('from', 'Ana <ana@example.org>')}\nTo: general@example.net\nSubject: {case['subject']}\n"
    head += f"Date: Tue, 03 Mar 2026 10:11:10 +0000\nMessage-ID: <{serial}@example.org>\n{case.get('headers', '')}"
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return f"{head}MIME-Version: 1.0\n{kind}\n{case['body']}"


def _own(item: Item, measured: Measured) -> tuple[int, bool]:
    return item.index, _check(item, read(item.raw), item.label["is_automatic"], item.label["subject"], measured)


def _check(item: Item, letter: Letter, is_automatic: bool, about: str, measured: Measured) -> bool:
    if (letter.automatic is not None) == is_automatic:
        return True
    cause = "a machine taken for a person" if is_automatic else f"a person called {letter.automatic}"
    came = f"automatic={letter.automatic} visible={letter.visible_text[:400]!r}"
    expected = f"{'automatic' if is_automatic else 'human'}: {about}"
    measured.failures.append(Failure(item.source, item.id, item.half, cause, expected, came))
    return False


@cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads((OWN / "ham.toml").read_text(encoding="utf-8"))


def _is_person(part: str, number: int, raw: bytes) -> bool:
    """The label of spamassassin_ham, by who wrote; `ham.toml` says how it was made."""
    names = _names()
    if f"{part} {number}" in names["absence_notes"]:
        return False
    headers = parse_headers(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    sender = " ".join(headers.first("from").lower().split())
    if any(name in sender for name in names["machines"]):
        return False
    if part != "hard-ham-1":
        return True
    is_reply = headers.has("in-reply-to") or headers.has("references") or bool(_REPLY.match(headers.first("subject")))
    return is_reply or any(name in sender for name in names["people_of_hard_ham"])


def human_ham() -> Iterator[tuple[str, bytes]]:
    """The mails that people wrote, mostly to lists."""
    return ((f"{part} {number}", raw) for part, number, raw in archive() if _is_person(part, number, raw))


def machine_ham() -> Iterator[tuple[str, bytes]]:
    """The others: feeds, notices, newsletters."""
    return ((f"{part} {number}", raw) for part, number, raw in archive() if not _is_person(part, number, raw))


def _people(source: str, mails: Iterator[tuple[str, bytes]], measured: Measured, ceiling: float | None) -> None:
    results: list[bool] = []
    for name, raw in mails:
        letter = read(raw)
        results.append(letter.automatic is not None)
        if not letter.automatic:
            continue
        head = raw.partition(b"\n\n")[0].decode("utf-8", "replace")
        marks = [
            line
            for line in head.splitlines()
            if re.match(r"(?:prec|sender|list-|x-list|x-ma|user-a|in-rep)", line, re.I)
        ]
        half = "odd" if (len(results) - 1) % 2 else "even"
        cause = f"a person called {letter.automatic.value}"
        came = f"from={letter.sender_name} {letter.from_} subject={letter.subject!r}\n" + "\n".join(marks)
        measured.failures.append(Failure(source, name, half, cause, "human", came))
    even, odd = ([flag for n, flag in enumerate(results) if n % 2 == rest] for rest in (0, 1))
    percents = [100 * sum(some) / len(some) for some in (results, even, odd)]
    measured.figures.append(
        Figure(
            f"{source}: human mail called automatic",
            percents[0],
            "percent",
            ceiling,
            True,
            True,
            percents[1],
            percents[2],
            len(results),
        )
    )


if __name__ == "__main__":
    demand()
    alone("Automatic or not.", measure)
