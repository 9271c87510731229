"""The script that starts the coach, run by a real shell: from any folder, in any environment, and after a move."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT
from spoken_to import Service

from coach.desktop.start_script import StartScript, here

POSIX = pytest.mark.skipif(os.name == "nt", reason="a script for /bin/sh")
TRAP = "import sys; sys.exit('code of the current folder was run')"


def written(script: StartScript, folder: Path) -> Path:
    path = folder / "start me"
    path.write_text(script.text("linux"))
    return path


def run(path: Path, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(path)], capture_output=True, text=True, cwd=folder, env=env, timeout=60, check=False
    )


@POSIX
def test_it_starts_this_coach_with_its_words_and_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "it's mine, $HOME"))
    path = written(StartScript(("settings", "--json")), tmp_path)
    done = run(path, tmp_path)  # with no environment at all
    assert done.stderr == ""
    assert json.loads(done.stdout)["file"] == str(tmp_path / "it's mine, $HOME" / "settings.yaml")


@POSIX
@pytest.mark.parametrize("led", ["", ".", "nothing"])
def test_nothing_in_the_current_folder_is_run(tmp_path: Path, led: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither as a module, nor because a search path of the login leads there, nor at the start of Python."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    path = written(StartScript(("settings", "--json")), tmp_path)
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("coach", "json", "typer", "sitecustomize", "usercustomize", "platformdirs"):
        (trap / f"{name}.py").write_text(TRAP)
    for name in ("python", "python3", "sh", "notify-send"):
        (trap / name).write_text("#!/bin/sh\necho trapped >&2\n")
        (trap / name).chmod(0o755)
    env = {"HOME": str(tmp_path), "PATH": f"{led}:/usr/bin:/bin", "COACH_HOME": str(trap)}
    done = run(path, trap, **env, **({} if led == "nothing" else {"PYTHONPATH": led, "PYTHONSTARTUP": "coach.py"}))
    assert (done.returncode, done.stderr) == (0, "")


def test_relative_folders_are_kept_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_HOME", "mine")
    monkeypatch.setenv("COACH_MODEL", "lite")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", str(ROOT)]))
    kept = here()
    assert kept["COACH_HOME"] == str(tmp_path / "mine")
    assert kept["COACH_MODEL"] == "lite", "the name of a size is no path"
    assert kept["PYTHONPATH"] == str(ROOT)


@POSIX
@pytest.mark.parametrize("gone", ["interpreter", "package"])
def test_after_a_move_it_says_so_and_what_to_do(tmp_path: Path, gone: str) -> None:
    old = tmp_path / "old"
    script = StartScript(
        again="coach install-launcher",
        command=(str(old / "python") if gone == "interpreter" else sys.executable, "-m", "coach"),
        package=old / "coach" if gone == "package" else ROOT / "coach",
    )
    done = run(written(script, tmp_path), tmp_path)
    assert done.returncode == 1
    where = old if gone == "package" else ROOT
    assert done.stderr == (
        f"The posture coach is no longer where it was ({where}). Where it is now, run: coach install-launcher\n"
    )


@POSIX
@pytest.mark.skipif(shutil.which("gdbus") is None, reason="needs gdbus, which every desktop has")
def test_after_a_move_the_desktop_shows_it(tmp_path: Path, bus: str) -> None:
    service = Service()
    script = StartScript(again="coach install-launcher", command=(str(tmp_path / "it's gone"),), package=tmp_path)
    run(written(script, tmp_path), tmp_path, DBUS_SESSION_BUS_ADDRESS=bus)
    shown = service.heard()
    service.close()
    assert (shown["title"], shown["text"]) == ("Posture coach", script.missing)


def test_for_windows() -> None:
    script = StartScript(
        ("watch", "--source", "C:\\my films\\100%.mp4"), "coach <x>", ("C:\\py\\python.exe", "-P"),
        Path("pkg & co"), {"COACH_HOME": "C:\\100%"},
    )  # fmt: skip
    lines = script.text("win32").split("\r\n")
    assert 'start "Posture coach" /min C:\\py\\python.exe -P watch --source "C:\\my films\\100%%.mp4"' in lines
    assert 'set "COACH_HOME=C:\\100%%"' in lines
    assert lines.index('set "PYTHONPATH="') < lines.index('set "COACH_HOME=C:\\100%%"')
    assert any(line.endswith("run: coach ^<x^>") for line in lines), "what echo would take for a redirection"
