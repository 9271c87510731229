"""What is read in the home window: the title, lists, hours at the desk as bars, values over days as lines."""

from __future__ import annotations

from dataclasses import replace

from coach.counting.progress import Reply
from coach.home.home_view import HomeView, HourBar, TextList, Trace
from coach.screen.bitmap_text import Sheet
from coach.screen.draw.caption_panel import paragraphs
from coach.screen.draw.colours import REACHED, SOFT, TRACK
from coach.screen.draw.icons import sign
from coach.screen.draw.layout import Rect
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import Style, TextLines, block, label
from coach.screen.figures import GOOD, WHITE
from coach.wording.catalogue import _
from coach.wording.durations import in_short

_HEADING = 2.4  # grid units of a heading
_WIDE, _WORDS_BESIDE = 20.0, 8.0  # grid units: from so wide on, the time stands beside the share of an hour
_LIVE_FOOT = 2.2  # grid units below the camera's picture
_CROWDED = 24  # points of a line; more get smaller dots
FULL_HOUR_S = 3600.0


def title_panel(view: HomeView, place: Rect, u: float) -> Panel:
    """What the page is, and a sentence about it."""
    foot = round(2.9 * u) if view.lead else 0
    upper = Rect(place.x, place.y + round(0.2 * u) * bool(foot), place.width, place.height - foot)
    letters = block("title", upper, view.title, Style(2.3, 1.0, 600, WHITE, 1), u)
    if view.lead:
        lower = Rect(place.x, upper.bottom - round(0.3 * u), place.width, foot)
        letters += block("title", lower, view.lead, Style(1.3, 0.7, 500, SOFT, 2), u)
    return Panel("title", place, tuple(letters))


def notice_panel(view: HomeView, place: Rect, u: float) -> Panel:
    """The line that matters now, with the sign of what needs attention."""
    letters = block("notice", place, view.notice, Style(1.3, 0.65, 600, WHITE, 2), u, indent=2.0)
    return Panel("notice", place, tuple(letters), (), _paint_notice)


def _paint_notice(sheet: Sheet, panel: Panel, u: float) -> None:
    sign(sheet, "cue", 1.6 * u, panel.place.height / 2, 0.8 * u)


def live_panel(words: str, place: Rect, u: float, *, blank: bool) -> Panel:
    """The ground of the camera's picture, and what is said of the camera: below it, or in its place where it is
    `blank`."""
    foot = Rect(place.x, place.bottom - round(_LIVE_FOOT * u), place.width, round(_LIVE_FOOT * u))
    where, lines = (place, 7) if blank else (foot, 2)
    return Panel("live", place, tuple(block("live", where, words, Style(1.1, 0.6, 600, WHITE, lines, centre=True), u)))


def live_place(place: Rect, u: float) -> Rect:
    """Where in its place the camera's picture itself is."""
    pad = round(0.4 * u)
    return Rect(place.x + pad, place.y + pad, place.width - 2 * pad, place.height - pad - round(_LIVE_FOOT * u))


def chips_panel(label: str, place: Rect, u: float) -> Panel:
    """The words before a row of small buttons."""
    return Panel("chips", place, tuple(block("chips", place, label, Style(1.0, 0.6, 500, SOFT, 1), u)), bare=True)


def list_panel(told: TextList, place: Rect, u: float) -> Panel:
    """A heading and its lines."""
    head = Rect(place.x, place.y + round(0.2 * u), place.width, round(_HEADING * u))
    letters = block("list", head, told.heading, Style(1.5, 0.55, 600, WHITE, 2), u)
    body = Rect(place.x, head.bottom - round(0.4 * u), place.width, place.bottom - head.bottom + round(0.4 * u))
    lines = _told(told, body, u)
    firsts = tuple(one[0] for one in lines if one) if told.done else ()
    return Panel("list", place, (*letters, *(line for one in lines for line in one)), firsts, _paint_ticks)


def _told(told: TextList, body: Rect, u: float) -> list[list[TextLines]]:
    """The lines, no larger than the heading, from the top on."""
    if not told.lines:
        return []
    found = paragraphs("list", body, told.lines, u, indent=1.7 * told.done, largest=1.25, smallest=0.5)
    up = max(0, round(found[0][0].baseline - body.y - 1.6 * u))
    return [[replace(line, baseline=line.baseline - up) for line in one] for one in found]


def _paint_ticks(sheet: Sheet, panel: Panel, u: float) -> None:
    for first in panel.marks:
        if isinstance(first, TextLines):
            y = first.baseline - panel.place.y - 0.36 * first.size
            sign(sheet, Reply.OK, 1.4 * u, y, 0.62 * u, REACHED)


