"""A repetition that has come back far enough to count is told when the limb has come to rest."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from coach.body.side import Side
from coach.counting.rep_detector import Excursion
from coach.counting.rep_verdict import Found

LOOK_S = 0.16  # five pictures at 30 a second: fewer, and the noise of one turns the slope
SLOWED = 0.2  # falling by less than this share of the way in a second is being there
LATEST_S = 0.6  # chosen by ear: a count that comes later no longer belongs to its repetition


@dataclass
class Settling:
    """What was found out about an excursion, until it is told. `is_over()` once a frame.

    Attributes
    ----------
    done : the excursion, which counts from where most of the way back is done.
    missing, direction, side : the verdict on it.
    sweeping : the middle is passed without a rest, on the way to the other side.
    lag_s : what a long median of the level has cost already.
    recounted : it is counted late, because others have proven it.
    hidden : too much of it was hidden to say what was wrong with it.
    told : it was told as a partial before.
    found : what was seen of it, for judging it again when more is known.
    """

    done: Excursion
    missing: tuple[str, ...]
    direction: str | None
    side: Side
    sweeping: bool = False
    lag_s: float = 0.0
    recounted: bool = False
    hidden: bool = False
    told: bool = False
    found: Found | None = None
    _recent: deque[tuple[float, float]] = field(default_factory=deque)

    def is_over(self, t_s: float, level: float, moving: bool) -> bool:
        """True when the limb rests, moves on to the next repetition, or has had the time to. NaN waits."""
        if moving or t_s - self.done.end_s >= LATEST_S - self.lag_s:
            return True
        if math.isnan(level):
            return False
        if self.sweeping and level <= 0:
            return True
        self._recent.append((t_s, level))
        while len(self._recent) > 2 and self._recent[1][0] <= t_s - LOOK_S:
            self._recent.popleft()
        return t_s - self._recent[0][0] >= LOOK_S and -_slope(self._recent) < SLOWED * self.done.range


def _slope(samples: deque[tuple[float, float]]) -> float:
    """Of the straight line through them, a second."""
    n = len(samples)
    t_mean, v_mean = sum(t for t, _ in samples) / n, sum(v for _, v in samples) / n
    return sum((t - t_mean) * (v - v_mean) for t, v in samples) / sum((t - t_mean) ** 2 for t, _ in samples)
