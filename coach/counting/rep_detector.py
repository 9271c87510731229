"""A progress signal in, repetitions out: the same for reps, held reps, holds and the excursions of a circle.

A repetition is armed by the start pose, reached at the target, complete on return, with hysteresis at both ends and
all limits in seconds. Getting into position never counts; the first repetition does even when the recording starts a
moment before it, because arming looks back to the last trough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from coach.body.timeseries import Recent, Staying, follow
from coach.definitions.phase import BACK, OUT, START, TARGET, Phase

NAN = math.nan
NEAR_REST = 0.12  # this close to the trough counts as not having started
HELD_SHARE = 0.9  # held means at nine tenths of the repetition's own peak or more ...
STAY = 0.75  # ... and once there, sway down to here does not end it
EASED = 1.8  # times as long, by the shape of an eased movement: see `held`
LATE_S = 0.25  # seconds a held repetition may be short of the hold asked for, unless it ticked on screen ...
LATE = 0.4  # ... or this share of it: 98 % of 340 holds of people who count for themselves last longer than the rest
TURN = 0.25  # a rise of this much out of a valley is a new repetition, when the way back was mostly done ...
TURN_S = 0.3  # ... and took at least this long, for no limb goes half the way back and up again sooner
RESTING_S, RESTING_RISE = 0.2, 0.03  # a level that rose by more than this in this time is on its way
LEFT_S = 0.6  # a start pose left for longer than this is given up: the trunk may swing before the arms pull
LIFT = 1.5  # a rise larger than this that stops short of the target has brought the arms into position
LIFTED, SURE = 2.0, 1.6  # a rise of so many times the fall lifted the arms first; then the fall has to be this plain
OPPOSITE, OPPOSITE_S = 0.6, 0.6  # who stays beyond this for so long before the first one begins at the other end
AS_LONG = 1.5  # times the stay at that end: longer in this one, so it is where this person rests
SETTLED_SWAY = 0.1  # levels that keep within this are taken as staying in one place
STOP_S, STOP_SWAY = 0.3, 0.06  # a movement of any size that stays within this for so long has come to a rest
MOMENT_S = 0.08  # the level is the median of so long, unless the movement asks for longer
LOST_S = 2.5  # unseen for longer than this ends what was going on
BLIND = 0.6  # of a movement that was unseen for more of its time nobody can tell what it was
CREEP_S = 4.0  # time constant with which the believed rest follows a higher one
FLOOR = -0.25  # deeper than the start pose is still the start pose
HOME = 0.12  # a way back is followed to here, or until it stops, or ...
HOME_S = 0.5  # ... for this long after it has counted as returned
# What jumps more from picture to picture, as a share of its size, is noise; in few pictures more of it is the movement
# itself. Tells 207 rolls, tucks, squeezes and shrugs (.8 of it at most) from 150 that came of a still body in a bad
# picture (1.02 and more).
TREMBLING, QUICK, BEFORE_S = 0.08, 8.0, 1.0
LITTLE, LINGER_S = 0.4, 10.0  # who stays out for longer and less far sits differently now: half ones go further


@dataclass(frozen=True)
class Limits:
    """When a movement counts; positions on the progress signal, times in seconds (see `definitions.Range`)."""

    reached: float = 0.75
    returned: float = 0.3
    attempted: float = 0.25
    fastest_s: float = 0.6
    slowest_s: float = 20.0
    hold_s: float = 0.0
    free: bool = False
    wandering: bool = False
    small: bool = False
    sweeping: bool = False
    median_s: float = MOMENT_S
    settled_s: float = 0.0

    @property
    def from_rest(self) -> bool:
        """True when the way is measured from the rest before it, not from the start pose."""
        return self.free or self.wandering


@dataclass(frozen=True)
class Excursion:
    """One way out and back.

    `range` is the signal at the top, `held_s` the time at nine tenths of it or more, `asked` the range that counts;
    `complete` says that the target was reached and, where asked for, held.
    """

    start_s: float
    peak_s: float
    end_s: float
    range: float
    held_s: float
    reached: bool
    held: bool
    asked: float = 0.0

    @property
    def complete(self) -> bool:
        return self.reached and self.held

    def overlaps(self, other: Excursion) -> bool:
        """They share some of their time, so they are the same movement."""
        return self.start_s < other.end_s and other.start_s < self.end_s


@dataclass
class RepDetector:
    """The state of one side. `update()` once a frame returns the excursion that ended in it, or None. `reached`: what
    is under way has gone as far as a whole repetition."""

    limits: Limits
    armed: bool = False
    moving: bool = False
    phase: Phase = START
    hold_s: float = 0.0
    reached: bool = False
    _trough: tuple[float, float] = (NAN, NAN)
    _track: list[tuple[float, float]] = field(default_factory=list)
    _raw: Recent[float] = field(default_factory=lambda: Recent(BEFORE_S))
    _peak: tuple[float, float] = (NAN, NAN)
    _valley: float = NAN
    _high_s: float = NAN
    _returned_s: float = NAN
    _ready_s: float = NAN
    _kept: Staying = field(default_factory=lambda: Staying(SETTLED_SWAY))
    _opposite_s: float = 0.0
    _proven: bool = False
    _recent: Recent[float] = field(default_factory=lambda: Recent(RESTING_S))
    rested_s: float = NAN
    _blind_s: float = 0.0
    _looked_s: float = NAN
    _last_s: float = NAN
    _before_s: float = NAN

    def __post_init__(self) -> None:
        self._moment: Recent[float] = Recent(self.limits.median_s)

    def update(self, t_s: float, level: float, ready: bool | None, disturbed: bool = False) -> Excursion | None:
        """`ready`: the start pose's conditions hold, or do not, or (None) cannot be seen. `disturbed`: this is some
        other movement. A NaN level changes nothing."""
        since_s, self._looked_s = t_s - self._looked_s, t_s
        if disturbed or t_s - self._last_s > LOST_S:
            self.drop()
        if math.isnan(level) or disturbed:
            self._ready_s = t_s
            if self.moving:
                self._blind_s += since_s
            if math.isnan(self._last_s):
                self._last_s = t_s
            return None
        self._before_s, self._last_s = self._last_s, t_s
        if self.limits.small:
            self._keep(t_s, level)
        level = self._steady(t_s, level if self.limits.free else max(level, FLOOR))
        if self.moving:
            return self._moving(t_s, level)
        self._resting(t_s, level, ready)
        return None

    def _keep(self, t_s: float, level: float) -> None:
        """The levels as they came, of a movement and of the second before it."""
        self._raw.window_s = BEFORE_S + (t_s - self._trough[0] if self.moving else 0.0)
        self._raw.add(t_s, level)

    def _trembles(self) -> bool:
        """Levels that jump from picture to picture all the way, as no limb does: told from the median of their second
        differences, so that a single leap is none."""
        levels = [v for _, v in self._raw]
        if len(levels) < 3:
            return False
        jumps = sorted(abs(a - 2 * b + c) for a, b, c in zip(levels, levels[1:], levels[2:], strict=False))
        pictures = sum(t >= self._trough[0] for t, _ in self._raw)
        allowed = TREMBLING + QUICK / pictures**2
        return jumps[len(jumps) // 2] > allowed * (max(levels) - min(levels))

    def _steady(self, t_s: float, level: float) -> float:
        """The middle of the last moment's levels: a limb that flickers for a frame or two has not moved."""
        self._moment.add(t_s, level)
        levels = sorted([v for _, v in self._moment])
        return levels[len(levels) // 2] if len(levels) > 2 else level

    @property
    def began_s(self) -> float:
        """When the repetition that is under way began; NaN when there is none."""
        return self._track[0][0] if self._track else NAN

    def drop(self) -> None:
        """Forget what is going on; the start pose has to be taken anew."""
        self.armed = self.moving = False
        self.phase, self.hold_s, self.reached = START, 0.0, False
        self._trough, self._track, self._returned_s = (NAN, NAN), [], NAN
        self._recent.clear()
        self._kept.end()
        self._opposite_s = 0.0

    def _follow_trough(self, t_s: float, level: float) -> float:
        """The level of the rest: down at once, up slowly, so that a person who sits a little higher than before
        is not taken to be in the middle of a repetition from then on."""
        low = self._trough[1]
        if math.isnan(low) or level < low or (self.limits.free and self._is_still(level)):
            low = level
        else:
            low = follow(low, level, t_s - self._before_s, CREEP_S)
        self._trough = (t_s if math.isnan(self._trough[0]) else self._trough[0], low)
        return low

    def _is_resting(self, t_s: float, level: float) -> bool:
        """Not on the way through: the start pose arms only where the level stops, falls, or the recording begins."""
        self._recent.add(t_s, level)
        return level - self._recent[0][1] <= RESTING_RISE

    def _is_still(self, level: float) -> bool:
        """A stop anywhere is the rest of a movement that may begin anywhere."""
        # At 15 pictures a second one interval is a third of the time, so that four fifths of it have to do.
        long = self._recent.span_s >= 0.8 * RESTING_S
        return long and all(abs(level - v) < RESTING_RISE for _, v in self._recent)

    def _has_settled(self, t_s: float, level: float) -> bool:
        """False for somebody who began at the other end, until they have stayed in this start pose for longer, as who
        is first seen in the middle of a repetition soon does. A stretch after the first repetition is no beginning."""
        asked_s = min(AS_LONG * self._opposite_s, self.limits.settled_s)
        return self.armed or not asked_s or self._kept.update(t_s, level) >= asked_s

    def _resting(self, t_s: float, level: float, ready: bool | None) -> None:
        low = self._follow_trough(t_s, level)
        resting = self._is_resting(t_s, level)
        if ready is not False:
            self._ready_s = t_s
        elif not t_s - self._ready_s <= LEFT_S:
            self.armed = False
        risen = level - low if self.limits.wandering else level
        low_enough = self.limits.free or risen < max(self.limits.returned, self.limits.attempted)
        if ready and resting and low_enough and self._has_settled(t_s, level):
            self.armed = True
            self._opposite_s = 0.0
        elif self.limits.settled_s and not self._proven and level > OPPOSITE:
            stayed_s = self._kept.update(t_s, level)
            if stayed_s >= OPPOSITE_S:
                self._opposite_s = max(self._opposite_s, stayed_s)
        if level <= low + NEAR_REST:
            self._trough = (t_s, low)
        elif self.armed and level - low >= self.limits.attempted and (level > HOME or self.limits.from_rest):
            self.moving, self.phase, self._blind_s = True, OUT, 0.0
            self._track, self._peak, self._valley = [self._trough, (t_s, level)], (t_s, level), level
            self._high_s = t_s

    def _moving(self, t_s: float, level: float) -> Excursion | None:
        self._track.append((t_s, level))
        if self.limits.free and self._has_stopped(t_s):
            if self._has_come_round():
                return self._finish(t_s, level)
            if level < self.limits.reached and level - self._trough[1] > LIFT:
                self._rest_at(t_s, level)
                return None
        if level > self._peak[1]:
            self._peak, self._valley = (t_s, level), level
            self.reached = level - (self._trough[1] if self.limits.from_rest else 0.0) >= self.limits.reached
        if self._lingers(t_s):
            self._rest_at(t_s, level)
            return None
        self._valley = min(self._valley, level) if level < HELD_SHARE * self._peak[1] else level
        if self._valley > STAY * self._peak[1]:
            self._high_s = t_s
        self._say_phase(t_s, level)
        # A hold may be kept up for three times what is asked for; after that the way back has been missed.
        if t_s - self._trough[0] > self.limits.slowest_s + 3 * self.limits.hold_s:
            self.drop()
            return None
        return self._finish(t_s, level) if self._is_home(t_s, level) else None

    def _has_stopped(self, t_s: float) -> bool:
        """A stop on the way: arms lifted into position have arrived, or a circle is over."""
        late = [v for t, v in reversed(self._track) if t_s - t <= STOP_S]
        long = t_s - self._track[0][0] > STOP_S and len(late) > 2
        return long and max(late) - min(late) < STOP_SWAY

    def _has_come_round(self) -> bool:
        """The way down is a circle's own, although the way up began far below it: with arms that hung."""
        fall = self._peak[1] - self._valley
        lifted = self._peak[1] - self._trough[1] > LIFTED * fall
        return fall >= (SURE if lifted else 1.0) * self.limits.reached

    def _lingers(self, t_s: float) -> bool:
        """A little way out for longer than anybody needs for a repetition."""
        little = not self.limits.from_rest and self._peak[1] < LITTLE
        return little and t_s - self._track[0][0] > LINGER_S + self.limits.hold_s

    def _rest_at(self, t_s: float, level: float) -> None:
        self.drop()
        self.armed, self.rested_s, self._ready_s, self._trough = True, t_s, t_s, (t_s, level)

    def _say_phase(self, t_s: float, level: float) -> None:
        low = self._trough[1] if self.limits.from_rest else 0.0
        top = max(self._peak[1] - low, self.limits.reached)
        if level - low >= (STAY if self.phase == TARGET else HELD_SHARE) * top:
            self.phase = TARGET
            if self._peak[1] - low >= self.limits.reached:
                self.hold_s += t_s - self._track[-2][0]
        # A tenth of the way below the top is the way back, and more than the sway there.
        elif self.phase == TARGET or level < self._peak[1] - 0.1:
            self.phase = BACK

    def _is_home(self, t_s: float, level: float) -> bool:
        """Back near the start, or turned round for the next repetition when the way back was mostly done."""
        low, high = self._trough[1], self._peak[1]
        way = high - low
        if level <= low + self.limits.returned * way and math.isnan(self._returned_s):
            self._returned_s = t_s
        if t_s - self._returned_s >= HOME_S or level <= low + HOME * way:
            return True
        risen = level - self._valley
        if not math.isnan(self._returned_s):
            return risen > HOME / 2
        slow = t_s - self._high_s >= TURN_S
        if self.limits.free and slow and risen >= TURN and self._has_come_round():
            return True
        return slow and self._valley <= low + 0.5 * way and risen >= TURN

    def _finish(self, t_s: float, level: float) -> Excursion | None:
        start_s, low = self._own_trough()
        top, held_s = (passed if self.limits.sweeping else held)(self._track, low)
        peak_s = self._middle_of_top(top)
        ticked = self.hold_s >= self.limits.hold_s
        way = top - low if self.limits.from_rest else top
        done = Excursion(
            start_s=start_s, peak_s=peak_s, end_s=t_s, range=way, held_s=held_s,
            reached=way >= self.limits.reached, held=ticked or held_s >= self.limits.hold_s - self._late_s(),
            asked=self.limits.reached,
        )  # fmt: skip
        clear = self._blind_s <= BLIND * (t_s - start_s) and not self._trembles()
        self._proven |= done.complete and clear
        self._rest_at(t_s, min(level, self._valley))
        tried = clear and t_s - start_s >= self.limits.fastest_s and self._peak[1] - low >= self.limits.attempted
        return done if tried else None

    def _late_s(self) -> float:
        return max(LATE_S, LATE * self.limits.hold_s)

    def _own_trough(self) -> tuple[float, float]:
        """(t_s, level) that the way is measured from. A circle that went straight on from lifting the arms begins
        where they passed the height at which it ends."""
        if not self.limits.free or math.isfinite(self._returned_s):
            return self._trough
        low = self._valley + NEAR_REST
        below = [row for row in self._track if row[0] < self._peak[0] and row[1] <= low]
        return (below[-1][0], self._valley) if below else self._trough

    def _middle_of_top(self, top: float) -> float:
        times = [t for t, v in self._track if v >= HELD_SHARE * top]
        return (times[0] + times[-1]) / 2 if times else self._peak[0]


def passed(track: list[tuple[float, float]], low: float) -> tuple[float, float]:
    """`held` for a sweep, which leaves the middle at speed and only slows down at the side: nothing can be reckoned
    from its steep part, so it is the time from the first to the last sight of nine tenths of the top."""
    top, _ = held(track, low)
    high = [t for t, v in track if v - low >= HELD_SHARE * (top - low)]
    return top, high[-1] - high[0]


def held(track: list[tuple[float, float]], low: float) -> tuple[float, float]:
    """(top, seconds at nine tenths of it or more) of a track of (t_s, level) that began at `low`.

    The top is the middle of the high levels, so that no single sample raises the bar. The nine tenths are not looked
    up, for sway on the plateau would cut the hold into pieces: they are reckoned from the crossings of a quarter, a
    half and three quarters, which stand on the steep parts. Eased movement (minimum jerk: Flash and Hogan, J
    Neurosci 1985) is at nine tenths 1.8 times as long after its half as it takes from the half to three quarters.
    """
    high = max(v for _, v in track)
    # The plateau is what is higher than seven tenths: the eased way there passes through the rest within a few
    # frames.
    near = sorted(v for _, v in track if v - low >= 0.7 * (high - low))
    top = near[len(near) // 2]
    levels = [low + share * (top - low) for share in (0.25, 0.5, 0.75)]
    rise, fall = _crossings(track, levels), _crossings(track[::-1], levels)
    begin, end = rise[1] + EASED * _steep(rise), fall[1] - EASED * _steep(fall)
    gaps = sum(b[0] - a[0] for a, b in pairwise(track) if begin < a[0] < end and a[1] < levels[1])
    return top, max(0.0, end - begin - gaps)


def _steep(crossings: list[float]) -> float:
    """From the half to a quarter away from it, on the side that sway or a hesitation has lengthened less."""
    quarter, half, three = crossings
    return min(abs(half - quarter), abs(three - half))


def _crossings(track: list[tuple[float, float]], levels: list[float]) -> list[float]:
    """When a track that comes from below first reaches the highest level, and last left the lower ones before that."""
    top = next(i for i, (_, v) in enumerate(track) if v >= levels[-1])
    times = []
    for level in levels:
        below = next((i for i in range(top, -1, -1) if track[i][1] < level), None)
        times.append(track[0][0] if below is None else track[min(below + 1, top)][0])
    return times
