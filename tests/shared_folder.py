"""A folder for all processes that run the tests: the first that asks fills it, the others wait until it is full."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared_folder(places: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """The folder of that name, filled once in a run of the tests; not to be written to afterwards."""
    base = places.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own in that of the run
        base = base.parent
    folder, full = base / name, base / f"{name}.full"
    with FileLock(base / f"{name}.lock"):
        if not full.exists():
            folder.mkdir(exist_ok=True)
            fill(folder)
            full.touch()
    return folder
