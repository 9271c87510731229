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
_KEPT = 16  # bitmaps
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
        self._painted: dict[Hashable, _Painted | None] = {}
        self._shown: list[tuple[HandTarget, str]] = []

    def update(self, canvas: Image, picture: Rect, progress: WorkoutProgress, u: float) -> None:
        """Draw into the canvas, where the picture is in `picture`."""
        self._shown = []
        if progress.set.frame is None:
            return
        middle = _middle(progress)
        for choice in progress.choices:
            if choice.at is not None and (drawn := self._drawn(choice, picture, progress, u, middle)) is not None:
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
        self, choice: Choice, picture: Rect, progress: WorkoutProgress, u: float, middle: float
    ) -> _Painted | None:
        """The circle of a choice, or None where it does not lie in the picture."""
        on_right = choice.at is not None and choice.at[0] >= middle
        key = replace(choice, held=float(choice.held > 0)), picture, progress.stage, on_right
        if key not in self._painted:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            (target,) = hand_targets(picture, replace(progress, choices=(choice,)), self._mirror, u, middle)
            self._painted[key] = _painted(target, picture, u)
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


def _middle(progress: WorkoutProgress) -> float:
    """The column of the picture, in its own pixels, that the circles lie around: where the person is."""
    columns = [choice.at[0] for choice in progress.choices if choice.at is not None]
    return sum(columns) / len(columns) if columns else 0.0


def hand_targets(
    picture: Rect, progress: WorkoutProgress, mirror: bool, u: float, middle: float | None = None
) -> list[HandTarget]:
    """The choices that have a place on the picture, which is shown in `picture`. What does not fit into a circle stands
    on the side of it that is away from `middle`, a column of the frame: else from the middle of all circles."""
    if progress.set.frame is None:
        return []
    middle = _middle(progress) if middle is None else middle
    scale = picture.width / progress.set.frame.size[0]
    found = []
    for choice in progress.choices:
        if choice.at is not None:
            x, y = choice.at[0] * scale, choice.at[1] * scale
            x = picture.x + (picture.width - x if mirror else x)
            shown, faint = sign_of(choice.id, progress.stage), progress.stage in _MOVING and choice.held == 0
            target = _target(choice, shown, x, picture.y + y, choice.radius * scale, u)
            to_the_right = (choice.at[0] >= middle) != mirror
            told = not choice.label or (bool(target.letters) and target.letters[0].text != key_name(choice.key))
            beside = () if told else _beside(choice.label, target, picture, to_the_right, u)
            if faint:  # the sign alone, where there is one
                found.append(replace(target, sign=shown, letters=() if shown else target.letters, faint=True))
            else:
                found.append(replace(target, beside=beside))
    return found


def _target(choice: Choice, shown: str, x: float, y: float, radius: float, u: float) -> HandTarget:
    """The label stands under the sign or the key; a long label stands alone, and one that is too long is not in it."""
    inner = radius * (1 - RING)
    key = [] if shown or not choice.key else [key_name(choice.key)]
    letters = _label(choice.label, 0.35 * inner, 0.66 * inner, inner, u)
    if letters and (shown or key):
        letters += [number("targets", text, (0.0, -0.42 * radius), 0.8 * inner, 1.2 * inner, WHITE) for text in key]
    elif letters := _label(choice.label, 0.0, 1.3 * inner, inner, u):
        shown = ""
    else:
        letters = [number("targets", text, (0.0, 0.0), 1.1 * inner, 1.2 * inner, WHITE) for text in key]
    placed_there = (replace(line, x=line.x + round(x), baseline=line.baseline + round(y)) for line in letters)
    return HandTarget(shown, x, y, radius, choice.held, tuple(placed_there))


def _beside(text: str, target: HandTarget, picture: Rect, to_the_right: bool, u: float) -> tuple[TextLines, ...]:
    """The words beside a circle, in one line or two, as high as its middle; on its other side where the picture ends,
    and none where neither has room."""
    largest, smallest = max(6, round(_BESIDE * u)), max(6, round(_SMALLEST * u))
    away = (1 + _NEAR) * target.radius + round(_PAD * u)
    for right in (to_the_right, not to_the_right):
        edge = target.x + away if right else target.x - away
        room = round((picture.right - edge if right else edge - picture.x) - _PAD * u - 1)
        fitted = fit(text, max(room, 1), round(2 * target.radius), largest, smallest, 600, 2)
        left = edge if right else edge - fitted.width
        lines = placed("targets", fitted, left, target.y - fitted.height / 2, fitted.width, _STYLE)
        if " ".join(fitted.lines) == text and picture.contains(tag_box(lines, u)):
            return tuple(lines)
    return ()


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
