"""Whether somebody bends to a side, compared with how they stood or sat a moment ago with both arms hanging."""

from __future__ import annotations

import math

from coach.body.timeseries import follow
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
        dt, self._t_s = t_s - self._t_s, t_s
        self._tilt = follow(self._tilt, now.tilt, dt, FOLLOW_S)
        self._lean = follow(self._lean, now.lean, dt, FOLLOW_S)

    def is_upright(self, now: Anchor) -> bool:
        """False for a trunk bent to a side, and before anything was seen to compare it with."""
        return abs(now.tilt - self._tilt) <= TILTED and not abs(now.lean - self._lean) > LEANING
