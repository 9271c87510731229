"""A dose in words, and the time that a repetition takes."""

from __future__ import annotations

import pytest

from coach.definitions.definition import Dose
from coach.definitions.dosage import in_short, in_words, rep_s
from coach.definitions.library import Library

LIBRARY = Library()
BOTH = LIBRARY.exercise("wall-slides")  # a repetition takes 4 s: the middle of 0.8 and 20
EACH = LIBRARY.exercise("open-books").model_copy(update={"tempo_s": (1.0, 25.0)})  # 5 s, each side


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=10), "10 times"),
        (Dose(reps=1), "once"),
        (Dose(reps=10, sets=3), "3 x 10 times"),
        (Dose(reps=10, hold_s=5), "10 times, hold 5 s"),
        (Dose(reps=1, hold_s=2.5), "once, hold 2.5 s"),
        # circles: what is done in each direction
        (Dose(reps=5, directions=("backward", "forward")), "5 times backward, 5 times forward"),
        (Dose(reps=10, directions=("backward",)), "10 times backward"),
        # clocks
        (Dose(time_s=1200), "20 min"),
        (Dose(time_s=20), "20 s"),
        # what numbers do not say
        (Dose(reps=3, hold_s=5, note="twice a day"), "3 times, hold 5 s (twice a day)"),
    ],
)
def test_in_words(dose: Dose, words: str) -> None:
    assert in_words(BOTH, dose) == words


def test_each_side_is_said_to_be() -> None:
    assert in_words(EACH, Dose(reps=10, sets=3)) == "3 x 10 times a side"


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=10), "10 a side"),
        (Dose(reps=1), "once a side"),
        (Dose(reps=10, sets=3), "3 x 10 a side"),
        (Dose(reps=10, hold_s=5), "10 x 5 s a side"),
        (Dose(reps=1, hold_s=2.5), "2.5 s a side"),
        # sets of holds: what belongs to one set
        (Dose(reps=3, hold_s=10, sets=2), "2 x (3 x 10 s) a side"),
    ],
)
def test_in_short(dose: Dose, words: str) -> None:
    assert in_short(EACH, dose) == words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=10, directions=("backward",)), "10 backward"),
        (Dose(reps=5, directions=("backward", "forward")), "5 each way"),
        (Dose(time_s=1200), "20 min"),
        (Dose(time_s=90), "90 s"),
    ],
)
def test_circles_and_clocks_in_short(dose: Dose, words: str) -> None:
    assert in_short(BOTH, dose) == words


def test_a_repetition_takes_the_middle_of_what_is_allowed_and_three_seconds_at_least() -> None:
    assert rep_s(BOTH) == pytest.approx(4.0)
    assert rep_s(BOTH.model_copy(update={"tempo_s": (0.3, 10.0)})) == 3.0
