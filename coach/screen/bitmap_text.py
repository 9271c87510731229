"""Text and small shapes as bitmaps: measured, wrapped so that nothing crops, cached, stamped on a picture."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.capture.source import Image
from coach.screen.scripts import as_drawn, face
from coach.wording import durations

Number = TypeVar("Number", np.uint8, np.floating[Any])
Colour = tuple[int, int, int]  # blue, green, red, as OpenCV has them
Point = tuple[float, float]

LINE = 1.22  # line pitch, in text sizes
CAP = 0.78  # height of a figure, in text sizes
_KEPT = "\N{NO-BREAK SPACE}"  # a blank at which no line ends
_SHORT = r"[^\W\d_]{1,6}"  # a word such as "times": a longer one would leave too much of a line empty
_FINE = 3  # shapes are painted this much larger and reduced, for smooth edges


@dataclass(frozen=True)
class Fitted:
    """Text broken into lines that fit: `size` in pixels, `width` of the longest line."""

    lines: tuple[str, ...]
    size: int
    width: int

    @cached_property
    def height(self) -> int:
        """Pixels from the first line's top to the last line's bottom."""
        return round(self.size * LINE * len(self.lines))


@lru_cache(maxsize=4096)
def text_width(text: str, size: int, weight: int = 500) -> int:
    """Pixels from the text's first to its last edge."""
    return int(cv2.getTextSize((1, 1), as_drawn(text), (0, 0), face(), size, weight)[2])


@lru_cache(maxsize=256)
def fit(text: str, width: int, height: int, largest: int, smallest: int, weight: int = 500, lines: int = 2) -> Fitted:
    """The largest text that fits into width x height in at most so many lines; shortened only at the smallest size."""
    size, words = largest, _words(text)
    while True:
        broken = _wrap(words, width, size, weight, hard=size <= smallest)
        room = max(1, min(lines, int(height / (size * LINE))))
        if broken is not None and len(broken) <= room and size * LINE * len(broken) <= height:
            break
        if size <= smallest:
            broken = _shorten(broken or [""], room, width, size, weight)
            break
        size = max(smallest, min(size - 1, round(size * 0.94)))
    broken = [line.replace(_KEPT, " ") for line in _balanced(words, broken, width, size, weight)]
    return Fitted(tuple(broken), size, max((text_width(line, size, weight) for line in broken), default=0))


def _words(text: str) -> list[str]:
    """What may stand in different lines: a number stays with its unit, with its factor and with a short word that it
    counts, and a word of one letter with the next one."""
    units = "|".join(map(re.escape, durations.abbreviations()))
    together = re.sub(rf"(?<=\d) (?=(?:{units}|x|%|{_SHORT})(?:\W|$))|(?<=\bx) (?=[\d(])", _KEPT, text)
    together = re.sub(rf"(^|\s)(?!(?:{units})\s)([^\W\d_]) (?=\w)", rf"\1\2{_KEPT}", together)
    return re.findall(rf"[\S{_KEPT}]+", together)


def _balanced(words: list[str], lines: list[str], width: int, size: int, weight: int) -> list[str]:
    """The same words in as many lines of more even length, so that no word is left alone in the last one."""
    if len(lines) < 2 or lines[-1].endswith("…"):
        return lines
    low, high = width // len(lines), width
    while high - low > size // 2:
        middle = (low + high) // 2
        tried = _wrap(words, middle, size, weight, hard=False)
        if tried is not None and len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _wrap(words: list[str], width: int, size: int, weight: int, hard: bool) -> list[str] | None:
    """Lines no wider than width; None when a word is too wide and words may not be broken (`hard`)."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, weight) <= width:
            lines[-1] = joined
        elif text_width(word, size, weight) <= width:
            lines.append(word)
        elif hard:
            lines += _broken(word, width, size, weight)
        else:
            return None
    return lines


def _broken(word: str, width: int, size: int, weight: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shorten(lines: list[str], room: int, width: int, size: int, weight: int) -> list[str]:
    if len(lines) <= room:
        return lines
    last = lines[room - 1]
    while last and text_width(last + "…", size, weight) > width:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip() + "…"]


@dataclass(frozen=True, eq=False)
class Bitmap:
    """A painted rectangle ready to be stamped: colour times opacity, and what it lets through (both h x w x 3)."""

    paint: Image
    through: Image

    def stamp(self, picture: Image, x: int, y: int) -> None:
        """Blend onto the picture, with the bitmap's top left corner at (x, y)."""
        height, width = self.paint.shape[:2]
        under = picture[y : y + height, x : x + width]
        cv2.multiply(under, self.through, dst=under, scale=1 / 255)
        cv2.add(under, self.paint, dst=under)

    def faded(self, share: float) -> Bitmap:
        """The same with so much of its opacity."""
        paint, through = np.rint(self.paint * share), np.rint(255 - (255.0 - self.through) * share)
        return Bitmap(paint.astype(np.uint8), through.astype(np.uint8))


