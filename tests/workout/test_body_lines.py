"""The card of an exercise says what this person's body changes about it."""

from __future__ import annotations

import pytest

from coach.body.limbs import Limb
from coach.counting.set_session import Options
from coach.definitions.library import Library
from coach.workout.plan import Item
from coach.workout.prompts import intro


def lines(exercise: str, options: Options) -> tuple[str, ...]:
    card = Library().card(exercise)
    return intro(Item(card.exercise, card.poses, options), known=False, in_full=False, hurt=False)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (Options(without=(Limb.LEFT_ARM,)), "I leave out your left arm, and judge what there is."),
        (Options(seated=True), "Do it sitting if you can; if it needs your legs, skip it."),
    ],
)
def test_the_card_tells_what_is_left_out_and_who_sits(options: Options, line: str) -> None:
    assert line in lines("arm-circles", options)
    assert line not in lines("arm-circles", Options())


def test_who_sits_at_a_desk_anyhow_is_told_nothing() -> None:
    assert lines("shoulder-rolls", Options(seated=True)) == lines("shoulder-rolls", Options())


def test_the_goal_is_that_of_the_side_that_is_there() -> None:
    card = Library().card("one-arm-row")
    both, one = (
        Item(card.exercise, card.poses, Options(reps=8, without=limbs)).goal for limbs in ((), (Limb.RIGHT_ARM,))
    )
    assert (both, one) == (16, 8)
