"""The moments of a workout that are worth a sentence, and for how long each lasts: the same for voice and terminal."""

from __future__ import annotations

from dataclasses import dataclass

from coach.definitions.phase import Phase
from coach.wording.catalogue import N_, _
from coach.wording.durations import whole_seconds
from coach.workout.captions import unseen
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

TAKE_START = N_("Take the start position")


@dataclass(frozen=True)
class Moment:
    """`chapter`, `left_s` and `wanted` of one frame, see the functions of these names."""

    chapter: str
    left_s: int | None
    wanted: str | None


def now(progress: WorkoutProgress) -> Moment:
    """What decides whether there is anything to say at this moment."""
    return Moment(chapter(progress), left_s(progress), wanted(progress))


def chapter(progress: WorkoutProgress) -> str:
    """What the sentences of a stage hold for: this stage of this set of this exercise, and what it says."""
    said = {Stage.FRAMING: (), Stage.PAIN: (progress.say, *progress.lines)}.get(progress.stage, (progress.say,))
    return "/".join((str(progress.item), str(progress.set_number), progress.stage, *said))


def wanted(progress: WorkoutProgress) -> str | None:
    """The one thing the person should change about where and how they are, or None."""
    if progress.stage not in (Stage.FRAMING, Stage.SET, Stage.PAUSED) or progress.set.phase == Phase.DONE:
        return None
    said = progress.say if progress.stage == Stage.FRAMING else None
    hidden = unseen(progress.set.missing) if progress.set.missing else None
    change = progress.set.guidance or progress.set.uncounted or said or hidden
    return change or (_(TAKE_START) if progress.set.phase == Phase.START and not progress.set.timed else None)


def holding(progress: WorkoutProgress) -> bool:
    """Whether a hold runs and is not yet long enough."""
    return _holds(progress) and progress.set.hold_s < progress.set.hold_goal_s


def left_s(progress: WorkoutProgress) -> int | None:
    """Whole seconds left of a rest, a count-in or a hold, rounded up; None where nothing runs out."""
    seconds = progress.countdown_s
    if progress.stage == Stage.SET:
        seconds = progress.set.hold_goal_s - progress.set.hold_s if _holds(progress) else None
    return None if seconds is None else whole_seconds(seconds)


def _holds(progress: WorkoutProgress) -> bool:
    return progress.set.phase == Phase.TARGET and progress.set.hold_goal_s > 0


def moment(progress: WorkoutProgress) -> str:
    """What a number of a countdown holds for: what runs out, and its whole seconds left."""
    return f"{progress.stage} {left_s(progress)}"
