"""`coach replay`: a recording in the window, to and fro, with its events and the measures that decided."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.explain import session_of
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import open_library
from coach.cli.signals import interrupts
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.counting.replayed import Replayed
    from coach.counting.session import Session
    from coach.screen.replay_picture import ReplayPicture
    from coach.screen.window import Window

TICK_S = 1 / 60  # between two looks at the keys


def replay(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A recording (.npz) or a video file.")],
    exercise: Annotated[
        str | None,
        typer.Option(metavar="EXERCISE", help="Which exercise it shows. Without it, the name of its folder is tried."),
    ] = None,
    hold: Annotated[
        float | None, typer.Option(parser=options.number(0, 3600), metavar="SECONDS", help="How long to hold.")
    ] = None,
    level: options.LevelOption = None,
    model: options.ModelOption = None,
    headless: Annotated[bool, typer.Option("--headless", help="Only list what happened, without a window.")] = False,
) -> None:
    """Look at a recording frame by frame, and at what decided."""
    name = exercise or _folder_of(file)
    session = session_of(name, hold, level)
    replayed = _replayed(session, file, model)
    from coach.screen.display import why_no_display

    if headless or why_no_display() is not None:
        _list(replayed)
        return
    _show(replayed, f"{session.exercise.title}: {Path(file).name}")


def _folder_of(file: str) -> str:
    """The exercise that the folder of a file is named after."""
    name = Path(file).absolute().parent.name
    if any(one.id == name for one in open_library().exercises()):
        return name
    raise CommandError(
        USAGE, _("say which exercise is done in it: coach replay {file} --exercise wall-slides", file=quote(file))
    )


def _replayed(session: Session, file: str, model: Path | None) -> Replayed:
    """The whole file through the session. Raises SourceError, ModelError."""
    from coach.counting.replayed import Replayed

    replayed = Replayed(session.exercise)
    source = opened(file)
    with ExitStack() as stack:
        stack.callback(source.close)
        for _image, frame in tracked(stack, source, bundle_for(source, model), paced=False):
            progress = session.update(frame)
            replayed.note(frame, session.judgement, progress.events)
    replayed.note(None, None, session.finish().events)
    if not replayed.frames:
        raise CommandError(USAGE, _("{file} is empty.", file=file))
    return replayed


def _list(replayed: Replayed) -> None:
    from coach.workout.explained import event_in_words

    for event in replayed.events:
        print(event_in_words(event))
    print(_("{frames} frames, {seconds} s", frames=len(replayed.frames), seconds=f"{replayed.times[-1]:.1f}"))


def _show(replayed: Replayed, title: str) -> None:
    with interrupts.deferred():
        from coach.screen.replay_picture import ReplayPicture
        from coach.screen.window import Window
    with interrupts.noted(), Window() as window:
        Player(replayed, window, ReplayPicture(replayed, title)).run()
    interrupts.check()


class Player:
    """Goes through a recording as the keys say. `step()` once a look at the keys."""

    def __init__(self, replayed: Replayed, window: Window, picture: ReplayPicture) -> None:
        self._replayed, self._window, self._picture = replayed, window, picture
        self.at, self.playing = 0, True
        self._since = (time.monotonic(), replayed.times[0])  # when it began to play, and from which moment on

    def run(self) -> None:
        """Until it is closed."""
        while self.step() and not interrupts.asked:
            time.sleep(TICK_S)

    def step(self) -> bool:
        """Show the frame of this moment and obey the key. False when it is to be closed."""
        if self.playing:
            began_s, from_s = self._since
            self.at = self._replayed.at(from_s + time.monotonic() - began_s)
            self.playing = self.at + 1 < len(self._replayed.frames)
        key = self._window.show(self._picture.draw(self.at))
        return self.obey(key or self._clicked())

    def _clicked(self) -> str | None:
        """The key that was clicked; a click into the curves or on the time line goes to that moment."""
        click = self._window.click()
        if click is None:
            return None
        if (frame := self._picture.frame_at(*click)) is not None:
            self._play(False)
            self.at = frame
        key = self._picture.key_at(*click)
        return "quit" if key == "q" else key

    def obey(self, key: str | None) -> bool:
        """What a key does. False when it closes the window."""
        last = len(self._replayed.frames) - 1
        if key == "quit":
            return False
        if key == "space":
            if self.at == last:
                self.at = 0
            self._play(not self.playing)
        elif key in ("earlier", "later", "up", "down"):
            self._play(False)
            step = 1 if key in ("later", "up") else -1
            to = self._replayed.next_event(self.at, step) if key in ("up", "down") else self.at + step
            self.at = min(max(to, 0), last)
        return True

    def _play(self, playing: bool) -> None:
        self.playing, self._since = playing, (time.monotonic(), self._replayed.times[self.at])
