"""A machine without a desktop has no OpenGL, which OpenCV and MediaPipe want: say what to install, and do not crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

from coach.errors import INSTALL, missing_library
from coach.screen import display


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment in which importing OpenCV fails as it does on a bare Debian."""
    said = "libGL.so.1: cannot open shared object file: No such file or directory"
    (tmp_path / "cv2.py").write_text(f"raise ImportError({said!r})\n")
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COACH_MODEL")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]), "COACH_HOME": str(tmp_path / "home")}


def coach(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_session_names_the_library_and_the_way_out(bare: dict[str, str]) -> None:
    done = coach(bare, "do", "wall-slides", "--source", str(ROOT / "fixtures/demo/demo.mp4"), "--headless")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == ["OpenCV cannot be loaded: libGL.so.1 is missing", INSTALL]


def test_doctor_goes_on_to_the_end(bare: dict[str, str]) -> None:
    done = coach(bare, "doctor", "--json", "--source", str(ROOT / "fixtures/demo/demo.mp4"))
    assert (done.returncode, done.stderr) == (0, "")
    rows = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert {"camera", "model", "display", "voice"} <= set(rows)
    assert (rows["camera"]["found"], rows["camera"]["advice"]) == (
        "OpenCV cannot be loaded: libGL.so.1 is missing",
        INSTALL,
    )


def test_a_recording_needs_no_opencv(bare: dict[str, str]) -> None:
    done = coach(bare, "do", "wall-slides", "--source", str(ROOT / "fixtures/demo/demo.npz"), "--headless")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("said", "library"),
    [
        ("libGLESv2.so.2: cannot open shared object file: No such file or directory", "libGLESv2.so.2"),
        ("No module named 'cv2'", None),
        ("", None),
    ],
)
def test_what_counts_as_a_missing_library(said: str, library: str | None) -> None:
    assert missing_library(OSError(said)) == library


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_no_window_is_tried_where_qt_would_end_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(display, "_x_server_answers", lambda: True)
    monkeypatch.setattr(display, "_missing_for_windows", lambda: "libSM.so.6")
    assert display.why_no_display() == f"a window needs libSM.so.6, which is missing. {INSTALL}"
