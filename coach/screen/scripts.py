"""Text as the screen's letters can show it, whatever language somebody's own exercise is written in.

OpenCV draws letters one after the other from left to right, in most of the world's scripts. So a line of Hebrew or
Arabic is put into the order in which it is read (Arabic letters stand apart instead of joined), and what there are no
letters for (Hindi, Thai) is written in Latin ones.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import cv2
import numpy as np
from anyascii import anyascii
from bidi import get_display

_TRIED = 32  # pixels: large enough that no two letters look the same
_RIGHT_TO_LEFT = {"R", "AL", "AN"}  # classes of Unicode: Hebrew letters, Arabic letters, Arabic figures


@cache
def face() -> object:
    """The letters that everything is written with."""
    return cv2.FontFace("sans")


@lru_cache(maxsize=1024)
def as_drawn(line: str) -> str:
    """One line, letters in the order in which they are drawn. Texts are broken into lines before this."""
    if line.isascii():
        return line
    written = "".join(letter if _is_drawn(letter) else anyascii(letter) for letter in line)
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in written):
        return str(get_display(written))
    return written


@cache
def _is_drawn(letter: str) -> bool:
    """What has no letter is drawn as a question mark."""
    return letter == "?" or letter.isascii() or not np.array_equal(_picture(letter), _picture("?"))


def _picture(letter: str) -> np.ndarray:
    picture = np.zeros((2 * _TRIED, 2 * _TRIED), np.uint8)
    cv2.putText(picture, letter, (_TRIED // 2, _TRIED), 255, face(), _TRIED)
    return picture
