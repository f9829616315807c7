"""The floors hold: a module without a floor, or an import upwards, fails the build."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mailcop"
LINTER = Path(sys.executable).with_name("lint-imports")

PURE = ["words", "refusals", "addresses", "timetable", "reading", "writing", "community/admission", "community/placing"]

CLOCKS = {"now", "utcnow", "today"}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
# Templates and catalogues are read once, at start, before any mail.
READ_AT_START = {PACKAGE / "writing" / "catalogue.py", PACKAGE / "writing" / "compose.py"}
PARSERS = {"email.parser", "email.feedparser", "email.policy", "email.header"}
PARSING = {"message_from_bytes", "message_from_string", "message_from_file", "message_from_binary_file"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the code and its contracts that a test may spoil."""
    shutil.copytree(PACKAGE, tmp_path / "mailcop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache"], cwd=checkout, capture_output=True, text=True, env={"PYTHONPATH": str(checkout)}
    )


def modules(name: str) -> list[Path]:
    found = sorted((PACKAGE / name).rglob("*.py")) or [PACKAGE / f"{name}.py"]
    return [module for module in found if module.is_file()]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def test_the_code_as_it_is_keeps_every_contract(checkout: Path) -> None:
    done = lint(checkout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_module_without_a_floor_fails_the_build(checkout: Path) -> None:
    (checkout / "mailcop" / "utils.py").write_text('"""Anything."""\n')
    done = lint(checkout)
    assert done.returncode != 0
    assert "utils" in done.stdout


def test_an_import_from_a_floor_above_fails_the_build(checkout: Path) -> None:
    with (checkout / "mailcop" / "words.py").open("a") as words:
        words.write("\nfrom mailcop import addresses\n")
    done = lint(checkout)
    assert done.returncode != 0
    assert "mailcop.words is not allowed to import mailcop.addresses" in done.stdout


def test_a_second_home_for_a_library_fails_the_build(checkout: Path) -> None:
    with (checkout / "mailcop" / "addresses.py").open("a") as addresses:
        addresses.write("\nimport nh3\n")
    done = lint(checkout)
    assert done.returncode != 0
    assert "mailcop.addresses -> nh3" in done.stdout


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_read_no_clock_and_no_file(name: str) -> None:
    for module in modules(name):
        tree = ast.parse(module.read_bytes())
        assert not CLOCKS & set(called(tree)), module
        assert not FILES & set(called(tree)) or module in READ_AT_START, module
        assert "urllib.request" not in set(imported(tree)), module


def test_mail_is_parsed_in_reading_and_nowhere_else() -> None:
    for module in PACKAGE.rglob("*.py"):
        if module.is_relative_to(PACKAGE / "reading"):
            continue
        tree = ast.parse(module.read_bytes())
        assert not PARSERS & set(imported(tree)), module
        assert not PARSING & set(called(tree)), module


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        str(file.relative_to(ROOT)): count
        for file in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager", "service"}
    assert [file for file in PACKAGE.rglob("*.py") if file.stem in nothing or file.parent.name in nothing] == []
