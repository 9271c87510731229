"""`coach history`: today, this week, every exercise, and the days of the last weeks."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from coach.cli import options
from coach.cli.console import show_table
from coach.cli.folders import coach_home
from coach.cli.open_library import open_library
from coach.cli.plan_command import kept_lines, plan_json
from coach.cli.today import done_json, done_line
from coach.wording import dates, units
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coach.records.followed_plan import FollowedPlan
    from coach.records.history import History
    from coach.records.practice import ExerciseDay, RangeDay
    from coach.records.titles import Titles

WEEKS = 8  # what fits on a screen, and what tells a habit
LATELY_DAYS = 28  # the range of an exercise is that of its last four weeks
KEPT, FREE = "■", "·"
COLUMNS = ("day", "exercise", "title", "sets", "reps", "partials", "hold_s", "goal", "pain")


def history(
    as_json: options.JsonOption = False,
    as_csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write one row per day and exercise to this file; - is the output."),
    ] = None,
) -> None:
    """Show what you have done: today, this week, and by exercise."""
    from coach.cli.kept import kept
    from coach.records.clock import now
    from coach.records.titles import Titles

    with kept(coach_home() / "history.db") as found:
        past = past_of(found, now().date())
    titles = Titles(open_library())
    if as_csv is not None:
        _write_csv(as_csv, past.days, titles)
    if as_json:
        print(json.dumps(past.as_json(titles)))
    elif as_csv is None:
        past.show(titles)


@dataclass(frozen=True)
class PastSeen:
    """Everything that was done up to `day`, how far each exercise goes lately, and the plan that is followed."""

    day: date
    days: Sequence[ExerciseDay]
    lately: Sequence[RangeDay]
    plan: FollowedPlan | None = None

    def show(self, titles: Titles) -> None:
        """Print it for people."""
        if not self.days:
            print(_("Nothing is kept yet. `coach list` shows what you can do."))
            return
        for line in (*self._today(titles), "", *self._plan(), *self._weeks(), ""):
            print(line)
        show_table(self._exercises(titles), 100, 100)

    def _today(self, titles: Titles) -> list[str]:
        done = [one for one in self.days if one.day == self.day]
        if not done:
            return [_("Today: nothing yet.")]
        return [_("Today:"), *(f"  {done_line(one, titles)}" for one in done)]

    def _plan(self) -> list[str]:
        """The days kept of those that the plan asks for."""
        if self.plan is None:
            return []
        return [_("Your plan: {title}", title=self.plan.card.prescription.title),
                *(f"  {line}" for line in kept_lines(self.plan)), ""]  # fmt: skip

    def _weeks(self) -> list[str]:
        """The days of the last weeks. A day without exercise is a day like any other: nothing is counted down."""
        from coach.records.practice import WEEK, days_kept, usual_days, week_of

        kept, this_week = days_kept(self.days), week_of(self.day)
        now = plural("This week: {number} day", "This week: {number} days", len(kept.get(this_week, ())))
        usual = usual_days(kept, this_week)
        usually = "" if usual is None else _(" (usually {number})", number=usual)
        mondays = [this_week - n * WEEK for n in range(WEEKS)]
        rows = [self._week(monday, kept.get(monday, set())) for monday in mondays if monday >= min(kept)]
        return [f"{now}{usually}.", *rows]

    def _week(self, monday: date, kept: set[date]) -> str:
        days = [monday + timedelta(days=n) for n in range(7)]
        marks = " ".join(KEPT if one in kept else FREE for one in days if one <= self.day)
        week = [one for one in self.days if monday <= one.day <= days[-1]]
        reps = sum(one.reps for one in week)
        counted = plural("{number} repetition", "{number} repetitions", reps)
        return f"  {dates.in_short(monday.day, monday.month):>6}  {marks:<13}  {counted}"

    def _exercises(self, titles: Titles) -> RenderableType:
        from rich.markup import escape
        from rich.table import Table

        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for name in (_("Exercise"), _("Days"), _("Sets"), _("Repetitions"), _("Range"), _("Last time")):
            table.add_column(name, justify="left" if name in (_("Exercise"), _("Last time")) else "right")
        for row in self.by_exercise():
            moved, unit = row["range"], row["unit"]
            way = units.in_short(moved, unit) if moved is not None else ""
            ago = dates.ago((self.day - date.fromisoformat(row["last"])).days)
            title = escape(titles.exercise(row["exercise"]))
            table.add_row(title, str(row["days"]), str(row["sets"]), str(row["reps"]), way, ago)
        return table

    def by_exercise(self) -> list[dict[str, Any]]:
        """Each exercise, the one done last first."""
        found: dict[str, dict[str, Any]] = {}
        for one in self.days:
            start = {"exercise": one.exercise, "days": 0, "sets": 0, "reps": 0, "partials": 0, "hold_s": 0.0}
            row = found.setdefault(one.exercise, start)
            row["days"] += 1
            for name in ("sets", "reps", "partials", "hold_s"):
                row[name] += getattr(one, name)
            row["last"] = one.day.isoformat()
        for name, row in found.items():
            row["hold_s"] = round(row["hold_s"], 1)
            row |= self._range(name)
        return sorted(found.values(), key=lambda row: (row["last"], row["exercise"]), reverse=True)

    def _range(self, exercise: str) -> dict[str, Any]:
        """How far it went in the mean of its last weeks, in the measure that was used last."""
        rows = [one for one in self.lately if one.exercise == exercise and one.moved is not None]
        if not rows:
            return {"measure": None, "unit": None, "range": None}
        last = rows[-1]
        alike = [one for one in rows if one.measure == last.measure]
        number = sum(one.number for one in alike)
        mean = sum((one.moved or 0.0) * one.number for one in alike) / number
        return {"measure": last.measure, "unit": last.unit, "range": round(mean, 3)}

    def as_json(self, titles: Titles) -> dict[str, Any]:
        """One object; `docs/history.md` says what each of it means."""
        from coach.records.practice import days_kept, usual_days, week_of

        kept, this_week = days_kept(self.days), week_of(self.day)
        week = sorted(kept.get(this_week, ()))
        return {
            "today": [done_json(one, titles) for one in self.days if one.day == self.day],
            "week": {
                "monday": this_week.isoformat(), "days": [one.isoformat() for one in week],
                "usual_days": usual_days(kept, this_week),
            },
            "plan": None if self.plan is None else plan_json(self.plan),
            "exercises": [{**row, "title": titles.exercise(row["exercise"])} for row in self.by_exercise()],
            "days": [done_json(one, titles) for one in self.days],
        }  # fmt: skip


def past_of(kept: History, day: date) -> PastSeen:
    """All that the history has, up to this day."""
    from coach.records import practice
    from coach.records.followed_plan import readable_plan

    first = practice.first_day(kept) or day
    lately = practice.Span(day - timedelta(days=LATELY_DAYS), day)
    return PastSeen(
        day,
        practice.exercise_days(kept, practice.Span(min(first, day), day)),
        practice.range_days(kept, lately),
        readable_plan(kept, day),
    )


def _write_csv(path: Path, days: Sequence[ExerciseDay], titles: Titles) -> None:
    if str(path) == "-":
        _write_rows(sys.stdout, days, titles)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        _write_rows(file, days, titles)


def _write_rows(file: TextIO, days: Sequence[ExerciseDay], titles: Titles) -> None:
    rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(done_json(one, titles) for one in days)
