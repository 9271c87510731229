"""A recording as text: what is written comes back, and anything else is told with its line."""

from __future__ import annotations

import numpy as np
import pytest
from paths import ROOT

from coach.body.landmarks import PoseFrame, empty_frame
from coach.body.written_points import read_points, written
from coach.capture.recording import Recording


def frames() -> list[PoseFrame]:
    return [frame for _none, frame in Recording(ROOT / "exercises" / "demonstrations" / "wall-slides.npz")]


def test_what_is_written_comes_back_to_a_tenth_of_a_pixel() -> None:
    before = [*frames(), empty_frame(9.0, frames()[0].size)]
    after = read_points(written(before))
    assert len(after) == len(before)
    assert not after[-1].present
    for one, other in zip(before[:-1], after[:-1], strict=True):
        assert other.size == one.size
        assert abs(other.t_s - one.t_s) <= 0.0006
        assert np.abs(other.image - one.image).max() <= 0.051
        assert np.abs(other.world - one.world).max() <= 0.00051
        assert np.abs(other.visibility - one.visibility).max() <= 0.0051


def test_a_point_that_is_not_known_stays_unknown() -> None:
    image = frames()[0].image.copy()
    image[31] = np.nan
    one = PoseFrame(0.0, image, frames()[0].world, frames()[0].visibility, (480, 640))
    assert np.isnan(read_points(written([one]))[0].image[31]).all()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: expected the width and height"),
        ("640 480", "line 1: expected the width and height"),
        ("0 480\n0", "line 1: expected the width and height"),
        ("640 480\n0\nx", "line 3: expected whole numbers"),
        ("640 480\n0 1 2", "line 2: expected the time and 231 numbers"),
        ("640 480\n-\n", "line 2: expected the time"),
        ("640 480\n-5\n", "line 2: expected the time"),
        ("640 480\n5\n5\n", "line 3: its time does not come after"),
        ("640 480\n" + "9" * 9, "line 2: expected whole numbers"),
        ("640 480\n1e3", "line 2: expected whole numbers"),
        ("640 480\n٣", "line 2: expected whole numbers"),
    ],
)
def test_anything_else_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_points(text)
