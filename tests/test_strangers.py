"""Scoring people nobody has looked at: known clips, whose tables can be reckoned by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from paths import ROOT
from shipped import LIBRARY

from benchmarks.clips import Score
from benchmarks.strangers import Kind, Stranger, find, kind_of, main, motions, page, share, shortfalls, understood

REP = {"side": "both", "start": 1.0, "peak": 2.0, "end": 3.0, "completed": True, "hold": 2.0, "faults": {}}
RAISES: dict[str, Any] = {"exercise": "lateral_raise", "reps": [REP], "faults": []}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("arm_circles-0", Kind.PLAIN),
        ("arm_circles-1", Kind.HARD),
        ("arm_circles-2", Kind.HARD),
        ("arm_circles-w0", Kind.WILD),
        ("arm_circles-w12", Kind.WILD),
        ("press-a", Kind.REAL),
        ("raise-a-knee-b", Kind.REAL),
    ],
)
def test_the_kind_of_a_clip_is_told_from_its_name(name: str, kind: Kind) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("good", "of", "said"),
    [
        (0, 0, ""),
        (10, 10, "1.00 (0.72 to 1.00) of 10"),  # Wilson with nothing missed: n / (n + z squared)
        (5, 10, "0.50 (0.24 to 0.76) of 10"),
        (90, 100, "0.90 (0.83 to 0.94) of 100"),
    ],
)
def test_a_share_comes_with_its_interval(good: int, of: int, said: str) -> None:
    assert share(good, of) == said


def test_the_truth_of_a_rendered_person() -> None:
    faults = [{"name": "bent_elbows", "start": 1.2, "end": 2.2}, {"name": "shrug", "start": 1.2, "end": 2.2}]
    exercise, truth = understood({**RAISES, "faults": faults})
    assert exercise == "lateral-raises"
    assert truth["hold_asked_s"] == 1.5  # half a second less than they hold
    assert truth["reps"][0] == {
        "start_s": 1.0, "peak_s": 2.0, "end_s": 3.0, "completed": True, "optional": False, "side": "any",
    }  # fmt: skip
    assert [fault.get("cue") for fault in truth["faults"]] == ["bent-elbows", None]  # a shrug is not judged here
    assert truth["judged_cues"] == ["bent-elbows", "too-high"]


def test_a_fault_that_takes_the_movement_away_leaves_it_open() -> None:
    rolled = {**RAISES, "exercise": "shoulder_roll_back", "reps": [{**REP, "faults": {"only_shrug": 0.8}, "side": "L"}]}
    exercise, truth = understood(rolled)
    assert (exercise, truth["direction"]) == ("shoulder-rolls", "backward")
    assert truth["reps"][0]["optional"]
    assert truth["reps"][0]["side"] == "left"


def test_the_truth_of_a_real_person_names_the_command() -> None:
    told = {"exercise": "cat-cow-c", "coach": ["do", "cat-cow", "--hold", "0"], "reps": [], "faults": []}
    assert understood(told)[0] == "cat-cow"
    assert understood(told)[1]["hold_asked_s"] == 0
    assert understood({**told, "coach": ["do", "cat-cow"]})[1]["hold_asked_s"] is None  # as the exercise says


def test_every_motion_names_an_exercise_and_corrections_of_the_library() -> None:
    """Not always one of that very exercise: a fault that nothing is said about any more is still not heard."""
    exercises = {exercise.id: exercise for exercise in LIBRARY.exercises()}
    known = {rule.id for exercise in exercises.values() for rule in exercise.cues}
    known |= {"arm-low"}  # cannot be told from a repetition that turns back early, and is told as one
    for name, motion in motions()["motions"].items():
        assert motion["exercise"] in exercises, name
        assert {cue for cue in motion["faults"].values() if cue} <= known, name


def people() -> list[Stranger]:
    cues = Counter({"too-high": 2})
    right = Score(clips=1, true=4, counted=4, short=1, flagged=1)
    near = Score(clips=1, true=4, counted=3, missed=1, silent=1, faults=2, heard=1, told=2, groundless=1)
    near += Score(shown_cues=cues, heard_cues=Counter({"too-high": 1}))
    far = Score(clips=1, true=4, counted=3, missed=1, invented=1, short=1, short_counted=1)
    return [
        Stranger("lateral_raise-0", Kind.PLAIN, "lateral-raises", right),
        Stranger("lateral_raise-w0", Kind.WILD, "lateral-raises", near),
        Stranger("shrug-w0", Kind.WILD, "shoulder-shrugs", far),
    ]


def test_the_tables() -> None:
    lines = page(people())
    assert f"| plain | {share(1, 1)} | {share(1, 1)} | 0/4 |  |  | {share(1, 1)} |  |  |  |  |" in lines
    assert (
        f"| wild | {share(0, 2)} | {share(1, 2)} | 2/8 | 1 | 1 | {share(0, 1)} | 1 | {share(1, 2)} | {share(1, 2)} |  |"
        in lines
    )
    assert any(line.startswith(f"| **all** | {share(1, 3)} | {share(2, 3)} | 2/12 |") for line in lines)
    assert any(line.startswith(f"| lateral-raises | {share(1, 2)} | {share(2, 2)} | 1/8 |") for line in lines)
    assert f"| lateral-raises | too-high | {share(1, 2)} |" in lines
    assert not any(line.startswith(("| hard", "| real")) for line in lines)


def test_the_clips_that_fall_short_are_named_with_what_is_wrong() -> None:
    lines = shortfalls(people())
    assert "- shrug-w0 (3/4): missed 1, invented 1, turned back and not told 1, turned back and counted 1" in lines
    assert not any("lateral_raise-0" in line for line in lines)


def test_a_set_from_the_folder_to_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mixed = tmp_path / "set" / "press-a"
    mixed.mkdir(parents=True)
    copy(ROOT / "fixtures" / "demo" / "demo.npz", mixed / "recording.npz")
    real = {"exercise": "press-a", "coach": ["do", "shoulder-rolls"], "reps": [{**REP, "peak": 2.0}], "faults": []}
    (mixed / "truth.json").write_text(json.dumps(real))
    desk = tmp_path / "set" / "desk-a"
    desk.mkdir()
    (desk / "truth.json").write_text(json.dumps({"exercise": "desk", "reps": [], "faults": []}))
    assert [clip.exercise for clip in find([tmp_path]).clips] == ["shoulder-rolls"]
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert f"| real | {share(0, 1)} |" in printed  # the demonstration is wall slides
    assert "Left out, somebody at a desk: 1." in printed
    assert "frames/s" in printed


def test_no_clips_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no clips" in capsys.readouterr().err
