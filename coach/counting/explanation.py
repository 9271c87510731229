"""Why a repetition was counted or not, and a correction given or not: looks on while a session runs, and changes
nothing. `note()` once a frame, then `explain()` for a moment or `explain_repetition()` for a repetition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from coach.body.measures import VOCABULARY
from coach.body.side import SIDES, Side
from coach.counting.circle import Loop
from coach.counting.conditions import Readings
from coach.counting.judgement import Judgement
from coach.counting.progress_signal import larger
from coach.definitions.definition import Condition, CueRule, Exercise, Sides
from coach.definitions.phase import Phase
from coach.events import Cue, Event, Hold, Partial, Rep

NAN = math.nan
AROUND_S = 2.5  # looked at on either side of a moment in which no repetition was told: a usual one lasts 2 to 5 s
MUCH = 0.3  # what hides, or disturbs, for this share of the time decides; a blink of a joint does not
JUMP = 12.0  # whole ways in a second: of 31 recorded strangers the quickest made 9, mistaken joints make 15 and more
JUMPS = 2  # one there and one back; a single one may be the first frame in which a limb is seen again
NEAR_S = 5.0  # events so near are named, because they may be about the same movement

Done = Rep | Hold | Partial


class Outcome(StrEnum):
    """What became of the movement around a moment."""

    COUNTED = "counted"
    PARTIAL = "partial"
    HIDDEN = "hidden"
    OTHER_MOVEMENT = "other-movement"
    JUMPED = "jumped"
    STILL = "still"
    START_POSE = "start-pose"
    SPEED = "speed"
    OPEN = "open"


@dataclass(frozen=True)
class ConditionSeen:
    """A condition for one side ("both": of the whole body), in the moment that says most about it: its value, and the
    share of the frames in which it held."""

    condition: Condition
    side: Side
    value: float
    held: float


@dataclass(frozen=True)
class SignalSeen:
    """The progress signal of a side: at the beginning, at its top (at `peak_s`) and at the end. 1 = target."""

    side: Side
    start: float
    peak: float
    peak_s: float
    end: float


@dataclass(frozen=True)
class MeasureSeen:
    """A measure of the signal: its value at the beginning and at the top, what it has in the start and in the target
    pose (all of them changes from the person's own neutral where `relative`), and the share of that way."""

    measure: str
    side: Side
    start: float
    top: float
    pose: float
    target: float
    relative: bool
    share: float


@dataclass(frozen=True)
class CueSeen:
    """A correction: whether it was given, how many of its conditions held at once at most, of how many; the longest
    that all of them held, and how long they have to. `conditions` as they were in the moment of the most. One that can
    be given in two ways is there twice; `compared`: this way looks at the person's own earlier repetitions."""

    id: str
    say: str
    given: bool
    most: int
    of: int
    held_s: float
    asked_s: float
    conditions: tuple[ConditionSeen, ...]
    compared: bool

    @property
    def comparable(self) -> bool:
        """False where no earlier repetition is known, or the target was not reached."""
        return not (self.compared and all(math.isnan(seen.value) for seen in self.conditions))


@dataclass(frozen=True)
class Explanation:
    """Everything that decided between `start_s` and `end_s`. `told` is the repetition that was told there, if one was;
    `hidden` are landmarks with the share of the time that they were not seen. `went` is how far the signal went from
    its lowest to its top. `jumps` are the frames in which a signal changed faster than anybody moves. `roundness` is
    the width of the path as a share of a usual circle's; NaN where none is asked for or the path was no loop at all."""

    outcome: Outcome
    start_s: float
    end_s: float
    told: Done | None
    phases: tuple[Phase, ...]
    reached: float
    returned: float
    attempted: float
    fastest_s: float
    hold_s: float
    signals: tuple[SignalSeen, ...]
    measures: tuple[MeasureSeen, ...]
    went: float
    jumps: int
    roundness: float
    hidden: dict[str, float]
    start_when: tuple[ConditionSeen, ...]
    not_while: tuple[ConditionSeen, ...]
    required: dict[str, tuple[ConditionSeen, ...]]
    cues: tuple[CueSeen, ...]
    events: tuple[Event, ...]

    @property
    def broken_start(self) -> tuple[ConditionSeen, ...]:
        """The conditions of the start pose that were mostly not true before the movement."""
        return tuple(seen for seen in self.start_when if seen.held < 0.5)


@dataclass(frozen=True)
class _Look:
    """One frame: what it was judged by, every condition's value by (number of the condition, side), and the measures
    across a circle, which the session overwrites with the next frame."""

    judged: Judgement
    values: dict[tuple[int, Side], float]
    held: dict[tuple[int, Side], bool]
    across: dict[str, float]

    @property
    def level(self) -> float:
        return larger(*(self.judged.levels[side] for side in SIDES))


class Explainer:
    """Keeps what each frame was judged by. `note()` takes the session's judgement and events after each frame."""

    def __init__(self, exercise: Exercise, hold_s: float) -> None:
        self._exercise, self._hold_s = exercise, hold_s
        self._conditions: dict[int, Condition] = {
            id(c): c for c in (*exercise.start_when, *exercise.not_while, *exercise.rule_conditions())
        }
        self._across = {name for width in exercise.circle_widths for name in width.names}
        self._looks: list[_Look] = []
        self._events: list[Event] = []

    def note(self, judged: Judgement | None, events: Iterable[Event]) -> None:
        """After each frame, and (with None) after the end."""
        self._events += events
        if judged is None:
            return
        values: dict[tuple[int, Side], float] = {}
        held: dict[tuple[int, Side], bool] = {}
        for number, condition in self._conditions.items():
            for side in _sides_of(condition):
                values[number, side], held[number, side] = _read(judged.readings, condition, side)
        across = {name: judged.readings.values.get(name, NAN) for name in self._across}
        self._looks.append(_Look(judged, values, held, across))

    @property
    def last_s(self) -> float:
        """The time of the last frame, NaN before the first."""
        return self._looks[-1].judged.t_s if self._looks else NAN

    @property
    def repetitions(self) -> list[Done]:
        """All that was told as a repetition or a hold, complete or not, in the order in which they began."""
        return sorted((e for e in self._events if isinstance(e, Done)), key=lambda e: (e.start_s, e.t_s))

    def explain(self, at_s: float) -> Explanation:
        """What decided around this moment. Raises ValueError where there is no frame near it."""
        around = [done for done in self.repetitions if done.start_s <= at_s <= done.end_s]
        if around:
            return self.explain_repetition(min(around, key=lambda done: done.end_s - done.start_s))
        begin_s = max((done.end_s for done in self.repetitions if done.end_s < at_s), default=-math.inf)
        end_s = min((done.start_s for done in self.repetitions if done.start_s > at_s), default=math.inf)
        return self._explained(max(begin_s, at_s - AROUND_S), min(end_s, at_s + AROUND_S), None)

    def explain_repetition(self, done: Done) -> Explanation:
        """What decided about this repetition."""
        return self._explained(done.start_s, done.end_s, done)

    def _explained(self, start_s: float, end_s: float, told: Done | None) -> Explanation:
        looks = [look for look in self._looks if start_s <= look.judged.t_s <= end_s]
        if not looks:
            raise ValueError(f"no frame between {start_s:.1f} and {end_s:.1f} s")
        limits = looks[-1].judged.limits
        side = self._side_of(looks, told)
        top = max(looks, key=lambda look: _level(look, side))
        before = [look for look in looks if look.judged.t_s <= top.judged.t_s]
        resting = [look for look in before if look.level < limits.attempted] or before[:1]
        exercise = self._exercise
        return Explanation(
            outcome=_outcome(looks, told),
            start_s=looks[0].judged.t_s,
            end_s=looks[-1].judged.t_s,
            told=told,
            phases=tuple(dict.fromkeys(look.judged.phase for look in looks)),
            reached=limits.reached,
            returned=limits.returned,
            attempted=limits.attempted,
            fastest_s=limits.fastest_s,
            hold_s=self._hold_s,
            signals=tuple(_signal(looks, side) for side in (Side.BOTH, *SIDES)),
            measures=tuple(_measures(looks[0], top, SIDES if side == Side.BOTH else (side,))),
            went=_went(looks),
            jumps=_jumps(looks),
            roundness=self._roundness(looks),
            hidden=_hidden(looks),
            start_when=tuple(_seen(exercise.start_when, resting, resting[-1])),
            not_while=tuple(_seen(exercise.not_while, looks, top)),
            required={r.name: tuple(_seen(r.when, _at_top(looks), top)) for r in exercise.required},
            cues=tuple(self._cues(looks, looks[-1].judged.t_s if told is None else told.t_s)),
            events=tuple(e for e in self._events if start_s - NEAR_S <= e.t_s <= end_s + NEAR_S),
        )

    def _side_of(self, looks: Sequence[_Look], told: Done | None) -> Side:
        """The side that this is about: the one that was told, or the one that goes further where each works alone."""
        if told is not None and told.side in SIDES:
            return Side(told.side)
        if self._exercise.sides == Sides.BOTH and self._exercise.arms != "most":
            return Side.BOTH
        return max(SIDES, key=lambda side: max(_level(look, side) for look in looks))

    def _roundness(self, looks: Sequence[_Look]) -> float:
        """As the verdict sees a path; without its sign, which is the direction."""
        loop = Loop(self._exercise.circle_widths)
        for look in looks:
            loop.add(look.judged.t_s, look.judged.levels[Side.BOTH], look.across)
        return abs(loop.roundness(-math.inf, math.inf))

    def _cues(self, looks: Sequence[_Look], told_s: float) -> Iterable[CueSeen]:
        """Those given until `told_s`: the first ones of a set wait until the repetition is told."""
        start_s = looks[0].judged.t_s
        given = {e.id for e in self._events if isinstance(e, Cue) and start_s <= e.t_s <= told_s}
        for rule in self._exercise.cues:
            ways = [
                _cue_seen(rule, conditions, [look for look in looks if look.judged.phase in phases], looks[-1])
                for conditions, phases in rule.ways
            ]
            longest_s = max(way.held_s for way in ways)
            yield from (replace(way, given=rule.id in given and way.held_s == longest_s) for way in ways)


# ------------------------------------------------------------ what became of it


def _outcome(looks: Sequence[_Look], told: Done | None) -> Outcome:
    if told is not None:
        return Outcome.PARTIAL if isinstance(told, Partial) else Outcome.COUNTED
    if _share(looks, lambda look: math.isnan(look.level)) >= MUCH:
        return Outcome.HIDDEN
    if _share(looks, lambda look: look.judged.disturbed) >= MUCH:
        return Outcome.OTHER_MOVEMENT
    if _jumps(looks) >= JUMPS:
        return Outcome.JUMPED
    limits = looks[-1].judged.limits
    if _went(looks) < limits.attempted:
        return Outcome.STILL
    if not any(look.judged.moving for look in looks):
        return Outcome.START_POSE
    if any(look.judged.disturbed and look.level >= limits.reached for look in looks):
        return Outcome.OTHER_MOVEMENT  # at its top, which ends it there
    tried_s = _longest(looks, lambda look: look.level >= limits.attempted)
    return Outcome.SPEED if tried_s < limits.fastest_s else Outcome.OPEN


def _went(looks: Sequence[_Look]) -> float:
    """From the lowest to the highest; NaN when nothing was seen."""
    levels = [look.level for look in looks if not math.isnan(look.level)]
    return max(levels) - min(levels) if levels else NAN


def _jumps(looks: Sequence[_Look]) -> int:
    """Frames in which a side's signal changed faster than anybody moves, of the side that has most of them."""
    return max(sum(rate > JUMP for rate in _rates(looks, side)) for side in SIDES)


def _rates(looks: Sequence[_Look], side: Side) -> Iterable[float]:
    """Change of the signal per second, from each frame in which it is seen to the next."""
    seen = [(look.judged.t_s, look.judged.levels[side]) for look in looks]
    seen = [row for row in seen if not math.isnan(row[1])]
    return [abs(b - a) / (later_s - s) for (s, a), (later_s, b) in pairwise(seen) if later_s > s]


def _share(looks: Sequence[_Look], true: Callable[[_Look], bool]) -> float:
    return sum(true(look) for look in looks) / len(looks) if looks else 0.0


def _longest(looks: Sequence[_Look], true: Callable[[_Look], bool]) -> float:
    """Seconds of the longest stretch of frames in which this is true."""
    longest, began_s = 0.0, NAN
    for look in looks:
        if not true(look):
            began_s = NAN
        elif math.isnan(began_s):
            began_s = look.judged.t_s
        if not math.isnan(began_s):
            longest = max(longest, look.judged.t_s - began_s)
    return longest


# ------------------------------------------------------------ what was seen


def _level(look: _Look, side: Side) -> float:
    """The progress of a side, for finding the largest: unseen is less than all."""
    level = look.judged.levels[side]
    return -math.inf if math.isnan(level) else level


def _at_top(looks: Sequence[_Look]) -> Sequence[_Look]:
    return [look for look in looks if look.judged.phase == Phase.TARGET]


def _signal(looks: Sequence[_Look], side: Side) -> SignalSeen:
    levels = [(look.judged.levels[side], look.judged.t_s) for look in looks]
    seen = [row for row in levels if not math.isnan(row[0])]
    peak, peak_s = max(seen, default=(NAN, NAN))
    return SignalSeen(side, levels[0][0], peak, peak_s, levels[-1][0])


def _measures(first: _Look, top: _Look, sides: Iterable[Side]) -> Iterable[MeasureSeen]:
    """The measures that these sides' signals are made from, each once."""
    ways = {way.name: (side, way) for side in sides for way in top.judged.ways[side]}
    for name, (side, way) in ways.items():
        sided = name.startswith(tuple(SIDES))
        yield MeasureSeen(
            measure=name.removeprefix(f"{side}_") if sided else name, side=side if sided else Side.BOTH,
            start=first.judged.amounts[side].get(name, NAN), top=top.judged.amounts[side][name],
            pose=way.start, target=way.target, relative=way.relative, share=top.judged.shares[side][name],
        )  # fmt: skip


def _hidden(looks: Sequence[_Look]) -> dict[str, float]:
    """Landmark -> share of the time in which it was not seen, those most hidden first."""
    counted = Counter(name for look in looks for name in look.judged.hidden)
    return {name: count / len(looks) for name, count in counted.most_common()}


def _sides_of(condition: Condition) -> tuple[Side, ...]:
    word = VOCABULARY[condition.measure]
    return SIDES if word.sided or word.signed else (Side.BOTH,)


def _read(readings: Readings, condition: Condition, side: Side) -> tuple[float, bool]:
    of = Side.LEFT if side == Side.BOTH else side
    return readings.read(condition, of)


def _seen(conditions: Iterable[Condition], looks: Sequence[_Look], moment: _Look) -> Iterable[ConditionSeen]:
    return (seen for c in conditions for side in _sides_of(c) for seen in _seen_once(c, side, looks, moment))


def _seen_once(c: Condition, side: Side, looks: Sequence[_Look], moment: _Look) -> Iterable[ConditionSeen]:
    key = id(c), side if side in _sides_of(c) else Side.BOTH
    yield ConditionSeen(c, key[1], moment.values[key], _share(looks, lambda look: look.held[key]))


def _count(conditions: Sequence[Condition], look: _Look, side: Side) -> int:
    """How many of them held for this side."""
    return sum(look.held[id(c), side if side in _sides_of(c) else Side.BOTH] for c in conditions)


def _cue_seen(rule: CueRule, conditions: Sequence[Condition], judged: Sequence[_Look], last: _Look) -> CueSeen:
    """How near one of a correction's ways came to being true in the frames it is `judged` in."""
    best, side = max(
        ((look, side) for look in judged for side in SIDES),
        key=lambda pair: _count(conditions, *pair),
        default=(last, Side.LEFT),
    )
    return CueSeen(
        id=rule.id, say=rule.say, given=False, most=_count(conditions, best, side) if judged else 0,
        of=len(conditions), held_s=_longest_fault(conditions, judged),
        asked_s=rule.for_s, conditions=tuple(s for c in conditions for s in _seen_once(c, side, judged, best)),
        compared=any(c.of == "usual" for c in conditions),
    )  # fmt: skip


def _longest_fault(conditions: Sequence[Condition], looks: Sequence[_Look]) -> float:
    """Seconds of the longest stretch in which all of them held for a side."""
    return _longest(looks, lambda look: any(_count(conditions, look, side) == len(conditions) for side in SIDES))
