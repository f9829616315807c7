"""A node keeps its threads on one core, unless it is told not to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ways.node import Node

CORES = os.sched_getaffinity(0)


def _cores(pid: int) -> list[set[int]]:
    """The cores that each thread of a process may use."""
    return [os.sched_getaffinity(int(task.name)) for task in Path(f"/proc/{pid}/task").iterdir()]


@pytest.mark.skipif(len(CORES) < 2, reason="one core only")
def test_all_threads_of_a_node_stay_on_one_core(sqlite_node: Node) -> None:
    process = sqlite_node.found().start()
    allowed = _cores(process.pid)
    assert len(allowed) > 1
    assert all(cores == allowed[0] for cores in allowed)
    assert len(allowed[0]) == 1
    assert allowed[0] < CORES


@pytest.mark.skipif(len(CORES) < 2, reason="one core only")
def test_a_node_that_is_told_so_uses_them_all(sqlite_node: Node) -> None:
    process = sqlite_node.found().start("--all-cores")
    assert all(cores == CORES for cores in _cores(process.pid))
