"""The result of each exercise the last time it was done, from the history."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from coach.records.history import History
from coach.workout.comparison import Result


def last_results(history: History, exercises: Iterable[str]) -> dict[str, Result]:
    """Exercise id -> what it came to the last time it was done and judged; those never done are left out."""
    found = {exercise: last_result(history, exercise) for exercise in exercises}
    return {exercise: result for exercise, result in found.items() if result is not None}


def last_result(history: History, exercise: str) -> Result | None:
    """All sets of the last time together; None when it was never done."""
    numbers = [row["id"] for row in history.last_sets(exercise)]
    if not numbers:
        return None
    tries = [row for number in numbers for row in history.reps(number)]
    complete = [row for row in tries if row["kind"] in ("rep", "hold")]
    held_s = [row["held_s"] for row in complete]
    cues: Counter[str] = Counter()
    for number in numbers:
        cues.update(history.cues(number))
    return Result(
        reps=len(complete),
        partials=sum(row["kind"] == "partial" for row in tries),
        ranges=_mean_ranges(complete),
        held_s=fmean(held_s) if any(held_s) else math.nan,
        cues=dict(cues),
    )


def _mean_ranges(complete: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Side -> how far the complete repetitions of that side went in the mean."""
    ranges: dict[str, list[float]] = {}
    for row in complete:
        if row["range"] is not None:
            ranges.setdefault(row["side"], []).append(row["range"])
    return {side: fmean(values) for side, values in ranges.items()}
