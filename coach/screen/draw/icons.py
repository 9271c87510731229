"""Small signs painted on a sheet: what a caption is about, what a target or a key does. Sizes in pixels."""

from __future__ import annotations

import math
from collections.abc import Callable

from coach.counting.progress import Reply
from coach.screen.bitmap_text import Colour, Point, Sheet
from coach.screen.draw.colours import REACHED
from coach.screen.figures import FAULT, WHITE
from coach.workout.stage import Stage

_CONFIRMING: dict[str, str] = {Reply.START: Reply.OK, Reply.SKIP: "cross"}
_SHOWING: dict[str, str] = {Reply.UP: "above", Reply.DOWN: "below"}  # what is looked at, not a number


def sign(sheet: Sheet, name: str, x: float, y: float, r: float, colour: Colour = WHITE) -> None:
    """The sign of that name around (x, y), about `r` to each side; a name without a sign paints nothing."""
    if (paint := _SIGNS.get(name)) is not None:
        paint(sheet, x, y, r, colour)


def sign_of(answer: str, stage: str) -> str:
    """The name of the sign for an answer in a stage, "" when it has none."""
    if stage == Stage.CONFIRM:
        return _CONFIRMING.get(answer, "")
    if stage == Stage.SHOWN:
        return _SHOWING.get(answer, answer if answer in _SIGNS else "")
    return answer if answer in _SIGNS else ""


def around(x: float, y: float, r: float, points: list[Point]) -> list[Point]:
    """Points given in shares of `r` from (x, y)."""
    return [(x + px * r, y + py * r) for px, py in points]


def _cue(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """The diamond and ring that mark the joint at fault."""
    sheet.disc(x, y, r, FAULT, line=0.2 * r)
    sheet.polygon(around(x, y, 0.58 * r, [(0, -1), (1, 0), (0, 1), (-1, 0)]), FAULT)


def _guidance(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """The corners of a picture, and a person to come into it."""
    for sx in (-1, 1):
        for sy in (-1, 1):
            corner = around(x, y, 0.92 * r, [(sx * 0.42, sy), (sx, sy), (sx, sy * 0.42)])
            sheet.stroke(corner, colour, 0.17 * r)
    sheet.disc(x, y - 0.3 * r, 0.3 * r, colour)
    sheet.polygon(around(x, y, r, [(-0.55, 0.72), (-0.32, 0.1), (0.32, 0.1), (0.55, 0.72)]), colour)


def _uncounted(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """The ring of the count, struck through."""
    sheet.disc(x, y, 0.9 * r, colour, line=0.18 * r)
    sheet.stroke(around(x, y, r, [(-0.8, 0.8), (0.8, -0.8)]), colour, 0.2 * r)


def _tick(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.stroke(around(x, y, r, [(-0.6, 0.05), (-0.15, 0.5), (0.65, -0.5)]), colour, 0.26 * r)


def _praise(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.disc(x, y, r, REACHED)
    _tick(sheet, x, y, 0.9 * r, (20, 30, 10))


def _play(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.polygon(around(x, y, r, [(-0.5, -0.75), (0.8, 0), (-0.5, 0.75)]), colour)


def _pause(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    for side in (-0.6, 0.2):
        sheet.box(x + side * r, y - 0.75 * r, 0.4 * r, 1.5 * r, 0.08 * r, colour)


def _skip(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.polygon(around(x, y, r, [(-0.7, -0.7), (0.35, 0), (-0.7, 0.7)]), colour)
    sheet.box(x + 0.42 * r, y - 0.7 * r, 0.28 * r, 1.4 * r, 0.06 * r, colour)


def _again(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    turn = [math.radians(a) for a in range(-40, 231, 15)]
    sheet.stroke([(x + 0.68 * r * math.cos(a), y + 0.68 * r * math.sin(a)) for a in turn], colour, 0.2 * r)
    tip = (x + 0.68 * r * math.cos(turn[0]), y + 0.68 * r * math.sin(turn[0]))
    sheet.polygon([(tip[0] - 0.52 * r, tip[1] - 0.1 * r), (tip[0] + 0.22 * r, tip[1] - 0.42 * r),
                   (tip[0] + 0.18 * r, tip[1] + 0.34 * r)], colour)  # fmt: skip


def _less(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    """Bars that grow smaller."""
    for k, high in enumerate((1.3, 0.9, 0.5)):
        sheet.box(x + (-0.7 + 0.52 * k) * r, y + (0.65 - high) * r, 0.36 * r, high * r, 0.06 * r, colour)


def _cross(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    for way in (1, -1):
        sheet.stroke(around(x, y, 0.55 * r, [(-1, -way), (1, way)]), colour, 0.26 * r)


def _stop(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.box(x - 0.6 * r, y - 0.6 * r, 1.2 * r, 1.2 * r, 0.15 * r, colour)


def _plus(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    _minus(sheet, x, y, r, colour)
    sheet.box(x - 0.14 * r, y - 0.7 * r, 0.28 * r, 1.4 * r, 0.08 * r, colour)


def _minus(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.box(x - 0.7 * r, y - 0.14 * r, 1.4 * r, 0.28 * r, 0.08 * r, colour)


def _clock(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
    sheet.disc(x, y, 0.8 * r, colour, line=0.18 * r)
    sheet.stroke(around(x, y, r, [(0, -0.45), (0, 0), (0.32, 0.2)]), colour, 0.16 * r)


def _turn(sign: int) -> Callable[[Sheet, float, float, float, Colour], None]:
    def paint(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
        """A turning arrow, seen from the person's left: forward rolls over the top to the left."""
        turn = [math.radians(a) for a in range(-150, 91, 15)]
        sheet.stroke([(x + sign * 0.8 * r * math.cos(a), y + 0.8 * r * math.sin(a)) for a in turn], colour, 0.24 * r)
        tip = (x, y + 0.8 * r)
        sheet.polygon([(tip[0] - sign * 0.6 * r, tip[1]), (tip[0] + sign * 0.14 * r, tip[1] - 0.5 * r),
                       (tip[0] + sign * 0.14 * r, tip[1] + 0.5 * r)], colour)  # fmt: skip

    return paint


def _arrow(turned: float) -> Callable[[Sheet, float, float, float, Colour], None]:
    """An arrow head; 0 points to the right, 90 down."""
    cosine, sine = math.cos(math.radians(turned)), math.sin(math.radians(turned))

    def paint(sheet: Sheet, x: float, y: float, r: float, colour: Colour) -> None:
        corners = [(-0.3, -0.7), (0.45, 0.0), (-0.3, 0.7)]
        turned_corners = [(px * cosine - py * sine, px * sine + py * cosine) for px, py in corners]
        sheet.stroke(around(x, y, r, turned_corners), colour, 0.28 * r)

    return paint


_SIGNS: dict[str, Callable[[Sheet, float, float, float, Colour], None]] = {
    Reply.START: _play, Reply.PAUSE: _pause, Reply.RESUME: _play, Reply.SKIP: _skip, Reply.AGAIN: _again,
    Reply.LESS: _less, Reply.TIMED: _clock, Reply.QUIT: _stop, Reply.UP: _plus, Reply.DOWN: _minus, Reply.OK: _tick,
    Reply.NONE: _tick, Reply.NUMB: _stop, "cross": _cross, "cue": _cue, "guidance": _guidance, "view": _guidance,
    "uncounted": _uncounted, "praise": _praise,
    "forward": _turn(-1), "backward": _turn(1),
    "after": _arrow(0), "before": _arrow(180), "above": _arrow(270), "below": _arrow(90),
}  # fmt: skip
