"""Answers for a raised hand: large circles on the picture, each with its sign, its words and a ring that fills."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from coach.capture.source import Image
from coach.counting.progress import Choice
from coach.screen.bitmap_text import CAP, Bitmap, Sheet, fit, text_width
from coach.screen.draw.colours import PANEL
from coach.screen.draw.icons import sign, sign_of
from coach.screen.draw.layout import Rect
from coach.screen.draw.rings import arc
from coach.screen.draw.text_lines import Style, TextLines, number, placed
from coach.screen.figures import EDGE, GOOD, WHITE
from coach.wording.keys import key_name
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

RING = 0.2  # of the radius
_OPACITY = 0.78  # chosen by eye: the sign is read on any picture, and the person is still seen behind it
_FAINT = 0.45  # of the opacity, while somebody moves and no hand is there
_MOVING = (Stage.COUNT_IN, Stage.SET)
_STYLE = Style(0, 0, 600, WHITE, centre=True)
_KEPT = 4  # sets of circles, each with its bitmaps
_SMALLEST = 0.75  # grid units; a label that would have to be smaller stands beside the circle
_BESIDE = 0.95  # grid units: the size of what stands beside a circle, as large as what stands in one of 1280 x 720
_PAD = 0.45  # grid units around these words
_NEAR = 0.15  # of the radius, between a circle and what stands beside it


@dataclass(frozen=True)
class HandTarget:
    """A choice on the canvas: where its circle is and what stands in it, in pixels. `faint`: in the background; `held`:
    the share of the time that a hand has been on it; `beside`: the words that are too long to stand in it."""

    sign: str
    x: float
    y: float
    radius: float
    held: float
    letters: tuple[TextLines, ...]
    faint: bool = False
    beside: tuple[TextLines, ...] = ()

    @property
    def box(self) -> Rect:
        """The square around it."""
        r = round(self.radius)
        return Rect(round(self.x) - r, round(self.y) - r, 2 * r, 2 * r)


class HandTargets:
    """Draws the choices that have a place on the picture, each painted once. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._painted: dict[Hashable, list[_Painted | None]] = {}
        self._shown: list[tuple[HandTarget, str]] = []

    def update(self, canvas: Image, picture: Rect, progress: WorkoutProgress, u: float) -> None:
        """Draw into the canvas, where the picture is in `picture`."""
        self._shown = []
        if progress.set.frame is None:
            return
        choices = tuple(choice for choice in progress.choices if choice.at is not None)
        for choice, drawn in zip(choices, self._drawn(choices, picture, progress, u), strict=True):
            if drawn is not None:
                target = drawn.target
                self._shown.append((target, choice.key))
                for place, bitmap in drawn.bitmaps:
                    bitmap.stamp(canvas, place.x, place.y)
                inner = target.radius * (1 - RING)
                arc(canvas, (target.x, target.y), target.radius, inner, 0, min(max(choice.held, 0.0), 1.0), GOOD)

    def key_at(self, x: int, y: int) -> str | None:
        """The key that does the same as the circle which is there, or None."""
        inside = (key for circle, key in self._shown if math.dist((x, y), (circle.x, circle.y)) <= circle.radius)
        return next(filter(None, inside), None)

    def _drawn(
        self, choices: tuple[Choice, ...], picture: Rect, progress: WorkoutProgress, u: float
    ) -> list[_Painted | None]:
        """The circle of each choice, or None where it does not lie in the picture."""
        key = tuple(replace(choice, held=float(choice.held > 0)) for choice in choices), picture, progress.stage
        if key not in self._painted:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            targets = hand_targets(picture, replace(progress, choices=choices), self._mirror, u)
            self._painted[key] = [_painted(target, picture, u) for target in targets]
        return self._painted[key]


@dataclass(frozen=True, eq=False)
class _Painted:
    """A circle, and each thing that was painted for it with its place on the canvas."""

    target: HandTarget
    bitmaps: tuple[tuple[Rect, Bitmap], ...]


def _painted(target: HandTarget, picture: Rect, u: float) -> _Painted | None:
    if not picture.contains(target.box):
        return None
    bitmaps = [(target.box, painted(target))]
    if target.beside:
        place = tag_box(target.beside, u)
        bitmaps.append((place, _tag(target.beside, place)))
    return _Painted(target, tuple(bitmaps))


