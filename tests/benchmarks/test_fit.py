"""Placing a number between two distributions: known reaches, whose limits can be reckoned by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path
from shutil import copy

import pytest
from paths import ROOT

from benchmarks.fit import Look, Number, Passage, Told, cross_validated, lines, longest, main, proposed, reach, told
from benchmarks.fit import passages as passages_of
from benchmarks.strangers import Kind
from coach.body.side import Side
from coach.definitions.definition import Condition, CueRule

BENT = Number("lateral-raises", "bent-elbows", "elbow_flexion", "value", 30.0, 1.0)
SHRUG = Number("scapular-squeezes", "shrugging", "neck_height", "rep", -0.02, -1.0)


def passages(clean: list[float], faulty: list[float]) -> list[Passage]:
    """Each of a person of their own."""
    rows = [(False, reach) for reach in clean] + [(True, reach) for reach in faulty]
    return [Passage(str(i), Kind.HARD, "front", shows, reach) for i, (shows, reach) in enumerate(rows)]


def test_what_a_limit_tells() -> None:
    some = passages([5, 12, 31, math.nan], [29, 40, math.nan])
    assert told(BENT, 30.0, some) == Told(found=1, shown=3, wrong=1)
    less = passages([-0.01, -0.03], [-0.06])
    assert told(SHRUG, -0.02, less) == Told(found=1, shown=1, wrong=1)


def test_the_limit_lies_in_the_middle_of_the_widest_gap() -> None:
    assert proposed(BENT, passages([5, 12, 20], [50, 60, 70])) == 35.0
    assert proposed(SHRUG, passages([-0.01, -0.03], [-0.05, -0.09, -0.07])) == pytest.approx(-0.04)


def test_a_false_correction_weighs_more_than_a_missing_one() -> None:
    """Between 22 and 28 one clean repetition is told, between 32 and 50 one faulty one is not."""
    assert proposed(BENT, passages([5, 12, 32], [28, 50, 60])) == 41.0


def test_few_faults_prove_nothing() -> None:
    assert proposed(BENT, passages([5, 12], [50, 60])) is None


def test_a_change_keeps_its_direction_and_a_bend_its_joint() -> None:
    assert SHRUG.bounded(0.03) == 0
    assert SHRUG.bounded(-0.03) == -0.03
    assert BENT.bounded(-20) == 0
    assert BENT.bounded(190) == 180


def test_each_person_is_judged_by_what_the_others_propose() -> None:
    """Without the clean one of 40 the limit is 30, and that one is told wrongly; without the faulty one of 50 it is 50,
    and that one is not told."""
    some = passages([10, 40], [50, 60, 70, 80])
    assert told(BENT, proposed(BENT, some) or 0, some) == Told(4, 4, 0)
    assert cross_validated(BENT, some) == Told(3, 4, 1)


@pytest.mark.parametrize(
    ("values", "seconds"),
    [
        ([9, 9, 9, 9], 0.3),
        ([9, 9, 1, 9], 0.3),  # a flicker of a tenth of a second
        ([9, 9, 1, 1, 1, 9], 0.1),
        ([1, 1], -1.0),
    ],
)
def test_how_long_a_step_is_held(values: list[float], seconds: float) -> None:
    assert longest([(i / 10, value) for i, value in enumerate(values)], 5) == pytest.approx(seconds)


def rule(for_s: float) -> CueRule:
    when = (Condition(measure="elbow_flexion", above=30.0), Condition(measure="arm_elevation", above=60.0))
    return CueRule(id="bent-elbows", say="Long arms", when=when, for_s=for_s)


def looks(bends: list[float], raised: list[float], of: CueRule) -> list[Look]:
    bend, raise_ = (id(condition) for condition in of.when)
    return [
        Look(i / 10, 0.0, (Side.LEFT,), {(bend, Side.LEFT): (a, a > 30.0), (raise_, Side.LEFT): (b, b > 60.0)})
        for i, (a, b) in enumerate(zip(bends, raised, strict=True))
    ]


def test_the_reach_is_the_strictest_limit_with_which_it_would_be_said() -> None:
    held = rule(for_s=0.15)
    assert reach(looks([10, 45, 50, 40, 10], [90] * 5, held), held, 0) == 40  # for two tenths of a second
    assert math.isnan(reach(looks([10, 45, 50, 40, 10], [20] * 5, held), held, 0))  # the arm hangs
    assert reach(looks([35] * 5, [50, 70, 80, 90, 50], held), held, 1) == 70


def test_unseen_and_unjudged_frames_have_no_reach() -> None:
    held = rule(for_s=0.0)
    assert math.isnan(reach(looks([math.nan] * 3, [90] * 3, held), held, 0))
    assert math.isnan(reach([Look(0.0, 0.0, (), {})], held, 0))


def test_a_clean_piece_reaches_back_over_its_cut_and_the_fault_lasts_as_long_as_the_word_for_it() -> None:
    truth = {
        "reps": [{"end_s": 4.0}, {"end_s": 8.0}, {"end_s": 12.0}],
        "faults": [
            {"cue": "bent-elbows", "start_s": 5.0, "end_s": 7.0},
            {"what": "else", "start_s": 9.0, "end_s": 9.5},
        ],
    }
    cut = list(passages_of(truth, rule(for_s=0.5)))
    assert cut == [(True, 4.7, 8.5), (False, -0.5, 4.0), (False, 3.5, 4.7), (False, 8.0, 12.0), (False, 11.5, math.inf)]


def test_the_table_says_who_was_measured() -> None:
    page = list(lines(BENT, passages([5, 12, 20], [50, 60, 70])))
    assert page[0] == "## lateral-raises bent-elbows: elbow_flexion above 30"
    assert "| all | 3 people, 3 | 12 | 20 | 20 | 3 people, 3 | 50 | 50 | 60 |" in page
    assert any(line.startswith("- proposed 35: recall 1.00") for line in page)


def test_from_a_folder_to_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "set" / "wall_slide-1"
    folder.mkdir(parents=True)
    copy(ROOT / "fixtures" / "demo" / "demo.npz", folder / "recording.npz")
    slide = {"side": "both", "start": 2.0, "peak": 3.5, "end": 5.0, "completed": True, "faults": {}}
    fault = {"name": "one_arm_low", "start": 2.0, "end": 5.0}
    (folder / "truth.json").write_text(json.dumps({"exercise": "wall_slide", "reps": [slide], "faults": [fault]}))
    assert main([str(tmp_path), "--exercise", "wall-slides"]) == 0
    printed = capsys.readouterr().out
    assert "## wall-slides counted: progress above" in printed
    assert "## wall-slides uneven-arms: arm_asymmetry below" in printed
    assert "no proposal: fewer than 3 show it" in printed
    assert main([str(tmp_path), "--exercise", "chin-tucks"]) == 2
