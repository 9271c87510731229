"""The vocabulary: named numbers of one body in one picture.

Angles are degrees in the plane of the picture unless the name ends in `_3d`; lengths are in shoulder widths of this
person (see `Scale`), upward and outward positive. A measure of a limb exists for each side (`left_elbow_flexion`);
named without a side it stands for the side in question. Signed measures of the whole body are positive to the
person's left. A measure whose landmarks cannot be trusted is NaN. What MediaPipe makes of each is in the design
notes: the plane of the picture is right within 2 to 6 degrees, the third dimension within 7 to 18.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from coach.body.landmarks import INDEX, mirror_name
from coach.body.visibility import Body

NAN = math.nan
_OUT = {"left": 1.0, "right": -1.0}  # the person's left is to the right of the picture


@dataclass(frozen=True)
class Measure:
    """One word of the vocabulary.

    Attributes
    ----------
    unit : "deg", "sw" (shoulder widths), "m" (metres, of world landmarks) or "1" (a ratio).
    joints : landmark names it needs, without a side for the measure of a limb.
    sided : exists once for each side.
    signed : positive to the left, so its sign changes in the mirror.
    anchored : has a meaning only as a change (a height in the picture, say).
    """

    name: str
    unit: str
    joints: tuple[str, ...]
    sided: bool
    signed: bool
    anchored: bool
    says: str
    fn: Callable[[Body, float, str], float]


VOCABULARY: dict[str, Measure] = {}
Fn = Callable[[Body, float, str], float]


def _measure(
    unit: str, joints: tuple[str, ...], *, sided: bool = False, signed: bool = False, anchored: bool = False
) -> Callable[[Fn], Fn]:
    def keep(fn: Fn) -> Fn:
        name = fn.__name__
        VOCABULARY[name] = Measure(name, unit, joints, sided, signed, anchored, (fn.__doc__ or "").strip(), fn)
        return fn

    return keep


def _p(body: Body, name: str) -> list[float]:
    return body.px[INDEX[name]]


def _angle(ax: float, ay: float, bx: float, by: float) -> float:
    """Degrees between two vectors, 0 to 180."""
    return math.degrees(abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))


def _middle(body: Body, joint: str) -> tuple[float, float]:
    a, b = _p(body, f"left_{joint}"), _p(body, f"right_{joint}")
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _trunk_down(body: Body) -> tuple[float, float]:
    """The direction from the shoulders to the hips, or straight down where the hips cannot be trusted."""
    if not body.sees("left_hip", "right_hip"):
        return 0.0, 1.0
    top, low = _middle(body, "shoulder"), _middle(body, "hip")
    return low[0] - top[0], low[1] - top[1]


# ---------------------------------------------------------------- arms


@_measure("deg", ("shoulder", "elbow"), sided=True)
def arm_elevation(body: Body, scale: float, side: str) -> float:
    """Upper arm from hanging straight down in the picture (0) to straight up (180)."""
    a, b = _p(body, f"{side}_shoulder"), _p(body, f"{side}_elbow")
    return _angle(b[0] - a[0], b[1] - a[1], 0.0, 1.0)


@_measure("deg", ("shoulder", "elbow", "hip"), sided=True)
def shoulder_abduction(body: Body, scale: float, side: str) -> float:
    """Upper arm against the side of the trunk."""
    a, b = _p(body, f"{side}_shoulder"), _p(body, f"{side}_elbow")
    return _angle(b[0] - a[0], b[1] - a[1], *_trunk_down(body))


@_measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_flexion(body: Body, scale: float, side: str) -> float:
    """Bend of the elbow in the picture, 0 = straight."""
    s, e, w = (_p(body, f"{side}_{j}") for j in ("shoulder", "elbow", "wrist"))
    return _angle(e[0] - s[0], e[1] - s[1], w[0] - e[0], w[1] - e[1])


@_measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_flexion_3d(body: Body, scale: float, side: str) -> float:
    """Bend of the elbow from world landmarks, 0 = straight."""
    s, e, w = (body.world[INDEX[f"{side}_{j}"]] for j in ("shoulder", "elbow", "wrist"))
    u = [b - a for a, b in zip(s, e, strict=True)]
    v = [b - a for a, b in zip(e, w, strict=True)]
    dot = sum(a * b for a, b in zip(u, v, strict=True))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot / (math.hypot(*u) * math.hypot(*v) + 1e-9)))))


@_measure("deg", ("elbow", "wrist"), sided=True)
def forearm_elevation(body: Body, scale: float, side: str) -> float:
    """Forearm from pointing straight down in the picture (0) to straight up (180)."""
    e, w = _p(body, f"{side}_elbow"), _p(body, f"{side}_wrist")
    return _angle(w[0] - e[0], w[1] - e[1], 0.0, 1.0)


@_measure("sw", ("elbow", "wrist"), sided=True)
def forearm_length(body: Body, scale: float, side: str) -> float:
    """Length of the forearm in the picture: it shrinks as the forearm tips towards the camera."""
    e, w = _p(body, f"{side}_elbow"), _p(body, f"{side}_wrist")
    return math.hypot(w[0] - e[0], w[1] - e[1]) / scale


@_measure("sw", ("shoulder", "elbow"), sided=True)
def upper_arm_length(body: Body, scale: float, side: str) -> float:
    """Length of the upper arm in the picture: it shrinks as the arm points at the camera or away."""
    s, e = _p(body, f"{side}_shoulder"), _p(body, f"{side}_elbow")
    return math.hypot(e[0] - s[0], e[1] - s[1]) / scale


@_measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_height(body: Body, scale: float, side: str) -> float:
    """Wrist above the shoulder."""
    return (_p(body, f"{side}_shoulder")[1] - _p(body, f"{side}_wrist")[1]) / scale


@_measure("sw", ("shoulder", "elbow"), sided=True)
def elbow_height(body: Body, scale: float, side: str) -> float:
    """Elbow above the shoulder."""
    return (_p(body, f"{side}_shoulder")[1] - _p(body, f"{side}_elbow")[1]) / scale


@_measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_out(body: Body, scale: float, side: str) -> float:
    """Wrist to the side of the shoulder, away from the body."""
    return _OUT[side] * (_p(body, f"{side}_wrist")[0] - _p(body, f"{side}_shoulder")[0]) / scale


@_measure("sw", ("shoulder", "elbow"), sided=True)
def elbow_out(body: Body, scale: float, side: str) -> float:
    """Elbow to the side of the shoulder, away from the body."""
    return _OUT[side] * (_p(body, f"{side}_elbow")[0] - _p(body, f"{side}_shoulder")[0]) / scale


@_measure("sw", ("wrist",), sided=True, anchored=True)
def wrist_rise(body: Body, scale: float, side: str) -> float:
    """Height of the wrist in the picture."""
    return -_p(body, f"{side}_wrist")[1] / scale


@_measure("m", ("elbow", "wrist"), sided=True)
def forearm_rise_3d(body: Body, scale: float, side: str) -> float:
    """Wrist above the elbow from world landmarks, metres: a hanging forearm that is lifted in any direction."""
    return body.world[INDEX[f"{side}_elbow"]][1] - body.world[INDEX[f"{side}_wrist"]][1]


@_measure("sw", ("elbow",), sided=True, anchored=True)
def elbow_rise(body: Body, scale: float, side: str) -> float:
    """Height of the elbow in the picture."""
    return -_p(body, f"{side}_elbow")[1] / scale


def near_side(body: Body) -> str:
    """The side whose shoulder is nearer to the camera, by the world landmarks."""
    left, right = body.world[INDEX["left_shoulder"]], body.world[INDEX["right_shoulder"]]
    return "left" if left[2] < right[2] else "right"


def _near(fn: Fn, body: Body, scale: float, joint: str) -> float:
    side = near_side(body)
    return fn(body, scale, side) if body.sees(f"{side}_{joint}") else NAN


@_measure("sw", ("left_shoulder", "right_shoulder"))
def near_elbow_out(body: Body, scale: float, side: str) -> float:
    """Elbow of the nearer side out of its shoulder: backward, for a trunk that stands at an angle to the camera."""
    return _near(elbow_out, body, scale, "elbow")


@_measure("sw", ("left_shoulder", "right_shoulder"))
def near_wrist_out(body: Body, scale: float, side: str) -> float:
    """Wrist of the nearer side out of its shoulder: backward, for a trunk that stands at an angle to the camera."""
    return _near(wrist_out, body, scale, "wrist")


@_measure("sw", ("left_elbow", "right_elbow"))
def elbow_gap(body: Body, scale: float, side: str) -> float:
    """From elbow to elbow."""
    return math.dist(_p(body, "left_elbow")[:2], _p(body, "right_elbow")[:2]) / scale


@_measure("sw", ("left_wrist", "right_wrist"))
def wrist_gap(body: Body, scale: float, side: str) -> float:
    """From wrist to wrist."""
    return math.dist(_p(body, "left_wrist")[:2], _p(body, "right_wrist")[:2]) / scale


@_measure("deg", ("left_shoulder", "left_elbow", "right_shoulder", "right_elbow"), signed=True)
def arm_asymmetry(body: Body, scale: float, side: str) -> float:
    """How much higher the left upper arm is lifted than the right one."""
    return arm_elevation(body, scale, "left") - arm_elevation(body, scale, "right")


# ---------------------------------------------------------------- shoulders


@_measure("sw", ("left_shoulder", "right_shoulder"))
def shoulder_width(body: Body, scale: float, side: str) -> float:
    """From shoulder to shoulder in the picture: it falls as the blades draw together or the trunk turns."""
    return math.dist(_p(body, "left_shoulder")[:2], _p(body, "right_shoulder")[:2]) / scale


@_measure("sw", ("shoulder",), sided=True, anchored=True)
def shoulder_rise(body: Body, scale: float, side: str) -> float:
    """Height of the shoulder in the picture."""
    return -_p(body, f"{side}_shoulder")[1] / scale


@_measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulder_line_rise(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the shoulders in the picture."""
    return -_middle(body, "shoulder")[1] / scale


