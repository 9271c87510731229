"""What happened, as the coach says it: one small frozen type each, and its JSON line.

The names and units are a contract that scripts read: `type`, and `t_s` in seconds from the source's first frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import ClassVar

NEARLY_ALL = 0.9  # of the way: a repetition is most often asked to go so far, and nobody sees the rest


@dataclass(frozen=True, kw_only=True)
class Event:
    """Anything worth telling, at `t_s` seconds from the first frame of the source."""

    kind: ClassVar[str] = "event"
    t_s: float

    def as_json(self) -> dict[str, object]:
        """The event as the JSON contract has it: rounded to the millisecond, None for what is not finite."""
        row: dict[str, object] = {"type": self.kind}
        told = [f.name for f in fields(self) if f.name != "moved"]
        return row | {name: _plain(getattr(self, name)) for name in told}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value


@dataclass(frozen=True)
class Moved:
    """How far a repetition went in the movement's own unit: the change of `measure` from its beginning to its peak.

    `unit` is "deg", "sw" (shoulder widths), "m" or "1" (a ratio). `left` and `right` are those of the two limbs where
    both work, None where there are no two of them. It is kept in the history and is no part of the JSON.
    """

    measure: str
    unit: str
    amount: float
    left: float | None = None
    right: float | None = None


@dataclass(frozen=True, kw_only=True)
class Start(Event):
    """A source was opened for an exercise."""

    kind: ClassVar[str] = "start"
    exercise: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Ready(Event):
    """Everything needed is in view and the start pose was found."""

    kind: ClassVar[str] = "ready"


@dataclass(frozen=True, kw_only=True)
class Rep(Event):
    """A complete repetition. `range` is the way travelled, 1.0 = to the target. A `recounted` one is told late, because
    only what came after it proved that it was one; the JSON names it only then."""

    kind: ClassVar[str] = "rep"
    start_s: float
    peak_s: float
    end_s: float
    side: str
    direction: str | None
    range: float
    held_s: float
    count: int
    recounted: bool = False
    moved: Moved | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, object]:
        row = super().as_json()
        if not self.recounted:
            del row["recounted"]
        return row


@dataclass(frozen=True, kw_only=True)
class Partial(Event):
    """A repetition that turned back early, was released early, or broke a required form."""

    kind: ClassVar[str] = "partial"
    start_s: float
    peak_s: float
    end_s: float
    side: str
    direction: str | None
    range: float
    held_s: float
    missing: tuple[str, ...]
    moved: Moved | None = field(default=None, compare=False)

    @property
    def fell_short(self) -> bool:
        """It did not go far enough; who went nearly all the way lacked something else."""
        return self.range < NEARLY_ALL


@dataclass(frozen=True, kw_only=True)
class Hold(Event):
    """A completed hold of an exercise that is one posture."""

    kind: ClassVar[str] = "hold"
    start_s: float
    end_s: float
    seconds: float
    side: str
    moved: Moved | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Timed(Event):
    """A stretch that was timed and not judged. `completed`: it lasted as long as was asked for."""

    kind: ClassVar[str] = "timed"
    start_s: float
    end_s: float
    seconds: float
    completed: bool


@dataclass(frozen=True, kw_only=True)
class Cue(Event):
    """The onset of a correction. `spoken` tells whether it was also said aloud."""

    kind: ClassVar[str] = "cue"
    id: str
    say: str
    side: str
    spoken: bool


@dataclass(frozen=True, kw_only=True)
class Unseen(Event):
    """A stretch in which needed landmarks could not be judged."""

    kind: ClassVar[str] = "unseen"
    start_s: float
    end_s: float
    missing: tuple[str, ...]


class Why(StrEnum):
    """Why somebody moves or holds and nothing counts."""

    START_POSE = "start-pose"
    VIEW = "view"
    HIDDEN = "hidden"
    SPEED = "speed"
    RANGE = "range"
    PERSON = "person"
    PICTURE = "picture"
    OTHER_EXERCISE = "other-exercise"


@dataclass(frozen=True, kw_only=True)
class Uncounted(Event):
    """Somebody has moved, or held, since `start_s`, and nothing counted. `say` is what to do about it."""

    kind: ClassVar[str] = "uncounted"
    start_s: float
    why: Why
    say: str


@dataclass(frozen=True, kw_only=True)
class Pain(Event):
    """What was answered after an exercise: 0 (none) to 10, and where. `told`: what is shown and said where that ends
    the workout, otherwise nothing."""

    kind: ClassVar[str] = "pain"
    exercise: str
    level: int
    where: str | None
    told: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True)
class DayAfter(Event):
    """What was answered later about the last time: 0 (none) to 10, and where. `told` as in `Pain`."""

    kind: ClassVar[str] = "day_after"
    level: int
    where: str | None
    told: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True)
class Posture(Event):
    """The posture at the desk changed."""

    kind: ClassVar[str] = "posture"
    state: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Reminder(Event):
    """The person is asked to sit up, move or rest."""

    kind: ClassVar[str] = "reminder"
    reason: str
    after_s: float
    suggests: str | None


@dataclass(frozen=True, kw_only=True)
class Summary(Event):
    """The end of a set. `told` is what a workout that ends here comes to, in the sentences that are shown and said."""

    kind: ClassVar[str] = "summary"
    reps: int
    partials: int
    hold_s: float
    by_side: dict[str, int]
    cues: dict[str, int]
    seen: float
    told: tuple[str, ...] = field(default=(), compare=False)


def counted_in(events: Iterable[Event]) -> list[Rep | Hold]:
    """What was counted: repetitions, or in an exercise that is one posture the holds."""
    return [event for event in events if isinstance(event, Rep | Hold)]
