"""What was done over a span of days, from the history: by day, exercise, side, hour, weekday and answer.

Every day is the one on the calendar where the person was. A span has both of its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from coach.definitions.library import Library
from coach.desk.posture import PostureState
from coach.records.followed_plan import PlanLine, readable_plan
from coach.records.history import History

UNSEEN = frozenset((PostureState.AWAY, PostureState.UNKNOWN))  # no posture was seen
USUAL_DAYS = 28  # four weeks tell a habit: each weekday four times
OFTEN = 3  # what was done on fewer days of them is no habit yet
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def limits(self) -> tuple[str, str]:
        """What every moment of it lies between as text: not before the first, and before the second."""
        return self.first.isoformat(), (self.last + timedelta(days=1)).isoformat()


@dataclass(frozen=True)
class ExerciseDay:
    """One exercise on one day. `goal` is what was asked for, 0 where nobody noted it; `pain` the worst answer."""

    day: date
    exercise: str
    sets: int
    reps: int
    partials: int
    hold_s: float
    goal: int
    pain: int | None
    judged: bool


@dataclass(frozen=True)
class RangeDay:
    """The complete repetitions of one exercise and side on one day.

    `moved` is how far they went in the mean, in `unit`; `left` and `right` the same of each limb where both worked;
    `share` is the share of the way to the target, `out_s` the seconds of a repetition without its hold, `moved_sq` the
    mean square of `moved`, from which a spread is made. None: unseen.
    """

    day: date
    exercise: str
    side: str
    measure: str | None
    unit: str | None
    number: int
    moved: float | None
    left: float | None
    right: float | None
    share: float | None
    out_s: float | None
    held_s: float
    moved_sq: float | None = None


@dataclass(frozen=True)
class CueDay:
    """How often a correction began, in an exercise on one day."""

    day: date
    exercise: str
    cue: str
    times: int


@dataclass(frozen=True)
class PostureHours:
    """Seconds of one state at this hour of this weekday (0 = Monday), all weeks together."""

    weekday: int
    hour: int
    state: str
    seconds: float


@dataclass(frozen=True)
class DeskHour:
    """Seconds by state in the hour of the clock that began at `began`."""

    began: datetime
    seconds: dict[str, float]

    @property
    def there_s(self) -> float:
        """Seconds in which a posture was seen."""
        return sum(s for state, s in self.seconds.items() if state not in UNSEEN)

    @property
    def upright_s(self) -> float:
        """Seconds upright."""
        return self.seconds.get(PostureState.UPRIGHT, 0.0)


@dataclass(frozen=True)
class AnswerCount:
    """How often reminders of this reason were answered so; None = no answer."""

    reason: str
    answer: str | None
    number: int


@dataclass(frozen=True)
class Due:
    """Something that is to be done today, or was: a line of the plan, or what has become a habit and has its day again.

    Attributes
    ----------
    name : id of an exercise or program; `coach do NAME` starts it with the dose of the plan.
    every_days, last : of a habit, how often it is done and the last time.
    title, dose : of a line of the plan, in words.
    day : the day that it is due for; before today, it was missed then and has moved.
    done : it was done today.
    """

    name: str
    is_program: bool
    every_days: int | None = None
    last: date | None = None
    title: str = ""
    dose: str = ""
    day: date | None = None
    done: bool = False


def first_day(history: History) -> date | None:
    """The first day of which anything is kept; None when nothing is."""
    tables = {"training_set": "at", "posture": "began", "reminder": "at"}
    found = [
        row["day"] for table, at in tables.items() for row in history.rows(f"SELECT min({at}) AS day FROM {table}")
    ]
    days = [date.fromisoformat(day[:10]) for day in found if day is not None]
    return min(days, default=None)


def exercise_days(history: History, span: Span) -> list[ExerciseDay]:
    """What was done, by day and exercise, the oldest first."""
    rows = history.rows(
        "SELECT substr(at, 1, 10) AS day, exercise, count(*) AS sets, sum(reps) AS reps, sum(partials) AS partials,"
        " sum(hold_s) AS hold_s, total(CASE WHEN judged THEN goal END) AS goal, max(pain) AS pain,"
        " max(judged) AS judged"
        " FROM training_set WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, min(id)",
        *span.limits,
    )
    return [
        ExerciseDay(
            **row | {"day": date.fromisoformat(row["day"]), "goal": int(row["goal"]), "judged": bool(row["judged"])}
        )
        for row in rows
    ]


def range_days(history: History, span: Span) -> list[RangeDay]:
    """How far, how even and how fast, by day, exercise and side, the oldest first."""
    rows = history.rows(
        "SELECT substr(s.at, 1, 10) AS day, s.exercise, r.side, s.measure, s.unit, count(*) AS number,"
        " avg(r.moved) AS moved, avg(r.moved_left) AS left, avg(r.moved_right) AS right, avg(r.range) AS share,"
        " avg(r.end_s - r.start_s - r.held_s) AS out_s, avg(r.held_s) AS held_s,"
        " avg(r.moved * r.moved) AS moved_sq FROM training_set s CROSS JOIN rep r ON r.set_id = s.id"
        " WHERE s.at >= ? AND s.at < ? AND s.judged AND r.kind IN ('rep', 'hold') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1",
        *span.limits,
    )
    return [RangeDay(**row | {"day": date.fromisoformat(row["day"])}) for row in rows]


def definitions_done(history: History, span: Span) -> dict[str, list[str]]:
    """Exercise -> the content hashes of the definitions by which it was judged."""
    found: dict[str, list[str]] = {}
    for row in history.rows(
        "SELECT exercise, definition FROM training_set WHERE at >= ? AND at < ? AND definition IS NOT NULL"
        " GROUP BY 1, 2 ORDER BY max(id)",
        *span.limits,
    ):
        found.setdefault(row["exercise"], []).append(row["definition"])
    return found


def cue_days(history: History, span: Span) -> list[CueDay]:
    """The corrections, by day and exercise, the oldest first."""
    rows = history.rows(
        "SELECT substr(s.at, 1, 10) AS day, s.exercise, c.id AS cue, sum(c.times) AS times"
        " FROM training_set s CROSS JOIN cue c ON c.set_id = s.id"
        " WHERE s.at >= ? AND s.at < ? GROUP BY 1, 2, 3 ORDER BY 1",
        *span.limits,
    )
    return [CueDay(**row | {"day": date.fromisoformat(row["day"])}) for row in rows]


def posture_hours(history: History, span: Span) -> list[PostureHours]:
    """The posture at the desk by weekday and hour of the day."""
    rows = history.rows(
        "SELECT (CAST(strftime('%w', substr(began, 1, 10)) AS INTEGER) + 6) % 7 AS weekday,"
        " CAST(substr(began, 12, 2) AS INTEGER) AS hour, state, sum(seconds) AS seconds"
        " FROM posture WHERE began >= ? AND began < ? GROUP BY 1, 2, 3 ORDER BY 1, 2",
        *span.limits,
    )
    return [PostureHours(**row) for row in rows]


def desk_hours(history: History, day: date) -> list[DeskHour]:
    """The hours of one day in their order; one that the clock shows twice is two."""
    found: dict[datetime, dict[str, float]] = {}
    for share in history.postures(day.isoformat()):
        if share.began.date() == day:
            found.setdefault(share.began, {})[share.state] = share.seconds
    return [DeskHour(began, seconds) for began, seconds in sorted(found.items())]


def answers(history: History, span: Span) -> list[AnswerCount]:
    """What became of the reminders."""
    rows = history.rows(
        "SELECT reason, answer, count(*) AS number FROM reminder WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, 2",
        *span.limits,
    )
    return [AnswerCount(**row) for row in rows]


def due(history: History, today: date, library: Library | None = None) -> list[Due]:
    """What today asks for, the one and only answer to that: the lines of the plan, those done today with them; without
    a plan, what has become a habit and is not done yet, the longest overdue first."""
    plan = readable_plan(history, today, library)
    if plan is None or plan.is_over:
        return _habits(history, today)
    return [_of_plan(line, today) for line in plan.lines if line.due is not None or today in line.done]


def _of_plan(line: PlanLine, today: date) -> Due:
    return Due(
        line.prescribed.name, line.prescribed.program is not None, title=line.title, dose=line.dose_in_words,
        day=line.due or today, done=line.due is None,
    )  # fmt: skip


def _habits(history: History, today: date) -> list[Due]:
    before = Span(today - timedelta(days=USUAL_DAYS), today)
    days: dict[tuple[str, bool], set[date]] = {}
    for row in history.workouts(since=before.limits[0]):
        names = [(row["program"], True)] if row["program"] else [(name, False) for name in row["exercises"]]
        for name in names:
            days.setdefault(name, set()).add(date.fromisoformat(row["at"][:10]))
    found = [_habit(name, program, sorted(on)) for (name, program), on in days.items() if len(on) >= OFTEN]
    over = [(day, one) for day, one in found if day <= today and one.last is not None and one.last < today]
    return [one for _day, one in sorted(over, key=lambda pair: (pair[0], pair[1].name))]


def _habit(name: str, is_program: bool, days: Sequence[date]) -> tuple[date, Due]:
    """When it has its day again, and what."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    every_days = max(1, round(median(gaps)))
    return days[-1] + timedelta(days=every_days), Due(name, is_program, every_days, days[-1])


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def days_kept(rows: Sequence[ExerciseDay]) -> dict[date, set[date]]:
    """Monday -> the days of that week on which something was done."""
    found: dict[date, set[date]] = {}
    for row in rows:
        found.setdefault(week_of(row.day), set()).add(row.day)
    return found


def usual_days(kept: dict[date, set[date]], this_week: date, weeks: int = 8) -> int | None:
    """On how many days of a week this person exercises, in the median of the last weeks; None before the second one."""
    mondays = [this_week - n * WEEK for n in range(1, weeks + 1)]
    known = [len(kept.get(monday, ())) for monday in mondays if monday >= min(kept, default=this_week)]
    return round(median(known)) if known else None
