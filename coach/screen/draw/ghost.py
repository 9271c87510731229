"""The ghost: the outline of the limbs at their target, to reach into. Dashed, and whole once it is reached."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from coach.body.landmarks import INDEX, Array
from coach.body.side import SIDES, Side
from coach.capture.source import Image
from coach.definitions.phase import Phase
from coach.screen.bitmap_text import Bitmap, Colour, Sheet
from coach.screen.demonstration import Demonstration
from coach.screen.draw.colours import REACHED
from coach.screen.draw.pose_alignment import PoseAlignment
from coach.screen.figures import EDGE, WHITE
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

TRAVELS = 0.14  # trunk lengths that a part has to travel to be worth a ghost
SHOWN = (Stage.COUNT_IN, Stage.SET)
_FILL = 0.22  # opacity, chosen by eye: the person shines through
_DASH, _DASH_GAP = 1.3, 0.8  # grid units
_ARMS = tuple(tuple(INDEX[f"{side}_{joint}"] for joint in ("shoulder", "elbow", "wrist")) for side in SIDES)
_LEGS = tuple(tuple(INDEX[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle")) for side in SIDES)
_TRUNK = tuple(INDEX[n] for n in ("left_shoulder", "right_shoulder", "right_hip", "left_hip"))
_EARS = (INDEX["left_ear"], INDEX["right_ear"])


@dataclass(frozen=True, eq=False)
class _Outline:
    """A painted ghost, where it belongs, and what it was painted from."""

    bitmap: Bitmap
    x: int
    y: int
    points: Array
    reached: bool


class Ghost:
    """Draws the target of the demonstration over the person. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._demonstration: Demonstration | None = None
        self._aligned: PoseAlignment | None = None
        self._outline: _Outline | None = None

    def update(self, window: Image, progress: WorkoutProgress, demonstration: Demonstration | None, u: float) -> None:
        """Draw into the window in which the picture is shown."""
        if demonstration is not self._demonstration:
            self._demonstration, self._outline = demonstration, None
            self._aligned = None if demonstration is None else PoseAlignment(demonstration)
        if self._aligned is None:
            return
        laid = self._aligned.update(progress)
        frame = progress.set.frame
        if laid is None or frame is None or not is_shown(progress):
            return
        height, width = window.shape[:2]
        scale = width / frame.size[0]
        points = laid[1] * scale
        if self._mirror:
            points[:, 0] = width - points[:, 0]
        reached = progress.stage == Stage.SET and progress.set.phase == Phase.TARGET
        last = self._outline
        if last is None or last.reached != reached or np.abs(last.points - points).max() > 1.0:
            self._outline = _painted(points, travelling(*laid), (width, height), reached, u)
        if self._outline is not None:
            self._outline.bitmap.stamp(window, self._outline.x, self._outline.y)


def is_shown(progress: WorkoutProgress) -> bool:
    """While there is a target to reach, and a camera that judges it."""
    return progress.stage in SHOWN and progress.set.phase != Phase.DONE and not progress.set.timed


def travelling(first: Array, peak: Array) -> tuple[str, ...]:
    """Which of "left_arm", "right_arm", "left_leg", "right_leg", "trunk" and "head" travel from (33, 2) to (33, 2)."""
    way = np.linalg.norm(peak - first, axis=1) / max(_trunk(first, 1.0), 1.0)
    limbs = {"left_arm": _ARMS[0][1:], "right_arm": _ARMS[1][1:], "left_leg": _LEGS[0][1:], "right_leg": _LEGS[1][1:],
             "trunk": _TRUNK, "head": _EARS}  # fmt: skip
    return tuple(name for name, joints in limbs.items() if max(way[j] for j in joints) > TRAVELS)


def _trunk(points: Array, broad: float) -> float:
    """How long the trunk is; one that leans looks short, and is then so many times as long as it is broad."""
    along = points[list(_TRUNK[:2])].mean(axis=0) - points[list(_TRUNK[2:])].mean(axis=0)
    across = points[_TRUNK[0]] - points[_TRUNK[1]]
    return max(float(np.linalg.norm(along)), broad * float(np.linalg.norm(across)))


