"""The 33 landmarks of BlazePose by name, their mirror images, and one frame of them.

Source: MediaPipe Pose, https://ai.google.dev/edge/mediapipe/solutions/vision/pose_landmarker
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coach.body.side import Side

Array = NDArray[np.float64]

NAMES: tuple[str, ...] = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index",
    "left_thumb", "right_thumb", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_heel", "right_heel", "left_foot_index", "right_foot_index",
)  # fmt: skip
INDEX: dict[str, int] = {name: i for i, name in enumerate(NAMES)}
COUNT = len(NAMES)
_ANCHORS = ("nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_hip", "right_hip")
_XY = np.array([3 * INDEX[name] + axis for name in _ANCHORS for axis in (0, 1)])  # where their x and y lie in `image`
JOINTS = tuple(name.removeprefix("left_") for name in NAMES if name.startswith("left_"))  # each stands for both sides


def mirror_name(name: str) -> str:
    """The same landmark, joint or measure on the other side of the body; a name without a side is its own mirror."""
    words = name.split("_")
    swap: dict[str, str] = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
    return "_".join(swap.get(word, word) for word in words)


MIRROR: tuple[int, ...] = tuple(INDEX[mirror_name(name)] for name in NAMES)

BONES: tuple[tuple[str, str], ...] = (
    ("left_shoulder", "right_shoulder"), ("left_shoulder", "left_elbow"), ("left_elbow", "left_wrist"),
    ("right_shoulder", "right_elbow"), ("right_elbow", "right_wrist"), ("left_shoulder", "left_hip"),
    ("right_shoulder", "right_hip"), ("left_hip", "right_hip"), ("left_hip", "left_knee"),
    ("left_knee", "left_ankle"), ("right_hip", "right_knee"), ("right_knee", "right_ankle"),
    ("left_ear", "nose"), ("nose", "right_ear"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class PoseFrame:
    """One picture's worth of landmarks, exactly as the landmarker gave them, in pixels and metres.

    Attributes
    ----------
    t_s : seconds from the first frame of the source.
    image : (33, 3) pixels; x right, y down, z on the same scale, away from the camera. NaN where there is no body.
    world : (33, 3) metres, hip-centred, same axes.
    visibility : (33,) 0..1 as MediaPipe says; not an occlusion flag (see `visibility.py`).
    size : (width, height) of the picture in pixels.
    """

    t_s: float
    image: Array
    world: Array
    visibility: Array
    size: tuple[int, int]

    @cached_property
    def present(self) -> bool:
        """True when the landmarker saw a body in this picture: head, shoulders and hips, from which its size is told.

        Any other point may be NaN; the measures that need it are then NaN too.
        """
        return math.isfinite(sum(self.image.take(_XY).tolist()))

    def point(self, name: str) -> Array:
        """(2,) pixels of a landmark."""
        return self.image[INDEX[name], :2]

    def mirrored(self) -> PoseFrame:
        """The frame a mirror would show: left and right change places, x runs the other way."""
        order = list(MIRROR)
        image, world = self.image[order].copy(), self.world[order].copy()
        image[:, 0] = self.size[0] - image[:, 0]
        world[:, 0] = -world[:, 0]
        return replace(self, image=image, world=world, visibility=self.visibility[order].copy())


def empty_frame(t_s: float, size: tuple[int, int]) -> PoseFrame:
    """A frame in which nobody was seen."""
    nothing = np.full((COUNT, 3), np.nan)
    return PoseFrame(t_s, nothing, nothing.copy(), np.zeros(COUNT), size)
