"""`coach learn`: an exercise of one's own, learned from a few repetitions that somebody shows."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import open_library
from coach.cli.signals import interrupts
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.body.landmarks import PoseFrame
    from coach.learning.draft import Draft
    from coach.learning.lesson import Lesson
    from coach.learning.tracks import TrackTaker

MOST_S = 180.0  # of a showing: five slow held repetitions take two minutes
PROOF_S = 60.0  # of what is counted as proof
LOOK_S = 3.0  # between two looks whether enough was shown
ENOUGH = 5  # repetitions shown end the showing ...
FEWEST, REST_S = 3, 4.0  # ... and so do three, when nothing comes for so long
IDLE_S = 6.0  # nothing counted for so long ends the proof


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

    file = OwnFile(name)
    _check_name(name, file, overwrite=overwrite)
    Learning(name, title or name.replace("-", " ").capitalize(), file).run(camera_for(source), reps, model)


def _check_name(name: str, file: OwnFile, *, overwrite: bool) -> None:
    """Raise CommandError for what can be no id, or is taken."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise CommandError(USAGE, _("{name}: use small letters, digits and single hyphens (my-move)", name=repr(name)))
    if name in open_library().shipped_ids:
        raise CommandError(USAGE, _("{name} comes with the coach; choose another name", name=name))
    if file.path.exists() and not overwrite:
        raise CommandError(USAGE, _("{file} is there already: choose another name, or say --overwrite", file=file.path))


class OwnFile:
    """Where an exercise of one's own is kept, with its poses and the repetition that shows it inside."""

    def __init__(self, name: str) -> None:
        self.path = coach_home() / "exercises" / f"{name}.yaml"

    def write(self, draft: Draft, shown: Sequence[PoseFrame], still: str = "") -> None:
        """Raises CommandError where it cannot be written."""
        from coach.atomic_file import replacing
        from coach.definitions.library import Card
        from coach.definitions.shared_file import shared_text
        from coach.definitions.writing import written
        from coach.errors import reason

        heading = [
            _("Learned by `coach learn`. Each number has its reason beside it; change what you like."),
            _("A limit lies beyond what was shown, to leave room for other people and other cameras."),
        ]
        if still:
            heading.append(still)
        text = written(draft.exercise, draft.reasons, heading)
        whole = shared_text(Card(draft.exercise, draft.poses, self.path), text, shown, ())
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self.path) as file:
                file.write(whole.encode())
        except OSError as error:
            why = _("{file} cannot be written: {reason}", file=self.path, reason=reason(error))
            raise CommandError(1, why) from None


class Learning:
    """One exercise from the first frame to the proof. `run()` does it all and says what it does."""

    def __init__(self, name: str, title: str, file: OwnFile) -> None:
        self._name, self._title, self._file = name, title, file

    def run(self, text: str, reps: int | None, model: Path | None) -> None:
        """Raises CommandError, SourceError, ModelError."""
        source = opened(text)
        bundle = bundle_for(source, model)
        with interrupts.noted(), ExitStack() as stack:
            stack.callback(source.close)
            frames = (frame for _image, frame in tracked(stack, source, bundle, paced=False))
            if source.live:
                show_line(_("Show it three to five times, with a short rest between. Press Ctrl-C when you are done."))
            shown = list(_until(frames, live=source.live, most_s=MOST_S))
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
            lesson = lesson_of(self._name, self._title, shown)
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
        found, more = _counted_live(lesson.draft, frames)
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
        from coach.learning.lesson import kept_still

        best = lesson.best
        shows = [frame for frame in shown if best.start_s <= frame.t_s <= best.end_s]
        self._file.write(draft, shows, kept_still(lesson))
        open_library().check(self._file.path)
        print(self._file.path)
        show_line(_("Do it: coach do {name}", name=self._name))


def _until(frames: Iterator[PoseFrame], *, live: bool, most_s: float) -> Iterator[PoseFrame]:
    """The frames of a showing, no longer than `most_s`: all of a file, of a camera until enough was shown or Ctrl-C."""
    from coach.learning.tracks import TrackTaker

    taker, looked_s = TrackTaker(), 0.0
    for frame in frames:
        if interrupts.asked or frame.t_s > most_s:
            break
        yield frame
        if not live:
            continue
        taker.add(frame)
        if frame.t_s - looked_s > LOOK_S:
            looked_s = frame.t_s
            if _enough(taker, frame.t_s):
                break
    interrupts.asked = False


def _enough(taker: TrackTaker, t_s: float) -> bool:
    """Five repetitions, or three and a rest after them."""
    from coach.learning.repetitions import showing_of

    showing = showing_of(taker.tracks())
    if showing is None:
        return False
    shown = showing.repetitions
    return len(shown) >= ENOUGH or (len(shown) >= FEWEST and t_s - shown[-1].end_s > REST_S)


def _counted_live(draft: Draft, frames: Iterator[PoseFrame]) -> tuple[int, list[PoseFrame]]:
    """(how many were counted, the frames), each told as it happens."""
    from coach.events import Hold, Rep
    from coach.learning.proof import session_of

    session, number = session_of(draft), 0
    more: list[PoseFrame] = []
    last_s = began_s = float("nan")
    for frame in frames:
        began_s = frame.t_s if not more else began_s
        more.append(frame)
        for event in session.update(frame).events:
            if isinstance(event, Rep | Hold):
                number, last_s = number + 1, frame.t_s
                show_line(str(number))
        if interrupts.asked or frame.t_s - began_s > PROOF_S or frame.t_s - last_s > IDLE_S:
            break
    interrupts.asked = False
    return number, more


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
