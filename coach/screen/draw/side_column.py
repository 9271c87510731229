"""The column beside the person: the exercise, the number in its ring, the set as dots, the hold, what comes next."""

from __future__ import annotations

from dataclasses import replace

from coach.counting.progress import Reply
from coach.screen.bitmap_text import CAP, Sheet
from coach.screen.draw.colours import SOFT, TO_COME
from coach.screen.draw.icons import sign
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.ring_face import face
from coach.screen.draw.text_lines import Style, TextLines, block, label, number
from coach.screen.figures import FAULT, GOOD, WHITE
from coach.wording.catalogue import _
from coach.wording.durations import whole_seconds
from coach.workout import captions
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

RING = (6.3, 0.8)  # outer radius and width of the large ring, in grid units
HOLD_RING = (3.7, 0.7)  # the same of the small one; both are as large as the column allows
PER_ROW = 12  # dots
_COUNT, _HOLD = 6.15, 3.9  # sizes of the figures


def title(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The exercise, and under it which set and which way round; at the end what it all came to."""
    if progress.stage == Stage.SUMMARY:
        said = captions.caption(progress)
        return Panel(
            "title", place, tuple(block("title", place, said.text if said else "", Style(2.3, 1.0, 600, WHITE), u))
        )
    below = (
        captions.time_line(progress) if progress.stage in (Stage.INTRO, Stage.CONFIRM) else captions.set_line(progress)
    )
    foot = round(1.9 * u) if below else 0
    upper = Rect(place.x, place.y + round(0.2 * u) * bool(foot), place.width, place.height - foot)
    lines = block("title", upper, progress.title, Style(2.3, 1.0, 600, WHITE), u)
    if not below:
        return Panel("title", place, tuple(lines))
    turning = (progress.set.direction or "") if below == captions.set_line(progress) else ""
    lower = Rect(place.x, upper.bottom - round(0.3 * u), place.width, place.bottom - upper.bottom)
    lines += block("title", lower, below, Style(1.35, 0.8, 500, SOFT, lines=1), u, indent=1.8 if turning else 0.0)
    return Panel("title", place, tuple(lines), (turning,), _paint_turn)


def _paint_turn(sheet: Sheet, panel: Panel, u: float) -> None:
    line = panel.letters[-1]
    sign(sheet, str(panel.marks[0]), 1.5 * u, line.baseline - panel.place.y - 0.38 * line.size, 0.66 * u, SOFT)


def ring(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The middle of the large ring; the ring itself is drawn anew in every frame."""
    shown, (x, y) = face(progress), place.centre
    widest = 5.8 * u
    if shown.sign:
        lines = [label("ring", shown.label, (x, y + 3.5 * u), 1.35 * u, widest, SOFT)] if shown.label else []
        return Panel("ring", place, tuple(lines), (shown.sign,), _paint_ring_sign)
    size = _COUNT * u
    lift = 0.5 * u if shown.label else 0.0
    lines = [number("ring", shown.number, (x, y - lift), size, 9.4 * u, WHITE)]
    if shown.label:
        lines.append(label("ring", shown.label, (x, y - lift + CAP * size / 2 + 1.75 * u), 1.35 * u, widest, SOFT))
    return Panel("ring", place, tuple(lines))


def _paint_ring_sign(sheet: Sheet, panel: Panel, u: float) -> None:
    lift = 0.6 * u if panel.letters else 0.0
    sign(sheet, str(panel.marks[0]), panel.place.width / 2, panel.place.height / 2 - lift, 2.6 * u)


def dots(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """A mark for each repetition: a full disc, half of one, a crossed circle for a missed one, circles to come."""
    to_come = max(0, (progress.set.goal or 0) - progress.set.count)
    marks = (progress.set.outcomes + ("",) * to_come)[-2 * PER_ROW :]
    return Panel("dots", place, (), marks, _paint_dots) if len(marks) > 1 or progress.set.outcomes else None


def _paint_dots(sheet: Sheet, panel: Panel, u: float) -> None:
    rows = 1 if len(panel.marks) <= PER_ROW else 2
    pitch = (panel.place.width - u) / PER_ROW
    radius = min(0.4 * pitch, 0.54 * u if rows == 1 else 0.46 * u)
    for i, outcome in enumerate(panel.marks):
        x = 0.5 * u + (i % PER_ROW + 0.5) * pitch
        y = panel.place.height / 2 + ((i // PER_ROW) - (rows - 1) / 2) * 1.05 * u
        if outcome == "rep":
            sheet.disc(x, y, radius, GOOD)
        elif outcome == "partial":
            sheet.disc(x, y, radius, FAULT, half=True)
            sheet.disc(x, y, radius, FAULT, line=0.2 * radius)
        elif outcome == "missed":
            sheet.disc(x, y, radius, FAULT, line=0.2 * radius)
            sign(sheet, "cross", x, y, 0.8 * radius, FAULT)
        else:
            sheet.disc(x, y, 0.85 * radius, TO_COME, line=0.26 * radius)


def hold_centre(place: Rect, u: float) -> tuple[float, float]:
    """The middle of the hold's ring."""
    return place.x + (HOLD_RING[0] + 0.6) * u, place.y + place.height / 2


def hold(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The seconds still to hold, in the middle of their ring, and a tick when they are over."""
    left, (x, y) = whole_seconds(progress.set.hold_goal_s - progress.set.hold_s), hold_centre(place, u)
    side = x + (HOLD_RING[0] + 0.4) * u
    room, middle = place.right - side - 0.4 * u, (side + place.right - 0.4 * u) / 2
    if left:
        lines = [number("hold", str(left), (x, y), _HOLD * u, 5.4 * u, WHITE)]
        lines.append(label("hold", _("hold"), (middle, y + 0.55 * u), 2.0 * u, room, WHITE, 600))
    else:
        lines = [label("hold", _("held"), (middle, y + 0.55 * u), 2.0 * u, room, WHITE, 600)]
    return Panel("hold", place, tuple(lines), (left == 0,), _paint_held)


def _paint_held(sheet: Sheet, panel: Panel, u: float) -> None:
    if panel.marks[0]:
        x, y = hold_centre(panel.place, u)
        sign(sheet, Reply.OK, x - panel.place.x, y - panel.place.y, 2.6 * u)


def demonstration(place: Rect, progress: WorkoutProgress, u: float) -> Panel:
    """The ground for the figure that shows the movement."""
    return Panel("demonstration", place, tuple(_like_this(place, u)) if progress.stage == Stage.SET else ())


def _like_this(place: Rect, u: float) -> list[TextLines]:
    foot = Rect(place.x, place.bottom - round(1.8 * u), place.width, round(1.8 * u))
    return block("demonstration", foot, _("Like this"), Style(1.2, 0.8, 500, SOFT, centre=True), u)


def following(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """What comes next and how long it all still takes, or None."""
    coming = captions.next_line(progress)
    texts = [text for text in (coming, captions.time_line(progress)) if text]
    if not texts:
        return None
    row = Rect(place.x, place.y, place.width, round(2.1 * u))
    top = place.y + (place.height - 1.75 * u * len(texts)) / 2 - 0.175 * u
    lines: list[TextLines] = []
    for i, text in enumerate(texts):
        colour = WHITE if text == coming else SOFT
        lines += block("next", replace(row, y=round(top + 1.75 * i * u)), text, Style(1.3, 0.7, 500, colour, 1), u)
    return Panel("next", place, tuple(lines))
