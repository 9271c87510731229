"""What `coach do` takes from the plan that is followed: what is due, today's doses, and the question about the day
after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.open_library import open_library
from coach.wording import dates
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.definitions.library import ProgramCard
    from coach.definitions.prescription import RangeTarget
    from coach.records.followed_plan import FollowedPlan, PlanLine

TODAY = "today"  # `coach do today`, like `coach do`, does what is due


@dataclass(frozen=True)
class PlannedWorkout:
    """A workout of the plan: what is done, the pain that ends it, and what is asked first ("" = nothing) with what is
    done in its place after more than mild pain; `aims` are the ranges that it wants, by exercise."""

    card: ProgramCard
    stop_at: int
    asks: str
    smaller: ProgramCard
    aims: Mapping[str, RangeTarget]


def followed_today() -> FollowedPlan | None:
    """The plan as it stands now; None where there is none, and where the history cannot be read, which the diary tells.
    Raises DefinitionError."""
    from coach.records.clock import now
    from coach.records.damaged import open_history
    from coach.records.followed_plan import followed_plan
    from coach.records.history import HistoryError

    path = coach_home() / "history.db"
    if not path.exists():
        return None
    try:
        with open_history(path, show_line) as history:
            return followed_plan(history, now().date(), open_library())
    except HistoryError:
        return None


def plan_for_a_workout() -> FollowedPlan | None:
    """The same; a plan that cannot be read any more is told and stands in the way of no exercise."""
    from coach.definitions.document import DefinitionError

    try:
        return followed_today()
    except DefinitionError as error:
        show_line(_("Your plan cannot be read any more: {reason}", reason=error.problems[0]))
        return None


def planned_workout(plan: FollowedPlan, name: str | None) -> PlannedWorkout | None:
    """What the plan has under this name, due or not; without a name what is due. None where there is nothing."""
    from coach.plans.progression import MODERATE
    from coach.plans.rules_in_words import asked_about
    from coach.records.followed_plan import due_card, due_lines

    lines = due_lines(plan, name)
    if not lines:
        return None
    card, last = due_card(plan, lines), plan.asks_about
    aims = {line.prescribed.name: line.prescribed.range for line in lines if line.prescribed.range is not None}
    if last is None:
        return PlannedWorkout(card, plan.stop_at, "", card, aims)
    after_pain = plan.answered(min(MODERATE, plan.stop_at - 1))
    names = [line.prescribed.name for line in lines]
    smaller = due_card(plan, [line for line in after_pain.lines if line.prescribed.name in names])
    return PlannedWorkout(card, plan.stop_at, asked_about(last, plan.today), smaller, aims)


def nothing_due(plan: FollowedPlan) -> str:
    """Why there is nothing to do now, and when there will be."""
    if plan.is_over:
        return _("Your plan is over: `coach plan` shows what came of it. `coach list` shows what you can do.")
    if plan.is_red_today:
        return _("That is enough for today. If it does not get better, ask your physiotherapist or doctor.")
    done = _("Everything for today is done.") if plan.today in plan.days_kept else _("Nothing is due today.")
    later = min((line.next_day for line in plan.lines if line.next_day is not None), default=None)
    if later is None:
        return done
    when = _("tomorrow") if (later - plan.today).days == 1 else dates.weekday(later.weekday())
    return _("{done} Next: {when}.", done=done, when=when)


def habit_due() -> str:
    """Without a plan: the name of what has become a habit and has its day again. Raises CommandError."""
    from coach.cli.kept import kept
    from coach.records.clock import now
    from coach.records.practice import due

    with kept(coach_home() / "history.db") as history:
        found = due(history, now().date())
    if not found:
        raise CommandError(
            USAGE,
            _("name an exercise or a program: `coach list` shows them. `coach plan` offers plans with days."),
        )
    return found[0].name


def tell_what_is_left() -> None:
    """After a workout of the plan: what is still due today."""
    plan = plan_for_a_workout()
    left = [] if plan is None else [line for line in plan.lines if line.due is not None]
    if left:
        show_line(_("Still due today: {what}. `coach do` starts it.", what=_titles(left)))
    elif plan is not None:
        show_line(nothing_due(plan))


def _titles(lines: list[PlanLine]) -> str:
    return ", ".join(line.title for line in lines)
