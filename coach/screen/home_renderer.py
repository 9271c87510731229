"""The home window's picture: a page, the button in focus, and what is in the picture of the camera where there is one.

A page is painted when something on it has changed and kept otherwise, so that a window at rest costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.capture.source import Image
from coach.home.button import Button
from coach.home.home_view import HomeView
from coach.screen.draw import home_buttons, home_texts
from coach.screen.draw.backdrop import backdrop
from coach.screen.draw.canvas import SMALLEST, unit_px
from coach.screen.draw.hand_targets import HandTargets
from coach.screen.draw.home_layout import HomePlaces, beside, home_layout
from coach.screen.draw.home_texts import live_place
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel, PanelBitmaps
from coach.screen.draw.person import Person
from coach.screen.exercise_pictures import ExercisePictures, filling
from coach.workout.workout_progress import WorkoutProgress

_KEPT = 128  # bitmaps: all buttons of a few pages, in focus and out of it


@dataclass(frozen=True, eq=False)
class LivePicture:
    """The open camera: what is said of it, its newest BGR `picture`, and what a raised `hand` can answer in it."""

    words: str
    picture: Image | None = None
    hand: WorkoutProgress | None = None

    @property
    def is_blank(self) -> bool:
        """There is nothing to see but the words."""
        return self.picture is None and self.hand is None


class HomeRenderer:
    """Draws page after page on a canvas of one size. `update()` returns a new picture each time."""

    def __init__(self, pictures: ExercisePictures, size: tuple[int, int] = SMALLEST, mirror: bool = True) -> None:
        self.size = size
        self._u = unit_px(size)
        self._pictures, self._mirror = pictures, mirror
        self._bitmaps = PanelBitmaps(self._u, _KEPT)
        self._person, self._targets = Person(mirror), HandTargets(mirror)
        self._places = HomePlaces()
        self._drawn: tuple[object, ...] = ()
        self._canvas: Image = np.zeros((0, 0, 3), np.uint8)

    def update(self, view: HomeView, focus: int, live: LivePicture | None = None) -> Image:
        """The page with the button of number `focus` in its frame, and the camera's picture where it is open."""
        words, blank = ("", True) if live is None else (live.words, live.is_blank)
        read = view, focus, words, blank, self._pictures.made
        if read != self._drawn:
            self._drawn = read
            self._places = home_layout(self.size, view, live is not None)
            self._paint(home_panels(view, focus, self._places, self._u, words, blank=blank), view)
        canvas = self._canvas.copy()
        if live is not None and (place := self._places.texts.get("live")) is not None:
            self._draw_live(canvas, live_place(place, self._u), live)
        return canvas

    def resized(self, size: tuple[int, int]) -> HomeRenderer:
        """The same on a canvas of another size."""
        return HomeRenderer(self._pictures, size, self._mirror)

    def button_at(self, x: int, y: int) -> Button | None:
        """The button that was drawn there, or None."""
        return self._places.button_at(x, y)

    def beside(self, focus: int, key: str) -> int:
        """The number of the button that an arrow key leads to."""
        return beside(self._places, focus, key)

    def _paint(self, panels: list[Panel], view: HomeView) -> None:
        self._canvas = backdrop(self.size)
        for panel in panels:
            self._bitmaps.stamp(panel, self._canvas)
        for button, place in self._places.buttons:
            if (inner := home_buttons.picture_place(view, button, place, self._u)) is not None:
                self._draw_picture(button.picture, inner)

    def _draw_picture(self, exercise: str, place: Rect) -> None:
        found = self._pictures.get(exercise)
        if found is not None and place.width > 0 and place.height > 0:
            place.of(self._canvas)[:] = filling(found, place.width, place.height)

    def _draw_live(self, canvas: Image, place: Rect, live: LivePicture) -> None:
        """The camera's picture, or a figure where a recording has none, and the circles of a raised hand."""
        frame = None if live.hand is None else live.hand.set.frame
        size = frame.size if frame is not None else None
        if live.picture is not None:
            size = live.picture.shape[1], live.picture.shape[0]
        if size is None:
            return
        inner = place.fitted(size)
        if live.picture is not None:
            self._person.show(inner.of(canvas), live.picture, dim=False)
        if live.hand is not None:
            self._person.update(inner.of(canvas), live.hand, self._u, bare=live.picture is None)
            self._targets.update(canvas, inner, live.hand, self._u)


def home_panels(
    view: HomeView, focus: int, places: HomePlaces, u: float, live: str = "", *, blank: bool = False
) -> list[Panel]:
    """Everything on a page but pictures; `live`: what is said of the camera, `blank`: it shows nothing."""
    texts = places.texts
    panels = [home_texts.title_panel(view, texts["title"], u)]
    panels += [
        home_texts.chips_panel(row.label, texts[f"chips-{i}"], u)
        for i, row in enumerate(view.chips)
        if f"chips-{i}" in texts
    ]
    panels += [home_texts.list_panel(told, texts[f"list-{i}"], u) for i, told in enumerate(view.lists)]
    panels += [home_texts.trace_panel(trace, texts[f"trace-{i}"], u) for i, trace in enumerate(view.traces)]
    if view.hours:
        panels.append(home_texts.hours_panel(view.hours, texts["hours"], u))
    if view.notice:
        panels.append(home_texts.notice_panel(view, texts["notice"], u))
    if "live" in texts:
        panels.append(home_texts.live_panel(live, texts["live"], u, blank=blank))
    of_tiles = home_buttons.tile_sizes(view, places.buttons, u)
    for number, (button, place) in enumerate(places.buttons):
        panels.append(home_buttons.button_panel(view, button, place, number == focus, u, of_tiles))
        if button == view.back:
            panels.append(home_buttons.hint(view, texts["foot"], place, u))
    return panels
