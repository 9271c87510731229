"""Where everything is in the home window: the pages on the left, the page beside them, and below how to go back.

All pages are laid out by one rule, so that nothing jumps from one to the next: the title on top, small buttons below,
then either pictures, or two columns, what can be pressed on the left and what is read on the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.home.button import Button
from coach.home.home_view import HomeView, TextList
from coach.screen.bitmap_text import text_width
from coach.screen.draw.canvas import unit_px
from coach.screen.draw.layout import Rect

# Grid units, chosen by eye on 1280x720 and 1024x768; what is pressed is never lower than a finger on a touch screen.
_EDGE, _GAP = 1.0, 0.5
_TITLE_ROWS, _FOOT_ROWS, _NOTICE_ROWS = 5.8, 2.2, 2.6
_RAIL, _RAIL_WITH_LIVE = (14.5, 0.23), (18.0, 0.36)  # columns, and the most of the canvas that they may take
_RAIL_ROWS, _LIVE_ROWS = 4.2, 12.4
_READ_ROWS = 14.0  # of the camera's picture on its own page, and of the hours of a day
_BACK = 9.0, 0.3  # columns of the way back, and the most of the foot that it may take
_ACTION_ROWS, _PICTURED_ROWS, _ROW_ROWS = 5.0, 13.0, 3.4
_CHIP_ROWS, _CHIP_SIZE, _CHIP_LABEL = 2.1, 1.1, 6.4
_TURN_COLUMNS = 9.0
_TILES = ((44.0, 4, 2), (30.0, 3, 3), (0.0, 2, 4))  # on a page of so many columns, so many across and down
_LABELLED = 44.0  # columns of a page that has room for words before its small buttons
_LETTER = 0.65  # columns of a letter in a list, about
_COLUMN, _READ_COLUMN = 0.58, 0.42  # of the width for what can be pressed, beside what is read; without a large button


@dataclass
class HomePlaces:
    """The places of a page: of its buttons, in the order of `HomeView.buttons`, and of what is read, by name ("title",
    "notice", "foot", "live", "list-0", "hours", "trace-0", "chips-0")."""

    buttons: list[tuple[Button, Rect]] = field(default_factory=list)
    texts: dict[str, Rect] = field(default_factory=dict)

    def button_at(self, x: int, y: int) -> Button | None:
        """The button there, or None."""
        return next((button for button, place in self.buttons if place.holds(x, y)), None)


def home_layout(size: tuple[int, int], view: HomeView, live: bool) -> HomePlaces:
    """Where each element is on a canvas of (width, height); `live`: there is a picture of the camera to show."""
    return _Arrangement(size, view, live).places()


def beside(places: HomePlaces, focus: int, key: str) -> int:
    """The number of the button that an arrow key ("up", "down", "earlier" = left, "later" = right) leads to."""
    dx, dy = {"up": (0, -1), "down": (0, 1), "earlier": (-1, 0), "later": (1, 0)}[key]
    x, y = places.buttons[focus][1].centre
    best, nearest = focus, float("inf")
    for i, (_button, place) in enumerate(places.buttons):
        along = (place.centre[0] - x) * dx + (place.centre[1] - y) * dy
        across = abs((place.centre[0] - x) * dy) + abs((place.centre[1] - y) * dx)
        if along > 0 and across <= 4 * along and along + 2 * across < nearest:  # rather straight on than near
            best, nearest = i, along + 2 * across
    return best


def _rows(told: TextList, columns: float) -> float:
    """About how high a list is, so many columns wide, in grid units."""
    letters = max(1, int((columns - 2.0) / _LETTER))
    return 4.6 + 1.2 * len(told.lines) + 1.6 * sum(-(-len(line) // letters) for line in told.lines)


class _Arrangement:
    """One page, in grid units."""

    def __init__(self, size: tuple[int, int], view: HomeView, live: bool) -> None:
        self._u = unit_px(size)
        self._view, self._live = view, live
        columns, rows = size[0] / self._u, size[1] / self._u
        widest, share = _RAIL_WITH_LIVE if live and not view.live else _RAIL
        self._rail = _EDGE + min(widest, share * columns)
        self._left, self._far, self._low = self._rail + 2 * _GAP, columns - _EDGE, rows - _EDGE
        self._page_low = self._low - _FOOT_ROWS - _GAP - (_NOTICE_ROWS + _GAP) * bool(view.notice)
        self._column = _COLUMN if view.action is not None or view.live else _READ_COLUMN
        self._texts: dict[str, Rect] = {}
        self._found: dict[Button, Rect] = {}

    def places(self) -> HomePlaces:
        """All of them."""
        view, top = self._view, _EDGE + _TITLE_ROWS
        turning = bool(view.tiles or view.chips)
        beside_title = len(view.rows) * (_TURN_COLUMNS + _GAP) if turning else 0.0
        self._texts["title"] = self._rect(self._left, _EDGE, self._far - beside_title, top)
        if turning:
            self._turns()
        self._put_rail()
        top = self._put_chips(top + _GAP)
        if turning:
            self._put_tiles(top)
        elif view.traces:
            self._put_traces(top)
        else:
            self._put_columns(top)
        self._put_foot()
        return HomePlaces([(button, self._found[button]) for button in view.buttons], self._texts)

    def _rect(self, x: float, y: float, right: float, bottom: float) -> Rect:
        left, top = round(x * self._u), round(y * self._u)
        return Rect(left, top, round(right * self._u) - left, round(bottom * self._u) - top)

    def _put_rail(self) -> None:
        shown = self._live and not self._view.live
        low = self._low - (_LIVE_ROWS + _GAP) * shown
        pitch = min(_RAIL_ROWS + _GAP, (low - _EDGE + _GAP) / max(1, len(self._view.rail)))
        for i, button in enumerate(self._view.rail):
            top = _EDGE + i * pitch
            self._found[button] = self._rect(_EDGE, top, self._rail, top + pitch - _GAP)
        if shown:
            self._texts["live"] = self._rect(_EDGE, self._low - _LIVE_ROWS, self._rail, self._low)

    def _put_foot(self) -> None:
        self._texts["foot"] = self._rect(self._left, self._low - _FOOT_ROWS, self._far, self._low)
        wide = min(_BACK[0], (self._far - self._left) * _BACK[1])
        self._found[self._view.back] = self._rect(self._left, self._low - _FOOT_ROWS, self._left + wide, self._low)
        if self._view.notice:
            self._texts["notice"] = self._rect(
                self._left, self._page_low + _GAP, self._far, self._page_low + _GAP + _NOTICE_ROWS
            )

    def _turns(self) -> None:
        """Buttons for the other leaves of a list, beside the title."""
        for i, button in enumerate(reversed(self._view.rows)):
            right = self._far - i * (_TURN_COLUMNS + _GAP)
            self._found[button] = self._rect(right - _TURN_COLUMNS, _EDGE, right, _EDGE + _TITLE_ROWS)

    def _put_chips(self, top: float) -> float:
        """Small buttons, as many beside each other as there is room for. Returns the row below them."""
        label = _CHIP_LABEL if self._far - self._left >= _LABELLED else 0.0
        for number, row in enumerate(self._view.chips):
            if label:
                self._texts[f"chips-{number}"] = self._rect(self._left, top, self._left + label, top + _CHIP_ROWS)
            x = self._left + label
            for button in row.buttons:
                wide = text_width(button.label, round(_CHIP_SIZE * self._u), 600) / self._u + 1.8
                wide = min(wide, self._far - self._left - label)
                if x + wide > self._far:
                    x, top = self._left + label, top + _CHIP_ROWS + 0.3
                self._found[button] = self._rect(x, top, x + wide, top + _CHIP_ROWS)
                x += wide + 0.3
            top += _CHIP_ROWS + _GAP
        return top

    def _put_action(self, top: float) -> float:
        """The large button across the page, where there is one. Returns the row below it."""
        if self._view.action is None:
            return top
        self._found[self._view.action] = self._rect(self._left, top, self._far, top + _ACTION_ROWS)
        return top + _ACTION_ROWS + _GAP

    def _put_tiles(self, top: float) -> None:
        top = self._put_action(top)
        tiles = self._view.tiles
        across, down = next((x, y) for columns, x, y in _TILES if self._far - self._left >= columns)
        if self._view.action is not None:  # all of them, as large as there is room
            across = min(len(tiles), max(2, across - 1)) or 1
            down = -(-len(tiles) // across)
        wide = (self._far - self._left + _GAP) / max(1, across)
        high = (self._page_low - top + _GAP) / max(1, down)
        for i, button in enumerate(tiles):
            x, y = self._left + i % across * wide, top + i // across * high
            self._found[button] = self._rect(x, y, x + wide - _GAP, y + high - _GAP)

    def _put_traces(self, top: float) -> None:
        """The button above, what is read below it in two columns."""
        top = self._put_action(top)
        number = len(self._view.traces)
        across = min(number, 2)
        wide, high = (self._far - self._left + _GAP) / across, (self._page_low - top + _GAP) / -(-number // across)
        for i in range(number):
            x, y = self._left + i % across * wide, top + i // across * high
            self._texts[f"trace-{i}"] = self._rect(x, y, x + wide - _GAP, y + high - _GAP)

    def _put_columns(self, top: float) -> None:
        reading = self._reading()
        middle = self._left + (self._far - self._left) * (self._column if reading else 1.0)
        pressed_far = middle - (_GAP / 2 if reading else 0.0)
        if not self._view.action and not self._view.rows:
            middle = self._left - _GAP / 2
        self._stack(self._pressing(), self._left, pressed_far, top, grow=False)
        self._stack(reading, middle + _GAP / 2, self._far, top, grow=True)

    def _pressing(self) -> list[tuple[Button | str, float]]:
        """What is pressed, with the rows that each would like."""
        action, rows = self._view.action, self._view.rows
        found: list[tuple[Button | str, float]] = []
        if action is not None:
            found.append((action, _PICTURED_ROWS if action.picture else _ACTION_ROWS))
        return found + [(row, _ROW_ROWS) for row in rows]

    def _reading(self) -> list[tuple[Button | str, float]]:
        view = self._view
        found: list[tuple[Button | str, float]] = []
        if view.live:
            found.append(("live", _READ_ROWS))
        if view.hours:
            found.append(("hours", _READ_ROWS))
        wide = (self._far - self._left) * (1 - self._column)
        return found + [(f"list-{i}", _rows(told, wide)) for i, told in enumerate(view.lists)]

    def _stack(self, parts: list[tuple[Button | str, float]], x: float, far: float, top: float, *, grow: bool) -> None:
        """Below each other from the top on; lower than they would like where there is too little room."""
        room = self._page_low - top - _GAP * (len(parts) - 1)
        wanted = sum(rows for _part, rows in parts)
        scale = room / wanted if wanted and (wanted > room or grow) else 1.0
        for part, rows in parts:
            place = self._rect(x, top, far, top + rows * scale)
            if isinstance(part, str):
                self._texts[part] = place
            else:
                self._found[part] = place
            top += rows * scale + _GAP
