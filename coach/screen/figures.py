"""People drawn from landmarks: the skeleton over the picture, and the mannequin that shows a movement.

Everything is placed in sixteenths of a pixel, so that slow movements glide instead of stepping. The widths of
lines and the sizes of discs are shares of the trunk, or of `unit`, chosen by eye.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np

from coach.body.landmarks import BONES, INDEX, Array
from coach.body.side import SIDES
from coach.capture.source import Image
from coach.screen.bitmap_text import Colour

FRACTION_BITS = 4  # sixteenths of a pixel: finer than the eye sees a slow line move
_SCALE = 1 << FRACTION_BITS
_FAR = 30_000.0  # pixels: further out nothing is drawn, and OpenCV counts in whole numbers of 32 bits

# Okabe and Ito's palette, which is told apart with any colour vision; shape says the same a second time.
GOOD: Colour = (233, 180, 86)  # sky blue: whole lines, discs
FAULT: Colour = (0, 159, 230)  # orange: broken lines, diamonds, a ring around
UNSEEN: Colour = (200, 200, 200)  # grey: dots, hollow circles
EDGE: Colour = (24, 20, 16)
WHITE: Colour = (250, 248, 246)

_ARMS = (("left_shoulder", "left_elbow"), ("left_elbow", "left_wrist"),
         ("right_shoulder", "right_elbow"), ("right_elbow", "right_wrist"))  # fmt: skip
_LEGS = (("left_hip", "left_knee"), ("left_knee", "left_ankle"),
         ("right_hip", "right_knee"), ("right_knee", "right_ankle"))  # fmt: skip
_HEAD = range(11)  # landmarks
_DOT = 0.36  # of a head's width: a dot is half of it to each side, so two leave two thirds of the face free
_THIGHS = (("left_hip", "left_knee"), ("right_hip", "right_knee"))


def draw_skeleton(picture: Image, points: Array, judged: Mapping[str, str], unit: float) -> None:
    """Draw the judged bones and joints of (33, 2) pixel points, each state with a colour and a shape of its own."""
    shown = {name: state for name, state in judged.items() if np.isfinite(points[INDEX[name]]).all()}
    for start, end in BONES:
        if start in shown and end in shown:
            _bone(picture, points[INDEX[start]], points[INDEX[end]], _bone_state(shown[start], shown[end]), unit)
    on_head = _head_unit(points, unit)
    for name, state in shown.items():
        small = INDEX[name] in _HEAD and state == "good"
        _joint(picture, points[INDEX[name]], state, on_head if small else unit)


def _head_unit(points: Array, unit: float) -> float:
    """The unit for what is drawn on a head: smaller on a small one, whose eyes dots on both ears would cover."""
    size = _head_size(points)
    return min(unit, _DOT * size) if np.isfinite(size) and size > 0 else unit


def _head_size(points: Array) -> float:
    """About the width of the head: from the side the ears are at one place, two thirds of it behind the nose."""
    left, right, nose = (points[INDEX[name]] for name in ("left_ear", "right_ear", "nose"))
    return max(float(np.linalg.norm(left - right)), 1.5 * float(np.linalg.norm((left + right) / 2 - nose)))


def draw_fault_rings(picture: Image, points: Array, landmarks: tuple[str, ...], unit: float) -> None:
    """A ring around each joint that the standing correction is about."""
    for name in landmarks:
        centre = points[INDEX[name]]
        if np.isfinite(centre).all():
            _circle(picture, centre, 1.35 * unit, EDGE, 0.5 * unit)
            _circle(picture, centre, 1.35 * unit, FAULT, 0.28 * unit)


def draw_followed_mark(picture: Image, points: Array, unit: float) -> None:
    """A small arrow above the head of (33, 2) pixel points, pointing down at who is followed; within the picture."""
    ears, nose = points[[INDEX["left_ear"], INDEX["right_ear"]]], points[INDEX["nose"]]
    middle = (ears.mean(axis=0) + nose) / 2
    if not np.isfinite(middle).all():
        return
    tip = np.array([middle[0], max(middle[1] - _head_size(points) - 0.5 * unit, 1.8 * unit)])
    for colour, extra in ((EDGE, 0.35), (WHITE, 0.0)):
        wide, high, low = (0.9 + extra) * unit, (1.3 + 0.5 * extra) * unit, 1.4 * extra * unit
        corners = tip + np.array([(-wide, -high), (wide, -high), (0.0, low)])
        cv2.fillConvexPoly(picture, fixed(corners), colour, cv2.LINE_AA, FRACTION_BITS)


def draw_mannequin(picture: Image, points: Array, body: Colour, edge: Colour) -> None:
    """A soft figure through (33, 2) pixel points; what is not there is left out."""
    trunk = _trunk(points)
    if not math.isfinite(trunk):
        return
    corners = np.array([points[INDEX[n]] for n in ("left_shoulder", "right_shoulder", "right_hip", "left_hip")])
    for colour, extra in ((edge, 0.035), (body, 0.0)):  # one outline around legs, trunk and head
        _limbs(picture, points, _LEGS, (0.25 + extra, 0.19 + extra), trunk, colour)
        _torso(picture, corners, (0.2 + extra) * trunk, colour)
        _head(picture, points, trunk, colour, extra / 2)
    _face(picture, points, trunk, edge)
    for colour, extra in ((edge, 0.035), (body, 0.0)):  # the arms have their own: they cross the trunk
        _limbs(picture, points, _ARMS, (0.17 + extra, 0.14 + extra), trunk, colour)
        _hands(picture, points, (0.12 + extra) * trunk, colour)
    for side in SIDES:
        shoulder, elbow = points[INDEX[f"{side}_shoulder"]], points[INDEX[f"{side}_elbow"]]
        if np.isfinite(shoulder).all() and np.isfinite(elbow).all():
            _disc(picture, shoulder - 0.04 * (elbow - shoulder), 0.1 * trunk, body)


def _bone_state(start: str, end: str) -> str:
    if "unseen" in (start, end):
        return "unseen"
    return "fault" if start == end == "fault" else "good"


def _bone(picture: Image, start: Array, end: Array, state: str, unit: float) -> None:
    if state == "good":
        _line(picture, start, end, EDGE, 0.55 * unit)
        _line(picture, start, end, GOOD, 0.34 * unit)
    elif state == "fault":
        _line(picture, start, end, EDGE, 0.75 * unit)
        for a, b in _pieces(start, end, 0.9 * unit, 0.62):
            _line(picture, a, b, FAULT, 0.46 * unit)
    else:
        for a, _ in _pieces(start, end, 0.8 * unit, 1.0):
            _disc(picture, a, 0.2 * unit, EDGE)
            _disc(picture, a, 0.13 * unit, UNSEEN)


def _joint(picture: Image, centre: Array, state: str, unit: float) -> None:
    if state == "good":
        _disc(picture, centre, 0.5 * unit, EDGE)
        _disc(picture, centre, 0.38 * unit, WHITE)
    elif state == "fault":
        for radius, colour in ((0.82, EDGE), (0.62, FAULT), (0.22, WHITE)):
            diamond = centre + radius * unit * np.array([(0, -1), (1, 0), (0, 1), (-1, 0)])
            cv2.fillConvexPoly(picture, fixed(diamond), colour, cv2.LINE_AA, FRACTION_BITS)
    else:
        _circle(picture, centre, 0.42 * unit, EDGE, 0.34 * unit)
        _circle(picture, centre, 0.42 * unit, UNSEEN, 0.16 * unit)


def _pieces(start: Array, end: Array, pitch: float, part: float) -> list[tuple[Array, Array]]:
    count = max(1, round(float(np.linalg.norm(end - start)) / max(pitch, 1.0)))
    step = (end - start) / count
    return [(start + k * step, start + (k + part) * step) for k in range(min(count, 200))]


def _trunk(points: Array) -> float:
    left_shoulder, right_shoulder = points[INDEX["left_shoulder"]], points[INDEX["right_shoulder"]]
    hips = (points[INDEX["left_hip"]] + points[INDEX["right_hip"]]) / 2
    across, along = left_shoulder - right_shoulder, (left_shoulder + right_shoulder) / 2 - hips
    lengths = [float(np.linalg.norm(along)), 1.2 * float(np.linalg.norm(across))]
    if not np.isfinite(lengths).all():
        return math.nan
    for hip, knee in _THIGHS:  # a bent or turned trunk looks short
        lengths.append(1.2 * float(np.linalg.norm(points[INDEX[hip]] - points[INDEX[knee]])))
    return float(np.nanmax(lengths))


def _limbs(
    picture: Image, points: Array, bones: tuple[tuple[str, str], ...], widths: tuple[float, float], trunk: float,
    colour: Colour,
) -> None:  # fmt: skip
    for i, (start, end) in enumerate(bones):
        _line(picture, points[INDEX[start]], points[INDEX[end]], colour, widths[i % 2] * trunk)


def _hands(picture: Image, points: Array, width: float, colour: Colour) -> None:
    for side in SIDES:
        hand = (points[INDEX[f"{side}_index"]] + points[INDEX[f"{side}_pinky"]]) / 2
        _line(picture, points[INDEX[f"{side}_wrist"]], hand, colour, width)


def _torso(picture: Image, corners: Array, round_by: float, colour: Colour) -> None:
    if not np.isfinite(corners).all():
        return
    inner = corners + (corners.mean(axis=0) - corners) * 0.1
    for i in range(4):
        _line(picture, inner[i], inner[(i + 1) % 4], colour, round_by)
    cv2.fillConvexPoly(picture, fixed(inner), colour, cv2.LINE_AA, FRACTION_BITS)


def _head(picture: Image, points: Array, trunk: float, colour: Colour, extra: float) -> None:
    ears = points[[INDEX["left_ear"], INDEX["right_ear"]]]
    shoulders = points[[INDEX["left_shoulder"], INDEX["right_shoulder"]]].mean(axis=0)
    centre, nose = ears.mean(axis=0), points[INDEX["nose"]]
    if not np.isfinite(centre).all():
        return
    if np.isfinite(nose).all():  # the ears lie behind the middle of a head seen from the side
        centre = centre + 0.3 * (nose - centre)
    up = (centre - shoulders) / max(float(np.linalg.norm(centre - shoulders)), 1e-6)
    _line(picture, shoulders, centre, colour, (0.17 + 2 * extra) * trunk)
    _slope(picture, points, shoulders + 0.45 * (centre - shoulders), (0.08 + extra) * trunk, colour)
    angle = math.degrees(math.atan2(up[1], up[0]))
    axes = (round((0.25 + extra) * trunk * _SCALE), round((0.185 + extra) * trunk * _SCALE))
    cv2.ellipse(picture, _place(centre), axes, angle, 0, 360, colour, -1, cv2.LINE_AA, FRACTION_BITS)
    _line(picture, centre, nose, colour, (0.07 + 2 * extra) * trunk)


def _face(picture: Image, points: Array, trunk: float, colour: Colour) -> None:
    """Eyes and the ridge of the nose: without them a head that turns or nods looks still."""
    nose, eyes = points[INDEX["nose"]], points[[INDEX["left_eye"], INDEX["right_eye"]]]
    middle = points[[INDEX["left_ear"], INDEX["right_ear"]]].mean(axis=0)
    middle = middle + 0.3 * (nose - middle)
    for eye in eyes:
        if np.linalg.norm(eye - middle) < 0.17 * trunk:  # one that is round the corner is not seen
            _disc(picture, eye, 0.022 * trunk, colour)
    if np.linalg.norm(nose - middle) < 0.14 * trunk:
        _line(picture, nose + 0.4 * (eyes.mean(axis=0) - nose), nose, colour, 0.028 * trunk)


def _slope(picture: Image, points: Array, neck: Array, half: float, colour: Colour) -> None:
    """From the neck down to both shoulders."""
    left, right = points[INDEX["left_shoulder"]], points[INDEX["right_shoulder"]]
    across = (left - right) / max(float(np.linalg.norm(left - right)), 1e-6) * half
    lift = (neck - (left + right) / 2) * 0.12
    corners = np.array([left + lift, neck + across, neck - across, right + lift])
    if np.isfinite(corners).all():
        cv2.fillConvexPoly(picture, fixed(corners), colour, cv2.LINE_AA, FRACTION_BITS)


def fixed(points: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Points as OpenCV takes them, with fractions of a pixel."""
    return np.asarray(np.rint(np.clip(points, -_FAR, _FAR) * _SCALE), np.int32)


def _line(picture: Image, start: Array, end: Array, colour: Colour, width: float) -> None:
    a, b = _place(start), _place(end)
    if a is not None and b is not None:
        cv2.line(picture, a, b, colour, max(1, round(width)), cv2.LINE_AA, FRACTION_BITS)


def _disc(picture: Image, centre: Array, radius: float, colour: Colour) -> None:
    if (place := _place(centre)) is not None:
        cv2.circle(picture, place, round(radius * _SCALE), colour, -1, cv2.LINE_AA, FRACTION_BITS)


def _circle(picture: Image, centre: Array, radius: float, colour: Colour, width: float) -> None:
    if (place := _place(centre)) is not None:
        line = max(1, round(width))
        cv2.circle(picture, place, round(radius * _SCALE), colour, line, cv2.LINE_AA, FRACTION_BITS)


def _place(point: Array) -> tuple[int, int] | None:
    """A point for OpenCV, None when it is not there; far outside it is brought within what OpenCV can count."""
    x, y = point.tolist()
    if not (math.isfinite(x) and math.isfinite(y)):
        return None
    return round(min(max(x, -_FAR), _FAR) * _SCALE), round(min(max(y, -_FAR), _FAR) * _SCALE)
