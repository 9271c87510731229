"""What the window shows at once, while what is to follow is still loaded. So this takes little to load itself."""

from __future__ import annotations

from coach.capture.source import Image
from coach.screen.bitmap_text import LINE, Colour, Sheet, fit, text_width
from coach.screen.draw.backdrop import backdrop
from coach.screen.draw.colours import SOFT
from coach.screen.figures import WHITE

_NAME, _COMING, _APART = 1 / 9, 1 / 20, 1 / 18  # of the height: two texts and the room between them, chosen by eye


def first_picture(size: tuple[int, int], name: str, coming: str) -> Image:
    """A canvas of (width, height) with a name in its middle, and under it what comes."""
    canvas = backdrop(size)
    _write(canvas, name, _NAME, 0.5 - _APART, WHITE, 700)
    _write(canvas, coming, _COMING, 0.5 + 1.5 * _APART, SOFT, 500)
    return canvas


def _write(canvas: Image, text: str, largest: float, baseline: float, colour: Colour, weight: int) -> None:
    """A text in the middle of each of its lines, the first on the baseline; both are shares of the canvas's height."""
    height, width = canvas.shape[:2]
    told = fit(text, round(0.9 * width), height, round(largest * height), 6, weight)
    size, row = told.size, round(LINE * told.size)
    for number, line in enumerate(told.lines):
        sheet, room = Sheet(width, 2 * row), width - text_width(line, size, weight)
        sheet.text(line, room / 2, row, size, colour, weight)
        sheet.bitmap().stamp(canvas, 0, round(baseline * height) + row * (number - 1))
