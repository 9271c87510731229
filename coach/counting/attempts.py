"""Attempts: how often something went out and came back, whether or not it counts as a repetition."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from coach.body.measures.geometry import middle
from coach.body.side import Side
from coach.body.visibility import Body

CAME_BACK = 0.6  # of the way out: coming back this far ends an attempt, for sway at the top comes back a tenth or two
OPEN_S = 40.0  # an attempt that stays out for longer is a change of place: twice the slowest repetition
LIMBS = ("left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_knee", "right_knee")
LOOK_S = 0.1  # no limb goes out and back in less than half a second, so ten looks a second miss none
LIMB_WAY = 0.3  # body lengths, a dozen centimetres: more than sway, breath and what a joint seen badly jumps


@dataclass(frozen=True)
class Attempt:
    """One way out and back. `size` is on the signal (1 = to the target); 0 where only some limb was seen to move."""

    start_s: float
    end_s: float
    size: float = 0.0

    def overlaps(self, start_s: float, end_s: float) -> bool:
        """True when the two stretches of time share at least half of the shorter one."""
        shared_s = min(self.end_s, end_s) - max(self.start_s, start_s)
        return shared_s >= 0.5 * min(self.end_s - self.start_s, end_s - start_s)


class Attempts:
    """Turning points of one series of numbers. `update()` once a frame; NaN changes nothing.

    `least` is the smallest way out that is an attempt, in the unit of the series.
    """

    def __init__(self, least: float) -> None:
        self._least = least
        self._low = self._high = (math.nan, math.nan)
        self._out = False

    def update(self, t_s: float, value: float) -> Attempt | None:
        """The attempt that ended in this frame, or None."""
        if value != value:
            return None
        if self._out and t_s - self._low[0] > OPEN_S:
            self._out, self._low = False, (t_s, value)
        if not self._out:
            if not value > self._low[1]:  # also the very first value
                self._low = (t_s, value)
            if value - self._low[1] >= self._least:
                self._out, self._high = True, (t_s, value)
            return None
        if value > self._high[1]:
            self._high = (t_s, value)
        size = self._high[1] - self._low[1]
        if self._high[1] - value < CAME_BACK * size:
            return None
        done = Attempt(self._low[0], t_s, size)
        self._out, self._low = False, (t_s, value)
        return done


class LimbAttempts:
    """Attempts of every limb, whichever exercise is asked for: somebody moves in a rhythm."""

    def __init__(self) -> None:
        self._limbs = [
            (name, -1.0 if name.startswith(Side.RIGHT) else 1.0, Attempts(LIMB_WAY), Attempts(LIMB_WAY))
            for name in LIMBS
        ]
        self._looked_s = -math.inf

    def update(self, body: Body) -> Attempt | None:
        """The largest attempt of any limb that ended in this frame, or None. Hidden joints are left out."""
        if math.isnan(body.length_px) or body.t_s - self._looked_s < LOOK_S:
            return None
        self._looked_s = body.t_s
        found = [attempt for attempt in self._ended(body) if attempt is not None]
        if not found:
            return None
        largest = max(found, key=lambda a: a.size)
        return Attempt(largest.start_s, largest.end_s)

    def _ended(self, body: Body) -> Iterator[Attempt | None]:
        """By how far each joint is from the middle of the shoulders in body lengths, outward and downward."""
        t_s, at, length = body.t_s, body.at, body.length_px
        middle_x, middle_y = middle(body, "shoulder")
        for name, out, outward, downward in self._limbs:
            if name not in body.hidden:
                x, y, _ = at[name]
                yield outward.update(t_s, out * (x - middle_x) / length)
                yield downward.update(t_s, (y - middle_y) / length)
