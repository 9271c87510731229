"""What cannot be judged from here is timed: an activity away from the camera, or an exercise in the wrong view."""

from __future__ import annotations

import math
from collections.abc import Iterable

from coach.body.landmarks import PoseFrame
from coach.body.side import Side
from coach.body.visibility import Body, Watcher
from coach.counting.progress import SetProgress
from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Dose, Exercise
from coach.definitions.dosage import repetitions
from coach.definitions.phase import Phase
from coach.events import Event, Ready, Summary, Timed

EASE_S = 4.0  # to go into a hold and out of it again
REP_S = 4.0  # an unhurried repetition


class Timer:
    """Counts seconds and judges nothing. `update()` once a frame, `finish()` at the end, as a `Session`.

    A dose of held repetitions is so many stretches with a breath between them; any other dose is one stretch. With
    `endless` the time goes on to the end of the source.
    """

    def __init__(self, exercise: Exercise | Activity, options: Options) -> None:
        self.exercise, self._endless = exercise, options.endless
        self._watcher = Watcher()
        self._t_s = math.nan
        self.ease(options)
        self.begin()

    @property
    def other_side(self) -> Side | None:
        """A clock knows no sides."""
        return None

    def begin(self) -> None:
        """The next set begins, from nothing."""
        self._start_s, self._done, self._held_s = math.nan, 0, 0.0

    def ease(self, options: Options) -> None:
        """From now on as much as these options ask for; what has gone by stays."""
        dose = options.applied_to(self.exercise.dose)
        self.hold_s, self.goal, self.ease_s = _plan(dose, repetitions(self.exercise, dose.reps or 1))

    def update(self, frame: PoseFrame, counting: bool = True) -> SetProgress:
        """The state at this frame's time; what is in the frame is shown and nothing more.

        Where `counting` is False the clock stands.
        """
        events: list[Event] = []
        body = self._watcher.update(frame)
        if not counting:
            self._start_s += frame.t_s - self._t_s
            self._t_s = frame.t_s
            return self._show(frame, body, frame.t_s - self._start_s, ())
        self._t_s = frame.t_s
        if math.isnan(self._start_s):
            self._start_s = frame.t_s + self.ease_s
            events.append(Ready(t_s=frame.t_s))
        held = frame.t_s - self._start_s
        if held >= self.hold_s and not self._endless and self._done < self.goal:
            events.append(self._stretch(self.hold_s))
            self._start_s = frame.t_s + self.ease_s
            held = -self.ease_s
        return self._show(frame, body, held, tuple(events))

    def judge(self, frame: PoseFrame, counting: bool = True) -> Iterable[Event]:
        """What happened in this frame."""
        return self.update(frame, counting).events

    def finish(self) -> SetProgress:
        """The end: what was still running is told as it is, and all is summed up."""
        events: list[Event] = []
        held = self._t_s - self._start_s
        if held > 0 and self._done < self.goal:
            events.append(self._stretch(held))
        summary = Summary(
            t_s=0.0 if math.isnan(self._t_s) else self._t_s, reps=0, partials=0, hold_s=self._held_s, by_side={},
            cues={}, seen=0.0,
        )  # fmt: skip
        return SetProgress(
            t_s=summary.t_s, title=self.exercise.title, phase=Phase.DONE, count=self._done,
            goal=self.goal, timed=True, events=(*events, summary),
        )  # fmt: skip

    def _stretch(self, seconds: float) -> Timed:
        completed = seconds >= self.hold_s
        self._done += completed
        self._held_s += seconds
        start_s = self._start_s
        return Timed(t_s=self._t_s, start_s=start_s, end_s=start_s + seconds, seconds=seconds, completed=completed)

    def _show(self, frame: PoseFrame, body: Body, held: float, events: tuple[Event, ...]) -> SetProgress:
        done = self._done >= self.goal
        waiting = Phase.START if not self._done else Phase.BACK
        return SetProgress(
            t_s=frame.t_s, title=self.exercise.title, frame=frame, body=body,
            phase=Phase.DONE if done else Phase.TARGET if held >= 0 else waiting,
            count=self._done, goal=self.goal, fraction=min(1.0, max(0.0, held / self.hold_s)) if self.hold_s else 0.0,
            hold_s=max(0.0, held), hold_goal_s=self.hold_s, timed=True, events=events,
            eyes_away=self.exercise.place == "floor",
        )  # fmt: skip


def _plan(dose: Dose, reps: int) -> tuple[float, int, float]:
    """(seconds of a stretch, how many, seconds between them) of one set."""
    if dose.time_s > 0:
        return dose.time_s, 1, 0.0
    if dose.hold_s > 0:
        return dose.hold_s, reps, EASE_S
    return reps * REP_S, 1, EASE_S
