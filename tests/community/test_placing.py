"""Where one mail stands as it comes: evidence weighed, the deciding one first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from mailcop.community.placing import Known, Named, Place, Recent, Sign, named_from, place
from mailcop.reading.quoted import words_of
from mailcop.reading.subjects import subject_key

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
WELLS = Known(1, 10, "wells")
LATER = Known(2, 10, "wells")
BUDGET = Known(3, 30, "budget")


MARKS = (
    "RE: AW: Antw: SV: VS: Réf: RÉP: RIF: R: RES: Odp: Vá: YNT: ATB: BLS: Răsp: Ответ: ΑΠ: השב: رد: پاسخ: "
    "回复： 返信: 답장: FW: Fwd: WG: TR: RV: ENC: I: VB: 转发: Re[2]: Re(3): Re^4:"
)


def placed(subject: str = "Re: Wells", text: str = "Yes.", *, author: str = "bo@x.example", **rest: Any) -> Place:
    named = Named(rest.pop("in_reply_to", ()), rest.pop("references", ()), rest.pop("thread_index", ()))
    rest.setdefault("token", None)
    rest.setdefault("known", {})
    return place(Sign(named, subject, author, AT, words_of(text, ())), **rest)


def recent(post: Known, author: str, words: str, *, is_same: bool = True) -> Recent:
    return Recent(post, author, author.partition("@")[0].title(), words_of(words, ()).own, is_same, AT)


def kinds(found: Place) -> list[str]:
    return [one.kind for one in found.evidence]


def test_a_token_wins_over_ids_and_they_are_kept_as_evidence() -> None:
    found = placed(token=BUDGET, in_reply_to=("<1>",), known={"<1>": WELLS})
    assert found.parent == BUDGET
    assert kinds(found) == ["token", "in-reply-to"]


@pytest.mark.parametrize(
    ("fields", "parent"),
    [
        ({"in_reply_to": ("<1>",)}, WELLS),
        ({"references": ("<1>", "<2>")}, LATER),
        ({"references": ("<1>", "<unseen>")}, WELLS),
        ({"in_reply_to": ("<unseen>",), "references": ("<1>",)}, WELLS),
        ({"in_reply_to": ("<unseen>", "<2>"), "references": ("<1>",)}, LATER),
        ({"thread_index": ("<own>", "<1>")}, WELLS),
        ({"references": ("<unseen>",)}, None),
        ({}, None),
    ],
)
def test_the_nearest_known_id_decides(fields: dict[str, Any], parent: Known | None) -> None:
    assert placed(known={"<1>": WELLS, "<2>": LATER}, author="new@x.example", **fields).parent == parent


def test_what_is_nearer_and_not_seen_yet_is_awaited() -> None:
    found = placed(references=("<1>", "<2>", "<3>"), known={"<1>": WELLS})
    assert found.awaited == ("<3>", "<2>")


@pytest.mark.parametrize(
    ("subject", "text", "is_split"),
    [
        ("Budget 2027", "A new question.", True),
        ("Budget 2027", "> dry since May\n\nA question.", False),
        ("Re: Budget 2027", "An answer.", False),
        ("Budget 2027 (was: Wells)", "On.", False),
        ("Budget 2027 (war: Wells)", "Weiter.", False),
        ("AW: wells", "Ja.", False),
        ("wells in Kasai", "Yes.", False),
        ("", "Yes.", False),
        ("(no subject)", "Yes.", False),
        ("[PATCH v2 1/3] Pumps: a valve", "diff", False),
    ],
)
def test_a_new_subject_under_old_references_begins_a_thread(subject: str, text: str, is_split: bool) -> None:
    found = placed(subject, text, in_reply_to=("<1>",), known={"<1>": WELLS})
    assert (found.parent is None) == is_split
    assert (kinds(found)[0] == "new-subject") == is_split
    assert not found.awaited


def test_a_token_keeps_even_a_new_subject_where_its_sender_sent_it() -> None:
    assert placed("Budget 2027", "A new question.", token=WELLS).parent == WELLS


def test_a_mail_that_names_the_same_unseen_mail_stands_beside() -> None:
    found = placed(in_reply_to=("<off-list>",), beside={"<off-list>": WELLS})
    assert (found.parent, found.beside, found.thread_id) == (None, WELLS, 10)
    assert kinds(found) == ["same-parent"]
    assert placed("Re: Budget", in_reply_to=("<off-list>",), beside={"<off-list>": WELLS}).thread_id is None


def test_quoted_words_are_found_though_they_were_wrapped_anew() -> None:
    said = "The pump house burnt down on\nTuesday night and nobody knows how."
    text = "> The pump house burnt down on Tuesday night\n> and nobody knows how.\n\nIt was I."
    found = placed("What?", text, recent=[recent(BUDGET, "ana@x.example", said, is_same=False)])
    assert found.parent == BUDGET
    assert kinds(found) == ["quoted-words"]


@pytest.mark.parametrize("text", ["> Yes, I agree.\n\nI too.", "> Words that nobody here has ever said before.\n\nHm."])
def test_few_or_unknown_quoted_words_lead_nowhere(text: str) -> None:
    one = recent(BUDGET, "ana@x.example", "Yes, I agree. The pump house burnt down.", is_same=False)
    assert placed("What?", text, recent=[one]).parent is None


def test_the_subject_counts_with_an_author_who_takes_part_or_one_who_is_named() -> None:
    one = recent(WELLS, "bo@x.example", "The wells are dry.")
    other = recent(LATER, "ana@x.example", "Since May.")
    assert placed(recent=[other, one]).parent == WELLS
    assert placed(recent=[other, one], author="new@x.example").parent is None
    named = "On Monday Ana@x.example wrote:\n> something short\n\nNo."
    assert placed(text=named, recent=[other, one], author="new@x.example").parent == LATER
    assert placed("Wells", recent=[other, one]).parent is None


@pytest.mark.parametrize(
    ("text", "parent"), [("Ana, since when?", LATER), ("Dear Ana\n\nSince when?", LATER), ("A banana, no.", None)]
)
def test_a_salutation_names_who_is_answered(text: str, parent: Known | None) -> None:
    one, other = recent(WELLS, "cy@x.example", "The wells are dry."), recent(LATER, "ana@x.example", "Since May.")
    assert placed(text=text, recent=[other, one], author="new@x.example").parent == parent


def test_a_japanese_salutation_names_who_is_answered() -> None:
    mori = Recent(LATER, "mori@x.example", "森 健太", "since may", True, AT)
    assert placed(text="森さん、一台お借りしてもいいですか。", recent=[mori], author="new@x.example").parent == LATER


def test_a_short_quoted_line_counts_among_posts_of_the_same_subject() -> None:
    text = "> Since May.\n\nNo, since April."
    one, other = recent(WELLS, "cy@x.example", "The wells are dry."), recent(LATER, "dee@x.example", "Since May.")
    assert placed(text=text, recent=[other, one], author="new@x.example").parent == LATER
    strangers = [recent(LATER, "dee@x.example", "Since May.", is_same=False)]
    assert placed("What?", text, recent=strangers, author="new@x.example").parent is None


def test_answers_to_a_digest_are_together_by_what_they_quote_alone() -> None:
    subject = "Re: General Digest, Vol 48, Issue 9"
    assert placed(subject, in_reply_to=("<digest>",), beside={"<digest>": WELLS}).thread_id is None
    said = "The wells of the whole district are dry now."
    item = f"> Message: 2\n> From: Cy <cy@x.example>\n> Message-ID: <1@x.example>\n>\n> {said}\n\nOh!"
    one = recent(WELLS, "cy@x.example", said, is_same=False)
    assert placed(subject, item, in_reply_to=("<digest>",), recent=[one]).parent == WELLS


def test_ids_kept_as_a_bare_list_are_read_as_nearest_first() -> None:
    assert list(named_from(["<near>", "<far>"]).nearest_first()) == ["<near>", "<far>"]
    named = Named(("<a>",), ("<b>", "<c>"), ("<own>", "<i>"))
    assert named_from(named.as_json()) == named
    assert list(named.nearest_first()) == ["<a>", "<c>", "<b>", "<i>"]


@pytest.mark.parametrize(
    "subject",
    [
        *(f"{mark} Wells" for mark in MARKS.split()),
        "Réf : Wells",
        "Trả lời: Wells",
        "RE: [general] Re: Wells",
        "[general] wells",
        "WELLS (was: Rain)",
        "Wells [was: Rain]",
        "Wells - was: Rain",
        "Wells (var: Regn)",
        "Re: [Fwd: Wells]",
        "RE: [general] Wells [SEC=UNCLASSIFIED]",
        "ตอบ: Wells",
        "Wells (fwd)",
        "Wélls",
    ],
)
def test_marks_of_thirty_languages_are_no_part_of_a_subject(subject: str) -> None:
    assert subject_key(subject) == "wells"


@pytest.mark.parametrize("subject", ["Report: wells", "Invitation: wells", "Training: wells", "Wells: a report"])
def test_words_that_only_look_like_marks_stay(subject: str) -> None:
    assert subject_key(subject) == subject.casefold()
