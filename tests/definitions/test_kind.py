"""Each kind has a row, and what a row says is what the files of that kind do."""

from __future__ import annotations

from typing import get_args

from shipped import LIBRARY

from coach.definitions.definition import Activity, Exercise
from coach.definitions.kind import WAYS, JudgedKind, Kind


def test_every_kind_has_a_row_and_is_judged_or_timed() -> None:
    assert set(WAYS) == set(Kind)
    assert {*get_args(JudgedKind), Kind.CLOCK} == set(Kind)


def test_a_dose_says_how_much_of_its_kind_is_done() -> None:
    for exercise in (card.exercise for card in LIBRARY.cards()):
        assert isinstance(exercise, Activity) is (exercise.kind == Kind.CLOCK), exercise.id
        for dose in (exercise.dose, *exercise.doses.values()):
            assert getattr(dose, WAYS[exercise.kind].amount), exercise.id
            assert not dose.directions or (isinstance(exercise, Exercise) and exercise.way.directed), exercise.id
