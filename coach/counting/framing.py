"""What the person should change so that the camera sees what an exercise needs: one instruction at a time."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX
from coach.body.visibility import Body
from coach.wording.body_parts import listed_parts
from coach.wording.catalogue import _

SMALL = 0.07  # one shoulder width is this share of the picture's width: too far away to judge
LEFT, RIGHT = INDEX["left_shoulder"], INDEX["right_shoulder"]
FACING, ASIDE = 0.75, 0.8  # how much of the line of the shoulders runs in depth: less faces the camera, more does not


def turning(body: Body, view: str) -> str | None:
    """What to do where a movement is seen from one side only and this is another; None when the view is right.

    Over the recordings of all exercises the share in depth is 0.03 to 0.56 from the front and 0.91 to 1 from the side.
    """
    if not body.sees("left_shoulder", "right_shoulder"):
        return None
    world = body.world
    left, right = world[LEFT], world[RIGHT]
    depth = abs(left[2] - right[2]) / max(math.dist(left, right), 1e-6)
    if view == "side" and depth < FACING:
        return _("Turn your side to the camera: from the front I can't judge this.")
    if view == "front" and depth > ASIDE:
        return _("Face the camera: from the side I can't judge this.")
    return None


def guidance(body: Body, missing: tuple[str, ...], camera_says: str, *, moving: bool = False) -> str | None:
    """One instruction that would bring the missing landmarks into view, or None when nothing is missing.

    `moving`: in the middle of a movement, which may make a body look small."""
    if math.isnan(body.length_px):
        return _("I can't see you. {placement}", placement=camera_says)
    if not missing:
        if not moving and body.length_px < SMALL * body.size[0]:
            return _("Come closer: you are too far away for me to judge.")
        return None
    width, height = body.size
    points = [body.px[INDEX[name]] for name in missing]
    parts = listed_parts(missing)
    if any(p[1] > height for p in points):
        return _("Step back a little: I need to see {parts}.", parts=parts)
    if any(p[1] < 0 for p in points):
        return _("Step back or tilt the camera up: I need to see {parts}.", parts=parts)
    if all(p[0] > width for p in points):
        return _("Move to your right: I need to see {parts}.", parts=parts)
    if all(p[0] < 0 for p in points):
        return _("Move to your left: I need to see {parts}.", parts=parts)
    if any(p[0] < 0 or p[0] > width for p in points):
        return _("Step back a little: I need to see {parts}.", parts=parts)
    return _("I can't see {parts}. More light, or turn so that nothing is in the way.", parts=parts)
