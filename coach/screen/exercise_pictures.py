"""One still picture for each exercise, small and kept: the moment of its target. They are made beside the window, which
does not wait for them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

import cv2
import numpy as np

from coach.capture.source import Image
from coach.screen.demonstration import Demonstration
from coach.screen.draw.colours import FIGURE, FIGURE_EDGE, PANEL
from coach.screen.draw.person import on_canvas
from coach.screen.figures import draw_mannequin
from coach.screen.film import BLEED

ROWS = 360  # pixels of a kept picture: as high as the largest place for one on the largest canvas


class ExercisePictures:
    """The pictures as far as they are there. `find` gives the demonstration of an exercise, or None.

    Attributes
    ----------
    made : how many there are by now; where it has grown, something is to be drawn anew.
    """

    def __init__(self, find: Callable[[str], Demonstration | None], mirror: bool) -> None:
        self.made = 0
        self._find, self._mirror = find, mirror
        self._known: dict[str, Image | None] = {}
        self._asked: set[str] = set()
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._worker = threading.Thread(target=self._make_all, daemon=True)

    def get(self, exercise: str) -> Image | None:
        """The picture, BGR; None while it is not made, and for ever where there is nothing to show."""
        if exercise not in self._asked:
            self._asked.add(exercise)
            self._waiting.put(exercise)
            if self._worker.ident is None:
                self._worker.start()
        return self._known.get(exercise)

    def _make_all(self) -> None:
        while True:
            name = self._waiting.get()
            try:
                self._known[name] = self._made(name)
            except (ValueError, OSError, cv2.error):  # a picture less is no reason to end
                self._known[name] = None
            self.made += 1

    def _made(self, name: str) -> Image | None:
        shown = self._find(name)
        if shown is None:
            return None
        if shown.film is not None:
            shown.film.wait()
        return still(shown, self._mirror)


def still(shown: Demonstration, mirror: bool) -> Image:
    """The moment of the target, `ROWS` high."""
    film, moment_s = shown.film, shown.peak.t_s
    picture = None if film is None else film.picture(shown.moment(moment_s, 0.0).frame)
    if film is None or picture is None:
        return _figure(shown, mirror)
    inner = picture[BLEED:-BLEED, BLEED:-BLEED]
    scaled = cv2.resize(inner, (round(inner.shape[1] * ROWS / inner.shape[0]), ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.flip(scaled, 1) if mirror != film.behind else scaled, np.uint8)


def _figure(shown: Demonstration, mirror: bool) -> Image:
    width, height = shown.size
    canvas = np.full((ROWS, max(1, round(width * ROWS / height)), 3), PANEL, np.uint8)
    draw_mannequin(canvas, on_canvas(shown.peak, canvas, mirror), FIGURE, FIGURE_EDGE)
    return canvas


def filling(picture: Image, width: int, height: int) -> Image:
    """The whole picture at the foot of (height, width) pixels; what is missing around it is the wall behind it."""
    scale = min(height / picture.shape[0], width / picture.shape[1])
    size = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    scaled = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    across, down = width - size[0], height - size[1]
    return np.asarray(
        cv2.copyMakeBorder(
            scaled, down, 0, across // 2, across - across // 2, cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )  # fmt: skip
