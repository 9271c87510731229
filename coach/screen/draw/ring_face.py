"""The number in the middle of the ring, and what it counts: reps, or the seconds of a rest or a count-in."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Reply
from coach.definitions.phase import Phase
from coach.wording.catalogue import _
from coach.wording.durations import whole_seconds
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

COUNTS_DOWN = (Stage.COUNT_IN, Stage.REST)  # stages in which the ring empties with the time that is left


@dataclass(frozen=True)
class Face:
    """What the ring shows: a `number` with a `label` under it, or a `sign` ("view", "pause") instead of a number."""

    number: str
    label: str
    sign: str = ""


def face(progress: WorkoutProgress) -> Face:
    """The face of the ring for what is shown."""
    if progress.stage == Stage.FRAMING:
        return Face("", "", "view")
    if progress.stage == Stage.PAUSED:
        return Face("", _("paused"), Reply.PAUSE)
    if progress.stage in COUNTS_DOWN:
        left = seconds(progress.countdown_s) if progress.countdown_s is not None else ""
        return Face(left, _("get ready") if progress.stage == Stage.COUNT_IN else _("rest"))
    if progress.set.timed and progress.set.phase == Phase.TARGET:
        left = seconds(progress.set.hold_goal_s - progress.set.hold_s)
        if progress.set.goal is not None and progress.set.goal > 1:
            return Face(left, _("{number} of {total}", number=progress.set.count + 1, total=progress.set.goal))
        return Face(left, _("to go"))
    return Face(str(progress.set.count), "" if progress.set.goal is None else _("of {total}", total=progress.set.goal))


def seconds(left_s: float) -> str:
    """Whole seconds as a person counts them down; "1:40" from 100 on."""
    whole = whole_seconds(left_s)
    return str(whole) if whole < 100 else f"{whole // 60}:{whole % 60:02d}"
