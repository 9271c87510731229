"""One frame of the window: the mirrored picture, what is judged on it, and what there is to read.

Pure: a picture and a Progress go in, a picture comes out; time is the Progress's own. The layout is a grid of units,
36 to the height (48 to the width where that is narrower), so that every size looks the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from coach.body.landmarks import Array, PoseFrame
from coach.devices import captions
from coach.devices.figures import (
    FAULT,
    GOOD,
    UNSEEN,
    WHITE,
    draw_fault_rings,
    draw_mannequin,
    draw_skeleton,
)  # fmt: skip
from coach.devices.lettering import CAP, LINE, Bitmap, Colour, Fitted, Image, Sheet, fit, text_width
from coach.training.progress import Progress

SMALLEST = (1280, 720)  # the canvas for any smaller picture; the window scales it
LARGEST = (1920, 1080)

_PANEL: Colour = (30, 24, 20)
_SOFT: Colour = (214, 206, 198)  # secondary text, 10 to 1 on the panel
_TRACK: Colour = (96, 86, 78)
_TO_COME: Colour = (170, 160, 150)
_REACHED: Colour = (115, 200, 30)  # bluish green, and the ring grows thicker: never colour alone
_PANEL_OPACITY, _CAPTION_OPACITY = 0.8, 0.88
_SKELETON_TAU_S, _RING_TAU_S = 0.06, 0.08
_GAP_S = 0.5  # after a longer gap nothing is carried over
_DOTS_PER_ROW, _DOT_ROWS = 10, 3
_BITMAPS = 48  # kept at most


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """True when the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Rect) -> bool:
        """True when the other lies inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def of(self, picture: Image) -> Image:
        """The part of a picture under it, to draw into."""
        return picture[self.y : self.bottom, self.x : self.right]


@dataclass(frozen=True)
class Lettering:
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


def unit_px(size: tuple[int, int]) -> float:
    """Pixels of one grid unit on a canvas of (width, height)."""
    return min(size[0] / 48, size[1] / 36)


def canvas_size(picture_size: tuple[int, int] | None) -> tuple[int, int]:
    """The (width, height) to draw on: 16:9, at least 1280x720, larger only for a picture that has more to show."""
    return LARGEST if picture_size is not None and min(picture_size) >= LARGEST[1] else SMALLEST


def layout(size: tuple[int, int], progress: Progress) -> dict[str, Rect]:
    """Where each element is on a canvas of (width, height); an element with nothing to show is left out."""
    width, height = size
    u = unit_px(size)

    def rect(x: float, y: float, w: float, h: float) -> Rect:
        left, top = round(x), round(y)
        return Rect(left, top, round(x + w) - left, round(y + h) - top)

    column = 14 * u
    side = (11 if width >= 56 * u else 9.5) * u
    places = {"title": rect(u, u, column, (2.5 if progress.direction else 4.4) * u)}
    if progress.direction:
        places["direction"] = rect(u, 3.75 * u, column, 1.8 * u)
    places["count"] = rect(u, 5.8 * u, column, 14 * u)
    rows = _dot_rows(progress)
    if rows:
        places["dots"] = rect(u, 20.2 * u, column, (0.75 + 1.25 * rows) * u)
    if progress.hold_goal_s > 0:
        places["hold"] = rect(u, 25.1 * u, column, 4.8 * u)
    places["demonstration"] = rect(width - u - side, u, side, 14 * u)
    if captions.unseen(progress.missing):
        right = width - u - 16 * u
        places["unseen"] = rect(16 * u, height - 8.1 * u, right, 2.4 * u)
    if captions.caption(progress):
        places["caption"] = rect(u, height - 5.4 * u, width - 2 * u, 4.4 * u)
    return places


def lettering(size: tuple[int, int], progress: Progress) -> list[Lettering]:
    """All text of a frame exactly as it is drawn, for the drawing itself and for whoever checks it."""
    places, u = layout(size, progress), unit_px(size)
    lines = _block("title", places["title"], progress.title, 2.3, 1.0, 600, WHITE, u)
    if progress.direction:
        lines += _block("direction", places["direction"], progress.direction, 1.3, 0.8, 500, _SOFT, u, indent=1.9)
    lines += _count_lines(places["count"], progress, u)
    if "hold" in places:
        lines += _hold_lines(places["hold"], progress, u)
    label = places["demonstration"]
    foot = Rect(label.x, label.bottom - round(2 * u), label.width, round(2 * u))
    lines += _block("demonstration", foot, "Like this", 1.2, 0.8, 500, _SOFT, u, centre=True)
    unseen, caption = captions.unseen(progress.missing), captions.caption(progress)
    if unseen:
        lines += _block("unseen", places["unseen"], unseen, 1.6, 0.8, 500, WHITE, u, indent=2.2)
    if caption:
        indent = 0.0 if caption.kind == "hint" else 4.2
        lines += _block("caption", places["caption"], caption.text, 2.7, 1.0, 600, WHITE, u, indent=indent)
    return lines


def _block(
    element: str, place: Rect, text: str, largest: float, smallest: float, weight: int, colour: Colour, u: float,
    indent: float = 0.0, centre: bool = False,
) -> list[Lettering]:  # fmt: skip
    pad_x, pad_y = 0.8 * u, 0.25 * u
    room = place.width - 2 * pad_x - indent * u
    fitted = fit(
        text,
        round(room),
        round(place.height - 2 * pad_y),
        max(6, round(largest * u)),
        max(6, round(smallest * u)),
        weight,
    )
    top = place.y + (place.height - fitted.height) / 2
    left = place.x + pad_x + indent * u
    return [
        Lettering(element, line, round(left + (room - _line_width(line, fitted, weight)) / 2 if centre else left),
                  round(top + fitted.size * (LINE * i + 0.98)), fitted.size, weight, colour)
        for i, line in enumerate(fitted.lines)
    ]  # fmt: skip


def _line_width(line: str, fitted: Fitted, weight: int) -> int:
    return text_width(line, fitted.size, weight)


def _count_lines(place: Rect, progress: Progress, u: float) -> list[Lettering]:
    digits, weight = str(progress.count), 700
    size = round(6.6 * u)
    while size > u and text_width(digits, size, weight) > 9.6 * u:
        size -= 1
    centre = place.x + place.width / 2
    lift = 0.0 if progress.goal is None else 0.75 * u
    baseline = place.y + place.height / 2 + CAP * size / 2 - lift
    lines = [_centred("count", digits, centre, baseline, size, weight, WHITE)]
    if progress.goal is not None:
        small = round(1.5 * u)
        lines.append(_centred("count", f"of {progress.goal}", centre, baseline + 2.05 * u, small, 500, _SOFT))
    return lines


def _hold_lines(place: Rect, progress: Progress, u: float) -> list[Lettering]:
    left = hold_left(progress)
    shown = left or round(progress.hold_goal_s)
    size, small = round(4.2 * u), round(1.3 * u)
    x, middle = place.x + 5.4 * u, place.y + place.height / 2
    while size > small and text_width(str(shown), size, 700) > 6.6 * u:
        size -= 1
    number = Lettering("hold", str(shown), round(x), round(middle + CAP * size / 2), size, 700, WHITE)
    x += text_width(str(shown), size, 700) + 0.3 * u
    words = ("second" if shown == 1 else "seconds", "held" if left == 0 else "to hold")
    room = place.right - x - 0.4 * u
    if room < 4.2 * u:  # two digits and more
        return [number, Lettering("hold", "s", round(x), number.baseline, round(1.6 * u), 500, _SOFT)]
    while small > 6 and text_width("seconds", small) > room:
        small -= 1
    return [number] + [
        Lettering("hold", word, round(x), round(middle + (k * 1.6 - 0.3) * u), small, 500, _SOFT)
        for k, word in enumerate(words)
    ]


def _centred(element: str, text: str, x: float, baseline: float, size: int, weight: int, colour: Colour) -> Lettering:
    left = x - text_width(text, size, weight) / 2
    return Lettering(element, text, round(left), round(baseline), size, weight, colour)


def hold_left(progress: Progress) -> int:
    """Whole seconds still to hold, as a person counts them down."""
    return max(0, math.ceil(progress.hold_goal_s - progress.hold_s - 1e-6))


def _dots(progress: Progress) -> tuple[str, ...]:
    to_come = max(0, (progress.goal or 0) - progress.count)
    return (progress.outcomes + ("",) * to_come)[-_DOTS_PER_ROW * _DOT_ROWS :]


def _dot_rows(progress: Progress) -> int:
    return math.ceil(len(_dots(progress)) / _DOTS_PER_ROW)


class Drawer:
    """Draws frame after frame on a canvas of one size; `update()` returns a new picture each time.

    What it remembers serves the eye alone: a short smoothing of the skeleton and the ring, and ready-made bitmaps.
    """

    def __init__(self, size: tuple[int, int] = SMALLEST) -> None:
        self.size = size
        self._u = unit_px(size)
        self._bitmaps: dict[Hashable, Bitmap] = {}
        self._backdrop = _backdrop(size)
        self._points: Array | None = None
        self._fraction: float | None = None
        self._t_s = -math.inf

    def update(self, picture: Image | None, progress: Progress, demonstration: PoseFrame | None = None) -> Image:
        """One frame: BGR `picture` as the camera saw it (not mirrored), or None; returns BGR of the drawer's size."""
        elapsed = progress.t_s - self._t_s
        self._t_s = progress.t_s
        canvas = self._backdrop.copy()
        self._person(canvas, picture, progress, elapsed)
        places = layout(self.size, progress)
        if demonstration is None:
            places.pop("demonstration")
        self._panels(canvas, places, progress)
        self._ring(canvas, places["count"], progress, elapsed)
        if "hold" in places:
            self._hold_ring(canvas, places["hold"], progress)
        if demonstration is not None:
            self._demonstration(canvas, places["demonstration"], demonstration)
        return canvas

    def _person(self, canvas: Image, picture: Image | None, progress: Progress, elapsed: float) -> None:
        frame = progress.frame
        seen_size = (picture.shape[1], picture.shape[0]) if picture is not None else frame.size if frame else None
        if seen_size is None:
            return
        place = _beside_the_column(_contained(self.size, seen_size), self.size)
        if picture is not None:
            _show_mirrored(canvas, picture, place)
        if frame is None or not frame.present:
            self._points = None
            return
        points = self._smooth(_mirrored_points(frame, place), elapsed)
        window = place.of(canvas)
        if picture is None:
            draw_mannequin(window, points, (92, 78, 66), (60, 50, 42))
        draw_skeleton(window, points, progress.judged, self._u)
        if progress.cue is not None:
            draw_fault_rings(window, points, progress.cue.landmarks, self._u)

    def _smooth(self, points: Array, elapsed: float) -> Array:
        last = self._points
        if last is not None and 0 <= elapsed <= _GAP_S and np.abs(points - last).max() < 0.5 * self.size[1]:
            points = last + (points - last) * (1 - math.exp(-elapsed / _SKELETON_TAU_S))
        self._points = points
        return points

    def _panels(self, canvas: Image, places: dict[str, Rect], progress: Progress) -> None:
        lines = lettering(self.size, progress)
        caption = captions.caption(progress)
        kind = caption.kind if caption else ""
        for element, place in places.items():
            own = tuple(replace(line, x=line.x - place.x, baseline=line.baseline - place.y)
                        for line in lines if line.element == element)  # fmt: skip
            extra: tuple[str, ...] = ()
            if element == "dots":
                extra = _dots(progress)
            elif element == "caption":
                extra = (kind,)
            elif element == "direction":
                extra = (progress.direction or "",)
            bitmap = self._bitmap((element, place.width, place.height, own, extra))
            bitmap.stamp(canvas, place.x, place.y)

    def _bitmap(self, key: tuple[str, int, int, tuple[Lettering, ...], tuple[str, ...]]) -> Bitmap:
        if key not in self._bitmaps:
            if len(self._bitmaps) >= _BITMAPS:
                self._bitmaps.pop(next(iter(self._bitmaps)))
            element, width, height, lines, extra = key
            sheet = Sheet(width, height)
            opacity = _CAPTION_OPACITY if element in ("caption", "unseen") else _PANEL_OPACITY
            sheet.box(0, 0, width, height, 0.6 * self._u, _PANEL, opacity)
            ornament = _ORNAMENTS.get(element)
            if ornament is not None:
                ornament(sheet, height, extra, self._u)
            for line in lines:
                sheet.text(line.text, line.x, line.baseline, line.size, line.colour, line.weight)
            self._bitmaps[key] = sheet.bitmap()
        return self._bitmaps[key]

    def _ring(self, canvas: Image, place: Rect, progress: Progress, elapsed: float) -> None:
        centre = (place.x + place.width / 2, place.y + place.height / 2)
        outer, u = 6.5 * self._u, self._u
        reached = progress.phase in ("target", "done")
        inner = outer - (1.15 if reached else 0.8) * u
        colour = _REACHED if reached else GOOD
        sides = progress.fraction_by_side
        _arc(canvas, centre, outer, outer - 0.8 * u, 0, 1, _TRACK)
        if "left" in sides and "right" in sides:  # as in a mirror: the left arm's half is on the left
            for side, sign in (("left", 1), ("right", -1)):
                part = sides[side] if math.isfinite(sides[side]) else 0.0
                _arc(canvas, centre, outer, inner, 0.5, 0.5 + sign * 0.5 * min(max(part, 0.0), 1.0), colour)
        else:
            part = self._ring_fraction(progress, elapsed)
            _arc(canvas, centre, outer, inner, 0, part, colour)
        _arc(canvas, centre, outer + 0.15 * u, outer - 0.95 * u, -0.006, 0.006, WHITE)  # the target

    def _ring_fraction(self, progress: Progress, elapsed: float) -> float:
        if progress.phase == "done":
            return 1.0
        if not math.isfinite(progress.fraction):
            return self._fraction or 0.0
        fraction = min(max(progress.fraction, 0.0), 1.0)
        if self._fraction is not None and 0 <= elapsed <= _GAP_S:
            fraction = self._fraction + (fraction - self._fraction) * (1 - math.exp(-elapsed / _RING_TAU_S))
        self._fraction = fraction
        return fraction

    def _hold_ring(self, canvas: Image, place: Rect, progress: Progress) -> None:
        u = self._u
        centre = (place.x + 2.9 * u, place.y + place.height / 2)
        done = progress.hold_s >= progress.hold_goal_s
        _arc(canvas, centre, 2.0 * u, 1.35 * u, 0, 1, _TRACK)
        part = min(progress.hold_s / progress.hold_goal_s, 1.0)
        _arc(canvas, centre, 2.0 * u, (1.1 if done else 1.35) * u, 0, part, _REACHED if done else GOOD)

    def _demonstration(self, canvas: Image, place: Rect, shown: PoseFrame) -> None:
        pad, foot = round(0.5 * self._u), round(2 * self._u)
        stage = Rect(place.x + pad, place.y + pad, place.width - 2 * pad, place.height - pad - foot)
        fitted = _contained((stage.width, stage.height), shown.size)
        inside = Rect(stage.x + fitted.x, stage.y + fitted.y, fitted.width, fitted.height)
        draw_mannequin(inside.of(canvas), _mirrored_points(shown, inside), (226, 214, 200), (120, 106, 92))


