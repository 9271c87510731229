"""Somebody made of straight sticks, from chosen angles: what is measured on them is known by arithmetic.

Lengths are in shoulder widths of the person at rest, angles in degrees. x runs to the person's left (to the right of
the picture), y down, z away from the camera. The picture has no perspective, so the arithmetic stays simple.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from coach.body.landmarks import COUNT, INDEX, PoseFrame

SHOULDER_M = 0.36  # metres in one shoulder width, for the world landmarks
UPPER_ARM, FOREARM, HAND, TRUNK, HIPS, THIGH, SHANK = 0.8, 0.7, 0.2, 1.5, 0.6, 1.1, 1.1
EAR, EYE_OUT, EYE_UP, EYE_Z = 0.2, 0.15, 0.1, -0.2
MOUTH_OUT, MOUTH_DOWN, NOSE_DOWN, NOSE_Z = 0.08, 0.2, 0.1, -0.25
SIDES = (("left", 1.0), ("right", -1.0))


@dataclass(frozen=True)
class Arm:
    """One arm. `elevation` in the picture, 0 hanging, 180 up, outward; `flexion` goes on in the same sense (a goalpost
    is 90 and 90). `reach` tips the upper arm, `tip` the forearm, towards the camera."""

    elevation: float = 10.0
    flexion: float = 10.0
    reach: float = 0.0
    tip: float = 0.0


@dataclass(frozen=True)
class Leg:
    """One leg. `hip` lifts the thigh forward, `knee` bends; `aside` turns the lifted leg to the person's left."""

    hip: float = 0.0
    knee: float = 0.0
    aside: float = 0.0


@dataclass(frozen=True)
class Stick:
    """A person facing the camera. `rise` lifts the shoulders with the arms, `width` is from shoulder to shoulder,
    `depth` brings the shoulders towards the camera, `neck` is from the shoulders up to the ears. `bow` tips the trunk
    forward, `lean` to the left; `turn` is of the whole body to the left, `roll` then of the picture (-90 lays a person
    who is turned to the left on their back). `head_turn` and `head_tilt` are to the left, `nod` downward."""

    left: Arm = Arm()
    right: Arm = Arm()
    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    width: float = 1.0
    rise_left: float = 0.0
    rise_right: float = 0.0
    depth: float = 0.0
    neck: float = 0.65
    bow: float = 0.0
    lean: float = 0.0
    turn: float = 0.0
    roll: float = 0.0
    head_turn: float = 0.0
    head_tilt: float = 0.0
    nod: float = 0.0
    at: tuple[float, float] = (320.0, 150.0)  # pixels: the middle of the shoulders at rest
    px: float = 80.0  # pixels in one shoulder width
    size: tuple[int, int] = (640, 480)


def arms(**angles: float) -> dict[str, Arm]:
    """The same for both arms: `Stick(**arms(elevation=90))`."""
    return {"left": Arm(**angles), "right": Arm(**angles)}


@lru_cache(maxsize=4096)  # most people in these tests stand still, or come to the same places again and again
def points(stick: Stick) -> np.ndarray:
    """(33, 3) shoulder widths from the middle of the resting shoulders; not to be written to."""
    found = np.zeros((COUNT, 3))
    _put_head(stick, found)
    for side, out in SIDES:
        _put_arm(stick, found, side, out)
    upper = [i for i, name in enumerate(INDEX) if not name.endswith(("hip", "knee", "ankle", "heel", "foot_index"))]
    for turn in ({"x": -stick.bow}, {"z": stick.lean}):
        found[upper] = _turned(found[upper], (0.0, TRUNK, 0.0), **turn)
    for side, out in SIDES:
        _put_leg(getattr(stick, f"{side}_leg"), found, side, out)
    turned = _turned(_turned(found, (0.0, 0.0, 0.0), y=stick.turn), (0.0, 0.0, 0.0), z=stick.roll)
    turned.setflags(write=False)
    return turned


