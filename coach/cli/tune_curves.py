"""The curves of `coach tune`: how far the movement went by each measure, and where a condition stood in its way."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.body.side import SIDES, Side
from coach.counting.progress_signal import larger
from coach.counting.replayed import Curve, Line, Replayed
from coach.definitions.document import key_path
from coach.events import Partial, counted_in
from coach.terminal.text_curve import column_of, marks, text_curve
from coach.wording import units
from coach.wording.catalogue import _
from coach.wording.lists import capitalised
from coach.wording.measures import measure_and_id
from coach.workout.explained import SIDE_NAMES

if TYPE_CHECKING:
    from coach.counting.judgement import Judgement
    from coach.definitions.definition import Condition, Exercise
    from coach.definitions.document import Keys

IN_THE_WAY = "x"


@dataclass
class Hindrances:
    """When the conditions of an exercise stood in the way; `note()` once a frame, while its readings are of it."""

    exercise: Exercise
    found: dict[Keys, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, judged: Judgement | None) -> None:
        """Take one frame: a start pose that is not taken at rest, another movement that is made, a form that is broken
        at the target."""
        if judged is None:
            return
        level = larger(*(judged.levels[side] for side in SIDES))
        for i, condition in enumerate(self.exercise.start_when if level <= judged.limits.returned else ()):
            self._note(("start_when", i), judged, [condition], wanted=False)
        for i, condition in enumerate(self.exercise.not_while):
            self._note(("not_while", i), judged, [condition], wanted=True)
        for i, rule in enumerate(self.exercise.required if level >= judged.limits.reached else ()):
            self._note(("required", i), judged, rule.when, wanted=True)

    def _note(self, keys: Keys, judged: Judgement, conditions: Iterable[Condition], *, wanted: bool) -> None:
        if any(_stand(judged, conditions, side, wanted=wanted) for side in SIDES):
            self.found[keys].append(judged.t_s)


def _stand(judged: Judgement, conditions: Iterable[Condition], side: Side, *, wanted: bool) -> bool:
    """Whether they are all seen to be true for this side, or seen not to be."""
    read = [judged.readings.read(condition, side) for condition in conditions]
    return all(not math.isnan(value) and holds is wanted for value, holds in read)


def curve_lines(replayed: Replayed, hindrances: Hindrances, width: int) -> Iterator[str]:
    """The progress with what was counted under it, each measure that it is made from, and what was in the way."""
    signal, *measures = replayed.curves()
    yield from _drawn(signal, replayed.times, width)
    told = {event.end_s: str(number) for number, event in enumerate(counted_in(replayed.events), 1)}
    told |= {event.end_s: "-" for event in replayed.events if isinstance(event, Partial)}
    yield marks(told, replayed.times, width)
    limits = {threshold.name: f"{100 * threshold.value:.0f}" for threshold in signal.thresholds}
    yield _("Progress to the target over time; it counts from {reached} % on, and is back below {returned} %. "
            "Numbers: counted; -: not far enough.", **limits)  # fmt: skip
    for curve in measures:
        start, target = (threshold.value for threshold in curve.thresholds)
        yield ""
        yield _(
            "{measure}: {start} is the lowest block, {target} the last but one",
            measure=capitalised(measure_and_id(curve.measure)), start=units.in_short(start, curve.unit),
            target=units.in_short(target, curve.unit),
        )  # fmt: skip
        yield from _drawn(_as_shares(curve), replayed.times, width)
    yield from _in_the_way(replayed, hindrances, width)


def _drawn(curve: Curve, times: list[float], width: int) -> Iterator[str]:
    for line in curve.lines:
        if len(curve.lines) > 1:
            yield _(SIDE_NAMES[line.side])
        yield text_curve(times, line.values, width)


def _as_shares(curve: Curve) -> Curve:
    """The same with each value as its share of the way from the start to the target."""
    start, target = (threshold.value for threshold in curve.thresholds)
    lines = (Line(line.side, [(value - start) / (target - start) for value in line.values]) for line in curve.lines)
    return Curve(curve.measure, "1", tuple(lines), curve.thresholds)


def _in_the_way(replayed: Replayed, hindrances: Hindrances, width: int) -> Iterator[str]:
    if not hindrances.found:
        return
    yield ""
    yield _("x: a condition was in the way (of start_when at rest, of required at the target, of not_while always).")
    for keys, times in hindrances.found.items():
        row = dict.fromkeys((column_of(t_s, replayed.times, width) for t_s in times), IN_THE_WAY)
        yield "".join(row.get(column, "·") for column in range(width))
        yield f"  {key_path(keys)} ({_as_written(hindrances.exercise, keys)})"


def _as_written(exercise: Exercise, keys: Keys) -> str:
    """A condition as it stands in the file: "arm_elevation, below: 40"."""
    part, place = keys[0], int(keys[1])
    conditions = exercise.required[place].when if part == "required" else (getattr(exercise, str(part))[place],)
    return "; ".join(_limit(condition) for condition in conditions)


def _limit(condition: Condition) -> str:
    key = next(key for key in ("above", "below", "beyond") if getattr(condition, key) is not None)
    of = "" if condition.of == "value" else f", of: {condition.of}"
    return f"{condition.measure}{of}, {key}: {getattr(condition, key):g}"
