"""What is to be read: the caption below the picture, and the words of a stage that talks."""

from __future__ import annotations

from dataclasses import replace

from coach.screen.bitmap_text import LINE, Colour, Fitted, Sheet, fit
from coach.screen.draw.colours import REACHED, SOFT
from coach.screen.draw.icons import sign
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import PAD_X, Style, TextLines, block, placed
from coach.screen.figures import FAULT, WHITE
from coach.workout import captions
from coach.workout.workout_progress import WorkoutProgress

_BARS: dict[str, Colour] = {"cue": FAULT, "guidance": WHITE, "uncounted": SOFT, "praise": REACHED}
_BETWEEN = 0.6  # text sizes between two paragraphs
_LATER = 0.86  # what is worth knowing, beside what is said
_ANY = 99  # lines
_SIGN = 4.4  # grid units that a caption's sign takes


def caption(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """The one line of the moment, with the sign of its kind; the movement in a few words while there is nothing to say,
    and None where there are none."""
    said = captions.caption(progress)
    if said is None:
        style = Style(2.2, 0.9, 500, SOFT, lines=3)
        return (
            Panel("caption", place, tuple(block("caption", place, progress.brief, style, u)))
            if progress.brief
            else None
        )
    style = Style(3.2, 0.9, 600, WHITE, lines=4)
    indent = 0.0 if said.kind == "hint" else _SIGN
    lower = [text for text in progress.lines if text] if said.kind == "hint" else []
    if not lower:
        lines = block("caption", place, said.text, style, u, indent)
        return Panel("caption", place, tuple(lines), (said.kind,), _paint_kind)
    upper = Rect(place.x, place.y, place.width, place.height * 3 // 5)
    rest = Rect(place.x, upper.bottom, place.width, place.bottom - upper.bottom)
    lines = block("caption", upper, said.text, style, u)
    lines += block("caption", rest, " · ".join(lower), Style(1.6, 0.9, 500, SOFT), u)
    return Panel("caption", place, tuple(lines), (said.kind,), _paint_kind)


def _paint_kind(sheet: Sheet, panel: Panel, u: float) -> None:
    kind, high = str(panel.marks[0]), panel.place.height
    if kind in _BARS:
        sheet.box(0, 0, 0.5 * u, high, 0.25 * u, _BARS[kind])
        sign(sheet, kind, 2.9 * u, high / 2, 1.6 * u)


def text(place: Rect, progress: WorkoutProgress, u: float) -> Panel | None:
    """What is said in a stage that explains or asks, and under it what is worth knowing; None when that is nothing."""
    said = captions.caption(progress)
    if said is None:
        return None
    if not any(progress.lines):
        largest = 2.6 if len(said.text) > 40 else 3.4
        return Panel("text", place, tuple(block("text", place, said.text, Style(largest, 0.8, 600, WHITE, 99), u)))
    told = paragraphs("text", place, (said.text, *filter(None, progress.lines)), u, later=_LATER)
    first, rest = told[0], [replace(line, colour=SOFT) for paragraph in told[1:] for line in paragraph]
    return Panel("text", place, (*first, *rest))


def paragraphs(
    element: str, place: Rect, texts: tuple[str, ...], u: float, indent: float = 0.0, later: float = 1.0,
    largest: float = 2.4, smallest: float = 0.72,
) -> list[list[TextLines]]:  # fmt: skip
    """Several texts under each other, as large as fits; `later`: the size of all but the first beside it;
    `largest` and `smallest` in grid units."""
    left, room = place.x + (PAD_X + indent) * u, round(place.width - (2 * PAD_X + indent) * u)
    tall, size, least = place.height - u, round(largest * u), max(6, round(smallest * u))
    while size > least and _height(_fitted(texts, room, size, later)) > tall:
        size = max(least, min(size - 1, round(size * 0.96)))
    most = max(1, int(tall / (size * LINE)) // max(1, len(texts))) if size <= least else _ANY
    told = _fitted(texts, room, size, later, most)
    y = place.y + max(0.5 * u, (place.height - _height(told)) / 2)
    found = []
    for one in told:
        found.append(placed(element, one, left, y, room, Style(0, 0, 500, WHITE)))
        y += one.height + _BETWEEN * one.size
    return found


def _fitted(texts: tuple[str, ...], room: int, size: int, later: float, most: int = _ANY) -> list[Fitted]:
    sizes = [max(6, round(size * later)) if i else size for i in range(len(texts))]
    return [fit(one, room, 100_000, s, s, 500, most) for one, s in zip(texts, sizes, strict=True)]


def _height(told: list[Fitted]) -> float:
    """Pixels of paragraphs under each other."""
    return sum(one.height + _BETWEEN * one.size for one in told) - (_BETWEEN * told[-1].size if told else 0.0)
