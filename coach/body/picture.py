"""Whether the camera's picture stands upright, told from the body in it; the frame is turned back where it does not."""

from __future__ import annotations

import math
from dataclasses import replace

from coach.body.landmarks import INDEX, PoseFrame

SURE_S = 1.0  # a picture that is turned is turned for good; a body that bends passes through within a second
LOOK_S = 0.2  # what has to last for a second is seen well enough by five looks
TILT_DEG = 35.0  # this near to a quarter turn: half way to the next is 45, less ten for a lopsided stance
QUARTERS = (0, 90, 180, 270)


class PictureTurn:
    """By how many degrees the picture has to be turned for somebody who stands or sits and faces the camera to be
    upright in it: 0, 90, 180 or 270, clockwise. `update()` once a frame.

    The line of the shoulders and the face have to agree on it for `SURE_S`; until then the last answer stands.
    """

    def __init__(self) -> None:
        self.deg = 0
        self._other: tuple[int, float] = (0, math.nan)
        self._looked_s = -math.inf

    def update(self, frame: PoseFrame) -> PoseFrame:
        """The frame as it would be in an upright picture."""
        if frame.t_s - self._looked_s < LOOK_S:
            return turned(frame, self.deg)
        self._looked_s = frame.t_s
        seen = _turn(frame)
        if seen is None or seen == self.deg:
            self._other = (self.deg, math.nan)
        elif seen != self._other[0] or math.isnan(self._other[1]):
            self._other = (seen, frame.t_s)
        elif frame.t_s - self._other[1] >= SURE_S:
            self.deg = seen
        return turned(frame, self.deg)


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


def _turn(frame: PoseFrame) -> int | None:
    """The quarter turn that would put this body upright, or None where shoulders and face do not agree on one."""
    if not frame.present:
        return None
    px = frame.image
    shoulders = px[INDEX["left_shoulder"], :2] - px[INDEX["right_shoulder"], :2]
    eyes = px[INDEX["left_eye"], :2] + px[INDEX["right_eye"], :2]
    face = eyes - px[INDEX["mouth_left"], :2] - px[INDEX["mouth_right"], :2]
    across = math.degrees(math.atan2(shoulders[1], shoulders[0]))  # 0 where the person's left is at the right
    up = math.degrees(math.atan2(face[0], -face[1]))  # 0 where the eyes are above the mouth
    for quarter in QUARTERS:
        if max(abs(_wrapped(across + quarter)), abs(_wrapped(up + quarter))) <= TILT_DEG:
            return quarter
    return None


def _wrapped(deg: float) -> float:
    return (deg + 180.0) % 360.0 - 180.0
