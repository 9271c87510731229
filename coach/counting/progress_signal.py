"""The progress signal: how far a movement has gone, 0 in the start pose and 1 in the target, fused from measures."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.body.measures import VOCABULARY, sided_names
from coach.body.neutral import PATIENCE_S, Neutral
from coach.body.side import BOTH, LEFT, RIGHT, SIDES, Side
from coach.counting.conditions import names_compared
from coach.counting.own_range import ALIKE, ROUGH, OwnRange
from coach.definitions.definition import ENOUGH, Exercise, Pose, Relative, Sides, Target
from coach.definitions.prescription import RangeTarget

NAN = math.nan
LEAST, MOST = -0.8, 1.4  # the share of the way is cut off here, so that one wild measure does not outweigh the others
NEAR = 0.3  # further along than this, the neutral is followed whether or not the start pose is taken
WRONG_S = 4.0  # another movement that seems to last for longer than this is a wrong neutral
OBLIQUE_DEG, OBLIQUE_WIDTH = 20.0, 0.86  # shoulders turned by more and narrower than this (cos 30) are no front view
TURN, WIDTH = "trunk_turn_3d", "shoulder_width"
NOTHING_HIDDEN: Mapping[Side, bool] = dict.fromkeys(Side, False)


@dataclass(frozen=True)
class MeasureWay:
    """One measure's way from the start to the target pose; offsets from neutral where `relative`. `name` has the side
    that `measure` leaves out."""

    name: str
    measure: str
    start: float
    target: float
    weight: float
    relative: bool
    sign: float
    view: str = "any"
    free: bool = False

    def amount(self, values: Mapping[str, float], neutral: Mapping[str, float]) -> float:
        """What is compared with the poses: the measure, or its change from neutral; towards this side."""
        if not self.relative:
            return self.sign * values[self.name]
        return self.sign * (values[self.name] - neutral.get(self.name, NAN))

    def share(self, values: Mapping[str, float], neutral: Mapping[str, float]) -> float:
        """How far this measure is along its way, NaN when unseen."""
        way = (self.amount(values, neutral) - self.start) / (self.target - self.start)
        if self.free or LEAST <= way <= MOST or way != way:
            return way
        return LEAST if way < LEAST else MOST


class ProgressSignal:
    """The progress of each side; `update()` once a frame with the smoothed measures.

    Attributes
    ----------
    revised : the last update has found that the rest is somewhere else, and all before was measured wrongly.
    lead : the progress of the set: of both sides together, or of the one that is further where each has its own.
    further : that of the side that is further.
    ways : what each side's progress is made from.
    own : side -> the range of this person, whose `share` is of the usual way.
    hidden : whether a measure of this side ("both": of either, and from the front of both) cannot be seen. Seen from
        the side, the nearer limb stands for the hidden one.
    """

    def __init__(
        self, exercise: Exercise, start: Pose, target: Pose, hold_s: float = 0.0, aim: RangeTarget | None = None
    ) -> None:
        self.exercise = exercise
        self.ways = {side: tuple(_ways(exercise, start, target, side)) for side in SIDES}
        self._ways_from = {
            view: {side: tuple(way for way in ways if way.view in ("any", view)) for side, ways in self.ways.items()}
            for view in ("front", "oblique")
        }
        self._enough = {
            view: {side: ENOUGH * sum(way.weight for way in ways) for side, ways in sides.items()}
            for view, sides in self._ways_from.items()
        }
        relative = {way.name for ways in self.ways.values() for way in ways if way.relative}
        self.relative = bool(relative)
        self._is_two_sided = exercise.sides == Sides.BOTH
        self._either_way = all(VOCABULARY[term.measure].signed for term in exercise.progress_signal)
        self.neutral = Neutral(
            tuple(sorted(relative | _neutral_names(exercise))), patience_s=PATIENCE_S + 2 * hold_s,
            bounds=_bounds(start), two_ended=exercise.sides == Sides.BOTH,
        )  # fmt: skip
        alike = ROUGH if exercise.range.wandering else ALIKE
        own = {side: OwnRange(exercise.range.personal, alike) for side in (BOTH, *SIDES)}
        self.own = dict.fromkeys(own, own[BOTH]) if exercise.sides == Sides.BOTH else own
        self.own |= {side: OwnRange(0.0, share=share) for side, share in self._asked(aim)}
        self.lead = self.further = NAN
        self.revised = False
        self.hidden = NOTHING_HIDDEN
        self._values: Mapping[str, float] = {}
        self._unseen = False
        self._disturbed_s = NAN

    def _asked(self, aim: RangeTarget | None) -> Iterator[tuple[Side, float]]:
        """The sides that a plan wants to go less far than usual, with the share of the usual way. More than usual is
        asked for in words only: who cannot go so far yet still does repetitions."""
        if aim is None or self.exercise.range.free:
            return
        name = main_measure(self.exercise)
        shares = {}
        for side in SIDES:
            way, wanted = next(way for way in self.ways[side] if way.measure == name), aim.of(side)
            if wanted is not None and wanted < abs(way.target - way.start):
                shares[side] = wanted / abs(way.target - way.start)
        yield from shares.items()
        if len(shares) == len(SIDES):
            yield BOTH, min(shares.values())

    @property
    def names(self) -> set[str]:
        """All measures that the progress signal reads."""
        return {way.name for ways in self.ways.values() for way in ways}

    def update(self, t_s: float, values: Mapping[str, float], disturbed: bool, posed: bool = True) -> dict[str, float]:
        """Side -> progress, and "both" -> that of the two together; NaN where too little is seen.

        `posed`: this may be the start pose; what is clearly another one never becomes the neutral.
        """
        if not (posed or self.neutral.settled or self.neutral.ever):
            self.neutral.restart()
        elif not self.neutral.guessed and (posed or self.neutral.settled):
            self.neutral.guess(t_s, values)
        self.revised = False
        sides = self.levels(values)
        if disturbed:
            self._wait(t_s)
        else:
            self._disturbed_s = NAN
            place = _place(sides[LEFT], sides[RIGHT]) if self._either_way else NAN
            if (posed or self.lead > NEAR) and self.neutral.update(t_s, values, self.lead, place):
                self.revised = self.neutral.revised
                if self.revised:
                    return self.levels(values)
        return sides

    def levels(self, values: Mapping[str, float]) -> dict[str, float]:
        """Side -> progress by all that is known now, and "both" -> that of the two together."""
        self._values, self._unseen, view = values, False, self.view
        left, right = self._level(LEFT, view), self._level(RIGHT, view)
        self.hidden = self._hidden(view) if self._unseen else NOTHING_HIDDEN
        both, self.further = self._together(left, right), larger(left, right)
        self.lead = both if self._is_two_sided else self.further
        return {LEFT: left, RIGHT: right, BOTH: both}

    def forget_range(self) -> None:
        """What was taken for the size of movements was measured from a wrong rest."""
        for own in self.own.values():
            own.forget()

    def _wait(self, t_s: float) -> None:
        """Something else is going on; when it goes on and on, it was the neutral that was wrong."""
        if math.isnan(self._disturbed_s):
            self._disturbed_s = t_s
        if t_s - self._disturbed_s > WRONG_S:
            self.neutral.restart()
            self._disturbed_s = t_s
        else:
            self.neutral.interrupt()

    @property
    def view(self) -> str:
        """How the person stands to the camera at rest: "front" or "oblique"."""
        rest = self.neutral.values
        turned = abs(rest.get(TURN, 0.0)) > OBLIQUE_DEG and rest.get(WIDTH, 1.0) < OBLIQUE_WIDTH
        return "oblique" if turned else "front"

    def gain(self, side: Side) -> float:
        """The whole way of this person and side, as a share of the usual one."""
        return self.own[side].share

    def learn(self, side: Side, top: float) -> None:
        """Take a movement, complete or not, into the person's own range; its `top` in shares of the usual way."""
        self.own[side].see(top)

    def short_of(self, enough: float, sides: tuple[Side, ...]) -> tuple[str, ...]:
        """The measures of these sides, without their side and each once, that were less far along in the last frame."""
        values, rest, ways = self._values, self.neutral.values, self._ways_from[self.view]
        short = [way.measure for side in sides for way in ways[side] if way.share(values, rest) < enough]
        return tuple(dict.fromkeys(short))

    def _hidden(self, view: str) -> Mapping[Side, bool]:
        values = self._values
        left, right = ([values[way.name] == values[way.name] for way in self._ways_from[view][side]] for side in SIDES)
        enough = operator.and_ if self.exercise.camera.view == "front" else operator.or_
        return {LEFT: not all(left), RIGHT: not all(right), BOTH: not all(map(enough, left, right))}

    def _level(self, side: Side, view: str) -> float:
        values, rest = self._values, self.neutral.values
        seen = level = 0.0
        for way in self._ways_from[view][side]:
            share = way.share(values, rest)
            if share == share:
                seen += way.weight
                level += way.weight * share
            else:
                self._unseen = True
        return level / seen / self.own[side].share if seen >= self._enough[view][side] else NAN

    def _together(self, left: float, right: float) -> float:
        if math.isnan(left) or math.isnan(right):
            return larger(left, right)
        match self.exercise.arms:
            case "least":
                return min(left, right)
            case "most":
                return max(left, right)
        return (left + right) / 2


