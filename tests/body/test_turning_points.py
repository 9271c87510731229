"""Where a level that goes up and down has turned."""

from __future__ import annotations

from coach.body.turning_points import TurningPoints


def troughs(*levels: float) -> list[tuple[float, float]]:
    points = TurningPoints(way=0.3)
    found = [points.update(float(i), level, {"x": level}) for i, level in enumerate(levels)]
    return [(trough.t_s, trough.level) for trough in found if trough is not None]


def test_the_lowest_point_between_two_movements_is_one() -> None:
    assert troughs(0.2, 1.0, 0.4, 0.1, 0.2, 0.9) == [(3.0, 0.1)]


def test_a_rise_alone_has_none() -> None:
    assert troughs(0.0, 0.5, 1.0) == []


def test_sway_is_no_turn() -> None:
    assert troughs(0.0, 0.2, 0.0, 0.2, 0.0, 0.2) == []


def test_each_movement_has_its_own() -> None:
    assert troughs(1.0, 0.1, 1.0, 0.2, 1.0) == [(1.0, 0.1), (3.0, 0.2)]


def test_what_was_before_may_be_forgotten() -> None:
    points = TurningPoints(way=0.3)
    for t_s, level in enumerate((1.0, 0.1)):
        points.update(float(t_s), level, {})
    points.forget()
    assert points.update(2.0, 1.0, {}) is None
