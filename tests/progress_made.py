"""A WorkoutProgress from the fields of both its parts, so that a test names only what it is about."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from coach.body.landmarks import PoseFrame
from coach.counting.progress import SetProgress
from coach.workout.workout_progress import WorkoutProgress

IN_SET = {field.name for field in fields(SetProgress)} - {"title", "events"}


def progress_of(
    t_s: float, title: str, frame: PoseFrame | None = None, phase: str = "framing", count: int = 0,
    goal: int | None = None, outcomes: tuple[str, ...] = (), **others: Any,
) -> WorkoutProgress:  # fmt: skip
    """What is shown at `t_s`: `others` are fields of the workout's progress or of the set's."""
    shown = SetProgress(
        t_s=t_s, title=title, frame=frame, phase=phase, count=count, goal=goal, outcomes=outcomes,  # type: ignore[arg-type]
    )  # fmt: skip
    return changed(WorkoutProgress(set=shown, title=title), **others)


def changed(progress: WorkoutProgress, **others: Any) -> WorkoutProgress:
    """The same with other fields, of the workout's progress or of the set's."""
    inner = {name: value for name, value in others.items() if name in IN_SET}
    outer = {name: value for name, value in others.items() if name not in IN_SET}
    return replace(progress, set=replace(progress.set, **inner), **outer)


def in_a_set(inner: SetProgress) -> WorkoutProgress:
    """A set's own progress as the screens get it, in the stage of the set."""
    return WorkoutProgress(set=inner, title=inner.title, events=inner.events)
