"""What makes the sound: the real espeak-ng, and programs that misbehave."""

from __future__ import annotations

import shutil
import sys
import threading
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from coach.voice import engines
from coach.voice.engines import PowerShellEngine, ProgramEngine, espeak, mac_voice, say
from coach.voice.sentence import Sentence

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")
ESPEAK = shutil.which("espeak-ng")
NEVER = threading.Event()


def sentence(text: str, language: str = "en") -> Sentence:
    return Sentence(text, "cue", 0.0, language=language)


def heard_s(path: Path) -> float:
    """Seconds of sound that is not silence."""
    with wave.open(str(path)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(float)
        return float((np.abs(samples) > 300).mean() * len(samples) / sound.getframerate())


def script(path: Path, *lines: str) -> str:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")
def test_espeak_says_it_in_the_language_asked_for(tmp_path: Path) -> None:
    """The command line that speaks, with the sound going to a file instead of a device."""
    sounds = {}
    for language, text in (("en", "three"), ("de", "drei"), ("fr", "trois"), ("es", "tres")):
        path = tmp_path / f"{language}.wav"
        engine = ProgramEngine(lambda s, p=path: [*espeak(ESPEAK or "")(s), "-w", str(p)])  # type: ignore[misc]
        engine.speak(sentence(text, language), NEVER)
        sounds[language] = heard_s(path)
    assert all(0.1 < seconds < 1.5 for seconds in sounds.values())
    long = tmp_path / "long.wav"
    ProgramEngine(lambda s: [*espeak(ESPEAK or "")(s), "-w", str(long)]).speak(sentence("Even out your arms"), NEVER)
    assert sounds["en"] < heard_s(long) < 5.0


def test_the_text_is_read_from_standard_input_and_never_as_an_option(tmp_path: Path) -> None:
    program = script(tmp_path / "espeak-ng", f'echo "$@" >"{tmp_path}/options"', f'cat >"{tmp_path}/said"')
    ProgramEngine(espeak(program)).speak(sentence("-w /etc/passwd: é"), NEVER)
    assert (tmp_path / "said").read_text("utf-8") == "-w /etc/passwd: é"
    assert (tmp_path / "options").read_text().split() == ["-v", "en", "-s", "170", "-z", "--stdin"]


def test_a_sentence_that_is_cut_falls_silent(tmp_path: Path) -> None:
    engine, cut = ProgramEngine(espeak(script(tmp_path / "espeak-ng", "exec sleep 60"))), threading.Event()
    threading.Timer(0.1, cut.set).start()
    before = time.monotonic()
    engine.speak(sentence("three"), cut)
    assert time.monotonic() - before < 20


@pytest.mark.parametrize(
    ("does", "message"), [("exit 3", "ended with 3"), ("exec sleep 60", "does not come to an end")]
)
def test_a_program_that_fails_is_an_error(
    does: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "LONGEST_S", 0.2)
    with pytest.raises(RuntimeError, match=message):
        ProgramEngine(espeak(script(tmp_path / "espeak-ng", does))).speak(sentence("three"), NEVER)


def test_a_mac_speaks_with_a_voice_of_the_language(tmp_path: Path) -> None:
    listed = ["Albert    en_US    # Hello", "Anna      de_DE    # Hallo", "Samantha  en_US    # Hello"]
    program = script(tmp_path / "say", "cat <<END", *listed, "END")
    assert [mac_voice(program, language) for language in ("en", "de", "fr")] == ["Samantha", "Anna", None]
    assert say(program)(sentence("drei", "de"))[1:] == ["-r", "170", "-v", "Anna", "-f", "-"]
    assert say(program)(sentence("trois", "fr"))[1:] == ["-r", "170", "-f", "-"]


def powershell(path: Path, then: str) -> str:
    """A program that keeps what it is told to say, a line a sentence, as PowerShell does with the real script."""
    return script(path, f'while read -r line; do echo "$line" >>"{path}.said"; {then}; done')


def test_powershell_is_started_once_and_waited_for(tmp_path: Path) -> None:
    engine = PowerShellEngine(powershell(tmp_path / "powershell", "echo said"))
    for text, language in (("three", "en"), ("fünf", "de")):
        engine.speak(sentence(text, language), NEVER)
    assert (tmp_path / "powershell.said").read_text().splitlines() == ["en-US three", "de-DE f\\xfcnf"]


def test_powershell_that_is_cut_or_ends_is_started_again_or_given_up(tmp_path: Path) -> None:
    engine, cut = PowerShellEngine(powershell(tmp_path / "powershell", "exec sleep 60")), threading.Event()
    cut.set()
    engine.speak(sentence("three"), cut)
    with pytest.raises(RuntimeError, match="ended"):
        PowerShellEngine(script(tmp_path / "ends", "exit 1")).speak(sentence("three"), NEVER)
