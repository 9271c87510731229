"""What a workout leaves behind: every set as soon as it is over, and what was said about pain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from coach.cli.error_lines import say
from coach.events import Pain
from coach.records.history import History, HistoryError, SetOf
from coach.records.last_results import results

if TYPE_CHECKING:
    from coach.events import Event
    from coach.workout.comparison import Result
    from coach.workout.log import SetDone
    from coach.workout.plan import Plan


class Diary:
    """The history as one workout sees it; a context manager. `note()` once a frame.

    A history that cannot be read or written is told once, and the workout goes on without it.
    """

    def __init__(self, path: Path) -> None:
        self._history: History | None = None
        self._workout: int | None = None
        self._program: str | None = None
        self._exercises: tuple[str, ...] = ()
        self._kept = 0
        try:
            self._history = History(path)
        except HistoryError as error:
            self._give_up(str(error))

    def done_in(self, program: str) -> list[str]:
        """The exercises of this program's workouts so far, the latest last."""
        if self._history is None:
            return []
        return [name for row in self._history.workouts(program) for name in _names(row["exercises"])]

    def begin(self, program: str | None, plan: Plan) -> dict[str, Result]:
        """A workout is about to begin. Returns what its exercises came to the last time."""
        self._program, self._exercises = program, tuple(item.exercise.id for item in plan.items)
        return {} if self._history is None else results(self._history, set(self._exercises))

    def note(self, done: Iterable[SetDone], events: Iterable[Event]) -> None:
        """Keep the sets that are new, and what was answered in this frame."""
        if self._history is None:
            return
        try:
            for one in list(done)[self._kept :]:
                self._kept += 1
                self._keep(self._history, one)
            for event in events:
                if isinstance(event, Pain) and self._workout is not None:
                    self._history.set_pain(self._workout, event.exercise, event.level, event.where)
        except sqlite3.Error as error:
            self._give_up(f"{self._history.path} cannot be written: {error}")

    def _keep(self, history: History, done: SetDone) -> None:
        if not done.worth_keeping:
            return
        now = datetime.now()
        if self._workout is None:
            self._workout = history.begin_workout(now, self._program, self._exercises)
        of = SetOf(self._workout, done.number, done.item.options.level, done.item.judged)
        history.add_set(now, done.item.exercise.id, done.events, of)

    def _give_up(self, why: str) -> None:
        say(f"{why}\nThis workout is not written down.")
        self.close()
        self._history = None

    def close(self) -> None:
        """Close the history."""
        if self._history is not None:
            self._history.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []
