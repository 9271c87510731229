"""Whether somebody bends to a side, compared with how they stood or sat a moment ago with both arms hanging."""

from __future__ import annotations

import math

from coach.gestures.targets import Anchor

FOLLOW_S = 1.5  # time constant of what is upright: half a second of beginning to bend hardly moves it
# Degrees. Measured on rendered people: an arm raised to the side tilts the shoulders by 3 to 11 and leans the trunk by
# 0 to 3; half a reach over to the other side, which holds the arm alike, by 14 to 25 and 6 to 10.
TILTED, LEANING = 16.0, 5.0


class Upright:
    """What is upright for this person and camera. `update()` once a frame with both arms hanging."""

    def __init__(self) -> None:
        self._t_s = self._tilt = self._lean = math.nan

    def update(self, t_s: float, now: Anchor) -> None:
        """Follow the shoulders and the trunk slowly."""
        share = 1 - math.exp(-(t_s - self._t_s) / FOLLOW_S)
        self._t_s = t_s
        self._tilt = _followed(self._tilt, now.tilt, share)
        self._lean = _followed(self._lean, now.lean, share)

    def is_upright(self, now: Anchor) -> bool:
        """False for a trunk bent to a side, and before anything was seen to compare it with."""
        return abs(now.tilt - self._tilt) <= TILTED and not abs(now.lean - self._lean) > LEANING


def _followed(old: float, new: float, share: float) -> float:
    if math.isnan(new):
        return old
    return new if math.isnan(old) else old + share * (new - old)
