"""Answers for a raised hand: large circles on the picture, each with its sign, its words and a ring that fills."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from coach.devices.figures import EDGE, WHITE
from coach.devices.lettering import Bitmap, Sheet, fit
from coach.devices.screens.colours import PANEL
from coach.devices.screens.layout import Rect
from coach.devices.screens.letters import Letters, Style, number, placed
from coach.devices.screens.signs import sign, sign_of
from coach.training.progress import Choice, Progress

RING = 0.2  # of the radius
_OPACITY = 0.78
_FAINT = 0.45  # of the opacity, while somebody moves and no hand is there
_MOVING = ("count-in", "set")
_SMALLEST = 0.75  # grid units; a label that would have to be smaller is left to the line of keys


@dataclass(frozen=True)
class HandTarget:
    """A choice on the canvas: where its circle is and what stands in it, in pixels. `faint`: in the background."""

    sign: str
    x: float
    y: float
    radius: float
    held: float
    letters: tuple[Letters, ...]
    faint: bool = False

    @property
    def box(self) -> Rect:
        """The square around it."""
        r = round(self.radius)
        return Rect(round(self.x) - r, round(self.y) - r, 2 * r, 2 * r)


def hand_targets(picture: Rect, progress: Progress, mirror: bool, u: float) -> list[HandTarget]:
    """The choices that have a place on the picture, which is shown in `picture`."""
    if progress.frame is None:
        return []
    scale = picture.width / progress.frame.size[0]
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
    """The label stands under the sign, or under the key where there is no sign."""
    inner = radius * (1 - RING)
    upper = bool(shown or choice.key)
    top, room = (0.02 if upper else -0.42) * inner, (0.66 if upper else 0.84) * inner
    width = 2.04 * (inner**2 - (top + 0.55 * room) ** 2) ** 0.5  # the ring may be touched while it is empty
    fitted = fit(choice.label, round(width), round(room), max(6, round(min(2.0 * u, 0.54 * inner))),
                 max(6, round(_SMALLEST * u)), 600, 2)  # fmt: skip
    whole = " ".join(fitted.lines) == choice.label
    letters: list[Letters] = []
    if not shown and choice.key:
        middle = (x, y - (0.42 if whole else 0.0) * radius)
        letters.append(number("targets", choice.key, middle, (0.8 if whole else 1.1) * inner, 1.2 * inner, WHITE))
    if whole:
        style = Style(0, 0, 600, WHITE, centre=True)
        first = y + top + (room - fitted.height) / 2
        letters += placed("targets", fitted, x - width / 2, first, width, style)
    return HandTarget(shown, x, y, radius, choice.held, tuple(letters))


def look(target: HandTarget) -> Hashable:
    """What the bitmap of a target depends on: not the time that a hand is held on it."""
    return target.sign, target.x, target.y, target.radius, target.letters, target.faint


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
