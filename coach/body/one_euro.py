"""The One-Euro filter: still values are calm, fast ones come without delay.

Source: Casiez, Roussel, Vogel, "1 Euro Filter", CHI 2012, https://doi.org/10.1145/2207676.2208639. Working in
seconds, it gives the same curve at 12 and at 60 frames a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


def _share(cutoff_hz: float, dt_s: float) -> float:
    r = 2 * math.pi * cutoff_hz * dt_s
    return r / (r + 1)


@dataclass
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
        if math.isnan(x):
            return math.nan
        dt = t_s - self._t_s
        if math.isnan(dt) or dt > self.gap_s:
            self._t_s, self._x, self._dx = t_s, x, 0.0
            return x
        if dt <= 0:
            return self._x
        self._dx += _share(2.0, dt) * ((x - self._x) / dt / self.slope_unit - self._dx)
        self._x += _share(self.cutoff_hz + self.beta * abs(self._dx), dt) * (x - self._x)
        self._t_s = t_s
        return self._x
