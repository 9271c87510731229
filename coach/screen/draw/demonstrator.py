"""The rendered person who shows a movement: the picture of the moment, and on it what moves, what is held and how long.

An arrow lies along the way of each point that moves; while the target is held these points are lit and the seconds are
counted. All of it is drawn here over the loop, so that no words are part of the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from coach.body.landmarks import Array
from coach.body.side import Side
from coach.capture.source import Image
from coach.screen.bitmap_text import Bitmap, Colour, Sheet, text_width
from coach.screen.demonstration import Demonstration
from coach.screen.draw.colours import FIGURE, FIGURE_EDGE, PANEL, REACHED, TRACK
from coach.screen.draw.layout import Rect
from coach.screen.draw.person import on_canvas
from coach.screen.draw.rings import arc
from coach.screen.figures import EDGE, FRACTION_BITS, GOOD, WHITE, draw_mannequin, fixed
from coach.screen.film import BLEED, Film
from coach.wording import durations
from coach.wording.catalogue import _

# Shares of the picture's height, chosen by eye on the smallest canvas.
_LEAST_WAY = 0.13  # a shorter way is drawn larger, around its middle: two centimetres are a lot for a shoulder blade
_WIDTH, _HEAD = 0.013, 0.042  # of an arrow's line, of its head
_LIGHT = 0.075  # the radius of what is lit
_GLOW = 0.75  # of the light in its middle
_CLEAN = 12  # rows inside, where the wall and the floor have their own colour
_ROUND = 0.15  # of its extent squared: a way around a larger area is a circle
_DRAWN = 0.85  # of a circle, so that the arrow's head and its beginning stay apart
_Fixed = np.ndarray[tuple[int, ...], np.dtype[np.int32]]


class Demonstrator:
    """Draws a demonstration in its place. What it remembers are pictures ready to be drawn. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._key: tuple[object, ...] = ()
        self._scaled: Image = np.zeros((0, 0, 3), np.uint8)
        self._way: tuple[object, ...] = ()
        self._arrows: list[_Arrow] = []

    def update(
        self, canvas: Image, stage: Rect, shown: Demonstration, t_s: float, hold_s: float, u: float,
        side: Side | None = None,
    ) -> None:  # fmt: skip
        """Draw the moment `t_s` into the canvas, as large as the stage allows; the target is held for `hold_s`. What is
        done with one side is filmed with the left one: turned over, it is done with the right one."""
        film, moment = shown.film, shown.moment(t_s, hold_s)
        picture = None if film is None else film.picture(moment.frame)
        if film is None or picture is None:
            if film is None or film.failed:
                self._mannequin(canvas, stage, shown, t_s)
            return
        place = stage.fitted(film.size)
        if film.cut_below:  # nobody floats: what is cut off stands on the edge
            place = replace(place, y=stage.bottom - place.height)
        flipped = (self._mirror != film.behind) != (side == Side.RIGHT)  # in a mirror the left stays on the left
        key = (id(film), int(film.tiles[moment.frame]), stage, flipped)
        if key != self._key:
            self._scaled, self._key = _scaled(cv2.flip(picture, 1) if flipped else picture, place, stage), key
        stage.of(canvas)[:] = self._scaled
        if moment.held_s is not None:
            for mark in _placed(film.marks[moment.frame], film.size[0], place, flipped):
                _light(place.of(canvas), mark, round(_LIGHT * place.height))
        else:
            peak = None if shown.peak_s is None else round(shown.peak_s / shown.length_s * len(shown.t_s))
            self._point(place.of(canvas), film, place, flipped, peak, moment.frame)
        if hold_s > 0:
            _count(canvas, place, hold_s, moment.held_s, u)

    def _point(self, window: Image, film: Film, place: Rect, flipped: bool, peak: int | None, frame: int) -> None:
        """The arrows, which are found anew only when the movement turns."""
        way = (id(film), place, flipped, peak, frame < _turn(film.marks, peak))
        if way != self._way:
            marks = _placed(film.marks, film.size[0], place, flipped)
            self._arrows, self._way = _arrows(marks, peak, frame, place.height), way
        for arrow in self._arrows:
            arrow.paint(window)

    def _mannequin(self, canvas: Image, stage: Rect, shown: Demonstration, t_s: float) -> None:
        frame = shown.at(t_s)
        window = stage.fitted(frame.size).of(canvas)
        draw_mannequin(window, on_canvas(frame, window, self._mirror), FIGURE, FIGURE_EDGE)


@dataclass(frozen=True)
class _Arrow:
    """An arrow, ready to be painted: its line with a width, and its head, both `fixed`; first its edge."""

    layers: tuple[tuple[Colour, int, _Fixed, _Fixed], ...]

    def paint(self, window: Image) -> None:
        for colour, wide, line, head in self.layers:
            cv2.polylines(window, [line], False, colour, wide, cv2.LINE_AA, FRACTION_BITS)
            cv2.fillConvexPoly(window, head, colour, cv2.LINE_AA, FRACTION_BITS)


def _placed(marks: Array, film_width: int, place: Rect, flipped: bool) -> Array:
    """Points of a film where they are in its place, which may be turned over."""
    points = marks * (place.width / film_width)
    return np.stack([place.width - points[..., 0], points[..., 1]], axis=-1) if flipped else points


def _arrows(marks: Array, peak: int | None, frame: int, height: int) -> list[_Arrow]:
    """One for each mark that moves now; they stay as they are until the movement turns."""
    ways = [path(one, peak, frame, _LEAST_WAY * height) for one in np.moveaxis(marks, 1, 0)]
    arrows = [_arrow(way, height) for way in ways if len(way) > 1]
    return [arrow for arrow in arrows if arrow is not None]


