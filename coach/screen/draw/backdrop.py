"""The empty canvas that everything is drawn on."""

from __future__ import annotations

import numpy as np

from coach.capture.source import Image
from coach.screen.draw.colours import BACKDROP


def backdrop(size: tuple[int, int]) -> Image:
    """A canvas of (width, height) with nothing on it: row by row, which is many times as fast as pixel by pixel."""
    width, height = size
    return np.tile(np.tile(np.array(BACKDROP, np.uint8), width), (height, 1)).reshape(height, width, 3)
