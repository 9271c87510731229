"""One frame of the window: the mirrored picture, what is judged on it, and what there is to read.

Pure: a picture, a WorkoutProgress and a Demonstration go in, a picture comes out; time is the progress's own. Where
things are and how each of them is painted is told in `draw/`.
"""

from __future__ import annotations

import cv2

from coach.capture.source import Image
from coach.screen.demonstration import Demonstration
from coach.screen.draw.canvas import LARGEST, SMALLEST, canvas_size, unit_px
from coach.screen.draw.demonstrator import Demonstrator
from coach.screen.draw.ghost import Ghost
from coach.screen.draw.hand_targets import HandTargets
from coach.screen.draw.help_page import help_panel
from coach.screen.draw.key_hints import HELP
from coach.screen.draw.layout import Rect, layout
from coach.screen.draw.panel import Panel
from coach.screen.draw.panels import Panels
from coach.screen.draw.person import Person
from coach.screen.draw.rings import Rings
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

__all__ = ["LARGEST", "SMALLEST", "Renderer", "canvas_size", "draw", "layout", "unit_px"]

_BEHIND_HELP = 0.25  # of the light


class Renderer:
    """Draws frame after frame on a canvas of one size; `update()` returns a new picture each time.

    What it remembers serves the eye alone: a smoothing of the skeleton and the rings, where the ghost stands, and
    ready-made bitmaps. `mirror`: as in a mirror, which is what people expect of themselves.
    """

    def __init__(self, size: tuple[int, int] = SMALLEST, mirror: bool = True) -> None:
        self.size, self.mirror = size, mirror
        self._u = unit_px(size)
        self._panels, self._person = Panels(size), Person(mirror)
        self._rings, self._ghost = Rings(mirror), Ghost(mirror)
        self._demonstrator, self._targets = Demonstrator(mirror), HandTargets(mirror)
        self._help: Panel | None = None
        self._fits: dict[tuple[Rect, tuple[int, int]], Rect] = {}

    def update(
        self, picture: Image | None, progress: WorkoutProgress, demonstration: Demonstration | None = None,
        help_shown: bool = False,
    ) -> Image:  # fmt: skip
        """One frame: BGR `picture` as the camera saw it (not mirrored), or None; returns BGR of the drawer's size."""
        canvas = self._panels.update(progress, demonstrated=demonstration is not None)
        places = self._panels.places
        if "view" in places:
            self._draw_person(canvas, places["view"], picture, progress, demonstration)
        self._rings.update(canvas, places, progress, self._u)
        if demonstration is not None and "demonstration" in places:
            self._draw_demonstration(canvas, places["demonstration"], progress, demonstration)
        self._help = help_panel(self.size, _details(progress)) if help_shown else None
        if self._help is not None:
            cv2.convertScaleAbs(canvas, dst=canvas, alpha=_BEHIND_HELP)
            self._panels.bitmaps.stamp(self._help, canvas)
        return canvas

    def key_at(self, x: int, y: int) -> str | None:
        """The key whose circle or hint was drawn there in the last frame, or None: what a click means. Beside the rows
        of the help that is the key which takes the help away."""
        if self._help is not None:
            return self._help.key_at(x, y) or HELP.key
        return self._targets.key_at(x, y) or self._panels.key_at(x, y)

    def _draw_person(
        self,
        canvas: Image,
        view: Rect,
        picture: Image | None,
        progress: WorkoutProgress,
        demonstration: Demonstration | None,
    ) -> None:
        frame = progress.set.frame
        if picture is not None:
            size = picture.shape[1], picture.shape[0]
        elif frame is not None:
            size = frame.size
        else:
            return
        place = self._fitted(view, size)
        window = place.of(canvas)
        if picture is not None:
            self._person.show(window, picture, dim=progress.stage == Stage.PAUSED)
        self._ghost.update(window, progress, demonstration, self._u)
        self._person.update(window, progress, self._u, bare=picture is None)
        self._targets.update(canvas, place, progress, self._u)

    def _fitted(self, room: Rect, size: tuple[int, int]) -> Rect:
        """The largest place in a room for a picture of this size; found once."""
        if (room, size) not in self._fits:
            self._fits[room, size] = room.fitted(size)
        return self._fits[room, size]

    def _draw_demonstration(self, canvas: Image, place: Rect, progress: WorkoutProgress, shown: Demonstration) -> None:
        pad = round(0.5 * self._u)
        foot = round(1.8 * self._u) if progress.stage == Stage.SET else pad
        stage = Rect(place.x + pad, place.y + pad, place.width - 2 * pad, place.height - pad - foot)
        hold_s = 0.0 if progress.set.timed else progress.set.hold_goal_s
        self._demonstrator.update(canvas, stage, shown, progress.set.t_s, hold_s, self._u, progress.side)


def _details(progress: WorkoutProgress) -> tuple[str, ...]:
    return progress.first_screen.details if progress.first_screen is not None else ()


def draw(
    picture: Image | None, progress: WorkoutProgress, demonstration: Demonstration | None = None,
    size: tuple[int, int] = SMALLEST, mirror: bool = True,
) -> Image:  # fmt: skip
    """A single frame, without anything remembered; it waits until the demonstration's pictures are there."""
    if demonstration is not None and demonstration.film is not None:
        demonstration.film.wait()
    return Renderer(size, mirror).update(picture, progress, demonstration)
