"""What is usual: the middle of the tops of earlier whole repetitions of the same side."""

from __future__ import annotations

import math

import pytest

from coach.body.side import Side
from coach.counting.usual_form import KEPT, UsualForm
from coach.definitions.phase import Phase

OUT, TARGET, BACK = Phase.OUT, Phase.TARGET, Phase.BACK
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def repeated(form: UsualForm, *tops: float, side: Side = BOTH, whole: bool = True) -> None:
    """One movement after the other, with this neck at its target and another on the way; each comes to rest."""
    for top in tops:
        for phase, neck in ((OUT, 9.0), (TARGET, top - 0.1), (TARGET, top), (TARGET, top + 0.1), (BACK, 9.0)):
            form.update(side, phase, {"neck_height": neck})
        form.update(None, Phase.START, {"neck_height": 9.0})
        if whole:
            form.repetition(side)


def usual(form: UsualForm, side: Side = BOTH) -> dict[str, float]:
    """What the next movement of this side is compared with."""
    form.update(side, OUT, {"neck_height": 9.0})
    return dict(form.values)


@pytest.fixture
def form() -> UsualForm:
    return UsualForm(["neck_height"])


def test_nothing_is_usual_before_the_first_whole_repetition(form: UsualForm) -> None:
    assert usual(form) == {}
    repeated(form, 0.5, whole=False)
    assert usual(form) == {}


def test_one_repetition_is_enough_and_of_several_the_middle_one_counts(form: UsualForm) -> None:
    repeated(form, 0.5)
    assert usual(form) == pytest.approx({"neck_height": 0.5})
    repeated(form, 0.2, 0.6)
    assert usual(form) == pytest.approx({"neck_height": 0.5})


def test_only_the_target_of_whole_ones_is_looked_at(form: UsualForm) -> None:
    repeated(form, 0.5)
    repeated(form, 0.1, 0.1, 0.1, whole=False)
    assert usual(form) == pytest.approx({"neck_height": 0.5})


def test_a_repetition_that_is_told_when_the_next_has_begun_is_the_one_before(form: UsualForm) -> None:
    form.update(BOTH, TARGET, {"neck_height": 0.5})
    form.update(None, Phase.START, {"neck_height": 9.0})
    form.update(BOTH, OUT, {"neck_height": 9.0})
    form.repetition(BOTH)
    assert form.values == {"neck_height": 0.5}


def test_each_side_has_its_own(form: UsualForm) -> None:
    repeated(form, 0.5, side=LEFT)
    repeated(form, 0.3, side=RIGHT)
    assert usual(form, LEFT) == pytest.approx({"neck_height": 0.5})
    assert usual(form, RIGHT) == pytest.approx({"neck_height": 0.3})


def test_a_habit_that_changes_is_followed(form: UsualForm) -> None:
    repeated(form, *[0.5] * KEPT, *[0.3] * KEPT)
    assert usual(form) == pytest.approx({"neck_height": 0.3})


def test_what_was_not_seen_is_not_usual(form: UsualForm) -> None:
    repeated(form, math.nan)
    assert usual(form) == {}
    repeated(form, 0.5, math.nan)
    assert usual(form) == pytest.approx({"neck_height": 0.5})


def test_lengths_of_another_distance_are_forgotten(form: UsualForm) -> None:
    repeated(form, 0.5)
    form.forget()
    assert usual(form) == {}
