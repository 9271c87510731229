"""Left and right that change places for a moment: a landmarker mistakes one side for the other, and finds it again."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX, MIRROR

SWAPPED_S = 0.5  # names that stay exchanged for longer are the true ones: it had been wrong before, or somebody turned
GAP_S = 0.5  # after so long without a look, nothing is known about where each side was
FITS = 0.5  # exchanged, the points lie at most half as far from where they were: a limb that moves does not do that
LEAST = 0.3  # body lengths between the names, over all pairs: nearer to each other, they cannot be told apart
LEFT = [INDEX[f"left_{joint}"] for joint in ("shoulder", "elbow", "wrist", "hip", "ear")]
PAIRS = tuple((i, MIRROR[i]) for i in LEFT)

Points = list[list[float]]


class SideNames:
    """Notices when left and right have been exchanged. `update()` once a frame in which there is a body."""

    def __init__(self) -> None:
        self._last: Points | None = None
        self._last_s = -math.inf
        self._since_s = math.nan

    def update(self, t_s: float, px: Points, length: float) -> bool:
        """True while the left side is called right: `px` are 33 points in pixels, `length` the body length."""
        last = self._last if t_s - self._last_s <= GAP_S else None
        self._last_s = t_s
        if last is None or not _fits_exchanged(px, last, length):
            self._last, self._since_s = px, math.nan
            return False
        if math.isnan(self._since_s):
            self._since_s = t_s
        if t_s - self._since_s >= SWAPPED_S:
            self._last, self._since_s = px, math.nan
            return False
        self._last = [px[i] for i in MIRROR]
        return True


def _fits_exchanged(px: Points, last: Points, length: float) -> bool:
    left, right = PAIRS[0]
    if _apart(px[left], last[left]) <= _apart(px[left], last[right]):  # the usual case: the shoulder has stayed
        return False
    kept = sum(_apart(px[a], last[a]) + _apart(px[b], last[b]) for a, b in PAIRS)
    exchanged = sum(_apart(px[a], last[b]) + _apart(px[b], last[a]) for a, b in PAIRS)
    return kept > LEAST * length and exchanged < FITS * kept


def _apart(one: list[float], other: list[float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
