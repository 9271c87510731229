"""A dose in words."""

from __future__ import annotations

import pytest

from coach.wording.doses import Amount, in_short, in_words


@pytest.mark.parametrize(
    ("amount", "words", "short"),
    [
        (Amount(reps=10), "10 times", "10"),
        (Amount(reps=1), "once", "once"),
        (Amount(reps=10, sets=3), "10 times, 3 sets", "3 x 10"),
        (Amount(reps=10, hold_s=5), "10 times, held for 5 seconds", "10 x 5 s"),
        (Amount(reps=1, hold_s=90), "once, held for 1 minute 30 seconds", "90 s"),
        # sets of holds: what belongs to one set
        (Amount(reps=3, hold_s=10, sets=2), "3 times, held for 10 seconds, 2 sets", "2 x (3 x 10 s)"),
        # each side
        (Amount(reps=10, each_side=True), "10 times on each side", "10 a side"),
        (Amount(reps=1, each_side=True), "once on each side", "once a side"),
        (Amount(reps=1, hold_s=2.5, each_side=True), "once on each side, held for 2 seconds", "2.5 s a side"),
        # circles: what is done in each direction
        (Amount(reps=5, directions=("backward", "forward")), "5 times backward and forward", "5 each way"),
        (Amount(reps=10, directions=("backward",)), "10 times backward", "10 backward"),
        # clocks
        (Amount(time_s=1200), "20 minutes", "20 min"),
        (Amount(time_s=20), "20 seconds", "20 s"),
        (Amount(time_s=40, hold_s=5), "40 seconds, each held for 5 seconds", "40 s"),
    ],
)
def test_a_dose(amount: Amount, words: str, short: str) -> None:
    assert in_words(amount) == words
    assert in_short(amount) == short