def main_measure(exercise: Exercise) -> str:
    """The measure that carries most of the signal; of equals, one in degrees, the unit that people know."""
    terms = exercise.progress_signal
    return max(terms, key=lambda term: (term.weight, VOCABULARY[term.measure].unit == "deg")).measure


def _place(left: float, right: float) -> float:
    """Where a movement to either side is: 1 at the left target, -1 at the right one. What lies behind the start pose is
    cut off, so the side that is gone to tells it."""
    return left if left > right else -right


def larger(a: float, b: float) -> float:
    """The larger of two, the seen one when only one is."""
    if math.isnan(a):
        return b
    return a if math.isnan(b) else max(a, b)


def _plain(target: Target) -> tuple[float, bool]:
    return (target.neutral, True) if isinstance(target, Relative) else (target, False)


def _ways(exercise: Exercise, start: Pose, target: Pose, side: Side) -> list[MeasureWay]:
    ways = []
    for term in exercise.progress_signal:
        measure = VOCABULARY[term.measure]
        low, relative = _plain(start.measures[term.measure])
        high, _ = _plain(target.measures[term.measure])
        sign = -1.0 if measure.signed and side == RIGHT else 1.0
        name = f"{side}_{term.measure}" if measure.sided else term.measure
        ways.append(
            MeasureWay(name, term.measure, low, high, term.weight, relative, sign, term.view, exercise.range.free)
        )
    return ways


def _bounds(start: Pose) -> dict[str, tuple[float, float]]:
    """Measure with its side -> the neutral's lowest and highest value, where the start pose knows them."""
    known = {name: t.within for name, t in start.measures.items() if isinstance(t, Relative) and t.within}
    return {sided: limits for name, limits in known.items() for sided in sided_names(name)}


def _neutral_names(exercise: Exercise) -> set[str]:
    """Measures whose change from neutral is asked for outside of the progress signal."""
    views = {TURN, WIDTH} if any(term.view != "any" for term in exercise.progress_signal) else set()
    return views | names_compared(exercise, "neutral")
