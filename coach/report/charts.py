"""The charts, as SVG that takes its colours from the page: light, dark and on paper it is the same drawing.

They are narrow, because a phone is: on a wide screen two stand side by side. The title stands above them in the page.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.report import chart_fonts
from coach.wording import dates

chart_fonts.load()  # before the other parts of matplotlib, which would load its fonts their own way

import matplotlib as mpl  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: E402
from matplotlib.collections import PolyCollection  # noqa: E402
from matplotlib.figure import Figure as Drawing  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

WIDTH_IN, HEIGHT_IN, ROW_IN = 5.2, 2.5, 0.42  # 374 points across: letters of 13 points are read on a phone
MOST_LABELS, MOST_WITH_YEAR = 6, 4  # dates under a chart, so that none touches the next
YEAR_DAYS = 365
COLOURS = {  # what is drawn -> the page's colour for it
    "#010101": "var(--ink)", "#020202": "var(--muted)", "#030303": "var(--grid)", "#040404": "var(--main)",
    "#050505": "var(--other)", "#060606": "var(--band)", "#070707": "var(--pale)",
}  # fmt: skip
INK, MUTED, GRID, MAIN, OTHER, BAND, PALE = COLOURS
STYLE: Any = {
    "svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"], "font.size": 13,
    "text.color": INK, "axes.edgecolor": GRID, "axes.labelcolor": MUTED, "axes.labelsize": 13, "xtick.color": MUTED,
    "ytick.color": MUTED, "xtick.labelsize": 13, "ytick.labelsize": 13, "xtick.major.size": 0, "xtick.major.pad": 9,
    "ytick.major.size": 0,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": GRID, "axes.axisbelow": True, "axes.facecolor": "none",
    "figure.facecolor": "none", "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    "legend.frameon": False,
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two values of one name: then and now, or left and right; None = not seen. `says` stands at the end of its row."""

    name: str
    first: float | None
    second: float | None
    says: str = ""


def bars(days: Sequence[date], values: Sequence[float], unit: str, label: str, *, whole: bool = True) -> str:
    """One bar for each day or week."""

    def draw(axes: Axes) -> None:
        _columns(axes, values)
        axes.set_ylabel(unit)
        if whole:
            axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        _dates(axes, days)

    return _svg(draw, label)


def named_bars(names: Sequence[str], values: Sequence[float | None], unit: str, label: str) -> str:
    """One bar for each name under it, the value above it; nothing where there is none. Values are percent."""

    def draw(axes: Axes) -> None:
        heights = [0.0 if value is None else value for value in values]
        axes.bar(range(len(names)), heights, width=0.7, color=MAIN)
        for at, value in enumerate(values):
            if value is not None:
                axes.annotate(f"{value:.0f}", (at, value), (0, 2), textcoords="offset points", ha="center", color=INK)
        axes.set_xticks(range(len(names)), names)
        axes.set_ylim(0, 112)
        axes.set_yticks([0, 50, 100])
        axes.set_ylabel(unit)

    return _svg(draw, label)


def line_with_band(
    weeks: Sequence[date], values: Sequence[float], unit: str, label: str, base: float, error: float
) -> str:
    """The values of weeks, and a band around where they began: what lies within it is no change."""

    def draw(axes: Axes) -> None:
        times = [(week - weeks[0]).days / 7 for week in weeks]
        begin, end = (-0.3, times[-1] + 0.3) if times[-1] else (-1.0, 1.0)
        axes.fill_between([begin, end], base - error, base + error, color=BAND, linewidth=0)
        axes.plot(times, values, color=MAIN, linewidth=2, marker="o", markersize=4.5)
        low, high = min([*values, base - error]), max([*values, base + error])
        room = max(0.15 * (high - low), 0.5 * error)
        axes.set_ylim(max(0.0, low - room), high + room)
        axes.set_xlim(begin, end)
        axes.set_ylabel(unit)
        shown = _some(weeks)
        axes.set_xticks([times[at] for at in shown], _named([weeks[at] for at in shown]))

    return _svg(draw, label)


def dumbbells(pairs: Sequence[Pair], unit: str, label: str, names: tuple[str, str]) -> str:
    """A row for each pair: the first value pale, the second in colour, joined by a line."""

    def draw(axes: Axes) -> None:
        for at, pair in enumerate(pairs):
            values = [value for value in (pair.first, pair.second) if value is not None]
            axes.plot(values, [at] * len(values), color=PALE, linewidth=4, zorder=1, solid_capstyle="round")
            if pair.first is not None:
                axes.plot([pair.first], [at], "o", color=OTHER, markersize=8, label=names[0] if at == 0 else None)
            if pair.second is not None:
                axes.plot([pair.second], [at], "o", color=MAIN, markersize=8, label=names[1] if at == 0 else None)
        _rows(axes, [pair.name for pair in pairs])
        axes.set_xlabel(unit)
        _legend(axes, names)

    return _svg(draw, label, height_in=_height_in(len(pairs)), wide=True)


def rows(names: Sequence[str], values: Sequence[float], unit: str, label: str) -> str:
    """A horizontal bar for each name, its value at the end."""

    def draw(axes: Axes) -> None:
        axes.barh(range(len(names)), values, height=0.62, color=MAIN)
        for at, value in enumerate(values):
            axes.annotate(f"{value:.0f}", (value, at), (4, 0), textcoords="offset points", va="center", color=INK)
        _rows(axes, names)
        axes.set_xlim(0, max([*values, 1]) * 1.12)
        axes.set_xlabel(unit)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))

    return _svg(draw, label, height_in=_height_in(len(names)) - 0.25, wide=True)


