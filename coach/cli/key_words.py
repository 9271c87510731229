"""What a key means to a workout: the answer that is offered with it, or what it always means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.counting.progress import Progress

ALWAYS = {"quit": "quit", "n": "skip", "r": "again", "l": "less", "t": "timed"}
SCALED = ("pain", "rest", "paused")  # stages in which a digit says how strong a pain is


def word_of(key: str | None, progress: Progress) -> str | None:
    """The word for `Workout.update`, or None for a key that means nothing now."""
    if key is None:
        return None
    for choice in progress.choices:
        if choice.key == key:
            return choice.id
    if key.isdigit():
        return f"pain-{key}" if progress.stage in SCALED else None
    return key if key in ("up", "down") else ALWAYS.get(key)
