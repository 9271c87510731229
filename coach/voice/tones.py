"""Tones for those who have no speech engine: each kind of sentence has a short sound of its own."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from contextlib import suppress
from pathlib import Path

from coach.child_process import program, run
from coach.voice.sentence import Sentence
from coach.wording.catalogue import _

RATE = 22050  # samples a second: every sound card plays it, and the highest note here is 1047 Hz
LOUD = 0.35  # of full scale
EDGE_S = 0.008  # a tone that rises and fades this slowly does not click
LONGEST_S = 5.0  # a player that takes longer has hung: the longest tune lasts 0.6 s

# Kind of sentence -> its notes, (Hz, seconds) each. Up is good, low is for correcting; a remark has none.
TONES: dict[str, tuple[tuple[float, float], ...]] = {
    "begin": ((523, 0.10), (784, 0.18)),
    "count": ((880, 0.10),),
    "countdown": ((660, 0.08),),
    "hold": ((440, 0.35),),
    "relax": ((587, 0.12), (440, 0.12), (349, 0.2)),
    "cue": ((220, 0.15), (0, 0.06), (220, 0.15)),
    "praise": ((784, 0.08), (1047, 0.14)),
    "done": ((523, 0.12), (659, 0.12), (784, 0.12), (1047, 0.25)),
    "stage": ((392, 0.2),),
    "guidance": ((294, 0.12), (0, 0.05), (247, 0.18)),
}


class TonesEngine:
    """Plays the tone of a sentence. The sounds are files in a folder of their own, gone when the program ends."""

    def __init__(self, player: list[str] | None) -> None:
        self._player = player
        self._folder = tempfile.TemporaryDirectory(prefix="coach-tones-")
        self._last: tuple[str, float] | None = None

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        """Play its tone and return when it is over. Later sentences of the same passage have no tone."""
        passage = (sentence.about, sentence.t_s)
        notes = TONES.get(sentence.about)
        if notes is None or passage == self._last:
            return
        self._last = passage
        path = Path(self._folder.name) / f"{sentence.about}.wav"
        if not path.exists():
            write_tone(path, notes)
        play(path, self._player)


def chime() -> None:
    """Play the tone of a correction, in a thread of its own; nothing where there is no player."""
    threading.Thread(target=_chime, name="chime", daemon=True).start()


def _chime() -> None:
    with suppress(OSError, RuntimeError):
        TonesEngine(player()).speak(Sentence("", "cue", 0.0), threading.Event())


def write_tone(path: Path, notes: tuple[tuple[float, float], ...]) -> None:
    """Write the notes, one after the other, as a mono WAV file; 0 Hz is a pause."""
    samples = array("h")
    for pitch, seconds in notes:
        count = round(seconds * RATE)
        for i in range(count):
            edge = min(1.0, i / (EDGE_S * RATE), (count - i) / (EDGE_S * RATE))
            samples.append(round(32767 * LOUD * edge * math.sin(2 * math.pi * pitch * i / RATE)))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())


def player() -> list[str] | None:
    """The command that plays a WAV file here, None where there is none; [] on Windows, which plays them itself."""
    if sys.platform == "win32":
        return []
    served = ("paplay", "pw-play", "aplay") if sound_server() else ("aplay",)
    names = ("afplay",) if sys.platform == "darwin" else served
    found = program(*names)
    if found is None:
        return None
    return [found, "-q"] if Path(found).name == "aplay" else [found]


def sound_server() -> bool:
    """Whether PulseAudio or PipeWire takes sounds here."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    served = (runtime / "pulse" / "native").exists() or (runtime / "pipewire-0").exists()
    return served or "PULSE_SERVER" in os.environ


def play(path: Path, command: list[str] | None) -> None:
    """Play the file to its end. RuntimeError when that fails."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME)
        return
    if not command:
        raise RuntimeError(_("nothing to play a sound with"))
    try:
        done = run([*command, str(path)], LONGEST_S)
    except subprocess.TimeoutExpired:
        raise RuntimeError(_("{program} does not come to an end", program=command[0])) from None
    if done.returncode:
        raise RuntimeError(_("{program} ended with {code}", program=command[0], code=done.returncode))
