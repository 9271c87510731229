"""The measures that carry a movement: they move far beyond their noise, alike each time, and alike in other people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from coach.body.landmarks import Array
from coach.body.measures import VOCABULARY, Measure
from coach.body.side import SIDES, Side
from coach.definitions.definition import Sides
from coach.learning.cycle import noise
from coach.learning.likeness import ASIDE, FLOOR, SPREAD
from coach.learning.repetitions import SEEN, Showing, Shown
from coach.learning.tracks import STEP_S, Tracks

MOST = 4  # measures: a fourth adds little that the first three have not said
MOVED = 5.0  # times its noise that a carrier has to move
WORSE = 2.0  # a measure that is off by so many times as much as the best one is left out
CHANCE = {"deg": 8.0, "sw": 0.07, "m": 0.03, "1": 0.1}
JUMPS = 0.5  # of the way, from one frame to the next: no limb does that, an angle that turns over does
AT_ONE = 0.75  # how closely a carrier has to follow the common curve (correlation)
AT_REST_S = 0.5  # before the beginning and the end of a repetition
EVEN = 0.3  # of the other one's way: two limbs that both go so far work together, one of them seen worse
IN_TURN, ALONE = 0.5, 0.7  # how strongly a measure has to say that sides take turns, against the strongest one
ONE_SIDE = 0.45  # of the other one's way: a limb that goes no further has not taken part
ASIDE_DEG, SIDE_DEG = 25.0, 62.0  # shoulders turned by more stand at an angle, and sideways


class CameraView(StrEnum):
    """How the person stands to the camera."""

    FRONT = "front"
    OBLIQUE = "oblique"
    SIDE = "side"


@dataclass(frozen=True)
class Carrier:
    """A measure and its way in this showing, in its own unit.

    Attributes
    ----------
    rest, way : the value at rest and how far it goes from there (towards the side of the movement, if it has one).
    noise : what it moves by chance.
    uneven : spread of the way from one repetition to the next.
    off : the error to expect of somebody else's share of the way.
    """

    measure: str
    rest: float
    way: float
    noise: float
    uneven: float
    off: float
    full: float = 0.5

    @property
    def word(self) -> Measure:
        return VOCABULARY[self.measure]


@dataclass(frozen=True, eq=False)
class Carried:
    """How the movement goes: the view and the sides, the side of each repetition, and what carries it."""

    view: CameraView
    sides: Sides
    worked: tuple[Side, ...]
    carriers: tuple[Carrier, ...]


def view_of(tracks: Tracks, repetitions: Sequence[Shown]) -> CameraView:
    """From the turn of the shoulders at rest."""
    turns = [tracks.middle("trunk_turn_3d", one.start_s - AT_REST_S, one.start_s + AT_REST_S) for one in repetitions]
    seen = [abs(turn) for turn in turns if np.isfinite(turn)]
    turned = float(np.median(seen)) if seen else 0.0
    turned = min(turned, 180.0 - turned)
    return CameraView.SIDE if turned > SIDE_DEG else CameraView.OBLIQUE if turned > ASIDE_DEG else CameraView.FRONT


def carried(showing: Showing) -> Iterator[Carried]:
    """What carries the movement, as one of both sides and as one of each side, the likelier first; may be empty."""
    view = view_of(showing.tracks, showing.repetitions)
    moved = [found for name in SPREAD if (found := _moved(showing, name, view)) is not None]
    for sides, worked in _sides(moved, view, len(showing.repetitions)):
        told = [one for one in moved if _tells(one.measure, sides, view)]
        carriers = [c for one in told if (c := _carrier(one, sides, worked, showing)) is not None]
        if carriers:
            yield Carried(view, sides, worked, tuple(_few(_by_shape(carriers))))


# ------------------------------------------------------------ one measure


@dataclass(frozen=True, eq=False)
class MeasuredWays:
    """A measure's ways: (repetitions, sides), and its rests; one column for a measure without a side."""

    measure: str
    rests: Array
    ways: Array
    noise: float
    follows: Array


