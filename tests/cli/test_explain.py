"""`coach explain`: a moment or a repetition of a recording, in words or as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from paths import ROOT

from coach.cli.error_lines import CommandError
from coach.cli.explain import explain

DEMO = str(ROOT / "fixtures" / "demo" / "demo.npz")  # wall slides: two whole ones, then a partial one
USUAL: dict[str, Any] = {"at": None, "rep": None, "hold": None, "level": None, "as_json": False, "model": None}


def printed(capsys: pytest.CaptureFixture[str], name: str = "wall-slides", **asked: Any) -> str:
    explain(name, DEMO, **(USUAL | asked))
    return capsys.readouterr().out


def test_words_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, rep=3).splitlines()
    assert lines[0] == "This was noted as a partial repetition and not counted."
    assert lines[1].startswith("What was missing: ")
    assert any(line.startswith("From ") for line in lines)


def test_a_moment_and_its_repetition_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, at=8.0) == printed(capsys, rep=2)


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, rep=2, as_json=True))
    assert (found["outcome"], found["told"]["type"], found["told"]["count"]) == ("counted", "rep", 2)
    assert found["signals"][0]["side"] == "both"


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"rep": 99}, "There is no repetition 99"), ({"at": 999.0}, "the file ends at")],
)
def test_what_is_not_there(capsys: pytest.CaptureFixture[str], asked: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        printed(capsys, **asked)


def test_what_is_not_counted_has_no_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("walking", "desk-break"):
        with pytest.raises(CommandError, match="nothing to explain"):
            printed(capsys, name, at=1.0)
