"""Whether a picture has changed, told from two small grey copies: far cheaper than looking for a body."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.capture import opencv
from coach.capture.source import Image

SMALL = (40, 30)  # width and height of the copies
CHANGED = 6.0  # grey levels that a small pixel has to change by, which noise averaged over its area does not ...
PIXELS = 3  # ... in so many of them


class Motion:
    """Compares pictures with the one kept last. Slow changes add up, since that one stays the same."""

    def __init__(self) -> None:
        self._cv2 = opencv.load()
        self._kept: NDArray[np.int16] | None = None

    def moved(self, image: Image) -> bool:
        """Whether this picture differs from the kept one; True when there is none."""
        if self._kept is None:
            return True
        now = self._small(image)
        if now.shape != self._kept.shape:
            return True
        return int((np.abs(now - self._kept) > CHANGED).sum()) >= PIXELS

    def keep(self, image: Image) -> None:
        """From now on compare with this one."""
        self._kept = self._small(image)

    def _small(self, image: Image) -> NDArray[np.int16]:
        small = self._cv2.resize(image, SMALL, interpolation=self._cv2.INTER_AREA)
        grey: NDArray[np.int16] = self._cv2.cvtColor(small, self._cv2.COLOR_BGR2GRAY).astype(np.int16)
        return grey - np.int16(np.median(grey))  # exposure that wanders changes every pixel alike
