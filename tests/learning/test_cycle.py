"""Ways out and back in made curves: where they are is known by arithmetic."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.landmarks import Array
from coach.learning.cycle import cycles, turning_points
from coach.learning.tracks import STEP_S

REST, WAY = round(1.0 / STEP_S), round(2.0 / STEP_S)


def hill(height: float = 1.0) -> Array:
    """Two seconds out and back."""
    return height * np.sin(np.linspace(0, np.pi, WAY)) ** 2


def rests(level: float = 0.0) -> Array:
    return np.full(REST, level)


def test_three_ways_out_and_back_are_found_where_they_are() -> None:
    found = cycles(np.concatenate([rests(), *[np.concatenate([hill(), rests()]) for _ in range(3)]]))
    assert found is not None
    assert [cycle.peak for cycle in found.found] == pytest.approx(
        [REST + WAY / 2, 2 * REST + 1.5 * WAY, 3 * REST + 2.5 * WAY], abs=2
    )
    assert all(cycle.end - cycle.start < WAY for cycle in found.found)
    assert found.alike > 0.9


def test_a_rest_far_from_the_others_before_the_first_is_no_part_of_it() -> None:
    """Hanging arms that are first lifted to where the movement begins."""
    lifted = np.linspace(-2.0, 0.0, REST)
    found = cycles(np.concatenate([rests(-2.0), lifted, rests(), hill(), rests(), hill(), rests(), hill(), rests()]))
    assert found is not None
    assert len(found.found) == 3


@pytest.mark.parametrize("curve", [rests(), np.concatenate([rests(), hill(), rests()]), np.linspace(0, 5, 90)])
def test_what_does_not_go_out_and_back_twice_is_nothing(curve: Array) -> None:
    assert cycles(curve) is None


def test_a_hesitation_is_no_turn() -> None:
    curve = np.array([0, 1, 2, 1.5, 3, 4, 3, 0.0])
    assert turning_points(curve, 1.0) == [(0, False), (5, True), (7, False)]
    assert turning_points(curve, 0.4) == [(0, False), (2, True), (3, False), (5, True), (7, False)]
