"""When a repetition is told: at rest, on the way to the next one, past the middle of a sweep, or after a while."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.counting.rep_detector import Excursion
from coach.counting.settling import Settling

RETURNED_S = 5.0  # most of the way back is done


def told(level: Callable[[float], float], sweeping: bool = False, lag_s: float = 0.0, fps: float = 30.0) -> float:
    """Seconds from then until it is told; `level` is of the seconds since then."""
    done = Excursion(2.0, 3.5, RETURNED_S, 1.0, 1.0, reached=True, held=True)
    settling = Settling(done, (), None, "left", sweeping, lag_s)
    for i in range(1, round(3 * fps)):
        if settling.is_over(RETURNED_S + i / fps, level(i / fps), moving=False):
            return i / fps
    raise AssertionError("never told")


def falling(t_s: float) -> float:
    """On, through the start and out to the other side."""
    return 0.3 - 1.5 * t_s


@pytest.mark.parametrize("fps", [12, 30, 60])
def test_a_limb_that_comes_to_rest_is_told_as_it_does(fps: float) -> None:
    assert told(lambda t: max(0.0, falling(t)), fps=fps) == pytest.approx(0.33, abs=0.1)


@pytest.mark.parametrize("fps", [12, 30, 60])
def test_a_sweep_is_told_as_it_passes_the_middle(fps: float) -> None:
    assert told(falling, sweeping=True, fps=fps) == pytest.approx(0.2, abs=1 / fps + 1e-9)
    assert told(falling, fps=fps) == pytest.approx(0.6, abs=1 / fps + 1e-9)


@pytest.mark.parametrize(("lag_s", "after_s"), [(0.0, 0.6), (0.42, 0.18)])
def test_what_a_long_median_has_cost_is_not_waited_for_again(lag_s: float, after_s: float) -> None:
    assert told(falling, lag_s=lag_s) == pytest.approx(after_s, abs=1 / 30 + 1e-9)
