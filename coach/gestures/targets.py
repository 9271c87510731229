"""Where on the picture a raised hand answers: places beside the body that an arm reaches and no exercise goes to.

A target lies out to the side and above the shoulder, nearly an arm's length away. From the recordings: an overhead
movement ends nearer to the head, a hand on the head, at the ear or at the mouth within one shoulder width of it, and a
forearm on a wall nearer to the shoulder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from coach.body.side import Side
from coach.body.visibility import Body
from coach.counting.progress import Reply

REACH = 1.6  # body lengths from the shoulder to the middle of a target; a straight arm's palm gets to 1.8
RADIUS, SMALLEST = 0.45, 0.16  # body lengths ...
WIDEST = 0.1  # ... but never more than this share of the picture's width, so that there is room close to the camera
HIGH, LOW = 132.0, 90.0  # degrees of abduction
MARGIN = 0.33  # body lengths from its middle to the picture's edge at least, so that the hand is seen
APART = 2.1  # radii between the middles of two targets on one side
MOVED_IN = 0.25  # body lengths from where the arm would reach freely: further, and the target has been pulled in
HEAD = 0.3  # body lengths: the radius of a head around its nose, as a head is half as high as the trunk
CLEAR_HEAD = 0.4  # body lengths between a target's edge and the nose
RAISED = 0.35  # body lengths that one pulled in lies above the shoulder, over a hand at the chin or on the shoulder
NARROWEST = 0.55  # shoulders narrower than this share of the body length are seen from the side
TILTED = 0.5  # slope of the shoulder line, and
LEANING = 0.7  # sideways over downward along the trunk: beyond this, nobody stands or sits upright
NEEDED = ("left_shoulder", "right_shoulder", "nose")  # what has to be seen for a place beside the body
_HIPS = ("left_hip", "right_hip")
Point = tuple[float, float]
LOW_LEFT, LOW_RIGHT = "low left", "low right"
FIXED: dict[str, str] = {
    Reply.UP: Side.RIGHT,
    Reply.DOWN: LOW_RIGHT,
    Reply.OK: Side.LEFT,
}  # more above fewer, on the same side


@dataclass(frozen=True)
class Target:
    """A circle in pixels of the frame. `pulled_in`: moved inside the picture, so that the arm reaches it bent."""

    at: Point
    radius: float
    pulled_in: bool = False


@dataclass(frozen=True)
class Anchor:
    """What targets hang on: the middle between the shoulders, both shoulders and the nose (pixels), the body length.

    `tilt` of the shoulder line and `lean` of the trunk in degrees; `lean` is NaN where the hips are not seen.
    """

    middle: Point
    shoulders: dict[str, Point]
    nose: Point
    length: float
    size: tuple[int, int]
    tilt: float
    lean: float


def anchor(body: Body) -> Anchor | None:
    """The body as a place for targets, or None when it is not seen, lies, or is turned to the side."""
    if math.isnan(body.length_px) or not body.hidden.isdisjoint(NEEDED):
        return None
    left, right, nose = (_point(body, name) for name in NEEDED)
    width, middle = left[0] - right[0], ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    if width < NARROWEST * body.length_px or abs(left[1] - right[1]) > TILTED * width or nose[1] > middle[1]:
        return None
    hips = [_point(body, name) for name in _HIPS]
    across = (hips[0][0] + hips[1][0]) / 2 - middle[0]
    down = (hips[0][1] + hips[1][1]) / 2 - middle[1]
    if abs(across) > LEANING * down:
        return None
    tilt = math.degrees(math.atan2(left[1] - right[1], width))
    lean = math.degrees(math.atan2(across, down)) if body.hidden.isdisjoint(_HIPS) else math.nan
    return Anchor(middle, {Side.LEFT: left, Side.RIGHT: right}, nose, body.length_px, body.size, tilt, lean)


def places(anchor: Anchor, ids: tuple[str, ...]) -> dict[str, Target]:
    """A target for each of the ids, as far as there is room: never more than four."""
    right, left = (_side(anchor, side, pair=len(ids) > 2) for side in (Side.RIGHT, Side.LEFT))
    free: dict[str, Target | None] = {Side.RIGHT: right[0], Side.LEFT: left[0], LOW_RIGHT: right[1], LOW_LEFT: left[1]}
    found: dict[str, Target] = {}
    for name in sorted(ids, key=lambda name: name not in FIXED):
        wanted = (FIXED.get(name, ""), *free)
        slot = next((slot for slot in wanted if free.get(slot) is not None), None)
        if slot is not None and (target := free.pop(slot)) is not None:
            found[name] = target
    return found


def _side(anchor: Anchor, side: str, pair: bool) -> tuple[Target | None, Target | None]:
    """The upper and, where a pair is asked for, the lower target of one side; None where there is no room."""
    high, low = _slot(anchor, side, HIGH), _slot(anchor, side, LOW)
    if low.pulled_in:
        x, y = low.at
        low = replace(low, at=(x, min(y, anchor.shoulders[side][1] - RAISED * anchor.length)))
    least = SMALLEST * anchor.length
    radius = min(high.radius, _room(anchor, high))
    if radius < least:
        return None, None
    shared = min(radius, _room(anchor, low), math.dist(high.at, low.at) / APART)
    if not pair or shared < least:
        return replace(high, radius=radius), None
    return replace(high, radius=shared), replace(low, radius=shared)


def _slot(anchor: Anchor, side: str, abduction: float) -> Target:
    out = 1.0 if side == Side.LEFT else -1.0
    x, y = anchor.shoulders[side]
    angle = math.radians(abduction)
    radius = min(RADIUS * anchor.length, WIDEST * anchor.size[0])
    free = x + out * REACH * anchor.length * math.sin(angle), y + REACH * anchor.length * math.cos(angle)
    at = _inside(anchor, free, radius)
    return Target(at, radius, math.dist(at, free) > MOVED_IN * anchor.length)


def _inside(anchor: Anchor, at: Point, radius: float) -> Point:
    (x, y), (width, height) = at, anchor.size
    edge = max(radius, MARGIN * anchor.length)
    return min(max(x, edge), width - edge), min(max(y, edge), height - edge)


def _room(anchor: Anchor, target: Target) -> float:
    """The largest radius that keeps clear of the head."""
    return math.dist(target.at, anchor.nose) - CLEAR_HEAD * anchor.length


def _point(body: Body, name: str) -> Point:
    x, y, _ = body.at[name]
    return x, y
