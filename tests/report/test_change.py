"""Then and now: compared only where there are weeks enough, and a change only beyond the error."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from coach.report.change import Change, Trend, change_of

MONDAY = date(2026, 11, 2)


def weeks(*values: float) -> dict[date, float]:
    return {MONDAY + timedelta(weeks=n): value for n, value in enumerate(values)}


@pytest.mark.parametrize(
    ("values", "then", "now"),
    [
        ((10.0, 20.0, 30.0), 10.0, 30.0),
        ((10.0, 20.0, 0.0, 0.0, 30.0, 50.0), 15.0, 40.0),
        (tuple(float(n) for n in range(24)), 1.5, 21.5),
    ],
)
def test_the_first_weeks_against_the_last(values: tuple[float, ...], then: float, now: float) -> None:
    assert change_of(weeks(*values), 1.0) == Change(then, now, 1.0)


def test_too_few_weeks_are_not_compared() -> None:
    found = change_of(weeks(10.0, 30.0), 1.0)
    assert (found.trend, found.now) == (Trend.EARLY, 20.0)
    assert math.isnan(change_of({}, 1.0).now)


@pytest.mark.parametrize(
    ("now", "trend"), [(14.0, Trend.SAME), (14.1, Trend.MORE), (6.0, Trend.SAME), (5.9, Trend.LESS)]
)
def test_what_is_within_the_error_is_no_change(now: float, trend: Trend) -> None:
    assert change_of(weeks(10.0, 12.0, now), 4.0).trend == trend
