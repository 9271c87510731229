"""The first screen of an exercise: a few large words, the dose in figures, and how to stand as a picture."""

from __future__ import annotations

import math
from collections.abc import Callable

from coach.definitions.definition import Position
from coach.screen.bitmap_text import Point, Sheet
from coach.screen.draw.colours import FIGURE, SOFT, TRACK
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import Style, TextLines, block, label, number
from coach.screen.figures import GOOD, WHITE
from coach.wording.catalogue import N_, _
from coach.workout.workout_progress import WorkoutProgress

_NOTE_ROWS = 1.9  # grid units of the line under the dose, chosen by eye
_TURNS = {"front": (0.0, N_("face it")), "oblique": (45.0, N_("half turned")), "side": (90.0, N_("side on"))}
_DISTANCE, _FLOOR = 0.85, 0.70  # of the picture's height, down to the line of the distance and to the floor
_MIDDLE = 0.47  # of the width, to the middle of that line


def brief(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """The movement in a few words, and under them what one needs."""
    shown = progress.first_screen
    if shown is None:
        return None
    foot = round(_NOTE_ROWS * u) if shown.note else 0
    upper = Rect(place.x, place.y, place.width, place.height - foot)
    letters = block("brief", upper, shown.brief, Style(2.3, 0.9, 600, WHITE, 4), u)
    if shown.note:
        lower = Rect(place.x, upper.bottom - round(0.2 * u), place.width, foot)
        letters += block("brief", lower, shown.note, Style(1.25, 0.7, 500, SOFT, 1), u)
    return Panel("brief", place, tuple(letters))


def dose(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """The numbers of the dose side by side, each with what it counts below it."""
    shown = progress.first_screen
    if shown is None or not shown.figures:
        return None
    letters: list[TextLines] = []
    wide = (place.width - u) / len(shown.figures)
    for i, (figure, counted) in enumerate(shown.figures):
        x, y = place.x + 0.5 * u + (i + 0.5) * wide, place.y + place.height / 2
        lift = 0.7 * u if counted else 0.0
        letters.append(number("dose", figure, (x, y - lift), 3.0 * u, wide - 0.6 * u, WHITE))
        if counted:
            letters.append(label("dose", counted, (x, y + 1.9 * u), 1.35 * u, wide - 0.4 * u, SOFT))
    return Panel("dose", place, tuple(letters))


def stand(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """From the side: the camera, how far away it is, and the body in its position; from above: how far it is turned."""
    shown = progress.first_screen
    if shown is None or shown.position is None or not shown.view:
        return None
    letters = []
    left, right = 0.62 * place.width, 0.38 * place.width
    foot = place.bottom - 0.55 * u
    if shown.distance_m is not None:
        metres = _("{metres} m", metres=f"{shown.distance_m:g}")
        middle = (place.x + _MIDDLE * left, place.y + _DISTANCE * place.height + 0.45 * u)
        letters.append(label("stand", metres, middle, 1.3 * u, 0.3 * left, WHITE, 600))
    word = _(_TURNS[shown.view][1])
    letters.append(label("stand", word, (place.x + left + right / 2, foot), 1.2 * u, right - 0.6 * u, SOFT))
    return Panel("stand", place, tuple(letters), (shown.position, shown.view), _paint_stand)


def _paint_stand(sheet: Sheet, panel: Panel, u: float) -> None:
    position, view = Position(str(panel.marks[0])), str(panel.marks[1])
    width, height = 0.62 * panel.place.width, float(panel.place.height)
    floor, tall = _FLOOR * height, 0.6 * height
    _laptop(sheet, 0.16 * width, floor, tall, low=position in (Position.KNEELING, Position.LYING))
    middle = 0.74 * width if position != Position.EITHER else 0.84 * width
    _BODIES[position](sheet, middle, floor, tall)
    if position == Position.EITHER:
        _sitting(sheet, 0.56 * width, floor, tall)
    sheet.stroke([(0.04 * width, floor), (0.98 * width, floor)], TRACK, 0.12 * u)
    line, ends = _DISTANCE * height, (0.12 * width, 2 * _MIDDLE * width - 0.12 * width)
    for x, sign in ((ends[0], 1), (ends[1], -1)):
        sheet.stroke([(x, line), (_MIDDLE * width - sign * 2.0 * u, line)], SOFT, 0.12 * u)
        sheet.polygon([(x, line), (x + sign * 0.55 * u, line - 0.3 * u), (x + sign * 0.55 * u, line + 0.3 * u)], SOFT)
    _from_above(sheet, 0.81 * panel.place.width, 0.38 * height, 0.2 * height, math.radians(_TURNS[view][0]))


def _laptop(sheet: Sheet, x: float, floor: float, tall: float, low: bool) -> None:
    """Its screen leans back a little; `low`: it stands on the floor or a box, else on a table."""
    top = floor - (0.16 if low else 0.5) * tall
    sheet.stroke([(x - 0.16 * tall, top), (x + 0.16 * tall, top)], WHITE, 0.05 * tall)
    sheet.stroke([(x - 0.13 * tall, top), (x - 0.2 * tall, top - 0.24 * tall)], WHITE, 0.05 * tall)
    sheet.disc(x - 0.2 * tall, top - 0.27 * tall, 0.035 * tall, GOOD)
    if not low:
        sheet.stroke([(x - 0.26 * tall, top + 0.05 * tall), (x + 0.26 * tall, top + 0.05 * tall)], TRACK, 0.04 * tall)
    for leg in (-0.22, 0.22):
        sheet.stroke([(x + leg * tall, top + 0.05 * tall), (x + leg * tall, floor)], TRACK, 0.04 * tall)


def _limbs(sheet: Sheet, x: float, floor: float, tall: float, head: Point, limbs: list[list[Point]]) -> None:
    """A figure from a head and lines, in shares of its height; it looks to the left, where the camera is."""
    sheet.disc(x + head[0] * tall, floor - head[1] * tall, 0.085 * tall, FIGURE)
    for limb in limbs:
        wide = 0.12 if limb is limbs[0] else 0.085
        sheet.stroke([(x + px * tall, floor - py * tall) for px, py in limb], FIGURE, wide * tall)


def _standing(sheet: Sheet, x: float, floor: float, tall: float) -> None:
    _limbs(sheet, x, floor, tall, (0.0, 0.92), [[(0, 0.75), (0, 0.5)], [(0, 0.48), (0, 0.05), (-0.05, 0.04)],
                                               [(0, 0.74), (0.01, 0.42)]])  # fmt: skip


def _sitting(sheet: Sheet, x: float, floor: float, tall: float) -> None:
    seat = [(0.13, 0.0), (0.13, 0.56)], [(0.13, 0.26), (-0.12, 0.26), (-0.12, 0.0)]
    for line in seat:
        sheet.stroke([(x + px * tall, floor - py * tall) for px, py in line], TRACK, 0.04 * tall)
    _limbs(sheet, x, floor, tall, (0.0, 0.74), [[(0.02, 0.58), (0.03, 0.36)],
                                               [(0.03, 0.34), (-0.22, 0.34), (-0.22, 0.05), (-0.27, 0.04)],
                                               [(0.02, 0.56), (0.0, 0.42), (-0.13, 0.41)]])  # fmt: skip


def _kneeling(sheet: Sheet, x: float, floor: float, tall: float) -> None:
    back, leg, arm = (
        [(-0.17, 0.41), (0.2, 0.41)],
        [(0.2, 0.39), (0.2, 0.06), (0.42, 0.05)],
        [(-0.17, 0.39), (-0.17, 0.05)],
    )
    _limbs(sheet, x, floor, tall, (-0.31, 0.47), [back, leg, arm])


def _lying(sheet: Sheet, x: float, floor: float, tall: float) -> None:
    _limbs(sheet, x, floor, tall, (-0.5, 0.1), [[(-0.33, 0.08), (0.0, 0.08)], [(0.02, 0.07), (0.46, 0.05)],
                                               [(-0.3, 0.08), (-0.05, 0.05)]])  # fmt: skip


_BODIES: dict[Position, Callable[[Sheet, float, float, float], None]] = {
    Position.STANDING: _standing, Position.EITHER: _standing, Position.SITTING: _sitting,
    Position.KNEELING: _kneeling, Position.LYING: _lying,
}  # fmt: skip


def _from_above(sheet: Sheet, x: float, y: float, r: float, turned: float) -> None:
    """Head and shoulders from above, the camera below them; the nose points where the person looks."""
    low = y + 1.35 * r
    sheet.stroke([(x - 0.7 * r, low), (x + 0.7 * r, low)], WHITE, 0.16 * r)
    sheet.disc(x, low - 0.12 * r, 0.1 * r, GOOD)
    ahead, across = (-math.sin(turned), math.cos(turned)), (math.cos(turned), math.sin(turned))
    shoulders = [(x + k * across[0] * 0.75 * r, y - 0.1 * r + k * across[1] * 0.75 * r) for k in (-1, 1)]
    sheet.stroke(shoulders, FIGURE, 0.42 * r)
    centre = (x + 0.1 * r * ahead[0], y - 0.1 * r + 0.1 * r * ahead[1])
    tip = (centre[0] + 0.72 * r * ahead[0], centre[1] + 0.72 * r * ahead[1])
    sides = [(centre[0] + s * 0.3 * r * across[0] + 0.2 * r * ahead[0], centre[1] + s * 0.3 * r * across[1]
              + 0.2 * r * ahead[1]) for s in (-1, 1)]  # fmt: skip
    sheet.polygon([tip, *sides], GOOD)
    sheet.disc(centre[0], centre[1], 0.42 * r, WHITE)
