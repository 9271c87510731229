"""All panels of a frame, and the canvas that carries them: made when what is to be read changes, copied when it does
not."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from operator import attrgetter

import numpy as np

from coach.capture.source import Image
from coach.counting.progress import SetProgress
from coach.screen.draw import caption_panel, cards, introduction, side_column
from coach.screen.draw.backdrop import backdrop
from coach.screen.draw.canvas import unit_px
from coach.screen.draw.key_hints import keys
from coach.screen.draw.layout import Rect, layout
from coach.screen.draw.panel import Panel, PanelBitmaps
from coach.screen.draw.steady import Minutes
from coach.screen.draw.text_lines import TextLines
from coach.wording.durations import whole_seconds
from coach.workout.workout_progress import WorkoutProgress

_KEPT = 64  # bitmaps
_MAKERS: dict[str, Callable[[Rect, WorkoutProgress, float], Panel | None]] = {
    "title": side_column.title, "ring": side_column.ring, "dots": side_column.dots, "hold": side_column.hold,
    "demonstration": side_column.demonstration, "next": side_column.following, "keys": keys,
    "caption": caption_panel.caption,
    "text": caption_panel.text, "card": cards.card,
    "brief": introduction.brief, "dose": introduction.dose, "stand": introduction.stand,
}  # fmt: skip

# What changes from picture to picture without changing a word: the body and what is drawn on it, the way to the target,
# and times, of which only the whole seconds are read.
_SEEN = {"t_s", "frame", "body", "fraction", "fraction_by_side", "judged", "measures", "events", "hold_s"}
_AROUND = {"set", "events", "choices", "countdown_s"}
_words_of_set = attrgetter(*(field.name for field in fields(SetProgress) if field.name not in _SEEN))
_words_around = attrgetter(*(field.name for field in fields(WorkoutProgress) if field.name not in _AROUND))


def to_be_read(progress: WorkoutProgress) -> tuple[Hashable, ...]:
    """Everything that the panels depend on: where it is the same, they are."""
    offered = [(choice.id, choice.label, choice.key) for choice in progress.choices]
    held_s, countdown_s = progress.set.hold_goal_s - progress.set.hold_s, progress.countdown_s
    left = whole_seconds(held_s), None if countdown_s is None else whole_seconds(countdown_s)
    return _words_around(progress), _words_of_set(progress.set), tuple(offered), left


def panels(size: tuple[int, int], progress: WorkoutProgress, demonstrated: bool = True) -> list[Panel]:
    """The panels of a frame on a canvas of (width, height); `demonstrated`: there is a figure to show."""
    return _made(layout(size, progress, demonstrated), progress, unit_px(size))


def _made(places: dict[str, Rect], progress: WorkoutProgress, u: float) -> list[Panel]:
    made = [_MAKERS[element](place, progress, u) for element, place in places.items() if element in _MAKERS]
    return [panel for panel in made if panel is not None]


def lettering(size: tuple[int, int], progress: WorkoutProgress, demonstrated: bool = True) -> list[TextLines]:
    """All text of the panels exactly as it is drawn, for tests."""
    return [line for panel in panels(size, progress, demonstrated) for line in panel.letters]


class Panels:
    """The canvas with all its panels. `update()` once a frame; `places` are those of the last one, and `bitmaps` paints
    what lies over it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size, self._u = size, unit_px(size)
        self.places: dict[str, Rect] = {}
        self._minutes = Minutes()
        self._read: tuple[Hashable, ...] = ()
        self.bitmaps = PanelBitmaps(self._u, _KEPT)
        self._shown: list[Panel] | None = None
        self._canvas: Image = np.zeros((0, 0, 3), np.uint8)

    def update(self, progress: WorkoutProgress, demonstrated: bool) -> Image:
        """A new canvas with the panels of this frame."""
        progress = replace(progress, time_left_s=self._minutes.update(progress.time_left_s))
        read = (*to_be_read(progress), demonstrated)
        if read != self._read:
            self._read, self.places = read, layout(self._size, progress, demonstrated)
            self._paint(_made(self.places, progress, self._u))
        return self._canvas.copy()

    def key_at(self, x: int, y: int) -> str | None:
        """The key that is named there, or None."""
        named = (key for panel in self._shown or () for place, key in panel.keys if place.holds(x, y))
        return next(named, None)

    def _paint(self, wanted: list[Panel]) -> None:
        if wanted == self._shown:
            return
        self._canvas = backdrop(self._size)
        for panel in wanted:
            self.bitmaps.stamp(panel, self._canvas)
        self._shown = wanted
