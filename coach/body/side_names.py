"""Left and right that change places: a landmarker mistakes one side for the other, and finds it again.

It does so for a moment where the limbs hide each other, and for seconds where it takes the front of somebody for their
back. Nobody turns round as quickly as that.
"""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX, MIRROR

SWAPPED_S = 0.5  # names that stay exchanged for longer are the true ones: it had been wrong before, or somebody turned
GAP_S = 0.5  # after so long without a look, nothing is known about where each side was
FITS = 0.5  # exchanged, the points lie at most half as far from where they were: a limb that moves does not do that
LEAST = 0.3  # body lengths between the names, over all pairs: nearer to each other, they cannot be told apart
BROAD = 0.6  # body lengths between the shoulders: the chest or the back is towards the camera
QUICK_S = 0.4  # from the front to the back: a landmarker takes three pictures, who turns round a second and more
LEFT = [INDEX[f"left_{joint}"] for joint in ("shoulder", "elbow", "wrist", "hip", "ear")]
PAIRS = tuple((i, MIRROR[i]) for i in LEFT)

Points = list[list[float]]


class SideNames:
    """Notices when left and right have been exchanged. `update()` once a frame in which there is a body.

    `seen_as_back`: they are, because the landmarker takes the front of this person for their back.
    """

    def __init__(self) -> None:
        self._last: Points | None = None
        self._last_s = self._front_s = -math.inf
        self._since_s = math.nan
        self.seen_as_back = False

    def update(self, t_s: float, px: Points, length: float) -> bool:
        """True while the left side is called right: `px` are 33 points in pixels, `length` the body length."""
        if t_s - self._last_s > GAP_S:
            self._last, self.seen_as_back = None, False
        last, self._last_s = self._last, t_s
        left, right = PAIRS[0]
        broad = (px[left][0] - px[right][0]) / length
        exchanged = last is not None and self._is_exchanged(t_s, px, last, length, broad)
        if broad > BROAD and not exchanged:
            self._front_s, self.seen_as_back = t_s, False
        self._last = [px[i] for i in MIRROR] if exchanged else px
        return exchanged

    def _is_exchanged(self, t_s: float, px: Points, last: Points, length: float, broad: float) -> bool:
        if broad < -BROAD and (self.seen_as_back or t_s - self._front_s <= QUICK_S):
            self.seen_as_back = True
            return True
        return self._fits_for_now(t_s, px, last, length)

    def _fits_for_now(self, t_s: float, px: Points, last: Points, length: float) -> bool:
        """Exchanged, the points fit to the last ones, and have not done so for too long."""
        if not _fits_exchanged(px, last, length):
            self._since_s = math.nan
            return False
        if math.isnan(self._since_s):
            self._since_s = t_s
        if t_s - self._since_s < SWAPPED_S:
            return True
        self._since_s = math.nan
        return False


def _fits_exchanged(px: Points, last: Points, length: float) -> bool:
    left, right = PAIRS[0]
    if _apart(px[left], last[left]) <= _apart(px[left], last[right]):  # the usual case: the shoulder has stayed
        return False
    kept = sum(_apart(px[a], last[a]) + _apart(px[b], last[b]) for a, b in PAIRS)
    exchanged = sum(_apart(px[a], last[b]) + _apart(px[b], last[a]) for a, b in PAIRS)
    return kept > LEAST * length and exchanged < FITS * kept


def _apart(one: list[float], other: list[float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
