"""Every program from the first instruction to the summary, in full, done by the figure that shows the exercises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from cranked import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.counting.set_session import Options
from coach.definitions.definition import Activity, Exercise
from coach.events import Hold, Rep, Timed
from coach.workout.program import plan
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

STEP_S = 1 / 15
WAITING_STEP_S = 0.25  # in a rest, or while something runs by the clock, no movement is judged
PROGRAMS = [program.id for program in LIBRARY.programs()]


class Figure:
    """Does what the coach asks for, as the demonstration shows it; what is asked for next, by the progress before."""

    def __init__(self, exercise: Exercise) -> None:
        path = LIBRARY.root / "exercises" / "demonstrations" / f"{exercise.demonstration or exercise.id}.npz"
        self._exercise = exercise
        self._frames = [frame for _, frame in Recording(path)]
        with np.load(path) as arrays:
            peak_s = float(arrays["peak_s"])
        step_s = self._frames[1].t_s - self._frames[0].t_s
        self._every, self._peak = STEP_S / step_s, round(peak_s / step_s)
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


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_done_from_the_first_instruction_to_the_summary(name: str) -> None:
    one = plan(LIBRARY.program(name), Options(), [])
    workout, last, t_s = Workout(one), None, 0.0
    figures = {i.exercise.id: Figure(i.exercise) for i in one.items if isinstance(i.exercise, Exercise)}
    nobody = next(iter(figures.values()))
    while not workout.over:
        figure = nobody if last is None else figures.get(last.exercise, nobody)
        word = {"intro": "start", "confirm": "start", "pain": "none", "summary": "quit"}.get(last.stage if last else "")
        last = workout.update(figure.next(t_s, last), word)
        t_s += WAITING_STEP_S if last.stage == "rest" or (last.stage == "set" and last.set.timed) else STEP_S
        assert t_s < 3000, (last.exercise, last.stage, last.set.phase, last.set.count, last.set.guidance)
    done = [(d.item.exercise.id, d.number) for d in workout.done]
    assert done == [(i.exercise.id, number) for i in one.items for number in range(1, i.sets + 1)]
    for kept in workout.done:
        counted = [event for event in kept.events if isinstance(event, Rep | Hold)]
        if isinstance(kept.item.exercise, Activity):
            assert [event.completed for event in kept.events if isinstance(event, Timed)] == [True]
        else:
            sides = Counter(event.side for event in counted)
            if kept.item.exercise.sides == "each":
                assert sides == {"left": kept.item.reps, "right": kept.item.reps}, kept.item.exercise.id
            assert len(counted) == kept.item.goal, kept.item.exercise.id
