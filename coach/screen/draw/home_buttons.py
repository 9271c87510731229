"""The buttons of the home window: one large one, rows, pictures, small ones, the pages, and the way back.

The one in focus has a frame, the chosen one a bar at its edge; both can be told apart without colours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.home.button import Button
from coach.home.home_page import NAMES
from coach.home.home_view import HomeView
from coach.screen.bitmap_text import Sheet, text_width
from coach.screen.draw.colours import BACKDROP, KEY, PANEL, SOFT
from coach.screen.draw.home_signs import home_sign
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import RADIUS, Panel
from coach.screen.draw.text_lines import PAD_X, Style, TextLines, block, number
from coach.screen.figures import EDGE, GOOD, WHITE
from coach.wording.catalogue import _
from coach.wording.keys import key_name

ACTION, ROW, TILE, CHIP, RAIL, BACK = "action", "row", "tile", "chip", "rail", "way-back"
_NARROW = 12.0  # grid units: a narrower button of a page has no room for its key
_FRAME = 0.22  # grid units of the frame around the button in focus
_BESIDE, _TILE_BESIDE = 1.15, 0.8  # width to height of a picture beside words


class TileSizes(NamedTuple):
    """Of the letters beside the pictures of a page, in grid units: of their titles and of their notes."""

    label: float
    note: float


LARGEST = TileSizes(1.4, 1.15)


def button_panel(
    view: HomeView, button: Button, place: Rect, focused: bool, u: float, of_tiles: TileSizes = LARGEST
) -> Panel:
    """One button as it looks on its page; `of_tiles` from `tile_sizes()`."""
    kind = _kind(view, button)
    letters = _tile(button, place, u, of_tiles) if kind == TILE else _LETTERS[kind](button, place, u)
    pictured = _picture_columns(kind, button, place, u) > 0
    cap = _CAPS[kind](button, place, u) if kind in _CAPS else None
    marks = (kind, button.sign, button.chosen, focused, pictured, cap)
    return Panel(kind, place, tuple(letters), marks, _paint, bare=True)


def tile_sizes(view: HomeView, buttons: Sequence[tuple[Button, Rect]], u: float) -> TileSizes:
    """The largest sizes at which all titles, and all notes, of the pictures on a page fit: pictures beside each other
    with letters of different sizes look as if some mattered more."""
    labels, notes = [LARGEST.label], [LARGEST.note]
    for button, place in buttons:
        if _kind(view, button) == TILE:
            label, note = _tile_blocks(button, place, u, LARGEST)
            labels += [line.size / u for line in label]
            notes += [line.size / u for line in note]
    return TileSizes(min(labels), min(notes))


def picture_place(view: HomeView, button: Button, place: Rect, u: float) -> Rect | None:
    """Where on a button its picture is, or None."""
    wide = _picture_columns(_kind(view, button), button, place, u)
    pad = round(0.5 * u)
    return Rect(place.x + pad, place.y + pad, wide - 2 * pad, place.height - 2 * pad) if wide else None


def _picture_columns(kind: str, button: Button, place: Rect, u: float) -> int:
    """Pixels of the left part of a button that its picture takes; 0 where it has none, or is too low for one."""
    if not button.picture or place.height < 3.5 * u or (kind == ACTION and place.height < 8 * u):
        return 0
    beside, most = (_TILE_BESIDE, 0.44) if kind == TILE else (_BESIDE, 0.5)
    return min(round(beside * place.height), round(most * place.width))


def _kind(view: HomeView, button: Button) -> str:
    if button == view.action:
        return ACTION
    if button == view.back:
        return BACK
    if button in view.rail:
        return RAIL
    if button in view.tiles:
        return TILE
    return ROW if button in view.rows else CHIP


def _action(button: Button, place: Rect, u: float) -> list[TextLines]:
    left = _picture_columns(ACTION, button, place, u)
    words = Rect(place.x + left, place.y, place.width - left, place.height)
    if left:
        upper = Rect(words.x, words.y + round(0.15 * place.height), words.width, round(0.5 * place.height))
        lower = Rect(words.x, upper.bottom, words.width, place.bottom - upper.bottom - round(0.6 * u))
        return [
            *block(ACTION, upper, button.label, Style(2.6, 0.9, 700, EDGE, 4), u),
            *block(ACTION, lower, button.note, Style(1.4, 0.7, 500, EDGE, 3), u),
        ]
    upper = Rect(words.x, words.y, words.width, round(0.62 * place.height)) if button.note else words
    letters = block(ACTION, upper, button.label, Style(2.4, 0.7, 700, EDGE, 2), u, indent=3.2)
    if button.note:
        lower = Rect(words.x, upper.bottom - round(0.4 * u), words.width, place.bottom - upper.bottom)
        letters += block(ACTION, lower, button.note, Style(1.25, 0.7, 500, EDGE, 1), u, indent=3.2)
    return letters


def _row(button: Button, place: Rect, u: float) -> list[TextLines]:
    indent = 2.6 if button.sign else 0.0
    cap = _value_cap(button, place, u)
    words = Rect(place.x, place.y, (place.right if cap is None else cap.x) - place.x, place.height)
    middle = place.y + round(0.55 * place.height)
    upper = Rect(words.x, words.y, words.width, middle - words.y) if button.note else words
    letters = block(ROW, upper, button.label, Style(1.4, 0.55, 600, WHITE, 1 if button.note else 2), u, indent)
    if button.note:
        lower = Rect(words.x, middle - round(0.35 * u), words.width, place.bottom - middle + round(0.35 * u))
        letters += block(ROW, lower, button.note, Style(1.1, 0.55, 500, SOFT, 1), u, indent)
    if cap is not None:
        room = Rect(cap.x, place.y, cap.width, place.height)
        letters += block(ROW, room, button.value, Style(1.2, 0.5, 600, WHITE, 2, centre=True), u)
    return letters


def _value_cap(button: Button, place: Rect, u: float) -> Rect | None:
    """The ground of the value at the right end of a row."""
    if not button.value:
        return None
    wide, pad = round(0.36 * place.width), round(0.25 * u)
    return Rect(place.right - wide - pad, place.y + pad, wide, place.height - 2 * pad)


def _tile(button: Button, place: Rect, u: float, sizes: TileSizes) -> list[TextLines]:
    label, note = _tile_blocks(button, place, u, sizes)
    return [*label, *note]


def _tile_blocks(button: Button, place: Rect, u: float, sizes: TileSizes) -> tuple[list[TextLines], list[TextLines]]:
    """The title and the note."""
    left = _picture_columns(TILE, button, place, u)
    if place.height < 3.5 * u:  # one row
        label = Rect(place.x, place.y, round(0.61 * place.width), place.height)
        rest = Rect(label.right, place.y, place.right - label.right, place.height)
        return (
            block(TILE, label, button.label, Style(min(1.2, sizes.label), 0.45, 600, WHITE, 2), u),
            block(TILE, rest, button.note, Style(min(1.0, sizes.note), 0.45, 500, SOFT, 2), u),
        )
    words = Rect(place.x + left, place.y + round(0.2 * u), place.width - left, round(0.6 * place.height))
    low = Rect(words.x, words.bottom - round(0.3 * u), words.width, place.bottom - words.bottom + round(0.2 * u))
    return (
        block(TILE, words, button.label, Style(sizes.label, 0.55, 600, WHITE, 3), u),
        block(TILE, low, button.note, Style(sizes.note, 0.5, 500, SOFT, 2), u),
    )


def _chip(button: Button, place: Rect, u: float) -> list[TextLines]:
    return block(CHIP, place, button.label, Style(1.2, 0.6, 600, WHITE, 1, centre=True), u)


def _page(button: Button, place: Rect, u: float) -> list[TextLines]:
    cap = _cap(button, place, u)
    label = Rect(place.x, place.y, (place.right if cap is None else cap.x) - place.x, place.height)
    size = _rail_size(label.width, u)
    letters = block(
        RAIL, label, button.label, Style(size, size, 600, WHITE if button.chosen else SOFT, 1), u, indent=2.8
    )
    return letters if cap is None else [*letters, number(RAIL, button.key, cap.centre, 1.2 * u, cap.width, SOFT)]


def _rail_size(width: int, u: float) -> float:
    """Of the names of all pages, in grid units: so large that the longest fits."""
    room, names = width - (2 * PAD_X + 2.8) * u, [_(name) for name in NAMES.values()]
    size = round(1.5 * u)
    while size > 0.7 * u and max(text_width(name, size, 600) for name in names) > room:
        size -= 1
    return size / u


def _back(button: Button, place: Rect, u: float) -> list[TextLines]:
    cap = _back_cap(button, place, u)
    rest = Rect(cap.right - round(0.2 * u), place.y, place.right - cap.right + round(0.2 * u), place.height)
    return [
        number(BACK, key_name(button.key), cap.centre, 1.35 * u, cap.width, WHITE),
        *block(BACK, rest, button.label, Style(1.35, 0.7, 600, WHITE, 1), u),
    ]


def _back_cap(button: Button, place: Rect, u: float) -> Rect:
    """The key before the words."""
    size = round(1.35 * u)
    wide = max(1.7 * u, text_width(key_name(button.key), size, 700) + 0.9 * size)
    return Rect(place.x + round(0.2 * u), place.y + round(0.2 * u), round(wide), place.height - round(0.4 * u))


_LETTERS = {ACTION: _action, ROW: _row, CHIP: _chip, RAIL: _page, BACK: _back}


def _cap(button: Button, place: Rect, u: float) -> Rect | None:
    """The key's own place at the right end of a page's button; a narrow one has none, the number is the same."""
    if place.width < _NARROW * u or not button.key:
        return None
    side = round(1.9 * u)
    return Rect(place.right - side - round(0.5 * u), place.y + (place.height - side) // 2, side, side)


_CAPS: dict[str, Callable[[Button, Rect, float], Rect | None]] = {
    ROW: _value_cap, RAIL: _cap, BACK: _back_cap,
}  # fmt: skip


def _paint(sheet: Sheet, panel: Panel, u: float) -> None:
    kind, shown, chosen, focused, pictured, cap = panel.marks
    width, height = panel.place.width, panel.place.height
    ground = GOOD if kind == ACTION else BACKDROP if kind in (RAIL, BACK) and not chosen else PANEL
    if kind == CHIP and chosen:
        ground = KEY
    if focused:
        frame = _FRAME * u
        sheet.box(0, 0, width, height, RADIUS * u, WHITE if kind == ACTION else GOOD)
        sheet.box(frame, frame, width - 2 * frame, height - 2 * frame, (RADIUS - 0.1) * u, ground)
    else:
        sheet.box(0, 0, width, height, RADIUS * u, ground)
    if chosen and kind in (RAIL, CHIP):
        _paint_chosen(sheet, str(kind), width, height, u)
    if isinstance(cap, Rect):
        sheet.box(cap.x - panel.place.x, cap.y - panel.place.y, cap.width, cap.height, 0.4 * u, KEY)
    if kind == ACTION and not pictured:
        home_sign(sheet, str(shown), 2.3 * u, height / 2, 1.1 * u, EDGE)
    elif kind == ROW and shown:
        home_sign(sheet, str(shown), 1.9 * u, height / 2, 0.8 * u, WHITE)
    elif kind == RAIL:
        home_sign(sheet, str(shown), 2.2 * u, height / 2, 0.95 * u, WHITE if chosen else SOFT)


def _paint_chosen(sheet: Sheet, kind: str, width: float, height: float, u: float) -> None:
    if kind == RAIL:
        sheet.box(0.3 * u, 0.22 * height, 0.3 * u, 0.56 * height, 0.15 * u, GOOD)
    else:
        sheet.box(0.6 * u, height - 0.5 * u, width - 1.2 * u, 0.22 * u, 0.1 * u, GOOD)


def hint(view: HomeView, place: Rect, back: Rect, u: float) -> Panel:
    """The line beside the way back: how to go without a mouse."""
    words = Rect(back.right + round(u), place.y, place.right - back.right - round(u), place.height)
    text = _("Arrows choose, space presses, f fills the screen.")
    if view.typing:
        text = _("Letters are the name, arrows choose, Enter presses.")
    return Panel("hint", words, tuple(block("hint", words, text, Style(1.2, 0.5, 500, SOFT, 2), u)), bare=True)
