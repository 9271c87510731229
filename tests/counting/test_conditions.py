"""Conditions: limits, what they are compared with, sides, and that unseen is neither true nor false."""

from __future__ import annotations

import math

import pytest

from coach.body.side import Side
from coach.counting.conditions import Criterion, Readings, names_of
from coach.definitions.definition import Condition

NAN = math.nan
VALUES = {
    "left_elbow_flexion": 50.0, "right_elbow_flexion": 20.0, "neck_height": 0.6, "arm_asymmetry": 30.0,
    "left_arm_elevation": NAN, "right_arm_elevation": 80.0,
}  # fmt: skip
NEUTRAL = {"left_elbow_flexion": 45.0, "right_elbow_flexion": 5.0, "neck_height": 0.65, "arm_asymmetry": 25.0}
REP = {"neck_height": 0.55}
USUAL = {"neck_height": 0.63}
READINGS = Readings(VALUES, NEUTRAL, REP, USUAL)


def when(measure: str, of: str = "value", **limit: float) -> Condition:
    return Condition.model_validate({"measure": measure, "of": of, **limit})


@pytest.mark.parametrize(
    ("condition", "left", "right"),
    [
        # a limb's measure is read on the side in question
        (when("elbow_flexion", above=30.0), True, False),
        (when("elbow_flexion", below=30.0), False, True),
        # the limit itself is neither above nor below
        (when("elbow_flexion", above=50.0), False, False),
        (when("elbow_flexion", below=20.0), False, False),
        # a measure of the whole body is the same for both
        (when("neck_height", above=0.5), True, True),
        # a signed one is turned over for the right side
        (when("arm_asymmetry", above=18.0), True, False),
        (when("arm_asymmetry", below=-18.0), False, True),
        (when("arm_asymmetry", beyond=18.0), True, True),
        (when("arm_asymmetry", beyond=31.0), False, False),
        # compared with the person's neutral, or with the beginning of the repetition
        (when("elbow_flexion", of="neutral", above=10.0), False, True),
        (when("neck_height", of="neutral", below=-0.04), True, True),
        (when("neck_height", of="rep", above=0.04), True, True),
        (when("neck_height", of="usual", below=-0.02), True, True),
        (when("neck_height", of="usual", below=-0.04), False, False),
        (when("arm_asymmetry", of="usual", above=-999.0), False, False),
        (when("arm_asymmetry", of="neutral", above=4.0), True, False),
        (when("arm_asymmetry", of="neutral", below=-4.0), False, True),
        # unseen is not true, whatever the limit
        (when("arm_elevation", above=0.0), False, True),
        (when("arm_elevation", below=170.0), False, True),
        (when("arm_elevation", beyond=1.0), False, True),
        # nor is what was never measured, or has nothing to be compared with
        (when("shoulder_width", below=9.0), False, False),
        (when("arm_elevation", of="neutral", below=999.0), False, False),
    ],
)
def test_a_condition_holds_for_a_side(condition: Condition, left: bool, right: bool) -> None:
    assert READINGS.read(condition, Side.LEFT)[1] is left
    assert READINGS.read(condition, Side.RIGHT)[1] is right


@pytest.mark.parametrize(
    ("conditions", "left", "right"),
    [
        ([when("elbow_flexion", above=30.0)], True, False),
        ([when("elbow_flexion", below=30.0)], False, True),
        ([when("elbow_flexion", above=10.0)], True, True),
        ([when("elbow_flexion", above=90.0)], False, False),
        ([when("neck_height", above=0.5)], True, True),
        ([when("neck_height", above=0.9)], False, False),
        ([when("neck_height", above=0.5), when("elbow_flexion", above=30.0)], True, False),
        ([when("arm_asymmetry", above=18.0)], True, False),
        ([when("arm_asymmetry", above=18.0), when("elbow_flexion", below=30.0)], False, False),
        # not enough is seen to say, unless what is seen already says no
        ([when("arm_elevation", above=10.0)], None, True),
        ([when("arm_elevation", above=90.0)], None, False),
        ([when("arm_elevation", above=10.0), when("neck_height", above=0.9)], False, False),
        ([], True, True),
    ],
)
def test_all_conditions_of_a_criterion_have_to_hold(
    conditions: list[Condition], left: bool | None, right: bool | None
) -> None:
    assert READINGS.judge(Criterion(conditions)) == {Side.LEFT: left, Side.RIGHT: right}


def test_criteria_are_judged_together_in_their_order() -> None:
    high, low = Criterion([when("neck_height", above=0.5)]), Criterion([when("neck_height", below=0.5)])
    assert [found[Side.LEFT] for found in READINGS.judged([high, low, high])] == [True, False, True]
    assert READINGS.any_holds([low, high])
    assert not READINGS.any_holds([low, low])


def test_a_criterion_of_one_side_is_enough() -> None:
    assert READINGS.any_holds([Criterion([when("arm_elevation", above=10.0)])])  # only the right arm is seen
    assert not READINGS.any_holds([Criterion([when("arm_elevation", above=90.0)])])


@pytest.mark.parametrize(
    ("conditions", "plain"),
    [
        ([when("neck_height", above=0.5)], True),
        ([when("neck_height", above=0.5), when("elbow_flexion", above=30.0)], False),
        ([when("arm_asymmetry", above=18.0)], False),
    ],
)
def test_a_criterion_of_the_whole_body_says_nothing_about_one_side(conditions: list[Condition], plain: bool) -> None:
    assert Criterion(conditions).plain is plain


def test_names_are_those_of_both_sides() -> None:
    conditions = [when("elbow_flexion", above=1.0), when("neck_height", above=1.0)]
    assert names_of(conditions) == {"left_elbow_flexion", "right_elbow_flexion", "neck_height"}
