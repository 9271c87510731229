"""Circles: which way round an excursion went, from the area that its path encloses.

The path lies in the plane of two numbers: the signal (up and down) and what moves across it (front and back). The
signed area over the height is the mean width of the loop; its sign is the direction. For shoulder rolls seen from
the front, forward shoulders are wider and nearer to the camera than drawn-back ones.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.definitions.definition import CircleWidth

NAN = math.nan
WILD = 6.0  # a loop this many times as wide as usual is another movement


@dataclass
class Loop:
    """Collects the path of one excursion: time, height and the measures across. `NaN` samples are left out."""

    across: tuple[CircleWidth, ...]
    _path: list[tuple[float, float, tuple[float, ...]]] = field(default_factory=list)

    def add(self, t_s: float, height: float, values: Mapping[str, float]) -> None:
        """One frame of the path."""
        if not math.isnan(height):
            self._path.append((t_s, height, tuple(_value(a, values) for a in self.across)))

    def forget_before(self, t_s: float) -> None:
        """Keep what may still belong to the next excursion."""
        if self._path and self._path[0][0] < t_s - 1.0:
            self._path = [row for row in self._path if row[0] >= t_s]

    def roundness(self, start_s: float, end_s: float) -> float:
        """Signed mean width of the loop in its usual amplitude: about +1 backward, -1 forward, 0 straight up and
        down; NaN when nothing across could be seen, or something far too wide for this circle."""
        rows = [row for row in self._path if start_s <= row[0] <= end_s]
        if len(rows) < 5:
            return NAN
        heights = [row[1] for row in rows]
        total = weight = 0.0
        for i, a in enumerate(self.across):
            share = _loop_width(heights, [row[2][i] for row in rows]) / a.width
            if abs(share) > WILD:
                return NAN
            if not math.isnan(share):
                total += a.weight * min(max(share, -2.0), 2.0)
                weight += a.weight
        return total / weight if weight else NAN


def _value(a: CircleWidth, values: Mapping[str, float]) -> float:
    named = [values[name] for name in a.names]
    seen = [v for v in named if not math.isnan(v)]
    return sum(seen) / len(seen) if seen else NAN


def _loop_width(heights: list[float], xs: list[float]) -> float:
    """Enclosed area over height: the mean of x on the way up less x on the way down. The path is closed in height;
    in x it is left as it is, because a circle's sideways way begins before the height shows it."""
    rows = [(h, x) for h, x in zip(heights, xs, strict=True) if not math.isnan(x)]
    n = len(rows) - 1
    if n < 0.8 * (len(heights) - 1):
        return NAN
    h0, h1 = rows[0][0], rows[-1][0]
    h = [v - h0 - (h1 - h0) * i / n for i, (v, _) in enumerate(rows)]
    area = sum((rows[i][1] + rows[i + 1][1]) / 2 * (h[i + 1] - h[i]) for i in range(n))
    top = max(h)
    return area / top if top > 0 else NAN
