"""The line of keys: what can be answered now, and which key does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.counting.progress import Choice
from coach.screen.bitmap_text import Sheet, text_width
from coach.screen.draw.colours import KEY, SOFT
from coach.screen.draw.icons import sign, sign_of
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import TextLines
from coach.screen.figures import WHITE
from coach.wording.catalogue import N_, _
from coach.wording.keys import key_name
from coach.workout.workout_progress import WorkoutProgress

HELP = Choice("help", N_("Help"), "h")
LISTED = ("pain-", "where-")  # answers that have a card of their own
_LARGEST, _SMALLEST = 1.35, 0.7  # text, in grid units


@dataclass(frozen=True)
class _Chip:
    """A key with its label: widths in pixels for a text size."""

    key: str
    label: str
    sign: str
    cap: int
    mark: int
    words: int

    @property
    def width(self) -> int:
        return self.cap + self.mark + self.words


@dataclass(frozen=True)
class _Mark:
    """A sign before a label: the one that the hand's target of the same answer carries."""

    name: str
    x: float
    y: float
    r: float


def keys(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The answers offered now from the left on, help at the right end."""
    offered = [choice for choice in progress.choices if not choice.id.startswith(LISTED)]
    return key_row(place, offered, replace(HELP, label=_(HELP.label)), u, progress.stage)


def key_row(place: Rect, offered: Sequence[Choice], last: Choice, u: float, stage: str = "") -> Panel:
    """Keys and what they do: those that are offered from the left on, as many as there is room for, and one at the
    right end. `stage`: where the signs before the words are those of a stage."""
    size, chips, last_chip = _sized(offered, last, stage, place.width, u)
    between = _between(size)
    letters: list[TextLines] = []
    marks: list[Rect | _Mark] = []
    spots: list[tuple[Rect, str]] = []
    x = place.x
    for choice, chip in zip(offered, chips, strict=True):
        if x + chip.width + between + last_chip.width > place.right:
            break
        _set(chip, x, place, size, letters, marks)
        if choice.key:
            spots.append((Rect(x, place.y, chip.width, place.height), choice.key))
        x += chip.width + between
    _set(last_chip, place.right - last_chip.width, place, size, letters, marks)
    spots.append((Rect(place.right - last_chip.width, place.y, last_chip.width, place.height), last.key))
    return Panel("keys", place, tuple(letters), tuple(marks), paint_caps, bare=True, keys=tuple(spots))


def _sized(
    offered: Sequence[Choice], last: Choice, stage: str, width: int, u: float
) -> tuple[int, list[_Chip], _Chip]:  # fmt: skip
    """The largest size in pixels at which all of them fit, or the smallest; these, and the last one."""
    size = max(6, round(_LARGEST * u))
    while True:
        chips = [_chip(choice, stage, size) for choice in offered]
        last_chip = _chip(last, "", size)
        needed = sum(chip.width + _between(size) for chip in chips) + last_chip.width
        if needed <= width or size <= max(6, _SMALLEST * u):
            return size, chips, last_chip
        size -= 1


def _between(size: int) -> int:
    """Pixels from one to the next."""
    return round(1.1 * size)


def _chip(choice: Choice, stage: str, size: int) -> _Chip:
    key = key_name(choice.key)
    cap = max(round(1.5 * size), text_width(key, size, 600) + round(0.9 * size)) if choice.key else 0
    shown = sign_of(choice.id, stage)
    gap, words = round(0.4 * size) if cap else 0, text_width(choice.label, size)
    return _Chip(key, choice.label, shown, cap + gap, round(1.5 * size) if shown else 0, words)


def _set(
    chip: _Chip, x: int, place: Rect, size: int, letters: list[TextLines], marks: list[Rect | _Mark]
) -> None:  # fmt: skip
    baseline = place.y + round(place.height / 2 + 0.36 * size)
    if chip.cap:
        high, wide = round(1.5 * size), chip.cap - round(0.4 * size)
        marks.append(Rect(x, place.y + (place.height - high) // 2, wide, high))
        inside = x + (wide - text_width(chip.key, size, 600)) // 2
        letters.append(TextLines("keys", chip.key, inside, baseline, size, 600, WHITE))
    if chip.mark:
        marks.append(_Mark(chip.sign, x + chip.cap + 0.55 * size, place.y + place.height / 2, 0.62 * size))
    letters.append(TextLines("keys", chip.label, x + chip.cap + chip.mark, baseline, size, 500, SOFT))


def paint_caps(sheet: Sheet, panel: Panel, u: float) -> None:
    """The ground of each key, and the signs."""
    for mark in panel.marks:
        if isinstance(mark, Rect):
            sheet.box(mark.x - panel.place.x, mark.y - panel.place.y, mark.width, mark.height, 0.25 * mark.height, KEY)
        elif isinstance(mark, _Mark):
            sign(sheet, mark.name, mark.x - panel.place.x, mark.y - panel.place.y, mark.r, SOFT)
