"""The signs of the home window's pages and buttons, painted like those of the workout. Sizes in pixels."""

from __future__ import annotations

import math
from collections.abc import Callable

from coach.home.home_page import HomePage
from coach.screen.bitmap_text import Colour, Sheet
from coach.screen.draw.icons import around, sign
from coach.screen.figures import WHITE


def home_sign(sheet: Sheet, name: str, x: float, y: float, r: float, colour: Colour = WHITE) -> None:
    """The sign of that name around (x, y), about `r` to each side: one of the home window, or of the workout."""
    if (paint := _SIGNS.get(name)) is not None:
        paint(sheet, x, y, r, colour)
    else:
        sign(sheet, name, x, y, r, colour)


def _today(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """A leaf of a calendar with a tick."""
    corners = [(-0.8, -0.65), (0.8, -0.65), (0.8, 0.8), (-0.8, 0.8), (-0.8, -0.65)]
    sheet.stroke(around(x, y, r, corners), colour, 0.17 * r)
    for side in (-0.4, 0.4):
        sheet.stroke(around(x, y, r, [(side, -0.95), (side, -0.45)]), colour, 0.17 * r)
    sheet.stroke(around(x, y, r, [(-0.4, 0.15), (-0.1, 0.45), (0.45, -0.2)]), colour, 0.2 * r)


def _break(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """A cup."""
    sheet.polygon(around(x, y, r, [(-0.8, -0.2), (0.45, -0.2), (0.3, 0.75), (-0.65, 0.75)]), colour)
    sheet.disc(x + 0.5 * r, y + 0.15 * r, 0.34 * r, colour, line=0.15 * r)
    for side in (-0.45, 0.1):
        steam = [(side, -0.4), (side + 0.12, -0.6), (side, -0.8), (side + 0.12, -1.0)]
        sheet.stroke(around(x, y, r, steam), colour, 0.13 * r)


def _exercises(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """Somebody with raised arms."""
    sheet.disc(x, y - 0.62 * r, 0.26 * r, colour)
    sheet.stroke(around(x, y, r, [(-0.75, -0.85), (-0.45, -0.15), (0.45, -0.15), (0.75, -0.85)]), colour, 0.2 * r)
    sheet.stroke(around(x, y, r, [(0, -0.1), (0, 0.35)]), colour, 0.4 * r)
    sheet.stroke(around(x, y, r, [(-0.35, 1.0), (0, 0.35), (0.35, 1.0)]), colour, 0.2 * r)


def _watch(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """An eye."""
    turn = [math.radians(a) for a in range(-60, 61, 12)]
    for way in (1, -1):
        lid = [(x + 1.1 * r * math.sin(a), y + way * r * (0.55 - 1.1 * math.cos(a))) for a in turn]
        sheet.stroke(lid, colour, 0.17 * r)
    sheet.disc(x, y, 0.32 * r, colour)


def _progress(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """A line that rises between two axes."""
    sheet.stroke(around(x, y, r, [(-0.85, -0.85), (-0.85, 0.8), (0.9, 0.8)]), colour, 0.17 * r)
    sheet.stroke(around(x, y, r, [(-0.45, 0.35), (-0.05, -0.05), (0.25, 0.15), (0.8, -0.6)]), colour, 0.2 * r)


def _settings(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """Three sliders."""
    for row, knob in ((-0.6, 0.35), (0.0, -0.4), (0.6, 0.1)):
        sheet.stroke(around(x, y, r, [(-0.85, row), (0.85, row)]), colour, 0.13 * r)
        sheet.disc(x + knob * r, y + row * r, 0.25 * r, colour)


def _new(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """A plus."""
    sheet.stroke(around(x, y, r, [(-0.75, 0), (0.75, 0)]), colour, 0.24 * r)
    sheet.stroke(around(x, y, r, [(0, -0.75), (0, 0.75)]), colour, 0.24 * r)


_SIGNS: dict[str, Callable[[Sheet, float, float, float, Colour], None]] = {
    HomePage.TODAY: _today, HomePage.BREAK: _break, HomePage.EXERCISES: _exercises, HomePage.WATCH: _watch,
    HomePage.PROGRESS: _progress, HomePage.SETTINGS: _settings,
    "new": _new,
}  # fmt: skip
