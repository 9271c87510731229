"""The coach in the menu of each desktop: installed, found to be this coach, and removed without a trace."""

from __future__ import annotations

import plistlib
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from coach.capture import opencv
from coach.desktop import launcher
from coach.desktop.desktop_files import DesktopFileError


@pytest.fixture(autouse=True)
def _no_folders_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def side_px(picture: bytes) -> tuple[int, ...]:
    found = opencv.load().imdecode(np.frombuffer(picture, np.uint8), -1)
    return tuple(found.shape)


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_there_and_back(tmp_path: Path, platform: str) -> None:
    assert launcher.why_not(platform, tmp_path) == "the desktop's menu does not have the coach"
    path = launcher.install(platform, tmp_path)
    assert path.exists()
    assert launcher.install(platform, tmp_path) == path
    assert launcher.why_not(platform, tmp_path) is None
    assert launcher.remove(platform, tmp_path) == path
    assert files(tmp_path) == set()
    assert not list(tmp_path.rglob("*osture*"))
    assert launcher.remove(platform, tmp_path) is None


def test_a_launcher_of_another_coach_is_told(tmp_path: Path) -> None:
    launcher.install("linux", tmp_path)
    script = tmp_path / ".local" / "share" / "posture-coach" / "start"
    script.write_text(script.read_text().replace("-m coach", "-m couch"))
    assert launcher.why_not("linux", tmp_path) == f"{script} starts another coach, or an older one"


def test_on_linux(tmp_path: Path) -> None:
    path = launcher.install("linux", tmp_path)
    sides = (48, 64, 128, 256)
    icons = {f".local/share/icons/hicolor/{side}x{side}/apps/posture-coach.png" for side in sides}
    assert files(tmp_path) == icons | {
        ".local/share/applications/posture-coach.desktop",
        ".local/share/posture-coach/start",
    }
    assert side_px((path.parents[1] / "icons/hicolor/48x48/apps/posture-coach.png").read_bytes()) == (48, 48, 4)
    if shutil.which("desktop-file-validate"):
        said = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
        assert (said.returncode, said.stdout) == (0, "")


def test_on_a_mac(tmp_path: Path) -> None:
    contents = launcher.install("darwin", tmp_path) / "Contents"
    facts = plistlib.loads((contents / "Info.plist").read_bytes())
    assert (contents / "MacOS" / facts["CFBundleExecutable"]).stat().st_mode & 0o111
    icon = (contents / "Resources" / f"{facts['CFBundleIconFile']}.icns").read_bytes()
    assert struct.unpack(">4sI", icon[:8]) == (b"icns", len(icon))
    kind, length = struct.unpack(">4sI", icon[8:16])
    assert (kind, side_px(icon[16 : 8 + length])) == (b"ic07", (128, 128, 4))


def test_on_windows_all_but_what_windows_writes_itself(tmp_path: Path) -> None:
    with pytest.raises(DesktopFileError, match="PowerShell"):
        launcher.install("win32", tmp_path)
    folder = tmp_path / "AppData" / "Local" / "posture-coach"
    assert (folder / "start.cmd").read_text().count("-m coach") == 1
    icon = (folder / "posture-coach.ico").read_bytes()
    assert struct.unpack("<HHH", icon[:6]) == (0, 1, 2)
    length, at = struct.unpack("<II", icon[14:22])
    assert side_px(icon[at : at + length]) == (256, 256, 4)
    launcher.remove("win32", tmp_path)
    assert files(tmp_path) == set()
    assert launcher.shortcut_command(Path("C:/it's.lnk"), Path("a/b"), Path("c")).startswith(
        "$s = (New-Object -ComObject WScript.Shell).CreateShortcut('C:/it''s.lnk'); $s.TargetPath = 'a/b'"
    )
