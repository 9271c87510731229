"""The loop that every workout goes through: a frame in; what is shown, said and answered; until it is over."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coach.cli.key_words import word_of
from coach.cli.signals import interrupts
from coach.workout.stage import Stage

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.cli.frames import Frames
    from coach.cli.output import Output
    from coach.events import Event
    from coach.gestures.hands import Hands
    from coach.workout.log import SetDone
    from coach.workout.workout_progress import WorkoutProgress


class Course(Protocol):
    """What somebody is taken through: a workout, or the learning of an exercise."""

    @property
    def sets(self) -> Sequence[SetDone]:
        """The sets so far, the one under way last."""

    @property
    def over(self) -> bool:
        """There is nothing more to come."""

    def update(self, frame: PoseFrame, word: str | None = None) -> WorkoutProgress:
        """The state after this frame and this word."""

    def finish(self, ended_by: str = "") -> WorkoutProgress:
        """The end, however it came."""


class SetDiary(Protocol):
    """What keeps a workout."""

    def note(self, sets: Sequence[SetDone], events: Iterable[Event]) -> None:
        """After each frame: the sets so far, the one under way last, and what happened in this frame."""


def run(
    frames: Frames,
    workout: Course,
    output: Output,
    *,
    diary: SetDiary | None = None,
    gestures: Hands | None = None,
    until_s: float = math.inf,
    trouble: Callable[[], str] = str,
) -> bool:
    """Take every frame through the workout, then sum up, however it ended. `until_s` is in seconds of the frames;
    `trouble` says why a frame comes without its picture.

    Returns whether it ended because the source did. Raises SourceLostError after the summary.
    """
    from coach.errors import SourceLostError

    key: str | None = None
    word: str | None = None
    lost: SourceLostError | None = None
    source_ended = False
    try:
        for image, frame in frames:
            progress = workout.update(frame, word)
            if diary is not None:
                diary.note(workout.sets, progress.events)
            progress, word = gestures.answer(progress) if gestures is not None else (progress, None)
            output.emit(progress)
            progress = _without_picture(progress, trouble()) if image is None else progress
            output.voice.update(progress)
            key = output.view.show(image, progress)
            word = word or word_of(key, progress)
            if key == "m":
                output.voice.mute(not output.voice.muted)
            if key == "quit" or interrupts.asked or workout.over or frame.t_s > until_s:
                break
        else:
            source_ended = True
    except KeyboardInterrupt:  # a second Ctrl-C, because the first was not obeyed at once
        pass
    except OSError as error:
        if not interrupts.hung_up(error):
            raise
    except SourceLostError as error:
        lost = error
    progress = workout.finish(ended_by=lost.in_sentences if lost is not None else "")
    if diary is not None:
        diary.note(workout.sets, progress.events)
    output.end(progress, left=key == "quit")
    if lost is not None:
        raise lost
    return source_ended


def _without_picture(progress: WorkoutProgress, why: str) -> WorkoutProgress:
    """What is shown and said while the camera gives no picture: that, in the place of where to stand."""
    if not why or progress.stage == Stage.SUMMARY:
        return progress
    return replace(progress, say=why, set=replace(progress.set, guidance=why))
