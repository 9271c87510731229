"""The files that make the coach known to the desktop: written together, and removed as completely."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from coach.atomic_file import replacing
from coach.errors import DeviceError, reason
from coach.wording.catalogue import _


class DesktopFileError(DeviceError):
    """A file of the desktop cannot be written or removed."""

    exit_code = 2


def data_folder(home: Path) -> Path:
    """Where this user's programs keep their data on Linux. Source: XDG Base Directory Specification."""
    return _xdg("XDG_DATA_HOME", home / ".local" / "share")


def config_folder(home: Path) -> Path:
    """Where this user's programs keep their configuration on Linux."""
    return _xdg("XDG_CONFIG_HOME", home / ".config")


def windows_folder(name: str, home: Path) -> Path:
    """The folder that Windows names APPDATA or LOCALAPPDATA."""
    usual = home / "AppData" / ("Roaming" if name == "APPDATA" else "Local")
    return Path(os.environ.get(name, usual))


def write(files: Mapping[Path, bytes], run: Sequence[Path] = ()) -> None:
    """Write them in place of earlier ones; those in `run` are programs. Raises DesktopFileError."""
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path, private=path in run) as file:
                file.write(content)
            if path in run:
                path.chmod(0o700)
        except OSError as error:
            raise DesktopFileError(
                _("{path} cannot be written: {reason}", path=path, reason=reason(error)),
                _("Check who may write there."),
            ) from error


def remove(paths: Sequence[Path], own: Sequence[Path] = ()) -> list[Path]:
    """Remove those that are there, and the folders `own` where nothing else is left in them. Returns what was removed.
    Raises DesktopFileError."""
    gone = []
    for path in paths:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DesktopFileError(
                _("{path} cannot be removed: {reason}", path=path, reason=reason(error)), _("Remove it by hand.")
            ) from error
        gone.append(path)
    for folder in own:
        with suppress(OSError):  # something else is in it, or it is not there
            folder.rmdir()
    return gone


def desktop_entry(facts: Mapping[str, str]) -> bytes:
    """A desktop entry. Source: Desktop Entry Specification, of which 1.1 is the first with `Keywords`."""
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.1", *(f"{key}={text}" for key, text in facts.items())]
    return ("\n".join(lines) + "\n").encode()


def exec_line(script: Path) -> str:
    """The command that runs a script, for `Exec`. Source: Desktop Entry Specification, "The Exec key"."""
    word = str(script).replace("%", "%%")
    for character in ("\\", '"', "`", "$"):
        word = word.replace(character, "\\" + character)
    return '/bin/sh "' + word.replace("\\", "\\\\") + '"'


def _xdg(name: str, usual: Path) -> Path:
    named = os.environ.get(name, "")
    return Path(named) if named.startswith("/") else usual
