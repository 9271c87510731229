"""What a report is made from: everything that the history has of a span, and the names of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from coach.records import practice
from coach.records.followed_plan import FollowedPlan, readable_plan
from coach.records.history import History
from coach.records.practice import (
    AnswerCount,
    CueDay,
    ExerciseDay,
    PostureHours,
    RangeDay,
    Span,
    week_of,
)  # fmt: skip
from coach.records.titles import Titles
from coach.report.change import Change, change_of
from coach.report.measuring_error import PAIN

Row = TypeVar("Row", RangeDay, ExerciseDay, CueDay)


@dataclass(frozen=True)
class Contents:
    """One span of a history, from a Monday on. `since` is its first day of which anything can be kept; `known` is False
    where nothing at all is kept."""

    span: Span
    since: date
    known: bool
    titles: Titles
    days: Sequence[ExerciseDay]
    ranges: Sequence[RangeDay]
    cues: Sequence[CueDay]
    posture: Sequence[PostureHours]
    answers: Sequence[AnswerCount]
    definitions: Mapping[str, Sequence[str]]
    plan: FollowedPlan | None = None

    @property
    def lived_days(self) -> int:
        """How many days there were in which something could be done."""
        return Span(self.since, self.span.last).days

    def favourites(self, most: int) -> list[str]:
        """The exercises that were done on most days, the most first."""
        days: dict[str, int] = {}
        for one in self.days:
            days[one.exercise] = days.get(one.exercise, 0) + one.judged
        return sorted((name for name in days if days[name]), key=lambda name: (-days[name], name))[:most]

    def ranges_of(self, exercise: str) -> list[RangeDay]:
        """Its days in the one measure that it has been judged by lately."""
        rows = [one for one in self.ranges if one.exercise == exercise and one.moved is not None]
        return [one for one in rows if one.measure == rows[-1].measure]


def contents_of(history: History, titles: Titles, today: date, weeks: int | None) -> Contents:
    """The last weeks up to today, from a Monday on; None = all that is kept."""
    first = practice.first_day(history)
    begin = first or today
    if weeks is not None:
        begin = max(begin, week_of(today) - (weeks - 1) * practice.WEEK)
    span = Span(min(week_of(begin), today), today)
    known = first is not None and first <= today
    return Contents(
        span, max(begin, span.first), known, titles, practice.exercise_days(history, span),
        practice.range_days(history, span), practice.cue_days(history, span), practice.posture_hours(history, span),
        practice.answers(history, span), practice.definitions_done(history, span),
        readable_plan(history, today),
    )  # fmt: skip


def weekly(
    rows: Iterable[Row], value: Callable[[Row], float | None], weight: Callable[[Row], float]
) -> dict[date, float]:
    """Monday -> the weighted mean of that week; weeks without a value are left out."""
    sums: dict[date, tuple[float, float]] = {}
    for row in rows:
        found, weighs = value(row), weight(row)
        if found is not None and weighs > 0:
            week = week_of(row.day)
            total, weights = sums.get(week, (0.0, 0.0))
            sums[week] = total + weighs * found, weights + weighs
    return {monday: total / weights for monday, (total, weights) in sorted(sums.items())}


def all_days(span: Span) -> list[date]:
    """Every day of a span."""
    return [span.first + timedelta(days=n) for n in range(span.days)]


def all_weeks(span: Span) -> list[date]:
    """Every Monday of a span."""
    return [one for one in all_days(span) if one == week_of(one)]


def pain_change(contents: Contents) -> Change:
    """The worst answer of each day, in the mean of weeks."""
    return change_of(weekly(contents.days, pain_of, lambda day: 1.0), PAIN)


def pain_of(day: ExerciseDay) -> float | None:
    """The worst answer of a day, 0 to 10; None where nobody asked or answered."""
    return day.pain
