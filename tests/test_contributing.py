"""The paths that the documents name are there, and CONTRIBUTING.md knows every room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from paths import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TOP = "coach|exercises|poses|fixtures|tests|benchmarks|docs|\\.ci|\\.github"
PATH = re.compile(rf"(?<![\w./~-])(?:(?:{TOP})(?:/[\w.-]+)+/?|(?:README|CONTRIBUTING|CHANGELOG)\.md|pyproject\.toml)")
ADDED = {
    "a measure", "a cue", "an exercise", "a command", "a language", "an exercise kind", "a notification channel",
    "an HTML report", "a field per repetition", "another pose model", "a second camera", "the ring's look",
    "how slouch is judged",
}  # fmt: skip


def named(text: str) -> set[str]:
    """The paths in a text, without the full stop of its sentence."""
    return {found.rstrip("./") for found in PATH.findall(text)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    assert {path for path in named(document.read_text(encoding="utf-8")) if not (ROOT / path).exists()} == set()


def test_a_path_that_is_not_there_is_found() -> None:
    assert named("See `coach/cli/nothing.py`, docs/watch.md.") == {"coach/cli/nothing.py", "docs/watch.md"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_that_a_document_runs_is_there(document: Path) -> None:
    modules = re.findall(r"python -m ((?:benchmarks|coach)[\w.]*)", document.read_text(encoding="utf-8"))
    places = [ROOT / module.replace(".", "/") for module in modules]
    assert [p for p in places if not (p.with_suffix(".py").is_file() or (p / "__main__.py").is_file())] == []


def test_the_tree_names_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "coach").glob("*/__init__.py")}
    assert len(rooms) > 10
    assert set(re.findall(r"^\| `coach/(\w+)` \|", GUIDE, re.MULTILINE)) == rooms


def test_each_change_begins_in_one_folder_and_names_at_most_four_files() -> None:
    ways = dict(re.findall(r"^- \*\*(.+?)\*\* (.+?)(?=^- |^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL))
    assert ways.keys() >= ADDED
    for name in ADDED:
        first = re.match(r"\(`([\w/]+)`\)", ways[name])
        assert first is not None, name
        assert (ROOT / first[1]).is_dir(), name
        files = {path for path in named(ways[name]) if (ROOT / path).is_file()}
        assert len(files) <= 4, (name, files)


def test_what_is_said_to_be_in_a_file_is_there() -> None:
    said = re.findall(r"`(\w+)`\s+(?:of|in)\s+`(coach/[\w/]+\.py)`", GUIDE)
    said += re.findall(r"`(\w+)`\s+\(`(coach/[\w/]+\.py)`\)", GUIDE)
    assert {"session_for", "SetSession", "Rep", "track"} <= {name for name, _path in said}
    gone = [
        f"{name} in {path}"
        for name, path in said
        if not re.search(rf"^\s*(?:def|class) {name}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert gone == []
