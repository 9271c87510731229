"""The rendered person of a demonstration: one contact sheet of small pictures, and where in them something moves.

A contact sheet is a single WebP picture, which OpenCV decodes by itself on every system; a film would need codecs. It
is decoded beside the frames, once: `picture()` gives None until then.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from coach.body.landmarks import Array
from coach.capture.source import Image

BLEED = 2  # pixels at a tile's edge that have some of its neighbour's colour: WebP halves the colours' resolution
_OTHER, _PART = 40, 0.08  # levels that a body differs from the floor by; share of a row that the narrowest takes
_KEYS = ("tile", "sheet", "marks", "behind")


class Film:
    """The pictures of one loop.

    Parameters
    ----------
    path : the contact sheet.
    sheet : tiles in a row, and the width and height of one in pixels.
    tiles : (n,) which tile belongs to each frame of the loop.
    marks : (n, m, 2) pixels in the tile: the points that move.
    behind : the person is seen from behind, so their left is the picture's.

    `cut_below` is known once the pictures are there: the body goes on below them.
    """

    def __init__(self, path: Path, sheet: tuple[int, int, int], tiles: Array, marks: Array, behind: bool) -> None:
        self._path, self._columns, self.size = path, sheet[0], (sheet[1], sheet[2])
        self.tiles, self.marks, self.behind = tiles.astype(int), marks, behind
        self._whole: Image | None = None
        self.cut_below = False
        self._decoding = threading.Thread(target=self._decode, daemon=True)

    def start(self) -> None:
        """Begin to decode, if that has not begun."""
        if self._decoding.ident is None:
            self._decoding.start()

    def wait(self) -> None:
        """Return when the pictures are there."""
        self.start()
        self._decoding.join()

    @property
    def failed(self) -> bool:
        """True once it is known that the pictures cannot be read."""
        return self._decoding.ident is not None and not self._decoding.is_alive() and self._whole is None

    def picture(self, frame: int) -> Image | None:
        """BGR of a frame of the loop, not mirrored; None while it is not decoded, and for ever if it cannot be."""
        self.start()
        if self._whole is None:
            return None
        width, height = self.size
        row, column = divmod(int(self.tiles[frame]), self._columns)
        return self._whole[row * height : (row + 1) * height, column * width : (column + 1) * width]

    def _decode(self) -> None:
        whole = cv2.imdecode(np.frombuffer(self._path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        rows = -(-(int(self.tiles.max()) + 1) // self._columns)
        if whole is not None and whole.shape[:2] == (rows * self.size[1], self._columns * self.size[0]):
            self.cut_below = _is_cut(whole[self.size[1] - BLEED - 1, BLEED : self.size[0] - BLEED])
            self._whole = np.asarray(whole, np.uint8)


def _is_cut(row: Image) -> bool:
    """Whether a (width, 3) row of pixels shows more than the floor: a body that goes on below it."""
    away = np.abs(row.astype(int) - np.median(row, axis=0)).max(axis=1)
    return bool((away > _OTHER).mean() > _PART)


def load_film(arrays: dict[str, Any], sheet: Path, kept: Any) -> Film | None:
    """The film beside a recording of landmarks; None where it has none. `arrays` are the recording's own, `kept` (n,)
    is true for the frames that are used.

    Raises
    ------
    ValueError : what is said about the pictures does not fit the recording.
    """
    if not sheet.is_file() or not all(key in arrays for key in _KEYS):
        return None
    tiles, marks, numbers = arrays["tile"], arrays["marks"], arrays["sheet"]
    if tiles.shape != kept.shape or marks.shape[:1] != kept.shape or marks.ndim != 3 or numbers.shape != (3,):
        raise ValueError(f"{sheet}: its frames do not fit the landmarks beside it")
    columns, width, height = (int(number) for number in numbers)
    return Film(sheet, (columns, width, height), tiles[kept], marks[kept].astype(float), bool(arrays["behind"]))