@_measure("sw", ("ear", "shoulder"), sided=True)
def ear_shoulder(body: Body, scale: float, side: str) -> float:
    """Ear above the shoulder of the same side."""
    return (_p(body, f"{side}_shoulder")[1] - _p(body, f"{side}_ear")[1]) / scale


@_measure("sw", ("left_ear", "right_ear", "left_shoulder", "right_shoulder"))
def neck_height(body: Body, scale: float, side: str) -> float:
    """Middle of the ears above the middle of the shoulders."""
    return (_middle(body, "shoulder")[1] - _middle(body, "ear")[1]) / scale


@_measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def shoulder_tilt(body: Body, scale: float, side: str) -> float:
    """The line of the shoulders against the horizontal, + when the left one is lower (leaning to the left)."""
    a, b = _p(body, "left_shoulder"), _p(body, "right_shoulder")
    return math.degrees(math.atan2(a[1] - b[1], abs(a[0] - b[0]) + 1e-9))


@_measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def trunk_turn_3d(body: Body, scale: float, side: str) -> float:
    """Turn of the shoulder line about the vertical from world landmarks, + to the left."""
    a, b = body.world[INDEX["left_shoulder"]], body.world[INDEX["right_shoulder"]]
    return math.degrees(math.atan2(a[2] - b[2], a[0] - b[0]))


