"""The canvas: how large the window's picture is drawn, and the unit that everything on it is placed and sized in."""

from __future__ import annotations

SMALLEST = (1280, 720)  # the canvas for any smaller picture; the window scales it
LARGEST = (1920, 1080)  # of most screens; more pixels would take time and show no more

_NARROWEST, _WIDEST = 1.0, 2.4  # width to height
_UNITS = (480 / 36, 1080 / 36)  # pixels, of the smallest and the largest canvas


def unit_px(size: tuple[int, int]) -> float:
    """Pixels of one grid unit on a canvas of (width, height)."""
    return min(size[0] / 48, size[1] / 36)


def canvas_size(picture: tuple[int, int] | None, window: tuple[int, int] | None = None) -> tuple[int, int]:
    """The (width, height) to draw on: as large as the window, between 480 and 1080 rows and neither too narrow nor too
    wide. Without a window to go by 16:9, and larger than 1280x720 only for a picture that has more to show."""
    if window is None:
        return LARGEST if picture is not None and min(picture) >= LARGEST[1] else SMALLEST
    width, height = min(window[0], _WIDEST * window[1]), min(window[1], window[0] / _NARROWEST)
    unit = min(width / 48, height / 36)
    scale = min(max(unit, _UNITS[0]), _UNITS[1]) / unit
    return round(width * scale), round(height * scale)
