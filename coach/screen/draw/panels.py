"""All panels of a frame, and the canvas that carries them: painted when something changes, copied when nothing does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coach.screen.bitmap_text import Bitmap, Image
from coach.screen.draw import caption_panel, cards, first_screen, side_column
from coach.screen.draw.colours import BACKDROP
from coach.screen.draw.key_hints import keys
from coach.screen.draw.layout import Rect, layout, unit_px
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import TextLines
from coach.workout.workout_progress import WorkoutProgress

_KEPT = 64  # bitmaps
_MAKERS: dict[str, Callable[[Rect, WorkoutProgress, float], Panel | None]] = {
    "title": side_column.title, "ring": side_column.ring, "dots": side_column.dots, "hold": side_column.hold,
    "demonstration": side_column.demonstration, "next": side_column.following, "keys": keys,
    "caption": caption_panel.caption,
    "text": caption_panel.text, "card": cards.card,
    "brief": first_screen.brief, "dose": first_screen.dose, "stand": first_screen.stand,
}  # fmt: skip


def panels(size: tuple[int, int], progress: WorkoutProgress, demonstrated: bool = True) -> list[Panel]:
    """The panels of a frame on a canvas of (width, height); `demonstrated`: there is a figure to show."""
    u = unit_px(size)
    made = [
        _MAKERS[element](place, progress, u)
        for element, place in layout(size, progress, demonstrated).items()
        if element in _MAKERS
    ]
    return [panel for panel in made if panel is not None]


def lettering(size: tuple[int, int], progress: WorkoutProgress, demonstrated: bool = True) -> list[TextLines]:
    """All text of the panels exactly as it is drawn, for tests."""
    return [line for panel in panels(size, progress, demonstrated) for line in panel.letters]


class Panels:
    """The canvas with all its panels. `update()` once a frame."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size, self._u = size, unit_px(size)
        self._bitmaps: dict[Panel, Bitmap] = {}
        self._shown: list[Panel] | None = None
        self._canvas: Image = np.zeros((0, 0, 3), np.uint8)

    def update(self, progress: WorkoutProgress, demonstrated: bool) -> Image:
        """A new canvas with the panels of this frame."""
        wanted = panels(self._size, progress, demonstrated)
        if wanted != self._shown:
            self._canvas = np.full((self._size[1], self._size[0], 3), BACKDROP, np.uint8)
            for panel in wanted:
                self.bitmap(panel).stamp(self._canvas, panel.place.x, panel.place.y)
            self._shown = wanted
        return self._canvas.copy()

    def bitmap(self, panel: Panel) -> Bitmap:
        """The panel painted, or as it was painted before."""
        if panel not in self._bitmaps:
            if len(self._bitmaps) >= _KEPT:
                self._bitmaps.pop(next(iter(self._bitmaps)))
            self._bitmaps[panel] = panel.painted(self._u)
        return self._bitmaps[panel]