@_measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulder_depth(body: Body, scale: float, side: str) -> float:
    """Shoulders towards the camera as the landmarker guesses it from the hips: support only, never alone."""
    a, b = _p(body, "left_shoulder"), _p(body, "right_shoulder")
    return -(a[2] + b[2]) / 2 / scale


# ---------------------------------------------------------------- head


@_measure("deg", ("left_ear", "right_ear", "left_shoulder", "right_shoulder"), signed=True)
def neck_side_bend(body: Body, scale: float, side: str) -> float:
    """The line of the ears against the line of the shoulders, + with the left ear towards the left shoulder."""
    a, b = _p(body, "left_ear"), _p(body, "right_ear")
    ears = math.degrees(math.atan2(a[1] - b[1], abs(a[0] - b[0]) + 1e-9))
    return ears - shoulder_tilt(body, scale, side)


@_measure("1", ("nose", "left_ear", "right_ear"), signed=True)
def head_turn(body: Body, scale: float, side: str) -> float:
    """Nose off the middle of the ears, over half their distance, + to the left; beyond 1 the far ear is hidden."""
    left, right, nose = _p(body, "left_ear"), _p(body, "right_ear"), _p(body, "nose")
    half = max(abs(left[0] - right[0]) / 2, 0.05 * scale)
    return (nose[0] - (left[0] + right[0]) / 2) / half


@_measure("sw", ("nose", "left_ear", "right_ear"))
def nose_drop(body: Body, scale: float, side: str) -> float:
    """Nose below the middle of the ears: it grows as the head nods."""
    return (_p(body, "nose")[1] - _middle(body, "ear")[1]) / scale


@_measure("sw", ("left_ear", "right_ear"))
def head_width(body: Body, scale: float, side: str) -> float:
    """From ear to ear in the picture: it grows as the head comes nearer and falls as it turns."""
    return math.dist(_p(body, "left_ear")[:2], _p(body, "right_ear")[:2]) / scale


@_measure("sw", ("nose",), anchored=True)
def nose_rise(body: Body, scale: float, side: str) -> float:
    """Height of the nose in the picture."""
    return -_p(body, "nose")[1] / scale


