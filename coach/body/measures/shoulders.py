"""Shoulders and the line between them."""

from __future__ import annotations

import math

from coach.body.landmarks import INDEX
from coach.body.measures.geometry import middle, other_side
from coach.body.measures.vocabulary import measure
from coach.body.visibility import Body


@measure("sw", ("left_shoulder", "right_shoulder"))
def shoulder_width(body: Body, scale: float, side: str) -> float:
    """From shoulder to shoulder in the picture: it falls as the blades draw together or the trunk turns."""
    return math.dist(body.at["left_shoulder"][:2], body.at["right_shoulder"][:2]) / scale


@measure("sw", ("shoulder",), sided=True, anchored=True)
def shoulder_rise(body: Body, scale: float, side: str) -> float:
    """Height of the shoulder in the picture."""
    return -body.at[f"{side}_shoulder"][1] / scale


@measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulder_line_rise(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the shoulders in the picture."""
    return -middle(body, "shoulder")[1] / scale


@measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulders_height(body: Body, scale: float, side: str) -> float:
    """Height of the middle of the shoulders above the middle of the picture."""
    return (body.size[1] / 2 - middle(body, "shoulder")[1]) / scale


@measure("sw", ("left_shoulder", "right_shoulder"), signed=True, anchored=True)
def shoulders_shift(body: Body, scale: float, side: str) -> float:
    """Middle of the shoulders to the side of the middle of the picture, + to the person's left."""
    return (middle(body, "shoulder")[0] - body.size[0] / 2) / scale


@measure("sw", ("left_shoulder", "right_shoulder"), anchored=True)
def shoulder_depth(body: Body, scale: float, side: str) -> float:
    """Shoulders towards the camera as the landmarker guesses it from the hips: support only, never alone."""
    a, b = body.at["left_shoulder"], body.at["right_shoulder"]
    return -(a[2] + b[2]) / 2 / scale


@measure("deg", ("left_shoulder", "right_shoulder"), signed=True)
def shoulder_tilt(body: Body, scale: float, side: str) -> float:
    """The line of the shoulders against the horizontal, + when the left one is lower (leaning to the left)."""
    a, b = body.at["left_shoulder"], body.at["right_shoulder"]
    return math.degrees(math.atan2(a[1] - b[1], abs(a[0] - b[0]) + 1e-9))


@measure("m", ("shoulder",), sided=True)
def shoulder_back_3d(body: Body, scale: float, side: str) -> float:
    """This shoulder farther from the camera than the other one, metres, from world landmarks."""
    other = other_side(side)
    return body.world[INDEX[f"{side}_shoulder"]][2] - body.world[INDEX[f"{other}_shoulder"]][2]


@measure("deg", ("shoulder",), sided=True)
def shoulder_open_3d(body: Body, scale: float, side: str) -> float:
    """Chest of somebody who lies on the other side turned open: 0 with this shoulder right above the other, + behind it
    as seen from the camera, from world landmarks."""
    other = other_side(side)
    own, low = body.world[INDEX[f"{side}_shoulder"]], body.world[INDEX[f"{other}_shoulder"]]
    return math.degrees(math.atan2(own[2] - low[2], abs(low[1] - own[1])))


@measure("sw", ("ear", "shoulder"), sided=True)
def ear_shoulder(body: Body, scale: float, side: str) -> float:
    """Ear above the shoulder of the same side."""
    return (body.at[f"{side}_shoulder"][1] - body.at[f"{side}_ear"][1]) / scale
