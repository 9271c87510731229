"""A few seconds of sitting upright, guided, that make the personal baseline."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from coach.body.timeseries import Lasting
from coach.body.visibility import Body
from coach.desk.baseline import Baseline, complete, nose_beside_ears
from coach.wording.catalogue import _

SEEN = 0.5  # share of the pictures in which head and shoulders have to be seen
LEVEL_DEG = 15.0  # between the lines of ears and shoulders: so far a head at rest is held aside, chosen by eye
STILL = 0.05  # the head's height may wander by so many shoulder widths in the middle half of the time ...
PATIENCE = 3.0  # ... unless that has been waited for this many times as long as asked


class Calibration:
    """Collects bodies for `seconds` and makes a baseline of them. `update()` once a picture, in the order of time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.baseline: Baseline | None = None
        self.guidance = _("Sit upright and look at the screen")
        self.left_s = seconds
        self._first_s = math.nan
        self._bodies: list[Body] = []
        self._hidden = Lasting()
        self.hidden_s = math.nan  # for so long too little has been seen to make a baseline; NaN = enough is seen

    @property
    def bodies(self) -> Sequence[Body]:
        """The bodies that the baseline is made of."""
        return self._bodies

    def update(self, body: Body) -> Baseline | None:
        """The baseline once it is there; until then `guidance` and `left_s` tell what to do and for how long."""
        if math.isnan(self._first_s):
            self._first_s = body.t_s
        self._bodies.append(body)
        # A picture that comes late by a blink still belongs to the seconds that are looked at.
        while self._bodies[0].t_s < body.t_s - self.seconds - 0.05:
            self._bodies.pop(0)
        self.hidden_s = self._hidden.update(body.t_s, self._sees_too_little())
        self.left_s = max(0.0, self.seconds - (body.t_s - self._first_s))
        if self.left_s > 1e-6:
            self._guide(body)
            return None
        self.baseline = self._made(body.t_s)
        return self.baseline

    def _made(self, t_s: float) -> Baseline | None:
        if self._sees_too_little():
            self.guidance = _("I need to see your face and both shoulders")
            return None
        impatient = t_s - self._first_s > PATIENCE * self.seconds
        seen = [b for b in self._bodies if complete(b) and looks_ahead(b)]
        if len(seen) < SEEN * len(self._bodies):
            if not impatient:
                self.guidance = _("Look at the screen")
                return None
            # The camera stands beside the screen they look at: this is how they look from there.
            seen = [b for b in self._bodies if complete(b)]
        baseline = Baseline.of(seen)
        if baseline is not None and not impatient and _wander(seen) > STILL * baseline.width_px:
            self.guidance = _("Almost: sit still for a moment")
            return None
        if baseline is not None:
            self._bodies = seen
        return baseline

    def _sees_too_little(self) -> bool:
        return sum(complete(b) for b in self._bodies) < SEEN * len(self._bodies)

    def _guide(self, body: Body) -> None:
        if complete(body) and not looks_ahead(body):
            self.guidance = _("Look at the screen")
        elif complete(body):
            self.guidance = _("Sit upright and look at the screen: {seconds}", seconds=math.ceil(self.left_s))
        else:
            self.guidance = _("I need to see your face and both shoulders")


def looks_ahead(body: Body) -> bool:
    """True when the nose is between the ears and the head is held level, as in looking at a screen by the camera."""
    ears, shoulders = (_slope_deg(body, a, b) for a, b in ((7, 8), (11, 12)))
    tilt = (ears - shoulders + 180) % 360 - 180
    return not nose_beside_ears(body) and abs(tilt) <= LEVEL_DEG


def _slope_deg(body: Body, a: int, b: int) -> float:
    (ax, ay), (bx, by) = body.px[a][:2], body.px[b][:2]
    return math.degrees(math.atan2(ay - by, ax - bx))


def _wander(bodies: Sequence[Body]) -> float:
    """Pixels between the quartiles of the head's height."""
    heights = [(b.px[7][1] + b.px[8][1]) / 2 for b in bodies]
    # Quartiles of fewer than four say nothing.
    if len(heights) < 4:
        return 0.0
    low, _, high = statistics.quantiles(heights, n=4)
    return high - low
