"""The number in the middle of the ring, and what it counts: reps, or the seconds of a rest or a count-in."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coach.definitions.phase import Phase
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress


@dataclass(frozen=True)
class Face:
    """What the ring shows: a `number` with a `label` under it, or a `sign` ("view", "pause") instead of a number.

    `counts_down`: the ring empties with the time that is left, instead of filling with the way to the target.
    """

    number: str
    label: str
    sign: str = ""
    counts_down: bool = False


def face(progress: WorkoutProgress) -> Face:
    """The face of the ring for what is shown."""
    if progress.stage == Stage.FRAMING:
        return Face("", "", "view")
    if progress.stage == Stage.PAUSED:
        return Face("", "paused", "pause")
    if progress.stage in (Stage.COUNT_IN, Stage.REST):
        left = seconds(progress.countdown_s) if progress.countdown_s is not None else ""
        return Face(left, "get ready" if progress.stage == Stage.COUNT_IN else "rest", counts_down=True)
    if progress.set.timed and progress.set.phase == Phase.TARGET:
        several = (
            f"{progress.set.count + 1} of {progress.set.goal}"
            if progress.set.goal is not None and progress.set.goal > 1
            else "to go"
        )
        return Face(seconds(progress.set.hold_goal_s - progress.set.hold_s), several)
    return Face(str(progress.set.count), "" if progress.set.goal is None else f"of {progress.set.goal}")


def seconds(left_s: float) -> str:
    """Whole seconds as a person counts them down; "1:40" from 100 on."""
    whole = max(0, math.ceil(left_s - 1e-6))
    return str(whole) if whole < 100 else f"{whole // 60}:{whole % 60:02d}"


def hold_left(progress: WorkoutProgress) -> int:
    """Whole seconds still to hold, as a person counts them down."""
    return max(0, math.ceil(progress.set.hold_goal_s - progress.set.hold_s - 1e-6))
