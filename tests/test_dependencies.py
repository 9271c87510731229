"""What the code imports is declared, and what is declared is used: pyproject.toml held against the imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from paths import ROOT
from syntax import statements, tree_of

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
DECLARED = tomllib.loads(PROJECT)["project"]
BRINGS = packages_distributions()
OUR_OWN = {"coach", "benchmarks", "tests"} | {path.stem for f in ("tests", "docs") for path in (ROOT / f).rglob("*.py")}
# Started as programs, or read by another tool; nothing imports them.
PROGRAMS = {"pip", "pytest-xdist", "ruff", "mypy", "import-linter", "types-pyyaml"}
# Brings no module of its own that is imported under another name: see the comment in pyproject.toml.
SAME_FOLDER = {"opencv-contrib-python"}


def plain(distribution: str) -> str:
    """The name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def names(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


EXTRAS = DECLARED["optional-dependencies"]
REQUIRED = names(DECLARED["dependencies"]) | names(EXTRAS["keyring"]) | names(EXTRAS["tray"])
TEST, DOCS = names(EXTRAS["test"]), names(EXTRAS["docs"])


@cache
def modules(path: Path) -> frozenset[str]:
    """The top-level modules that a file imports from anywhere outside this project and Python itself."""
    return frozenset(_imported(path)) - set(sys.stdlib_module_names) - OUR_OWN


def _imported(path: Path) -> Iterator[str]:
    for node in statements(tree_of(path)):
        found: list[str] = []
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found = [node.module]
        yield from (name.partition(".")[0] for name in found)


def imported(*folders: str) -> dict[str, Path]:
    """Each foreign module, with a file that imports it."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return {module: path.relative_to(ROOT) for path in files for module in modules(path)}


def distributions(module: str) -> set[str]:
    """What brings a module, as it is installed here; its own name where nothing here does (another system's)."""
    return {plain(name) for name in BRINGS.get(module, [module])}


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(("coach",), REQUIRED), (("tests", "benchmarks"), REQUIRED | TEST), (("docs",), REQUIRED | DOCS)],
)
def test_what_is_imported_is_declared(folders: tuple[str, ...], declared: set[str]) -> None:
    found = imported(*folders)
    assert {"numpy", "cv2"} <= set(found)
    assert {module: path for module, path in found.items() if not distributions(module) & declared} == {}


def test_what_is_declared_is_imported_or_started() -> None:
    used = {name for module in imported("coach", "tests", "benchmarks", "docs") for name in distributions(module)}
    assert (REQUIRED | TEST | DOCS) - used - PROGRAMS - SAME_FOLDER == set()


def test_an_import_that_nobody_declared_is_found(tmp_path: Path) -> None:
    (tmp_path / "stray.py").write_text("import json, os.path\nfrom attr import define\nfrom coach import events\n")
    assert modules(tmp_path / "stray.py") == {"attr"}
    assert not distributions("attr") & REQUIRED


def test_the_two_that_write_one_folder_stand_at_one_version() -> None:
    pinned = {line for line in DECLARED["dependencies"] if line.startswith("opencv-")}
    assert {line.partition("==")[0] for line in pinned} == {"opencv-python", "opencv-contrib-python"}
    assert len({line.partition("==")[2] for line in pinned}) == 1


def test_every_bound_has_its_reason_above_it() -> None:
    lists = re.findall(r"^(?:dependencies|test|docs) = \[\n(.*?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    assert len(lists) == 3
    for lines in (text.splitlines() for text in lists):
        for above, line in zip(["", *lines], lines, strict=False):
            assert line.lstrip().startswith("#") or above.lstrip().startswith("#") or family(line) == family(above), (
                line
            )


def family(line: str) -> str:
    """opencv of `"opencv-python==5"`: neighbours of one family share their reason."""
    return re.split(r"[^a-z]", line.strip().strip('"'))[0]