class Sheet:
    """A transparent sheet to paint on, once; the result is a Bitmap. Coordinates in pixels, fractions welcome."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (max(1, width), max(1, height))
        # The three colours of a pixel side by side in its row: numpy takes whole rows several times as fast as triples.
        self._paint = np.zeros((self._size[1], 3 * self._size[0]), np.float32)
        self._opacity = np.zeros((self._size[1], self._size[0]), np.float32)
        self._blank = True

    def bitmap(self) -> Bitmap:
        """What was painted so far."""
        paint, through = (np.rint(one).astype(np.uint8) for one in (self._paint, 255 * (1 - self._opacity)))
        return Bitmap(paint.reshape(self._size[1], self._size[0], 3), _threefold(through))

    def text(self, text: str, x: float, baseline: float, size: int, colour: Colour, weight: int = 500) -> None:
        """One line of text from x on; the zeros are plain, since a slashed one reads as an eight from afar."""
        text, left, bottom = as_drawn(text), round(x), round(baseline)
        x0, y0, x1, y1 = self._clipped(left - 2, bottom - 1.2 * size, left + text_width(text, size, weight) + 3,
                                       bottom + 0.4 * size)  # fmt: skip
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.putText(mask, text, (left - x0, bottom - y0), 255, face(), size, weight)
        for i, letter in enumerate(text):
            if letter == "0":
                before = text_width(text[:i], size, weight) if i else 0
                _replace(mask, _open_zero(size, weight), left + before - x0, bottom - size - y0)
        self.cover(mask, x0, y0, colour)

    def box(self, x: float, y: float, width: float, height: float, radius: float, colour: Colour) -> None:
        """A filled rectangle with round corners."""
        r = min(radius, width / 2, height / 2)
        inner = [(x + r, y + r), (x + width - r, y + r), (x + width - r, y + height - r), (x + r, y + height - r)]

        def paint(mask: Image, x0: int, y0: int) -> None:
            corners = _fine(inner, x0, y0)
            for corner in corners:
                cv2.circle(mask, (int(corner[0]), int(corner[1])), round(r * _FINE), 255, -1)
            reach = round(r * _FINE)
            (ax, ay), (bx, by) = corners[0].tolist(), corners[2].tolist()
            cv2.rectangle(mask, (ax, ay - reach), (bx, by + reach - 1), 255, -1)
            cv2.rectangle(mask, (ax - reach, ay), (bx + reach - 1, by), 255, -1)

        self._shape((x, y, x + width, y + height), paint, colour)

    def disc(
        self, x: float, y: float, radius: float, colour: Colour, half: bool = False, line: float = 0.0,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """A disc, the left half of one, or with a `line` width a circle."""

        def paint(mask: Image, x0: int, y0: int) -> None:
            centre, r = (round((x - x0) * _FINE), round((y - y0) * _FINE)), round((radius - line / 2) * _FINE)
            if half:
                cv2.ellipse(mask, centre, (r, r), 0, 90, 270, 255, -1)
            else:
                cv2.circle(mask, centre, r, 255, max(1, round(line * _FINE)) if line else -1)

        self._shape((x - radius, y - radius, x + radius, y + radius), paint, colour, opacity)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        """A filled polygon."""

        def paint(mask: Image, x0: int, y0: int) -> None:
            cv2.fillPoly(mask, [_fine(points, x0, y0)], 255)

        self._shape(_around(points, 0), paint, colour)

    def stroke(self, points: list[Point], colour: Colour, width: float) -> None:
        """An open line through the points, with round ends."""

        def paint(mask: Image, x0: int, y0: int) -> None:
            cv2.polylines(mask, [_fine(points, x0, y0)], False, 255, max(1, round(width * _FINE)))

        self._shape(_around(points, width), paint, colour)

    def _shape(
        self, around: tuple[float, float, float, float], paint: Callable[[Image, int, int], None], colour: Colour,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Paint finely, but no more of the sheet than the shape covers."""
        x0, y0, x1, y1 = self._clipped(*around)
        mask = np.zeros(((y1 - y0) * _FINE, (x1 - x0) * _FINE), np.uint8)
        paint(mask, x0, y0)
        reduced = cv2.resize(mask, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
        self.cover(np.asarray(reduced, np.uint8), x0, y0, colour, opacity)

    def _clipped(self, x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int]:
        """Whole pixels around a region, on the sheet and never empty."""
        width, height = self._size
        left, top = min(max(math.floor(x0), 0), width - 1), min(max(math.floor(y0), 0), height - 1)
        return left, top, min(max(math.ceil(x1), left + 1), width), min(max(math.ceil(y1), top + 1), height)

    def cover(self, mask: Image, x: int, y: int, colour: Colour, opacity: float = 1.0) -> None:
        """Lay the colour over what is there, where the mask is white, with the mask's corner at (x, y)."""
        height, width = mask.shape
        cover = mask.astype(np.float32) * (opacity / 255)
        if self._blank:  # the first is the largest, and there is nothing that would show through
            painted = cv2.merge([cover * part for part in colour]).reshape(height, -1)
            self._paint[y : y + height, 3 * x : 3 * (x + width)] = painted
            self._opacity[y : y + height, x : x + width] = cover
            self._blank = False
            return
        for under, over, full in (
            (self._paint[y : y + height, 3 * x : 3 * (x + width)], _threefold(cover).reshape(height, -1),
             np.tile(np.array(colour, np.float32), width)),
            (self._opacity[y : y + height, x : x + width], cover, 1),
        ):  # fmt: skip
            under *= 1 - over
            under += full * over


def _threefold(values: NDArray[Number]) -> NDArray[Number]:
    """Each value for all three colours: h x w x 3."""
    return np.asarray(cv2.merge((values, values, values)), values.dtype)


def _fine(points: list[Point], x0: int, y0: int) -> NDArray[np.int32]:
    return np.rint((np.array(points) - (x0, y0)) * _FINE).astype(np.int32)


def _around(points: list[Point], width: float) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - width, min(ys) - width, max(xs) + width + 1, max(ys) + width + 1


@lru_cache(maxsize=64)
def _open_zero(size: int, weight: int) -> Image:
    """A zero without its slash, one text size above the baseline and a quarter below."""
    fine, width = size * _FINE, text_width("0", size, weight)
    glyph = np.zeros((fine + fine // 4, width * _FINE), np.uint8)
    cv2.putText(glyph, "0", (0, fine), 255, face(), fine, weight)
    contours, _ = cv2.findContours((glyph > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = np.zeros_like(glyph)
    cv2.drawContours(whole, contours, -1, 255, -1)
    x, y, w, h = cv2.boundingRect(whole)
    side = _run(glyph[y + h // 2, x : x + w])
    top = _run(glyph[y : y + h, x + w // 2])
    ring = cv2.subtract(whole, _worn(whole, side, top))
    return np.asarray(cv2.resize(ring, (width, size + size // 4), interpolation=cv2.INTER_AREA), np.uint8)


def _worn(shape: Image, across: int, down: int) -> Image:
    """The shape eroded by an ellipse of these radii, row by row of it: OpenCV looks at each point of the ellipse for
    each of the shape, which takes over a second for the largest."""
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * across + 1, 2 * down + 1))
    worn, row, reach = shape.copy(), shape, 0
    for far, points in zip(range(down, -1, -1), ellipse, strict=False):  # the rows grow towards the middle
        half = int(np.count_nonzero(points)) // 2
        if half > reach:
            row, reach = cv2.erode(row, np.ones((1, 2 * (half - reach) + 1), np.uint8)), half
        kept = len(shape) - far
        if kept > 0:
            cv2.min(worn[:kept], row[far:], dst=worn[:kept])
            cv2.min(worn[far:], row[:kept], dst=worn[far:])
    return worn


def _run(values: Image) -> int:
    """How many inked pixels come first."""
    inked = values > 127
    first = int(np.argmax(inked))
    gaps = np.flatnonzero(~inked[first:])
    return int(gaps[0]) if gaps.size else len(values) // 4


def _replace(mask: Image, glyph: Image, x: int, y: int) -> None:
    x0, y0 = max(x, 0), max(y, 0)
    x1, y1 = min(x + glyph.shape[1], mask.shape[1]), min(y + glyph.shape[0], mask.shape[0])
    if x0 < x1 and y0 < y1:
        mask[y0:y1, x0:x1] = glyph[y0 - y : y1 - y, x0 - x : x1 - x]
