"""What was done in a workout, set by set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.counting.progress import SetProgress
from coach.events import Event, Hold, Partial, Rep, Timed
from coach.workout.plan import Item


@dataclass(frozen=True)
class SetDone:
    """A set with its events so far; when it is over, the summary is the last. `at` is the place of its exercise in the
    plan; `count` and `goal` are what was done and asked for (None = no end)."""

    item: Item
    number: int
    events: Sequence[Event]
    at: int = 0
    count: int = 0
    goal: int | None = None

    @property
    def worth_keeping(self) -> bool:
        """Something was done in it."""
        return any(isinstance(event, Rep | Partial | Hold | Timed) for event in self.events)


class WorkoutLog:
    """The sets of a workout. `begin()` at each exercise, `add()` every event, `close()` at the end of each set."""

    def __init__(self) -> None:
        self.done: list[SetDone] = []
        self._open: list[Event] = []
        self._since = 0

    def begin(self) -> None:
        """Another exercise, or the same one once more."""
        self._open, self._since = [], len(self.done)

    def add(self, events: Sequence[Event]) -> None:
        """What happened in the set that is open."""
        self._open += events

    def under_way(self, item: Item, number: int) -> SetDone:
        """The set that is open."""
        return SetDone(item, number, self._open)

    def close(self, item: Item, at: int, number: int, shown: SetProgress) -> None:
        """The set is over; `shown` is how it ended."""
        events = tuple(self._open)
        self.done.append(SetDone(item=item, at=at, number=number, count=shown.count, goal=shown.goal, events=events))
        self._open = []

    @property
    def something(self) -> bool:
        """Something was done in the exercise that was begun last."""
        return any(done.worth_keeping for done in self.done[self._since :])