def hand_targets(picture: Rect, progress: WorkoutProgress, mirror: bool, u: float) -> list[HandTarget]:
    """The choices that have a place on the picture, which is shown in `picture`. What does not fit into a circle stands
    next to it."""
    if progress.set.frame is None:
        return []
    shown = _Shown(picture, progress.set.frame.size[0], mirror)
    choices = [(choice, choice.at) for choice in progress.choices if choice.at is not None]
    circles = [shown.circle(*at, choice.radius) for choice, at in choices]
    found = []
    for (choice, _at), circle in zip(choices, circles, strict=True):
        target = _target(choice, sign_of(choice.id, progress.stage), circle, u)
        if progress.stage in _MOVING and choice.held == 0:  # the sign alone, where there is one
            sign = sign_of(choice.id, progress.stage)
            target = replace(target, sign=sign, letters=() if sign else target.letters, faint=True)
        elif choice.label and (not target.letters or target.letters[0].text == key_name(choice.key)):
            head = None if choice.head is None else shown.circle(*choice.head)
            target = replace(target, beside=_beside(choice.label, circle, circles, head, picture, u))
        found.append(target)
    return found


@dataclass(frozen=True)
class _Circle:
    """In pixels of the canvas."""

    x: float
    y: float
    radius: float

    def touches(self, place: Rect) -> bool:
        """Whether a part of it lies in that rectangle."""
        x, y = min(max(self.x, place.x), place.right), min(max(self.y, place.y), place.bottom)
        return math.dist((x, y), (self.x, self.y)) < self.radius


@dataclass(frozen=True)
class _Shown:
    """A picture of so many columns as it is shown on the canvas."""

    picture: Rect
    columns: int
    mirror: bool

    def circle(self, x: float, y: float, radius: float) -> _Circle:
        """A circle of the picture, in pixels of the canvas."""
        scale = self.picture.width / self.columns
        across = self.picture.width - x * scale if self.mirror else x * scale
        return _Circle(self.picture.x + across, self.picture.y + y * scale, radius * scale)


def _target(choice: Choice, shown: str, circle: _Circle, u: float) -> HandTarget:
    """The label stands under the sign or the key; a long label stands alone, and one that is too long is not in it."""
    radius, inner = circle.radius, circle.radius * (1 - RING)
    key = [] if shown or not choice.key else [key_name(choice.key)]
    letters = _label(choice.label, 0.35 * inner, 0.66 * inner, inner, u)
    if letters and (shown or key):
        letters += [number("targets", text, (0.0, -0.42 * radius), 0.8 * inner, 1.2 * inner, WHITE) for text in key]
    elif letters := _label(choice.label, 0.0, 1.3 * inner, inner, u):
        shown = ""
    else:
        letters = [number("targets", text, (0.0, 0.0), 1.1 * inner, 1.2 * inner, WHITE) for text in key]
    x, y = round(circle.x), round(circle.y)
    placed_there = (replace(line, x=line.x + x, baseline=line.baseline + y) for line in letters)
    return HandTarget(shown, circle.x, circle.y, radius, choice.held, tuple(placed_there))


def _beside(
    text: str, circle: _Circle, circles: Sequence[_Circle], head: _Circle | None, picture: Rect, u: float
) -> tuple[TextLines, ...]:
    """The words next to a circle, at the first place that covers neither a circle nor the head; or else the head alone.
    None where they have room nowhere."""
    fitted = (_fitted(text, circle, room, u) for room in _rooms(circle, head, picture, u))
    found = [lines for lines in fitted if lines and picture.contains(tag_box(lines, u))]

    def covered(lines: tuple[TextLines, ...]) -> tuple[int, bool]:
        tag = tag_box(lines, u)
        return sum(one.touches(tag) for one in circles), head is not None and head.touches(tag)

    return min(found, key=covered, default=())


def _rooms(circle: _Circle, head: _Circle | None, picture: Rect, u: float) -> list[Rect]:
    """Where words may stand next to a circle: on its side away from the head, below, above, on its other side."""
    pad, low, far = round(_PAD * u) + 1, round(_PAD * u / 3) + 1, (1 + _NEAR) * circle.radius
    left, top, right, bottom = picture.x + pad, picture.y + low, picture.right - pad, picture.bottom - low
    rows = max(top, round(circle.y - circle.radius)), min(bottom, round(circle.y + circle.radius))
    sides = [
        _between(left, rows[0], round(circle.x - far) - pad, rows[1]),
        _between(round(circle.x + far) + pad, rows[0], right, rows[1]),
    ]
    below = _between(left, round(circle.y + far) + low, right, bottom)
    above = _between(left, top, right, round(circle.y - far) - low)
    middle = picture.centre[0] if head is None else head.x
    near, away = sides if circle.x >= middle else reversed(sides)
    return [away, below, above, near]


