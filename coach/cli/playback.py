"""Files at the speed they were filmed at, for somebody who watches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.source import Image, Source

BEHIND_S = 0.15  # a machine this far behind leaves pictures out ...
AT_LEAST_S = 0.06  # ... but never for longer than this: a fault has to be seen twice within 0.1 s to be corrected.
# A machine that is slower still shows the clip slower than it was filmed, and judges it the same.


class PlaybackClock:
    """Waits until the wall clock has come as far as the clip."""

    def __init__(self) -> None:
        self._start_s: float | None = None

    def wait(self, t_s: float) -> float:
        """Return when it is time for `t_s`; how many seconds late that was."""
        now_s = time.monotonic()
        if self._start_s is None:
            self._start_s = now_s - t_s
        late_s = now_s - self._start_s - t_s
        if late_s < 0:
            time.sleep(-late_s)
        return max(0.0, late_s)


class AtFilmedSpeed:
    """A source whose pictures come at their own times; see `Source`."""

    trouble, skipped = "", 0

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name, self.live, self.size, self.fps = source.name, source.live, source.size, source.fps

    def __iter__(self) -> Iterator[tuple[Image | None, float]]:
        clock, given_s = PlaybackClock(), float("-inf")
        for image, t_s in self._source:
            late_s = clock.wait(t_s)
            if late_s < BEHIND_S or t_s - given_s >= AT_LEAST_S:
                given_s = t_s
                yield image, t_s

    def close(self) -> None:
        """Release the source."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def paced_frames(
    frames: Iterator[tuple[Image | None, PoseFrame]], clock: Callable[[float], object]
) -> Iterator[tuple[Image | None, PoseFrame]]:
    """The frames of a recording at their own times."""
    for image, frame in frames:
        clock(frame.t_s)
        yield image, frame