def hours_panel(hours: tuple[HourBar, ...], place: Rect, u: float) -> Panel:
    """A bar for each hour: as wide as somebody was there, its bright part upright."""
    head = Rect(place.x, place.y + round(0.2 * u), place.width, round(_HEADING * u))
    letters = block("hours", head, _("Upright, hour by hour"), Style(1.5, 0.6, 600, WHITE, 1), u)
    pitch = min(2.2 * u, (place.bottom - head.bottom - 0.5 * u) / max(1, len(hours)))
    size, beside = min(1.15, 0.7 * pitch / u), _WORDS_BESIDE if place.width > _WIDE * u else 4.4
    bars: list[tuple[float, float, float]] = []
    for i, hour in enumerate(hours):
        top = head.bottom + i * pitch
        row = Rect(place.x, round(top), round(4.4 * u), round(pitch))
        letters += block("hours", row, hour.hour, Style(size, 0.5, 500, SOFT, 1), u)
        share = f"{100 * hour.share:.0f}"
        words = _("{number} %", number=share)
        if beside == _WORDS_BESIDE:
            words = _("{share} % of {duration}", share=share, duration=in_short(hour.there_s))
        after = Rect(place.right - round((beside + 0.4) * u), round(top), round(beside * u), round(pitch))
        letters += block("hours", after, words, Style(size, 0.5, 500, SOFT, 1), u)
        bars.append((top - place.y + pitch / 2, min(hour.there_s / FULL_HOUR_S, 1.0), hour.share))
    return Panel("hours", place, tuple(letters), (round(pitch), beside, *bars), _paint_hours)


def _paint_hours(sheet: Sheet, panel: Panel, u: float) -> None:
    pitch, beside, *bars = panel.marks
    left, room = 4.4 * u, panel.place.width - (5.2 + float(str(beside))) * u
    high = 0.56 * float(str(pitch))
    for bar in bars:
        if isinstance(bar, tuple):
            y, there, share = bar
            sheet.box(left, y - high / 2, max(1.0, room * there), high, 0.25 * high, TRACK)
            if share > 0:
                sheet.box(left, y - high / 2, max(1.0, room * there * share), high, 0.25 * high, GOOD)


def trace_panel(trace: Trace, place: Rect, u: float) -> Panel:
    """Values over days as a line with a dot for each."""
    head = Rect(place.x, place.y + round(0.2 * u), place.width, round(_HEADING * u))
    letters = block("trace", head, trace.heading, Style(1.5, 0.8, 600, WHITE, 1), u)
    words = Rect(place.x, head.bottom - round(0.3 * u), place.width, round(3.1 * u))
    letters += block("trace", words, trace.words, Style(1.2, 0.7, 500, SOFT, 2), u)
    foot = Rect(place.x, place.bottom - round(1.7 * u), place.width, round(1.5 * u))
    if trace.points:
        wide = 0.5 * (foot.width - 2 * u)
        first = label("trace", trace.first, (0.0, 0.0), u, wide, SOFT)
        last = label("trace", f"{trace.last}: {trace.now}", (0.0, 0.0), u, wide, WHITE, 600)
        baseline = foot.bottom - round(0.3 * u)
        right = foot.right - round(u) - last.box.width
        letters += [replace(first, x=foot.x + round(u), baseline=baseline), replace(last, x=right, baseline=baseline)]
    return Panel("trace", place, tuple(letters), (trace.points, trace.low, trace.high), _paint_trace)


def _paint_trace(sheet: Sheet, panel: Panel, u: float) -> None:
    points, low, high = panel.marks
    if not isinstance(points, tuple) or not points:
        return
    top, bottom = 5.7 * u, panel.place.height - 2.1 * u
    left, right = 1.2 * u, panel.place.width - 1.2 * u
    lowest, highest = float(str(low)), float(str(high))
    days = max(day for day, _value in points) or 1
    spread = max(highest - lowest, 1e-6)
    shown = [
        (left + (right - left) * day / days, bottom - (bottom - top) * (value - lowest) / spread)
        for day, value in points
    ]
    sheet.stroke([(left, bottom + 0.2 * u), (right, bottom + 0.2 * u)], TRACK, 0.1 * u)
    if len(shown) > 1:
        sheet.stroke(shown, GOOD, 0.22 * u)
    radius = 0.28 if len(shown) <= _CROWDED else 0.17
    for x, y in shown:
        sheet.disc(x, y, radius * u, WHITE)
