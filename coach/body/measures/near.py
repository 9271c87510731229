"""Measures of whichever side is nearer to the camera, where the far one is hidden or guessed."""

from __future__ import annotations

from coach.body.landmarks import INDEX
from coach.body.measures.arms import (
    arm_elevation,
    elbow_flexion,
    elbow_height,
    elbow_out,
    shoulder_flexion,
    wrist_height,
    wrist_out,
)
from coach.body.measures.geometry import TORSO, nearer
from coach.body.measures.legs import (
    ankle_height,
    hip_flexion,
    knee_flexion,
    knee_height,
    knee_shoulder,
    thigh_forward,
)
from coach.body.measures.shoulders import ear_shoulder
from coach.body.measures.vocabulary import NAN, VOCABULARY, Fn, Measure, measure
from coach.body.side import LEFT, RIGHT, SIDES, Side
from coach.body.visibility import Body


def near_side(body: Body) -> Side:
    """The side whose shoulder is nearer to the camera, by the world landmarks."""
    world = body.world
    left, right = world[INDEX["left_shoulder"]], world[INDEX["right_shoulder"]]
    return LEFT if left[2] < right[2] else RIGHT


def _near(fn: Fn, body: Body, scale: float, joint: str) -> float:
    side = near_side(body)
    return fn(body, scale, side) if body.sees(f"{side}_{joint}") else NAN


@measure("sw", ("left_shoulder", "right_shoulder"))
def near_elbow_out(body: Body, scale: float, side: str) -> float:
    """Elbow of the nearer side out of its shoulder: backward, for a trunk that stands at an angle to the camera."""
    return _near(elbow_out, body, scale, "elbow")


@measure("sw", ("left_shoulder", "right_shoulder"))
def near_wrist_out(body: Body, scale: float, side: str) -> float:
    """Wrist of the nearer side out of its shoulder: backward, for a trunk that stands at an angle to the camera."""
    return _near(wrist_out, body, scale, "wrist")


def _near_only(fn: Fn, *joints: str) -> Fn:
    """The measure of the side nearer to the camera; NaN when that side's joints cannot be trusted."""
    needs: dict[str, frozenset[str]] = {side: frozenset(f"{side}_{joint}" for joint in joints) for side in SIDES}

    def near(body: Body, scale: float, side: str) -> float:
        side = nearer(body)
        return fn(body, scale, side) if needs[side].isdisjoint(body.hidden) else NAN

    return near


def _add_near(fn: Fn) -> None:
    """`near_<name>`: the measure of whichever side is nearer to the camera, where the far one is guessed."""
    word = VOCABULARY[fn.__name__]
    name, says = f"near_{word.name}", f"{word.says} Of the side nearer to the camera."
    VOCABULARY[name] = Measure(name, word.unit, TORSO, False, False, word.anchored, says, _near_only(fn, *word.joints))


for _fn in (
    shoulder_flexion, hip_flexion, thigh_forward, knee_flexion, elbow_flexion, arm_elevation,
    elbow_height, wrist_height, knee_height, ankle_height, ear_shoulder, knee_shoulder,
):  # fmt: skip
    _add_near(_fn)
