"""The commands as people and scripts use them: what they print, where, and how they end."""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mailcop.cli import main

MEMBERS = """address,name,language,zone,forum,delivery,role
ana@x.example,Ana Quispe,es,America/La_Paz,general,each,facilitator
bo@x.example,Bo Nkosi,en,Africa/Johannesburg,general,weekly,member
"""
MAIL = b"""From: Bo <bo@x.example>
To: general@cop.example.org
Subject: Wells
Message-ID: <wells@x.example>
Date: Mon, 01 Mar 2027 10:00:00 +0000

The wells are dry since May. Who measures depth?
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs one command in an empty folder; its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    for name in ("MAILCOP_CONFIG", "MAILCOP_DATABASE"):
        monkeypatch.delenv(name, raising=False)

    def one(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main(words)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        said = capsysbinary.readouterr()
        return code, said.out.decode(), said.err.decode()

    return one


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Run:
    """A rehearsal with two members and one post."""
    assert run("init", "--rehearsal")[0] == 0
    (tmp_path / "m.csv").write_text(MEMBERS)
    assert run("import", "members", "m.csv")[0] == 0
    assert run("receive", "--to", "general@cop.example.org", "--at", "2027-03-01T10:00", stdin=MAIL)[0] == 0
    return run


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "words",
    [
        ("threads", "--forum", "general"), ("status",), ("outbox",), ("fates",), ("events",), ("mailings",), ("held",),
        ("search", "--forum", "general", "x"), ("serve",), ("tick",), ("import", "members", "m.csv"),
        ("backup", "b.tar"), ("preview", "digest"), ("release", "1"),
    ],
)  # fmt: skip
def test_before_init_each_command_says_what_to_do_in_one_line_and_makes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "mailcop init" in err
    assert list(tmp_path.iterdir()) == []


def test_the_pipe_asks_the_mta_to_try_again_whatever_is_wrong_here(run: Run) -> None:
    code, out, err = run("receive", "--to", "general@cop.example.org", stdin=MAIL)
    assert (code, out) == (75, "")
    assert "mailcop init" in err


def test_usage_errors_exit_2(run: Run) -> None:
    assert run("no-such-command")[0] == 2
    assert run("threads")[0] == 2
    assert run("threads", "--forum", "x", "--jason")[0] == 2


def test_init_asks_nothing_and_may_be_repeated(run: Run, tmp_path: Path) -> None:
    assert run("init")[0] == 0
    secret = (tmp_path / "config.toml").read_text()
    assert run("init")[0] == 0
    assert (tmp_path / "config.toml").read_text() == secret
    assert 'secret = ""' not in secret
    assert run("init", "--rehearsal")[0] == 1


def test_threads_json_is_the_contract(place: Run) -> None:
    (line,) = lines(place("threads", "--forum", "general", "--json")[1])
    assert set(line) == {"thread", "subject", "posts"}
    (post,) = line["posts"]
    assert set(post) == {"message_id", "parent", "author", "at", "evidence", "visible_text"}
    assert post["message_id"] == "<wells@x.example>"
    assert post["author"] == {"name": "Bo Nkosi", "address": "bo@x.example"}
    assert post["at"].startswith("2027-03-01T10:00")


def test_fates_json_is_the_contract_and_a_sender_can_ask(place: Run) -> None:
    (line,) = lines(place("fates", "--json", "--for", "BO@x.example")[1])
    wanted = {"mail", "received_at", "message_id", "from", "destination", "fate", "reason"}
    assert wanted <= set(line)
    assert (line["fate"], line["from"]) == ("posted", "bo@x.example")
    assert place("fates", "--json", "--for", "ana@x.example")[1] == ""


def test_search_finds_without_accents_or_case_and_bad_syntax_is_only_words(place: Run) -> None:
    for words in (("WELLS",), ("depth", "dry"), ('"wells', "NEAR("), ("wel*ls-",)):
        code, out, _ = place("search", "--forum", "general", "--json", *words)
        assert code == 0
        if words != ("wel*ls-",) and "NEAR(" not in words:
            assert [line["message_id"] for line in lines(out)] == ["<wells@x.example>"]
            assert set(lines(out)[0]) == {"thread", "message_id", "subject", "snippet"}


def test_outbox_and_status_add_up(place: Run) -> None:
    states = json.loads(place("outbox", "--json")[1])
    assert set(states) == {
        "planned", "claimed", "sending", "handed", "deferred", "failed", "skipped", "expired", "in_doubt",
    }  # fmt: skip
    status = json.loads(place("status", "--json")[1])
    assert status["received"] == sum(status["fates"].values()) == 1
    assert status["outbox"] == states
    assert status["members"] == 2


def test_a_preview_is_the_letter_and_leaves_no_trace(place: Run) -> None:
    before = place("mailings", "--json")[1]
    code, out, _ = place("preview", "digest", "--for", "bo@x.example", "--at", "2027-03-02T09:00")
    assert code == 0
    assert "The wells are dry since May." in out
    assert "<html" in place("preview", "post", "--for", "ana@x.example", "--format", "html")[1]
    assert "List-Unsubscribe:" in place("preview", "post", "--for", "ana@x.example", "--format", "eml")[1]
    assert place("mailings", "--json")[1] == before


def test_time_is_set_only_in_a_rehearsal(run: Run) -> None:
    assert run("init")[0] == 0
    code, _, err = run("tick", "--at", "2027-03-01T10:00")
    assert code == 1
    assert "rehearsal" in err


def test_read_prints_one_object_a_mail_by_contract(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "two.mbox").write_bytes(
        b"From a@b Mon Mar  1 10:00:00 2027\n" + MAIL + b"\nFrom a@b Mon Mar  1 10:00:00 2027\n" + MAIL
    )
    code, out, _ = run("read", "--json", str(tmp_path))
    assert code == 0
    found = lines(out)
    assert len(found) == 3
    assert set(found[0]) >= {
        "source", "message_id", "from", "subject", "date", "in_reply_to", "references", "visible_text", "folded_text",
        "html", "attachments", "language", "automatic", "bounce", "problems",
    }  # fmt: skip
    assert lines(run("read", "--json", stdin=b"\xff\x00junk")[1])[0]["source"] == "-"
    assert "The wells are dry" in run("read", str(tmp_path / "a.eml"))[1]


def test_a_backup_holds_a_whole_database_that_is_on_hold(place: Run, tmp_path: Path) -> None:
    assert place("backup", "b.tar")[0] == 0
    with tarfile.open(tmp_path / "b.tar") as tar:
        tar.extractall(tmp_path / "copy", filter="data")
    note = json.loads((tmp_path / "copy" / "mailcop.json").read_text())
    assert note["database"] == "mailcop.db"
    config = (tmp_path / "config.toml").read_text()
    (tmp_path / "copy" / "config.toml").write_text(config)
    code, out, _ = place("--config", str(tmp_path / "copy" / "config.toml"), "status", "--json")
    assert code == 0
    status = json.loads(out)
    assert (status["posts"], status["hold"][:11]) == (1, "copy as of ")
    code, _, err = place("backup", "b.tar")
    assert (code, "is there already" in err) == (1, True)


def test_an_archive_is_taken_in_once_and_owes_nothing(place: Run, tmp_path: Path) -> None:
    old = MAIL.replace(b"<wells@", b"<old@").replace(b"2027", b"2017")
    (tmp_path / "old.mbox").write_bytes(b"From bo@x.example Mon Mar  1 10:00:00 2017\n" + old)
    before = place("mailings", "--json")[1]
    assert place("import", "mbox", "old.mbox", "--forum", "general")[0] == 0
    assert place("import", "mbox", "old.mbox", "--forum", "general")[0] == 0
    assert place("mailings", "--json")[1] == before
    assert len(lines(place("threads", "--forum", "general", "--json")[1])) == 2
    out = place("preview", "digest", "--for", "bo@x.example", "--at", "2027-03-02T09:00")[1]
    assert out.count("The wells are dry since May.") == 1
    assert place("import", "mbox", "old.mbox", "--forum", "nowhere")[0] == 1


def test_one_row_is_no_rows(place: Run, tmp_path: Path) -> None:
    rows = MEMBERS.splitlines()
    (tmp_path / "one.csv").write_text(f"{rows[0]}\n{rows[1].replace('each', 'daily')}\n")
    assert place("import", "members", "one.csv")[2] == "1 row: 1 member, 1 subscription new or changed\n"
    assert place("import", "members", "m.csv")[2].startswith("2 rows: 2 members, ")
