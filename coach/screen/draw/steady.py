"""Holds still what would flicker on screen: points of a body at rest, states of joints, estimates of the time left.

The points go through the One-Euro filter of `body/one_euro.py`, all at once. What is judged never goes through here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from coach.body.landmarks import Array

LESS, MORE = 0.1, 0.5  # minutes that the estimate may lie beside what is shown
SETTLED_S = 0.15  # how long another state has to last to be shown
CUTOFF_HZ = 1.6  # of a body at rest; this and the next chosen by eye: no tremble, and no lag in a quick raise
BETA = 0.55  # Hz more for each grid unit a second
SPEED_HZ = 2.0  # of the speed itself, as in `body/one_euro.py`
GAP_S = 0.5  # after a longer gap nothing is carried over
LEAP = 9.0  # grid units that no joint makes in a frame: somebody else


class Steady:
    """(33, 2) points over time, in pixels. `update()` once a frame."""

    def __init__(self) -> None:
        self._t_s = -math.inf
        self._points: Array | None = None
        self._speed: Array | None = None

    def update(self, t_s: float, points: Array, unit: float) -> Array:
        """The points without their tremble; `unit` is a grid unit in pixels. Unseen points are NaN and start afresh."""
        dt = t_s - self._t_s
        last, speed, self._t_s = self._points, self._speed, t_s
        if last is None or speed is None or not 0 <= dt <= GAP_S:
            self._points, self._speed = points.copy(), np.zeros_like(points)
            return self._points
        if dt == 0:
            return last
        fresh = ~np.isfinite(last) | ~(np.abs(points - last) < LEAP * unit)
        speed = speed + _share(SPEED_HZ, dt) * ((points - last) / dt / unit - speed)
        cutoff = CUTOFF_HZ + BETA * np.linalg.norm(speed, axis=1, keepdims=True)
        moved = last + _share(cutoff, dt) * (points - last)
        self._points, self._speed = np.where(fresh, points, moved), np.where(fresh, 0.0, speed)
        return self._points

    def forget(self) -> None:
        """Nobody is in the picture: the next person starts afresh."""
        self._points = None


class Settled:
    """Names with a state each: "good" and "unseen" take each other's place only when the new one stays for a moment.
    A "fault" begins and ends with its correction, at once."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._since: dict[str, float] = {}

    def update(self, t_s: float, states: Mapping[str, str]) -> dict[str, str]:
        """The states to show; a name that is new is shown as it is, one that is gone is gone."""
        shown = {}
        for name, state in states.items():
            last = self._shown.get(name, state)
            at_once = "fault" in (state, last) or state == last
            if at_once or not 0 <= t_s - self._since.setdefault(name, t_s) < SETTLED_S:
                self._since.pop(name, None)
                last = state
            shown[name] = last
        self._shown = shown
        return shown


class Minutes:
    """What is left of a workout in whole minutes, which do not jump back and forth with the estimate."""

    def __init__(self) -> None:
        self._shown: int | None = None

    def update(self, left_s: float | None) -> float | None:
        """The seconds to show: so many minutes until there is clearly less, or a good deal more."""
        if left_s is None or left_s <= 0:
            self._shown = None
            return left_s
        minutes = left_s / 60
        if self._shown is None or not self._shown - 1 - LESS < minutes <= self._shown + MORE:
            self._shown = math.ceil(minutes)
        return 60.0 * self._shown


def _share(cutoff_hz: Array | float, dt_s: float) -> Array:
    r = 2 * math.pi * np.asarray(cutoff_hz) * dt_s
    return np.asarray(r / (r + 1))
