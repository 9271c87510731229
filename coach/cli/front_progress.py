"""What the page of progress shows: range, posture and pain over the last weeks, in the words of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from coach.home.home_view import Trace
from coach.home.progress_page import ProgressFacts
from coach.wording import dates, units
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.library import Library
    from coach.records.history import History
    from coach.report.contents import Contents

WEEKS = 12  # a treatment is judged after six to twelve weeks
MOST_RANGES = 2  # exercises; with posture and pain as many as fit on a screen without crowding
WORST = 10.0  # of the scale of pain


def progress_of(history: History, library: Library) -> ProgressFacts:
    """The page's contents from a history."""
    from coach.records.clock import now
    from coach.records.practice import days_kept, week_of
    from coach.records.titles import Titles
    from coach.report.contents import contents_of

    today = now().date()
    contents = contents_of(history, Titles(library), today, WEEKS)
    this_week = len(days_kept(contents.days).get(week_of(today), ()))
    week = plural(
        "You exercised on {number} day of this week.", "You exercised on {number} days of this week.", this_week
    )
    traces = [*_ranges(contents), *_posture(contents, history), *_pain(contents)]
    return ProgressFacts(tuple(traces), (week,), WEEKS)


def _ranges(contents: Contents) -> Iterator[Trace]:
    from coach.report.change import change_of
    from coach.report.contents import weekly
    from coach.report.findings import range_of
    from coach.report.measuring_error import error_of

    for exercise in contents.favourites(MOST_RANGES):
        rows = contents.ranges_of(exercise)
        if not rows:
            continue
        unit, title = rows[-1].unit or "1", contents.titles.exercise(exercise)
        error = error_of(rows[-1].measure or "", unit)
        change = change_of(weekly(rows, lambda row: row.moved, lambda row: float(row.number)), error)
        by_day: dict[date, list[float]] = {}
        for row in rows:
            by_day.setdefault(row.day, []).extend([row.moved or 0.0] * row.number)
        values = {day: sum(moved) / len(moved) for day, moved in by_day.items()}
        low, high = min(values.values()) - error, max(values.values()) + error
        last = units.in_short(values[max(values)], unit)
        yield _trace(_("Range"), range_of(title, change, unit), values, (low, high), last)


def _posture(contents: Contents, history: History) -> Iterator[Trace]:
    from coach.desk.posture import PostureState
    from coach.records.practice import UNSEEN

    shares: dict[date, float] = {}
    seen_s = upright_s = 0.0
    for day, seconds in history.postures_by_day(contents.span.first.isoformat()).items():
        there_s = sum(s for state, s in seconds.items() if state not in UNSEEN)
        if there_s:
            shares[date.fromisoformat(day)] = seconds.get(PostureState.UPRIGHT, 0.0) / there_s
            seen_s, upright_s = seen_s + there_s, upright_s + seconds.get(PostureState.UPRIGHT, 0.0)
    if shares:
        words = _("You sat upright for {share} of the time", share=_percent(upright_s / seen_s))
        yield _trace(_("Posture"), words, shares, (0.0, 1.0), _percent(shares[max(shares)]))


def _pain(contents: Contents) -> Iterator[Trace]:
    from coach.report.contents import pain_change, pain_of
    from coach.report.findings import pain

    worst: dict[date, float] = {}
    for row in contents.days:
        if (level := pain_of(row)) is not None:
            worst[row.day] = max(level, worst.get(row.day, 0.0))
    if worst:
        last = _("{level} of 10", level=f"{worst[max(worst)]:.0f}")
        yield _trace(_("Pain"), pain(pain_change(contents)), worst, (0.0, WORST), last)


def _trace(heading: str, words: str, by_day: dict[date, float], bounds: tuple[float, float], now: str) -> Trace:
    first, last = min(by_day), max(by_day)
    points = tuple(((day - first).days, value) for day, value in sorted(by_day.items()))
    ends = dates.in_short(first.day, first.month), dates.in_short(last.day, last.month)
    return Trace(heading, words, points, *bounds, now, *ends)


def _percent(share: float) -> str:
    return _("{number} %", number=f"{100 * share:.0f}")
