"""The trunk: how it leans, tips and turns."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX
from coach.body.measures.geometry import TORSO, between_in_world, facing, trunk_down
from coach.body.measures.vocabulary import measure
from coach.body.visibility import Body


@measure("deg", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"), signed=True)
def trunk_lean(body: Body, scale: float, side: str) -> float:
    """Line from the hips to the shoulders against the vertical, + to the person's left of the picture."""
    x, y = trunk_down(body)
    return math.degrees(math.atan2(-x, y))


@measure("deg", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"))
def trunk_lean_3d(body: Body, scale: float, side: str) -> float:
    """Trunk tipped from the vertical in any direction, from world landmarks: below 30 upright, 40 and more hinged."""
    x, y, z = between_in_world(body.world, "hip", "shoulder")
    return math.degrees(math.atan2(math.hypot(x, z), -y))


@measure("deg", TORSO)
def trunk_forward(body: Body, scale: float, side: str) -> float:
    """Line from the hips to the shoulders seen from the side: 0 upright, 90 face down, -90 on the back."""
    x, y = trunk_down(body)
    return math.degrees(math.atan2(-x * facing(body), y))


@measure("sw", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"))
def trunk_length(body: Body, scale: float, side: str) -> float:
    """From the shoulders to the hips in the picture: it shrinks as the trunk tips towards the camera."""
    return math.hypot(*trunk_down(body)) / scale


@measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def trunk_turn_3d(body: Body, scale: float, side: str) -> float:
    """Turn of the shoulder line about the vertical from world landmarks, + to the left."""
    world = body.world
    a, b = world[INDEX["left_shoulder"]], world[INDEX["right_shoulder"]]
    return math.degrees(math.atan2(a[2] - b[2], a[0] - b[0]))


@measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def trunk_turn(body: Body, scale: float, side: str) -> float:
    """Turn of the shoulder line about the vertical, + to the left: `trunk_turn_3d` put straight, which says half of
    a turn as long as it is small and all of it when it is large."""
    seen = trunk_turn_3d(body, scale, side)
    # half of a small turn is seen, so the slope is 2.2 at the middle; a quarter turn, seen as 90, comes out as 86
    return math.copysign(100 * (1 - math.exp(-abs(seen) / 45)), seen)
