"""A set that ends by the clock."""

from __future__ import annotations

import pytest

from coach.counting.time_box import AT_MOST_S, GAP_S, TimeBox

STEP_S = 0.5

ROWS = [  # seconds asked for, when a repetition is under way, when it is over
    (None, (0.0, 0.0), None),
    (4.0, (0.0, 0.0), 4.0),
    (4.0, (3.0, 4.0), 4.0),  # it ends just in time
    (4.0, (3.5, 6.0), 6.0),  # the running one is waited for ...
    (4.0, (3.5, 60.0), 4.0 + AT_MOST_S),  # ... but not for ever
]


@pytest.mark.parametrize(("seconds", "moving", "ends_s"), ROWS)
def test_it_ends_with_the_running_repetition(
    seconds: float | None, moving: tuple[float, float], ends_s: float | None
) -> None:
    box = TimeBox(seconds)
    over = []
    for k in range(1, 60):
        box.update(STEP_S, under_way=moving[0] <= k * STEP_S < moving[1])
        over += [k * STEP_S] if box.over else []
    assert (over[0] if over else None) == ends_s
    assert len(over) in (0, 60 - round(over[0] / STEP_S) if over else 0), "over once, over for good"


def test_what_the_camera_slept_through_is_not_time_spent_and_less_can_be_asked_for() -> None:
    box = TimeBox(4.0)
    box.update(100.0, under_way=False)
    assert not box.over
    box.last(GAP_S + STEP_S)
    box.update(STEP_S, under_way=False)
    assert box.over
    box.begin()
    assert not box.over
