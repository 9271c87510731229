"""Which pictures are judged, by their own times."""

from __future__ import annotations

import pytest

from coach.desk.pace import Pace


def judged(pace: Pace, seconds: float, state: str, *, fps: float = 30.0, start_s: float = 0.0, since_s: float = 0.0,
           changing: bool = False, moved: bool | None = None) -> list[float]:  # fmt: skip
    """The times that were judged."""
    times = []
    for k in range(round(seconds * fps)):
        t_s = start_s + k / fps
        if pace.due(t_s, moved):
            times.append(t_s)
            pace.judged(t_s, state, since_s, changing)
    return times


def test_the_first_picture_is_judged() -> None:
    assert Pace().due(0.0)


@pytest.mark.parametrize("fps", [5.0, 10.0, 12.0, 30.0, 60.0])
@pytest.mark.parametrize(
    ("state", "since_s", "changing", "per_second"),
    [
        ("upright", 0.0, False, 2.0),
        ("upright", -100.0, False, 1.0),
        ("slouch", 0.0, True, 4.0),
        ("away", -9.0, False, 0.5),
    ],
)
def test_the_rate_is_what_is_needed(fps: float, state: str, since_s: float, changing: bool, per_second: float) -> None:
    times = judged(Pace(), 15, state, fps=fps, since_s=since_s, changing=changing)
    assert len(times) / 15 == pytest.approx(per_second, rel=0.4)
    assert len(times) / 15 <= 1.2 * per_second


def test_a_picture_that_stands_still_is_hardly_judged() -> None:
    assert len(judged(Pace(), 100, "upright", moved=False)) <= 11


def test_somebody_who_comes_is_looked_at_sooner() -> None:
    pace = Pace()
    pace.judged(0.0, "away", -60.0, False)
    assert not pace.due(1.0)
    assert pace.due(1.0, moved=True)
    assert not pace.due(0.4, moved=True), "a curtain in the wind costs no more than somebody who is there"


def test_movement_of_somebody_who_is_there_does_not_hurry() -> None:
    pace = Pace()
    pace.judged(0.0, "upright", 0.0, False)
    assert not pace.due(0.3, moved=True)
    assert pace.due(0.5, moved=True)
