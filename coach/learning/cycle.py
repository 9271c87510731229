"""Ways out and back in one curve: where it leaves, turns and comes home, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Array
from coach.learning.tracks import STEP_S

# Of the whole range: a turn that goes back less than this is a hesitation. Where that finds nothing, getting into
# position may have gone further than the movement itself.
TURNED = (0.4, 0.2)
CALM_S = 0.27  # a median of so long, for a landmark that flickers for a frame or two
NEAR = 0.12  # of the way: nearer to the rest than this has not started, or is home


@dataclass(frozen=True)
class Cycle:
    """One way out and back, as places in the curve."""

    start: int
    peak: int
    end: int


@dataclass(frozen=True, eq=False)
class Cycles:
    """All ways out and back of one curve.

    Attributes
    ----------
    curve : the curve as a share of the way, 0 at rest and 1 at the usual turn.
    found : the cycles, in order of time.
    alike : how alike they are in size and duration, 1 = the same.
    """

    curve: Array
    found: tuple[Cycle, ...]
    alike: float


def noise(track: Array) -> float:
    """The standard deviation of what is faster than a limb, from the second differences; what is unseen is left out.

    Of white noise these have sqrt(6) times its deviation, and the median of their size is .6745 of that.
    """
    seen = track[np.isfinite(track)]
    return float(np.median(np.abs(np.diff(seen, 2)))) / 0.6745 / 6**0.5 if len(seen) > 2 else 0.0


def cycles(curve: Array) -> Cycles | None:
    """The ways of a curve upward and back, or None if there are fewer than two. The curve has no NaN."""
    calm = calmed(curve)
    # Without the outermost fiftieth at either end: one wild frame is no end of a movement.
    low, high = np.percentile(calm, [2, 98])
    found = (_cycles(calm, turning_points(calm, turned * (high - low))) for turned in TURNED)
    return next((one for one in found if one is not None), None)


def _cycles(calm: Array, turns: Sequence[tuple[int, bool]]) -> Cycles | None:
    troughs = [i for i, top in turns if not top]
    peaks = [i for i, top in turns if top and troughs and troughs[0] < i < troughs[-1]]
    if len(peaks) < 2:
        return None
    rest = float(np.median([calm[i] for i in troughs]))
    way = float(np.median([calm[i] for i in peaks])) - rest
    if way <= 0:
        return None
    share = (calm - rest) / way
    found = tuple(_cycle(share, peak, troughs) for peak in peaks)
    return Cycles(share, found, _alike(share, found, troughs))


def calmed(curve: Array) -> Array:
    """The running median."""
    half = max(1, round(CALM_S / STEP_S / 2))
    padded = np.pad(curve, half, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), axis=1))


def turning_points(curve: Array, depth: float) -> list[tuple[int, bool]]:
    """Places where the curve turns by `depth` or more, in order, and whether each is a top; the ends are among them."""
    turns: list[tuple[int, bool]] = []
    low = high = 0
    rising: bool | None = None
    for i, value in enumerate(curve):
        low = i if value < curve[low] else low
        high = i if value > curve[high] else high
        if rising is not False and curve[high] - value >= depth:
            turns.append((high, True))
            rising, low = False, i
            high = i
        elif rising is not True and value - curve[low] >= depth:
            turns.append((low, False))
            rising, high = True, i
            low = i
    if rising is not None:
        turns.append((high, True) if rising else (low, False))
    return turns


def _cycle(share: Array, peak: int, troughs: Sequence[int]) -> Cycle:
    before = max(t for t in troughs if t < peak)
    after = min(t for t in troughs if t > peak)
    near_before = np.flatnonzero(share[before:peak] <= share[before] + NEAR * (share[peak] - share[before]))
    near_after = np.flatnonzero(share[peak : after + 1] <= share[after] + NEAR * (share[peak] - share[after]))
    return Cycle(before + int(near_before[-1]), peak, peak + int(near_after[0]))


def _alike(share: Array, found: Sequence[Cycle], troughs: Sequence[int]) -> float:
    """1 less the spreads of sizes and rests and half the spread of durations, each as a share of the usual."""
    tops = np.array([share[c.peak] for c in found])
    rests = np.array([share[i] for i in troughs if found[0].start <= i <= found[-1].end] or [0.0])
    lasts = np.array([c.end - c.start for c in found], float)
    spread = np.std(tops) + np.median(np.abs(rests)) + 0.5 * np.std(lasts) / max(np.mean(lasts), 1.0)
    return float(max(0.0, 1.0 - spread))
