"""What lies in the current folder is never run, neither as a module nor as a program of that name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

from coach import child_process
from coach.capture.model import download
from coach.desktop import dim
from coach.screen import display

MODULES = ("pip", "numpy", "cv2", "tkinter", "typing", "coach")
PROGRAMS = ("espeak-ng", "aplay", "gsettings", "python3", "powershell", "say", "www-browser")


@pytest.fixture
def mined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that appears when something of the current folder is run, by whatever path leads there."""
    went_off, here = tmp_path / "went-off", tmp_path / "here"
    here.mkdir()
    for name in MODULES:
        (here / f"{name}.py").write_text(f"open({str(went_off)!r}, 'a').write({name!r})\n")
    for name in PROGRAMS:
        (here / name).write_text(f"#!/bin/sh\necho {name} >> {went_off}\n")
        (here / name).chmod(0o755)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", str(ROOT)]))
    monkeypatch.setenv("PYTHONSTARTUP", "numpy.py")
    monkeypatch.setenv("PYTHONUSERBASE", "here")
    return went_off


def test_pip_is_the_installed_one(mined: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "REQUEST", ("--version",))
    monkeypatch.setattr(download, "_bar", lambda: "off")
    with download._pip(tmp_path) as pip:
        assert pip.stdout is not None
        pip.stdout.read()
    assert not mined.exists()


def test_a_window_is_tried_with_the_installed_modules(mined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    display._probe()
    assert not mined.exists()


def test_the_screen_is_dimmed_by_the_installed_toolkit(mined: Path) -> None:
    dimmed = dim.Dim()
    dimmed.show("Sit up")
    dimmed.clear()
    assert not mined.exists()


def test_the_watch_starts_at_login_without_the_folder_it_starts_in(mined: Path) -> None:
    done = child_process.run(child_process.coach("watch", "--help"), 60)
    assert "Watch you while you work" in done.stdout
    assert not mined.exists()


def test_programs_are_found_elsewhere_only(mined: Path) -> None:
    found = [child_process.program(name) for name in PROGRAMS]
    assert all(path is None or (Path(path).is_absolute() and Path(path).parent != Path.cwd()) for path in found)


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="elsewhere the system opens what is clicked")
def test_the_browser_is_the_installed_one(mined: Path, tmp_path: Path) -> None:
    places = {"PATH": os.pathsep.join(["", ".", str(tmp_path)]), "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    program = f"from coach.child_process import browse; browse('file://{tmp_path}/report.html')"
    subprocess.run([sys.executable, "-P", "-c", program], env=places, check=True, timeout=60)
    assert not mined.exists()


def test_a_program_without_its_full_path_is_not_started(mined: Path) -> None:
    with pytest.raises(FileNotFoundError):
        child_process.run(["espeak-ng"], 5)
    with pytest.raises(FileNotFoundError):
        child_process.start(["./espeak-ng"])
    assert not mined.exists()


def test_the_user_s_own_settings_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://example.org/simple")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["/opt/own", "lib", "", "/opt/more"]))
    found = child_process.environment({"TMPDIR": "/scratch"})
    assert found["PIP_INDEX_URL"] == "https://example.org/simple"
    assert found["PYTHONPATH"] == os.pathsep.join(["/opt/own", "/opt/more"])
    assert found["TMPDIR"] == "/scratch"


def test_no_other_file_starts_a_program_or_looks_for_one() -> None:
    starts = re.compile(
        r"subprocess\.(run|Popen\(|call|check_)|shutil\.which|os\.(system|popen|spawn\w*|exec\w*|startfile)\("
        r"|webbrowser\."
    )
    files = [path for path in (ROOT / "coach").rglob("*.py") if path.name != "child_process.py"]
    assert [path.name for path in files if starts.search(path.read_text(encoding="utf-8"))] == []
