"""The One-Euro filter in seconds: the same curve at every frame rate, NaN, gaps, the first moment."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bodies import eased

from coach.body.one_euro import OneEuro

MOVE = eased((0.5, 0.0), (1.5, 1.0), (2.0, 1.0), (2.6, 0.0))


def smooth(fps: float, curve=MOVE, seconds: float = 4.0, **settings: float) -> tuple[np.ndarray, np.ndarray]:
    one = OneEuro(**settings)
    times = np.arange(0.0, seconds, 1 / fps)
    return times, np.array([one.update(float(t), curve(float(t))) for t in times])


@pytest.mark.parametrize("fps", [12, 30])
def test_the_same_curve_at_every_frame_rate(fps: float) -> None:
    at, fine = smooth(60)
    times, values = smooth(fps)
    assert np.abs(values - np.interp(times, at, fine)).max() < 0.06


@pytest.mark.parametrize("fps", [12, 30, 60])
def test_the_delay_is_below_a_tenth_of_a_second(fps: float) -> None:
    times, values = smooth(fps)
    true = np.array([MOVE(float(t)) for t in times])
    rising = times < 1.5
    delay = np.interp(0.5, values[rising], times[rising]) - np.interp(0.5, true[rising], times[rising])
    assert 0.0 <= delay < 0.1


@pytest.mark.parametrize("fps", [30, 60])
def test_noise_at_rest_is_halved(fps: float) -> None:
    noise = np.random.default_rng(1).normal(0.0, 0.02, 4 * int(fps))
    one = OneEuro()
    found = [one.update(i / fps, float(v)) for i, v in enumerate(noise)]
    assert np.std(found[int(fps) :]) < 0.5 * np.std(noise)


def test_fast_values_come_with_less_delay_than_slow_ones() -> None:
    step = eased((0.5, 0.0), (0.6, 1.0))
    _, quick = smooth(60, step, 1.0, beta=1.5)
    _, dull = smooth(60, step, 1.0, beta=0.0)
    assert quick[-20] > dull[-20] + 0.05


def test_a_still_value_stays_what_it_is() -> None:
    assert smooth(30, lambda t: 0.37)[1].tolist() == pytest.approx([0.37] * 120)


def test_the_first_value_comes_as_it_is_also_at_time_nought() -> None:
    one = OneEuro()
    assert one.update(0.0, 5.0) == 5.0
    assert 0.0 < one.update(0.03, 0.0) < 5.0  # t = 0 was remembered: the filter did not start afresh


def test_nan_in_nan_out_and_nothing_forgotten() -> None:
    one, other = OneEuro(), OneEuro()
    for filter_ in (one, other):
        filter_.update(0.0, 1.0)
    assert math.isnan(one.update(0.1, math.nan))
    assert one.update(0.2, 2.0) == other.update(0.2, 2.0)
    assert 1.0 < one.update(0.3, 2.0) < 2.0


@pytest.mark.parametrize(("gap_s", "afresh"), [(0.49, False), (0.51, True)])
def test_after_a_long_gap_it_starts_afresh(gap_s: float, afresh: bool) -> None:
    one = OneEuro()
    one.update(0.0, 1.0)
    assert (one.update(gap_s, 9.0) == 9.0) is afresh


def test_a_time_that_does_not_advance_changes_nothing() -> None:
    one = OneEuro()
    one.update(1.0, 1.0)
    assert one.update(1.0, 9.0) == 1.0
    assert one.update(0.9, 9.0) == 1.0


def test_a_unit_is_what_makes_a_slope_fast() -> None:
    degrees, widths = OneEuro(slope_unit=60.0), OneEuro(slope_unit=0.6)
    for i in range(60):
        a, b = degrees.update(i / 30, 100 * MOVE(i / 30)), widths.update(i / 30, MOVE(i / 30))
        assert a == pytest.approx(100 * b)
