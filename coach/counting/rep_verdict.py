"""What a finished way out and back means: how much of it counts, what was missing, and which way round it went."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.body.side import BOTH, LEFT, RIGHT, SIDES, Side
from coach.counting.circle import FIRST, STRAIGHT_FIRST, Circles, Loop, Point
from coach.counting.conditions import Criterion, Readings
from coach.counting.progress_signal import ProgressSignal
from coach.counting.rep_detector import Excursion, RepDetector
from coach.definitions.definition import Exercise
from coach.definitions.phase import TARGET

ROUND = 0.25  # a loop narrower than this share of the usual one is no circle, as far as the view can tell
MEMORY, MEMORY_S = 0.5, 6.0  # how much the circle before says about this one, and how soon that fades
AWAY = 0.5  # from here on one can tell which limb is the one at work
HIDDEN = 0.2  # share of a movement that may be hidden if what it lacked is to be said
SHOWN = 2  # repetitions with the form that tells the exercise from another one: a single one may be chance
STAYS = 0.6  # of its time: a movement that stays at the top for longer is no circle, which does not stop there


def judged_sides(side: Side) -> tuple[Side, ...]:
    """The limbs that a movement of this side is judged by."""
    return SIDES if side == BOTH else (side,)


Judgement = tuple[tuple[str, ...], str | None]
"""(what is missing, direction)."""


@dataclass(frozen=True)
class Found:
    """What was seen of an excursion: its side, the measures that lagged at its top, what was wrong with its form or its
    hold, and which side's range it is measured by, with what was taken for a whole way of that then."""

    side: Side
    lagging: tuple[str, ...]
    form: tuple[str, ...]
    limb: Side
    whole: float


@dataclass(slots=True)
class _SoFar:
    """What was seen so far of the movement of one side: in how many frames it was seen and hidden, how far it went
    and what lagged there, and of the frames at its target how many broke which form."""

    seen: int = 0
    hidden: int = 0
    top: float = -math.inf
    lagging: tuple[str, ...] = ()
    at_target: int = 0
    broken: Counter[str] = field(default_factory=Counter)