def _moved(showing: Showing, measure: str, view: CameraView) -> MeasuredWays | None:
    tracks, word = showing.tracks, VOCABULARY[measure]
    if (measure in ASIDE or measure.startswith("near_")) and view == CameraView.FRONT:
        return None
    names = [f"{side}_{measure}" for side in SIDES] if word.sided else [measure]
    if points_away(showing, measure):
        return None
    if max(np.isfinite(tracks.values[name]).mean() for name in names) < SEEN:
        return None
    rests = np.array([[_rest(tracks, name, both) for name in names] for both in pauses(showing.repetitions)])
    tops = np.array([[_top(tracks, name, one) for name in names] for one in showing.repetitions])
    ways = tops - rests
    if np.isnan(ways).all():
        return None
    by_chance = max(noise(tracks.values[name]) for name in names) + FLOOR[word.unit]
    size = float(np.nanmax(np.abs(np.nanmedian(ways, axis=0))))
    most = float(np.nanmax(np.abs(ways)))
    if most < MOVED * by_chance or size == 0 or _jumps(tracks, names, most):
        return None
    return MeasuredWays(measure, rests, ways, by_chance, np.array([_follows(showing, name) for name in names]))


Stretch = tuple[float, float]

# What has no angle in the picture while a limb points at the camera or away from it.
ANGLE_OF = {
    "arm_elevation": ("upper_arm_length",), "other_arm_elevation": ("upper_arm_length",),
    "shoulder_abduction": ("upper_arm_length",), "arm_asymmetry": ("upper_arm_length",),
    "near_arm_elevation": ("upper_arm_length",), "shoulder_flexion": ("upper_arm_length",),
    "near_shoulder_flexion": ("upper_arm_length",), "forearm_elevation": ("forearm_length",),
    "elbow_flexion": ("upper_arm_length", "forearm_length"),
    "near_elbow_flexion": ("upper_arm_length", "forearm_length"),
    "elbow_lead": ("upper_arm_length", "forearm_length"),
}  # fmt: skip
SHORT = 0.4  # shoulder widths: a limb that looks shorter points at the camera


def points_away(showing: Showing, measure: str) -> bool:
    """Whether the angle is taken of a limb that points at the camera, at rest or at the target."""
    for length in ANGLE_OF.get(measure, ()):
        for stretch in [one.top for one in showing.repetitions] + [p[0] for p in pauses(showing.repetitions)]:
            for side in SIDES:
                if showing.tracks.middle(f"{side}_{length}", stretch[0], stretch[1] + STEP_S) < SHORT:
                    return True
    return False


def pauses(repetitions: Sequence[Shown]) -> list[tuple[Stretch, Stretch]]:
    """The rest before each repetition and the one after it, no longer than `AT_REST_S`, in seconds."""
    starts = [one.start_s for one in repetitions[1:]] + [np.inf]
    ends = [-np.inf] + [one.end_s for one in repetitions[:-1]]
    return [
        ((max(end_s, one.start_s - AT_REST_S), one.start_s), (one.end_s, min(start_s, one.end_s + AT_REST_S)))
        for one, start_s, end_s in zip(repetitions, starts, ends, strict=True)
    ]


def _rest(tracks: Tracks, name: str, both: tuple[Stretch, Stretch]) -> float:
    found = [tracks.middle(name, *stretch) for stretch in both]
    return float(np.nanmean(found)) if np.isfinite(found).any() else float("nan")


def _top(tracks: Tracks, name: str, one: Shown) -> float:
    start_s, end_s = one.top
    return tracks.middle(name, start_s, max(end_s, start_s + 2 * STEP_S))


def _jumps(tracks: Tracks, names: Iterable[str], way: float) -> bool:
    steps = [np.abs(np.diff(tracks.values[name])) for name in names]
    return any(np.nanmax(step, initial=0.0) > JUMPS * way for step in steps)


