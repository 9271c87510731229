"""A dose in words, and the time that a repetition takes."""

from __future__ import annotations

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Dose
from coach.definitions.dosage import in_short, in_words, rep_s

BOTH = LIBRARY.exercise("wall-slides")  # a repetition takes 4 s: the middle of 0.8 and 20
EACH = LIBRARY.exercise("open-books").model_copy(update={"tempo_s": (1.0, 25.0)})  # 5 s, each side


def test_the_note_stands_behind_the_dose() -> None:
    dose = Dose(reps=3, hold_s=5, note="twice a day")
    assert in_words(BOTH, dose) == "3 times, held for 5 seconds (twice a day)"


def test_each_side_is_said_to_be() -> None:
    assert in_words(EACH, Dose(reps=10, sets=3)) == "10 times on each side, 3 sets"
    assert in_short(EACH, Dose(reps=10, sets=3)) == "3 x 10 a side"


def test_a_repetition_takes_the_middle_of_what_is_allowed_and_three_seconds_at_least() -> None:
    assert rep_s(BOTH) == pytest.approx(4.0)
    assert rep_s(BOTH.model_copy(update={"tempo_s": (0.3, 10.0)})) == 3.0
