"""Hips, knees and feet."""

from __future__ import annotations

import math

from coach.body.measures.geometry import (
    PLAIN_LEFT,
    PLAIN_RIGHT,
    angle,
    between_in_world,
    facing,
    middle,
    other_side,
    trunk_down,
    turned,
    unwrapped,
)
from coach.body.measures.vocabulary import NAN, measure
from coach.body.visibility import Body


@measure("deg", ("shoulder", "hip", "knee"), sided=True)
def hip_flexion(body: Body, scale: float, side: str) -> float:
    """Thigh against the trunk seen from the side: 0 in line with it, + towards the chest, negative arched backward."""
    a, b = body.at[f"{side}_hip"], body.at[f"{side}_knee"]
    return unwrapped(turned(body, *trunk_down(body), b[0] - a[0], b[1] - a[1]))


@measure("deg", ("shoulder", "hip", "knee"), sided=True)
def other_hip_flexion(body: Body, scale: float, side: str) -> float:
    """Thigh of the other leg against the trunk, as in `hip_flexion`."""
    return hip_flexion(body, scale, other_side(side))


@measure("deg", ("shoulder", "hip", "knee"), sided=True)
def hip_lead(body: Body, scale: float, side: str) -> float:
    """How much more this thigh is drawn towards the chest than the other one."""
    return hip_flexion(body, scale, side) - other_hip_flexion(body, scale, side)


@measure("deg", ("hip", "knee"), sided=True)
def thigh_forward(body: Body, scale: float, side: str) -> float:
    """Thigh against the vertical seen from the side: 0 straight down from the hip, 90 level towards the chest."""
    a, b = body.at[f"{side}_hip"], body.at[f"{side}_knee"]
    return math.degrees(math.atan2(facing(body) * (b[0] - a[0]), b[1] - a[1]))


@measure("deg", ("hip", "knee", "ankle"), sided=True)
def knee_flexion(body: Body, scale: float, side: str) -> float:
    """Bend of the knee in the picture, 0 = straight."""
    h, k, a = (body.at[f"{side}_{j}"] for j in ("hip", "knee", "ankle"))
    return angle(k[0] - h[0], k[1] - h[1], a[0] - k[0], a[1] - k[1])


@measure("sw", ("hip", "knee"), sided=True)
def knee_height(body: Body, scale: float, side: str) -> float:
    """Knee above the hip of the same side."""
    return (body.at[f"{side}_hip"][1] - body.at[f"{side}_knee"][1]) / scale


@measure("sw", ("left_knee", "right_knee"))
def knee_gap(body: Body, scale: float, side: str) -> float:
    """From knee to knee."""
    return math.dist(body.at["left_knee"][:2], body.at["right_knee"][:2]) / scale


@measure("sw", ("shoulder", "knee"), sided=True)
def knee_shoulder(body: Body, scale: float, side: str) -> float:
    """From the knee to the shoulder of the same side."""
    return math.dist(body.at[f"{side}_knee"][:2], body.at[f"{side}_shoulder"][:2]) / scale


@measure("sw", ("knee",), sided=True)
def knee_lift(body: Body, scale: float, side: str) -> float:
    """Knee above the other knee."""
    other = f"{other_side(side)}_knee"
    return (body.at[other][1] - body.at[f"{side}_knee"][1]) / scale if body.sees(other) else NAN


@measure("deg", ("shoulder", "hip", "knee"), sided=True)
def knees_aside(body: Body, scale: float, side: str) -> float:
    """Both bent knees of somebody on their back let down to this side, about 20 upright, 80 and more on the floor.

    Towards the camera it is the turn about the trunk from world landmarks. Away from the camera the depth hardly moves,
    and the thighs flatten in the picture by a quarter of the turn. The picture also says which of the two it is: only
    a turn towards the camera drops the near knee below the far one. Of somebody on their back, the left side is
    nearer when the head lies to the right in the picture.
    """
    world = body.world
    trunk, knees = between_in_world(world, "hip", "shoulder"), between_in_world(world, "hip", "knee")
    length = math.hypot(trunk[0], trunk[2]) + 1e-9
    towards = (trunk[2] * knees[0] - trunk[0] * knees[2]) / length * math.copysign(1.0, trunk[0])
    to_camera = math.degrees(math.atan2(towards, -knees[1]))
    near = PLAIN_LEFT if trunk[0] > 0 else PLAIN_RIGHT
    drop = _knee_drop(body, near)
    if side == near:
        # A knee that lies on the floor has dropped by .3 shoulder widths, for 90 degrees; without a drop it is near
        # upright.
        return min(to_camera, 30 + 200 * max(0.0, drop))
    hip, knee = middle(body, "hip"), middle(body, "knee")
    flat = 90 - math.degrees(math.atan2(hip[1] - knee[1], abs(knee[0] - hip[0])))
    # The thighs flatten by a quarter of the turn (hence 4, and 120 for what they slope upright); what the drop
    # (beyond .22) and a turn towards the camera (beyond 45) flatten of their own is taken out. Fitted on people
    # who let their knees down to either side.
    away = 4 * (flat - 70 * max(0.0, drop - 0.22) - 2.2 * max(0.0, to_camera - 45.0)) - 120
    return min(away, 110.0)  # on the floor: no knee goes further


def _knee_drop(body: Body, near: str) -> float:
    """How far the near knee is below the far one in the picture, in lengths of the trunk: 0.1 to 0.2 with both
    upright, below 0.1 with both let down away from the camera, above 0.4 from a third of the way towards it on."""
    lower = body.at[f"{near}_knee"][1] - body.at[f"{other_side(near)}_knee"][1]
    return lower / max(math.hypot(*trunk_down(body)), 1.0)


@measure("sw", ("hip", "ankle"), sided=True)
def ankle_height(body: Body, scale: float, side: str) -> float:
    """Ankle above the hip of the same side."""
    return (body.at[f"{side}_hip"][1] - body.at[f"{side}_ankle"][1]) / scale


@measure("sw", ("ankle",), sided=True)
def foot_lift(body: Body, scale: float, side: str) -> float:
    """Ankle above the other ankle."""
    other = f"{other_side(side)}_ankle"
    return (body.at[other][1] - body.at[f"{side}_ankle"][1]) / scale if body.sees(other) else NAN
