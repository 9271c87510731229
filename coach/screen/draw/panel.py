"""A panel: a place with text and marks on it, painted once and kept for as long as it stays the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from coach.capture.source import Image
from coach.screen.bitmap_text import Bitmap, Sheet
from coach.screen.draw.colours import PANEL
from coach.screen.draw.layout import Rect
from coach.screen.draw.text_lines import TextLines

RADIUS = 0.6  # grid units of a round corner


@dataclass(frozen=True)
class Panel:
    """Everything that one panel shows; two that are equal look the same.

    `ornament` paints its `marks` on a sheet whose corner is the panel's, in units of `u` pixels. `bare`: on the
    backdrop itself, without a ground of its own. `keys`: the places that a click takes for a key, each with its name.
    """

    element: str
    place: Rect
    letters: tuple[TextLines, ...] = ()
    marks: tuple[Hashable, ...] = ()
    ornament: Callable[[Sheet, Panel, float], None] | None = None
    bare: bool = False
    keys: tuple[tuple[Rect, str], ...] = ()

    def key_at(self, x: int, y: int) -> str | None:
        """The key that a click there is taken for, or None."""
        return next((key for place, key in self.keys if place.holds(x, y)), None)

    def painted(self, u: float) -> Bitmap:
        """The panel as a bitmap of its place's size."""
        sheet = Sheet(self.place.width, self.place.height)
        if not self.bare:
            sheet.box(0, 0, self.place.width, self.place.height, RADIUS * u, PANEL)
        if self.ornament is not None:
            self.ornament(sheet, self, u)
        for line in self.letters:
            x, baseline = line.x - self.place.x, line.baseline - self.place.y
            sheet.text(line.text, x, baseline, line.size, line.colour, line.weight)
        return sheet.bitmap()


class PanelBitmaps:
    """Panels as they were painted, the last `most` of them. `u`: pixels of a grid unit."""

    def __init__(self, u: float, most: int) -> None:
        self._u, self._most = u, most
        self._painted: dict[Panel, Bitmap] = {}

    def stamp(self, panel: Panel, canvas: Image) -> None:
        """Put the panel where it belongs on the canvas; painted, or as it was painted before."""
        if panel not in self._painted:
            if len(self._painted) >= self._most:
                self._painted.pop(next(iter(self._painted)))
            self._painted[panel] = panel.painted(self._u)
        self._painted[panel].stamp(canvas, panel.place.x, panel.place.y)
