"""Tones: a sound of its own for each kind of sentence, played once, by whatever plays sounds."""

from __future__ import annotations

import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from coach.voice import tones
from coach.voice.sentence import KINDS, Sentence
from coach.voice.tones import RATE, TONES, TonesEngine, play, player, write_tone

NEVER = threading.Event()


def samples(path: Path) -> np.ndarray:
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(float)


def test_each_kind_of_sentence_has_a_tone_and_no_two_are_alike() -> None:
    assert set(TONES) == set(KINDS) - {"remark"}
    assert len({tuple(pitch for pitch, _ in notes) for notes in TONES.values()}) == len(TONES)
    assert all(sum(seconds for _, seconds in notes) < 0.7 for notes in TONES.values())


@pytest.mark.parametrize("kind", TONES)
def test_a_tone_has_its_pitches_and_does_not_click(kind: str, tmp_path: Path) -> None:
    write_tone(tmp_path / "a.wav", TONES[kind])
    sound, at = samples(tmp_path / "a.wav"), 0
    assert np.abs(sound).max() < 0.4 * 32767
    for pitch, seconds in TONES[kind]:
        note = sound[at : at + round(seconds * RATE)]
        at += len(note)
        if pitch:
            spectrum = np.abs(np.fft.rfft(note, 1 << 16))
            assert np.argmax(spectrum) * RATE / (1 << 16) == pytest.approx(pitch, rel=0.02)
            assert max(abs(note[0]), abs(note[-1])) < 700
        else:
            assert not note.any()
    assert at == len(sound)


@pytest.mark.skipif(sys.platform == "win32", reason="the player here is a shell script")
def test_a_passage_is_one_tone_and_a_remark_none(tmp_path: Path) -> None:
    script = tmp_path / "aplay"
    script.write_text(f'#!/bin/sh\nbasename "$2" >>"{tmp_path}/played"\n')
    script.chmod(0o755)
    engine = TonesEngine([str(script), "-q"])
    for about, t_s in (("stage", 0.0), ("stage", 0.0), ("count", 1.0), ("remark", 1.0), ("count", 2.0), ("cue", 3.0)):
        engine.speak(Sentence("words", about, t_s), NEVER)
    assert (tmp_path / "played").read_text().split() == ["stage.wav", "count.wav", "count.wav", "cue.wav"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays sounds itself")
@pytest.mark.parametrize(("command", "message"), [(["/bin/false"], "ended with 1"), (None, "nothing to play")])
def test_a_player_that_fails_is_an_error(command: list[str] | None, message: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=message):
        play(tmp_path / "a.wav", command)


@pytest.mark.parametrize(
    ("platform", "served", "programs", "command"),
    [
        ("linux", True, ("paplay", "aplay"), ["/bin/paplay"]),
        ("linux", False, ("paplay", "aplay"), ["/bin/aplay", "-q"]),
        ("linux", True, ("pw-play",), ["/bin/pw-play"]),
        ("linux", False, (), None),
        ("darwin", False, ("afplay",), ["/bin/afplay"]),
        ("win32", False, (), []),
    ],
)
def test_the_player_of_each_platform(
    platform: str, served: bool, programs: tuple[str, ...], command: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(tones, "sound_server", lambda: served)
    monkeypatch.setattr(
        tones, "program", lambda *names: next((f"/bin/{name}" for name in names if name in programs), None)
    )
    assert player() == command
