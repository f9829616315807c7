"""Where the labelled mail of others lies, and how it is read from there."""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
OWN = Path(__file__).parent / "own"
REPLIES = (
    "email_reply_trimmer",
    "github_email_reply_parser",
    "zapier_email_reply_parser",
    "quotequail",
    "spamassassin_replies",
    "twisted_replies",
)
NEEDED = (
    *(f"reply/{name}" for name in REPLIES),
    "bounce/flufl_bounce",
    "autoreply/auto_headers",
    "archive/spamassassin_ham",
    "archive/twisted_pipermail",
    "threading/imaptest",
    "mime/cpython_email",
    "mime/zbateson",
    "mime/mikel_mail",
    "mime/mail_parser_py",
    "xss/dompurify",
    "xss/payloads",
)
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\d{4}\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True)
class Item:
    """One labelled item; `index` is its place in the manifest, and even ones are the half that reading is tuned on."""

    source: str
    index: int
    id: str
    label: dict[str, Any]
    raw: bytes

    @property
    def half(self) -> str:
        """The half that this item belongs to."""
        return half(self.index)


def half(index: int) -> str:
    """Even items are for tuning, odd ones are held out."""
    return "odd" if index % 2 else "even"


def demand() -> None:
    """Ends the program with a clear line when a corpus is not at hand: no figure is made up."""
    missing = [name for name in NEEDED if not (CORPORA / name / "MANIFEST.jsonl").is_file()]
    if missing:
        print(f"judge-reading: not at hand in {CORPORA}: {', '.join(missing)}", file=sys.stderr)
        raise SystemExit(1)


def labels(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON objects."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def items(name: str) -> Iterator[Item]:
    """The items of a corpus such as `reply/quotequail`, in the order of its manifest."""
    folder = CORPORA / name
    for index, label in enumerate(labels(folder / "MANIFEST.jsonl")):
        path = label.get("input_path") or label.get("path")
        raw = (folder / path).read_bytes() if path else b""
        yield Item(name.rpartition("/")[2], index, str(label["id"]), label, raw)


def archive(name: str = "archive/spamassassin_ham") -> Iterator[tuple[str, int, bytes]]:
    """(part of the archive, number in it, raw mail) for every mail of an mboxrd archive."""
    folder = CORPORA / name
    for label in labels(folder / "MANIFEST.jsonl"):
        whole = lzma.decompress((folder / label["path"]).read_bytes())
        for number, mail in enumerate(_SEPARATOR.split(whole)[1:]):
            yield str(label["id"]).rpartition("/")[2], number, _QUOTED.sub(rb"\1", mail.removesuffix(b"\n"))
