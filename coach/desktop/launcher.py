"""The coach in the menu of the desktop, with its icon: installed for this user, and removed again."""

from __future__ import annotations

import plistlib
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from coach.child_process import program, run
from coach.desktop import desktop_files
from coach.desktop.icon import launcher, png
from coach.desktop.start_script import StartScript
from coach.wording.catalogue import _

LABEL, TITLE = "posture-coach", "Posture coach"
AGAIN = "coach install-launcher"
SIDES_PX = (48, 64, 128, 256)  # 48 is what every theme must have; the others are for menus with large icons
MAC_KINDS = {128: b"ic07", 256: b"ic08"}  # Apple Icon Image format: PNG pictures of these sides
SHORTCUT_S = 20.0  # PowerShell takes some seconds the first time on a slow machine


def install(platform: str = sys.platform, home: Path | None = None) -> Path:
    """Put the coach into the menu. Returns what the menu shows. Raises DesktopFileError."""
    home = home or Path.home()
    files, script = _files(platform, home), _script(platform, home)
    desktop_files.write(files, run=[script])
    if platform == "win32":
        _make_shortcut(entry_path(platform, home), script, _windows_icon(home))
    return entry_path(platform, home)


def remove(platform: str = sys.platform, home: Path | None = None) -> Path | None:
    """Take it out of the menu. Returns what the menu showed; None when there was nothing. Raises DesktopFileError."""
    home = home or Path.home()
    shown, script = entry_path(platform, home), _script(platform, home)
    there = shown.exists()
    paths = list(_files(platform, home)) + ([shown] if platform == "win32" else [])
    own = [script.parent]
    if platform == "darwin":
        contents = shown / "Contents"
        own = [contents / "MacOS", contents / "Resources", contents, shown]
    desktop_files.remove(paths, own)
    return shown if there else None


def why_not(platform: str = sys.platform, home: Path | None = None) -> str | None:
    """Why the menu does not start this very coach, or None: it does."""
    home = home or Path.home()
    if not entry_path(platform, home).exists():
        return _("the desktop's menu does not have the coach")
    files = _files(platform, home)
    for path, content in files.items():
        try:
            same = path.read_bytes() == content
        except OSError:
            same = False
        if not same:
            return _("{path} starts another coach, or an older one", path=path)
    return None


def entry_path(platform: str = sys.platform, home: Path | None = None) -> Path:
    """What the menu shows."""
    home = home or Path.home()
    if platform == "darwin":
        return home / "Applications" / f"{TITLE}.app"
    if platform == "win32":
        start = desktop_files.windows_folder("APPDATA", home) / "Microsoft" / "Windows" / "Start Menu"
        return start / "Programs" / f"{TITLE}.lnk"
    return desktop_files.data_folder(home) / "applications" / f"{LABEL}.desktop"


def _script(platform: str, home: Path) -> Path:
    if platform == "darwin":
        return entry_path(platform, home) / "Contents" / "MacOS" / LABEL
    if platform == "win32":
        return desktop_files.windows_folder("LOCALAPPDATA", home) / LABEL / "start.cmd"
    return desktop_files.data_folder(home) / LABEL / "start"


def _files(platform: str, home: Path) -> dict[Path, bytes]:
    """Every file of the launcher with its content; on Windows the shortcut beside them is made by Windows."""
    script = _script(platform, home)
    files = {script: StartScript(("--window",), AGAIN).text(platform).encode()}
    if platform == "darwin":
        return files | _bundle(entry_path(platform, home) / "Contents")
    if platform == "win32":
        return files | {_windows_icon(home): _ico({side: _icon(side) for side in (256, 48)})}
    icons = desktop_files.data_folder(home) / "icons" / "hicolor"
    for side in SIDES_PX:
        files[icons / f"{side}x{side}" / "apps" / f"{LABEL}.png"] = _icon(side)
    facts = {
        "Name": _("Posture coach"), "GenericName": _("Exercise and posture"),
        "Comment": _("Leads you through exercises and watches your posture"),
        "Exec": desktop_files.exec_line(script), "Icon": LABEL, "Terminal": "false", "Categories": "Utility;",
        "Keywords": _("posture;exercise;neck;shoulders;back;physiotherapy;"), "StartupNotify": "false",
    }  # fmt: skip
    return files | {entry_path(platform, home): desktop_files.desktop_entry(facts)}


@cache
def _icon(side_px: int) -> bytes:
    return png(launcher(side_px))


# ------------------------------------------------------------ macOS


def _bundle(contents: Path) -> dict[Path, bytes]:
    facts = {
        "CFBundleName": TITLE, "CFBundleDisplayName": _("Posture coach"), "CFBundleIdentifier": f"org.{LABEL}",
        "CFBundleExecutable": LABEL, "CFBundleIconFile": LABEL, "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": "1", "CFBundleInfoDictionaryVersion": "6",
        "NSCameraUsageDescription": _("The coach watches your movement. No picture is kept or sent."),
    }  # fmt: skip
    return {contents / "Info.plist": plistlib.dumps(facts), contents / "Resources" / f"{LABEL}.icns": _icns()}


def _icns() -> bytes:
    """Source: Apple Icon Image format: a header, then each picture with its kind and length."""
    parts = b""
    for side, kind in MAC_KINDS.items():
        picture = _icon(side)
        parts += kind + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


# ------------------------------------------------------------ Windows


def _windows_icon(home: Path) -> Path:
    return desktop_files.windows_folder("LOCALAPPDATA", home) / LABEL / f"{LABEL}.ico"


def _ico(pictures: Mapping[int, bytes]) -> bytes:
    """Source: the ICO format: a list of pictures, then the pictures; a side of 256 is written as 0."""
    head, body, at = struct.pack("<HHH", 0, 1, len(pictures)), b"", 6 + 16 * len(pictures)
    for side, picture in pictures.items():
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + body


def _make_shortcut(shortcut: Path, script: Path, icon: Path) -> None:
    """Only Windows itself writes a shortcut; its shell is asked to."""
    shell = program("powershell")
    failed = desktop_files.DesktopFileError(
        _("{path} cannot be written: {reason}", path=shortcut, reason=_("PowerShell did not make it"))
    )
    if shell is None:
        raise failed
    with suppress(OSError, subprocess.TimeoutExpired):
        shortcut.parent.mkdir(parents=True, exist_ok=True)
        run([shell, "-NoProfile", "-NonInteractive", "-Command", shortcut_command(shortcut, script, icon)], SHORTCUT_S)
    if not shortcut.exists():
        raise failed


def shortcut_command(shortcut: Path, script: Path, icon: Path) -> str:
    """What PowerShell is told. 7: the window of the script stays small."""
    set_to = {"TargetPath": script, "IconLocation": icon, "WorkingDirectory": script.parent}
    lines = [f"$s = (New-Object -ComObject WScript.Shell).CreateShortcut({_literal(shortcut)})"]
    lines += [f"$s.{name} = {_literal(path)}" for name, path in set_to.items()]
    return "; ".join([*lines, "$s.WindowStyle = 7", "$s.Save()"])


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
