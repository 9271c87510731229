"""A demonstration alone: its figure, as large as fits, on an empty stage."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import PoseFrame
from coach.screen.bitmap_text import Image
from coach.screen.figures import draw_mannequin

SIZE = (1080, 960)  # nearly square, for people who stand as well as for those who lie
_FLOOR, _BODY, _EDGE = (44, 37, 31), (226, 214, 200), (120, 106, 92)


def staged(frame: PoseFrame) -> Image:
    """A BGR picture of the figure, not mirrored, as a camera would see it."""
    picture = np.full((SIZE[1], SIZE[0], 3), _FLOOR, np.uint8)
    scale = min(SIZE[0] / frame.size[0], SIZE[1] / frame.size[1])
    corner = (np.array(SIZE) - scale * np.array(frame.size)) / 2
    draw_mannequin(picture, frame.image[:, :2] * scale + corner, _BODY, _EDGE)
    return picture
