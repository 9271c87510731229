"""MediaPipe is loaded without the parts that start a compiler or take time, and in no version that reports home."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys

import pytest

from coach.capture import mediapipe
from coach.errors import ModelError

LOAD = """
import subprocess, sys
started = []
sys.addaudithook(lambda name, what: started.append(what[0]) if name in ("subprocess.Popen", "os.exec") else None)
from coach.capture import mediapipe
print(mediapipe.load().__name__, started, sorted({"sounddevice", "matplotlib"} & set(sys.modules)))
"""


def test_loading_it_starts_no_program_and_loads_no_sound_and_no_charts() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("mediapipe [] []\n", "")


def test_what_was_kept_out_can_be_loaded_afterwards() -> None:
    with mediapipe._stood_in_for(["wave", "no.such", "no.such.thing", "no"]):
        assert importlib.import_module("no.such.thing").__name__ == "no.such.thing"
    assert "no.such" not in sys.modules
    import wave

    assert wave.open


@pytest.mark.parametrize("version", ["0.10.31", "0.10.33", "0.10.34", ""])
def test_a_version_that_is_silent_is_used(version: str) -> None:
    assert mediapipe.why_refused(version) is None


@pytest.mark.parametrize("version", ["0.10.35", "0.11.0", "1.0.0", "1.2.3", "1.2.3rc1", "2"])
def test_a_version_that_reports_is_refused_with_the_reason(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(mediapipe.TRY_ANY, raising=False)
    monkeypatch.delitem(sys.modules, "mediapipe", raising=False)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    with pytest.raises(ModelError) as caught:
        mediapipe.load()
    assert caught.value.message == (
        f"mediapipe {version} is not used: from 0.10.35 on it tries to reach its maker's metrics server, "
        "and that cannot be switched off"
    )
    assert "mediapipe" not in sys.modules


def test_a_test_of_a_newer_version_may_load_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mediapipe.TRY_ANY, "1")
    assert mediapipe.why_refused("1.2.3") is None
