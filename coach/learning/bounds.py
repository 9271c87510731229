"""The bounds a showing stayed within at rest, at the target and on the way: outside them it is another movement."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.measures import VOCABULARY, sided_names
from coach.body.side import Side
from coach.definitions.definition import Sides
from coach.learning.carriers import CameraView, Carried, Stretch, pauses, points_away
from coach.learning.likeness import SPREAD
from coach.learning.repetitions import SEEN, Showing

# How much further than shown somebody else may be, in the unit of the measure: another body, another camera, a fault.
# At rest 98 of 100 strangers who did the same stayed within these (44 movements of 230 rendered people); of what the
# camera's turn changes most, such as the turn of the shoulders, fewer did, so that is not looked at. The gap between
# the elbows tells arms to the sides from arms to the front: 98 of 100 pairs of strangers in 23 movements were within
# .22 of each other at rest and .34 at the target.
ROOM = {
    "arm_elevation": 25.0, "elbow_flexion": 45.0, "wrist_height": 0.65, "trunk_lean_3d": 20.0, "trunk_lean": 18.0,
    "shoulder_width": 0.45, "neck_height": 0.2, "shoulder_tilt": 16.0, "other_arm_elevation": 35.0,
    "other_wrist_height": 0.7, "trunk_forward": 25.0, "near_hip_flexion": 40.0, "near_knee_flexion": 40.0,
    "near_arm_elevation": 35.0, "near_elbow_flexion": 55.0,
    "knee_lift": 0.2, "elbow_gap": 0.5,
}  # fmt: skip
LOOKED_AT: dict[CameraView, tuple[str, ...]] = {
    CameraView.FRONT: (
        "arm_elevation", "wrist_height", "elbow_flexion", "trunk_lean", "trunk_lean_3d", "shoulder_width",
        "neck_height", "shoulder_tilt", "elbow_gap",
    ),
    CameraView.OBLIQUE: ("wrist_height", "elbow_flexion", "trunk_lean_3d", "shoulder_width"),
    CameraView.SIDE: (
        "trunk_forward", "near_hip_flexion", "near_knee_flexion", "near_arm_elevation", "near_elbow_flexion",
        "trunk_lean_3d", "shoulder_width",
    ),
}  # fmt: skip
# What is looked at on the way only, so that nobody has to show it to be counted. If the showing does not show it,
# either, it is taken to keep still: in 98 of 100 repetitions of movements of arms, shoulders and head no knee rises by
# more than .06.
STILL: dict[CameraView, tuple[str, ...]] = {
    CameraView.FRONT: ("knee_lift",), CameraView.OBLIQUE: (), CameraView.SIDE: (),
}  # fmt: skip
OTHER = ("other_arm_elevation", "other_wrist_height")  # the limb that does not work, where each side works alone
# Beyond these a bound says nothing any more: an arm cannot hang lower, and a trunk that leans less is upright too.
LIMITS = {
    "arm_elevation": (10.0, 165.0), "near_arm_elevation": (10.0, 165.0), "elbow_flexion": (15.0, 140.0),
    "near_elbow_flexion": (15.0, 140.0), "trunk_lean_3d": (20.0, 70.0), "shoulder_width": (0.3, 1.0),
    "near_knee_flexion": (15.0, 150.0), "near_hip_flexion": (0.0, 150.0), "other_arm_elevation": (10.0, 165.0),
    "wrist_height": (-2.2, 3.0), "other_wrist_height": (-2.2, 3.0), "neck_height": (0.1, 1.2),
    "knee_lift": (math.inf, math.inf),  # as far as the one knee is above the other, that one is below it
}  # fmt: skip
# Near these an angle seen from the side turns over, when the landmarker takes the body to face the other way.
TURNS_OVER = {"trunk_forward": 95.0, "near_hip_flexion": 115.0}
ANYWAY = 0.25  # spread of a measure that no exercise of the library asks about: as most of those whose way differs much
PEOPLE = 2.0  # spreads: nineteen of twenty people go between so much more and so much less of the way
AT_REST, AT_TOP, ALONG = 1.2, 1.2, 1.7  # shares of the room; what drops a repetition altogether needs the most


@dataclass(frozen=True)
class Bound:
    """The range that a measure may have, infinite where there is no limit. `shown` is the range that was seen."""

    measure: str
    low: float
    high: float
    shown: tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """At rest and at the target: of the limb that works, towards its side. Along the way: of either limb, what it is
    and, `still`, what it changes by."""

    at_rest: tuple[Bound, ...]
    at_top: tuple[Bound, ...]
    along: tuple[Bound, ...]
    still: tuple[Bound, ...]


Extent = tuple[float, float]
UNSEEN: Extent = (0.0, 0.0)


def bounds_of(showing: Showing, carried: Carried) -> Bounds:
    """The bounds of a showing, with the room that other people need."""
    names = [name for name in LOOKED_AT[carried.view] if not points_away(showing, name)]
    alone = [*names, *OTHER] if carried.sides == Sides.EACH and carried.view != CameraView.SIDE else names
    rests = [stretch for both in pauses(showing.repetitions) for stretch in both]
    rest = _extents(showing, carried, names, rests, [side for side in carried.worked for _ in range(2)])
    top = _extents(showing, carried, alone, [one.top for one in showing.repetitions], carried.worked)
    way = {name: abs(sum(top[name]) - sum(rest[name])) / 2 if name in rest else 0.0 for name in top}
    along = {name: found for name in names if (found := _envelope(showing, name)) is not None}
    still = {name: _envelope(showing, name) or UNSEEN for name in STILL[carried.view]}
    return Bounds(
        tuple(_bound(name, extent, AT_REST, 0.0) for name, extent in rest.items()),
        tuple(_bound(name, extent, AT_TOP, way[name]) for name, extent in top.items()),
        *(
            tuple(_bound(name, extent, ALONG, extent[1] - extent[0]) for name, extent in some.items())
            for some in (along, still)
        ),
    )


def _bound(name: str, shown: Extent, share: float, way: float) -> Bound:
    """The longer the way, the more room, because people differ in how much of it they go."""
    if name in TURNS_OVER and max(abs(shown[0]), abs(shown[1])) > TURNS_OVER[name]:
        return Bound(name, -math.inf, math.inf, shown)
    room = share * (ROOM[name] + PEOPLE * SPREAD.get(name.removeprefix("other_"), ANYWAY) * way)
    least, most = LIMITS.get(name, (-math.inf, math.inf))
    low, high = shown[0] - room, shown[1] + room
    return Bound(name, low if low > least else -math.inf, high if high < most else math.inf, shown)


def _extents(
    showing: Showing, carried: Carried, names: Sequence[str], stretches: Sequence[Stretch], worked: Sequence[Side]
) -> dict[str, Extent]:
    """Measure -> the least and the most in these stretches; none for what was mostly unseen."""
    found = {}
    for name in names:
        values = np.array(list(_values(showing, name, stretches, worked)))
        seen = values[np.isfinite(values)]
        if len(seen) < SEEN * len(values):
            continue
        far = float(np.max(np.abs(seen)))
        mirrored = VOCABULARY[name].signed and carried.sides == Sides.BOTH
        found[name] = (-far, far) if mirrored else (float(seen.min()), float(seen.max()))
    return found


def _values(showing: Showing, name: str, stretches: Sequence[Stretch], worked: Sequence[Side]) -> Iterator[float]:
    word = VOCABULARY[name]
    for (start_s, end_s), side in zip(stretches, worked, strict=True):
        names = sided_names(name) if side == Side.BOTH or not word.sided else (f"{side}_{name}",)
        for one in names:
            value = showing.tracks.middle(one, start_s, end_s)
            yield -value if word.signed and side == Side.RIGHT else value


def _envelope(showing: Showing, name: str) -> Extent | None:
    """The least and the most within the repetitions, of either limb."""
    tracks, found = showing.tracks, []
    for sided in sided_names(name):
        stretches = [tracks.values[sided][tracks.within(one.start_s, one.end_s)] for one in showing.repetitions]
        values = np.concatenate(stretches)
        seen = values[np.isfinite(values)]
        if len(seen) < SEEN * len(values):
            return None
        found.append(np.percentile(seen, [2, 98]))
    low, high = float(np.min(found)), float(np.max(found))
    far = max(-low, high)
    return (-far, far) if VOCABULARY[name].signed else (low, high)
