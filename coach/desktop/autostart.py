"""The platform's own autostart entry for the watch: written, found and removed again."""

from __future__ import annotations

import os
import plistlib
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from coach.atomic_file import replacing
from coach.child_process import python
from coach.errors import DeviceError, reason
from coach.wording.catalogue import _

LABEL = "posture-coach"


class AutostartError(DeviceError):
    """The entry cannot be written or removed."""

    exit_code = 2


def entry_path(platform: str = sys.platform, home: Path | None = None) -> Path:
    """Where the entry belongs on this platform."""
    home = home or Path.home()
    if platform == "darwin":
        return home / "Library" / "LaunchAgents" / f"org.{LABEL}.watch.plist"
    if platform == "win32":
        roaming = Path(os.environ.get("APPDATA", home / "AppData" / "Roaming"))
        return roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Startup" / f"{LABEL}.cmd"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if config.startswith("/") else home / ".config") / "autostart" / f"{LABEL}.desktop"


def entry(command: Sequence[str], platform: str = sys.platform) -> bytes:
    """What stands in it: this command, at every login, without a terminal."""
    if platform == "darwin":
        return plistlib.dumps(
            {"Label": f"org.{LABEL}.watch", "ProgramArguments": list(command), "RunAtLoad": True,
             "ProcessType": "Background", "LimitLoadToSessionType": "Aqua"}
        )  # fmt: skip
    if platform == "win32":
        line = subprocess.list2cmdline(command).replace("%", "%%")
        return f'@echo off\r\nstart "Posture coach" /min {line}\r\n'.encode()
    lines = ("[Desktop Entry]", "Type=Application", "Version=1.5", "Name=Posture coach",
             "Comment=Sits beside you while you work", f"Exec={' '.join(map(_quoted, command))}", "Terminal=false",
             "X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-Delay=10")  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def install(command: Sequence[str], platform: str = sys.platform, home: Path | None = None) -> Path:
    """Write the entry, in place of an earlier one. Returns where. Raises AutostartError."""
    path = entry_path(platform, home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(entry(command, platform))
    except OSError as error:
        raise AutostartError(
            _("{path} cannot be written: {reason}", path=path, reason=reason(error)), _("Check who may write there.")
        ) from error
    return path


def remove(platform: str = sys.platform, home: Path | None = None) -> Path | None:
    """Remove the entry. Returns where it was; None when there was none. Raises AutostartError."""
    path = entry_path(platform, home)
    try:
        path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AutostartError(
            _("{path} cannot be removed: {reason}", path=path, reason=reason(error)), _("Remove it by hand.")
        ) from error
    return path


def command() -> list[str]:
    """How this very coach is started again: by the interpreter that runs it."""
    return python("-m", "coach", "watch")


def _quoted(word: str) -> str:
    """One argument for `Exec`. Source: Desktop Entry Specification, "The Exec key"."""
    word = word.replace("%", "%%")
    if shlex.quote(word) == word:
        return word
    for character in ("\\", '"', "`", "$"):
        word = word.replace(character, "\\" + character)
    return '"' + word.replace("\\", "\\\\") + '"'
