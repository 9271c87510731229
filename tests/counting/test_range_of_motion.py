"""How far a repetition went in the movement's own unit, on a body whose angles are known from arithmetic."""

from __future__ import annotations

import math

import pytest
from bodies import film, reps, wall_slide
from cranked import LIBRARY

from coach.body.side import Side
from coach.counting.progress_signal import ProgressSignal
from coach.counting.range_of_motion import WINDOW_S, RangeOfMotion
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.events import Moved, Rep


def signal_of(name: str) -> ProgressSignal:
    card = LIBRARY.card(name)
    assert isinstance(card.exercise, Exercise)
    path = card.exercise.path
    return ProgressSignal(card.exercise, card.poses[path.start], card.poses[path.target])


def followed(name: str, *frames: dict[str, float]) -> RangeOfMotion:
    """One frame a second; what is not named is unseen."""
    signal = signal_of(name)
    found = RangeOfMotion(signal)
    for t_s, values in enumerate(frames):
        found.update(float(t_s), dict.fromkeys(signal.names, math.nan) | values)
    return found


def arms(left: float, right: float) -> dict[str, float]:
    return {"left_arm_elevation": left, "right_arm_elevation": right}


def test_two_arms_went_as_far_as_their_mean_and_each_is_kept() -> None:
    found = followed("wall-slides", arms(70, 60), arms(110, 100), arms(160, 140))
    assert found.between(0, 2, Side.BOTH) == Moved("arm_elevation", "deg", 85.0, 90.0, 80.0)


def test_an_arm_that_was_not_seen_has_no_range() -> None:
    found = followed("wall-slides", arms(70, math.nan), arms(160, math.nan))
    assert found.between(0, 1, Side.BOTH) == Moved("arm_elevation", "deg", 90.0, 90.0, None)
    unseen = followed("wall-slides", arms(math.nan, math.nan), arms(math.nan, math.nan))
    assert unseen.between(0, 1, Side.BOTH) is None


def test_the_nearest_that_was_seen_stand_for_the_rest_and_the_peak() -> None:
    hidden = arms(math.nan, math.nan)
    found = followed("wall-slides", arms(70, 70), hidden, arms(150, 150), hidden)
    assert found.between(1, 3, Side.BOTH) == Moved("arm_elevation", "deg", 80.0, 80.0, 80.0)


def test_the_rest_lies_before_the_moment_in_which_the_movement_is_noticed() -> None:
    found = followed("wall-slides", arms(70, 70), arms(80, 80), arms(150, 150))
    assert found.between(1, 2, Side.BOTH) == Moved("arm_elevation", "deg", 80.0, 80.0, 80.0)


def test_to_one_side_and_to_the_other_are_ranges_alike() -> None:
    found = followed("neck-rotations", {"head_yaw": 2.0}, {"head_yaw": 62.0}, {"head_yaw": -50.0})
    assert found.between(0, 1, Side.LEFT) == Moved("head_yaw", "deg", 60.0)
    assert found.between(0, 2, Side.RIGHT) == Moved("head_yaw", "deg", 52.0)


@pytest.mark.parametrize(
    ("exercise", "measure"),
    [("wall-slides", "arm_elevation"), ("band-row", "near_elbow_flexion"), ("scapular-squeezes", "shoulder_width")],
)
def test_what_carries_most_of_the_signal_is_the_range_and_of_equals_degrees(exercise: str, measure: str) -> None:
    signal = signal_of(exercise)
    found = RangeOfMotion(signal)
    for t_s in (0.0, 1.0):
        found.update(t_s, dict.fromkeys(signal.names, t_s))
    moved = found.between(0, 1, Side.BOTH)
    assert moved is not None
    assert moved.measure == measure


def test_what_is_long_ago_is_forgotten() -> None:
    signal = signal_of("wall-slides")
    found = RangeOfMotion(signal)
    for t_s in range(0, 1000, 10):
        found.update(float(t_s), dict.fromkeys(signal.names, float(t_s)))
    assert found.between(0, 700, Side.BOTH) is None
    moved = found.between(990 - WINDOW_S, 990, Side.BOTH)
    assert moved is not None
    assert moved.amount == 150.0


def test_a_session_tells_how_far_each_repetition_went_and_the_json_does_not() -> None:
    """The upper arms of the stick person go from 80 to 154 degrees."""
    card = LIBRARY.card("wall-slides")
    assert isinstance(card.exercise, Exercise)
    path = card.exercise.path
    session = Session(card.exercise, card.poses[path.start], card.poses[path.target], Options(endless=True))
    level, seconds = reps([1.0, 1.0, 1.0])
    events = [e for one in film(lambda t: wall_slide(level(t)), seconds) for e in session.update(one).events]
    counted = [event for event in events if isinstance(event, Rep)]
    assert len(counted) == 3
    for rep in counted:
        assert rep.moved is not None
        assert rep.moved.amount == pytest.approx(74.0, abs=2.0)
        assert "moved" not in rep.as_json()
