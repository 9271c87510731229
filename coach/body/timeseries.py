"""Values over time: those of the last seconds, one that follows another slowly, how long something has been true or a
value has stayed."""

from __future__ import annotations

import math
from collections import deque
from typing import TypeVar

T = TypeVar("T")
NAN = math.nan


class Recent(deque[tuple[float, T]]):
    """Pairs of a time in seconds and a value, oldest first, none older than `window_s` before the newest."""

    def __init__(self, window_s: float) -> None:
        super().__init__()
        self.window_s = window_s

    def add(self, t_s: float, value: T) -> None:
        """Take the newest value, and drop what has become too old."""
        self.append((t_s, value))
        oldest_s = t_s - self.window_s
        while self[0][0] < oldest_s:
            self.popleft()

    @property
    def span_s(self) -> float:
        """Seconds from the oldest to the newest; 0 when there is nothing."""
        return self[-1][0] - self[0][0] if self else 0.0


def share(dt_s: float, tau_s: float) -> float:
    """The share of the way to a new value that is gone in `dt_s`, so that 63 % of it are gone in `tau_s`."""
    return 1 - math.exp(-dt_s / tau_s)


def follow(old: float, new: float, dt_s: float, tau_s: float) -> float:
    """The old value, moved towards the new one: a first-order low-pass with the time constant `tau_s`.

    Nothing is followed where the new value is unseen (NaN); before anything was seen, the new value is taken as it is.
    """
    if math.isnan(new):
        return old
    return new if math.isnan(old) else old + share(dt_s, tau_s) * (new - old)


class Lasting:
    """For how long something has been true without a break. `update()` whenever that was looked at."""

    def __init__(self) -> None:
        self.since_s = math.nan

    def update(self, t_s: float, true: bool) -> float:
        """Seconds since it became true: 0 at first, NaN while it is not true (so that no comparison holds)."""
        if not true:
            self.since_s = NAN
            return NAN
        if self.since_s != self.since_s:
            self.since_s = t_s
        return t_s - self.since_s

    def end(self) -> None:
        """It is not true any more."""
        self.since_s = math.nan


class Staying:
    """For how long a value has stayed where it was first. `update()` whenever that was looked at; values within `sway`
    of the first one are the same place."""

    def __init__(self, sway: float) -> None:
        self._sway = sway
        self.since_s = self._place = math.nan

    def update(self, t_s: float, value: float) -> float:
        """Seconds since it came here: 0 at first."""
        if not abs(value - self._place) <= self._sway:
            self.since_s, self._place = t_s, value
        return t_s - self.since_s

    def end(self) -> None:
        """Wherever it is next, it has only just come there."""
        self.since_s = self._place = math.nan
