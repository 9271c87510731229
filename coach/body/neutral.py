"""The personal baseline that relative measures refer to.

A first guess comes with the first third of a second (a landmarker needs that long to find its feet); it is replaced
by the first stillness, and from then on follows the stillest and lowest moments (sway, a shifted chair), never a
hold. After an interruption (hidden, out of the picture, a scratch) the next stillness settles it anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.body.timeseries import Lasting, Recent, share

STILL_S = 0.45  # how long the level has to keep within `STILL_BAND` to be a stillness
STILL_BAND = 0.16  # chosen by eye: about as much as `LOW`, so that swaying at rest is still and moving slowly is not
LOW = 0.15  # levels above this are on the way to the target, not rest ...
LOW_UNSETTLED = 0.4  # ... or a wrong guess, as long as nothing was settled
FOLLOW_S = 1.5  # time constant while resting
DROP_S = 0.25  # ... when the rest is lower than believed
GUESS_S = 0.3  # the first guess follows everything for so long
FIRST_PATIENCE_S = 1.5  # a high level that is still for so long, before anything was settled, was a wrong first guess


@dataclass
class Neutral:
    """Baseline of the measures in `names`; lengths in shoulder widths, angles in degrees.

    `update()` once a frame with the values and the level: the signal's value from this neutral, 0 at rest, 1 at the
    target. `patience_s` is how long a level above `LOW` has to be still before it is believed to be a new rest. What
    has `bounds` (lowest, highest) is known from anatomy: it starts in their middle and never leaves them. `guessed`:
    there is something for each of them, and the time for guessing is over.
    """

    names: tuple[str, ...]
    patience_s: float = 12.0
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    settled: bool = False
    ever: bool = False
    guessed: bool = False
    _recent: Recent[float] = field(default_factory=lambda: Recent(STILL_S))
    _high: Lasting = field(default_factory=Lasting)
    _first_s: float = math.nan
    _last_s: float = math.nan

    def __post_init__(self) -> None:
        self._take_bounds()

    def interrupt(self) -> None:
        """Something else happened: the next stillness near the old rest settles the baseline anew."""
        self.settled = False
        self._recent.clear()

    def restart(self) -> None:
        """Forget everything: lengths mean something else now, because the person has come nearer or gone away."""
        self.values.clear()
        self._take_bounds()
        self._first_s, self.ever, self.guessed = math.nan, False, False
        self.interrupt()

    def guess(self, t_s: float, values: Mapping[str, float]) -> None:
        """Take what has not been seen before as neutral until something better comes."""
        if math.isnan(self._first_s) and any(values[name] == values[name] for name in self.names):
            self._first_s = t_s
        fresh = t_s - self._first_s <= GUESS_S
        for name in self.names:
            value = values[name]
            if value == value and (fresh or name not in self.values):
                self.values[name] = self._bound(name, value)
        self.guessed = t_s - self._first_s > GUESS_S and all(name in self.values for name in self.names)

    def update(self, t_s: float, values: Mapping[str, float], level: float) -> bool:
        """Follow the rest, and say whether that has changed it; a NaN level changes nothing."""
        if math.isnan(level):
            return False
        dt, self._last_s = t_s - self._last_s, t_s
        still = self._is_still(t_s, level)
        high = level > (LOW if self.settled else LOW_UNSETTLED)
        high_s = self._high.update(t_s, still and high)
        if not still or (high and not high_s > (self.patience_s if self.ever else FIRST_PATIENCE_S)):
            return False
        if high or not self.settled:
            self._settle(values)
        elif not math.isnan(dt):
            self._follow(values, share(min(dt, 0.5), DROP_S if level < 0 else FOLLOW_S))
        return True

    def _is_still(self, t_s: float, level: float) -> bool:
        self._recent.add(t_s, level)
        if self._recent.span_s < 0.8 * STILL_S:
            return False
        levels = [v for _, v in self._recent]
        return max(levels) - min(levels) < STILL_BAND

    def _settle(self, values: Mapping[str, float]) -> None:
        self._follow(values, 1.0)
        self.settled = self.ever = True

    def _follow(self, values: Mapping[str, float], part: float) -> None:
        for name in self.names:
            value = values[name]
            if not math.isnan(value):
                old = self.values.get(name, value)
                self.values[name] = self._bound(name, old + part * (value - old))

    def _take_bounds(self) -> None:
        self.values.update({name: (low + high) / 2 for name, (low, high) in self.bounds.items()})

    def _bound(self, name: str, value: float) -> float:
        low, high = self.bounds.get(name, (-math.inf, math.inf))
        return min(max(value, low), high)
