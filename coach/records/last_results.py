"""What an exercise came to the last time, from the history."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from statistics import fmean

from coach.records.history import History
from coach.workout.comparison import Result


def results(history: History, exercises: Iterable[str]) -> dict[str, Result]:
    """Exercise id -> what it came to the last time it was done and judged; those never done are left out."""
    found = {exercise: result(history, exercise) for exercise in exercises}
    return {exercise: one for exercise, one in found.items() if one is not None}


def result(history: History, exercise: str) -> Result | None:
    """All sets of the last time together, or None."""
    sets = history.last_sets(exercise)
    if not sets:
        return None
    numbers = [int(str(row["id"])) for row in sets]
    tries = [row for number in numbers for row in history.reps(number)]
    full = [row for row in tries if row["kind"] in ("rep", "hold")]
    cues: Counter[str] = Counter()
    for number in numbers:
        cues.update(history.cues(number))
    ranges: dict[str, list[float]] = {}
    for row in full:
        if row["range"] is not None:
            ranges.setdefault(str(row["side"]), []).append(float(str(row["range"])))
    held = [float(str(row["held_s"])) for row in full]
    return Result(
        reps=len(full),
        partials=sum(row["kind"] == "partial" for row in tries),
        ranges={side: fmean(values) for side, values in ranges.items()},
        held_s=fmean(held) if any(held) else math.nan,
        cues=dict(cues),
    )
