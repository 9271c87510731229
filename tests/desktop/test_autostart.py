"""The autostart entry of each platform, written, replaced and removed."""

from __future__ import annotations

import configparser
import plistlib
import shlex
from pathlib import Path

import pytest

from coach.desktop.autostart import entry_path, install, remove, script_path
from coach.desktop.desktop_files import DesktopFileError

OPTIONS = ["--peek", "30", "--source", "/my films/100%.mp4"]


@pytest.fixture(autouse=True)
def _no_folders_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_written_replaced_and_removed(tmp_path: Path, platform: str) -> None:
    path = install(["--source", "first"], platform, tmp_path)
    assert install(OPTIONS, platform, tmp_path) == path == entry_path(platform, tmp_path)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert {path, script_path(platform, tmp_path)} == set(files)
    assert not any(b"first" in p.read_bytes() for p in files)
    assert remove(platform, tmp_path) == path
    assert not [p for p in tmp_path.rglob("*") if p.is_file() or p.name == "posture-coach"]
    assert remove(platform, tmp_path) is None


def test_xdg(tmp_path: Path) -> None:
    home = tmp_path / "a 100% $HOME"
    path = install(OPTIONS, "linux", home)
    assert path == home / ".config" / "autostart" / "posture-coach.desktop"
    parsed = configparser.RawConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(path)
    entry = parsed["Desktop Entry"]
    assert (entry["Type"], entry["Terminal"]) == ("Application", "false")
    # the dollar has a backslash, which is written twice in a string, and the per cent sign is doubled
    assert entry["Exec"] == rf'/bin/sh "{tmp_path}/a 100%% \\$HOME/.local/share/posture-coach/start-watch"'
    assert script_path("linux", home).stat().st_mode & 0o777 == 0o700, "an address may stand in it"
    assert shlex.join(["watch", *OPTIONS]) in script_path("linux", home).read_text()


def test_xdg_where_the_user_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert install(OPTIONS, "linux", tmp_path).parent == tmp_path / "conf" / "autostart"
    assert script_path("linux", tmp_path) == tmp_path / "data" / "posture-coach" / "start-watch"


def test_launchd(tmp_path: Path) -> None:
    path = install(OPTIONS, "darwin", tmp_path)
    assert path.parent == tmp_path / "Library" / "LaunchAgents"
    entry = plistlib.loads(path.read_bytes())
    assert entry["ProgramArguments"] == ["/bin/sh", str(script_path("darwin", tmp_path))]
    assert entry["RunAtLoad"] is True


def test_windows(tmp_path: Path) -> None:
    path = install(OPTIONS, "win32", tmp_path)
    assert path.parent.name == "Startup"
    assert '-P -m coach watch --peek 30 --source "/my films/100%%.mp4"\r\n' in path.read_bytes().decode()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file where a folder should be")
    with pytest.raises(DesktopFileError, match="cannot be written"):
        install(OPTIONS, "linux", tmp_path)
