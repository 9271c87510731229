"""The figure that shows the exercises, doing a workout from the first instruction to the summary."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from cranked import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.definitions.definition import Exercise
from coach.workout.comparison import Result
from coach.workout.plan import Plan
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

STEP_S = 1 / 15
WAITING_STEP_S = 0.25  # while something is read or runs by the clock, and in a rest: no movement is judged
ANSWERS_S = 3.0  # after the question about pain


class Figure:
    """Does what the coach asks for, as the demonstration shows it, so many times as fast. What that is, the progress
    before tells."""

    def __init__(self, exercise: Exercise, pace: float = 1.0) -> None:
        path = LIBRARY.root / "exercises" / "demonstrations" / f"{exercise.demonstration or exercise.id}.npz"
        self._exercise = exercise
        self._frames = [frame for _, frame in Recording(path)]
        with np.load(path) as arrays:
            peak_s = float(arrays["peak_s"])
        step_s = self._frames[1].t_s - self._frames[0].t_s
        self._every, self._peak = pace * STEP_S / step_s, round(peak_s / step_s)
        self._going: Iterator[PoseFrame] = iter(())

    def next(self, t_s: float, last: WorkoutProgress | None) -> PoseFrame:
        """One frame."""
        frame = self._frames[0]
        if last is not None and last.stage == "set" and last.set.phase != "done":
            frame = next(self._going, None) or self._begin(last)
        else:
            self._going = iter(())
        return PoseFrame(t_s, frame.image, frame.world, frame.visibility, frame.size)

    def _begin(self, last: WorkoutProgress) -> PoseFrame:
        self._going = iter(self._once(last))
        return next(self._going)

    def _once(self, last: WorkoutProgress) -> list[PoseFrame]:
        """A repetition, held for as long as is asked and a second more, and a second of rest."""
        away = [self._frames[round(k)] for k in np.arange(0, self._peak, self._every)]
        back = [self._frames[round(k)] for k in np.arange(self._peak, len(self._frames) - 1, self._every)]
        held = [self._frames[self._peak]] * round((last.set.hold_goal_s + 1 if last.set.hold_goal_s else 0) / STEP_S)
        rest = [] if self._exercise.kind == "circle" else [self._frames[0]] * round(1 / STEP_S)
        whole = [*away, *held, *back, *rest]
        if last.set.direction == "forward":
            whole = whole[::-1]
        return [frame.mirrored() for frame in whole] if "right" in (last.set.guidance or "") else whole


def until_next_s(last: WorkoutProgress) -> float:
    """Seconds to the next frame."""
    waits = last.stage in ("intro", "rest") or (last.stage == "set" and last.set.timed)
    return WAITING_STEP_S if waits else STEP_S


def takes_s(plan: Plan, pace: float, *, known: bool) -> float:
    """Seconds from the first word to the summary, with every instruction heard to its end; `known`: all of it was done
    before."""
    before = {item.exercise.id: Result(reps=3) for item in plan.items} if known else {}
    workout, last, stage, since_s, t_s = Workout(plan, before=before), None, "", 0.0, 0.0
    figures = {item.exercise.id: Figure(item.exercise, pace) for item in plan.items}  # type: ignore[arg-type]
    while last is None or last.stage != "summary":
        figure = next(iter(figures.values())) if last is None else figures[last.exercise]
        answer = "none" if stage == "pain" and t_s - since_s >= ANSWERS_S else None
        last = workout.update(figure.next(t_s, last), answer)
        if last.stage != stage:
            stage, since_s = last.stage, t_s
        t_s += until_next_s(last)
        assert t_s < 600, (last.exercise, last.stage, last.set.guidance)
    return t_s
