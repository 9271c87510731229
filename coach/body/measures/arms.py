"""Arms, elbows, wrists and hands."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX
from coach.body.measures.geometry import (
    PLAIN_LEFT,
    PLAIN_RIGHT,
    angle,
    facing,
    other_side,
    trunk_down,
    turned,
    unwrapped,
)
from coach.body.measures.vocabulary import NAN, OUT, measure
from coach.body.visibility import Body


@measure("deg", ("shoulder", "elbow"), sided=True)
def arm_elevation(body: Body, scale: float, side: str) -> float:
    """Upper arm from hanging straight down in the picture (0) to straight up (180)."""
    a, b = body.at[f"{side}_shoulder"], body.at[f"{side}_elbow"]
    return _from_down(a, b)


def _from_down(a: list[float], b: list[float]) -> float:
    """Degrees between the line from a to b and straight down in the picture, 0 to 180."""
    return math.degrees(abs(math.atan2(b[0] - a[0], b[1] - a[1])))


@measure("deg", ("shoulder", "elbow", "hip"), sided=True)
def shoulder_abduction(body: Body, scale: float, side: str) -> float:
    """Upper arm against the side of the trunk."""
    a, b = body.at[f"{side}_shoulder"], body.at[f"{side}_elbow"]
    return angle(b[0] - a[0], b[1] - a[1], *trunk_down(body))


@measure("deg", ("shoulder",), sided=True)
def other_arm_elevation(body: Body, scale: float, side: str) -> float:
    """`arm_elevation` of the arm that is not on this side: what a bend or a one-armed stretch asks of it."""
    other = other_side(side)
    return arm_elevation(body, scale, other) if body.sees(f"{other}_shoulder", f"{other}_elbow") else NAN


@measure("deg", ("shoulder", "elbow", "hip"), sided=True)
def shoulder_flexion(body: Body, scale: float, side: str) -> float:
    """Upper arm against the trunk seen from the side: 0 beside it, 90 forward, 180 overhead, negative behind it."""
    return _flexion(body, side, "elbow")


def _flexion(body: Body, side: str, joint: str) -> float:
    a, b = body.at[f"{side}_shoulder"], body.at[f"{side}_{joint}"]
    return unwrapped(turned(body, *trunk_down(body), b[0] - a[0], b[1] - a[1]))


_ARM = 1.65  # from shoulder to wrist, in shoulder widths


@measure("deg", ("shoulder", "wrist"), sided=True)
def arm_raise(body: Body, scale: float, side: str) -> float:
    """A straight arm lifted in any direction, 0 hanging to 180 straight up: how far the wrist is below or above the
    shoulder against the length of an arm. Unlike `arm_elevation` it sees an arm that comes towards the camera from
    its first inch."""
    return math.degrees(math.acos(max(-1.0, min(1.0, -wrist_height(body, scale, side) / _ARM))))


@measure("deg", ("left_shoulder", "left_elbow", "right_shoulder", "right_elbow"), signed=True)
def arm_asymmetry(body: Body, scale: float, side: str) -> float:
    """How much higher the left upper arm is lifted than the right one."""
    return arm_elevation(body, scale, PLAIN_LEFT) - arm_elevation(body, scale, PLAIN_RIGHT)


@measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def arm_open_3d(body: Body, scale: float, side: str) -> float:
    """The arm of somebody who lies facing the camera: 0 towards it, 90 up, 180 opened behind them."""
    s, e, w = (body.world[INDEX[f"{side}_{j}"]] for j in ("shoulder", "elbow", "wrist"))
    up, to = 2 * s[1] - e[1] - w[1], 2 * s[2] - e[2] - w[2]
    return unwrapped(math.degrees(math.atan2(up, to)), -90.0)  # no arm opens downward: there the counting begins anew


@measure("sw", ("shoulder", "elbow"), sided=True)
def upper_arm_length(body: Body, scale: float, side: str) -> float:
    """Length of the upper arm in the picture: it shrinks as the arm points at the camera or away."""
    s, e = body.at[f"{side}_shoulder"], body.at[f"{side}_elbow"]
    return math.hypot(e[0] - s[0], e[1] - s[1]) / scale


@measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_flexion(body: Body, scale: float, side: str) -> float:
    """Bend of the elbow in the picture, 0 = straight."""
    s, e, w = body.at[f"{side}_shoulder"], body.at[f"{side}_elbow"], body.at[f"{side}_wrist"]
    return angle(e[0] - s[0], e[1] - s[1], w[0] - e[0], w[1] - e[1])


@measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_flexion_3d(body: Body, scale: float, side: str) -> float:
    """Bend of the elbow from world landmarks, 0 = straight."""
    s, e, w = (body.world[INDEX[f"{side}_{j}"]] for j in ("shoulder", "elbow", "wrist"))
    u = e[0] - s[0], e[1] - s[1], e[2] - s[2]
    v = w[0] - e[0], w[1] - e[1], w[2] - e[2]
    dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2]
    return math.degrees(math.acos(max(-1.0, min(1.0, dot / (math.hypot(*u) * math.hypot(*v) + 1e-9)))))


@measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_lead(body: Body, scale: float, side: str) -> float:
    """How much more this elbow is bent than the other one."""
    other = other_side(side)
    if not body.sees(f"{other}_shoulder", f"{other}_elbow", f"{other}_wrist"):
        return NAN
    return elbow_flexion(body, scale, side) - elbow_flexion(body, scale, other)


@measure("sw", ("shoulder", "elbow"), sided=True)
def elbow_height(body: Body, scale: float, side: str) -> float:
    """Elbow above the shoulder."""
    return _above_shoulder(body, scale, side, "elbow")


@measure("sw", ("shoulder",), sided=True)
def other_elbow_height(body: Body, scale: float, side: str) -> float:
    """Elbow of the other arm above its shoulder."""
    other = other_side(side)
    return elbow_height(body, scale, other) if body.sees(f"{other}_shoulder", f"{other}_elbow") else NAN


def _above_shoulder(body: Body, scale: float, side: str, joint: str) -> float:
    return (body.at[f"{side}_shoulder"][1] - body.at[f"{side}_{joint}"][1]) / scale


@measure("sw", ("shoulder", "elbow"), sided=True)
def elbow_out(body: Body, scale: float, side: str) -> float:
    """Elbow to the side of the shoulder, away from the body."""
    return _beside_shoulder(body, scale, side, "elbow")


def _beside_shoulder(body: Body, scale: float, side: str, joint: str) -> float:
    return OUT[side] * (body.at[f"{side}_{joint}"][0] - body.at[f"{side}_shoulder"][0]) / scale


@measure("sw", ("elbow",), sided=True, anchored=True)
def elbow_rise(body: Body, scale: float, side: str) -> float:
    """Height of the elbow in the picture."""
    return -body.at[f"{side}_elbow"][1] / scale


@measure("sw", ("left_elbow", "right_elbow"))
def elbow_gap(body: Body, scale: float, side: str) -> float:
    """From elbow to elbow."""
    return math.dist(body.at["left_elbow"][:2], body.at["right_elbow"][:2]) / scale


@measure("deg", ("elbow", "wrist"), sided=True)
def forearm_elevation(body: Body, scale: float, side: str) -> float:
    """Forearm from pointing straight down in the picture (0) to straight up (180)."""
    e, w = body.at[f"{side}_elbow"], body.at[f"{side}_wrist"]
    return _from_down(e, w)


@measure("sw", ("elbow", "wrist"), sided=True)
def forearm_length(body: Body, scale: float, side: str) -> float:
    """Length of the forearm in the picture: it shrinks as the forearm tips towards the camera."""
    e, w = body.at[f"{side}_elbow"], body.at[f"{side}_wrist"]
    return math.hypot(w[0] - e[0], w[1] - e[1]) / scale


@measure("m", ("elbow", "wrist"), sided=True)
def forearm_rise_3d(body: Body, scale: float, side: str) -> float:
    """Wrist above the elbow from world landmarks, metres: a hanging forearm that is lifted in any direction."""
    world = body.world
    return world[INDEX[f"{side}_elbow"]][1] - world[INDEX[f"{side}_wrist"]][1]


@measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_height(body: Body, scale: float, side: str) -> float:
    """Wrist above the shoulder."""
    return _above_shoulder(body, scale, side, "wrist")


@measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_out(body: Body, scale: float, side: str) -> float:
    """Wrist to the side of the shoulder, away from the body."""
    return _beside_shoulder(body, scale, side, "wrist")


@measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_forward(body: Body, scale: float, side: str) -> float:
    """Wrist ahead of the shoulder, towards where the chest points (on all fours the head), seen from the side."""
    return facing(body) * (body.at[f"{side}_wrist"][0] - body.at[f"{side}_shoulder"][0]) / scale


@measure("sw", ("wrist",), sided=True, anchored=True)
def wrist_rise(body: Body, scale: float, side: str) -> float:
    """Height of the wrist in the picture."""
    return -body.at[f"{side}_wrist"][1] / scale


@measure("sw", ("left_wrist", "right_wrist"))
def wrist_gap(body: Body, scale: float, side: str) -> float:
    """From wrist to wrist."""
    return math.dist(body.at["left_wrist"][:2], body.at["right_wrist"][:2]) / scale


@measure("sw", ("shoulder",), sided=True)
def other_wrist_height(body: Body, scale: float, side: str) -> float:
    """Wrist of the other arm above its shoulder."""
    other = other_side(side)
    seen = body.sees(f"{other}_shoulder", f"{other}_wrist")
    return wrist_height(body, scale, other) if seen else NAN


@measure("sw", ("wrist",), sided=True)
def hand_to_face(body: Body, scale: float, side: str) -> float:
    """From the wrist to the nose."""
    if not body.sees("nose"):
        return NAN
    return math.dist(body.at[f"{side}_wrist"][:2], body.at["nose"][:2]) / scale


LEVEL_DEG = 170.0  # what an arm that is level with the trunk measures


@measure("deg", ("shoulder", "hip"), sided=True)
def reach_flexion(body: Body, scale: float, side: str) -> float:
    """`shoulder_flexion` of the line from the shoulder to the wrist. An arm that vanished on its way counts as
    level with the trunk: on all fours, seen from the side, the head hides an arm that is as high and no lower one."""
    if body.lost_arm == side:
        return LEVEL_DEG
    if not body.sees(f"{side}_wrist"):
        return NAN
    return _flexion(body, side, "wrist")
