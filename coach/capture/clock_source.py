"""The clock as a source: what runs by the time alone needs no camera."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Self

TICKS_PER_S = 15.0  # enough for a clock that moves smoothly and a key that is heard at once


class ClockSource:
    """A source of moments without pictures, as they come; see `Source`. It never ends by itself.

    Parameters
    ----------
    now : seconds from some fixed moment, never backwards.
    sleep : waits for so many seconds.
    """

    trouble, skipped = "", 0

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self.name, self.live = "clock", True
        self.size: tuple[int, int] = (1280, 720)  # of a picture that nobody takes: the usual one of a camera
        self.fps: float | None = TICKS_PER_S
        self._now, self._sleep = now, sleep

    def __iter__(self) -> Iterator[tuple[None, float]]:
        start_s, last_s = self._now(), -1.0
        while True:
            t_s = self._now() - start_s
            if t_s > last_s:
                last_s = t_s
                yield None, t_s
            self._sleep(1 / TICKS_PER_S)

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
