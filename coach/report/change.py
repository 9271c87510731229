"""Then and now: the first weeks of a span against its last ones, and whether they differ by more than the error."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

FEWEST_WEEKS = 3  # of fewer there is no first and last
MOST_WEEKS = 4  # at either end: a month evens out a bad week


class Trend(StrEnum):
    """How now differs from then."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    EARLY = "early"


@dataclass(frozen=True)
class Change:
    """The mean of the first weeks and of the last; NaN where there are too few to compare."""

    then: float
    now: float
    error: float

    @property
    def trend(self) -> Trend:
        """What is within the error is the same."""
        if math.isnan(self.then):
            return Trend.EARLY
        if abs(self.now - self.then) <= self.error:
            return Trend.SAME
        return Trend.MORE if self.now > self.then else Trend.LESS


def change_of(by_week: Mapping[date, float], error: float) -> Change:
    """By Monday -> value."""
    values = [by_week[monday] for monday in sorted(by_week)]
    if len(values) < FEWEST_WEEKS:
        return Change(math.nan, fmean(values) if values else math.nan, error)
    # The first third against the last, so that what lies between belongs to neither.
    number = min(MOST_WEEKS, len(values) // 3)
    return Change(fmean(values[:number]), fmean(values[-number:]), error)
