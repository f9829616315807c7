"""What reading makes of our own samples, as a line each: `python -m tests.reading.records` on any Python we promise.

Two Pythons, two runs or two hash seeds that print other lines read a mail in two ways (safety case 53).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from mailcop.reading import read, to_json

TESTS = Path(__file__).parents[1]
OWN_DOMAINS = frozenset({"cop.example.org"})


def digest_of(raw: bytes) -> str:
    """Hex of everything that is found in a mail: the letter's fields and its JSON."""
    letter = read(raw, own_domains=OWN_DOMAINS)
    found = {"letter": letter._asdict(), "json": to_json(letter, "x")}
    return hashlib.sha256(json.dumps(found, default=repr, ensure_ascii=False).encode()).hexdigest()


def lines() -> Iterator[str]:
    """Digest and name of each `.eml` below `tests`, in the order of their names."""
    for path in sorted(TESTS.rglob("*.eml")):
        yield f"{digest_of(path.read_bytes())}  {path.relative_to(TESTS).as_posix()}"


if __name__ == "__main__":
    print("\n".join(lines()))
