"""Says sentences one at a time, in its own thread, so that no frame waits for speech."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from coach.voice.script import Script
from coach.voice.sentence import Sentence
from coach.wording.catalogue import _
from coach.workout.workout_progress import WorkoutProgress


class Engine(Protocol):
    """Something that can talk, or beep."""

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        """Say the text; return when it is said, or soon after `cut` is set."""


class Waiting:
    """The sentences that wait: at most one of a kind (or the parts of one passage), each only while it is true."""

    def __init__(self) -> None:
        self._line: list[Sentence] = []
        self._now_s = -math.inf

    def __bool__(self) -> bool:
        return bool(self._line)

    def update(self, progress: WorkoutProgress, sentences: Iterable[Sentence]) -> None:
        """Drop what is no longer true, then add these."""
        self._now_s = progress.set.t_s
        self._line = [s for s in self._line if s.holds(progress)]
        for new in sentences:
            self._line = [s for s in self._line if s.about != new.about or s.t_s == new.t_s] + [new]

    def take(self) -> Sentence | None:
        """Take out the most important sentence that is not too late, or None."""
        self._line = [s for s in self._line if s.in_time(self._now_s)]
        first = max(self._line, key=lambda s: s.importance, default=None)
        if first is not None:
            self._line.remove(first)
        return first

    def clear(self) -> None:
        """Drop everything that waits."""
        self._line = []


class Speaker:
    """Speaks with the first engine that can be made. One that fails, or never comes back, makes it go on with the next,
    and after the last one makes it silent: the captions remain. `reason`, if given, says why it only beeps."""

    def __init__(self, makers: Sequence[Callable[[], Engine]], script: Script, reason: str | None = None) -> None:
        self._script, self._waiting = script, Waiting()
        self._changed = threading.Condition()
        self._speaking: Sentence | None = None
        self._cut = threading.Event()
        self._stage = ""
        self._stopped = self._muted = self._ended = False
        self._reason = reason
        self._thread = threading.Thread(target=self._run, args=(tuple(makers),), name="voice", daemon=True)
        self._thread.start()

    @property
    def reason(self) -> str | None:
        """Why nothing is spoken, or None."""
        return self._reason

    @property
    def muted(self) -> bool:
        """Whether it was asked to be silent."""
        return self._muted

    def update(self, progress: WorkoutProgress) -> None:
        """Queue the sentences of this frame; returns at once."""
        sentences = self._script.update(progress)
        with self._changed:
            self._waiting.update(progress, sentences if self._heard else ())
            if self._speaking is not None and self._past(self._speaking, progress):
                self._cut.set()
            self._stage = progress.stage
            if self._waiting:
                self._changed.notify_all()

    def mute(self, on: bool) -> None:
        """Fall silent at once, or speak again from the next sentence on."""
        with self._changed:
            self._muted = on
            if on:
                self._hush()

    def finish(self, wait_s: float) -> bool:
        """Say what still waits, for at most `wait_s` seconds. Returns whether all of it was said."""
        with self._changed:
            return self._changed.wait_for(lambda: self._ended or not (self._waiting or self._speaking), wait_s)

    def close(self) -> None:
        """Say nothing more."""
        with self._changed:
            self._stopped = True
            self._hush()
            self._changed.notify_all()

    @property
    def _heard(self) -> bool:
        return not (self._muted or self._stopped or self._ended)

    def _past(self, speaking: Sentence, progress: WorkoutProgress) -> bool:
        """Whether the next part has begun, so that nobody needs the rest of an instruction."""
        if speaking.about == "guidance":
            return progress.stage != self._stage
        return speaking.about == "stage" and not speaking.holds(progress)

    def _hush(self) -> None:
        self._waiting.clear()
        self._cut.set()

    def _run(self, makers: tuple[Callable[[], Engine], ...]) -> None:
        for make in makers:
            try:
                self._speak_with(make())
            except Exception as error:  # whatever error a speech engine raises, the captions must go on
                self._reason = _("the speech engine failed: {reason}", reason=error or type(error).__name__)
            if self._stopped:
                break
        with self._changed:
            self._ended, self._speaking = True, None
            self._waiting.clear()
            self._changed.notify_all()

    def _speak_with(self, engine: Engine) -> None:
        while (sentence := self._next()) is not None:
            engine.speak(sentence, self._cut)

    def _next(self) -> Sentence | None:
        with self._changed:
            self._speaking = None
            while not self._stopped:
                self._speaking = self._waiting.take()
                if self._speaking is not None:
                    self._cut = threading.Event()
                    return self._speaking
                self._changed.notify_all()
                self._changed.wait()
            return None


class SilentVoice:
    """No voice: captions only, and the reason for it."""

    muted = True

    def __init__(self, reason: str) -> None:
        self._reason = reason

    @property
    def reason(self) -> str | None:
        """Why nothing is heard."""
        return self._reason

    def update(self, progress: WorkoutProgress) -> None:
        """Says nothing."""

    def mute(self, on: bool) -> None:
        """It is silent either way."""

    def finish(self, wait_s: float) -> bool:
        """Nothing waits."""
        return True

    def close(self) -> None:
        """There is nothing to end."""
