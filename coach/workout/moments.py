"""The moments of a workout that are worth a sentence, and for how long each lasts: the same for voice and terminal."""

from __future__ import annotations

import math

from coach.counting.progress import Progress
from coach.workout.captions import unseen

TAKE_START = "Take the start position"


def chapter(progress: Progress) -> str:
    """What the sentences of a stage hold for: this stage of this set of this exercise, and what it says."""
    said = {"framing": (), "pain": (progress.say, *progress.lines)}.get(progress.stage, (progress.say,))
    return "/".join((str(progress.item), str(progress.set_number), progress.stage, *said))


def wanted(progress: Progress) -> str | None:
    """The one thing the person should change about where and how they are, or None."""
    if progress.stage not in ("framing", "set", "paused") or progress.phase == "done":
        return None
    said = progress.say if progress.stage == "framing" else None
    change = progress.guidance or said or unseen(progress.missing)
    return change or (TAKE_START if progress.phase == "start" and not progress.timed else None)


def holding(progress: Progress) -> bool:
    """Whether a hold runs and is not yet long enough."""
    return _holds(progress) and progress.hold_s < progress.hold_goal_s


def left_s(progress: Progress) -> int | None:
    """Whole seconds left of a rest, a count-in or a hold, rounded up; None where nothing runs out."""
    seconds = progress.countdown_s
    if progress.stage == "set":
        seconds = progress.hold_goal_s - progress.hold_s if _holds(progress) else None
    return None if seconds is None else math.ceil(seconds - 1e-6)


def _holds(progress: Progress) -> bool:
    return progress.phase == "target" and progress.hold_goal_s > 0


def moment(progress: Progress) -> str:
    """What a number of a countdown holds for: what runs out, and its whole seconds left."""
    return f"{progress.stage} {left_s(progress)}"
