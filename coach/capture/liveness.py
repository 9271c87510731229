"""Whether a camera's pictures are alive: one that is covered gives black, one that has hung the same picture again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.capture.source import Image
from coach.wording.catalogue import N_

DEAD_S = 3.0  # chosen by eye: a camera that is only starting, or a hand that passes the lens, takes less
BLACK = 12.0  # grey levels of 255 in the mean; the noise behind a cover stays below, a room at night does not
EVERY = 16  # one pixel of so many in each direction is looked at; noise changes some of them from picture to picture
COVERED = N_("The picture of {name} is black. Is its cover open?")
EMPTY = N_(
    "The picture of {name} is plain black. Is it switched off by a key, or a virtual camera without its program?"
)
FROZEN = N_("The picture of {name} does not change any more.")


class Liveness:
    """Looks at each picture. A camera's own noise makes any two pictures differ, also of a room where nothing moves."""

    def __init__(self) -> None:
        self._last: NDArray[np.uint8] | None = None
        self._alive_s: float | None = None
        self._black = False  # the last picture was
        self._noisy = False  # of the black pictures since it was alive, two differed

    def why_dead(self, image: Image, t_s: float) -> str:
        """What is wrong with the pictures of the last seconds, to be looked up and filled with {name}; or ""."""
        some = _some(image)
        frozen = self._last is not None and np.array_equal(self._last, some)
        black = _black(some)
        self._last = some
        if self._alive_s is None or not (frozen or black):
            self._alive_s, self._noisy = t_s, False
        elif not frozen and self._black:
            self._noisy = True
        self._black = black
        if t_s - self._alive_s < DEAD_S:
            return ""
        if not black:
            return FROZEN
        return COVERED if self._noisy else EMPTY


def alive(one: Image, next_one: Image) -> bool:
    """Whether two pictures are enough to know that a camera is alive: they differ, and show something."""
    some = _some(next_one)
    return not _black(some) and not np.array_equal(_some(one), some)


def _some(image: Image) -> NDArray[np.uint8]:
    return image[::EVERY, ::EVERY].copy()


def _black(some: NDArray[np.uint8]) -> bool:
    return float(some.mean()) < BLACK
