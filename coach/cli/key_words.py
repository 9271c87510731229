"""What a key means to a workout: the answer that is offered with it, or what it always means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.counting.progress import Reply
from coach.workout.stage import Stage

if TYPE_CHECKING:
    from coach.workout.workout_progress import WorkoutProgress

ALWAYS = {"quit": Reply.QUIT, "n": Reply.SKIP, "r": Reply.AGAIN, "l": Reply.LESS, "t": Reply.TIMED}
SCALED = (Stage.PAIN, Stage.REST, Stage.PAUSED)  # stages in which a digit says how strong a pain is


def word_of(key: str | None, progress: WorkoutProgress) -> str | None:
    """The word for `Workout.update`, or None for a key that means nothing now."""
    if key is None:
        return None
    for choice in progress.choices:
        if choice.key == key:
            return choice.id
    if key.isdigit():
        return f"pain-{key}" if progress.stage in SCALED else None
    return key if key in ("up", "down") else ALWAYS.get(key)
