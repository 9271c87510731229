"""An arm that goes out of sight on its way: behind the head or the other arm, seen from the side.

MediaPipe does not say so. It lays the lost arm on the one it sees, between one picture and the next, and puts it back
as suddenly. A real arm comes down in its own time, so the leap gives it away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from coach.body.landmarks import INDEX
from coach.body.side import LEFT, RIGHT, Side
from coach.body.timeseries import Recent

APART = 0.5  # body lengths from wrist to wrist: this far apart, an arm is on its way ...
BACK = 0.6  # ... and this far, one that was lost is in sight again
LEAP, LEAP_S = 0.9, 0.1  # no arm is lowered by so many body lengths in this time ...
DROP, DROP_S = 0.5, 0.2  # ... nor by so many in this one, when ...
OUT_S = 1.0  # ... it had only been on its way for less than this, or has just come back into sight
CALM = 0.2  # body lengths: the other wrist moves by less than this while it happens
LONGEST_S = 12.0  # an arm that has not come back by now was put down unseen
WRIST = {LEFT: INDEX["left_wrist"], RIGHT: INDEX["right_wrist"]}
ELBOW = {LEFT: INDEX["left_elbow"], RIGHT: INDEX["right_elbow"]}

Point = tuple[float, float]


@dataclass
class OccludedArm:
    """Tells when the arm that is seen worse has been laid on the other one. `update()` once a frame; lengths are body
    lengths (see `visibility.body_length`)."""

    _recent: Recent[tuple[Point, Point]] = field(default_factory=lambda: Recent(DROP_S))
    _side: str = ""
    _out_s: float = math.nan
    _hidden_s: float = math.nan
    _back_s: float = -math.inf

    def update(self, t_s: float, px: list[list[float]], visibility: list[float], length: float) -> str:
        """ "left" or "right" for the arm that is lost now, "" for none."""
        dimmer = visibility[ELBOW[LEFT]] < visibility[ELBOW[RIGHT]]
        side, other = (LEFT, RIGHT) if dimmer else (RIGHT, LEFT)
        if side != self._side:
            self._side, self._out_s, self._hidden_s = side, math.nan, math.nan
            self._recent.clear()
        wrist, still = _place(px, side, length), _place(px, other, length)
        self._recent.add(t_s, (wrist, still))
        lost = not math.isnan(self._hidden_s)
        if math.dist(wrist, still) > (BACK if lost else APART):
            self._see(t_s)
        elif not lost:
            self._lose(t_s)
        elif t_s - self._hidden_s > LONGEST_S:
            self._hidden_s = math.nan
        return "" if math.isnan(self._hidden_s) else side

    def _see(self, t_s: float) -> None:
        """Apart from the other arm: on its way, or back in sight."""
        if t_s - self._hidden_s >= OUT_S:
            self._back_s = self._out_s = t_s
        if math.isnan(self._out_s):
            self._out_s = t_s
        self._hidden_s = math.nan

    def _lose(self, t_s: float) -> None:
        """Together with the other arm: put down, or lost when it leapt there."""
        if math.isnan(self._out_s):
            return
        young = t_s - self._out_s < OUT_S < t_s - self._back_s
        if self._has_leapt(LEAP, LEAP_S) or (young and self._has_leapt(DROP, DROP_S)):
            self._hidden_s = t_s
        else:
            self._out_s = math.nan

    def _has_leapt(self, far: float, within_s: float) -> bool:
        now_s, (wrist, still) = self._recent[-1]
        return any(
            now_s - t_s <= within_s
            and math.dist(wrist, w) >= far
            and math.dist(w, s) - math.dist(wrist, still) >= far
            and math.dist(still, s) < CALM
            for t_s, (w, s) in self._recent
        )


def _place(px: list[list[float]], side: Side, length: float) -> Point:
    x, y, _ = px[WRIST[side]]
    return x / length, y / length
