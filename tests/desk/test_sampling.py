"""Which pictures are judged, by their own times."""

from __future__ import annotations

import pytest

from coach.desk.posture import PostureState
from coach.desk.sampling import Sampling


def judged(pace: Sampling, seconds: float, state: str, *, fps: float = 30.0, start_s: float = 0.0,
           changing: bool = False, moved: bool | None = None) -> list[float]:  # fmt: skip
    """The times that were judged."""
    times = []
    for k in range(round(seconds * fps)):
        t_s = start_s + k / fps
        if pace.due(t_s, moved):
            times.append(t_s)
            pace.judged(t_s, state, changing)
    return times


def test_the_first_picture_is_judged() -> None:
    assert Sampling().due(0.0)


@pytest.mark.parametrize("fps", [5.0, 10.0, 12.0, 30.0, 60.0])
@pytest.mark.parametrize(
    ("state", "changing", "per_second"),
    [("upright", False, 0.8), ("slouch", False, 0.8), ("slouch", True, 4.0), ("away", False, 0.5)],
)
def test_the_rate_is_what_is_needed(fps: float, state: str, changing: bool, per_second: float) -> None:
    times = judged(Sampling(), 15, state, fps=fps, changing=changing)
    assert len(times) / 15 == pytest.approx(per_second, rel=0.4)
    assert (len(times) - 1) / 15 <= 1.2 * per_second


def test_a_picture_that_stands_still_is_hardly_judged() -> None:
    assert len(judged(Sampling(), 100, "upright", moved=False)) <= 11


def test_a_room_that_stands_still_once_somebody_has_left_is_soon_known_to_be_empty() -> None:
    assert len(judged(Sampling(), 10, "upright", changing=True, moved=False)) >= 8
    assert len(judged(Sampling(), 100, "unknown", changing=True, moved=False)) <= 19, "a covered camera costs little"


def test_somebody_who_comes_is_looked_at_sooner() -> None:
    pace = Sampling()
    pace.judged(0.0, "away", False)
    assert not pace.due(1.25)
    assert pace.due(1.25, moved=True)
    assert not pace.due(0.4, moved=True), "a curtain in the wind costs no more than somebody who is there"


def test_movement_of_somebody_who_is_there_does_not_hurry() -> None:
    pace = Sampling()
    pace.judged(0.0, "upright", False)
    assert not pace.due(0.5, moved=True)
    assert pace.due(1.25, moved=True)


@pytest.mark.parametrize(
    ("state", "changing", "at_s"), [("upright", False, 1.25), ("away", False, 1.25), ("slouch", True, 0.25)]
)
def test_a_picture_that_cannot_be_due_is_not_even_compared(state: str, changing: bool, at_s: float) -> None:
    pace = Sampling()
    pace.judged(0.0, PostureState(state), changing)
    assert not pace.may_be_due(0.8 * at_s)
    assert not pace.due(0.8 * at_s, moved=True)
    assert pace.may_be_due(at_s)


def test_a_change_is_followed_closely_from_the_next_look_on() -> None:
    pace = Sampling()
    pace.judged(0.0, "upright", False)
    pace.judged(1.0, "upright", True)
    assert pace.due(1.25)
    pace.judged(1.25, "slouch", False)
    assert not pace.due(2.0)
    assert pace.due(2.5)
