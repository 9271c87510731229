"""Lines of text in their places: wrapped, centred, and never wider than their room."""

from __future__ import annotations

from dataclasses import dataclass

from coach.screen.bitmap_text import CAP, LINE, Colour, Fitted, fit, text_width
from coach.screen.draw.layout import Rect

PAD_X, PAD_Y = 0.8, 0.25  # grid units between a panel's edge and its text


@dataclass(frozen=True)
class TextLines:
    """One line of text as it is drawn: its place inside its element, in pixels from the canvas's corner."""

    element: str
    text: str
    x: int
    baseline: int
    size: int
    weight: int
    colour: Colour

    @property
    def box(self) -> Rect:
        """The pixels it may touch, descenders included; figures have none."""
        top, depth = self.baseline - round(self.size * 0.82), self.size * (0.04 if self.text.isdigit() else 0.26)
        width = text_width(self.text, self.size, self.weight)
        return Rect(self.x, top, width, self.baseline + round(depth) - top)


@dataclass(frozen=True)
class Style:
    """How a block of text looks: sizes in grid units, the largest that fits is taken."""

    largest: float
    smallest: float
    weight: int
    colour: Colour
    lines: int = 2
    centre: bool = False


def block(element: str, place: Rect, text: str, style: Style, u: float, indent: float = 0.0) -> list[TextLines]:
    """Text in a place, in the middle of its height; `indent` grid units from the left are kept free."""
    left, room = place.x + (PAD_X + indent) * u, place.width - (2 * PAD_X + indent) * u
    fitted = fit(text, round(room), round(place.height - 2 * PAD_Y * u), max(6, round(style.largest * u)),
                 max(6, round(style.smallest * u)), style.weight, style.lines)  # fmt: skip
    return placed(element, fitted, left, place.y + (place.height - fitted.height) / 2, room, style)


def placed(element: str, fitted: Fitted, left: float, top: float, room: float, style: Style) -> list[TextLines]:
    """The lines of a fitted text from a corner on; `room` is what they are centred in, where the style says so."""
    lines = []
    for i, line in enumerate(fitted.lines):
        spare = (room - text_width(line, fitted.size, style.weight)) / 2 if style.centre else 0.0
        baseline = round(top + fitted.size * (LINE * i + 0.98))
        lines.append(TextLines(element, line, round(left + spare), baseline, fitted.size, style.weight, style.colour))
    return lines


def number(
    element: str, text: str, centre: tuple[float, float], size: float, widest: float, colour: Colour
) -> TextLines:
    """A figure with its middle in `centre`, as large as `size` and no wider than `widest` (all in pixels)."""
    pixels = _narrowed(text, size, widest, 700)
    x = centre[0] - text_width(text, pixels, 700) / 2
    return TextLines(element, text, round(x), round(centre[1] + CAP * pixels / 2), pixels, 700, colour)


def label(
    element: str, text: str, foot: tuple[float, float], size: float, widest: float, colour: Colour, weight: int = 500
) -> TextLines:
    """A word with the middle of its baseline in `foot`, no wider than `widest` (all in pixels)."""
    pixels = _narrowed(text, size, widest, weight)
    x = foot[0] - text_width(text, pixels, weight) / 2
    return TextLines(element, text, round(x), round(foot[1]), pixels, weight, colour)


def _narrowed(text: str, size: float, widest: float, weight: int) -> int:
    """The size in pixels at which the text is no wider than that."""
    pixels = max(6, round(size))
    width = text_width(text, pixels, weight)
    if width > widest:
        pixels = max(6, int(pixels * widest / width))
    while pixels > 6 and text_width(text, pixels, weight) > widest:
        pixels -= 1
    return pixels
