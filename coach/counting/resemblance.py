"""What a movement looks like that is not the one asked for: told roughly, so that the coach can name it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coach.body.side import SIDES
from coach.body.timeseries import Recent
from coach.body.visibility import Body
from coach.wording.catalogue import N_

WINDOW_S = 6.0  # a slow repetition is in it, and what came before has been forgotten
LOOK_S = 0.2  # nothing that is told here takes less than half a second
PLAIN = 0.7  # of the usual way: less is sway, or a part of some other movement


def _height(low: str, high: str) -> Callable[[Body], float]:
    """How far one joint of either side is above another, in body lengths; of the side where that is more."""
    pairs = [(f"{side}_{low}", f"{side}_{high}") for side in SIDES]

    def reading(body: Body) -> float:
        at, hidden = body.at, body.hidden
        rises = [at[a][1] - at[b][1] for a, b in pairs if a not in hidden and b not in hidden]
        return max(rises) / body.length_px if rises else math.nan

    return reading


def _nose_aside(body: Body) -> float:
    if not body.sees("nose", "left_shoulder", "right_shoulder"):
        return math.nan
    middle = (body.at["left_shoulder"][0] + body.at["right_shoulder"][0]) / 2
    return (body.at["nose"][0] - middle) / body.length_px


def _shoulder_line(body: Body) -> float:
    return math.dist(body.at["left_shoulder"][:2], body.at["right_shoulder"][:2]) / body.length_px


@dataclass(frozen=True)
class MovementKind:
    """A kind of movement: what it is called, where it shows and how far that usually goes, in body lengths. `like`:
    how the measures begin of which exercises of this very kind are made."""

    says: str
    reading: Callable[[Body], float]
    way: float
    like: tuple[str, ...]


# The larger movement first: a jumping jack lifts the arms and with them the shoulders. The ways are half of what
# the joints do in a plain one, in shoulder widths: thighs half bent, knees half way up, wrists up to the chest.
KINDS = (
    MovementKind(N_("a squat"), _height("ankle", "hip"), 0.6, ("hip", "knee")),
    MovementKind(N_("lifting the knees"), _height("hip", "knee"), 0.6, ("hip", "knee", "foot")),
    MovementKind(
        N_("bending the trunk"), _height("hip", "shoulder"), 0.5, ("trunk", "shoulder_tilt", "hip")
    ),
    MovementKind(
        N_("lifting the arms"), _height("shoulder", "wrist"), 0.9,
        ("arm_", "wrist_height", "wrist_out", "elbow_height", "elbow_flexion", "elbow_gap", "elbow_out", "forearm_el",
         "reach", "shoulder_flexion", "hand"),
    ),
    MovementKind(N_("turning the trunk"), _shoulder_line, 0.35, ("trunk_turn", "shoulder_open")),
    MovementKind(N_("turning the head"), _nose_aside, 0.25, ("head", "nose", "chin", "face")),
    MovementKind(
        N_("a shrug"), _height("shoulder", "ear"), 0.12, ("shoulder_rise", "ear_", "neck", "head", "nose")
    ),
)  # fmt: skip


class Resemblance:
    """What the last seconds looked like. `update()` once a frame; `measures`: those that the exercise is made of."""

    def __init__(self, measures: Iterable[str]) -> None:
        own = [name.removeprefix("near_").removeprefix("other_") for name in measures]
        self._kinds = [kind for kind in KINDS if not any(name.startswith(kind.like) for name in own)]
        self._seen: dict[str, Recent[float]] = {kind.says: Recent(WINDOW_S) for kind in self._kinds}
        self._looked_s = -math.inf

    def update(self, body: Body) -> None:
        """Take one frame."""
        if math.isnan(body.length_px) or body.stranger or body.t_s - self._looked_s < LOOK_S:
            return
        self._looked_s = body.t_s
        for kind in self._kinds:
            if not math.isnan(value := kind.reading(body)):
                self._seen[kind.says].add(body.t_s, value)

    @property
    def found(self) -> str | None:
        """The kind of movement that was plainly seen, by its name in the catalogue, or None."""
        for kind in self._kinds:
            values = [value for _, value in self._seen[kind.says]]
            if values and max(values) - min(values) >= PLAIN * kind.way:
                return kind.says
        return None
