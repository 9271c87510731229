"""What was done in a workout, set by set, and what there is to say about it at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.definitions.definition import Exercise
from coach.events import Event, Hold, Partial, Rep, Timed
from coach.wording import durations
from coach.wording.catalogue import N_, _, plural
from coach.workout.comparison import Finding, Result, better, result, to_work_on
from coach.workout.plan import Item

BETTER, TO_WORK_ON = N_("Better: {finding}"), N_("To work on: {finding}")


@dataclass(frozen=True)
class SetDone:
    """A set that is over, with all its events, the summary last."""

    item: Item
    number: int
    events: tuple[Event, ...]

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

    def close(self, item: Item, number: int) -> None:
        """The set is over."""
        self.done.append(SetDone(item, number, tuple(self._open)))
        self._open = []

    @property
    def something(self) -> bool:
        """Something was done in the exercise that was begun last."""
        return any(done.worth_keeping for done in self.done[self._since :])

    def say(self) -> str:
        """How much there was, in one sentence."""
        events = [event for done in self.done for event in done.events]
        reps = sum(isinstance(event, Rep | Hold) for event in events)
        timed_s = sum(event.seconds for event in events if isinstance(event, Timed))
        duration = durations.in_words(timed_s)
        if reps and timed_s:
            counted = plural("{number} repetition", "{number} repetitions", reps)
            return _("Well done: {repetitions} and {duration} by the clock.", repetitions=counted, duration=duration)
        if reps:
            return plural("Well done: {number} repetition.", "Well done: {number} repetitions.", reps)
        if timed_s:
            return _("Well done: {duration} by the clock.", duration=duration)
        return _("That was all. I counted nothing.")

    def lines(self, before: Mapping[str, Result]) -> tuple[str, ...]:
        """One thing done better and one to work on, where the data show one."""
        found: list[list[tuple[Finding, str]]] = [[], []]
        exercises = self._by_exercise()
        for exercise, events in exercises:
            then = before.get(exercise.id)
            for kind, finding in enumerate((better(exercise, events, then), to_work_on(exercise, events))):
                if finding is not None:
                    found[kind].append((finding, exercise.title))
        several = len(exercises) > 1
        if not any(result(events).tries for _exercise, events in exercises):
            return ()
        return (
            _line(BETTER, found[0], several) or _steady(exercises),
            _line(TO_WORK_ON, found[1], several) or _("I saw nothing to correct."),
        )

    def _by_exercise(self) -> list[tuple[Exercise, list[Event]]]:
        """Each judged exercise with its events, all sets together."""
        found: dict[str, tuple[Exercise, list[Event]]] = {}
        for done in self.done:
            if isinstance(done.item.exercise, Exercise) and done.item.judged:
                found.setdefault(done.item.exercise.id, (done.item.exercise, []))[1].extend(done.events)
        return list(found.values())


def _line(head: str, rows: Sequence[tuple[Finding, str]], several: bool) -> str:
    if not rows:
        return ""
    finding, title = max(rows, key=lambda row: row[0].weight)
    said = _(head, finding=finding.text)
    return f"{said} ({title})" if several else said


def _steady(exercises: Sequence[tuple[Exercise, list[Event]]]) -> str:
    """What can be said where nothing went better."""
    found = [result(events) for _exercise, events in exercises]
    reps, tries = sum(r.reps for r in found), sum(r.tries for r in found)
    if reps == tries and tries > 1:
        return _("All {number} in full.", number=reps)
    return _("{number} of {total} in full.", number=reps, total=tries)
