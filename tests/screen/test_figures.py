"""What is drawn over the person: the face stays to be seen."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.landmarks import COUNT, INDEX
from coach.screen.figures import draw_skeleton

GREY = 90


def painted(ears: tuple[int, int], nose: int, unit: float) -> np.ndarray:
    """(width,) which columns of the row through the ears are painted over, with dots on both."""
    points = np.full((COUNT, 2), np.nan)
    for name, x in (("left_ear", ears[1]), ("right_ear", ears[0]), ("nose", nose)):
        points[INDEX[name]] = x, 60
    picture = np.full((120, 400, 3), GREY, np.uint8)
    draw_skeleton(picture, points, {"left_ear": "good", "right_ear": "good"}, unit)
    return (picture[60] != GREY).any(axis=1)


@pytest.mark.parametrize("wide", [24, 30, 60, 200])
def test_dots_on_the_ears_leave_the_eyes_free(wide: int) -> None:
    left, right = 200 - wide // 2, 200 + wide // 2
    over = painted((left, right), 200, unit=24.0)
    assert over[left]
    assert over[right]
    assert not over[round(left + 0.28 * wide) : round(right - 0.28 * wide)].any()


def test_on_a_large_head_they_are_as_large_as_any_joint() -> None:
    assert painted((100, 300), 200, unit=24.0).sum() == pytest.approx(2 * 24, abs=6)  # and their smoothed edges


def test_from_the_side_a_head_keeps_its_size() -> None:
    assert painted((200, 200), 240, unit=24.0).sum() == pytest.approx(0.36 * 60, abs=4)