def frame(t_s: float, stick: Stick, noise_px: float = 0.0) -> PoseFrame:
    """The stick person in a picture; the same `t_s` has the same noise."""
    places = points(stick)
    image = places * stick.px
    image[:, :2] += stick.at
    if noise_px:
        image[:, :2] += np.random.default_rng(round(t_s * 1000)).normal(0.0, noise_px, (COUNT, 2))
    hips = (places[INDEX["left_hip"]] + places[INDEX["right_hip"]]) / 2
    return PoseFrame(t_s, image, (places - hips) * SHOULDER_M, np.full(COUNT, 0.99), stick.size)


def reaching(stick: Stick, side: str, at: tuple[float, float]) -> Arm:
    """The arm in the plane of the picture that brings the palm to a place, elbow down; straight if that is too far."""
    shoulder = frame(0.0, stick).point(f"{side}_shoulder")
    out = (at[0] - shoulder[0]) * (1 if side == "left" else -1) / stick.px
    down = (at[1] - shoulder[1]) / stick.px
    upper, fore = UPPER_ARM, FOREARM + HAND / 2
    far = min(math.hypot(out, down), upper + fore - 1e-6)
    flexion = 180 - math.degrees(math.acos((upper**2 + fore**2 - far**2) / (2 * upper * fore)))
    inner = math.degrees(math.asin(fore * math.sin(math.radians(flexion)) / far))
    return Arm(elevation=math.degrees(math.atan2(out, down)) - inner, flexion=flexion)


def between(one: Arm, other: Arm, share: float) -> Arm:
    """An arm on its way from one posture to another, in the plane of the picture."""
    return Arm(
        one.elevation + share * (other.elevation - one.elevation), one.flexion + share * (other.flexion - one.flexion)
    )


def side_view(stick: Stick) -> Stick:
    """The person turned to their left, so that the camera sees their right side and the shoulders hide each other."""
    return replace(stick, turn=90.0)


# ---------------------------------------------------------------- over time


def film(
    pose: Callable[[float], Stick], seconds: float, fps: float = 30.0, start_s: float = 0.0, noise_px: float = 0.0
) -> list[PoseFrame]:
    """Frames of a person whose pose is a function of the seconds since the film began."""
    times = [i / fps for i in range(round(seconds * fps) + 1)]
    frames = [frame(t, pose(t), noise_px) for t in times]
    return [replace(one, t_s=start_s + one.t_s) for one in frames] if start_s else frames


def eased(*keys: tuple[float, float]) -> Callable[[float], float]:
    """A value over time through (seconds, value), each way eased as people move (minimum jerk); still outside."""

    def value(t_s: float) -> float:
        for (t0, v0), (t1, v1) in pairwise(keys):
            if t0 <= t_s < t1:
                u = (t_s - t0) / (t1 - t0)
                return v0 + (v1 - v0) * u**3 * (10 - 15 * u + 6 * u * u)
        return keys[0][1] if t_s < keys[0][0] else keys[-1][1]

    return value


def reps(
    peaks: Sequence[float], out_s: float = 1.2, hold_s: float = 0.3, rest_s: float = 1.0, first_s: float = 1.5
) -> tuple[Callable[[float], float], float]:
    """A value that goes from 0 to each peak, stays there, and comes back; and the seconds it takes, with its rest."""
    keys, t = [(0.0, 0.0), (first_s, 0.0)], first_s
    for peak in peaks:
        keys += [(t + out_s, peak), (t + out_s + hold_s, peak), (t + 2 * out_s + hold_s, 0.0)]
        t += 2 * out_s + hold_s + rest_s
        keys.append((t, 0.0))
    return eased(*keys), t + 0.5


def wall_slide(level: float, level_right: float | None = None) -> Stick:
    """From the goalpost (0) to arms overhead (1)."""
    right = level if level_right is None else level_right
    return Stick(left=Arm(80 + 74 * level, 97 - 81 * level), right=Arm(80 + 74 * right, 97 - 81 * right))


def shoulder_roll(phase: float, direction: float = 1.0, round_: float = 1.0) -> Stick:
    """A circle as `phase` goes from 0 to 1; direction +1 backward (wide going up), -1 forward; `round_` 0: a shrug."""
    angle = 2 * math.pi * phase
    rise = 0.12 * (1 - math.cos(angle)) / 2
    across = direction * round_ * math.sin(angle)
    return replace(
        Stick(**arms(elevation=10 + 1.2 * across)), rise_left=rise, rise_right=rise, width=1 + 0.03 * across
    )  # fmt: skip


