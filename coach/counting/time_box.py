"""A set that ends by the clock: as many repetitions as fit."""

from __future__ import annotations

GAP_S = 1.0  # a longer gap between two frames is not time spent
AT_MOST_S = 10.0  # so long a repetition is waited for: longer than any that is done well


class TimeBox:
    """So many seconds of counting; None = no end. `update()` once a counted frame.

    Attributes
    ----------
    over : the time is up, and no repetition was cut off.
    """

    def __init__(self, seconds: float | None) -> None:
        self._ends_s = seconds
        self.begin()

    def begin(self) -> None:
        """The next set."""
        self._gone_s, self.over = 0.0, False

    def last(self, seconds: float | None) -> None:
        """From now on so long; what has gone by stays."""
        self._ends_s = seconds

    def update(self, step_s: float, *, under_way: bool) -> None:
        """`step_s` since the frame before; `under_way`: a repetition was begun and has not come to its end."""
        self._gone_s += min(GAP_S, max(0.0, step_s))
        if self._ends_s is None or self._gone_s < self._ends_s:
            return
        self.over = self.over or not under_way or self._gone_s >= self._ends_s + AT_MOST_S
