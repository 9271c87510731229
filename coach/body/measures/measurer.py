"""Taking the measures of one body after another."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from coach.body.measures.geometry import PLAIN_LEFT
from coach.body.measures.vocabulary import NAN, VOCABULARY, landmarks_of, split_side
from coach.body.timeseries import Recent
from coach.body.visibility import Body


@dataclass
class Scale:
    """One shoulder width of this person in pixels, steady while they move.

    It is settled over the first `settle_s` seconds and changes only when they have come nearer or gone away: when the
    plain value has been off by more than `tolerance` for `moved_s`.
    """

    settle_s: float = 0.3
    tolerance: float = 0.18
    moved_s: float = 2.0
    px: float = NAN
    _first_s: float = NAN

    def __post_init__(self) -> None:
        self._recent: Recent[float] = Recent(self.moved_s)

    def update(self, body: Body, moving: bool = False) -> float:
        """Pixels in one shoulder width, NaN until the shoulders have been seen. It stays as it is while `moving`:
        somebody who turns or bends in a repetition looks smaller without having gone away."""
        if moving and not math.isnan(self.px):
            self._recent.clear()
            return self.px
        if not body.sees("left_shoulder", "right_shoulder"):
            return self.px
        if math.isnan(self._first_s):
            self._first_s = body.t_s
        self._recent.add(body.t_s, body.length_px)
        if math.isnan(self.px) or body.t_s - self._first_s <= self.settle_s or self._has_moved():
            self.px = self._median()
        return self.px

    def _median(self) -> float:
        values = sorted(v for _, v in self._recent)
        return values[len(values) // 2]

    def _has_moved(self) -> bool:
        # Pictures come at intervals: a window of this length is full when nine tenths of it are there.
        if self._recent.span_s < 0.9 * self.moved_s:
            return False
        low, high = (1 - self.tolerance) * self.px, (1 + self.tolerance) * self.px
        if low <= self._recent[-1][1] <= high:
            return False
        return all(v < low for _, v in self._recent) or all(v > high for _, v in self._recent)


@dataclass
class Measurer:
    """Takes the named measures of each body, region by region; `update()` once a frame."""

    names: tuple[str, ...]
    scale: Scale = field(default_factory=Scale)

    def __post_init__(self) -> None:
        regions = list(VOCABULARY)
        self._plan, self._needs = [], frozenset(name for n in self.names for name in landmarks_of(n))
        for name in sorted(self.names, key=lambda name: regions.index(split_side(name)[1].name)):
            side, measure = split_side(name)
            self._plan.append((name, measure.fn, side or PLAIN_LEFT, frozenset(landmarks_of(name))))

    def update(self, body: Body, moving: bool = False) -> dict[str, float]:
        """Name -> value, NaN where a landmark cannot be trusted."""
        px = self.scale.update(body, moving)
        if math.isnan(px):
            return dict.fromkeys(self.names, NAN)
        hidden = body.hidden
        if hidden.isdisjoint(self._needs):
            return {name: fn(body, px, side) for name, fn, side, _ in self._plan}
        return {name: fn(body, px, side) if needs.isdisjoint(hidden) else NAN for name, fn, side, needs in self._plan}
