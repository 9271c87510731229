"""Names of what is kept, as people know them, also of what the library does not have."""

from __future__ import annotations

import pytest
from shipped import LIBRARY

from coach.records.titles import Titles

TITLES = Titles(LIBRARY)


@pytest.mark.parametrize(
    ("exercise", "cue", "said"),
    [
        ("wall-slides", "shrugging", "Shoulders down, away from your ears"),
        ("wall-slides", "released-early", "Released early"),  # a remark: no exercise has it as a correction
        ("wall-slides", "wrong-direction", "Wrong direction"),
        ("bird-dog-arm", "arm-low", "Arm low"),  # given once, and no more
        ("walking", "shrugging", "Shrugging"),  # it has no corrections
        ("mine-that-is-gone", "elbows-in", "Elbows in"),
    ],
)
def test_every_correction_that_is_kept_has_a_name(exercise: str, cue: str, said: str) -> None:
    assert TITLES.cue(exercise, cue) == said
