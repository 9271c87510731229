"""The voice's thread: one sentence at a time, never stale, and never in a frame's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from moments import STANDS, cue, moment, rep, staged

from coach.voice.script import Script
from coach.voice.sentence import Sentence
from coach.voice.speaker import Engine, SilentVoice, Speaker
from coach.workout.workout_progress import WorkoutProgress


class Recorder:
    """An engine that writes down what it says, and says it until it is told to go on, or is cut."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.cut: list[str] = []
        self.speaking = 0
        self.most_at_once = 0
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        self.speaking += 1
        self.most_at_once = max(self.most_at_once, self.speaking)
        self.texts.append(sentence.text)
        self.begun.release()
        while not self.go.wait(0.005):
            if cut.is_set():
                self.cut.append(sentence.text)
                break
        self.speaking -= 1


@pytest.fixture
def engine() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.go.set()


def opened(*engines: Engine) -> Speaker:
    return Speaker([lambda e=e: e for e in engines], Script())  # type: ignore[misc]


def finish(spoken: Speaker, engine: Recorder) -> list[str]:
    """Let the engine talk until nothing waits any more."""
    engine.go.set()
    spoken.finish(10)
    spoken.close()
    return engine.texts


def busy(engine: Recorder) -> Speaker:
    """A voice in the middle of a sentence."""
    spoken = opened(engine)
    spoken.update(moment(0.0, rep(1)))
    assert engine.begun.acquire(timeout=10)
    return spoken


def test_sentences_are_spoken_one_at_a_time(engine: Recorder) -> None:
    spoken = opened(engine)
    engine.go.set()
    for count in range(1, 6):
        spoken.update(moment(float(count), rep(count)))
        assert engine.begun.acquire(timeout=10)
    assert finish(spoken, engine) == ["one", "two", "three", "four", "five"]
    assert engine.most_at_once == 1


def test_an_engine_that_never_comes_back_stalls_no_frame(engine: Recorder) -> None:
    spoken = busy(engine)  # it talks, and will not stop
    longest = 0.0
    for k in range(2000):
        before = time.perf_counter()
        spoken.update(moment(1 + k / 30, rep(k)))
        longest = max(longest, time.perf_counter() - before)
    assert longest < 0.5
    assert not spoken.finish(0.01)
    before = time.perf_counter()
    spoken.close()
    assert time.perf_counter() - before < 0.5
    assert engine.texts == ["one"]


@pytest.mark.parametrize(
    ("frames", "heard"),
    [
        pytest.param([moment(0.1, rep(2)), moment(0.2, rep(3))], ["three"], id="the newest of a kind"),
        pytest.param(
            [moment(0.1, cue("Elbows up"), cue=STANDS), moment(0.2, rep(3), cue=STANDS)],
            ["three", "Elbows up"],
            id="the count before the correction",
        ),
        pytest.param([moment(0.1, cue("Elbows up"), cue=STANDS), moment(0.2)], [], id="corrected meanwhile"),
        pytest.param(
            [moment(0.1, cue("Elbows up"), cue=STANDS), moment(0.2, cue=replace(STANDS, put_right=True))],
            [],
            id="corrected, and on the screen only to be read",
        ),
        pytest.param([moment(0.1, rep(2)), moment(1.4)], [], id="too late"),
        pytest.param([moment(0.1, rep(2)), moment(1.2)], ["two"], id="just in time"),
        pytest.param(
            [moment(0.1, phase="target", hold_goal_s=5.0), moment(0.4, phase="back", hold_goal_s=5.0)],
            [],
            id="released before it was said",
        ),
        pytest.param(
            [staged("rest", 0.1, say="Rest. Breathe."), staged("rest", 30.0, say="Rest. Breathe.")],
            ["Rest.", "Breathe."],
            id="what a stage has to say waits as long as the stage lasts",
        ),
        pytest.param(
            [staged("rest", 0.1, say="Rest. Breathe."), staged("pain", 0.4, say="Any pain?")],
            ["Any pain?"],
            id="and no longer",
        ),
    ],
)
def test_what_waits_is_said_while_it_is_true(frames: list[WorkoutProgress], heard: list[str], engine: Recorder) -> None:
    spoken = busy(engine)
    for frame in frames:
        spoken.update(frame)
    assert finish(spoken, engine) == ["one", *heard]
    assert engine.cut == []


def test_an_instruction_nobody_needs_any_more_is_cut_short(engine: Recorder) -> None:
    spoken = opened(engine)
    spoken.update(staged("intro", 0.0, say="Slide your arms up. Slowly."))
    assert engine.begun.acquire(timeout=10)
    spoken.update(staged("count-in", 1.0, countdown_s=3.0))
    assert engine.begun.acquire(timeout=10)
    assert engine.cut == ["Wall slides."]
    assert finish(spoken, engine) == ["Wall slides.", "three"]


def test_mute_is_silent_at_once_and_can_be_undone(engine: Recorder) -> None:
    spoken = busy(engine)
    spoken.update(moment(0.1, rep(2)))
    spoken.mute(True)
    assert spoken.muted
    assert spoken.finish(10)  # nothing is left to be said
    assert engine.cut == ["one"]
    spoken.update(moment(1.0, rep(3)))
    spoken.mute(False)
    spoken.update(moment(2.0, rep(4)))
    assert finish(spoken, engine) == ["one", "four"]
    assert not spoken.muted


def test_closing_cuts_the_sentence_and_ends_the_thread(engine: Recorder) -> None:
    spoken = busy(engine)
    spoken.close()
    spoken._thread.join(10)
    assert not spoken._thread.is_alive()
    assert engine.cut == ["one"]
    spoken.update(moment(1.0, rep(2)))
    spoken.finish(10)
    assert engine.texts == ["one"]


class Broken:
    def __init__(self, error: Exception) -> None:
        self._error = error

    def speak(self, sentence: Sentence, cut: threading.Event) -> None:
        raise self._error


def raises(error: Exception) -> Callable[[], Engine]:
    def make() -> Engine:
        raise error

    return make


def test_an_engine_that_fails_is_silence_with_a_reason() -> None:
    spoken = Speaker([raises(RuntimeError("no voices"))], Script())
    spoken._thread.join(10)
    assert spoken.reason == "the speech engine failed: no voices"
    for k in range(10):
        spoken.update(moment(float(k), rep(k)))
    spoken.finish(10)
    spoken.close()


def test_when_an_engine_fails_the_next_one_goes_on(engine: Recorder) -> None:
    spoken = opened(Broken(OSError("the sound device is gone")), engine)
    spoken.update(moment(1.0, rep(1)))
    spoken._changed.acquire()
    spoken._changed.wait_for(lambda: spoken.reason is not None and spoken._speaking is None, 10)
    spoken._changed.release()
    assert spoken.reason == "the speech engine failed: the sound device is gone"
    spoken.update(moment(2.0, rep(2)))
    assert finish(spoken, engine) == ["two"]


def test_a_voice_that_works_has_no_reason_and_one_that_only_beeps_has(engine: Recorder) -> None:
    assert opened(engine).reason is None
    assert Speaker([lambda: engine], Script(), "no speech engine").reason == "no speech engine"


def test_silence_is_silent() -> None:
    silent = SilentVoice("no sound device")
    silent.update(moment(1.0, rep(1)))
    silent.mute(False)
    assert silent.finish(10)
    silent.close()
    assert (silent.reason, silent.muted) == ("no sound device", True)
