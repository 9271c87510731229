"""Answers for a raised hand: large circles on the picture, each with its sign, its words and a ring that fills."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, replace

from coach.counting.progress import Choice
from coach.screen.bitmap_text import CAP, Bitmap, Image, Sheet, fit, text_width
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
_SMALLEST = 0.75  # grid units; a label that would have to be smaller is left to the line of keys


@dataclass(frozen=True)
class HandTarget:
    """A choice on the canvas: where its circle is and what stands in it, in pixels. `faint`: in the background; `held`:
    the share of the time that a hand has been on it."""

    sign: str
    x: float
    y: float
    radius: float
    held: float
    letters: tuple[TextLines, ...]
    faint: bool = False

    @property
    def box(self) -> Rect:
        """The square around it."""
        r = round(self.radius)
        return Rect(round(self.x) - r, round(self.y) - r, 2 * r, 2 * r)


class HandTargets:
    """Draws the choices that have a place on the picture, each painted once. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._painted: dict[Hashable, tuple[HandTarget, Rect, Bitmap] | None] = {}
        self._shown: list[tuple[HandTarget, str]] = []

    def update(self, canvas: Image, picture: Rect, progress: WorkoutProgress, u: float) -> None:
        """Draw into the canvas, where the picture is in `picture`."""
        self._shown = []
        if progress.set.frame is None:
            return
        for choice in progress.choices:
            if choice.at is not None and (drawn := self._drawn(choice, picture, progress, u)) is not None:
                target, box, bitmap = drawn
                self._shown.append((target, choice.key))
                bitmap.stamp(canvas, box.x, box.y)
                inner = target.radius * (1 - RING)
                arc(canvas, (target.x, target.y), target.radius, inner, 0, min(max(choice.held, 0.0), 1.0), GOOD)

    def key_at(self, x: int, y: int) -> str | None:
        """The key that does the same as the circle which is there, or None."""
        inside = (key for circle, key in self._shown if math.dist((x, y), (circle.x, circle.y)) <= circle.radius)
        return next(filter(None, inside), None)

    def _drawn(
        self, choice: Choice, picture: Rect, progress: WorkoutProgress, u: float
    ) -> tuple[HandTarget, Rect, Bitmap] | None:
        """The circle of a choice, or None where it does not lie in the picture."""
        key = replace(choice, held=float(choice.held > 0)), picture, progress.stage
        if key not in self._painted:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            (target,) = hand_targets(picture, replace(progress, choices=(choice,)), self._mirror, u)
            box = target.box
            self._painted[key] = (target, box, painted(target)) if picture.contains(box) else None
        return self._painted[key]


def hand_targets(picture: Rect, progress: WorkoutProgress, mirror: bool, u: float) -> list[HandTarget]:
    """The choices that have a place on the picture, which is shown in `picture`."""
    if progress.set.frame is None:
        return []
    scale = picture.width / progress.set.frame.size[0]
    found = []
    for choice in progress.choices:
        if choice.at is not None:
            x, y = choice.at[0] * scale, choice.at[1] * scale
            x = picture.x + (picture.width - x if mirror else x)
            shown, faint = sign_of(choice.id, progress.stage), progress.stage in _MOVING and choice.held == 0
            target = _target(choice, shown, x, picture.y + y, choice.radius * scale, u)
            found.append(replace(target, letters=(), faint=True) if faint else target)
    return found


def _target(choice: Choice, shown: str, x: float, y: float, radius: float, u: float) -> HandTarget:
    """The label stands under the sign or the key; a long label stands alone, and one that is too long is left out."""
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
