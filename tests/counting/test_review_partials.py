"""A partial repetition turns out to be a whole one once at most, however the way is counted anew."""

from __future__ import annotations

from coach.body.side import Side
from coach.counting.progress_signal import ProgressSignal
from coach.counting.rep_detector import Excursion
from coach.counting.review import Review
from coach.counting.settling import Settling
from coach.definitions.definition import Exercise
from coach.definitions.library import Library


def excursion(start_s: float, end_s: float) -> Excursion:
    return Excursion(start_s, (start_s + end_s) / 2, end_s, range=1.0, held_s=0.0, reached=True, held=True)


def test_two_repetitions_in_the_time_of_one_partial_take_its_place_once() -> None:
    card = Library().card("wall-slides")
    exercise = card.exercise
    assert isinstance(exercise, Exercise)
    signal = ProgressSignal(exercise, card.poses[exercise.path.start], card.poses[exercise.path.target])
    review = Review(exercise, signal)
    review.tell(Settling(excursion(0.0, 10.0), ("arm_elevation",), None, Side.BOTH))
    whole = [Settling(excursion(start_s, start_s + 4.0), (), None, Side.BOTH) for start_s in (0.5, 5.0)]
    found = [review._after_all(settling) for settling in whole]
    assert [after is not None and after.told for after in found] == [True, False]