@_measure("sw", ("left_ear", "right_ear"), anchored=True)
def ear_line_rise(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the ears in the picture: it stays where it is when only the shoulders move."""
    return -_middle(body, "ear")[1] / scale


@_measure("sw", ("left_eye_outer", "right_eye_outer"))
def eye_width(body: Body, scale: float, side: str) -> float:
    """From one eye's outer corner to the other's: the size of the face, so how near it is."""
    return math.dist(_p(body, "left_eye_outer")[:2], _p(body, "right_eye_outer")[:2]) / scale


# ---------------------------------------------------------------- trunk


@_measure("deg", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"), signed=True)
def trunk_lean(body: Body, scale: float, side: str) -> float:
    """Line from the hips to the shoulders against the vertical, + to the person's left of the picture."""
    x, y = _trunk_down(body)
    return math.degrees(math.atan2(-x, y))


# ---- desk


@_measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulders_height(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the shoulders above the middle of the picture."""
    return (body.size[1] / 2 - _middle(body, "shoulder")[1]) / scale


@_measure("sw", ("left_ear", "right_ear"), anchored=True)
def head_height(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the ears above the middle of the picture."""
    return (body.size[1] / 2 - _middle(body, "ear")[1]) / scale


@_measure("sw", ("left_shoulder", "right_shoulder"), signed=True, anchored=True)
def shoulders_shift(body: Body, scale: float, side: str) -> float:
    """Middle of the shoulders to the side of the middle of the picture, + to the person's left."""
    return (_middle(body, "shoulder")[0] - body.size[0] / 2) / scale


@_measure("sw", ("left_ear", "right_ear"), signed=True, anchored=True)
def head_shift(body: Body, scale: float, side: str) -> float:
    """Middle of the ears to the side of the middle of the picture, + to the person's left."""
    return (_middle(body, "ear")[0] - body.size[0] / 2) / scale


@_measure("sw", ("left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"))
def face_height(body: Body, scale: float, side: str) -> float:
    """From the eyes to the mouth: the size of the face, which turning the head does not change (nodding does)."""
    eyes = [(a + b) / 2 for a, b in zip(_p(body, "left_eye_outer"), _p(body, "right_eye_outer"), strict=True)]
    mouth = [(a + b) / 2 for a, b in zip(_p(body, "mouth_left"), _p(body, "mouth_right"), strict=True)]
    return math.dist(eyes[:2], mouth[:2]) / scale


# ---- from the side and on the floor


def _facing(body: Body) -> float:
    """Where the chest points in the picture, +1 = right, -1 = left, seen from the side: from which shoulder and hip
    are nearer to the camera (the order in depth is right where the depth itself is not)."""
    depth = sum(body.world[INDEX[f"left_{j}"]][2] - body.world[INDEX[f"right_{j}"]][2] for j in ("shoulder", "hip"))
    return 1.0 if depth > 0 else -1.0


def _nearer(body: Body) -> str:
    """The side that is nearer to the camera."""
    return "right" if _facing(body) > 0 else "left"


def _turned(body: Body, ax: float, ay: float, bx: float, by: float) -> float:
    """Degrees from one direction to another, -180 to 180, + towards where the chest points."""
    return -_facing(body) * math.degrees(math.atan2(ax * by - ay * bx, ax * bx + ay * by))


def _unwrapped(degrees: float, low: float = -120.0) -> float:
    return degrees + 360 if degrees < low else degrees


_TORSO = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")


def _near_only(fn: Fn, *joints: str) -> Fn:
    """The measure of the side nearer to the camera; NaN when that side's joints cannot be trusted."""

    def near(body: Body, scale: float, side: str) -> float:
        side = _nearer(body)
        return fn(body, scale, side) if body.sees(*(f"{side}_{joint}" for joint in joints)) else NAN

    return near


@_measure("deg", _TORSO)
def trunk_forward(body: Body, scale: float, side: str) -> float:
    """Line from the hips to the shoulders seen from the side: 0 upright, 90 face down, -90 on the back."""
    x, y = _trunk_down(body)
    return math.degrees(math.atan2(-x * _facing(body), y))


@_measure("deg", ("nose", "left_ear", "right_ear", *_TORSO))
def face_up(body: Body, scale: float, side: str) -> float:
    """Line from the ears to the nose seen from the side: 0 straight ahead, 90 up, -90 down."""
    ear, nose = _middle(body, "ear"), _p(body, "nose")
    degrees = math.degrees(math.atan2(ear[1] - nose[1], _facing(body) * (nose[0] - ear[0])))
    return degrees - 360 if degrees > 150 else degrees


@_measure("sw", ("left_ear", "right_ear", *_TORSO))
def ear_forward(body: Body, scale: float, side: str) -> float:
    """Ears ahead of the shoulders, towards where the chest points, seen from the side."""
    return _facing(body) * (_middle(body, "ear")[0] - _middle(body, "shoulder")[0]) / scale


@_measure("sw", ("nose", "left_ear", "right_ear", *_TORSO))
def head_forward(body: Body, scale: float, side: str) -> float:
    """Middle of the face ahead of the line from the hips to the shoulders, seen from the side: swaying leaves it."""
    down_x, down_y = _trunk_down(body)
    x, y = _middle(body, "shoulder")
    face = [(sum(p[i] for p in body.px[:11]) / 11) for i in (0, 1)]
    return _facing(body) * ((face[0] - x) * down_y - (face[1] - y) * down_x) / (math.hypot(down_x, down_y) * scale)


@_measure("sw", ("nose", *_TORSO))
def nose_forward(body: Body, scale: float, side: str) -> float:
    """Nose ahead of the shoulders, towards where the chest points, seen from the side."""
    return _facing(body) * (_p(body, "nose")[0] - _middle(body, "shoulder")[0]) / scale


@_measure("deg", ("shoulder", "elbow", "hip"), sided=True)
def shoulder_flexion(body: Body, scale: float, side: str) -> float:
    """Upper arm against the trunk seen from the side: 0 beside it, 90 forward, 180 overhead, negative behind it."""
    a, b = _p(body, f"{side}_shoulder"), _p(body, f"{side}_elbow")
    return _unwrapped(_turned(body, *_trunk_down(body), b[0] - a[0], b[1] - a[1]))


@_measure("sw", ("shoulder", "wrist"), sided=True)
def wrist_forward(body: Body, scale: float, side: str) -> float:
    """Wrist ahead of the shoulder, towards where the chest points (on all fours the head), seen from the side."""
    return _facing(body) * (_p(body, f"{side}_wrist")[0] - _p(body, f"{side}_shoulder")[0]) / scale


@_measure("deg", ("shoulder", "hip", "knee"), sided=True)
def hip_flexion(body: Body, scale: float, side: str) -> float:
    """Thigh against the trunk seen from the side: 0 in line with it, + towards the chest, negative arched backward."""
    a, b = _p(body, f"{side}_hip"), _p(body, f"{side}_knee")
    return _unwrapped(_turned(body, *_trunk_down(body), b[0] - a[0], b[1] - a[1]))


@_measure("deg", ("hip", "knee"), sided=True)
def thigh_forward(body: Body, scale: float, side: str) -> float:
    """Thigh against the vertical seen from the side: 0 straight down from the hip, 90 level towards the chest."""
    a, b = _p(body, f"{side}_hip"), _p(body, f"{side}_knee")
    return math.degrees(math.atan2(_facing(body) * (b[0] - a[0]), b[1] - a[1]))


@_measure("deg", ("hip", "knee", "ankle"), sided=True)
def knee_flexion(body: Body, scale: float, side: str) -> float:
    """Bend of the knee in the picture, 0 = straight."""
    h, k, a = (_p(body, f"{side}_{j}") for j in ("hip", "knee", "ankle"))
    return _angle(k[0] - h[0], k[1] - h[1], a[0] - k[0], a[1] - k[1])


@_measure("sw", ("hip", "knee"), sided=True)
def knee_height(body: Body, scale: float, side: str) -> float:
    """Knee above the hip of the same side."""
    return (_p(body, f"{side}_hip")[1] - _p(body, f"{side}_knee")[1]) / scale


@_measure("sw", ("hip", "ankle"), sided=True)
def ankle_height(body: Body, scale: float, side: str) -> float:
    """Ankle above the hip of the same side."""
    return (_p(body, f"{side}_hip")[1] - _p(body, f"{side}_ankle")[1]) / scale


@_measure("sw", ("shoulder", "knee"), sided=True)
def knee_shoulder(body: Body, scale: float, side: str) -> float:
    """From the knee to the shoulder of the same side."""
    return math.dist(_p(body, f"{side}_knee")[:2], _p(body, f"{side}_shoulder")[:2]) / scale


@_measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def elbow_lead(body: Body, scale: float, side: str) -> float:
    """How much more this elbow is bent than the other one; 0 where the other cannot be seen."""
    other = "right" if side == "left" else "left"
    if not body.sees(f"{other}_shoulder", f"{other}_elbow", f"{other}_wrist"):
        return 0.0
    return elbow_flexion(body, scale, side) - elbow_flexion(body, scale, other)


@_measure("sw", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"))
def trunk_length(body: Body, scale: float, side: str) -> float:
    """From the shoulders to the hips in the picture: it shrinks as the trunk tips towards the camera."""
    return math.hypot(*_trunk_down(body)) / scale


@_measure("sw", ("left_knee", "right_knee"))
def knee_gap(body: Body, scale: float, side: str) -> float:
    """From knee to knee."""
    return math.dist(_p(body, "left_knee")[:2], _p(body, "right_knee")[:2]) / scale


@_measure("m", ("shoulder",), sided=True)
def shoulder_back_3d(body: Body, scale: float, side: str) -> float:
    """This shoulder farther from the camera than the other one, metres, from world landmarks."""
    other = "right" if side == "left" else "left"
    return body.world[INDEX[f"{side}_shoulder"]][2] - body.world[INDEX[f"{other}_shoulder"]][2]


@_measure("deg", ("shoulder",), sided=True)
def shoulder_open_3d(body: Body, scale: float, side: str) -> float:
    """Chest of somebody who lies on the other side turned open: 0 with this shoulder right above the other, + behind it
    as seen from the camera, from world landmarks."""
    other = "right" if side == "left" else "left"
    own, low = body.world[INDEX[f"{side}_shoulder"]], body.world[INDEX[f"{other}_shoulder"]]
    return math.degrees(math.atan2(own[2] - low[2], abs(low[1] - own[1])))


@_measure("deg", ("shoulder", "elbow", "wrist"), sided=True)
def arm_open_3d(body: Body, scale: float, side: str) -> float:
    """The arm of somebody who lies facing the camera: 0 towards it, 90 up, 180 opened behind them."""
    s, e, w = (body.world[INDEX[f"{side}_{j}"]] for j in ("shoulder", "elbow", "wrist"))
    up, to = 2 * s[1] - e[1] - w[1], 2 * s[2] - e[2] - w[2]
    return _unwrapped(math.degrees(math.atan2(up, to)), -90.0)


@_measure("deg", ("shoulder", "hip", "knee"), sided=True)
def knees_aside(body: Body, scale: float, side: str) -> float:
    """Both bent knees of somebody on their back let down to this side, about 20 upright, 80 and more on the floor.

    Towards the camera it is the turn about the trunk from world landmarks. Away from the camera the depth hardly moves,
    and the thighs flatten in the picture by a quarter of the turn; a turn towards the camera does that too, so it is
    taken off. The nearer side is the one whose shoulder and hip are nearer in depth and lower, because the camera
    stands higher than the floor.
    """
    world = body.world
    trunk, knees = _world_between(world, "hip", "shoulder"), _world_between(world, "hip", "knee")
    length = math.hypot(trunk[0], trunk[2]) + 1e-9
    towards = (trunk[2] * knees[0] - trunk[0] * knees[2]) / length * math.copysign(1.0, trunk[0])
    to_camera = math.degrees(math.atan2(towards, -knees[1]))
    low = near = 0.0
    for joint in ("shoulder", "hip"):
        left, right = world[INDEX[f"left_{joint}"]], world[INDEX[f"right_{joint}"]]
        low, near = low + left[1] - right[1], near + right[2] - left[2]
    if side == ("left" if near + 0.4 * low > 0 else "right"):
        return to_camera
    hip, knee = _middle(body, "hip"), _middle(body, "knee")
    flat = 90 - math.degrees(math.atan2(hip[1] - knee[1], abs(knee[0] - hip[0])))
    return 4 * (flat - 2.2 * max(0.0, to_camera - 25.0)) - 120


def _world_between(world: list[list[float]], start: str, end: str) -> list[float]:
    """From the middle of two joints to the middle of two others, world landmarks, metres."""
    return [
        (world[INDEX[f"left_{end}"]][i] + world[INDEX[f"right_{end}"]][i]) / 2
        - (world[INDEX[f"left_{start}"]][i] + world[INDEX[f"right_{start}"]][i]) / 2
        for i in range(3)
    ]


@_measure("sw", ("shoulder",), sided=True)
def other_wrist_height(body: Body, scale: float, side: str) -> float:
    """Wrist of the other arm above its shoulder."""
    other = "right" if side == "left" else "left"
    seen = body.sees(f"{other}_shoulder", f"{other}_wrist")
    return wrist_height(body, scale, other) if seen else NAN


@_measure("deg", ("shoulder", "hip", "knee"), sided=True)
def other_hip_flexion(body: Body, scale: float, side: str) -> float:
    """Thigh of the other leg against the trunk, as in `hip_flexion`."""
    return hip_flexion(body, scale, "right" if side == "left" else "left")


@_measure("deg", ("shoulder", "hip", "knee"), sided=True)
def hip_lead(body: Body, scale: float, side: str) -> float:
    """How much more this thigh is drawn towards the chest than the other one."""
    return hip_flexion(body, scale, side) - other_hip_flexion(body, scale, side)


@_measure("deg", ("left_shoulder", "right_shoulder", "left_hip", "right_hip"))
def trunk_lean_3d(body: Body, scale: float, side: str) -> float:
    """Trunk tipped from the vertical in any direction, from world landmarks: below 30 upright, 40 and more hinged."""
    x, y, z = _world_between(body.world, "hip", "shoulder")
    return math.degrees(math.atan2(math.hypot(x, z), -y))


@_measure("deg", ("nose", "left_ear", "right_ear", *_TORSO))
def neck_extension(body: Body, scale: float, side: str) -> float:
    """Face tipped back against the trunk, seen from the side: about -25 with the head straight."""
    return face_up(body, scale, side) + trunk_forward(body, scale, side)


def _add_near(name: str, joints: tuple[str, ...]) -> None:
    """`near_<name>`: the measure of whichever side is nearer to the camera, where the far one is guessed."""
    measure = VOCABULARY[name]
    fn = _near_only(measure.fn, *measure.joints)
    says = f"{measure.says} Of the side nearer to the camera."
    VOCABULARY[f"near_{name}"] = Measure(f"near_{name}", measure.unit, joints, False, False, measure.anchored, says, fn)


for _name in (
    "shoulder_flexion", "hip_flexion", "thigh_forward", "knee_flexion", "elbow_flexion", "arm_elevation",
    "elbow_height", "wrist_height", "knee_height", "ankle_height", "ear_shoulder", "knee_shoulder",
):  # fmt: skip
    _add_near(_name, _TORSO)


# ---- turns, the head in space, the other side


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


@_measure("deg", ("left_eye_outer", "right_eye_outer", "mouth_left", "mouth_right"), signed=True)
def head_tilt(body: Body, scale: float, side: str) -> float:
    """The face against the vertical, from the line of the eyes and the line from the mouth to them, + to the left."""
    left, right = _p(body, "left_eye_outer"), _p(body, "right_eye_outer")
    a, b = _p(body, "mouth_left"), _p(body, "mouth_right")
    across = math.atan2(left[1] - right[1], abs(left[0] - right[0]) + 1e-9)
    up_x, up_y = (left[0] + right[0] - a[0] - b[0]) / 2, (a[1] + b[1] - left[1] - right[1]) / 2
    return math.degrees(across + math.atan2(up_x, abs(up_y) + 1e-9)) / 2


_NOSE_AHEAD = 1.35  # the nose is this many times as far ahead of the line of the ears as an ear is off its middle


@_measure("deg", ("nose", "left_ear", "right_ear"), signed=True)
def head_yaw(body: Body, scale: float, side: str) -> float:
    """Turn of the head against the camera from where the nose stands between the ears, + to the left."""
    return math.degrees(math.atan(head_turn(body, scale, side) / _NOSE_AHEAD))


@_measure("sw", ("nose", "left_shoulder", "right_shoulder"), signed=True)
def nose_aside(body: Body, scale: float, side: str) -> float:
    """Nose to the side of the middle of the shoulders, + to the left."""
    return (_p(body, "nose")[0] - _middle(body, "shoulder")[0]) / scale


@_measure("sw", ("nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder"), signed=True)
def chin_aside(body: Body, scale: float, side: str) -> float:
    """`nose_aside` of a head that is rolled down to one side, + to the left. Such a face can be taken for the back of a
    head: then the ears change places and the nose is drawn in as far, so what they have crossed is given back."""
    aside = nose_aside(body, scale, side)
    crossed = max(0.0, (_p(body, "right_ear")[0] - _p(body, "left_ear")[0]) / scale)
    return math.copysign(abs(aside) + crossed, aside)


@_measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def trunk_turn(body: Body, scale: float, side: str) -> float:
    """Turn of the shoulder line about the vertical, + to the left: `trunk_turn_3d` put straight, which says half of
    a turn as long as it is small and all of it when it is large."""
    seen = trunk_turn_3d(body, scale, side)
    return math.copysign(100 * (1 - math.exp(-abs(seen) / 45)), seen)


@_measure("deg", ("shoulder",), sided=True)
def other_arm_elevation(body: Body, scale: float, side: str) -> float:
    """`arm_elevation` of the arm that is not on this side: what a bend or a one-armed stretch asks of it."""
    other = _other(side)
    return arm_elevation(body, scale, other) if body.sees(f"{other}_shoulder", f"{other}_elbow") else NAN


_ARM = 1.65  # from shoulder to wrist, in shoulder widths


@_measure("deg", ("shoulder", "wrist"), sided=True)
def arm_raise(body: Body, scale: float, side: str) -> float:
    """A straight arm lifted in any direction, 0 hanging to 180 straight up: how far the wrist is below or above the
    shoulder against the length of an arm. Unlike `arm_elevation` it sees an arm that comes towards the camera from
    its first inch."""
    return math.degrees(math.acos(max(-1.0, min(1.0, -wrist_height(body, scale, side) / _ARM))))


@_measure("sw", ("wrist",), sided=True)
def hand_to_face(body: Body, scale: float, side: str) -> float:
    """From the wrist to the nose."""
    if not body.sees("nose"):
        return NAN
    return math.dist(_p(body, f"{side}_wrist")[:2], _p(body, "nose")[:2]) / scale


@_measure("sw", ("knee",), sided=True)
def knee_lift(body: Body, scale: float, side: str) -> float:
    """Knee above the other knee."""
    other = f"{_other(side)}_knee"
    return (_p(body, other)[1] - _p(body, f"{side}_knee")[1]) / scale if body.sees(other) else NAN


@_measure("sw", ("ankle",), sided=True)
def foot_lift(body: Body, scale: float, side: str) -> float:
    """Ankle above the other ankle."""
    other = f"{_other(side)}_ankle"
    return (_p(body, other)[1] - _p(body, f"{side}_ankle")[1]) / scale if body.sees(other) else NAN


# ---------------------------------------------------------------- taking them


@dataclass
class Scale:
    """One shoulder width of this person in pixels, steady while they move.

    It is settled over the first `settle_s` seconds and changes only when they have come nearer or gone away: when the
    plain value has been off by more than `tolerance` for `moved_s`.
    """

    settle_s: float = 0.3
    tolerance: float = 0.18
    moved_s: float = 2.0
    px: float = NAN
    _first_s: float = NAN
    _recent: deque[tuple[float, float]] = field(default_factory=deque)

    def update(self, body: Body, moving: bool = False) -> float:
        """Pixels in one shoulder width, NaN until the shoulders have been seen. Who is `moving`, turned or bent in the
        middle of a repetition, has not gone away."""
        if moving and not math.isnan(self.px):
            self._recent.clear()
            return self.px
        if not body.sees("left_shoulder", "right_shoulder"):
            return self.px
        if math.isnan(self._first_s):
            self._first_s = body.t_s
        self._recent.append((body.t_s, body.length_px))
        while self._recent[0][0] < body.t_s - self.moved_s:
            self._recent.popleft()
        if math.isnan(self.px) or body.t_s - self._first_s <= self.settle_s or self._has_moved():
            self.px = self._median()
        return self.px

    def _median(self) -> float:
        values = sorted(v for _, v in self._recent)
        return values[len(values) // 2]

    def _has_moved(self) -> bool:
        if self._recent[-1][0] - self._recent[0][0] < 0.9 * self.moved_s:
            return False
        low, high = (1 - self.tolerance) * self.px, (1 + self.tolerance) * self.px
        return all(v < low for _, v in self._recent) or all(v > high for _, v in self._recent)


def sided_names(name: str) -> tuple[str, ...]:
    """The measures that a name stands for: both sides of a limb's measure, or the name itself."""
    return (f"left_{name}", f"right_{name}") if VOCABULARY[name].sided else (name,)


def landmarks_of(name: str) -> tuple[str, ...]:
    """The landmarks that a measure (with its side, where it has one) cannot be taken without."""
    side, measure = split_side(name)
    return tuple(f"{side}_{joint}" if measure.sided else joint for joint in measure.joints)


def split_side(name: str) -> tuple[str, Measure]:
    """Side ("" for the whole body) and word of the vocabulary of "left_elbow_flexion"; KeyError when there is none."""
    if name in VOCABULARY:
        return "", VOCABULARY[name]
    side, _, rest = name.partition("_")
    if side not in _OUT or not VOCABULARY[rest].sided:
        raise KeyError(name)
    return side, VOCABULARY[rest]


@dataclass
class Measurer:
    """Takes the named measures of each body; `update()` once a frame."""

    names: tuple[str, ...]
    scale: Scale = field(default_factory=Scale)

    def __post_init__(self) -> None:
        self._plan = []
        for name in self.names:
            side, measure = split_side(name)
            needs = [INDEX[joint] for joint in landmarks_of(name)]
            self._plan.append((name, measure.fn, side or "left", needs))

    def update(self, body: Body, moving: bool = False) -> dict[str, float]:
        """Name -> value, NaN where a landmark cannot be trusted."""
        px, trusted = self.scale.update(body, moving), body.trusted
        if math.isnan(px):
            return dict.fromkeys(self.names, NAN)
        return {
            name: fn(body, px, side) if all(trusted[i] for i in needs) else NAN for name, fn, side, needs in self._plan
        }


__all__ = [
    "VOCABULARY", "Measure", "Measurer", "Scale", "landmarks_of", "mirror_name", "sided_names", "split_side",
]  # fmt: skip
