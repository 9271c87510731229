"""The voice: what is said when, one at a time, never stale, and never in a frame's way."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.devices import voice
from coach.devices.voice import Engine, Pyttsx3Engine, Script, Silence, SpokenVoice, open_voice, why_no_voice
from coach.events import Cue, Event, Ready, Rep
from coach.training.progress import ActiveCue, Progress


def rep(count: int, t_s: float = 1.0) -> Rep:
    return Rep(t_s=t_s, start_s=0, peak_s=0, end_s=t_s, side="both", direction=None, range=1, held_s=0, count=count)


def cue(say: str, t_s: float = 1.0, spoken: bool = True) -> Cue:
    return Cue(t_s=t_s, id="x", say=say, side="both", spoken=spoken)


def moment(t_s: float = 1.0, *events: Event, **others: object) -> Progress:
    return replace(Progress(t_s, "Wall slides", phase="out", events=events), **others)  # type: ignore[arg-type]


def said(*frames: Progress) -> list[str]:
    script = Script()
    return [sentence.text for frame in frames if (sentence := script.update(frame)) is not None]


STANDS = ActiveCue("x", "Elbows up", "both", 1.0)


@pytest.mark.parametrize(
    ("frames", "sentences"),
    [
        ([moment(1.0, rep(3))], ["3"]),
        ([moment(1.0, Ready(t_s=1.0))], ["Ready. Begin"]),
        ([moment(1.0, cue("Elbows up"))], ["Elbows up"]),
        ([moment(1.0, cue("Elbows up", spoken=False))], []),  # kept for later by the session
        ([moment(1.0, rep(3), cue("Elbows up"))], ["Elbows up"]),  # one sentence a frame: the correction
        ([moment(1.0, rep(10), phase="done")], ["10. Well done"]),
        ([moment(1.0, phase="done"), moment(1.1, phase="done")], ["Done"]),
        ([moment(1.0), moment(2.0)], []),
    ],
)
def test_what_is_said(frames: list[Progress], sentences: list[str]) -> None:
    assert said(*frames) == sentences


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_hold_is_counted_down_once(fps: int) -> None:
    frames = [
        moment(k / fps, phase="target", hold_s=k / fps, hold_goal_s=5.0) for k in range(6 * fps)
    ]  # fmt: skip
    assert said(*frames) == ["Hold", "3", "2", "1", "Relax"]


def test_a_hold_released_early_is_not_relaxed_and_the_next_one_starts_anew() -> None:
    first = [moment(k / 10, phase="target", hold_s=k / 10, hold_goal_s=5.0) for k in range(25)]
    back = [moment(3.0, phase="back", hold_goal_s=5.0)]
    again = [moment(4.0, phase="target", hold_s=0.0, hold_goal_s=5.0)]
    assert said(*first, *back, *again) == ["Hold", "3", "Hold"]


def test_no_hold_is_announced_where_none_is_asked_for() -> None:
    assert said(moment(1.0, phase="target"), moment(2.0, phase="target")) == []


def test_guidance_is_said_once_it_stands_and_again_only_after_a_while() -> None:
    frames = [moment(k / 10, phase="framing", guidance="Step back") for k in range(100)]
    assert said(*frames) == ["Step back", "Step back"]
    flicker = [moment(k / 10, phase="framing", guidance=("Step back", None)[k % 2]) for k in range(40)]
    assert said(*flicker) == []
    assert said(*(moment(k / 10, missing=("left_elbow",)) for k in range(15))) == ["I can't see your left elbow"]


class Recorder:
    """An engine that writes down what it says, and says it for as long as it is told to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.speaking = 0
        self.most_at_once = 0
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)

    def speak(self, text: str) -> None:
        self.speaking += 1
        self.most_at_once = max(self.most_at_once, self.speaking)
        self.texts.append(text)
        self.begun.release()
        assert self.go.wait(20)
        self.speaking -= 1


@pytest.fixture
def engine() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.go.set()


def finish(spoken: SpokenVoice, engine: Recorder) -> list[str]:
    """Let the engine talk until nothing waits any more."""
    engine.go.set()
    until = time.monotonic() + 10
    while time.monotonic() < until and (spoken._waiting is not None or engine.speaking):
        time.sleep(0.005)
    spoken.close(5)
    return engine.texts


def opened(engine: Engine) -> SpokenVoice:
    return SpokenVoice(lambda: engine)


def test_sentences_are_spoken_one_at_a_time(engine: Recorder) -> None:
    spoken = opened(engine)
    engine.go.set()
    for count in range(1, 6):
        spoken.update(moment(float(count), rep(count)))
        assert engine.begun.acquire(timeout=10)
    assert finish(spoken, engine) == ["1", "2", "3", "4", "5"]
    assert engine.most_at_once == 1


