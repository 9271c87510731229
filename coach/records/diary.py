"""The recorder: sets, pain, posture and reminders, written into the history as they happen.

The history can fail: the disk is full, another program has locked the file, writing is not permitted, or the file is no
history or comes from a later version. The coach does not stop for that. It tells the person the cause once, carries on,
keeps in memory what it could not write, and tries again every minute and at the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from coach.definitions.content_hash import content_hash, content_of
from coach.desk.posture import PostureState
from coach.events import DayAfter, Hold, Pain, Partial, Rep, Summary, Timed
from coach.records import clock
from coach.records.damaged import begin_anew, open_history
from coach.records.history import PATIENCE_S, DamagedHistoryError, History, HistoryError, SetBegun, hour_of
from coach.records.last_results import last_results
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from coach.events import Event, Reminder
    from coach.workout.comparison import Result
    from coach.workout.log import SetDone
    from coach.workout.plan import Plan

BETWEEN_FRAMES_S = 0.1  # how long a frame may wait while another program writes; a longer wait looks like a fault
POSTURE_S = 60.0  # of posture are written at once: a crash costs a minute, and the disk sleeps in between
AGAIN = timedelta(seconds=60)  # between two tries: people free disk space within minutes, not seconds
MOST_WAITING = 4000  # a working week: 40 hours with ten reminders and their answers each, and 3000 repetitions
MOST_HOURS = 7 * 24  # a week of posture

KEPT_IN_MEMORY = N_("{failure} I keep what happens in memory until it can be written down.")
TRIES = (Rep, Partial, Hold, Timed)
BAD = frozenset(PostureState) - {PostureState.UPRIGHT, PostureState.AWAY, PostureState.UNKNOWN}
HEEDED = timedelta(seconds=120)  # who sits up later does so for another reason
SAT_UP_S = 20.0  # a stretch and a sip last less
LOST = N_("{path} could not be written to the end: what I kept in memory is lost.")

_Found = TypeVar("_Found")


@dataclass
class _Workout:
    """The workout or drill under way.

    `number` is its number in the history, and `sets` has the exercise and the number there of each of its sets.
    """

    program: str | None = None
    exercises: tuple[str, ...] = ()
    drill: bool = False
    noted: int = 0  # how many sets are over and written, or wait for it
    told: int = 0  # how many events of the set under way are written, or wait for it
    number: int | None = None
    sets: dict[int, tuple[str, int]] = field(default_factory=dict)


@dataclass
class _Reminder:
    """A reminder that was given; `number` once the history has it, `upright_s` for how long they sat up after it."""

    reason: str
    at: datetime
    number: int | None = None
    upright_s: float = 0.0
    sat_up: bool = False


class Diary:
    """Writes the history of a workout or of a whole day; a context manager.

    Parameters
    ----------
    path : the SQLite file; made when it is not there.
    say : takes a line for the person: why the history fails.
    now : what time it is, with its offset from UTC.
    """

    def __init__(self, path: Path, say: Callable[[str], None], now: Callable[[], datetime] = clock.now) -> None:
        self._path, self._say, self._now = path, say, now
        self._history: History | None = None
        self._failed_at: datetime | None = None
        self._told: set[str] = set()
        self._waiting: deque[Callable[[History], None]] = deque(maxlen=MOST_WAITING)
        self._posture: dict[datetime, dict[str, float]] = {}  # when the hour began -> state -> seconds
        self._unwritten_s = 0.0
        self._workout = _Workout()
        self._reminder: _Reminder | None = None
        self._write(PATIENCE_S)  # the person hears of a failing history before the workout begins

    # ------------------------------------------------------------ workouts and drills

    def done_in(self, program: str) -> list[str]:
        """The exercises of this program's workouts so far, the latest last."""
        none: list[dict[str, Any]] = []
        workouts = self._read(lambda history: history.workouts(program), none)
        return [exercise for workout in workouts for exercise in workout["exercises"]]

    def begin(self, program: str | None, plan: Plan) -> Mapping[str, Result]:
        """A workout is about to begin; `program` is None for a single exercise.

        Returns what its exercises came to the last time, by their id.
        """
        self._workout = _Workout(program, tuple(item.exercise.id for item in plan.items))
        return self._read(lambda history: last_results(history, set(self._workout.exercises)), {})

    def begin_drill(self) -> None:
        """A drill between work is about to begin."""
        self._workout = _Workout(drill=True)

    def note(self, sets: Sequence[SetDone], events: Iterable[Event]) -> None:
        """Once a frame: all sets of this workout or drill, the one under way last, and what happened in this frame."""
        for one in sets[self._workout.noted :]:
            self._keep_set(one)
        for event in events:
            if isinstance(event, Pain):
                self._keep_pain(event)
            elif isinstance(event, DayAfter):
                self._keep_day_after(event)
        if self._waiting:
            self._write_soon()

    def _keep_set(self, one: SetDone) -> None:
        """Keep what is new in this set. It is begun with its first repetition; where nothing is done, nothing is kept.

        What happened before that one (a correction) is kept with it.
        """
        workout, is_over = self._workout, bool(one.events) and isinstance(one.events[-1], Summary)
        new = tuple(one.events[workout.told :])
        if new and one.worth_keeping and (is_over or any(isinstance(event, TRIES) for event in new)):
            self._waiting.append(self._writer(one, new, is_over))
            workout.told += len(new)
        if is_over:
            workout.noted, workout.told = workout.noted + 1, 0

    def _writer(self, one: SetDone, new: Sequence[Event], is_over: bool) -> Callable[[History], None]:
        at, workout, which = self._now(), self._workout, self._workout.noted
        begun = _begun(one)

        def write(history: History) -> None:
            _exercise, number = workout.sets.get(which, ("", None))
            if number is None or not history.has_set(number):
                number = history.begin_set(at, replace(begun, workout=_number(history, workout, at)))
                workout.sets[which] = begun.exercise, number
            history.add_events(number, new)
            if is_over and isinstance(new[-1], Summary):
                history.end_set(number, at, new[-1], begun)

        return write

    def _keep_pain(self, pain: Pain) -> None:
        workout = self._workout

        def write(history: History) -> None:
            sets = [number for exercise, number in workout.sets.values() if exercise == pain.exercise]
            history.set_pain(sets, pain.level, pain.where)

        self._waiting.append(write)

    def _keep_day_after(self, answer: DayAfter) -> None:
        at = self._now()
        self._waiting.append(lambda history: history.add_day_after(at, answer.level, answer.where))

    # ------------------------------------------------------------ the working day

    def posture(self, state: str, step_s: float) -> None:
        """So many more seconds of this state, up to now; they count to the hour in which they end."""
        seconds = self._posture.setdefault(hour_of(self._now()), {})
        seconds[state] = seconds.get(state, 0.0) + step_s
        if len(self._posture) > MOST_HOURS:
            del self._posture[min(self._posture)]
        self._unwritten_s += step_s
        self._see_what_became_of_it(state, step_s)
        if self._unwritten_s >= POSTURE_S:
            self._write_soon()

    def remind(self, reminder: Reminder) -> None:
        """A reminder was given."""
        at = self._now()
        given = self._reminder = _Reminder(reminder.reason, at)

        def write(history: History) -> None:
            given.number = history.add_reminder(at, reminder.reason, reminder.after_s)

        self._waiting.append(write)
        self._write_soon()

    def answer(self, word: str) -> None:
        """What was done about the last reminder: "drill", "fine", "snooze", "skip". Only its first answer counts."""
        given, self._reminder = self._reminder, None
        if given is not None:
            self._keep_answer(given, word)

    def _see_what_became_of_it(self, state: str, step_s: float) -> None:
        """Sitting up is an answer, too. A word that comes later still counts, because it says more."""
        given = self._reminder
        if given is None or given.sat_up or given.reason not in BAD or self._now() - given.at > HEEDED:
            return
        given.upright_s = given.upright_s + step_s if state == PostureState.UPRIGHT else 0.0
        if given.upright_s >= SAT_UP_S:
            given.sat_up = True
            self._keep_answer(given, "sat-up")

    def _keep_answer(self, given: _Reminder, word: str) -> None:
        def write(history: History) -> None:
            if given.number is not None:
                history.answer(given.number, word)

        self._waiting.append(write)
        self._write_soon()

    # ------------------------------------------------------------ the file

    def close(self) -> None:
        """Write what waits, and close the history; may be called twice."""
        if self._waiting or self._posture:
            self._write(PATIENCE_S)
        if self._waiting or self._posture:
            self._say(_(LOST, path=self._path))
            self._waiting.clear()
            self._posture.clear()
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write_soon(self) -> None:
        """Write what waits, unless it failed a moment ago."""
        if not self._failed_just_now():
            self._write(BETWEEN_FRAMES_S)

    def _failed_just_now(self) -> bool:
        return self._failed_at is not None and abs(self._now() - self._failed_at) < AGAIN

    def _write(self, patience_s: float) -> None:
        """Write what waits, the oldest first: all of it together, because many small writes take a disk seconds."""
        number, sets = self._workout.number, dict(self._workout.sets)
        try:
            history = self._open(patience_s)
            with history.transaction():
                for write in self._waiting:
                    write(history)
                for began, seconds in self._posture.items():
                    history.add_posture(began, seconds)
        except HistoryError as error:
            # after a failed write, another workout or set may get this number
            self._workout.number, self._workout.sets = number, sets
            self._fail(error)
            return
        self._waiting.clear()
        self._posture.clear()
        self._failed_at, self._unwritten_s = None, 0.0

    def _read(self, found: Callable[[History], _Found], otherwise: _Found) -> _Found:
        """What is found in the history, or something else where it cannot be read."""
        if self._failed_just_now():
            return otherwise
        try:
            return found(self._open(PATIENCE_S))
        except HistoryError as error:
            self._fail(error)
            return otherwise

    def _open(self, patience_s: float) -> History:
        if self._history is None:
            self._history = open_history(self._path, self._say, patience_s)
        self._history.wait_at_most(patience_s)
        return self._history

    def _fail(self, error: HistoryError) -> None:
        """Tell the cause, each once. The file is opened anew next time: it may be another one by then."""
        self._failed_at = self._now()
        self._let_go()
        if isinstance(error, DamagedHistoryError):
            with suppress(HistoryError):
                begin_anew(self._path, self._say, error)
                self._failed_at = None
                return
        if str(error) not in self._told:
            self._told.add(str(error))
            self._say(_(KEPT_IN_MEMORY, failure=error))

    def _let_go(self) -> None:
        if self._history is not None:
            self._history.close()
            self._history = None


def _number(history: History, workout: _Workout, at: datetime) -> int | None:
    """The number of the workout in the history, where it begins with its first set; None for a drill."""
    if workout.drill:
        return None
    if workout.number is None or not history.has_workout(workout.number):
        workout.number = history.begin_workout(at, workout.program, workout.exercises)
    return workout.number


def _begun(one: SetDone) -> SetBegun:
    item = one.item
    content = content_of(item.exercise, item.poses)
    return SetBegun(
        exercise=item.exercise.id, number=one.number, level=item.options.level, judged=item.judged,
        goal=None if item.judged and item.dose.time_s > 0 else item.goal,
        hold_goal_s=item.hold_s or item.dose.time_s, definition=(content_hash(content), content),
    )  # fmt: skip
