"""The personal baseline that relative measures refer to.

A first guess comes with the first third of a second (a landmarker needs that long to find its feet); it is replaced
by the first stillness, and from then on follows the stillest and lowest moments (sway, a shifted chair), never a
hold. After an interruption (hidden, out of the picture, a scratch) the next stillness settles it anew. It is revised
when the movement shows both its ends and the lower one is somewhere else: it had been taken from the end of the range,
or while somebody set up the camera.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.body.middle import Middle
from coach.body.timeseries import Lasting, Recent, Staying, share
from coach.body.turning_points import Trough, TurningPoints

STILL_S = 0.45  # how long the level has to keep within `STILL_BAND` to be a stillness
STILL_BAND = 0.16  # chosen by eye: about as much as `LOW`, so that swaying at rest is still and moving slowly is not
LOW = 0.15  # levels above this are on the way to the target, not rest ...
LOW_UNSETTLED = 0.4  # ... or a wrong guess, as long as nothing was settled
FOLLOW_S = 1.5  # time constant while resting
DROP_S = 0.25  # ... when the rest is lower than believed
GUESS_S = 0.3  # the first guess follows everything for so long
END_WAY = 0.35  # a movement between two ends goes at least so far; breathing and sway go a tenth
END_OFF = 0.21  # a lower end nearer to the neutral than this is sway, noise, or a way back that was not gone to the end
END_ALIKE = 0.15  # two lower ends within this are the same place
END_S = 15.0  # two lower ends further apart in time are not those of one movement
FLOOR_S = 8.0  # a stillness at the lowest of the last so many seconds, with a movement above it, is the rest ...
FLOOR_STILL_S = 1.5  # ... when it lasts so long, as a slow return does not
PATIENCE_S = 12.0  # a high level that is still for so long is a new rest: nobody is asked to hold for longer ...
FIRST_PATIENCE_S = 1.5  # a high level that is still for so long, before anything was settled, was a wrong first guess


@dataclass
class Neutral:
    """Baseline of the measures in `names`; lengths in shoulder widths, angles in degrees.

    `update()` once a frame with the values and the level: the signal's value from this neutral, 0 at rest, 1 at the
    target. `patience_s` is how long a level above `LOW` has to be still before it is believed to be a new rest. What
    has `bounds` (lowest, highest) is known from anatomy: it starts in their middle and never leaves them. Where
    `two_ended`, a movement goes from one end to the other, and not from the middle to either side. `guessed`: there is
    something for each of them, and the time for guessing is over. `revised`: the last update has moved it somewhere
    else altogether.
    """

    names: tuple[str, ...]
    patience_s: float = PATIENCE_S
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    two_ended: bool = True
    values: dict[str, float] = field(default_factory=dict)
    settled: bool = False
    ever: bool = False
    guessed: bool = False
    revised: bool = False
    _recent: Recent[float] = field(default_factory=lambda: Recent(STILL_S))
    _high: Lasting = field(default_factory=Lasting)
    _kept: Staying = field(default_factory=lambda: Staying(STILL_BAND))
    _turns: TurningPoints = field(default_factory=lambda: TurningPoints(END_WAY))
    _end: Trough | None = None
    _middle: Middle = field(default_factory=Middle)
    _first_s: float = math.nan
    _last_s: float = math.nan

    def __post_init__(self) -> None:
        self._take_bounds()
        self._lately: Recent[float] = Recent(FLOOR_S * self.patience_s / PATIENCE_S)

    def interrupt(self) -> None:
        """Something else happened: the next stillness near the old rest settles the baseline anew."""
        self.settled = False
        self._recent.clear()
        self._turns.forget()
        self._middle.forget()
        self._end = None

    def restart(self) -> None:
        """Forget everything: lengths mean something else now, because the person has come nearer or gone away."""
        self.values.clear()
        self._take_bounds()
        self._first_s, self.ever, self.guessed = math.nan, False, False
        self._lately.clear()
        self.interrupt()

    def guess(self, t_s: float, values: Mapping[str, float]) -> None:
        """Take what has not been seen before as neutral until something better comes."""
        if not self.names:
            return
        if math.isnan(self._first_s) and any(values[name] == values[name] for name in self.names):
            self._first_s = t_s
        fresh = t_s - self._first_s <= GUESS_S
        for name in self.names:
            value = values[name]
            if value == value and (fresh or name not in self.values):
                self.values[name] = self._bound(name, value)
        self.guessed = t_s - self._first_s > GUESS_S and all(name in self.values for name in self.names)

    def update(self, t_s: float, values: Mapping[str, float], level: float, place: float = math.nan) -> bool:
        """Follow the rest, and say whether that has changed it; a NaN level changes nothing. `place`: where a movement
        to either side is, 1 at one target and -1 at the other."""
        self.revised = False
        if math.isnan(level):
            return False
        dt, self._last_s = t_s - self._last_s, t_s
        lower_end = self._lower_end(t_s, level, values)
        if lower_end is not None:
            self._revise(lower_end)
            return True
        still = self._is_still(t_s, level, dt)
        if self._is_middle(t_s, place, still):
            self._revise(values)
            return True
        high = level > (LOW if self.settled else LOW_UNSETTLED)
        # Who moves so slowly that each moment looks still does not stay in one place.
        high_s = self._high.update(t_s, still and high and self._kept.update(t_s, level) > 0)
        if not still:
            return False
        if high:
            long = high_s > (self.patience_s if self.ever else FIRST_PATIENCE_S)
            if not (long or (high_s > FLOOR_STILL_S and self._is_floor(level))):
                return False
            self._revise(values)
        elif not self.settled:
            self._settle(values)
        elif not math.isnan(dt):
            if level > -LOW:
                self._end = None  # this is where the person rests, and the lower ends are a swing beyond it
            self._follow(values, share(min(dt, 0.5), DROP_S if level < 0 else FOLLOW_S))
        return True

    def _lower_end(self, t_s: float, level: float, values: Mapping[str, float]) -> Mapping[str, float] | None:
        """What was measured where the movement has turned twice at the same place, if that is not the neutral."""
        found = self._turns.update(t_s, level, values) if self.two_ended else None
        if found is None:
            return None
        before, self._end = self._end, found
        if before is None or found.t_s - before.t_s > END_S or abs(found.level - before.level) > END_ALIKE:
            return None
        return found.values if self.settled and min(abs(found.level), abs(before.level)) > END_OFF else None

    def _is_middle(self, t_s: float, place: float, still: bool) -> bool:
        """Somebody rests here, between the two ends of a movement to either side."""
        return not (self.two_ended or math.isnan(place)) and self._middle.update(t_s, place, still=still)

    def _is_floor(self, level: float) -> bool:
        """Nothing lower was seen for long, and something much higher: the movement's lower end is here."""
        # Pictures come at intervals: the window is full when nine tenths of it are there.
        if not (self.ever and self.two_ended) or self._lately.span_s < 0.9 * self._lately.window_s:
            return False
        levels = [v for _, v in self._lately]
        return level <= min(levels) + STILL_BAND and level <= max(levels) - END_WAY

    def _revise(self, values: Mapping[str, float]) -> None:
        self._lately.clear()
        self.interrupt()
        self._settle(values)
        self.revised = True

    def _is_still(self, t_s: float, level: float, dt_s: float) -> bool:
        self._lately.add(t_s, level)
        self._recent.add(t_s, level)
        # At 15 pictures a second one interval is a seventh of the time: four fifths of it are all that surely fits.
        long = self._recent.span_s >= 0.8 * STILL_S
        if not long and not (len(self._recent) > 2 and self._recent.span_s + dt_s > STILL_S):  # few pictures a second
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
