"""The card of a stage that asks or sums up: the scale of pain, the places where it can hurt, the lines of a summary."""

from __future__ import annotations

from dataclasses import replace

from coach.screen.bitmap_text import Sheet, text_width
from coach.screen.draw.caption_panel import paragraphs
from coach.screen.draw.colours import KEY, SOFT, TRACK
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import Style, TextLines, block
from coach.screen.figures import FAULT, GOOD, WHITE
from coach.wording.catalogue import N_, _
from coach.wording.keys import key_name
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

WORST = 10  # of the scale of pain that is asked for, 0 to 10
_WORDS = {0: N_("no pain"), 5: N_("medium"), 10: N_("the worst")}


def card(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The card of "pain", "where" or "summary"."""
    if progress.stage == Stage.PAIN:
        return _scale(place, progress, u)
    if progress.stage == Stage.WHERE:
        return _answers(place, progress, u)
    return _lines(place, progress, u)


def _scale(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """Eleven rungs, the worst on top: a number, a bar as long as the number says, words at the ends and the middle."""
    now = progress.pain
    pitch = (place.height - u) / (WORST + 1)
    largest = min(1.7, 0.8 * pitch / u)
    letters: list[TextLines] = []
    keys: list[tuple[Rect, str]] = []
    for rung in range(WORST + 1):
        top, chosen = round(place.y + 0.5 * u + (WORST - rung) * pitch), rung == now
        row = Rect(place.x, top, round(3.4 * u), round(pitch))
        style = Style(largest * (1.0 if chosen else 0.85), 0.5, 700 if chosen else 500, WHITE, 1, centre=True)
        letters += block("card", row, str(rung), style, u)
        if rung in _WORDS:
            left = round(place.x + 3.2 * u + _bar(rung, place, u))
            beside = Rect(left, top, place.right - left, round(pitch))
            letters += block("card", beside, _(_WORDS[rung]), Style(0.72 * largest, 0.5, 500, SOFT, 1), u)
        if rung < WORST:  # there is no key "10"
            keys.append((Rect(place.x, top, place.width, round(pitch)), str(rung)))
    return Panel("card", place, tuple(letters), (now,), _paint_scale, keys=tuple(keys))


def _bar(rung: int, place: Rect, u: float) -> float:
    """Pixels of the bar of a rung."""
    return 0.5 * u + (place.width - 10.5 * u) * rung / WORST


def _paint_scale(sheet: Sheet, panel: Panel, u: float) -> None:
    pitch = (panel.place.height - u) / (WORST + 1)
    for rung in range(WORST + 1):
        y = 0.5 * u + (WORST - rung + 0.5) * pitch
        chosen = panel.marks[0] == rung
        high = (0.8 if chosen else 0.5) * pitch
        sheet.box(3.4 * u, y - high / 2, _bar(rung, panel.place, u), high, 0.3 * high, FAULT if chosen else TRACK)
        if chosen:
            sheet.polygon([(0.3 * u, y - 0.5 * u), (0.9 * u, y), (0.3 * u, y + 0.5 * u)], FAULT)


def _answers(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """One row for each answer, its key before it."""
    offered = [choice for choice in progress.choices if choice.id.startswith("where-")]
    pitch = min(3.0 * u, (place.height - u) / max(1, len(offered)))
    top = place.y + (place.height - pitch * len(offered)) / 2
    size = min(1.7, 0.6 * pitch / u)
    letters: list[TextLines] = []
    caps: list[Rect] = []
    keys: list[tuple[Rect, str]] = []
    for i, choice in enumerate(offered):
        row = Rect(place.x + round(3.4 * u), round(top + i * pitch), place.width - round(3.4 * u), round(pitch))
        letters += block("card", row, choice.label, Style(size, 0.7, 600, WHITE, 1), u)
        if choice.key:
            cap = Rect(place.x + round(0.9 * u), row.y + round(0.12 * pitch), round(2.6 * u), round(0.76 * pitch))
            inside = cap.x + (cap.width - text_width(key_name(choice.key), round(size * u), 600)) // 2
            letters.append(
                TextLines("card", key_name(choice.key), inside, letters[-1].baseline, round(size * u), 600, WHITE)
            )
            caps.append(cap)
            keys.append((replace(row, x=place.x, width=place.width), choice.key))
    return Panel("card", place, tuple(letters), tuple(caps), _paint_answers, keys=tuple(keys))


def _paint_answers(sheet: Sheet, panel: Panel, u: float) -> None:
    for cap in panel.marks:
        if isinstance(cap, Rect):
            sheet.box(cap.x - panel.place.x, cap.y - panel.place.y, cap.width, cap.height, 0.5 * u, KEY)


def _lines(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """What there is to tell at the end, a mark before each paragraph."""
    told = paragraphs("card", place, progress.lines, u, indent=1.6)
    letters = tuple(line for paragraph in told for line in paragraph)
    return Panel("card", place, letters, tuple(paragraph[0] for paragraph in told if paragraph), _paint_bullets)


def _paint_bullets(sheet: Sheet, panel: Panel, u: float) -> None:
    for first in panel.marks:
        if isinstance(first, TextLines):
            y = first.baseline - panel.place.y - 0.36 * first.size
            sheet.disc(1.3 * u, y, 0.32 * u, GOOD)
