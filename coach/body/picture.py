"""Whether the camera's picture is turned or stretched, told from the body in it; a turned frame is turned back."""

from __future__ import annotations

import math
from dataclasses import replace

from coach.body.landmarks import INDEX, Array, PoseFrame
from coach.body.side import SIDES
from coach.body.timeseries import Lasting

SURE_S = 1.0  # a picture that is turned is turned for good; a body that bends passes through within a second
LOOK_S = 0.2  # what has to last for a second is seen well enough by five looks
TILT_DEG = 35.0  # this near to a quarter turn: half way to the next is 45, less ten for a lopsided stance
QUARTERS = (0, 90, 180, 270)
# How wide a person who faces the camera is, in the picture: outer corners of the eyes to the height from eyes to mouth,
# and shoulders to trunk. Medians of 140 clips of people from the front: 1.19 to 1.51, and 0.55 to 0.83.
FACE, TRUNK = 1.3, 0.64
WIDE = 1.5  # both together, of the usual: 1.35 at most where the picture is right, 1.78 where 4:3 is shown as 16:9
NARROW = 0.67  # the same the other way: 16:9 shown as 4:3 makes it 0.56
EACH = 0.1  # how much less than half of it either of the two may say; chosen by eye
CENTRED = 0.3  # the nose this far off the middle between the ears, in the gap between them, is a head that is turned
BROAD = 0.35  # shoulders to trunk, of who faces the camera: the lowest of the medians above is 0.55
FACING = 0.35  # shoulders that run in depth by more than this share are turned: 0.03 to 0.3 in most who face the camera

Point = tuple[float, float]
Points = list[list[float]]  # as plain numbers, which cost a fifth of what arrays of two do


class PictureTurn:
    """By how many degrees the picture has to be turned for somebody who stands or sits to be upright in it: 0, 90, 180
    or 270, clockwise. `update()` once a frame.

    The line of the shoulders and the face of somebody who faces the camera have to agree on it for `SURE_S`; until then
    the last answer stands. Seen from the side (`facing` is False) who lies or kneels in an upright picture looks like
    somebody who stands or sits in a turned one, so that nothing is turned.

    `off` tells that the picture is turned or stretched, and has been for `SURE_S`: whether or not it could be mended.
    """

    def __init__(self, *, facing: bool) -> None:
        self.deg = 0
        self._facing, self._wrong = facing, Lasting()
        self._wrong_s = math.nan
        self._other: tuple[int, float] = (0, math.nan)
        self._looked_s = -math.inf

    def update(self, frame: PoseFrame) -> PoseFrame:
        """The frame as it would be in an upright picture."""
        if frame.t_s - self._looked_s < LOOK_S:
            return turned(frame, self.deg) if self.deg else frame
        self._looked_s = frame.t_s
        px: Points = frame.image.tolist() if frame.present else []
        seen = _quarter(_from_the_front(px)) if px and self._facing and _is_broad(px) else None
        wrong = bool(px) and (
            _is_stretched(px, frame.world) if self._facing else _quarter(_shanks(px)) not in (None, 0)
        )
        self._wrong_s = self._wrong.update(frame.t_s, wrong)
        if seen is None or seen == self.deg:
            self._other = (self.deg, math.nan)
        elif seen != self._other[0] or math.isnan(self._other[1]):
            self._other = (seen, frame.t_s)
        elif frame.t_s - self._other[1] >= SURE_S:
            self.deg = seen
        return turned(frame, self.deg)

    @property
    def off(self) -> bool:
        """The picture is not as a camera should give it."""
        return self.deg != 0 or self._wrong_s >= SURE_S


