"""`coach learn`: an exercise of one's own, learned from a few repetitions that somebody shows."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.error_lines import CommandError
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.own_exercise import OwnExercise
from coach.cli.signals import interrupts
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.body.landmarks import PoseFrame
    from coach.learning.draft import Draft
    from coach.learning.lesson import Lesson


def learn(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it: small letters and hyphens (my-move).")],
    source: options.SourceOption = None,
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="Its title. Without it, the title is made from the name.")
    ] = "",
    reps: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number(1, 1000), metavar="TIMES", help="How many repetitions the file shows."
        ),
    ] = None,
    model: options.ModelOption = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Learn it again and replace the one that is there.")
    ] = False,
) -> None:
    """Learn an exercise of your own from three to five repetitions that you show."""
    from coach.cli.settings import camera_for

    exercise = OwnExercise(name, title)
    exercise.check_name(overwrite=overwrite)
    Learning(exercise).run(camera_for(source), reps, model)


class Learning:
    """One exercise from the first frame to the proof. `run()` does it all and says what it does."""

    def __init__(self, exercise: OwnExercise) -> None:
        self._exercise = exercise

    def run(self, text: str, reps: int | None, model: Path | None) -> None:
        """Raises CommandError, SourceError, ModelError."""
        source = opened(text)
        bundle = bundle_for(source, model)
        with interrupts.noted(), ExitStack() as stack:
            stack.callback(source.close)
            frames = (frame for _image, frame in tracked(stack, source, bundle, paced=False))
            if source.live:
                show_line(_("Show it three to five times, with a short rest between. Press Ctrl-C when you are done."))
            shown = _shown(frames, live=source.live)
            lesson = self._lesson(shown)
            draft = lesson.draft
            if source.live:
                draft = self._proven_live(lesson, shown, frames)
        if not source.live:
            draft = self._proven(lesson, shown, reps)
        self._keep(draft, lesson, shown)

    def _lesson(self, shown: list[PoseFrame]) -> Lesson:
        from coach.learning.lesson import NothingLearnedError, lesson_of, report

        try:
            lesson = lesson_of(self._exercise.name, self._exercise.title, shown)
        except NothingLearnedError as error:
            raise CommandError(1, str(error)) from None
        for line in report(lesson):
            show_line(line)
        return lesson

    def _proven(self, lesson: Lesson, shown: list[PoseFrame], reps: int | None) -> Draft:
        """The draft as it counts the whole file, improved if that is wrong."""
        from coach.learning.proof import counted

        found = counted(lesson.draft, shown)
        show_line(_told(found))
        asked = reps if reps is not None else _answer(found)
        return lesson.draft if asked == found else self._improved(lesson, [(shown, asked)])

    def _proven_live(self, lesson: Lesson, shown: list[PoseFrame], frames: Iterator[PoseFrame]) -> Draft:
        """The draft as it counts a few more, improved if that is wrong."""
        show_line(_("Now do a few more, and I will count them. Press Ctrl-C when you are done."))
        found, more = _counted_live(lesson, frames)
        if not more:
            return lesson.draft
        asked = _answer(found)
        takes = [(shown, len(lesson.showing.repetitions)), (more, asked)]
        return lesson.draft if asked == found else self._improved(lesson, takes)

    def _improved(self, lesson: Lesson, takes: list[tuple[list[PoseFrame], int]]) -> Draft:
        """What counts all of them right, or else what was learned at first."""
        from coach.learning.improvement import improved

        show_line(_("I look for what was wrong. That may take a minute."))
        better = improved(lesson.draft, takes, lesson.others)
        if better is None:
            show_line(
                _("I found nothing that counts all of them right. Show it again, larger and with a rest between.")
            )
            return lesson.draft
        show_line(_("All of them are right now. {what}", what=better.what))
        return better.draft

    def _keep(self, draft: Draft, lesson: Lesson, shown: list[PoseFrame]) -> None:
        self._exercise.keep(draft, lesson, shown)
        print(self._exercise.path)
        show_line(_("Do it: coach do {name}", name=self._exercise.name))


def _shown(frames: Iterator[PoseFrame], *, live: bool) -> list[PoseFrame]:
    """The frames of a showing, but no more than are looked at: all of a file, of a camera until enough was shown or
    Ctrl-C."""
    from coach.learning.showing_so_far import MOST_S

    looked_at = takewhile(lambda frame: not interrupts.asked and frame.t_s <= MOST_S, frames)
    shown = list(_until_enough(looked_at) if live else looked_at)
    interrupts.asked = False
    return shown


def _until_enough(frames: Iterator[PoseFrame]) -> Iterator[PoseFrame]:
    from coach.learning.showing_so_far import ShowingSoFar

    showing = ShowingSoFar()
    for frame in frames:
        showing.add(frame)
        yield frame
        if showing.is_due:
            showing.take(showing.look()())
            if showing.is_enough:
                return


def _counted_live(lesson: Lesson, frames: Iterator[PoseFrame]) -> tuple[int, list[PoseFrame]]:
    """(how many were counted, the frames), each told as it happens."""
    from coach.learning.proof import Proof

    proof, told = Proof(lesson.draft, lesson.usual_s), 0
    for frame in frames:
        proof.update(frame)
        for number in range(told + 1, proof.number + 1):
            show_line(str(number))
        told = proof.number
        if interrupts.asked or proof.is_over:
            break
    interrupts.asked = False
    return proof.number, proof.frames


def _told(number: int) -> str:
    return plural(
        "It counts {number} repetition in your showing.", "It counts {number} repetitions in your showing.", number
    )


def _answer(found: int) -> int:
    """How many there were, by the person; as found where nobody can be asked."""
    if not sys.stdin.isatty():
        return found
    show_line(_("Was that right? Enter for yes, or type how many there were."))
    text = sys.stdin.readline().strip()
    return int(text) if text.isdecimal() and len(text) < 4 else found  # a thousand is a slip of the key
