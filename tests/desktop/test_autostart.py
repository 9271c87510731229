"""The autostart entry of each platform, written, replaced and removed."""

from __future__ import annotations

import configparser
import plistlib
import sys
from pathlib import Path

import pytest

from coach.desktop import autostart
from coach.desktop.autostart import AutostartError, install, remove

COMMAND = ["/opt/my tools/python", "-m", "coach", "watch", "100%", "$HOME"]


@pytest.fixture(autouse=True)
def _no_folders_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("APPDATA", raising=False)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_written_replaced_and_removed(tmp_path: Path, platform: str) -> None:
    path = install(["first"], platform, tmp_path)
    assert install(COMMAND, platform, tmp_path) == path
    assert path.is_relative_to(tmp_path)
    assert b"first" not in path.read_bytes()
    assert remove(platform, tmp_path) == path
    assert not path.exists()
    assert remove(platform, tmp_path) is None


def test_xdg(tmp_path: Path) -> None:
    path = install(COMMAND, "linux", tmp_path)
    assert path == tmp_path / ".config" / "autostart" / "posture-coach.desktop"
    parsed = configparser.RawConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(path)
    entry = parsed["Desktop Entry"]
    assert (entry["Type"], entry["Terminal"]) == ("Application", "false")
    # spaces and the dollar are quoted, the dollar's backslash once more for the string, the per cent doubled
    assert entry["Exec"] == r'"/opt/my tools/python" -m coach watch 100%% "\\$HOME"'


def test_xdg_where_the_user_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    assert install(COMMAND, "linux", tmp_path).parent == tmp_path / "conf" / "autostart"


def test_launchd(tmp_path: Path) -> None:
    path = install(COMMAND, "darwin", tmp_path)
    assert path.parent == tmp_path / "Library" / "LaunchAgents"
    entry = plistlib.loads(path.read_bytes())
    assert entry["ProgramArguments"] == COMMAND
    assert entry["RunAtLoad"] is True


def test_windows(tmp_path: Path) -> None:
    path = install(COMMAND, "win32", tmp_path)
    assert path.parent.name == "Startup"
    assert path.read_bytes() == (
        b'@echo off\r\nstart "Posture coach" /min "/opt/my tools/python" -m coach watch 100%% $HOME\r\n'
    )


def test_the_command_starts_this_very_coach() -> None:
    assert autostart.command() == [sys.executable, "-P", "-m", "coach", "watch"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file where a folder should be")
    with pytest.raises(AutostartError, match="cannot be written"):
        install(COMMAND, "linux", tmp_path)
