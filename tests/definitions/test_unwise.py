"""What is valid and unwise: each warning for what it is about, and none for the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Condition
from coach.definitions.document import load
from coach.definitions.library import Card
from coach.definitions.unwise import doubts

GOOD = """\
id: my-raise
title: My raise
kind: reps
good_for: [shoulders]
place: desk
camera: {view: front, say: Face the camera., needs: [shoulder, elbow, wrist, hip, ear]}
brief: Raise both arms and lower them.
setup: Stand.
movement: Raise both arms.
dose: {reps: 5}
tempo_s: [0.6, 10]
path: {start: low, target: high}
poses:
  - {id: low, title: Low, description: Arms down., measures: {arm_elevation: 10, wrist_height: -1.5}}
  - {id: high, title: High, description: Arms up., measures: {arm_elevation: 150, wrist_height: 1.2}}
progress_signal: [{measure: arm_elevation}]
range: {reached: 0.7, returned: 0.3, attempted: 0.25}
start_when: [{measure: arm_elevation, below: 40}]
not_while: [{measure: arm_elevation, above: 175}]
required: [{name: high, when: [{measure: arm_elevation, below: 90}]}]
cues:
  - {id: uneven, say: Both arms alike, when: [{measure: arm_asymmetry, above: 25}]}
"""


def told(tmp_path: Path, old: str = "", new: str = "") -> list[str]:
    """What is said of the good exercise with a part of it changed."""
    assert old in GOOD
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace(old, new) if old else GOOD, encoding="utf-8")
    return [str(doubt).removeprefix(f"{path}:") for doubt in doubts(load(path), LIBRARY.check(path))]


def test_nothing_is_said_of_what_is_wise(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize("card", LIBRARY.cards(), ids=lambda card: card.exercise.id)
def test_nothing_is_said_of_the_library(card: Card) -> None:
    assert [str(doubt) for doubt in doubts(load(card.path), card)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # three times 1.5 degrees are seen for certain
        ("arm_elevation: 150,", "arm_elevation: 14,", "progress_signal[0].measure: from 'low' to 'high' it changes"),
        ("returned: 0.3", "returned: 0.6", "range.returned: between 'reached' (0.7) and 'returned' (0.6) there is"),
        # 15 degrees of way and 4.5 of chance: a try is more than .3 of it
        ("arm_elevation: 150,", "arm_elevation: 25,", "17:49: range.attempted: keeping still looks like an attempt"),
        ("view: front", "view: side", "cues[0].when[0].measure: 'arm_asymmetry' cannot be seen from the side"),
        ("[{measure: arm_elevation, below: 40}]", "[{measure: shoulder_flexion, below: 40}]",
         "start_when[0].measure: 'shoulder_flexion' cannot be seen from the front: put the camera to the side"),
        ("below: 40", "below: 5", "in the pose 'low' itself, 'arm_elevation' is 10 degrees: somebody who does"),
        ("above: 175", "above: 140", "not_while[0]: this is true in the pose 'high'"),
        ("below: 90", "below: 160", "required[0]: in the pose 'high' itself this form is broken"),
        ("below: 90", "below: -5", "required[0]: this is never true, so it asks for nothing: 'arm_elevation' lies"),
        ("arm_asymmetry, above: 25}]", "arm_raise, above: 185}]",
         "cues[0].when: this correction can never be given: 'arm_raise' lies between 0 degrees and 180 degrees"),
        ("arm_asymmetry, above: 25}]", "arm_raise, above: 60}, {measure: arm_raise, below: 50}]",
         "can never be given: 'arm_raise' cannot be above 60 and below 50 at once"),
        ("above: 25}]}", "above: 25}], for_s: 11}", "it has to be true for 11 s, and no repetition takes so long"),
        ("arm_asymmetry, above: 25}]", "arm_raise, above: -1}]", "this is always true, so the correction never stops"),
        ("arm_asymmetry, above: 25}]", "wrist_height, above: 1}]", "this is true in the pose 'high' itself"),
        ("arm_asymmetry, above: 25}]", "wrist_height, of: rep, above: 2}]", "this is true in the pose 'high' itself"),
        ("above: 25}]}", "above: 25}], unusual: [{measure: arm_raise, of: usual, above: 200}]}",
         "cues[0].unusual: this is never true, so it asks for nothing: 'arm_raise' lies between -180 degrees and 180"),
        ("above: 25}]}", "above: 25}], unusual: [{measure: shoulder_flexion, of: usual, above: 20}]}",
         "cues[0].unusual[0].measure: 'shoulder_flexion' cannot be seen from the front"),
        ("[{measure: arm_asymmetry, above: 25}]", "[{measure: knee_flexion, above: 25}]",
         "cues[0].when[0].measure: 'knee_flexion' cannot be judged while this is out of view, and nobody is told so: "
         "knee, ankle. List it under 'needs'"),
        ("Both arms alike", "B" * 56, "cues[0].say: 56 characters take too long to say while somebody moves"),
        ("Raise both arms and lower them.", "word " * 16, "brief: 16 words cannot be read from two metres away"),
        ("setup: Stand.", "setup: " + "S" * 261, "setup: 261 characters are more than anybody listens to"),
        ("Arms up.", "Arms \u202eup.", "15:47: the character \\u202e reverses the text after it"),
        ("place: desk", "place: desk  # a \u2066 b", "5:18: the character \\u2066 reverses the text after it"),
    ],
)  # fmt: skip
def test_what_is_unwise_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = told(tmp_path, old, new)
    assert any(said in one for one in found), found


def test_what_may_be_missed_is_not_asked_about(tmp_path: Path) -> None:
    asked = GOOD.replace("arm_asymmetry, above: 25", "knee_flexion, above: 25")
    path = tmp_path / "mine.yaml"
    path.write_text(asked.replace("hip, ear]", "hip, ear], may_miss: [left_knee, ankle]"), encoding="utf-8")
    assert doubts(load(path), LIBRARY.check(path)) == []


def test_a_small_movement_that_says_how_it_is_followed_is_not_doubted(tmp_path: Path) -> None:
    assert told(tmp_path, "returned: 0.3, attempted: 0.25", "returned: 0.62, attempted: 0.25, personal: 0.2") == []


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition(measure="arm_raise", above=10), 10.0, False), (Condition(measure="arm_raise", above=10), 10.1, True),
        (Condition(measure="arm_raise", below=10), 9.9, True), (Condition(measure="arm_raise", beyond=10), -10.5, True),
        (Condition(measure="arm_raise", beyond=10), 9.0, False),
        (Condition(measure="arm_raise", below=10), float("nan"), False),
    ],
)  # fmt: skip
def test_a_condition_holds_beyond_its_limit_alone(condition: Condition, value: float, holds: bool) -> None:
    assert condition.holds(value) is holds