def _scaled(picture: Image, place: Rect, stage: Rect) -> Image:
    """The picture as large as its place, and the studio around it drawn out to the edges of the stage."""
    own = picture[BLEED:-BLEED, BLEED:-BLEED]
    inner = np.asarray(cv2.resize(own, (place.width, place.height), interpolation=cv2.INTER_LINEAR), np.uint8)
    left, top = place.x - stage.x, place.y - stage.y
    right, bottom = stage.width - place.width - left, stage.height - place.height - top
    wide = cv2.copyMakeBorder(inner, 0, 0, left, right, cv2.BORDER_REPLICATE)
    whole = np.empty((stage.height, stage.width, 3), np.uint8)
    inside = min(_CLEAN, (place.height - 1) // 2)
    whole[:top] = np.median(wide[inside], axis=0)  # the wall, whatever else is cut off there
    whole[stage.height - bottom :] = np.median(wide[-1 - inside], axis=0)  # the floor
    whole[top : stage.height - bottom] = wide
    return whole


def path(track: Array, peak: int | None, frame: int, least: float) -> Array:
    """The (k, 2) way that a point takes now: round a circle, to the target, or back from it; at least `least` long.

    `track` is (n, 2), the point in each frame of the loop; `peak` the frame at the target.
    """
    extent = float(np.ptp(track, axis=0).max())
    if extent < 1e-6:
        return track[:0]
    turn = _turn(track, peak)
    there, back = track[: turn + 1], track[turn:]
    round_about = _area(track) > _ROUND * extent**2
    way = track[: round(_DRAWN * len(track))] if round_about else there if frame < turn else back
    middle = track.mean(axis=0) if round_about else way.mean(axis=0)
    return np.asarray((way - middle) * max(1.0, least / extent) + middle)


def _turn(track: Array, peak: int | None) -> int:
    """The frame in which the way back begins."""
    return len(track) // 2 if peak is None else peak


def _area(track: Array) -> float:
    """Of the shape that a point goes round."""
    x, y = track.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _arrow(way: Array, height: int) -> _Arrow | None:
    """The arrow along a way; None where that is shorter than its head."""
    head = _HEAD * height
    from_tip = np.linalg.norm(way - way[-1], axis=1)
    before = np.flatnonzero(from_tip >= 0.8 * head)
    if not before.size:
        return None
    neck = int(before[-1])
    along = (way[-1] - way[neck]) / max(float(np.linalg.norm(way[-1] - way[neck])), 1e-6)
    across = np.array([-along[1], along[0]])
    base = way[-1] - head * along
    tip = np.array([way[-1], base + 0.6 * head * across, base - 0.6 * head * across])
    line = np.vstack([way[: neck + 1], base])
    outline, width = max(1.5, 0.4 * _WIDTH * height), _WIDTH * height
    grown = tip + (tip - tip.mean(axis=0)) * (1.6 * outline / head)
    layers = ((EDGE, width + 2 * outline, grown), (WHITE, width, tip))
    return _Arrow(tuple((colour, max(1, round(wide)), fixed(line), fixed(head)) for colour, wide, head in layers))


def _light(window: Image, centre: Array, radius: int) -> None:
    """A glow over the part that is held."""
    left, top = (round(float(c)) - radius for c in centre)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + 2 * radius, window.shape[1]), min(top + 2 * radius, window.shape[0])
    if x0 < x1 and y0 < y1:
        share = _glow(radius)[y0 - top : y1 - top, x0 - left : x1 - left]
        under = window[y0:y1, x0:x1]
        under[:] = np.rint(under * (1 - share) + np.array(GOOD, np.float32) * share).astype(np.uint8)


@cache
def _glow(radius: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The share of light in each pixel of a square around the middle."""
    way = np.hypot(*np.mgrid[-radius:radius, -radius:radius]) / radius
    return np.asarray(_GLOW * np.clip(1.15 * (1 - way), 0, 1)[..., None], np.float32)


def _count(canvas: Image, place: Rect, hold_s: float, held_s: float | None, u: float) -> None:
    """ "Hold 5 s" at the foot of the picture, and while it is held a ring that fills around the seconds."""
    size = round(min(1.3 * u, 0.055 * place.height))
    words = _("Hold {duration}", duration=durations.in_short(hold_s))
    number = "" if held_s is None else str(int(held_s) + 1)
    badge = _badge(words, number, size)
    height, width = badge.paint.shape[:2]
    x, y = place.x + (place.width - width) // 2, place.bottom - height - round(0.4 * size)
    if width > place.width or height > place.height:
        return
    badge.stamp(canvas, x, y)
    centre, outer = (x + 1.35 * size, y + height / 2), 1.1 * size
    arc(canvas, centre, outer, 0.8 * outer, 0, 1, TRACK)
    if held_s is not None:
        arc(canvas, centre, outer, 0.76 * outer, 0, min(held_s / hold_s, 1.0), REACHED)


@cache
def _badge(words: str, number: str, size: int) -> Bitmap:
    wide = text_width(words, size, 600)
    sheet = Sheet(round(wide + 3.9 * size), round(2.7 * size))
    sheet.box(0, 0, round(wide + 3.9 * size), round(2.7 * size), 1.35 * size, PANEL)
    small = round(1.1 * size) if len(number) < 2 else round(0.85 * size)
    sheet.text(number, 1.35 * size - text_width(number, small, 700) / 2, 1.35 * size + 0.36 * small, small, WHITE, 700)
    sheet.text(words, 2.8 * size, 1.35 * size + 0.36 * size, size, WHITE, 600)
    return sheet.bitmap()
