"""The repetitions of a showing: where most measures agree that one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coach.body.landmarks import Array
from coach.body.measures import VOCABULARY
from coach.learning.cycle import NEAR, Cycle, Cycles, cycles, noise
from coach.learning.likeness import FLOOR, is_of_use
from coach.learning.tracks import Tracks

SEEN = 0.8  # share of the showing in which a measure has to be seen
MOVED = 6.0  # times the noise that a measure has to move, or it is breathing and sway
TOGETHER = 0.25  # of a repetition: tops nearer to each other than this are of the same one
ALIKE = 0.5  # a curve whose ways are less alike than this says nothing
STRONGEST = 20.0  # no measure has more of a say than one that moves so many times its noise
VOICES = 8  # so many of the strongest measures make the common curve
TOP = 0.9  # of the way: beyond it is the target
# A rest at which the showing also begins, and ends, is so much likelier the rest; many lift their arms first.
BEGINS_THERE, ENDS_THERE = 1.3, 1.8
MOST = 5  # repetitions that are asked for
AT_ONCE = 4  # values at the beginning and the end: a quarter of a second
WHOLE = 0.75  # of the usual way: what turned round before was no whole repetition
OTHER_TIME = 1.9  # people's own repetitions differ by a third in duration; getting into position is quicker or slower
SHORTEST_S = 0.5  # nobody goes out and back in less


@dataclass(frozen=True)
class Shown:
    """One repetition of a showing, in seconds. `top` is from when to when the target was held."""

    start_s: float
    peak_s: float
    end_s: float
    top: tuple[float, float]

    @property
    def held_s(self) -> float:
        """Seconds at the target."""
        return self.top[1] - self.top[0]


@dataclass(frozen=True, eq=False)
class Witness:
    """What one measure says: its curve, upward or downward, and how much that is worth."""

    measure: str
    sign: float
    told: Cycles
    weight: float

    @cached_property
    def apart(self) -> float:
        """From one top to the next, usually."""
        return float(np.median(np.diff([cycle.peak for cycle in self.told.found])))

    @cached_property
    def at_home(self) -> float:
        """How much likelier its rest is the rest, because the showing begins or ends there."""
        first, last = np.median(self.told.curve[:AT_ONCE]), np.median(self.told.curve[-AT_ONCE:])
        return (BEGINS_THERE if first < 0.5 else 1.0) * (ENDS_THERE if last < 0.5 else 1.0)


@dataclass(frozen=True, eq=False)
class Showing:
    """The repetitions that were found, and the common curve they were found in, 0 at rest and 1 at the target."""

    tracks: Tracks
    curve: Array
    repetitions: tuple[Shown, ...]
    voices: tuple[Witness, ...]


def showing_of(tracks: Tracks) -> Showing | None:
    """The repetitions in these tracks; None where nothing goes out and back twice."""
    voices = [voice for measure in VOCABULARY for voice in _voices(tracks, measure)]
    if not voices:
        return None
    agreed = max((_agreeing(voice, voices) for voice in voices), key=_worth)
    agreed = sorted(agreed, key=lambda voice: -voice.weight)[:VOICES]
    weights = np.array([voice.weight for voice in agreed])
    # No measure says more than half a way beyond either end, so that one wild one does not bend the common curve.
    curve = np.asarray(weights @ np.stack([voice.told.curve.clip(-0.5, 1.5) for voice in agreed]) / weights.sum())
    found = cycles(curve)
    if found is None:
        return None
    whole = [cycle for cycle in found.found if found.curve[cycle.peak] >= WHOLE]
    kept = _alike([_shown(tracks, found.curve, cycle) for cycle in whole])
    return Showing(tracks, found.curve, kept, tuple(agreed)) if len(kept) > 1 else None


def _alike(shown: list[Shown]) -> tuple[Shown, ...]:
    """Without those that took much less or much more time than the others: that was getting into position."""
    usual_s = float(np.median([one.end_s - one.start_s for one in shown]))
    least_s, most_s = max(SHORTEST_S, usual_s / OTHER_TIME), usual_s * OTHER_TIME
    return tuple(one for one in shown if least_s <= one.end_s - one.start_s <= most_s)


def _voices(tracks: Tracks, measure: str) -> Iterator[Witness]:
    if not is_of_use(measure):
        return
    for curve in _folded(tracks, measure):
        by_chance = noise(curve) + FLOOR[VOCABULARY[measure].unit]
        size = float(np.ptp(np.percentile(curve, [2, 98])))
        if size < MOVED * by_chance:
            continue
        for sign in (1.0, -1.0):
            told = cycles(sign * curve)
            if told is not None and told.alike >= ALIKE:
                yield Witness(measure, sign, told, min(size / by_chance, STRONGEST) * told.alike)


def _folded(tracks: Tracks, measure: str) -> Iterator[Array]:
    """The measure with both sides in one, so that a movement to either side goes the same way."""
    word = VOCABULARY[measure]
    names = (f"left_{measure}", f"right_{measure}") if word.sided else (measure,)
    seen = [filled(tracks.values[n]) for n in names if np.isfinite(tracks.values[n]).mean() >= SEEN]
    if not seen:
        return
    together = np.mean(seen, axis=0)
    yield together
    if word.signed or len(seen) == 2:
        yield np.sum([np.abs(one - np.median(one[:AT_ONCE])) for one in seen], axis=0)


def filled(track: Array) -> Array:
    """The same with each hole bridged by a straight line."""
    seen = np.isfinite(track)
    return np.interp(np.arange(len(track)), np.flatnonzero(seen), track[seen])


def _agreeing(voice: Witness, voices: Iterable[Witness]) -> list[Witness]:
    """All that show the same repetitions; of each measure only the strongest curve."""
    same: dict[str, Witness] = {}
    for other in voices:
        if _agree(voice, other) and other.weight > _weight_of(same, other.measure):
            same[other.measure] = other
    return list(same.values())


def _weight_of(same: dict[str, Witness], measure: str) -> float:
    return same[measure].weight if measure in same else 0.0


def _agree(one: Witness, other: Witness) -> bool:
    if len(one.told.found) != len(other.told.found):
        return False
    near = TOGETHER * one.apart
    return all(abs(a.peak - b.peak) <= near for a, b in zip(one.told.found, other.told.found, strict=True))


def _worth(some: list[Witness]) -> float:
    """How likely these are the repetitions: by how many measures agree, and whether the showing also ends at rest."""
    return sum(witness.weight * _likely(len(witness.told.found)) * witness.at_home for witness in some)


def _likely(number: int) -> float:
    """Three to five are asked for: with fewer some were missed, and many more are another, quicker movement."""
    return number if number <= MOST else MOST * MOST / number


def _shown(tracks: Tracks, curve: Array, cycle: Cycle) -> Shown:
    t_s = tracks.t_s
    high = np.flatnonzero(curve[cycle.start : cycle.end + 1] >= TOP * curve[cycle.peak]) + cycle.start
    top = (float(t_s[high[0]]), float(t_s[high[-1]])) if len(high) else (float(t_s[cycle.peak]),) * 2
    return Shown(float(t_s[cycle.start]), float(t_s[cycle.peak]), float(t_s[cycle.end]), top)


__all__ = ["NEAR", "Showing", "Shown", "Witness", "filled", "showing_of"]