def _follows(showing: Showing, name: str) -> float:
    """Correlation with the common curve within the repetitions."""
    inside = np.zeros(len(showing.tracks.t_s), bool)
    for one in showing.repetitions:
        inside[showing.tracks.within(one.start_s, one.end_s)] = True
    track = showing.tracks.values[name]
    kept = inside & np.isfinite(track)
    # Half a second of values: of fewer any two curves agree by chance.
    if kept.sum() < 8 or np.ptp(track[kept]) == 0:
        return 0.0
    return float(np.corrcoef(track[kept], showing.curve[kept])[0, 1])


# ------------------------------------------------------------ sides


Worked = tuple[Sides, tuple[Side, ...]]


def _sides(moved: Sequence[MeasuredWays], view: CameraView, number: int) -> list[Worked]:
    """Whether the two sides move as one, and which side each repetition was done with; the likeliest first."""
    together: Worked = (Sides.BOTH, (Side.BOTH,) * number)
    strongest = max((_strength(one) for one in moved), default=0.0)
    even = max((_strength(one) for one in moved if VOCABULARY[one.measure].sided and _is_even(one)), default=0.0)
    in_turn = max((one for one in moved if _alternates(one, view)), key=_strength, default=None)
    alone = max((one for one in moved if _single(one) is not None), key=_strength, default=None)
    if in_turn is not None and _strength(in_turn) >= max(IN_TURN * even, IN_TURN / 2 * strongest):
        return [_each(in_turn, number), together]
    if alone is not None and view == CameraView.FRONT and _strength(alone) >= max(even, ALONE * strongest):
        return [_each(alone, number), together]
    return [together] if in_turn is None else [together, _each(in_turn, number)]


def _each(one: MeasuredWays, number: int) -> Worked:
    return Sides.EACH, tuple(_side_of(one, i) for i in range(number))


def _strength(one: MeasuredWays) -> float:
    """Ways over noise, less where other people differ."""
    size = float(np.nanmedian(np.nanmax(np.abs(one.ways), axis=1)))
    return 1.0 / np.hypot(one.noise / size, SPREAD[one.measure]) if size > 0 else 0.0


def _alternates(one: MeasuredWays, view: CameraView) -> bool:
    """Signs, or the limbs that go further, change from repetition to repetition."""
    sides = [_side_of(one, i) for i in range(len(one.ways))]
    return len({side for side in sides if side != Side.BOTH}) == 2 and Side.BOTH not in sides


def _single(one: MeasuredWays) -> Side | None:
    """The one side that did all of it."""
    sides = {_side_of(one, i) for i in range(len(one.ways))}
    return sides.pop() if len(sides) == 1 and Side.BOTH not in sides else None


def _side_of(one: MeasuredWays, i: int) -> Side:
    """The side that did this repetition, by this measure; BOTH where it does not say."""
    ways, word = one.ways[i], VOCABULARY[one.measure]
    if word.signed:
        usual = float(np.nanmedian(np.abs(one.ways)))
        return Side.BOTH if not abs(ways[0]) > 0.5 * usual else Side.LEFT if ways[0] > 0 else Side.RIGHT
    if not word.sided or np.isnan(ways).any():
        return Side.BOTH
    left, right = ways
    if abs(left + right) < ONE_SIDE * abs(left - right):
        return Side.LEFT if left > right else Side.RIGHT  # the one goes up by as much as the other goes down
    if min(abs(left), abs(right)) > ONE_SIDE * max(abs(left), abs(right)):
        return Side.BOTH
    return Side.LEFT if abs(left) > abs(right) else Side.RIGHT


def _is_even(one: MeasuredWays) -> bool:
    """Both limbs go the same way, mostly."""
    left, right = one.ways.T
    low, high = np.minimum(np.abs(left), np.abs(right)), np.maximum(np.abs(left), np.abs(right))
    return bool(np.nanmean((left * right > 0) & (low > EVEN * high)) > 0.5)


# ------------------------------------------------------------ choosing


