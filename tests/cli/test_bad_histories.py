"""Every command with a real full disk, a real lock, garbage, a later version's history, a pipe: a line, never a crash.

`do` and `watch` before a camera, which write the history, have the same in their own tests.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path

import pytest
from bad_histories import FAILURES
from joined import Live
from paths import ROOT
from sitters import Sitter, sitting

from coach.capture.recording import Recorder
from coach.cli.app import COMMANDS as APP_COMMANDS
from coach.cli.app import app
from coach.cli.drill import run_drill
from coach.cli.error_lines import explain
from coach.records import damaged, diary, history
from coach.records.diary import Diary

POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes and mounts as on POSIX")
NPZ = ROOT / "fixtures" / "demo" / "demo.npz"
PATIENCE = [module for module in (history, diary, damaged) if hasattr(module, "PATIENCE_S")]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(sys, "stdin", StringIO())
    for module in PATIENCE:
        monkeypatch.setattr(module, "PATIENCE_S", 0.05)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


# They neither read nor write the history; `do` before a camera, which does, is in test_do.
BLIND = {"demo", "do", "explain", "list", "show", "check", "model", "doctor", "bench", "replay", "learn"}
BLIND |= {"new", "add", "share", "tune", "install-launcher"}
COMMANDS: dict[str, tuple[str, ...]] = {
    "record": ("record", "HOME/mine.npz", "--source", str(NPZ)),
    "watch": ("watch", "--source", "SITTING", "--headless", "--json"),
    "today": ("today",),
    "plan": ("plan",),
    "history": ("history",),
    "privacy": ("privacy",),
    "report": ("report", "--no-open"),
    "export": ("export", "HOME/mine.zip"),
    "import": ("import", "HOME/mine.zip"),
    "forget": ("forget", "--all", "--yes"),
    "settings": ("settings", "set", "voice", "off"),
}


def run(*words: str) -> int:
    """The command in this process: its exit code."""
    try:
        result = app(args=list(words), prog_name="coach", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SystemExit:
        return 0
    except Exception as error:
        return explain(error)


def names() -> set[str]:
    """Every command that there is."""
    return set(APP_COMMANDS)


def test_every_command_is_tried() -> None:
    assert set(COMMANDS) | BLIND == names()


@POSIX
@pytest.mark.parametrize("failure", FAILURES)
def test_a_history_of_no_use_crashes_no_command(
    failure: Callable[[Path], AbstractContextManager[None]],
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Recorder(tmp_path / "sitting.npz") as recorder:
        for frame in sitting([(Sitter(), 12)], fps=5):
            recorder.add(frame)
    said = {}
    with failure(home):
        for name, words in COMMANDS.items():
            filled = [w.replace("HOME", str(home)).replace("SITTING", str(tmp_path / "sitting.npz")) for w in words]
            code = run(*filled)
            said[name] = (code, capsys.readouterr().err)
    assert {
        name: err for name, (code, err) in said.items() if "inside the coach" in err or code not in (0, 1, 2, 3)
    } == {}
    assert all(len(err.splitlines()) <= 3 for _code, err in said.values()), said


@POSIX
@pytest.mark.parametrize("failure", FAILURES)
def test_a_history_of_no_use_keeps_nobody_from_a_drill(
    failure: Callable[[Path], AbstractContextManager[None]], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.cli.drill.opened", lambda text, size=None: Live(NPZ))
    told: list[str] = []
    with failure(home), Diary(home / "history.db", told.append) as kept:
        run_drill("wall-slides", "0", None, kept, mute=True, headless=True)
    assert told
