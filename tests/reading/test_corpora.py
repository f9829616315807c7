"""Real mail of others, where it is at hand beside the checkout; skipped by name where it is not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from mailcop.reading import read
from mailcop.reading.html import sanitise
from mailcop.reading.html_text import to_text
from mailcop.reading.quoting import fold
from mailcop.words import BounceKind

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
ALLOWED = {"href", "rel", "src", "alt", "width", "height", "colspan", "rowspan", "lang", "dir", "start"}


def folder(name: str) -> Path:
    path = CORPORA / name
    if not path.is_dir():
        pytest.skip(f"corpus {name} is not at hand")
    return path


def labels(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (path / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()]


def packed(text: str) -> str:
    return "".join(text.split())


def visible(path: Path, label: dict[str, object]) -> str:
    raw = (path / str(label["input_path"])).read_bytes()
    if label["kind"] == "eml":
        return read(raw).visible_text
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    return fold(to_text(text, 1_000_000) if label["kind"] == "html" else text).visible_text


@pytest.mark.parametrize(
    ("source", "share"),
    [
        ("email_reply_trimmer", 0.84),
        ("github_email_reply_parser", 0.92),
        ("zapier_email_reply_parser", 1.0),
        ("spamassassin_replies", 0.93),
        ("twisted_replies", 0.85),
    ],
)
def test_replies_are_told_apart(source: str, share: float) -> None:
    path = folder(f"reply/{source}")
    right = 0
    for label in (found := labels(path)):
        text = visible(path, label)
        line = re.sub(r"\s+", " ", text)
        wanted, unwanted = label["must_contain"], label["must_not_contain"]
        assert isinstance(wanted, list)
        assert isinstance(unwanted, list)
        expected = label["expected_visible_text"]
        is_right = expected is None or packed(text) == packed(str(expected))
        is_right &= all(re.sub(r"\s+", " ", part) in line for part in wanted)
        right += is_right and not any(re.sub(r"\s+", " ", part) in line for part in unwanted)
    assert right / len(found) >= share


def test_no_soft_bounce_is_called_permanent_and_hard_ones_are_found() -> None:
    path = folder("bounce/flufl_bounce")
    found = hard = 0
    for label in labels(path):
        bounce = read((path / str(label["path"])).read_bytes()).bounce
        accused = {r.address.lower() for r in bounce.recipients if r.kind is BounceKind.PERMANENT} if bounce else set()
        if label["expected_kind"] == "permanent":
            expected = label["expected_recipients"]
            assert isinstance(expected, list)
            hard += 1
            found += {address.lower() for address in expected} <= accused
        else:
            assert not accused, label["id"]
    assert found / hard >= 0.7  # the rest: full mailboxes, failures of the way, the letter or us


def test_automatic_headers_are_told_from_human_ones() -> None:
    for label in labels(folder("autoreply/auto_headers")):
        raw = f"From: a@example.org\n{label['header']}: {label['value']}\n\nHello".encode()
        assert (read(raw).automatic is not None) == (label["label"] == "auto"), label["id"]


@pytest.mark.parametrize("source", ["cpython_email", "zbateson", "mikel_mail", "mail_parser_py"])
def test_every_sample_of_mime_is_read(source: str) -> None:
    for path in folder(f"mime/{source}").rglob("*"):
        if path.is_file() and path.stat().st_size < 1_000_000:
            letter = read(path.read_bytes())
            assert not any("reading failed" in problem for problem in letter.problems), path.name
            letter.visible_text.encode()


@pytest.mark.parametrize("source", ["dompurify", "payloads"])
def test_no_vector_is_active_after_cleaning(source: str) -> None:
    for line in (folder(f"xss/{source}") / "vectors.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        vector = json.loads(line)
        page = vector.get("payload") or vector.get("vector") or vector.get("input") or ""
        out, _ = sanitise(page, frozenset({"x@example.org"}), 1_000_000, 200)
        tree = LexborHTMLParser(f"<body>{out}")
        assert not tree.css("script, style, svg, math, iframe, form, input, object, embed, link, meta, base, template")
        for node in tree.css("body *"):
            for name, value in node.attributes.items():
                assert name in ALLOWED, page
                assert name != "href" or (value or "").lower().startswith(("http://", "https://", "mailto:")), page
                assert name != "src" or (value or "").lower() == "cid:x@example.org", page
