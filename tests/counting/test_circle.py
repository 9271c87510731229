"""Which way round a circle went, and that up and down is none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coach.counting.circle import Loop
from coach.definitions.definition import CircleWidth

NAN = math.nan
WIDTH = 0.02  # of a usual backward loop
ONE = (CircleWidth(measure="shoulder_width", width=WIDTH),)
TWO = (CircleWidth(measure="shoulder_width", width=WIDTH), CircleWidth(measure="elbow_out", width=0.04, weight=3.0))


def looped(
    direction: float, fps: float = 30, seconds: float = 2.0, across: tuple[CircleWidth, ...] = ONE, lean: float = 0.0,
    drift: float = 0.0, noise: float = 0.0, hide: tuple[float, float] = (9.0, 9.0),
) -> float:  # fmt: skip
    """Roundness of one loop whose mean width is `direction` times the usual one; `lean` tips the way up and down."""
    loop, random = Loop(across), np.random.default_rng(7)
    for i in range(round(seconds * fps) + 1):
        t = i / fps
        angle = 2 * math.pi * t / seconds
        height = (1 - math.cos(angle)) / 2
        # the area of an ellipse of half axes 1/2 and a over its height 1 is a * pi / 2
        half = direction * WIDTH / (math.pi / 2)
        x = 1.0 + half * math.sin(angle) + lean * height + drift * t + float(random.normal(0.0, noise))
        unseen = hide[0] <= t < hide[1]
        loop.add(t, height, {"shoulder_width": NAN if unseen else x, "left_elbow_out": NAN, "right_elbow_out": 2 * x})
    return loop.roundness(0.0, seconds)


@pytest.mark.parametrize("fps", [12, 30, 60])
@pytest.mark.parametrize("width", [-1.5, -1.0, -0.3, 0.0, 0.3, 1.0, 1.5])
def test_roundness_is_the_signed_width_of_the_loop(width: float, fps: float) -> None:
    assert looped(width, fps) == pytest.approx(width, abs=0.06)


@pytest.mark.parametrize("lean", [-0.1, 0.05, 0.2])
def test_plain_up_and_down_is_no_circle_however_it_leans(lean: float) -> None:
    assert looped(0.0, lean=lean) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("lean", [-0.1, 0.1])
def test_a_leaning_circle_keeps_its_direction(lean: float) -> None:
    assert looped(1.0, lean=lean) == pytest.approx(1.0, abs=0.05)
    assert looped(-1.0, lean=lean) == pytest.approx(-1.0, abs=0.05)


def test_a_way_that_ends_higher_than_it_began_is_closed_before_it_is_measured() -> None:
    loop, round_ = Loop(ONE), Loop(ONE)
    for i in range(61):
        angle = math.pi * i / 30
        height = (1 - math.cos(angle)) / 2 + 0.15 * i / 60
        loop.add(i / 30, height, {"shoulder_width": 1.0})
        round_.add(i / 30, height, {"shoulder_width": 1 + 0.0127 * math.sin(angle)})
    assert loop.roundness(0.0, 2.0) == pytest.approx(0.0, abs=0.02)
    assert round_.roundness(0.0, 2.0) == pytest.approx(1.0, abs=0.1)


def test_tremble_encloses_nothing() -> None:
    assert looped(0.0, noise=0.004) == pytest.approx(0.0, abs=0.3)


@pytest.mark.parametrize("width", [-4.0, 4.0])
def test_a_wide_loop_says_no_more_than_two(width: float) -> None:
    assert looped(width) == math.copysign(2.0, width)


@pytest.mark.parametrize("width", [-20.0, 20.0])
def test_a_wild_loop_is_no_circle_of_this_kind(width: float) -> None:
    assert math.isnan(looped(width))


def test_each_measure_speaks_by_its_weight_and_own_width() -> None:
    # the elbow makes twice the loop where twice the loop is usual, so that both say the same
    assert looped(1.0, across=TWO) == pytest.approx(1.0, abs=0.03)
    half = (TWO[0], CircleWidth(measure="elbow_out", width=-0.04, weight=3.0))
    assert looped(1.0, across=half) == pytest.approx((1.0 - 3.0) / 4, abs=0.03)


@pytest.mark.parametrize(("hide", "seen"), [((0.9, 1.2), True), ((0.5, 1.5), False)])
def test_a_measure_that_is_hidden_for_a_fifth_of_the_way_says_nothing(hide: tuple[float, float], seen: bool) -> None:
    assert math.isnan(looped(1.0, hide=hide)) is not seen
    assert looped(1.0, across=TWO, hide=hide) == pytest.approx(1.0, abs=0.2)  # the elbow was there


def test_only_the_seconds_asked_for_count() -> None:
    loop = Loop(ONE)
    for i in range(121):
        t = i / 30
        way = 1.0 if t < 2 else -1.0
        angle = math.pi * t
        loop.add(t, (1 - math.cos(angle)) / 2, {"shoulder_width": 1 + way * 0.0127 * math.sin(angle)})
    assert loop.roundness(0.0, 2.0) == pytest.approx(1.0, abs=0.05)
    assert loop.roundness(2.0, 4.0) == pytest.approx(-1.0, abs=0.05)
    loop.forget_before(2.0)
    assert math.isnan(loop.roundness(0.0, 1.9))
    assert loop.roundness(2.0, 4.0) == pytest.approx(-1.0, abs=0.05)


def test_nothing_seen_is_no_circle() -> None:
    loop = Loop(ONE)
    for i in range(60):
        loop.add(i / 30, NAN, {"shoulder_width": 1.0})
    assert math.isnan(loop.roundness(0.0, 2.0))


def test_the_lowest_of_a_path_is_that_of_its_own_time() -> None:
    loop = Loop(())
    for t_s, height in ((0.0, -3.0), (1.0, 0.2), (2.0, 1.1), (3.0, 0.1), (4.0, math.nan)):
        loop.add(t_s, height, {})
    assert loop.lowest(1.0, 4.0) == 0.1
    assert math.isnan(loop.lowest(5.0, 6.0))
