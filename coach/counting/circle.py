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


Point = tuple[float, float, tuple[float, ...]]
"""Of a path: time, height and the measures across."""


@dataclass
class Loop:
    """Collects the path of one excursion. `NaN` samples are left out."""

    across: tuple[CircleWidth, ...]
    _path: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names = [a.names for a in self.across]

    def add(self, t_s: float, height: float, values: Mapping[str, float]) -> Point | None:
        """One frame of the path, and what is kept of it."""
        if math.isnan(height):
            return None
        point = t_s, height, tuple([_value(names, values) for names in self._names])
        self._path.append(point)
        return point

    def add_point(self, point: Point) -> None:
        """What another loop has kept of a frame of the same path."""
        self._path.append(point)

    def forget_before(self, t_s: float) -> None:
        """Keep what may still belong to the next excursion."""
        if self._path and self._path[0][0] < t_s - 1.0:
            self._path = [row for row in self._path if row[0] >= t_s]

    def lowest(self, start_s: float, end_s: float) -> float:
        """The lowest height of the path in this time; NaN when nothing was seen."""
        return min((row[1] for row in self._path if start_s <= row[0] <= end_s), default=NAN)

    def roundness(self, start_s: float, end_s: float) -> float:
        """Signed mean width of the loop in its usual amplitude: about +1 backward, -1 forward, 0 straight up and
        down; NaN when nothing across could be seen, or something far too wide for this circle."""
        rows = [row for row in self._path if start_s <= row[0] <= end_s]
        # Fewer points than this draw no circle.
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


def _value(names: tuple[str, ...], values: Mapping[str, float]) -> float:
    seen = [value for name in names if (value := values[name]) == value]
    return sum(seen) / len(seen) if seen else NAN


def _loop_width(heights: list[float], xs: list[float]) -> float:
    """Enclosed area over height: the mean of x on the way up less x on the way down. The path is closed in height;
    in x it is left as it is, because a circle's sideways way begins before the height shows it."""
    rows = [(h, x) for h, x in zip(heights, xs, strict=True) if not math.isnan(x)]
    n = len(rows) - 1
    # Of a loop that is hidden for more than a fifth nobody can tell the width.
    if n < 0.8 * (len(heights) - 1):
        return NAN
    h0, h1 = rows[0][0], rows[-1][0]
    h = [v - h0 - (h1 - h0) * i / n for i, (v, _) in enumerate(rows)]
    area = sum((rows[i][1] + rows[i + 1][1]) / 2 * (h[i + 1] - h[i]) for i in range(n))
    top = max(h)
    return area / top if top > 0 else NAN


STAY = 0.96  # how likely the next repetition is of the same kind as the one before
# kind of path -> mean and spread of its roundness, over 246 rolls of 46 people and 116 shrugs of 20
PATHS: dict[str | None, tuple[float, float]] = {"backward": (0.85, 0.5), "forward": (-0.85, 0.5), None: (0.0, 0.44)}
ROUND = 1.2  # rounder than this says no more
# Who was asked for circles goes round, although some show little of it: with an even guess five of the 46 lose their
# whole set, with this one, of whom one in twenty only goes up and down, one does. The price: of twenty people who shrug
# instead, a good quarter of the shrugs passes for rolls, where it was a tenth.
FIRST: dict[str | None, float] = {"backward": 0.475, "forward": 0.475, None: 0.05}
# Who was asked for a movement straight up and down makes one, although in some it looks round: of 19 people who shrug,
# one loses two repetitions (with .8 three people lose nine); of rolls that are shown instead, half pass for shrugs.
STRAIGHT_FIRST: dict[str | None, float] = {"backward": 0.01, "forward": 0.01, None: 0.98}
WIDE: dict[str | None, float] = {"backward": 0.03, "forward": 0.03, None: 1.0}  # too wide: a swing of the arms, or else
STRANGE = 0.02  # a roundness that no kind of path explains


class Circles:
    """Which excursions of a set were circles and which way round, each seen in the light of those before and after
    it: one circle alone can hardly be told from a movement straight up and down, several in a row can."""

    def __init__(self, first: Mapping[str | None, float] = FIRST) -> None:
        self._first = first
        self._seen: list[tuple[float, dict[str | None, float]]] = []

    def see(self, end_s: float, roundness: float) -> None:
        """One excursion more; `roundness` as `Loop` has it."""
        if math.isnan(roundness):
            self._seen.append((end_s, dict(WIDE)))
            return
        roundness = max(-ROUND, min(ROUND, roundness))
        self._seen.append((end_s, {kind: STRANGE + _bell(roundness, *shape) for kind, shape in PATHS.items()}))

    def direction(self, end_s: float) -> str | None:
        """ "backward" or "forward" for the excursion that ended then, or None where it was more likely none."""
        at = next((i for i, (t, _) in enumerate(self._seen) if t == end_s), None)
        if at is None:
            return None
        before = _passed_on([likely for _, likely in self._seen[:at]], self._first)
        after = _passed_back([likely for _, likely in self._seen[at + 1 :]])
        belief = {kind: before[kind] * own * after[kind] for kind, own in self._seen[at][1].items()}
        if belief[None] > belief["backward"] + belief["forward"]:
            return None
        return "backward" if belief["backward"] >= belief["forward"] else "forward"

    def forget(self) -> None:
        """A new set."""
        self._seen.clear()


def _bell(x: float, mean: float, spread: float) -> float:
    return math.exp(-0.5 * ((x - mean) / spread) ** 2) / spread


def _passed_on(likely: list[dict[str | None, float]], first: Mapping[str | None, float]) -> dict[str | None, float]:
    """What is expected of the next excursion after these."""
    belief = dict(first)
    for own in likely:
        belief = _blurred({kind: belief[kind] * own[kind] for kind in belief})
    return belief


def _passed_back(likely: list[dict[str | None, float]]) -> dict[str | None, float]:
    """How well each kind of excursion explains these that came after it."""
    belief: dict[str | None, float] = dict.fromkeys(PATHS, 1.0)
    for own in reversed(likely):
        belief = _blurred({kind: belief[kind] * own[kind] for kind in belief})
    return belief


def _blurred(belief: dict[str | None, float]) -> dict[str | None, float]:
    total = sum(belief.values())
    change = (1 - STAY) / (len(belief) - 1)
    return {kind: (STAY - change) * value / total + change for kind, value in belief.items()}
