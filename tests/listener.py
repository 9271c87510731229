"""A listener: the voice's real thread and the real espeak-ng, whose sound lasts as long as it lasts, on a clock that is
cranked by hand from frame to frame."""

from __future__ import annotations

import shutil
import threading
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coach.voice.engines import ProgramEngine, espeak
from coach.voice.script import Script
from coach.voice.sentence import Sentence
from coach.voice.speaker import Speaker
from coach.workout.workout_progress import WorkoutProgress

ESPEAK = shutil.which("espeak-ng")
NEVER = threading.Event()
TIMEOUT_S = 60


@dataclass(frozen=True)
class Heard:
    """A sentence, when it was heard, what was on the screen as it began, and whether it was cut short."""

    sentence: Sentence
    begin_s: float
    end_s: float
    during: WorkoutProgress
    cut: bool

    @property
    def text(self) -> str:
        return self.sentence.text


class Listener:
    """`hear()` plays a run to the voice, and tells what was heard. `slowly` stretches each sound: a slow talker."""

    def __init__(self, folder: Path, talk: str = "normal", numbers: str = "en", slowly: float = 1.0) -> None:
        self._folder, self._slowly = folder, slowly
        self._heard: list[Heard] = []
        self._now_s = 0.0
        self._until_s: float | None = None
        self._progress: WorkoutProgress | None = None
        self._seconds: dict[Sentence, float] = {}
        self._voice = Speaker([lambda: self], Script(talk, numbers))
        self._changed = self._voice._changed  # the clock of the listener and the voice's thread wait for one another

    def hear(self, run: Iterable[WorkoutProgress]) -> list[Heard]:
        last_s = 0.0
        for progress in run:
            self._crank(progress.set.t_s)
            self._progress = progress
            self._voice.update(progress)
            self._settle()
            last_s = progress.set.t_s
        while self._voice._speaking is not None:
            last_s += 0.1
            self._crank(last_s)
        self._voice.close()
        assert self._voice.reason is None
        return self._heard

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        """The engine: synthesise, then sound until the clock has gone on by the sound's duration."""
        seconds = self._duration_s(sentence)
        with self._changed:
            begin_s, during = self._now_s, self._progress
            assert during is not None
            self._until_s = begin_s + seconds
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._now_s >= begin_s + seconds or cut.is_set(), TIMEOUT_S)
            self._until_s = None
            self._heard.append(Heard(sentence, begin_s, min(self._now_s, begin_s + seconds), during, cut.is_set()))

    def _crank(self, t_s: float) -> None:
        with self._changed:
            self._now_s = t_s
            self._changed.notify_all()
        self._settle()

    def _settle(self) -> None:
        """Until the voice's thread has nothing to do at this time."""
        with self._changed:
            assert self._changed.wait_for(self._settled, TIMEOUT_S)

    def _settled(self) -> bool:
        if self._voice._speaking is None:
            return not self._voice._waiting
        return self._until_s is not None and self._until_s > self._now_s and not self._voice._cut.is_set()

    def _duration_s(self, sentence: Sentence) -> float:
        path = self._folder / f"{sentence.language}-{abs(hash(sentence.text))}.wav"
        if not path.exists():
            ProgramEngine(lambda s: [*espeak(ESPEAK or "")(s), "-w", str(path)]).speak(sentence, NEVER)
        with wave.open(str(path)) as sound:
            return self._slowly * sound.getnframes() / sound.getframerate()
