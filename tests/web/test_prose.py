"""Plain words as paragraphs, quotations and links."""

from __future__ import annotations

import pytest

from mailcop.web.prose import linked, pieces, prose

LONG = "A line that a mailer broke because it had come to seventy-two letters"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br>\ntwo.</p>"),
        (f"{LONG}\nor so.", f"<p>{LONG}\nor so.</p>"),
        ("> a\n> b\nc", "<blockquote><p>a<br>\nb</p></blockquote>\n<p>c</p>"),
        (">> a\n> b", "<blockquote><p>a<br>\nb</p></blockquote>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("سلام", '<p dir="rtl">سلام</p>'),
        ("Ça va ? « Oui ! »", "<p>Ça va\u00a0? «\u00a0Oui\u00a0!\u00a0»</p>"),
        (
            "Figures:\nName  Visits\nRadio class  1200\nThat is all.",
            "<p>Figures:</p>\n<table><tr><td>Name</td><td>Visits</td></tr>\n"
            "<tr><td>Radio class</td><td>1200</td></tr></table>\n<p>That is all.</p>",
        ),
        ("One sentence.  Another.\nA third.  A fourth.", "<p>One sentence.  Another.<br>\nA third.  A fourth.</p>"),
        ("A lone  line", "<p>A lone  line</p>"),
        ("a  b\n  c  d", "<p>a  b<br>\n  c  d</p>"),
        ("<b>  x\n&  y", "<table><tr><td>&lt;b&gt;</td><td>x</td></tr>\n<tr><td>&amp;</td><td>y</td></tr></table>"),
        ("", ""),
        ("\n\n \n", ""),
    ],
)
def test_text_becomes_paragraphs(text: str, html: str) -> None:
    assert prose(text) == html


@pytest.mark.parametrize(
    ("line", "address", "rest"),
    [
        ("https://example.org/a.", "https://example.org/a", "."),
        ("(https://example.org/a)", "https://example.org/a", ")"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)", ""),
        ("https://example.org/a?b=c&d=e, and", "https://example.org/a?b=c&amp;d=e", ", and"),
        ("<https://example.org/a>", "https://example.org/a", "&gt;"),
    ],
)
def test_a_link_ends_where_its_author_meant(line: str, address: str, rest: str) -> None:
    html = linked(line)
    assert f'href="{address}"' in html
    assert html.endswith(f">{address}</a>{rest}")


@pytest.mark.parametrize(
    "line",
    ["javascript:alert(1)", "https://", "http://[::1", "https://a@b.example/", "ftp://example.org", "data:text/html,x"],
)
def test_what_is_no_web_address_is_no_link(line: str) -> None:
    assert "<a" not in linked(line)


def test_ten_thousand_addresses_are_a_hundred_links() -> None:
    assert prose("https://example.org/a " * 10_000).count("<a ") == 100


def test_a_fold_stands_where_it_stood_and_is_counted_in_lines() -> None:
    folds = [
        {"kind": "quote", "text": "Ana wrote:\n> one\n> two\n", "position": 7},
        {"kind": "signature", "text": "-- \nBea\nLima\n", "position": 14},
    ]
    found = pieces("First.\nSecond.", folds)
    assert [(piece.kind, piece.lines) for piece in found] == [
        ("words", 1),
        ("quote", 3),
        ("words", 1),
        ("signature", 2),
    ]
    assert found[1].prose == "<p>Ana wrote:<br>\none<br>\ntwo</p>"


def test_a_fold_beyond_the_text_is_kept() -> None:
    found = pieces("Words.", [{"kind": "rest", "text": "more", "position": 999}])
    assert [piece.kind for piece in found] == ["words", "rest"]
