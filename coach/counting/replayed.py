"""A recording that has gone through a session: every frame with what it was judged by, as curves with thresholds."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coach.body.landmarks import PoseFrame
from coach.body.measures import split_side
from coach.body.side import SIDES, Side
from coach.counting.judgement import Judgement
from coach.counting.progress_signal import larger
from coach.definitions.definition import Exercise, Sides
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Uncounted, Unseen

NAN = math.nan
MOST_MEASURES = 3  # that decide; more curves than that nobody tells apart
SHOWN = (Rep, Hold, Partial, Cue, Uncounted, Unseen, Ready)


@dataclass(frozen=True)
class Line:
    """One line of a curve: a side, and its value in every frame, NaN where it was not seen."""

    side: Side
    values: Sequence[float]


@dataclass(frozen=True)
class Threshold:
    """A level that decides, and its name: "reached", "returned", "target", "start"."""

    name: str
    value: float


@dataclass(frozen=True)
class Curve:
    """A measure over the whole recording; `measure` is "" for the progress signal, `unit` is "1" for a share."""

    measure: str
    unit: str
    lines: tuple[Line, ...]
    thresholds: tuple[Threshold, ...]


@dataclass
class Replayed:
    """`note()` every frame with the session's judgement and events after it; then look at any of them."""

    exercise: Exercise
    frames: list[PoseFrame] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def note(self, frame: PoseFrame | None, judged: Judgement | None, events: Iterable[Event]) -> None:
        """After each frame; without a frame after the end."""
        if frame is not None and judged is not None:
            self.frames.append(frame)
            self.judgements.append(judged)
        self.events += [event for event in events if isinstance(event, SHOWN)]

    @property
    def times(self) -> list[float]:
        """Seconds of every frame."""
        return [frame.t_s for frame in self.frames]

    def at(self, t_s: float) -> int:
        """The frame of that moment: the last one that does not come after it."""
        return max(0, bisect_right(self.times, t_s) - 1)

    def next_event(self, at: int, step: int) -> int:
        """The frame of the next event (`step` 1) or of the one before (-1); the same frame where there is none."""
        places = sorted({self.at(event.t_s) for event in self.events})
        later = [place for place in places if (place - at) * step > 0]
        return (min(later) if step > 0 else max(later)) if later else at

    # What has just happened is to be read while the picture goes on, and a second and a half is enough for a line.
    def standing(self, t_s: float, for_s: float = 1.5) -> Event | None:
        """The event that happened last, for a while after it."""
        return next((event for event in reversed(self.events) if 0 <= t_s - event.t_s <= for_s), None)

    def curves(self) -> list[Curve]:
        """The progress signal, and the measures that it is mainly made from."""
        if not self.judgements:
            return []
        limits = self.judgements[-1].limits
        sides = (Side.BOTH,) if self.exercise.sides == Sides.BOTH else SIDES
        signal = tuple(Line(side, [judged.levels[side] for judged in self.judgements]) for side in sides)
        thresholds = (Threshold("reached", limits.reached), Threshold("returned", limits.returned))
        return [Curve("", "1", signal, thresholds), *self._measures()]

    def _measures(self) -> Iterable[Curve]:
        last = self.judgements[-1]
        ways = sorted(last.ways[Side.LEFT], key=lambda way: -way.weight)[:MOST_MEASURES]
        for way in ways:
            sided, word = split_side(way.name)
            lines = [self._line(side, f"{side}_{word.name}" if sided else way.name) for side in SIDES]
            shown = lines if sided or word.signed else lines[:1]
            thresholds = (Threshold("start", way.start), Threshold("target", way.target))
            yield Curve(word.name, word.unit, tuple(shown), thresholds)

    def _line(self, side: Side, name: str) -> Line:
        return Line(side, [judged.amounts[side].get(name, NAN) for judged in self.judgements])


def silent_tries(replayed: Replayed, told: Iterable[Rep | Hold | Partial]) -> list[float]:
    """The tops of movements that went far enough for a try and of which nothing was told, as times in seconds."""
    if not replayed.judgements:
        return []
    attempted = replayed.judgements[-1].limits.attempted
    around = [(done.start_s, done.end_s) for done in told]
    tops: list[tuple[float, float]] = []  # level and time of the top of each run above the limit
    trying = False
    for judged in replayed.judgements:
        level = larger(*(judged.levels[side] for side in SIDES))
        free = not any(start_s <= judged.t_s <= end_s for start_s, end_s in around)
        if free and level >= attempted:
            tops = [*tops[:-1], max(tops[-1], (level, judged.t_s))] if trying else [*tops, (level, judged.t_s)]
        trying = free and level >= attempted
    return [t_s for _level, t_s in tops]
