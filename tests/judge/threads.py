"""Threads of real archives: labelled parents, three orders of import, what placing costs, and RFC 5256's own cases.

What the labels of `threads.jsonl.xz` say is told in `thread_labels`, by which rule they are judged in `thread_parents`.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any

from mailcop.community import archive, forums, imports
from mailcop.community.arranging import Node, arrange
from mailcop.community.imports import Archived
from mailcop.community.placing import Named
from mailcop.community.settling import settle
from mailcop.db import Database
from mailcop.inbound.archives import read_page, take_in
from mailcop.inbound.mbox import Entry, entries_at
from mailcop.migrations import bring_up_to_date
from mailcop.reading import read
from mailcop.reading.quoted import words_of
from mailcop.reading.subjects import subject_key
from mailcop.words import Policy
from tests.judge import thread_parents
from tests.judge.corpora import CORPORA, labels
from tests.judge.figures import Failure, Figure, Measured, alone
from tests.judge.thread_labels import told

_TWISTED = CORPORA / "archive" / "twisted_pipermail"
_IMAPTEST = CORPORA / "threading" / "imaptest"
_ORDERS = (1, 2, 3)
_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_PAGE = 100
_SPEED = "twisted-web.mbox.xz"


def measure() -> Measured:
    """All figures; ends the program where a corpus is not at hand."""
    for folder in (_TWISTED, _IMAPTEST):
        if not (folder / "MANIFEST.jsonl").is_file():
            print(f"judge-threads: not at hand: {folder}", file=sys.stderr)
            raise SystemExit(1)
    measured = Measured("threads")
    mails = _read_all()
    placed = [_imported(mails, order) for order in _ORDERS]
    _judge_parents(measured, mails, placed[0])
    count = sum(len(found) for found in mails.values())
    alike = [placed[0] == other for other in placed[1:]]
    what = "twisted archive: imports in a random order that gave the same threads as the first"
    measured.figures.append(Figure(what, sum(alike) / len(alike), floor=1.0, of=count))
    measured.figures += _speeds()
    _judge_imaptest(measured)
    return measured


def _read_all() -> dict[str, list[Archived]]:
    """Every list's mails, read once: what one says does not depend on the others."""
    found: dict[str, list[Archived]] = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for path in sorted(_TWISTED.glob("*.mbox.xz")):
            pages = [pool.submit(read_page, page, _NOW) for page in _pages(list(entries_at(path)))]
            read_ones = (one.kept for page in pages for one in page.result())
            found[path.name.partition(".")[0]] = [kept for kept in read_ones if kept is not None]
    return found


def _pages(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while page := list(islice(rest, _PAGE)):
        yield page


@contextmanager
def _forum() -> Iterator[tuple[Database, forums.Forum]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/mailcop.db")
        bring_up_to_date(database)
        database.write(lambda conn: forums.declare_forum(conn, "general", "General", Policy.MEMBERS, _NOW))
        forum = database.read(lambda conn: forums.forum_named(conn, "general"))
        assert forum is not None
        yield database, forum
        database.close()


def _imported(mails: Mapping[str, list[Archived]], order: int) -> dict[str, set[tuple[Any, ...]]]:
    """Each list's threads after an import in a random order, settled once half-way and once at the end."""
    found = {}
    for name, ones in mails.items():
        shuffled = random.Random(order).sample(ones, len(ones))
        with _forum() as (database, forum):
            half = len(shuffled) // 2
            for part in (shuffled[:half], shuffled[half:]):
                for start in range(0, len(part), _PAGE):
                    page = part[start : start + _PAGE]
                    database.write(
                        lambda conn, page=page: imports.keep_page(conn, forum, page, "cop.example.org", _NOW),  # type: ignore[misc]  # bound
                        "bulk",
                    )
                settle(database, forum.id, _NOW)
            found[name] = database.read(lambda conn: {_shape(line) for line in archive.thread_lines(conn, forum)})
    return found


def _shape(line: Mapping[str, Any]) -> tuple[Any, ...]:
    """A thread without the numbers that tell when it was made."""
    return (
        line["subject"],
        *(
            (
                post["message_id"],
                post["parent"],
                post["at"],
                tuple((one["kind"], one["post"], one["words"]) for one in post["evidence"]),
            )
            for post in line["posts"]
        ),
    )


def _judge_parents(
    measured: Measured, mails: Mapping[str, list[Archived]], placed: Mapping[str, set[tuple[Any, ...]]]
) -> None:
    letters = {(name, one.letter.message_id): one.letter for name, ones in mails.items() for one in ones}
    months = {(name, one.letter.message_id): f"{one.at:%Y-%B}" for name, ones in mails.items() for one in ones}
    posts = {
        (name, post[0]): thread_parents.Post(post[1], post[3][0][0] if post[3] else "new", number)
        for name, found in placed.items()
        for number, line in enumerate(found)
        for post in line[1:]
    }
    thread_parents.judge(measured, told(_TWISTED / "threads.jsonl.xz"), letters, posts, months)


def _speeds() -> list[Figure]:
    """CPU of an import by one process, with threads and index and without both."""
    seconds = {}
    count = 0
    for is_settled in (False, True):
        entries = list(entries_at(_TWISTED / _SPEED))
        count = len(entries)
        with _forum() as (database, forum):
            begun = time.process_time()
            take_in(database, forum, iter(entries), "cop.example.org", _NOW, processes=0, is_settled=is_settled)
            seconds[is_settled] = time.process_time() - begun
    with_, without = count / seconds[True], count / seconds[False]
    what = f"import with threads and index ({with_:.0f} mails/s of CPU) beside one without ({without:.0f})"
    return [Figure(what, with_ / without, floor=0.3, of=count)]


def _judge_imaptest(measured: Measured) -> None:
    """Which messages stand together, beside the THREAD answer of RFC 5256 (its tree has places for unseen mails)."""
    results = []
    for label in labels(_IMAPTEST / "MANIFEST.jsonl"):
        if label["algorithm"] != "REFERENCES (RFC 5256)":
            continue
        nodes, words = [], {}
        for number, path in enumerate(label["messages"], 1):
            letter = read((_IMAPTEST / path).read_bytes())
            named = Named(letter.in_reply_to, letter.references)
            key, at = subject_key(letter.subject), letter.date or _NOW
            nodes.append(Node(number, (letter.message_id,), named, at, letter.subject, key, "", "", 0))
            words[number] = words_of(letter.visible_text, letter.folds)
        found = arrange(nodes, lambda ids, words=words: {one: words[one] for one in ids})  # type: ignore[misc]  # bound
        together: dict[int, set[int]] = defaultdict(set)
        for one, first in found.first.items():
            together[first].add(one)
        came = sorted(sorted(group) for group in together.values())
        expected = sorted(sorted(map(int, re.findall(r"\d+", group))) for group in _groups(label["expected_thread"]))
        results.append(came == expected)
        if came != expected:
            measured.failures.append(Failure("imaptest", label["id"], "", "rfc 5256", str(expected), str(came)))
    what = "RFC 5256 cases with the same messages together"
    measured.figures.append(Figure(what, sum(results) / len(results), of=len(results)))


def _groups(answer: str) -> list[str]:
    """The outermost groups of a THREAD answer."""
    groups, depth, begun = [], 0, 0
    for at, sign in enumerate(answer):
        if sign == "(":
            begun = at if depth == 0 else begun
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                groups.append(answer[begun : at + 1])
    return groups


def main() -> None:
    """Runs as a program: `python -m tests.judge.threads [--json] [--failures FOLDER]`."""
    alone(__doc__ or "", measure)


if __name__ == "__main__":
    main()
