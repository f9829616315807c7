"""The examples for facilitators are understood as they stand, without a question."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailcop.reading.plan_keys import PlanKind
from mailcop.reading.plans import amend, plan

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
KINDS = (PlanKind.ANNOUNCEMENT, PlanKind.WEBINAR, PlanKind.NEWSLETTER)
MAILED = datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_there_is_an_example_of_each_kind_that_can_be_sent() -> None:
    assert len(EXAMPLES) == len(KINDS)


@pytest.mark.parametrize(("example", "kind"), list(zip(EXAMPLES, KINDS, strict=True)))
def test_an_example_is_understood_line_by_line_and_leaves_no_question(example: str, kind: PlanKind) -> None:
    found = plan(example, "", MAILED, "Africa/Nairobi")
    assert found is not None
    assert found.kind is kind
    assert found.doubts == ()
    assert found.may_send
    keys = [line.partition(":")[0] for line in example.partition("\n\n")[0].splitlines()]
    assert [one.key for one in found.fields] == keys
    assert found.title


def test_the_newsletter_has_a_text_in_three_languages_and_the_webinar_its_hour() -> None:
    webinar, newsletter = (plan(one, "", MAILED, "Europe/Paris") for one in EXAMPLES[1:])
    assert newsletter is not None
    assert [one.language for one in newsletter.variants] == ["en", "es", "fr"]
    assert webinar is not None
    assert webinar.starts is not None
    assert (str(webinar.starts.on), f"{webinar.starts.at:%H:%M}", webinar.starts.zone) == (
        "2027-03-25", "15:00", "Africa/Nairobi",
    )  # fmt: skip
    assert len(webinar.speakers) == 2
    later = amend(webinar, re.findall(r"`(Time: [^`]+)`", PAGE)[-1])
    assert later is not None
    assert later.starts is not None
    assert f"{later.starts.at:%H:%M}" == "16:00"
