"""What the README promises is there: every command, the picture, the example, and the one command for all checks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from forked import forked_coach
from paths import ROOT
from typer.main import get_command

from coach.cli.app import app

README = (ROOT / "README.md").read_text(encoding="utf-8")
TESTS = "pip install '.[test]' && pytest"


def coach(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return forked_coach(os.environ, *words)


@pytest.fixture(scope="module")
def commands() -> set[str]:
    """The commands that `coach --help` lists."""
    listed = coach("--help").stdout.partition("Commands:")[2]
    return set(re.findall(r"^  (\w[\w-]*)", listed, re.MULTILINE))


def test_every_command_is_in_the_table_and_the_other_way_round(commands: set[str]) -> None:
    assert set(re.findall(r"^\| `coach (\w[\w-]*)", README, re.MULTILINE)) == commands


def test_no_command_is_named_anywhere_that_is_not_there(commands: set[str]) -> None:
    named = re.findall(r"(?:`|^    |&& )coach (\w[\w-]*)", README, re.MULTILINE)
    assert set(named) <= commands


def test_every_option_it_names_is_there(commands: set[str]) -> None:
    group = get_command(app)
    assert commands == group.commands.keys()  # type: ignore[attr-defined]
    shown = [p for one in (group, *group.commands.values()) for p in one.params if not getattr(p, "hidden", False)]  # type: ignore[attr-defined]
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", README)) - {"--help"}
    assert named - {word for option in shown for word in (*option.opts, *option.secondary_opts)} == set()


def test_its_links_and_its_picture_are_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert "docs/workout.gif" in links
    assert [link for link in links if not (ROOT / link).is_file()] == []
    animation = (ROOT / "docs" / "workout.gif").read_bytes()
    assert animation.startswith(b"GIF89a")
    assert len(animation) < 3_000_000


def test_the_first_screen_has_the_picture_the_two_commands_and_what_happens_to_the_video() -> None:
    first = "\n".join(README.splitlines()[:28])
    assert "    pip install . && coach demo\n" in first
    assert f"    {TESTS}\n" in first
    assert "docs/workout.gif" in first
    assert "Nothing leaves" in first


def test_continuous_integration_runs_exactly_the_test_command() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().splitlines()[-1] == TESTS
    assert workflow()["steps"][-1]["run"] == TESTS


def workflow() -> dict[str, Any]:
    """The one job of the public forge's workflow."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]
    assert list(jobs) == ["test"]
    return dict(jobs["test"])


def test_the_forge_tests_every_system_and_python_that_is_promised() -> None:
    matrix = workflow()["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={matrix['python'][0]}"


def test_both_install_the_system_packages_from_one_list() -> None:
    (system,) = [step for step in workflow()["steps"] if step.get("if") == "runner.os == 'Linux'"]
    assert system["run"] == ".ci/system"
    assert ".ci/system " in (ROOT / ".ci" / "run").read_text()
    for script in ("run", "system"):
        assert os.access(ROOT / ".ci" / script, os.X_OK) or os.name == "nt"
    said = "\n".join(path.read_text() for path in (ROOT / ".ci" / "run", ROOT / ".github" / "workflows" / "test.yml"))
    assert "apt-get" not in said


def test_the_examples_are_right_and_the_exercise_counts(tmp_path: Path) -> None:
    written = []
    for example in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL):
        name = re.match(r"id: (\S+)", example)
        assert name is not None
        written.append(tmp_path / f"{name[1]}.yaml")
        written[-1].write_text(example, encoding="utf-8")
    assert [path.stem for path in written] == ["my-break", "arm-slides"]
    checked = coach("check", *written)
    assert (checked.returncode, checked.stderr) == (0, "")
    done = coach("do", written[-1], "--source", ROOT / "fixtures" / "demo" / "demo.npz", "--headless", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[-1]["reps"] == 5


def test_the_changelog_begins_with_this_version() -> None:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    newest = re.search(r"^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text() + " ", re.MULTILINE)
    assert version is not None
    assert newest is not None
    assert newest[1].rstrip(",") == version[1]
