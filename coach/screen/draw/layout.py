"""Where everything is: a grid of units, 36 to the height (48 to the width where that is narrower).

While somebody moves, a column of numbers stands beside the person and one line of words below. While something is
explained, asked or summed up, the picture makes room for it. Nothing ever covers the picture but what belongs there.

The files of this folder place and size everything in these units (`u`) or shares of one, chosen by eye on the smallest
and the largest canvas.
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.capture.source import Image
from coach.definitions.phase import Phase
from coach.screen.draw.canvas import unit_px
from coach.workout import captions
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

# Grid units, chosen by eye on the smallest and the largest canvas: what is read from afar gets the most rows.
_EDGE, _GAP = 1.0, 0.4
_PICTURE_ROWS = 25.0  # what a picture beside the column is high, where the canvas is 16:9
_ROOM, _NEXT_COLUMNS = 40.0, 13.0  # from so much room on, what follows stands beside the caption
_FEW = 2  # answers by hand, whose words fit into a narrow picture
_TITLE_ROWS, _NEXT_ROWS, _KEY_ROWS, _CAPTION_ROWS = 5.0, 3.8, 2.0, 6.2


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Rect) -> bool:
        """True when the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Rect) -> bool:
        """True when the other lies inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def holds(self, x: int, y: int) -> bool:
        """True when that pixel lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def of(self, picture: Image) -> Image:
        """The part of a picture under it, to draw into."""
        return picture[self.y : self.bottom, self.x : self.right]

    def fitted(self, inner: tuple[int, int]) -> Rect:
        """The largest place in the middle of it with the proportions of `inner` (width, height)."""
        scale = min(self.width / inner[0], self.height / inner[1])
        width, height = (min(a, round(b * scale)) for a, b in zip((self.width, self.height), inner, strict=True))
        width = self.width if self.width - width <= 2 else width
        height = self.height if self.height - height <= 2 else height
        return Rect(self.x + (self.width - width) // 2, self.y + (self.height - height) // 2, width, height)


def has_hold_ring(progress: WorkoutProgress) -> bool:
    """True while a hold runs: its ring then stands where the demonstration is at other times."""
    return (
        progress.stage == Stage.SET
        and progress.set.hold_goal_s > 0
        and progress.set.phase == Phase.TARGET
        and not progress.set.timed
    )


def layout(size: tuple[int, int], progress: WorkoutProgress, demonstrated: bool = True) -> dict[str, Rect]:
    """Where each element is on a canvas of (width, height); `demonstrated`: there is a figure that shows the movement.

    Always "title" and "keys", and mostly "view" (where the picture is). In a set and around it also "ring", "dots",
    "demonstration" or "hold", "next" and "caption"; before an exercise "demonstration", "brief", "dose" and "stand";
    while something is asked "card", "text" and "next"; at the end "card"; where an exercise is but shown, the same as
    before one, and "text" in the picture's place.
    """
    arrange = _ARRANGEMENTS.get(progress.stage, _moving)
    places = arrange(_Grid(size), progress, demonstrated)
    return places if demonstrated else {name: place for name, place in places.items() if name != "demonstration"}


class _Grid:
    """Rectangles from grid units, so that neighbours share their rounded edges."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._u = unit_px(size)
        self.columns, self.rows = size[0] / self._u, size[1] / self._u

    def rect(self, x: float, y: float, right: float, bottom: float) -> Rect:
        left, top = round(x * self._u), round(y * self._u)
        return Rect(left, top, round(right * self._u) - left, round(bottom * self._u) - top)

    @property
    def low(self) -> float:
        """The last row but the margin."""
        return self.rows - _EDGE

    @property
    def far(self) -> float:
        """The last column but the margin."""
        return self.columns - _EDGE

    def card(self, columns: float) -> float:
        """The right edge of a card of so many of 64 columns."""
        return _EDGE + self.columns * columns / 64


def _moving(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    column = _EDGE + min(max(grid.far - 2 * _EDGE - _PICTURE_ROWS * 16 / 9, 14.0), 16.6)
    title, ring, dots = _EDGE + _TITLE_ROWS, 19.6, 22.2
    next_top, caption_top = grid.low - _NEXT_ROWS, grid.low - _CAPTION_ROWS
    keys_top = caption_top - _GAP - _KEY_ROWS
    follows = captions.next_line(progress) or captions.time_line(progress)
    beside = bool(follows) and grid.far - column - _EDGE >= _ROOM  # what follows stands at the end of the caption's row
    shown_low = next_top - _GAP if follows and not beside else grid.low
    words_far = grid.far - _NEXT_COLUMNS - _GAP if beside else grid.far
    below = (
        grid.rect(grid.far - _NEXT_COLUMNS, caption_top, grid.far, grid.low)
        if beside
        else grid.rect(_EDGE, next_top, column, grid.low)
    )
    return {
        "view": grid.rect(column + _EDGE, _EDGE, grid.far, keys_top - _GAP),
        "title": grid.rect(_EDGE, _EDGE, column, title),
        "ring": grid.rect(_EDGE, title + _GAP, column, ring),
        "dots": grid.rect(_EDGE, ring + _GAP, column, dots),
        "hold" if has_hold_ring(progress) else "demonstration": grid.rect(_EDGE, dots + _GAP, column, shown_low),
        **({"next": below} if follows else {}),
        "keys": grid.rect(column + _EDGE, keys_top, grid.far, caption_top - _GAP),
        "caption": grid.rect(column + _EDGE, caption_top, words_far, grid.low),
    }


def _explaining(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    """The figure beside the picture, the words below both; without a figure the words take its place."""
    column = grid.card(26)
    title, keys_top = _EDGE + _TITLE_ROWS, grid.low - _KEY_ROWS
    view_low = _EDGE + (grid.far - column - _EDGE) * 9 / 16
    words = grid.rect(_EDGE, view_low + _GAP, grid.far, keys_top - _GAP)
    return {
        "view": grid.rect(column + _EDGE, _EDGE, grid.far, view_low if demonstrated else keys_top - _GAP),
        "title": grid.rect(_EDGE, _EDGE, column, title),
        "demonstration": grid.rect(_EDGE, title + _GAP, column, view_low),
        "text": words if demonstrated else grid.rect(_EDGE, title + _GAP, column, keys_top - _GAP),
        "keys": grid.rect(_EDGE, keys_top, grid.far, grid.low),
    }


def _asking(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    column = grid.card(22)
    title, next_top, keys_top = _EDGE + _TITLE_ROWS, grid.low - _NEXT_ROWS, grid.low - _KEY_ROWS
    view_low = _EDGE + (grid.far - column - _EDGE) * 9 / 16
    return {
        "view": grid.rect(column + _EDGE, _EDGE, grid.far, view_low),
        "title": grid.rect(_EDGE, _EDGE, column, title),
        "card": grid.rect(_EDGE, title + _GAP, column, next_top - _GAP),
        "next": grid.rect(_EDGE, next_top, column, grid.low),
        "text": grid.rect(column + _EDGE, view_low + _GAP, grid.far, keys_top - _GAP),
        "keys": grid.rect(column + _EDGE, keys_top, grid.far, grid.low),
    }


def _summing_up(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    column, title, keys_top = grid.card(30), _EDGE + _TITLE_ROWS, grid.low - _KEY_ROWS
    return {
        "view": grid.rect(column + _EDGE, _EDGE, grid.far, keys_top - _GAP),
        "title": grid.rect(_EDGE, _EDGE, column, title),
        "card": grid.rect(_EDGE, title + _GAP, column, grid.low),
        "keys": grid.rect(column + _EDGE, keys_top, grid.far, grid.low),
    }


def _showing(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    """As before an exercise, with the words for which there is no room then; without an exercise words alone, or words
    beside the camera's picture."""
    if progress.first_screen is None:
        title, keys_top = _EDGE + _TITLE_ROWS, grid.low - _KEY_ROWS
        seen = progress.set.frame is not None  # somebody may answer by hand
        columns = 40 if len(progress.choices) <= _FEW else 32  # circles with their words beside them need room
        middle = grid.card(columns) if seen else grid.far
        view = {"view": grid.rect(middle + _GAP, title + _GAP, grid.far, keys_top - _GAP)} if seen else {}
        return {
            **view,
            "title": grid.rect(_EDGE, _EDGE, grid.far, title),
            "text": grid.rect(_EDGE, title + _GAP, middle, keys_top - _GAP),
            "keys": grid.rect(_EDGE, keys_top, grid.far, grid.low),
        }
    places = _introducing(grid, progress, demonstrated)
    return {"text" if name == "view" else name: place for name, place in places.items()}


def _introducing(grid: _Grid, progress: WorkoutProgress, demonstrated: bool) -> dict[str, Rect]:
    """The demonstration as large as the screen allows; beside it the name, a few words, the dose, how to stand, and the
    camera's picture with what a hand can answer. Without a demonstration the picture has its place."""
    keys_top = grid.low - _KEY_ROWS
    column = grid.card(30)
    left, far, low = column + _GAP, grid.far, keys_top - _GAP
    middle = left + (far - left) * 0.42
    title, words, how = _EDGE + _TITLE_ROWS, _EDGE + 12.8, _EDGE + 18.6
    shown = grid.rect(_EDGE, _EDGE, column, low)
    beside = grid.rect(left, how + _GAP, far, low)
    return {
        "view": beside if demonstrated else shown,
        "title": grid.rect(left, _EDGE, far, title),
        "demonstration": shown,
        "brief": grid.rect(left, title + _GAP, far, words),
        "dose": grid.rect(left, words + _GAP, middle, how),
        "stand": grid.rect(middle + _GAP, words + _GAP, far, how),
        "keys": grid.rect(_EDGE, keys_top, grid.far, grid.low),
    }


_ARRANGEMENTS = {
    Stage.SHOWN: _showing,
    Stage.INTRO: _introducing,
    Stage.CONFIRM: _explaining,
    Stage.PAIN: _asking,
    Stage.WHERE: _asking,
    Stage.SUMMARY: _summing_up,
}