def _painted(points: Array, parts: tuple[str, ...], size: tuple[int, int], reached: bool, u: float) -> _Outline | None:
    mask, x, y = _silhouette(points, parts, size, u) if parts else (None, 0, 0)
    if mask is None:
        return None
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line: Colour = REACHED if reached else WHITE
    edge, stroke = np.zeros_like(mask), np.zeros_like(mask)
    width = 0.34 * u if reached else 0.2 * u
    for contour in contours:
        for piece in [contour] if reached else _dashes(contour[:, 0], u):
            cv2.polylines(edge, [piece], reached, 255, max(3, round(width + 0.22 * u)), cv2.LINE_AA)
            cv2.polylines(stroke, [piece], reached, 255, max(2, round(width)), cv2.LINE_AA)
    sheet = Sheet(mask.shape[1], mask.shape[0])
    for layer, colour, opacity in ((mask, line, _FILL), (edge, EDGE, 0.8), (stroke, line, 1.0)):
        sheet.cover(layer, 0, 0, colour, opacity)
    return _Outline(sheet.bitmap(), x, y, points, reached)


def _silhouette(
    points: Array, parts: tuple[str, ...], size: tuple[int, int], u: float
) -> tuple[Image | None, int, int]:
    """The parts as one white shape on black, cut to what lies in the picture, and the cut's corner."""
    trunk = _trunk(points, 1.2)
    used = [j for name in parts for j in _joints(name)]
    pad = 0.34 * trunk + u
    low = np.floor(points[used].min(axis=0) - pad).clip(0, size).astype(int)
    high = np.ceil(points[used].max(axis=0) + pad).clip(0, size).astype(int)
    if (high - low < 2).any():
        return None, 0, 0
    mask = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
    moved = points - low
    for name in parts:
        _fill(mask, moved, name, trunk)
    return mask, int(low[0]), int(low[1])


def _joints(name: str) -> tuple[int, ...]:
    side = 0 if name.startswith(Side.LEFT) else 1
    if name.endswith("arm"):
        return _ARMS[side]
    if name.endswith("leg"):
        return _LEGS[side]
    return _TRUNK if name == "trunk" else _EARS


def _fill(mask: Image, points: Array, name: str, trunk: float) -> None:
    joints = [points[j] for j in _joints(name)]
    if name == "trunk":
        cv2.fillConvexPoly(mask, cv2.convexHull(_whole(np.array(joints))), 255, cv2.LINE_AA)
        for i in range(4):
            _tube(mask, joints[i], joints[(i + 1) % 4], 0.2 * trunk)
    elif name == "head":
        cv2.circle(mask, _whole(np.mean(joints, axis=0)).tolist(), round(0.22 * trunk), 255, -1, cv2.LINE_AA)
    else:
        wide = 0.2 if name.endswith("arm") else 0.26
        _tube(mask, joints[0], joints[1], wide * trunk)
        _tube(mask, joints[1], joints[2], 0.85 * wide * trunk)
        if name.endswith("arm"):  # a hand
            _tube(mask, joints[2], joints[2] + 0.3 * (joints[2] - joints[1]), 0.75 * wide * trunk)


def _tube(mask: Image, start: Array, end: Array, width: float) -> None:
    cv2.line(mask, _whole(start).tolist(), _whole(end).tolist(), 255, max(1, round(width)), cv2.LINE_AA)


def _whole(points: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.asarray(np.rint(points.clip(-30_000, 30_000)), np.int32)


def _dashes(
    contour: np.ndarray[tuple[int, ...], np.dtype[np.int32]], u: float
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int32]]]:
    """The contour in pieces with gaps between them, closed evenly."""
    count = max(3, round(len(contour) / ((_DASH + _DASH_GAP) * u)))
    pitch = len(contour) / count
    drawn = _DASH / (_DASH + _DASH_GAP) * pitch
    return [contour[math.floor(k * pitch) : math.floor(k * pitch + drawn) + 1] for k in range(count)]
