"""How far a person's own whole repetitions go."""

from __future__ import annotations

import pytest

from coach.counting.own_range import OwnRange


def after(*tops: float, spread: float = 0.2) -> float:
    own = OwnRange(spread)
    for top in tops:
        own.see(top)
    return own.share


def test_nothing_seen_is_the_usual_range() -> None:
    assert after() == 1.0


def test_one_small_movement_is_a_half_one_of_a_usual_person() -> None:
    assert after(0.6) == 1.0
    assert after(0.5) == 1.0


def test_two_alike_are_the_whole_ones_of_somebody_with_a_smaller_range() -> None:
    assert after(0.62, 0.64) == pytest.approx(0.65, abs=0.04)


def test_a_whole_and_a_half_one_are_not_alike() -> None:
    assert after(0.81, 0.6) > 0.85


def test_half_ones_among_whole_ones_change_nothing() -> None:
    assert after(1.0, 0.5, 1.0, 0.5, 1.0) == pytest.approx(1.0, abs=0.03)


def test_one_large_movement_makes_a_half_one_of_a_usual_one() -> None:
    assert after(1.3) > 1.15


def test_where_people_do_not_differ_nothing_is_learnt() -> None:
    assert after(0.6, 0.6, 0.6, spread=0.0) == 1.0


def test_a_movement_of_no_size_says_nothing() -> None:
    assert after(0.0, -0.2) == 1.0
