"""Wrapping, quoting, flowing and linking of plain text."""

from __future__ import annotations

import pytest

from mailcop.writing import bodies
from mailcop.writing.bodies import fenced, finish_text, flow, flowed, linked, paragraphs, quoted, shortened, width, wrap
from tests.writing.reading_back import unflowed


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("栄祥 林", 7), ("é", 1), ("e\u0301", 1), ("さくら", 6), ("سلمى", 4), ("👍", 2), ("’–…", 3)],
)
def test_columns_are_counted_by_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_lines_have_at_most_72_columns_in_any_script() -> None:
    for text in ("word " * 60, "質問を教えてください。" * 20, "mixed 栄祥 words さくら " * 20, "x" * 60 + " y " * 20):
        assert all(width(line) <= 72 for line in wrap(text, "   ").split("\n"))


def test_a_long_word_stays_whole() -> None:
    url = "https://example.org/" + "a" * 100
    assert wrap(f"see {url} there").split("\n") == ["see", url, "there"]


def test_no_line_begins_with_closing_punctuation_of_wide_scripts() -> None:
    assert not [line for line in wrap("あ" * 35 + "い。" * 30).split("\n") if line.startswith("。")]


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph that is long enough to be broken into several lines by the wrap at seventy-two columns.\n\nTwo.",
        "From here on a line begins with From, which old mailboxes would change with a mark of their own.",
        "> quoted\n\nanswer",
    ],
)
def test_flowed_text_is_read_back_as_it_was_written(text: str) -> None:
    wire = flowed(finish_text(flow(text)))
    assert all(width(line) <= 74 for line in wire.split("\n"))
    assert unflowed(wire).rstrip("\n") == text


def test_the_empty_lines_of_a_template_mean_nothing_and_marks_do() -> None:
    text = f"\n\n a\n\n\n{bodies.PARAGRAPH}\n\n{bodies.PARAGRAPH}\nb\n{bodies.SECTION}\n{bodies.PARAGRAPH}\nc\n\n"
    assert finish_text(text) == " a\n\nb\n\n\nc\n"


def test_quotes_keep_their_mark_on_every_line() -> None:
    lines = finish_text(quoted("a " * 60 + "\n\nb")).strip().split("\n")
    assert all(line.startswith(">") for line in lines)
    assert ">" in lines


def test_a_letter_inside_a_letter_keeps_its_lines() -> None:
    line = ("word " * 14 + "xx").strip()
    assert bodies.barred(f"{line}\n\nb\n") == f"| {line}\n|\n| b"


def test_deeper_quotes_keep_their_depth() -> None:
    assert fenced(">> " + "a " * 50).split("\n")[1].startswith(">> ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/a?b=1&c=2.", 'href="https://example.org/a?b=1&amp;c=2"'),
        ("(http://example.org)", 'href="http://example.org"'),
        ("https://exämple.org/x", 'href="https://xn--exmple-cua.org/x"'),
        ("https://аррӏе.example", "xn--"),
    ],
)
def test_web_addresses_become_links_with_hosts_in_ascii(text: str, expected: str) -> None:
    assert expected in linked(text)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "https://user@evil.example", "http://", "https://[x"])
def test_what_is_no_plain_web_address_stays_text(text: str) -> None:
    assert "<a " not in linked(text)


def test_a_quote_in_an_address_ends_it() -> None:
    assert 'onmouseover="' not in linked('http://a.example/"onmouseover="x')


def test_ten_thousand_addresses_make_two_hundred_links() -> None:
    assert linked("https://a.example " * 10_000).count("<a ") == 200


def test_paragraphs_part_words_from_quotes() -> None:
    assert paragraphs("a\nb\n\n> q\n> r\nc") == [("words", "a\nb"), ("quote", "q\nr"), ("words", "c")]


def test_empty_lines_part_paragraphs_of_several_lines() -> None:
    assert paragraphs("a\nb\n\n- c\n- d\n\ne") == [("words", "a\nb"), ("words", "- c\n- d"), ("words", "e")]


def test_a_shortened_text_ends_between_words_with_an_ellipsis() -> None:
    assert shortened("one two, three", 9) == "one two…"
    assert shortened("short", 9) == "short"


def test_a_picture_of_the_mail_becomes_its_words_and_headings_stand_below_ours() -> None:
    html = '<h1>a</h1><img src="cid:x" alt="<script>&quot;map"><img alt="" src="cid:y"><h3>b</h3>'
    assert bodies.settled_html(html) == "<h3>a</h3><i>&lt;script&gt;&#34;map</i><h3>b</h3>"


def test_controls_and_overrides_are_cut_and_words_stay() -> None:
    assert bodies.clean_text("a\x1b[31mb\u202ec\x00d\r\ne\u2028f\ue000g") == "abcd\ne\nfg"


def test_joiners_of_scripts_that_need_them_stay() -> None:
    assert bodies.clean_text("می\u200cخواهم 👩\u200d🏫") == "می\u200cخواهم 👩\u200d🏫"
