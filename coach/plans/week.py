"""Which days a plan asks for, and what became of them. What was missed moves to a free day of the same week; what no
day of the week is left for is let go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class PlanDays:
    """The days of one line of a plan: from the day it began, for so many weeks, on these weekdays (0 = Monday), with so
    many days between two."""

    began: date
    weeks: int
    weekdays: frozenset[int]
    rest_days: int = 0

    @property
    def ends(self) -> date:
        """The last day."""
        return self.began + self.weeks * WEEK - DAY

    def of_week(self, monday: date) -> list[date]:
        """The days that the plan asks for in a week."""
        days = (monday + n * DAY for n in sorted(self.weekdays))
        return [day for day in days if self.began <= day <= self.ends]

    def due(self, done: Collection[date], today: date) -> date | None:
        """The day that today is due for: today itself, or one of this week that was missed. None: nothing is due."""
        if today in done or not self.began <= today <= self.ends or self._rests(done, today):
            return None
        monday = monday_of(today)
        asked = self.of_week(monday)
        number = sum(monday <= day < today for day in done)
        return asked[number] if number < len(asked) and asked[number] <= today else None

    def next_day(self, done: Collection[date], today: date) -> date | None:
        """The next day after today on which something is due, if today's is done; None when the plan ends before."""
        then = {*done, today} if self.due(done, today) is not None else set(done)
        later = (today + n * DAY for n in range(1, 15))  # within two weeks every weekday comes twice
        return next((day for day in later if self.due(then, day) is not None), None)

    def _rests(self, done: Collection[date], today: date) -> bool:
        """The last time is too short ago."""
        last = max((day for day in done if day < today), default=None)
        return last is not None and (today - last).days <= self.rest_days


@dataclass(frozen=True)
class WeekKept:
    """One week of a plan: on how many days it asked for something up to now, and on how many of as many something was
    done."""

    monday: date
    asked: int
    kept: int


def weeks_kept(lines: Iterable[PlanDays], done: Collection[date], today: date) -> list[WeekKept]:
    """Week by week, the oldest first. Today is asked for only once it is done: the day is not over."""
    lines = list(lines)
    begins = min((line.began for line in lines), default=today)
    ends = min(today, max((line.ends for line in lines), default=today))
    found = []
    monday = monday_of(begins)
    while monday <= ends:
        asked = {day for line in lines for day in line.of_week(monday) if day < today or (day == today and day in done)}
        kept = {day for day in done if begins <= day and monday <= day < monday + WEEK}
        found.append(WeekKept(monday, len(asked), min(len(asked), len(kept))))
        monday += WEEK
    return found