def turned(frame: PoseFrame, deg: int) -> PoseFrame:
    """The frame with its picture turned clockwise by 0, 90, 180 or 270 degrees."""
    if deg == 0:
        return frame
    width, height = frame.size
    image, world = frame.image.copy(), frame.world.copy()
    x, y = frame.image[:, 0], frame.image[:, 1]
    image[:, 0], image[:, 1] = {90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[deg]
    x, y = frame.world[:, 0], frame.world[:, 1]
    world[:, 0], world[:, 1] = {90: (-y, x), 180: (-x, -y), 270: (y, -x)}[deg]
    size = frame.size if deg == 180 else (height, width)
    return replace(frame, image=image, world=world, size=size)


def _quarter(tilts: list[float]) -> int | None:
    """The quarter turn that would put this body upright, or None where its lines do not agree on one.

    `tilts`: by how many degrees each line is turned anticlockwise from where it is in an upright body."""
    for quarter in QUARTERS:
        if all(abs(_wrapped(tilt + quarter)) <= TILT_DEG for tilt in tilts):
            return quarter
    return None


def _from_the_front(px: Points) -> list[float]:
    left, right = _xy(px, "left_shoulder"), _xy(px, "right_shoulder")
    return [math.degrees(math.atan2(left[1] - right[1], left[0] - right[0])), _face(px)]


def _is_broad(px: Points) -> bool:
    """The shoulders are apart, as of nobody who lies across the picture."""
    apart = math.dist(_xy(px, "left_shoulder"), _xy(px, "right_shoulder"))
    return apart > BROAD * math.dist(_middle(px, "shoulder"), _middle(px, "hip"))


def _shanks(px: Points) -> list[float]:
    """Nobody who stands or sits has both of them anywhere but upright, however they bend and hinge."""
    return [_upward(_xy(px, f"{side}_ankle"), _xy(px, f"{side}_knee")) for side in SIDES]


def _face(px: Points) -> float:
    return _upward(_mouth(px), _middle(px, "eye"))


def _upward(low: Point, high: Point) -> float:
    """The tilt of a line that points up in an upright body."""
    return math.degrees(math.atan2(high[0] - low[0], low[1] - high[1]))


def _is_stretched(px: Points, world: Array) -> bool:
    """Somebody who faces the camera is wider, or narrower, than people are."""
    eyes = math.dist(_xy(px, "left_eye_outer"), _xy(px, "right_eye_outer"))
    face = math.dist(_middle(px, "eye"), _mouth(px))
    shoulders = math.dist(_xy(px, "left_shoulder"), _xy(px, "right_shoulder"))
    trunk = math.dist(_middle(px, "shoulder"), _middle(px, "hip"))
    if not (face > 0 and trunk > 0 and _faces_the_camera(px, world)):
        return False
    wide = eyes / face / FACE, shoulders / trunk / TRUNK
    share = wide[0] * wide[1]
    # both have to say so, each nearly as much as the other: a broad trunk alone is a build, and so is a long face
    return (share > WIDE and min(wide) > math.sqrt(WIDE) - EACH) or (
        share < NARROW and max(wide) < math.sqrt(NARROW) + EACH
    )


def _faces_the_camera(px: Points, world: Array) -> bool:
    nose, left, right = _xy(px, "nose"), _xy(px, "left_ear"), _xy(px, "right_ear")
    x, y = _between(left, right)
    gap = math.dist(left, right)
    off = abs((nose[0] - x) * (left[0] - right[0]) + (nose[1] - y) * (left[1] - right[1])) / max(gap, 1e-6)
    shoulders = [world[INDEX[f"{side}_shoulder"]].tolist() for side in SIDES]
    depth = abs(shoulders[0][2] - shoulders[1][2])
    return off < CENTRED * gap and depth < FACING * math.dist(*shoulders)


def _xy(px: Points, name: str) -> Point:
    x, y, _z = px[INDEX[name]]
    return x, y


def _middle(px: Points, joint: str) -> Point:
    return _between(_xy(px, f"left_{joint}"), _xy(px, f"right_{joint}"))


def _mouth(px: Points) -> Point:
    return _between(_xy(px, "mouth_left"), _xy(px, "mouth_right"))


def _between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _wrapped(deg: float) -> float:
    return (deg + 180.0) % 360.0 - 180.0
