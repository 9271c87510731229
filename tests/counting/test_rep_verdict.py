"""What a circle before says about this one."""

from __future__ import annotations

import json
import math

import pytest
from raises import POSES, RAISE

from coach.body.side import Side
from coach.counting.progress_signal import ProgressSignal
from coach.counting.rep_detector import Excursion
from coach.counting.rep_verdict import Found, Judgement, RepVerdict
from coach.definitions.definition import Exercise

WIDTH = 0.02  # of a usual backward loop
ROUND_S = 2.0


def directions(*widths: float, pause_s: float = 0.0) -> list[str | None]:
    """Which way each of these circles went: +1 is a usual backward one, 0 straight up and down."""
    return [direction for _missing, direction in judged(*widths, pause_s=pause_s)]


def judged(*widths: float, pause_s: float = 0.0, edge_on: float = 0.0, kind: str = "circle") -> list[Judgement]:
    """What is said of each of these circles; `edge_on`: the camera sees them from their edge, above that range."""
    circle = {"kind": kind, "circle_widths": [{"measure": "shoulder_width", "width": WIDTH}]}
    turned = {"range": RAISE.get("range", {}) | {"edge_on": edge_on}} if edge_on else {}
    exercise = Exercise.model_validate_json(json.dumps(RAISE | circle | turned))
    verdict = RepVerdict(exercise, ProgressSignal(exercise, POSES["low"], POSES["high"]))
    told, begin_s = [], 0.0
    for width in widths:
        for i in range(61):
            angle = math.tau * i / 60
            # the area of an ellipse of half axes 1/2 and a over its height 1 is a * pi / 2
            across = 1.0 + width * WIDTH / (math.pi / 2) * math.sin(angle)
            at_s, height = begin_s + ROUND_S * i / 60, (1 - math.cos(angle)) / 2
            verdict.follow(at_s, height, {"shoulder_width": across})
        end_s = begin_s + ROUND_S
        done = Excursion(begin_s, begin_s + 1, end_s, range=1.0, held_s=0.4, reached=True, held=True)
        told.append(verdict.judge(done, verdict.take(Side.BOTH, done)))
        begin_s = end_s + 0.01 + pause_s
    return told


def test_circles_say_which_way_they_go() -> None:
    assert directions(1.0) == ["backward"]
    assert directions(-1.0) == ["forward"]


@pytest.mark.parametrize(
    ("width", "told"),
    [(0.0, "backward"), (-0.2, "backward"), (-0.3, "backward"), (-0.75, "forward"), (-1.0, "forward")],
)
def test_one_that_is_hard_to_see_is_taken_for_what_came_before_it(width: float, told: str | None) -> None:
    assert directions(1.0, width) == ["backward", told]


def test_a_break_within_a_set_changes_nothing_about_it() -> None:
    assert directions(1.0, 0.0, pause_s=15.0) == ["backward", "backward"]


def test_straight_ones_in_a_row_are_none() -> None:
    assert directions(1.0, 0.0, 0.0, 0.0, 0.0)[-2:] == [None, None]


@pytest.mark.parametrize(
    ("before", "narrow", "pause_s", "missing"),
    [
        (0.8, 0.1, 0.0, ()),  # 0.1 + half of 0.56, what a width of 0.8 leaves behind, is more than `ROUND`
        (0.5, 0.05, 0.0, ("circle",)),  # what 0.5 leaves behind is 0.35: half of it and 0.05 is less
        (0.8, 0.1, 2.0, ()),  # two seconds later a third of it is forgotten
        (0.8, 0.1, 10.0, ("circle",)),  # and ten seconds later four fifths
    ],
)
def test_seen_from_the_edge_a_narrow_circle_is_one_only_soon_after_a_clear_one(
    before: float, narrow: float, pause_s: float, missing: tuple[str, ...]
) -> None:
    assert [lacks for lacks, _direction in judged(before, narrow, pause_s=pause_s, edge_on=0.5)] == [(), missing]


def straight(*widths: float) -> list[bool]:
    """Which of these count where straight up and down is asked for."""
    return [not missing for missing, _direction in judged(*widths, kind="reps")]


def test_what_goes_round_again_is_no_plain_repetition() -> None:
    assert straight(0.0, 0.3, -0.3) == [True, True, True]
    assert straight(1.0, 1.1, 0.9) == straight(-1.0, -1.1, -0.9) == [True, False, False]
    assert judged(1.0, 1.1, kind="reps")[1] == (("straight",), None)


def test_one_that_looks_round_among_straight_ones_is_one_of_them() -> None:
    assert straight(0.1, -0.1, 0.2, 0.9, 0.1) == [True] * 5


UPRIGHT = {"name": "upright", "when": [{"measure": "trunk_lean", "beyond": 30.0}]}


def missing(rule: dict[str, object], *counted: tuple[str, ...]) -> tuple[str, ...]:
    """What a repetition that is not upright lacks, after repetitions that counted with this wrong with their form."""
    verdict = RepVerdict(
        exercise := Exercise.model_validate_json(json.dumps(RAISE | {"required": [rule]})),
        ProgressSignal(exercise, POSES["low"], POSES["high"]),
    )
    for form in counted:
        verdict.count(Found(Side.BOTH, (), form, Side.BOTH, 1.0))
    done = Excursion(0.0, 1.0, 2.0, range=1.0, held_s=0.4, reached=True, held=True)
    return verdict.judge(done, Found(Side.BOTH, (), ("upright",), Side.BOTH, 1.0))[0]


def test_a_form_that_tells_the_exercise_from_another_is_asked_for_until_it_was_shown_twice() -> None:
    rule = {**UPRIGHT, "until_shown": True}
    assert missing(rule) == missing(rule, ()) == missing(rule, (), ("upright",)) == ("upright",)
    assert missing(rule, (), ()) == ()


def test_any_other_form_is_asked_for_each_time() -> None:
    assert missing(UPRIGHT, (), (), ()) == ("upright",)
