"""The judge itself: it finds what is wrong, and no floor is met by measuring nothing."""

from __future__ import annotations

import random
import re

import pytest

from tests.judge import automatic, bounces, replies, safe_html, samples
from tests.judge.corpora import REPLIES, Item
from tests.judge.figures import Figure, Measured, report, split_share
from tests.judge.mutation import mutated
from tests.judge.shapes import SHAPES

MAIL = b"From: a@example.org\nSubject: x\n\nMine.\n\n"
LANGUAGES = {"en", "es", "fr", "pt", "de", "it", "nl", "ru", "ar", "ja", "zh", "sv"}


def labelled_reply(body: bytes) -> Item:
    label = {"kind": "eml", "must_contain": [], "must_not_contain": ["theirs"]}
    return Item("twisted_replies", 0, "x", label, MAIL + body)


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<p onclick=x>words</p>",
        "<a href='java&#10;script:alert(1)'>words</a>",
        "<a href=' javascript:alert(1)'>words</a>",
        "<a href='/leave?t=1'>words</a>",
        "<a href='//example.com/'>words</a>",
        "<img src='https://example.com/dot.gif'>",
        "<img src='data:image/svg+xml,x'>",
        "<svg><b>words</b></svg>",
        "<math><mi>x</mi></math>",
        "<p style='color:red'>words</p>",
        "<form><input></form>",
        "<base href='https://example.com/'>",
        "<meta http-equiv=refresh content=0>",
        "<p id=location>words</p>",
        "<!--[if IE]>words<![endif]-->",
    ],
)
def test_what_is_active_in_a_page_is_found(page: str) -> None:
    assert list(safe_html.active(page))


def test_a_harmless_page_is_found_harmless() -> None:
    page = '<p lang="es">Hola <a href="https://example.org/" rel="nofollow">aquí</a> <img src="cid:1@example.org"></p>'
    assert list(safe_html.active(page)) == []


@pytest.mark.parametrize(
    ("line", "below", "is_introduction"),
    [
        ("Ana Ruiz wrote:", b"> theirs\n", True),
        ("2011/8/15 Ana <ana at example.org>:", b"\n> theirs\n", True),
        (
            "Ana Ruiz wrote:",
            b"a fine book, and I have read it twice.\nIt is blue.\nIt is long.\nReally.\n> theirs\n",
            False,
        ),
        ("I think that is what she wrote", b"> theirs\n", False),
        ("You wrote that the wells are dry.", b"> theirs\n", False),
    ],
)
def test_only_a_line_just_above_the_quotation_introduces_it(line: str, below: bytes, is_introduction: bool) -> None:
    assert replies.introduces(labelled_reply(line.encode() + b"\n" + below), line) is is_introduction


def test_only_lines_just_below_the_mark_sign_a_mail() -> None:
    assert replies.signs(labelled_reply(b"-- \nAna Ruiz\n\n> theirs\n"), "Ana Ruiz")
    assert not replies.signs(labelled_reply(b"Ana Ruiz\n-- \nBen\n"), "Ana Ruiz")


def test_a_floor_is_not_met_by_measuring_nothing() -> None:
    assert not split_share("x", [], floor=0.5).is_met
    assert not Figure("x", 0, "count", 0, True, of=0).is_met


def test_under_is_less_than_at_most(capsys: pytest.CaptureFixture[str]) -> None:
    assert Figure("x", 2.0, "seconds", 2.0, True).is_met
    assert not Figure("x", 0.5, "percent", 0.5, True, True).is_met
    assert not report([Measured("x", [Figure("y", 0.96, floor=0.97)])], False, None)
    assert "**missed**" in capsys.readouterr().out


def test_a_mutated_mail_is_the_same_in_every_run() -> None:
    assert mutated(MAIL, random.Random("1")) == mutated(MAIL, random.Random("1"))


def test_an_unclean_record_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.judge.samples.to_json", lambda *_: {"from": {"name": "a\x00b"}})
    assert samples.examine(MAIL)[0] == "control characters in from.name"


def test_each_shape_grows_with_its_size() -> None:
    for start, make in SHAPES.values():
        assert 1.8 < len(make(2 * start)) / len(make(start)) < 2.2


def test_our_own_bodies_are_of_people_and_machines_in_twelve_languages() -> None:
    found = automatic.own_bodies()
    assert {item.id.partition("/")[0] for item in found} == LANGUAGES
    assert len(found) >= 60
    for language in LANGUAGES:
        assert {item.label["is_automatic"] for item in found if item.id.startswith(language)} == {True, False}


def test_our_own_reports_name_the_addresses_that_they_are_labelled_with() -> None:
    found = bounces.own_reports()
    soft = [item for item in found if any(kind != "permanent" for kind in (bounces.labelled(item) or {}).values())]
    assert len(soft) >= 40
    for item in found:
        assert all(address.encode() in item.raw for address in bounces.labelled(item) or {})
        assert not re.search(rb"@(?![\w.-]*\b(?:example|example\.(?:org|com|net))\b)[\w-]+\.\w", item.raw), item.id


def test_at_most_six_cases_are_read_otherwise() -> None:
    cases = replies.read_otherwise()
    assert len({case["id"] for case in cases}) == len(cases) <= 6
    assert {case["id"].partition("/")[0] for case in cases} <= set(REPLIES) - set(replies.REAL)
