"""Where a movement turned: the lowest and highest points of a level that goes up and down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Trough:
    """The lowest point between two movements: when, how low, and all that was measured then."""

    t_s: float
    level: float
    values: Mapping[str, float]


class TurningPoints:
    """Finds the troughs of a level: `update()` once a frame returns one when the level has risen out of it by `way`,
    having come down into it by as much."""

    def __init__(self, way: float) -> None:
        self._way = way
        self.forget()

    def forget(self) -> None:
        """What comes next has nothing to do with what was before."""
        self._falling = False
        self._high = -math.inf
        self._low: Trough | None = None

    def update(self, t_s: float, level: float, values: Mapping[str, float]) -> Trough | None:
        """The trough that is certain from this frame on, or None."""
        if not self._falling:
            self._high = max(self._high, level)
            self._falling = level <= self._high - self._way
            self._low = Trough(t_s, level, values) if self._falling else None
            return None
        if self._low is None or level < self._low.level:
            self._low = Trough(t_s, level, values)
        if level < self._low.level + self._way:
            return None
        found, self._falling, self._high = self._low, False, level
        return found
