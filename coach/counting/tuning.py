"""What each number of an exercise does to the count in a recording, and which of them give the count that is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from coach.body.landmarks import Array, PoseFrame
from coach.body.measured_once import MeasuredOnce
from coach.body.measures import VOCABULARY
from coach.body.side import SIDES
from coach.counting.count_only import count_only
from coach.counting.recount import WIDER
from coach.counting.session import Session
from coach.counting.set_session import Options
from coach.definitions.definition import Condition, Exercise, Pose, Relative, Strict
from coach.definitions.document import Keys
from coach.definitions.unwise import NARROWEST
from coach.events import counted_in

STEPS = {"deg": 10.0, "sw": 0.1, "m": 0.03, "1": 0.1}  # a difference that one sees in the room, by unit
SHARE = 0.1  # the same for a share of the way
QUICKER = 0.5  # of the shortest duration of a repetition
FAR = 5  # steps that are tried in either direction when a count is looked for; farther, it is another exercise
SMALLEST, LARGEST = 0.4, 1.3  # of the way to the target, when it is moved; half a way is another movement's whole one
FARTHEST = 1.5  # of the way to the target: chosen by eye: nobody reaches a target by half as much again
ROUNDS = 2  # numbers that may have to change together: what is too strict at the start, say, and at the target

TARGET: Keys = ("path", "target")  # the target pose as a whole: its number is the share of the way that it lies at

REACHED: Keys = ("range", "reached")


@dataclass(frozen=True)
class Knob:
    """A number that can be changed, where it stands, and by how much it is moved to be tried."""

    keys: Keys
    value: float
    step: float


@dataclass(frozen=True)
class Adjustment:
    """A number and what it becomes."""

    knob: Knob
    value: float


@dataclass(frozen=True)
class Suggestion:
    """Changes that give `counted` repetitions; `asked` is what was wanted."""

    changes: tuple[Adjustment, ...]
    counted: int
    asked: int


def knobs(exercise: Exercise) -> Iterator[Knob]:
    """Those that decide what counts, the one that tells people most first."""
    yield Knob(TARGET, 1.0, SHARE)
    span = exercise.range
    for key, value in (("reached", span.reached), ("returned", span.returned), ("attempted", span.attempted)):
        yield Knob(("range", key), value, SHARE)
    yield Knob(("tempo_s", 0), exercise.tempo_s[0], exercise.tempo_s[0] * QUICKER)
    for part in ("start_when", "not_while"):
        for i, condition in enumerate(getattr(exercise, part)):
            yield _of_condition((part, i), condition)
    for r, rule in enumerate(exercise.required):
        for i, condition in enumerate(rule.when):
            yield _of_condition(("required", r, "when", i), condition)


def _conditions(exercise: Exercise) -> list[Condition]:
    return [*exercise.start_when, *exercise.not_while, *(c for rule in exercise.required for c in rule.when)]


def _condition_at(exercise: Exercise, keys: Keys) -> Condition | None:
    """The condition whose limit stands at these keys; None for the other numbers."""
    part: Any = exercise
    if keys[0] not in ("start_when", "not_while", "required"):
        return None
    for key in keys[:-1]:
        part = part[key] if isinstance(key, int) else getattr(part, key)
    return part if isinstance(part, Condition) else None


def _of_condition(keys: Keys, condition: Condition) -> Knob:
    key = next(name for name in ("above", "below", "beyond") if getattr(condition, name) is not None)
    return Knob((*keys, key), getattr(condition, key), STEPS[VOCABULARY[condition.measure].unit])


@dataclass
class Tuning:
    """An exercise, its poses, and the recording that is counted again and again."""

    exercise: Exercise
    poses: Mapping[str, Pose]
    frames: Sequence[PoseFrame]
    _known: dict[tuple[Adjustment, ...], int] = field(default_factory=dict)

    def counted(self, *changes: Adjustment) -> int:
        """Repetitions and holds, with these changes."""
        if changes not in self._known:
            exercise, poses = changed(self.exercise, self.poses, changes)
            events = count_only(exercise, poses, self.frames, self._measured, options_of(exercise))
            self._known[changes] = len(counted_in(events))
        return self._known[changes]

    def counted_with(self, so_far: tuple[Adjustment, ...], more: Adjustment) -> int:
        """Repetitions with one adjustment more. It is not counted again where no value in the recording lies between
        the old limit and the new one, for then every frame is judged as before."""
        return self.counted(*so_far, more) if self._may_matter(more) else self.counted(*so_far)

    def _may_matter(self, adjustment: Adjustment) -> bool:
        keys = adjustment.knob.keys
        condition = _condition_at(self.exercise, keys)
        if condition is None or condition.of != "value":
            return True
        room = 0.0
        if keys[0] == "start_when" and not condition.firm:  # `Recount` also asks for it with room around it
            room = WIDER[VOCABULARY[condition.measure].unit] * (-1.0 if keys[-1] == "above" else 1.0)
        low, high = sorted((adjustment.knob.value, adjustment.value))
        values = np.abs(self._values[condition.measure]) if keys[-1] == "beyond" else self._values[condition.measure]
        return any(((values >= low + off) & (values <= high + off)).any() for off in (0.0, room))

    @cached_property
    def _measured(self) -> MeasuredOnce:
        """The measures of all frames, which are the same whatever the numbers of the exercise are."""
        return MeasuredOnce(session_of(self.exercise, self.poses).measures)

    @cached_property
    def _values(self) -> dict[str, Array]:
        """Measure -> every value that a condition on it looks at in the recording, of either side."""
        session = session_of(self.exercise, self.poses)
        found: dict[str, list[float]] = defaultdict(list)
        conditions = {c.measure: Condition(measure=c.measure, above=0.0) for c in _conditions(self.exercise)}
        for frame in self.frames:
            session.update(frame)
            judged = session.judgement
            for name, condition in conditions.items():
                found[name] += [judged.readings.read(condition, side)[0] for side in SIDES] if judged else []
        return {name: np.array(values) for name, values in found.items()}

    def effect(self, knob: Knob) -> list[Adjustment]:
        """The changes that show what a number does, as far as they make sense: a step down and a step up, and two for
        how far a repetition has to go, which most questions are about."""
        steps = (-2, -1, 1, 2) if knob.keys in (TARGET, REACHED) else (-1, 1)
        return [Adjustment(knob, value) for k in steps if self._is_sound(knob, value := _moved(knob, k))]

    def suggested(self, wanted: int) -> Suggestion:
        """The fewest changes that give the count; where none do, those that come nearest."""
        best = Suggestion((), self.counted(), wanted)
        for _round in range(ROUNDS):
            if best.counted != wanted:
                best = self._better(best)
        return best

    def _better(self, so_far: Suggestion) -> Suggestion:
        """With one change more, if that comes nearer. Of the numbers that do, the first; of its values that are right,
        the middle of the longest run, so that somebody who is a little different is counted too."""
        best = so_far
        taken = {change.knob.keys for change in so_far.changes}
        for knob in knobs(self.exercise):
            if knob.keys in taken:
                continue
            values = [v for k in range(-FAR, FAR + 1) if k and self._is_sound(knob, v := _moved(knob, k))]
            counts = {v: self.counted_with(so_far.changes, Adjustment(knob, v)) for v in values}
            off = {v: abs(count - so_far.asked) for v, count in counts.items()}
            if off and min(off.values()) < abs(best.counted - best.asked):
                value = middle_of_longest([v for v in values if off[v] == min(off.values())], knob.step)
                best = Suggestion((*so_far.changes, Adjustment(knob, value)), counts[value], so_far.asked)
            if best.counted == best.asked:
                break
        return best

    def _is_sound(self, knob: Knob, value: float) -> bool:
        """Whether the exercise could be written so."""
        if knob.keys == TARGET:
            return SMALLEST <= value <= LARGEST
        if knob.keys[0] == "tempo_s":
            return 0 < value < self.exercise.tempo_s[1]
        span = self.exercise.range
        if knob.keys[0] != "range":
            return knob.keys[-1] != "beyond" or value > 0
        low, high = 0.0, span.reached - NARROWEST
        if knob.keys == REACHED:
            low, high = max(span.returned, span.attempted) + NARROWEST, FARTHEST
        return low < value < high


def _moved(knob: Knob, steps: int) -> float:
    return round(knob.value + steps * knob.step, 3)


def middle_of_longest(values: Sequence[float], step: float) -> float:
    """Of values in order, the middle of those that follow each other without a gap."""
    runs: list[list[float]] = [[values[0]]]
    for before, value in pairwise(values):
        # Neighbours are one step apart, but for rounding; a gap is two and more.
        if value - before > 1.5 * step:
            runs.append([])
        runs[-1].append(value)
    longest = max(runs, key=len)
    return longest[(len(longest) - 1) // 2]


def session_of(exercise: Exercise, poses: Mapping[str, Pose]) -> Session:
    """A set to the end of the recording."""
    return Session(exercise, poses[exercise.path.start], poses[exercise.path.target], options_of(exercise))


def options_of(exercise: Exercise) -> Options:
    """To the end of the recording; how long somebody holds is not what is tuned."""
    return Options(endless=True, hold_s=None if exercise.way.held else 0.0)


def changed(
    exercise: Exercise, poses: Mapping[str, Pose], changes: Sequence[Adjustment]
) -> tuple[Exercise, Mapping[str, Pose]]:
    """The exercise and its poses with these changes."""
    for change in changes:
        if change.knob.keys == TARGET:
            target = moved_target(exercise, poses, change.value)
            poses = {**poses, target.id: target}
        else:
            exercise = _with(exercise, change.knob.keys, change.value)
    return exercise, poses


def moved_target(exercise: Exercise, poses: Mapping[str, Pose], share: float) -> Pose:
    """The target pose at this share of the way from the start pose, in the measures that the progress is made from."""
    start, target = poses[exercise.path.start], poses[exercise.path.target]
    measures = {
        term.measure: between(start.measures[term.measure], target.measures[term.measure], share)
        for term in exercise.progress_signal
    }
    return target.model_copy(update={"measures": {**target.measures, **measures}})


def between(start: float | Relative, target: float | Relative, share: float) -> float | Relative:
    """The value at this share of the way, with as many digits as it is worth."""
    if isinstance(start, Relative) and isinstance(target, Relative):
        return target.model_copy(update={"neutral": _rounded(start.neutral, target.neutral, share)})
    if isinstance(start, Relative) or isinstance(target, Relative):
        return target  # never of a checked exercise, whose poses are of one kind
    return _rounded(start, target, share)


def _rounded(start: float, target: float, share: float) -> float:
    found = start + share * (target - start)
    # A way of more than 5 is one in degrees, of which a tenth is fine enough; the others are in shoulder widths.
    return round(found, 1 if abs(target - start) > 5 else 3)


def _with(part: Any, keys: Keys, value: float) -> Any:
    """A copy of a definition with another number at these keys."""
    if not keys:
        return value
    key, *rest = keys
    if isinstance(part, Strict):
        return part.model_copy(update={str(key): _with(getattr(part, str(key)), tuple(rest), value)})
    return tuple(_with(one, tuple(rest), value) if i == key else one for i, one in enumerate(part))
