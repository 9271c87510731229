"""Every program that the coach starts is started here, so that nothing which lies in the current folder is run.

A program is named by its full path and gets an environment in which no search path leads to the current folder; Python
is told (-P) not to look for modules there.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.wording.catalogue import _

SEARCH_PATHS = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # in each, "" means the current folder
PYTHONS = {  # what a Python that is started may be told; others name files to run, or stop it for a debugger
    "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "PYTHONNOUSERSITE", "PYTHONUTF8", "PYTHONIOENCODING",
    "PYTHONDONTWRITEBYTECODE",
}  # fmt: skip
FOLDERS = {"PYTHONHOME", "PYTHONUSERBASE"}


def program(*names: str) -> str | None:
    """The full path of the first of these programs that is installed, or None. The current folder is not looked in."""
    folders = _absolute(os.environ.get("PATH", os.defpath))
    found = (shutil.which(str(Path(folder, name))) for name in names for folder in folders)
    return next((path for path in found if path is not None), None)


def python(*words: str) -> list[str]:
    """The command that runs this very Python with these words."""
    return [sys.executable, "-P", *words]


def coach(*words: str) -> list[str]:
    """The command that starts this very coach with these words."""
    return python("-m", "coach", *words)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what leads to the current folder, and with `more`."""
    kept = {name: text for name, text in os.environ.items() if _harmless(name, text)}
    for name in SEARCH_PATHS:
        if name in kept:
            kept[name] = os.pathsep.join(_absolute(kept[name]))
    return kept | dict(more or {})


def run(
    command: Sequence[str], seconds: float, env: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in a folder, with `env` besides this environment, and return what it wrote.

    Raises OSError, or subprocess.TimeoutExpired.
    """
    return subprocess.run(
        _named(command), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=seconds,
        check=False, env=environment(env), cwd=folder,
    )  # fmt: skip


def start(command: Sequence[str], *, env: Mapping[str, str] | None = None, **pipes: Any) -> subprocess.Popen[Any]:
    """Start a program with `env` besides this environment; `pipes` as subprocess has them. Raises OSError."""
    return subprocess.Popen(_named(command), env=environment(env), **pipes)


def browse(address: str) -> None:
    """Open an address in the person's browser, looked for where other programs are; nothing without one."""
    import webbrowser

    os.environ["PATH"] = os.pathsep.join(_absolute(os.environ.get("PATH", os.defpath)))
    webbrowser.open(address)


def end(process: subprocess.Popen[Any], seconds: float) -> None:
    """Close what a program reads, which is its sign to end; one that has not ended after so many seconds is killed."""
    with suppress(OSError):
        if process.stdin:
            process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _named(command: Sequence[str]) -> list[str]:
    if not Path(command[0]).is_absolute():
        raise FileNotFoundError(errno.ENOENT, _("not the full path of a program"), command[0])
    return list(command)


def _harmless(name: str, text: str) -> bool:
    if not name.startswith("PYTHON"):
        return True
    return name in PYTHONS and (name not in FOLDERS or Path(text).is_absolute())


def _absolute(search_path: str) -> list[str]:
    return [folder for folder in search_path.split(os.pathsep) if Path(folder).is_absolute()]
