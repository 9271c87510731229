"""The platform's own autostart entry for the watch: written, found and removed again."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Sequence
from pathlib import Path

from coach.desktop import desktop_files
from coach.desktop.start_script import StartScript
from coach.wording.catalogue import _

LABEL = "posture-coach"
AGAIN = "coach watch --install-autostart"


def entry_path(platform: str = sys.platform, home: Path | None = None) -> Path:
    """Where the entry belongs on this platform."""
    home = home or Path.home()
    if platform == "darwin":
        return home / "Library" / "LaunchAgents" / f"org.{LABEL}.watch.plist"
    if platform == "win32":
        start = desktop_files.windows_folder("APPDATA", home) / "Microsoft" / "Windows" / "Start Menu"
        return start / "Programs" / "Startup" / f"{LABEL}.cmd"
    return desktop_files.config_folder(home) / "autostart" / f"{LABEL}.desktop"


def script_path(platform: str = sys.platform, home: Path | None = None) -> Path:
    """Where the script is that the entry runs; on Windows it is the entry itself."""
    home = home or Path.home()
    if platform == "darwin":
        return home / "Library" / "Application Support" / LABEL / "start-watch"
    if platform == "win32":
        return entry_path(platform, home)
    return desktop_files.data_folder(home) / LABEL / "start-watch"


def install(options: Sequence[str] = (), platform: str = sys.platform, home: Path | None = None) -> Path:
    """Start the watch with these options at every login, in place of an earlier entry. Returns where the entry is.
    Raises DesktopFileError."""
    path, script = entry_path(platform, home), script_path(platform, home)
    files = {script: script_for(options).text(platform).encode()}
    if platform == "darwin":
        files[path] = _agent(script)
    elif platform != "win32":
        files[path] = _entry(script)
    desktop_files.write(files, run=[script])
    return path


def script_for(options: Sequence[str]) -> StartScript:
    """What the entry of a watch with these options runs."""
    return StartScript(("watch", *options), AGAIN)


def remove(platform: str = sys.platform, home: Path | None = None) -> Path | None:
    """Remove the entry. Returns where it was; None when there was none. Raises DesktopFileError."""
    path, script = entry_path(platform, home), script_path(platform, home)
    folders = [] if script == path else [script.parent]
    return path if path in desktop_files.remove(list(dict.fromkeys([path, script])), folders) else None


def _agent(script: Path) -> bytes:
    return plistlib.dumps(
        {"Label": f"org.{LABEL}.watch", "ProgramArguments": ["/bin/sh", str(script)], "RunAtLoad": True,
         "ProcessType": "Background", "LimitLoadToSessionType": "Aqua"}
    )  # fmt: skip


def _entry(script: Path) -> bytes:
    return desktop_files.desktop_entry(
        {"Name": _("Posture coach"), "Comment": _("Sits beside you while you work"),
         "Exec": desktop_files.exec_line(script), "Terminal": "false", "Icon": LABEL,
         "X-GNOME-Autostart-enabled": "true", "X-GNOME-Autostart-Delay": "10"}
    )  # fmt: skip
