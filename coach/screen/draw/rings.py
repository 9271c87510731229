"""The rings that move: the way to the target, the hold, and the time left of a rest or a count-in."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np

from coach.body.side import Side
from coach.body.timeseries import share
from coach.capture.source import Image
from coach.definitions.phase import Phase
from coach.screen.bitmap_text import Colour
from coach.screen.draw.colours import REACHED, TRACK
from coach.screen.draw.layout import Rect
from coach.screen.draw.ring_face import COUNTS_DOWN
from coach.screen.draw.side_column import HOLD_RING, RING, hold_centre
from coach.screen.figures import GOOD, WHITE
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

TAU_S = 0.08  # the ring follows the movement, not the noise in it
GAP_S = 0.5  # after a longer gap nothing is carried over


class Rings:
    """Draws the rings of a frame. What it remembers serves the eye alone. `update()` once a frame."""

    def __init__(self, mirror: bool) -> None:
        self._mirror = mirror
        self._t_s = -math.inf
        self._part = 1.0  # of the way to what is shown now
        self._shown: dict[str, float] = {}
        self._stage: tuple[object, ...] = ()
        self._whole_s = 0.0

    def update(self, canvas: Image, places: Mapping[str, Rect], progress: WorkoutProgress, u: float) -> None:
        """Draw into the canvas what this frame's rings show."""
        elapsed, self._t_s = progress.set.t_s - self._t_s, progress.set.t_s
        if not 0 <= elapsed <= GAP_S:
            self._shown.clear()
        if "ring" in places:
            self._large(canvas, places["ring"], progress, elapsed, u)
        if "hold" in places:
            _hold(canvas, places["hold"], progress, u)

    def _large(self, canvas: Image, place: Rect, progress: WorkoutProgress, elapsed: float, u: float) -> None:
        centre, outer, wide = place.centre, RING[0] * u, RING[1] * u
        arc(canvas, centre, outer, outer - wide, 0, 1, TRACK)
        if progress.stage in COUNTS_DOWN:
            arc(canvas, centre, outer, outer - wide, 1 - self._left(progress), 1, GOOD)
            return
        self._part = share(elapsed, TAU_S) if self._shown else 1.0
        over, counted = progress.set.phase == Phase.DONE, progress.set.count > 0
        reached = progress.stage == Stage.SET and (progress.set.phase == Phase.TARGET or (over and counted))
        colour, inner = (REACHED, outer - 1.25 * wide) if reached else (GOOD, outer - wide)
        sides = progress.set.fraction_by_side
        if progress.stage == Stage.FRAMING:
            arc(canvas, centre, outer, inner, 0, self._smooth("seen", in_view(progress)), colour)
        elif Side.LEFT in sides and Side.RIGHT in sides and not over:  # each arm has the half on its side
            for side, sign in ((Side.LEFT, 1 if self._mirror else -1), (Side.RIGHT, -1 if self._mirror else 1)):
                part = self._smooth(side, sides[side])
                arc(canvas, centre, outer, inner, 0.5, 0.5 + sign * 0.5 * part, colour)
        else:
            part = float(counted) if over else self._smooth(Side.BOTH, progress.set.fraction)
            arc(canvas, centre, outer, inner, 0, part, colour)
        if progress.stage == Stage.SET:
            arc(canvas, centre, outer + 0.12 * u, inner - 0.12 * u, -0.006, 0.006, WHITE)  # the target

    def _smooth(self, name: str, value: float) -> float:
        """0..1, followed without its noise; where nothing is seen it stays where it is."""
        last = self._shown.get(name)
        if not math.isfinite(value):
            return last or 0.0
        value = min(max(value, 0.0), 1.0)
        value = value if last is None else last + self._part * (value - last)
        self._shown[name] = value
        return value

    def _left(self, progress: WorkoutProgress) -> float:
        """The share of a countdown that is left; its whole length is the longest seen since it began."""
        stage = (progress.stage, progress.item, progress.set_number)
        left_s = max(0.0, progress.countdown_s or 0.0)
        self._whole_s = max(left_s, self._whole_s if stage == self._stage else 0.0)
        self._stage = stage
        return left_s / self._whole_s if self._whole_s else 0.0


def in_view(progress: WorkoutProgress) -> float:
    """The share of what is needed that can be judged now, 0..1."""
    states = list(progress.set.judged.values())
    return sum(state != "unseen" for state in states) / len(states) if states else 0.0


def _hold(canvas: Image, place: Rect, progress: WorkoutProgress, u: float) -> None:
    centre, outer, wide = hold_centre(place, u), HOLD_RING[0] * u, HOLD_RING[1] * u
    done = progress.set.hold_s >= progress.set.hold_goal_s
    arc(canvas, centre, outer, outer - wide, 0, 1, TRACK)
    part = min(progress.set.hold_s / progress.set.hold_goal_s, 1.0)
    arc(canvas, centre, outer, outer - (1.35 if done else 1.0) * wide, 0, part, REACHED if done else GOOD)


def arc(
    canvas: Image, centre: tuple[float, float], outer: float, inner: float, start: float, end: float, colour: Colour
) -> None:
    """A piece of a ring, from start to end in turns clockwise from the top."""
    if abs(end - start) < 1e-3:
        return
    angle = np.linspace(start, end, max(4, int(abs(end - start) * 200))) * 2 * math.pi - math.pi / 2
    way = np.column_stack([np.cos(angle), np.sin(angle)])
    path = np.vstack([way * outer, way[::-1] * inner]) + centre
    cv2.fillPoly(canvas, [np.rint(path * 16).astype(np.int32)], colour, cv2.LINE_AA, 4)
