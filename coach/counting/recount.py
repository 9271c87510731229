"""Repetitions that no start pose vouched for: kept, and counted after all when they turn out to be repeated alike.

A start pose is evidence, not a gate: people begin a press with the forearms upright, or a row with low hands. What
goes out and back once may be somebody getting into position; what does so alike three times, or like a repetition
that was counted, is the exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coach.body.measures import VOCABULARY
from coach.body.side import Side
from coach.counting.circle import Point
from coach.counting.conditions import Readings
from coach.counting.progress_signal import ProgressSignal
from coach.counting.rep_detector import Excursion, Limits, RepDetector
from coach.counting.rep_verdict import RepVerdict
from coach.counting.settling import Settling
from coach.definitions.definition import Condition, Exercise

ENOUGH = 3  # so many alike prove themselves; one is enough beside a repetition that was counted
WIDER = {"deg": 20.0, "sw": 0.25, "m": 0.08, "1": 0.2}  # how far off the start pose may be, by unit
LIKE_RANGE, LIKE_TIME = 1.35, 1.8  # alike: neither range nor duration differs by more than this factor
APART_S = 12.0  # longer than this between two of them, and the one says nothing about the other


def widened(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The start pose with room around it; conditions that tell the exercise from another one are kept as they are."""
    return tuple(c if c.firm else _wider(c) for c in conditions)


def _wider(condition: Condition) -> Condition:
    room = WIDER[VOCABULARY[condition.measure].unit]
    limits = {"above": -room, "below": room, "beyond": -room}
    moved = {name: old + by for name, by in limits.items() if (old := getattr(condition, name)) is not None}
    return condition.model_copy(update=moved)


@dataclass
class Recount:
    """The repetitions of one side that were not counted. `update()` once a frame, after the counter."""

    side: Side
    exercise: Exercise
    signal: ProgressSignal
    limits: Limits
    _kept: list[Settling] = field(default_factory=list)
    _judged: list[Excursion] = field(default_factory=list)
    _counted: list[Excursion] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._detector = RepDetector(self.limits)
        self._verdict = RepVerdict(self.exercise, self.signal, told=False)

    def update(
        self,
        t_s: float,
        levels: Mapping[str, float],
        readings: Readings,
        disturbed: bool,
        posed: bool | None,
        point: Point | None = None,
    ) -> None:
        """Keep what goes out and back in this frame. `posed`: the widened start pose is taken, or not, or unseen;
        `point`: what the counter has kept of the path, where it may be a circle."""
        self._verdict.follow_too(point)
        done = self._detector.update(t_s, levels[self.side], posed is not False, disturbed)
        self._verdict.watch(self.side, self._detector, levels, levels, readings)
        if done is not None:
            found = self._verdict.take(self.side, done)
            missing, direction = self._verdict.judge(done, found)
            if not missing and not any(done.overlaps(other) for other in self._judged):
                self._kept.append(Settling(done, missing, direction, found.side, recounted=True))
        elif not self._detector.moving:
            self._verdict.forget(self.side)

    def judged(self, settling: Settling) -> None:
        """The counter has judged this one itself: it is not kept, and a whole one vouches for others."""
        done = settling.done
        self._judged = [*self._judged, done][-ENOUGH:]
        self._kept = [kept for kept in self._kept if not kept.done.overlaps(done)]
        if not settling.missing:
            self._counted = [*self._counted, done][-ENOUGH:]
            if settling.found is not None:
                self._verdict.count(settling.found)

    def counted(self, done: Iterable[Excursion]) -> None:
        """These were counted before: what is kept of the same movements is no repetition more."""
        for excursion in done:
            self._kept = [kept for kept in self._kept if not kept.done.overlaps(excursion)]

    def released(self) -> list[Settling]:
        """Those that are counted after all, in order of time."""
        proven = [k for k in self._kept if self._is_proven(k.done)]
        for settling in proven:
            self._kept.remove(settling)
            self._counted = [*self._counted, settling.done][-ENOUGH:]
        return proven

    def _is_proven(self, done: Excursion) -> bool:
        if any(_alike(done, other) for other in self._counted):
            return True
        return sum(_alike(done, other.done) for other in self._kept) >= ENOUGH

    def begin(self) -> None:
        """A new set: what the last one has shown says nothing about it."""
        self._verdict.begin()

    def drop(self) -> None:
        """Forget what is going on, and what was kept."""
        self._detector.drop()
        self._kept.clear()

    def limit(self, limits: Limits) -> None:
        """From now on these limits."""
        self.limits = self._detector.limits = limits


def _alike(one: Excursion, other: Excursion) -> bool:
    gap_s = max(one.start_s, other.start_s) - min(one.end_s, other.end_s)
    return gap_s <= APART_S and all(
        max(a, b) <= factor * min(a, b)
        for a, b, factor in (
            (one.range, other.range, LIKE_RANGE),
            (one.end_s - one.start_s, other.end_s - other.start_s, LIKE_TIME),
        )
    )
