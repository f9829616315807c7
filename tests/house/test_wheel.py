"""A wheel that was built here and installed elsewhere is whole."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path, environ: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **(environ or {})},
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone; the libraries it needs are lent by the one that the tests run in."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return folder


def files_below(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"}


LENT = {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}


def test_an_installed_wheel_finds_its_templates_and_its_default_config(elsewhere: Path) -> None:
    asked = (
        "from mailcop.config import data_path, load; print(data_path('templates'), load().forums[0].name, load().path)"
    )
    templates, forum, path = run(elsewhere / "venv/bin/python", "-c", asked, cwd=elsewhere, environ=LENT).split()
    assert Path(templates).is_relative_to(elsewhere / "venv")
    assert files_below(Path(templates)) == files_below(ROOT / "templates")
    assert (forum, path) == ("general", "None")


def test_an_installed_wheel_carries_every_migration(elsewhere: Path) -> None:
    asked = "import mailcop.migrations as m; print(m.__path__[0])"
    [installed] = run(elsewhere / "venv/bin/python", "-c", asked, cwd=elsewhere, environ=LENT).split()
    assert files_below(Path(installed)) == files_below(ROOT / "mailcop" / "migrations")


def test_an_installed_wheel_runs_the_demo_to_its_end(elsewhere: Path) -> None:
    assert run(elsewhere / "venv/bin/mailcop", "demo", "--once", cwd=elsewhere, environ=LENT).strip()


def plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(re.split(r"[\[<>=,~! ]", line)[0]) for line in project["dependencies"]}
    homes = packages_distributions()
    for module in (ROOT / "mailcop").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"mailcop"}:
                assert declared & set(map(plain, homes[top])), f"{module} imports {top}"
