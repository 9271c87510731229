"""A real disk that is soon full."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FILM = "holiday.mov"


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of 2 MB at this folder; the test is skipped where none may be mounted."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not ROOT or shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> None:
    """A film that is copied to it, until there is no room."""
    with (disk / FILM).open("wb", buffering=0) as film, suppress(OSError):
        while film.write(bytes(4096)):
            pass


def make_room(disk: Path) -> None:
    (disk / FILM).unlink()