def _tells(measure: str, sides: Sides, view: CameraView) -> bool:
    """Whether a measure can carry such a movement. Where each side works alone, it needs a side; where both work
    together, it is the same for both; and seen from the side, it is not of a limb that may be hidden."""
    word = VOCABULARY[measure]
    if sides == Sides.EACH:
        return word.sided or word.signed
    return not word.signed and not (word.sided and view == CameraView.SIDE)


def _carrier(one: MeasuredWays, sides: Sides, worked: Sequence[Side], showing: Showing) -> Carrier | None:
    ways, rests = _of_worked(one.ways, one, worked), _of_worked(one.rests, one, worked)
    seen = np.isfinite(ways)
    # One of three repetitions may be hidden; two have to agree.
    if seen.mean() < 0.6 or seen.sum() < 2:
        return None
    ways, rests = ways[seen], rests[seen]
    way = float(np.median(ways))
    if abs(way) < MOVED * one.noise or np.any(ways * way <= 0):
        return None
    if sides == Sides.BOTH and float(np.nanmax(np.abs(one.follows))) < AT_ONE:
        return None
    uneven = float(np.std(ways))
    wander = float(np.std(rests))
    chance = CHANCE[VOCABULARY[one.measure].unit]
    full = _fullness(one, worked, showing)
    off = float(np.sqrt((one.noise**2 + uneven**2 + wander**2 + chance**2) / way**2 + SPREAD[one.measure] ** 2))
    return Carrier(one.measure, float(np.median(rests)), way, float(np.hypot(one.noise, wander)), uneven, off, full)


def _fullness(one: MeasuredWays, worked: Sequence[Side], showing: Showing) -> float:
    """The mean share of the way within the repetitions. A measure with a larger mean than others of the same movement
    reaches its end before the limb does."""
    found = []
    for i, (rep, side) in enumerate(zip(showing.repetitions, worked, strict=True)):
        word = VOCABULARY[one.measure]
        columns = range(len(one.ways[i])) if side == Side.BOTH or not word.sided else [SIDES.index(side)]
        for k in columns:
            name = f"{SIDES[k]}_{one.measure}" if word.sided else one.measure
            track = showing.tracks.values[name][showing.tracks.within(rep.start_s, rep.end_s)]
            found.append(np.nanmean((track - one.rests[i][k]) / one.ways[i][k]) if np.isfinite(track).any() else np.nan)
    return float(np.nanmedian(found)) if np.isfinite(found).any() else 1.0


def _of_worked(values: Array, one: MeasuredWays, worked: Sequence[Side]) -> Array:
    """Of each repetition the value of the side that did it, towards that side."""
    word, rows = VOCABULARY[one.measure], []
    for row, side in zip(values, worked, strict=True):
        if word.sided:
            rows.append(row[SIDES.index(side)] if side != Side.BOTH else float(np.nanmean(row)))
        else:
            rows.append(-row[0] if word.signed and side == Side.RIGHT else row[0])
    return np.array(rows)


FULL = 1.0


def _by_shape(found: Sequence[Carrier]) -> list[Carrier]:
    """Sorted by the error to expect, which grows the fuller a measure is than the least full of the good ones."""
    if not found:
        return []
    best = min(c.off for c in found)
    least = min(c.full for c in found if c.off <= WORSE * best)
    shaped = [replace(c, off=float(np.hypot(c.off, FULL * max(0.0, c.full - least)))) for c in found]
    return sorted(shaped, key=lambda c: c.off)


def _few(found: Sequence[Carrier]) -> list[Carrier]:
    """The best, and others that are nearly as good and of another joint."""
    kept: list[Carrier] = []
    for carrier in found:
        if carrier.off > WORSE * found[0].off or len(kept) == MOST:
            break
        if not any(_joint(carrier) == _joint(other) for other in kept):
            kept.append(carrier)
    return kept


def _joint(carrier: Carrier) -> str:
    """What moves: the joint that is last in the chain."""
    return carrier.word.joints[-1].split("_")[-1] if not carrier.measure.startswith("near_") else carrier.measure
