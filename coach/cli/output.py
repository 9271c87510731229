"""Where progress goes: JSON lines, the window or the terminal, the voice, and the summary at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from coach.cli.signals import interrupts
from coach.cli.view import view_for

if TYPE_CHECKING:
    from coach.capture.source import Image
    from coach.cli.do import Wanted
    from coach.counting.progress import Progress
    from coach.definitions.library import Card
    from coach.events import Event, Summary
    from coach.voice.open_voice import Voice


LAST_WORDS_S, LISTEN_S = 8.0, 0.1  # the summary may be spoken for so long; Ctrl-C is looked for so often


class Output:
    """Everything that is told about a workout of these exercises, or a set of one. Use inside `with`."""

    def __init__(self, cards: Sequence[Card], wanted: Wanted, size: tuple[int, int], *, live_source: bool) -> None:
        self._wanted, self._exercise = wanted, cards[0].exercise.id
        self._view = view_for(cards, size, wanted)
        self.paced = self._view.live and not live_source
        self._voice = _voice(wanted, heard=self._view.live or live_source)
        self._left = self._has_ended = False
        self._summary: Summary | None = None

    def begin(self) -> None:
        """The source is open."""
        self._start(0.0)

    def show(self, image: Image | None, progress: Progress) -> str | None:
        """One frame. The key pressed, "quit" when the person wants to leave."""
        self._tell(progress.events)
        if progress.exercise not in ("", self._exercise):
            self._exercise = progress.exercise
            self._start(progress.t_s)
        self._has_ended = progress.stage == "summary"
        if self._voice is not None:
            self._voice.update(progress)
        key = self._view.show(image, progress)
        if key == "m" and self._voice is not None:
            self._voice.mute(not self._voice.muted)
        self._left = key == "quit"
        return key

    def end(self, progress: Progress) -> None:
        """It is over; where its end was on the screen already, that is enough."""
        self._tell(progress.events)
        if self._voice is not None and not self._has_ended:
            self._voice.update(progress)
        self._view.end(progress, self._summary, at_once=self._left or self._has_ended or interrupts.asked)
        self._say_the_rest()

    def _start(self, t_s: float) -> None:
        """Another exercise."""
        from coach.capture.camera import without_password
        from coach.events import Start

        self._tell([Start(t_s=t_s, exercise=self._exercise, source=without_password(self._wanted.source))])

    def _say_the_rest(self) -> None:
        """Let the voice come to its end, unless somebody wants to leave or it takes too long."""
        for _ in range(round(LAST_WORDS_S / LISTEN_S)):
            if self._voice is None or self._left or interrupts.asked or self._voice.finish(LISTEN_S):
                return

    def _tell(self, events: Iterable[Event]) -> None:
        from coach.events import Summary

        events = list(events)
        self._summary = next((event for event in events if isinstance(event, Summary)), self._summary)
        if self._wanted.as_json:
            for event in events:
                print(json.dumps(event.as_json(), allow_nan=False), flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._voice is not None:
            self._voice.close()
        self._view.close()


def _voice(wanted: Wanted, *, heard: bool) -> Voice | None:
    settings = wanted.settings
    if wanted.headless or wanted.mute or settings.voice == "off" or not heard:
        return None
    from coach.voice.open_voice import open_voice

    return open_voice(settings.voice, settings.numbers)