def above_each_other(
    weeks: Sequence[date], upper: Sequence[float | None], lower: Sequence[float], units: tuple[str, str], label: str
) -> str:
    """Two charts on one time: points above (0 to 10), bars below."""
    with mpl.rc_context(STYLE):
        drawing = Drawing(figsize=(WIDTH_IN, HEIGHT_IN + 0.9), layout="constrained")
        top, bottom = drawing.subplots(2, 1, sharex=True)
        seen = [(at, value) for at, value in enumerate(upper) if value is not None]
        top.plot(
            [at for at, _ in seen], [value for _, value in seen], color=OTHER, linewidth=2, marker="o", markersize=4.5
        )
        top.set_ylim(-0.4, 10.4)
        top.set_yticks([0, 5, 10])
        top.set_ylabel(units[0])
        _columns(bottom, lower)
        bottom.set_ylabel(units[1])
        _dates(bottom, weeks)
        return _written(drawing, label)


# ---------------------------------------------------------------- the parts


def _svg(draw: Callable[[Axes], None], label: str, height_in: float = HEIGHT_IN, *, wide: bool = False) -> str:
    with mpl.rc_context(STYLE | ({"axes.grid.axis": "x"} if wide else {})):
        drawing = Drawing(figsize=(WIDTH_IN, height_in), layout="constrained")
        draw(drawing.subplots())
        return _written(drawing, label)


def _written(drawing: Drawing, label: str) -> str:
    """The SVG alone, as wide as its place, with its label for screen readers and the colours of the page."""
    text = io.StringIO()  # not by savefig, which draws everything once more, only to place it
    FigureCanvasSVG(drawing).print_svg(text, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]
    svg = text.getvalue()
    box = re.findall(r'viewBox="([^"]+)"', svg)[0]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r"<svg[^>]*>", f'<svg viewBox="{box}" role="img" aria-label="{_plain(label)}">', svg, count=1)
    svg = re.sub(r"font: ([\d.]+)px [^;\"]+", r"font-size: \1px", svg)
    for drawn, of_page in COLOURS.items():
        svg = svg.replace(drawn, of_page)
    return _with_own_names(svg)


def _with_own_names(svg: str) -> str:
    """Names that are referred to become those of this drawing alone, because a page has many; the others go."""
    used = set(re.findall(r'(?:url\(|href=")#([\w.-]+)', svg))
    mine = hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", svg)
    return re.sub(r'((?:url\(|href=")#| id=")([\w.-]+)', rf"\g<1>c{mine}-\g<2>", svg)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _columns(axes: Axes, values: Sequence[float]) -> None:
    """A bar for each value, from 0 on. All of them are one shape, for ten years of bars are drawn in no time."""
    half = 0.375
    axes.add_collection(
        PolyCollection(
            [[(n - half, 0), (n - half, value), (n + half, value), (n + half, 0)] for n, value in enumerate(values)],
            facecolors=MAIN, linewidths=0,
        )
    )  # fmt: skip
    axes.set_xlim(-0.6, len(values) - 0.4)
    axes.set_ylim(0, max([*values, 1]) * 1.08)


def _dates(axes: Axes, days: Sequence[date]) -> None:
    """Dates under bars: under the middle of wide ones, from the beginning of narrow ones on."""
    shown = _some(days)
    side = "center" if len(days) <= MOST_LABELS else "left"
    axes.set_xticks(list(shown), _named([days[at] for at in shown]), ha=side)


def _named(days: Sequence[date]) -> list[str]:
    """Day and month; over more than a year, where these would come again, month and year."""
    if not _is_long(days):
        return [dates.in_short(day.day, day.month) for day in days]
    return [dates.month_of_year(day.month, day.year) for day in days]


def _some(days: Sequence[date]) -> range:
    """The places of a few labels, evenly from the first on."""
    most = MOST_WITH_YEAR if _is_long(days) else MOST_LABELS
    return range(0, len(days), max(1, -(-len(days) // most)))


def _is_long(days: Sequence[date]) -> bool:
    return (days[-1] - days[0]).days > YEAR_DAYS


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """The names beside their rows, the first on top."""
    axes.set_yticks(range(len(names)), [_broken(name) for name in names], color=INK)
    axes.set_ylim(len(names) - 0.5, -0.5)


def _broken(name: str, longest: int = 22) -> str:
    """A long name in two lines, so that the chart keeps its room."""
    if len(name) <= longest:
        return name
    words = name.split()
    half = next((n for n in range(1, len(words)) if len(" ".join(words[:n])) >= len(name) / 2), len(words))
    return " ".join(words[:half]) + "\n" + " ".join(words[half:])


def _legend(axes: Axes, names: tuple[str, str]) -> None:
    handles = [axes.plot([], [], "o", color=colour, markersize=8)[0] for colour in (OTHER, MAIN)]
    axes.figure.legend(handles, names, loc="outside upper right", ncols=2, handletextpad=0.1, columnspacing=1.2)


def _height_in(number: int) -> float:
    return 1.15 + ROW_IN * number
