"""One frame of a recording: the figure, the time line with its events, and the measures that decide as curves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from coach.body.side import Side
from coach.capture.source import Image
from coach.counting.progress import Choice
from coach.counting.replayed import Curve, Replayed
from coach.definitions.phase import Phase
from coach.events import Cue, Event, Hold, Partial, Rep
from coach.screen.bitmap_text import Bitmap, Colour, Sheet, fit
from coach.screen.draw.backdrop import backdrop
from coach.screen.draw.canvas import unit_px
from coach.screen.draw.colours import BODY, BODY_EDGE, PANEL, REACHED, SOFT, TO_COME, TRACK
from coach.screen.draw.key_hints import key_row
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.person import on_canvas
from coach.screen.figures import FAULT, WHITE, draw_mannequin
from coach.wording import body_parts, units
from coach.wording.catalogue import N_, _
from coach.wording.measures import measure_in_words
from coach.workout.explained import event_in_words

SIZE = (1280, 720)
_NEAR = 0.6  # grid units: a sign of an event is as wide
GUTTER = 10.0  # grid units to the left of the curves, where the thresholds are named
LINES: dict[Side, Colour] = {Side.BOTH: WHITE, Side.LEFT: (90, 190, 250), Side.RIGHT: (235, 180, 90)}
THRESHOLDS = {
    "reached": N_("counts from here"), "returned": N_("back below here"), "start": N_("start pose"),
    "target": N_("target pose"),
}  # fmt: skip
PHASES = {
    Phase.FRAMING: N_("not all in view"), Phase.START: N_("before the movement"), Phase.READY: N_("ready"),
    Phase.OUT: N_("on the way out"), Phase.TARGET: N_("at the target"), Phase.BACK: N_("on the way back"),
    Phase.REST: N_("resting"), Phase.DONE: N_("done"),
}  # fmt: skip
KEYS = (
    Choice("play", N_("Play or stop"), "space"), Choice("earlier", N_("A frame back"), "earlier"),
    Choice("later", N_("A frame on"), "later"), Choice("next-event", N_("Next event"), "up"),
    Choice("event-before", N_("Event before"), "down"),
)  # fmt: skip
CLOSE = Choice("close", N_("Close"), "q")


class ReplayPicture:
    """Draws any frame of a recording. What does not change is painted once: the curves and the time line."""

    def __init__(self, replayed: Replayed, title: str, size: tuple[int, int] = SIZE) -> None:
        self._replayed, self._size, self._title = replayed, size, title
        self._u = unit_px(size)
        self._times = np.array(replayed.times)
        edge = round(self._u)
        half, low = size[0] * 2 // 5, size[1] - 3 * edge
        self._view = Rect(edge, edge, half - 2 * edge, low - 7 * edge)
        self._words = Rect(edge, self._view.bottom + edge // 2, half - 2 * edge, low - self._view.bottom - edge)
        self._plots = Rect(half, edge, size[0] - half - edge, low - 5 * edge)
        self._line = Rect(half, self._plots.bottom, self._plots.width, low - self._plots.bottom)
        self._keys = self._key_row(Rect(edge, low + edge // 2, size[0] - 2 * edge, 2 * edge))
        self._ground = self._painted()

    def draw(self, at: int) -> Image:
        """The picture of frame number `at`."""
        canvas = self._ground.copy()
        frame, judged = self._replayed.frames[at], self._replayed.judgements[at]
        if frame.present:
            place = self._view.fitted(frame.size)
            window = place.of(canvas)
            draw_mannequin(window, on_canvas(frame, window, mirror=True), BODY, BODY_EDGE)
        x = round(self._x(frame.t_s))
        cv2.line(
            canvas, (x, self._plots.y), (x, self._line.bottom - round(self._u)), WHITE, max(1, round(self._u / 10))
        )
        event = self._replayed.standing(frame.t_s)
        now = _("{t_s} s: {phase}", t_s=f"{frame.t_s:.2f}", phase=_(PHASES[judged.phase]))
        said = event_in_words(event) if event is not None else ""
        self._write(canvas, self._words, [(now, WHITE, 1.6), (said, _colour(event) if event else SOFT, 1.3)])
        return canvas

    def key_at(self, x: int, y: int) -> str | None:
        """The key that is named there, or None; a click on the figure plays and stops."""
        return self._keys.key_at(x, y) or ("space" if self._view.holds(x, y) else None)

    def frame_at(self, x: int, y: int) -> int | None:
        """The frame of the moment that lies there in the curves or on the time line, or None. Near the sign of an event
        on the time line it is that of the event."""
        if self._line.holds(x, y):
            near = [event.t_s for event in self._replayed.events if abs(self._x(event.t_s) - x) <= _NEAR * self._u]
            if near:
                return self._replayed.at(min(near, key=lambda t_s: abs(self._x(t_s) - x)))
        if not (self._plots.holds(x, y) or self._line.holds(x, y)):
            return None
        return int(np.argmin([abs(self._x(t_s) - x) for t_s in self._replayed.times]))

    # ------------------------------------------------------------ painted once

    def _painted(self) -> Image:
        canvas = backdrop(self._size)
        for place in (self._view, self._plots):
            cv2.rectangle(canvas, (place.x, place.y), (place.right, place.bottom), PANEL, -1)
        curves = self._replayed.curves()
        height = self._plots.height // max(1, len(curves))
        for number, curve in enumerate(curves):
            self._plot(canvas, Rect(self._plots.x, self._plots.y + number * height, self._plots.width, height), curve)
        self._time_line(canvas)
        named = Rect(self._view.x + round(0.6 * self._u), self._view.y + 2, self._view.width, round(1.7 * self._u))
        self._write(canvas, named, [(self._title, SOFT, 1.1)])
        self._keys.painted(self._u).stamp(canvas, self._keys.place.x, self._keys.place.y)
        return canvas

    def _key_row(self, place: Rect) -> Panel:
        offered = [replace(choice, label=_(choice.label)) for choice in KEYS]
        return key_row(place, offered, replace(CLOSE, label=_(CLOSE.label)), self._u)

    def _plot(self, canvas: Image, place: Rect, curve: Curve) -> None:
        head = round(1.7 * self._u)
        inside = Rect(place.x, place.y + head, place.width, place.height - head - round(0.5 * self._u))
        low, high = _span(curve)

        def y(value: float) -> float:
            return inside.bottom - (value - low) / (high - low) * inside.height

        for threshold in curve.thresholds:
            level = round(y(threshold.value))
            cv2.line(canvas, (inside.x, level), (inside.right, level), TRACK, 1)
            text = f"{_(THRESHOLDS[threshold.name])} {_amount(threshold.value, curve)}"
            below = Rect(
                inside.x + round(0.4 * self._u), level + 1, round((GUTTER - 0.6) * self._u), round(1.1 * self._u)
            )
            self._write(canvas, below, [(text, TO_COME, 0.85)])
        for line in curve.lines:
            self._trace(canvas, [y(value) for value in line.values], LINES[line.side])
        name = measure_in_words(curve.measure) if curve.measure else _("progress")
        title = Rect(place.x + round(0.4 * self._u), place.y + 2, place.width, head)
        self._write(canvas, title, [(_("{measure}, in {unit}", measure=name, unit=_unit(curve)), SOFT, 1.1)])
        self._legend(canvas, place, curve)

    def _trace(self, canvas: Image, ys: Sequence[float], colour: Colour) -> None:
        """A line through what was seen, broken where it was not."""
        run: list[tuple[int, int]] = []
        for t_s, y in zip(self._times, ys, strict=True):
            if math.isnan(y):
                self._stroke(canvas, run, colour)
                run = []
            else:
                run.append((round(self._x(float(t_s))), round(y)))
        self._stroke(canvas, run, colour)

    def _stroke(self, canvas: Image, run: list[tuple[int, int]], colour: Colour) -> None:
        if len(run) > 1:
            cv2.polylines(canvas, [np.array(run, np.int32)], False, colour, max(1, round(self._u / 9)), cv2.LINE_AA)

    def _legend(self, canvas: Image, place: Rect, curve: Curve) -> None:
        if len(curve.lines) < 2:
            return
        for number, line in enumerate(reversed(curve.lines), 1):
            x = place.right - round(5.5 * self._u * number)
            cv2.circle(
                canvas, (x, place.y + round(0.9 * self._u)), round(0.3 * self._u), LINES[line.side], -1, cv2.LINE_AA
            )
            beside = Rect(x + round(0.6 * self._u), place.y + 2, round(4.5 * self._u), round(1.5 * self._u))
            self._write(canvas, beside, [(body_parts.side(line.side), SOFT, 1.0)])

    def _time_line(self, canvas: Image) -> None:
        """The events by their shapes: a disc for what counted, a ring for a partial, a triangle for a correction."""
        y, r = self._line.y + round(1.2 * self._u), max(3, round(0.42 * self._u))
        cv2.line(canvas, (self._line.x, y), (self._line.right, y), TRACK, 2)
        for event in self._replayed.events:
            x, colour = round(self._x(event.t_s)), _colour(event)
            if isinstance(event, Rep | Hold):
                cv2.circle(canvas, (x, y), r, colour, -1, cv2.LINE_AA)
            elif isinstance(event, Partial):
                cv2.circle(canvas, (x, y), r, colour, 2, cv2.LINE_AA)
            elif isinstance(event, Cue):
                cv2.fillPoly(
                    canvas, [np.array([(x - r, y + r), (x + r, y + r), (x, y - r)], np.int32)], colour, cv2.LINE_AA
                )
            else:
                cv2.rectangle(canvas, (x - 2, y - r), (x + 2, y + r), colour, -1)
        for t_s in np.linspace(self._times[0], self._times[-1], 7):
            at = Rect(
                round(self._x(float(t_s))) - round(1.5 * self._u), y + r + 2, round(4 * self._u), round(1.4 * self._u)
            )
            self._write(canvas, at, [(_("{t_s} s", t_s=f"{t_s:.0f}"), SOFT, 0.9)])

    def _x(self, t_s: float) -> float:
        length = max(1e-6, float(self._times[-1] - self._times[0]))
        room = self._plots.width - (GUTTER + 1.5) * self._u
        return self._plots.x + GUTTER * self._u + room * (t_s - float(self._times[0])) / length

    def _write(self, canvas: Image, place: Rect, lines: Sequence[tuple[str, Colour, float]]) -> None:
        """Lines of text under each other, each as large as asked for, smaller where the place is too narrow."""
        y = place.y
        for text, colour, rows in lines:
            size = round(rows * self._u)
            height = round(1.3 * size)
            if not text or y + height > canvas.shape[0]:
                continue
            found = fit(text, place.width, height, size, max(8, size // 2), lines=1)
            sheet = Sheet(found.width + 4, height)
            sheet.text(found.lines[0], 0, found.size, found.size, colour)
            _stamp(sheet.bitmap(), canvas, place.x, y)
            y += round(1.35 * size)


def _stamp(bitmap: Bitmap, canvas: Image, x: int, y: int) -> None:
    """Stamp what of it lies on the canvas."""
    x = max(0, min(x, canvas.shape[1] - bitmap.paint.shape[1]))
    y = max(0, min(y, canvas.shape[0] - bitmap.paint.shape[0]))
    bitmap.stamp(canvas, x, y)


def _span(curve: Curve) -> tuple[float, float]:
    """The lowest and the highest value that is shown, with a little room."""
    values = [value for line in curve.lines for value in line.values if not math.isnan(value)]
    values += [threshold.value for threshold in curve.thresholds]
    low, high = min(values), max(values)
    room = 0.08 * (high - low) or 1.0
    return low - room, high + room


def _amount(value: float, curve: Curve) -> str:
    return _("{number} %", number=f"{100 * value:.0f}") if not curve.measure else units.in_digits(value, curve.unit)


def _unit(curve: Curve) -> str:
    return _("percent of the way") if not curve.measure else units.name(curve.unit)


def _colour(event: Event) -> Colour:
    if isinstance(event, Rep | Hold):
        return REACHED
    return FAULT if isinstance(event, Partial | Cue) else SOFT