def _between(left: int, top: int, right: int, bottom: int) -> Rect:
    return Rect(left, top, max(right - left, 1), max(bottom - top, 1))


def _fitted(text: str, circle: _Circle, room: Rect, u: float) -> tuple[TextLines, ...]:
    """The whole text in one line or two, as near to the circle as the room lets it be; nothing where it is too long."""
    largest, smallest = max(6, round(_BESIDE * u)), max(6, round(_SMALLEST * u))
    fitted = fit(text, room.width, room.height, largest, smallest, 600, 2)
    if " ".join(fitted.lines) != text:
        return ()
    left = min(max(circle.x - fitted.width / 2, room.x), room.right - fitted.width)
    top = min(max(circle.y - fitted.height / 2, room.y), room.bottom - fitted.height)
    return tuple(placed("targets", fitted, left, top, fitted.width, _STYLE))


def tag_box(lines: Sequence[TextLines], u: float) -> Rect:
    """The ground under words that stand beside a circle."""
    pad, low = round(_PAD * u), round(_PAD * u / 3)
    x, y = min(line.box.x for line in lines) - pad, lines[0].box.y - low
    right, bottom = max(line.box.right for line in lines) + pad, lines[-1].box.bottom + low
    return Rect(x, y, right - x, bottom - y)


def _tag(lines: Sequence[TextLines], place: Rect) -> Bitmap:
    sheet = Sheet(place.width, place.height)
    sheet.box(0, 0, place.width, place.height, lines[0].size, PANEL)
    for line in lines:
        sheet.text(line.text, line.x - place.x, line.baseline - place.y, line.size, line.colour, line.weight)
    return sheet.bitmap()


def _label(text: str, middle: float, room: float, inner: float, u: float) -> list[TextLines]:
    """The words in a circle around the origin, `room` high around the row `middle`, in one line or two as large as they
    fit; none when they would be too small."""
    size, smallest = round(min(2.0 * u, 0.54 * inner)), max(6, round(_SMALLEST * u))
    while size >= smallest:
        for lines in (1, 2):
            whole, longest = (
                max((text_width(t, size, 600) for t in part), default=0) for part in ([text], text.split())
            )
            width = whole if lines == 1 else max(longest, math.ceil(0.55 * whole))
            fitted = fit(text, width, round(room), size, size, 600, lines)
            found = placed("targets", fitted, -width / 2, middle - fitted.height / 2, width, _STYLE)
            if " ".join(fitted.lines) == text and fitted.height <= room and all(_in_circle(x, inner) for x in found):
                return found
        size = min(size - 1, round(size * 0.94))
    return []


def _in_circle(line: TextLines, radius: float) -> bool:
    """Whether the capitals of a line lie in a circle around the origin, which they may touch."""
    across = text_width(line.text, line.size, line.weight) / 2
    up = max(abs(line.baseline), abs(line.baseline - CAP * line.size))
    return math.hypot(across, up) <= 1.05 * radius


def painted(target: HandTarget) -> Bitmap:
    """The circle with what stands in it, of the size of its box."""
    box, r = target.box, target.radius
    sheet = Sheet(box.width, box.height)
    x, y = target.x - box.x, target.y - box.y
    sheet.disc(x, y, r, EDGE, opacity=0.55)
    sheet.disc(x, y, r * (1 - 0.3 * RING), PANEL, opacity=_OPACITY)
    sheet.disc(x, y, r * (1 - 0.15 * RING), WHITE, line=max(1.5, 0.035 * r))
    lift = 0.42 if target.letters else 0.0
    sign(sheet, target.sign, x, y - lift * r, (0.34 if target.letters else 0.5) * r)
    for line in target.letters:
        sheet.text(line.text, line.x - box.x, line.baseline - box.y, line.size, line.colour, line.weight)
    return sheet.bitmap().faded(_FAINT) if target.faint else sheet.bitmap()