class RepVerdict:
    """Watches the top of each repetition and the path of each circle. `watch()` once a frame and side. Where nobody is
    `told` of what falls short, it need not be known which measures those are."""

    def __init__(self, exercise: Exercise, signal: ProgressSignal, *, told: bool = True) -> None:
        self._exercise, self._signal, self._told = exercise, signal, told
        self._names_a_side = exercise.arms == "most"  # of two limbs that take turns
        self._two_sided = Criterion(exercise.both_when)
        self._forms = [Criterion(rule.when) for rule in exercise.required]
        self._loop = Loop(exercise.circle_widths)
        self._under_way: defaultdict[Side, _SoFar] = defaultdict(_SoFar)
        self._led = BOTH
        self._further: Counter[Side] = Counter()
        self._until_shown = {rule.name for rule in exercise.required if rule.until_shown}
        self._shown = 0
        self._last_circle = (0.0, 0.0)
        self._circles = Circles(FIRST if exercise.way.directed else STRAIGHT_FIRST)
        # when the last circle ended, whether it looked round, and how low it went on the signal
        self._edge_on = (math.nan, False, math.nan)

    def follow(self, t_s: float, level: float, values: Mapping[str, float]) -> Point | None:
        """Take one frame of the path, where it may be a circle, and say what was kept of it."""
        return self._loop.add(t_s, level, values) if self._exercise.circle_widths else None

    def follow_too(self, point: Point | None) -> None:
        """Take what another verdict has kept of this frame."""
        if point is not None:
            self._loop.add_point(point)

    def watch(
        self,
        side: Side,
        detector: RepDetector,
        levels: Mapping[str, float],
        seen: Mapping[str, float],
        readings: Readings,
    ) -> None:
        """Keep what is worth knowing about the top of a repetition: what lags there, and which form was broken."""
        if not detector.moving:
            return
        so_far, level = self._under_way[side], levels[side]
        unseen = math.isnan(level)
        if unseen or self._signal.hidden[side]:
            so_far.hidden += 1
        else:
            so_far.seen += 1
        if unseen:
            return
        if level > so_far.top:
            so_far.top = level
            if self._told:
                enough = detector.limits.reached * self._signal.own[side].share
                so_far.lagging = self._signal.short_of(enough, judged_sides(side))
            if self._names_a_side:
                self._led = self._leading(levels, readings)
        if self._names_a_side and level > AWAY:
            self._further[LEFT if not seen[LEFT] <= seen[RIGHT] else RIGHT] += 1
        if detector.phase == TARGET:
            so_far.at_target += 1
            for rule, found in zip(self._exercise.required, readings.judged(self._forms), strict=True):
                so_far.broken[rule.name] += True in [found[limb] for limb in judged_sides(side)]

    def _leading(self, levels: Mapping[str, float], readings: Readings) -> Side:
        """The side that a repetition of either side is named after."""
        if self._exercise.both_when and readings.any_holds([self._two_sided]):
            return BOTH
        return LEFT if not levels[LEFT] <= levels[RIGHT] else RIGHT

    def side(self, side: Side) -> Side:
        """The side that the repetition which has just ended is counted for."""
        if not self._names_a_side:
            return side
        further, self._further = self._further, Counter()
        return self._led if side == BOTH else max(SIDES, key=lambda s: further[s])

    def is_hidden(self, side: Side) -> bool:
        """Too much of the movement that ends now was hidden to say what was wrong with it."""
        so_far = self._under_way[side]
        return so_far.hidden > HIDDEN * (so_far.seen + so_far.hidden)

    def take(self, side: Side, done: Excursion) -> Found:
        """What was seen of an excursion that has just ended."""
        found = Found(self.side(side), self._lagging(side), self._form(side, done), side, self._signal.gain(side))
        if self._exercise.circle_widths:
            self._take_path(done)
        self.forget(side)
        return found

    def judge(self, done: Excursion, found: Found) -> Judgement:
        """(what is missing, direction) by all that is known now; nothing missing means that it counts."""
        direction = self._circles.direction(done.end_s)
        form = tuple(name for name in found.form if not (self._shown >= SHOWN and name in self._until_shown))
        if not done.reached and done.range * found.whole < done.asked * self._signal.gain(found.limb):
            return found.lagging, direction
        if not self._exercise.way.directed:
            return ((*form, "straight") if direction is not None else form), None
        if self._is_flat(done, direction):
            return (*form, "circle"), None
        return form, direction

    def count(self, found: Found) -> None:
        """A repetition counts: one more that has shown the form of the exercise, or has not."""
        self._shown += not found.form

    def begin(self) -> None:
        """A new set: what was in the last one says nothing about it."""
        self._circles.forget()
        self._shown = 0

    def forget(self, side: Side) -> None:
        """What this side was in the middle of is over, or came to nothing."""
        self._under_way.pop(side, None)

    def _lagging(self, side: Side) -> tuple[str, ...]:
        return self._under_way[side].lagging or (self._exercise.progress_signal[0].measure,)

    def _form(self, side: Side, done: Excursion) -> tuple[str, ...]:
        so_far = self._under_way[side]
        most = 0.5 * max(1, so_far.at_target)
        bad = tuple(r.name for r in self._exercise.required if so_far.broken[r.name] > most)
        return bad if done.held else (*bad, "hold")

    def _take_path(self, done: Excursion) -> None:
        """Keep what the path says about the kind of circle. A circle seen from its edge does not show which way it
        goes: then it only has to look round."""
        if self._exercise.range.edge_on:
            lowest = self._loop.lowest(done.start_s, done.end_s)
            self._edge_on = (done.end_s, self._direction(done) is not None, lowest)
        elif done.reached and not _stays(done):
            self._circles.see(done.end_s, self._loop.roundness(done.start_s, done.end_s))
        self._loop.forget_before(done.end_s)

    def _is_flat(self, done: Excursion, direction: str | None) -> bool:
        if not self._exercise.circle_widths:
            return False
        edge_on = self._exercise.range.edge_on
        if not edge_on:
            return direction is None
        end_s, seen_round, lowest = self._edge_on
        if end_s == done.end_s and seen_round:
            return False
        # about the start pose a circle of this size goes no lower: below it the arm hung and was lifted
        return done.range > edge_on or lowest < -edge_on or _stays(done)

    def _direction(self, done: Excursion) -> str | None:
        """ "backward" or "forward", or None when the path was no circle as far as the view can tell."""
        width = self._loop.roundness(done.start_s, done.end_s)
        if math.isnan(width) or _stays(done):
            return None
        since_s, before = self._last_circle
        before *= math.exp(-max(0.0, done.start_s - since_s) / MEMORY_S)
        said = width + MEMORY * before
        # What the circles before said, and rather more of this one; never surer than one plain circle.
        self._last_circle = done.end_s, max(-1.0, min(1.0, 0.5 * before + 0.7 * width))
        if abs(said) < ROUND:
            return None
        return "backward" if said > 0 else "forward"


def _stays(done: Excursion) -> bool:
    """It waited at the top, as no circle does."""
    return done.held_s > STAYS * (done.end_s - done.start_s)