def test_an_engine_that_never_comes_back_stalls_no_frame(engine: Recorder) -> None:
    spoken = opened(engine)
    spoken.update(moment(0.0, rep(1)))
    assert engine.begun.acquire(timeout=10)  # it talks, and will not stop
    longest = 0.0
    for k in range(2000):
        before = time.perf_counter()
        spoken.update(moment(1 + k / 30, rep(k)))
        longest = max(longest, time.perf_counter() - before)
    assert longest < 0.5
    before = time.perf_counter()
    spoken.close()
    assert time.perf_counter() - before < 0.5
    assert engine.texts == ["1"]


def busy(engine: Recorder) -> SpokenVoice:
    """A voice in the middle of a sentence."""
    spoken = opened(engine)
    spoken.update(moment(0.0, rep(1)))
    assert engine.begun.acquire(timeout=10)
    return spoken


@pytest.mark.parametrize(
    ("frames", "heard"),
    [
        ([moment(0.1, rep(2)), moment(0.2, rep(3))], "3"),  # the newest of equals
        ([moment(0.1, cue("Elbows up"), cue=STANDS), moment(0.2, rep(3), cue=STANDS)], "Elbows up"),  # the weightier
        ([moment(0.1, rep(3)), moment(0.2, cue("Elbows up"), cue=STANDS)], "Elbows up"),
        ([moment(0.1, cue("Elbows up"), cue=STANDS), moment(0.2)], None),  # corrected meanwhile
        ([moment(0.1, rep(2)), moment(0.2 + voice.STALE_S)], None),  # too late
        ([moment(0.1, rep(2)), moment(voice.STALE_S)], "2"),
        ([moment(0.1, phase="target", hold_goal_s=5.0), moment(0.4, phase="back", hold_goal_s=5.0)], None),
    ],
)
def test_one_sentence_waits_and_only_while_it_is_true(
    frames: list[Progress], heard: str | None, engine: Recorder
) -> None:
    spoken = busy(engine)
    for frame in frames:
        spoken.update(frame)
    assert finish(spoken, engine) == ["1"] + ([] if heard is None else [heard])


def raises(error: Exception) -> Callable[[], Engine]:
    def make() -> Engine:
        raise error

    return make


def test_an_engine_that_fails_is_silence_with_a_reason(engine: Recorder) -> None:
    spoken = SpokenVoice(raises(RuntimeError("no voices")))
    spoken._thread.join(10)
    assert spoken.reason == "the speech engine failed: no voices"
    for k in range(10):
        spoken.update(moment(float(k), rep(k)))
    spoken.close()
    assert SpokenVoice(lambda: engine).reason is None


def test_without_a_player_or_a_device_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(voice, "_loads", lambda library: True)
    monkeypatch.setattr(voice, "_sound_device", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert why_no_voice() == "no player for speech: install alsa-utils (aplay)"
    silent = open_voice()
    assert isinstance(silent, Silence)
    assert silent.reason == why_no_voice()
    silent.update(moment(1.0, rep(1)))
    silent.close()
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert why_no_voice() is None
    monkeypatch.setattr(voice, "_sound_device", lambda: False)
    assert why_no_voice() == "no sound device"
    monkeypatch.setattr(voice, "_loads", lambda library: False)
    assert why_no_voice() == "no speech engine: install espeak-ng"
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert why_no_voice() == "pyttsx3 is not installed"


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not voice._loads("libespeak-ng.so.1"), reason="espeak-ng is not installed"
)
def test_real_speech_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real engine speaks into a player that keeps what it is given."""
    player = tmp_path / "aplay"
    player.write_text(  # moved into place, so that no half a file is listened to
        f'#!/bin/sh\ncp "$1" "{tmp_path}/new"\nmv "{tmp_path}/new" "{tmp_path}/$(ls {tmp_path} | grep -c wav).wav"\n'
    )
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    spoken = SpokenVoice(Pyttsx3Engine)
    durations = []
    for number, progress in enumerate([moment(1.0, rep(1)), moment(3.0, cue("Even out your arms"), cue=STANDS)], 1):
        spoken.update(progress)
        until = time.monotonic() + 20
        while time.monotonic() < until and len(list(tmp_path.glob("*.wav"))) < number:
            spoken.update(replace(progress, events=()))
            time.sleep(0.02)
        durations.append(heard_s(tmp_path / f"{number - 1}.wav"))
    spoken.close(5)
    assert spoken.reason is None
    assert 0.15 < durations[0] < durations[1] < 5.0  # a word, then a sentence


def heard_s(path: Path) -> float:
    """Seconds of sound that is not silence."""
    with wave.open(str(path)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(float)
        return float((np.abs(samples) > 300).mean() * len(samples) / sound.getframerate())
