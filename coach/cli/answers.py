"""From keys and raised hands to the words that a workout understands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.source import Image
    from coach.cli.output import Output
    from coach.counting.progress import Progress

ALWAYS = {"quit": "quit", "n": "skip", "r": "again", "l": "less", "t": "timed"}
SCALED = ("pain", "rest", "paused")  # where a digit says how strong a pain is


def word(key: str | None, progress: Progress) -> str | None:
    """What a key means now: the answer that is offered with it, or what it always means."""
    if key is None:
        return None
    for choice in progress.choices:
        if choice.key == key:
            return choice.id
    if key.isdigit():
        return f"pain-{key}" if progress.stage in SCALED else None
    if key in ("up", "down"):
        return key
    return ALWAYS.get(key)


class HandAnswers:
    """Answers by a raised hand, for somebody who stands in front of a camera. `update()` once a frame."""

    def __init__(self) -> None:
        from coach.gestures.hands import Hands as Raised

        self._raised = Raised()

    def update(self, frame: PoseFrame, progress: Progress) -> tuple[Progress, str | None]:
        """Progress with the places of its answers, and the one that was chosen."""
        resting = progress.stage != "set" or progress.phase in ("start", "ready")
        choices, chosen = self._raised.update(frame, progress.choices, resting)
        return replace(progress, choices=choices), chosen


def answered(
    image: Image | None, frame: PoseFrame, progress: Progress, output: Output, hands: HandAnswers | None
) -> tuple[str | None, bool]:
    """Show a frame. The word that the person gave by hand or by key, and whether they want to leave."""
    by_hand = None
    if hands is not None:
        progress, by_hand = hands.update(frame, progress)
    key = output.show(image, progress)
    return by_hand or word(key, progress), key == "quit"