def squeeze(level: float) -> Stick:
    """Shoulder blades together (1): narrower, a little lower, the hands going out and up."""
    return replace(
        Stick(**arms(elevation=10 + 4 * level, flexion=10 + 24 * level)), width=1 - 0.07 * level,
        rise_left=-0.03 * level, rise_right=-0.03 * level,
    )  # fmt: skip


# ---------------------------------------------------------------- the parts


def _put_arm(stick: Stick, found: np.ndarray, side: str, out: float) -> None:
    arm: Arm = getattr(stick, side)
    shoulder = np.array([out * stick.width / 2, -getattr(stick, f"rise_{side}"), -stick.depth])
    elbow = shoulder + UPPER_ARM * _along(arm.elevation, arm.reach, out)
    fore = _along(arm.elevation + arm.flexion, arm.tip, out)
    found[INDEX[f"{side}_shoulder"]], found[INDEX[f"{side}_elbow"]] = shoulder, elbow
    found[INDEX[f"{side}_wrist"]] = elbow + FOREARM * fore
    for finger in ("pinky", "index", "thumb"):
        found[INDEX[f"{side}_{finger}"]] = elbow + (FOREARM + HAND) * fore


def _put_leg(leg: Leg, found: np.ndarray, side: str, out: float) -> None:
    hip = np.array([out * HIPS / 2, TRUNK, 0.0])
    knee = hip + THIGH * _lifted(leg.hip, leg.aside)
    ankle = knee + SHANK * _lifted(leg.hip - leg.knee, leg.aside)
    toes = ankle + 0.3 * _lifted(leg.hip - leg.knee + 90, leg.aside)
    for joint, place in (("hip", hip), ("knee", knee), ("ankle", ankle), ("heel", ankle), ("foot_index", toes)):
        found[INDEX[f"{side}_{joint}"]] = place


def _lifted(forward: float, aside: float) -> np.ndarray:
    """The direction of a bone of the leg: hanging, lifted forward, then turned to the left about the long axis."""
    a, b = math.radians(forward), math.radians(aside)
    return np.array([math.sin(a) * math.sin(b), math.cos(a), -math.sin(a) * math.cos(b)])


def _along(elevation: float, tip: float, out: float) -> np.ndarray:
    """The direction of a bone: `elevation` in the plane of the picture, `tip` out of it to the camera."""
    a, b = math.radians(elevation), math.radians(tip)
    return np.array([out * math.sin(a) * math.cos(b), math.cos(a) * math.cos(b), -math.sin(b)])


def _put_head(stick: Stick, found: np.ndarray) -> None:
    for side, out in SIDES:
        found[INDEX[f"{side}_ear"]] = out * EAR, 0.0, 0.0
        for name, share in (("inner", 0.3), ("", 0.65), ("outer", 1.0)):
            key = f"{side}_eye_{name}" if name else f"{side}_eye"
            found[INDEX[key]] = out * EYE_OUT * share, -EYE_UP, EYE_Z
        found[INDEX[f"mouth_{side}"]] = out * MOUTH_OUT, MOUTH_DOWN, EYE_Z
    found[INDEX["nose"]] = 0.0, NOSE_DOWN, NOSE_Z
    head = list(range(11))
    for turn in ({"x": -stick.nod}, {"y": stick.head_turn}, {"z": stick.head_tilt}):
        found[head] = _turned(found[head], (0.0, 0.0, 0.0), **turn)
    found[head] += (0.0, -stick.neck, 0.0)


def _turned(
    places: np.ndarray, about: tuple[float, float, float], x: float = 0.0, y: float = 0.0, z: float = 0.0
) -> np.ndarray:
    """Turned about one axis: +x face up, +y to the person's left, +z leaning to the person's left."""
    a, b, c = np.radians((x, y, z))
    about_x = np.array([[1, 0, 0], [0, np.cos(a), np.sin(a)], [0, -np.sin(a), np.cos(a)]])
    about_y = np.array([[np.cos(b), 0, -np.sin(b)], [0, 1, 0], [np.sin(b), 0, np.cos(b)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return (places - about) @ (about_z @ about_y @ about_x).T + about
