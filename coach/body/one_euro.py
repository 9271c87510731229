"""The One-Euro filter: still values are calm, fast ones come without delay.

Source: Casiez, Roussel, Vogel, "1 Euro Filter", CHI 2012, https://doi.org/10.1145/2207676.2208639. Working in
seconds, it gives the same curve at 12 and at 60 frames a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

NAN, TAU = math.nan, math.tau
TURN = 2 * math.pi * 2.0  # of the slope itself: 2 Hz, so that a jump of one frame is no fast movement


@dataclass(slots=True)
class OneEuro:
    """One value over time. `slope_unit` is a speed (units a second) that counts as fast for this value."""

    cutoff_hz: float = 1.8
    beta: float = 1.5
    slope_unit: float = 1.0
    gap_s: float = 0.5
    _t_s: float = math.nan
    _x: float = math.nan
    _dx: float = 0.0

    def update(self, t_s: float, x: float) -> float:
        """The smoothed value; NaN for NaN, and after a gap longer than `gap_s` it starts afresh."""
        if x != x:
            return NAN
        dt = t_s - self._t_s
        if not dt <= self.gap_s:
            self._t_s, self._x, self._dx = t_s, x, 0.0
            return x
        if dt <= 0:
            return self._x
        turn, before = TURN * dt, self._x
        slope = self._dx = self._dx + turn / (turn + 1) * ((x - before) / dt / self.slope_unit - self._dx)
        pass_by = TAU * (self.cutoff_hz + self.beta * abs(slope)) * dt
        self._x = before + pass_by / (pass_by + 1) * (x - before)
        self._t_s = t_s
        return self._x
