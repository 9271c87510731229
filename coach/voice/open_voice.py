"""The coach's voice: which of speech, tones and silence this machine has, and why.

`script.py` decides what to say, `speaker.py` says it without holding up a frame; `engines.py` and `tones.py` make the
sound.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from coach.child_process import program
from coach.voice.engines import PowerShellEngine, ProgramEngine, espeak, say
from coach.voice.script import Script
from coach.voice.sentence import Sentence
from coach.voice.speaker import Engine, SilentVoice, Speaker
from coach.voice.tones import TonesEngine, player, sound_server
from coach.wording.catalogue import _
from coach.workout.workout_progress import WorkoutProgress


class Voice(Protocol):
    """The voice of a session; `reason` says why nothing is spoken, None if something is."""

    @property
    def reason(self) -> str | None:
        """Why nothing is spoken, or None."""

    @property
    def muted(self) -> bool:
        """Whether it is silent: because it was muted, or because this voice never speaks."""

    def update(self, progress: WorkoutProgress) -> None:
        """Queue the sentences of this frame; returns at once."""

    def mute(self, on: bool) -> None:
        """Fall silent at once, or speak again."""

    def finish(self, wait_s: float) -> bool:
        """Say what still waits, for at most `wait_s` seconds. Returns whether all of it was said."""

    def close(self) -> None:
        """Say nothing more."""


def open_voice(talk: str = "normal", numbers: str = "en") -> Voice:
    """The voice of this machine: speech, tones where nothing can speak, or silence, each with its reason.

    `talk` is one of `script.TALK` (how much is said), `numbers` one of
    `wording.numbers.LANGUAGES` (what is counted in). ValueError for others.
    """
    script = Script(talk, numbers)
    make, reason = _speech()
    makers = [engine for engine in (make, _tones()) if engine is not None]
    return Speaker(makers, script, reason) if makers else SilentVoice(reason or _("no speech engine"))


def say_once(text: str) -> str | None:
    """Say this beside whatever else goes on. Returns why nothing can be spoken, or None. Whether it failed is not told:
    somebody who tries the voice hears that there is none."""
    reason = why_no_voice()
    if reason is None:
        threading.Thread(target=say_now, args=(text,), name="voice", daemon=True).start()
    return reason


def say_now(text: str) -> str | None:
    """Say this, and come back when it is said. Returns why it could not be, or None."""
    make, reason = _speech()
    if make is None:
        return reason
    try:
        make().speak(Sentence(text, "stage", 0.0), threading.Event())
    except (RuntimeError, OSError) as error:
        return str(error)
    return None


def why_no_voice() -> str | None:
    """The reason nothing can be spoken here, or None."""
    return _speech()[1]


def why_no_tones() -> str | None:
    """The reason no tone can be played here, or None."""
    if not _sound_device():
        return _("no sound device")
    return None if player() is not None else _("no player for sounds: install alsa-utils (aplay)")


def _tones() -> Callable[[], Engine] | None:
    return None if why_no_tones() is not None else lambda: TonesEngine(player())


def _speech() -> tuple[Callable[[], Engine] | None, str | None]:
    """The speech engine of this machine, or the reason why there is none."""
    if not _sound_device():
        return None, _("no sound device")
    if sys.platform == "win32":
        return _windows_speech()
    return _mac_speech() if sys.platform == "darwin" else _linux_speech()


def _windows_speech() -> tuple[Callable[[], Engine] | None, str | None]:
    if (shell := program("powershell")) is None:
        return None, _("no speech engine: PowerShell is not on the path")
    return lambda: PowerShellEngine(shell), None


def _mac_speech() -> tuple[Callable[[], Engine] | None, str | None]:
    if (found := program("say")) is None:
        return None, _("no speech engine: `say` is not on the path")
    return lambda: ProgramEngine(say(found)), None


def _linux_speech() -> tuple[Callable[[], Engine] | None, str | None]:
    if (found := program("espeak-ng", "espeak")) is None:
        return None, _("no speech engine: install espeak-ng")
    return lambda: ProgramEngine(espeak(found)), None


def _sound_device() -> bool:
    """Whether this machine has a sound device. Only Linux machines are known to lack one."""
    if not sys.platform.startswith("linux"):
        return True
    return sound_server() or any(Path("/dev/snd").glob("pcm*p"))
