"""Somebody at a desk, made of a few points in space and seen by a pinhole camera: what is expected is arithmetic.

Metres; x to the person's left, y up, z towards the camera, the seat's axis at the origin. The camera is aimed at the
chest from `height`, as a laptop (0.92), a raised laptop (1.1) or a camera on a monitor (1.3) would be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from coach.body.landmarks import COUNT, INDEX, PoseFrame, empty_frame

HEAD = {
    "nose": (0.0, 1.25, 0.12), "left_ear": (0.075, 1.27, 0.02), "left_eye_outer": (0.045, 1.30, 0.10),
    "left_eye": (0.032, 1.30, 0.105), "left_eye_inner": (0.018, 1.30, 0.11), "mouth_left": (0.025, 1.21, 0.10),
}  # fmt: skip
BODY = {"left_shoulder": (0.18, 1.07, 0.0), "left_elbow": (0.24, 0.80, 0.08), "left_wrist": (0.10, 0.78, 0.33),
        "left_hip": (0.10, 0.55, 0.0)}  # fmt: skip
HIPS, NECK = np.array([0.0, 0.55, 0.0]), np.array([0.0, 1.12, 0.0])


@dataclass(frozen=True)
class Sitter:
    """One way of sitting. Angles in degrees, lengths in metres."""

    slouch: float = 0.0  # 0..1
    forward: float = 0.0  # head ahead of the shoulders
    lean: float = 0.0  # to the left
    back: float = 0.0
    turn: float = 0.0  # of the head to the left; a third of it of the shoulders
    nod: float = 0.0
    moved: tuple[float, float, float] = (0.0, 0.0, 0.0)  # the whole person, with the chair
    size: float = 1.0


@dataclass(frozen=True)
class Camera:
    """Where it looks from."""

    height: float = 1.1
    distance: float = 0.74
    yaw: float = 0.0
    size: tuple[int, int] = (640, 480)


SITTING = {
    "upright": Sitter(), "slouch": Sitter(slouch=1.0), "forward_head": Sitter(forward=0.075, nod=2.0),
    "lean_left": Sitter(lean=14.0), "lean_right": Sitter(lean=-14.0), "lean_back": Sitter(back=18.0),
    "turned": Sitter(turn=42.0), "phone": Sitter(slouch=0.3, nod=30.0), "lean_in": Sitter(back=-18.0),
}  # fmt: skip


def points(sitter: Sitter) -> np.ndarray:
    """(33, 3) metres; landmarks that a desk hides lie at the hips."""
    found = np.tile(HIPS, (COUNT, 1))
    for name, place in {**HEAD, **BODY}.items():
        for side, sign in (("left", 1.0), ("right", -1.0)):
            found[INDEX[name.replace("left", side)]] = np.array(place) * (sign if "left" in name else 1.0, 1.0, 1.0)
    head = list(range(11))
    upper = [*head, *(INDEX[f"{s}_{j}"] for s in ("left", "right") for j in ("shoulder", "elbow"))]
    found[head] = _turned(found[head], NECK, y=sitter.turn * 2 / 3)
    found[head] = _turned(found[head], NECK + np.array([0.0, 0.1, 0.02]), x=sitter.nod + 4 * sitter.slouch)
    found[head] += (0.0, -0.035 * sitter.slouch - 0.2 * sitter.forward, 0.05 * sitter.slouch + sitter.forward)
    found[upper] += (0.0, -0.045 * sitter.slouch, 0.045 * sitter.slouch)
    found[upper] = _turned(found[upper], HIPS, x=-sitter.back, y=sitter.turn / 3)
    found[head] = _turned(found[head], NECK, x=0.6 * sitter.back)
    found[upper] = _turned(found[upper], HIPS, z=-sitter.lean)
    return found * sitter.size + np.array(sitter.moved)


def frame(t_s: float, sitter: Sitter | None = None, camera: Camera | None = None, noise: float = 0.0) -> PoseFrame:
    """The sitter in a picture; None = nobody. `noise` in pixels, the same for the same `t_s`."""
    camera = camera or Camera()
    if sitter is None:
        return empty_frame(t_s, camera.size)
    image, world = _seen(sitter, camera)
    if noise:
        image = image.copy()
        image[:, :2] += np.random.default_rng(round(1000 * t_s)).normal(0.0, noise, (COUNT, 2))
    return PoseFrame(t_s, image, world, np.full(COUNT, 0.99), camera.size)


@lru_cache(maxsize=256)  # most sit still for minutes
def _seen(sitter: Sitter, camera: Camera) -> tuple[np.ndarray, np.ndarray]:
    """The points in the picture and in metres from the hips; not to be written to."""
    world = points(sitter)
    yaw = np.radians(camera.yaw)
    eye = np.array([camera.distance * np.sin(yaw), camera.height, camera.distance * np.cos(yaw)])
    ahead = np.array([0.0, 1.12, 0.0]) - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    up = np.cross(right, ahead)
    seen = (world - eye) @ np.stack([right, up, ahead]).T
    focal = 0.785 * camera.size[0]
    x = camera.size[0] / 2 + focal * seen[:, 0] / seen[:, 2]
    y = camera.size[1] / 2 - focal * seen[:, 1] / seen[:, 2]
    found = np.stack([x, y, np.zeros(COUNT)], 1), world - HIPS
    for places in found:
        places.setflags(write=False)
    return found


def sitting(
    plan: list[tuple[Sitter | None, float]],
    fps: float = 4.0,
    camera: Camera | None = None,
    start_s: float = 0.0,
    noise: float = 0.7,
) -> list[PoseFrame]:
    """Frames of one way of sitting after the other, each for its seconds, without transitions."""
    frames, t_s = [], start_s
    for sitter, seconds in plan:
        for _ in range(round(seconds * fps)):
            frames.append(frame(t_s, sitter, camera, noise))
            t_s += 1 / fps
    return frames


def _turned(places: np.ndarray, about: np.ndarray, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> np.ndarray:
    a, b, c = np.radians((x, y, z))
    around_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    around_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    around_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return (places - about) @ (around_z @ around_y @ around_x).T + about


__all__ = ["SITTING", "Camera", "Sitter", "frame", "points", "replace", "sitting"]
