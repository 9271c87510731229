"""What "since this repetition began" refers to: found at once, then followed slowly, and only at rest."""

from __future__ import annotations

import pytest

from coach.counting.rep_baseline import RepBaseline

FPS = (12, 30, 60)


@pytest.mark.parametrize("fps", FPS)
def test_a_landmarker_that_finds_its_feet_leaves_no_trace(fps: float) -> None:
    rest = RepBaseline(["rise"])
    for i in range(round(0.6 * fps)):
        rest.update(i / fps, {"rise": -0.4 if i / fps < 0.3 else 0.0}, resting=True, arrived=False)
    assert rest.values["rise"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("fps", FPS)
def test_a_later_change_is_followed_slowly_and_only_at_rest(fps: float) -> None:
    rest = RepBaseline(["rise"])
    for i in range(round(fps)):
        rest.update(i / fps, {"rise": 0.0}, resting=True, arrived=False)
    for i in range(round(fps)):
        rest.update(1 + i / fps, {"rise": 1.0}, resting=False, arrived=False)
    assert rest.values["rise"] == 0.0
    rest.update(2.0, {"rise": 1.0}, resting=True, arrived=False)
    assert 0 < rest.values["rise"] < 0.3
