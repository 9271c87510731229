"""Waiting for what another process or thread does, without keeping it from the processor."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def eventually(check: Callable[[], T], seconds: float = 30.0) -> T:
    """What the check returns once that is true; after so many seconds, whatever it returns then."""
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        if found := check():
            return found
        time.sleep(0.02)
    return check()


def kept_waiting_s(process: int) -> float:
    """For how long its threads have wanted a processor that others had, as Linux counts it; 0 elsewhere."""
    found = 0
    for counted in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with suppress(OSError):  # a thread that has just ended
            found += int(counted.read_text().split()[1])
    return found / 1e9