def draw(
    picture: Image | None, progress: Progress, demonstration: PoseFrame | None = None, size: tuple[int, int] = SMALLEST
) -> Image:
    """A single frame, without anything remembered."""
    return Drawer(size).update(picture, progress, demonstration)


def _contained(size: tuple[int, int], inner: tuple[int, int]) -> Rect:
    scale = min(size[0] / inner[0], size[1] / inner[1])
    width, height = min(size[0], round(inner[0] * scale)), min(size[1], round(inner[1] * scale))
    if size[0] - width <= 2:
        width = size[0]
    if size[1] - height <= 2:
        height = size[1]
    return Rect((size[0] - width) // 2, (size[1] - height) // 2, width, height)


def _beside_the_column(place: Rect, size: tuple[int, int]) -> Rect:
    """Where the canvas has room to spare, the picture leaves it to the left column instead of lying half under it."""
    spare, column = size[0] - place.width, 15.5 * unit_px(size)
    return replace(place, x=spare) if column <= spare < 2 * column else place


def _show_mirrored(canvas: Image, picture: Image, place: Rect) -> None:
    enlarged = place.width * place.height >= picture.shape[0] * picture.shape[1]
    how = cv2.INTER_LINEAR if enlarged else cv2.INTER_AREA
    mirrored = cv2.flip(picture, 1)
    place.of(canvas)[:] = cv2.resize(mirrored, (place.width, place.height), interpolation=how)


def _mirrored_points(frame: PoseFrame, place: Rect) -> Array:
    width, height = frame.size
    points = frame.image[:, :2].copy()
    points[:, 0] = (width - points[:, 0]) * place.width / width
    points[:, 1] = points[:, 1] * place.height / height
    return points


def _backdrop(size: tuple[int, int]) -> Image:
    shade = np.linspace(1.0, 0.55, size[1])[:, None, None]
    column = np.array((46, 38, 32)) * shade
    return np.ascontiguousarray(np.broadcast_to(column, (size[1], size[0], 3)).astype(np.uint8))


def _arc(
    canvas: Image, centre: tuple[float, float], outer: float, inner: float, start: float, end: float, colour: Colour
) -> None:
    """A piece of a ring, from start to end in turns clockwise from the top."""
    if abs(end - start) < 1e-3:
        return
    angle = np.linspace(start, end, max(4, int(abs(end - start) * 400))) * 2 * math.pi - math.pi / 2
    way = np.column_stack([np.cos(angle), np.sin(angle)])
    path = np.vstack([way * outer, way[::-1] * inner]) + centre
    cv2.fillPoly(canvas, [np.rint(path * 16).astype(np.int32)], colour, cv2.LINE_AA, 4)


def _paint_dots(sheet: Sheet, height: int, outcomes: tuple[str, ...], u: float) -> None:
    for i, outcome in enumerate(outcomes):
        x = (1.375 + 1.25 * (i % _DOTS_PER_ROW)) * u
        y = (1.0 + 1.25 * (i // _DOTS_PER_ROW)) * u
        if outcome == "rep":
            sheet.disc(x, y, 0.5 * u, GOOD)
        elif outcome == "partial":
            sheet.disc(x, y, 0.5 * u, FAULT, half=True)
            sheet.disc(x, y, 0.5 * u, FAULT, line=0.1 * u)
        else:
            sheet.disc(x, y, 0.42 * u, _TO_COME, line=0.14 * u)


def _paint_caption_sign(sheet: Sheet, height: int, extra: tuple[str, ...], u: float) -> None:
    x, y = 2.6 * u, height / 2
    if extra == ("cue",):  # the diamond and ring that mark the joint at fault
        sheet.box(0, 0, 0.5 * u, height, 0.2 * u, FAULT, 1.0)
        sheet.disc(x, y, 1.5 * u, FAULT, line=0.3 * u)
        sheet.polygon([(x, y - 0.85 * u), (x + 0.85 * u, y), (x, y + 0.85 * u), (x - 0.85 * u, y)], FAULT)
    elif extra == ("guidance",):  # corners of a picture, and a person to come into it
        sheet.box(0, 0, 0.5 * u, height, 0.2 * u, WHITE, 1.0)
        for sx in (-1, 1):
            for sy in (-1, 1):
                ax, ay = x + sx * 1.4 * u, y + sy * 1.4 * u
                sheet.stroke([(ax - sx * 0.8 * u, ay), (ax, ay), (ax, ay - sy * 0.8 * u)], WHITE, 0.25 * u)
        sheet.disc(x, y - 0.4 * u, 0.42 * u, WHITE)
        sheet.polygon([(x - 0.75 * u, y + 1.0 * u), (x - 0.4 * u, y + 0.15 * u),
                       (x + 0.4 * u, y + 0.15 * u), (x + 0.75 * u, y + 1.0 * u)], WHITE)  # fmt: skip


def _paint_unseen_sign(sheet: Sheet, height: int, extra: tuple[str, ...], u: float) -> None:
    sheet.disc(1.6 * u, height / 2, 0.62 * u, UNSEEN, line=0.2 * u)


def _paint_direction(sheet: Sheet, height: int, extra: tuple[str, ...], u: float) -> None:
    """A turning arrow, seen from the person's left: forward rolls over the top to the left."""
    x, y, r = 1.7 * u, height / 2, 0.55 * u
    sign = -1 if extra == ("forward",) else 1
    turn = [math.radians(a) for a in range(-150, 91, 15)]
    sheet.stroke([(x + sign * r * math.cos(a), y + r * math.sin(a)) for a in turn], _SOFT, 0.17 * u)
    tip = (x, y + r)
    sheet.polygon([(tip[0] - sign * 0.45 * u, tip[1]), (tip[0] + sign * 0.1 * u, tip[1] - 0.38 * u),
                   (tip[0] + sign * 0.1 * u, tip[1] + 0.38 * u)], _SOFT)  # fmt: skip


_ORNAMENTS: dict[str, Callable[[Sheet, int, tuple[str, ...], float], None]] = {
    "dots": _paint_dots,
    "caption": _paint_caption_sign,
    "unseen": _paint_unseen_sign,
    "direction": _paint_direction,
}
