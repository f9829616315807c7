"""What is left of hostile pages, as a browser's parser sees it (html5lib follows the standard that browsers follow)."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from mailcop.reading.html import _ATTRIBUTES, _TAGS, depth_of, sanitise

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "xss"
OWN = frozenset({"x@example.org"})
ADDRESS = re.compile(r"https?://[^\s/]|mailto:[^\s]", re.I)
NOT_OURS = "script style svg math iframe form input object embed link meta base template noscript title textarea"


def parsed(page: str) -> Element:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib tells of characters that XML does not have
        return html5lib.parse(f"<!DOCTYPE html><body>{page}</body>", namespaceHTMLElements=False)


def elements(tree: Element) -> Iterator[Element]:
    body = tree.find("body")
    assert body is not None
    for element in body.iter():
        if element is not body:
            yield element


def safe(page: str) -> str:
    return sanitise(page, OWN, 1_000_000, 200)[0]


def vectors(source: str) -> list[str]:
    path = CORPUS / source / "vectors.jsonl"
    if not path.is_file():
        pytest.skip(f"corpus xss/{source} is not at hand")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").strip().split("\n")]
    return [line.get("payload") or line.get("vector") or line.get("input") or "" for line in lines]


def assert_harmless(page: str) -> None:
    out = safe(page)
    tree = parsed(out)
    head = tree.find("head")
    assert head is not None
    assert not len(head), page
    for element in elements(tree):
        assert isinstance(element.tag, str), page  # no comment
        assert element.tag in _TAGS, page
        for name, value in element.attrib.items():
            allowed = (
                _ATTRIBUTES["*"] | _ATTRIBUTES.get(element.tag, set()) | ({"rel"} if element.tag == "a" else set())
            )
            assert name in allowed, page
            assert name != "href" or ADDRESS.match(value), page
            assert name != "src" or value == "cid:x@example.org", page
        assert "href" not in element.attrib or "noopener" in element.attrib["rel"], page
    assert safe(out) == out, page


@pytest.mark.parametrize("source", ["dompurify", "payloads"])
def test_nothing_active_is_left_of_any_known_vector(source: str) -> None:
    found = vectors(source)
    assert len(found) > 100
    for page in found:
        assert_harmless(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div>", "</div>"),
        ("<table><td>", "</table>"),
        ("<svg>", "</svg>"),
        ("<math><mtext>", ""),
        ("<select>", ""),
        ("<p title='", "'>"),
    ],
)
def test_nothing_active_is_left_of_a_vector_inside_other_elements(before: str, after: str) -> None:
    for page in vectors("payloads")[::7]:
        assert_harmless(before + page + after)


@pytest.mark.parametrize(
    "page",
    [
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<table><caption><form><table><a href='javascript:1'>x",
        "<a href='https:unsubscribe?t=1'>x</a><a href='http:///x'>y</a><a href='\tjava\nscript:alert(1)'>z</a>",
        "<img src='cid:x@example.org' onerror=alert(1) srcset='//evil.example/x 2x'>",
        "<a href='mailto:a@example.org' ping='//evil.example'>x</a>",
        "<xmp><img src=x onerror=alert(1)></xmp><plaintext><img src=x onerror=alert(1)>",
        "<b lang='\"><img src=x onerror=alert(1)>'>x</b>",
        "<p dir='rtl' lang=ar style='background:url(//evil.example)'>x</p>",
        "<!--><img src=x onerror=alert(1)>--><!-- --!><img src=x onerror=alert(1)>",
        "<p>a\x00b\x0c<i\x00mg src=x>\u202e</p>",
        "</body></html><script>alert(1)</script><frameset onload=alert(1)>",
        "<pre>\n\nkept</pre><ol start=3><li>x</ol>",
    ],
)
def test_pages_made_to_slip_through(page: str) -> None:
    assert_harmless(page)


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ('<p lang="ar" dir="rtl">x</p>', '<p lang="ar" dir="rtl">x</p>'),
        ('<img src="cid:x%40example.org" alt="a">', '<img src="cid:x@example.org" alt="a">'),
        ('<img src="CID:x@example.org">', '<img src="cid:x@example.org">'),
        (
            '<a href=" https://x.example/a b ">x</a>',
            '<a href="https://x.example/a b" rel="nofollow ugc noopener noreferrer">x</a>',
        ),
    ],
)
def test_what_the_author_meant_to_show_is_kept(page: str, kept: str) -> None:
    assert safe(page) == kept


@pytest.mark.parametrize(
    "piece",
    ["<div></b>", "<li><dd>", "<dd><li>", "<b id=%d><p>x", "<font size=%d><td></table>x", "<p/><i/>", "<ruby><rt>"],
)
def test_nesting_that_hides_itself_is_counted(piece: str) -> None:
    page = "".join(piece % n if "%" in piece else piece for n in range(1_000))
    assert depth_of(page, 200) > 200
    assert sanitise(page, OWN, 1_000_000, 200) == ("", "HTML nested too deeply, shown as text")


def test_long_tables_and_lists_are_not_deep() -> None:
    rows = "<tr><td>a<td><p>b" * 2_000
    assert depth_of(f"<table>{rows}</table><ul>{'<li>x' * 2_000}</ul>{'<p>x<br>' * 2_000}", 200) == 1
    assert "shown as text" not in sanitise(f"<table>{rows}</table>", OWN, 1_000_000, 200)[1]


def test_the_words_of_the_policy_are_few() -> None:
    assert not _TAGS & set(NOT_OURS.split())
    assert not {name for names in _ATTRIBUTES.values() for name in names if name.startswith("on") or name == "style"}
