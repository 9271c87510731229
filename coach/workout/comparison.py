"""One thing done better and one to work on: what the events of a session say, beside those of the session before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from coach.body.side import Side
from coach.definitions.definition import Exercise
from coach.events import Cue, Event, Hold, Partial, Rep

NAN = math.nan
FURTHER, EVENER, FULLER = 0.03, 0.05, 0.1  # smaller changes are chance
LONGER_S = 0.5
RARER = 0.15  # corrections for each try
OFTEN = 0.15
ENOUGH = 6  # tries that make two halves worth comparing


@dataclass(frozen=True)
class Result:
    """An exercise in one session, all its sets together.

    `ranges` is the mean way of the complete repetitions of each side (1 = to the target), `held_s` their mean hold,
    `cues` how often each correction began.
    """

    reps: int = 0
    partials: int = 0
    ranges: Mapping[str, float] = field(default_factory=dict)
    held_s: float = NAN
    cues: Mapping[str, int] = field(default_factory=dict)

    @property
    def tries(self) -> int:
        """Complete and partial ones."""
        return self.reps + self.partials

    @property
    def range(self) -> float:
        """The mean way of all sides, NaN when there is none."""
        return fmean(self.ranges.values()) if self.ranges else NAN

    @property
    def uneven(self) -> float:
        """How much further the right side goes than the left, NaN when one of them is not there."""
        return self.ranges.get(Side.RIGHT, NAN) - self.ranges.get(Side.LEFT, NAN)

    @property
    def full(self) -> float:
        """The share of complete ones."""
        return self.reps / self.tries if self.tries else NAN


@dataclass(frozen=True)
class Finding:
    """Something worth a line; `weight` says how much."""

    weight: float
    text: str


def result(events: Iterable[Event]) -> Result:
    """What these events come to."""
    reps: list[Rep | Hold] = []
    ranges: dict[str, list[float]] = {}
    partials, cues = 0, Counter[str]()
    for event in events:
        if isinstance(event, Rep | Hold):
            reps.append(event)
        if isinstance(event, Rep):
            ranges.setdefault(event.side, []).append(event.range)
        partials += isinstance(event, Partial)
        if isinstance(event, Cue):
            cues[event.id] += 1
    held = [e.seconds if isinstance(e, Hold) else e.held_s for e in reps]
    means = {side: fmean(values) for side, values in ranges.items()}
    return Result(len(reps), partials, means, fmean(held) if any(held) else NAN, dict(cues))


def better(exercise: Exercise, events: Sequence[Event], before: Result | None) -> Finding | None:
    """What went better than last time, or towards the end than at first; None when nothing did."""
    now, then, when = result(events), before, "last time"
    if then is None or not then.tries:
        halves = _halves(events)
        if halves is None:
            return None
        (then, now), when = halves, "at first"
    return max(_improvements(exercise, now, then, when), key=lambda f: f.weight, default=None)


def to_work_on(exercise: Exercise, events: Sequence[Event]) -> Finding | None:
    """What was corrected most, or fell short; None when nothing stood out."""
    now = result(events)
    return max(_weaknesses(exercise, now), key=lambda f: f.weight, default=None)


def _halves(events: Sequence[Event]) -> tuple[Result, Result] | None:
    """The first and the second half of the tries."""
    tries = [i for i, event in enumerate(events) if isinstance(event, Rep | Partial | Hold)]
    if len(tries) < ENOUGH:
        return None
    middle = tries[len(tries) // 2 - 1] + 1
    return result(events[:middle]), result(events[middle:])


def _improvements(exercise: Exercise, now: Result, then: Result, when: str) -> Iterable[Finding]:
    if not now.tries or not then.tries:
        return
    for cue, times in then.cues.items():
        again = now.cues.get(cue, 0)
        if (fewer := times / then.tries - again / now.tries) >= RARER:
            yield Finding(fewer, f"“{_say(exercise, cue)}” {_needed(again)}, {when} {_times(times)}")
    if (fuller := now.full - then.full) >= FULLER:
        yield Finding(fuller, f"more of them in full: {_of(now)}, {when} {_of(then)}")
    if (further := now.range - then.range) >= FURTHER:
        yield Finding(4 * further, f"further: {_percent(now.range)} of the way, {when} {_percent(then.range)}")
    if exercise.dose.hold_s and (longer_s := now.held_s - then.held_s) >= LONGER_S:
        yield Finding(longer_s / 5, f"held longer: {now.held_s:.0f} s each, {when} {then.held_s:.0f} s")
    if (evener := abs(then.uneven) - abs(now.uneven)) >= EVENER:
        yield Finding(2 * evener, f"left and right are more alike than {when}")
    if when == "last time" and now.reps > then.reps:
        yield Finding(0.1, f"more: {now.reps} repetitions, {when} {then.reps}")


def _weaknesses(exercise: Exercise, now: Result) -> Iterable[Finding]:
    if not now.tries:
        return
    for cue, times in now.cues.items():
        if times / now.tries >= OFTEN:
            yield Finding(times / now.tries, f"“{_say(exercise, cue)}” ({_times(times)})")
    if 1 - now.full >= FULLER:
        yield Finding(1 - now.full, f"all the way: {now.partials} of {now.tries} stopped short")
    if abs(now.uneven) >= EVENER:
        less, more = (Side.LEFT, Side.RIGHT) if now.uneven > 0 else (Side.RIGHT, Side.LEFT)
        ways = f"{_percent(now.ranges[less])} and {_percent(now.ranges[more])}"
        yield Finding(2 * abs(now.uneven), f"your {less} side goes less far than the {more}: {ways}")


def _say(exercise: Exercise, cue: str) -> str:
    return next((rule.say for rule in exercise.cues if rule.id == cue), cue.replace("-", " ").capitalize())


def _needed(number: int) -> str:
    return f"was needed {_times(number)}" if number else "was not needed"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _of(found: Result) -> str:
    return f"{found.reps} of {found.tries}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
