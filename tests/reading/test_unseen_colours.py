"""Answers in a colour of their own inside the quotation of a page stay with what they answer."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from tests.reading.test_body import alternative

HEAD = "On Tue, 20 Jun 2017 at 9:03, Ana &lt;ana@example.org&gt; wrote:"
PLAIN_HEAD = "On Tue, 20 Jun 2017 at 9:03, Ana <ana@example.org> wrote:"


def page_of(own: str, *asked: str) -> str:
    inside = "".join(f"<div>{line}</div>" for line in asked)
    return (
        f'<div>{own}</div><br><div class="gmail_quote"><div class="gmail_attr">{HEAD}<br></div>'
        f'<blockquote class="gmail_quote" style="border-left:1px #ccc solid">{inside}</blockquote></div>'
    )


def of_page(page: str) -> str:
    return read(b"From: b@example.org\nContent-Type: text/html; charset=utf-8\n\n" + page.encode()).visible_text


PAINTS = (
    '<font color="red">{}</font>',
    "<font color=#FF0000>{}</font>",
    '<span style="color:rgb(255, 0, 0)">{}</span>',
    '<span style="font-size:11pt;color:#00f">{}</span>',
    '<b style="color: #C00000;">{}</b>',
    '<span style="background-color:white; color:purple"><i>{}</i></span>',
)


@pytest.mark.parametrize("paint", PAINTS)
def test_answers_in_a_colour_stay_with_what_they_answer(paint: str) -> None:
    asked = (
        "When do you sail? " + paint.format("On Thursday."),
        "Who steers?",
        paint.format("Ilse, as always."),
        "Ana",
    )
    own = "See my answers in colour."
    page = page_of(own, *asked)
    visible = f"{own}\n\n{PLAIN_HEAD}\n\n> When do you sail?\n\nOn Thursday.\n\n> Who steers?\n\nIlse, as always."
    assert of_page(page) == visible
    plain = f"{own}\n\n{PLAIN_HEAD}\n> When do you sail? On Thursday.\n> Who steers?\n> Ilse, as always.\n> Ana"
    assert alternative(plain, page) == visible


def test_colour_after_questions_tells_answers_that_are_only_mentioned() -> None:
    red = '<font color="red">{}</font>'
    asked = ("When do you sail?", red.format("On Thursday."), "Who steers?", red.format("Ilse."), "Ana")
    assert "On Thursday." in of_page(page_of("Here is my reply, Jan.", *asked))


@pytest.mark.parametrize(
    "asked",
    [
        ('<font color="red">Deadline on Friday</font>', "Please send the forms.", "Ana"),
        ('When? <a href="https://example.org/x" style="color:#1155cc">The plan says it.</a>', "Ana"),
        ('<span style="color:#1f497d">When do you sail?</span>', "Ana"),
        ('<span style="color:#222222">When do you sail?</span>', "Ana"),
        ('<span style="color:red">When do you sail?</span>', '<span style="color:red">And who steers?</span>', "Ana"),
        ('When? <blockquote><font color="red">On Thursday.</font></blockquote>', "Really?", "Ana"),
    ],
)
def test_colours_that_the_quoted_mail_had_itself_are_folded(asked: tuple[str, ...]) -> None:
    assert of_page(page_of("Thank you for the reply.", *asked)) == "Thank you for the reply."


def test_colours_count_only_where_the_author_speaks_of_answers() -> None:
    asked = ("When do you sail?", '<font color="red">In May or in June?</font>', "Who steers?", "Ana")
    assert of_page(page_of("We sail on Thursday.", *asked)) == "We sail on Thursday."


def test_a_declaration_in_the_page_is_no_colour() -> None:
    inside = "<!if something>When do you sail? <font color=red>On Thursday.</font>"
    assert "On Thursday." in of_page(page_of("My answers are below in red.", inside))


@pytest.mark.parametrize(
    "own",
    [
        "Thank you for the inline answers, all clear.",
        "ご回答ありがとうございました。",
        "Danke für die Antworten in Rot.",
    ],
)
def test_colours_in_a_mail_whose_author_thanks_for_the_answers_are_folded(own: str) -> None:
    red = '<font color="red">{}</font>'
    page = page_of(own, "When do you sail?", red.format("On Thursday."), "Who steers?", red.format("Ilse."), "Ana")
    assert of_page(page) == own


def test_an_author_who_thanks_for_the_reply_and_answers_in_a_colour_is_believed() -> None:
    asked = ("When do you sail?", '<font color="red">On Thursday.</font>', "Who steers?", "Ana")
    for own in (
        "Thank you for your reply. My answers are below in red.",
        "Thanks for the questions, see my answers in red.",
    ):
        assert "\n\nOn Thursday." in of_page(page_of(own, *asked))
