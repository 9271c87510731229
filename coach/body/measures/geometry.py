"""Points, angles and directions of one body, from which the measures are made."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX, JOINTS
from coach.body.side import LEFT, RIGHT
from coach.body.visibility import Body

TORSO = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")
PAIR = {joint: (f"left_{joint}", f"right_{joint}") for joint in JOINTS}
_AT = {joint: (INDEX[left], INDEX[right]) for joint, (left, right) in PAIR.items()}
_TORSO = tuple(INDEX[name] for name in TORSO)
# Plain words: with them the name of a landmark is put together in a third of the time.
PLAIN_LEFT, PLAIN_RIGHT = LEFT.value, RIGHT.value


def angle(ax: float, ay: float, bx: float, by: float) -> float:
    """Degrees between two vectors, 0 to 180."""
    return math.degrees(abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))


def middle(body: Body, joint: str) -> tuple[float, float]:
    """Between the two landmarks of a joint, x and y in pixels."""
    left, right = PAIR[joint]
    a, b = body.at[left], body.at[right]
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def trunk_down(body: Body) -> tuple[float, float]:
    """The direction from the shoulders to the hips, or straight down where the hips cannot be trusted."""
    if not body.sees("left_hip", "right_hip"):
        return 0.0, 1.0
    top, low = middle(body, "shoulder"), middle(body, "hip")
    return low[0] - top[0], low[1] - top[1]


def other_side(side: str) -> str:
    """ "right" of "left" and the other way round."""
    return PLAIN_RIGHT if side == LEFT else PLAIN_LEFT


def facing(body: Body) -> float:
    """Where the chest points in the picture, +1 = right, -1 = left, seen from the side: from which shoulder and hip
    are nearer to the camera (the order in depth is right where the depth itself is not)."""
    world = body.world
    a, b, c, d = [world[i][2] for i in _TORSO]
    return 1.0 if (a - b) + (c - d) > 0 else -1.0


def nearer(body: Body) -> str:
    """The side that is nearer to the camera."""
    return PLAIN_RIGHT if facing(body) > 0 else PLAIN_LEFT


def turned(body: Body, ax: float, ay: float, bx: float, by: float) -> float:
    """Degrees from one direction to another, -180 to 180, + towards where the chest points."""
    return -facing(body) * math.degrees(math.atan2(ax * by - ay * bx, ax * bx + ay * by))


def unwrapped(degrees: float, low: float = -120.0) -> float:
    """An angle of -180 to 180 as one of `low` to `low` + 360."""
    return degrees + 360 if degrees < low else degrees  # no joint goes from -120 on: there the counting may begin anew


def between_in_world(world: list[list[float]], start: str, end: str) -> list[float]:
    """From the middle of two joints to the middle of two others, world landmarks, metres."""
    (a, b), (c, d) = _AT[start], _AT[end]
    corners = zip(world[a], world[b], world[c], world[d], strict=True)
    return [(z + w) / 2 - (x + y) / 2 for x, y, z, w in corners]
