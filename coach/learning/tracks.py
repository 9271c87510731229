"""Every measure of the vocabulary over a whole showing, evenly in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Array, PoseFrame
from coach.body.measured_once import MeasuredOnce, RepeatedMeasurement
from coach.body.measurement import Measurement, Measuring
from coach.body.measures import VOCABULARY, sided_names

STEP_S = 1 / 15  # a limb that goes out and back in half a second still has eight values
GAP_S = 0.5  # what is unseen for longer is not guessed from before and after
ALL = tuple(sided for name in VOCABULARY for sided in sided_names(name))


@dataclass(frozen=True, eq=False)
class Tracks:
    """Measures over time.

    Attributes
    ----------
    t_s : (n,) seconds, `STEP_S` apart.
    values : measure with its side -> (n,) values in the unit of the measure, NaN where unseen.
    """

    t_s: Array
    values: Mapping[str, Array]

    def within(self, start_s: float, end_s: float) -> slice:
        """The place of a stretch of time."""
        first, last = np.searchsorted(self.t_s, [start_s, end_s])
        return slice(int(first), max(int(last), int(first) + 1))

    def middle(self, name: str, start_s: float, end_s: float) -> float:
        """The median of a measure in a stretch of time; NaN where it is unseen for most of it."""
        values = self.values[name][self.within(start_s, end_s)]
        seen = values[np.isfinite(values)]
        return float(np.median(seen)) if 2 * len(seen) >= max(1, len(values)) else float("nan")


class TrackTaker:
    """Takes the measures of one frame after another. `add()` once a frame, `tracks()` whenever they are wanted."""

    def __init__(self, measuring: Measuring | None = None) -> None:
        self._measurement = measuring or Measurement(ALL)
        self._times: list[float] = []
        self._rows: list[list[float]] = []

    def add(self, frame: PoseFrame, moving: bool = False) -> None:
        """`moving`: somebody who looks smaller now has not gone away."""
        _, values, _ = self._measurement.update(frame, moving)
        self._times.append(frame.t_s)
        self._rows.append([values[name] for name in ALL])

    def tracks(self) -> Tracks:
        """All of them so far."""
        columns = np.array(self._rows).reshape(-1, len(ALL)).T
        return evenly(np.array(self._times), dict(zip(ALL, columns, strict=True)))


def tracks_of(
    frames: Iterable[PoseFrame], measured: MeasuredOnce, moving: Sequence[tuple[float, float]] = ()
) -> Tracks:
    """The measures of all frames; `moving` are the stretches in which somebody who looks smaller has not gone away.
    What is `measured` of these frames is not measured again."""
    taker = TrackTaker(RepeatedMeasurement(measured))
    for frame in frames:
        taker.add(frame, any(start_s <= frame.t_s <= end_s for start_s, end_s in moving))
    return taker.tracks()


def evenly(times: Array, values: Mapping[str, Array]) -> Tracks:
    """The same with one time step from beginning to end."""
    if not len(times):
        return Tracks(np.zeros(0), {name: np.zeros(0) for name in values})
    t_s = np.arange(times[0], times[-1] + 1e-9, STEP_S)
    return Tracks(t_s, {name: _at(t_s, times, track) for name, track in values.items()})


def _at(t_s: Array, times: Array, track: Array) -> Array:
    seen = np.isfinite(track)
    if seen.sum() < 2:
        return np.full(len(t_s), np.nan)
    known_s = times[seen]
    after = np.searchsorted(known_s, t_s).clip(1, len(known_s) - 1)
    hole = (known_s[after] - known_s[after - 1] > GAP_S) | (t_s < known_s[0] - GAP_S) | (t_s > known_s[-1] + GAP_S)
    found = np.interp(t_s, known_s, track[seen])
    found[hole] = np.nan
    return found
