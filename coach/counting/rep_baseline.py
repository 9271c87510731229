"""What "since this repetition began" refers to: the measures at rest, followed slowly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from coach.body.timeseries import share
from coach.counting.rep_counter import RepCounter
from coach.counting.rep_detector import HOME
from coach.definitions.phase import START

FOLLOW_S = 0.4  # time constant
FIRST_S = 0.5  # the first values are replaced at once for so long: a landmarker has to find its feet


class RepBaseline:
    """The named measures when the person last rested. `update()` in every frame, resting or not."""

    def __init__(self, names: Iterable[str]) -> None:
        self.values: dict[str, float] = {}
        self._names = tuple(sorted(names))
        self._first_s = self._last_s = math.nan

    def follow(
        self, t_s: float, counter: RepCounter, levels: Mapping[str, float], lead: float, values: Mapping[str, float]
    ) -> None:
        """Follow the measures at rest: between repetitions, near the start, or anywhere if the exercise may begin
        anywhere. Only sides that have taken their start pose are looked at: lying on one side, only one arm moves."""
        free = counter.exercise.range.free
        level = max([levels[side] for side in counter.armed_sides], default=lead)
        resting = counter.phase == START and (free or not level > HOME)
        self.update(t_s, values, resting, arrived=free and counter.arrived(t_s))

    def update(self, t_s: float, values: Mapping[str, float], resting: bool, arrived: bool) -> None:
        """`arrived`: the limb has come to rest in this very frame, and what it was before is no longer of interest."""
        if math.isnan(self._first_s) and any(value == value for value in values.values()):
            self._first_s = t_s
        since_s, self._last_s = self._last_s, t_s
        if not resting:
            return
        fresh = not t_s - self._first_s > FIRST_S
        part = 1.0 if arrived or fresh else share(t_s - since_s, FOLLOW_S)
        for name in self._names:
            if (value := values[name]) == value:
                old = self.values.get(name, value)
                self.values[name] = old + part * (value - old)
