"""The coach's voice: one short sentence at a time, from a thread that no frame ever waits for.

`Script` decides what to say from Progress alone; `SpokenVoice` says it. At most one sentence waits: a more important
or newer one takes its place, and one that is no longer true is dropped. Without an engine the captions remain.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
import os
import shutil
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.devices.captions import unseen
from coach.events import Cue, Ready, Rep
from coach.training.progress import Progress

STALE_S = 1.2  # a sentence that waited longer is not said any more
GUIDANCE_AFTER_S, GUIDANCE_AGAIN_S = 0.8, 6.0
WORDS_PER_MINUTE = 170
_COUNTDOWN = 3


class Engine(Protocol):
    """Something that can talk."""

    def speak(self, text: str) -> None:
        """Say it and come back when it is said."""


class Voice(Protocol):
    """What a session speaks through; `reason` tells why it is silent, None when it is not."""

    @property
    def reason(self) -> str | None:
        """Why nothing is heard, or None."""

    def update(self, progress: Progress) -> None:
        """Say what this frame asks for; returns at once."""

    def close(self) -> None:
        """Say nothing more."""


@dataclass(frozen=True)
class Sentence:
    """Something to say at `t_s`; `about` is "cue", "hold", "count" or "guidance", most important first."""

    text: str
    about: str
    t_s: float

    @property
    def importance(self) -> int:
        """Larger matters more."""
        return {"cue": 3, "hold": 2, "count": 1}.get(self.about, 0)


class Script:
    """From Progress to sentences: at most one a frame."""

    def __init__(self) -> None:
        self._phase = ""
        self._left = math.inf
        self._relaxed = False
        self._wanted: str | None = None
        self._wanted_since_s = -math.inf
        self._guided: tuple[str | None, float] = (None, -math.inf)

    def update(self, progress: Progress) -> Sentence | None:
        """What to say after this frame, or None."""
        hold, guidance = self._hold(progress), self._guidance(progress)
        done = progress.phase == "done" != self._phase
        self._phase = progress.phase
        for event in progress.events:
            if isinstance(event, Cue) and event.spoken:
                return Sentence(event.say, "cue", progress.t_s)
        if hold is not None:
            return Sentence(hold, "hold", progress.t_s)
        for event in progress.events:
            if isinstance(event, Rep):
                return Sentence(f"{event.count}. Well done" if done else str(event.count), "count", progress.t_s)
            if isinstance(event, Ready):
                return Sentence("Ready. Begin", "count", progress.t_s)
        if done:
            return Sentence("Done", "count", progress.t_s)
        return None if guidance is None else Sentence(guidance, "guidance", progress.t_s)

    def _hold(self, progress: Progress) -> str | None:
        if progress.hold_goal_s <= 0 or progress.phase != "target":
            self._left, self._relaxed = math.inf, False
            return None
        left = math.ceil(progress.hold_goal_s - progress.hold_s - 1e-6)
        before, self._left = self._left, left
        if left <= 0:
            first, self._relaxed = not self._relaxed, True
            return "Relax" if first else None
        if math.isinf(before):
            return "Hold"
        return str(left) if left < before and left <= min(_COUNTDOWN, progress.hold_goal_s - 1) else None

    def _guidance(self, progress: Progress) -> str | None:
        wanted = progress.guidance or unseen(progress.missing)
        if wanted != self._wanted:
            self._wanted, self._wanted_since_s = wanted, progress.t_s
        if wanted is None or progress.t_s - self._wanted_since_s < GUIDANCE_AFTER_S:
            return None
        said, when_s = self._guided
        if wanted == said and progress.t_s - when_s < GUIDANCE_AGAIN_S:
            return None
        self._guided = (wanted, progress.t_s)
        return wanted


class SpokenVoice:
    """Speaks from a thread of its own. An engine that fails, or never comes back, only makes it silent."""

    def __init__(self, make_engine: Callable[[], Engine]) -> None:
        self._make_engine = make_engine
        self._script = Script()
        self._changed = threading.Condition()
        self._waiting: Sentence | None = None
        self._now_s = -math.inf
        self._stopped = False
        self._reason: str | None = None
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    @property
    def reason(self) -> str | None:
        """Why nothing is heard, or None."""
        return self._reason

    def update(self, progress: Progress) -> None:
        """Put what this frame asks for in line; returns at once."""
        sentence = self._script.update(progress)
        with self._changed:
            self._now_s = progress.t_s
            waiting = self._waiting
            if waiting is not None and not _still_true(waiting, progress):
                self._waiting = waiting = None
            if sentence is not None and (waiting is None or sentence.importance >= waiting.importance):
                self._waiting = sentence
                self._changed.notify()

    def close(self, wait_s: float = 0.0) -> None:
        """Say nothing more; what is being said may end within `wait_s`."""
        with self._changed:
            self._stopped, self._waiting = True, None
            self._changed.notify()
        if wait_s > 0:
            self._thread.join(wait_s)

    def _run(self) -> None:
        try:
            engine = self._make_engine()
            while (sentence := self._next()) is not None:
                engine.speak(sentence.text)
        except Exception as error:  # whatever a speech engine throws, the captions go on
            self._reason = f"the speech engine failed: {error or type(error).__name__}"

    def _next(self) -> Sentence | None:
        with self._changed:
            while not self._stopped:
                sentence, self._waiting = self._waiting, None
                if sentence is not None and self._now_s - sentence.t_s <= STALE_S:
                    return sentence
                if self._waiting is None:
                    self._changed.wait()
            return None


def _still_true(sentence: Sentence, progress: Progress) -> bool:
    if sentence.about == "cue":
        return progress.cue is not None
    if sentence.about == "hold":
        return progress.phase == "target" or sentence.text == "Relax"
    if sentence.about == "guidance":
        return progress.guidance is not None or bool(progress.missing)
    return True


class Silence:
    """No voice: captions only, and the reason for it."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    @property
    def reason(self) -> str | None:
        """Why nothing is heard."""
        return self._reason

    def update(self, progress: Progress) -> None:
        """Says nothing."""

    def close(self) -> None:
        """There is nothing to end."""


class Pyttsx3Engine:
    """The platform's own voice through pyttsx3; made and used in one thread."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine = pyttsx3.init()
        self._engine.setProperty("rate", WORDS_PER_MINUTE)

    def speak(self, text: str) -> None:
        """Say it and come back when it is said."""
        self._engine.say(text)
        self._engine.runAndWait()


def open_voice() -> Voice:
    """The voice of this machine, or silence with its reason."""
    reason = why_no_voice()
    return SpokenVoice(Pyttsx3Engine) if reason is None else Silence(reason)


def why_no_voice() -> str | None:
    """The reason nothing can be spoken here, or None."""
    if importlib.util.find_spec("pyttsx3") is None:
        return "pyttsx3 is not installed"
    if not sys.platform.startswith("linux"):
        return None
    if not any(_loads(name) for name in ("libespeak-ng.so.1", "/usr/local/lib/libespeak-ng.so.1", "libespeak.so.1")):
        return "no speech engine: install espeak-ng"
    if shutil.which("aplay") is None:
        return "no player for speech: install alsa-utils (aplay)"
    return None if _sound_device() else "no sound device"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _sound_device() -> bool:
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    served = (runtime / "pulse" / "native").exists() or (runtime / "pipewire-0").exists()
    return served or "PULSE_SERVER" in os.environ or any(Path("/dev/snd").glob("pcm*p"))
