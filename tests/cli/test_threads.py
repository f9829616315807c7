"""`mailcop threads`: shown, split, merged and moved, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mailcop.cli import main
from mailcop.community.forums import declare_forum
from mailcop.db import Database
from mailcop.words import Policy
from tests.archive.shelf import NOW, Shelf, mail

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shelf(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Two forums; in `general` two threads of two posts each."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAILCOP_CONFIG", raising=False)
    monkeypatch.setenv("MAILCOP_DATABASE", database_url)
    database = Database(database_url)
    shelf = Shelf(database)
    database.write(lambda conn: declare_forum(conn, "other", "Other", Policy.MEMBERS, NOW))
    shelf.take(
        mail(1),
        mail(2, "Re: Wells", In_Reply_To="<1@x.example>"),
        mail(3, "Rain"),
        mail(4, "Re: Rain", In_Reply_To="<3@x.example>"),
    )
    yield shelf
    database.close()


@pytest.fixture
def run(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `mailcop threads`; its exit code, stdout and stderr."""

    def one(*words: str) -> tuple[int, str, str]:
        try:
            code = main(("threads", *words))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        said = capsys.readouterr()
        return code, said.out, said.err

    return one


def shown(run: Run, forum: str = "general") -> dict[str, list[str]]:
    code, out, _ = run("--forum", forum, "--json")
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    return {line["subject"]: [post["message_id"] for post in line["posts"]] for line in lines}


def number_of(run: Run, subject: str) -> str:
    lines: list[dict[str, Any]] = [json.loads(line) for line in run("--forum", "general", "--json")[1].splitlines()]
    return str(next(line["thread"] for line in lines if line["subject"] == subject))


def test_a_post_is_split_off_by_its_message_id(run: Run) -> None:
    code, out, err = run("split", "2@x.example", "--forum", "general", "--subject", "Pumps", "--json")
    assert (code, err) == (0, "")
    assert str(json.loads(out)["thread"]) == number_of(run, "Pumps")
    assert shown(run) == {
        "Wells": ["<1@x.example>"], "Pumps": ["<2@x.example>"], "Rain": ["<3@x.example>", "<4@x.example>"],
    }  # fmt: skip


def test_two_threads_are_merged_and_the_first_leads_to_the_second(run: Run) -> None:
    rain, wells = number_of(run, "Rain"), number_of(run, "Wells")
    code, out, _ = run("merge", rain, wells, "--json")
    assert (code, json.loads(out)) == (0, {"thread": int(wells), "posts": 2})
    assert shown(run) == {"Wells": [f"<{n}@x.example>" for n in (1, 2, 3, 4)]}
    code, _, err = run("merge", rain, wells)
    assert (code, "already" in err) == (1, True)


def test_a_thread_is_moved_to_another_forum(run: Run) -> None:
    code, out, err = run("move", number_of(run, "Rain"), "--to", "other")
    assert (code, out, "2 posts are in other now" in err) == (0, "", True)
    assert shown(run) == {"Wells": ["<1@x.example>", "<2@x.example>"]}
    assert shown(run, "other") == {"Rain": ["<3@x.example>", "<4@x.example>"]}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "--forum"),
        (("split", "<9@x.example>", "--forum", "general"), 1, "no post"),
        (("split", "<1@x.example>", "--forum", "general"), 1, "begins its thread already"),
        (("merge", "998", "999"), 1, "no thread 998"),
        (("move", "999", "--to", "other"), 1, "no thread 999"),
        (("move", "1", "--to", "nowhere"), 1, "no forum 'nowhere'"),
        (("move", "1"), 2, "--to"),
    ],
)
def test_what_can_not_be_done_is_one_clear_line(run: Run, words: tuple[str, ...], code: int, told: str) -> None:
    found, out, err = run(*words)
    assert (found, out) == (code, "")
    assert told in err.splitlines()[-1]
