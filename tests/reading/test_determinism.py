"""The same bytes are the same letter: in one process, in another, whatever the hash seed (safety case 53).

Other Pythons: `make same-reading`, which .ci/run calls, compares the same lines of 3.11, 3.12 and 3.13.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.reading.records import TESTS, lines

HERE = list(lines())


def test_case_53_a_mail_is_read_twice_the_same() -> None:
    assert len(HERE) > 50
    assert list(lines()) == HERE


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_case_53_a_mail_is_read_the_same_whatever_the_hash_seed(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS.parent)}
    words = [sys.executable, "-m", "tests.reading.records"]
    done = subprocess.run(words, env=environment, cwd=TESTS.parent, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == HERE
