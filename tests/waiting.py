"""Waiting for what another process or thread does, without keeping it from the processor."""

from __future__ import annotations

import time
from collections.abc import Callable
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
