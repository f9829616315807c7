"""HTML is safe to show and readable as text."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from mailcop.reading import read
from mailcop.reading.html import depth_of, sanitise
from mailcop.reading.html_text import to_text

OWN = frozenset({"logo@example.org"})


def safe(page: str) -> str:
    return sanitise(page, OWN, 1_000_000, 200)[0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Hello<script>alert(1)</script></p>", "<p>Hello</p>"),
        ("<svg><a href='https://x.example'>x</a></svg>y", "y"),
        ("<math><mi>x</mi></math>y", "y"),
        ('<p style="color:red" class="a" id="b" onclick="c()">x</p>', "<p>x</p>"),
        ('<p lang="es" dir="rtl">x</p>', '<p lang="es" dir="rtl">x</p>'),
        ('<img src="https://track.example/x.gif" alt="A chart">', "A chart"),
        ('<img src="cid:logo@example.org" alt="Logo">', '<img src="cid:logo@example.org" alt="Logo">'),
        ('<img src="cid:other@example.org">', ""),
        ('<a href="/unsubscribe?t=1">x</a>', '<a rel="nofollow ugc noopener noreferrer">x</a>'),
        ('<a href="//evil.example">x</a>', '<a rel="nofollow ugc noopener noreferrer">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="nofollow ugc noopener noreferrer">x</a>'),
        ('<a href="ftp://x.example">x</a>', '<a rel="nofollow ugc noopener noreferrer">x</a>'),
        ('<a href="cid:logo@example.org">x</a>', '<a rel="nofollow ugc noopener noreferrer">x</a>'),
        (
            '<a href="https://x.example/a" target="_blank">x</a>',
            '<a href="https://x.example/a" rel="nofollow ugc noopener noreferrer">x</a>',
        ),
        ("<!-- c --><form action=x><input name=y>z</form>", "z"),
        ('<td colspan="2000000">x</td>', "x"),
    ],
)
def test_only_what_is_harmless_is_kept(page: str, expected: str) -> None:
    assert safe(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<a href='jav&#x09;ascript:alert(1)'>x</a>",
        "<template><script>alert(1)</script></template><base href=//evil.example><meta http-equiv=refresh content=0>",
        "<b><i><p>misnested</b></i><table><p>foster</p><td>x",
    ],
)
def test_what_is_safe_stays_the_same_when_it_is_parsed_again(page: str) -> None:
    once = safe(page)
    assert safe(once) == once
    tree = LexborHTMLParser(f"<body>{once}")
    assert not tree.css("script, style, svg, math, base, meta, form, input, iframe, template")
    assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]


@pytest.mark.parametrize(("page", "problem"), [("<div>" * 100_000, "deeply"), ("x" * 1_000_001, "large")])
def test_a_page_beyond_the_caps_is_shown_as_text_only(page: str, problem: str) -> None:
    out, said = sanitise(page, OWN, 1_000_000, 200)
    assert out == ""
    assert problem in said


def test_depth_counts_what_nh3_would_nest() -> None:
    assert depth_of("<div><p>a<p>b<br><b>c</b></div>", 200) == 2
    assert depth_of("<div>" * 300, 200) == 201


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<div>Three</div>Four", "One\nTwo\nThree\nFour"),
        ("<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n  1. c\n  2. d"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a  b\nc  d"),
        ("<h1>Title</h1>Text", "Title\n\nText"),
        ('<a href="https://x.example/a">here</a>', "here <https://x.example/a>"),
        ('<a href="https://x.example/">https://x.example</a>', "https://x.example"),
        ('<a href="mailto:a@x.example">a@x.example</a>', "a@x.example"),
        ("a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n>\n> > c\n\nd"),
        ("<style>p{}</style><title>t</title>a<!-- b -->c&nbsp;&amp;&eacute;", "ac &é"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a < b and c > d", "a < b and c > d"),
        ("<!-- never closed", ""),
        ('<img alt="A chart" src=x>', "A chart"),
    ],
)
def test_a_page_is_readable_as_text(page: str, text: str) -> None:
    assert to_text(page, 100_000) == text


def alternative(text: bytes, page: bytes) -> bytes:
    return (
        b"From: a@example.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n" + text
        + b"\n--b\nContent-Type: text/html\n\n" + page + b"\n--b--"
    )  # fmt: skip


def test_the_text_part_is_taken_where_it_says_as_much() -> None:
    letter = read(alternative(b"Hello everyone, how are you?", b"<p>Hello everyone, how are <b>you</b>?"))
    assert letter.visible_text == "Hello everyone, how are you?"
    assert letter.html == "<p>Hello everyone, how are <b>you</b>?</p>"


@pytest.mark.parametrize("stub", [b"", b"   ", b"This mail needs an HTML viewer."])
def test_the_page_is_taken_where_the_text_part_is_a_stub(stub: bytes) -> None:
    page = b"<p>" + b"Hello everyone, here is what I think of it. " * 4
    assert read(alternative(stub, page)).visible_text.startswith("Hello everyone")
