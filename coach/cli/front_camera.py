"""The camera as the home window uses it: open only where its picture is looked at or a raised hand is to answer, read
in a thread of its own so that no key waits for it, and given back before anybody else needs it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from coach.body.visibility import Watcher
from coach.cli.error_lines import in_words
from coach.counting.progress import Choice, Reply, SetProgress
from coach.errors import DeviceError
from coach.gestures.hands import Hands
from coach.home.camera_state import CameraState
from coach.wording.catalogue import N_, _
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.source import Image

HAND_FPS = 10.0  # pictures a second: a hand is held for 1.5 s, and a gap of 0.25 s in it does no harm
RELEASE_S = 4.0  # a camera that is asked for its next picture may take so long to notice that it is not wanted any more
ANSWERS = (
    Choice(Reply.UP, N_("Up")), Choice(Reply.DOWN, N_("Down")), Choice(Reply.OK, N_("Press")),
    Choice(Reply.QUIT, N_("Back")),
)  # fmt: skip
WELCOMING = (Choice(Reply.START, N_("By raised hand")),)  # alone, so that its words have room in a small picture
SHOWN = (Choice(Reply.START, N_("Try it"), "space"), Choice(Reply.QUIT, N_("Back"), "q"))


class FrontCamera:
    """One opening of the camera. `update()` whenever the window looks; `close()` gives it back.

    Parameters
    ----------
    hands : a raised hand answers; without it there is the picture alone, and no model is needed.
    """

    def __init__(self, source: str, size: tuple[int, int] | None, *, hands: bool) -> None:
        self.hands = hands
        self._source, self._size = source, size
        self._offered: tuple[Choice, ...] = ()
        self._newest: tuple[Image | None, WorkoutProgress | None] = (None, None)
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._trouble = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    @property
    def state(self) -> CameraState:
        """How it stands."""
        if self._trouble:
            return CameraState.FAILED
        return CameraState.OPENING if self._newest[1] is None else CameraState.ON

    @property
    def words(self) -> str:
        """What there is to say of it: that it is on and why, or why there is no picture."""
        if self.state != CameraState.ON:
            return self._trouble or _("The camera is being opened.")
        return _("Camera on: raise a hand to a circle") if self.hands else _("Camera on")

    def update(self, choices: tuple[Choice, ...]) -> tuple[Image | None, WorkoutProgress | None, str | None]:
        """The newest picture, what a hand can answer in it, and the word that was answered since the last call.
        `choices`: what can be answered from now on, their words still to be looked up."""
        self._offered = choices
        image, shown = self._newest
        try:
            return image, shown, self._answers.get_nowait()
        except Empty:
            return image, shown, None

    def close(self) -> None:
        """Give the camera back; wait until that has happened, but not for ever."""
        self._stop.set()
        self._thread.join(RELEASE_S)

    def _run(self) -> None:
        try:
            with ExitStack() as stack:
                hands, watcher = Hands(), Watcher()
                for image, frame in self._frames(stack):
                    if self._stop.is_set():
                        return
                    self._newest = image, self._answered(frame, watcher, hands)
        except DeviceError as error:
            self._end(error.in_sentences)
        except Exception as error:  # whatever a camera does, the window goes on and says so
            self._end(in_words(error)[1])
        else:
            self._end(_("The camera has ended."))

    def _end(self, trouble: str) -> None:
        """No picture of a camera that gives none any more: it would look alive."""
        self._trouble, self._newest = trouble, (None, None)

    def _answered(self, frame: PoseFrame, watcher: Watcher, hands: Hands) -> WorkoutProgress:
        """Every frame is looked at here, however busy the window is: a gap in them would end the time of a hand."""
        offered = tuple(replace(one, label=_(one.label)) for one in self._offered) if self.hands else ()
        body = watcher.update(frame) if self.hands else None
        progress = WorkoutProgress(
            set=SetProgress(t_s=frame.t_s, title="", frame=frame, body=body), title="", stage=Stage.SHOWN,
            choices=offered,
        )  # fmt: skip
        progress, word = hands.answer(progress)
        if word is not None:
            self._answers.put(word)
        return progress

    def _frames(self, stack: ExitStack) -> Iterator[tuple[Image | None, PoseFrame]]:
        from coach.body.landmarks import empty_frame
        from coach.capture.recording import Recording
        from coach.cli.frames import bundle_for, opened, tracked
        from coach.cli.playback import AtFilmedSpeed

        source = opened(self._source, self._size, HAND_FPS)
        stack.callback(source.close)
        if self._stop.is_set():
            return
        if self.hands or isinstance(source, Recording):
            yield from tracked(stack, source, bundle_for(source, None), paced=not source.live)
            return
        for image, t_s in source if source.live else AtFilmedSpeed(source):
            yield image, empty_frame(t_s, source.size)
