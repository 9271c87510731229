"""Where progress goes: JSON lines, the window or the terminal, and the voice, opened and closed together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from coach.cli.signals import interrupts
from coach.cli.view import view_for
from coach.wording.catalogue import _
from coach.workout.stage import Stage

if TYPE_CHECKING:
    from coach.cli.wanted import Wanted
    from coach.definitions.library import Card
    from coach.events import Event
    from coach.screen.window import Window
    from coach.voice.open_voice import Voice
    from coach.workout.workout_progress import WorkoutProgress


LAST_WORDS_S, LISTEN_S = 8.0, 0.1  # the summary may be spoken for so long; Ctrl-C is looked for so often


class Output:
    """The outputs of a workout of these exercises, or of a set of one. Use inside `with`.

    Attributes
    ----------
    view : what the person looks at.
    voice : what they hear; silent where nobody listens.
    paced : files run at the speed they were filmed at, because somebody watches.
    """

    def __init__(
        self, cards: Sequence[Card], wanted: Wanted, size: tuple[int, int], *, live_source: bool,
        window: Window | None = None,
    ) -> None:  # fmt: skip
        self.view = view_for(cards, size, wanted, window)
        self.paced = self.view.live and not live_source
        self.voice = _voice(wanted, heard=self.view.live or live_source)
        self._wanted, self._exercise = wanted, cards[0].exercise.id if cards else ""
        self._has_ended = False

    def begin(self) -> None:
        """The source is open."""
        self._emit_start(0.0)

    def emit(self, progress: WorkoutProgress) -> None:
        """The events of a frame, and the start of an exercise that is another than before."""
        self._emit(progress.events)
        if progress.exercise not in ("", self._exercise):
            self._exercise = progress.exercise
            self._emit_start(progress.set.t_s)
        self._has_ended = progress.stage == Stage.SUMMARY

    def end(self, progress: WorkoutProgress, *, left: bool) -> None:
        """It is over; where its end was on the screen already, that is enough. `left`: the person waits for nothing."""
        self._emit(progress.events)
        if not self._has_ended:
            self.voice.update(progress)
        self.view.end(progress, at_once=left or self._has_ended or interrupts.asked)
        for _turn in range(round(LAST_WORDS_S / LISTEN_S)):
            if left or interrupts.asked or self.voice.finish(LISTEN_S):
                return

    def _emit_start(self, t_s: float) -> None:
        from coach.capture.address import shown
        from coach.events import Start

        self._emit([Start(t_s=t_s, exercise=self._exercise, source=shown(self._wanted.source))])

    def _emit(self, events: Iterable[Event]) -> None:
        if not self._wanted.as_json:
            return
        for event in events:
            print(json.dumps(event.as_json(), allow_nan=False), flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.voice.close()
        self.view.close()


def _voice(wanted: Wanted, *, heard: bool) -> Voice:
    from coach.voice.speaker import SilentVoice

    settings = wanted.settings
    if wanted.headless or wanted.mute or settings.voice == "off" or not heard:
        return SilentVoice(_("not wanted"))
    from coach.voice.open_voice import open_voice

    return open_voice(settings.voice, settings.numbers)
